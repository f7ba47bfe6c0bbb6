//! The same action again: instead of one more date it asks for a decision, over its whole history. Do it now, change it,
//! escalate it, or stop, with a reason.

use super::brief::ActionBrief;
use super::put_right::in_words;
use crate::practice::action::{Action, ActionStatus, moved_in_words};
use crate::practice::date_words::long;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::effect::{ActionAct, Decision};
use crate::workbench::message::ActionPage;
use crate::workbench::{Effect, Msg};

/// The decisions, in the order of the choice, with what the words must say.
const WAYS: [(&str, &str); 4] = [
    ("do it now", "What makes it happen this time."),
    ("change it", "What is to be done instead: smaller, or by somebody else."),
    ("escalate it", "To whom. It becomes an action of your own that waits for the answer; this one stays open."),
    ("stop", "Why it is right to stop, and what that means for the child."),
];

/// What the popup asks.
pub struct DecideAgain {
    brief: ActionBrief,
    page: Option<Box<ActionPage>>,
    fields: Fields,
}

impl DecideAgain {
    /// The popup, over an action with its history.
    pub fn popup(brief: ActionBrief, page: Box<ActionPage>) -> EntryBox<Self> {
        Self::over(brief, Some(page), 0)
    }

    /// The popup, which finds the history out itself.
    pub fn of(brief: ActionBrief) -> EntryBox<Self> {
        Self::over(brief, None, 0)
    }

    /// The popup with escalating chosen.
    pub fn escalating(brief: ActionBrief) -> EntryBox<Self> {
        Self::over(brief, None, 2)
    }

    fn over(brief: ActionBrief, page: Option<Box<ActionPage>>, way: usize) -> EntryBox<Self> {
        let ways = WAYS.iter().map(|(words, _)| (*words).to_owned()).collect();
        let fields = Fields::new(vec![
            Field::choice("how", "Decide", ways, way),
            Field::line("words", "In words", ""),
            Field::line("protocol", "Protocol", ""),
            Field::line("by", "By", ""),
        ]);
        let mut one = Self { brief, page, fields };
        one.edited();
        EntryBox::new(one)
    }

    fn stops(&self) -> bool {
        self.fields.chosen("how") == 3
    }

    fn escalates(&self) -> bool {
        self.fields.chosen("how") == 2
    }
}

/// Another action that is worded much the same, and what became of it.
pub fn much_the_same(one: &Action, cx: &Ctx) -> String {
    let became = match (one.status, one.closed_on) {
        (ActionStatus::Open, _) | (_, None) => {
            let moved = moved_in_words(one.redated);
            format!("due on {}{}{moved}", long(one.due_on), if moved.is_empty() { "" } else { ", " })
        }
        (status, Some(on)) => {
            let said = cx.prose(one.difference.trim().trim_end_matches('.'));
            let said = if said.is_empty() { String::new() } else { format!(" ({said})") };
            format!("{} on {}{said}", status.words(), long(on))
        }
    };
    format!("{}, much the same: {}; {became}.", one.id, cx.prose(&one.action))
}

impl Entry for DecideAgain {
    fn title(&self, _: &Ctx) -> String {
        format!("Decide about {}", self.brief.id)
    }

    fn about(&self, cx: &Ctx) -> String {
        let mut words = self.brief.sentences(cx);
        let Some(page) = &self.page else { return words };
        for event in &page.events {
            words.push('\n');
            words.push_str(&in_words(event, cx));
        }
        for one in &page.alike {
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
        let (stops, escalates) = (self.stops(), self.escalates());
        self.fields.hide("by", stops);
        self.fields.hide("protocol", !escalates);
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        match field {
            "words" => WAYS.get(self.fields.chosen("how")).map(|(_, hint)| Note::Plain((*hint).to_owned())),
            "protocol" => Some(Note::Plain("Under which agreement or procedure; may stay empty.".to_owned())),
            "by" if self.escalates() => {
                Some(day_note(self.fields.text("by"), "The day an answer is wanted by: fri, +14d, in 2 weeks.", cx))
            }
            "by" => Some(day_note(self.fields.text("by"), "A day: fri, 4/12, +14d, in 2 weeks.", cx)),
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let words = words_in(&self.fields, "words", "Say it in a few words.")?;
        let decision = if self.stops() {
            Decision::Stop { why: words }
        } else {
            let by = day_in(&self.fields, "by", cx)?;
            match self.fields.chosen("how") {
                0 => Decision::DoItNow { by, why: words },
                1 => Decision::Change { words, by },
                _ => Decision::Escalate { to: words, protocol: self.fields.text("protocol").trim().to_owned(), by },
            }
        };
        Ok(Flow::Do(Effect::Action(ActionAct::Decide { action: self.brief.id, decision })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("keep this decision", "decide")
    }

    fn asks(&self) -> Option<Effect> {
        self.page.is_none().then_some(Effect::ShowAction(self.brief.id))
    }

    fn hear(&mut self, msg: Msg, _: &Ctx) -> Result<Flow, Msg> {
        match msg {
            Msg::Action(page) if page.action.id == self.brief.id => {
                self.page = Some(page);
                Ok(Flow::Done)
            }
            other => Err(other),
        }
    }
}
