//! Closes an action: the difference it made, or why it was not done. Never silently.

use super::brief::ActionBrief;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::{ActionAct, ClosedHow};

/// The ways, in the order of the choice, with what the words must say.
const WAYS: [(ClosedHow, &str, &str); 3] = [
    (ClosedHow::Done, "done", "What difference it made for the child."),
    (ClosedHow::NotDone, "not done", "Why it was not done, and what follows from that."),
    (ClosedHow::Superseded, "superseded", "What takes its place; with its reference, such as A12, if it has one."),
];

/// What the popup that closes an action asks.
pub struct CloseAction {
    brief: ActionBrief,
    fields: Fields,
}

impl CloseAction {
    /// The popup. The words come first, so that an action that is done is closed with the words and Enter.
    pub fn popup(brief: ActionBrief) -> EntryBox<Self> {
        let ways = WAYS.iter().map(|(_, words, _)| (*words).to_owned()).collect();
        let fields =
            Fields::new(vec![Field::line("words", "What came of it", ""), Field::choice("how", "It is", ways, 0)]);
        EntryBox::new(Self { brief, fields })
    }

    fn way(&self) -> &'static (ClosedHow, &'static str, &'static str) {
        WAYS.get(self.fields.chosen("how")).unwrap_or(&WAYS[0])
    }
}

impl Entry for CloseAction {
    fn title(&self, _: &Ctx) -> String {
        format!("Close {}", self.brief.id)
    }

    fn about(&self, cx: &Ctx) -> String {
        self.brief.sentences(cx)
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, _: &Ctx) -> Option<Note> {
        (field == "words").then(|| Note::Plain(self.way().2.to_owned()))
    }

    fn keep(&mut self, _: &Ctx) -> Result<Flow, Wrong> {
        let (how, _, hint) = *self.way();
        let words = words_in(&self.fields, "words", &format!("Say in a few words: {}", lower(hint)))?;
        Ok(Flow::Do(Effect::Action(ActionAct::Close { action: self.brief.id, how, words })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("close the action", "close it")
    }
}

fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
