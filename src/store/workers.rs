//! Workers with their periods of closer supervision and absences.

use super::audit::{Act, moment};
use super::column;
use super::seal::Seal;
use super::{Change, Store, StoreError};
use crate::practice::reference::{Reference, WorkerId};
use crate::practice::worker::{Absence, AbsenceKind, EnhancedReason, Period, Role, Worker};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Row, params};
use std::collections::HashMap;
use std::fmt;

/// A worker's own details, without key, periods and absences. `Debug` shows the reference only.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkerDetails {
    /// The authority's reference.
    pub reference: Reference,
    /// The name, in full.
    pub name: String,
    /// What they are employed as.
    pub role: Role,
    /// Full-time equivalent in hundredths, 1 to 150.
    pub fte: u16,
    /// The day they joined the team.
    pub joined_on: NaiveDate,
    /// Whether that day is a guess made by an import.
    pub joined_assumed: bool,
    /// Their last day in the team.
    pub left_on: Option<NaiveDate>,
}

impl From<&Worker> for WorkerDetails {
    fn from(worker: &Worker) -> Self {
        Self {
            reference: worker.reference.clone(),
            name: worker.name.clone(),
            role: worker.role.clone(),
            fte: worker.fte,
            joined_on: worker.joined_on,
            joined_assumed: worker.joined_assumed,
            left_on: worker.left_on,
        }
    }
}

impl fmt::Debug for WorkerDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkerDetails").field("reference", &self.reference).finish_non_exhaustive()
    }
}

impl WorkerDetails {
    fn seal(&self) -> Seal {
        Seal::of("worker")
            .text(self.reference.as_str())
            .text(&self.name)
            .text(&self.role.code())
            .number(i64::from(self.fte))
            .day(self.joined_on)
            .number(i64::from(self.joined_assumed))
            .maybe_day(self.left_on)
    }
}

const ALL: &str = "SELECT id, reference, name, role, fte, joined_on, joined_assumed, left_on FROM worker
     WHERE merged_into IS NULL ORDER BY name_key, id";
const ONE: &str = "SELECT id, reference, name, role, fte, joined_on, joined_assumed, left_on FROM worker WHERE id = ?1";
const BY_REFERENCE: &str = "SELECT coalesce(merged_into, id) FROM worker WHERE reference = ?1";
const BY_OLD_REFERENCE: &str = "SELECT coalesce(w.merged_into, w.id) FROM worker_was o JOIN worker w ON w.id = o.worker
     WHERE o.what = 'reference' AND o.was = ?1 COLLATE NOCASE ORDER BY o.id DESC LIMIT 1";
const BY_NAME: &str = "SELECT id FROM worker WHERE name_key = ?1 AND merged_into IS NULL";
const FORMER: &str = "SELECT was FROM worker_was WHERE worker = ?1 ORDER BY id";
const PERIODS: &str = "SELECT worker, kind, why, interval_days, from_day, until_day FROM period
     WHERE worker = ?1 ORDER BY from_day, kind";
const ABSENCES: &str = "SELECT worker, kind, from_day, until_day FROM absence WHERE worker = ?1 ORDER BY from_day";
const ALL_PERIODS: &str =
    "SELECT worker, kind, why, interval_days, from_day, until_day FROM period ORDER BY from_day, kind";
const ALL_ABSENCES: &str = "SELECT worker, kind, from_day, until_day FROM absence";

fn worker(row: &Row<'_>) -> rusqlite::Result<Worker> {
    Ok(Worker {
        id: column::key(row, 0, WorkerId)?,
        reference: column::code(row, 1, Reference::new)?,
        name: row.get(2)?,
        role: column::code(row, 3, Role::from_code)?,
        fte: row.get(4)?,
        joined_on: column::day(row, 5)?,
        joined_assumed: row.get(6)?,
        left_on: column::maybe_day(row, 7)?,
        periods: Vec::new(),
        absences: Vec::new(),
    })
}

fn period(row: &Row<'_>) -> rusqlite::Result<(WorkerId, Period)> {
    let (from, until) = (column::day(row, 4)?, column::maybe_day(row, 5)?);
    let kind: String = row.get(1)?;
    let reason = match kind.as_str() {
        "asye" => return Ok((column::key(row, 0, WorkerId)?, Period::Asye { from, until })),
        "return_to_work" => EnhancedReason::ReturnToWork,
        "role_change" => EnhancedReason::RoleChange,
        "personal" => EnhancedReason::Personal { why: row.get(2)?, interval_days: row.get(3)? },
        _ => return Err(column::unknown(1)),
    };
    let until = until.ok_or_else(|| column::unknown(5))?;
    Ok((column::key(row, 0, WorkerId)?, Period::Enhanced { reason, from, until }))
}

