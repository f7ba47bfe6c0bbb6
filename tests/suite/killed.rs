//! Killed at any moment: a backup, a restore, another passphrase, a removal for good, a signature, an act that the screen
//! called done. What is found afterwards is what was before or what was to be, whole. The moments differ from round to
//! round; `FOOTPRINT_ROUNDS=300` walks as many rounds.
#![expect(clippy::disallowed_macros, reason = "a test says its figures to whoever runs it")]

use crate::drafts_survive::rounds;
use crate::office::{Ended, Office, PASSPHRASE};
use crate::old_files::complete;
use crate::pages::{decrypted, holds};
use crate::safe_keeping::{OTHER, backups, whole};
use crate::window::Window;
use footprint::practice::oversight::{Head, KnownReason, Reason};
use footprint::store::{By, Store};
use rustix::process::Signal;
use secrecy::SecretString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

const WORKERS: &str = "reference,name,role,joined_on\nW1,Bo Quillfeather,social_worker,2026-01-05\n";
const CHILDREN: &str =
    "reference,name,status,worker\nC1,Ottoline Fenn,child_in_need,W1\nC2,Leo Marsh,child_in_need,W1\n";
const OVERSIGHT: &str = "child,decided_on,reason,situation\n\
    C1,2026-02-03,supervision,Ottoline talked of zebrafish.\nC2,2026-11-18,supervision,Leo sleeps well.\n";
const SESSIONS: &str = "worker,status,held_on\nW1,held,2026-11-17\n";
const ACTIONS: &str = "child,action,owner,due_on\nC1,Ask about the aquarium,Bo Quillfeather,2026-11-27\n";

/// What stands nowhere but with the one child.
const HERS: [&str; 4] = ["Ottoline", "zebrafish", "aquarium", "shoes on in bed"];

/// A worker, two children with a record each, an action, and a draft that has everything but its statements.
pub(crate) fn office() -> Office {
    static MADE: OnceLock<Office> = OnceLock::new();
    MADE.get_or_init(|| {
        let office = Office::new();
        let tables = [
            ("workers", WORKERS),
            ("sessions", SESSIONS),
            ("children", CHILDREN),
            ("oversight", OVERSIGHT),
            ("actions", ACTIONS),
        ];
        for (kind, rows) in tables {
            let file = office.write(&format!("{kind}.csv"), rows);
            office.run(&["--as-of", "2026-11-20", "import", kind, &file]).ok();
        }
        let mut store = Store::open(&office.file(), &SecretString::from(PASSPHRASE)).unwrap();
        let by = By { who: "Ruth Okafor".to_owned(), at: chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap() };
        let child = store.child_by_reference("C1").unwrap().unwrap();
        let reason = Some(Reason::Known(KnownReason::Supervision));
        let head = Head { reason, ..Head::new(child, DAY[1].parse().unwrap()) };
        store.change(&by, |change| change.begin_draft(&head, &complete())).unwrap();
        office
    })
    .copied()
}

/// A command that is killed, and the sign that it has begun to write.
struct Kill<'a> {
    arguments: &'a [&'a str],
    begun: fn(&Office) -> bool,
    /// How long it took, not killed, until it had begun, and from there to its end.
    until: Duration,
    rest: Duration,
}

impl<'a> Kill<'a> {
    /// Measured on a copy of the office, which is not killed.
    fn of(office: &Office, arguments: &'a [&'a str], begun: fn(&Office) -> bool) -> Self {
        let one = office.copied();
        let start = Instant::now();
        let mut running = started(&one, arguments);
        while !begun(&one) {
            assert!(running.try_wait().unwrap().is_none(), "{arguments:?} ended before it was seen to begin");
            std::thread::sleep(Duration::from_micros(200));
        }
        let until = start.elapsed();
        assert!(running.wait().unwrap().success(), "{arguments:?}");
        Self { arguments, begun, until, rest: start.elapsed().saturating_sub(until) }
    }

    /// Kills it over a copy of the office: every fourth time before it has begun, else in a part of the rest that is
    /// another each round, or just after its end. Says whether it had ended by itself.
    fn round(&self, office: &Office, round: usize, rounds: usize) -> (Office, bool) {
        let one = office.copied();
        // A stride that has no part in common with most counts scatters neighbours, and visits every part.
        let part =
            f64::from(u32::try_from((round * 7919) % rounds).unwrap()) / f64::from(u32::try_from(rounds).unwrap());
        let mut running = started(&one, self.arguments);
        if round % 4 == 3 {
            std::thread::sleep(self.until.mul_f64(part));
        } else {
            while !(self.begun)(&one) && running.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_micros(200));
            }
            std::thread::sleep(self.rest.mul_f64(part * 1.1));
        }
        let _ = running.kill();
        let ended = running.wait().unwrap().code().is_some();
        (one, ended)
    }
}

