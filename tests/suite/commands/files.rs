//! Files that cannot be opened or made: one sentence that says why and what to do, and the file byte for byte as it was.

use super::{Ended, Office, PASSPHRASE};
use rstest::rstest;
use rusqlite::Connection;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

const PAGE: usize = 4096;

/// Bytes without a pattern, the same every time.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(count).collect()
}

/// The file as another program opens it, that knows the passphrase.
fn unlocked(file: &Path) -> Connection {
    let conn = Connection::open(file).unwrap();
    conn.execute_batch(&format!("PRAGMA key = '{PASSPHRASE}'")).unwrap();
    conn
}

fn plain_sqlite(office: &Office) {
    fs::remove_file(office.file()).unwrap();
    Connection::open(office.file()).unwrap().execute_batch("CREATE TABLE worker (name)").unwrap();
}

fn words(office: &Office) {
    office.write("footprint.db", &"Dear all,\n".repeat(PAGE));
}

fn zip(office: &Office) {
    fs::write(office.file(), [b"PK\x03\x04".as_slice(), &noise(2 * PAGE - 4)].concat()).unwrap();
}

fn random_pages(office: &Office) {
    fs::write(office.file(), noise(3 * PAGE)).unwrap();
}

fn random_bytes(office: &Office) {
    fs::write(office.file(), noise(3 * PAGE + 7)).unwrap();
}

fn nothing(office: &Office) {
    fs::write(office.file(), []).unwrap();
}

fn shorten(office: &Office, to: impl Fn(usize) -> usize) {
    let bytes = fs::read(office.file()).unwrap();
    fs::write(office.file(), &bytes[..to(bytes.len())]).unwrap();
}

fn cut_in_a_page(office: &Office) {
    shorten(office, |length| length / 2 + 100);
}

fn cut_after_the_first_page(office: &Office) {
    shorten(office, |_| PAGE);
}

fn cut_before_the_last_page(office: &Office) {
    shorten(office, |length| length - PAGE);
}

fn first_page_damaged(office: &Office) {
    let mut bytes = fs::read(office.file()).unwrap();
    bytes[..PAGE].copy_from_slice(&noise(PAGE));
    fs::write(office.file(), bytes).unwrap();
}

fn all_but_the_first_page_damaged(office: &Office) {
    let mut bytes = fs::read(office.file()).unwrap();
    let rest = noise(bytes.len() - PAGE);
    bytes[PAGE..].copy_from_slice(&rest);
    fs::write(office.file(), bytes).unwrap();
}

fn from_a_newer_version(office: &Office) {
    unlocked(&office.file()).execute_batch("PRAGMA user_version = 99").unwrap();
}

fn encrypted_by_another_program(office: &Office) {
    fs::remove_file(office.file()).unwrap();
    unlocked(&office.file()).execute_batch("CREATE TABLE worker (name)").unwrap();
}

fn a_folder(office: &Office) {
    fs::remove_file(office.file()).unwrap();
    fs::create_dir(office.file()).unwrap();
}

#[rstest]
#[case(plain_sqlite, "not a Footprint file")]
#[case(words, "not a Footprint file")]
#[case(zip, "not a Footprint file")]
#[case(random_pages, "wrong passphrase, or the start of the file is damaged")]
#[case(random_bytes, "cut short, or is not a Footprint file")]
#[case(nothing, "the file is empty")]
#[case(cut_in_a_page, "cut short")]
#[case(cut_after_the_first_page, "cut short; restore")]
#[case(cut_before_the_last_page, "cut short; restore")]
#[case(first_page_damaged, "the start of the file is damaged")]
#[case(all_but_the_first_page_damaged, "the file is damaged")]
#[case(from_a_newer_version, "a newer version of Footprint wrote this file")]
#[case(encrypted_by_another_program, "not a Footprint file")]
#[case(a_folder, "a folder, not a file")]
fn what_cannot_be_opened_is_told_by_its_cause_and_stays_as_it_is(#[case] spoil: fn(&Office), #[case] hint: &str) {
    let office = Office::new();
    spoil(&office);
    let before = fs::read(office.file()).ok();
    let table = office.write("children.csv", "reference,name,status\nC1,Ann Roe,assessment\n");
    let ended = office.run(&["import", "children", &table]);
    assert_eq!(ended.out, "");
    let said = ended.code(1);
    assert!(said.starts_with(&format!("footprint: {}: ", office.file().display())), "{said}");
    assert!(said.contains(hint) && said.lines().count() == 1, "{said}");
    for theirs in ["sql", "hmac", "not a database", "malformed", "os error"] {
        assert!(!said.to_lowercase().contains(theirs), "{said}");
    }
    assert_eq!(fs::read(office.file()).ok(), before);
}

