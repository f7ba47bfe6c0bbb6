//! Workers, sessions and children: what is written is read back, and the past keeps its answers.

use super::{by, child_called, day, store, worker_called};
use crate::practice::child::{Assessment, ChildStatus, StatusChange};
use crate::practice::session::{CancelledBy, Outcome, SessionKind};
use crate::practice::worker::{Absence, AbsenceKind, EnhancedReason, Period, Role};
use crate::store::{SessionDetails, StoreError, WorkerDetails};
use chrono::NaiveTime;

#[test]
fn a_worker_is_read_back_whole() {
    let mut store = store();
    let periods = [
        Period::Asye { from: day("2025-01-06"), until: None },
        Period::Enhanced {
            reason: EnhancedReason::Personal { why: "complex work".to_owned(), interval_days: Some(7) },
            from: day("2026-01-01"),
            until: day("2026-02-01"),
        },
        Period::Enhanced { reason: EnhancedReason::ReturnToWork, from: day("2026-03-01"), until: day("2026-06-01") },
    ];
    let absence = Absence { kind: AbsenceKind::Sickness, from: day("2026-02-01"), until: None };
    let details = WorkerDetails { role: Role::Other("play therapist".to_owned()), ..worker_called("W1", "Aisha Khan") };
    let id = store
        .change(&by(), |change| {
            let id = change.add_worker(&details)?;
            for period in &periods {
                change.set_period(id, period)?;
            }
            change.set_absence(id, &absence)?;
            Ok::<_, StoreError>(id)
        })
        .unwrap();
    let read = store.worker(id).unwrap().unwrap();
    assert_eq!(WorkerDetails::from(&read), details);
    assert_eq!(read.periods, periods);
    assert_eq!(read.absences, [absence]);
    assert_eq!(store.workers().unwrap(), [read]);
}

#[test]
fn a_corrected_reference_and_a_new_name_keep_the_old_ones() {
    let mut store = store();
    let id = store.change(&by(), |change| change.add_worker(&worker_called("W1", "Zoë Brown"))).unwrap();
    store.change(&by(), |change| change.change_worker(id, &worker_called("W01", "Zoë Green"))).unwrap();
    assert_eq!(store.worker_by_reference("w01").unwrap(), Some(id));
    assert_eq!(store.worker_by_reference("w1").unwrap(), Some(id));
    assert_eq!(store.workers_by_name("zoe  GREEN").unwrap(), [id]);
    assert_eq!(store.worker_was(id).unwrap(), ["Zoë Brown", "W1"]);
}

#[test]
fn the_days_of_a_kind_of_session_are_read_worker_by_worker() {
    let mut store = store();
    let held = |worker, kind, on| SessionDetails {
        worker,
        kind,
        planned_for: None,
        starts_at: None,
        outcome: Outcome::Held { on: day(on), minutes: None },
    };
    let (one, two) = store
        .change(&by(), |change| {
            let one = change.add_worker(&worker_called("W1", "Aisha Khan"))?;
            let two = change.add_worker(&worker_called("W2", "Zoë Green"))?;
            for (worker, kind, on) in [
                (one, SessionKind::OneToOne, "2026-03-02"),
                (one, SessionKind::OneToOne, "2026-02-02"),
                (one, SessionKind::Group, "2026-02-09"),
                (one, SessionKind::OneToOne, "2026-01-31"),
                (two, SessionKind::OneToOne, "2026-03-03"),
                (two, SessionKind::OneToOne, "2026-02-28"),
            ] {
                change.add_session(&held(worker, kind, on))?;
            }
            let off = Outcome::Cancelled { by: None, reason: String::new() };
            let planned_for = Some(day("2026-02-16"));
            change.add_session(&SessionDetails {
                planned_for,
                outcome: off,
                ..held(one, SessionKind::OneToOne, "2026-02-16")
            })?;
            Ok::<_, StoreError>((one, two))
        })
        .unwrap();
    let found = store.held_between(day("2026-02-01"), day("2026-03-02")).unwrap();
    assert_eq!(found.len(), 2);
    let of = |worker: &crate::practice::reference::WorkerId, wanted| -> Vec<_> {
        found[worker].iter().filter(|(kind, _)| *kind == wanted).map(|(_, on)| *on).collect()
    };
    assert_eq!(of(&one, SessionKind::OneToOne), [day("2026-02-02"), day("2026-03-02")]);
    assert_eq!(of(&two, SessionKind::OneToOne), [day("2026-02-28")]);
}

