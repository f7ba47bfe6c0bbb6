//! What the list of records shows that exist only here, and what is pasted. Not the ledger itself.

use crate::practice::reference::{ChildId, RecordId};
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;

/// A record let out for the clipboard. No `Debug`: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub struct ToPaste {
    /// The record.
    pub record: RecordId,
    /// The text.
    pub text: String,
    /// What the policy calls the authority's case system; empty where it does not say.
    pub system: String,
    /// The child's name, or the reference.
    pub called: String,
    /// The last day it was copied across, if it was.
    pub already: Option<NaiveDate>,
}

/// The records that exist only here. No `Debug`: it names children.
#[derive(Clone, PartialEq, Eq)]
pub struct OnlyHerePage {
    /// What the policy calls the authority's case system; empty where it does not say.
    pub system: String,
    /// How many there are.
    pub count: usize,
    /// The latest of them, the latest first.
    pub rows: Vec<OnlyHereRow>,
}

/// One of them.
#[derive(Clone, PartialEq, Eq)]
pub struct OnlyHereRow {
    /// The record.
    pub record: RecordId,
    /// The child.
    pub child: ChildId,
    /// The child's name, or the reference.
    pub called: String,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// Whether it was copied once, so that only what was added since is missing there.
    pub added_since: bool,
}

/// So many stand in the list.
const MOST: usize = 500;

impl Desk {
    /// The records that exist only here.
    pub fn only_here_page(&self) -> Result<OnlyHerePage, Refusal> {
        let mut rows = Vec::new();
        for one in self.store.only_here(self.day, MOST)? {
            let called = self.child(one.child)?.called().to_owned();
            rows.push(OnlyHereRow {
                record: one.record,
                child: one.child,
                called,
                decided_on: one.decided_on,
                added_since: one.added_since,
            });
        }
        let count = self.store.only_here_count(self.day)?;
        Ok(OnlyHerePage { system: self.case_system(), count, rows })
    }
}
