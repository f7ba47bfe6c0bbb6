//! A box of labelled fields that asks for one act: what every such box does alike. Not what any one asks.
//!
//! What was typed stays until the workbench has done the act: a refusal is shown in the box.

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::key::Key;
use super::screen::{Editing, Flow, Screen};
use super::widget::fields::{Fields, Note};
use super::widget::{popup, wrapped, write};
use crate::practice::date_words::{echo, from_words};
use crate::workbench::{Effect, Msg};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Columns of a box.
const WIDTH: u16 = 76;

/// What speaks against keeping what stands in the fields, and in which.
pub struct Wrong {
    /// The field to go to.
    pub field: &'static str,
    /// What is wrong, and what to do.
    pub words: String,
}

impl Wrong {
    /// What is wrong in a field.
    pub fn new(field: &'static str, words: impl Into<String>) -> Self {
        Self { field, words: words.into() }
    }
}

/// What one box asks for.
pub trait Entry {
    /// Its title.
    fn title(&self, cx: &Ctx) -> String;

    /// Lines above the fields: what it is about. May be empty.
    fn about(&self, cx: &Ctx) -> String {
        let _ = cx;
        String::new()
    }

    /// Its fields.
    fn fields(&self) -> &Fields;

    /// Its fields, to be edited.
    fn fields_mut(&mut self) -> &mut Fields;

    /// What stands below a field.
    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note>;

    /// What Enter does with what stands in the fields: an effect, or a question first.
    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong>;

    /// What Enter does, a verb first, and in one word.
    fn keep_name(&self) -> (&'static str, &'static str);

    /// A field was edited: the place to hide what another makes meaningless.
    fn edited(&mut self) {}

    /// What it must know and nobody told it.
    fn asks(&self) -> Option<Effect> {
        None
    }

    /// An answer that may be to what it asked; the message again where it is not.
    #[expect(clippy::result_large_err, reason = "the message goes straight on to whoever may know it")]
    fn hear(&mut self, msg: Msg, cx: &Ctx) -> Result<Flow, Msg> {
        let _ = cx;
        Err(msg)
    }

    /// A question of its own was answered with yes.
    fn said_yes(&mut self, asked: &str, cx: &Ctx) -> Flow {
        let _ = (asked, cx);
        Flow::Ignored
    }

    /// What it asked for was refused; why is shown in the box.
    fn refused(&mut self) {}

    /// Whether it changes the file, so that it cannot be kept while that is read only.
    fn changes(&self) -> bool {
        true
    }
}

/// The box.
pub struct EntryBox<E> {
    entry: E,
    // Said below the field it is about; below them all where it is about none.
    wrong: Option<Wrong>,
}

impl<E: Entry> EntryBox<E> {
    /// A box for an entry.
    pub const fn new(entry: E) -> Self {
        Self { entry, wrong: None }
    }

    fn keep(&mut self, cx: &Ctx) -> Flow {
        self.wrong = None;
        match self.entry.keep(cx) {
            Ok(flow) => flow,
            Err(wrong) => self.is_wrong(wrong),
        }
    }

    fn is_wrong(&mut self, mut wrong: Wrong) -> Flow {
        if !self.entry.fields_mut().go_to(wrong.field) {
            wrong.field = "";
        }
        self.wrong = Some(wrong);
        Flow::Done
    }
}

