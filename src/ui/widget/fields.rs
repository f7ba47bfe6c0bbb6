//! A column of labelled fields: lines of text and choices, each with a note below it. Not what they mean: the popup reads
//! them, and says what is wrong where it is wrong.

use super::line_field::LineField;
use super::{cut, wrapped, write};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::{Code, Key};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use std::cell::RefCell;
use unicode_width::UnicodeWidthStr;

/// The commands that step through a choice.
const NEXT_CHOICE: &str = "next_choice";
const PREVIOUS_CHOICE: &str = "previous_choice";

/// What stands below a field.
#[derive(Clone, PartialEq, Eq)]
pub enum Note {
    /// How it was understood, or what can be typed.
    Plain(String),
    /// Worth a look, but it may stand.
    Warn(String),
    /// It cannot stand.
    Wrong(String),
}

enum Holds {
    /// `offered`: what it holds was put there by the program, and the first letter typed takes its place.
    Line {
        line: LineField,
        offered: bool,
    },
    Choice {
        options: Vec<String>,
        at: usize,
    },
}

/// One field.
pub struct Field {
    name: &'static str,
    label: &'static str,
    holds: Holds,
    hidden: bool,
}

impl Field {
    /// A line of text. `name` is for code, `label` for the screen.
    pub fn line(name: &'static str, label: &'static str, text: impl Into<String>) -> Self {
        let line = LineField::with(text);
        Self { name, label, holds: Holds::Line { line, offered: false }, hidden: false }
    }

    /// A line that holds what is likely: the first letter typed takes its place.
    pub fn offered(name: &'static str, label: &'static str, text: impl Into<String>) -> Self {
        let line = LineField::with(text);
        Self { name, label, holds: Holds::Line { line, offered: true }, hidden: false }
    }

    /// One of several, which must not be none.
    pub fn choice(name: &'static str, label: &'static str, options: Vec<String>, at: usize) -> Self {
        Self { name, label, holds: Holds::Choice { options, at }, hidden: false }
    }
}

/// A column of fields, one of them being edited. No `Debug`: it may be case text.
pub struct Fields {
    all: Vec<Field>,
    at: usize,
    // Where each was last drawn, for the next click.
    rows: RefCell<Vec<(Rect, usize)>>,
}

impl Fields {
    /// The column, the first field being edited.
    pub const fn new(all: Vec<Field>) -> Self {
        Self { all, at: 0, rows: RefCell::new(Vec::new()) }
    }

    /// What a line holds, trimmed; empty for a choice, and while it is hidden.
    pub fn text(&self, name: &str) -> &str {
        match self.named(name) {
            Some(Field { holds: Holds::Line { line, .. }, hidden: false, .. }) => line.text().trim(),
            _ => "",
        }
    }

    /// Which option of a choice, counted from 0.
    pub fn chosen(&self, name: &str) -> usize {
        match self.named(name) {
            Some(Field { holds: Holds::Choice { at, .. }, .. }) => *at,
            _ => 0,
        }
    }

