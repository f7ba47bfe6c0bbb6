//! What stands on and beside the oversight form: the draft, and all that its writer may want to see while writing. Not
//! what is done with it.

use crate::practice::action::Action;
use crate::practice::because::Because;
use crate::practice::child::{ChildStatus, StatusChange};
use crate::practice::form::Form;
use crate::practice::oversight::{Draft, Signed};
use crate::practice::reference::{ChildId, DraftId, RecordId};
use chrono::{NaiveDate, NaiveDateTime};
use std::sync::Arc;

/// The oversight form over one draft. No `Debug`: it is case text.
#[derive(Clone)]
pub struct OversightPage {
    /// The draft as it was last saved.
    pub draft: Draft,
    /// When that was, by the clock on the wall.
    pub saved_at: NaiveDateTime,
    /// Where its writer left it.
    pub left_at: Option<LeftAt>,
    /// Whether it was begun just now for this form, so that one left untouched is only litter.
    pub fresh: bool,
    /// The form.
    pub form: Arc<Form>,
    /// The child's name, or the reference where no name was given.
    pub called: String,
    /// Age in whole years, where known.
    pub age: Option<u32>,
    /// The status, and since when.
    pub status: Option<StatusChange>,
    /// The worker responsible.
    pub worker: Option<String>,
    /// Every reason that can be chosen: first the [`proposed`](Self::proposed) ones, then all others.
    pub reasons: Vec<Because>,
    /// How many of the reasons the child's open obligations point to.
    pub proposed: usize,
    /// The last signed record before this one.
    pub earlier: Option<Box<Signed>>,
    /// Actions still open on the child, and what became of those that the last record asked for.
    pub asked: Vec<Action>,
    /// The three judgements of earlier records, oldest first.
    pub trail: Vec<Judged>,
    /// Brothers and sisters.
    pub family: Vec<Relative>,
    /// What is owed to the child, worst first.
    pub owed: Vec<OwedToChild>,
    /// Names that a person doing an action may have: the team's workers and the supervisor.
    pub people: Vec<String>,
}

/// Where a draft was left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftAt {
    /// The field's key.
    pub field: String,
    /// Characters from the start of its text.
    pub offset: usize,
}

/// The three judgements of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The day of its decision.
    pub on: NaiveDate,
    /// Likelihood, significance and imminence, 1 to 4 each, where judged.
    pub steps: [Option<u8>; 3],
}

/// A brother or sister.
#[derive(Clone, PartialEq, Eq)]
pub struct Relative {
    /// The child.
    pub id: ChildId,
    /// The name, or the reference.
    pub called: String,
    /// Age in whole years, where known.
    pub age: Option<u32>,
    /// The status today, where known.
    pub status: Option<ChildStatus>,
    /// The day of the last oversight.
    pub last_oversight: Option<NaiveDate>,
}

/// One thing owed to the child, in words.
#[derive(Clone, PartialEq, Eq)]
pub struct OwedToChild {
    /// What: `day 8`, `review of 12 October`.
    pub label: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Whether that is past.
    pub late: bool,
}

/// One draft in the list of those that wait.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// The draft.
    pub id: DraftId,
    /// The child.
    pub child: ChildId,
    /// The child's name, or the reference.
    pub called: String,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// The reason in words; empty where there is none yet.
    pub reason: String,
    /// When it was last saved, by the clock on the wall.
    pub saved_at: NaiveDateTime,
    /// How many things must still be put right before it can be signed.
    pub still_needed: usize,
}

/// What came of signing.
#[derive(Clone)]
pub struct SignedPage {
    /// The record.
    pub record: RecordId,
    /// The child's name, or the reference.
    pub called: String,
    /// What it met, what it asks for and when it is looked at again, in a sentence.
    pub outcome: String,
    /// Brothers and sisters for whom the same conversation may have decided, who have no record of that day yet.
    pub family: Vec<Relative>,
    /// The actions it agreed, in words, by their row in its table.
    pub actions: Vec<(usize, String)>,
}