fn started(office: &Office, arguments: &[&str]) -> Child {
    office.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// That the file to be is being made beside the present one.
fn part_beside(office: &Office) -> bool {
    office.path("footprint.db.part").exists()
}

/// The last hash of the trail of a file somewhere else, which is whole.
fn whole_at(file: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_footprint"));
    command.arg("--file").arg(file).arg("verify").env("FOOTPRINT_PASSPHRASE", PASSPHRASE).stdin(Stdio::null());
    Ended::of(command.output().unwrap()).ok().rsplit_once(' ').unwrap().1.to_owned()
}

/// The backups that have their name.
fn finished(office: &Office) -> Vec<PathBuf> {
    backups(office).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "db")).collect()
}

/// Killed at any moment, a backup is there whole or not at all, and the next one is made.
#[test]
fn a_backup_that_is_killed_is_whole_or_not_there() {
    let office = office();
    let kill = Kill::of(&office, &["backup"], |one| !backups(one).is_empty());
    let (mut there, mut ended) = (0, 0);
    for round in 0..rounds(4) {
        let (one, by_itself) = kill.round(&office, round, rounds(4));
        ended += usize::from(by_itself);
        whole(&one, PASSPHRASE);
        let made = finished(&one);
        for backup in &made {
            whole_at(backup);
        }
        there += made.len();
        // One made within the same second has the same name, and nothing is written over it.
        while one.run(&["backup"]).code != Some(0) {
            assert!(!made.is_empty(), "round {round}: no backup can be made any more");
            std::thread::sleep(Duration::from_millis(300));
        }
        assert_eq!(finished(&one).len(), made.len() + 1);
        // What the kill left unfinished has a name of its own, and goes with a backup of another hour.
        let unfinished =
            backups(&one).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "part")).count();
        assert!(unfinished <= 1, "{:?}", backups(&one));
    }
    println!("backups killed: {} (ended before: {ended}); the backup was there whole {there} times", rounds(4));
}

/// Killed at any moment, a restore leaves the old file or the new one, whole, and can be done again.
#[test]
fn a_restore_that_is_killed_leaves_one_of_the_two() {
    let office = office();
    office.run(&["backup"]).ok();
    let backup = backups(&office).pop().unwrap();
    let restore = ["restore", backup.to_str().unwrap()];
    let old = whole(&office, PASSPHRASE);
    let kill = Kill::of(&office, &restore, part_beside);
    let (mut kept, mut replaced, mut ended) = (0, 0, 0);
    for round in 0..rounds(4) {
        let (one, by_itself) = kill.round(&office, round, rounds(4));
        ended += usize::from(by_itself);
        let is_new = whole(&one, PASSPHRASE) != old;
        if is_new {
            replaced += 1;
        } else {
            kept += 1;
        }
        let aside: Vec<_> = fs::read_dir(one.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_str().unwrap().contains("before-restore"))
            .filter(|path| path.extension().is_some_and(|ending| ending == "db"))
            .collect();
        assert!(!is_new || aside.len() == 1, "round {round}: the old file was not kept: {aside:?}");
        if is_new {
            assert_eq!(whole_at(&aside[0]), old, "round {round}: what is kept is not the old file");
        }
        // One that was kept within the same second has the same name.
        while one.run(&restore).code != Some(0) {
            assert!(!aside.is_empty(), "round {round}: it cannot be restored any more");
            std::thread::sleep(Duration::from_millis(300));
        }
        assert_ne!(whole(&one, PASSPHRASE), old);
        assert!(!one.path("footprint.db.part").exists());
    }
    println!(
        "restores killed: {} (ended before: {ended}); the old file stood {kept} times, the new {replaced}",
        rounds(4)
    );
}

