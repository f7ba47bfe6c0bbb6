//! Actions from another system, a row each.

use super::columns::{ColumnError, Wanted};
use super::row::{RowReader, read_rows};
use super::{Read, repeated};
use crate::exchange::sheet::Sheet;
use crate::practice::action::ActionStatus;
use crate::practice::reference::Reference;
use chrono::NaiveDate;
use std::fmt;

/// The columns of an actions file.
pub const COLUMNS: &[Wanted] = &[
    Wanted {
        key: "child",
        required: false,
        also: &["child reference", "child ref", "child id", "child unique id", "person id"],
    },
    Wanted { key: "worker", required: false, also: &["worker reference", "worker ref", "worker id", "supervisee"] },
    Wanted { key: "action", required: true, also: &["what", "task", "action agreed", "actions"] },
    Wanted { key: "owner", required: true, also: &["who", "by whom", "responsible", "person responsible", "lead"] },
    Wanted { key: "due_on", required: true, also: &["due", "due date", "by", "by when", "date due", "deadline"] },
    Wanted {
        key: "first_due_on",
        required: false,
        also: &["first due", "first due date", "original due date", "originally due"],
    },
    Wanted { key: "change_needed", required: false, also: &["change", "what needs to change", "outcome wanted"] },
    Wanted { key: "status", required: false, also: &["state", "action status", "progress"] },
    Wanted {
        key: "closed_on",
        required: false,
        also: &["closed", "date closed", "completed on", "done on", "date completed", "completed"],
    },
    Wanted { key: "difference", required: false, also: &["difference made", "impact", "outcome"] },
    Wanted { key: "decided_on", required: false, also: &["decided", "decision date", "oversight date"] },
];

/// Whom an action concerns, by reference.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Concerns {
    /// A child.
    Child(Reference),
    /// A worker.
    Worker(Reference),
}

impl Concerns {
    /// Whether it is a worker, and the reference whatever its case.
    fn folded(&self) -> (bool, String) {
        (matches!(self, Self::Worker(_)), super::same_reference(self.reference()))
    }

    /// The reference.
    pub const fn reference(&self) -> &Reference {
        match self {
            Self::Child(reference) | Self::Worker(reference) => reference,
        }
    }
}

/// What the file says of one action. `Debug` leaves the words out.
#[derive(Clone, PartialEq, Eq)]
pub struct ActionRow {
    /// Whom it concerns.
    pub concerns: Concerns,
    /// What is to be done.
    pub action: String,
    /// Who does it, as written; one not yet known needs it.
    pub owner: Option<String>,
    /// The day it is due now; one not yet known needs it.
    pub due_on: Option<NaiveDate>,
    /// The day it was due at first.
    pub first_due_on: Option<NaiveDate>,
    /// What needs to change.
    pub change_needed: Option<String>,
    /// What became of it; one not yet known without it is open.
    pub status: Option<ActionStatus>,
    /// The day it was closed; always there where the status says that it was, never where it says open.
    pub closed_on: Option<NaiveDate>,
    /// What difference it made, or why it was not done.
    pub difference: Option<String>,
    /// The day of the oversight that asked for it.
    pub decided_on: Option<NaiveDate>,
}

impl fmt::Debug for ActionRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ActionRow")
            .field("concerns", &self.concerns)
            .field("due_on", &self.due_on)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// Reads an actions file.
pub fn read(sheet: &Sheet) -> Result<Read<ActionRow>, ColumnError> {
    let mut read = read_rows(sheet, COLUMNS, action)?;
    let key = |row: &ActionRow| (row.concerns.folded(), row.action.clone(), row.decided_on);
    let shown = |row: &ActionRow| row.concerns.reference().to_string();
    repeated::settle(&mut read, "child or worker", "subject, action and day of decision", key, shown);
    Ok(read)
}

fn action(row: &mut RowReader<'_>) -> Option<ActionRow> {
    let child = row.reference("child");
    let worker = row.reference("worker");
    let concerns = match (child, worker) {
        (Some(child), None) => Some(Concerns::Child(child)),
        (None, Some(worker)) => Some(Concerns::Worker(worker)),
        (Some(_), Some(_)) => {
            row.bad("worker", "a child or a worker, not both; who does it belongs in the column owner");
            None
        }
        (None, None) => {
            row.bad("child", "the reference of the child or the worker whom it concerns");
            None
        }
    };
    let action = row.required_text("action", "what is to be done");
    let owner = row.line("owner");
    let due_on = row.day("due_on");
    let first_due_on = row.day("first_due_on");
    let status = row.code("status", ActionStatus::from_code, ActionStatus::expected);
    let closed_on = row.day("closed_on");
    let decided_on = row.day("decided_on");
    row.in_order(decided_on, "closed_on", closed_on, "the decision");
    match status {
        Some(ActionStatus::Done | ActionStatus::NotDone | ActionStatus::Superseded) if row.blank("closed_on") => {
            row.bad("closed_on", "the day it was closed, since the status says that it was");
        }
        Some(ActionStatus::Open) if !row.blank("closed_on") => {
            row.bad("closed_on", "no day here, since the status says that it is open");
        }
        None if row.blank("status") && !row.blank("closed_on") => {
            row.bad("status", "done, not_done or superseded, since a day of closing is given");
        }
        Some(_) | None => {}
    }
    Some(ActionRow {
        change_needed: row.text("change_needed"),
        difference: row.text("difference"),
        concerns: concerns?,
        action: action?,
        owner,
        due_on,
        first_due_on,
        status,
        closed_on,
        decided_on,
    })
}
