//! Removing for good: what belongs to it goes with it and nothing else, the trail stays whole and says so, and a hand that
//! would hide a removal as a purge is named.

use super::oversight::{drafted, with_record};
use super::tampering::behind_our_back;
use super::{by, child_called, day, worker_called};
use crate::practice::answer::Answers;
use crate::practice::oversight::Head;
use crate::practice::reference::{ChildId, RecordId, WorkerId};
use crate::store::verify::Tampering;
use crate::store::{Held, Purge, PurgeError, Settings, Store, StoreError};
use rstest::rstest;
use rusqlite::types::Value;
use secrecy::SecretString;

const REASON: &str = "order of the court";

fn purge(store: &mut Store, what: Purge) -> Result<crate::store::Purged, PurgeError> {
    store.purge(what, "C1", REASON, day("2026-11-23"), &by())
}

/// Two children with a record each and one that reviews the other, and a draft begun.
fn with_two() -> (Store, ChildId, ChildId) {
    let (mut store, first) = with_record();
    let leo = store.record(first).unwrap().unwrap().head.child;
    let mia = store
        .change(&by(), |change| {
            change.add_to_record(first, "Leo Stone said more.", day("2026-11-21"))?;
            change.enter_history(
                &Head { reviews: Some(first), ..Head::new(leo, day("2026-11-22")) },
                &Answers::default(),
                None,
            )?;
            let mia = change.add_child(&child_called("C2", "Mia Reed"))?;
            change.enter_history(&Head::new(mia, day("2026-11-20")), &Answers::default(), None)?;
            Ok::<_, StoreError>(mia)
        })
        .unwrap();
    drafted(&mut store, leo);
    drafted(&mut store, mia);
    (store, leo, mia)
}

/// Every text that stands anywhere in the file, by table.
fn all_words(store: &Store) -> Vec<(String, String)> {
    let tables: Vec<String> = store
        .conn
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut all = Vec::new();
    for table in tables.into_iter().filter(|table| table != "sqlite_schema") {
        let mut query = store.conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                match row.get::<_, Value>(column).unwrap() {
                    Value::Text(text) => all.push((table.clone(), text)),
                    Value::Blob(bytes) => all.push((table.clone(), String::from_utf8_lossy(&bytes).into_owned())),
                    Value::Null | Value::Integer(_) | Value::Real(_) => {}
                }
            }
        }
    }
    all
}

fn found(store: &Store, words: &str) -> Vec<String> {
    let words = words.to_lowercase();
    all_words(store)
        .into_iter()
        .filter(|(_, text)| text.to_lowercase().contains(&words))
        .map(|(table, _)| table)
        .collect()
}

#[test]
fn a_record_goes_with_all_that_came_of_it_and_its_number_stays_taken() {
    let (mut store, ..) = with_two();
    let first = RecordId(1);
    let would = store.would_purge(Purge::Record(first)).unwrap();
    for (table, count) in [("oversight", 1), ("addendum", 1), ("action", 1), ("statement", 1)] {
        assert_eq!(would.rows.get(table), Some(&count), "{table} in {would:?}");
    }
    assert!(store.record(first).unwrap().is_some(), "asking changes nothing");
    let purged = purge(&mut store, Purge::Record(first)).unwrap();
    assert_eq!((purged.went, purged.verified.records), (would, 2));
    assert!(store.record(first).unwrap().is_none());
    // The one that reviewed it goes on saying so, word for word as it was signed.
    assert_eq!(store.record(RecordId(2)).unwrap().unwrap().head.reviews, Some(first));
    let row = store.audit_after(0).unwrap().pop().unwrap();
    assert_eq!((row.act.code(), row.about.as_str()), ("purge", "C1"));
    let head = Head::new(store.record(RecordId(2)).unwrap().unwrap().head.child, day("2026-11-23"));
    let next = store.change(&by(), |change| change.enter_history(&head, &Answers::default(), None)).unwrap();
    assert_eq!(next, RecordId(4));
    store.verify(|_| ()).unwrap();
    assert!(matches!(purge(&mut store, Purge::Record(first)), Err(PurgeError::Store(StoreError::NotThere(_)))));
}

