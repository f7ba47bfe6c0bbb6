//! What a day's use leaves on the machine: after oversight typed and signed, a search, supervision, an export to a named
//! place, a backup, a lock and a crash, no child's or worker's name and no sentence stands in any byte of any file but the
//! one that was asked for, nor in what other programs may see of this one. In a real terminal.

use crate::killed::{DAY, about_to_sign_in, office};
use crate::office::PASSPHRASE;
use crate::pages::holds;
use crate::window::Window;
use rustix::process::Signal;
use std::fs;
use std::path::{Path, PathBuf};

/// Names and words that stand nowhere else; the passphrase; what was looked for; how the passphrase was mistyped.
const SECRETS: [&str; 9] = [
    "Ottoline",
    "zebrafish",
    "aquarium",
    "Quillfeather",
    "shoes on in bed",
    "heron on the roof",
    "Marsh",
    PASSPHRASE,
    "eleven loud herons",
];

/// Every file below a folder.
fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

/// That none of the secrets stands in any file of a folder but one, nor in any file's name. Answers how many were looked at.
#[track_caller]
fn nothing_is_told(folder: &Path, but: &[&str], when: &str) -> Vec<String> {
    let mut all = Vec::new();
    files(folder, &mut all);
    let mut names = Vec::new();
    for path in all {
        let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        let bytes = fs::read(&path).unwrap_or_default();
        for secret in SECRETS {
            assert!(!holds(name.as_bytes(), secret), "{when}: {secret} in the name {name}");
            assert!(but.contains(&name.as_str()) || !holds(&bytes, secret), "{when}: {secret} in {name}");
        }
        names.push(name);
    }
    names
}

#[test]
fn a_days_use_leaves_no_word_anywhere_but_where_it_was_asked_for() {
    let office = office();
    let home = office.folder.path();
    for folder in ["temporary", "cache", "state", "data", "runtime"] {
        fs::create_dir(home.join(folder)).unwrap();
    }
    let at = |name: &str| home.join(name).to_str().unwrap().to_owned();
    let variables: Vec<(&str, String)> = vec![
        ("TMPDIR", at("temporary")),
        ("XDG_CACHE_HOME", at("cache")),
        ("XDG_STATE_HOME", at("state")),
        ("XDG_DATA_HOME", at("data")),
        ("XDG_RUNTIME_DIR", at("runtime")),
        ("SQLITE_TMPDIR", at("temporary")),
    ];
    let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut window = Window::open(&DAY, &variables, home);
    window.sees("Passphrase").types("eleven loud herons").press("<enter>").sees("rong passphrase");
    window.types(PASSPHRASE).press("<enter>");
    // Drafting, read over and signed.
    about_to_sign_in(&mut window);
    window
        .press("<esc>")
        .sees("What is happening")
        .press("<c-home>")
        .types("A heron on the roof. ")
        .sees("heron on the roof")
        .sees_no("not saved yet");
    nothing_is_told(home, &[], "while a draft is written");
    window
        .press("<c-g>")
        .sees("Nothing has to be put right")
        .press("S")
        .sees("Sign this record?")
        .press("y")
        .sees("signed.");
    // Looked for, locked, unlocked.
    window.press("/").settles().types("zebrafish").sees("zebrafish").press("<esc>").settles();
    window.press("<c-l>").sees("Passphrase").sees_no("Ottoline").types(PASSPHRASE).press("<enter>").sees("OWED");

    // While it is open, with what is not folded in yet; and what other programs may see of it.
    let names = nothing_is_told(home, &[], "while it is open");
    for wanted in ["footprint.db", "footprint.db-wal", "footprint.db-shm", "footprint.db.lock"] {
        assert!(names.iter().any(|name| name == wanted), "{wanted} was not looked at: {names:?}");
    }
    assert!(names.iter().any(|name| name.starts_with("backups/")), "no backup was looked at: {names:?}");
    let process = PathBuf::from(format!("/proc/{}", window.process()));
    for seen in ["cmdline", "comm", "environ", "cgroup"] {
        let Ok(bytes) = fs::read(process.join(seen)) else { continue };
        assert!(SECRETS.iter().all(|secret| !holds(&bytes, secret)), "a secret is to be seen in {seen}");
    }

    // A crash leaves nothing, and an export goes where it was asked to go.
    window.signal(Signal::ABORT).ends();
    nothing_is_told(home, &[], "after a crash");
    let named = office.path("named.html");
    office.run(&["--as-of", DAY[1], "export", "child", "C1", "--format", "html", "-o", named.to_str().unwrap()]).ok();
    let page = fs::read_to_string(&named).unwrap();
    assert!(holds(page.as_bytes(), "Ottoline") && holds(page.as_bytes(), "zebrafish"), "nothing was exported: {page}");
    office.run(&["backup"]).ok();
    office.run(&["verify"]).ok();
    nothing_is_told(home, &["named.html"], "after the day");
    let left = fs::read_dir(home.join("temporary")).unwrap().count();
    assert_eq!(left, 0, "something is left in the temporary folder");
    // And the words are in the file, for whoever has the passphrase.
    let open = crate::pages::decrypted(&office.file(), PASSPHRASE);
    assert!(holds(&open, "heron on the roof") && holds(&open, "Ottoline"));
}
