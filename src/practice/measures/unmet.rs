//! Why a supervision that was due did not take place: the reasons that a manager and an inspector ask for. It is read from
//! what stands in the file, never guessed beyond it.

use super::{Record, away};
use crate::practice::code::coded;
use crate::practice::due::compliance::{Judged, Judgement};
use crate::practice::reference::Reference;
use crate::practice::session::{CancelledBy, Outcome};
use chrono::{Days, NaiveDate};

coded! {
    /// What stood in the way of a supervision that was due.
    Because {
        /// The supervisor called it off.
        Supervisor = "supervisor", "called off by the supervisor";
        /// The worker called it off.
        Supervisee = "supervisee", "called off by the worker";
        /// The service called it off.
        Service = "service", "called off by the service";
        /// It was called off, and nobody wrote down by whom.
        CalledOff = "called_off", "called off, by whom is not recorded";
        /// It was planned and did not take place.
        Missed = "missed", "planned, and missed";
        /// It was planned, and nobody has said what became of it.
        NotSettled = "not_settled", "planned, and nothing said since";
        /// The worker was away for part of the time.
        Absence = "absence", "the worker was away";
        /// Nothing had been planned.
        NotPlanned = "not_planned", "nothing was planned";
    }
}

/// A due date that was not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    /// Whose.
    pub worker: Reference,
    /// How it was judged: missed or outstanding.
    pub judged: Judged,
    /// What stood in the way.
    pub because: Because,
}

/// The due dates of one worker that fell in a period and were not met, each with what stood in the way.
pub(super) fn unmet(record: &Record<'_>, (from, until): (NaiveDate, NaiveDate), day: NaiveDate) -> Vec<Unmet> {
    let worker = record.worker;
    if worker.joined_on > until || worker.joined_on > day {
        return Vec::new();
    }
    let mut judged: Vec<&Judged> = record.judged.iter().collect();
    judged.sort_by_key(|one| one.due_on);
    let unmet = judged.iter().enumerate().filter(|(_, one)| {
        matches!(one.outcome, Judgement::Missed | Judgement::Outstanding) && from <= one.due_on && one.due_on <= until
    });
    unmet
        .map(|(place, one)| {
            // What was planned between the date before and the date after belongs to this one.
            let begins = place
                .checked_sub(1)
                .and_then(|before| judged.get(before))
                .map_or(worker.joined_on, |before| before.held_on.unwrap_or(before.due_on));
            let ends = judged.get(place + 1).map_or(day, |next| next.due_on.pred_opt().unwrap_or(next.due_on).min(day));
            Unmet {
                worker: worker.reference.clone(),
                judged: **one,
                because: because(record, begins, one.due_on, ends),
            }
        })
        .collect()
}

/// The last thing planned after `begins` and up to `ends`; failing that, an absence before the date was due.
fn because(record: &Record<'_>, begins: NaiveDate, due_on: NaiveDate, ends: NaiveDate) -> Because {
    let planned = record.sessions.iter().filter_map(|session| {
        let on = session.planned_for.filter(|on| begins < *on && *on <= ends)?;
        let because = match &session.outcome {
            Outcome::Cancelled { by: Some(CancelledBy::Supervisor), .. } => Because::Supervisor,
            Outcome::Cancelled { by: Some(CancelledBy::Supervisee), .. } => Because::Supervisee,
            Outcome::Cancelled { by: Some(CancelledBy::Service), .. } => Because::Service,
            Outcome::Cancelled { by: None, .. } => Because::CalledOff,
            Outcome::Missed { .. } => Because::Missed,
            Outcome::Planned => Because::NotSettled,
            Outcome::Held { .. } => return None,
        };
        Some((on, session.id, because))
    });
    if let Some((_, _, because)) = planned.max_by_key(|(on, id, _)| (*on, *id)) {
        return because;
    }
    let first = begins.checked_add_days(Days::new(1)).unwrap_or(begins);
    if away(record.worker, first, due_on) { Because::Absence } else { Because::NotPlanned }
}
