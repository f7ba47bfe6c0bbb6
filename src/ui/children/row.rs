//! How things about a child are said in a row: how late, since when, how long ago. Not which rows are shown.

use crate::practice::date_words::{short, short_with_weekday};
use crate::practice::due::{Glance, Kind, Rule, State};
use chrono::{Datelike, NaiveDate};

/// How late something is, in words: `7 days late`, `today`, `Thu 26 Nov`.
pub fn when(owed: Glance) -> String {
    match (owed.state, owed.due_on) {
        (State::Overdue(1), _) => "1 day late".to_owned(),
        (State::Overdue(days), _) => format!("{days} days late"),
        (State::DueToday, _) => "today".to_owned(),
        (State::DueSoon(_), Some(due)) => short_with_weekday(due),
        (State::OnTrack(_), Some(due)) => short(due),
        (State::DueSoon(_) | State::OnTrack(_), None) | (State::Paused, _) => "paused".to_owned(),
    }
}

/// What is owed, in a word or two: `day 8`, `oversight`, `review`.
pub fn what(owed: Glance) -> String {
    match (owed.kind, owed.rule) {
        (Kind::Checkpoint, Rule::Day(day)) => format!("day {day}"),
        (Kind::AssessmentLimit, Rule::Day(day)) => format!("day {day} limit"),
        (kind, _) => kind.words().to_owned(),
    }
}

/// Whether it is late.
pub const fn is_late(owed: Glance) -> bool {
    matches!(owed.state, State::Overdue(_))
}

/// How long ago a day was: `today`, `12 days`.
pub fn ago(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// A day for a narrow column: `3 Jun`, and with its year where it is another: `3 Jun 2024`.
pub fn narrow(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() { short(day) } else { day.format("%-d %b %Y").to_string() }
}
