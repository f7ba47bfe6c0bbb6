//! Milestones of a child's plan: when one that is kept falls due. A policy says how often or by when; the dates are those
//! that somebody entered. What is owed because of them is [`super::due::milestone`]'s.
//!
//! Nothing forces a manager to keep them: one for which no date was ever entered is owed to nobody.

use super::child::ChildStatus;
use super::policy::{Interval, Source};
use super::working_days::WorkingDays;
use chrono::NaiveDate;

/// Until this age, in calendar months, a child is a baby where a policy asks for more (a local reading: no document that
/// asks for it says until when).
pub const BABY_MONTHS: u32 = 12;

/// A length of time in calendar or in working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// By the calendar.
    Calendar(Interval),
    /// Working days, 1 to 260.
    WorkingDays(u16),
}

impl Span {
    /// The day this long after another.
    pub fn after(self, day: NaiveDate, days_off: &WorkingDays) -> NaiveDate {
        match self {
            Self::Calendar(interval) => interval.after(day),
            Self::WorkingDays(days) => days_off.add_working_days(day, days),
        }
    }

    /// In words: `10 working days`, `6 weeks`, `3 months`.
    pub fn words(self) -> String {
        let counted =
            |number: u16, one: &str| if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") };
        match self {
            Self::WorkingDays(days) => counted(days, "working day"),
            Self::Calendar(Interval::Days(days)) if days % 7 == 0 => counted(days / 7, "week"),
            Self::Calendar(Interval::Days(days)) => counted(days, "day"),
            Self::Calendar(Interval::Months(months)) if months % 12 == 0 => counted(months / 12, "year"),
            Self::Calendar(Interval::Months(months)) => counted(months, "month"),
        }
    }
}

/// When a milestone falls due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timing {
    /// Again and again, counted from the last time.
    Every {
        /// How long after the last.
        every: Span,
        /// How long after the last for a baby, where that is another.
        baby: Option<Span>,
        /// How long for the first times after the status began, where that is another: the second entry counts from the
        /// first time, and so on.
        at_first: Vec<Span>,
    },
    /// Once, after another milestone has happened.
    After {
        /// The key of the other.
        other: String,
        /// How long after it.
        within: Span,
        /// The key of another that meets it too: any visit is a first visit.
        met_by: Option<String>,
    },
}

/// A milestone of a child's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// The statuses that it is for.
    pub statuses: Vec<ChildStatus>,
    /// What it is called in files and in the ledger of dates; without one it is only words.
    pub key: Option<String>,
    /// What is to happen, in a few words.
    pub what: String,
    /// By when, in words.
    pub when: String,
    /// By when, to be reckoned; none where the policy's words say what no calendar can.
    pub timing: Option<Timing>,
    /// Who says so.
    pub source: Source,
}

/// A day on which a milestone happened, as somebody entered it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Happened {
    /// The key of the milestone.
    pub key: String,
    /// The day.
    pub on: NaiveDate,
}

/// When a milestone is next due, and what that counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// The day.
    pub due_on: NaiveDate,
    /// The day entered that it counts from.
    pub from: NaiveDate,
    /// How long after it.
    pub span: Span,
    /// Whether it is shorter because the child is a baby.
    pub baby: bool,
}

