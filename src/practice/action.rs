//! An action: one thing to be done, by a named person, by a date, because something needs to change for the child.

use super::code::coded;
use super::reference::{ActionId, ChildId, RecordId, WorkerId};
use chrono::NaiveDate;
use std::fmt;

coded! {
    /// What became of an action, as a code.
    ActionStatus {
        /// Still to be done.
        Open = "open", "open";
        /// Done.
        Done = "done", "done";
        /// Closed without being done.
        NotDone = "not_done", "not done";
        /// Replaced by another.
        Superseded = "superseded", "superseded";
    }
}

coded! {
    /// Whether the supervisor must act, or somebody else (`practice/due-dates.md`, *Whose*).
    Whose {
        /// The supervisor's own.
        Mine = "mine", "mine";
        /// Somebody else's.
        Theirs = "theirs", "theirs";
    }
}

/// Whom an action concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionSubject {
    /// A child: it belongs to the child's record.
    Child(ChildId),
    /// A worker: it belongs to the worker's own file.
    Worker(WorkerId),
}

impl ActionSubject {
    /// The child, if it concerns one.
    pub const fn child(self) -> Option<ChildId> {
        match self {
            Self::Child(child) => Some(child),
            Self::Worker(_) => None,
        }
    }
}

/// Something that happened to an action after it was agreed. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq)]
pub struct ActionEvent {
    /// The day.
    pub day: NaiveDate,
    /// What.
    pub what: ActionChange,
}

impl fmt::Debug for ActionEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ActionEvent").field("day", &self.day).finish_non_exhaustive()
    }
}

/// What can happen to an action after it was agreed.
#[derive(Clone, PartialEq, Eq)]
pub enum ActionChange {
    /// It was given another date.
    Redated {
        /// The date until then.
        was: NaiveDate,
        /// The date from then on.
        to: NaiveDate,
        /// Why.
        why: String,
    },
    /// It was closed.
    Closed {
        /// As what.
        status: ActionStatus,
        /// The difference it made, or why it was not done.
        words: String,
        /// What took its place, where that is known.
        superseded_by: Option<ActionId>,
    },
    /// It was opened again.
    Reopened {
        /// What it had been closed as.
        status: ActionStatus,
        /// The day it had been closed.
        closed_on: Option<NaiveDate>,
        /// What had been said when it was closed.
        words: String,
    },
    /// It had been moved or agreed before, and is done now all the same: what makes it happen this time.
    Decided {
        /// What was decided.
        words: String,
    },
    /// It was taken to somebody else, by an action of its own.
    Escalated {
        /// To whom, and under which protocol.
        to: String,
        /// The action that waits for the answer.
        by: Option<ActionId>,
    },
    /// Its words or its owner were put right.
    PutRight {
        /// What was to change until then.
        needed_was: String,
        /// What was to be done until then.
        action_was: String,
        /// Who was to do it until then.
        owner_was: String,
        /// The worker that this owner meant.
        owner_worker_was: Option<WorkerId>,
    },
}

/// How often a date was moved later, in words: `moved twice`; nothing where it never was.
pub fn moved_in_words(times: u32) -> String {
    match times {
        0 => String::new(),
        1 => "moved once".to_owned(),
        2 => "moved twice".to_owned(),
        times => format!("moved {times} times"),
    }
}

/// What makes an action an escalation: a matter taken to somebody else. By when an answer is wanted is the action's date, and
/// the answer with its day is what the action was closed with. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq)]
pub struct Escalation {
    /// To whom.
    pub to: String,
    /// Under which protocol; may be empty.
    pub protocol: String,
    /// The action it is about, if it is about one.
    pub about: Option<ActionId>,
}

impl Escalation {
    /// To whom, and under which protocol: `the head of housing (resolving disagreements)`.
    pub fn whom(&self) -> String {
        if self.protocol.is_empty() { self.to.clone() } else { format!("{} ({})", self.to, self.protocol) }
    }
}

impl fmt::Debug for Escalation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Escalation").field("about", &self.about).finish_non_exhaustive()
    }
}

/// One action as it stood on the day asked about. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq)]
pub struct Action {
    /// The program's reference.
    pub id: ActionId,
    /// Whom it concerns.
    pub subject: ActionSubject,
    /// The record that asked for it.
    pub record: Option<RecordId>,
    /// What needs to change.
    pub change_needed: String,
    /// What is to be done.
    pub action: String,
    /// Who does it, as written.
    pub owner: String,
    /// The worker that the owner's name or reference means, if one.
    pub owner_worker: Option<WorkerId>,
    /// The date it is due now.
    pub due_on: NaiveDate,
    /// The date it was due at first.
    pub first_due_on: NaiveDate,
    /// How often the date was moved later: its drift.
    pub redated: u32,
    /// What became of it.
    pub status: ActionStatus,
    /// The day it was closed, or done.
    pub closed_on: Option<NaiveDate>,
    /// What difference it made for the child, or why it was not done; the answer to an escalation.
    pub difference: String,
    /// To whom the matter was taken, where this is an escalation.
    pub escalation: Option<Escalation>,
}

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Action")
            .field("id", &self.id)
            .field("due_on", &self.due_on)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
