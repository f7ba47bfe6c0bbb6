//! Backups of real encrypted files.
#![expect(clippy::disallowed_methods, reason = "a test looks into the folder as a person would")]

use super::*;
use crate::workbench::bench::{Today, Workbench};
use crate::workbench::configuration::Configuration;
use crate::workbench::desk::Start;
use crate::workbench::{Answer, Effect, Msg, Perform};
use std::fs;

const PASSPHRASE: &str = "a passphrase of some length";

fn secret() -> SecretString {
    SecretString::from(PASSPHRASE)
}

fn day() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

fn made(folder: &tempfile::TempDir) -> (PathBuf, Desk) {
    let file = folder.path().join("footprint.db");
    let start = Start {
        supervisor: "Ruth Adeyemi".to_owned(),
        team: "North".to_owned(),
        policy: "practice-fundamentals".to_owned(),
    };
    let desk = Desk::init(&file, &secret(), &start, day(), Configuration::default()).unwrap();
    (file, desk)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What the workbench does at one unlocking, its slow work with it; the messages of each step.
fn unlocked(bench: &mut Workbench) -> Vec<Vec<&'static str>> {
    let Answer::Later(job) = bench.perform(Effect::Unlock { passphrase: secret() }) else { panic!("at once") };
    let mut said = vec![bench.finish(job()).iter().map(Msg::name).collect()];
    while let Some(job) = bench.goes_on() {
        said.push(bench.finish(job()).iter().map(Msg::name).collect());
    }
    said
}

#[test]
fn a_backup_is_private_encrypted_whole_and_in_the_trail() {
    let folder = tempfile::tempdir().unwrap();
    let (file, mut desk) = made(&folder);
    let (before, mut told) = (desk.store().audit_head().unwrap(), Vec::new());
    let made = desk.back_up(None, &secret(), &mut |done, of| told.push((done, of))).unwrap();
    assert_eq!(made.head, before);
    assert!(told.last().is_some_and(|(done, of)| done == of && *of > 0), "{told:?}");
    let backups = folder.path().join("backups");
    assert_eq!(made.path.parent().unwrap(), backups);
    assert_eq!(names(&backups).len(), 1, "nothing lies beside it: {:?}", names(&backups));
    #[cfg(unix)]
    {
        let mode =
            |path: &Path| std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions()) & 0o777;
        assert_eq!((mode(&made.path), mode(&backups)), (0o600, 0o700));
    }
    let bytes = fs::read(&made.path).unwrap();
    assert!(!bytes.starts_with(b"SQLite") && !bytes.windows(4).any(|part| part == b"Ruth"));
    let rows = desk.store().audit_after(before.seq).unwrap();
    assert_eq!((rows.len(), rows[0].act.code()), (1, "backup"));
    assert_eq!(rows[0].about, made.path.display().to_string());
    drop(desk);
    let copy = Desk::open(&made.path, &secret(), day(), Configuration::default()).unwrap();
    assert_eq!((copy.settings().supervisor.as_str(), copy.store().audit_head().unwrap()), ("Ruth Adeyemi", before));
    copy.store().verify(|_| ()).unwrap();
    assert!(Store::open(&made.path, &SecretString::from("some other passphrase")).is_err());
    assert!(file.exists());
}

#[test]
fn what_is_written_while_a_copy_is_made_does_not_disturb_it() {
    let folder = tempfile::tempdir().unwrap();
    let (file, mut desk) = made(&folder);
    let looking = Store::look(&file, &secret()).unwrap();
    let before = desk.store().audit_head().unwrap();
    let to = folder.path().join("copy.db");
    let head = looking
        .copy_to(&to, &secret(), &mut |_, _| {
            let by = desk.by();
            desk.store_mut().change(&by, |change| change.set("lock_minutes", "7")).unwrap();
        })
        .unwrap();
    assert_eq!(head, before);
    let copy = Store::open(&to, &secret()).unwrap();
    assert_eq!(copy.setting("lock_minutes").unwrap(), None);
    assert_eq!(desk.store().setting("lock_minutes").unwrap().as_deref(), Some("7"));
    assert!(looking.copy_to(&to, &secret(), &mut |_, _| ()).is_err(), "a copy replaces nothing");
}

