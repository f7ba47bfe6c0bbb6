//! The workers of a team, a row each; a second row for the same worker adds another enhanced period.

use super::columns::{ColumnError, Wanted};
use super::row::{RowReader, read_rows};
use super::{Read, repeated, same_reference};
use crate::exchange::sheet::Sheet;
use crate::practice::reference::Reference;
use crate::practice::worker::{EnhancedReason, KnownRole, Role};
use chrono::NaiveDate;
use std::fmt;

/// The columns of a workers file.
pub const COLUMNS: &[Wanted] = &[
    Wanted {
        key: "reference",
        required: true,
        also: &[
            "ref",
            "worker",
            "worker reference",
            "worker ref",
            "worker id",
            "staff id",
            "staff number",
            "employee number",
            "employee id",
            "payroll number",
            "id",
        ],
    },
    Wanted {
        key: "name",
        required: true,
        also: &["worker name", "full name", "social worker", "supervisee", "employee", "staff name"],
    },
    Wanted { key: "role", required: true, also: &["job title", "post", "position", "job role"] },
    Wanted {
        key: "joined_on",
        required: true,
        also: &["joined", "date joined", "start date", "started on", "started", "joined team", "date started"],
    },
    Wanted {
        key: "left_on",
        required: false,
        also: &["left", "date left", "leaving date", "end date", "last day", "leave date"],
    },
    Wanted { key: "fte", required: false, also: &["full time equivalent", "whole time equivalent", "wte"] },
    Wanted { key: "asye_start", required: false, also: &["asye from", "asye start date", "asye started"] },
    Wanted { key: "asye_end", required: false, also: &["asye to", "asye until", "asye end date", "asye ends"] },
    Wanted { key: "enhanced_from", required: false, also: &["enhanced start", "enhanced supervision from"] },
    Wanted {
        key: "enhanced_until",
        required: false,
        also: &["enhanced to", "enhanced end", "enhanced supervision until"],
    },
    Wanted { key: "enhanced_reason", required: false, also: &["enhanced why", "enhanced supervision reason"] },
];

/// A time of closer supervision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnhancedRow {
    /// Why.
    pub reason: EnhancedReason,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day, not before the first.
    pub until: NaiveDate,
}

/// What the file says of one worker. `Debug` shows the reference only.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkerRow {
    /// The reference.
    pub reference: Reference,
    /// The name; a worker not yet known needs one.
    pub name: Option<String>,
    /// The role; a worker not yet known needs one.
    pub role: Option<Role>,
    /// The first day in the team; a worker not yet known needs one.
    pub joined_on: Option<NaiveDate>,
    /// The last day in the team.
    pub left_on: Option<NaiveDate>,
    /// Full-time equivalent in hundredths, 1 to 150.
    pub fte: Option<u16>,
    /// First day of the ASYE.
    pub asye_start: Option<NaiveDate>,
    /// Last day of the ASYE; only with its first.
    pub asye_end: Option<NaiveDate>,
    /// Enhanced periods, one from each row about the worker.
    pub enhanced: Vec<EnhancedRow>,
}

impl fmt::Debug for WorkerRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkerRow").field("reference", &self.reference).finish_non_exhaustive()
    }
}

/// Reads a workers file.
pub fn read(sheet: &Sheet) -> Result<Read<WorkerRow>, ColumnError> {
    let mut read = read_rows(sheet, COLUMNS, worker)?;
    let shown = |row: &WorkerRow| row.reference.to_string();
    repeated::merge(&mut read, "reference", "reference", |row| same_reference(&row.reference), shown, beside);
    Ok(read)
}

fn worker(row: &mut RowReader<'_>) -> Option<WorkerRow> {
    let reference = row.required_reference("reference", "the worker");
    let name = row.line("name");
    let role = row.code("role", Role::from_code, || format!("{}, other: \u{2026}", KnownRole::expected()));
    let joined_on = row.day("joined_on");
    let left_on = row.day("left_on");
    row.in_order(joined_on, "left_on", left_on, "the day the worker joined");
    let fte = fte(row);
    let asye_start = row.day("asye_start");
    let asye_end = row.day("asye_end");
    row.in_order(asye_start, "asye_end", asye_end, "the start of the ASYE");
    if row.blank("asye_start") && !row.blank("asye_end") {
        row.bad("asye_start", "the day the ASYE started, since an end is given");
    }
    let enhanced = enhanced(row).into_iter().collect();
    Some(WorkerRow { reference: reference?, name, role, joined_on, left_on, fte, asye_start, asye_end, enhanced })
}

fn enhanced(row: &mut RowReader<'_>) -> Option<EnhancedRow> {
    let keys = ["enhanced_from", "enhanced_until", "enhanced_reason"];
    if keys.iter().all(|key| row.blank(key)) {
        return None;
    }
    let from = row.required_day("enhanced_from");
    let until = if row.blank("enhanced_until") {
        row.bad("enhanced_until", "the last day of the enhanced period: one without an end cannot be kept");
        None
    } else {
        row.day("enhanced_until")
    };
    row.in_order(from, "enhanced_until", until, "the start of the enhanced period");
    let reasons = || "return_to_work, role_change, other: \u{2026}".to_owned();
    let reason = row.required_code("enhanced_reason", EnhancedReason::from_code, reasons);
    Some(EnhancedRow { reason: reason?, from: from?, until: until? })
}

/// Hundredths of full time from `0.8`, `1` or `80%`.
fn fte(row: &mut RowReader<'_>) -> Option<u16> {
    let text = row.line("fte")?;
    let hundredths = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().ok(),
        None => text.parse::<f64>().ok().map(|whole| whole * 100.0),
    };
    let found = hundredths.map(f64::round).filter(|number| (1.0..=150.0).contains(number));
    if found.is_none() {
        row.bad("fte", "a share of full time from 0.01 to 1.5, such as 0.8");
    }
    found.and_then(|number| format!("{number:.0}").parse().ok())
}

/// Adds what a second row says of the same worker; `false` where the two disagree.
fn beside(first: &mut WorkerRow, next: &WorkerRow) -> bool {
    fn agree<T: Clone + PartialEq>(first: &mut Option<T>, next: Option<&T>) -> bool {
        match (&first, next) {
            (Some(one), Some(other)) => one == other,
            (None, Some(other)) => {
                *first = Some(other.clone());
                true
            }
            (_, None) => true,
        }
    }
    let mut whole = first.clone();
    let agreed = agree(&mut whole.name, next.name.as_ref())
        && agree(&mut whole.role, next.role.as_ref())
        && agree(&mut whole.joined_on, next.joined_on.as_ref())
        && agree(&mut whole.left_on, next.left_on.as_ref())
        && agree(&mut whole.fte, next.fte.as_ref())
        && agree(&mut whole.asye_start, next.asye_start.as_ref())
        && agree(&mut whole.asye_end, next.asye_end.as_ref());
    for period in &next.enhanced {
        if whole.enhanced.iter().any(|one| one.from == period.from && one != period) {
            return false;
        }
        if !whole.enhanced.contains(period) {
            whole.enhanced.push(period.clone());
        }
    }
    if agreed {
        *first = whole;
    }
    agreed
}
