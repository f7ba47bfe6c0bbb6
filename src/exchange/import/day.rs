//! Dates as import files write them: the strict forms, and what only a spreadsheet can say.

use crate::practice::date_words;
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use std::time::Duration;

const SECONDS_OF_A_DAY: f64 = 86_400.0;

/// What a message says can be written.
pub(super) const EXPECTED_DAY: &str = "a date such as 2026-11-22, 22/11/2026 or 22 Nov 2026";

/// Reads a date in one of the strict forms; never month first, never a year of two figures.
pub fn read_date(text: &str) -> Option<NaiveDate> {
    date_words::read_date(text).ok()
}

/// A day that a team's file can be about: 1900 to 2199.
pub(super) fn sane(day: NaiveDate) -> Option<NaiveDate> {
    (1900..2200).contains(&day.year()).then_some(day)
}

/// The day that a bare number means in Excel, where somebody took the date format off: days since 30 December 1899.
/// Only 1930 to 2100: outside that it is a number that landed in the wrong column.
pub fn serial_day(number: f64) -> Option<NaiveDate> {
    if !(10_959.0..73_051.0).contains(&number) {
        return None;
    }
    // What stands after the point is the time of day.
    let after = TimeDelta::from_std(Duration::try_from_secs_f64(number * SECONDS_OF_A_DAY).ok()?).ok()?;
    Some(NaiveDate::from_ymd_opt(1899, 12, 30)?.and_time(NaiveTime::MIN).checked_add_signed(after)?.date())
}
