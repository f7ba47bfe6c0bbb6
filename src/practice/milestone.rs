//! Milestones of a child's plan: when one that is kept falls due. A policy says how often or by when; the dates are those
//! that somebody entered. What is owed because of them is [`super::due::milestone`]'s.
//!
//! Nothing forces a manager to keep them: one for which no date was ever entered is owed to nobody.

use super::child::ChildStatus;
use super::policy::{Interval, Source};
use super::working_days::WorkingDays;
use chrono::{Datelike as _, NaiveDate};

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

    /// The day this long before another.
    pub fn before(self, day: NaiveDate, days_off: &WorkingDays) -> NaiveDate {
        match self {
            Self::Calendar(interval) => interval.before(day),
            Self::WorkingDays(days) => days_off.take_working_days(day, days),
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
            Self::Calendar(Interval::Months(months)) if months > 24 => {
                format!("{} and {}", counted(months / 12, "year"), counted(months % 12, "month"))
            }
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
    /// Before another milestone, a meeting that it prepares: counted back from the day that one is due by.
    Before {
        /// The key of the meeting.
        other: String,
        /// How long before it.
        lead: Span,
    },
    /// Once, by a day counted from what the file knows without anybody having entered a date.
    By {
        /// What it counts from.
        from: Start,
        /// How long after it.
        within: Span,
    },
    /// Once in every term.
    EachTerm,
}

/// What a milestone counts from that happens once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// The child's birth.
    Birth,
    /// The day the status began.
    Status,
}

/// What a date was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// The last day entered.
    Entered,
    /// The child's birth, or the start of the status.
    Began(Start),
    /// The term in which it was last entered, or the one that runs.
    Term,
    /// The day by which the meeting that it prepares is due.
    Meeting,
}

/// How a milestone stands for a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is due by a day.
    Next(Next),
    /// It has happened, and nothing more is asked.
    Met(NaiveDate),
    /// No day can be told, and why.
    Unknown(Unknown),
}

/// Why no day can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// It counts from the last time, and none was ever entered.
    NeverEntered,
    /// It counts from another milestone, by its key, of which no day was entered.
    OtherNeverEntered(String),
    /// It counts back from a meeting, by its key, of which no day is told.
    MeetingNotDated(String),
    /// It counts from the birth, and no date of birth is known.
    NoBirth,
    /// The policy says by when in words that no calendar can settle.
    InWords,
}

/// The last day of the term that a day lies in: 31 December, 31 March or 31 August, the days that the law on starting
/// school counts terms by. Authorities set their own first and last days of teaching; the file knows none of them.
pub fn end_of_term(day: NaiveDate) -> NaiveDate {
    let (month, last) = match day.month() {
        1..=3 => (3, 31),
        4..=8 => (8, 31),
        _ => (12, 31),
    };
    NaiveDate::from_ymd_opt(day.year(), month, last).unwrap_or(day)
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
    /// Whether it is only for some plans, as `what` says ("if the plan is adoption"): nobody is told that it is late.
    pub conditional: bool,
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

/// A day that had been entered in error. `Debug` never shows why.
#[derive(Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// What was entered.
    pub happened: Happened,
    /// The day it was taken back.
    pub taken_on: NaiveDate,
    /// Why; never empty.
    pub why: String,
}

impl std::fmt::Debug for TakenBack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TakenBack").field("happened", &self.happened).finish_non_exhaustive()
    }
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
    /// What kind of day that is.
    pub counted: Counted,
}

/// About a term: what stands where a span is asked for.
const TERM: Span = Span::Calendar(Interval::Months(4));

