//! The action table while it is written: a row a line, and the row being written in full below. Not how it is drawn, nor what
//! makes an action complete: that is the field's knowledge.

mod drawn;

use super::day_field::DayField;
use super::editor::Given;
use super::owner::edit_who;
use crate::practice::answer::PlannedAction;
use crate::practice::naming::who_fits;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::widget::line_field::LineField;
use crate::ui::widget::text_field::{Edited, TextField};
use chrono::NaiveDate;

/// The parts of an action, in the order they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::ui) enum Part {
    /// What needs to change.
    Change,
    /// What is to be done about it.
    Action,
    /// Who does it.
    Who,
    /// By when.
    By,
}

impl Part {
    const ALL: [Self; 4] = [Self::Change, Self::Action, Self::Who, Self::By];

    const fn label(self) -> &'static str {
        match self {
            Self::Change => "1 What changes",
            Self::Action => "2 What to do",
            Self::Who => "3 Who does it",
            Self::By => "4 By when",
        }
    }

    fn step(self, forward: bool) -> Option<Self> {
        let at = Self::ALL.iter().position(|one| *one == self)?;
        let to = if forward { at.checked_add(1)? } else { at.checked_sub(1)? };
        Self::ALL.get(to).copied()
    }
}

#[derive(Default)]
struct Row {
    change: TextField,
    action: TextField,
    who: LineField,
    // The one person whom the owner's letters fit, as they were typed here.
    who_fits: Option<String>,
    by: DayField,
}

impl Row {
    fn of(planned: &PlannedAction, given: &Given<'_>) -> Self {
        Self {
            change: TextField::with(&planned.change_needed),
            action: TextField::with(&planned.action),
            who: LineField::with(planned.owner.as_str()),
            who_fits: None,
            by: DayField::with(planned.due_on, given.days_off),
        }
    }

    fn planned(&self) -> PlannedAction {
        PlannedAction {
            change_needed: self.change.text(),
            action: self.action.text(),
            owner: self.who.text().to_owned(),
            due_on: self.by.day(),
        }
    }

    fn is_blank(&self) -> bool {
        self.change.is_blank() && self.action.is_blank() && self.who.is_blank() && self.by.words().is_empty()
    }
}

/// Rows beyond which none is made anew: a damaged place must not fill the memory.
const MOST_ROWS: usize = 500;

/// The action table and where its writer is in it.
pub(in crate::ui) struct ActionTable {
    // Never empty: the last row may be blank.
    rows: Vec<Row>,
    row: usize,
    part: Part,
}

impl ActionTable {
    pub(in crate::ui) fn new(planned: &[PlannedAction], given: &Given<'_>) -> Self {
        let mut rows: Vec<Row> = planned.iter().map(|one| Row::of(one, given)).collect();
        if rows.is_empty() {
            rows.push(Row::default());
        }
        Self { rows, row: 0, part: Part::Change }
    }

    /// The actions, without blank rows at the end.
    pub(in crate::ui) fn planned(&self) -> Vec<PlannedAction> {
        let mut planned: Vec<PlannedAction> = self.rows.iter().map(Row::planned).collect();
        while planned.last().is_some_and(PlannedAction::is_blank) {
            planned.pop();
        }
        planned
    }

    /// The rows whose day was not understood, with what is typed there.
    pub(in crate::ui) fn days_not_understood(&self) -> impl Iterator<Item = (usize, &str)> {
        self.rows.iter().enumerate().filter_map(|(number, row)| Some((number, row.by.not_understood()?)))
    }

    /// What is wrong with the first day that was not understood, where its row is left behind: the row's number and why.
    fn day_left_wrong(&self) -> Option<String> {
        let mut others = self.rows.iter().enumerate().filter(|(number, _)| *number != self.row);
        let (number, row) = others.find(|(_, row)| row.by.not_understood().is_some())?;
        Some(format!("Action {}: {}", number + 1, row.by.words()))
    }

    /// Puts back what was typed where a row's day belongs and was not understood.
    pub(super) fn put_back(&mut self, row: usize, words: &str, today: NaiveDate) {
        while self.rows.len() <= row.min(MOST_ROWS) {
            self.rows.push(Row::default());
        }
        if let Some(row) = self.rows.get_mut(row) {
            row.by.put_back(words, today);
        }
    }

    /// How many actions are begun.
    pub(in crate::ui) fn count(&self) -> usize {
        self.rows.iter().filter(|row| !row.is_blank()).count()
    }

    /// Whether the row with the cursor says anything.
    pub(in crate::ui) fn row_is_blank(&self) -> bool {
        self.rows.get(self.row).is_none_or(Row::is_blank)
    }

    /// The row with the cursor, from 0.
    pub(in crate::ui) const fn row(&self) -> usize {
        self.row
    }

