//! The action table while it is written: a row a line, and the row being written in full below. Not what makes an action
//! complete: that is the field's knowledge.

use super::day_field::DayField;
use super::editor::Given;
use crate::practice::answer::PlannedAction;
use crate::practice::date_words::short_with_weekday;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::{Code, Key};
use crate::ui::widget::line_field::LineField;
use crate::ui::widget::text_field::{Edited, TextField};
use crate::ui::widget::{cut, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The parts of an action, in the order they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// What needs to change.
    Change,
    /// What is to be done.
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
            Self::Change => "Needs to change",
            Self::Action => "Will be done",
            Self::Who => "By whom",
            Self::By => "By when",
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

    fn is_blank(&self) -> bool {
        self.change.is_blank() && self.action.is_blank() && self.who.is_blank() && self.by.words().is_empty()
    }
}

/// The action table and where its writer is in it.
pub(super) struct ActionTable {
    // Never empty: the last row may be blank.
    rows: Vec<Row>,
    row: usize,
    part: Part,
}

impl ActionTable {
    pub(super) fn new(planned: &[PlannedAction], given: &Given<'_>) -> Self {
        let mut rows: Vec<Row> = planned.iter().map(|one| Row::of(one, given)).collect();
        if rows.is_empty() {
            rows.push(Row::default());
        }
        Self { rows, row: 0, part: Part::Change }
    }

    /// The actions, without blank rows at the end.
    pub(super) fn planned(&self) -> Vec<PlannedAction> {
        let mut planned: Vec<PlannedAction> = self.rows.iter().map(Row::planned).collect();
        while planned.last().is_some_and(PlannedAction::is_blank) {
            planned.pop();
        }
        planned
    }

    /// The rows whose day was not understood, with what is typed there.
    pub(super) fn days_not_understood(&self) -> impl Iterator<Item = (usize, &str)> {
        self.rows.iter().enumerate().filter_map(|(number, row)| Some((number, row.by.not_understood()?)))
    }

    /// How many actions are begun.
    pub(super) fn count(&self) -> usize {
        self.rows.iter().filter(|row| !row.is_blank()).count()
    }

    /// Whether the row with the cursor says anything.
    pub(super) fn row_is_blank(&self) -> bool {
        self.rows.get(self.row).is_none_or(Row::is_blank)
    }

    /// The row with the cursor, from 0.
    pub(super) const fn row(&self) -> usize {
        self.row
    }

    /// Goes to a row, at what it still lacks: where a finding points.
    pub(super) fn go_to(&mut self, row: usize) {
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
    pub(super) fn enter(&mut self, forward: bool) {
        (self.row, self.part) = if forward { (0, Part::Change) } else { (self.rows.len() - 1, Part::By) };
    }

    /// One part on or back; `false` at the end of the table. After the last action comes a blank row for the next.
    pub(super) fn step(&mut self, forward: bool) -> bool {
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

    /// Takes the row with the cursor out of the table.
    pub(super) fn remove_row(&mut self) {
        if self.row < self.rows.len() {
            self.rows.remove(self.row);
        }
        if self.rows.is_empty() {
            self.rows.push(Row::default());
        }
        self.row = self.row.min(self.rows.len() - 1);
        self.part = Part::Change;
    }

    pub(super) fn edit(&mut self, input: &Input, given: &Given<'_>) -> Edited {
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
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx, given: &Given<'_>) -> Option<Position> {
        let tall = area.height >= 9;
        let parts = if tall { 7 } else { 5 };
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
        write(place, buf, 4, 0, &cut(&what.replace('\n', " "), usize::from(what_width)), style);
        if !row.is_blank() {
            let who = if planned.owner.trim().is_empty() { "nobody yet" } else { &planned.owner };
            let who_style = if planned.owner.trim().is_empty() { cx.theme.soon() } else { style };
            write(place, buf, 5 + what_width, 0, &cut(who, usize::from(who_width)), who_style);
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
            let height = if matches!(part, Part::Change | Part::Action) { lines } else { 1 };
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
                Part::Change => row.change.draw(place, buf, cx.theme),
                Part::Action => row.action.draw(place, buf, cx.theme),
                Part::Who => {
                    // Room for the name that is offered, beside what is typed.
                    let width = if place.width > 60 { 30 } else { place.width * 2 / 5 };
                    let at = row.who.draw(Rect { width, ..place }, buf, cx);
                    if here && let Some(name) = suggestion(row.who.text(), given.people) {
                        let hint = format!("Right: {name}");
                        let room = usize::from(place.width.saturating_sub(width + 1));
                        write(place, buf, width + 1, 0, &cut(&hint, room), cx.theme.quiet());
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
        cursor
    }
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
mod tests {
    use super::*;
    use crate::practice::working_days::WorkingDays;

    fn typed(table: &mut ActionTable, keys: &str, given: &Given<'_>) {
        for c in keys.chars() {
            let key = match c {
                '\t' => {
                    table.step(true);
                    continue;
                }
                '>' => Key::plain(Code::Right),
                '\n' => Key::ENTER,
                c => Key::char(c),
            };
            table.edit(&Input::Key(key), given);
        }
    }

    #[test]
    fn an_action_is_written_from_left_to_right_and_the_next_row_waits() {
        let days_off = WorkingDays::published();
        let people = ["Priya Shah".to_owned(), "Kezia Boateng".to_owned()];
        let given = Given { today: crate::ui::testing::day(), days_off: &days_off, people: &people };
        let mut table = ActionTable::new(&[], &given);
        typed(&mut table, "Leo eats every evening\tGo to the jobcentre\tsha>\t4/12\n", &given);
        let planned = table.planned();
        assert_eq!(planned.len(), 1, "the blank row that waits is no action");
        assert_eq!(
            (planned[0].owner.as_str(), planned[0].due_on),
            ("Priya Shah", NaiveDate::from_ymd_opt(2026, 12, 4))
        );
        assert_eq!(table.row(), 1);
        assert!(!table.step(true), "Tab on the waiting row leaves the table");
        typed(&mut table, "x", &given);
        assert!(table.step(true) && table.step(false) && table.step(false));
        assert_eq!(table.row(), 0);
        table.row = 1;
        table.remove_row();
        table.remove_row();
        assert_eq!((table.count(), table.planned().len()), (0, 0));
    }

    #[test]
    fn a_finding_leads_to_the_part_that_is_missing() {
        let days_off = WorkingDays::published();
        let given = Given { today: crate::ui::testing::day(), days_off: &days_off, people: &[] };
        let mut planned = PlannedAction { action: "Ring Gran".into(), ..PlannedAction::default() };
        let mut table = ActionTable::new(std::slice::from_ref(&planned), &given);
        table.go_to(0);
        assert_eq!(table.part, Part::Who);
        planned.owner = "Ben".into();
        let mut table = ActionTable::new(&[planned], &given);
        table.go_to(7);
        assert_eq!(table.part, Part::By);
    }

    use chrono::NaiveDate;
}
