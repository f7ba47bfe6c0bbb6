//! What a reference that the program gave leads to: a record, a draft, an action, a session or what stands in a worker's own file.
//! Not the words in them: those are searched.

use super::search::{Found, Opens};
use crate::practice::action::ActionSubject;
use crate::practice::reference::{ActionId, DraftId, RecordId, SessionId, WorkerRecordId};
use crate::store::HitKind;
use crate::workbench::desk::Desk;
use crate::workbench::message::Which;
use crate::workbench::refusal::Refusal;

impl Desk {
    /// What has this reference: one for `A12`, and of a number alone everything that bears it, a record first.
    pub(super) fn by_reference(&self, typed: &str) -> Result<Vec<Found>, Refusal> {
        let typed = typed.trim();
        let is_number = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number {
            return Ok(self.found_under(typed)?.into_iter().collect());
        }
        let mut found = Vec::new();
        for letter in ["O", "D", "A", "S", "P"] {
            found.extend(self.found_under(&format!("{letter}{typed}"))?);
        }
        Ok(found)
    }

    fn found_under(&self, reference: &str) -> Result<Option<Found>, Refusal> {
        if let Ok(id) = reference.parse::<RecordId>() {
            let Some(signed) = self.store.record(id)?.filter(|one| one.head.decided_on <= self.day) else {
                return Ok(None);
            };
            let called = self.child_of(signed.head.child)?.called().to_owned();
            let why = signed.head.reason.as_ref().map(|reason| reason.words().to_owned()).unwrap_or_default();
            let found = here(Opens::Which(Which::Record(id)), HitKind::Record.words(), id.to_string(), called);
            return Ok(Some(Found { on: Some(signed.head.decided_on), excerpt: why, ..found }));
        }
        if let Ok(id) = reference.parse::<DraftId>() {
            let Some(draft) = self.store.draft(id)? else { return Ok(None) };
            let called = self.child_of(draft.head.child)?.called().to_owned();
            let found = here(Opens::Which(Which::Draft(id)), HitKind::Draft.words(), id.to_string(), called);
            return Ok(Some(Found { on: Some(draft.head.decided_on), ..found }));
        }
        if let Ok(id) = reference.parse::<ActionId>() {
            let Ok(line) = self.action_line(id) else { return Ok(None) };
            let called = match line.action.subject {
                ActionSubject::Child(child) => self.child_of(child)?.called().to_owned(),
                ActionSubject::Worker(worker) => self.known_worker(worker)?.name,
            };
            let opens = Opens::Action(id, line.action.subject);
            let found = here(opens, HitKind::Action.words(), id.to_string(), called);
            return Ok(Some(Found { on: Some(line.action.due_on), excerpt: line.action.action, ..found }));
        }
        if let Ok(id) = reference.parse::<SessionId>() {
            let Some(session) = self.store.session(id)? else { return Ok(None) };
            let called = self.known_worker(session.worker)?.name;
            let opens = Opens::Which(Which::Worker(session.worker));
            return Ok(Some(Found { on: session.held_on(), ..here(opens, "session", id.to_string(), called) }));
        }
        let Ok(id) = reference.parse::<WorkerRecordId>() else { return Ok(None) };
        let signed = self.store.worker_record(id)?.map(|one| (HitKind::WorkerRecord, one.head));
        let draft = || Ok::<_, Refusal>(self.store.worker_draft(id)?.map(|one| (HitKind::WorkerDraft, one.head)));
        let Some((kind, head)) = signed.map_or_else(draft, |one| Ok(Some(one)))? else { return Ok(None) };
        let called = self.known_worker(head.worker)?.name;
        let found = here(Opens::Which(Which::WorkerRecord(id)), kind.words(), id.to_string(), called);
        Ok(Some(Found { on: Some(head.day), ..found }))
    }
}

/// Something found by its reference: its words need not hold it.
const fn here(opens: Opens, kind: &'static str, reference: String, called: String) -> Found {
    Found { opens, kind, reference, called, on: None, section: String::new(), excerpt: String::new() }
}
