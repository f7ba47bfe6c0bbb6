//! What is kept with a draft beside its answers, so that leaving, locking or a power cut loses none of it. Not the
//! answers, and no part of a signed record until it is signed.

use super::oversight::Statement;
use super::review::LookedAt;
use std::fmt;

/// Everything beside the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The statements of the standard that the manager has answered, in any order, one to a key.
    pub statements: Vec<Statement>,
    /// What stands where a day belongs, and was not understood as one.
    pub unread: Vec<UnreadDay>,
    /// Findings that were worth a look and were left, in any order.
    pub left: Vec<LookedAt>,
}

/// Words that stand where a day belongs.
#[derive(Clone, PartialEq, Eq)]
pub struct UnreadDay {
    /// The key of the field: one of the form's, or [`super::review::HEAD_DECIDED_ON`].
    pub field: String,
    /// The row of the action table, from 0, where it stands in one.
    pub row: Option<usize>,
    /// As it was typed.
    pub words: String,
}

impl fmt::Debug for UnreadDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnreadDay").field("field", &self.field).field("row", &self.row).finish_non_exhaustive()
    }
}

impl Beside {
    /// What was typed where the day of a field belongs; `row` for a row of the action table.
    pub fn unread_at(&self, field: &str, row: Option<usize>) -> Option<&str> {
        let found = self.unread.iter().find(|one| one.field == field && one.row == row);
        found.map(|one| one.words.as_str())
    }
}
