//! A hand that gets past the triggers is named by `verify`: the first thing that does not fit, and no more.

use super::oversight::with_record;
use super::{by, day};
use crate::practice::reference::RecordId;
use crate::store::verify::{Looking, Tampering};
use crate::store::{AuditHead, Settings, Store};
use rstest::rstest;
use secrecy::SecretString;

/// Two more records' worth of trail: an addendum, and a withdrawal.
fn with_history() -> Store {
    let (mut store, id) = with_record();
    store.change(&by(), |change| change.add_to_record(id, "More.", day("2026-11-21"))).unwrap();
    let head = store.record(id).unwrap().unwrap().head;
    let second = store
        .change(&by(), |change| change.enter_history(&head, &crate::practice::answer::Answers::default(), None))
        .unwrap();
    store.change(&by(), |change| change.withdraw(second, "wrong child", day("2026-11-22"))).unwrap();
    store
}

/// What someone with the passphrase and another program could do: triggers and keys set aside, and put back after.
pub(super) fn behind_our_back(store: &Store, sql: &str) {
    let triggers: Vec<(String, String)> = store
        .conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    store.conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for (name, _) in &triggers {
        store.conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    store.conn.execute_batch(sql).unwrap();
    for (_, sql) in &triggers {
        store.conn.execute_batch(sql).unwrap();
    }
}

#[test]
fn an_honest_file_is_found_whole_and_its_head_is_told() {
    let mut store = with_history();
    let mut seen = Vec::new();
    let verified = store.verify(|looking| seen.push(looking)).unwrap();
    assert_eq!((verified.records, verified.head.clone()), (2, store.audit_head().unwrap()));
    assert_eq!(verified.acts, store.audit_after(0).unwrap().len() as u64);
    assert!(seen.contains(&Looking::Structure) && seen.last() == Some(&Looking::Acts(verified.acts, verified.acts)));
    // Putting everything aside and back is itself no harm.
    behind_our_back(&store, "");
    store.verify(|_| ()).unwrap();
    store.change(&by(), |change| change.set_settings(&Settings::default())).unwrap();
    assert!(store.verify(|_| ()).unwrap().head != verified.head);
}

#[rstest]
#[case("UPDATE oversight SET decided_on = '2026-11-01' WHERE id = 1", "the signed record O1 was changed")]
#[case("UPDATE oversight SET signed_by = 'Another' WHERE id = 2", "the signed record O2 was changed")]
#[case("UPDATE form_answer SET value = value || '!' WHERE field = 'situation'", "the signed record O1 was changed")]
#[case(
    "UPDATE form_answer SET value = CAST(x'ff' AS TEXT) WHERE field = 'situation'",
    "the signed record O1 was changed"
)]
#[case("UPDATE oversight SET signed_by = CAST(x'ff' AS TEXT) WHERE id = 2", "the signed record O2 was changed")]
#[case("UPDATE oversight SET digest = CAST(x'ff' AS TEXT) WHERE id = 2", "the signed record O2 was changed")]
#[case("UPDATE addendum SET text = CAST(x'ff' AS TEXT) WHERE id = 1", "an addendum to O1 was changed")]
#[case("UPDATE audit SET who = CAST(x'ff' AS TEXT) WHERE seq = 2", "row 2 of the audit was changed")]
#[case("UPDATE audit_head SET hash = CAST(x'ff' AS TEXT)", "the end of the audit was changed after row")]
#[case(
    "DELETE FROM record_search WHERE rowid IN (SELECT max(id) FROM form_answer WHERE kind = 'text')",
    "no longer looks through all of `form_answer`"
)]
#[case("INSERT INTO action_search (action_search) VALUES ('delete-all')", "no longer looks through all of `action`")]
#[case("INSERT INTO child_search (rowid, name) VALUES (99, 'Nobody')", "or through what is not there")]
#[case("DELETE FROM form_answer WHERE field = 'impact'", "the signed record O1 was changed")]
#[case("INSERT INTO form_answer VALUES (NULL, 2, 'impact', 'text', 'later')", "the signed record O2 was changed")]
#[case("UPDATE statement SET met = 0", "the signed record O1 was changed")]
#[case("DELETE FROM statement", "the signed record O1 was changed")]
#[case("UPDATE oversight SET digest = 'x' WHERE id = 1", "the signed record O1 was changed")]
#[case("DELETE FROM oversight WHERE id = 1", "the signed record O1 was removed")]
#[case("DELETE FROM oversight WHERE id = 2", "the signed record O2 was removed")]
#[case("UPDATE oversight SET act = 1 WHERE id = 2", "what row 1 of the audit signed")]
#[case("UPDATE addendum SET text = 'Less.' WHERE id = 1", "an addendum to O1 was changed")]
#[case("DELETE FROM addendum WHERE withdraws = 1", "signed (O2) is not what is there")]
#[case("UPDATE audit SET who = 'Another' WHERE seq = 2", "row 2 of the audit was changed")]
#[case("UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 3", "row 3 of the audit was changed")]
#[case("DELETE FROM audit WHERE seq = 2", "row 2 of the audit is missing")]
#[case(
    "UPDATE audit SET seq = -1 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = -1",
    "row 2 of the audit was changed"
)]
#[case("UPDATE audit SET act = 'export' WHERE seq = 3", "row 3 of the audit was changed")]
#[case("UPDATE audit SET signed = NULL WHERE signed IS NOT NULL", "of the audit was changed")]
#[case(
    "INSERT INTO audit SELECT seq + 1, at, who, act, about, digest, NULL, hash, 'x' FROM audit ORDER BY seq DESC LIMIT 1",
    "of the audit was changed"
)]
#[case("DROP INDEX audit_at", "`audit_at` is not as Footprint makes it")]
#[case("ALTER TABLE addendum ADD COLUMN more TEXT", "`addendum` is not as Footprint makes it")]
#[case("CREATE TRIGGER theirs AFTER INSERT ON draft BEGIN SELECT 1; END", "`theirs` is not as Footprint makes it")]
#[case(
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_stat_b', 'draft', 0,
     'CREATE TRIGGER sqlite_stat_b BEFORE INSERT ON draft BEGIN SELECT RAISE(IGNORE); END')",
    "`sqlite_stat_b` is not as Footprint makes it"
)]
#[case(
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET tbl_name = 'child' WHERE name = 'oversight_of'",
    "`oversight_of` is not as Footprint makes it"
)]
#[case("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)", "the end of the audit was changed after row")]
#[case("UPDATE audit_head SET seq = seq + 1", "the end of the audit was changed after row")]
#[case("UPDATE action SET child = 99, worker = NULL WHERE id = 1", "a row of `action` points at something")]
#[case("CREATE TABLE hidden (x)", "`hidden` is not as Footprint makes it")]
fn the_first_thing_that_does_not_fit_is_named(#[case] sql: &str, #[case] said: &str) {
    let store = with_history();
    behind_our_back(&store, sql);
    let found = store.verify(|_| ()).unwrap_err().to_string();
    assert!(found.contains(said), "{found}");
}

