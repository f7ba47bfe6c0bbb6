//! A child the team works with: status, allocation and assessments over time, so that any past day can be asked about.

use super::code::coded;
use super::date_words::long;
use super::reference::{ChildId, Reference, WorkerId};
use chrono::{Months, NaiveDate};
use std::fmt;

coded! {
    /// A child's status (`practice/README.md`, *Words*).
    ChildStatus {
        /// A contact, not yet decided upon.
        Contact = "contact", "contact";
        /// Early help.
        EarlyHelp = "early_help", "early help";
        /// Being assessed.
        Assessment = "assessment", "assessment";
        /// A child in need (section 17).
        ChildInNeed = "child_in_need", "child in need";
        /// On a child protection plan (section 47).
        ChildProtection = "child_protection", "child protection";
        /// In pre-proceedings.
        PreProceedings = "pre_proceedings", "pre-proceedings";
        /// In care proceedings.
        Proceedings = "proceedings", "proceedings";
        /// In care.
        InCare = "in_care", "in care";
        /// A care leaver.
        CareLeaver = "care_leaver", "care leaver";
        /// Privately fostered.
        PrivateFostering = "private_fostering", "privately fostered";
        /// No longer open to the team.
        Closed = "closed", "closed";
    }
}

impl ChildStatus {
    /// The place of a status among equals on the list of what is owed: 0 comes first
    /// (`practice/due-dates.md`, *Management oversight on a child*, last line).
    pub const fn rank(self) -> u8 {
        match self {
            Self::Proceedings | Self::PreProceedings => 0,
            Self::ChildProtection => 1,
            Self::Assessment => 2,
            Self::InCare => 3,
            Self::ChildInNeed => 4,
            Self::Contact | Self::EarlyHelp | Self::CareLeaver | Self::PrivateFostering | Self::Closed => 5,
        }
    }

    /// Two or three letters for a narrow column.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Contact => "Con",
            Self::EarlyHelp => "EH",
            Self::Assessment => "As",
            Self::ChildInNeed => "CN",
            Self::ChildProtection => "CP",
            Self::PreProceedings => "PP",
            Self::Proceedings => "Pr",
            Self::InCare => "IC",
            Self::CareLeaver => "CL",
            Self::PrivateFostering => "PF",
            Self::Closed => "-",
        }
    }
}

/// From when a child has a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// The status from that day on.
    pub status: ChildStatus,
    /// Its first day.
    pub since: NaiveDate,
}

/// Which worker is responsible for the child, from when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// The worker responsible.
    pub worker: WorkerId,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, if it has ended.
    pub until: Option<NaiveDate>,
    /// Whether the first day is a guess made by an import.
    pub assumed: bool,
}

/// An assessment of the child's needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The day it started: day 0 of its checkpoints.
    pub start: NaiveDate,
    /// The day it ended, if it has.
    pub end: Option<NaiveDate>,
}

/// A child. `Debug` shows the reference only.
#[derive(Clone, PartialEq, Eq)]
pub struct Child {
    /// The file's key.
    pub id: ChildId,
    /// The authority's reference.
    pub reference: Reference,
    /// The name, where one has been given; the reference stands for it until then.
    pub name: Option<String>,
    /// Date of birth, if known.
    pub born_on: Option<NaiveDate>,
    /// What the children of one family share, if recorded.
    pub family: Option<String>,
    /// Status changes, oldest first.
    pub statuses: Vec<StatusChange>,
    /// Allocations, oldest first.
    pub allocations: Vec<Allocation>,
    /// Assessments, oldest first.
    pub assessments: Vec<Assessment>,
}

impl Child {
    /// The name, or the reference where no name has been given.
    pub fn called(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| self.reference.as_str())
    }

    /// The status on that day, with its first day; `None` before the first is known.
    pub fn status_on(&self, day: NaiveDate) -> Option<StatusChange> {
        self.statuses.iter().copied().filter(|change| change.since <= day).max_by_key(|change| change.since)
    }

    /// Whether the child is open to the team on that day: by the status, or, where none is known yet, because somebody
    /// is responsible for the child or an assessment has begun. A list brought in tells the status of today and since
    /// when; what it tells of earlier days holds all the same.
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        self.status_on(day).map_or_else(
            || self.allocation_on(day).is_some() || self.assessments.iter().any(|one| one.start <= day),
            |now| now.status != ChildStatus::Closed,
        )
    }

    /// The allocation in force on that day.
    pub fn allocation_on(&self, day: NaiveDate) -> Option<Allocation> {
        self.allocations
            .iter()
            .copied()
            .filter(|one| one.from <= day && one.until.is_none_or(|until| day <= until))
            .max_by_key(|one| one.from)
    }

    /// The first day on which anything is known of the child's status.
    pub fn known_since(&self) -> Option<NaiveDate> {
        self.statuses.iter().map(|change| change.since).min()
    }

    /// Age in whole years on that day, where the date of birth is known and not after it.
    pub fn age_on(&self, day: NaiveDate) -> Option<u32> {
        self.born_on.and_then(|born| day.years_since(born))
    }
}

/// So long before the birth, at most, a child is known to anybody.
const LONGEST_EXPECTED: Months = Months::new(10);

/// Why a child known since a day cannot be born, or expected, on that day; `None` where the child can.
pub fn never_born_on(born: NaiveDate, known_since: Option<NaiveDate>, today: NaiveDate) -> Option<String> {
    if born <= today {
        return None;
    }
    if today.checked_add_months(LONGEST_EXPECTED).is_some_and(|last| born > last) {
        return Some(format!(
            "{} is more than ten months away: no child is expected so long. Check the year.",
            long(born)
        ));
    }
    let since =
        known_since.filter(|since| since.checked_add_months(LONGEST_EXPECTED).is_some_and(|last| last < today))?;
    Some(format!(
        "{} is still to come, but the child has been known since {}. Check the year.",
        long(born),
        long(since)
    ))
}

impl fmt::Debug for Child {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Child").field("reference", &self.reference).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::born("2023-09-03", Some("2023-09-03"), None)]
    #[case::expected("2027-02-01", Some("2026-11-02"), None)]
    #[case::expected_and_known_early("2026-11-30", Some("2026-01-22"), None)]
    #[case::of_nobody_known_yet("2027-09-22", None, None)]
    #[case::too_far("2027-09-23", None, Some("ten months away"))]
    #[case::known_for_years("2027-02-01", Some("2023-09-03"), Some("known since 3 September 2023"))]
    #[case::known_too_long("2026-11-30", Some("2026-01-21"), Some("known since 21 January 2026"))]
    fn a_birth_to_come_is_possible_for_a_child_who_is_expected_alone(
        #[case] born: NaiveDate,
        #[case] since: Option<&str>,
        #[case] said: Option<&str>,
    ) {
        let since = since.map(|since| since.parse().unwrap());
        let why = never_born_on(born, since, "2026-11-22".parse().unwrap());
        assert_eq!(why.is_some(), said.is_some(), "{why:?}");
        assert!(said.is_none_or(|said| why.is_some_and(|why| why.contains(said))));
    }
}
