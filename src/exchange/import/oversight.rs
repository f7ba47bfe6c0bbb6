//! Management oversight from another system, a row for each record. Old records are what they are: only the child and
//! the day must be there.

use super::columns::{ColumnError, Wanted};
use super::row::{RowReader, read_rows};
use super::{Read, repeated, same_reference};
use crate::exchange::sheet::Sheet;
use crate::practice::oversight::{KnownReason, Reason, Threshold};
use crate::practice::reference::Reference;
use chrono::NaiveDate;
use std::fmt;

/// The columns of an oversight file.
pub const COLUMNS: &[Wanted] = &[
    Wanted {
        key: "child",
        required: true,
        also: &["child reference", "child ref", "reference", "ref", "child id", "child unique id", "person id"],
    },
    Wanted {
        key: "decided_on",
        required: true,
        also: &["decided", "date", "decision date", "date of decision", "oversight date", "date of oversight"],
    },
    Wanted { key: "reason", required: false, also: &["reason for oversight", "why"] },
    Wanted { key: "checkpoint_day", required: false, also: &["checkpoint", "assessment day", "day"] },
    Wanted {
        key: "review_on",
        required: false,
        also: &["review date", "date of review", "next review", "review by", "review due"],
    },
    Wanted { key: "situation", required: false, also: &["current situation", "reason and current situation"] },
    Wanted { key: "impact", required: false, also: &["impact on the child", "impact on child"] },
    Wanted { key: "decision", required: false, also: &["decision and threshold", "decision made"] },
    Wanted { key: "threshold", required: false, also: &["threshold met"] },
    Wanted { key: "likelihood", required: false, also: &["likely"] },
    Wanted { key: "significance", required: false, also: &["significant", "severity"] },
    Wanted { key: "imminence", required: false, also: &["imminent"] },
    Wanted { key: "actions", required: false, also: &["action", "actions agreed"] },
    Wanted { key: "review", required: false, also: &["review of this direction", "review of direction"] },
];

/// No policy numbers a day of an assessment beyond this.
const LAST_CHECKPOINT_DAY: u16 = 365;

/// What the file says of one record. `Debug` shows the child's reference and the day only.
#[derive(Clone, PartialEq, Eq)]
pub struct OversightRow {
    /// The child's reference.
    pub child: Reference,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// Why it was written.
    pub reason: Option<Reason>,
    /// The checkpoint it answers, in working days from the assessment's start, 1 to 365.
    pub checkpoint_day: Option<u16>,
    /// The day on which the direction is reviewed, not before the decision.
    pub review_on: Option<NaiveDate>,
    /// Prose of section 1.
    pub situation: Option<String>,
    /// Prose of section 2.
    pub impact: Option<String>,
    /// Prose of section 3.
    pub decision: Option<String>,
    /// The named threshold.
    pub threshold: Option<Threshold>,
    /// How likely, 1 to 4.
    pub likelihood: Option<u8>,
    /// How serious, 1 to 4.
    pub significance: Option<u8>,
    /// How soon, 1 to 4.
    pub imminence: Option<u8>,
    /// Prose of section 4, its action lines not yet taken out.
    pub actions: Option<String>,
    /// Prose of section 5.
    pub review: Option<String>,
}

impl fmt::Debug for OversightRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OversightRow")
            .field("child", &self.child)
            .field("decided_on", &self.decided_on)
            .finish_non_exhaustive()
    }
}

/// Reads an oversight file.
pub fn read(sheet: &Sheet) -> Result<Read<OversightRow>, ColumnError> {
    let mut read = read_rows(sheet, COLUMNS, record)?;
    let key = |row: &OversightRow| (same_reference(&row.child), row.decided_on, row.reason.clone(), row.checkpoint_day);
    let shown = |row: &OversightRow| row.child.to_string();
    repeated::settle(&mut read, "child", "child, day, reason and checkpoint", key, shown);
    Ok(read)
}

fn record(row: &mut RowReader<'_>) -> Option<OversightRow> {
    let child = row.required_reference("child", "the child");
    let decided_on = row.required_day("decided_on");
    let reason = row.code("reason", Reason::from_code, || format!("{}, other: \u{2026}", KnownReason::expected()));
    let checkpoint_day = row.whole("checkpoint_day", 1, LAST_CHECKPOINT_DAY);
    let review_on = row.day("review_on");
    row.in_order(decided_on, "review_on", review_on, "the decision");
    Some(OversightRow {
        situation: row.text("situation"),
        impact: row.text("impact"),
        decision: row.text("decision"),
        threshold: row.code("threshold", Threshold::from_code, Threshold::expected),
        likelihood: step(row, "likelihood"),
        significance: step(row, "significance"),
        imminence: step(row, "imminence"),
        actions: row.text("actions"),
        review: row.text("review"),
        child: child?,
        decided_on: decided_on?,
        reason,
        checkpoint_day,
        review_on,
    })
}

fn step(row: &mut RowReader<'_>, key: &str) -> Option<u8> {
    row.whole(key, 1, 4).and_then(|step| u8::try_from(step).ok())
}
