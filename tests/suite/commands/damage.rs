//! What happens to a file on a bad disk: every damage ends in a sentence and leaves the file as it was, what can be read can
//! be taken out, and the newest whole backup is named.
#![expect(clippy::disallowed_macros, reason = "a test says its figures to whoever runs it")]

use super::{Ended, Office, PASSPHRASE};
use crate::drafts_survive::rounds;
use rstest::rstest;
use std::collections::BTreeMap;
use std::fs;

const PAGE: usize = 4096;

/// A team with a backup, and the file's bytes.
fn office() -> (Office, Vec<u8>, String) {
    let office = Office::team();
    office.run(&["backup"]).ok();
    let backup = fs::read_dir(office.path("backups")).unwrap().next().unwrap().unwrap().path();
    let bytes = fs::read(office.file()).unwrap();
    (office, bytes, backup.to_str().unwrap().to_owned())
}

/// How a command may end over a damaged file: well, or in one sentence of our own; the file as it was either way.
#[track_caller]
fn ends_in_a_sentence(office: &Office, arguments: &[&str], what: &str) -> &'static str {
    let before = fs::read(office.file()).unwrap();
    let Ended { code, out, err } = office.run(arguments);
    assert!(matches!(code, Some(0 | 1)), "{what}: {code:?} {err}");
    assert!(err.lines().count() <= 2, "{what}: {err}");
    for line in err.lines() {
        assert!(line.starts_with("footprint: ") && line.ends_with('.'), "{what}: {line}");
    }
    for theirs in ["sql", "hmac", "not a database", "malformed", "os error", "panicked"] {
        assert!(!err.to_lowercase().contains(theirs), "{what}: {err}");
    }
    assert!(code == Some(1) || !out.is_empty(), "{what}");
    assert!(fs::read(office.file()).unwrap() == before, "{what}: the file was changed");
    match (code, err.is_empty()) {
        (Some(0), true) => "as if whole",
        (Some(0), false) => "read, and said to be damaged",
        _ if err.contains("wrong passphrase, or") => "wrong passphrase, or the start is damaged",
        _ => "refused as damaged",
    }
}

/// Every which boundary or byte is tried: few of all in the suite, as many as `FOOTPRINT_ROUNDS` says, up to all.
fn every(few: usize, all: usize) -> usize {
    (all / rounds(few)).max(1)
}

#[test]
fn cut_at_any_page_it_is_told_and_what_is_left_is_read() {
    let (office, bytes, backup) = office();
    let pages = bytes.len() / PAGE;
    let mut ended: BTreeMap<&str, usize> = BTreeMap::new();
    for keep in (1..pages).step_by(every(8, pages)) {
        fs::write(office.file(), &bytes[..keep * PAGE]).unwrap();
        let what = format!("cut to {keep} of {pages} pages");
        *ended.entry(ends_in_a_sentence(&office, &["show", "child", "C0001"], &what)).or_default() += 1;
        let said = office.run(&["verify"]).code(1);
        assert!(said.contains(&backup) || said.contains("damaged"), "{what}: {said}");
        let said = office.run(&["policy", "use", "barnet"]).code(1);
        assert!(said.contains(&format!("the newest whole backup is {backup}")), "{what}: {said}");
    }
    println!("cut at a page boundary: {ended:?}");
    assert!(!ended.contains_key("as if whole"), "{ended:?}");
    fs::write(office.file(), &bytes).unwrap();
    office.run(&["verify"]).ok();
}

#[test]
fn a_flipped_bit_is_never_read_as_if_nothing_were_wrong() {
    let (office, bytes, backup) = office();
    let mut ended: BTreeMap<&str, usize> = BTreeMap::new();
    let steps = every(10, bytes.len() / 997) * 997;
    for at in (40..bytes.len()).step_by(steps) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << (at % 8);
        fs::write(office.file(), &damaged).unwrap();
        let what = format!("a bit flipped at {at}");
        let due = ends_in_a_sentence(&office, &["due", "--as-of", "2026-05-26", "--all"], &what);
        *ended.entry(due).or_default() += 1;
        // Whatever a screen may not have met, verify finds.
        let said = office.run(&["verify"]).code(1);
        assert!(said.contains("damaged") || said.contains("wrong passphrase"), "{what}: {said}");
    }
    println!("a flipped bit, and what `due` ended in (verify found every one): {ended:?}");
    let restored = office.run(&["restore", &backup]).ok();
    assert!(restored.contains("is kept as"), "{restored}");
    office.run(&["verify"]).ok();
}

