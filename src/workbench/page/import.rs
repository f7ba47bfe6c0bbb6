//! What an import would do, to be read before it is done. Not the importing.

use crate::workbench::import::Kind;

/// A rehearsed import.
#[derive(Clone, PartialEq, Eq)]
pub struct ImportPlan {
    /// What sort of file.
    pub kind: Kind,
    /// Where it lies.
    pub path: String,
    /// What would be new, changed, gone and odd, as lines of text.
    pub lines: Vec<String>,
    /// How many rows are bad, so that nothing is imported until they are put right; 0 if none.
    pub bad_rows: usize,
    /// Whether the file says nothing new.
    pub changes_nothing: bool,
}
