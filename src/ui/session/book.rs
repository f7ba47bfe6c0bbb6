//! Books supervision: a day and a time as people say them, shown back in full, with what speaks against them.

use super::{
    About, Heard, against, commands, day_and_time, kind_at, kinds, note_of, on_enter, plan_words, way_at, ways,
};
use crate::practice::date_words::{from_words, long};
use crate::practice::reference::WorkerId;
use crate::practice::session::{Session, SessionKind, SessionSetting, minutes_from_words};
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

/// What can be typed for a day.
pub(super) const WHAT_TO_TYPE: &str = "A day, and a time if you like: tue 10am, 26/11 2pm, in 2 weeks, next wed.";

/// The popup that books a session, or moves the one that is booked.
pub struct Book {
    about: About,
    fields: Fields,
}

fn fields(when: String) -> Fields {
    Fields::new(vec![
        Field::line("when", "When", when),
        Field::choice("kind", "Kind", kinds(), 0),
        Field::line("minutes", "Minutes", ""),
        Field::choice("how", "How", ways(), 0),
        Field::line("place", "Where", ""),
    ])
}

impl Book {
    /// For this worker.
    pub fn new(worker: WorkerId) -> Self {
        Self { about: About::new(worker), fields: fields(String::new()) }
    }

    /// For this worker on a day: the day stands there, and a time can be typed after it.
    pub fn on(worker: WorkerId, day: NaiveDate) -> Self {
        let mut book = Self::new(worker);
        book.fields = fields(format!("{} ", long(day)));
        book
    }

    fn kind(&self) -> SessionKind {
        kind_at(self.fields.chosen("kind"))
    }

    /// The booking of the same kind that stands, which this one moves.
    fn booked(&self, cx: &Ctx) -> Option<&Session> {
        self.about.known.as_ref()?.booked(self.kind(), cx.day)
    }

    fn book(&mut self, cx: &Ctx) -> Flow {
        match from_words(self.fields.text("when"), cx.day) {
            Err(_) => {
                self.fields.go_to("when");
                Flow::Say("Nothing is booked yet: type the day first.".to_owned())
            }
            Ok(understood) => {
                self.about.wrong = None;
                let minutes_planned = match self.fields.text("minutes") {
                    "" => None,
                    typed => match minutes_from_words(typed) {
                        Some(minutes) => Some(minutes),
                        None => {
                            self.fields.go_to("minutes");
                            self.about.wrong = Some("How long? Type minutes, or hours and minutes: 75 or 1h15.".into());
                            return Flow::Done;
                        }
                    },
                };
                let setting = SessionSetting {
                    how: way_at(self.fields.chosen("how")),
                    place: self.fields.text("place").to_owned(),
                    minutes_planned,
                    interrupted: false,
                };
                let (worker, kind, at) = (self.about.worker, self.kind(), understood.time);
                let moves = self.booked(cx).map(|booked| booked.id);
                let on = understood.day;
                Flow::Do(Effect::Session(SessionAct::Book { worker, kind, on, at, moves, setting }))
            }
        }
    }

    fn note(&self, field: &str, cx: &Ctx) -> Option<Note> {
        let text = self.fields.text("when");
        if field != "when" {
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
            Err(error) => Some(Note::Wrong(error.to_string())),
            Ok(understood) => {
                let mut sentences = vec![format!("{}.", day_and_time(understood.day, understood.time, cx))];
                sentences.extend(understood.reading);
                let before = sentences.len();
                if understood.day < cx.day {
                    sentences.push("That day is past; for one already held, press Esc and then s.".to_owned());
                } else if let Some(known) = &self.about.known {
                    sentences.extend(against(known, understood.day, cx));
                }
                let warn = sentences.len() > before || !cx.days_off.is_working_day(understood.day);
                sentences.extend(moves);
                Some(note_of(&sentences, warn))
            }
        }
    }
}

impl Screen for Book {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command("book") => self.book(cx),
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
            Heard::Known => Flow::Done,
            Heard::Flow(flow) => flow,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        self.about.draw("Book supervision", &self.fields, (area, buf), cx, |field| self.note(field, cx))
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        commands(on_enter("book", "book it", "book", cx), &self.fields)
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }

    fn covers(&self) -> bool {
        false
    }
}
