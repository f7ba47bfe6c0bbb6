//! A worker whom the supervisor supervises: role, periods of closer supervision, and absences.

use super::code::{coded, folded};
use super::reference::{Reference, WorkerId};
use chrono::{Days, Months, NaiveDate};
use std::fmt;

/// What a worker is employed as (`practice/supervision.md`, *Who, and how often*).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A role that every authority has.
    Known(KnownRole),
    /// Any other, in the user's words.
    Other(String),
}

coded! {
    /// The roles that have a code of their own.
    KnownRole {
        /// A qualified social worker.
        SocialWorker = "social_worker", "social worker";
        /// A senior social worker.
        SeniorSocialWorker = "senior_social_worker", "senior social worker";
        /// An advanced practitioner.
        AdvancedPractitioner = "advanced_practitioner", "advanced practitioner";
        /// A newly qualified social worker, usually in the ASYE.
        NewlyQualified = "newly_qualified", "newly qualified social worker";
        /// A practice supervisor.
        PracticeSupervisor = "practice_supervisor", "practice supervisor";
        /// An assistant team manager.
        AssistantTeamManager = "assistant_team_manager", "assistant team manager";
        /// A family support worker.
        FamilySupportWorker = "family_support_worker", "family support worker";
        /// A personal adviser of care leavers.
        PersonalAdviser = "personal_adviser", "personal adviser";
        /// A student on placement.
        Student = "student", "student";
    }
}

/// Splits `other: words` into its words.
pub(crate) fn other_words(text: &str) -> Option<String> {
    let (head, words) = text.split_once(':')?;
    let words = words.trim();
    (folded(head) == "other" && !words.is_empty()).then(|| words.to_owned())
}

impl Role {
    /// Reads a code, or `other: …`.
    pub fn from_code(text: &str) -> Option<Self> {
        KnownRole::from_code(text).map(Self::Known).or_else(|| other_words(text).map(Self::Other))
    }

    /// The code used in files.
    pub fn code(&self) -> String {
        match self {
            Self::Known(role) => role.code().to_owned(),
            Self::Other(words) => format!("other: {words}"),
        }
    }

    /// The words people read.
    pub fn words(&self) -> &str {
        match self {
            Self::Known(role) => role.words(),
            Self::Other(words) => words,
        }
    }
}

/// Why a worker is supervised more often for a stated time. `Debug` never shows the user's words.
#[derive(Clone, PartialEq, Eq)]
pub enum EnhancedReason {
    /// Back from a long absence.
    ReturnToWork,
    /// A major change of role.
    RoleChange,
    /// Any other reason, with an interval of its own in days, or the policy's.
    Personal {
        /// The reason in the user's words.
        why: String,
        /// Days between sessions, 1 to 366; `None` for the policy's own.
        interval_days: Option<u16>,
    },
}

impl fmt::Debug for EnhancedReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReturnToWork => f.write_str("ReturnToWork"),
            Self::RoleChange => f.write_str("RoleChange"),
            Self::Personal { interval_days, .. } => {
                f.debug_struct("Personal").field("interval_days", interval_days).finish_non_exhaustive()
            }
        }
    }
}

impl EnhancedReason {
    /// Reads `return_to_work`, `role_change` or `other: …`.
    pub fn from_code(text: &str) -> Option<Self> {
        match folded(text).as_str() {
            "returntowork" => Some(Self::ReturnToWork),
            "rolechange" => Some(Self::RoleChange),
            _ => other_words(text).map(|why| Self::Personal { why, interval_days: None }),
        }
    }

    /// The code used in files.
    pub fn code(&self) -> String {
        match self {
            Self::ReturnToWork => "return_to_work".to_owned(),
            Self::RoleChange => "role_change".to_owned(),
            Self::Personal { why, .. } => format!("other: {why}"),
        }
    }
}

/// A stretch of time in which supervision is more frequent. One without an end, other than the ASYE, cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Period {
    /// The Assessed and Supported Year in Employment.
    Asye {
        /// Its first day.
        from: NaiveDate,
        /// Its last day, if recorded.
        until: Option<NaiveDate>,
    },
    /// An enhanced period: the standard asks for one clearly specified (Barnet practice standards, supervision).
    Enhanced {
        /// Why.
        reason: EnhancedReason,
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        until: NaiveDate,
    },
}

impl Period {
    /// Its first day.
    pub const fn from(&self) -> NaiveDate {
        match self {
            Self::Asye { from, .. } | Self::Enhanced { from, .. } => *from,
        }
    }

    /// Its last day; an ASYE with none recorded runs 12 calendar months, to the day before its anniversary
    /// (`practice/due-dates.md`, *When supervision is due*, 2).
    pub fn until(&self) -> NaiveDate {
        match self {
            Self::Asye { until: Some(until), .. } | Self::Enhanced { until, .. } => *until,
            Self::Asye { from, until: None } => from
                .checked_add_months(Months::new(12))
                .and_then(|day| day.checked_sub_days(Days::new(1)))
                .unwrap_or(NaiveDate::MAX),
        }
    }

    /// Whether the day lies within it, first and last day included.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from() <= day && day <= self.until()
    }
}

coded! {
    /// What kept a worker away.
    AbsenceKind {
        /// Annual, parental or other agreed leave.
        Leave = "leave", "leave";
        /// Sickness.
        Sickness = "sickness", "sickness";
        /// Anything else.
        Other = "other", "other absence";
    }
}

/// Days on which a worker is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// What kept them away.
    pub kind: AbsenceKind,
    /// The first day away.
    pub from: NaiveDate,
    /// The last day away, if known.
    pub until: Option<NaiveDate>,
}

/// A worker of the team. `Debug` shows the reference only.
#[derive(Clone, PartialEq, Eq)]
pub struct Worker {
    /// The file's key.
    pub id: WorkerId,
    /// The authority's reference.
    pub reference: Reference,
    /// The name, in full.
    pub name: String,
    /// What they are employed as.
    pub role: Role,
    /// Full-time equivalent in hundredths, 1 to 150; 100 is full time.
    pub fte: u16,
    /// The day they joined the team.
    pub joined_on: NaiveDate,
    /// Whether that day is a guess made by an import.
    pub joined_assumed: bool,
    /// Their last day in the team.
    pub left_on: Option<NaiveDate>,
    /// Periods of closer supervision, in any order.
    pub periods: Vec<Period>,
    /// Absences, in any order.
    pub absences: Vec<Absence>,
}

impl Worker {
    /// Whether the worker is in the team on that day; the last day still counts.
    pub fn in_team(&self, day: NaiveDate) -> bool {
        self.joined_on <= day && self.left_on.is_none_or(|left| day <= left)
    }

    /// The ASYE that the day lies in, if any.
    pub fn asye_on(&self, day: NaiveDate) -> Option<&Period> {
        self.periods.iter().find(|period| matches!(period, Period::Asye { .. }) && period.contains(day))
    }
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker").field("reference", &self.reference).finish_non_exhaustive()
    }
}
