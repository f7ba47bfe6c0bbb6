//! Real encrypted files: the passphrase, foreign and torn files, one writer. Each open derives a key, so they are few.

#![expect(clippy::disallowed_methods, reason = "a test looks at the file as a stranger would")]

use super::{by, worker_called};
use crate::store::{Mode, OpenError, Settings, Store, StoreError};
use secrecy::SecretString;
use std::fs;
use std::path::PathBuf;

const PASSPHRASE: &str = "it's a \"long\" one; 雪 -- \u{1F9E6}";

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

fn settings() -> Settings {
    Settings { supervisor: "Ruth Adeyemi".to_owned(), team: "Seven".to_owned() }
}

fn made(folder: &tempfile::TempDir) -> (PathBuf, Store) {
    let path = folder.path().join("inner").join("footprint.db");
    let store = Store::create(&path, &secret(PASSPHRASE), &settings(), &by()).unwrap();
    (path, store)
}

#[test]
fn a_file_is_private_encrypted_and_opens_with_its_passphrase_only() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut store) = made(&folder);
    store.change(&by(), |change| change.add_worker(&worker_called("W1", "Aisha Khan"))).unwrap();
    drop(store);
    let bytes = fs::read(&path).unwrap();
    assert!(!bytes.starts_with(b"SQLite") && !bytes.windows(5).any(|part| part == b"Aisha"));
    assert!(matches!(Store::open(&path, &secret("some other words")), Err(OpenError::WrongPassphrase)));
    assert_eq!(fs::read(&path).unwrap(), bytes, "a wrong passphrase left the file as it was");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    let store = Store::open(&path, &secret(PASSPHRASE)).unwrap();
    assert_eq!(store.settings().unwrap(), settings());
    assert_eq!(store.workers().unwrap().len(), 1);
    assert_eq!(store.permissions_mended(), cfg!(unix));
}

#[test]
fn a_second_one_looks_and_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut first) = made(&folder);
    let mut second = Store::open(&path, &secret(PASSPHRASE)).unwrap();
    let Mode::ReadOnly { held_by: Some(held_by) } = second.mode().clone() else { panic!("it writes") };
    assert_eq!(held_by.process, Some(std::process::id()));
    first.change(&by(), |change| change.add_worker(&worker_called("W1", "Aisha Khan"))).unwrap();
    assert_eq!(second.workers().unwrap().len(), 1, "what the first wrote is seen at once");
    let tried = second.change(&by(), |change| change.add_worker(&worker_called("W2", "Ben Lee")));
    assert!(matches!(tried, Err(StoreError::HeldBy(_))));
    drop(first);
    drop(second);
    assert!(Store::open(&path, &secret(PASSPHRASE)).unwrap().writes(), "no stale lock is left");
}

#[test]
fn one_who_only_looks_keeps_nobody_from_writing() {
    let folder = tempfile::tempdir().unwrap();
    let (path, first) = made(&folder);
    drop(first);
    let mut looking = Store::look(&path, &secret(PASSPHRASE)).unwrap();
    assert_eq!(*looking.mode(), Mode::ReadOnly { held_by: None });
    let tried = looking.change(&by(), |change| change.add_worker(&worker_called("W2", "Ben Lee")));
    assert!(matches!(tried, Err(StoreError::ReadOnly)));
    let mut writer = Store::open(&path, &secret(PASSPHRASE)).unwrap();
    writer.change(&by(), |change| change.add_worker(&worker_called("W1", "Aisha Khan"))).unwrap();
    assert_eq!(looking.workers().unwrap().len(), 1);
    drop(writer);
    drop(looking);
    let left = fs::read_dir(path.parent().unwrap()).unwrap().count();
    assert_eq!(left, 2, "more than the file and its lock");
}