#[test]
fn a_reference_is_given_once_whatever_its_case() {
    let mut store = store();
    store.change(&by(), |change| change.add_child(&child_called("c1", "One"))).unwrap();
    let second = store.change(&by(), |change| change.add_child(&child_called("C1", "Two")));
    assert!(matches!(second, Err(StoreError::Taken(reference)) if reference == "C1"));
}

#[test]
fn a_failed_change_leaves_nothing() {
    let mut store = store();
    let before = store.audit_head().unwrap();
    let failed = store.change(&by(), |change| {
        change.add_worker(&worker_called("W1", "Aisha Khan"))?;
        let wrong = WorkerDetails { left_on: Some(day("2020-01-01")), ..worker_called("W2", "Ben Lee") };
        change.add_worker(&wrong)
    });
    assert!(matches!(failed, Err(StoreError::DoesNotFit(_))));
    assert!(store.workers().unwrap().is_empty());
    assert_eq!(store.audit_head().unwrap(), before);
}

#[test]
fn sessions_are_read_back_and_the_last_and_next_found() {
    let mut store = store();
    let held = |on: &str, kind| SessionDetails {
        worker: crate::practice::reference::WorkerId(1),
        kind,
        planned_for: None,
        starts_at: None,
        outcome: Outcome::Held { on: day(on), minutes: Some(90) },
    };
    let planned = |on: &str| SessionDetails {
        planned_for: Some(day(on)),
        starts_at: NaiveTime::from_hms_opt(9, 30, 0),
        outcome: Outcome::Planned,
        ..held("2026-01-01", SessionKind::OneToOne)
    };
    let (id, ids) = store
        .change(&by(), |change| {
            let id = change.add_worker(&worker_called("W1", "Aisha Khan"))?;
            let mut ids = Vec::new();
            for session in [
                held("2024-12-30", SessionKind::OneToOne), // before joining: never counts
                held("2026-10-01", SessionKind::OneToOne),
                held("2026-11-01", SessionKind::Group),
                held("2026-12-24", SessionKind::OneToOne),
                planned("2026-11-10"),
                planned("2026-12-01"),
                planned("2026-12-20"),
            ] {
                ids.push(change.add_session(&session)?);
            }
            Ok::<_, StoreError>((id, ids))
        })
        .unwrap();
    let today = day("2026-11-22");
    let one = [SessionKind::OneToOne];
    let workers = store.workers().unwrap();
    let last = |kinds: &[SessionKind], on| store.last_held(&workers, kinds, on).unwrap().get(&id).copied();
    assert_eq!(last(&one, today), Some(day("2026-10-01")));
    // Long after, too; and the one before joining never.
    assert_eq!(last(&one, day("2028-01-01")), Some(day("2026-12-24")));
    assert_eq!(last(&one, day("2025-02-01")), None);
    let both = [SessionKind::OneToOne, SessionKind::Group];
    assert_eq!(last(&both, today), Some(day("2026-11-01")));
    assert_eq!(store.next_planned(&both, today).unwrap().get(&id), Some(&day("2026-12-01")));
    let cancelled = Outcome::Cancelled { by: Some(CancelledBy::Service), reason: "court".to_owned() };
    store.change(&by(), |change| change.settle_session(ids[5], cancelled.clone())).unwrap();
    assert_eq!(store.next_planned(&one, today).unwrap().get(&id), Some(&day("2026-12-20")));
    let read = store.session(ids[5]).unwrap().unwrap();
    assert!(read.outcome == cancelled && read.starts_at == NaiveTime::from_hms_opt(9, 30, 0));
    assert_eq!(store.sessions_between(Some(id), day("2026-11-01"), day("2026-12-01")).unwrap().len(), 3);
    assert_eq!(store.sessions_between(None, day("2026-11-01"), day("2026-12-01")).unwrap().len(), 3);
}

