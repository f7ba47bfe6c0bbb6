//! Undo and redo: the last acts that can be undone, in words, and their taking back. Not what an act is called or whether it
//! can be undone: each act says so itself, in `words`.

#[cfg(test)]
mod tests;
mod words;

use super::desk::{Desk, policies};
use super::effect::Effect;
use super::message::Msg;
use super::refusal::Refusal;
use crate::practice::action::ActionSubject;
use crate::practice::reference::ActionId;
use crate::practice::sentence::capital;
use crate::store::{Remembered, StoreError};

/// So many acts are remembered, so that a long day does not fill the memory.
const MOST: usize = 100;

/// Whether an act can be undone, and what it is called: "Hannah Lee's session on 3 December 2026 booked".
pub(super) enum Reversal {
    /// It can.
    Yes(String),
    /// It cannot.
    Never {
        /// What was done.
        did: String,
        /// Why, as the end of "cannot be undone: ".
        why: &'static str,
    },
    /// It is nothing that anybody would undo: something is shown, or a draft is saved, which has a command of its own to be
    /// discarded.
    Nothing,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoAct {
    /// Undo the last act that can be undone.
    Undo,
    /// Do again what was undone last.
    Redo,
}

/// What would be undone and done again just now. No `Debug`: it names people.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CanUndo {
    /// What `undo` undoes.
    pub undo: Option<String>,
    /// What `redo` does again.
    pub redo: Option<String>,
    /// The last act, where it cannot be undone: what and why, as a sentence without its end.
    pub never: Option<String>,
}

/// One act that can be undone, or has been.
struct Step {
    did: String,
    changed: Remembered,
    /// The record on the same child or worker that was signed since, and may tell of it: what is signed stays true.
    signed_since: Option<String>,
}

impl Step {
    /// Why it cannot be undone any more, as a sentence without its end.
    fn kept_by(&self) -> Option<String> {
        let record = self.signed_since.as_ref()?;
        Some(format!("{} cannot be undone: {record} was signed since, and may tell of it", self.did))
    }
}

/// The acts since the file was opened. They go with the key: none is known after locking.
#[derive(Default)]
pub struct Undoing {
    done: Vec<Step>,
    undone: Vec<Step>,
    never: Option<String>,
}

impl Undoing {
    fn did(&mut self, step: Step) {
        self.undone.clear();
        self.never = None;
        if self.done.len() >= MOST {
            self.done.remove(0);
        }
        self.done.push(step);
    }

    fn did_for_good(&mut self, did: &str, why: &str) {
        self.undone.clear();
        self.never = Some(format!("{did} cannot be undone: {why}"));
    }

    /// What would be undone and done again.
    pub(super) fn can(&self) -> CanUndo {
        let last = |steps: &[Step]| steps.last().map(|step| step.did.clone());
        let never = self.never.clone().or_else(|| self.done.last().and_then(Step::kept_by));
        CanUndo { undo: last(&self.done), redo: last(&self.undone), never }
    }
}

impl Desk {
    /// Does what is asked for, and remembers it if it can be undone.
    pub fn perform(&mut self, effect: Effect) -> Result<Vec<Msg>, Refusal> {
        match self.reversal(&effect) {
            Reversal::Nothing => self.do_what_is_asked(effect),
            Reversal::Never { did, why } => {
                let before = self.store.audit_head()?.seq;
                let done = self.do_what_is_asked(effect)?;
                if self.store.audit_head()?.seq > before {
                    self.undoing.did_for_good(&did, why);
                }
                for message in &done {
                    self.keep_what_was_told(message)?;
                }
                Ok(done)
            }
            Reversal::Yes(did) => {
                self.store.remember()?;
                let done = self.do_what_is_asked(effect);
                let changed = self.store.remembered()?;
                let done = done?;
                if !changed.is_nothing() {
                    self.undoing.did(Step { did, changed, signed_since: None });
                }
                Ok(done)
            }
        }
    }

