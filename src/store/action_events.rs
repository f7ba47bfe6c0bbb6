//! What happened to actions after they were agreed: moved, closed, opened again, put right; and how an action stood before.
//! Not the doing of it.

use super::{Store, StoreError, column};
use crate::practice::action::{Action, ActionChange, ActionEvent, ActionStatus};
use crate::practice::reference::{ActionId, WorkerId};
use rusqlite::Row;

pub(super) const EVENTS_SINCE: &str =
    "SELECT action, day, what, due_was, due_on, status, closed_on, note, superseded_by, needed_was, action_was, owner_was,
     owner_worker_was FROM action_event WHERE day > ?1 ORDER BY +id DESC";
const EVENTS_OF: &str =
    "SELECT action, day, what, due_was, due_on, status, closed_on, note, superseded_by, needed_was, action_was, owner_was,
     owner_worker_was FROM action_event WHERE action = ?1 ORDER BY id";

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    [EVENTS_SINCE, EVENTS_OF].map(str::to_owned).to_vec()
}

/// Reads an event, whose action stands in the first column.
pub(super) fn event(row: &Row<'_>) -> rusqlite::Result<ActionEvent> {
    let what: String = row.get(2)?;
    let what = match what.as_str() {
        "redated" => ActionChange::Redated { was: row.get(3)?, to: row.get(4)?, why: row.get(7)? },
        "closed" => ActionChange::Closed {
            status: column::code(row, 5, ActionStatus::from_code)?,
            words: row.get(7)?,
            superseded_by: column::maybe_key(row, 8, ActionId)?,
        },
        "reopened" => ActionChange::Reopened {
            status: column::code(row, 5, ActionStatus::from_code)?,
            closed_on: row.get(6)?,
            words: row.get(7)?,
        },
        "decided" => ActionChange::Decided { words: row.get(7)? },
        "escalated" => ActionChange::Escalated { to: row.get(7)?, by: column::maybe_key(row, 8, ActionId)? },
        "put_right" => ActionChange::PutRight {
            needed_was: row.get(9)?,
            action_was: row.get(10)?,
            owner_was: row.get(11)?,
            owner_worker_was: column::maybe_key(row, 12, WorkerId)?,
        },
        _ => return Err(column::unknown(2)),
    };
    Ok(ActionEvent { day: row.get(1)?, what })
}

/// Takes back what happened on a day later than the one asked about.
pub(super) fn undo(action: &mut Action, since: ActionChange) {
    match since {
        ActionChange::Redated { was, to, .. } => {
            action.due_on = was;
            action.redated = action.redated.saturating_sub(u32::from(to > was));
        }
        ActionChange::Closed { .. } => {
            action.status = ActionStatus::Open;
            action.closed_on = None;
            action.difference.clear();
        }
        ActionChange::Reopened { status, closed_on, words } => {
            action.status = status;
            action.closed_on = closed_on;
            action.difference = words;
        }
        ActionChange::PutRight { needed_was, action_was, owner_was, owner_worker_was } => {
            action.change_needed = needed_was;
            action.action = action_was;
            action.owner = owner_was;
            action.owner_worker = owner_worker_was;
        }
        // The action itself stood as it did.
        ActionChange::Decided { .. } | ActionChange::Escalated { .. } => {}
    }
}

impl Store {
    /// What happened to an action since it was agreed, oldest first.
    pub fn action_events(&self, id: ActionId) -> Result<Vec<ActionEvent>, StoreError> {
        let mut query = self.conn.prepare_cached(EVENTS_OF)?;
        Ok(query.query_map([id.0], event)?.collect::<Result<_, _>>()?)
    }
}
