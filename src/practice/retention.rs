//! How long what is kept here stays, by class: the policy's lengths of time, what each is counted from, and whether something
//! has been kept as long as that. Removes nothing, and knows no authority's figures.

use super::child::{Child, ChildStatus};
use super::policy::{Cited, Interval, Policy};
use super::sentence::capital;
use chrono::NaiveDate;

/// A class of what is kept for a time of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A child's whole file, by a status that the child has had; [`ChildStatus::Closed`] is of one who is known here only as
    /// closed.
    Child(ChildStatus),
    /// A worker's own file.
    WorkersFile,
    /// A draft that was begun and never signed, on a child or in a worker's own file.
    UnfinishedDraft,
    /// A captured line that was never sorted.
    UnsortedLine,
}

/// The classes that are not a child's.
const OTHERS: [Class; 3] = [Class::WorkersFile, Class::UnfinishedDraft, Class::UnsortedLine];

impl Class {
    /// Every class, children's first.
    pub fn all() -> impl Iterator<Item = Self> {
        let children = ChildStatus::ALL.iter().map(|status| Self::Child(*status));
        children.chain(OTHERS)
    }

    /// Its key in a policy file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Child(status) => status.code(),
            Self::WorkersFile => "workers_file",
            Self::UnfinishedDraft => "unfinished_draft",
            Self::UnsortedLine => "unsorted_line",
        }
    }

    /// What it is, in words.
    pub fn words(self) -> String {
        match self {
            Self::Child(ChildStatus::Closed) => "known only as closed".to_owned(),
            Self::Child(status) => status.words().to_owned(),
            Self::WorkersFile => "a worker's own file".to_owned(),
            Self::UnfinishedDraft => "an unfinished draft".to_owned(),
            Self::UnsortedLine => "a line that was not sorted".to_owned(),
        }
    }

    /// What its time may be counted from; the first where a policy does not say.
    pub const fn may_count_from(self) -> &'static [CountedFrom] {
        match self {
            Self::Child(_) => &[CountedFrom::Closing, CountedFrom::Birth],
            Self::WorkersFile => &[CountedFrom::Leaving],
            Self::UnfinishedDraft | Self::UnsortedLine => &[CountedFrom::LastChange],
        }
    }
}

/// The day that a length of time is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedFrom {
    /// The day the child was closed to the team.
    Closing,
    /// The child's date of birth.
    Birth,
    /// The worker's last day.
    Leaving,
    /// The day of the last change.
    LastChange,
}

impl CountedFrom {
    /// Its code in a policy file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Closing => "closing",
            Self::Birth => "birth",
            Self::Leaving => "leaving",
            Self::LastChange => "last_change",
        }
    }

    /// What happened on that day, to follow "from": `closing`, `the last change`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Closing => "closing",
            Self::Birth => "birth",
            Self::Leaving => "the last day in the team",
            Self::LastChange => "the last change",
        }
    }
}

/// How long, and counted from what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// How long: up to 120 years.
    pub length: Interval,
    /// Counted from which day.
    pub from: CountedFrom,
}

impl Keep {
    /// As people say it: `7 years from the last day in the team`.
    pub fn words(self) -> String {
        format!("{} from {}", length_words(self.length), self.from.words())
    }
}

/// A length of time in its largest whole unit: `7 years`, `18 months`, `90 days`.
pub fn length_words(length: Interval) -> String {
    let (count, unit) = match length {
        Interval::Months(months) if months % 12 == 0 => (months / 12, "year"),
        Interval::Months(months) => (months, "month"),
        Interval::Days(days) if days % 7 == 0 => (days / 7, "week"),
        Interval::Days(days) => (days, "day"),
    };
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

/// By which class and rule something is kept, counted from which day, until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptUntil {
    /// The class.
    pub class: Class,
    /// The rule, and who says so.
    pub rule: Cited<Keep>,
    /// The day counted from.
    pub counted_from: NaiveDate,
    /// The last day it is to be kept.
    pub until: NaiveDate,
}

impl KeptUntil {
    /// Whether it has been kept long enough by a day.
    pub fn is_over(&self, day: NaiveDate) -> bool {
        self.until < day
    }

    /// The rule in words, without its days: `Child in need: 25 years from birth (local setting)`.
    pub fn by(&self) -> String {
        format!("{}: {} ({})", capital(&self.class.words()), self.rule.value.words(), self.rule.source.words())
    }
}