#[test]
fn nothing_of_a_child_is_left_anywhere_and_nobody_else_loses_a_word() {
    let (mut store, leo, mia) = with_two();
    let words = "more of what was said";
    store.change(&by(), |change| change.add_to_record(RecordId(1), words, day("2026-11-22"))).unwrap();
    assert!(found(&store, "Leo Stone").len() > 1 && !found(&store, words).is_empty());
    let kept = [store.records_of(mia).unwrap().len(), store.drafts_of(mia).unwrap().len()];
    let before = all_words(&store).iter().filter(|(_, text)| text.contains("Mia Reed")).count();
    purge(&mut store, Purge::Child(leo)).unwrap();
    assert_eq!(found(&store, "Leo Stone"), Vec::<String>::new());
    assert_eq!(found(&store, "stone"), Vec::<String>::new(), "not in an index of search either");
    assert_eq!(found(&store, words), Vec::<String>::new());
    assert_eq!(store.records_of(mia).unwrap().len(), kept[0]);
    assert_eq!(store.drafts_of(mia).unwrap().len(), kept[1]);
    assert_eq!(all_words(&store).iter().filter(|(_, text)| text.contains("Mia Reed")).count(), before);
    assert!(!found(&store, REASON).is_empty());
    let indexed: i64 =
        store.conn.query_row("SELECT count(*) FROM child_search('stone')", [], |row| row.get(0)).unwrap();
    assert_eq!(indexed, 0);
    // The file goes on as before.
    let (_, ready) = drafted(&mut store, mia);
    store.change(&by(), |change| change.sign(ready, &[])).unwrap();
    store.verify(|_| ()).unwrap();
}

#[test]
fn a_workers_file_goes_and_the_childs_history_keeps_a_nameless_row() {
    let (mut store, leo, _) = with_two();
    let worker = store.worker_by_reference("W1").unwrap().unwrap();
    store
        .change(&by(), |change| {
            change.allocate(leo, worker, day("2026-01-05"), false)?;
            change
                .set_period(worker, &crate::practice::worker::Period::Asye { from: day("2026-01-06"), until: None })?;
            change.add_worker(&worker_called("W2", "Ben Lee"))
        })
        .unwrap();
    purge(&mut store, Purge::Worker(worker)).unwrap();
    let left = store.worker(worker).unwrap().unwrap();
    assert_eq!((left.name.as_str(), left.reference.as_str()), ("Removed", "removed-1"));
    assert!(left.periods.is_empty() && left.left_on.is_some());
    assert_eq!(store.child(leo).unwrap().unwrap().allocations[0].worker, worker);
    // Her name stands where a child's own record says who is to act, and in nothing of her own.
    let mut where_named = found(&store, "priya");
    where_named
        .retain(|table| ["action", "form_answer", "record_", "draft_"].iter().all(|own| !table.starts_with(own)));
    assert_eq!(where_named, Vec::<String>::new());
    assert_eq!(store.worker_by_reference("W2").unwrap(), Some(WorkerId(2)));
    store.verify(|_| ()).unwrap();
}

#[test]
fn a_hold_refuses_and_a_merged_entry_is_held_with_the_other() {
    let (mut store, leo, mia) = with_two();
    store
        .change(&by(), |change| {
            change.merge_children(mia, leo)?;
            change.set_hold(Held::Child(mia), "C2", "an inquest")
        })
        .unwrap();
    for what in [Purge::Child(leo), Purge::Child(mia), Purge::Record(RecordId(3))] {
        assert!(matches!(purge(&mut store, what), Err(PurgeError::OnHold(why)) if why == "an inquest"), "{what:?}");
    }
    let lifted = store.change(&by(), |change| change.lift_hold(Held::Child(leo), "C1", "it is over")).unwrap();
    assert_eq!((lifted, store.hold_on(Held::Child(leo)).unwrap()), (1, None));
    let purged = purge(&mut store, Purge::Child(leo)).unwrap();
    assert_eq!((purged.went.rows["child"], purged.verified.records), (2, 0), "both entries are one child");
}

/// What a hostile editor could try, to pass a removal off as a purge or a purge off as something else.
#[rstest]
#[case("UPDATE purge SET reason = 'kept long enough'", "the purge of C1")]
#[case("UPDATE purge SET purged_by = 'Another'", "the purge of C1")]
#[case("UPDATE tombstone SET number = 3 WHERE number = 1 AND what = 'oversight'", "the purge of C1")]
#[case("DELETE FROM tombstone", "the purge of C1")]
#[case("DELETE FROM tombstone; DELETE FROM purge", "the signed record O1 was removed")]
#[case(
    "INSERT INTO tombstone (purge, what, number, digest, act) SELECT 1, 'oversight', id, digest, act FROM oversight
     WHERE id = 3; DELETE FROM oversight WHERE id = 3",
    "the purge of C1"
)]
#[case(
    "INSERT INTO tombstone (purge, what, number, digest, act) SELECT 9, 'oversight', id, digest, act FROM oversight
     WHERE id = 3; DELETE FROM oversight WHERE id = 3",
    "the purge of oversight 3"
)]
#[case(
    "INSERT INTO purge SELECT 2, about, reason, day, removed, purged_by, purged_at, digest, act FROM purge",
    "the purge of C1"
)]
fn a_purge_cannot_be_forged(#[case] sql: &str, #[case] said: &str) {
    let (mut store, ..) = with_two();
    purge(&mut store, Purge::Record(RecordId(1))).unwrap();
    store.verify(|_| ()).unwrap();
    behind_our_back(&store, sql);
    let found = store.verify(|_| ()).unwrap_err().to_string();
    assert!(found.contains(said), "{found}");
}

