//! A worker in full.

use super::{Named, fact, part};
use crate::exchange::print::due::{Item, item, state};
use crate::exchange::print::json;
use crate::practice::child::ChildStatus;
use crate::practice::date_words::{long, range};
use crate::practice::due::Owed;
use crate::practice::session::{CancelledBy, Outcome, Session, SessionKind, SessionStatus};
use crate::practice::worker::{AbsenceKind, Period, Worker};
use chrono::NaiveDate;
use serde::Serialize;

/// Everything that is shown of a worker.
pub struct WorkerInFull<'a> {
    /// The worker.
    pub worker: &'a Worker,
    /// Names and references they had before.
    pub formerly: &'a [String],
    /// Every session, by day.
    pub sessions: &'a [Session],
    /// The children allocated to them on the day, with their status.
    pub children: &'a [(Named, Option<ChildStatus>)],
    /// What is owed to them.
    pub owed: &'a [Owed],
}

#[derive(Serialize)]
struct Whole<'a> {
    reference: &'a str,
    name: &'a str,
    formerly: &'a [String],
    role: String,
    fte: f64,
    joined_on: NaiveDate,
    joined_assumed: bool,
    left_on: Option<NaiveDate>,
    periods: Vec<PeriodItem>,
    absences: Vec<AbsenceItem>,
    sessions: Vec<SessionItem<'a>>,
    children: Vec<ChildItem<'a>>,
    owed: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct PeriodItem {
    kind: &'static str,
    from: NaiveDate,
    to: NaiveDate,
    reason: Option<String>,
}

#[derive(Serialize)]
struct AbsenceItem {
    kind: AbsenceKind,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

#[derive(Serialize)]
pub(super) struct SessionItem<'a> {
    reference: String,
    status: SessionStatus,
    kind: SessionKind,
    planned_for: Option<NaiveDate>,
    held_on: Option<NaiveDate>,
    minutes: Option<u16>,
    cancelled_by: Option<CancelledBy>,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct ChildItem<'a> {
    reference: &'a str,
    name: &'a str,
    status: Option<ChildStatus>,
}

fn period(period: &Period) -> PeriodItem {
    let (kind, reason) = match period {
        Period::Asye { .. } => ("asye", None),
        Period::Enhanced { reason, .. } => ("enhanced", Some(reason.code())),
    };
    PeriodItem { kind, from: period.from(), to: period.until(), reason }
}

pub(super) fn session(session: &Session) -> SessionItem<'_> {
    let (minutes, cancelled_by, reason) = match &session.outcome {
        Outcome::Planned => (None, None, ""),
        Outcome::Held { minutes, .. } => (*minutes, None, ""),
        Outcome::Cancelled { by, reason } => (None, *by, reason.as_str()),
        Outcome::Missed { reason } => (None, None, reason.as_str()),
    };
    SessionItem {
        reference: session.id.to_string(),
        status: session.outcome.status(),
        kind: session.kind,
        planned_for: session.planned_for,
        held_on: session.held_on(),
        minutes,
        cancelled_by,
        reason: (!reason.is_empty()).then_some(reason),
    }
}

/// As JSON.
pub fn as_json(of: &WorkerInFull<'_>) -> String {
    let worker = of.worker;
    json(&Whole {
        reference: worker.reference.as_str(),
        name: &worker.name,
        formerly: of.formerly,
        role: worker.role.code(),
        fte: f64::from(worker.fte) / 100.0,
        joined_on: worker.joined_on,
        joined_assumed: worker.joined_assumed,
        left_on: worker.left_on,
        periods: worker.periods.iter().map(period).collect(),
        absences: worker
            .absences
            .iter()
            .map(|one| AbsenceItem { kind: one.kind, from: one.from, to: one.until })
            .collect(),
        sessions: of.sessions.iter().map(session).collect(),
        children: of
            .children
            .iter()
            .map(|(child, status)| ChildItem {
                reference: child.reference.as_str(),
                name: &child.name,
                status: *status,
            })
            .collect(),
        owed: of.owed.iter().map(item).collect(),
    })
}

/// For people.
pub fn as_text(of: &WorkerInFull<'_>) -> String {
    let worker = of.worker;
    let named = Named { reference: worker.reference.clone(), name: worker.name.clone() };
    let mut text = format!("{}\n", named.words());
    fact(&mut text, "Role", worker.role.words());
    if worker.fte != 100 {
        fact(&mut text, "Full-time equivalent", &format!("{}.{:02}", worker.fte / 100, worker.fte % 100));
    }
    let assumed = if worker.joined_assumed { " (assumed at import)" } else { "" };
    fact(&mut text, "Joined", &format!("{}{assumed}", long(worker.joined_on)));
    fact(&mut text, "Last day", &worker.left_on.map(long).unwrap_or_default());
    fact(&mut text, "Formerly", &of.formerly.join(", "));
    part(&mut text, "Owed", of.owed.iter().map(|one| format!("{}: {}", one.label, state(one.state))));
    part(&mut text, "Closer supervision", worker.periods.iter().map(period_words));
    part(
        &mut text,
        "Away",
        worker.absences.iter().map(|one| {
            let when = one
                .until
                .map_or_else(|| format!("from {}, with no known end", long(one.from)), |until| range(one.from, until));
            format!("{}: {when}", one.kind.words())
        }),
    );
    part(
        &mut text,
        "Children",
        of.children.iter().map(|(child, status)| {
            let status = status.map(|status| format!(", {}", status.words())).unwrap_or_default();
            format!("{}{status}", child.words())
        }),
    );
    part(&mut text, "Sessions, the latest first", of.sessions.iter().rev().map(session_words));
    text
}

fn period_words(period: &Period) -> String {
    let what = match period {
        Period::Asye { .. } => "ASYE".to_owned(),
        Period::Enhanced { reason, .. } => match reason {
            crate::practice::worker::EnhancedReason::ReturnToWork => "return to work".to_owned(),
            crate::practice::worker::EnhancedReason::RoleChange => "change of role".to_owned(),
            crate::practice::worker::EnhancedReason::Personal { why, .. } => why.clone(),
        },
    };
    format!("{what}: {}", range(period.from(), period.until()))
}

pub(super) fn session_words(session: &Session) -> String {
    let status = session.outcome.status();
    let day = session.held_on().or(session.planned_for).map(long).unwrap_or_default();
    let more = match &session.outcome {
        Outcome::Planned => String::new(),
        Outcome::Held { minutes, .. } => minutes.map(|minutes| format!(", {minutes} minutes")).unwrap_or_default(),
        Outcome::Cancelled { by, reason } => {
            let by = by.map(|by| format!(" by {}", by.words())).unwrap_or_default();
            let why = if reason.is_empty() { String::new() } else { format!(": {reason}") };
            format!("{by}{why}")
        }
        Outcome::Missed { reason } if reason.is_empty() => String::new(),
        Outcome::Missed { reason } => format!(": {reason}"),
    };
    format!("{}: {day}, {}, {}{more}", session.id, session.kind.words(), status.words())
}
