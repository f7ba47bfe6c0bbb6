//! Says that supervision was held: the day, how long, what sort. Not its record of what was said.

use super::{About, Heard, commands, day_and_time, kind_at, kinds, note_of, on_enter, plan_words, way_at, ways};
use crate::practice::date_words::from_words;
use crate::practice::reference::WorkerId;
use crate::practice::session::{Outcome, Session, SessionKind, SessionSetting, minutes_from_words};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::screen::{Editing, Flow, Screen};
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::effect::SessionAct;
use crate::workbench::{Effect, Msg};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The popup that says a session was held, or puts one right that was entered.
pub struct Held {
    about: About,
    fields: Fields,
    corrects: Option<Session>,
}

impl Held {
    /// For this worker: today and the usual minutes are offered.
    pub fn new(worker: WorkerId) -> Self {
        Self { about: About::new(worker), fields: fields("today".to_owned(), "", 0), corrects: None }
    }

    /// To put right one that was entered, or to say that one was held after all.
    pub fn correcting(session: &Session) -> Self {
        let (day, minutes) = match session.outcome {
            Outcome::Held { on, minutes } => (Some(on), minutes),
            Outcome::Planned | Outcome::Cancelled { .. } | Outcome::Missed { .. } => (session.planned_for, None),
        };
        let day = day.map(|day| day.format("%-d %b %Y").to_string()).unwrap_or_default();
        let kind = SessionKind::ALL.iter().position(|kind| *kind == session.kind).unwrap_or(0);
        let minutes = minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
        let fields = fields(day, &minutes, kind);
        Self { about: About::new(session.worker), fields, corrects: Some(session.clone()) }
    }

    fn kind(&self) -> SessionKind {
        kind_at(self.fields.chosen("kind"))
    }

    /// The plan that a session held on this day settles.
    fn plan(&self, on: NaiveDate) -> Option<&Session> {
        self.about.known.as_ref()?.settled_by(self.kind(), on)
    }

    fn save(&mut self, cx: &Ctx) -> Flow {
        self.about.wrong = None;
        let on = match from_words(self.fields.text("day"), cx.day) {
            Ok(understood) => understood.day,
            Err(error) => {
                self.fields.go_to("day");
                self.about.wrong = Some(error.to_string());
                return Flow::Done;
            }
        };
        let Some(minutes) = minutes_from_words(self.fields.text("minutes")) else {
            self.fields.go_to("minutes");
            self.about.wrong = Some("How long was it? Type minutes, or hours and minutes: 75 or 1h15.".to_owned());
            return Flow::Done;
        };
        let settles = self.corrects.as_ref().or_else(|| self.plan(on)).map(|session| session.id);
        let (worker, kind) = (self.about.worker, self.kind());
        Flow::Do(Effect::Session(SessionAct::Hold {
            worker,
            kind,
            on,
            minutes,
            settles,
            setting: SessionSetting {
                how: way_at(self.fields.chosen("how")),
                place: self.fields.text("place").to_owned(),
                minutes_planned: None,
                interrupted: self.fields.chosen("interrupted") == 1,
            },
        }))
    }

    fn note(&self, field: &str, cx: &Ctx) -> Option<Note> {
        if field != "day" {
            return None;
        }
        match from_words(self.fields.text("day"), cx.day) {
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
}

fn fields(day: String, minutes: &str, kind: usize) -> Fields {
    Fields::new(vec![
        Field::offered("day", "Day", day),
        Field::offered("minutes", "Minutes", minutes),
        Field::choice("kind", "Kind", kinds(), kind),
        Field::choice("how", "How", ways(), 0),
        Field::line("place", "Where", ""),
        Field::choice("interrupted", "Interrupted", vec!["no".to_owned(), "yes".to_owned()], 0),
    ])
}

impl Screen for Held {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command("held") => self.save(cx),
            input if self.fields.edit(&input) => {
                self.about.wrong = None;
                Flow::Done
            }
            _ => Flow::Ignored,
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        self.about.ask()
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match self.about.hear(msg) {
            Heard::Pass(msg) => Flow::Pass(msg),
            Heard::Known => {
                if let Some(known) = &self.about.known
                    && self.fields.text("minutes").is_empty()
                {
                    let minutes = known.minutes.to_string();
                    self.fields.offer("minutes", minutes);
                }
                Flow::Done
            }
            Heard::Flow(flow) => flow,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let title = if self.corrects.is_some() { "Put supervision right" } else { "Supervision held" };
        self.about.draw(title, &self.fields, (area, buf), cx, |field| self.note(field, cx))
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        commands(on_enter("held", "it was held", "held", cx), &self.fields)
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }

    fn covers(&self) -> bool {
        false
    }
}