#[test]
fn what_tells_of_a_purge_refuses_to_change() {
    let (mut store, ..) = with_two();
    purge(&mut store, Purge::Record(RecordId(1))).unwrap();
    for sql in [
        "UPDATE purge SET reason = 'x'",
        "DELETE FROM purge",
        "REPLACE INTO purge SELECT * FROM purge",
        "UPDATE tombstone SET number = 7",
        "DELETE FROM tombstone",
        "INSERT INTO tombstone (purge, what, number, digest, act) VALUES (1, 'oversight', 3, 'x', 1)",
    ] {
        assert!(matches!(store.conn.execute(sql, []).map_err(StoreError::from), Err(StoreError::Sealed)), "{sql}");
    }
}

#[test]
fn a_real_file_has_no_free_page_and_nothing_in_its_log_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("footprint.db");
    let passphrase = SecretString::from("a passphrase of some length");
    let mut store = Store::create(&path, &passphrase, &Settings::default(), &by()).unwrap();
    let child = store.change(&by(), |change| change.add_child(&child_called("C1", "Leo Stone"))).unwrap();
    drafted(&mut store, child);
    purge(&mut store, Purge::Child(child)).unwrap();
    let free: i64 = store.conn.query_row("PRAGMA freelist_count", [], |row| row.get(0)).unwrap();
    let secure: i64 = store.conn.query_row("PRAGMA secure_delete", [], |row| row.get(0)).unwrap();
    let log = std::fs::metadata(folder.path().join("footprint.db-wal")).map_or(0, |data| data.len());
    assert_eq!((free, secure, log), (0, 1, 0));
    let keys: i64 = store.conn.query_row("PRAGMA foreign_keys", [], |row| row.get(0)).unwrap();
    assert_eq!(keys, 1, "switched on again");
    assert_eq!(found(&store, "stone"), Vec::<String>::new());
}

/// A purge that is refused by a full disk or anything else leaves every trigger where it was.
#[test]
fn a_purge_that_fails_leaves_all_as_it_was() {
    let (mut store, leo, _) = with_two();
    let before = store.audit_head().unwrap();
    let refused = store.purge(Purge::Child(leo), "C1", "", day("2026-11-23"), &by());
    assert!(matches!(refused, Err(PurgeError::Store(StoreError::DoesNotFit(_)))), "a purge has a reason: {refused:?}");
    assert_eq!(store.audit_head().unwrap(), before);
    assert!(store.child(leo).unwrap().is_some());
    store.verify(|_| ()).unwrap();
    let keys: i64 = store.conn.query_row("PRAGMA foreign_keys", [], |row| row.get(0)).unwrap();
    assert_eq!(keys, 1);
    assert!(!matches!(store.verify(|_| ()), Err(Tampering::Structure(_))));
}

#[test]
fn a_signed_supervision_record_goes_alone_or_with_the_whole_file() {
    for whole in [false, true] {
        let (mut store, worker, record) = super::worker_file::with_signed();
        let what = if whole { Purge::Worker(worker) } else { Purge::WorkerRecord(record) };
        let purged = purge(&mut store, what).unwrap();
        assert_eq!(purged.went.rows.get("worker_record"), Some(&1), "{:?}", purged.went);
        assert!(purged.went.rows.contains_key("worker_answer"));
        let kept: i64 = store
            .conn
            .query_row("SELECT count(*) FROM tombstone WHERE what = 'worker_record'", [], |row| row.get(0))
            .unwrap();
        assert_eq!(kept, 1);
        assert_eq!(store.worker(worker).unwrap().unwrap().name == "Removed", whole);
        behind_our_back(&store, "DELETE FROM tombstone; DELETE FROM purge");
        assert!(matches!(store.verify(|_| ()), Err(Tampering::Signed { .. })));
    }
}
