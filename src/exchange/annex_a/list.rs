//! The lists that are read, the columns of each, and what one row says.

use crate::practice::child::ChildStatus;
use crate::practice::code::folded;
use crate::practice::reference::Reference;
use chrono::NaiveDate;

/// What every list that is read has.
pub(super) const REFERENCE: &str = "Child Unique ID";
pub(super) const BORN: &str = "Date of Birth";
pub(super) const TEAM: &str = "Allocated Team";
pub(super) const WORKER: &str = "Allocated Worker";

/// The columns that one list has of its own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Columns {
    /// The day it began.
    pub(super) start: Option<&'static str>,
    /// The day it ended.
    pub(super) end: Option<&'static str>,
    /// A coded answer that the status depends on.
    pub(super) answer: Option<&'static str>,
    /// The last visit.
    pub(super) visit: Option<&'static str>,
    /// The last conference or review.
    pub(super) review: Option<&'static str>,
}

/// The lists that are read.
pub(super) const LISTS: [u8; 7] = [3, 4, 5, 6, 7, 8, 9];

/// The lists in the order in which an open one gives the status.
pub(super) const PRECEDENCE: [u8; 7] = [8, 7, 6, 9, 4, 5, 3];

const NONE: Columns = Columns { start: None, end: None, answer: None, visit: None, review: None };

/// The columns of a list by its number.
pub(super) const fn columns(list: u8) -> Columns {
    match list {
        3 => Columns { answer: Some("Referral NFA?"), ..NONE },
        4 => Columns {
            start: Some("Continuous Assessment Start Date"),
            end: Some("Continuous Assessment Date of Authorisation"),
            ..NONE
        },
        6 => Columns {
            start: Some("CIN Start Date"),
            end: Some("CIN Closure Date"),
            answer: Some("Case Status"),
            ..NONE
        },
        7 => Columns {
            start: Some("Child Protection Plan Start Date"),
            end: Some("Child Protection Plan End Date"),
            visit: Some("Date of the Last Statutory Visit"),
            review: Some("Date of latest review conference"),
            ..NONE
        },
        8 => Columns {
            start: Some("Date Started to be Looked After"),
            end: Some("Date Ceased to be Looked After"),
            answer: Some("Child's Legal Status"),
            visit: Some("Date of Last Social Work Visit"),
            review: Some("Date of Latest Statutory Review"),
        },
        9 => Columns { answer: Some("Eligibility Category"), ..NONE },
        _ => NONE,
    }
}

/// What the coded answer of a row means for the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The status while the row is open.
    Status(ChildStatus),
    /// The row is ended, whatever its dates say.
    Ended,
}

/// The meaning of a list's coded answer. `None` for an answer that is not known; [`otherwise`] then holds.
pub(super) fn meaning(list: u8, answer: &str) -> Option<Meaning> {
    let plain = without_letter(answer);
    let words = folded(plain);
    let status = match list {
        3 => match words.as_str() {
            "yes" | "y" | "true" | "1" => return Some(Meaning::Ended),
            "no" | "n" | "false" | "0" => ChildStatus::Contact,
            _ => return None,
        },
        6 if words.contains("closed") || words.contains("ceased") => return Some(Meaning::Ended),
        6 if words.contains("protection") => ChildStatus::ChildProtection,
        6 if words.contains("lookedafter") || words == "lac" || words == "cla" => ChildStatus::InCare,
        6 if words.contains("assessment") => ChildStatus::Assessment,
        6 if words.contains("childinneed") || words.contains("cin") => ChildStatus::ChildInNeed,
        6 => return None,
        // C1 is an interim care order: the court has not yet decided.
        8 if code(plain) == "c1" || words.starts_with("interimcareorder") => ChildStatus::Proceedings,
        8 => ChildStatus::InCare,
        _ => ChildStatus::CareLeaver,
    };
    Some(Meaning::Status(status))
}

/// The status of an open row of a list whose answer is missing or not known.
pub(super) const fn otherwise(list: u8) -> ChildStatus {
    match list {
        3 => ChildStatus::Contact,
        4 | 5 => ChildStatus::Assessment,
        6 => ChildStatus::ChildInNeed,
        7 => ChildStatus::ChildProtection,
        8 => ChildStatus::InCare,
        _ => ChildStatus::CareLeaver,
    }
}

/// A coded answer without its letter: `b) Female` is `Female`.
fn without_letter(answer: &str) -> &str {
    match answer.split_once(')') {
        Some((letter, words)) if letter.trim().chars().count() == 1 => words.trim(),
        _ => answer.trim(),
    }
}

/// The code before the colon, dash or space of `C1: Interim care order`.
fn code(answer: &str) -> String {
    answer.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase()
}

/// One row of one list.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct ListRow {
    pub(super) list: u8,
    pub(super) sheet: String,
    pub(super) row: usize,
    pub(super) reference: Reference,
    pub(super) born_on: Option<NaiveDate>,
    pub(super) team: Option<String>,
    pub(super) worker: Option<String>,
    pub(super) start: Option<NaiveDate>,
    pub(super) end: Option<NaiveDate>,
    pub(super) meaning: Option<Meaning>,
    pub(super) visit: Option<NaiveDate>,
    pub(super) review: Option<NaiveDate>,
}

impl ListRow {
    /// Whether it has ended by the day. What ends on the day has ended.
    pub(super) fn ended(&self, day: NaiveDate) -> bool {
        self.meaning == Some(Meaning::Ended) || self.end.is_some_and(|end| end <= day)
    }

    /// Whether it has begun and not ended.
    pub(super) fn open(&self, day: NaiveDate) -> bool {
        !self.ended(day) && self.start.is_none_or(|start| start <= day)
    }

    /// The status that it gives while it is open.
    pub(super) const fn status(&self) -> ChildStatus {
        match self.meaning {
            Some(Meaning::Status(status)) => status,
            Some(Meaning::Ended) | None => otherwise(self.list),
        }
    }
}
