//! The action table while it is written: a row a line, and the row being written in full below. Not what makes an action
//! complete: that is the field's knowledge.

use super::day_field::DayField;
use super::editor::Given;
use crate::practice::answer::PlannedAction;
use crate::practice::date_words::{from_words, short_with_weekday};
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::{Code, Key};
use crate::ui::widget::line_field::LineField;
use crate::ui::widget::text_field::{Edited, TextField};
use crate::ui::widget::{cut, wrapped, write, write_wrapped};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

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
    by: DayField,
}

impl Row {
    fn of(planned: &PlannedAction, given: &Given<'_>) -> Self {
        Self {
            change: TextField::with(&planned.change_needed),
            action: TextField::with(&planned.action),
            who: LineField::with(planned.owner.as_str()),
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

    /// The whole row in one sentence, once it has its day: who will do what, by when, and what is to change.
    fn said_back(&self, cx: &Ctx) -> Option<String> {
        let planned = self.planned();
        let (who, action, change) = (planned.owner.trim(), planned.action.trim(), planned.change_needed.trim());
        let by = planned.due_on?;
        if who.is_empty() || action.is_empty() {
            return None;
        }
        let action = cx.prose(action);
        let mut words = format!("{} will {} by {}", cx.name(who), going_on(&action), by.format("%A %-d %B"));
        if !change.is_empty() {
            words.push_str(", because: ");
            words.push_str(&cx.prose(change.trim_end_matches('.')));
        }
        words.push('.');
        Some(words)
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
        if let Input::Key(key) = input {
            match *key {
                Key::ENTER => {
                    self.step(true);
                    return Edited::Moved;
                }
                Key::UP => {
                    self.row = self.row.saturating_sub(1);
                    return Edited::Moved;
                }
                Key::DOWN => {
                    self.row = (self.row + 1).min(self.rows.len() - 1);
                    return Edited::Moved;
                }
                _ => {}
            }
        }
        let part = self.part;
        let Some(row) = self.rows.get_mut(self.row) else { return Edited::No };
        match part {
            Part::Change => row.change.edit(&on_one_line(input)),
            Part::Action => row.action.edit(&on_one_line(input)),
            Part::Who => edit_who(&mut row.who, input, given),
            Part::By if row.by.edit(input, given.today, given.days_off) => Edited::Changed,
            Part::By => Edited::No,
        }
    }

    /// A row a line, then the row being written; answers where the cursor stands.
    pub(in crate::ui) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx, given: &Given<'_>) -> Option<Position> {
        let tall = area.height >= 9;
        // One row more, where there is room, for the row said back.
        let parts = if area.height >= 10 {
            8
        } else if tall {
            7
        } else {
            5
        };
        let room = usize::from(area.height).saturating_sub(parts).max(1).min(self.rows.len());
        let first = (self.row + 1).saturating_sub(room);
        for (line, number) in (first..self.rows.len()).take(room).enumerate() {
            let at = u16::try_from(line).unwrap_or(u16::MAX);
            self.draw_line(
                number,
                Rect { y: area.y.saturating_add(at), height: 1, ..area }.intersection(area),
                buf,
                cx,
            );
        }
        let taken = u16::try_from(room).unwrap_or(area.height) + u16::from(tall);
        let below = Rect {
            y: area.y.saturating_add(taken.min(area.height)),
            height: area.height.saturating_sub(taken),
            ..area
        };
        self.draw_row(below, buf, cx, given, if tall { 2 } else { 1 })
    }

    fn draw_line(&self, number: usize, place: Rect, buf: &mut Buffer, cx: &Ctx) {
        let Some(row) = self.rows.get(number) else { return };
        let planned = row.planned();
        let by = planned.due_on.map_or_else(|| "no day".to_owned(), short_with_weekday);
        let mark = if number == self.row { ">" } else { " " };
        let what = if planned.action.trim().is_empty() { &planned.change_needed } else { &planned.action };
        let what = if row.is_blank() { "a new action" } else { what };
        let style = if row.is_blank() { cx.theme.quiet() } else { cx.theme.text() };
        let who_width = place.width / 4;
        let by_width = 11;
        let what_width = place.width.saturating_sub(who_width + by_width + 6);
        write(place, buf, 0, 0, &format!("{mark}{:>2}", number + 1), style);
        write(place, buf, 4, 0, &cut(&cx.prose(&what.replace('\n', " ")), usize::from(what_width)), style);
        if !row.is_blank() {
            let who = if planned.owner.trim().is_empty() { "nobody yet".to_owned() } else { cx.name(&planned.owner) };
            let who_style = if planned.owner.trim().is_empty() { cx.theme.soon() } else { style };
            write(place, buf, 5 + what_width, 0, &cut(&who, usize::from(who_width)), who_style);
            let by_style = if planned.due_on.is_none() { cx.theme.soon() } else { style };
            write(place, buf, 6 + what_width + who_width, 0, &by, by_style);
        }
    }

    fn draw_row(&self, area: Rect, buf: &mut Buffer, cx: &Ctx, given: &Given<'_>, lines: u16) -> Option<Position> {
        const LABELS: u16 = 17;
        let row = self.rows.get(self.row)?;
        let mut cursor = None;
        let mut y = 0;
        for part in Part::ALL {
            let mut height = if matches!(part, Part::Change | Part::Action) { lines } else { 1 };
            let here = part == self.part;
            let style = if here { cx.theme.label_active() } else { cx.theme.quiet() };
            write(area, buf, 1, y, part.label(), style);
            let place = Rect {
                x: area.x.saturating_add(LABELS),
                y: area.y.saturating_add(y),
                width: area.width.saturating_sub(LABELS),
                height,
            }
            .intersection(area);
            let at = match part {
                // While they are typed they are seen; after that privacy covers the names in them.
                Part::Change | Part::Action if cx.privacy && !here => {
                    let field = if part == Part::Change { &row.change } else { &row.action };
                    write_wrapped(place, buf, 0, 0, &cx.prose(&field.text()), cx.theme.text());
                    None
                }
                Part::Change => row.change.draw(place, buf, cx.theme),
                Part::Action => row.action.draw(place, buf, cx.theme),
                Part::Who => {
                    // Room for the name that is offered, beside what is typed.
                    let width = if place.width > 60 { 30 } else { place.width * 2 / 5 };
                    // While it is typed it is seen; after that privacy covers it.
                    let at = if here || !cx.privacy {
                        row.who.draw(Rect { width, ..place }, buf, cx)
                    } else {
                        write(place, buf, 0, 0, &cx.name(row.who.text()), cx.theme.text());
                        None
                    };
                    if here && let Some(name) = suggestion(row.who.text(), given.people) {
                        let hint = format!("Right: {}", cx.name(name));
                        let room = usize::from(place.width.saturating_sub(width + 1));
                        write(place, buf, width + 1, 0, &cut(&hint, room), cx.theme.quiet());
                    }
                    if let Some(words) = query_on_owner(row.who.text(), given) {
                        let words = cut(words, usize::from(place.width));
                        let note = y + 1;
                        write(area, buf, LABELS, note, &words, cx.theme.soon());
                        height += 1;
                    }
                    at
                }
                Part::By => {
                    let field = Rect { width: place.width.min(20), ..place };
                    let at = row.by.draw(field, buf, cx);
                    let room = place.width.saturating_sub(21);
                    write(
                        place,
                        buf,
                        place.width.min(21),
                        0,
                        &cut(row.by.words(), usize::from(room)),
                        cx.theme.quiet(),
                    );
                    at
                }
            };
            if here {
                cursor = at;
            }
            y += height;
        }
        if let Some(words) = row.said_back(cx) {
            let below = Rect {
                x: area.x.saturating_add(1),
                y: area.y.saturating_add(y),
                width: area.width.saturating_sub(1),
                height: area.height.saturating_sub(y),
            };
            let below = below.intersection(area);
            let lines = wrapped(&words, usize::from(below.width));
            for (number, line) in lines.iter().take(usize::from(below.height)).enumerate() {
                let at = u16::try_from(number).unwrap_or(u16::MAX);
                write(below, buf, 0, at, line, cx.theme.quiet());
                if number + 1 == usize::from(below.height) && number + 1 < lines.len() {
                    write(below, buf, below.width.saturating_sub(1), at, "~", cx.theme.quiet());
                }
            }
        }
        cursor
    }
}

/// What is asked about an owner who is nobody of the team and whose name does not read as one: mostly a part that slipped
/// into the wrong place. It is kept all the same.
fn query_on_owner(typed: &str, given: &Given<'_>) -> Option<&'static str> {
    let typed = typed.trim();
    let folded = typed.to_lowercase();
    let of_team = |name: &String| {
        let name = name.to_lowercase();
        name == folded || name.split(' ').any(|part| part == folded)
    };
    if typed.is_empty() || given.people.iter().any(of_team) {
        return None;
    }
    let like_no_name = !typed.chars().any(char::is_alphabetic)
        || typed.chars().any(|c| c.is_ascii_digit())
        || from_words(typed, given.today).is_ok();
    like_no_name.then_some("Nobody of that name is in the team; it is kept as written.")
}

/// Words as they go on within a sentence: the first letter small, unless it is part of a name such as GP.
fn going_on(words: &str) -> String {
    let words = words.trim().trim_end_matches('.');
    let mut letters = words.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_none_or(char::is_uppercase) {
        return words.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

/// A part of a row is one paragraph: a pasted line end becomes a space.
fn on_one_line(input: &Input) -> Input {
    match input {
        Input::Paste(text) => Input::Paste(text.trim_end_matches('\n').replace('\n', " ")),
        other => other.clone(),
    }
}

fn edit_who(who: &mut LineField, input: &Input, given: &Given<'_>) -> Edited {
    if let Input::Key(Key { code: Code::Right, ctrl: false, alt: false }) = input {
        let before = who.clone();
        who.edit(input);
        // At the end of the line Right has nowhere to go, and takes the name that is offered.
        if before == *who
            && let Some(name) = suggestion(who.text(), given.people)
        {
            *who = LineField::with(name);
            return Edited::Changed;
        }
        return Edited::Moved;
    }
    let before = who.text().len();
    if !who.edit(input) {
        return Edited::No;
    }
    let typing = matches!(input, Input::Key(key) if key.typed().is_some());
    if typing || before != who.text().len() { Edited::Changed } else { Edited::Moved }
}

/// The first person one of whose names begins with what was typed.
fn suggestion<'a>(typed: &str, people: &'a [String]) -> Option<&'a str> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return None;
    }
    people
        .iter()
        .find(|name| {
            let folded = name.to_lowercase();
            folded != typed && (folded.starts_with(&typed) || folded.split(' ').any(|part| part.starts_with(&typed)))
        })
        .map(String::as_str)
}

#[cfg(test)]
#[path = "action_table_tests.rs"]
mod tests;
