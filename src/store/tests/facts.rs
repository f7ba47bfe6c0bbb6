//! What due dates are loaded from, held against everything there is: leaving history out must never change an answer.

use super::{by, child_called, day, store};
use crate::practice::answer::{Answer, Answers};
use crate::practice::child::{Assessment, ChildStatus, StatusChange};
use crate::practice::due::child::owed_to_child;
use crate::practice::oversight::{Head, field};
use crate::practice::policy::PolicyHistory;
use crate::practice::policy_file::shipped_policy;
use crate::practice::reference::{ChildId, RecordId};
use crate::practice::working_days::WorkingDays;
use crate::store::{Store, StoreError};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

/// One record: child, day, days to its review, checkpoint, which earlier one it reviews, day withdrawn.
type Made = (usize, u64, Option<u64>, Option<u16>, Option<usize>, Option<u64>);

fn on(offset: u64) -> NaiveDate {
    day("2026-01-01") + Days::new(offset)
}

fn made() -> impl Strategy<Value = Vec<Made>> {
    let one = (
        0..3_usize,
        0..400_u64,
        prop::option::of(0..200_u64),
        prop::option::weighted(0.3, prop::sample::select(vec![1_u16, 8, 20, 40])),
        prop::option::weighted(0.2, 0..20_usize),
        prop::option::weighted(0.2, 0..40_u64),
    );
    prop::collection::vec(one, 0..20)
}

fn filled(made: &[Made], ended: Option<u64>, merged: bool) -> Store {
    let mut store = store();
    store
        .change(&by(), |change| {
            let mut children = Vec::new();
            for reference in ["C1", "C2", "C3"] {
                let child = change.add_child(&child_called(reference, reference))?;
                let status = if reference == "C1" { ChildStatus::Assessment } else { ChildStatus::ChildProtection };
                change.set_status(child, StatusChange { status, since: on(0) })?;
                change.set_assessment(child, Assessment { start: on(3), end: ended.map(|days| on(3 + days)) })?;
                children.push(child);
            }
            let mut records: Vec<RecordId> = Vec::new();
            for (child, decided, review, checkpoint_day, reviews, withdrawn) in made {
                let mut answers = Answers::default();
                if let Some(days) = review {
                    answers.set(field::REVIEW_ON, Answer::Day(on(decided + days)));
                }
                let reviews = reviews.and_then(|place| records.get(place)).copied();
                let head =
                    Head { checkpoint_day: *checkpoint_day, reviews, ..Head::new(children[*child], on(*decided)) };
                let record = change.enter_history(&head, &answers, None)?;
                if let Some(days) = withdrawn {
                    change.withdraw(record, "wrong", on(decided + days))?;
                }
                records.push(record);
            }
            if merged {
                change.merge_children(children[2], children[1])?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    store
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn leaving_history_out_never_changes_what_is_owed(
        made in made(),
        asked in 0..480_u64,
        ended in prop::option::of(0..60_u64),
        merged: bool,
    ) {
        let store = filled(&made, ended, merged);
        let policies = PolicyHistory::always(shipped_policy("barnet").unwrap());
        let days_off = WorkingDays::published();
        let children = store.open_children_as_they_stand(on(asked)).unwrap();
        let loaded = store.records_of_open_children(&children, on(asked)).unwrap();
        prop_assert!(loaded.values().flatten().all(|fact| fact.decided_on <= on(asked)));
        prop_assert_eq!(children.len(), if merged { 2 } else { 3 });
        for child in &children {
            let all = store.record_facts(child.id).unwrap();
            let whole = store.child(child.id).unwrap().unwrap();
            prop_assert_eq!(
                owed_to_child(child, &loaded[&child.id], "", &policies, &days_off, on(asked)),
                owed_to_child(&whole, &all, "", &policies, &days_off, on(asked))
            );
        }
    }
}

#[test]
fn of_long_history_only_what_matters_is_loaded() {
    let made: Vec<Made> = (0..100).map(|n| (1, n, Some(5), None, None, None)).collect();
    let store = filled(&made, Some(10), false);
    let children = store.open_children_as_they_stand(on(130)).unwrap();
    let facts = store.records_of_open_children(&children, on(130)).unwrap();
    // Of the one child that has any, those of the last seventy days.
    assert_eq!(facts[&ChildId(2)].first().map(|fact| fact.decided_on), Some(on(60)));
    assert_eq!(facts.values().flatten().count(), 40);
}
