//! Supervision sessions, a row each.

use super::columns::{ColumnError, Wanted};
use super::row::{RowReader, read_rows};
use super::{Read, repeated, same_reference};
use crate::exchange::sheet::Sheet;
use crate::practice::reference::Reference;
use crate::practice::session::{CancelledBy, Outcome, SessionKind, SessionStatus};
use chrono::NaiveDate;
use std::fmt;

/// The columns of a sessions file.
pub const COLUMNS: &[Wanted] = &[
    Wanted {
        key: "worker",
        required: true,
        also: &["worker reference", "worker ref", "reference", "ref", "worker id", "staff id", "supervisee"],
    },
    Wanted { key: "status", required: true, also: &["outcome", "session status"] },
    Wanted {
        key: "planned_for",
        required: false,
        also: &["planned", "planned on", "planned date", "booked for", "date planned", "due", "scheduled for"],
    },
    Wanted {
        key: "held_on",
        required: false,
        also: &["held", "held date", "date held", "date", "session date", "supervision date", "took place on"],
    },
    Wanted { key: "kind", required: false, also: &["type", "session type", "supervision type"] },
    Wanted { key: "minutes", required: false, also: &["duration", "length", "duration minutes", "mins"] },
    Wanted { key: "cancelled_by", required: false, also: &["cancelled by whom", "who cancelled"] },
    Wanted {
        key: "reason",
        required: false,
        also: &["why", "reason for cancellation", "cancellation reason", "reason cancelled"],
    },
];

/// A session lasts no longer than a day's work.
const MOST_MINUTES: u16 = 600;

/// What the file says of one session. `Debug` leaves out the reason.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Whose.
    pub worker: Reference,
    /// What became of it.
    pub status: SessionStatus,
    /// The day it was planned for; always there unless it was held.
    pub planned_for: Option<NaiveDate>,
    /// The day it was held; always there if it was, never otherwise.
    pub held_on: Option<NaiveDate>,
    /// What sort of meeting: one-to-one where the file is silent.
    pub kind: SessionKind,
    /// How long, 1 to 600 minutes; only if it was held.
    pub minutes: Option<u16>,
    /// Who called it off; only if it was.
    pub cancelled_by: Option<CancelledBy>,
    /// Why it was called off or missed.
    pub reason: Option<String>,
}

impl SessionRow {
    /// The day that tells it from the worker's others: held on, or else planned for.
    pub fn day(&self) -> Option<NaiveDate> {
        self.held_on.or(self.planned_for)
    }

    /// What became of it, with what the file says of that.
    pub fn outcome(&self) -> Outcome {
        let reason = self.reason.clone().unwrap_or_default();
        match (self.status, self.held_on) {
            (SessionStatus::Held, Some(on)) => Outcome::Held { on, minutes: self.minutes },
            (SessionStatus::Cancelled, _) => Outcome::Cancelled { by: self.cancelled_by, reason },
            (SessionStatus::Missed, _) => Outcome::Missed { reason },
            // A held one without its day is refused when the row is read.
            (SessionStatus::Planned | SessionStatus::Held, _) => Outcome::Planned,
        }
    }
}

impl fmt::Debug for SessionRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionRow")
            .field("worker", &self.worker)
            .field("status", &self.status)
            .field("day", &self.day())
            .finish_non_exhaustive()
    }
}

/// Reads a sessions file.
pub fn read(sheet: &Sheet) -> Result<Read<SessionRow>, ColumnError> {
    let mut read = read_rows(sheet, COLUMNS, session)?;
    let key = |row: &SessionRow| (same_reference(&row.worker), row.status, row.kind, row.day());
    let shown = |row: &SessionRow| row.worker.to_string();
    repeated::settle(&mut read, "worker", "worker, status, kind and day", key, shown);
    Ok(read)
}

fn session(row: &mut RowReader<'_>) -> Option<SessionRow> {
    let worker = row.required_reference("worker", "the worker");
    let status = row.required_code("status", SessionStatus::from_code, SessionStatus::expected);
    let planned_for = row.day("planned_for");
    let held_on = row.day("held_on");
    let kind = if row.blank("kind") {
        Some(SessionKind::OneToOne)
    } else {
        row.code("kind", SessionKind::from_code, SessionKind::expected)
    };
    let mut minutes = row.whole("minutes", 1, MOST_MINUTES);
    let mut cancelled_by = row.code("cancelled_by", CancelledBy::from_code, CancelledBy::expected);
    let mut reason = row.text("reason");
    match status {
        Some(SessionStatus::Held) if row.blank("held_on") => row.bad("held_on", "the day on which it was held"),
        Some(SessionStatus::Planned | SessionStatus::Cancelled | SessionStatus::Missed) => {
            if row.blank("planned_for") {
                row.bad("planned_for", "the day for which it was planned");
            }
            if !row.blank("held_on") {
                row.bad("held_on", "no day here, since the status says that it was not held");
            }
        }
        Some(SessionStatus::Held) | None => {}
    }
    if let Some(status) = status {
        if status != SessionStatus::Held && minutes.take().is_some() {
            row.note("the minutes were left out, since the session was not held");
        }
        if status != SessionStatus::Cancelled && cancelled_by.take().is_some() {
            row.note("who cancelled it was left out, since the status is not cancelled");
        }
        if matches!(status, SessionStatus::Held | SessionStatus::Planned) && reason.take().is_some() {
            row.note("the reason was left out: it is kept only for a session cancelled or missed");
        }
    }
    Some(SessionRow {
        worker: worker?,
        status: status?,
        planned_for,
        held_on,
        kind: kind?,
        minutes,
        cancelled_by,
        reason,
    })
}
