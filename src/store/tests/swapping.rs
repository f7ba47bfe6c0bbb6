//! Restoring and changing the passphrase: proven first, the old file kept, and after a kill at any step one of the two is
//! there, whole.

#![expect(clippy::disallowed_methods, reason = "a test looks into the folder as a person would")]

use super::{by, worker_called};
use crate::store::swap::Swap;
use crate::store::verify::Tampering;
use crate::store::{OpenError, Restored, Settings, Store, SwapError};
use rstest::rstest;
use secrecy::SecretString;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const OLD: &str = "a passphrase of some length";
const NEW: &str = "another one, just as long";
/// What the file is kept as, by the moment that [`by`] gives.
const ASIDE: &str = "footprint-before-restore-2026-11-18T110640.000Z.db";

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

fn add(store: &mut Store, reference: &str) {
    store.change(&by(), |change| change.add_worker(&worker_called(reference, "Aisha Khan"))).unwrap();
}

fn workers(path: &Path, passphrase: &str) -> usize {
    let store = Store::open(path, &secret(passphrase)).unwrap();
    store.verify(|_| ()).unwrap();
    store.workers().unwrap().len()
}

/// A file with two workers, and a backup of it from when it had one.
fn office(folder: &TempDir) -> (PathBuf, PathBuf) {
    let (file, backup) = (folder.path().join("footprint.db"), folder.path().join("backup.db"));
    let settings = Settings { supervisor: "Ruth Adeyemi".to_owned(), team: "Seven".to_owned() };
    let mut store = Store::create(&file, &secret(OLD), &settings, &by()).unwrap();
    add(&mut store, "W1");
    store.copy_to(&backup, &secret(OLD), &mut |_, _| ()).unwrap();
    add(&mut store, "W2");
    (file, backup)
}

fn restore(backup: &Path, passphrase: &str, to: &Path) -> Result<Restored, SwapError> {
    Store::restore(backup, &secret(passphrase), to, by().at, &mut |_, _| ())
}

fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_restored_file_stands_where_the_old_one_stood_and_the_old_one_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (file, backup) = office(&folder);
    let before = fs::read(&backup).unwrap();
    let restored = restore(&backup, OLD, &file).unwrap();
    assert_eq!(restored.aside.as_deref(), Some(folder.path().join(ASIDE).as_path()));
    assert_eq!((workers(&file, OLD), workers(&folder.path().join(ASIDE), OLD)), (1, 2));
    assert_eq!(fs::read(&backup).unwrap(), before, "the backup is only read");
    let its_lock = format!("{ASIDE}.lock");
    assert_eq!(names(&folder), ["backup.db", ASIDE, &its_lock, "footprint.db", "footprint.db.lock"]);
    let store = Store::look(&file, &secret(OLD)).unwrap();
    let last = store.audit_after(0).unwrap().pop().unwrap();
    assert_eq!((last.act.code(), last.who.as_str()), ("restore", "Ruth Adeyemi"));
    assert!(last.about.contains("backup.db") && last.about.contains(ASIDE), "{}", last.about);
    #[cfg(unix)]
    for name in ["footprint.db", ASIDE] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777, 0o600);
    }
}

#[test]
fn it_is_restored_where_there_is_no_file_and_where_the_file_is_past_help() {
    let folder = tempfile::tempdir().unwrap();
    let (file, backup) = office(&folder);
    let new = folder.path().join("new/machine/footprint.db");
    assert_eq!(restore(&backup, OLD, &new).unwrap().aside, None);
    assert_eq!(workers(&new, OLD), 1);
    for spoilt in [b"".as_slice(), b"Dear all,", &[7; 10_000]] {
        fs::write(&file, spoilt).unwrap();
        restore(&backup, OLD, &file).unwrap();
        assert_eq!(fs::read(folder.path().join(ASIDE)).unwrap(), spoilt, "kept as it was");
        fs::remove_file(folder.path().join(ASIDE)).unwrap();
        assert_eq!(workers(&file, OLD), 1);
    }
}

#[test]
fn what_is_not_whole_is_not_restored() {
    let folder = tempfile::tempdir().unwrap();
    let (file, backup) = office(&folder);
    let (before, bytes) = (fs::read(&file).unwrap(), fs::read(&backup).unwrap());
    assert!(matches!(restore(&backup, NEW, &file), Err(SwapError::Backup(OpenError::WrongPassphrase))));
    assert!(matches!(restore(&file, OLD, &file), Err(SwapError::Itself)));
    let nothing = folder.path().join("nothing.db");
    assert!(matches!(restore(&nothing, OLD, &file), Err(SwapError::Backup(OpenError::NotFound))));
    let spoilt = folder.path().join("spoilt.db");
    let mut middle = bytes.clone();
    middle[bytes.len() / 2] ^= 1;
    for (spoil, what) in [(&bytes[..bytes.len() / 2], "half"), (&middle, "a flipped bit"), (&b""[..], "nothing")] {
        fs::write(&spoilt, spoil).unwrap();
        let refused = restore(&spoilt, OLD, &file);
        assert!(matches!(refused, Err(SwapError::Backup(_))), "{what}: {refused:?}");
    }
    fs::write(&spoilt, &bytes).unwrap();
    let conn = crate::store::copy::connect(&spoilt, &secret(OLD)).unwrap();
    conn.execute_batch("DROP TRIGGER audit_keeps; UPDATE audit SET who = 'Another' WHERE seq = 2").unwrap();
    drop(conn);
    assert!(matches!(restore(&spoilt, OLD, &file), Err(SwapError::NotWhole(Tampering::Structure(_)))));
    assert_eq!(fs::read(&file).unwrap(), before);
    assert!(!folder.path().join(ASIDE).exists() && !folder.path().join("footprint.db.part").exists());
    assert_eq!(workers(&file, OLD), 2);
}

