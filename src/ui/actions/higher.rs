//! Takes a matter to somebody else where no action stands for it yet: what, to whom, under which protocol, and by when an
//! answer is wanted. An open action is taken higher from the box that decides about it.

use crate::practice::action::ActionSubject;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::ActionAct;

/// What the popup asks.
pub struct TakeHigher {
    subject: ActionSubject,
    called: String,
    fields: Fields,
}

impl TakeHigher {
    /// The popup, about somebody called that.
    pub fn popup(subject: ActionSubject, called: &str) -> EntryBox<Self> {
        let fields = Fields::new(vec![
            Field::line("matter", "What", ""),
            Field::line("to", "To whom", ""),
            Field::line("protocol", "Protocol", ""),
            Field::line("by", "Answer by", ""),
        ]);
        EntryBox::new(Self { subject, called: called.to_owned(), fields })
    }
}

impl Entry for TakeHigher {
    fn title(&self, cx: &Ctx) -> String {
        format!("Take it higher: {}", cx.name(&self.called))
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        match field {
            "matter" => Some(Note::Plain("What has not happened, or what you ask them to settle.".to_owned())),
            "to" => Some(Note::Plain("A name or a post.".to_owned())),
            "protocol" => Some(Note::Plain("Under which agreement or procedure; may stay empty.".to_owned())),
            "by" => Some(day_note(self.fields.text("by"), "A day: fri, 4/12, +14d, in 2 weeks.", cx)),
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let matter = words_in(&self.fields, "matter", "Say in a few words what it is about.")?;
        let to = words_in(&self.fields, "to", "Say to whom.")?;
        let by = day_in(&self.fields, "by", cx)?;
        let protocol = self.fields.text("protocol").trim().to_owned();
        let (subject, about) = (self.subject, None);
        Ok(Flow::Do(Effect::Action(ActionAct::Escalate { subject, about, matter, to, protocol, by })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("take it to them, and wait for an answer", "take it higher")
    }
}
