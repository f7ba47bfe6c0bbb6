//! What the list of children shows, longest without a footprint first. Not one child's page.

use super::worker_name::WorkerName;
use crate::practice::child::{Child, ChildStatus};
use crate::practice::due::Glance;
use crate::practice::due::child::RecordFact;
use crate::practice::reference::{ChildId, Reference, WorkerId};
use crate::practice::worker::Worker;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Months, NaiveDate};
use std::cmp::Reverse;
use std::collections::HashMap;

/// The children open on the day, or those lately closed or not begun. No `Debug`: it names children.
#[derive(Clone)]
pub struct ChildrenPage {
    /// Whether these are those not open: closed in the last twelve months, or not begun.
    pub closed: bool,
    /// One row each: the one longest without a footprint first, or the one closed last.
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
    pub next: Option<Glance>,
}

impl Desk {
    /// The children open on the day, the one longest without a footprint first; or those closed in the last twelve months
    /// or not begun, those closed last first. Who was closed before is found by search: a list must not grow with all
    /// history.
    pub fn children_page(&self, closed: bool) -> Result<ChildrenPage, Refusal> {
        if closed { self.children_not_open() } else { self.children_open() }
    }

    fn children_open(&self) -> Result<ChildrenPage, Refusal> {
        let facts = self.team_facts()?;
        let names = names(&facts.workers);
        let worst = self.worst_of_children(&facts)?;
        let mut rows: Vec<ChildRow> = (facts.children.iter().zip(worst))
            .map(|(child, next)| {
                let records = facts.records.get(&child.id).map_or(&[][..], Vec::as_slice);
                self.row(child, &names, last_footprint(records, self.day), next)
            })
            .collect();
        rows.sort_by(|a, b| since(a).cmp(&since(b)).then_with(|| a.called.cmp(&b.called)));
        Ok(ChildrenPage { closed: false, rows, workers: self.team_among(&facts.workers) })
    }

    fn children_not_open(&self) -> Result<ChildrenPage, Refusal> {
        let workers = self.store.workers()?;
        let names = names(&workers);
        let from = self.day.checked_sub_months(Months::new(12)).unwrap_or(self.day);
        let children = self.store.children_not_open(from, self.day)?;
        let last = self.store.last_footprints(&children.iter().map(|child| child.id).collect::<Vec<_>>(), self.day)?;
        let mut rows: Vec<ChildRow> =
            (children.iter()).map(|child| self.row(child, &names, last.get(&child.id).copied(), None)).collect();
        let closed_on = |row: &ChildRow| Reverse(row.status.map(|(_, since)| since));
        rows.sort_by(|a, b| closed_on(a).cmp(&closed_on(b)).then_with(|| a.called.cmp(&b.called)));
        Ok(ChildrenPage { closed: true, rows, workers: self.team_among(&workers) })
    }

    fn row(
        &self,
        child: &Child,
        names: &HashMap<WorkerId, String>,
        last_footprint: Option<NaiveDate>,
        next: Option<Glance>,
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

/// The last day on which one of these records that stands was decided.
pub(super) fn last_footprint(records: &[RecordFact], day: NaiveDate) -> Option<NaiveDate> {
    records.iter().filter(|record| record.stands_on(day)).map(|record| record.decided_on).max()
}
