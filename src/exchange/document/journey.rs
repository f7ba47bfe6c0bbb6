//! A child's journey as a document: the picture that the screen draws, and what stands on it as a list.

use super::{Block, Document};
use crate::exchange::print::show::{Named, StatusItem};
use crate::practice::date_words::long;
use crate::practice::footprints::Reviewed;
use crate::practice::journey::JourneyFacts;
use chrono::NaiveDate;
use serde::Serialize;

/// Columns of the picture beside its labels, so that it fits a page.
const COLUMNS: u16 = 66;

/// A journey to be taken out. No `Debug`: it names people.
pub struct JourneyOut<'a> {
    /// The child.
    pub child: &'a Named,
    /// What it is drawn from.
    pub facts: &'a JourneyFacts,
    /// The day.
    pub day: NaiveDate,
}

/// The content as JSON.
#[derive(Serialize)]
pub struct Content<'a> {
    child: &'a Named,
    statuses: Vec<StatusItem>,
    workers: Vec<WorkerItem<'a>>,
    assessments: Vec<AssessmentItem>,
    milestones: Vec<MilestoneItem<'a>>,
    discussed: &'a [NaiveDate],
    footprints: Vec<PrintItem<'a>>,
    gaps: Vec<GapItem>,
}

#[derive(Serialize)]
struct WorkerItem<'a> {
    name: &'a str,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

#[derive(Serialize)]
struct AssessmentItem {
    start: NaiveDate,
    end: Option<NaiveDate>,
    checkpoints: Vec<CheckpointItem>,
}

#[derive(Serialize)]
struct CheckpointItem {
    day: u16,
    on: NaiveDate,
    met_on: Option<NaiveDate>,
}

#[derive(Serialize)]
struct MilestoneItem<'a> {
    on: NaiveDate,
    milestone: &'a str,
    what: &'a str,
}

#[derive(Serialize)]
struct PrintItem<'a> {
    record: String,
    decided_on: NaiveDate,
    reason: &'a str,
    withdrawn: bool,
    threshold: &'a str,
    likelihood: Option<u8>,
    significance: Option<u8>,
    imminence: Option<u8>,
    review_on: Option<NaiveDate>,
    reviewed: Option<Reviewed>,
}

#[derive(Serialize)]
struct GapItem {
    from: NaiveDate,
    to: NaiveDate,
    days: i64,
    goes_on: bool,
}

impl JourneyOut<'_> {
    /// As a document.
    pub fn document(&self) -> Document {
        let facts = self.facts;
        let mut blocks = vec![Block::Picture(facts.text(self.day, COLUMNS))];
        blocks.push(Block::List(JourneyFacts::MEANING.map(str::to_owned).to_vec()));
        blocks.push(Block::Heading("Footprints".to_owned()));
        let rows: Vec<Vec<String>> = facts
            .footprints
            .iter()
            .map(|one| {
                let judged =
                    one.judged.map(|step| step.map_or_else(|| "-".to_owned(), |step| step.to_string())).join(" ");
                let again = one.review.map_or_else(String::new, |(on, how)| format!("{}: {}", long(on), how.words()));
                let reason = if one.withdrawn { format!("{} (withdrawn)", one.reason) } else { one.reason.clone() };
                vec![one.id.to_string(), long(one.on), reason, one.threshold.clone(), judged, again]
            })
            .collect();
        if rows.is_empty() {
            blocks.push(Block::Paragraph("Nothing has been signed.".to_owned()));
        } else {
            let headings = ["Record", "Decided", "Reason", "Threshold", "L S I", "To be looked at again"];
            blocks.push(Block::Table { headings: headings.map(str::to_owned).to_vec(), rows });
        }
        let long_gaps: Vec<String> = facts
            .gaps
            .iter()
            .filter(|gap| gap.is_at_least(2))
            .map(|gap| {
                let end = if gap.goes_on() { "and it goes on" } else { "when it ended" };
                format!("{} days from {} to {}, {end}", gap.days(), long(gap.from), long(gap.to))
            })
            .collect();
        if !long_gaps.is_empty() {
            blocks.push(Block::Heading("Two months or more without a footprint".to_owned()));
            blocks.push(Block::List(long_gaps));
        }
        if !facts.milestones.is_empty() {
            blocks.push(Block::Heading("Milestones".to_owned()));
            blocks.push(Block::List(
                facts.milestones.iter().map(|(on, _, what)| format!("{}: {what}", long(*on))).collect(),
            ));
        }
        Document { title: format!("Journey: {}", self.child.words()), blocks }
    }

    /// As JSON content.
    pub fn content(&self) -> Content<'_> {
        let facts = self.facts;
        Content {
            child: self.child,
            statuses: facts
                .statuses
                .iter()
                .map(|(status, since)| StatusItem { status: *status, since: *since })
                .collect(),
            workers: facts.workers.iter().map(|(name, from, to)| WorkerItem { name, from: *from, to: *to }).collect(),
            assessments: facts
                .assessments
                .iter()
                .map(|one| AssessmentItem {
                    start: one.start,
                    end: one.end,
                    checkpoints: one
                        .checkpoints
                        .iter()
                        .map(|(day, on, met_on)| CheckpointItem { day: *day, on: *on, met_on: *met_on })
                        .collect(),
                })
                .collect(),
            milestones: facts
                .milestones
                .iter()
                .map(|(on, milestone, what)| MilestoneItem { on: *on, milestone, what })
                .collect(),
            discussed: &facts.sessions,
            footprints: facts
                .footprints
                .iter()
                .map(|one| PrintItem {
                    record: one.id.to_string(),
                    decided_on: one.on,
                    reason: &one.reason,
                    withdrawn: one.withdrawn,
                    threshold: &one.threshold,
                    likelihood: one.judged[0],
                    significance: one.judged[1],
                    imminence: one.judged[2],
                    review_on: one.review.map(|(on, _)| on),
                    reviewed: one.review.map(|(_, how)| how),
                })
                .collect(),
            gaps: facts
                .gaps
                .iter()
                .map(|gap| GapItem { from: gap.from, to: gap.to, days: gap.days(), goes_on: gap.goes_on() })
                .collect(),
        }
    }
}
