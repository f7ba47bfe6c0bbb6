//! What Insight shows: figures with the rows behind each, so that every figure opens its list and adds up to it. Not how
//! it is drawn.

mod follow_through;
mod oversight;
mod supervision;
#[cfg(test)]
mod tests;

use crate::practice::due::child::RecordFact;
use crate::practice::due::compliance::Tally;
use crate::practice::reference::{ChildId, RecordId, WorkerId};
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Months, NaiveDate};
use std::collections::HashMap;
use std::sync::Arc;

/// What Insight looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InsightView {
    /// Oversight of children, with what was asked.
    #[default]
    Oversight,
    /// Supervision: compliance, and the other measures.
    Supervision,
    /// Only what was asked, and what came of it.
    FollowThrough,
}

impl InsightView {
    /// All of them, in the order of the key.
    pub const ALL: [Self; 3] = [Self::Oversight, Self::Supervision, Self::FollowThrough];

    /// In a word.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Oversight => "Oversight",
            Self::Supervision => "Supervision",
            Self::FollowThrough => "Follow-through",
        }
    }
}

/// Figures over a period. No `Debug`: it is case text.
#[derive(Clone)]
pub struct InsightPage {
    /// What it looks at.
    pub view: InsightView,
    /// How many months back it looks.
    pub months: u32,
    /// The first day.
    pub from: NaiveDate,
    /// The last day: the day asked about.
    pub until: NaiveDate,
    /// Supervision on time, month by month, the last twelve.
    pub compliance: Vec<(NaiveDate, Tally)>,
    /// The figures, by what they are about.
    pub groups: Vec<InsightGroup>,
}

/// Figures about one thing.
#[derive(Clone)]
pub struct InsightGroup {
    /// What they are about.
    pub title: &'static str,
    /// How to read them, in a sentence.
    pub about: &'static str,
    /// Everything that any of the figures counts; groups that look at the same things share them.
    pub rows: Arc<Vec<InsightRow>>,
    /// The figures.
    pub figures: Vec<InsightFigure>,
}

/// One figure.
#[derive(Clone)]
pub struct InsightFigure {
    /// What it counts.
    pub words: String,
    /// Whether the words are somebody's name.
    pub named: bool,
    /// Whether it is what a manager would rather not see.
    pub late: bool,
    /// The rows that it counts, by their place in the group.
    pub rows: Vec<usize>,
    /// What it is worth beside the number of its rows.
    pub worth: Worth,
}

/// What a figure says of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// How many there are.
    Count,
    /// So many of them did what the group asks; those that did not stand first.
    Kept(usize),
    /// What they come to on average, in tenths of a unit.
    Mean(u64, &'static str),
}

/// One row behind a figure.
#[derive(Clone)]
pub struct InsightRow {
    /// What it opens.
    pub opens: InsightOpens,
    /// Whom it is about: a name.
    pub who: String,
    /// What it is; case text.
    pub words: String,
    /// When, and how it stands.
    pub note: String,
}

/// What a row opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsightOpens {
    /// A child's page.
    Child(ChildId),
    /// A signed record.
    Record(RecordId),
    /// A worker's page.
    Worker(WorkerId),
}

impl InsightGroup {
    pub(super) fn new(title: &'static str, about: &'static str) -> Self {
        Self { title, about, rows: Arc::default(), figures: Vec::new() }
    }

    /// A group that looks at what another looks at.
    pub(super) fn of(title: &'static str, about: &'static str, rows: &Arc<Vec<InsightRow>>) -> Self {
        Self { title, about, rows: Arc::clone(rows), figures: Vec::new() }
    }

    /// Adds a row and says its place.
    pub(super) fn add(&mut self, row: InsightRow) -> usize {
        Arc::make_mut(&mut self.rows).push(row);
        self.rows.len() - 1
    }

    pub(super) fn figure(&mut self, words: impl Into<String>, late: bool, rows: Vec<usize>) {
        self.figures.push(InsightFigure { words: words.into(), named: false, late, rows, worth: Worth::Count });
    }

    /// A figure of those that did what the group asks, out of all: rows with whether they did.
    pub(super) fn share(&mut self, words: impl Into<String>, named: bool, of: &[(usize, bool)]) {
        let mut rows: Vec<usize> = of.iter().filter(|(_, kept)| !kept).map(|(place, _)| *place).collect();
        let kept = of.len() - rows.len();
        rows.extend(of.iter().filter(|(_, kept)| *kept).map(|(place, _)| *place));
        self.figures.push(InsightFigure { words: words.into(), named, late: false, rows, worth: Worth::Kept(kept) });
    }

    /// A figure that is the mean of what its rows come to, in tenths; nothing where there is none.
    pub(super) fn mean(&mut self, words: impl Into<String>, unit: &'static str, rows: Vec<usize>, tenths: Option<u64>) {
        if let Some(tenths) = tenths {
            let worth = Worth::Mean(tenths, unit);
            self.figures.push(InsightFigure { words: words.into(), named: false, late: false, rows, worth });
        }
    }
}

impl Desk {
    /// The figures of one view, over so many months up to the day.
    pub fn insight_page(&self, view: InsightView, months: u32) -> Result<InsightPage, Refusal> {
        let from = self.day.checked_sub_months(Months::new(months)).unwrap_or(self.day);
        let (mut groups, mut compliance) = (Vec::new(), Vec::new());
        if view != InsightView::FollowThrough {
            let (first, last) = self.twelve_months();
            compliance = self.compliance(first, last)?.by_month;
        }
        match view {
            InsightView::Oversight => {
                let children = self.store.open_children(self.day)?;
                let mut facts: HashMap<ChildId, Vec<RecordFact>> = HashMap::new();
                for child in &children {
                    facts.insert(child.id, self.store.record_facts(child.id)?);
                }
                groups.push(self.what_was_asked(from)?.0);
                groups.push(self.between_footprints(from, &children, &facts));
                groups.push(self.seen_lately(&children, &facts));
                groups.push(self.checkpoints(from, &children, &facts));
                groups.push(self.reviews(from, &children, &facts));
                groups.push(self.thin(from, &children)?);
                groups.push(self.caseload_figures(&children)?);
            }
            InsightView::Supervision => groups = self.supervision_groups(from)?,
            InsightView::FollowThrough => groups = self.follow_through(from)?,
        }
        Ok(InsightPage { view, months, from, until: self.day, compliance, groups })
    }
}
