//! Absences of workers, a row each.

use super::columns::{ColumnError, Wanted};
use super::row::{RowReader, read_rows};
use super::{Read, repeated, same_reference};
use crate::exchange::sheet::Sheet;
use crate::practice::reference::Reference;
use crate::practice::worker::AbsenceKind;
use chrono::NaiveDate;

/// The columns of an absences file.
pub const COLUMNS: &[Wanted] = &[
    Wanted {
        key: "worker",
        required: true,
        also: &[
            "worker reference",
            "worker ref",
            "reference",
            "ref",
            "worker id",
            "staff id",
            "employee number",
            "employee id",
        ],
    },
    Wanted {
        key: "from",
        required: true,
        also: &["start", "start date", "first day", "absent from", "date from", "from date"],
    },
    Wanted {
        key: "to",
        required: false,
        also: &["until", "end", "end date", "last day", "absent to", "date to", "to date"],
    },
    Wanted { key: "kind", required: false, also: &["type", "absence type", "reason", "absence reason"] },
];

/// What the file says of one absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceRow {
    /// Whose.
    pub worker: Reference,
    /// The first day away.
    pub from: NaiveDate,
    /// The last day away, not before the first.
    pub until: Option<NaiveDate>,
    /// What kept them away; one not yet known without it is `other`.
    pub kind: Option<AbsenceKind>,
}

/// Reads an absences file.
pub fn read(sheet: &Sheet) -> Result<Read<AbsenceRow>, ColumnError> {
    let mut read = read_rows(sheet, COLUMNS, absence)?;
    let shown = |row: &AbsenceRow| row.worker.to_string();
    repeated::settle(&mut read, "worker", "worker and first day", |row| (same_reference(&row.worker), row.from), shown);
    Ok(read)
}

fn absence(row: &mut RowReader<'_>) -> Option<AbsenceRow> {
    let worker = row.required_reference("worker", "the worker");
    let from = row.required_day("from");
    let until = row.day("to");
    row.in_order(from, "to", until, "its first day");
    let kind = row.code("kind", AbsenceKind::from_code, AbsenceKind::expected);
    Some(AbsenceRow { worker: worker?, from: from?, until, kind })
}
