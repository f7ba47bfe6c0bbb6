//! What a reference leads to: the user's own of a worker or a child comes first, then what the program gave to a record,
//! a draft, an action or a session about one. Not the finding of words, which is searching.

use super::desk::Desk;
use super::look_up::ActionLine;
use super::refusal::Refusal;
use crate::practice::action::ActionSubject;
use crate::practice::reference::{ActionId, ChildId, DraftId, RecordId, SessionId, WorkerId, WorkerRecordId};

impl Desk {
    /// The child that a reference leads to: the child's own, or that of a record, a draft or an action about the child.
    pub fn child_meant(&self, reference: &str) -> Result<ChildId, Refusal> {
        let none = match self.find_child(reference) {
            Err(none @ Refusal::NoSuchChild(_)) => none,
            known => return known,
        };
        let found = if let Ok(id) = reference.parse::<RecordId>() {
            self.store.record(id)?.map(|record| record.head.child)
        } else if let Ok(id) = reference.parse::<DraftId>() {
            self.store.draft(id)?.map(|draft| draft.head.child)
        } else if let Ok(id) = reference.parse::<ActionId>() {
            self.store.action(id)?.and_then(|action| match action.subject {
                ActionSubject::Child(child) => Some(child),
                ActionSubject::Worker(_) => None,
            })
        } else {
            None
        };
        found.ok_or(none)
    }

    /// The worker that a reference leads to: the worker's own, or that of a session, a record or an action in the
    /// worker's own file.
    pub fn worker_meant(&self, reference: &str) -> Result<WorkerId, Refusal> {
        let none = match self.find_worker(reference) {
            Err(none @ Refusal::NoSuchWorker(_)) => none,
            known => return known,
        };
        let found = if let Ok(id) = reference.parse::<SessionId>() {
            self.store.session(id)?.map(|session| session.worker)
        } else if let Ok(id) = reference.parse::<WorkerRecordId>() {
            let signed = self.store.worker_record(id)?.map(|record| record.head.worker);
            let draft = || Ok::<_, Refusal>(self.store.worker_draft(id)?.map(|draft| draft.head.worker));
            signed.map_or_else(draft, |worker| Ok(Some(worker)))?
        } else if let Ok(id) = reference.parse::<ActionId>() {
            self.store.action(id)?.and_then(|action| match action.subject {
                ActionSubject::Worker(worker) => Some(worker),
                ActionSubject::Child(_) => None,
            })
        } else {
            None
        };
        found.ok_or(none)
    }

    /// One action with whom it concerns, as it stands on the day.
    pub fn action_line(&self, id: ActionId) -> Result<ActionLine, Refusal> {
        let day = self.day;
        let action = self.store.action(id)?.ok_or_else(|| Refusal::NotThere(id.to_string()))?;
        // The list knows an action as it stood on a day; one asked for only later is not on it.
        let mut of_subject = self.store.actions(crate::store::ActionFilter::Of(action.subject), day)?;
        of_subject.retain(|one| one.id == id);
        self.action_lines(of_subject)?.pop().ok_or_else(|| Refusal::NotThere(id.to_string()))
    }
}