/// Why it cannot be said until when something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsaid {
    /// The policy gives no time for the class.
    NoRule,
    /// It is counted from a birth whose date is not known.
    NoBirth,
}

/// Until when a child's file is kept: by whichever of the child's statuses keeps it longest. `None` while the child is not
/// closed. Where one status cannot be reckoned nothing is, for that one might keep it longer.
pub fn child(policy: &Policy, child: &Child, day: NaiveDate) -> Option<Result<KeptUntil, (Class, Unsaid)>> {
    let closed = child.status_on(day).filter(|now| now.status == ChildStatus::Closed)?;
    let had = |status| child.statuses.iter().any(|change| change.status == status && change.since <= day);
    let mut classes: Vec<Class> = ChildStatus::ALL
        .iter()
        .filter(|status| **status != ChildStatus::Closed && had(**status))
        .map(|status| Class::Child(*status))
        .collect();
    if classes.is_empty() {
        classes.push(Class::Child(ChildStatus::Closed));
    }
    let mut longest: Option<KeptUntil> = None;
    for class in classes {
        let Some(rule) = policy.kept(class) else { return Some(Err((class, Unsaid::NoRule))) };
        let from = match rule.value.from {
            CountedFrom::Birth => child.born_on,
            CountedFrom::Closing | CountedFrom::Leaving | CountedFrom::LastChange => Some(closed.since),
        };
        let Some(from) = from else { return Some(Err((class, Unsaid::NoBirth))) };
        let kept = until(class, rule, from);
        if longest.as_ref().is_none_or(|one| one.until < kept.until) {
            longest = Some(kept);
        }
    }
    longest.map(Ok)
}

/// Until when something of another class is kept, counted from a day; `None` where the policy gives no time for it.
pub fn other(policy: &Policy, class: Class, from: NaiveDate) -> Option<KeptUntil> {
    policy.kept(class).map(|rule| until(class, rule, from))
}

