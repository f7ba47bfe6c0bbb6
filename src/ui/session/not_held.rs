//! Says that supervision was not held: called off and by whom, or missed; why; and when it is to be instead, asked for there
//! and then.

use super::book::WHAT_TO_TYPE;
use super::{About, day_and_time, note_of, plan_words, when_in};
use crate::practice::date_words::from_words;
use crate::practice::reference::{SessionId, WorkerId};
use crate::practice::session::{CancelledBy, Outcome, Session};
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::effect::SessionAct;
use crate::workbench::{Effect, Msg};

/// What became of it, in the order of the choice; `None` is missed.
const WAYS: [(Option<CancelledBy>, &str); 4] = [
    (Some(CancelledBy::Supervisor), "I called it off"),
    (Some(CancelledBy::Supervisee), "the worker called it off"),
    (Some(CancelledBy::Service), "the service called it off"),
    (None, "missed: nobody called it off"),
];

/// The popup that says a session was not held.
pub struct NotHeld {
    about: About,
    fields: Fields,
    /// The plan it is about, where it was opened on one; else the oldest that is not settled.
    session: Option<SessionId>,
    /// That one's day, to be read before it is called off.
    planned: Option<String>,
    plans: Vec<SessionId>,
}

impl NotHeld {
    /// For this worker: the sessions planned and not settled are offered. `missed` chooses that to begin with.
    pub fn with(worker: WorkerId, missed: bool) -> EntryBox<Self> {
        let (about, fields) = (About::new(worker), fields(if missed { 3 } else { 0 }, ""));
        EntryBox::new(Self { about, fields, session: None, planned: None, plans: Vec::new() })
    }

    /// For one session, planned or entered as not held.
    pub fn of(session: &Session, missed: bool) -> EntryBox<Self> {
        let (way, why) = match &session.outcome {
            Outcome::Cancelled { by, reason } => {
                (WAYS.iter().position(|(one, _)| one == by).unwrap_or(0), reason.as_str())
            }
            Outcome::Missed { reason } => (3, reason.as_str()),
            Outcome::Planned | Outcome::Held { .. } => (if missed { 3 } else { 0 }, ""),
        };
        let (about, fields) = (About::new(session.worker), fields(way, why));
        let planned = Some(plan_words(session.planned_for, session.starts_at));
        EntryBox::new(Self { about, fields, session: Some(session.id), planned, plans: Vec::new() })
    }

    fn session(&self) -> Option<SessionId> {
        self.session.or_else(|| self.plans.get(self.fields.chosen("which")).copied())
    }

    /// Offers the plans once they are known; a choice only where there are several.
    fn offer_plans(&mut self) {
        let Some(known) = &self.about.known else { return };
        if self.session.is_some() {
            return;
        }
        self.plans = known.planned.iter().map(|plan| plan.id).collect();
        if self.plans.len() > 1 {
            let words = known.planned.iter().map(|plan| plan_words(plan.planned_for, plan.starts_at)).collect();
            let chosen = self.fields.chosen("how");
            let mut all = vec![Field::choice("which", "Which", words, 0)];
            all.extend(columns(chosen, ""));
            self.fields = Fields::new(all);
        }
    }
}

fn columns(way: usize, why: &str) -> Vec<Field> {
    let ways = WAYS.iter().map(|(_, words)| (*words).to_owned()).collect();
    vec![
        Field::choice("how", "What happened", ways, way),
        Field::line("why", "Why", why),
        Field::line("instead", "New day", ""),
    ]
}

fn fields(way: usize, why: &str) -> Fields {
    Fields::new(columns(way, why))
}

impl Entry for NotHeld {
    fn title(&self, cx: &Ctx) -> String {
        self.about.title("Supervision not held", cx)
    }

    fn about(&self, _: &Ctx) -> String {
        self.planned.as_ref().map_or_else(String::new, |planned| format!("The session planned for {planned}."))
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

    fn hear(&mut self, msg: Msg, _: &Ctx) -> Result<Flow, Msg> {
        if let Some(other) = self.about.hear(msg) {
            return Err(other);
        }
        self.offer_plans();
        Ok(Flow::Done)
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        match field {
            "how" if self.session.is_none() && self.plans.is_empty() && self.about.known.is_some() => Some(
                Note::Wrong("Nothing is planned with this worker. To book something, press Esc and then b.".to_owned()),
            ),
            "why" => Some(Note::Plain("In a few words; nothing that belongs on a child's record.".to_owned())),
            "instead" => Some(match self.fields.text("instead") {
                "" => Note::Plain(format!("{WHAT_TO_TYPE} Leave it empty if there is none yet.")),
                text => match from_words(text, cx.day) {
                    Err(error) => Note::Wrong(error.to_string()),
                    Ok(understood) => {
                        let mut sentences = vec![format!("{}.", day_and_time(understood.day, understood.time, cx))];
                        sentences.extend(understood.reading);
                        let doubts = self.about.against(understood.day, cx);
                        let warn = !doubts.is_empty() || !cx.days_off.is_working_day(understood.day);
                        sentences.extend(doubts);
                        note_of(&sentences, warn)
                    }
                },
            }),
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let nothing = || Wrong::new("how", "Nothing is planned here that could be called off.");
        let session = self.session().ok_or_else(nothing)?;
        let instead = match self.fields.text("instead") {
            "" => None,
            _ => Some(when_in(&self.fields, "instead", cx)?),
        };
        let called_off_by = WAYS.get(self.fields.chosen("how")).and_then(|(by, _)| *by);
        let reason = self.fields.text("why").to_owned();
        Ok(Flow::Do(Effect::Session(SessionAct::NotHeld { session, called_off_by, reason, instead })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("keep this", "keep")
    }
}
