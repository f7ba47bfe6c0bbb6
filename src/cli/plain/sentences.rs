//! What is read out of the lists: a thing to a line, the answer first. Not which of them are read.

use crate::exchange::print::counted;
use crate::practice::action::Whose;
use crate::practice::date_words::{echo_at, long, short_with_weekday, time, with_weekday};
use crate::practice::due::{Booking, Glance, Kind, Owed, Rule, State};
pub(super) use crate::practice::sentence::capital;
use crate::practice::sentence::opening;
use crate::practice::session::Session;
use crate::practice::working_days::WorkingDays;
use crate::workbench::message::{ActionLine, ChildRow, DraftRow, NoWorker, Person};
use chrono::{NaiveDate, NaiveTime};

/// Something owed: `Supervision: 4 days late, was due on Wednesday 18 November 2026. Priya Shah, W1. Nothing is booked.`
pub(super) fn owed(one: &Owed) -> String {
    let who = named(&one.subject.name, one.subject.reference.as_str());
    let status = one.subject.status.map(|status| format!(", {}", status.words())).unwrap_or_default();
    let mut words = format!("{} {who}{status}.", owed_alone(one));
    if let Some(booked) = one.booking.map(booking) {
        words.push_str(&format!(" {booked}"));
    } else if one.kind == Kind::Action && one.whose == Whose::Mine {
        words.push_str(" Yours to do.");
    } else if !one.carried_by.is_empty() {
        words.push_str(&format!(" With {}.", one.carried_by));
    }
    words
}

/// The same without saying whose it is, nor who carries it.
pub(super) fn owed_alone(one: &Owed) -> String {
    format!("{}: {}.", capital(&what(one)), state(one.state, one.due_on))
}

/// What is owed, in a few words.
fn what(one: &Owed) -> String {
    match one.kind {
        Kind::Review | Kind::Milestone => one.label.clone(),
        Kind::Action => format!("action, {}", one.label),
        Kind::Supervision | Kind::Checkpoint | Kind::AssessmentLimit | Kind::Oversight => at_a_glance(one.glance()),
    }
}

/// The same where no more is known than a list tells.
fn at_a_glance(one: Glance) -> String {
    match (one.kind, one.rule) {
        (Kind::Checkpoint, Rule::Day(day)) => format!("checkpoint, day {day}"),
        (Kind::AssessmentLimit, Rule::Day(day)) => format!("end of the assessment, day {day}"),
        (kind, _) => kind.words().to_owned(),
    }
}

/// How it stands, with its day.
pub(super) fn state(state: State, due: Option<NaiveDate>) -> String {
    let on = due.map(with_weekday).unwrap_or_default();
    match state {
        State::Overdue(days) => format!("{} late, was due on {on}", counted(days, "day", "days")),
        State::DueToday => "due today".to_owned(),
        State::DueSoon(days) | State::OnTrack(days) => format!("due in {}, on {on}", counted(days, "day", "days")),
        State::Paused => "paused".to_owned(),
    }
}

pub(super) fn booking(booking: Booking) -> String {
    match booking {
        Booking::Booked(on) => format!("Booked for {}.", with_weekday(on)),
        Booking::BookedLate(on) => format!("Booked for {}, which is too late.", with_weekday(on)),
        Booking::NotBooked => "Nothing is booked.".to_owned(),
    }
}

/// A child with no worker.
pub(super) fn no_worker(one: &NoWorker) -> String {
    let who = named(&one.called, one.reference.as_str());
    format!("No worker since {}. {who}, {}.", long(one.since), one.status.words())
}

/// A worker, for the list of people.
pub(super) fn person(one: &Person, day: NaiveDate) -> String {
    let worker = &one.worker;
    let mut words = format!("{}, {}, {}", worker.name, worker.reference, worker.role.words());
    if let Some(asye) = worker.asye_on(day) {
        words.push_str(&format!(", ASYE to {}", long(asye.until())));
    }
    words.push('.');
    if worker.joined_on > day {
        words.push_str(&format!(" Joins on {}.", long(worker.joined_on)));
    } else if let Some(left) = worker.left_on.filter(|left| *left < day) {
        words.push_str(&format!(" Left on {}.", long(left)));
    }
    if let Some(next) = &one.next {
        words.push_str(&format!(" {}", owed_alone(next)));
        if let Some(booked) = next.booking.map(booking) {
            words.push_str(&format!(" {booked}"));
        }
    }
    let count = i64::try_from(one.children()).unwrap_or(i64::MAX);
    let of_each: Vec<String> =
        one.caseload.iter().map(|(status, count)| format!("{count} {}", status.words())).collect();
    match of_each.as_slice() {
        [] => words.push_str(" No children."),
        _ => words.push_str(&format!(" {}: {}.", counted(count, "child", "children"), of_each.join(", "))),
    }
    words
}

