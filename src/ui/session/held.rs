//! Says that supervision was held: the day, how long, what sort. Not its record of what was said.

use super::{
    About, day_and_time, kind_at, kinds, minutes_in, note_of, offer_setting, plan_words, way_at, ways, when_in,
};
use crate::practice::date_words::from_words;
use crate::practice::reference::WorkerId;
use crate::practice::session::{Outcome, Session, SessionKind, SessionSetting};
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::effect::SessionAct;
use crate::workbench::{Effect, Msg};
use chrono::NaiveDate;

/// The popup that says a session was held, or puts one right that was entered.
pub struct Held {
    about: About,
    fields: Fields,
    corrects: Option<Session>,
}

impl Held {
    /// For this worker: today and the usual minutes are offered.
    pub fn with(worker: WorkerId) -> EntryBox<Self> {
        EntryBox::new(Self { about: About::new(worker), fields: fields("today".to_owned(), "", 0), corrects: None })
    }

    /// To put right one that was entered, or to say that one was held after all.
    pub fn correcting(session: &Session) -> EntryBox<Self> {
        let (day, minutes) = match session.outcome {
            Outcome::Held { on, minutes } => (Some(on), minutes),
            Outcome::Planned | Outcome::Cancelled { .. } | Outcome::Missed { .. } => (session.planned_for, None),
        };
        let day = day.map(|day| day.format("%-d %b %Y").to_string()).unwrap_or_default();
        let kind = SessionKind::ALL.iter().position(|kind| *kind == session.kind).unwrap_or(0);
        let minutes = minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
        let fields = fields(day, &minutes, kind);
        EntryBox::new(Self { about: About::new(session.worker), fields, corrects: Some(session.clone()) })
    }

    /// The booking for a later day that the session held is taken to be, unless it is said to be an extra one.
    fn booked_later(&self, cx: &Ctx) -> Option<&Session> {
        let to_come = |one: &&Session| one.held_on().is_none() && one.planned_for.is_some_and(|on| on > cx.day);
        self.corrects.as_ref().filter(to_come)
    }

    fn kind(&self) -> SessionKind {
        kind_at(self.fields.chosen("kind"))
    }

    /// The plan that a session held on this day settles.
    fn plan(&self, on: NaiveDate) -> Option<&Session> {
        self.about.known.as_ref()?.settled_by(self.kind(), on)
    }
}

fn fields(day: String, minutes: &str, kind: usize) -> Fields {
    let mut fields = Fields::new(vec![
        Field::offered("on", "Day", day),
        Field::choice("which", "Which", vec!["the booked one".to_owned(), "an extra one".to_owned()], 0),
        Field::offered("minutes", "Minutes", minutes),
        Field::choice("kind", "Kind", kinds(), kind),
        Field::choice("how", "How", ways(), 0),
        Field::line("place", "Where", ""),
        Field::choice("interrupted", "Interrupted", vec!["no".to_owned(), "yes".to_owned()], 0),
    ]);
    fields.hide("which", true);
    fields
}

impl Entry for Held {
    fn title(&self, cx: &Ctx) -> String {
        let entered = self.corrects.as_ref().is_some_and(|session| !matches!(session.outcome, Outcome::Planned));
        self.about.title(if entered { "Put supervision right" } else { "Supervision held" }, cx)
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
        let of = self.corrects.as_ref().or_else(|| self.plan(cx.day)).map(|session| session.id);
        if self.booked_later(cx).is_some() {
            self.fields.offer("on", "today".to_owned());
            self.fields.hide("which", false);
        }
        let Some(known) = &self.about.known else { return Ok(Flow::Done) };
        let said = of.and_then(|id| known.settings.get(&id)).cloned().unwrap_or_default();
        let minutes = said.minutes_planned.unwrap_or(known.minutes);
        offer_setting(&mut self.fields, &said);
        if self.fields.text("minutes").is_empty() {
            self.fields.offer("minutes", minutes.to_string());
        }
        Ok(Flow::Done)
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        if field == "which" {
            let one = self.booked_later(cx)?;
            let day = plan_words(one.planned_for, one.starts_at);
            return Some(if self.fields.chosen("which") == 0 {
                Note::Warn(format!(
                    "This is the session booked for {day}: no other is booked then. Was it one more? Choose an extra one."
                ))
            } else {
                Note::Plain(format!("The session booked for {day} stays booked."))
            });
        }
        if field != "on" {
            return None;
        }
        match from_words(self.fields.text("on"), cx.day) {
            Err(error) => Some(Note::Wrong(error.to_string())),
            Ok(understood) => {
                let mut sentences = vec![format!("{}.", day_and_time(understood.day, None, cx))];
                if understood.day > cx.day {
                    sentences.push("That day is still to come.".to_owned());
                    return Some(note_of(&sentences, true));
                }
                if self.corrects.is_none()
                    && let Some(plan) = self.plan(understood.day)
                {
                    sentences.push(format!("It was planned for {}.", plan_words(plan.planned_for, plan.starts_at)));
                }
                Some(note_of(&sentences, false))
            }
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let (on, _) = when_in(&self.fields, "on", cx)?;
        let how_long = || Wrong::new("minutes", "How long was it? Type minutes, or hours and minutes: 75 or 1h15.");
        let minutes = minutes_in(&self.fields)?.ok_or_else(how_long)?;
        let settles = self.corrects.as_ref().or_else(|| self.plan(on)).map(|session| session.id);
        let (worker, kind) = (self.about.worker, self.kind());
        let setting = SessionSetting {
            how: way_at(self.fields.chosen("how")),
            place: self.fields.text("place").to_owned(),
            minutes_planned: None,
            interrupted: self.fields.chosen("interrupted") == 1,
        };
        let act = match self.booked_later(cx).filter(|_| self.fields.chosen("which") == 1).map(|one| one.id) {
            Some(booked) => SessionAct::HoldExtra { worker, kind, on, minutes, booked, setting },
            None => SessionAct::Hold { worker, kind, on, minutes, settles, setting },
        };
        Ok(Flow::Do(Effect::Session(act)))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("it was held", "held")
    }
}