fn absence(row: &Row<'_>) -> rusqlite::Result<(WorkerId, Absence)> {
    let kind = column::code(row, 1, AbsenceKind::from_code)?;
    Ok((
        column::key(row, 0, WorkerId)?,
        Absence { kind, from: column::day(row, 2)?, until: column::maybe_day(row, 3)? },
    ))
}

/// The code of a period's kind, as stored.
const fn kind_of(period: &Period) -> &'static str {
    match period {
        Period::Asye { .. } => "asye",
        Period::Enhanced { reason, .. } => match reason {
            EnhancedReason::ReturnToWork => "return_to_work",
            EnhancedReason::RoleChange => "role_change",
            EnhancedReason::Personal { .. } => "personal",
        },
    }
}

/// Walks every child ever known: asked once, when names are to be covered, and never for a list.
const EVERY_NAME: &str = "SELECT name FROM worker UNION SELECT was FROM worker_was WHERE what = 'name'
     UNION SELECT name FROM child WHERE name IS NOT NULL UNION SELECT was FROM child_was WHERE what = 'name'";

impl Store {
    /// Every name of a worker or child that the file has ever known, each once.
    pub fn every_name(&self) -> Result<Vec<String>, StoreError> {
        let mut query = self.conn.prepare(EVERY_NAME)?;
        Ok(query.query_map([], column::all)?.collect::<Result<_, _>>()?)
    }

    /// Every worker, those who have left too, by name.
    pub fn workers(&self) -> Result<Vec<Worker>, StoreError> {
        let mut query = self.conn.prepare_cached(ALL)?;
        let mut workers = query.query_map([], worker)?.collect::<Result<Vec<_>, _>>()?;
        let mut periods: HashMap<WorkerId, Vec<Period>> = HashMap::new();
        for row in self.conn.prepare_cached(ALL_PERIODS)?.query_map([], period)? {
            let (worker, period) = row?;
            periods.entry(worker).or_default().push(period);
        }
        let mut absences: HashMap<WorkerId, Vec<Absence>> = HashMap::new();
        for row in self.conn.prepare_cached(ALL_ABSENCES)?.query_map([], absence)? {
            let (worker, absence) = row?;
            absences.entry(worker).or_default().push(absence);
        }
        for worker in &mut workers {
            worker.periods = periods.remove(&worker.id).unwrap_or_default();
            worker.absences = absences.remove(&worker.id).unwrap_or_default();
            worker.absences.sort_unstable_by_key(|one| one.from);
        }
        Ok(workers)
    }

