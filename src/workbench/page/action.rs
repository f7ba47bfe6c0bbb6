//! One action with what happened to it. Not the list of them.

use crate::practice::action::{Action, ActionEvent, ActionSubject};
use crate::practice::reference::ActionId;
use crate::practice::same_again::{asks_for_decision, worded_alike};
use crate::store::ActionFilter;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;

/// One action as it stands now. No `Debug`: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub struct ActionPage {
    /// The action.
    pub action: Action,
    /// The child's or worker's name, or the child's reference where no name was given.
    pub called: String,
    /// What happened to it since it was agreed, oldest first.
    pub events: Vec<ActionEvent>,
    /// Others on the same child or worker that are worded much like it, oldest first.
    pub alike: Vec<Action>,
}

impl Desk {
    /// What was asked before on the same child or worker, much in these words: all of it where it asks for a decision,
    /// nothing where it does not.
    pub fn asked_before_alike(&self, subject: ActionSubject, words: &str) -> Result<Vec<Action>, Refusal> {
        let all = self.store.actions(ActionFilter::Of(subject), self.day)?;
        let alike = worded_alike(words, &all, None);
        Ok(if asks_for_decision(0, &alike) { alike.into_iter().cloned().collect() } else { Vec::new() })
    }

    /// One action with what happened to it.
    pub fn action_page(&self, id: ActionId) -> Result<ActionPage, Refusal> {
        let action = self.store.action(id)?.ok_or_else(|| Refusal::NotThere(id.to_string()))?;
        let called = match action.subject {
            ActionSubject::Child(child) => self.child_of(child)?.called().to_owned(),
            ActionSubject::Worker(worker) => self.store.worker(worker)?.map(|one| one.name).unwrap_or_default(),
        };
        let all = self.store.actions(ActionFilter::Of(action.subject), self.day)?;
        let alike = worded_alike(&action.action, &all, Some(id)).into_iter().cloned().collect();
        Ok(ActionPage { action, called, events: self.store.action_events(id)?, alike })
    }
}
