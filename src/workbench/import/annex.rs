//! The inspection workbook against what is kept: next week's shows who is new, moved, changed, gone and closed.

use super::children::{added, gone, known};
use super::report::Sort;
use super::standing::Standing;
use super::{ImportError, Run, workers};
use crate::exchange::annex_a::{AnnexA, AnnexChild, worker_reference};
use crate::practice::child::{ChildStatus, StatusChange};
use crate::practice::milestone::Happened;
use crate::practice::reference::{Reference, WorkerId};
use crate::practice::worker::{KnownRole, Role};
use crate::store::{ChildDetails, WorkerDetails};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

pub(super) fn import(run: &mut Run<'_, '_>, annex: &AnnexA) -> Result<(), ImportError> {
    run.report.file.clone_from(&annex.file);
    run.report.oddities.clone_from(&annex.oddities);
    run.report.teams.clone_from(&annex.teams);
    let mut by_name: HashMap<Reference, WorkerId> = HashMap::new();
    let known_before = run.workers.len();
    for name in &annex.workers {
        let Some(reference) = worker_reference(name) else { continue };
        let id = if let Some(id) = known_worker(run, name, &reference)? {
            run.report.unchanged += 1;
            id
        } else {
            add_worker(run, name, &reference)?
        };
        by_name.insert(reference, id);
    }
    if run.workers.len() > known_before {
        run.report.notes.push(
            "the workbook does not say when a worker joined or in what role: each new one is taken to have joined on \
             the day of import as a social worker, under a reference made from the name, until it is corrected"
                .to_owned(),
        );
    }
    let mut seen = HashSet::new();
    let (mut new_children, mut unallocated) = (0, 0);
    for child in &annex.children {
        let worker = child.worker_name.as_deref().and_then(worker_reference).and_then(|key| by_name.get(&key).copied());
        let standing = take_in(run, child, worker)?;
        new_children += usize::from(standing.new);
        // One whose worker is kept, though the workbook names none any more, has not lost that worker.
        unallocated += usize::from(child.unallocated() && standing.child.allocation_on(run.as_of).is_none());
        seen.insert(standing.child.id);
        standing.settle(run);
    }
    if new_children > 0 {
        run.report.notes.push(
            "the workbook has no child's name and does not say when a child was allocated: the reference stands for \
             the name, and the day of import for the day of allocation, until they are given"
                .to_owned(),
        );
    }
    run.report.unallocated = Some(unallocated);
    workers::gone(run, &by_name.values().copied().collect());
    gone(run, &seen)?;
    elsewhere(run, annex);
    Ok(())
}

/// Says of a child who is gone from the team that the workbook has them in another.
fn elsewhere(run: &mut Run<'_, '_>, annex: &AnnexA) {
    let teams: HashMap<String, &str> = annex
        .elsewhere
        .iter()
        .map(|(reference, team)| (reference.as_str().to_lowercase(), team.as_deref().unwrap_or("no team")))
        .collect();
    let notes: Vec<String> = run
        .report
        .gone
        .iter()
        .filter(|entry| entry.sort == Sort::Child)
        .filter_map(|entry| Some((entry, teams.get(&entry.reference.to_lowercase())?)))
        .map(|(entry, team)| format!("{} is in the workbook, with {team}", entry.reference))
        .collect();
    run.report.notes.extend(notes);
}

/// The worker who is meant by a name: the only one of that name, or the one an earlier workbook made.
fn known_worker(run: &mut Run<'_, '_>, name: &str, reference: &Reference) -> Result<Option<WorkerId>, ImportError> {
    if let [only] = run.change.workers_by_name(name)?.as_slice() {
        return Ok(Some(*only));
    }
    Ok(run.change.worker_by_reference(reference.as_str())?)
}

