//! What an inspector asks for: every direction given in a period and what came of it, the gaps, the intervals between
//! footprints, and supervision. One set of facts; every form of the document is made from it, so its numbers agree.
//!
//! Children stand by their reference only, and nothing of a worker's own file is in it.

mod document;
mod rows;
mod workbook;

#[cfg(test)]
mod tests;

use super::document::Made;
use super::print::actions::ActionRow;
use crate::practice::child::ChildStatus;
use crate::practice::due::compliance::Compliance;
use crate::practice::follow_through::{Figure, Funnel};
use crate::practice::footprints::Reviewed;
use crate::practice::reference::{RecordId, Reference};
use chrono::NaiveDate;

/// Everything about a period. No `Debug`: it is case text.
pub struct Inspection {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The day asked about.
    pub day: NaiveDate,
    /// The policy in force on it, by name and by title.
    pub policy: (String, String),
    /// Every direction given in the period, by day.
    pub directions: Vec<Direction>,
    /// Every action asked for on a child in the period, by the day it was asked for.
    pub actions: Vec<AskedFor>,
    /// All of them counted.
    pub funnel: Funnel,
    /// By the month they were asked for in, every month of the period.
    pub by_month: Vec<(NaiveDate, Funnel)>,
    /// By who was to do them.
    pub by_owner: Vec<(String, Funnel)>,
    /// Stretches of two calendar months or more without a footprint that touch the period, longest first.
    pub gaps: Vec<GapRow>,
    /// Footprints by the child's status.
    pub intervals: Vec<IntervalRow>,
    /// Supervision in the period.
    pub compliance: Compliance,
    /// Workers' names by reference.
    pub names: Vec<(Reference, String)>,
}

/// One direction: a signed record with its review.
pub struct Direction {
    /// The record.
    pub record: RecordId,
    /// The child.
    pub child: Reference,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// Why it was written, in words; empty where nobody said.
    pub reason: String,
    /// The day of its withdrawal.
    pub withdrawn_on: Option<NaiveDate>,
    /// The day it set for its own review.
    pub review_on: Option<NaiveDate>,
    /// How that review went, and when.
    pub reviewed: Option<(Reviewed, Option<NaiveDate>)>,
    /// How many actions it asked for.
    pub actions: usize,
}

/// An action with when it was asked for.
pub struct AskedFor {
    /// The action.
    pub row: ActionRow,
    /// The day it was asked for; where nobody knows, the date it was due at first.
    pub asked_on: NaiveDate,
    /// Which part of everything asked for it is in.
    pub part: Figure,
}

/// A stretch without a footprint.
pub struct GapRow {
    /// The child.
    pub child: Reference,
    /// The status when it began.
    pub status: Option<ChildStatus>,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// Its calendar days.
    pub days: i64,
    /// Whether it goes on.
    pub goes_on: bool,
}

/// How often children of one status had a footprint.
pub struct IntervalRow {
    /// The status when the interval began.
    pub status: ChildStatus,
    /// What the policy asks for, in words; empty where it asks for nothing.
    pub asked: String,
    /// Intervals between footprints that ended in the period.
    pub ended: u32,
    /// Of those, and of those still running, how many were within what the policy asks for.
    pub within: u32,
    /// How many were longer.
    pub beyond: u32,
    /// The middle one of those that ended, in calendar days.
    pub median_days: Option<i64>,
    /// The longest, those that go on included.
    pub longest_days: Option<i64>,
}

impl Inspection {
    /// How many directions had a review due in a state.
    pub fn reviewed(&self, how: Reviewed) -> usize {
        let stands = |one: &&Direction| one.withdrawn_on.is_none();
        self.directions.iter().filter(stands).filter(|one| one.reviewed.is_some_and(|(state, _)| state == how)).count()
    }

    fn title(&self) -> String {
        format!("Management oversight, {}", crate::practice::date_words::range(self.from, self.until))
    }

    /// As Markdown.
    pub fn markdown(&self, made: &Made) -> String {
        super::document::markdown::render(&self.document(), made)
    }

    /// As one HTML page.
    pub fn html(&self, made: &Made) -> String {
        super::document::html::render(&self.document(), made)
    }

    /// As plain text.
    pub fn text(&self, made: &Made) -> String {
        super::document::text::render(&self.document(), made)
    }
}
