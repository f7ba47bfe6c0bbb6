//! A children file against the children that are kept.

use super::report::{Entry, Sort};
use super::standing::Standing;
use super::{ImportError, Run};
use crate::exchange::import::Read;
use crate::exchange::import::children::ChildRow;
use crate::practice::child::{Child, ChildStatus, StatusChange};
use crate::practice::reference::{ChildId, Reference};
use crate::store::{ChildDetails, StoreError};
use std::collections::HashSet;

pub(super) fn import(run: &mut Run<'_, '_>, read: &Read<ChildRow>) -> Result<(), ImportError> {
    run.take(read);
    let mut seen = HashSet::new();
    let mut unallocated = 0;
    for (number, row) in &read.rows {
        let Some(mut standing) = begin(run, *number, row)? else { continue };
        seen.insert(standing.child.id);
        take_in(run, &mut standing, *number, row)?;
        let child = &standing.child;
        let open = child.status_on(run.as_of).is_none_or(|now| now.status != ChildStatus::Closed);
        let nobody = child.allocations.iter().all(|one| one.until.is_some_and(|until| until < run.as_of));
        unallocated += usize::from(open && nobody);
        standing.settle(run);
    }
    run.report.unallocated = Some(unallocated);
    gone(run, &seen)?;
    Ok(())
}

/// Lists the children who are open and not among those seen.
pub(super) fn gone(run: &mut Run<'_, '_>, seen: &HashSet<ChildId>) -> Result<(), StoreError> {
    let mut gone: Vec<Entry> = run
        .change
        .open_children(run.as_of)?
        .into_iter()
        .filter(|child| !seen.contains(&child.id))
        .map(|child| Entry { sort: Sort::Child, reference: child.reference.to_string() })
        .collect();
    gone.sort();
    run.report.gone.extend(gone);
    Ok(())
}

/// The child a row is about, added if not known yet; `None` where the row is bad.
fn begin(run: &mut Run<'_, '_>, number: usize, row: &ChildRow) -> Result<Option<Standing>, ImportError> {
    if let Some(worker) = &row.worker
        && run.worker(number, "worker", worker.as_str())?.is_none()
    {
        return Ok(None);
    }
    if let Some(child) = known(run, &row.reference)? {
        if !fits(run, number, &child, row) {
            return Ok(None);
        }
        return Ok(Some(Standing { child, changes: Vec::new(), new: false }));
    }
    for (column, blank) in [("name", row.name.is_none()), ("status", row.status.is_none())] {
        if blank {
            run.bad(number, column, "", "it filled in: this child is not known yet");
        }
    }
    if row.name.is_none() || row.status.is_none() {
        return Ok(None);
    }
    let details = ChildDetails {
        reference: row.reference.clone(),
        name: row.name.clone(),
        born_on: row.born_on,
        family: row.family.clone(),
    };
    Ok(Some(added(run, &details)?))
}

/// Whether the days of a row fit those that are kept and that it leaves blank.
fn fits(run: &mut Run<'_, '_>, number: usize, child: &Child, row: &ChildRow) -> bool {
    let first = child.statuses.iter().map(|one| one.since).min();
    if let (Some(closed), Some(first), None) = (row.closed_on, first, row.status_since)
        && closed < first
    {
        run.bad(number, "closed_on", &closed.to_string(), "a day not before the child's first status");
        return false;
    }
    true
}

/// The child with a reference, if one is kept.
pub(super) fn known(run: &Run<'_, '_>, reference: &Reference) -> Result<Option<Child>, StoreError> {
    let id = run.change.child_by_reference(reference.as_str())?;
    id.map_or(Ok(None), |id| run.change.child(id))
}

/// A child who was not known.
pub(super) fn added(run: &mut Run<'_, '_>, details: &ChildDetails) -> Result<Standing, StoreError> {
    let id = run.change.add_child(details)?;
    let child = Child {
        id,
        reference: details.reference.clone(),
        name: details.name.clone(),
        born_on: details.born_on,
        family: details.family.clone(),
        statuses: Vec::new(),
        allocations: Vec::new(),
        assessments: Vec::new(),
    };
    Ok(Standing { child, changes: Vec::new(), new: true })
}

fn take_in(run: &mut Run<'_, '_>, standing: &mut Standing, number: usize, row: &ChildRow) -> Result<(), ImportError> {
    details(run, standing, row)?;
    statuses(run, standing, row)?;
    if let Some(worker) = &row.worker
        && let Some(worker) = run.worker(number, "worker", worker.as_str())?
    {
        let open = standing.child.status_on(run.as_of).is_none_or(|now| now.status != ChildStatus::Closed);
        if open || row.allocated_on.is_some() {
            standing.allocate(run, worker, row.allocated_on)?;
            if row.allocated_on.is_none() && standing.new {
                let what =
                    format!("{}: no day of allocation is given, so it is taken to be the day of import", row.reference);
                run.report.notes.push(what);
            }
        }
    }
    if let Some(assessment) = row.assessment {
        standing.set_assessment(run, assessment)?;
    }
    Ok(())
}

fn details(run: &mut Run<'_, '_>, standing: &mut Standing, row: &ChildRow) -> Result<(), ImportError> {
    let before = ChildDetails::from(&standing.child);
    let after = ChildDetails {
        reference: before.reference.clone(),
        name: row.name.clone().or_else(|| before.name.clone()),
        born_on: row.born_on.or(before.born_on),
        family: row.family.clone().or_else(|| before.family.clone()),
    };
    if before == after {
        return Ok(());
    }
    run.change.change_child(standing.child.id, &after)?;
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    for (field, from, to) in [
        ("name", before.name, after.name),
        ("date_of_birth", day(before.born_on), day(after.born_on)),
        ("family", before.family, after.family),
    ] {
        if from != to {
            standing.note(field, from, to);
        }
    }
    Ok(())
}

fn statuses(run: &mut Run<'_, '_>, standing: &mut Standing, row: &ChildRow) -> Result<(), ImportError> {
    let closing = row.closed_on.map(|since| StatusChange { status: ChildStatus::Closed, since });
    match (row.status, row.status_since) {
        (Some(ChildStatus::Closed), _) if closing.is_some() => {}
        // Begun and ended on one day: a day has one status, and the child is closed from it.
        (_, Some(since)) if closing.is_some_and(|closing| closing.since == since) => {}
        (Some(status), Some(since)) => {
            standing.set_status(run, StatusChange { status, since })?;
        }
        (Some(status), None) => {
            let now = standing.child.status_on(run.as_of);
            let ever = standing.child.statuses.iter().any(|one| one.status == status);
            // With a day of closing, the status is what the child had before: known once is enough.
            if now.is_none_or(|now| now.status != status) && !(closing.is_some() && ever) {
                let since = row.closed_on.map_or(run.as_of, |closed| closed.min(run.as_of));
                if closing.is_none_or(|closing| closing.since > since) {
                    standing.set_status(run, StatusChange { status, since })?;
                    let what = "the file does not say since when, so it is taken to be the day of import";
                    run.report.notes.push(format!("{}: {what}, {since}", row.reference));
                }
            }
        }
        (None, _) => {}
    }
    if let Some(closing) = closing {
        standing.set_status(run, closing)?;
    }
    Ok(())
}
