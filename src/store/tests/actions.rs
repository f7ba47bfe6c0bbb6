//! Actions as they stood on a past day, whatever has happened since.

use super::{by, child_called, day, store, worker_called};
use crate::practice::action::{ActionChange, ActionEvent, ActionStatus, ActionSubject};
use crate::practice::reference::ActionId;
use crate::store::{ActionFilter, Closing, NewAction, Settings, Store, StoreError};

fn with_action(owner: &str) -> (Store, ActionId) {
    let mut store = store();
    let id = store
        .change(&by(), |change| {
            change.set_settings(&Settings { supervisor: "Ruth Adéyemi".to_owned(), team: String::new() })?;
            let child = change.add_child(&child_called("C1", "Leo Stone"))?;
            change.add_action(&NewAction {
                subject: ActionSubject::Child(child),
                record: None,
                change_needed: "Leo has a bed".to_owned(),
                action: "Order the bed".to_owned(),
                owner: owner.to_owned(),
                agreed_on: Some(day("2026-01-05")),
                first_due_on: day("2026-01-20"),
                due_on: day("2026-01-20"),
                escalation: None,
            })
        })
        .unwrap();
    (store, id)
}

#[test]
fn every_past_day_is_answered_as_it_was() {
    let (mut store, id) = with_action("Priya Shah");
    let done = Closing::Done { difference: "He sleeps in it".to_owned() };
    store
        .change(&by(), |change| {
            change.redate_action(id, day("2026-02-01"), day("2026-01-19"), "shop shut")?;
            change.close_action(id, &done, day("2026-01-30"))?;
            change.reopen_action(id, day("2026-02-10"))?;
            change.redate_action(id, day("2026-02-20"), day("2026-02-11"), "frame broke")?;
            change.redate_action(id, day("2026-02-18"), day("2026-02-12"), "sooner after all")?;
            change.close_action(id, &Closing::NotDone { why: "moved to Gran".to_owned() }, day("2026-02-25"))
        })
        .unwrap();
    let is = |on: &str| {
        let all = store.actions(ActionFilter::All, day(on)).unwrap();
        all.first().map(|action| (action.status, action.due_on.to_string(), action.redated, action.difference.clone()))
    };
    let open = |due: &str, redated| Some((ActionStatus::Open, due.to_owned(), redated, String::new()));
    let done = Some((ActionStatus::Done, "2026-02-01".to_owned(), 1, "He sleeps in it".to_owned()));
    assert_eq!(is("2026-01-04"), None, "not agreed yet");
    assert_eq!(is("2026-01-05"), open("2026-01-20", 0));
    assert_eq!(is("2026-01-19"), open("2026-02-01", 1));
    assert_eq!(is("2026-01-30"), done);
    assert_eq!(is("2026-02-09"), done);
    assert_eq!(is("2026-02-10"), open("2026-02-01", 1));
    assert_eq!(is("2026-02-11"), open("2026-02-20", 2));
    assert_eq!(is("2026-02-12"), open("2026-02-18", 2));
    let not_done = Some((ActionStatus::NotDone, "2026-02-18".to_owned(), 2, "moved to Gran".to_owned()));
    assert_eq!(is("2026-02-25"), not_done);
    for (on, open, closed) in [
        ("2026-01-04", 0, 0),
        ("2026-01-05", 1, 0),
        ("2026-01-29", 1, 0),
        ("2026-01-30", 0, 1),
        ("2026-02-10", 1, 0),
        ("2026-02-24", 1, 0),
        ("2026-02-25", 0, 1),
    ] {
        assert_eq!(store.actions(ActionFilter::Open, day(on)).unwrap().len(), open, "open on {on}");
        assert_eq!(store.actions(ActionFilter::Closed, day(on)).unwrap().len(), closed, "closed on {on}");
        let all: Vec<_> = store.actions(ActionFilter::Closed, day(on)).unwrap();
        let since = |from: &str| store.actions(ActionFilter::ClosedSince(day(from)), day(on)).unwrap();
        assert_eq!(since("2000-01-01"), all);
        assert_eq!(since("2099-01-01"), []);
    }
}