impl Milestone {
    /// When it is next due, from the dates known by a day; `None` where it is not kept, or was met.
    pub fn next(
        &self,
        dates: &[Happened],
        status_since: NaiveDate,
        born_on: Option<NaiveDate>,
        days_off: &WorkingDays,
        day: NaiveDate,
    ) -> Option<Next> {
        let last = |key: &str| dates.iter().filter(|one| one.key == key && one.on <= day).map(|one| one.on).max();
        let own = last(self.key.as_deref()?);
        let next = |from: NaiveDate, span: Span, baby| Next { due_on: span.after(from, days_off), from, span, baby };
        match self.timing.as_ref()? {
            Timing::After { other, within, met_by } => {
                let from = last(other)?;
                let own = own.max(met_by.as_deref().and_then(last));
                own.is_none_or(|own| own < from).then(|| next(from, *within, false))
            }
            Timing::Every { every, baby, at_first } => {
                let from = own?;
                let is_baby = born_on.and_then(|born| born.checked_add_months(chrono::Months::new(BABY_MONTHS)));
                if let (Some(span), Some(until)) = (baby, is_baby)
                    && from < until
                {
                    return Some(next(from, *span, true));
                }
                // How many of the first times have passed is told by the day: what came before the second was due is
                // the first.
                let mut due = status_since;
                for (place, span) in at_first.iter().enumerate() {
                    due = span.after(due, days_off);
                    let following = at_first.get(place + 1).map(|span| span.after(due, days_off));
                    if from < following.unwrap_or(due) && place + 1 < at_first.len() {
                        return at_first.get(place + 1).map(|span| next(from, *span, false));
                    }
                }
                Some(next(from, *every, false))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::policy_file::shipped_policy;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn barnet(status: ChildStatus, key: &str) -> Milestone {
        let policy = shipped_policy("barnet").unwrap();
        policy
            .milestones
            .into_iter()
            .find(|one| one.statuses.contains(&status) && one.key.as_deref() == Some(key))
            .unwrap()
    }

    #[rstest]
    // Ten working days over the spring bank holiday.
    #[case::visit(ChildStatus::ChildProtection, "visit", &[("visit", "2026-05-20")], None, Some("2026-06-04"))]
    #[case::baby(ChildStatus::ChildProtection, "visit", &[("visit", "2026-05-20")], Some("2025-06-01"), Some("2026-06-03"))]
    #[case::no_longer_a_baby(ChildStatus::ChildProtection, "visit", &[("visit", "2026-05-20")], Some("2025-05-20"), Some("2026-06-04"))]
    #[case::only_the_last_counts(ChildStatus::ChildInNeed, "visit", &[("visit", "2026-05-20"), ("visit", "2026-04-01")], None, Some("2026-06-17"))]
    #[case::never_entered(ChildStatus::ChildProtection, "visit", &[("review", "2026-05-20")], None, None)]
    #[case::after_the_day(ChildStatus::ChildProtection, "visit", &[("visit", "2026-08-02")], None, None)]
    #[case::core_group(ChildStatus::ChildProtection, "first_core_group", &[("conference", "2026-06-01")], None, Some("2026-06-15"))]
    #[case::core_group_met(ChildStatus::ChildProtection, "first_core_group", &[("conference", "2026-06-01"), ("core_group", "2026-06-09")], None, None)]
    #[case::first_review_in_care(ChildStatus::InCare, "review", &[("review", "2026-01-28")], None, Some("2026-04-28"))]
    #[case::later_review_in_care(ChildStatus::InCare, "review", &[("review", "2026-05-11")], None, Some("2026-11-11"))]
    fn the_next_is_reckoned_from_what_was_entered(
        #[case] status: ChildStatus,
        #[case] key: &str,
        #[case] dates: &[(&str, &str)],
        #[case] born_on: Option<&str>,
        #[case] due: Option<&str>,
    ) {
        let dates: Vec<Happened> =
            dates.iter().map(|(key, on)| Happened { key: (*key).to_owned(), on: day(on) }).collect();
        let next = barnet(status, key).next(
            &dates,
            day("2026-01-01"),
            born_on.map(day),
            &WorkingDays::published(),
            day("2026-08-01"),
        );
        assert_eq!(next.map(|next| next.due_on), due.map(day));
    }

    #[test]
    fn lengths_are_said_as_people_say_them() {
        let words = |span: Span| span.words();
        assert_eq!(words(Span::WorkingDays(10)), "10 working days");
        assert_eq!(words(Span::Calendar(Interval::Days(42))), "6 weeks");
        assert_eq!(words(Span::Calendar(Interval::Months(1))), "1 month");
    }
}