    /// The field being edited.
    pub fn focused(&self) -> &'static str {
        self.all.get(self.at).map_or("", |field| field.name)
    }

    /// Edits another field: where something is wrong. `false` where none of that name is in sight.
    pub fn go_to(&mut self, name: &str) -> bool {
        let there = self.all.iter().position(|field| field.name == name && !field.hidden);
        self.at = there.unwrap_or(self.at);
        there.is_some()
    }

    /// Hides a field that another field's choice makes meaningless, or shows it again.
    pub fn hide(&mut self, name: &str, hidden: bool) {
        if let Some(field) = self.all.iter_mut().find(|field| field.name == name) {
            field.hidden = hidden;
        }
    }

    /// Offers other options in a choice, the first of them chosen.
    pub fn set_options(&mut self, name: &str, new: Vec<String>) {
        if let Some(Field { holds: Holds::Choice { options, at }, .. }) =
            self.all.iter_mut().find(|field| field.name == name)
        {
            (*options, *at) = (new, 0);
        }
    }

    /// Chooses an option, counted from 0.
    pub fn choose(&mut self, name: &str, option: usize) {
        if let Some(Field { holds: Holds::Choice { options, at }, .. }) =
            self.all.iter_mut().find(|field| field.name == name)
        {
            *at = option.min(options.len().saturating_sub(1));
        }
    }

    /// Puts text into a line, as something the program offers.
    pub fn offer(&mut self, name: &str, text: impl Into<String>) {
        if let Some(Field { holds, .. }) = self.all.iter_mut().find(|field| field.name == name) {
            *holds = Holds::Line { line: LineField::with(text), offered: true };
        }
    }

    fn named(&self, name: &str) -> Option<&Field> {
        self.all.iter().find(|field| field.name == name)
    }

    fn step(&mut self, ahead: bool) {
        let shown: Vec<usize> = (0..self.all.len()).filter(|at| self.all.get(*at).is_some_and(|f| !f.hidden)).collect();
        let place = shown.iter().position(|at| *at == self.at).unwrap_or(0);
        let next = if ahead { place + 1 } else { place + shown.len().saturating_sub(1) };
        self.at = shown.get(next % shown.len().max(1)).copied().unwrap_or(0);
    }

    /// Takes in a key, a paste, a click or one of [`commands`](Self::commands); answers whether it was for a field.
    pub fn edit(&mut self, input: &Input) -> bool {
        match input {
            Input::Command(NEXT_CHOICE) => return self.edit_one(&Input::Key(Key::plain(Code::Right))),
            Input::Command(PREVIOUS_CHOICE) => return self.edit_one(&Input::Key(Key::plain(Code::Left))),
            // With no other field to go to, a hand that presses Down in a choice wants the next option.
            Input::Key(Key::DOWN) if self.is_alone() => return self.edit(&Input::Command(NEXT_CHOICE)),
            Input::Key(Key::UP) if self.is_alone() => return self.edit(&Input::Command(PREVIOUS_CHOICE)),
            Input::Command("next_field") | Input::Key(Key::DOWN) => self.step(true),
            Input::Command("previous_field") | Input::Key(Key::UP) => self.step(false),
            Input::Click(at) => {
                let hit = self.rows.borrow().iter().find(|(row, _)| row.contains(*at)).map(|(_, number)| *number);
                let Some(number) = hit else { return false };
                self.at = number;
            }
            _ => return self.edit_one(input),
        }
        true
    }

    fn edit_one(&mut self, input: &Input) -> bool {
        match self.all.get_mut(self.at).map(|field| &mut field.holds) {
            Some(Holds::Line { line, offered }) => {
                let replaces =
                    matches!(input, Input::Paste(_)) || matches!(input, Input::Key(key) if key.typed().is_some());
                if *offered && replaces {
                    line.clear();
                }
                let taken = line.edit(input);
                *offered &= !taken;
                taken
            }
            Some(Holds::Choice { options, at }) => choose(options, at, input),
            None => false,
        }
    }

    /// What can be done in it, for a popup's own commands.
    pub fn commands(&self) -> Vec<Command> {
        let mut commands = vec![
            Command::new("next_field", "next field", Key::TAB).or(Key::DOWN).short("next"),
            Command::new("previous_field", "previous field", Key::BACK_TAB).or(Key::UP).aside(),
        ];
        if self.is_alone() {
            commands.clear();
        }
        if self.is_choosing() {
            let other = Command::new(NEXT_CHOICE, "choose another; its first letter does too", Key::plain(Code::Right));
            commands.insert(0, other.short("or Left choose"));
            let before = Command::new(PREVIOUS_CHOICE, "choose the one before", Key::plain(Code::Left));
            commands.push(before.aside());
        }
        commands
    }

    /// Whether there is one field only.
    fn is_alone(&self) -> bool {
        self.all.iter().filter(|field| !field.hidden).count() < 2
    }

    /// Whether the field being edited is a choice among several.
    fn is_choosing(&self) -> bool {
        matches!(self.all.get(self.at), Some(Field { holds: Holds::Choice { options, .. }, .. }) if options.len() > 1)
    }

    /// How many rows it needs at a width.
    pub fn height(&self, width: u16, note: impl Fn(&'static str) -> Option<Note>) -> u16 {
        let rows: usize = self.laid_out(width, note).iter().map(|(_, lines)| 1 + lines.len()).sum();
        u16::try_from(rows).unwrap_or(u16::MAX)
    }

    fn label_width(&self) -> u16 {
        let widest = self.all.iter().filter(|field| !field.hidden).map(|field| field.label.width()).max();
        u16::try_from(widest.unwrap_or(0)).unwrap_or(0).saturating_add(2)
    }

    /// Each field in sight with the lines of its note.
    fn laid_out(
        &self,
        width: u16,
        note: impl Fn(&'static str) -> Option<Note>,
    ) -> Vec<(usize, Vec<(String, NoteLook)>)> {
        let room = usize::from(width.saturating_sub(self.label_width()));
        let lines = |field: &Field| {
            let (words, look) = match note(field.name) {
                Some(Note::Plain(words)) => (words, NoteLook::Plain),
                Some(Note::Warn(words)) => (words, NoteLook::Warn),
                Some(Note::Wrong(words)) => (words, NoteLook::Wrong),
                None => return Vec::new(),
            };
            wrapped(&words, room).into_iter().map(|line| (line, look)).collect()
        };
        self.all.iter().enumerate().filter(|(_, field)| !field.hidden).map(|(at, field)| (at, lines(field))).collect()
    }

    /// Draws the fields, scrolled so that the one being edited is in sight; answers where the real cursor stands.
    pub fn draw(
        &self,
        area: Rect,
        buf: &mut Buffer,
        cx: &Ctx,
        note: impl Fn(&'static str) -> Option<Note>,
    ) -> Option<Position> {
        let (theme, column) = (cx.theme, self.label_width());
        let laid_out = self.laid_out(area.width, note);
        let before: usize =
            laid_out.iter().take_while(|(at, _)| *at != self.at).map(|(_, lines)| 1 + lines.len()).sum();
        let own = laid_out.iter().find(|(at, _)| *at == self.at).map_or(1, |(_, lines)| 1 + lines.len());
        let skip = (before + own).saturating_sub(usize::from(area.height)).min(before);
        let (mut cursor, mut row) = (None, 0_usize);
        self.rows.borrow_mut().clear();
        for (at, lines) in &laid_out {
            let Some(field) = self.all.get(*at) else { continue };
            let active = *at == self.at;
            if let Some(place) = place(area, row, skip) {
                self.rows.borrow_mut().push((place, *at));
                write(place, buf, 0, 0, field.label, if active { theme.label_active() } else { theme.quiet() });
                let inside =
                    Rect { x: place.x + column.min(place.width), width: place.width.saturating_sub(column), ..place };
                let shown = draw_one(&field.holds, inside, buf, cx, active);
                cursor = if active { shown } else { cursor };
            }
            row += 1;
            for (line, look) in lines {
                if let Some(place) = place(area, row, skip) {
                    let style = match look {
                        NoteLook::Plain => theme.quiet(),
                        NoteLook::Warn => theme.soon(),
                        NoteLook::Wrong => theme.wrong(),
                    };
                    write(place, buf, column, 0, line, style);
                }
                row += 1;
            }
        }
        cursor
    }
}

#[derive(Clone, Copy)]
enum NoteLook {
    Plain,
    Warn,
    Wrong,
}

/// The place of a row, counted from the first field, when so many are scrolled out of sight.
fn place(area: Rect, row: usize, skip: usize) -> Option<Rect> {
    let row = u16::try_from(row.checked_sub(skip)?).ok()?;
    (row < area.height).then(|| Rect { y: area.y.saturating_add(row), height: 1, ..area })
}

fn draw_one(holds: &Holds, area: Rect, buf: &mut Buffer, cx: &Ctx, active: bool) -> Option<Position> {
    match holds {
        Holds::Line { line, offered } => {
            let cursor = line.draw(area, buf, cx);
            if *offered && active {
                let width = u16::try_from(line.text().width()).unwrap_or(u16::MAX).min(area.width);
                let place = Rect { width, height: area.height.min(1), ..area }.intersection(buf.area);
                buf.set_style(place, ratatui::style::Style::new().add_modifier(Modifier::REVERSED));
            }
            cursor
        }
        Holds::Choice { options, at } => {
            let words = options.get(*at).map_or("", String::as_str);
            let room = usize::from(area.width);
            let style = if active { cx.theme.selected() } else { cx.theme.text() };
            let words = if options.len() > 1 {
                format!("< {} >", cut(words, room.saturating_sub(4)))
            } else {
                cut(words, room)
            };
            write(area, buf, 0, 0, &words, style);
            Some(area.as_position()).filter(|_| !area.is_empty())
        }
    }
}

/// Left, right and space step through a choice; a letter goes to the next option that begins with it.
fn choose(options: &[String], at: &mut usize, input: &Input) -> bool {
    let Input::Key(key) = input else { return false };
    let count = options.len().max(1);
    let next = match key.code {
        Code::Right | Code::Char(' ') => Some((*at + 1) % count),
        Code::Left => Some((*at + count - 1) % count),
        Code::Home => Some(0),
        Code::End => Some(count - 1),
        _ => key.typed().and_then(|letter| {
            let letter = letter.to_lowercase().to_string();
            let begins =
                |number: &usize| options.get(*number).is_some_and(|one| one.to_lowercase().starts_with(&letter));
            (1..=count).map(|step| (*at + step) % count).find(begins)
        }),
    };
    if let Some(next) = next {
        *at = next;
    }
    next.is_some() || key.typed().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::{context, text_of};
    use proptest::prelude::*;

    fn fields() -> Fields {
        Fields::new(vec![
            Field::offered("day", "Day", "today"),
            Field::offered("minutes", "Minutes", "60"),
            Field::choice("kind", "Kind", vec!["one-to-one".into(), "group".into(), "joint".into()], 0),
        ])
    }

    fn typed(fields: &mut Fields, text: &str) {
        for c in text.chars() {
            fields.edit(&Input::Key(Key::char(c)));
        }
    }

    #[test]
    fn what_is_offered_gives_way_to_the_first_letter_and_not_to_a_step_through_it() {
        let mut fields = fields();
        typed(&mut fields, "fri");
        assert_eq!(fields.text("day"), "fri");
        fields.edit(&Input::Command("next_field"));
        fields.edit(&Input::Key(Key::plain(Code::End)));
        typed(&mut fields, "0");
        assert_eq!(fields.text("minutes"), "600");
    }

    #[test]
    fn a_choice_is_stepped_through_or_named_by_its_letter() {
        let mut fields = fields();
        fields.go_to("kind");
        typed(&mut fields, " ");
        assert_eq!(fields.chosen("kind"), 1);
        typed(&mut fields, "o");
        assert_eq!(fields.chosen("kind"), 0);
        fields.edit(&Input::Key(Key::plain(Code::Left)));
        assert_eq!(fields.chosen("kind"), 2);
    }

    #[test]
    fn a_choice_says_how_to_choose_and_alone_it_takes_up_and_down() {
        let said = |fields: &Fields| fields.commands().iter().any(|one| one.keys.contains(&Key::plain(Code::Right)));
        let mut all = fields();
        assert!(!said(&all), "in a line Right moves the cursor");
        all.go_to("kind");
        assert!(said(&all));
        all.edit(&Input::Key(Key::DOWN));
        assert_eq!((all.focused(), all.chosen("kind")), ("day", 0));
        let mut alone = Fields::new(vec![Field::choice("team", "Team", vec!["all".into(), "North".into()], 0)]);
        alone.edit(&Input::Key(Key::DOWN));
        assert_eq!(alone.chosen("team"), 1);
        alone.edit(&Input::Key(Key::UP));
        assert_eq!(alone.chosen("team"), 0);
    }

    #[test]
    fn a_hidden_field_holds_nothing_and_is_passed_over() {
        let mut fields = fields();
        fields.hide("minutes", true);
        fields.edit(&Input::Command("next_field"));
        assert_eq!((fields.focused(), fields.text("minutes")), ("kind", ""));
        fields.edit(&Input::Command("next_field"));
        assert_eq!(fields.focused(), "day");
    }

    #[test]
    fn notes_stand_below_their_field_and_the_field_being_edited_stays_in_sight() {
        let mut fields = fields();
        let note = |name| (name == "day").then(|| Note::Plain("Monday 23 November 2026".into()));
        let mut buf = Buffer::empty(Rect::new(0, 0, 34, 4));
        fields.draw(buf.area, &mut buf, &context(), note);
        assert_eq!(
            text_of(&buf),
            "Day      today\n         Monday 23 November 2026\nMinutes  60\nKind     < one-to-one >"
        );
        fields.go_to("kind");
        let mut buf = Buffer::empty(Rect::new(0, 0, 34, 2));
        let cursor = fields.draw(buf.area, &mut buf, &context(), note);
        assert_eq!(
            (text_of(&buf).as_str(), cursor),
            ("Minutes  60\nKind     < one-to-one >", Some(Position::new(9, 1)))
        );
    }

    proptest! {
        #[test]
        fn no_place_is_too_small(width in 0_u16..40, height in 0_u16..6, steps in 0_usize..4) {
            let mut fields = fields();
            for _ in 0..steps {
                fields.edit(&Input::Command("next_field"));
            }
            let area = Rect::new(0, 0, width, height);
            fields.draw(area, &mut Buffer::empty(area), &context(), |_| Some(Note::Wrong("no".into())));
        }
    }
}