#[test]
fn nobody_else_may_have_the_file_open() {
    let folder = tempfile::tempdir().unwrap();
    let (file, backup) = office(&folder);
    let writer = Store::open(&file, &secret(OLD)).unwrap();
    assert!(matches!(restore(&backup, OLD, &file), Err(SwapError::HeldBy(_))));
    let looking = Store::look(&file, &secret(OLD)).unwrap();
    assert!(matches!(writer.rekey(&secret(NEW), &by(), &mut |_, _| ()), Err(SwapError::LookedAt)));
    let refused = restore(&backup, OLD, &file);
    assert!(matches!(refused, Err(SwapError::LookedAt)), "{refused:?}");
    drop(looking);
    assert_eq!(workers(&file, OLD), 2);
    restore(&backup, OLD, &file).unwrap();
}

/// A file whose last change lies beside it, as a crash leaves it, under one passphrase or another.
#[rstest]
fn what_a_crash_left_is_kept_with_the_old_file(#[values(OLD, NEW)] given: &str) {
    let folder = tempfile::tempdir().unwrap();
    let (file, _) = office(&folder);
    let mut store = Store::open(&file, &secret(OLD)).unwrap();
    store.conn.execute_batch("PRAGMA wal_autocheckpoint = 0").unwrap();
    add(&mut store, "W3");
    let crashed = folder.path().join("crashed.db");
    fs::copy(&file, &crashed).unwrap();
    fs::copy(folder.path().join("footprint.db-wal"), folder.path().join("crashed.db-wal")).unwrap();
    let backup = folder.path().join("under-given.db");
    fs::write(&backup, b"").unwrap();
    store.copy_into(&backup, &secret(given), &mut |_, _| ()).unwrap();
    drop(store);
    restore(&backup, given, &crashed).unwrap();
    assert!(!folder.path().join("crashed.db-wal").exists());
    assert_eq!(
        (workers(&crashed, given), workers(&folder.path().join(ASIDE.replacen("footprint", "crashed", 1)), OLD)),
        (3, 3)
    );
}

/// A kill after each step of a restore: what is there opens, and is the old file or the new one; and it can be done again.
#[rstest]
fn a_kill_after_any_step_of_a_restore_leaves_one_of_the_two(#[values(0, 1, 2, 3)] steps: usize) {
    let folder = tempfile::tempdir().unwrap();
    let (file, backup) = office(&folder);
    let (swap, _) = Swap::restoring(&backup, &secret(OLD), &file, by().at, &mut |_, _| ()).unwrap();
    if steps == 0 {
        // Killed while the new one was being written.
        fs::write(folder.path().join("footprint.db.part"), b"half a file").unwrap();
    }
    if steps >= 2 {
        swap.set_aside(&secret(OLD)).unwrap();
    }
    if steps >= 3 {
        swap.put_in_place().unwrap();
    } else {
        std::mem::forget(swap);
    }
    assert_eq!(workers(&file, OLD), if steps >= 3 { 1 } else { 2 });
    assert_eq!(folder.path().join(ASIDE).exists(), steps >= 2);
    if steps >= 2 {
        assert_eq!(workers(&folder.path().join(ASIDE), OLD), 2);
        fs::remove_file(folder.path().join(ASIDE)).unwrap();
    }
    restore(&backup, OLD, &file).unwrap();
    assert_eq!(workers(&file, OLD), 1);
    assert!(!folder.path().join("footprint.db.part").exists());
}

#[test]
fn under_another_passphrase_the_old_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (file, backup) = office(&folder);
    let store = Store::open(&file, &secret(OLD)).unwrap();
    assert!(matches!(
        store.rekey(&secret("too short"), &by(), &mut |_, _| ()),
        Err(SwapError::Place(OpenError::ShortPassphrase))
    ));
    let store = Store::open(&file, &secret(OLD)).unwrap();
    store.rekey(&secret(NEW), &by(), &mut |_, _| ()).unwrap();
    assert!(matches!(Store::open(&file, &secret(OLD)), Err(OpenError::WrongPassphrase)));
    assert_eq!((workers(&file, NEW), workers(&backup, OLD)), (2, 1));
    let store = Store::look(&file, &secret(NEW)).unwrap();
    assert_eq!(store.audit_after(0).unwrap().pop().unwrap().act.code(), "rekey");
    drop(store);
    let left: Vec<String> = names(&folder)
        .into_iter()
        .filter(|name| Path::new(name).extension().is_none_or(|ending| ending != "lock"))
        .collect();
    assert_eq!(left, ["backup.db", "footprint.db"]);
}

#[test]
fn a_kill_in_the_middle_of_a_new_passphrase_leaves_the_old_file_under_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let (file, _) = office(&folder);
    let store = Store::open(&file, &secret(OLD)).unwrap();
    let swap = Swap::rekeying(&store, &secret(NEW), &file, &by(), &mut |_, _| ()).unwrap();
    std::mem::forget(swap);
    drop(store);
    assert_eq!(workers(&file, OLD), 2);
    Store::open(&file, &secret(OLD)).unwrap().rekey(&secret(NEW), &by(), &mut |_, _| ()).unwrap();
    assert_eq!(workers(&file, NEW), 2);
    assert!(!folder.path().join("footprint.db.part").exists());
}