impl Milestone {
    /// How it stands, from everything the file knows by a day, dates entered or not.
    pub fn standing(
        &self,
        dates: &[Happened],
        status_since: NaiveDate,
        born_on: Option<NaiveDate>,
        days_off: &WorkingDays,
        day: NaiveDate,
    ) -> Standing {
        if let Some(next) = self.next(dates, status_since, born_on, days_off, day) {
            return Standing::Next(next);
        }
        let last = |key: &str| dates.iter().filter(|one| one.key == key && one.on <= day).map(|one| one.on).max();
        let own = self.key.as_deref().and_then(last);
        let began = |start: Start, from: NaiveDate, span: Span| {
            let due_on = span.after(from, days_off);
            Standing::Next(Next { due_on, from, span, baby: false, counted: Counted::Began(start) })
        };
        match &self.timing {
            None => own.map_or(Standing::Unknown(Unknown::InWords), Standing::Met),
            Some(Timing::Every { at_first, .. }) => match at_first.first() {
                // The first of all counts from the day the status began.
                Some(span) => began(Start::Status, status_since, *span),
                None => Standing::Unknown(Unknown::NeverEntered),
            },
            Some(Timing::EachTerm) => {
                let due_on = end_of_term(day);
                Standing::Next(Next { due_on, from: day, span: TERM, baby: false, counted: Counted::Term })
            }
            Some(Timing::After { other, met_by, .. }) => match own.max(met_by.as_deref().and_then(last)) {
                Some(on) if last(other).is_some() => Standing::Met(on),
                _ => Standing::Unknown(Unknown::OtherNeverEntered(other.clone())),
            },
            // One that was ready before the last meeting was for that meeting.
            Some(Timing::Before { other, .. }) => match own.filter(|on| last(other).is_none_or(|held| held < *on)) {
                Some(on) => Standing::Met(on),
                None => Standing::Unknown(Unknown::MeetingNotDated(other.clone())),
            },
            Some(Timing::By { from: Start::Status, within }) => match own.filter(|on| *on >= status_since) {
                Some(on) => Standing::Met(on),
                None => began(Start::Status, status_since, *within),
            },
            Some(Timing::By { from: Start::Birth, within }) => match (own, born_on) {
                (Some(on), _) => Standing::Met(on),
                (None, Some(born)) => began(Start::Birth, born, *within),
                (None, None) => Standing::Unknown(Unknown::NoBirth),
            },
        }
    }