#[test]
fn an_empty_file_is_never_made_a_new_one() {
    let office = Office::empty();
    nothing(&office);
    assert!(office.run(&["init"]).code(1).contains("already"));
    assert!(fs::read(office.file()).unwrap().is_empty());
}

#[test]
fn a_path_that_leads_nowhere_is_told_by_its_cause() {
    let office = Office::new();
    let inside = office.file().join("inner.db");
    let long = office.path(&"a".repeat(300));
    for (path, hint) in [(&inside, "a file, not a folder"), (&long, "too long")] {
        for command in ["init", "due"] {
            let ended = office.command(&[command, "--file", path.to_str().unwrap()]).output().unwrap();
            let said = Ended::of(ended).code(1);
            assert!(said.lines().count() == 1 && (said.contains(hint) || said.contains("there is no file")), "{said}");
        }
    }
}

/// What a process leaves behind that ended in the middle of its work: a file, and beside it what was not folded in yet.
fn left_by_a_crash() -> Office {
    let alive = Office::new();
    let office = Office::empty();
    let conn = unlocked(&alive.file());
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; VACUUM").unwrap();
    fs::copy(alive.file(), office.file()).unwrap();
    fs::copy(alive.path("footprint.db-wal"), office.path("footprint.db-wal")).unwrap();
    office
}

#[test]
fn a_wrong_passphrase_leaves_what_a_crash_left_for_the_right_one() {
    let office = left_by_a_crash();
    let both = || (fs::read(office.file()).unwrap(), fs::read(office.path("footprint.db-wal")).unwrap());
    let before = both();
    assert!(before.1.len() > 10 * PAGE);
    let ended = office.command(&["due"]).env("FOOTPRINT_PASSPHRASE", "not the passphrase").output().unwrap();
    assert!(Ended::of(ended).code(1).contains("wrong passphrase"));
    assert!(both() == before, "changed under a wrong passphrase");
    office.run(&["verify"]).ok();
    assert!(!office.path("footprint.db-wal").exists(), "folded in under the right one");
}

#[test]
fn a_second_one_looks_says_who_writes_and_changes_nothing() {
    let office = Office::new();
    let before = fs::read(office.file()).unwrap();
    let mut held = File::create(office.path("footprint.db.lock")).unwrap();
    held.lock().unwrap();
    held.write_all(b"4711\nbronwen\n").unwrap();
    let who = "bronwen (process 4711) has this file open, so it can be read but not changed";

    let ended = office.run(&["audit"]);
    assert!(ended.out.contains("Ruth Okafor"), "{ended:?}");
    assert_eq!(ended.code(0), format!("footprint: {who}.\n"));
    let table = office.write("children.csv", "reference,name,status\nC1,Ann Roe,assessment\n");
    for change in [&["import", "children", &table][..], &["policy", "use", "barnet"]] {
        let said = office.run(change).code(1);
        assert!(said.contains(who) && said.lines().count() == 1, "{said}");
    }
    #[cfg(unix)]
    {
        let link = office.path("by-another-name.db");
        std::os::unix::fs::symlink(office.file(), &link).unwrap();
        let by_link = office.command(&["import", "children", &table, "--file", link.to_str().unwrap()]).output();
        assert!(Ended::of(by_link.unwrap()).code(1).contains(who), "a link leads past the lock");
    }
    assert_eq!(fs::read(office.file()).unwrap(), before);

    drop(held);
    office.run(&["import", "children", &table]).ok();
}