    /// Goes to a row, at what it still lacks: where a finding points.
    pub(in crate::ui) fn go_to(&mut self, row: usize) {
        self.row = row.min(self.rows.len().saturating_sub(1));
        let planned = self.rows.get(self.row).map(Row::planned).unwrap_or_default();
        let lacks = |words: &str| !words.chars().any(char::is_alphanumeric);
        let day_is_wrong = self.rows.get(self.row).is_some_and(|row| row.by.not_understood().is_some());
        self.part = if day_is_wrong {
            Part::By
        } else if lacks(&planned.action) {
            Part::Action
        } else if lacks(&planned.owner) {
            Part::Who
        } else {
            Part::By
        };
    }

    /// Goes to the first part of the first row, or the last of the last.
    pub(in crate::ui) fn enter(&mut self, forward: bool) {
        (self.row, self.part) = if forward { (0, Part::Change) } else { (self.rows.len() - 1, Part::By) };
    }

    /// The cursor leaves the part it is in: an owner of whom a few letters were typed, and whom they fit alone, is taken.
    /// Whether that changed anything.
    pub(in crate::ui) fn leave(&mut self) -> bool {
        let Some(row) = self.rows.get_mut(self.row).filter(|_| self.part == Part::Who) else { return false };
        let Some(name) = row.who_fits.take().filter(|name| name != row.who.text()) else { return false };
        row.who = LineField::with(name);
        true
    }

    /// One part on or back; `false` at the end of the table. After the last action comes a blank row for the next.
    pub(in crate::ui) fn step(&mut self, forward: bool) -> bool {
        if forward && self.part == Part::Change && self.row_is_blank() && self.row + 1 == self.rows.len() {
            return false;
        }
        if let Some(part) = self.part.step(forward) {
            self.part = part;
            return true;
        }
        if forward {
            if self.row + 1 == self.rows.len() {
                if self.row_is_blank() {
                    return false;
                }
                self.rows.push(Row::default());
            }
            (self.row, self.part) = (self.row + 1, Part::Change);
            return true;
        }
        let Some(row) = self.row.checked_sub(1) else { return false };
        (self.row, self.part) = (row, Part::By);
        true
    }

    /// What is to be done in the row with the cursor, where the cursor is in those words.
    pub(in crate::ui) fn action_being_written(&self) -> Option<String> {
        let row = self.rows.get(self.row).filter(|_| self.part == Part::Action)?;
        Some(row.action.text().trim().to_owned())
    }

    /// Goes to what is to be done in a row.
    pub(in crate::ui) fn go_to_action(&mut self, row: usize) {
        self.go_to(row);
        self.part = Part::Action;
    }

    /// Takes a row out of the table; the cursor stays where it is, as near as can be.
    pub(in crate::ui) fn remove(&mut self, row: usize) {
        let (at, part) = (self.row, self.part);
        self.row = row;
        self.remove_row();
        if at != row {
            self.row = at.saturating_sub(usize::from(at > row));
            self.part = part;
        }
    }

    /// Takes the row with the cursor out of the table.
    pub(in crate::ui) fn remove_row(&mut self) {
        if self.row < self.rows.len() {
            self.rows.remove(self.row);
        }
        if self.rows.is_empty() {
            self.rows.push(Row::default());
        }
        self.row = self.row.min(self.rows.len() - 1);
        self.part = Part::Change;
    }

    pub(in crate::ui) fn edit(&mut self, input: &Input, given: &Given<'_>) -> Edited {
        if let Input::Key(key @ (Key::ENTER | Key::UP | Key::DOWN)) = input {
            let taken = self.leave();
            match *key {
                Key::UP => self.row = self.row.saturating_sub(1),
                Key::DOWN => self.row = (self.row + 1).min(self.rows.len() - 1),
                _ => {
                    self.step(true);
                }
            }
            return if taken { Edited::Changed } else { Edited::Moved };
        }
        let part = self.part;
        let Some(row) = self.rows.get_mut(self.row) else { return Edited::No };
        match part {
            Part::Change => edit_paragraph(&mut row.change, input),
            Part::Action => edit_paragraph(&mut row.action, input),
            Part::Who => {
                let edited = edit_who(&mut row.who, input, given);
                if edited == Edited::Changed {
                    let fits = who_fits(row.who.text(), given.people);
                    row.who_fits = if let [one] = fits[..] { Some(one.to_owned()) } else { None };
                }
                edited
            }
            Part::By if row.by.edit(input, given.today, given.days_off) => Edited::Changed,
            Part::By => Edited::No,
        }
    }
}

/// A part of a row is one paragraph: a pasted line end becomes a space, and it is cleared as a line is.
fn edit_paragraph(field: &mut TextField, input: &Input) -> Edited {
    match input {
        Input::Paste(text) => field.edit(&Input::Paste(text.trim_end_matches('\n').replace('\n', " "))),
        Input::Key(key) if *key == Key::ctrl('u') => field.clear_to_start(),
        other => field.edit(other),
    }
}

#[cfg(test)]
#[path = "action_table_tests.rs"]
mod tests;
