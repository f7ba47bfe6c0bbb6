//! A file of an older layout, brought up to date: kept as it was first, then all of the steps or none.
#![expect(clippy::disallowed_methods, reason = "a test looks into the folder as a person would")]

use super::{by, worker_called};
use crate::store::copy::connect;
use crate::store::migrations::{SCHEMA, structure};
use crate::store::{OpenError, Settings, Store};
use rusqlite_migration::{M, Migrations};
use secrecy::SecretString;
use std::path::{Path, PathBuf};

const MORE: &str = "CREATE TABLE pet (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    INSERT INTO pet (name) SELECT name FROM worker;";
/// Breaks at its last word, with the rest of it done.
const BROKEN: &str = "CREATE TABLE pet (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    UPDATE worker SET name = 'Nobody'; INSERT INTO nowhere VALUES (1);";

fn secret() -> SecretString {
    SecretString::from("a passphrase of some length")
}

/// A file of layout 1 with a worker in it, open to write.
fn office(folder: &Path) -> (PathBuf, Store) {
    let file = folder.join("footprint.db");
    let mut store = Store::create(&file, &secret(), &Settings::default(), &by()).unwrap();
    store.change(&by(), |change| change.add_worker(&worker_called("W1", "Aisha Khan"))).unwrap();
    (file, store)
}

fn layout(path: &Path) -> i64 {
    connect(path, &secret()).unwrap().query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
}

#[test]
fn an_older_file_is_kept_as_it_was_and_then_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let (file, mut store) = office(folder.path());
    let head = store.audit_head().unwrap();
    let steps = Migrations::new(vec![M::up(SCHEMA), M::up(MORE)]);
    // What a kill left of an earlier try is no hindrance.
    let kept = folder.path().join("backups/footprint-as-layout-1.db");
    std::fs::create_dir(folder.path().join("backups")).unwrap();
    std::fs::write(&kept, b"half a file").unwrap();
    std::fs::write(folder.path().join("backups/footprint-as-layout-1.db.part"), b"half").unwrap();
    store.bring_up_to_date(&secret(), &steps, 2).unwrap();
    let pets: i64 =
        store.conn.query_row("SELECT count(*) FROM pet WHERE name = 'Aisha Khan'", [], |row| row.get(0)).unwrap();
    assert_eq!((pets, store.workers().unwrap().len()), (1, 1));
    drop(store);
    assert_eq!((layout(&file), layout(&kept)), (2, 1));
    // To this version it is a file from the future, and is left alone.
    let bytes = std::fs::read(&file).unwrap();
    assert!(matches!(Store::open(&file, &secret()), Err(OpenError::Newer { version: 2 })));
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    let before = Store::open(&kept, &secret()).unwrap();
    assert_eq!(before.verify(|_| ()).unwrap().head, head);
    drop(before);
    assert_eq!(std::fs::read_dir(folder.path().join("backups")).unwrap().count(), 2, "the copy, and its lock");
}

#[test]
fn steps_that_break_leave_the_file_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (file, mut store) = office(folder.path());
    let before = structure(&store.conn).unwrap();
    let steps = Migrations::new(vec![M::up(SCHEMA), M::up(MORE), M::up(BROKEN)]);
    assert!(store.bring_up_to_date(&secret(), &steps, 3).is_err());
    assert_eq!(structure(&store.conn).unwrap(), before, "a step of an unfinished whole was kept");
    drop(store);
    assert_eq!(layout(&file), 1);
    let store = Store::open(&file, &secret()).unwrap();
    assert_eq!(store.workers().unwrap()[0].name, "Aisha Khan");
    store.verify(|_| ()).unwrap();
}

/// No room for the copy, or no place: it is said, and nothing is brought up to date without it.
#[test]
fn without_a_copy_nothing_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let (file, mut store) = office(folder.path());
    std::fs::write(folder.path().join("backups"), b"a file where the folder should be").unwrap();
    let steps = Migrations::new(vec![M::up(SCHEMA), M::up(MORE)]);
    let refused = store.bring_up_to_date(&secret(), &steps, 2);
    assert!(matches!(refused, Err(OpenError::NoFolder)), "{refused:?}");
    drop(store);
    assert_eq!(layout(&file), 1);
    Store::open(&file, &secret()).unwrap().verify(|_| ()).unwrap();
}

#[test]
fn a_file_of_today_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (file, store) = office(folder.path());
    drop(store);
    drop(Store::open(&file, &secret()).unwrap());
    assert!(!folder.path().join("backups").exists());
}
