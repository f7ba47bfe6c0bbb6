//! A policy: how often, by when, and who says so. One engine computes any policy; this file knows no authority's name.
//!
//! Every rule carries its [`Source`], so that *why* can cite it. The file format is read in [`super::policy_file`].

use super::child::ChildStatus;
use super::milestone::Milestone;
use super::retention::{Class, Keep};
use super::session::SessionKind;
use chrono::{Days, Months, NaiveDate};

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A published document and the place in it.
    Published {
        /// The document with its year: `Barnet practice standards (March 2019)`.
        document: String,
        /// The section or heading, if it has one.
        section: Option<String>,
    },
    /// The product brief, where a system is silent.
    Brief,
    /// A setting of the authority's own with no published source.
    Local,
}

impl Source {
    /// As cited at the end of a *why*.
    pub fn words(&self) -> String {
        match self {
            Self::Published { document, section: Some(section) } => format!("{document}, {section}"),
            Self::Published { document, section: None } => document.clone(),
            Self::Brief => "Footprint's own rule, where the policy is silent".to_owned(),
            Self::Local => "local setting".to_owned(),
        }
    }
}

/// A rule's value with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited<T> {
    /// The value.
    pub value: T,
    /// Who says so.
    pub source: Source,
}

/// A length of time between two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    /// Calendar days, 1 to 1830.
    Days(u16),
    /// Calendar months, 1 to 60, or 1440 for how long something is kept; clamped to the last day of the month.
    Months(u16),
}

impl Interval {
    /// The day this long after `day`.
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Days(days) => day.checked_add_days(Days::new(u64::from(days))),
            Self::Months(months) => day.checked_add_months(Months::new(u32::from(months))),
        }
        .unwrap_or(NaiveDate::MAX)
    }

    /// The day this long before `day`.
    pub fn before(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Days(days) => day.checked_sub_days(Days::new(u64::from(days))),
            Self::Months(months) => day.checked_sub_months(Months::new(u32::from(months))),
        }
        .unwrap_or(NaiveDate::MIN)
    }

    /// About how many days it is, for comparing two intervals: a month counts as 30.
    pub const fn about_days(self) -> u32 {
        match self {
            Self::Days(days) => days as u32,
            Self::Months(months) => months as u32 * 30,
        }
    }

    /// As people say it: `weekly`, `fortnightly`, `monthly`, `every 28 days`.
    pub fn words(self) -> String {
        match self {
            Self::Days(1) => "daily".to_owned(),
            Self::Days(7) => "weekly".to_owned(),
            Self::Days(14) => "fortnightly".to_owned(),
            Self::Days(days) => format!("every {days} days"),
            Self::Months(1) => "monthly".to_owned(),
            Self::Months(months) => format!("every {months} months"),
        }
    }
}

/// One stage of a staged period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// How long after the period's start the stage ends (its last day is the day before); `None` for the last stage.
    pub until: Option<Interval>,
    /// How often within it.
    pub interval: Interval,
}

/// What to do with a date that is not a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NonWorkingDay {
    /// Move to the next working day.
    Next,
    /// Move to the previous working day.
    Previous,
    /// Leave it.
    Keep,
}

/// An item of the quality calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarItem {
    /// The months in which it recurs, 1 to 12.
    pub months: Vec<u8>,
    /// What is to be done.
    pub what: String,
    /// Who says so.
    pub source: Source,
}

/// What a policy asks for without a number or a date: a way of working, a subject, a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// What it is about: `group supervision`, `audit`.
    pub about: String,
    /// What is asked, in a few words.
    pub what: String,
    /// Who says so.
    pub source: Source,
}

/// A number that a policy states and the program shows or tracks: minutes, days, a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The key in the file: `minimum_minutes`, `write_up_within_working_days`. Several numbers under one key
    /// (reviews at 3, 6 and 12 months) stand one after the other, ascending.
    pub key: String,
    /// What it says, in words.
    pub what: String,
    /// Whether those words are the policy's own; else they are the program's for this key.
    pub own_words: bool,
    /// The number.
    pub value: u16,
    /// Who says so.
    pub source: Source,
}

