//! What the list of children shows, longest without a footprint first. Not one child's page.

use super::worker_name::WorkerName;
use crate::practice::child::{Child, ChildStatus};
use crate::practice::due::child::RecordFact;
use crate::practice::due::{Owed, SubjectId};
use crate::practice::reference::{ChildId, Reference, WorkerId};
use crate::practice::worker::Worker;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;
use std::collections::HashMap;

/// The children open on the day, or those who are not. No `Debug`: it names children.
#[derive(Clone)]
pub struct ChildrenPage {
    /// Whether these are those not open: closed, or not begun.
    pub closed: bool,
    /// One row each, the one longest without a footprint first.
    pub rows: Vec<ChildRow>,
    /// The team on the day, by name.
    pub workers: Vec<WorkerName>,
}

/// One child in the list.
#[derive(Clone, PartialEq, Eq)]
pub struct ChildRow {
    /// The child.
    pub child: ChildId,
    /// The authority's reference.
    pub reference: Reference,
    /// The name, or the reference where none was given.
    pub called: String,
    /// Age in whole years, where known.
    pub age: Option<u32>,
    /// The status, and since when; `None` where none is known yet.
    pub status: Option<(ChildStatus, NaiveDate)>,
    /// Who is responsible.
    pub worker: Option<(WorkerId, String)>,
    /// The day of the last signed oversight that stands.
    pub last_footprint: Option<NaiveDate>,
    /// The worst that is owed.
    pub next: Option<Owed>,
}

impl Desk {
    /// The children open on the day, or those who are not; the one longest without a footprint first.
    pub fn children_page(&self, closed: bool) -> Result<ChildrenPage, Refusal> {
        let mut rows = if closed { self.children_not_open()? } else { self.children_open()? };
        rows.sort_by(|a, b| since(a).cmp(&since(b)).then_with(|| a.called.cmp(&b.called)));
        Ok(ChildrenPage { closed, rows, workers: self.team_names()? })
    }

    fn children_open(&self) -> Result<Vec<ChildRow>, Refusal> {
        let facts = self.team_facts()?;
        let names = names(&facts.workers);
        let last = last_footprints(facts.records.into_values().flatten(), self.day);
        let mut worst: HashMap<ChildId, Owed> = HashMap::new();
        for owed in facts.owed {
            if let SubjectId::Child(child) = owed.subject.id {
                worst.entry(child).or_insert(owed);
            }
        }
        Ok(facts
            .children
            .iter()
            .map(|child| self.row(child, &names, last.get(&child.id).copied(), worst.remove(&child.id)))
            .collect())
    }

    fn children_not_open(&self) -> Result<Vec<ChildRow>, Refusal> {
        let names = names(&self.store.workers()?);
        let mut rows = Vec::new();
        for child in self.store.children()? {
            if child.status_on(self.day).is_none_or(|now| now.status == ChildStatus::Closed) {
                let last = last_footprints(self.store.record_facts(child.id)?, self.day).get(&child.id).copied();
                rows.push(self.row(&child, &names, last, None));
            }
        }
        Ok(rows)
    }

    fn row(
        &self,
        child: &Child,
        names: &HashMap<WorkerId, String>,
        last_footprint: Option<NaiveDate>,
        next: Option<Owed>,
    ) -> ChildRow {
        let worker = child.allocation_on(self.day).map(|one| one.worker);
        ChildRow {
            child: child.id,
            reference: child.reference.clone(),
            called: child.called().to_owned(),
            age: child.age_on(self.day),
            status: child.status_on(self.day).map(|now| (now.status, now.since)),
            worker: worker.map(|id| (id, names.get(&id).cloned().unwrap_or_default())),
            last_footprint,
            next,
        }
    }
}

/// Since when nothing has been written: the last footprint, or the status's first day where there is none.
fn since(row: &ChildRow) -> Option<NaiveDate> {
    row.last_footprint.or_else(|| row.status.map(|(_, since)| since))
}

fn names(workers: &[Worker]) -> HashMap<WorkerId, String> {
    workers.iter().map(|one| (one.id, one.name.clone())).collect()
}

/// The last day on which a record that stands was decided, by child.
pub(super) fn last_footprints(
    records: impl IntoIterator<Item = RecordFact>,
    day: NaiveDate,
) -> HashMap<ChildId, NaiveDate> {
    let mut last: HashMap<ChildId, NaiveDate> = HashMap::new();
    for record in records.into_iter().filter(|record| record.stands_on(day)) {
        let kept = last.entry(record.child).or_insert(record.decided_on);
        *kept = record.decided_on.max(*kept);
    }
    last
}
