//! What is owed, as `due` prints it.

use super::table::{Layout, Side, Table};
use super::{comma, counted, json};
use crate::practice::date_words;
use crate::practice::due::{Behind, Booking, Kind, Move, MovedBecause, Owed, State, SubjectId};
use chrono::NaiveDate;
use serde::Serialize;

/// The day asked about and the policy in force on it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The day.
    pub as_of: NaiveDate,
    /// The policy's name.
    pub policy: &'a str,
}

#[derive(Serialize)]
struct List<'a> {
    as_of: NaiveDate,
    policy: &'a str,
    items: Vec<Item<'a>>,
}

/// One thing owed, as JSON has it wherever it stands.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    kind: Kind,
    subject: SubjectItem<'a>,
    label: &'a str,
    due_on: Option<NaiveDate>,
    state: &'static str,
    days_overdue: Option<i64>,
    rule: Option<String>,
    counts_from: Option<NaiveDate>,
    moved: Vec<MoveItem>,
    booking: Option<BookingItem>,
    why: String,
}

#[derive(Serialize)]
struct SubjectItem<'a> {
    r#type: &'static str,
    reference: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct MoveItem {
    from: NaiveDate,
    to: NaiveDate,
    because: &'static str,
}

#[derive(Serialize)]
struct BookingItem {
    state: &'static str,
    on: Option<NaiveDate>,
}

/// `worker` or `child`, as files name what a thing is owed to.
const fn subject_type(id: &SubjectId) -> &'static str {
    match id {
        SubjectId::Worker(_) => "worker",
        SubjectId::Child(_) => "child",
    }
}

const fn because(reason: MovedBecause) -> &'static str {
    match reason {
        MovedBecause::Absence => "absence",
        MovedBecause::NonWorkingDay => "non_working_day",
    }
}

/// One thing owed, as JSON has it.
pub(super) fn item(owed: &Owed) -> Item<'_> {
    Item {
        kind: owed.kind,
        subject: SubjectItem {
            r#type: subject_type(&owed.subject.id),
            reference: owed.subject.reference.as_str(),
            name: &owed.subject.name,
        },
        label: &owed.label,
        due_on: owed.due_on,
        state: owed.state.code(),
        days_overdue: owed.state.days_overdue(),
        rule: owed.rule.code(),
        counts_from: owed.counts_from,
        moved: owed
            .moved
            .iter()
            .map(|Move { from, to, because: reason }| MoveItem { from: *from, to: *to, because: because(*reason) })
            .collect(),
        booking: owed.booking.map(|booking| BookingItem { state: booking.code(), on: booking.on() }),
        why: owed.why(),
    }
}

/// As JSON (`design/commands.md`, *JSON*).
pub fn as_json(asked: Asked<'_>, owed: &[Owed]) -> String {
    json(&List { as_of: asked.as_of, policy: asked.policy, items: owed.iter().map(item).collect() })
}

/// The columns of the CSV form.
const COLUMNS: [&str; 14] = [
    "kind",
    "subject_type",
    "reference",
    "name",
    "label",
    "due_on",
    "state",
    "days_overdue",
    "rule",
    "counts_from",
    "moved",
    "booking",
    "booked_on",
    "why",
];

/// As CSV, one row each.
pub fn as_csv(owed: &[Owed]) -> String {
    let text = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    comma::rows(
        &COLUMNS,
        owed.iter().map(|one| {
            [
                one.kind.code().to_owned(),
                subject_type(&one.subject.id).to_owned(),
                one.subject.reference.to_string(),
                one.subject.name.clone(),
                one.label.clone(),
                text(one.due_on),
                one.state.code().to_owned(),
                one.state.days_overdue().map(|days| days.to_string()).unwrap_or_default(),
                one.rule.code().unwrap_or_default(),
                text(one.counts_from),
                moves(&one.moved),
                one.booking.map(|booking| booking.code().to_owned()).unwrap_or_default(),
                text(one.booking.and_then(Booking::on)),
                one.why(),
            ]
        }),
    )
}

/// Each move in a cell: `2026-11-21 to 2026-11-23 non_working_day`, parted by semicolons.
fn moves(moved: &[Move]) -> String {
    let words = |one: &Move| format!("{} to {} {}", one.from, one.to, because(one.because));
    moved.iter().map(words).collect::<Vec<_>>().join("; ")
}

/// For people: a table, and a line that counts what presses.
pub fn as_table(asked: Asked<'_>, owed: &[Owed], layout: Layout) -> String {
    let mut table = Table::new(&[
        ("When", Side::Left),
        ("Due", Side::Left),
        ("What", Side::Left),
        ("Reference", Side::Left),
        ("Name", Side::Left),
        ("Status", Side::Left),
        ("Next", Side::Left),
        ("With", Side::Left),
    ]);
    for one in owed {
        table.row([
            state(one.state),
            one.due_on.map(in_column).unwrap_or_default(),
            what(one),
            one.subject.reference.to_string(),
            one.subject.name.clone(),
            one.subject.status.map(|status| status.words().to_owned()).unwrap_or_default(),
            one.booking.map(booking).unwrap_or_default(),
            one.carried_by.clone(),
        ]);
    }
    let gap = if table.is_empty() { "" } else { "\n" };
    format!("{}{gap}{}", table.render(layout), counts(asked, owed))
}

/// The thing owed in a few words; where the label says no more than the kind, it is said once.
fn what(owed: &Owed) -> String {
    match owed.kind {
        Kind::Supervision | Kind::Oversight | Kind::Milestone => owed.label.clone(),
        Kind::Review => match owed.behind {
            Behind::Record(record) => format!("{}, {record}", owed.label),
            _ => owed.label.clone(),
        },
        Kind::Checkpoint => format!("checkpoint {}", owed.label),
        Kind::AssessmentLimit => format!("assessment, {}", owed.label),
        Kind::Action => match owed.behind {
            Behind::Action(action) => format!("{action}: {}", owed.label),
            _ => format!("action: {}", owed.label),
        },
    }
}

/// How it stands, in words.
pub fn state(state: State) -> String {
    match state {
        State::Overdue(days) => format!("{} overdue", counted(days, "day", "days")),
        State::DueToday => "due today".to_owned(),
        State::DueSoon(days) | State::OnTrack(days) => format!("in {}", counted(days, "day", "days")),
        State::Paused => "paused".to_owned(),
    }
}

/// A date in a column, where a month in full takes room that words need.
fn in_column(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

fn booking(booking: Booking) -> String {
    match booking {
        Booking::Booked(on) => format!("booked {}", in_column(on)),
        Booking::BookedLate(on) => format!("booked late, {}", in_column(on)),
        Booking::NotBooked => "not booked".to_owned(),
    }
}

fn counts(asked: Asked<'_>, owed: &[Owed]) -> String {
    let number = |wanted: fn(State) -> bool| owed.iter().filter(|one| wanted(one.state)).count();
    let parts: Vec<String> = [
        (number(|state| matches!(state, State::Overdue(_))), "overdue"),
        (number(|state| state == State::DueToday), "due today"),
        (number(|state| matches!(state, State::DueSoon(_))), "due soon"),
        (number(|state| matches!(state, State::OnTrack(_))), "on track"),
        (number(|state| state == State::Paused), "paused"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, words)| format!("{number} {words}"))
    .collect();
    let day = date_words::long(asked.as_of);
    if parts.is_empty() {
        format!("On {day} nothing here is overdue, due today or due soon. Add --all to see what comes later.\n")
    } else {
        format!("On {day}, by the policy {}: {}.\n", asked.policy, parts.join(", "))
    }
}

#[cfg(test)]
mod tests;