/// What is left of a file that was cut short can be taken out, and says that its trail does not know.
#[test]
fn what_can_be_read_of_a_damaged_file_can_be_taken_out() {
    let (office, bytes, backup) = office();
    // The last page is part of some children's records and of no others'.
    fs::write(office.file(), &bytes[..bytes.len() - PAGE]).unwrap();
    let mut out = None;
    for child in (1..=40).rev() {
        let ended = office.run(&["export", "child", &format!("C{child:04}")]);
        if ended.code == Some(0) {
            out = Some(ended);
            break;
        }
        assert!(ended.code(1).lines().all(|line| line.starts_with("footprint: ")));
    }
    let ended = out.expect("nothing could be taken out of a file that lacks a page");
    assert!(ended.err.contains("the file is damaged") && ended.err.contains(&backup), "{}", ended.err);
    assert!(ended.err.contains("not in its trail"), "{}", ended.err);
    assert!(ended.out.lines().next().unwrap().contains("from a damaged file"), "{}", ended.out);
    let log = fs::metadata(office.path("footprint.db-wal")).map_or(0, |data| data.len());
    assert_eq!(log, 0, "something was written beside a damaged file");
}

/// What a crash left beside the file, torn at any place: the file opens with all that was whole in it.
#[rstest]
fn a_torn_or_missing_log_loses_no_more_than_its_own_end(#[values(0, 31, 32, 1000, 4200, 8300, 12_400)] keep: usize) {
    let office = Office::team();
    let conn = rusqlite::Connection::open(office.file()).unwrap();
    conn.execute_batch(&format!("PRAGMA key = '{PASSPHRASE}'; PRAGMA wal_autocheckpoint = 0")).unwrap();
    for minutes in 1..6 {
        let sql = format!(
            "INSERT INTO setting VALUES ('lock_minutes', '{minutes}') ON CONFLICT DO UPDATE SET value = {minutes}"
        );
        conn.execute_batch(&sql).unwrap();
    }
    let torn = Office::empty();
    fs::copy(office.file(), torn.file()).unwrap();
    let log = fs::read(office.path("footprint.db-wal")).unwrap();
    assert!(log.len() > 12_400, "{}", log.len());
    if keep > 0 {
        fs::write(torn.path("footprint.db-wal"), &log[..keep]).unwrap();
    }
    torn.run(&["verify"]).ok();
    torn.run(&["policy", "use", "barnet"]).ok();
    torn.run(&["verify"]).ok();
}

#[test]
fn a_log_full_of_noise_is_not_taken_for_the_files_own() {
    let office = Office::team();
    let noise: Vec<u8> = (0..40_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    fs::write(office.path("footprint.db-wal"), noise).unwrap();
    office.run(&["verify"]).ok();
    assert!(!office.run(&["show", "child", "C0001"]).ok().is_empty());
}

#[test]
fn without_a_backup_that_is_said_and_a_bad_backup_is_not_named() {
    let (office, bytes, backup) = office();
    let mut spoilt = fs::read(&backup).unwrap();
    let middle = spoilt.len() / 2;
    spoilt[middle] ^= 1;
    fs::write(&backup, spoilt).unwrap();
    fs::write(office.file(), &bytes[..bytes.len() / 2 / PAGE * PAGE]).unwrap();
    let said = office.run(&["policy", "use", "barnet"]).code(1);
    assert!(said.contains("there is no whole backup beside it"), "{said}");
    assert!(office.run(&["restore", &backup]).code(1).contains("nothing was changed"));
    fs::write(office.file(), b"").unwrap();
    assert!(office.run(&["policy", "use", "barnet"]).code(1).contains("the file is empty"));
}

#[test]
fn the_manual_says_what_to_do_with_a_damaged_file() {
    let manual = Office::empty().run(&["man"]).ok();
    for word in ["backups", "restore", "damaged"] {
        assert!(manual.contains(word), "{word}");
    }
}
