//! What was odd in a workbook, and what was made of it.

use crate::practice::code::coded;
use crate::practice::reference::Reference;
use std::fmt;

coded! {
    /// What sort of thing was odd.
    OddityKind {
        /// A list of the workbook is missing.
        NoList = "no_list", "list missing";
        /// Two sheets have the number of one list.
        TwoLists = "two_lists", "two sheets for one list";
        /// A list lacks a column that is used.
        NoColumn = "no_column", "column missing";
        /// A row has no child's reference.
        NoReference = "no_reference", "row without a reference";
        /// The same row stands twice.
        Repeated = "repeated", "row repeated";
        /// An open child's list names no worker.
        MissingWorker = "missing_worker", "no worker";
        /// Two open lists name different workers.
        WorkersDiffer = "workers_differ", "lists name different workers";
        /// No list has a date of birth.
        NoBirthDate = "no_birth_date", "no date of birth";
        /// Two lists have different dates of birth.
        BirthDatesDiffer = "birth_dates_differ", "dates of birth differ";
        /// A cell is not the date it should be.
        NotADate = "not_a_date", "not a date";
        /// A coded answer is none that is known.
        NotKnown = "not_known", "answer not known";
        /// The spreadsheet itself shows a fault, or a formula was never calculated.
        Fault = "fault", "fault of the spreadsheet";
        /// Something ends before it starts.
        EndsBeforeStart = "ends_before_start", "ends before it starts";
        /// Something ends only after the day of import.
        EndsLater = "ends_later", "ends in the future";
        /// A case status and its closing date disagree.
        ClosureDisagrees = "closure_disagrees", "status and closing date disagree";
        /// Two assessments of one child are open.
        TwoAssessments = "two_assessments", "two open assessments";
        /// A date was written as text, and understood.
        DateAsText = "date_as_text", "date written as text";
        /// A number was stored as text, and understood.
        NumberAsText = "number_as_text", "number stored as text";
        /// A text held non-breaking spaces, and was understood.
        OddSpaces = "odd_spaces", "non-breaking space in a name";
        /// Blank rows within a list were skipped.
        BlankRow = "blank_row", "blank row";
        /// Rows above the headings were skipped.
        TitleRow = "title_row", "row above the headings";
    }
}

impl OddityKind {
    /// What is said once of many such, after "34 rows", where each alone says where the other is; `None` where all say the same.
    pub const fn said_once(self) -> Option<&'static str> {
        match self {
            Self::WorkersDiffer => {
                Some("name another worker than the list by which the child stands; that list's worker was taken")
            }
            Self::BirthDatesDiffer => {
                Some("give another date of birth than the first list that has one; the first was kept")
            }
            Self::NoList
            | Self::TwoLists
            | Self::NoColumn
            | Self::NoReference
            | Self::Repeated
            | Self::MissingWorker
            | Self::NoBirthDate
            | Self::NotADate
            | Self::NotKnown
            | Self::Fault
            | Self::EndsBeforeStart
            | Self::EndsLater
            | Self::ClosureDisagrees
            | Self::TwoAssessments
            | Self::DateAsText
            | Self::NumberAsText
            | Self::OddSpaces
            | Self::BlankRow
            | Self::TitleRow => None,
        }
    }

    /// Whether it was understood all the same, so that a count of such is enough for a person.
    pub const fn understood(self) -> bool {
        matches!(self, Self::DateAsText | Self::NumberAsText | Self::OddSpaces | Self::BlankRow | Self::TitleRow)
    }
}

/// One thing that was odd. `Debug` never shows the value.
#[derive(Clone, PartialEq, Eq)]
pub struct Oddity {
    /// What sort of thing.
    pub kind: OddityKind,
    /// The number of the list, 1 to 11.
    pub list: u8,
    /// The sheet as it is called.
    pub sheet: String,
    /// The row as a spreadsheet numbers it; 0 where it is about the whole sheet.
    pub row: usize,
    /// The reference of the child that the row is about; `None` where it is about none that could be read.
    pub child: Option<Reference>,
    /// The heading of the column; empty where it is about the whole row.
    pub column: String,
    /// What stood there, cut short; empty where nothing did.
    pub value: String,
    /// What was made of it, a sentence without its full stop.
    pub what_was_done: String,
}

impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sheet)?;
        if self.row > 0 {
            write!(f, ", row {}", self.row)?;
        }
        if !self.column.is_empty() {
            write!(f, ", {}", self.column)?;
        }
        if !self.value.is_empty() {
            write!(f, " \u{201c}{}\u{201d}", self.value)?;
        }
        write!(f, ": {}", self.what_was_done)
    }
}

impl fmt::Debug for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Oddity")
            .field("kind", &self.kind)
            .field("list", &self.list)
            .field("row", &self.row)
            .field("column", &self.column)
            .finish_non_exhaustive()
    }
}
