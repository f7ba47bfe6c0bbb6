//! Management oversight: begin, save, discard, sign, add to and withdraw a record. Not what the form shows.

use crate::practice::answer::Answers;
use crate::practice::because::Because;
use crate::practice::oversight::{Head, Statement};
use crate::practice::reference::{ChildId, DraftId, RecordId};
use crate::workbench::page::oversight::LeftAt;

/// Something done with a draft or a signed record. No `Debug`: it is case text.
pub enum OversightAct {
    /// Opens the form on a child: the draft of that day and reason where there is one, else a new one.
    Begin {
        /// The child.
        child: ChildId,
        /// Why; `None` for what the child's open obligations point to.
        because: Option<Because>,
    },
    /// Opens a draft where it was left.
    Open(DraftId),
    /// Keeps a draft safe.
    Save(Box<ToSave>),
    /// Throws a draft away for good. Asked for only after a yes.
    Discard(DraftId),
    /// Signs a draft as it was last saved, with the answers to the standard's statements. Only after a yes.
    Sign {
        /// The draft.
        draft: DraftId,
        /// The statements answered, in the form's order.
        statements: Vec<Statement>,
    },
    /// Begins the record of a brother or sister: head, reason and people of a signed record carried over, the words not.
    BeginForRelative {
        /// The record just signed.
        record: RecordId,
        /// The brother or sister.
        child: ChildId,
        /// The rows of its action table that are for this child too.
        actions: Vec<usize>,
    },
    /// Adds to a signed record, dated and signed. Only after a yes.
    AddAddendum {
        /// The record.
        record: RecordId,
        /// The words.
        text: String,
    },
    /// Withdraws a signed record. Only after a yes.
    Withdraw {
        /// The record.
        record: RecordId,
        /// Why.
        reason: String,
    },
}

/// A draft as it stands on screen.
pub struct ToSave {
    /// The draft.
    pub draft: DraftId,
    /// Its head.
    pub head: Head,
    /// All its answers.
    pub answers: Answers,
    /// Where its writer is.
    pub left_at: LeftAt,
}
