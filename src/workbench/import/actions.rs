//! An actions file against the actions that are kept.

use super::report::{Changed, Entry, Sort};
use super::{ImportError, Run};
use crate::exchange::import::Read;
use crate::exchange::import::actions::{ActionRow, Concerns};
use crate::practice::action::{Action, ActionStatus, ActionSubject};
use crate::practice::code::folded;
use crate::practice::reference::{ActionId, RecordId};
use crate::store::{ActionFilter, Closing, NewAction};
use chrono::NaiveDate;
use std::collections::HashMap;

/// After every day that a file can name, and still four figures long, as the store compares days.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

pub(super) fn import(run: &mut Run<'_, '_>, read: &Read<ActionRow>) -> Result<(), ImportError> {
    run.take(read);
    let mut known: HashMap<ActionSubject, Vec<(Action, Option<NaiveDate>)>> = HashMap::new();
    for (number, row) in &read.rows {
        let subject = match &row.concerns {
            Concerns::Child(reference) => run.child(*number, reference.as_str())?.map(ActionSubject::Child),
            Concerns::Worker(reference) => {
                run.worker(*number, "worker", reference.as_str())?.map(ActionSubject::Worker)
            }
        };
        let Some(subject) = subject else { continue };
        if let std::collections::hash_map::Entry::Vacant(entry) = known.entry(subject) {
            entry.insert(standing(run, subject)?);
        }
        let actions = known.get(&subject).map(Vec::as_slice).unwrap_or_default();
        let same = |(action, agreed): &&(Action, Option<NaiveDate>)| {
            action.action.trim() == row.action.trim() && *agreed == row.decided_on
        };
        match actions.iter().find(same) {
            Some((action, _)) => update(run, action, row)?,
            None => add(run, *number, subject, row)?,
        }
    }
    Ok(())
}

/// Every action that concerns somebody, each with the day it was agreed, where known.
fn standing(run: &Run<'_, '_>, subject: ActionSubject) -> Result<Vec<(Action, Option<NaiveDate>)>, ImportError> {
    let mut actions = Vec::new();
    for id in run.change.actions(ActionFilter::Of(subject), LAST_DAY)?.into_iter().map(|action| action.id) {
        // As it stands now, whatever day it was closed on.
        let Some(action) = run.change.action(id)? else { continue };
        let agreed_on = run.change.action_agreed_on(id)?;
        actions.push((action, agreed_on));
    }
    Ok(actions)
}

fn add(run: &mut Run<'_, '_>, number: usize, subject: ActionSubject, row: &ActionRow) -> Result<(), ImportError> {
    let needed = "it filled in: this action is not known yet";
    for (column, blank) in [("owner", row.owner.is_none()), ("due_on", row.due_on.is_none())] {
        if blank {
            run.bad(number, column, "", needed);
        }
    }
    let (Some(owner), Some(due_on)) = (row.owner.clone(), row.due_on) else { return Ok(()) };
    let record = record(run, subject, row)?;
    let id = run.change.add_action(&NewAction {
        subject,
        record,
        change_needed: row.change_needed.clone().unwrap_or_default(),
        action: row.action.clone(),
        owner,
        agreed_on: row.decided_on,
        first_due_on: row.first_due_on.unwrap_or(due_on),
        due_on,
        escalation: None,
    })?;
    if let (Some(closing), Some(on)) =
        (closing(row.status, row.difference.as_deref().unwrap_or_default()), row.closed_on)
    {
        run.change.close_action(id, &closing, on)?;
    }
    run.report.added(Sort::Action, format!("{id} ({})", row.concerns.reference()));
    Ok(())
}

/// The record of that day on that child. Of several, the one that was signed last.
fn record(run: &mut Run<'_, '_>, subject: ActionSubject, row: &ActionRow) -> Result<Option<RecordId>, ImportError> {
    let (ActionSubject::Child(child), Some(decided_on)) = (subject, row.decided_on) else { return Ok(None) };
    let records = run.change.records_of(child)?;
    let of_the_day = records.iter().filter(|one| one.head.decided_on == decided_on && one.withdrawn().is_none());
    let record = of_the_day.map(|one| one.id).max();
    if record.is_none() {
        let what = "has no signed oversight of that day, so the action stands by itself";
        run.report.notes.push(format!("{} {what} ({decided_on})", row.concerns.reference()));
    }
    Ok(record)
}

