//! The one order for everything owed, worst first (`practice/due-dates.md`, *Management oversight on a child*, end).

use super::{Owed, State};
use crate::practice::child::ChildStatus;
use std::cmp::Reverse;

/// Sorts: most days overdue first, those paused last; among equals the higher status; then kind, reference and label,
/// so that the order never depends on the order of rows.
pub fn worst_first(owed: &mut [Owed]) {
    owed.sort_by(|a, b| key(a).cmp(&key(b)));
}

fn key(owed: &Owed) -> impl Ord + '_ {
    let paused = matches!(owed.state, State::Paused);
    let rank = owed.subject.status.map_or(u8::MAX, ChildStatus::rank);
    (paused, Reverse(owed.state.days_overdue()), rank, owed.kind, &owed.subject.reference, &owed.label, owed.due_on)
}
