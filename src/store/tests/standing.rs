//! How open children stand on a day, held against all that is known of them.

use super::{by, child_called, day, store, worker_called};
use crate::practice::child::{Allocation, Assessment, Child, ChildStatus, StatusChange};
use crate::practice::reference::ChildId;
use crate::store::{Change, Store, StoreError};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

fn on(offset: u64) -> NaiveDate {
    day("2026-01-01") + Days::new(offset)
}

/// One thing known of a child.
#[derive(Clone, Copy, Debug)]
enum Known {
    Status(u64, ChildStatus),
    NoStatus(u64),
    Allocated(u64, Option<u64>),
    Assessed(u64, Option<u64>),
}

fn known() -> impl Strategy<Value = (usize, Known)> {
    let status = prop::sample::select(vec![
        ChildStatus::Assessment,
        ChildStatus::ChildProtection,
        ChildStatus::Closed,
        ChildStatus::Contact,
    ]);
    let length = || prop::option::of(0..30_u64);
    let one = prop_oneof![
        4 => (0..60_u64, status).prop_map(|(since, status)| Known::Status(since, status)),
        1 => (0..60_u64).prop_map(Known::NoStatus),
        3 => (0..60_u64, length()).prop_map(|(from, days)| Known::Allocated(from, days)),
        3 => (0..60_u64, length()).prop_map(|(from, days)| Known::Assessed(from, days)),
    ];
    (0..3_usize, one)
}

fn enter(change: &mut Change<'_>, child: ChildId, known: Known) -> Result<(), StoreError> {
    let worker = crate::practice::reference::WorkerId(1);
    match known {
        Known::Status(since, status) => change.set_status(child, StatusChange { status, since: on(since) }),
        Known::NoStatus(since) => change.remove_status(child, on(since)),
        Known::Allocated(from, days) => {
            let until = days.map(|days| on(from + days));
            change.set_allocation(child, Allocation { worker, from: on(from), until, assumed: false })
        }
        Known::Assessed(from, days) => {
            change.set_assessment(child, Assessment { start: on(from), end: days.map(|days| on(from + days)) })
        }
    }
}

fn filled(all: &[(usize, Known)], merged: bool) -> Store {
    let mut store = store();
    store
        .change(&by(), |change| {
            change.add_worker(&worker_called("W1", "Aisha Khan"))?;
            let mut children = Vec::new();
            for reference in ["C1", "C2", "C3"] {
                children.push(change.add_child(&child_called(reference, reference))?);
            }
            for (child, known) in all {
                enter(change, children[*child], *known)?;
            }
            if merged {
                change.merge_children(children[2], children[1])?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    store
}

/// The start of the running assessment that a day belongs to: what a checkpoint is met by.
fn belongs(child: &Child, to: NaiveDate, day: NaiveDate) -> Option<NaiveDate> {
    let begun = child.assessments.iter().filter(|one| one.start <= to).max_by_key(|one| one.start)?;
    begun.end.is_none_or(|end| day < end).then_some(begun.start)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn what_is_read_of_a_day_is_what_all_of_history_says_of_it(
        all in prop::collection::vec(known(), 0..24),
        asked in 0..80_u64,
        merged: bool,
    ) {
        let store = filled(&all, merged);
        let asked = on(asked);
        let (few, mut whole) = (store.open_children_as_they_stand(asked).unwrap(), store.open_children(asked).unwrap());
        whole.sort_by_key(|child| child.id);
        prop_assert_eq!(few.iter().map(|one| one.id).collect::<Vec<_>>(), whole.iter().map(|one| one.id).collect::<Vec<_>>());
        for (few, whole) in few.iter().zip(&whole) {
            prop_assert_eq!(few.status_on(asked), whole.status_on(asked));
            prop_assert_eq!(few.allocation_on(asked), whole.allocation_on(asked));
            prop_assert_eq!((few.called(), &few.reference), (whole.called(), &whole.reference));
            for on in on(0).iter_days().take_while(|on| *on <= asked) {
                prop_assert_eq!(belongs(few, on, asked), belongs(whole, on, asked));
            }
            if whole.allocation_on(asked).is_none() {
                // Since when, in the words of Today: since the last worker, or since the status that came after.
                let ended = |child: &Child| {
                    child.allocations.iter().filter_map(|one| one.until).filter(|until| *until < asked).max()
                };
                let same = few.allocations == whole.allocations && few.statuses == whole.statuses;
                let known = few.statuses.iter().all(|last| Some(last.since) <= ended(few));
                prop_assert!(same || (known && ended(few) == ended(whole)));
            }
        }
    }
}