fn closing(status: Option<ActionStatus>, note: &str) -> Option<Closing> {
    let note = note.to_owned();
    match status? {
        ActionStatus::Open => None,
        ActionStatus::Done => Some(Closing::Done { difference: note }),
        ActionStatus::NotDone => Some(Closing::NotDone { why: note }),
        ActionStatus::Superseded => Some(Closing::Superseded { by: None, why: note }),
    }
}

fn update(run: &mut Run<'_, '_>, action: &Action, row: &ActionRow) -> Result<(), ImportError> {
    let mut changes = words(run, action, row)?;
    changes.extend(dates(run, action, row)?);
    changes.extend(end(run, action, row)?);
    if changes.is_empty() {
        run.report.unchanged += 1;
    }
    run.report.changed.extend(changes);
    Ok(())
}

fn changed(id: ActionId, field: &'static str, from: Option<String>, to: Option<String>) -> Changed {
    Changed { entry: Entry { sort: Sort::Action, reference: id.to_string() }, field, from, to }
}

fn words(run: &mut Run<'_, '_>, action: &Action, row: &ActionRow) -> Result<Vec<Changed>, ImportError> {
    let supervisor = run.change.settings()?.supervisor;
    let owner = match &row.owner {
        // The supervisor is kept by name, however the file says "me".
        Some(owner) if folded(owner) == "me" && !supervisor.is_empty() => supervisor,
        Some(owner) => owner.clone(),
        None => action.owner.clone(),
    };
    let change_needed = row.change_needed.clone().unwrap_or_else(|| action.change_needed.clone());
    let mut changes = Vec::new();
    if folded(&owner) != folded(&action.owner) {
        changes.push(changed(action.id, "owner", Some(action.owner.clone()), Some(owner.clone())));
    }
    if change_needed != action.change_needed {
        changes.push(changed(action.id, "change_needed", None, None));
    }
    if !changes.is_empty() {
        run.change.change_action(action.id, &change_needed, &action.action, &owner, run.as_of)?;
    }
    Ok(changes)
}

fn dates(run: &mut Run<'_, '_>, action: &Action, row: &ActionRow) -> Result<Vec<Changed>, ImportError> {
    if row.first_due_on.is_some_and(|first| first != action.first_due_on) {
        let what = "the day it was due at first is kept as it is";
        run.report.notes.push(format!("{}: {what}, {}", action.id, action.first_due_on));
    }
    let Some(due_on) = row.due_on.filter(|due_on| *due_on != action.due_on) else { return Ok(Vec::new()) };
    let stays_closed = action.status != ActionStatus::Open && row.status != Some(ActionStatus::Open);
    if stays_closed {
        run.report.notes.push(format!("{}: it is closed, so its date is kept as it is, {}", action.id, action.due_on));
        return Ok(Vec::new());
    }
    let mut changes = Vec::new();
    if action.status != ActionStatus::Open {
        run.change.reopen_action(action.id, run.as_of)?;
        let (from, to) = (action.status.code().to_owned(), ActionStatus::Open.code().to_owned());
        changes.push(changed(action.id, "status", Some(from), Some(to)));
    }
    run.change.redate_action(action.id, due_on, run.as_of, "from an imported file")?;
    changes.push(changed(action.id, "due_on", Some(action.due_on.to_string()), Some(due_on.to_string())));
    Ok(changes)
}

/// Closes it, opens it again, or corrects how it was closed.
fn end(run: &mut Run<'_, '_>, action: &Action, row: &ActionRow) -> Result<Vec<Changed>, ImportError> {
    let Some(status) = row.status else { return Ok(Vec::new()) };
    let now = run.change.action(action.id)?.map_or(action.status, |action| action.status);
    let closed_on = row.closed_on.or(action.closed_on);
    let note = row.difference.clone().unwrap_or_else(|| action.difference.clone());
    let open = now == ActionStatus::Open;
    if (status == ActionStatus::Open && open)
        || (now == status && !open && closed_on == action.closed_on && note == action.difference)
    {
        return Ok(Vec::new());
    }
    let mut changes = Vec::new();
    if !open {
        run.change.reopen_action(action.id, run.as_of)?;
    }
    if let (Some(closing), Some(on)) = (closing(Some(status), &note), closed_on) {
        run.change.close_action(action.id, &closing, on)?;
    }
    if now != status {
        changes.push(changed(action.id, "status", Some(now.code().to_owned()), Some(status.code().to_owned())));
    }
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    if status != ActionStatus::Open && closed_on != action.closed_on {
        changes.push(changed(action.id, "closed_on", day(action.closed_on), day(closed_on)));
    }
    if status != ActionStatus::Open && note != action.difference {
        changes.push(changed(action.id, "difference", None, None));
    }
    Ok(changes)
}
