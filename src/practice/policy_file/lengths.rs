//! Lengths of time as a policy file writes them: `7 days`, `10 working days`, `75 years`. Not what they are the length of.

use crate::practice::milestone::Span;
use crate::practice::policy::Interval;

/// A length of time that may be a lifetime: years up to 120 beside all that [`interval`] reads in days, weeks and months.
pub(super) fn lifetime(text: &str) -> Option<Interval> {
    let lower = text.to_lowercase();
    let (count, unit) = lower.split_once(' ')?;
    let months = match unit.trim() {
        "month" | "months" => 1,
        "year" | "years" => 12,
        "day" | "days" | "week" | "weeks" => return interval(&lower),
        _ => return None,
    };
    let count: u16 = count.parse().ok()?;
    count.checked_mul(months).filter(|months| (1..=120 * 12).contains(months)).map(Interval::Months)
}

/// A length of time by the calendar, or `10 working days`.
pub(super) fn span(text: &str) -> Option<Span> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    match words.as_slice() {
        [count, "working", "day" | "days"] => {
            count.parse().ok().filter(|count| (1..=260).contains(count)).map(Span::WorkingDays)
        }
        _ => interval(text).map(Span::Calendar),
    }
}

/// A length of time by the calendar: `7 days`, `2 weeks`, `1 month`, `fortnightly`; up to five years.
pub(super) fn interval(text: &str) -> Option<Interval> {
    let text = text.to_lowercase();
    match text.as_str() {
        "daily" => return Some(Interval::Days(1)),
        "weekly" => return Some(Interval::Days(7)),
        "fortnightly" => return Some(Interval::Days(14)),
        "monthly" => return Some(Interval::Months(1)),
        _ => {}
    }
    let (count, unit) = text.split_once(' ')?;
    let count: u16 = count.parse().ok().filter(|count| *count > 0)?;
    match unit.trim() {
        "day" | "days" => Some(Interval::Days(count)).filter(|_| count <= 1830),
        "week" | "weeks" => count.checked_mul(7).filter(|days| *days <= 1830).map(Interval::Days),
        "month" | "months" => Some(Interval::Months(count)).filter(|_| count <= 60),
        "year" | "years" => count.checked_mul(12).filter(|months| *months <= 60).map(Interval::Months),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("1 month", Some(Interval::Months(1)))]
    #[case("Monthly", Some(Interval::Months(1)))]
    #[case("2 weeks", Some(Interval::Days(14)))]
    #[case("28 days", Some(Interval::Days(28)))]
    #[case("1 year", Some(Interval::Months(12)))]
    #[case("0 days", None)]
    #[case("1831 days", None)]
    #[case("9999 weeks", None)]
    #[case("61 months", None)]
    #[case("-1 days", None)]
    #[case("month", None)]
    #[case("1.5 months", None)]
    fn a_length_of_time_is_a_count_and_a_unit(#[case] text: &str, #[case] read: Option<Interval>) {
        assert_eq!(interval(text), read);
    }

    #[rstest]
    #[case("7 years", Some(Interval::Months(84)))]
    #[case("1 Year", Some(Interval::Months(12)))]
    #[case("120 years", Some(Interval::Months(1440)))]
    #[case("121 years", None)]
    #[case("18 months", Some(Interval::Months(18)))]
    #[case("90 days", Some(Interval::Days(90)))]
    #[case("4 weeks", Some(Interval::Days(28)))]
    #[case("0 years", None)]
    #[case("0 days", None)]
    #[case("65535 years", None)]
    #[case("-7 years", None)]
    #[case("for ever", None)]
    #[case("fortnightly", None)]
    #[case("7", None)]
    fn a_time_that_something_is_kept_may_be_a_lifetime(#[case] text: &str, #[case] read: Option<Interval>) {
        assert_eq!(lifetime(text), read);
    }
}
