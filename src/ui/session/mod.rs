//! The popups about supervision: book it, say that it was held, say that it was not. Not the pages they are opened from,
//! and not the doing: the workbench refuses what cannot be, and what was typed stays.

pub mod book;
pub mod group;
pub mod held;
pub mod not_held;
pub mod series;
#[cfg(test)]
mod tests;

pub use book::Book;
pub use group::Group;
pub use held::Held;
pub use not_held::NotHeld;
pub use series::Series;

use super::command::Command;
use super::context::Ctx;
use super::key::Key;
use super::screen::Flow;
use super::widget::fields::{Fields, Note};
use super::widget::popup;
use crate::practice::date_words::{echo_at, short_with_weekday, time};
use crate::practice::reference::WorkerId;
use crate::practice::session::{How, SessionKind};
use crate::workbench::message::Supervisee;
use crate::workbench::{Effect, Msg};
use chrono::{NaiveDate, NaiveTime};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Columns of a popup.
const WIDTH: u16 = 76;

/// Whom a popup is about, once known, and what was wrong with the last try.
struct About {
    worker: WorkerId,
    known: Option<Box<Supervisee>>,
    wrong: Option<String>,
}

/// What a message meant to a popup.
enum Heard {
    /// Not for it.
    Pass(Msg),
    /// It now knows whom it is about.
    Known,
    /// This is to happen.
    Flow(Flow),
}

impl About {
    const fn new(worker: WorkerId) -> Self {
        Self { worker, known: None, wrong: None }
    }

    fn ask(&self) -> Flow {
        if self.known.is_some() { Flow::Done } else { Flow::Do(Effect::ShowSupervisee(self.worker)) }
    }

    fn hear(&mut self, msg: Msg) -> Heard {
        match msg {
            Msg::Supervisee(known) if known.worker.id == self.worker => {
                self.known = Some(known);
                Heard::Known
            }
            Msg::Refused(why) => {
                self.wrong = Some(why);
                Heard::Flow(Flow::Done)
            }
            Msg::Done(words) => Heard::Flow(Flow::Many(vec![Flow::Pop, Flow::Say(words)])),
            other => Heard::Pass(other),
        }
    }

    fn title(&self, what: &str, cx: &Ctx) -> String {
        let name = self.known.as_ref().map(|known| cx.name(&known.worker.name));
        name.map_or_else(|| what.to_owned(), |name| format!("{what}: {name}"))
    }

    /// Draws a popup of fields, with what was wrong below them.
    fn draw(
        &self,
        title: &str,
        fields: &Fields,
        (area, buf): (Rect, &mut Buffer),
        cx: &Ctx,
        note: impl Fn(&'static str) -> Option<Note>,
    ) -> Option<Position> {
        let width = area.width.min(WIDTH).saturating_sub(4);
        let wrong = self.wrong.as_deref().map(|words| super::widget::wrapped(words, usize::from(width)));
        let below = wrong.as_ref().map_or(0, |lines| u16::try_from(lines.len()).unwrap_or(0).saturating_add(1));
        let height = fields.height(width, &note).max(6).saturating_add(below).saturating_add(2);
        let inside = popup::draw(area, buf, &self.title(title, cx), WIDTH, height, cx.theme);
        let room = inside.height.saturating_sub(below);
        let cursor = fields.draw(Rect { height: room, ..inside }, buf, cx, note);
        for (row, line) in (room.saturating_add(1)..inside.height).zip(wrong.unwrap_or_default()) {
            super::widget::write(inside, buf, 0, row, &line, cx.theme.wrong());
        }
        cursor
    }
}

/// The kinds of session, as a choice.
fn kinds() -> Vec<String> {
    SessionKind::ALL.iter().map(|kind| kind.words().to_owned()).collect()
}

/// How people meet, as a choice: not said, then each way.
fn ways() -> Vec<String> {
    std::iter::once("not said".to_owned()).chain(How::ALL.iter().map(|how| how.words().to_owned())).collect()
}

fn way_at(number: usize) -> Option<How> {
    How::ALL.get(number.checked_sub(1)?).copied()
}

fn kind_at(number: usize) -> SessionKind {
    SessionKind::ALL.get(number).copied().unwrap_or(SessionKind::OneToOne)
}

/// The popup's own command on Enter, and those of its fields.
fn commands(save: Command, fields: &Fields) -> Vec<Command> {
    let mut commands = vec![save];
    commands.extend(fields.commands());
    commands
}

fn on_enter(id: &'static str, name: &'static str, short: &'static str, cx: &Ctx) -> Command {
    let command = Command::new(id, name, Key::ENTER).short(short);
    match cx.may_change() {
        Ok(()) => command,
        Err(why) => command.when(false, why),
    }
}

/// A day as understood, with its time: `Tuesday 24 November 2026 at 10am`.
fn day_and_time(day: NaiveDate, at: Option<NaiveTime>, cx: &Ctx) -> String {
    echo_at(day, at, &cx.days_off)
}

/// What speaks against a day for supervision, in sentences; nothing if nothing does.
fn against(known: &Supervisee, day: NaiveDate, cx: &Ctx) -> Vec<String> {
    known.against(day, &cx.name(&known.worker.name))
}

/// How a plan is named in a sentence: `Wed 25 Nov at 10am`.
fn plan_words(planned_for: Option<NaiveDate>, at: Option<NaiveTime>) -> String {
    let day = planned_for.map_or_else(|| "no day".to_owned(), short_with_weekday);
    at.map_or_else(|| day.clone(), |at| format!("{day} at {}", time(at)))
}

fn note_of(sentences: &[String], warn: bool) -> Note {
    let words = sentences.join(" ");
    if warn { Note::Warn(words) } else { Note::Plain(words) }
}