#[test]
fn what_is_not_ours_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let foreign = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let answer = Store::open(&path, &secret(PASSPHRASE)).map(|_| ()).unwrap_err();
        assert_eq!(fs::read(&path).unwrap(), bytes);
        answer
    };
    assert!(matches!(foreign("empty.db", b""), OpenError::Empty));
    assert!(matches!(foreign("notes.txt", b"Dear all,"), OpenError::NotAFootprintFile));
    let plain = rusqlite::Connection::open(folder.path().join("plain.db")).unwrap();
    plain.execute_batch("CREATE TABLE t (x)").unwrap();
    drop(plain);
    let bytes = fs::read(folder.path().join("plain.db")).unwrap();
    assert!(matches!(foreign("plain.db", &bytes), OpenError::NotAFootprintFile));
    let noise: Vec<u8> = (0..10_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    assert!(matches!(foreign("torn.db", &noise), OpenError::Truncated));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 4, "nothing was left beside them: {left:?}");
    let nowhere = folder.path().join("nowhere.db");
    assert!(matches!(Store::open(&nowhere, &secret(PASSPHRASE)), Err(OpenError::NotFound)));
    assert!(matches!(Store::open(folder.path(), &secret(PASSPHRASE)), Err(OpenError::NotAFile)));
}

#[test]
fn a_newer_file_and_a_strangers_encrypted_file_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (path, store) = made(&folder);
    store.conn.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(store);
    assert!(matches!(Store::open(&path, &secret(PASSPHRASE)), Err(OpenError::Newer { version: 99 })));
    let again = Store::create(&path, &secret(PASSPHRASE), &settings(), &by());
    assert!(matches!(again, Err(OpenError::AlreadyThere)));
    let short = Store::create(&folder.path().join("x.db"), &secret("elevenchars"), &settings(), &by());
    assert!(matches!(short, Err(OpenError::ShortPassphrase)));
}

/// Run again as a process of its own, because SQLCipher would write past the test's own capture.
#[test]
fn a_wrong_passphrase_prints_nothing_of_sqlciphers_own() {
    let inner = "store::tests::files::a_file_is_private_encrypted_and_opens_with_its_passphrase_only";
    let ran = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", inner, "--nocapture"])
        .output()
        .unwrap();
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success() && out.contains("1 passed"), "{out}{err}");
    assert!(err.trim().is_empty(), "{err}");
    assert!(!out.to_lowercase().contains("cipher"), "{out}");
}

#[cfg(unix)]
#[test]
fn a_lock_that_is_something_else_is_refused_and_nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let (path, store) = made(&folder);
    drop(store);
    let lock = path.with_file_name("footprint.db.lock");
    let (whole, letter) = (fs::read(&path).unwrap(), folder.path().join("letter.txt"));
    fs::write(&letter, "Dear Ann").unwrap();
    let refused = |how: &str| match Store::open(&path, &secret(PASSPHRASE)) {
        Err(OpenError::ForeignLock(_)) => {}
        Err(other) => panic!("{how}: {other}"),
        Ok(_) => panic!("{how}: opened"),
    };
    fs::remove_file(&lock).unwrap();
    std::os::unix::fs::symlink(&path, &lock).unwrap();
    refused("a link to the file itself");
    fs::remove_file(&lock).unwrap();
    fs::hard_link(&letter, &lock).unwrap();
    refused("a second name of a letter");
    fs::remove_file(&lock).unwrap();
    fs::write(&lock, vec![b'x'; 5_000]).unwrap();
    refused("a long file");
    assert_eq!(fs::read(&path).unwrap(), whole);
    assert_eq!(fs::read(&letter).unwrap(), b"Dear Ann");
    assert_eq!(fs::read(&lock).unwrap().len(), 5_000);
    fs::remove_file(&lock).unwrap();
    Store::open(&path, &secret(PASSPHRASE)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_file_of_two_names_is_refused_for_two_could_write_it() {
    let folder = tempfile::tempdir().unwrap();
    let (path, store) = made(&folder);
    drop(store);
    let other = folder.path().join("other.db");
    fs::hard_link(&path, &other).unwrap();
    for name in [&path, &other] {
        assert!(matches!(Store::open(name, &secret(PASSPHRASE)), Err(OpenError::TwoNames)));
    }
    fs::remove_file(&other).unwrap();
    Store::open(&path, &secret(PASSPHRASE)).unwrap();
}
