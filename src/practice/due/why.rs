//! Why a date is what it is, in one sentence that names rule, anchor, moves and source.

/// What the sentence needs beyond the fields of what is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis;
