//! The same action again: instead of a third date it asks for a decision, over its whole history. Do it now, change it,
//! escalate it, or stop, with a reason.

use super::brief::ActionBrief;
use super::put_right::in_words;
use super::redate::RedateAction;
use crate::practice::action::ActionStatus;
use crate::practice::date_words::long;
use crate::practice::same_again::MOVED_TOO_OFTEN;
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
    ("escalate it", "To whom, and under which protocol. It becomes an action of your own, closed with the answer."),
    ("stop", "Why it is right to stop, and what that means for the child."),
];

/// What the popup asks.
pub struct DecideAgain {
    brief: ActionBrief,
    page: Option<Box<ActionPage>>,
    fields: Fields,
}

impl DecideAgain {
    fn popup(brief: ActionBrief) -> EntryBox<Self> {
        let ways = WAYS.iter().map(|(words, _)| (*words).to_owned()).collect();
        let fields = Fields::new(vec![
            Field::choice("how", "Decide", ways, 0),
            Field::line("words", "In words", ""),
            Field::line("by", "By", ""),
        ]);
        EntryBox::new(Self { brief, page: None, fields })
    }

    fn stops(&self) -> bool {
        self.fields.chosen("how") == 3
    }
}

/// What opens where an action is to be given another date: a date where it was moved once or never, a decision where it
/// was moved twice.
pub fn another_date(brief: ActionBrief) -> Flow {
    if brief.redated >= MOVED_TOO_OFTEN {
        Flow::push(DecideAgain::popup(brief))
    } else {
        Flow::push(RedateAction::popup(brief))
    }
}

impl Entry for DecideAgain {
    fn title(&self, _: &Ctx) -> String {
        format!("The same action again: {}", self.brief.id)
    }

    fn about(&self, cx: &Ctx) -> String {
        let mut words = self.brief.sentences(cx);
        let Some(page) = &self.page else { return words };
        for event in &page.events {
            words.push('\n');
            words.push_str(&in_words(event, cx));
        }
        for one in &page.alike {
            let became = match (one.status, one.closed_on) {
                (ActionStatus::Open, _) | (_, None) => format!("due on {}", long(one.due_on)),
                (status, Some(on)) => format!("{} on {}", status.words(), long(on)),
            };
            words.push_str(&format!("\n{}, much the same: {}; {became}.", one.id, cx.prose(&one.action)));
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
        let stops = self.stops();
        self.fields.hide("by", stops);
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        match field {
            "words" => WAYS.get(self.fields.chosen("how")).map(|(_, hint)| Note::Plain((*hint).to_owned())),
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
                _ => Decision::Escalate { to: words, by },
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