/// Killed at any moment, a change of passphrase leaves the file under one of the two, whole.
#[test]
fn a_rekey_that_is_killed_leaves_the_file_under_one_of_the_two() {
    let office = office();
    let new = office.write("new.txt", OTHER);
    let rekey = ["rekey", "--new-passphrase-file", &new];
    let kill = Kill::of(&office, &rekey, part_beside);
    let (mut old_opens, mut new_opens, mut ended) = (0, 0, 0);
    for round in 0..rounds(4) {
        let (one, by_itself) = kill.round(&office, round, rounds(4));
        ended += usize::from(by_itself);
        let verified = one.command(&["verify"]).output().unwrap();
        if verified.status.success() {
            old_opens += 1;
        } else {
            assert!(String::from_utf8_lossy(&verified.stderr).contains("wrong passphrase"), "{verified:?}");
            whole(&one, OTHER);
            new_opens += 1;
        }
    }
    println!(
        "rekeys killed: {} (ended before: {ended}); the old passphrase opened {old_opens} times, the new {new_opens}",
        rounds(4)
    );
}

/// Killed at any moment, a removal has not begun or has removed all of it; and where it has, nothing of it is left in any
/// byte of the file once that has been opened to write.
#[test]
fn a_removal_that_is_killed_is_whole_or_has_not_begun() {
    let office = office();
    let purge = ["purge", "C1", "--yes", "--reason", "order of the court"];
    let before = decrypted(&office.file(), PASSPHRASE);
    assert!(HERS.iter().all(|words| holds(&before, words)), "nothing would be seen to go");
    let log = |one: &Office| fs::metadata(one.path("footprint.db-wal")).is_ok_and(|log| log.len() > 0);
    let kill = Kill::of(&office, &purge, log);
    let (mut there, mut gone, mut ended) = (0, 0, 0);
    for round in 0..rounds(4) {
        let (one, by_itself) = kill.round(&office, round, rounds(4));
        ended += usize::from(by_itself);
        whole(&one, PASSPHRASE);
        let shown = one.run(&["show", "child", "C1"]);
        if shown.code == Some(0) {
            there += 1;
            assert!(shown.out.contains("Ottoline Fenn") && shown.out.contains("O1"), "round {round}: {}", shown.out);
            assert!(one.run(&["drafts"]).ok().contains("D1"), "round {round}");
            one.run(&purge).ok();
        } else {
            gone += 1;
            assert!(one.run(&["audit"]).ok().contains("order of the court") || one.run(&["audit"]).ok().contains("C1"));
            assert_eq!(one.run(&["drafts", "--format", "json"]).ok().trim(), "[]");
            // Whatever the kill left to be overwritten is done by whoever opens it next to write.
            one.run(&["policy", "use", "barnet"]).ok();
        }
        whole(&one, PASSPHRASE);
        let bytes = decrypted(&one.file(), PASSPHRASE);
        for words in HERS {
            assert!(!holds(&bytes, words), "round {round}: {words} is still in the file's bytes");
        }
        assert!(holds(&bytes, "Leo sleeps well"), "the other child's record is gone too");
    }
    println!("removals killed: {} (ended before: {ended}); not begun {there} times, whole {gone}", rounds(4));
}

/// Says every so often how many rounds a long walk has survived.
fn so_far(round: usize, what: &str) {
    if round % 10 == 9 {
        println!("{what} killed so far: {}, all survived", round + 1);
    }
}

pub(crate) const DAY: [&str; 4] = ["--as-of", "2026-11-23", "--file", "footprint.db"];

fn open(office: &Office) -> Window {
    Window::open(&DAY, &[("FOOTPRINT_PASSPHRASE", PASSPHRASE)], office.folder.path())
}

/// The page before signing of the one draft, which has everything.
fn about_to_sign(office: &Office) -> Window {
    let mut window = open(office);
    about_to_sign_in(&mut window);
    window
}

/// The same in a window that has just been unlocked.
pub(crate) fn about_to_sign_in(window: &mut Window) {
    draft_in(window);
    window.press("<c-g>").sees("Nothing has to be put right");
}

