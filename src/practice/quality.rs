//! The quality calendar: what a policy asks for in a month, whether it was done, and if not, why. Not the policy's own
//! list, which is [`super::policy::CalendarItem`].

use super::date_words::month_name;
use super::policy::{Policy, PolicyHistory};
use chrono::{Datelike, Days, Months, NaiveDate};
use std::fmt;

/// How an item of one month was answered. `Debug` never shows the reason.
#[derive(Clone, PartialEq, Eq)]
pub enum QualityAnswer {
    /// Done, on a day.
    Done(NaiveDate),
    /// Not done, and why; never empty.
    NotDone(String),
}

impl fmt::Debug for QualityAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done(on) => f.debug_tuple("Done").field(on).finish(),
            Self::NotDone(_) => f.write_str("NotDone"),
        }
    }
}

/// One item of one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualityItem {
    /// What is to be done, in the policy's words.
    pub what: String,
    /// Who says so.
    pub source: String,
    /// How it was answered; `None` while it is open.
    pub answer: Option<QualityAnswer>,
}

impl QualityItem {
    /// Why it stands in a month, in a sentence.
    pub fn why(&self, month: NaiveDate) -> String {
        let named = format!("{} {}", month_name(month.month()), month.year());
        format!("Asked for in {named}: to be done, or given a reason, by its end ({}).", self.source)
    }
}

/// What the policy in force at the end of a month asks for in it. `answers` are that month's, by the policy's words; one
/// to an item that the policy no longer names stays in the list.
pub fn items(policies: &PolicyHistory, month: NaiveDate, answers: Vec<(String, QualityAnswer)>) -> Vec<QualityItem> {
    let mut answers = answers;
    let policy: &Policy = policies.on(last_of_month(month));
    let asked = policy.calendar.iter().filter(|item| item.months.iter().any(|one| u32::from(*one) == month.month()));
    let mut items: Vec<QualityItem> = asked
        .map(|item| {
            let place = answers.iter().position(|(what, _)| *what == item.what);
            let answer = place.map(|place| answers.swap_remove(place).1);
            QualityItem { what: item.what.clone(), source: item.source.words(), answer }
        })
        .collect();
    answers.sort_by(|(a, _), (b, _)| a.cmp(b));
    items.extend(answers.into_iter().map(|(what, answer)| QualityItem {
        what,
        source: "a policy no longer in force".to_owned(),
        answer: Some(answer),
    }));
    items
}

/// The last day of a day's month.
pub fn last_of_month(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    first.checked_add_months(Months::new(1)).and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(day)
}

/// The six weeks, Monday to Sunday, that show a whole month: the first and the last day.
pub fn six_weeks(month: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = month.with_day(1).unwrap_or(month);
    let back = u64::from(first.weekday().num_days_from_monday());
    let from = first.checked_sub_days(Days::new(back)).unwrap_or(first);
    (from, from.checked_add_days(Days::new(41)).unwrap_or(from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::policy_file::shipped_policy;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_has_what_the_policy_names_for_it_and_what_was_answered_before_it_changed() {
        let london = PolicyHistory::always(shipped_policy("city-of-london").unwrap());
        let june = items(&london, day("2026-06-01"), Vec::new());
        let names: Vec<&str> = june.iter().map(|item| item.what.as_str()).collect();
        assert!(names.contains(&"Virtual head's report") && names.contains(&"SEND panel"), "{names:?}");
        assert!(!names.contains(&"Multi-agency audits"));
        let answers = vec![
            ("SEND panel".to_owned(), QualityAnswer::Done(day("2026-06-04"))),
            ("Something from before".to_owned(), QualityAnswer::NotDone("the panel was moved".to_owned())),
        ];
        let answered = items(&london, day("2026-06-01"), answers);
        assert_eq!(answered.len(), june.len() + 1);
        assert_eq!(answered.iter().filter(|item| item.answer.is_some()).count(), 2);
        let barnet = PolicyHistory::always(shipped_policy("barnet").unwrap());
        assert_eq!(items(&barnet, day("2026-06-01"), Vec::new()), []);
    }

    #[test]
    fn six_weeks_begin_on_a_monday_and_hold_the_month() {
        for month in ["2026-02-01", "2026-11-01", "2027-03-01", "2021-02-01", "2026-08-01"] {
            let (from, until) = six_weeks(day(month));
            assert_eq!((from.weekday(), until.weekday()), (chrono::Weekday::Mon, chrono::Weekday::Sun));
            assert!(from <= day(month) && last_of_month(day(month)) <= until);
        }
        assert_eq!(last_of_month(day("2024-02-11")), day("2024-02-29"));
    }
}
