//! Supervision sessions: planned, then held, called off or missed.

use super::audit::Act;
use super::column;
use super::seal::Seal;
use super::{Change, Store, StoreError};
use crate::practice::reference::{SessionId, WorkerId};
use crate::practice::session::{CancelledBy, Outcome, Session, SessionKind, SessionStatus};
use crate::practice::worker::Worker;
use chrono::{Days, NaiveDate, NaiveTime};
use rusqlite::{OptionalExtension as _, Row, params};
use std::collections::HashMap;

/// A session without its key.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionDetails {
    /// Whose session.
    pub worker: WorkerId,
    /// What sort of meeting.
    pub kind: SessionKind,
    /// The day it was planned for, if it was planned.
    pub planned_for: Option<NaiveDate>,
    /// The time of day it was planned for, if given.
    pub starts_at: Option<NaiveTime>,
    /// What became of it.
    pub outcome: Outcome,
}

impl From<&Session> for SessionDetails {
    fn from(session: &Session) -> Self {
        Self {
            worker: session.worker,
            kind: session.kind,
            planned_for: session.planned_for,
            starts_at: session.starts_at,
            outcome: session.outcome.clone(),
        }
    }
}

/// The sessions held by each worker: no more of them than kind and day, by day.
pub type HeldByWorker = HashMap<WorkerId, Vec<(SessionKind, NaiveDate)>>;

/// How far back the sessions of all workers are read together: supervision is monthly or more often.
const RECENT: Days = Days::new(62);

/// A session's columns beyond worker, kind and plan: held on, minutes, called off by, why.
type Columns<'a> = (Option<NaiveDate>, Option<u16>, Option<&'static str>, &'a str);

fn columns(outcome: &Outcome) -> Columns<'_> {
    match outcome {
        Outcome::Planned => (None, None, None, ""),
        Outcome::Held { on, minutes } => (Some(*on), *minutes, None, ""),
        Outcome::Cancelled { by, reason } => (None, None, by.map(CancelledBy::code), reason),
        Outcome::Missed { reason } => (None, None, None, reason),
    }
}

impl SessionDetails {
    fn seal(&self) -> Seal {
        let (held_on, minutes, by, reason) = columns(&self.outcome);
        Seal::of("session")
            .number(self.worker.0)
            .text(self.kind.code())
            .maybe_day(self.planned_for)
            .maybe(self.starts_at.map(clock).as_deref())
            .text(self.outcome.status().code())
            .maybe_day(held_on)
            .maybe_number(minutes.map(i64::from))
            .maybe(by)
            .text(reason)
    }
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

const COLUMNS: &str =
    "id, worker, kind, planned_for, starts_at, status, held_on, minutes, cancelled_by, reason FROM session";
const OF_WORKER_BETWEEN: &str = "worker = ?3 AND coalesce(held_on, planned_for) BETWEEN ?1 AND ?2
     ORDER BY coalesce(held_on, planned_for), id";
const ALL_BETWEEN: &str = "coalesce(held_on, planned_for) BETWEEN ?1 AND ?2
     ORDER BY coalesce(held_on, planned_for), id";
const OF_WORKER: &str = "worker = ?1 ORDER BY coalesce(held_on, planned_for), id";
const LAST_HELD: &str =
    "SELECT max(held_on) FROM session WHERE worker = ?1 AND kind = ?2 AND held_on BETWEEN ?3 AND ?4";
const HELD_BETWEEN: &str = "SELECT worker, kind, held_on FROM session INDEXED BY session_held_day
     WHERE held_on BETWEEN ?1 AND ?2";
const NEXT_PLANNED: &str = "SELECT w.id, (SELECT min(s.planned_for) FROM session s
         WHERE s.worker = w.id AND s.kind = ?1 AND s.status = 'planned' AND s.planned_for >= ?2)
     FROM worker w WHERE w.merged_into IS NULL";

fn session(row: &Row<'_>) -> rusqlite::Result<Session> {
    let outcome = match column::code(row, 5, SessionStatus::from_code)? {
        SessionStatus::Planned => Outcome::Planned,
        SessionStatus::Held => Outcome::Held { on: column::day(row, 6)?, minutes: row.get(7)? },
        SessionStatus::Cancelled => {
            Outcome::Cancelled { by: column::maybe_code(row, 8, CancelledBy::from_code)?, reason: row.get(9)? }
        }
        SessionStatus::Missed => Outcome::Missed { reason: row.get(9)? },
    };
    Ok(Session {
        id: column::key(row, 0, SessionId)?,
        worker: column::key(row, 1, WorkerId)?,
        kind: column::code(row, 2, SessionKind::from_code)?,
        planned_for: column::maybe_day(row, 3)?,
        starts_at: row.get(4)?,
        outcome,
    })
}

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    let mut all: Vec<String> = [LAST_HELD, NEXT_PLANNED, HELD_BETWEEN].map(str::to_owned).to_vec();
    for which in ["id = ?1", OF_WORKER_BETWEEN, ALL_BETWEEN, OF_WORKER] {
        all.push(format!("SELECT {COLUMNS} WHERE {which}"));
    }
    all
}

/// What Today asks of the team's last months.
#[cfg(test)]
pub(super) fn recent() -> Vec<String> {
    vec![HELD_BETWEEN.to_owned()]
}

impl Store {
    /// One session.
    pub fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError> {
        let mut query = self.conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE id = ?1"))?;
        Ok(query.query_row([id.0], session).optional()?)
    }