/// The one draft in a window that has just been unlocked, opened from the list of drafts: what is owed would begin one with
/// a reason.
pub(crate) fn draft_in(window: &mut Window) {
    window.sees("1 draft");
    for _ in 0..12 {
        if window.screen().contains("[drafts 1]") {
            break;
        }
        let before = window.screen();
        // Until it is seen, whatever else is drawn meanwhile: a key too many would pass the list by.
        window.press("f").chooses_another_than(&before);
    }
    window.sees("[drafts 1]").press("<enter>").sees("What is happening");
}

/// Killed at any moment after the last key, a signature is there whole or the draft is; and there, once the screen said so.
#[test]
fn a_signature_that_is_killed_is_whole_or_the_draft_is_there() {
    let office = office();
    let (mut drafts, mut signed, mut said_so) = (0, 0, 0);
    for round in 0..rounds(3) {
        let one = office.copied();
        let mut window = about_to_sign(&one);
        window.press("S").sees("Sign this record?").press("y");
        if round % 3 == 2 {
            window.sees("signed.");
            said_so += 1;
        } else {
            std::thread::sleep(Duration::from_micros((round as u64 * 1_377) % 30_000));
        }
        window.signal(Signal::KILL).ends();
        whole(&one, PASSPHRASE);
        let left = one.json(&["drafts", "--format", "json"]);
        let record = one.run(&["show", "record", "O3"]);
        match left.as_array().unwrap().len() {
            1 => {
                drafts += 1;
                assert!(round % 3 != 2, "round {round}: the screen said that it is signed, and it is not");
                assert_eq!(record.code, Some(1), "round {round}: it is signed and a draft");
                assert!(left.to_string().contains("shoes on in bed"), "{left}");
            }
            _ => {
                signed += 1;
                let record = record.ok();
                assert!(record.contains("shoes on in bed") && record.contains("Ruth Okafor"), "{record}");
                assert!(
                    one.run(&["--as-of", DAY[1], "actions", "--child", "C1"]).ok().contains("housing officer"),
                    "round {round}"
                );
            }
        }
        so_far(round, "signatures");
    }
    println!(
        "signatures killed: {}; the draft was there {drafts} times, the record {signed}, {said_so} of them as said",
        rounds(3)
    );
}

/// What the workbench said is done is on the disk, however soon after the last letter it is killed.
#[test]
fn an_act_that_was_called_done_is_there_after_a_kill() {
    let office = office();
    let arguments = [&DAY[..], &["--plain"]].concat();
    for round in 0..rounds(3) {
        let office = office.copied();
        let variables = [("FOOTPRINT_PASSPHRASE", PASSPHRASE), ("TERM", "dumb")];
        let mut window = Window::sized(160, 300, &arguments, &variables, office.folder.path());
        window.sees("Type help");
        let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).unwrap() + chrono::Days::new(round as u64);
        let iso = day.format("%Y-%m-%d").to_string();
        let actions =
            |office: &Office| office.json(&["--as-of", DAY[1], "actions", "--child", "C1", "--format", "json"]);
        match round % 3 {
            0 => {
                window.types(&format!("re-date A1 {iso}\r")).sees("Why the date moves").types("the officer is away\r");
                window.sees(&format!("A1 is now due on {}", day.format("%A %-d %B %Y")));
                window.signal(Signal::KILL).ends();
                assert_eq!(actions(&office)[0]["due_on"], iso.as_str(), "round {round}");
            }
            1 => {
                window.types(&format!("book W1 {iso}\r")).sees("working day").press("<enter>");
                window.sees("Booked for ").signal(Signal::KILL).ends();
                let shown = office.run(&["show", "worker", "W1", "--format", "json"]).ok();
                assert!(shown.contains(&iso), "round {round}: {iso} is not in {shown}");
            }
            _ => {
                let held = chrono::NaiveDate::from_ymd_opt(2026, 11, 16).unwrap() - chrono::Days::new(round as u64);
                let held = held.format("%Y-%m-%d").to_string();
                window.types(&format!("hold W1 {held} 60\r")).sees("Held on ").signal(Signal::KILL).ends();
                let shown = office.run(&["show", "worker", "W1", "--format", "json"]).ok();
                assert!(shown.contains(&held), "round {round}: {held} is not in {shown}");
            }
        }
        whole(&office, PASSPHRASE);
        so_far(round, "acts");
    }
    println!("acts called done and killed at once: {}, none lost", rounds(3));
}
