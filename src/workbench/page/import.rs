//! What an import would do, to be read before it is done. Not the importing.

use crate::workbench::act::import::ImportAsked;

/// A rehearsed import.
#[derive(Clone, PartialEq, Eq)]
pub struct ImportPlan {
    /// Which file, and how it would be imported.
    pub asked: ImportAsked,
    /// Why it cannot be imported in this way at all, if so: one sentence. Another sheet may do.
    pub cannot: Option<String>,
    /// What would be new, changed, gone and odd, as lines of text.
    pub lines: Vec<String>,
    /// How many rows are bad, so that nothing is imported until they are put right; 0 if none.
    pub bad_rows: usize,
    /// Whether the file says nothing new.
    pub changes_nothing: bool,
    /// Whether the file holds nothing that is kept already: a first import, and not the next of the same team.
    pub all_new: bool,
    /// The workbook's sheets, of which one is read; none for a CSV file and for the inspection workbook.
    pub sheets: Vec<String>,
    /// The teams of the inspection workbook, each with how many of its children are open.
    pub teams: Vec<(String, usize)>,
}