fn add_worker(run: &mut Run<'_, '_>, name: &str, reference: &Reference) -> Result<WorkerId, ImportError> {
    let details = WorkerDetails {
        reference: reference.clone(),
        name: name.to_owned(),
        role: Role::Known(KnownRole::SocialWorker),
        fte: 100,
        joined_on: run.as_of,
        joined_assumed: true,
        left_on: None,
    };
    let id = run.change.add_worker(&details)?;
    if let Some(worker) = run.change.worker(id)? {
        run.workers.insert(id, worker);
    }
    run.report.added(Sort::Worker, reference.as_str());
    Ok(id)
}

fn take_in(run: &mut Run<'_, '_>, child: &AnnexChild, worker: Option<WorkerId>) -> Result<Standing, ImportError> {
    let mut standing = match known(run, &child.reference)? {
        Some(kept) => Standing { child: kept, changes: Vec::new(), new: false },
        None => added(
            run,
            &ChildDetails { reference: child.reference.clone(), name: None, born_on: child.born_on, family: None },
        )?,
    };
    let before = ChildDetails::from(&standing.child);
    if child.born_on.is_some() && before.born_on != child.born_on {
        run.change.change_child(standing.child.id, &ChildDetails { born_on: child.born_on, ..before.clone() })?;
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        standing.note("date_of_birth", day(before.born_on), day(child.born_on));
    }
    set_status(run, &mut standing, child)?;
    match worker {
        Some(worker) if !child.ended => standing.allocate(run, worker, None)?,
        None if !child.ended && standing.child.allocation_on(run.as_of).is_some() => {
            let what = "the workbook names no worker any more; the allocation was left as it is";
            run.report.notes.push(format!("{}: {what}", child.reference));
        }
        Some(_) | None => {}
    }
    for (key, field, on) in [("visit", "last_visit", child.last_visit), ("review", "last_review", child.last_review)] {
        // A day that has not come is a plan, not a visit.
        let Some(on) = on.filter(|on| *on <= run.as_of) else { continue };
        let before = run.change.milestones_of(standing.child.id, run.as_of)?;
        let before = before.iter().filter(|one| one.key == key).map(|one| one.on).max();
        if run.change.set_milestone(standing.child.id, &Happened { key: key.to_owned(), on })? {
            standing.note(field, before.map(|on| on.to_string()), Some(on.to_string()));
        }
    }
    if let Some(assessment) = child.assessment {
        standing.set_assessment(run, assessment)?;
    }
    for ended in &child.ended_assessments {
        // Only those that an earlier workbook had as open: the rest is the past of another system.
        if standing.child.assessments.iter().any(|one| one.start == ended.start) {
            standing.set_assessment(run, *ended)?;
        }
    }
    Ok(standing)
}

/// The status now, from the day that the workbook gives where that day is later than what is kept.
fn set_status(run: &mut Run<'_, '_>, standing: &mut Standing, child: &AnnexChild) -> Result<(), ImportError> {
    let to = |since| StatusChange { status: child.status, since };
    let Some(now) = standing.child.status_on(run.as_of) else {
        standing.set_status(run, to(child.status_since.unwrap_or(run.as_of)))?;
        return Ok(());
    };
    if now.status == child.status {
        // Only where nothing else happened in between: stepping back to an older plan does not undo what came after it.
        let between = |since: NaiveDate| {
            standing
                .child
                .statuses
                .iter()
                .any(|one| one.since >= since && one.since < now.since && one.status != now.status)
        };
        if let Some(since) = child.status_since.filter(|since| *since != now.since && !between(*since))
            && child.status != ChildStatus::Closed
        {
            standing.set_status(run, to(since))?;
        }
        return Ok(());
    }
    // The workbook cannot say these. Where it says what it said before, what was entered by hand stays.
    let cannot_say =
        matches!(now.status, ChildStatus::PreProceedings | ChildStatus::EarlyHelp | ChildStatus::PrivateFostering);
    if cannot_say && child.status_since.is_some_and(|since| standing.child.statuses.contains(&to(since))) {
        return Ok(());
    }
    // A status that the child steps back to began, in the workbook, long ago; here it begins again when it is learnt.
    let since = child.status_since.filter(|since| *since > now.since).unwrap_or(run.as_of);
    standing.set_status(run, to(since))?;
    Ok(())
}