#[test]
fn a_shortened_trail_shows_even_where_the_head_is_moved_with_it() {
    let store = with_history();
    behind_our_back(
        &store,
        "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit);
         UPDATE audit_head SET (seq, hash) = (SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1);",
    );
    assert!(matches!(store.verify(|_| ()), Err(Tampering::AuditEnd(_))), "the withdrawal knows its act");
}

#[test]
fn statistics_of_sqlites_own_are_no_tampering() {
    let store = with_history();
    store.conn.execute_batch("ANALYZE").unwrap();
    store.verify(|_| ()).unwrap();
}

#[test]
fn a_missing_or_changed_trigger_is_named() {
    let store = with_history();
    store.conn.execute_batch("DROP TRIGGER oversight_keeps").unwrap();
    let found = store.verify(|_| ()).unwrap_err();
    assert!(matches!(&found, Tampering::Structure(name) if name == "oversight_keeps"), "{found}");
    store.conn.execute_batch("CREATE TRIGGER oversight_keeps BEFORE UPDATE ON oversight BEGIN SELECT 1; END").unwrap();
    assert!(matches!(store.verify(|_| ()), Err(Tampering::Structure(name)) if name == "oversight_keeps"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test damages the file as a disk would")]
fn a_changed_page_of_the_file_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("footprint.db");
    let passphrase = SecretString::from("a passphrase of some length");
    let store = Store::create(&path, &passphrase, &Settings::default(), &by()).unwrap();
    store.verify(|_| ()).unwrap();
    drop(store);
    let whole = std::fs::read(&path).unwrap();
    // Which page holds what is SQLite's own affair: from the end, the first that opening does not read itself.
    let damaged = (1..whole.len() / 4096).find_map(|page| {
        let mut bytes = whole.clone();
        let within = bytes.len() - page * 4096 + 2000;
        bytes[within] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        Store::open(&path, &passphrase).ok()
    });
    let found = damaged.unwrap().verify(|_| ()).map(|verified| verified.records);
    assert!(matches!(found, Err(Tampering::Page)), "{found:?}");
}

/// A page written anew with the right passphrase but by another hand than SQLite's: the page checks out, the tree does not.
#[test]
fn a_row_that_an_index_does_not_know_is_found() {
    let store = with_history();
    store.conn.execute_batch("PRAGMA writable_schema = ON").unwrap();
    let index = "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'oversight_act')
         WHERE name = 'oversight_day'";
    store.conn.execute_batch(index).unwrap();
    store.conn.execute_batch("PRAGMA writable_schema = RESET").unwrap();
    let found = store.verify(|_| ()).map(|verified| verified.records);
    assert!(matches!(found, Err(Tampering::Order | Tampering::Page)), "{found:?}");
}

#[test]
fn many_acts_together_leave_one_row_that_holds_all_they_signed() {
    let (mut store, id) = with_record();
    let head = store.record(id).unwrap().unwrap().head;
    let before = store.audit_head().unwrap();
    let none = crate::practice::answer::Answers::default();
    store
        .change_together(&by(), crate::store::Act::Import, "oversight.csv", |change| {
            for _ in 0..3 {
                change.enter_history(&head, &none, None)?;
            }
            Ok::<_, crate::store::StoreError>(())
        })
        .unwrap();
    assert_eq!(store.audit_head().unwrap().seq, before.seq + 1);
    store.verify(|_| ()).unwrap();
    let nothing = store.audit_head().unwrap();
    store
        .change_together(&by(), crate::store::Act::Import, "again.csv", |_| Ok::<_, crate::store::StoreError>(()))
        .unwrap();
    assert_eq!(store.audit_head().unwrap(), nothing, "nothing done leaves no row");
    behind_our_back(&store, "UPDATE oversight SET reason = 'closure' WHERE id = 3");
    assert!(matches!(store.verify(|_| ()), Err(Tampering::Record(RecordId(3)))));
}

#[test]
fn a_rehearsal_leaves_nothing() {
    let (mut store, id) = with_record();
    let before: AuditHead = store.audit_head().unwrap();
    let would = store
        .rehearse(&by(), crate::store::Act::Import, "x", |change| {
            change.add_to_record(id, "More.", day("2026-11-21"))?;
            Ok::<_, crate::store::StoreError>(change.record(id)?.map(|record| record.addenda.len()))
        })
        .unwrap();
    assert_eq!(would, Some(1));
    assert_eq!(store.audit_head().unwrap(), before);
    assert!(store.record(id).unwrap().unwrap().addenda.is_empty());
}

/// What is no text is told as what it is where a record is shown too, and never as the work of a newer version.
#[test]
fn words_that_are_no_text_are_not_taken_for_a_newer_versions() {
    let store = with_history();
    behind_our_back(&store, "UPDATE form_answer SET value = CAST(x'66ff' AS TEXT) WHERE field = 'situation'");
    let said = store.record(RecordId(1)).unwrap_err().to_string();
    assert!(said.contains("no text any more") && said.contains("footprint verify"), "{said}");
}
