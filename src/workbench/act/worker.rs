//! Workers: add one, put their details right, set their ASYE, closer supervision and absences. Not their sessions.

use crate::practice::date_words::{long, range, short_with_weekday};
use crate::practice::policy::Interval;
use crate::practice::reference::{Reference, WorkerId};
use crate::practice::session::{Outcome, Session};
use crate::practice::worker::{Absence, EnhancedReason, KnownRole, Period, Role, Worker};
use crate::store::{StoreError, WorkerDetails};
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::refusal::Refusal;
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
    /// Makes two entries of one worker one. Only after a yes.
    Merge {
        /// The entry that goes.
        duplicate: WorkerId,
        /// The entry that stays.
        into: WorkerId,
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

impl Desk {
    /// Does something with a worker's details.
    pub fn worker_act(&mut self, act: WorkerAct) -> Result<Vec<Msg>, Refusal> {
        let by = self.by();
        let said = match act {
            WorkerAct::Add(entry) => {
                let details = details(&entry, &[])?;
                self.store.change(&by, |change| change.add_worker(&details))?;
                format!("Added under the reference {}.{}", details.reference, self.after_adding(&details))
            }
            WorkerAct::Change { worker, entry } => {
                let known = self.known_worker(worker)?;
                let details = details(&entry, &known.periods)?;
                let sessions = self.store.sessions_of(worker)?;
                let early = sessions.iter().filter_map(Session::held_on).filter(|on| *on < details.joined_on).min();
                self.store.change(&by, |change| change.change_worker(worker, &details))?;
                early.map_or_else(
                    || "Kept.".to_owned(),
                    |on| {
                        format!("Kept. Sessions before the day of joining, the first on {}, no longer count.", long(on))
                    },
                )
            }
            WorkerAct::SetPeriod { worker, period, instead_of } => {
                let known = self.known_worker(worker)?;
                possible_period(&known, &period, instead_of.as_ref())?;
                self.not_longer_than_the_policys(&period)?;
                self.store.change(&by, |change| -> Result<(), StoreError> {
                    if let Some(old) = &instead_of {
                        change.remove_period(worker, old)?;
                    }
                    change.set_period(worker, &period)
                })?;
                format!("Kept: {}.", range(period.from(), period.until()))
            }
            WorkerAct::RemovePeriod { worker, period } => {
                self.store.change(&by, |change| change.remove_period(worker, &period))?;
                "Taken away; the trail keeps that it was there.".to_owned()
            }
            WorkerAct::SetAbsence { worker, absence, instead_of } => {
                let known = self.known_worker(worker)?;
                possible_absence(&known, &absence, instead_of)?;
                self.store.change(&by, |change| -> Result<(), StoreError> {
                    if let Some(from) = instead_of {
                        change.remove_absence(worker, from)?;
                    }
                    change.set_absence(worker, &absence)
                })?;
                let booked = self.booked_within(worker, &absence)?;
                match absence.until {
                    Some(until) => format!("Kept: away {}.{booked}", range(absence.from, until)),
                    None => format!("Kept: away from {}, no end known.{booked}", long(absence.from)),
                }
            }
            WorkerAct::RemoveAbsence { worker, from } => {
                self.store.change(&by, |change| change.remove_absence(worker, from))?;
                "Taken away; the trail keeps that it was there.".to_owned()
            }
            WorkerAct::Merge { duplicate, into } => {
                self.store.change(&by, |change| change.merge_workers(duplicate, into))?;
                "The two entries are one now; both references lead to it.".to_owned()
            }
        };
        Ok(vec![Msg::Done(said)])
    }
}

/// From how many days after joining a worker who is added has had supervision that the file does not know.
const KNOWN_BEFORE: i64 = 31;

impl Desk {
    /// What is worth knowing of a worker who has just been added by hand; empty if nothing is.
    fn after_adding(&self, details: &WorkerDetails) -> String {
        let mut said = String::new();
        if details.role == Role::Known(KnownRole::NewlyQualified) {
            let standing = self.policies.on(self.day).standing.value.words();
            said = format!(" Without an ASYE supervision runs {standing}; set one on their page, or import it.");
        }
        if details.left_on.is_none() && (self.day - details.joined_on).num_days() > KNOWN_BEFORE {
            said.push_str(" It counts from joining: enter sessions held before too, so that those months count.");
        }
        said
    }

    /// The sessions booked in an absence, in a sentence; empty where there is none.
    fn booked_within(&self, worker: WorkerId, absence: &Absence) -> Result<String, Refusal> {
        let until = absence.until.unwrap_or(NaiveDate::MAX);
        let sessions = self.store.sessions_of(worker)?;
        let planned = sessions.iter().filter(|one| one.outcome == Outcome::Planned).filter_map(|one| one.planned_for);
        let days: Vec<String> = planned
            .filter(|on| *on >= self.day && absence.from <= *on && *on <= until)
            .map(short_with_weekday)
            .collect();
        let first = days.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
        Ok(match days.len() {
            0 => String::new(),
            1 => format!(" A session is booked in it, {first}: move it, or call it off."),
            many @ 2..=3 => format!(" {many} sessions are booked in it, {first}: move them, or call them off."),
            many => format!(" {many} sessions are booked in it, {first} and later: move them, or call them off."),
        })
    }

    /// A supervisor may see somebody more often than the policy asks, and nobody less often.
    fn not_longer_than_the_policys(&self, period: &Period) -> Result<(), Refusal> {
        let Period::Enhanced { reason: EnhancedReason::Personal { interval_days: Some(days), .. }, from, .. } = period
        else {
            return Ok(());
        };
        let standing = self.policies.on(*from).standing.value;
        let most = match standing {
            Interval::Days(days) => days,
            Interval::Months(months) => months.saturating_mul(31),
        };
        if *days > most {
            return Err(no(format!(
                "the policy asks for supervision {}, and {days} days would be longer; give a shorter time",
                standing.words()
            )));
        }
        Ok(())
    }
}

fn no(words: impl Into<String>) -> Refusal {
    Refusal::NotPossible(words.into())
}

/// What is to be kept, or what cannot be.
fn details(entry: &WorkerEntry, periods: &[Period]) -> Result<WorkerDetails, Refusal> {
    let name = entry.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(no("the name is blank; give the name as it should read"));
    }
    if !(1..=150).contains(&entry.fte) {
        return Err(no("hours are 1 to 150 in the hundred of full time; 100 is full time, 60 is three days of five"));
    }
    if let Some(left) = entry.left_on
        && left < entry.joined_on
    {
        return Err(no(format!(
            "the last day, {}, is before the day of joining, {}",
            long(left),
            long(entry.joined_on)
        )));
    }
    if let Some(left) = entry.left_on
        && periods.iter().any(|period| period.from() > left)
    {
        return Err(no(format!(
            "a time of closer supervision begins after the last day, {}; take it away first",
            long(left)
        )));
    }
    Ok(WorkerDetails {
        reference: entry.reference.clone(),
        name,
        role: entry.role.clone(),
        fte: entry.fte,
        joined_on: entry.joined_on,
        joined_assumed: entry.joined_assumed,
        left_on: entry.left_on,
    })
}

