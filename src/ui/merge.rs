//! Makes two entries of one child, or of one worker, one. Asks before it does, for it cannot be undone.

use super::confirm::Confirm;
use super::context::Ctx;
use super::entry::{Entry, EntryBox, Wrong};
use super::naming::{self, Named};
use super::screen::Flow;
use super::widget::fields::{Field, Fields, Note};
use crate::practice::child::Child;
use crate::practice::worker::Worker;
use crate::workbench::effect::{ChildAct, WorkerAct};
use crate::workbench::message::Which;
use crate::workbench::{Effect, Msg};
use std::mem::discriminant;

const MERGE: &str = "merge";

/// What the popup that merges asks.
pub struct Merge {
    /// A child or a worker; never a record.
    into: Which,
    called: String,
    reference: String,
    others: Vec<Named<Which>>,
    duplicate: Option<Which>,
    fields: Fields,
}

impl Merge {
    /// The popup, on the page of the child whose entry stays. It finds out itself who the others are.
    pub fn child(child: &Child) -> EntryBox<Self> {
        Self::popup(Which::Child(child.id), child.called(), child.reference.as_str())
    }

    /// The popup, on the page of the worker whose entry stays.
    pub fn worker(worker: &Worker) -> EntryBox<Self> {
        Self::popup(Which::Worker(worker.id), &worker.name, worker.reference.as_str())
    }

    fn popup(into: Which, called: &str, reference: &str) -> EntryBox<Self> {
        EntryBox::new(Self {
            into,
            called: called.to_owned(),
            reference: reference.to_owned(),
            others: Vec::new(),
            duplicate: None,
            fields: Fields::new(vec![Field::line("duplicate", "The other entry", "")]),
        })
    }

    /// What comes together, as the middle of a sentence.
    const fn what_comes(&self) -> &'static str {
        match self.into {
            Which::Worker(_) => "Sessions, children, absences and actions count as one worker's from then on",
            Which::Child(_) | Which::Record(_) | Which::Draft(_) | Which::WorkerRecord(_) => {
                "Actions, drafts and records are read together from then on"
            }
        }
    }
}

impl Entry for Merge {
    fn title(&self, cx: &Ctx) -> String {
        format!("The same {} twice: {}", self.into.words(), cx.name(&self.called))
    }

    fn about(&self, _: &Ctx) -> String {
        format!("This entry, {}, stays. What the other one has comes to it.", self.reference)
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, _: &'static str, cx: &Ctx) -> Option<Note> {
        let typed = self.fields.text("duplicate");
        let nobody = match self.into {
            Which::Worker(_) => "No other worker is called that.",
            Which::Child(_) | Which::Record(_) | Which::Draft(_) | Which::WorkerRecord(_) => {
                "No other open child is called that."
            }
        };
        Some(naming::note(typed, &self.others, "A few letters of the name, or the reference.", nobody, cx))
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        match naming::meant(self.fields.text("duplicate"), &self.others)[..] {
            [one] => {
                self.duplicate = Some(one.id);
                let question = format!(
                    "{} ({}) becomes part of {} ({}). {}, and both references lead here. This cannot be undone.",
                    cx.name(&one.name),
                    one.reference,
                    cx.name(&self.called),
                    self.reference,
                    self.what_comes()
                );
                Ok(Flow::push(Confirm::new(MERGE, "Make the two one?", question, "make them one")))
            }
            [] => Err(Wrong::new("duplicate", "Type the reference of the entry that is to go.")),
            _ => Err(Wrong::new("duplicate", "Several are called that. Type the reference.")),
        }
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("make the two one", "merge")
    }

    fn asks(&self) -> Option<Effect> {
        self.others.is_empty().then_some(Effect::NameObjects)
    }

    fn hear(&mut self, msg: Msg, _: &Ctx) -> Result<Flow, Msg> {
        let Msg::Objects(objects) = msg else { return Err(msg) };
        let same_kind = |which: Which| discriminant(&which) == discriminant(&self.into) && which != self.into;
        let named = objects.into_iter().filter(|one| same_kind(one.which));
        self.others = named.map(|one| Named { id: one.which, reference: one.reference, name: one.name }).collect();
        Ok(Flow::Done)
    }

    fn said_yes(&mut self, asked: &str, _: &Ctx) -> Flow {
        match (asked, self.duplicate.take(), self.into) {
            (MERGE, Some(Which::Child(duplicate)), Which::Child(into)) => {
                Flow::Do(Effect::Child(ChildAct::Merge { duplicate, into }))
            }
            (MERGE, Some(Which::Worker(duplicate)), Which::Worker(into)) => {
                Flow::Do(Effect::Worker(WorkerAct::Merge { duplicate, into }))
            }
            _ => Flow::Ignored,
        }
    }
}
