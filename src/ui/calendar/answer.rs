//! Ticks an item of the quality calendar off, gives the reason why it was not done, or opens it again.

use crate::practice::date_words::{from_words, long, month_name};
use crate::practice::quality::{QualityAnswer, QualityItem};
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::QualityAct;
use chrono::{Datelike as _, NaiveDate};

/// What the popup asks.
pub(super) struct Answer {
    month: NaiveDate,
    item: QualityItem,
    fields: Fields,
}

impl Answer {
    /// The popup for an item of a month.
    pub(super) fn popup(month: NaiveDate, item: &QualityItem, day: NaiveDate) -> EntryBox<Self> {
        let mut options = vec!["done".to_owned(), "not done, because".to_owned()];
        if item.answer.is_some() {
            options.push("open again".to_owned());
        }
        let (at, on, why) = match &item.answer {
            Some(QualityAnswer::Done(on)) => (0, *on, ""),
            Some(QualityAnswer::NotDone(why)) => (1, day, why.as_str()),
            None => (0, day, ""),
        };
        let fields = Fields::new(vec![
            Field::choice("what", "It was", options, at),
            Field::offered("on", "On", long(on)),
            Field::line("why", "Why", why),
        ]);
        let mut answer = Self { month, item: item.clone(), fields };
        answer.edited();
        EntryBox::new(answer)
    }
}

impl Entry for Answer {
    fn title(&self, _: &Ctx) -> String {
        format!("Quality calendar, {} {}", month_name(self.month.month()), self.month.year())
    }

    fn about(&self, _: &Ctx) -> String {
        format!("{}. ({})", self.item.what.trim_end_matches('.'), self.item.source)
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        match field {
            "what" => Some(Note::Plain("Left and right choose.".to_owned())),
            "on" => {
                let typed = self.fields.text("on");
                let note = day_note(typed, "The day it was done: today, fri, 4/12.", cx);
                let ahead = from_words(typed, cx.day).is_ok_and(|understood| understood.day > cx.day);
                Some(if ahead { Note::Wrong("That day is still to come.".to_owned()) } else { note })
            }
            "why" => Some(Note::Plain("A few words that will still make sense in a year.".to_owned())),
            _ => None,
        }
    }

    fn edited(&mut self) {
        let what = self.fields.chosen("what");
        self.fields.hide("on", what != 0);
        self.fields.hide("why", what != 1);
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let answer = match self.fields.chosen("what") {
            0 => Some(QualityAnswer::Done(day_in(&self.fields, "on", cx)?)),
            1 => {
                let why = words_in(&self.fields, "why", "Say in a few words why it was not done.")?;
                Some(QualityAnswer::NotDone(why))
            }
            _ => None,
        };
        Ok(Flow::Do(Effect::Quality(QualityAct { month: self.month, item: self.item.what.clone(), answer })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("keep this answer", "keep")
    }
}
