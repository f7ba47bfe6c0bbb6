//! Agrees a new action on a child or in a worker's own file: what, who, by when, so that what changes.

use crate::practice::action::ActionSubject;
use crate::practice::reference::{RecordId, WorkerId};
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note, words_in};
use crate::ui::naming::{self, Named};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::effect::ActionAct;
use crate::workbench::{Effect, Msg};

/// What the popup for a new action asks.
pub struct AgreeAction {
    subject: ActionSubject,
    called: String,
    record: Option<RecordId>,
    workers: Vec<Named<WorkerId>>,
    fields: Fields,
}

impl AgreeAction {
    /// The popup, on somebody called that. It finds out itself who is in the team.
    pub fn popup(subject: ActionSubject, called: &str) -> EntryBox<Self> {
        let fields = Fields::new(vec![
            Field::line("action", "To be done", ""),
            Field::line("owner", "Who", ""),
            Field::line("due_on", "By", ""),
            Field::line("needed", "So that", ""),
        ]);
        EntryBox::new(Self { subject, called: called.to_owned(), record: None, workers: Vec::new(), fields })
    }

    fn owner(&self) -> Result<String, Wrong> {
        let typed = words_in(&self.fields, "owner", "Say who does it: a name, or me.")?;
        Ok(naming::as_called(&typed, &self.workers))
    }
}

impl Entry for AgreeAction {
    fn title(&self, cx: &Ctx) -> String {
        format!("New action: {}", cx.name(&self.called))
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        let typed = self.fields.text(field);
        match field {
            "action" => Some(Note::Plain("So that anyone can tell whether it was done.".to_owned())),
            "owner" => Some(naming::owner_note(typed, &self.workers, cx)),
            "due_on" => Some(day_note(typed, "A day: fri, 4/12, +14d, in 2 weeks.", cx)),
            "needed" => Some(Note::Plain("What is to change by it; may stay empty.".to_owned())),
            _ => None,
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let action = words_in(&self.fields, "action", "Say what is to be done.")?;
        let owner = self.owner()?;
        let due_on = day_in(&self.fields, "due_on", cx)?;
        let change_needed = self.fields.text("needed").to_owned();
        let (subject, record) = (self.subject, self.record);
        Ok(Flow::Do(Effect::Action(ActionAct::Add { subject, record, change_needed, action, owner, due_on })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("agree the action", "agree it")
    }

    fn asks(&self) -> Option<Effect> {
        self.workers.is_empty().then_some(Effect::NameObjects)
    }

    fn hear(&mut self, msg: Msg, _: &Ctx) -> Result<Flow, Msg> {
        match msg {
            Msg::Objects(objects) => {
                self.workers = naming::workers(&objects);
                Ok(Flow::Done)
            }
            other => Err(other),
        }
    }
}
