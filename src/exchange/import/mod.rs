//! What a row of an import file says, typed and checked by itself. Knows nothing of what is already kept: a blank cell
//! is `None`, and whoever holds the store decides what stays.

pub mod absences;
pub mod actions;
pub mod children;
mod columns;
mod day;
pub mod oversight;
mod repeated;
mod row;
pub mod sessions;
#[cfg(test)]
mod tests;
pub mod workers;

use std::fmt;

pub use columns::{ColumnError, Wanted};
pub use day::{read_date, serial_day};

/// A value shown in a message is cut after so many characters.
const SHOWN: usize = 40;

/// A cell that cannot be imported. Shown as one sentence; `Debug` never shows the value.
#[derive(Clone, PartialEq, Eq)]
pub struct BadCell {
    /// The file as it was named, with its sheet if it has sheets.
    pub file: String,
    /// The row as a spreadsheet numbers it.
    pub row: usize,
    /// The heading as the file has it.
    pub column: String,
    /// What stood there, cut short; empty where nothing did, and always empty for long text.
    pub value: String,
    /// What was expected, without a full stop.
    pub expected: String,
}

impl BadCell {
    /// A bad cell; the value is put on one line and cut short.
    pub fn new(file: &str, row: usize, column: &str, value: &str, expected: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            row,
            column: column.to_owned(),
            value: shortened(value),
            expected: expected.into(),
        }
    }
}

impl fmt::Display for BadCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, row {}, column {}: ", self.file, self.row, self.column)?;
        if self.value.is_empty() {
            write!(f, "it is blank; expected {}.", self.expected)
        } else {
            write!(f, "\u{201c}{}\u{201d} is not what belongs here; expected {}.", self.value, self.expected)
        }
    }
}

impl fmt::Debug for BadCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BadCell").field("row", &self.row).field("column", &self.column).finish_non_exhaustive()
    }
}

/// A value for a message: one line, at most 40 characters.
pub fn shortened(value: &str) -> String {
    let line = crate::exchange::sheet::one_line(value);
    if line.chars().count() <= SHOWN {
        return line;
    }
    line.chars().take(SHOWN - 1).chain(['…']).collect()
}

/// A reference as rows of one file are compared by it: a reference is the same whatever its case.
fn same_reference(reference: &crate::practice::reference::Reference) -> String {
    reference.as_str().to_lowercase()
}

/// What was read from a file of one kind. A row with a bad cell is in `bad` and not in `rows`.
#[derive(Clone, PartialEq, Eq)]
pub struct Read<T> {
    /// The file as it was named, with its sheet if it has sheets.
    pub file: String,
    /// Good rows with their numbers, in the order of the file.
    pub rows: Vec<(usize, T)>,
    /// Every bad cell, in the order of the file.
    pub bad: Vec<BadCell>,
    /// Headings that mean nothing here and were ignored.
    pub unknown_columns: Vec<String>,
    /// What was guessed or left out, a sentence each.
    pub notes: Vec<String>,
}

impl<T> fmt::Debug for Read<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Read")
            .field("rows", &self.rows.len())
            .field("bad", &self.bad)
            .field("unknown_columns", &self.unknown_columns)
            .finish_non_exhaustive()
    }
}
