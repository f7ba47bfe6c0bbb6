//! Books supervision: a day and a time as people say them, shown back in full, with what speaks against them.

use super::{
    About, day_and_time, kind_at, kinds, minutes_in, note_of, offer_setting, plan_words, way_at, ways, when_to_come,
};
use crate::practice::date_words::{from_words, long};
use crate::practice::reference::WorkerId;
use crate::practice::session::{Session, SessionKind, SessionSetting};
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::effect::SessionAct;
use crate::workbench::{Effect, Msg};
use chrono::NaiveDate;

/// What can be typed for a day.
pub(super) const WHAT_TO_TYPE: &str = "A day, and a time if you like: tue 10am, 26/11 2pm, in 2 weeks, next wed.";

/// The popup that books a session, or moves the one that is booked.
pub struct Book {
    about: About,
    fields: Fields,
}

fn fields(when: String) -> Fields {
    Fields::new(vec![
        Field::line("on", "When", when),
        Field::choice("kind", "Kind", kinds(), 0),
        Field::line("minutes", "Minutes", ""),
        Field::choice("how", "How", ways(), 0),
        Field::line("place", "Where", ""),
    ])
}

impl Book {
    /// For this worker.
    pub fn with(worker: WorkerId) -> EntryBox<Self> {
        EntryBox::new(Self { about: About::new(worker), fields: fields(String::new()) })
    }

    /// For this worker on a day: the day stands there, and a time can be typed after it.
    pub fn on(worker: WorkerId, day: NaiveDate) -> EntryBox<Self> {
        EntryBox::new(Self { about: About::new(worker), fields: fields(format!("{} ", long(day))) })
    }

    fn kind(&self) -> SessionKind {
        kind_at(self.fields.chosen("kind"))
    }

    /// The booking of the same kind that stands, which this one moves.
    fn booked(&self, cx: &Ctx) -> Option<&Session> {
        self.about.known.as_ref()?.booked(self.kind(), cx.day)
    }
}

impl Entry for Book {
    fn title(&self, cx: &Ctx) -> String {
        self.about.title("Book supervision", cx)
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn asks(&self) -> Option<Effect> {
        self.about.asks()
    }

    fn hear(&mut self, msg: Msg, cx: &Ctx) -> Result<Flow, Msg> {
        if let Some(other) = self.about.hear(msg) {
            return Err(other);
        }
        let moved = self.booked(cx).map(|booked| booked.id);
        let said = moved.and_then(|id| self.about.known.as_ref()?.settings.get(&id).cloned());
        if let Some(said) = said {
            offer_setting(&mut self.fields, &said);
            if let Some(minutes) = said.minutes_planned {
                self.fields.offer("minutes", minutes.to_string());
            }
        }
        Ok(Flow::Done)
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        let text = self.fields.text("on");
        if field != "on" {
            return None;
        }
        let moves = self.booked(cx).map(|booked| {
            format!("This moves the session booked for {}.", plan_words(booked.planned_for, booked.starts_at))
        });
        if text.is_empty() {
            return Some(Note::Plain(
                [Some(WHAT_TO_TYPE.to_owned()), moves].into_iter().flatten().collect::<Vec<_>>().join(" "),
            ));
        }
        match from_words(text, cx.day) {
            Err(error) => Some(Note::Wrong(error.to_come(text, cx.day).to_string())),
            Ok(understood) => {
                let mut sentences = vec![format!("{}.", day_and_time(understood.day, understood.time, cx))];
                sentences.extend(understood.reading);
                let before = sentences.len();
                if understood.day < cx.day {
                    sentences.push("That day is past; for one already held, press Esc and then s.".to_owned());
                } else {
                    sentences.extend(self.about.against(understood.day, cx));
                }
                let warn = sentences.len() > before || !cx.days_off.is_working_day(understood.day);
                sentences.extend(moves);
                Some(note_of(&sentences, warn))
            }
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        if self.fields.text("on").is_empty() {
            return Err(Wrong::new("on", "Nothing is booked yet: type the day first."));
        }
        let (on, at) = when_to_come(&self.fields, "on", cx)?;
        let setting = SessionSetting {
            how: way_at(self.fields.chosen("how")),
            place: self.fields.text("place").to_owned(),
            minutes_planned: minutes_in(&self.fields)?,
            interrupted: false,
        };
        let moves = self.booked(cx).map(|booked| booked.id);
        let (worker, kind) = (self.about.worker, self.kind());
        Ok(Flow::Do(Effect::Session(SessionAct::Book { worker, kind, on, at, moves, setting })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("book it", "book")
    }
}