    /// When it is due, where it prepares a meeting that is due by a day and was not got ready yet.
    pub fn before_meeting(&self, meeting_by: NaiveDate, days_off: &WorkingDays) -> Option<Next> {
        let Some(Timing::Before { lead, .. }) = self.timing else { return None };
        let due_on = lead.before(meeting_by, days_off);
        Some(Next { due_on, from: meeting_by, span: lead, baby: false, counted: Counted::Meeting })
    }

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
        let next = |from: NaiveDate, span: Span, baby| {
            let due_on = span.after(from, days_off);
            Next { due_on, from, span, baby, counted: Counted::Entered }
        };
        match self.timing.as_ref()? {
            // Nothing forces a manager to keep them: they are shown on the child's page, and owed to nobody.
            Timing::By { .. } | Timing::Before { .. } => None,
            Timing::EachTerm => {
                let from = own?;
                let following = end_of_term(from).succ_opt()?;
                let due_on = end_of_term(following);
                Some(Next { due_on, from, span: TERM, baby: false, counted: Counted::Term })
            }
            Timing::After { other, within, met_by } => {
                let from = last(other)?;
                let own = own.max(met_by.as_deref().and_then(last));
                own.is_none_or(|own| own < from).then(|| next(from, *within, false))
            }
            Timing::Every { every, baby, at_first } => {
                // Where the first times count from the status, one of an earlier status is not among them.
                let from = own.filter(|on| at_first.is_empty() || *on >= status_since)?;
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
    #[case::review_before_care(ChildStatus::InCare, "review", &[("review", "2025-12-20")], None, None)]
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

    /// How a milestone of a child in care since 1 March 2026 stands on 1 August, born on that day, with those dates.
    fn stands(key: &str, dates: &[(&str, &str)], born_on: Option<&str>) -> Standing {
        let dates: Vec<Happened> =
            dates.iter().map(|(key, on)| Happened { key: (*key).to_owned(), on: day(on) }).collect();
        let (since, today) = (day("2026-03-01"), day("2026-08-01"));
        let working = WorkingDays::published();
        barnet(ChildStatus::InCare, key).standing(&dates, since, born_on.map(day), &working, today)
    }

    fn due(standing: &Standing) -> (NaiveDate, Counted) {
        let Standing::Next(next) = standing else { panic!("{standing:?}") };
        (next.due_on, next.counted)
    }

    #[test]
    fn what_nobody_entered_is_reckoned_from_age_status_and_term() {
        let born = Some("2010-09-15");
        let birth = Counted::Began(Start::Birth);
        assert_eq!(due(&stands("personal_adviser", &[], born)), (day("2026-09-15"), birth));
        // Sixteen years and three months, clamped to the end of a short month.
        assert_eq!(due(&stands("pathway_plan", &[], Some("2010-11-30"))), (day("2027-02-28"), birth));
        assert_eq!(stands("pathway_plan", &[], None), Standing::Unknown(Unknown::NoBirth));
        assert_eq!(stands("pathway_plan", &[("pathway_plan", "2026-07-01")], None), Standing::Met(day("2026-07-01")));
        let began = Counted::Began(Start::Status);
        assert_eq!(due(&stands("permanence_plan", &[], born)), (day("2026-07-01"), began));
        // One of an earlier time in care counts for that time.
        assert_eq!(
            due(&stands("permanence_plan", &[("permanence_plan", "2025-05-01")], born)),
            (day("2026-07-01"), began)
        );
        assert_eq!(due(&stands("review", &[], born)), (day("2026-04-01"), began), "the first review, a month on");
        let before_care = [("review", "2026-02-20")];
        assert_eq!(due(&stands("review", &before_care, born)), (day("2026-04-01"), began), "that was of another plan");
        assert_eq!(due(&stands("education_plan", &[], born)), (day("2026-08-31"), Counted::Term));
        assert_eq!(
            due(&stands("education_plan", &[("education_plan", "2026-05-02")], born)),
            (day("2026-12-31"), Counted::Term)
        );
        assert_eq!(
            due(&stands("education_plan", &[("education_plan", "2026-02-02")], born)),
            (day("2026-08-31"), Counted::Term)
        );
        assert_eq!(stands("visit", &[], born), Standing::Unknown(Unknown::NeverEntered));
        let other = Unknown::OtherNeverEntered("placement".to_owned());
        assert_eq!(stands("placement_meeting", &[], born), Standing::Unknown(other));
        let moved = [("placement", "2026-07-01"), ("placement_meeting", "2026-07-03")];
        assert_eq!(stands("placement_meeting", &moved, born), Standing::Met(day("2026-07-03")));
        assert_eq!(stands("placement", &[], born), Standing::Unknown(Unknown::InWords));
    }

    #[test]
    fn terms_end_when_the_law_says() {
        for (on, end) in [
            ("2026-09-01", "2026-12-31"),
            ("2026-12-31", "2026-12-31"),
            ("2027-01-01", "2027-03-31"),
            ("2027-04-01", "2027-08-31"),
            ("2027-08-31", "2027-08-31"),
        ] {
            assert_eq!(end_of_term(day(on)), day(end));
        }
    }

    #[test]
    fn lengths_are_said_as_people_say_them() {
        let words = |span: Span| span.words();
        assert_eq!(words(Span::WorkingDays(10)), "10 working days");
        assert_eq!(words(Span::Calendar(Interval::Days(42))), "6 weeks");
        assert_eq!(words(Span::Calendar(Interval::Months(1))), "1 month");
        assert_eq!(words(Span::Calendar(Interval::Months(192))), "16 years");
        assert_eq!(words(Span::Calendar(Interval::Months(195))), "16 years and 3 months");
    }
}