    /// What would be undone and done again just now.
    pub fn can_undo(&self) -> CanUndo {
        self.undoing.can()
    }

    /// Notes that something was done that cannot be undone, by a way of its own.
    pub(super) fn did_for_good(&mut self, did: &str, why: &str) {
        self.undoing.did_for_good(did, why);
    }

    /// Undoes the last act, or does it again; answered by [`Msg::Undone`].
    pub fn undo_act(&mut self, act: UndoAct) -> Result<Vec<Msg>, Refusal> {
        let said = match act {
            UndoAct::Undo => self.undo()?,
            UndoAct::Redo => self.redo()?,
        };
        Ok(vec![Msg::Undone(said)])
    }

    /// Where something was signed just now: what was done before to actions of the same child or worker stays done.
    fn keep_what_was_told(&mut self, message: &Msg) -> Result<(), Refusal> {
        let (subject, record) = match message {
            Msg::Signed(page) => {
                let Some(record) = self.store.record(page.record)? else { return Ok(()) };
                (ActionSubject::Child(record.head.child), page.record.to_string())
            }
            Msg::WorkerSigned(id) => {
                let Some(record) = self.store.worker_record(*id)? else { return Ok(()) };
                (ActionSubject::Worker(record.head.worker), id.to_string())
            }
            _ => return Ok(()),
        };
        for step in self.undoing.done.iter_mut().filter(|step| step.signed_since.is_none()) {
            for action in step.changed.actions_with_events() {
                if self.store.action(ActionId(action))?.is_some_and(|action| action.subject == subject) {
                    step.signed_since = Some(record.clone());
                }
            }
        }
        Ok(())
    }

    fn undo(&mut self) -> Result<String, Refusal> {
        if let Some(never) = self.undoing.never.take() {
            let never = capital(&never);
            return match self.undoing.done.last() {
                Some(step) => Ok(format!("{never}. Undo once more to undo what came before it: {}.", step.did)),
                None => Err(Refusal::NotPossible(never)),
            };
        }
        let Some(step) = self.undoing.done.pop() else {
            let why = "nothing that can be undone has been done since the file was opened";
            return Err(Refusal::NotPossible(why.to_owned()));
        };
        if let Some(kept) = step.kept_by() {
            let kept = capital(&kept);
            return match self.undoing.done.last() {
                Some(step) => Ok(format!("{kept}. Undo once more to undo what came before it: {}.", step.did)),
                None => Err(Refusal::NotPossible(kept)),
            };
        }
        let by = self.by();
        // One that cannot be taken back any more is no longer in the way of those before it.
        self.store.change(&by, |change| change.take_back(&step.changed)).map_err(what_hangs_on_it)?;
        self.read_again()?;
        let said = format!("Undone: {}.", step.did);
        self.undoing.undone.push(step);
        Ok(said)
    }

    fn redo(&mut self) -> Result<String, Refusal> {
        let Some(step) = self.undoing.undone.pop() else {
            return Err(Refusal::NotPossible("nothing has been undone that could be done again".to_owned()));
        };
        let by = self.by();
        self.store.change(&by, |change| change.do_again(&step.changed)).map_err(what_hangs_on_it)?;
        self.read_again()?;
        let said = format!("Done again: {}.", step.did);
        self.undoing.never = None;
        self.undoing.done.push(step);
        Ok(said)
    }

    /// What the desk keeps beside the file may have been changed.
    fn read_again(&mut self) -> Result<(), Refusal> {
        self.settings = self.store.settings()?;
        self.policies = policies(&self.store)?;
        Ok(())
    }
}

/// Something else was written since that points at what would go, or what it pointed at is gone.
fn what_hangs_on_it(error: StoreError) -> StoreError {
    match error {
        StoreError::DoesNotFit(_) => StoreError::ChangedSince,
        other => other,
    }
}
