//! The one order for everything owed, worst first (`practice/due-dates.md`, *Management oversight on a child*, end).

use super::{Owed, State};
use crate::practice::child::ChildStatus;
use std::cmp::Reverse;

/// Sorts: most days overdue first, those paused last; among equals the higher status; then kind, reference and label,
/// so that the order never depends on the order of rows.
pub fn worst_first(owed: &mut [Owed]) {
    // Places are sorted, not the things themselves, and mostly by figures alone: a service owes thousands.
    let mut places: Vec<_> = owed.iter().map(figures).zip(0_usize..).collect();
    places.sort_unstable_by(|(one, a), (other, b)| {
        one.cmp(other).then_with(|| names(owed.get(*a)).cmp(&names(owed.get(*b)))).then(a.cmp(b))
    });
    let places: Vec<usize> = places.into_iter().map(|(_, place)| place).collect();
    for to in 0..places.len() {
        // What was there first has been swapped on to where its own place was filled from.
        let mut from = places[to];
        while from < to {
            from = places[from];
        }
        owed.swap(to, from);
    }
}

fn figures(owed: &Owed) -> impl Ord + use<> {
    let paused = matches!(owed.state, State::Paused);
    let rank = owed.subject.status.map_or(u8::MAX, ChildStatus::rank);
    (paused, Reverse(owed.state.days_overdue()), rank, owed.kind)
}

fn names(owed: Option<&Owed>) -> impl Ord + '_ {
    owed.map(|owed| (&owed.subject.reference, &owed.label, owed.due_on))
}
