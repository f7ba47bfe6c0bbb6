//! The measures of supervision over a period (`practice/supervision.md`, *Measures*): what was held, what was not and why,
//! how long, how far apart, written up in time, and what it was about. Compliance with due dates is
//! [`super::due::compliance`]; here it is only asked why a date was not met.
//!
//! Every figure is the length of a list that stands beside it, or a sum or a mean over one.

mod figures;
#[cfg(test)]
mod tests;
mod unmet;

pub use figures::{Figures, mean};
pub use unmet::{Because, Unmet};

use super::due::compliance::{Judged, Judgement, first_of_month, months};
use super::due::supervision::{Absences, counted_days};
use super::form::Function;
use super::policy::PolicyHistory;
use super::reference::{Reference, SessionId, WorkerId};
use super::session::{Outcome, Session};
use super::worker::Worker;
use super::working_days::WorkingDays;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The policy's key for how soon a session is written up and shared.
pub const WRITE_UP: &str = "write_up_within_working_days";

/// The policy's key for how soon after sharing a record is agreed.
pub const AGREE: &str = "agree_within_working_days";

/// What became of the record of a session that was held, and which children were thought about in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenUp {
    /// Whether its record is signed and stands.
    pub signed: bool,
    /// The day it was shared with the worker.
    pub shared_on: Option<NaiveDate>,
    /// The day the worker agreed it, with or without a comment.
    pub agreed_on: Option<NaiveDate>,
    /// The functions it touched.
    pub functions: BTreeSet<Function>,
    /// The children discussed, by reference.
    pub children: Vec<Reference>,
}

/// One worker with all that is known of their supervision.
pub struct Record<'a> {
    /// The worker.
    pub worker: &'a Worker,
    /// Every session of theirs, in any order.
    pub sessions: &'a [Session],
    /// What [`super::due::compliance::walk`] gives.
    pub judged: &'a [Judged],
}

/// What became of one session, as counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It took place.
    Held,
    /// It did not take place, and nobody called it off.
    Missed,
    /// Called off.
    Cancelled,
    /// Planned for a day that is past, and nobody has said what became of it.
    NotSettled,
}

impl Fate {
    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Missed => "missed",
            Self::Cancelled => "cancelled",
            Self::NotSettled => "not_settled",
        }
    }
}

/// One session of the period. No `Debug`: a reason may be case text.
#[derive(Clone, PartialEq, Eq)]
pub struct Measured {
    /// The session.
    pub session: Session,
    /// Whose.
    pub worker: Reference,
    /// The day it belongs to: held, else planned for.
    pub on: NaiveDate,
    /// What became of it.
    pub fate: Fate,
    /// Whether it is of a kind that moves a due date, by the policy of its day. Only those are in the figures.
    pub counted: bool,
    /// Whether the due date that it met had passed.
    pub late: bool,
    /// Days since the counted session before it, whenever that was; `None` for the first, and for one not counted.
    pub days_since_last: Option<i64>,
    /// Whether its record was shared within the policy's limit; `None` while that is still to be seen, where the policy
    /// names no limit, where nothing was written, and for one not held.
    pub shared_in_time: Option<bool>,
    /// Whether its record was agreed within the policy's limit, counted from sharing; `None` likewise.
    pub agreed_in_time: Option<bool>,
    /// What is known of its record and its children, where anything is.
    pub written: Option<WrittenUp>,
}

impl Measured {
    /// Its length in minutes, if it was held and that is recorded.
    pub const fn minutes(&self) -> Option<u16> {
        match self.session.outcome {
            Outcome::Held { minutes, .. } => minutes,
            Outcome::Planned | Outcome::Cancelled { .. } | Outcome::Missed { .. } => None,
        }
    }

    /// Why it did not take place, in the user's words; empty where nothing was said.
    pub fn reason(&self) -> &str {
        match &self.session.outcome {
            Outcome::Cancelled { reason, .. } | Outcome::Missed { reason } => reason,
            Outcome::Planned | Outcome::Held { .. } => "",
        }
    }
}

/// The measures of a team over a period. No `Debug`: a reason may be case text.
#[derive(Clone, PartialEq, Eq)]
pub struct Measures {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// All of it.
    pub total: Figures,
    /// A row for every month of the period, by its first day, even an empty one.
    pub by_month: Vec<(NaiveDate, Figures)>,
    /// A row for every worker who was in the team within the period, by reference.
    pub by_worker: Vec<(Reference, Figures)>,
    /// Every session whose day lies in the period and is not to come, by day.
    pub sessions: Vec<Measured>,
    /// Every due date of the period that was not met, by worker and date.
    pub unmet: Vec<Unmet>,
}

