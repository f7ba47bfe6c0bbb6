//! Children the team works with, a row each.

use super::columns::{ColumnError, Wanted};
use super::row::{RowReader, read_rows};
use super::{Read, repeated, same_reference};
use crate::exchange::sheet::Sheet;
use crate::practice::child::{Assessment, ChildStatus};
use crate::practice::reference::Reference;
use chrono::NaiveDate;
use std::fmt;

/// The columns of a children file.
pub const COLUMNS: &[Wanted] = &[
    Wanted {
        key: "reference",
        required: true,
        also: &[
            "ref",
            "child",
            "child reference",
            "child ref",
            "child id",
            "child unique id",
            "client id",
            "person id",
            "case id",
            "case number",
            "id",
        ],
    },
    Wanted { key: "name", required: true, also: &["child name", "childs name", "full name"] },
    Wanted { key: "status", required: true, also: &["case status", "plan", "plan type", "child status"] },
    Wanted {
        key: "status_since",
        required: false,
        also: &["since", "status from", "status start", "status start date", "plan start date"],
    },
    Wanted { key: "date_of_birth", required: false, also: &["dob", "born", "born on", "birth date"] },
    Wanted { key: "family", required: false, also: &["family id", "family reference", "sibling group", "household"] },
    Wanted {
        key: "worker",
        required: false,
        also: &["worker reference", "worker ref", "worker id", "allocated worker", "allocated to", "social worker"],
    },
    Wanted {
        key: "allocated_on",
        required: false,
        also: &["allocated", "allocation date", "date allocated", "allocated from", "allocated since"],
    },
    Wanted {
        key: "assessment_start",
        required: false,
        also: &["assessment started", "assessment start date", "assessment from"],
    },
    Wanted {
        key: "assessment_end",
        required: false,
        also: &["assessment ended", "assessment end date", "assessment until", "assessment completed"],
    },
    Wanted { key: "closed_on", required: false, also: &["closed", "closure date", "date closed", "case closed"] },
];

/// What the file says of one child. `Debug` shows the reference only.
#[derive(Clone, PartialEq, Eq)]
pub struct ChildRow {
    /// The reference.
    pub reference: Reference,
    /// The name; a child not yet known needs one.
    pub name: Option<String>,
    /// The status; a child not yet known needs one.
    pub status: Option<ChildStatus>,
    /// The first day of the status.
    pub status_since: Option<NaiveDate>,
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// What the children of one family share.
    pub family: Option<String>,
    /// The reference of the worker responsible.
    pub worker: Option<Reference>,
    /// From when that worker is; only with a worker.
    pub allocated_on: Option<NaiveDate>,
    /// An assessment; it does not end before it starts.
    pub assessment: Option<Assessment>,
    /// The day on which the child was closed to the team; not before the status began.
    pub closed_on: Option<NaiveDate>,
}

impl fmt::Debug for ChildRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChildRow").field("reference", &self.reference).finish_non_exhaustive()
    }
}

/// Reads a children file.
pub fn read(sheet: &Sheet) -> Result<Read<ChildRow>, ColumnError> {
    let mut read = read_rows(sheet, COLUMNS, child)?;
    let shown = |row: &ChildRow| row.reference.to_string();
    repeated::settle(&mut read, "reference", "reference", |row| same_reference(&row.reference), shown);
    Ok(read)
}

fn child(row: &mut RowReader<'_>) -> Option<ChildRow> {
    let reference = row.required_reference("reference", "the child");
    let name = row.line("name");
    let status = row.code("status", ChildStatus::from_code, ChildStatus::expected);
    let status_since = row.day("status_since");
    let born_on = row.day("date_of_birth");
    let family = row.line("family");
    let worker = row.reference("worker");
    let allocated_on = row.day("allocated_on");
    if row.blank("worker") && !row.blank("allocated_on") {
        row.bad("worker", "the worker's reference, since a day of allocation is given");
    }
    let start = row.day("assessment_start");
    let end = row.day("assessment_end");
    row.in_order(start, "assessment_end", end, "the start of the assessment");
    if row.blank("assessment_start") && !row.blank("assessment_end") {
        row.bad("assessment_start", "the day the assessment started, since an end is given");
    }
    let closed_on = row.day("closed_on");
    row.in_order(status_since, "closed_on", closed_on, "the start of the status");
    Some(ChildRow {
        reference: reference?,
        name,
        status,
        status_since,
        born_on,
        family,
        worker,
        allocated_on,
        assessment: start.map(|start| Assessment { start, end }),
        closed_on,
    })
}
