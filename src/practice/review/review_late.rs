//! The review is later than the policy's interval for the child's status. An assessment has its checkpoints instead.

use super::record::about;
use super::{Finding, FindingName};
use crate::practice::answer::Answers;
use crate::practice::date_words::long;
use crate::practice::oversight::{Section, field};
use chrono::NaiveDate;

/// `latest` is the last day that the policy leaves for it; `None` where the child's status has no regular oversight.
pub(super) fn find(answers: &Answers, latest: Option<NaiveDate>) -> Option<Finding> {
    let latest = latest?;
    let review_on = answers.day(field::REVIEW_ON).filter(|day| *day > latest)?;
    let advice = format!(
        "{} is later than the policy leaves for a first look at this direction: {} is the last day.",
        long(review_on),
        long(latest)
    );
    Some(about(FindingName::ReviewLate, Section::Review, field::REVIEW_ON, advice))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::review::tests::{complete_answers, day};
    use rstest::rstest;

    #[rstest]
    #[case(Some("2026-12-11"), false)]
    #[case(Some("2026-12-10"), true)]
    #[case(None, false)]
    fn the_last_day_itself_is_in_time(#[case] latest: Option<&str>, #[case] late: bool) {
        assert_eq!(find(&complete_answers(), latest.map(day)).is_some(), late);
    }
}
