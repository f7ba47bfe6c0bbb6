//! Undo and redo: the last acts that can be undone, in words, and their taking back. Not what an act is called or whether it
//! can be undone: each act says so itself, in `words`.

#[cfg(test)]
mod tests;
mod words;

use super::desk::{Desk, policies};
use super::effect::Effect;
use super::message::Msg;
use super::refusal::Refusal;
use crate::practice::answer::{Answer, Answers};
use crate::practice::reference::ActionId;
use crate::practice::same_again::came_of_today;
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
    /// The signed record that tells of it: what is signed stays true.
    told_in: Option<String>,
}

impl Step {
    /// Why it cannot be undone any more, as a sentence without its end.
    fn kept_by(&self) -> Option<String> {
        let record = self.told_in.as_ref()?;
        Some(format!("{} cannot be undone: {record} is signed and tells of it", self.did))
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
                    self.told_by(message)?;
                }
                Ok(done)
            }
            Reversal::Yes(did) => {
                self.store.remember()?;
                let done = self.do_what_is_asked(effect);
                let changed = self.store.remembered()?;
                let done = done?;
                if !changed.is_nothing() {
                    self.undoing.did(Step { did, changed, told_in: None });
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

    /// Where something was signed just now: the acts that its text tells of stay done.
    fn told_by(&mut self, message: &Msg) -> Result<(), Refusal> {
        let (answers, record) = match message {
            Msg::Signed(page) => (self.store.record(page.record)?.map(|one| one.answers), page.record.to_string()),
            Msg::WorkerSigned(id) => (self.store.worker_record(*id)?.map(|one| one.answers), id.to_string()),
            _ => return Ok(()),
        };
        let Some(answers) = answers else { return Ok(()) };
        let told_of: Vec<bool> =
            self.undoing.done.iter().map(|step| self.is_told_of(step, &answers)).collect::<Result<_, _>>()?;
        for (step, told) in self.undoing.done.iter_mut().zip(told_of) {
            if told && step.told_in.is_none() {
                step.told_in = Some(record.clone());
            }
        }
        Ok(())
    }

    fn is_told_of(&self, step: &Step, answers: &Answers) -> Result<bool, Refusal> {
        for id in step.changed.actions_with_events().into_iter().map(ActionId) {
            let Some(action) = self.store.action(id)? else { continue };
            let happened = came_of_today(&action, &self.store.action_events(id)?, self.day).is_some();
            let words = action.action.trim().trim_end_matches('.');
            if happened && answers.iter().any(|(_, answer)| tells_of(answer, words)) {
                return Ok(true);
            }
        }
        Ok(false)
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

/// Whether what was written has these words in it.
fn tells_of(answer: &Answer, words: &str) -> bool {
    match answer {
        Answer::Text(text) => text.contains(words),
        Answer::Lines(lines) => lines.iter().any(|line| line.contains(words)),
        _ => false,
    }
}

/// Something else was written since that points at what would go, or what it pointed at is gone.
fn what_hangs_on_it(error: StoreError) -> StoreError {
    match error {
        StoreError::DoesNotFit(_) => StoreError::ChangedSince,
        other => other,
    }
}
