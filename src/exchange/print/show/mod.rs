//! One worker, child, record or draft in full, as `show` prints it. The shapes of the JSON are in the manual page.

pub mod child;
pub mod own;
pub mod record;
pub mod session;
pub mod worker;

use crate::practice::child::{Assessment, ChildStatus, StatusChange};
use crate::practice::reference::Reference;
use chrono::NaiveDate;
use serde::Serialize;
use std::fmt::Write as _;

/// A worker or child as named in passing. No `Debug`: names are not for logs.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The reference.
    pub reference: Reference,
    /// The name, or the reference where none was given.
    pub name: String,
}

impl Named {
    /// `W03 Siân Ŵyn`, on one line; where there is no name, the reference once.
    pub fn words(&self) -> String {
        if self.name == self.reference.as_str() {
            super::clean::line(self.reference.as_str())
        } else {
            super::clean::line(&format!("{} {}", self.reference, self.name))
        }
    }
}

/// A status that a child had, as JSON has it.
#[derive(Serialize)]
pub struct StatusItem {
    /// The status.
    pub status: ChildStatus,
    /// Its first day.
    pub since: NaiveDate,
}

impl From<StatusChange> for StatusItem {
    fn from(one: StatusChange) -> Self {
        Self { status: one.status, since: one.since }
    }
}

/// An assessment, as JSON has it.
#[derive(Serialize)]
pub struct AssessmentItem {
    start: NaiveDate,
    end: Option<NaiveDate>,
}

impl From<Assessment> for AssessmentItem {
    fn from(one: Assessment) -> Self {
        Self { start: one.start, end: one.end }
    }
}

/// `label: value` on a line of its own; nothing where the value is blank.
pub(super) fn fact(text: &mut String, label: &str, value: &str) {
    let value = super::clean::line(value);
    if !value.is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {label}: {value}");
    }
}

/// A heading, and its lines; nothing where there are none.
fn part(text: &mut String, heading: &str, lines: impl IntoIterator<Item = String>) {
    let mut lines = lines.into_iter().peekable();
    if lines.peek().is_some() {
        let _ = writeln!(text, "\n{heading}");
        for line in lines {
            let _ = writeln!(text, "  {}", super::clean::line(&line));
        }
    }
}
