//! A sessions file against the sessions that are kept.

use super::report::{Changed, Entry, Sort};
use super::{ImportError, Run};
use crate::exchange::import::Read;
use crate::exchange::import::sessions::SessionRow;
use crate::practice::date_words::long;
use crate::practice::reference::WorkerId;
use crate::practice::session::{Outcome, Session};
use crate::store::SessionDetails;
use std::collections::HashMap;

pub(super) fn import(run: &mut Run<'_, '_>, read: &Read<SessionRow>) -> Result<(), ImportError> {
    run.take(read);
    let mut known: HashMap<WorkerId, Vec<Session>> = HashMap::new();
    for (number, row) in &read.rows {
        let Some(id) = run.worker(*number, "worker", row.worker.as_str())? else { continue };
        let sessions = match known.entry(id) {
            std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::hash_map::Entry::Vacant(entry) => entry.insert(run.change.sessions_of(id)?),
        };
        let found = sessions.iter().find(|session| same(session, row)).cloned();
        late(run, id, row);
        let day = row.day().map(|day| day.to_string()).unwrap_or_default();
        let entry = Entry { sort: Sort::Session, reference: format!("{} {} {day}", row.worker, row.status.code()) };
        let Some(before) = found else {
            run.change.add_session(&SessionDetails {
                worker: id,
                kind: row.kind,
                planned_for: row.planned_for,
                starts_at: None,
                outcome: row.outcome(),
            })?;
            run.report.new.push(entry);
            continue;
        };
        let after = merged(&before, row);
        let changes = differences(&entry, &before, &after);
        if changes.is_empty() {
            run.report.unchanged += 1;
        } else {
            run.change.change_session(before.id, &after)?;
            run.report.changed.extend(changes);
        }
    }
    Ok(())
}

/// Whether the row is about that session: same status, kind and day.
fn same(session: &Session, row: &SessionRow) -> bool {
    session.outcome.status() == row.status
        && session.kind == row.kind
        && session.held_on().or(session.planned_for) == row.day()
}

/// What the session becomes: what the row leaves blank stays.
fn merged(before: &Session, row: &SessionRow) -> SessionDetails {
    let words = |new: String, old: &str| if new.is_empty() { old.to_owned() } else { new };
    let outcome = match (row.outcome(), &before.outcome) {
        (Outcome::Held { on, minutes }, Outcome::Held { minutes: kept, .. }) => {
            Outcome::Held { on, minutes: minutes.or(*kept) }
        }
        (Outcome::Cancelled { by, reason }, Outcome::Cancelled { by: kept, reason: why }) => {
            Outcome::Cancelled { by: by.or(*kept), reason: words(reason, why) }
        }
        (Outcome::Missed { reason }, Outcome::Missed { reason: why }) => Outcome::Missed { reason: words(reason, why) },
        (outcome, _) => outcome,
    };
    SessionDetails { planned_for: row.planned_for.or(before.planned_for), outcome, ..SessionDetails::from(before) }
}

fn differences(entry: &Entry, before: &Session, after: &SessionDetails) -> Vec<Changed> {
    type Parts = [(&'static str, Option<String>); 4];
    let parts = |planned_for: Option<chrono::NaiveDate>, outcome: &Outcome| -> Parts {
        let planned = ("planned_for", planned_for.map(|day| day.to_string()));
        match outcome {
            Outcome::Planned => [planned, ("minutes", None), ("cancelled_by", None), ("reason", None)],
            Outcome::Held { minutes, .. } => [
                planned,
                ("minutes", minutes.map(|number| number.to_string())),
                ("cancelled_by", None),
                ("reason", None),
            ],
            Outcome::Cancelled { by, reason } => [
                planned,
                ("minutes", None),
                ("cancelled_by", by.map(|by| by.code().to_owned())),
                ("reason", Some(reason.clone())),
            ],
            Outcome::Missed { reason } => {
                [planned, ("minutes", None), ("cancelled_by", None), ("reason", Some(reason.clone()))]
            }
        }
    };
    let (was, is) = (parts(before.planned_for, &before.outcome), parts(after.planned_for, &after.outcome));
    was.into_iter()
        .zip(is)
        .filter(|(was, is)| was != is)
        .map(|((field, from), (_, to))| {
            // Why a session was called off may be about somebody's life: the words stay out of the list.
            let (from, to) = if field == "reason" { (None, None) } else { (from, to) };
            Changed { entry: entry.clone(), field, from, to }
        })
        .collect()
}

fn late(run: &mut Run<'_, '_>, id: WorkerId, row: &SessionRow) {
    let left = run.workers.get(&id).and_then(|worker| worker.left_on);
    if let (Some(left), Some(day)) = (left, row.day())
        && left < day
    {
        let status = row.status.words();
        let (day, left) = (long(day), long(left));
        run.report.notes.push(format!("{} has a session {status} on {day}, after their last day, {left}", row.worker));
    }
}
