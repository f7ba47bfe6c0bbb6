//! Backups, restoring and another passphrase as a person meets them: the real program over real encrypted files. What
//! becomes of them when it is killed is beside this.

use crate::office::{Ended, Office, PASSPHRASE};
use crate::window::Window;
use rustix::fs::{FlockOperation, fcntl_lock};
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

pub(crate) const OTHER: &str = "seven loud magpies";

pub(crate) fn backups(office: &Office) -> Vec<PathBuf> {
    files(&office.path("backups"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

/// The last hash of the trail, as `verify` gives it; only of a file that is whole.
pub(crate) fn whole(office: &Office, passphrase: &str) -> String {
    let ended = office.command(&["verify"]).env("FOOTPRINT_PASSPHRASE", passphrase).output().unwrap();
    Ended::of(ended).ok().rsplit_once(' ').unwrap().1.to_owned()
}

#[test]
fn a_backup_is_made_restored_and_told_on_the_way() {
    let office = Office::team();
    let made = office.run(&["backup"]).ok();
    let backup = backups(&office).pop().unwrap();
    assert!(made.starts_with(&format!("Made {}, and opened it", backup.display())), "{made}");
    let before = made.lines().nth(1).unwrap().trim_end_matches('.').rsplit_once(' ').unwrap().1.to_owned();
    office.run(&["policy", "use", "barnet"]).ok();
    let restored = office.run(&["restore", backup.to_str().unwrap()]).ok();
    assert!(restored.contains("all as they were signed") && restored.contains("is kept as "), "{restored}");
    let aside = restored.trim_end().trim_end_matches('.').rsplit_once("kept as ").unwrap().1;
    assert!(fs::metadata(aside).unwrap().len() > 0);
    let trail = office.json(&["audit", "--format", "json"]);
    let trail = trail.as_array().unwrap();
    assert_eq!(trail.last().unwrap()["act"], "restore");
    assert_eq!(trail[trail.len() - 2]["hash"], before.as_str(), "it goes on from where the backup ended");
    // Somewhere else, under another name, on a machine that has no file.
    let stick = office.path("stick");
    office.run(&["backup", stick.to_str().unwrap()]).ok();
    let copy = fs::read_dir(&stick).unwrap().next().unwrap().unwrap().path();
    let elsewhere = office.path("elsewhere/team.db");
    let arguments = ["--file", elsewhere.to_str().unwrap(), "restore", copy.to_str().unwrap()];
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_footprint"));
    command.args(arguments).env("FOOTPRINT_PASSPHRASE", PASSPHRASE).stdin(Stdio::null());
    let said = Ended::of(command.output().unwrap()).ok();
    assert!(!said.contains("kept as"), "{said}");
}

#[test]
fn what_cannot_be_is_one_sentence_and_changes_nothing() {
    let office = Office::new();
    let before = fs::read(office.file()).unwrap();
    let notes = office.write("notes.txt", "Dear all,");
    let own = office.file();
    for (arguments, hint) in [
        (&["restore", "nowhere.db"][..], "there is no file at nowhere.db"),
        (&["restore", &notes], "this is not a Footprint file"),
        (&["restore", own.to_str().unwrap()], "that is the file itself"),
        (&["rekey"], "pass --new-passphrase-file or --new-passphrase-fd"),
        (&["rekey", "--new-passphrase-file", &notes], "too short"),
        (&["backup", &notes], "cannot be written to"),
    ] {
        let said = office.run(arguments).code(1);
        assert!(said.contains(hint) && said.lines().count() == 1, "{arguments:?}: {said}");
    }
    let same = office.write("same.txt", PASSPHRASE);
    assert!(office.run(&["rekey", "--new-passphrase-file", &same]).code(1).contains("has already"));
    assert_eq!(fs::read(office.file()).unwrap(), before);
    assert!(backups(&office).is_empty());
}

#[test]
fn another_passphrase_from_a_file_and_at_a_terminal() {
    let office = Office::new();
    let new = office.write("new.txt", &format!("{OTHER}\n"));
    let said = office.run(&["rekey", "--new-passphrase-file", &new]).ok();
    assert!(said.contains("the old one no longer opens it") && said.contains("keep the old passphrase"), "{said}");
    assert!(office.run(&["due"]).code(1).contains("wrong passphrase"));
    whole(&office, OTHER);
    // The backup that was made first opens with the old one still.
    let backup = backups(&office).pop().unwrap();
    let mut by_itself = std::process::Command::new(env!("CARGO_BIN_EXE_footprint"));
    by_itself.args(["--file", backup.to_str().unwrap(), "verify"]).env("FOOTPRINT_PASSPHRASE", PASSPHRASE);
    Ended::of(by_itself.stdin(Stdio::null()).output().unwrap()).ok();

    let file = office.file();
    let arguments = ["--file", file.to_str().unwrap(), "rekey"];
    let mut window = Window::open(&arguments, &[("FOOTPRINT_PASSPHRASE", OTHER)], office.folder.path());
    // What is typed ahead of the question the terminal itself would show.
    window.sees("New passphrase for").settles().types(&format!("{PASSPHRASE}\r"));
    window.sees("The same again").settles().types(&format!("{PASSPHRASE}\r"));
    assert_eq!(window.ends(), 0);
    window.sees("no longer opens it");
    let printed = String::from_utf8_lossy(&window.bytes).into_owned();
    assert!(!printed.contains(PASSPHRASE) && !printed.contains(OTHER), "a passphrase was shown");
    whole(&office, PASSPHRASE);
}

/// One copy of each kind that Footprint leaves: beside the file, in its folder of backups, in another; and what each is
/// called where it is named.
fn every_kind_of_copy(office: &Office) -> Vec<(PathBuf, &'static str)> {
    office.run(&["backup"]).ok();
    let backup = backups(office).pop().unwrap();
    office.run(&["restore", backup.to_str().unwrap()]).ok();
    let (stray, older) = (office.path("footprint.db.part"), office.path("backups/footprint-as-layout-1.db"));
    let half = office.path("backups/footprint-2026-11-18T110640Z.db.part");
    for path in [&stray, &older, &half, &office.path("notes.part"), &office.path("footprint-mine.db")] {
        fs::write(path, b"half").unwrap();
    }
    let kept = files(office.folder.path()).into_iter().find(|path| path.to_str().unwrap().contains("before-restore"));
    let elsewhere = office.path("stick");
    office.run(&["backup", elsewhere.to_str().unwrap()]).ok();
    let on_stick = files(&elsewhere).pop().unwrap();
    vec![
        (backup, "a backup"),
        (kept.unwrap(), "the file before a restore"),
        (older, "the file before a newer version"),
        (stray, "never finished"),
        (half, "never finished"),
        (on_stick, "a backup"),
    ]
}

#[test]
fn what_is_removed_for_good_is_listed_first_and_is_nowhere_afterwards() {
    let office = Office::team();
    let child = "C0005".to_owned();
    let shown = office.run(&["show", "child", &child]).ok();
    let before = fs::read(office.file()).unwrap();
    let listed = office.run(&["purge", &child, "--reason", "order of the court"]);
    assert!(listed.out.contains("would remove") && listed.out.contains("signed record"), "{}", listed.out);
    assert!(listed.code(1).contains("pass --yes"));
    assert!(office.run(&["purge", &child, "--yes"]).code(1).contains("say why with --reason"));
    assert!(office.run(&["purge", "nobody", "--yes", "--reason", "x"]).code(1).contains("check the reference"));
    assert_eq!(fs::read(office.file()).unwrap(), before, "asking changes nothing");

    office.run(&["purge", &child, "--hold", "--reason", "an inquest"]).ok();
    assert!(office.run(&["purge", &child, "--yes", "--reason", "tidying"]).code(1).contains("on hold (an inquest)"));
    office.run(&["purge", &child, "--lift-hold", "--reason", "it has ended"]).ok();
    let copies = every_kind_of_copy(&office);
    let said = office.run(&["purge", &child, "--yes", "--reason", "order of the court"]).ok();
    assert!(said.contains(&format!("Still in {} copies made before", copies.len())), "{said}");
    for (path, made_as) in copies {
        assert!(said.contains(&format!("{} ({made_as})", path.display())), "{}: {said}", path.display());
    }
    office.run(&["verify"]).ok();
    assert!(office.run(&["show", "child", &child]).code(1).contains("no child"));
    let name = shown.lines().next().unwrap().to_owned();
    for (command, json) in [("audit", "json"), ("actions", "json"), ("drafts", "json")] {
        let left = office.run(&[command, "--format", json]).ok();
        assert!(!left.contains(&name), "{command}");
    }
    let trail = office.json(&["audit", "--format", "json"]);
    let acts: Vec<&str> = trail.as_array().unwrap().iter().map(|row| row["act"].as_str().unwrap()).collect();
    assert_eq!(acts[acts.len() - 5..], ["set_hold", "lift_hold", "restore", "backup", "purge"]);
    assert!(office.run(&["purge", "--due"]).ok().contains("Nothing is removed by itself"));
    let due = office.json(&["--as-of", "2151-01-01", "purge", "--due", "--format", "json"]);
    assert_eq!(due["as_of"], "2151-01-01");
    let one = &due["due"][0];
    let days: Vec<chrono::NaiveDate> =
        ["counted_from", "kept_until"].map(|key| one[key].as_str().unwrap().parse().unwrap()).to_vec();
    assert!(days[0] < days[1] && one["rule"].as_str().unwrap().contains("years from"), "{one}");
    assert!(
        office.run(&["purge", one["reference"].as_str().unwrap(), "--format", "json"]).code(2).contains("--format")
    );
}

#[test]
fn on_a_terminal_the_reference_is_typed_again_before_anything_is_removed() {
    let office = Office::team();
    let file = office.file();
    let arguments = ["--file", file.to_str().unwrap(), "purge", "O1", "--reason", "order of the court"];
    let environment = [("FOOTPRINT_PASSPHRASE", PASSPHRASE)];
    let mut window = Window::open(&arguments, &environment, office.folder.path());
    window.sees("Type O1 to remove it").types("yes\r");
    assert_eq!(window.ends(), 1);
    assert!(!office.run(&["show", "record", "O1"]).ok().is_empty());
    let mut window = Window::open(&arguments, &environment, office.folder.path());
    window.sees("Type O1 to remove it").types("o1\r");
    assert_eq!(window.ends(), 0);
    office.run(&["show", "record", "O1"]).code(1);
    office.run(&["verify"]).ok();
}

/// Unlocking makes the day's backup behind the screen, and leaving waits for it.
#[test]
fn unlocking_makes_the_backup_of_the_day() {
    let office = Office::team();
    let file = office.file();
    let arguments = ["--file", file.to_str().unwrap(), "--as-of", "2026-05-26"];
    let mut window = Window::open(&arguments, &[("FOOTPRINT_PASSPHRASE", PASSPHRASE)], office.folder.path());
    window.sees("OWED").press("q");
    assert_eq!(window.ends(), 0);
    assert_eq!(backups(&office).len(), 1);
    let mut window = Window::open(&arguments, &[("FOOTPRINT_PASSPHRASE", PASSPHRASE)], office.folder.path());
    window.sees("OWED").press("7").sees("the last on ").press("q");
    assert_eq!(window.ends(), 0);
    assert_eq!(backups(&office).len(), 1, "one a day");
    assert!(office.run(&["audit"]).ok().contains("made a backup"));
}

/// A system that locks files by process lets go of every lock when any descriptor of the file is closed, so making a backup
/// must close none. If it did, whoever else has the file open could take what is written beside it away from under it.
#[test]
fn making_a_backup_lets_nobody_else_take_the_file_over() {
    let office = Office::team();
    let file = office.file();
    let arguments = ["--file", file.to_str().unwrap(), "--as-of", "2026-05-26"];
    let mut window = Window::open(&arguments, &[("FOOTPRINT_PASSPHRASE", PASSPHRASE)], office.folder.path());
    window.sees("OWED");
    let made = || office.run(&["audit"]).out.contains("made a backup");
    let since = Instant::now();
    while !made() {
        assert!(since.elapsed() < Duration::from_secs(60), "no backup is made");
    }
    let other = OpenOptions::new().read(true).write(true).open(&file).unwrap();
    let taken = fcntl_lock(&other, FlockOperation::NonBlockingLockExclusive);
    assert!(taken.is_err(), "nothing kept another program from taking the file over");
    window.press("q");
    assert_eq!(window.ends(), 0);
}

/// How far long work is stands on a terminal, on a line that is gone when it is done; a pipe gets none of it.
#[test]
fn verify_says_how_far_it_is_on_a_terminal_and_nowhere_else() {
    let office = Office::team();
    let file = office.file();
    let file = file.to_str().unwrap();
    let variables = [("FOOTPRINT_PASSPHRASE", PASSPHRASE)];
    let mut window = Window::open(&["--file", file, "verify"], &variables, office.folder.path());
    assert_eq!(window.ends(), 0);
    let came = String::from_utf8_lossy(&window.bytes).into_owned();
    let lines: Vec<&str> = came.split("\r\u{1b}[K").collect();
    assert!(lines.len() > 3 && lines.iter().any(|one| one.contains(" of ")), "{came:?}");
    let screen = window.screen();
    assert!(screen.trim_start().starts_with("All is as it was written"), "the line is left behind: {screen}");
    assert_eq!(screen.trim_end().lines().filter(|line| line.contains(" of ")).count(), 0, "{screen}");
    // `ok` is that nothing came on standard error.
    let said = office.run(&["verify"]).ok();
    assert!(!said.contains('\r') && !said.contains('\u{1b}') && said.lines().count() == 2, "{said:?}");
    let backup = office.run(&["backup"]).ok();
    assert!(!backup.contains('\r'), "{backup:?}");
}