fn until(class: Class, rule: &Cited<Keep>, from: NaiveDate) -> KeptUntil {
    KeptUntil { class, rule: rule.clone(), counted_from: from, until: rule.value.length.after(from) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::child::StatusChange;
    use crate::practice::policy::Source;
    use crate::practice::policy_file::{DEFAULT, shipped, shipped_policy};
    use crate::practice::reference::{ChildId, Reference};
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn known(born_on: Option<&str>, statuses: &[(&str, &str)]) -> Child {
        Child {
            id: ChildId(1),
            reference: Reference::new("C1").unwrap(),
            name: None,
            born_on: born_on.map(day),
            family: None,
            statuses: statuses
                .iter()
                .map(|(status, since)| StatusChange {
                    status: ChildStatus::from_code(status).unwrap(),
                    since: day(since),
                })
                .collect(),
            allocations: Vec::new(),
            assessments: Vec::new(),
        }
    }

    /// Early help 6 years from closing, in need 25 from birth, in care 75 from birth, only closed 10 years from closing; no
    /// other.
    fn policy() -> Policy {
        let keep = |status, years: u16, from| {
            let value = Keep { length: Interval::Months(years * 12), from };
            (Class::Child(status), Cited { value, source: Source::Local })
        };
        let mut policy = shipped_policy(DEFAULT).unwrap();
        policy.retention = vec![
            keep(ChildStatus::EarlyHelp, 6, CountedFrom::Closing),
            keep(ChildStatus::ChildInNeed, 25, CountedFrom::Birth),
            keep(ChildStatus::InCare, 75, CountedFrom::Birth),
            keep(ChildStatus::Closed, 10, CountedFrom::Closing),
        ];
        policy
    }

    /// Class, counted from and kept until; or the class that cannot be reckoned, and why. None while the child is open.
    type Expected = Option<Result<(&'static str, &'static str, &'static str), (&'static str, Unsaid)>>;

    const OPEN: Expected = None;

    #[rstest]
    // Still open, or opened again, or closed only tomorrow: nothing is reckoned.
    #[case::open(None, &[("early_help", "2010-01-01")], OPEN)]
    #[case::opened_again(None, &[("early_help", "2001-01-01"), ("closed", "2002-02-02"), ("early_help", "2003-01-01")], OPEN)]
    #[case::not_yet(None, &[("early_help", "2001-01-01"), ("closed", "2026-11-24")], OPEN)]
    // The one status, from the day it names.
    #[case::one(None, &[("early_help", "2010-01-01"), ("closed", "2012-02-29")],
        Some(Ok(("early_help", "2012-02-29", "2018-02-28"))))]
    // Whichever keeps it longest: now the birth, now the closing, whatever came last.
    #[case::birth_is_later(Some("2005-06-07"), &[("early_help", "2010-01-01"), ("child_in_need", "2011-01-01"), ("closed", "2012-01-01")],
        Some(Ok(("child_in_need", "2005-06-07", "2030-06-07"))))]
    #[case::closing_is_later(Some("1990-06-07"), &[("child_in_need", "2007-01-01"), ("early_help", "2008-01-01"), ("closed", "2012-01-01")],
        Some(Ok(("early_help", "2012-01-01", "2018-01-01"))))]
    #[case::long_ago_in_care(Some("2005-06-07"), &[("in_care", "2006-01-01"), ("child_in_need", "2011-01-01"), ("closed", "2012-01-01")],
        Some(Ok(("in_care", "2005-06-07", "2080-06-07"))))]
    // A status that is known only for tomorrow counts for nothing.
    #[case::tomorrow(None, &[("early_help", "2010-01-01"), ("closed", "2012-01-01"), ("in_care", "2026-11-24")],
        Some(Ok(("early_help", "2012-01-01", "2018-01-01"))))]
    // Known only as closed.
    #[case::only_closed(None, &[("closed", "2012-01-01")], Some(Ok(("closed", "2012-01-01", "2022-01-01"))))]
    // What cannot be reckoned keeps the file, though another status could be.
    #[case::no_birth(None, &[("early_help", "1990-01-01"), ("child_in_need", "1991-01-01"), ("closed", "1992-01-01")],
        Some(Err(("child_in_need", Unsaid::NoBirth))))]
    #[case::no_rule(None, &[("early_help", "1990-01-01"), ("proceedings", "1991-01-01"), ("closed", "1992-01-01")],
        Some(Err(("proceedings", Unsaid::NoRule))))]
    fn a_childs_file_is_kept_by_the_status_that_keeps_it_longest(
        #[case] born_on: Option<&str>,
        #[case] statuses: &[(&str, &str)],
        #[case] expected: Expected,
    ) {
        let found = child(&policy(), &known(born_on, statuses), day("2026-11-23"));
        let found = found.map(|one| {
            one.map(|kept| (kept.class.code(), kept.counted_from, kept.until))
                .map_err(|(class, why)| (class.code(), why))
        });
        assert_eq!(found, expected.map(|one| one.map(|(class, from, until)| (class, day(from), day(until)))));
    }

    #[test]
    fn the_last_day_it_is_kept_is_not_over() {
        let kept = other(&shipped_policy(DEFAULT).unwrap(), Class::WorkersFile, day("2019-11-23")).unwrap();
        assert_eq!((kept.until, kept.is_over(day("2026-11-23"))), (day("2026-11-23"), false));
        assert!(kept.is_over(day("2026-11-24")));
        assert_eq!(kept.by(), "A worker's own file: 7 years from the last day in the team (local setting)");
    }

    #[test]
    fn every_shipped_policy_gives_every_class_a_time_and_says_whose_it_is() {
        for (name, _) in shipped() {
            let policy = shipped_policy(name).unwrap();
            for class in Class::all() {
                let rule = policy.kept(class).unwrap_or_else(|| panic!("{name}: {class:?}"));
                assert_eq!(rule.source, Source::Local, "{name}: {class:?}: no document gives a figure");
                assert!(class.may_count_from().contains(&rule.value.from), "{name}: {class:?}");
            }
        }
    }

    #[rstest]
    #[case(Interval::Months(84), "7 years")]
    #[case(Interval::Months(12), "1 year")]
    #[case(Interval::Months(18), "18 months")]
    #[case(Interval::Days(90), "90 days")]
    #[case(Interval::Days(28), "4 weeks")]
    fn a_length_is_said_in_its_largest_whole_unit(#[case] length: Interval, #[case] words: &str) {
        assert_eq!(length_words(length), words);
    }
}