impl<E: Entry> Screen for EntryBox<E> {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command("keep") => self.keep(cx),
            Input::Chosen { asked, .. } => self.entry.said_yes(asked, cx),
            input if self.entry.fields_mut().edit(&input) => {
                self.wrong = None;
                self.entry.edited();
                Flow::Done
            }
            _ => Flow::Ignored,
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        self.entry.asks().map_or(Flow::Ignored, Flow::Do)
    }

    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        match msg {
            Msg::Refused(why) => {
                self.entry.refused();
                self.is_wrong(Wrong::new("", why))
            }
            Msg::RefusedAt { field, why } => {
                self.entry.refused();
                self.is_wrong(Wrong::new(field, why))
            }
            Msg::Done(words) => Flow::Many(vec![Flow::Pop, Flow::Say(words)]),
            other => self.entry.hear(other, cx).unwrap_or_else(Flow::Pass),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let fields = self.entry.fields();
        let note = |field| match &self.wrong {
            Some(wrong) if wrong.field == field => Some(Note::Wrong(wrong.words.clone())),
            _ => self.entry.note(field, cx),
        };
        let width = area.width.min(WIDTH).saturating_sub(4);
        let about = match self.entry.about(cx) {
            words if words.is_empty() => Vec::new(),
            words => wrapped(&words, usize::from(width)),
        };
        let of_none = self.wrong.as_ref().filter(|wrong| wrong.field.is_empty());
        let wrong = of_none.map(|wrong| wrapped(&wrong.words, usize::from(width))).unwrap_or_default();
        let above = if about.is_empty() { 0 } else { rows(&about).saturating_add(1) };
        let below = if wrong.is_empty() { 0 } else { rows(&wrong).saturating_add(1) };
        let wanted = fields.height(width, note).saturating_add(above).saturating_add(below).saturating_add(2);
        let inside = popup::draw(area, buf, &self.entry.title(cx), WIDTH, wanted, cx.theme);
        // Where there is little room, what is being typed comes first.
        let typed = fields.height(width, note).min(3);
        let above = if inside.height < above.saturating_add(below).saturating_add(typed) { 0 } else { above };
        for (row, line) in (0..above).zip(&about) {
            write(inside, buf, 0, row, line, cx.theme.text());
        }
        let place = Rect {
            y: inside.y.saturating_add(above),
            height: inside.height.saturating_sub(above.saturating_add(below)),
            ..inside
        };
        let cursor = fields.draw(place, buf, cx, note);
        for (row, line) in (inside.height.saturating_sub(below).saturating_add(1)..inside.height).zip(&wrong) {
            write(inside, buf, 0, row, line, cx.theme.wrong());
        }
        cursor
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let (name, short) = self.entry.keep_name();
        let mut keep = Command::new("keep", name, Key::ENTER).or(Key::ctrl('s')).short(short);
        if self.entry.changes()
            && let Err(why) = cx.may_change()
        {
            keep = keep.when(false, why);
        }
        let mut commands = vec![keep];
        commands.extend(self.entry.fields().commands());
        commands
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }

    fn covers(&self) -> bool {
        false
    }
}

fn rows(lines: &[String]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

/// A typed day shown back in full, or what can be typed.
pub fn day_note(typed: &str, hint: &str, cx: &Ctx) -> Note {
    if typed.is_empty() {
        return Note::Plain(hint.to_owned());
    }
    match from_words(typed, cx.day) {
        Err(error) => Note::Wrong(error.to_string()),
        Ok(understood) => {
            let mut words = format!("{}.", echo(understood.day, &cx.days_off));
            if let Some(reading) = understood.reading {
                words.push(' ');
                words.push_str(&reading);
            }
            if cx.days_off.is_working_day(understood.day) { Note::Plain(words) } else { Note::Warn(words) }
        }
    }
}

/// The day typed in a field.
pub fn day_in(fields: &Fields, field: &'static str, cx: &Ctx) -> Result<NaiveDate, Wrong> {
    match fields.text(field) {
        "" => Err(Wrong::new(field, "Type a day: today, fri, 22/11 or +14d.")),
        typed => from_words(typed, cx.day).map(|one| one.day).map_err(|error| Wrong::new(field, error.to_string())),
    }
}

/// The words typed in a field, which must not be none.
pub fn words_in(fields: &Fields, field: &'static str, else_say: &str) -> Result<String, Wrong> {
    match fields.text(field) {
        "" => Err(Wrong::new(field, else_say)),
        words => Ok(words.to_owned()),
    }
}
