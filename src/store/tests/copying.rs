//! Copies of a real encrypted file, made by whoever writes it: what they hold, and when none is made.

#![expect(clippy::disallowed_methods, reason = "a test looks at the file as a stranger would")]

use super::{by, worker_called};
use crate::store::{OpenError, Settings, Store, StoreError};
use rstest::rstest;
use secrecy::SecretString;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

fn secret() -> SecretString {
    SecretString::from("a passphrase of some length")
}

/// A file that is open to write, with all of its last change still beside it.
fn office(folder: &TempDir) -> (PathBuf, Store) {
    let file = folder.path().join("footprint.db");
    drop(Store::create(&file, &secret(), &Settings::default(), &by()).unwrap());
    let mut store = Store::open(&file, &secret()).unwrap();
    store.conn.execute_batch("PRAGMA wal_autocheckpoint = 0").unwrap();
    store.change(&by(), |change| change.add_worker(&worker_called("W1", "Zoë Price"))).unwrap();
    (file, store)
}

fn workers(store: &Store) -> usize {
    store.verify(|_| ()).unwrap();
    store.workers().unwrap().len()
}

#[rstest]
#[case::alone(false)]
#[case::while_somebody_reads_how_it_was(true)]
fn a_copy_holds_the_last_change_and_is_one_file(#[case] somebody_reads: bool) {
    let folder = tempfile::tempdir().unwrap();
    let (file, mut store) = office(&folder);
    let looking = Store::look(&file, &secret()).unwrap();
    let view = looking.conn.unchecked_transaction().unwrap();
    assert_eq!(looking.workers().unwrap().len(), 1);
    if !somebody_reads {
        view.rollback().unwrap();
    }
    store.change(&by(), |change| change.add_worker(&worker_called("W2", "Siân Rees"))).unwrap();
    let to = folder.path().join("copies/copy.db");
    let mut last = None;
    let head = store.copy_to(&to, &secret(), &mut |done, of| last = Some((done, of))).unwrap();
    assert_eq!(head, store.audit_head().unwrap());
    let pages = fs::metadata(&to).unwrap().len() / 4096;
    assert_eq!(last, Some((pages, pages)));
    let names: Vec<_> = fs::read_dir(to.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["copy.db"]);
    store.change(&by(), |change| change.add_worker(&worker_called("W3", "Tom Lee"))).unwrap();
    let copy = Store::open(&to, &secret()).unwrap();
    assert_eq!((workers(&copy), workers(&store)), (2, 3));
}

#[test]
fn of_a_file_with_a_bad_page_no_copy_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let (file, store) = office(&folder);
    store.conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let mut bytes = fs::read(&file).unwrap();
    let last = bytes.len() - 100;
    bytes[last] ^= 1;
    fs::write(&file, bytes).unwrap();
    let to = folder.path().join("copies/copy.db");
    let answer = store.copy_to(&to, &secret(), &mut |_, _| ());
    assert!(matches!(answer, Err(OpenError::Damaged | OpenError::Store(StoreError::Damaged))), "{answer:?}");
    assert_eq!(fs::read_dir(to.parent().unwrap()).unwrap().count(), 0);
}
