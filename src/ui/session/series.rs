//! Books a series to a rhythm: the first day, how far apart, how many; with what falls on a closed day or an absence said
//! before it is booked.

use super::{About, when_in};
use crate::practice::date_words::short;
use crate::practice::policy::Interval;
use crate::practice::reference::WorkerId;
use crate::practice::series::{off_course, series};
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_note};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::effect::SeriesAct;
use crate::workbench::{Effect, Msg};

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
    pub fn with(worker: WorkerId) -> EntryBox<Self> {
        let rhythms = RHYTHMS.iter().map(|(words, _)| (*words).to_owned()).collect();
        let fields = Fields::new(vec![
            Field::line("first", "First", ""),
            Field::choice("every", "Every", rhythms, 1),
            Field::offered("count", "How many", "6"),
        ]);
        EntryBox::new(Self { about: About::new(worker), fields })
    }

    fn act(&self, cx: &Ctx) -> Result<SeriesAct, Wrong> {
        if self.fields.text("first").is_empty() {
            return Err(Wrong::new("first", "Nothing is booked yet: give the first day."));
        }
        let (first, at) = when_in(&self.fields, "first", cx)?;
        let every = RHYTHMS.get(self.fields.chosen("every")).map_or(Interval::Months(1), |(_, every)| *every);
        let how_many = |_| Wrong::new("count", "How many? A whole number, 1 to 60.");
        let count = self.fields.text("count").parse().map_err(how_many)?;
        Ok(SeriesAct { worker: self.about.worker, first, at, every, count })
    }

    /// What falls where it cannot stay.
    fn warned(&self, cx: &Ctx) -> Note {
        let (Ok(act), Some(known)) = (self.act(cx), &self.about.known) else {
            return Note::Plain("A whole number, 1 to 60.".to_owned());
        };
        let falls = series(&known.worker, act.first, act.every, act.count.min(60), &cx.days_off);
        let words = match falls.iter().filter_map(|one| one.on()).next_back() {
            Some(last) => format!("The last is on {}.", short(last)),
            None => "None of these days can be booked.".to_owned(),
        };
        match off_course(&falls) {
            said if said.is_empty() => Note::Plain(words),
            said => Note::Warn(format!("{words}{said}")),
        }
    }
}

impl Entry for Series {
    fn title(&self, cx: &Ctx) -> String {
        self.about.title("Book a series", cx)
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
        self.about.hear(msg).map_or(Ok(Flow::Done), Err)
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        match field {
            "first" => Some(day_note(self.fields.text("first"), "A day, and a time if you like: tue 10am.", cx)),
            "count" => Some(self.warned(cx)),
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        Ok(Flow::Do(Effect::Series(self.act(cx)?)))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("book the series", "book")
    }
}
