//! What is agreed about an action, and how it is closed, as it is handed to the store. Not the writing of it.

use crate::practice::action::{ActionStatus, ActionSubject, Escalation};
use crate::practice::reference::{ActionId, RecordId};
use chrono::NaiveDate;
use std::fmt;

/// An action to be agreed. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq)]
pub struct NewAction {
    /// Whom it concerns.
    pub subject: ActionSubject,
    /// The record that asks for it.
    pub record: Option<RecordId>,
    /// What needs to change.
    pub change_needed: String,
    /// What is to be done.
    pub action: String,
    /// Who does it: the supervisor by name or as "me", a worker by name or reference, or anyone else.
    pub owner: String,
    /// The day it was agreed, before which it is unknown; `None` where nobody knows: it was always there.
    pub agreed_on: Option<NaiveDate>,
    /// The date it was due at first.
    pub first_due_on: NaiveDate,
    /// The date it is due now. Later than the first, it counts as moved once.
    pub due_on: NaiveDate,
    /// To whom it takes a matter, where it is an escalation.
    pub escalation: Option<Escalation>,
}

impl fmt::Debug for NewAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewAction")
            .field("subject", &self.subject)
            .field("due_on", &self.due_on)
            .finish_non_exhaustive()
    }
}

/// How an action was closed. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq)]
pub enum Closing {
    /// Done, with the difference it made for the child.
    Done {
        /// The difference made.
        difference: String,
    },
    /// Not done, and why.
    NotDone {
        /// Why.
        why: String,
    },
    /// Replaced by another.
    Superseded {
        /// The one that replaces it, if known.
        by: Option<ActionId>,
        /// Why; may be empty.
        why: String,
    },
}

impl Closing {
    /// The status it leads to.
    pub const fn status(&self) -> ActionStatus {
        match self {
            Self::Done { .. } => ActionStatus::Done,
            Self::NotDone { .. } => ActionStatus::NotDone,
            Self::Superseded { .. } => ActionStatus::Superseded,
        }
    }

    pub(super) fn note(&self) -> &str {
        match self {
            Self::Done { difference } => difference,
            Self::NotDone { why } | Self::Superseded { why, .. } => why,
        }
    }
}

impl fmt::Debug for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.status().code())
    }
}