/// The measures of a team from `from` to `until`, as known on `day`.
pub fn measures(
    team: &[Record<'_>],
    written: &BTreeMap<SessionId, WrittenUp>,
    policies: &PolicyHistory,
    days_off: &WorkingDays,
    (from, until): (NaiveDate, NaiveDate),
    day: NaiveDate,
) -> Measures {
    let mut sessions = Vec::new();
    let mut unmet = Vec::new();
    let mut workers: BTreeMap<Reference, WorkerId> = BTreeMap::new();
    for record in team {
        let before = sessions.len();
        sessions.extend(measured(record, written, policies, days_off, (from, until), day));
        unmet.extend(unmet::unmet(record, (from, until), day));
        let worker = record.worker;
        let there = worker.joined_on <= until.min(day) && worker.left_on.is_none_or(|left| left >= from);
        if there || sessions.len() > before {
            workers.insert(worker.reference.clone(), worker.id);
        }
    }
    sessions.sort_by(|a, b| (a.on, &a.worker, a.session.id).cmp(&(b.on, &b.worker, b.session.id)));
    unmet.sort_by(|a, b| (&a.worker, a.judged.due_on).cmp(&(&b.worker, b.judged.due_on)));
    let figures = |of: &dyn Fn(&Reference, NaiveDate) -> bool| {
        Figures::of(
            sessions.iter().filter(|one| of(&one.worker, one.on)),
            unmet.iter().filter(|one| of(&one.worker, one.judged.due_on)),
        )
    };
    Measures {
        from,
        until,
        total: figures(&|_, _| true),
        by_month: months(from, until).map(|month| (month, figures(&|_, on| first_of_month(on) == month))).collect(),
        by_worker: workers.into_keys().map(|one| (one.clone(), figures(&|worker, _| *worker == one))).collect(),
        sessions,
        unmet,
    }
}

/// One worker's sessions of a period, each with what is counted of it.
fn measured(
    record: &Record<'_>,
    written: &BTreeMap<SessionId, WrittenUp>,
    policies: &PolicyHistory,
    days_off: &WorkingDays,
    (from, until): (NaiveDate, NaiveDate),
    day: NaiveDate,
) -> Vec<Measured> {
    let worker = record.worker;
    let days: Vec<NaiveDate> =
        counted_days(worker, record.sessions, policies).into_iter().filter(|on| *on <= day).collect();
    let late: BTreeSet<NaiveDate> =
        record.judged.iter().filter(|one| one.outcome == Judgement::Late).filter_map(|one| one.held_on).collect();
    // Two on one day are one to a due date: the first of them bears the mark and the interval.
    let mut spoken_for = BTreeSet::new();
    let mut sessions: Vec<&Session> = record.sessions.iter().collect();
    sessions.sort_by_key(|session| session.id);
    let mut all = Vec::new();
    for session in sessions {
        let Some(on) = session.held_on().or(session.planned_for) else { continue };
        if on < from || until < on {
            continue;
        }
        let fate = match session.outcome {
            Outcome::Held { .. } if on <= day => Fate::Held,
            Outcome::Missed { .. } => Fate::Missed,
            Outcome::Cancelled { .. } => Fate::Cancelled,
            Outcome::Planned if on < day => Fate::NotSettled,
            Outcome::Planned | Outcome::Held { .. } => continue,
        };
        let counted = policies.on(on).counts(session.kind);
        let first = fate == Fate::Held && counted && days.binary_search(&on).is_ok() && spoken_for.insert(on);
        let last = first.then(|| days.partition_point(|one| *one < on)).and_then(|at| days.get(at.checked_sub(1)?));
        let written = (fate == Fate::Held).then(|| written.get(&session.id).cloned()).flatten();
        let signed = written.as_ref().filter(|one| one.signed);
        let limits = Limits { policies, days_off, day };
        all.push(Measured {
            worker: worker.reference.clone(),
            on,
            fate,
            counted,
            late: first && late.contains(&on),
            days_since_last: last.map(|last| (on - *last).num_days()),
            shared_in_time: signed.and_then(|one| limits.kept(WRITE_UP, on, one.shared_on)),
            agreed_in_time: signed.and_then(|one| limits.kept(AGREE, one.shared_on?, one.agreed_on)),
            written,
            session: session.clone(),
        });
    }
    all
}

/// What limits are reckoned by.
struct Limits<'a> {
    policies: &'a PolicyHistory,
    days_off: &'a WorkingDays,
    day: NaiveDate,
}

impl Limits<'_> {
    /// Whether something was done within the working days that the policy gives from a day; `None` while it still can be,
    /// and where the policy gives none.
    fn kept(&self, key: &str, from: NaiveDate, done: Option<NaiveDate>) -> Option<bool> {
        let limit = self.policies.on(from).stated_under(key).next()?.value;
        let last = self.days_off.add_working_days(from, limit);
        match done.filter(|on| *on <= self.day) {
            Some(on) => Some(on <= last),
            None => (self.day > last).then_some(false),
        }
    }
}

/// Whether an absence lies over any day of a stretch, first and last day included.
fn away(worker: &Worker, from: NaiveDate, until: NaiveDate) -> bool {
    let absences = Absences::of(worker);
    from.iter_days().take_while(|day| *day <= until).any(|day| absences.over(day).is_some())
}