    /// Whether nobody has been entered yet.
    pub fn has_no_worker(&self) -> Result<bool, StoreError> {
        let mut query =
            self.conn.prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM worker WHERE merged_into IS NULL)")?;
        Ok(query.query_row([], column::all)?)
    }

    /// One worker.
    pub fn worker(&self, id: WorkerId) -> Result<Option<Worker>, StoreError> {
        let found = self.conn.prepare_cached(ONE)?.query_row([id.0], worker).optional()?;
        let Some(mut worker) = found else { return Ok(None) };
        for row in self.conn.prepare_cached(PERIODS)?.query_map([id.0], period)? {
            worker.periods.push(row?.1);
        }
        for row in self.conn.prepare_cached(ABSENCES)?.query_map([id.0], absence)? {
            worker.absences.push(row?.1);
        }
        Ok(Some(worker))
    }

    /// The worker with a reference, whatever its case; one who had it until it was corrected or merged is found too.
    pub fn worker_by_reference(&self, reference: &str) -> Result<Option<WorkerId>, StoreError> {
        let reference = reference.trim();
        let now = self.conn.prepare_cached(BY_REFERENCE)?.query_row([reference], column::all).optional()?;
        let found: Option<i64> = match now {
            Some(id) => Some(id),
            None => self.conn.prepare_cached(BY_OLD_REFERENCE)?.query_row([reference], column::all).optional()?,
        };
        Ok(found.map(WorkerId))
    }

    /// The workers with a name; case, accents and spacing do not matter.
    pub fn workers_by_name(&self, name: &str) -> Result<Vec<WorkerId>, StoreError> {
        let mut query = self.conn.prepare_cached(BY_NAME)?;
        let rows = query.query_map([column::name_key(name)], |row| column::key(row, 0, WorkerId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What a worker was called, and the references they had, before a correction; oldest first.
    pub fn worker_was(&self, id: WorkerId) -> Result<Vec<String>, StoreError> {
        let mut query = self.conn.prepare_cached(FORMER)?;
        Ok(query.query_map([id.0], column::all)?.collect::<Result<_, _>>()?)
    }

    pub(super) fn worker_reference(&self, id: WorkerId) -> Result<String, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT reference FROM worker WHERE id = ?1")?;
        query.query_row([id.0], column::all).optional()?.ok_or_else(|| StoreError::NotThere("such worker".to_owned()))
    }
}

impl Change<'_> {
    /// Adds a worker.
    pub fn add_worker(&mut self, details: &WorkerDetails) -> Result<WorkerId, StoreError> {
        self.free_worker_reference(details, None)?;
        self.conn
            .prepare_cached(
                "INSERT INTO worker (reference, name, name_key, role, fte, joined_on, joined_assumed, left_on)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                details.reference.as_str(),
                details.name,
                column::name_key(&details.name),
                details.role.code(),
                details.fte,
                details.joined_on,
                details.joined_assumed,
                details.left_on
            ])?;
        let id = WorkerId(self.conn.last_insert_rowid());
        self.link_owners(id, details)?;
        self.act(Act::AddWorker, details.reference.as_str(), details.seal())?;
        Ok(id)
    }

    /// Changes a worker's details; a former name or reference is kept.
    pub fn change_worker(&mut self, id: WorkerId, details: &WorkerDetails) -> Result<(), StoreError> {
        let before = self.worker(id)?.ok_or_else(|| StoreError::NotThere("such worker".to_owned()))?;
        self.free_worker_reference(details, Some(id))?;
        for (what, was, is) in [
            ("name", before.name.as_str(), details.name.as_str()),
            ("reference", before.reference.as_str(), details.reference.as_str()),
        ] {
            if was != is {
                self.conn.execute(
                    "INSERT INTO worker_was (worker, what, was, until_at) VALUES (?1, ?2, ?3, ?4)",
                    params![id.0, what, was, moment(self.by().at)],
                )?;
            }
        }
        self.conn
            .prepare_cached(
                "UPDATE worker SET reference = ?2, name = ?3, name_key = ?4, role = ?5, fte = ?6, joined_on = ?7,
                 joined_assumed = ?8, left_on = ?9 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                details.reference.as_str(),
                details.name,
                column::name_key(&details.name),
                details.role.code(),
                details.fte,
                details.joined_on,
                details.joined_assumed,
                details.left_on
            ])?;
        self.link_owners(id, details)?;
        self.act(Act::ChangeWorker, details.reference.as_str(), details.seal())
    }

    fn free_worker_reference(&self, details: &WorkerDetails, own: Option<WorkerId>) -> Result<(), StoreError> {
        let mut query = self.conn.prepare_cached("SELECT id FROM worker WHERE reference = ?1")?;
        let holder: Option<i64> = query.query_row([details.reference.as_str()], column::all).optional()?;
        match holder {
            Some(holder) if own != Some(WorkerId(holder)) => Err(StoreError::Taken(details.reference.to_string())),
            _ => Ok(()),
        }
    }

    /// Merges two entries of one worker: what the first has goes to the second, and its reference leads there.
    pub fn merge_workers(&mut self, duplicate: WorkerId, into: WorkerId) -> Result<(), StoreError> {
        let (from, to) = (self.worker_reference(duplicate)?, self.worker_reference(into)?);
        if duplicate == into {
            return Err(StoreError::DoesNotFit("a worker cannot be merged with itself"));
        }
        if self.worker_by_reference(&to)? != Some(into) {
            return Err(StoreError::DoesNotFit("that entry has itself been merged into another"));
        }
        for sql in [
            "UPDATE OR IGNORE period SET worker = ?2 WHERE worker = ?1",
            "UPDATE OR IGNORE absence SET worker = ?2 WHERE worker = ?1",
            "UPDATE session SET worker = ?2 WHERE worker = ?1",
            "UPDATE OR IGNORE cover_share SET worker = ?2 WHERE worker = ?1",
            "UPDATE asye_event SET worker = ?2 WHERE worker = ?1",
            "UPDATE worker_note SET worker = ?2 WHERE worker = ?1",
            "UPDATE capture SET worker = ?2 WHERE worker = ?1",
            "UPDATE allocation SET worker = ?2 WHERE worker = ?1",
            "UPDATE action SET worker = ?2 WHERE worker = ?1",
            "UPDATE action SET owner_worker = ?2 WHERE owner_worker = ?1",
            "UPDATE action_event SET owner_worker_was = ?2 WHERE owner_worker_was = ?1",
            // A day of joining that an import guessed gives way to one that somebody knew.
            "UPDATE worker SET joined_assumed = 0, joined_on = (SELECT joined_on FROM worker WHERE id = ?1)
                 WHERE id = ?2 AND joined_assumed = 1
                 AND EXISTS (SELECT 1 FROM worker one WHERE one.id = ?1 AND one.joined_assumed = 0
                     AND (worker.left_on IS NULL OR one.joined_on <= worker.left_on))",
            "UPDATE worker SET merged_into = ?2 WHERE merged_into = ?1",
            "UPDATE worker SET merged_into = ?2 WHERE id = ?1",
        ] {
            self.conn.execute(sql, [duplicate.0, into.0])?;
        }
        self.act(Act::MergeWorkers, &to, Seal::of("merge").text(&from).text(&to))
    }

    /// Sets a period; one of the same kind from the same day is replaced.
    pub fn set_period(&mut self, worker: WorkerId, period: &Period) -> Result<(), StoreError> {
        let reference = self.worker_reference(worker)?;
        let (why, interval, until) = match period {
            Period::Asye { until, .. } => ("", None, *until),
            Period::Enhanced { reason: EnhancedReason::Personal { why, interval_days }, until, .. } => {
                (why.as_str(), *interval_days, Some(*until))
            }
            Period::Enhanced { until, .. } => ("", None, Some(*until)),
        };
        self.conn
            .prepare_cached(
                "INSERT INTO period (worker, kind, why, interval_days, from_day, until_day)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (worker, kind, from_day) DO UPDATE
                 SET why = excluded.why, interval_days = excluded.interval_days, until_day = excluded.until_day",
            )?
            .execute(params![worker.0, kind_of(period), why, interval, period.from(), until])?;
        let seal = Seal::of("period")
            .text(kind_of(period))
            .text(why)
            .maybe_number(interval.map(i64::from))
            .day(period.from())
            .maybe_day(until);
        self.act(Act::SetPeriod, &reference, seal)
    }

    /// Takes a period away that was entered in error.
    pub fn remove_period(&mut self, worker: WorkerId, period: &Period) -> Result<(), StoreError> {
        let reference = self.worker_reference(worker)?;
        self.conn.execute(
            "DELETE FROM period WHERE worker = ?1 AND kind = ?2 AND from_day = ?3",
            params![worker.0, kind_of(period), period.from()],
        )?;
        self.act(Act::RemovePeriod, &reference, Seal::of("period").text(kind_of(period)).day(period.from()))
    }

    /// Sets an absence; one from the same day is replaced.
    pub fn set_absence(&mut self, worker: WorkerId, absence: &Absence) -> Result<(), StoreError> {
        let reference = self.worker_reference(worker)?;
        self.conn
            .prepare_cached(
                "INSERT INTO absence (worker, kind, from_day, until_day) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (worker, from_day) DO UPDATE SET kind = excluded.kind, until_day = excluded.until_day",
            )?
            .execute(params![worker.0, absence.kind.code(), absence.from, absence.until])?;
        let seal = Seal::of("absence").text(absence.kind.code()).day(absence.from).maybe_day(absence.until);
        self.act(Act::SetAbsence, &reference, seal)
    }

    /// Takes an absence away that was entered in error, by its first day.
    pub fn remove_absence(&mut self, worker: WorkerId, from: NaiveDate) -> Result<(), StoreError> {
        let reference = self.worker_reference(worker)?;
        self.conn.execute("DELETE FROM absence WHERE worker = ?1 AND from_day = ?2", params![worker.0, from])?;
        self.act(Act::RemoveAbsence, &reference, Seal::of("absence").day(from))
    }
}