/// A child, for the list of children.
pub(super) fn child(one: &ChildRow) -> String {
    let mut words = named(&one.called, one.reference.as_str());
    if let Some(age) = one.age {
        words.push_str(&format!(", aged {age}"));
    }
    match one.status {
        Some((status, since)) => words.push_str(&format!(", {} since {}.", status.words(), long(since))),
        None => words.push_str(", no status yet."),
    }
    match &one.worker {
        Some((_, worker)) => words.push_str(&format!(" With {worker}.")),
        None => words.push_str(" No worker."),
    }
    match one.last_footprint {
        Some(on) => words.push_str(&format!(" Last oversight {}.", long(on))),
        None => words.push_str(" No oversight yet."),
    }
    if let Some(next) = one.next {
        words.push_str(&format!(" {}: {}.", capital(&at_a_glance(next)), state(next.state, next.due_on)));
    }
    words
}

/// An action, for the list of actions.
pub(super) fn action(one: &ActionLine) -> String {
    let action = &one.action;
    let stands = match action.closed_on {
        None => state(one.state, Some(action.due_on)),
        Some(on) => format!("{} on {}", action.status.words(), long(on)),
    };
    let mut words = format!("{}: {stands}. {}", action.id, sentence(&action.action));
    let who = if one.whose == Whose::Mine { "you" } else { action.owner.as_str() };
    words.push_str(&format!(" By {who}, for {}.", named(&one.called, &one.reference)));
    if action.redated > 0 {
        let times = match action.redated {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            more => format!("{more} times"),
        };
        words.push_str(&format!(" Moved {times}, at first due on {}.", long(action.first_due_on)));
    }
    if one.asks {
        words.push_str(" It was asked for, moved or left undone before, and asks for a decision.");
    }
    if !action.difference.trim().is_empty() {
        words.push_str(&format!(" {}", sentence(&action.difference)));
    }
    words
}

/// A draft that waits.
pub(super) fn draft(one: &DraftRow) -> String {
    let reason = one.reason_words();
    let needed = match one.still_needed {
        0 => "Nothing is missing before it can be signed.".to_owned(),
        some => format!(
            "{} still needed before signing.",
            counted(i64::try_from(some).unwrap_or(i64::MAX), "thing", "things")
        ),
    };
    format!(
        "{}: {}, {reason}, decided on {}. Saved on {} at {}. {needed}",
        one.id,
        one.called,
        long(one.decided_on),
        long(one.saved_at.date()),
        time(one.saved_at.time()),
    )
}

/// A day as understood, as a sentence.
pub(super) fn day(on: NaiveDate, at: Option<NaiveTime>, days_off: &WorkingDays) -> String {
    let words = echo_at(on, at, days_off);
    if days_off.is_working_day(on) { format!("{words}, a working day.") } else { format!("{words}.") }
}

/// A plan, inside a sentence: `Wed 25 Nov at 10am`.
pub(super) fn plan(session: &Session) -> String {
    let day = session.planned_for.map_or_else(|| "no day".to_owned(), short_with_weekday);
    session.starts_at.map_or_else(|| day.clone(), |at| format!("{day} at {}", time(at)))
}

/// A name with its reference, said once where there is no name.
pub(super) fn named(name: &str, reference: &str) -> String {
    if name == reference { reference.to_owned() } else { format!("{name}, {reference}") }
}

/// Words as a sentence.
pub(super) fn sentence(words: &str) -> String {
    let words = opening(words.trim());
    if words.is_empty() || words.ends_with(['.', '!', '?']) { words } else { format!("{words}.") }
}