#[test]
fn nothing_is_closed_twice_or_moved_once_closed() {
    let (mut store, id) = with_action("Priya Shah");
    let superseded = Closing::Superseded { by: None, why: String::new() };
    store.change(&by(), |change| change.close_action(id, &superseded, day("2026-02-01"))).unwrap();
    let again = store.change(&by(), |change| change.close_action(id, &superseded, day("2026-02-02")));
    assert!(matches!(again, Err(StoreError::DoesNotFit(_))));
    let moved = store.change(&by(), |change| change.redate_action(id, day("2026-03-01"), day("2026-02-02"), ""));
    assert!(matches!(moved, Err(StoreError::DoesNotFit(_))));
}

#[test]
fn an_owner_who_is_the_supervisor_is_so_by_name() {
    for owner in ["me", "Me", " ruth adeyemi "] {
        let (store, id) = with_action(owner);
        let action = store.action(id).unwrap().unwrap();
        assert_eq!((action.owner.as_str(), action.owner_worker), ("Ruth Adéyemi", None), "{owner}");
    }
}

#[test]
fn an_owner_is_linked_when_the_worker_is_added_or_named_and_not_where_two_share_the_name() {
    let (mut store, id) = with_action("Priya Shah");
    assert_eq!(store.action(id).unwrap().unwrap().owner_worker, None);
    let worker = store.change(&by(), |change| change.add_worker(&worker_called("W1", "PRIYA  SHAH"))).unwrap();
    assert_eq!(store.action(id).unwrap().unwrap().owner_worker, Some(worker));
    assert_eq!(store.actions(ActionFilter::OwnedBy(worker), day("2026-01-06")).unwrap().len(), 1);
    store.change(&by(), |change| change.add_worker(&worker_called("W2", "Priya Shah"))).unwrap();
    store
        .change(&by(), |change| change.change_action(id, "", "Order the bed", "priya shah", day("2026-01-07")))
        .unwrap();
    assert_eq!(store.action(id).unwrap().unwrap().owner_worker, None);
    store.change(&by(), |change| change.change_action(id, "", "Order the bed", "w2", day("2026-01-08"))).unwrap();
    assert_eq!(store.action(id).unwrap().unwrap().owner_worker, store.worker_by_reference("W2").unwrap());
}

#[test]
fn what_is_asked_about_a_past_day_knows_nothing_of_words_put_right_since() {
    let (mut store, id) = with_action("Priya Shah");
    let priya = store.change(&by(), |change| change.add_worker(&worker_called("W1", "Priya Shah"))).unwrap();
    let ben = store.change(&by(), |change| change.add_worker(&worker_called("W2", "Ben Doyle"))).unwrap();
    let was = store.action(id).unwrap().unwrap();
    let later = day("2026-01-20");
    store.change(&by(), |change| change.change_action(id, "he sleeps", "Order a cot", "Ben Doyle", later)).unwrap();
    let before = day("2026-01-19");
    assert!(store.actions(ActionFilter::Open, before).unwrap() == [was]);
    for (worker, on, count) in [(priya, before, 1), (ben, before, 0), (priya, later, 0), (ben, later, 1)] {
        assert_eq!(store.actions(ActionFilter::OwnedBy(worker), on).unwrap().len(), count, "{worker:?} on {on}");
    }
    let events = store.action_events(id).unwrap();
    assert!(matches!(&events[..], [ActionEvent { what: ActionChange::PutRight { .. }, .. }]));
    // Merged into Ben, Priya's past is Ben's.
    store.change(&by(), |change| change.merge_workers(priya, ben)).unwrap();
    assert_eq!(store.actions(ActionFilter::OwnedBy(ben), before).unwrap().len(), 1);
}