#[test]
fn a_child_is_open_on_the_days_it_was_open() {
    let mut store = store();
    let since = |status, on: &str| StatusChange { status, since: day(on) };
    let id = store
        .change(&by(), |change| {
            let id = change.add_child(&child_called("C1", "Ava Stone"))?;
            change.set_status(id, since(ChildStatus::Assessment, "2026-01-01"))?;
            change.set_status(id, since(ChildStatus::Closed, "2026-03-01"))?;
            change.set_status(id, since(ChildStatus::ChildInNeed, "2026-05-01"))?;
            change.set_status(id, since(ChildStatus::Closed, "2026-07-01"))?;
            Ok::<_, StoreError>(id)
        })
        .unwrap();
    for (on, open) in [
        ("2025-12-31", false),
        ("2026-01-01", true),
        ("2026-02-28", true),
        ("2026-03-01", false),
        ("2026-05-01", true),
        ("2026-06-30", true),
        ("2026-07-01", false),
        ("2027-01-01", false),
    ] {
        assert_eq!(!store.open_children(day(on)).unwrap().is_empty(), open, "{on}");
    }
    store.change(&by(), |change| change.remove_status(id, day("2026-07-01"))).unwrap();
    assert_eq!(store.open_children(day("2027-01-01")).unwrap().len(), 1);
}

#[test]
fn allocating_ends_what_was_before() {
    let mut store = store();
    let (child, one, two) = store
        .change(&by(), |change| {
            let one = change.add_worker(&worker_called("W1", "Aisha Khan"))?;
            let two = change.add_worker(&worker_called("W2", "Ben Lee"))?;
            let child = change.add_child(&child_called("C1", "Ava Stone"))?;
            change.allocate(child, one, day("2026-01-01"), true)?;
            change.allocate(child, two, day("2026-02-01"), false)?;
            change.set_assessment(child, Assessment { start: day("2026-01-02"), end: None })?;
            change.set_assessment(child, Assessment { start: day("2026-01-02"), end: Some(day("2026-02-02")) })?;
            Ok::<_, StoreError>((child, one, two))
        })
        .unwrap();
    let read = store.child(child).unwrap().unwrap();
    let until: Vec<_> = read.allocations.iter().map(|one| (one.worker, one.until, one.assumed)).collect();
    assert_eq!(until, [(one, Some(day("2026-01-31")), true), (two, None, false)]);
    assert_eq!(read.assessments, [Assessment { start: day("2026-01-02"), end: Some(day("2026-02-02")) }]);
    assert_eq!(store.children_of(one).unwrap().len(), 1);
}

#[test]
fn a_merged_child_is_found_by_either_reference() {
    let mut store = store();
    let (one, two) = store
        .change(&by(), |change| {
            let one = change.add_child(&child_called("C1", "Ava Stone"))?;
            let two = change.add_child(&child_called("C2", "Ava Stone"))?;
            change.set_status(one, StatusChange { status: ChildStatus::Contact, since: day("2026-01-01") })?;
            change.set_status(two, StatusChange { status: ChildStatus::InCare, since: day("2026-02-01") })?;
            change.merge_children(one, two)?;
            Ok::<_, StoreError>((one, two))
        })
        .unwrap();
    assert_ne!(one, two);
    assert_eq!(store.child_by_reference("C1").unwrap(), Some(two));
    let back = store.change(&by(), |change| change.merge_children(two, one));
    assert!(matches!(back, Err(StoreError::DoesNotFit(_))), "never into an entry that is no more");
    let open = store.open_children(day("2026-03-01")).unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].statuses.len(), 2);
}
