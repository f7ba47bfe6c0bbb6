//! Workers: add one, put their details right, set their ASYE, closer supervision and absences. Not their sessions.

use crate::practice::reference::{Reference, WorkerId};
use crate::practice::worker::{Absence, Period, Role};
use chrono::NaiveDate;
use std::fmt;

/// Something done with a worker's details.
#[derive(Clone, PartialEq, Eq)]
pub enum WorkerAct {
    /// Adds one.
    Add(WorkerEntry),
    /// Puts details right; a former name or reference is kept.
    Change {
        /// The worker.
        worker: WorkerId,
        /// The details as they are to be.
        entry: WorkerEntry,
    },
    /// Sets the ASYE or a time of closer supervision.
    SetPeriod {
        /// The worker.
        worker: WorkerId,
        /// The period.
        period: Period,
        /// The one that it takes the place of.
        instead_of: Option<Period>,
    },
    /// Takes a period away that was entered in error. Only after a yes.
    RemovePeriod {
        /// The worker.
        worker: WorkerId,
        /// The period.
        period: Period,
    },
    /// Sets an absence.
    SetAbsence {
        /// The worker.
        worker: WorkerId,
        /// The absence.
        absence: Absence,
        /// The first day of the one that it takes the place of.
        instead_of: Option<NaiveDate>,
    },
    /// Takes an absence away that was entered in error. Only after a yes.
    RemoveAbsence {
        /// The worker.
        worker: WorkerId,
        /// Its first day.
        from: NaiveDate,
    },
}

/// A worker's details as entered. `Debug` shows the reference only.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkerEntry {
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
    /// Whether that day is a guess made by an import, and nobody has put it right.
    pub joined_assumed: bool,
    /// Their last day in the team.
    pub left_on: Option<NaiveDate>,
}

impl fmt::Debug for WorkerEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkerEntry").field("reference", &self.reference).finish_non_exhaustive()
    }
}
