//! A child's own document: how things stand, every signed record, the actions, and how status, worker and assessment
//! changed. Case material about this child only: no brother's or sister's name, nothing of a worker's own file.

use super::notes::{self, NoteItem};
use super::record::{Recorded, followed};
use super::{Block, Document};
use crate::exchange::print::actions::ActionRow;
use crate::exchange::print::show::record::Whole;
use crate::exchange::print::show::{AssessmentItem, Named, StatusItem};
use crate::practice::capture::Note;
use crate::practice::child::{Child, ChildStatus};
use crate::practice::date_words::{long, range};
use crate::practice::group::{GroupKind, GroupNote};
use crate::practice::reference::WorkerId;
use crate::practice::sentence::capital;
use chrono::NaiveDate;
use serde::Serialize;

/// A child with all that belongs to the child's record. No `Debug`: it is case text.
pub struct ChildFile<'a> {
    /// The child, as known on the day: nothing that begins later.
    pub child: &'a Child,
    /// The day.
    pub day: NaiveDate,
    /// Names and references the child had before.
    pub formerly: &'a [String],
    /// Whoever is or was responsible, by key.
    pub workers: &'a [(WorkerId, Named)],
    /// Signed records, by day.
    pub records: &'a [Recorded<'a>],
    /// Actions, those open first.
    pub actions: &'a [ActionRow],
    /// The milestones of the plan, worst first.
    pub milestones: &'a [MilestoneItem],
    /// The meetings of a group in which the child was thought about, oldest first.
    pub groups: &'a [GroupNote],
    /// What was noted in a line, by day.
    pub notes: &'a [Note],
    /// How many drafts wait; they are not part of it.
    pub drafts: usize,
}

/// One milestone of the child's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MilestoneItem {
    /// The policy's key; none for one that is only words.
    pub key: Option<String>,
    /// What is to happen.
    pub what: String,
    /// The last day entered.
    pub last: Option<NaiveDate>,
    /// The day it is due by, where one can be told.
    pub due_on: Option<NaiveDate>,
    /// What that day counts from, or why none can be told.
    pub how: String,
}

impl MilestoneItem {
    /// `Child visited: last 20 May 2026; by 4 June 2026 (10 working days after 20 May 2026)`.
    fn words(&self, day: NaiveDate) -> String {
        let last = self.last.map_or_else(|| "no day entered".to_owned(), |on| format!("last {}", long(on)));
        let due = self.due_on.map(|due| {
            // What nobody entered may have happened all the same: only what is kept here can be said to be late.
            let late = if due < day && self.last.is_some() { ", overdue" } else { "" };
            format!("; by {}{late} ({})", long(due), self.how)
        });
        format!("{}: {last}{}", self.what, due.unwrap_or_default())
    }
}

/// The content as JSON.
#[derive(Serialize)]
pub struct Content<'a> {
    reference: &'a str,
    name: Option<&'a str>,
    formerly: &'a [String],
    date_of_birth: Option<NaiveDate>,
    age: Option<u32>,
    status: Option<ChildStatus>,
    status_since: Option<NaiveDate>,
    statuses: Vec<StatusItem>,
    allocations: Vec<AllocationItem<'a>>,
    assessments: Vec<AssessmentItem>,
    records: Vec<Whole<'a>>,
    actions: &'a [ActionRow],
    milestones: &'a [MilestoneItem],
    group_supervision: Vec<GroupItem<'a>>,
    notes: Vec<NoteItem>,
    drafts_left_out: usize,
}

#[derive(Serialize)]
struct GroupItem<'a> {
    kind: GroupKind,
    on: NaiveDate,
    model: Option<&'a str>,
    facts: Option<&'a str>,
}

#[derive(Serialize)]
struct AllocationItem<'a> {
    worker: Option<&'a Named>,
    from: NaiveDate,
    to: Option<NaiveDate>,
    assumed: bool,
}

