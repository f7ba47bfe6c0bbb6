//! Agrees a new action on a child or in a worker's own file: what, who, by when, so that what changes. One that was asked
//! before is shown with what became of it first.

use super::again::much_the_same;
use crate::practice::action::{Action, ActionSubject};
use crate::practice::reference::{RecordId, WorkerId};
use crate::practice::same_again::worded_alike;
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
    // Earlier actions that are worded much like this one and ask for a decision, once they were looked for.
    again: Option<Vec<Action>>,
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
            Field::line("why", "This time", ""),
        ]);
        let called = called.to_owned();
        let mut one = Self { subject, called, record: None, again: None, workers: Vec::new(), fields };
        one.edited();
        EntryBox::new(one)
    }

    fn is_again(&self) -> bool {
        self.again.as_ref().is_some_and(|alike| !alike.is_empty())
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

    fn about(&self, cx: &Ctx) -> String {
        let alike = self.again.as_deref().unwrap_or_default();
        if alike.is_empty() {
            return String::new();
        }
        let mut words =
            "This was asked before. Say what makes it happen this time, word it otherwise, or leave it (Esc) \
                         and take it higher from the list of actions."
                .to_owned();
        for one in alike {
            words.push('\n');
            words.push_str(&much_the_same(one, cx));
        }
        words
    }

    fn edited(&mut self) {
        let again = self.is_again();
        self.fields.hide("why", !again);
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
            "why" => Some(Note::Plain("What is different now. It stays with the action.".to_owned())),
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
        match &self.again {
            // What stands in the fields may be another action by now.
            Some(alike) if worded_alike(&action, alike, None).is_empty() && !alike.is_empty() => self.again = None,
            _ => {}
        }
        if self.again.is_none() {
            return Ok(Flow::Do(Effect::AskedBefore { subject, words: action }));
        }
        if self.is_again() {
            let why = words_in(&self.fields, "why", "Say in a few words what makes it happen this time.")?;
            return Ok(Flow::Do(Effect::Action(ActionAct::AddAgain {
                subject,
                change_needed,
                action,
                owner,
                due_on,
                why,
            })));
        }
        Ok(Flow::Do(Effect::Action(ActionAct::Add { subject, record, change_needed, action, owner, due_on })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("agree the action", "agree it")
    }

    fn refused(&mut self) {
        self.again = None;
    }

    fn asks(&self) -> Option<Effect> {
        self.workers.is_empty().then_some(Effect::NameObjects)
    }

    fn hear(&mut self, msg: Msg, cx: &Ctx) -> Result<Flow, Msg> {
        match msg {
            Msg::AskedBefore(alike) => {
                let none = alike.is_empty();
                self.again = Some(alike);
                self.edited();
                if none {
                    return Ok(self.keep(cx).unwrap_or(Flow::Done));
                }
                self.fields.go_to("why");
                Ok(Flow::Done)
            }
            Msg::Objects(objects) => {
                self.workers = naming::workers(&objects);
                Ok(Flow::Done)
            }
            other => Err(other),
        }
    }
}
