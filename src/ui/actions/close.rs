//! Closes an action: the difference it made, why it was not done, or what was answered. Never silently.

use super::brief::ActionBrief;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note, words_in};
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
        let fields = if brief.escalation.is_some() {
            vec![
                Field::line("words", "The answer", ""),
                Field::offered("on", "It came on", "today"),
                Field::choice("how", "It is", ["answered", "not answered: stop asking"].map(str::to_owned).to_vec(), 0),
            ]
        } else {
            let ways = WAYS.iter().map(|(_, words, _)| (*words).to_owned()).collect();
            vec![Field::line("words", "What came of it", ""), Field::choice("how", "It is", ways, 0)]
        };
        EntryBox::new(Self { brief, fields: Fields::new(fields) })
    }

    fn is_answered(&self) -> bool {
        self.brief.escalation.is_some() && self.fields.chosen("how") == 0
    }

    fn way(&self) -> &'static (ClosedHow, &'static str, &'static str) {
        WAYS.get(self.fields.chosen("how")).unwrap_or(&WAYS[0])
    }
}

impl Entry for CloseAction {
    fn title(&self, _: &Ctx) -> String {
        let what = if self.brief.escalation.is_some() { "The answer to" } else { "Close" };
        format!("{what} {}", self.brief.id)
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

    fn edited(&mut self) {
        if self.brief.escalation.is_some() {
            let answered = self.is_answered();
            self.fields.hide("on", !answered);
        }
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        match (field, &self.brief.escalation) {
            ("on", _) => Some(day_note(self.fields.text("on"), "The day the answer came: today, tue, 3/11.", cx)),
            ("words", Some(_)) if self.is_answered() => {
                Some(Note::Plain("What they said, and what follows for the child.".to_owned()))
            }
            ("words", Some(_)) => Some(Note::Plain("Why it is right to stop asking.".to_owned())),
            ("words", None) => Some(Note::Plain(self.way().2.to_owned())),
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let action = self.brief.id;
        if self.is_answered() {
            let words = words_in(&self.fields, "words", "Say in a few words what the answer was.")?;
            let on = day_in(&self.fields, "on", cx)?;
            if on > cx.day {
                return Err(Wrong::new("on", "That day has not come yet. Type the day the answer came."));
            }
            return Ok(Flow::Do(Effect::Action(ActionAct::Answer { action, on, words })));
        }
        if self.brief.escalation.is_some() {
            let words = words_in(&self.fields, "words", "Say in a few words why it is right to stop asking.")?;
            return Ok(Flow::Do(Effect::Action(ActionAct::Close { action, how: ClosedHow::NotDone, words })));
        }
        let (how, _, hint) = *self.way();
        let words = words_in(&self.fields, "words", &format!("Say in a few words: {}", lower(hint)))?;
        Ok(Flow::Do(Effect::Action(ActionAct::Close { action, how, words })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        if self.brief.escalation.is_some() { ("keep the answer", "keep") } else { ("close the action", "close it") }
    }
}

fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
