//! A workers file against the workers that are kept.

use super::report::{Changed, Entry, Sort};
use super::{ImportError, Run};
use crate::exchange::import::Read;
use crate::exchange::import::workers::{EnhancedRow, WorkerRow};
use crate::practice::reference::WorkerId;
use crate::practice::worker::{EnhancedReason, Period, Worker};
use crate::store::WorkerDetails;
use std::collections::HashSet;

pub(super) fn import(run: &mut Run<'_, '_>, read: &Read<WorkerRow>) -> Result<(), ImportError> {
    run.take(read);
    let mut seen = HashSet::new();
    for (number, row) in &read.rows {
        let found = run.change.worker_by_reference(row.reference.as_str())?;
        seen.extend(found);
        match found {
            Some(id) => {
                if let Some(worker) = run.workers.get(&id).cloned() {
                    update(run, *number, &worker, row)?;
                }
            }
            None => seen.extend(add(run, *number, row)?),
        }
    }
    gone(run, &seen);
    Ok(())
}

/// Lists the workers who are in the team and not among those seen.
pub(super) fn gone(run: &mut Run<'_, '_>, seen: &HashSet<WorkerId>) {
    let mut gone: Vec<Entry> = run
        .workers
        .values()
        .filter(|worker| !seen.contains(&worker.id) && worker.left_on.is_none_or(|left| run.as_of <= left))
        .map(|worker| Entry { sort: Sort::Worker, reference: worker.reference.to_string() })
        .collect();
    gone.sort();
    run.report.gone.extend(gone);
}

fn add(run: &mut Run<'_, '_>, number: usize, row: &WorkerRow) -> Result<Option<WorkerId>, ImportError> {
    let needed = "it filled in: this worker is not known yet";
    for (column, blank) in
        [("name", row.name.is_none()), ("role", row.role.is_none()), ("joined_on", row.joined_on.is_none())]
    {
        if blank {
            run.bad(number, column, "", needed);
        }
    }
    let (Some(name), Some(role), Some(joined_on)) = (row.name.clone(), row.role.clone(), row.joined_on) else {
        return Ok(None);
    };
    let details = WorkerDetails {
        reference: row.reference.clone(),
        name,
        role,
        fte: row.fte.unwrap_or(100),
        joined_on,
        joined_assumed: false,
        left_on: row.left_on,
    };
    let id = run.change.add_worker(&details)?;
    if let Some(from) = row.asye_start {
        run.change.set_period(id, &Period::Asye { from, until: row.asye_end })?;
    }
    for period in &row.enhanced {
        run.change.set_period(id, &enhanced(period, None))?;
    }
    run.report.added(Sort::Worker, row.reference.as_str());
    Ok(Some(id))
}

fn update(run: &mut Run<'_, '_>, number: usize, worker: &Worker, row: &WorkerRow) -> Result<(), ImportError> {
    let before = WorkerDetails::from(worker);
    let mut after = before.clone();
    if let Some(name) = &row.name {
        after.name.clone_from(name);
    }
    if let Some(role) = &row.role {
        after.role = role.clone();
    }
    if let Some(joined_on) = row.joined_on {
        after.joined_on = joined_on;
        after.joined_assumed = false;
    }
    after.left_on = row.left_on.or(before.left_on);
    after.fte = row.fte.unwrap_or(before.fte);
    if let Some(left) = after.left_on.filter(|left| *left < after.joined_on) {
        run.bad(number, "left_on", &left.to_string(), "a last day not before the day the worker joined");
        return Ok(());
    }
    let mut differences: Vec<Difference> = Vec::new();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let joined = |details: &WorkerDetails| {
        format!("{}{}", details.joined_on, if details.joined_assumed { " (assumed)" } else { "" })
    };
    differences.push(("name", before.name.clone(), after.name.clone()));
    differences.push(("role", before.role.code(), after.role.code()));
    differences.push(("joined_on", joined(&before), joined(&after)));
    differences.push(("left_on", day(before.left_on), day(after.left_on)));
    let share = |fte: u16| format!("{}.{:02}", fte / 100, fte % 100);
    differences.push(("fte", share(before.fte), share(after.fte)));
    if before != after {
        run.change.change_worker(worker.id, &after)?;
    }
    differences.extend(asye(run, worker, row)?);
    for period in &row.enhanced {
        differences.extend(set_enhanced(run, worker, period)?);
    }
    differences.retain(|(_, from, to)| from != to);
    if differences.is_empty() {
        run.report.unchanged += 1;
    }
    run.report.changed.extend(differences.into_iter().map(|(field, from, to)| {
        let entry = Entry { sort: Sort::Worker, reference: worker.reference.to_string() };
        Changed { entry, field, from: Some(from).filter(|from| !from.is_empty()), to: Some(to) }
    }));
    Ok(())
}

type Difference = (&'static str, String, String);

fn words(period: &Period) -> String {
    match period {
        Period::Asye { from, until: None } => format!("from {from}"),
        Period::Asye { from, until: Some(until) } => format!("{from} to {until}"),
        Period::Enhanced { reason, from, until } => format!("{} {from} to {until}", reason.code()),
    }
}

fn asye(run: &mut Run<'_, '_>, worker: &Worker, row: &WorkerRow) -> Result<Vec<Difference>, ImportError> {
    let Some(from) = row.asye_start else { return Ok(Vec::new()) };
    let known: Vec<&Period> = worker.periods.iter().filter(|one| matches!(one, Period::Asye { .. })).collect();
    let same = known.iter().copied().find(|one| one.from() == from);
    // A worker has one ASYE: another first day corrects the only one there is.
    let before = same.or(if let [only] = known.as_slice() { Some(*only) } else { None });
    let kept = match before {
        Some(Period::Asye { until, .. }) if same.is_some() => *until,
        Some(Period::Asye { .. } | Period::Enhanced { .. }) | None => None,
    };
    let after = Period::Asye { from, until: row.asye_end.or(kept) };
    if before == Some(&after) {
        return Ok(Vec::new());
    }
    if let Some(before) = before.filter(|before| before.from() != from) {
        run.change.remove_period(worker.id, before)?;
    }
    run.change.set_period(worker.id, &after)?;
    Ok(vec![("asye_start", before.map(words).unwrap_or_default(), words(&after))])
}

fn enhanced(row: &EnhancedRow, before: Option<&Period>) -> Period {
    let mut reason = row.reason.clone();
    // The file cannot give an interval of its own; one set by hand stays.
    if let (
        EnhancedReason::Personal { interval_days, .. },
        Some(Period::Enhanced { reason: EnhancedReason::Personal { interval_days: kept, .. }, .. }),
    ) = (&mut reason, before)
    {
        *interval_days = *kept;
    }
    Period::Enhanced { reason, from: row.from, until: row.until }
}

fn set_enhanced(run: &mut Run<'_, '_>, worker: &Worker, row: &EnhancedRow) -> Result<Option<Difference>, ImportError> {
    let kind = std::mem::discriminant(&row.reason);
    let before = worker.periods.iter().find(|one| match one {
        Period::Enhanced { reason, from, .. } => *from == row.from && std::mem::discriminant(reason) == kind,
        Period::Asye { .. } => false,
    });
    let after = enhanced(row, before);
    if before == Some(&after) {
        return Ok(None);
    }
    run.change.set_period(worker.id, &after)?;
    Ok(Some(("enhanced_from", before.map(words).unwrap_or_default(), words(&after))))
}
