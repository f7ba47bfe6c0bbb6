//! Two matters taken to somebody else: one was answered, and one still waits for its answer. Not the actions they are about,
//! which stay as they are.

use super::{Calendar, later};
use crate::practice::action::{Action, Escalation};
use crate::practice::due::action::same_name;
use crate::store::{ActionFilter, Change, Closing, NewAction, StoreError};

/// To whom, and under which protocol.
const TO: &str = "the head of service";
const PROTOCOL: &str = "resolving disagreements";

/// What came of the one that was answered.
const ANSWER: &str = "She rang their manager the same day. It is promised for this month, and I have it in writing.";

/// Takes two that others were asked for and moved to another day higher, of two children; says how many were agreed by it.
pub fn take_higher(change: &mut Change<'_>, supervisor: &str, calendar: &Calendar) -> Result<usize, StoreError> {
    let day = calendar.day;
    let mut moved = change.actions(ActionFilter::Open, day)?;
    moved.retain(|one| one.redated > 0 && one.subject.child().is_some() && !same_name(&one.owner, supervisor));
    moved.sort_by_key(|one| (one.first_due_on, one.id));
    let asked = calendar.working_before(later(day, -9));
    let Some(first) = moved.iter().find(|one| one.first_due_on < asked) else { return Ok(0) };
    let answered = escalate(change, supervisor, first, (asked, calendar.working_from(later(day, -4))))?;
    let end = Closing::Done { difference: ANSWER.to_owned() };
    change.close_action(answered, &end, calendar.working_before(later(day, -5)).max(asked))?;
    let Some(second) = moved.iter().rev().find(|one| one.subject != first.subject) else { return Ok(1) };
    let yesterday = calendar.working_before(later(day, -1));
    escalate(change, supervisor, second, (yesterday, calendar.working_from(later(day, 18))))?;
    Ok(2)
}

/// On a day, with another by which an answer is wanted.
fn escalate(
    change: &mut Change<'_>,
    supervisor: &str,
    about: &Action,
    (on, answer_by): (chrono::NaiveDate, chrono::NaiveDate),
) -> Result<crate::practice::reference::ActionId, StoreError> {
    let escalation = Escalation { to: TO.to_owned(), protocol: PROTOCOL.to_owned(), about: Some(about.id) };
    let new = NewAction {
        subject: about.subject,
        record: None,
        change_needed: String::new(),
        action: format!("Escalated to {}: {}", escalation.whom(), about.action),
        owner: supervisor.to_owned(),
        agreed_on: Some(on),
        first_due_on: answer_by,
        due_on: answer_by,
        escalation: None,
    };
    change.escalate(&new, &escalation, on)
}