impl ChildFile<'_> {
    fn worker(&self, id: WorkerId) -> Option<&Named> {
        self.workers.iter().find(|(one, _)| *one == id).map(|(_, named)| named)
    }

    fn called(&self) -> Named {
        Named { reference: self.child.reference.clone(), name: self.child.called().to_owned() }
    }

    /// As a document.
    pub fn document(&self) -> Document {
        let mut blocks = vec![Block::Facts(self.facts())];
        if self.drafts > 0 {
            let words = match self.drafts {
                1 => "One draft that has not been signed is not part of this.".to_owned(),
                many => format!("{many} drafts that have not been signed are not part of this."),
            };
            blocks.push(Block::Paragraph(words));
        }
        blocks.extend(self.history());
        if !self.actions.is_empty() {
            blocks.push(Block::Heading("Actions".to_owned()));
            blocks.push(Block::List(self.actions.iter().map(followed).collect()));
        }
        blocks.extend(notes::noted(self.notes, str::to_owned));
        if self.records.is_empty() {
            blocks.push(Block::Heading("Management oversight".to_owned()));
            blocks.push(Block::Paragraph("Nothing has been signed.".to_owned()));
        }
        for record in self.records {
            let withdrawn = if record.signed.withdrawn().is_some() { ", withdrawn" } else { "" };
            let on = long(record.signed.head.decided_on);
            blocks.push(Block::Heading(format!("{} {}, {on}{withdrawn}", record.called(), record.signed.id)));
            blocks.extend(record.blocks(true));
        }
        Document { title: format!("Child's record: {}", self.called().words()), blocks }
    }

    /// As JSON content.
    pub fn content(&self) -> Content<'_> {
        let child = self.child;
        let status = child.status_on(self.day);
        Content {
            reference: child.reference.as_str(),
            name: child.name.as_deref(),
            formerly: self.formerly,
            date_of_birth: child.born_on,
            age: child.age_on(self.day),
            status: status.map(|now| now.status),
            status_since: status.map(|now| now.since),
            statuses: child.statuses.iter().copied().map(StatusItem::from).collect(),
            allocations: child
                .allocations
                .iter()
                .map(|one| AllocationItem {
                    worker: self.worker(one.worker),
                    from: one.from,
                    to: one.until,
                    assumed: one.assumed,
                })
                .collect(),
            assessments: child.assessments.iter().copied().map(AssessmentItem::from).collect(),
            records: self.records.iter().map(Recorded::content).collect(),
            actions: self.actions,
            milestones: self.milestones,
            group_supervision: self
                .groups
                .iter()
                .map(|one| GroupItem {
                    kind: one.kind,
                    on: one.on,
                    model: Some(one.model.as_str()).filter(|words| !words.is_empty()),
                    facts: Some(one.facts.as_str()).filter(|words| !words.is_empty()),
                })
                .collect(),
            notes: notes::items(self.notes, str::to_owned),
            drafts_left_out: self.drafts,
        }
    }

    fn facts(&self) -> Vec<(String, String)> {
        let child = self.child;
        let mut facts = vec![("Child".to_owned(), self.called().words())];
        if let Some(born) = child.born_on {
            let age = child.age_on(self.day).map(|age| format!(" (aged {age})")).unwrap_or_default();
            facts.push(("Born".to_owned(), format!("{}{age}", long(born))));
        }
        if !self.formerly.is_empty() {
            facts.push(("Formerly".to_owned(), self.formerly.join(", ")));
        }
        if let Some(now) = child.status_on(self.day) {
            facts.push(("Status".to_owned(), format!("{} since {}", now.status.words(), long(now.since))));
        }
        let worker = child.allocation_on(self.day).and_then(|one| self.worker(one.worker));
        facts.push(("Worker".to_owned(), worker.map_or_else(|| "nobody".to_owned(), |one| one.name.clone())));
        facts
    }

    fn history(&self) -> Vec<Block> {
        let child = self.child;
        let mut blocks = Vec::new();
        let mut part = |heading: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                blocks.push(Block::Heading(heading.to_owned()));
                blocks.push(Block::List(lines));
            }
        };
        let statuses = child.statuses.iter().map(|one| format!("{} from {}", one.status.words(), long(one.since)));
        part("Status over time", statuses.collect());
        let workers = child.allocations.iter().map(|one| {
            let worker = self.worker(one.worker).map_or_else(|| "a worker".to_owned(), |named| named.name.clone());
            let until = one.until.map(|until| format!(" to {}", long(until))).unwrap_or_default();
            let assumed = if one.assumed { " (the first day is a guess)" } else { "" };
            format!("{worker} from {}{until}{assumed}", long(one.from))
        });
        part("Workers over time", workers.collect());
        let assessments = child.assessments.iter().map(|one| match one.end {
            None => format!("Began {}, not finished", long(one.start)),
            Some(end) => range(one.start, end),
        });
        part("Assessments", assessments.collect());
        // What has neither happened nor a day says nothing to a reader of the record.
        let kept = self.milestones.iter().filter(|one| one.last.is_some() || one.due_on.is_some());
        part("Milestones of the plan", kept.map(|one| one.words(self.day)).collect());
        let groups = self.groups.iter().map(|one| {
            let model = if one.model.is_empty() { String::new() } else { format!(" ({})", one.model) };
            let facts = if one.facts.is_empty() { String::new() } else { format!(": {}", one.facts) };
            format!("{}, {}{model}{facts}", capital(one.kind.words()), long(one.on))
        });
        part("Thought about in a group", groups.collect());
        blocks
    }
}