/// A whole policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its file name without the ending: `practice-fundamentals`.
    pub name: String,
    /// Its title as people know it.
    pub title: String,
    /// The authority or body that published it.
    pub authority: String,
    /// The year of the document, if it bears one.
    pub year: Option<u16>,
    /// The recording system named on exports, if the document names one.
    pub recording_system: Option<String>,
    /// How often everyone is supervised.
    pub standing: Cited<Interval>,
    /// The ASYE: one stage, or several.
    pub asye: Cited<Vec<Stage>>,
    /// After a return to work.
    pub return_to_work: Cited<Interval>,
    /// After a major change of role.
    pub role_change: Cited<Interval>,
    /// A personal period that names no interval of its own.
    pub personal: Cited<Interval>,
    /// The kinds of session that move a due date.
    pub counted_kinds: Cited<Vec<SessionKind>>,
    /// Working days to rebook after an absence, beyond the first day back.
    pub absence_grace: Cited<u16>,
    /// What happens to a date on a day off.
    pub non_working_day: Cited<NonWorkingDay>,
    /// Calendar days before the due date from which it is due soon.
    pub notice: Cited<u16>,
    /// Calendar days after the due date on which a session still counts as on time.
    pub tolerance: Cited<u16>,
    /// Assessment checkpoints, working days from the start, ascending; none where the policy numbers none.
    pub checkpoints: Cited<Vec<u16>>,
    /// The assessment limit in working days from its start.
    pub assessment_limit: Cited<u16>,
    /// How often a child of a status has a manager's footprint; a status not listed has no regular oversight.
    pub oversight: Vec<(ChildStatus, Cited<Interval>)>,
    /// What else it states in numbers.
    pub stated: Vec<Stated>,
    /// How long what is kept here stays, by class; a class not listed is kept without an end.
    pub retention: Vec<(Class, Cited<Keep>)>,
    /// Milestones by status.
    pub milestones: Vec<Milestone>,
    /// The quality calendar.
    pub calendar: Vec<CalendarItem>,
    /// What it asks for without a number or a date.
    pub expectations: Vec<Expectation>,
    /// The practice approach named in prompts.
    pub approach: Vec<String>,
}

impl Policy {
    /// How often a child of this status has a manager's footprint.
    pub fn oversight_interval(&self, status: ChildStatus) -> Option<&Cited<Interval>> {
        self.oversight.iter().find(|(one, _)| *one == status).map(|(_, interval)| interval)
    }

    /// The numbers stated under a key, ascending; none where the policy says nothing of it.
    pub fn stated_under<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Stated> {
        self.stated.iter().filter(move |one| one.key == key)
    }

    /// How long what is of a class is kept; `None` where the policy gives it no time.
    pub fn kept(&self, class: Class) -> Option<&Cited<Keep>> {
        self.retention.iter().find(|(one, _)| *one == class).map(|(_, rule)| rule)
    }

    /// Whether a session of this kind moves a due date.
    pub fn counts(&self, kind: SessionKind) -> bool {
        self.counted_kinds.value.contains(&kind)
    }
}

/// The policies of a file over time. The first holds for all earlier time (`practice/due-dates.md`, *A change of policy*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyHistory {
    first: Policy,
    changes: Vec<(NaiveDate, Policy)>,
}

impl PolicyHistory {
    /// One policy for all time.
    pub const fn always(policy: Policy) -> Self {
        Self { first: policy, changes: Vec::new() }
    }

    /// The same history with a change on a day; a second change on one day replaces the first.
    #[must_use]
    pub fn changed(mut self, on: NaiveDate, policy: Policy) -> Self {
        self.changes.retain(|(day, _)| *day != on);
        self.changes.push((on, policy));
        self.changes.sort_by_key(|(day, _)| *day);
        self
    }

    /// The policy in force on a day.
    pub fn on(&self, day: NaiveDate) -> &Policy {
        self.changes.iter().rev().find(|(from, _)| *from <= day).map_or(&self.first, |(_, policy)| policy)
    }

    /// The first change after a day, with the policy that it brings.
    pub fn next_change(&self, after: NaiveDate) -> Option<(NaiveDate, &Policy)> {
        self.changes.iter().find(|(from, _)| *from > after).map(|(from, policy)| (*from, policy))
    }

    /// Every policy with the first day it holds from; `None` for the first.
    pub fn all(&self) -> impl Iterator<Item = (Option<NaiveDate>, &Policy)> {
        std::iter::once((None, &self.first)).chain(self.changes.iter().map(|(from, policy)| (Some(*from), policy)))
    }
}
