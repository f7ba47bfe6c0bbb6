//! The popups about supervision: book it, say that it was held, say that it was not. Not the pages they are opened from,
//! and not the doing: the workbench refuses what cannot be, and what was typed stays.

pub mod book;
pub mod group;
pub mod held;
pub mod meeting;
pub mod not_held;
pub mod series;
#[cfg(test)]
mod tests;

pub use book::Book;
pub use group::Group;
pub use held::Held;
pub use meeting::Meeting;
pub use not_held::NotHeld;
pub use series::Series;

use super::context::Ctx;
use super::entry::Wrong;
use super::widget::fields::{Fields, Note};
use crate::practice::date_words::{echo_at, from_words, short_with_weekday, time};
use crate::practice::reference::WorkerId;
use crate::practice::session::{How, SessionKind, SessionSetting, minutes_from_words};
use crate::workbench::message::Supervisee;
use crate::workbench::{Effect, Msg};
use chrono::{NaiveDate, NaiveTime};

/// Whom a popup is about, once known.
struct About {
    worker: WorkerId,
    known: Option<Box<Supervisee>>,
}

impl About {
    const fn new(worker: WorkerId) -> Self {
        Self { worker, known: None }
    }

    fn asks(&self) -> Option<Effect> {
        self.known.is_none().then_some(Effect::ShowSupervisee(self.worker))
    }

    /// Takes in who it is; the message again where it is not about them.
    fn hear(&mut self, msg: Msg) -> Option<Msg> {
        match msg {
            Msg::Supervisee(known) if known.worker.id == self.worker => {
                self.known = Some(known);
                None
            }
            other => Some(other),
        }
    }

    fn title(&self, what: &str, cx: &Ctx) -> String {
        let name = self.known.as_ref().map(|known| cx.name(&known.worker.name));
        name.map_or_else(|| what.to_owned(), |name| format!("{what}: {name}"))
    }

    /// What speaks against a day for supervision, in sentences; nothing if nothing does.
    fn against(&self, day: NaiveDate, cx: &Ctx) -> Vec<String> {
        self.known.as_ref().map_or_else(Vec::new, |known| known.against(day, &cx.name(&known.worker.name)))
    }
}

/// Puts into the fields what was said already of how and where a session is to be, or was.
fn offer_setting(fields: &mut Fields, setting: &SessionSetting) {
    let way = setting.how.and_then(|how| How::ALL.iter().position(|one| *one == how));
    fields.choose("how", way.map_or(0, |way| way + 1));
    fields.choose("interrupted", usize::from(setting.interrupted));
    if !setting.place.is_empty() {
        fields.offer("place", setting.place.clone());
    }
}

/// The same where only a day to come makes sense: what is offered for one that there is not is to come too.
fn when_to_come(fields: &Fields, field: &'static str, cx: &Ctx) -> Result<(NaiveDate, Option<NaiveTime>), Wrong> {
    let typed = fields.text(field);
    let when = from_words(typed, cx.day).map(|understood| (understood.day, understood.time));
    when.map_err(|error| Wrong::new(field, error.to_come(typed, cx.day).to_string()))
}

/// The day typed in a field, and its time if one was.
fn when_in(fields: &Fields, field: &'static str, cx: &Ctx) -> Result<(NaiveDate, Option<NaiveTime>), Wrong> {
    from_words(fields.text(field), cx.day)
        .map(|understood| (understood.day, understood.time))
        .map_err(|error| Wrong::new(field, error.to_string()))
}

/// The minutes typed in the field for them; `None` where it is empty.
fn minutes_in(fields: &Fields) -> Result<Option<u16>, Wrong> {
    match fields.text("minutes") {
        "" => Ok(None),
        typed => minutes_from_words(typed)
            .map(Some)
            .ok_or_else(|| Wrong::new("minutes", "How long? Type minutes, or hours and minutes: 75 or 1h15.")),
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

/// A day as understood, with its time: `Tuesday 24 November 2026 at 10am`.
fn day_and_time(day: NaiveDate, at: Option<NaiveTime>, cx: &Ctx) -> String {
    echo_at(day, at, &cx.days_off)
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
