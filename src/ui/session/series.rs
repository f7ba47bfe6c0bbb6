//! Books a series to a rhythm: the first day, how far apart, how many; with what falls on a closed day or an absence said
//! before it is booked.

use super::About;
use super::Heard;
use crate::practice::date_words::{from_words, short};
use crate::practice::policy::Interval;
use crate::practice::reference::WorkerId;
use crate::practice::series::{Falls, series};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::entry::day_note;
use crate::ui::input::Input;
use crate::ui::screen::{Editing, Flow, Screen};
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::effect::SeriesAct;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The rhythms that are offered, in words.
const RHYTHMS: [(&str, Interval); 4] = [
    ("week", Interval::Days(7)),
    ("fortnight", Interval::Days(14)),
    ("four weeks", Interval::Days(28)),
    ("month", Interval::Months(1)),
];

/// The popup.
pub struct Series {
    about: About,
    fields: Fields,
}

impl Series {
    /// For this worker.
    pub fn new(worker: WorkerId) -> Self {
        let rhythms = RHYTHMS.iter().map(|(words, _)| (*words).to_owned()).collect();
        let fields = Fields::new(vec![
            Field::line("first", "First", ""),
            Field::choice("every", "Every", rhythms, 1),
            Field::offered("count", "How many", "6"),
        ]);
        Self { about: About::new(worker), fields }
    }

    fn act(&self, cx: &Ctx) -> Option<SeriesAct> {
        let first = from_words(self.fields.text("first"), cx.day).ok()?;
        let (_, every) = RHYTHMS.get(self.fields.chosen("every"))?;
        let count = self.fields.text("count").parse().ok()?;
        Some(SeriesAct { worker: self.about.worker, first: first.day, at: first.time, every: *every, count })
    }

    /// What falls where it cannot stay.
    fn warned(&self, cx: &Ctx) -> Note {
        let (Some(act), Some(known)) = (self.act(cx), &self.about.known) else {
            return Note::Plain("A whole number, 1 to 60.".to_owned());
        };
        let falls = series(&known.worker, act.first, act.every, act.count.min(60), &cx.days_off);
        let named =
            |keep: &dyn Fn(&Falls) -> Option<String>| falls.iter().filter_map(keep).collect::<Vec<_>>().join(", ");
        let moved = named(&|one| match one {
            Falls::Moved { from, to } => Some(format!("{} to {}", short(*from), short(*to))),
            _ => None,
        });
        let away = named(&|one| match one {
            Falls::Away(day) | Falls::NotInTeam(day) => Some(short(*day)),
            _ => None,
        });
        let mut words = match falls.iter().filter_map(|one| one.on()).next_back() {
            Some(last) => format!("The last is on {}.", short(last)),
            None => "None of these days can be booked.".to_owned(),
        };
        if !moved.is_empty() {
            words.push_str(&format!(" Off closed days: {moved}."));
        }
        if !away.is_empty() {
            words.push_str(&format!(" Left out, away or gone then: {away}."));
        }
        if moved.is_empty() && away.is_empty() { Note::Plain(words) } else { Note::Warn(words) }
    }

    fn note(&self, field: &str, cx: &Ctx) -> Option<Note> {
        match field {
            "first" => Some(day_note(self.fields.text("first"), "A day, and a time if you like: tue 10am.", cx)),
            "count" => Some(self.warned(cx)),
            _ => None,
        }
    }
}

impl Screen for Series {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command("book") => match self.act(cx) {
                Some(act) => {
                    self.about.wrong = None;
                    Flow::Do(Effect::Series(act))
                }
                None => Flow::Say("Nothing is booked yet: give the first day and how many.".to_owned()),
            },
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
        self.about.draw("Book a series", &self.fields, (area, buf), cx, |field| self.note(field, cx))
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        super::commands(super::on_enter("book", "book the series", "book", cx), &self.fields)
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }

    fn covers(&self) -> bool {
        false
    }
}
