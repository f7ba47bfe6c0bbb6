//! Dates as people write and read them: strict forms for files, everyday words at the keyboard, GOV.UK style on screen.
//! Never month first. Knows no clock: today is a parameter.

mod strict;
mod typed;
mod written;

pub use strict::read_date;
pub use typed::{Understood, from_words};
pub use written::{
    day_and_month, echo, echo_at, long, range, short, short_near, short_with_weekday, time, with_weekday,
};

use chrono::{Datelike, Months, NaiveDate, Weekday};

/// The earliest and the latest year that is believed; one outside is a slip of the keyboard.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Why a text gave no date. Never repeats the text, which may be anything a cell of a file held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// A file has something else where a date belongs.
    #[error("This is not a date. Write it as 2026-11-22, 22/11/2026 or 22 Nov 2026.")]
    NotADate,
    /// Something was typed that is neither a date nor one of the words understood.
    #[error(
        "This date was not understood. Type 22/11, 22 Nov 2026, today, tomorrow, fri, next wed, +14d or in 2 weeks, \
         with a time after it if you like: tue 10:30am."
    )]
    NotUnderstood,
    /// The month has no such day.
    #[error("There is no {day} {} {year}{}", month_name(*month), last_of(*month, *year))]
    NoSuchDay {
        /// The day as given.
        day: u32,
        /// The month, 1 to 12.
        month: u32,
        /// The year.
        year: i32,
    },
    /// A month beyond 12, or 0.
    #[error("There is no month {0}. The day comes first, then the month: 22/11/2026.")]
    NoSuchMonth(u32),
    /// The month stands before the day.
    #[error("The day comes first, then the month: 22 Nov 2026.")]
    MonthFirst,
    /// A year of two figures.
    #[error("Write the year with four figures: 22/11/2026.")]
    ShortYear,
    /// A year nobody means.
    #[error("The year {0} cannot be right. Years from 1900 to 2199 are accepted.")]
    YearOutOfRange(i32),
    /// The weekday and the date do not agree.
    #[error("{} is a {}, not a {}. Check which you mean.", long(*day), weekday_name(day.weekday()), weekday_name(*said))]
    WrongWeekday {
        /// The date as given.
        day: NaiveDate,
        /// The weekday as given.
        said: Weekday,
    },
    /// A time of day that does not exist.
    #[error("There is no such time of day. Write 10am, 2:30pm or 14:30.")]
    NoSuchTime,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "Monday"),
    (Weekday::Tue, "Tuesday"),
    (Weekday::Wed, "Wednesday"),
    (Weekday::Thu, "Thursday"),
    (Weekday::Fri, "Friday"),
    (Weekday::Sat, "Saturday"),
    (Weekday::Sun, "Sunday"),
];

/// A month's name; empty where the number is not 1 to 12.
pub fn month_name(month: u32) -> &'static str {
    usize::try_from(month).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1))).copied().unwrap_or("")
}

fn weekday_name(weekday: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(one, _)| *one == weekday).map_or("", |(_, name)| name)
}

/// Whether `word` is the name or a usual short form of it; `word` is in lower case.
fn names(word: &str, name: &str) -> bool {
    word.is_ascii() && word.len() >= 3 && name.len() >= word.len() && name[..word.len()].eq_ignore_ascii_case(word)
}

/// A month by its name: `nov`, `november`, `sept`.
fn month_named(word: &str) -> Option<u32> {
    (1..=12).find(|month| names(word, month_name(*month)))
}

/// A weekday by its name: `fri`, `weds`, `thurs`, `friday`.
fn weekday_named(word: &str) -> Option<Weekday> {
    if word == "weds" {
        return Some(Weekday::Wed);
    }
    WEEKDAYS.iter().find(|(_, name)| names(word, name)).map(|(weekday, _)| *weekday)
}

/// A day from its parts, or what is wrong with them.
fn day_from(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    if !(1..=12).contains(&month) {
        return Err(DateError::NoSuchMonth(month));
    }
    if !YEARS.contains(&year) {
        return Err(DateError::YearOutOfRange(year));
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDay { day, month, year })
}

/// The last day of a month; `None` where there is no such month.
fn month_end(month: u32, year: i32) -> Option<NaiveDate> {
    let next = NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?;
    next.pred_opt()
}

impl DateError {
    /// The same where only a day to come makes sense: without a year in what was typed, the year is the next one in which the
    /// month has not ended.
    #[must_use]
    pub fn to_come(self, typed: &str, today: NaiveDate) -> Self {
        match self {
            Self::NoSuchDay { day, month, year }
                if !typed.contains(&year.to_string()) && month_end(month, year).is_some_and(|end| end < today) =>
            {
                Self::NoSuchDay { day, month, year: year + 1 }
            }
            other => other,
        }
    }
}

/// How the month ends, and what can be typed instead, as the end of a sentence.
fn last_of(month: u32, year: i32) -> String {
    month_end(month, year).map_or_else(
        || ". Check the day of the month.".to_owned(),
        |last| {
            format!(
                ": the month ends on {}. Type another day, such as {}.",
                day_and_month(last),
                last.format("%d/%m/%Y")
            )
        },
    )
}

#[cfg(test)]
mod tests;