    /// The sessions of one worker, or of all, whose day (held, else planned) lies within two days, by day.
    pub fn sessions_between(
        &self,
        worker: Option<WorkerId>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Session>, StoreError> {
        let rows = if let Some(worker) = worker {
            let mut query = self.conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE {OF_WORKER_BETWEEN}"))?;
            query.query_map(params![from, to, worker.0], session)?.collect::<Result<_, _>>()?
        } else {
            let mut query = self.conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE {ALL_BETWEEN}"))?;
            query.query_map(params![from, to], session)?.collect::<Result<_, _>>()?
        };
        Ok(rows)
    }

    /// Every session of one worker, those called off without a day too, by day.
    pub fn sessions_of(&self, worker: WorkerId) -> Result<Vec<Session>, StoreError> {
        let mut query = self.conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE {OF_WORKER}"))?;
        Ok(query.query_map([worker.0], session)?.collect::<Result<_, _>>()?)
    }

    /// The last session of these kinds that each worker of the team had by a day, not before joining.
    pub fn last_held(
        &self,
        workers: &[Worker],
        kinds: &[SessionKind],
        day: NaiveDate,
    ) -> Result<HashMap<WorkerId, NaiveDate>, StoreError> {
        // Most have had one lately, and those are read together.
        let recent = self.held_between(day.checked_sub_days(RECENT).unwrap_or(NaiveDate::MIN), day)?;
        let mut found = HashMap::with_capacity(workers.len());
        let mut query = self.conn.prepare_cached(LAST_HELD)?;
        for worker in workers.iter().filter(|worker| worker.in_team(day)) {
            let own = recent.get(&worker.id).map_or(&[][..], Vec::as_slice);
            let counts = |(kind, on): &&(SessionKind, NaiveDate)| kinds.contains(kind) && *on >= worker.joined_on;
            let mut last = own.iter().filter(counts).map(|(_, on)| *on).max();
            if last.is_none() {
                for kind in kinds {
                    let params = params![worker.id.0, kind.code(), worker.joined_on, day];
                    last = last.max(query.query_row(params, |row| column::maybe_day(row, 0))?);
                }
            }
            found.extend(last.map(|on| (worker.id, on)));
        }
        Ok(found)
    }

    /// The sessions each worker had from one day to another, by day; no more is read of them than kind and day.
    pub fn held_between(&self, from: NaiveDate, to: NaiveDate) -> Result<HeldByWorker, StoreError> {
        let mut held = HeldByWorker::new();
        let mut query = self.conn.prepare_cached(HELD_BETWEEN)?;
        let mut rows = query.query([from, to])?;
        while let Some(row) = rows.next()? {
            let session = (column::code(row, 1, SessionKind::from_code)?, column::day(row, 2)?);
            held.entry(column::key(row, 0, WorkerId)?).or_default().push(session);
        }
        Ok(held)
    }

    /// Each worker's next session of these kinds that is planned for a day or later.
    pub fn next_planned(
        &self,
        kinds: &[SessionKind],
        from: NaiveDate,
    ) -> Result<HashMap<WorkerId, NaiveDate>, StoreError> {
        let mut found = HashMap::new();
        let mut query = self.conn.prepare_cached(NEXT_PLANNED)?;
        for kind in kinds {
            let rows = query.query_map(params![kind.code(), from], |row| {
                Ok((column::key(row, 0, WorkerId)?, column::maybe_day(row, 1)?))
            })?;
            for row in rows {
                if let (worker, Some(day)) = row? {
                    found.entry(worker).and_modify(|known: &mut NaiveDate| *known = day.min(*known)).or_insert(day);
                }
            }
        }
        Ok(found)
    }
}

impl Change<'_> {
    /// Enters a session, planned or past.
    pub fn add_session(&mut self, details: &SessionDetails) -> Result<SessionId, StoreError> {
        let (held_on, minutes, by, reason) = columns(&details.outcome);
        self.conn
            .prepare_cached(
                "INSERT INTO session
                     (worker, kind, planned_for, starts_at, status, held_on, minutes, cancelled_by, reason)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                details.worker.0,
                details.kind.code(),
                details.planned_for,
                details.starts_at.map(clock),
                details.outcome.status().code(),
                held_on,
                minutes,
                by,
                reason
            ])?;
        let id = SessionId(self.conn.last_insert_rowid());
        self.act(Act::AddSession, &id.to_string(), details.seal())?;
        Ok(id)
    }

    /// Changes a session: another day, held, called off, missed, or corrected.
    pub fn change_session(&mut self, id: SessionId, details: &SessionDetails) -> Result<(), StoreError> {
        let (held_on, minutes, by, reason) = columns(&details.outcome);
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE session SET worker = ?2, kind = ?3, planned_for = ?4, starts_at = ?5, status = ?6, held_on = ?7,
                 minutes = ?8, cancelled_by = ?9, reason = ?10 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                details.worker.0,
                details.kind.code(),
                details.planned_for,
                details.starts_at.map(clock),
                details.outcome.status().code(),
                held_on,
                minutes,
                by,
                reason
            ])?;
        if changed == 0 {
            return Err(StoreError::NotThere(id.to_string()));
        }
        self.act(Act::ChangeSession, &id.to_string(), details.seal())
    }

    /// Says what became of a session: held, called off, missed, or planned again.
    pub fn settle_session(&mut self, id: SessionId, outcome: Outcome) -> Result<(), StoreError> {
        let session = self.session(id)?.ok_or_else(|| StoreError::NotThere(id.to_string()))?;
        self.change_session(id, &SessionDetails { outcome, ..SessionDetails::from(&session) })
    }
}
