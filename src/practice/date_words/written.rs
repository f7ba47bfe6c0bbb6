//! Dates and times as the screen and documents show them, in the style of GOV.UK: "22 November 2026", "5:30pm".

use crate::practice::working_days::WorkingDays;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

/// `22 November 2026`.
pub fn long(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// `Sunday 22 November 2026`.
pub fn with_weekday(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// `22 November`, where the year is plain.
pub fn day_and_month(day: NaiveDate) -> String {
    day.format("%-d %B").to_string()
}

/// `22 Nov`, for a narrow column where the year is plain.
pub fn short(day: NaiveDate) -> String {
    day.format("%-d %b").to_string()
}

/// `22 Nov`, and `22 Nov 2025` where the year is not plain: half a year or more from today.
pub fn short_near(day: NaiveDate, today: NaiveDate) -> String {
    if (day - today).num_days().abs() < 183 { short(day) } else { day.format("%-d %b %Y").to_string() }
}

/// `Sun 22 Nov`.
pub fn short_with_weekday(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

/// `1 to 7 June 2026`, `30 May to 5 June 2026`, `20 December 2026 to 3 January 2027`.
pub fn range(from: NaiveDate, to: NaiveDate) -> String {
    let start = if from == to {
        return long(to);
    } else if from.year() != to.year() {
        long(from)
    } else if from.month() != to.month() {
        day_and_month(from)
    } else {
        from.format("%-d").to_string()
    };
    format!("{start} to {}", long(to))
}

/// A date shown back to whoever typed it, in full, and saying so where it is not a working day:
/// `Monday 28 December 2026, not a working day: Boxing Day (observed)`.
pub fn echo(day: NaiveDate, working_days: &WorkingDays) -> String {
    let mut words = with_weekday(day);
    if !working_days.is_working_day(day) {
        words.push_str(", not a working day");
        if let Some(holiday) = working_days.holiday(day) {
            words.push_str(": ");
            words.push_str(&holiday.name);
            if holiday.computed {
                words.push_str(" (worked out by rule)");
            }
        }
    }
    words
}

/// The same with a time, where there is one: `Tuesday 24 November 2026 at 10am`, and what [`echo`] adds.
pub fn echo_at(day: NaiveDate, at: Option<NaiveTime>, working_days: &WorkingDays) -> String {
    let in_full = echo(day, working_days);
    let Some(at) = at else { return in_full };
    let day = with_weekday(day);
    let rest = in_full.strip_prefix(&day).unwrap_or_default();
    format!("{day} at {}{rest}", time(at))
}

/// `5:30pm`, `9am`, `midday`, `midnight`.
pub fn time(time: NaiveTime) -> String {
    let (afternoon, hour) = time.hour12();
    match (time.hour(), time.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, minute) => {
            let half = if afternoon { "pm" } else { "am" };
            if minute == 0 { format!("{hour}{half}") } else { format!("{hour}:{minute:02}{half}") }
        }
    }
}