fn possible_period(worker: &Worker, period: &Period, instead_of: Option<&Period>) -> Result<(), Refusal> {
    let (from, until) = (period.from(), period.until());
    if until < from {
        return Err(no(format!("it would end on {}, before it begins on {}", long(until), long(from))));
    }
    if until < worker.joined_on || worker.left_on.is_some_and(|left| left < from) {
        return Err(no("the worker is not in the team at any time of it; check the days"));
    }
    let asye = |one: &&Period| matches!(one, Period::Asye { .. }) && Some(*one) != instead_of;
    if matches!(period, Period::Asye { .. })
        && let Some(other) = worker.periods.iter().find(asye)
    {
        return Err(no(format!(
            "there is an ASYE already, {}; put that one right",
            range(other.from(), other.until())
        )));
    }
    let reason = |one: &Period| match one {
        Period::Asye { .. } => "asye".to_owned(),
        // Kept by its kind and first day, so two personal ones on a day would be one.
        Period::Enhanced { reason: EnhancedReason::Personal { .. }, .. } => "personal".to_owned(),
        Period::Enhanced { reason, .. } => reason.code(),
    };
    let same = |one: &&Period| reason(one) == reason(period) && one.from() == from && Some(*one) != instead_of;
    if worker.periods.iter().any(|one| same(&one)) {
        return Err(no(format!("one of that kind begins on {} already; put that one right", long(from))));
    }
    if let Period::Enhanced { reason: EnhancedReason::Personal { why, interval_days }, .. } = period {
        if why.trim().is_empty() {
            return Err(no("say why this worker is to be seen more often"));
        }
        if interval_days.is_some_and(|days| !(1..=366).contains(&days)) {
            return Err(no("days between sessions are 1 to 366"));
        }
    }
    Ok(())
}

fn possible_absence(worker: &Worker, absence: &Absence, instead_of: Option<NaiveDate>) -> Result<(), Refusal> {
    if let Some(until) = absence.until
        && until < absence.from
    {
        return Err(no(format!("it would end on {}, before it begins on {}", long(until), long(absence.from))));
    }
    if absence.until.is_some_and(|until| until < worker.joined_on)
        || worker.left_on.is_some_and(|left| left < absence.from)
    {
        return Err(no("the worker is not in the team at any time of it; check the days"));
    }
    let twice = worker.absences.iter().any(|one| one.from == absence.from && instead_of != Some(one.from));
    if twice {
        return Err(no(format!("an absence from {} is there already; put that one right", long(absence.from))));
    }
    Ok(())
}
