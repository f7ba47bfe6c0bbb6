//! Days in words.
use chrono::NaiveDate;
pub(super) fn long(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
pub(super) fn with_weekday(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}
pub(super) fn day_and_month(day: NaiveDate) -> String {
    day.format("%-d %B").to_string()
}
