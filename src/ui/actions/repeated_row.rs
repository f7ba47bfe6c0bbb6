//! A row of an action table that was asked before: its history, and what is decided about it before it is asked once more. The
//! form keeps the decision with the record. Not an action that stands already: that is [`super::again`].

use super::again::much_the_same;
use crate::practice::action::Action;
use crate::practice::repeated_row::RowDecision;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note, words_in};
use crate::ui::input::Input;
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};

/// The decisions, in the order of the choice, with what the words must say.
const WAYS: [(&str, &str); 4] = [
    ("do it now", "What makes it happen this time. It stays with the record."),
    ("change it", "You go back to the row and ask for something else: smaller, or by somebody else."),
    ("escalate it", "To whom. It becomes an action of your own that waits for the answer, in place of this row."),
    ("stop", "Why it is right not to ask for it again. The row goes; the reason stays in the record."),
];

/// What the box asks.
pub struct RepeatedRow {
    words: String,
    alike: Vec<Action>,
    fields: Fields,
}

impl RepeatedRow {
    /// The box, over the words of a row and what was asked in much the same.
    pub fn popup(words: &str, alike: Vec<Action>) -> EntryBox<Self> {
        let ways = WAYS.iter().map(|(words, _)| (*words).to_owned()).collect();
        let fields = Fields::new(vec![
            Field::choice("how", "Decide", ways, 0),
            Field::line("words", "In words", ""),
            Field::line("protocol", "Protocol", ""),
            Field::line("by", "By", ""),
        ]);
        let mut one = Self { words: words.to_owned(), alike, fields };
        one.edited();
        EntryBox::new(one)
    }
}

impl Entry for RepeatedRow {
    fn title(&self, _: &Ctx) -> String {
        "This was asked before: decide this time".to_owned()
    }

    fn about(&self, cx: &Ctx) -> String {
        let mut words = format!("\"{}\"", cx.prose(self.words.trim()));
        for one in &self.alike {
            words.push('\n');
            words.push_str(&much_the_same(one, cx));
        }
        words
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn edited(&mut self) {
        let how = self.fields.chosen("how");
        self.fields.hide("words", how == 1);
        self.fields.hide("protocol", how != 2);
        self.fields.hide("by", how != 2);
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        let hint = || WAYS.get(self.fields.chosen("how")).map(|(_, hint)| Note::Plain((*hint).to_owned()));
        match field {
            "words" => hint(),
            "how" if self.fields.chosen("how") == 1 => hint(),
            "protocol" => Some(Note::Plain("Under which agreement or procedure; may stay empty.".to_owned())),
            "by" => {
                Some(day_note(self.fields.text("by"), "The day an answer is wanted by: fri, +14d, in 2 weeks.", cx))
            }
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let words = || words_in(&self.fields, "words", "Say it in a few words.");
        let decision = match self.fields.chosen("how") {
            0 => RowDecision::DoItNow(words()?),
            1 => RowDecision::Change,
            2 => RowDecision::Escalate {
                to: words()?,
                protocol: self.fields.text("protocol").trim().to_owned(),
                by: day_in(&self.fields, "by", cx)?,
            },
            _ => RowDecision::Stop(words()?),
        };
        Ok(Flow::PopWith(Input::RowDecided(decision)))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("keep this decision", "decide")
    }
}