#[test]
fn unlocking_makes_one_a_day_and_notes_it() {
    let folder = tempfile::tempdir().unwrap();
    let (file, desk) = made(&folder);
    drop(desk);
    let mut bench = Workbench::new(file.clone(), Today::Fixed(day()), Configuration::default());
    assert_eq!(unlocked(&mut bench), [vec!["Opened"], vec![]]);
    let backups = folder.path().join("backups");
    let first = names(&backups);
    assert_eq!(first.len(), 1);
    bench.perform(Effect::Lock);
    assert_eq!(unlocked(&mut bench), [vec!["Opened"]], "not twice a day");
    bench.perform(Effect::Lock);
    // As old as a day and a minute: another is due, and those of long ago are thinned.
    let stale = Utc::now() - TimeDelta::hours(24) - TimeDelta::minutes(1);
    fs::rename(backups.join(&first[0]), backups.join(backup_name(&file, stale))).unwrap();
    for days in [800, 801, 400] {
        fs::write(backups.join(backup_name(&file, Utc::now() - TimeDelta::days(days))), b"old").unwrap();
    }
    fs::write(backups.join("notes.txt"), b"mine").unwrap();
    fs::write(backups.join("other-2019-01-01T000000Z.db"), b"another file's").unwrap();
    assert_eq!(unlocked(&mut bench), [vec!["Opened"], vec![]]);
    assert_eq!(names(&backups).len(), 5, "{:?}", names(&backups));
    bench.perform(Effect::Lock);
    let desk = Desk::look(&file, &secret(), day(), Configuration::default()).unwrap();
    let rows = desk.store().audit_after(0).unwrap();
    let noted: Vec<&str> = rows.iter().filter(|row| row.act.code() == "backup").map(|row| row.about.as_str()).collect();
    // The renamed one is found beside the file under a name that the trail does not know.
    assert_eq!(noted.len(), 3, "{noted:?}");
    assert!(noted[1].ends_with("found beside the file") && noted[2].ends_with("older ones taken away: 2"), "{noted:?}");
    desk.store().verify(|_| ()).unwrap();
}

/// What a kill left half made has a name that nobody uses again: the next backup takes it away, unless it may still be in
/// the making.
#[test]
fn what_was_left_half_made_goes_with_the_next_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (file, mut desk) = made(&folder);
    let backups = folder.path().join("backups");
    fs::create_dir(&backups).unwrap();
    let part = |minutes: i64| {
        let name = backup_name(&file, Utc::now() - TimeDelta::minutes(minutes));
        backups.join(format!("{name}.part"))
    };
    let (old, new, others) = (part(90), part(5), backups.join("notes.part"));
    let beside = old.with_extension("part-journal");
    for path in [&old, &new, &others, &beside] {
        fs::write(path, b"half").unwrap();
    }
    desk.back_up(None, &secret(), &mut |_, _| ()).unwrap();
    let left = [&old, &new, &others, &beside].map(|path| path.exists());
    assert_eq!(left, [false, true, true, false]);
}

#[test]
fn a_backup_that_was_done_after_the_file_was_closed_is_noted_at_the_next_unlocking() {
    let folder = tempfile::tempdir().unwrap();
    let (file, desk) = made(&folder);
    drop(desk);
    let mut bench = Workbench::new(file.clone(), Today::Fixed(day()), Configuration::default());
    let Answer::Later(job) = bench.perform(Effect::Unlock { passphrase: secret() }) else { panic!("at once") };
    bench.finish(job());
    let job = bench.goes_on().unwrap();
    bench.perform(Effect::Lock);
    assert!(bench.finish(job()).is_empty());
    let known = |file: &Path| {
        let store = Store::look(file, &secret()).unwrap();
        store.audit_after(0).unwrap().iter().filter(|row| row.act.code() == "backup").count()
    };
    assert_eq!(known(&file), 0);
    assert_eq!(unlocked(&mut bench), [vec!["Opened"]]);
    bench.perform(Effect::Lock);
    assert_eq!(known(&file), 1);
}

#[test]
fn a_backup_that_cannot_be_made_is_said_and_a_passing_file_needs_none() {
    let folder = tempfile::tempdir().unwrap();
    let (file, desk) = made(&folder);
    drop(desk);
    fs::write(folder.path().join("backups"), b"a file where the folder should be").unwrap();
    let mut bench = Workbench::new(file.clone(), Today::Fixed(day()), Configuration::default());
    assert_eq!(unlocked(&mut bench), [vec!["Opened"], vec!["Renewed"]]);
    let said = bench.describe().unwrap().no_backup.unwrap();
    assert!(said.starts_with("No backup was made: ") && said.ends_with('.'), "{said}");
    bench.perform(Effect::Lock);
    let mut passing = Workbench::new(file, Today::Fixed(day()), Configuration::default()).without_backups();
    assert_eq!(unlocked(&mut passing), [vec!["Opened"]]);
}

#[test]
fn one_who_only_looks_makes_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (file, _writer) = made(&folder);
    let mut bench = Workbench::new(file.clone(), Today::Fixed(day()), Configuration::default());
    assert_eq!(unlocked(&mut bench), [vec!["Opened"]]);
    let mut looking = Desk::look(&file, &secret(), day(), Configuration::default()).unwrap();
    assert!(looking.back_up(None, &secret(), &mut |_, _| ()).is_err());
    assert!(!folder.path().join("backups").exists());
}
