//! The doors of the program in a real terminal: the first run to its end, the passphrase asked for and refused, a second
//! window on the same file, and the made-up team. What each says at its edges is tested where it is.

use crate::office::{Office, PASSPHRASE};
use crate::window::Window;
use std::path::{Path, PathBuf};

const DAY: [&str; 4] = ["--as-of", "2026-11-23", "--file", "footprint.db"];

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// A new file: a passphrase too short, then one not typed alike, then who she is; and then it says what to do next.
#[test]
fn set_up_is_walked_to_the_end_and_says_what_comes_next() {
    let office = Office::empty();
    let mut window = Window::open(&DAY, &[], office.folder.path());
    window.sees("A new file for your team").sees("If it is forgotten the file is gone");
    window.types("short").press("<c-s>").sees("needs at least 12 characters; it has 5").sees_no("short");
    window.types(&PASSPHRASE[5..]).press("<enter>").types("eleven quiet ferrets").sees("Not the same yet");
    window.press("<c-s>").sees("not alike");
    // Nothing has been made meanwhile, and the cursor waits where the slip was.
    assert!(!office.file().exists());
    window.press("<c-u>").press(&"<bs>".repeat(20));
    window.types(&format!("short{}", &PASSPHRASE[5..])).sees("The same.").press("<c-s>").sees("Say who you are");
    window.types("Ruth Okafor").press("<enter>").types("North").press("<enter>");
    // The policy is chosen with the arrows, and the last Enter makes the file.
    window.sees("< 1 of 6 >").press("<right>").sees("Barnet").press("<enter>");
    window.sees("North").sees("Nobody is here yet").sees("Annex A").sees("2 for People").sees("footprint demo");
    assert_eq!(window.press("q").ends(), 0);
    window.gave_the_terminal_back();

    // The file opens under that passphrase, by that policy, for her.
    let passphrase = format!("short{}", &PASSPHRASE[5..]);
    let mut window = Window::open(&DAY, &[], office.folder.path());
    window.sees("Passphrase").types(&passphrase).press("<enter>").sees("Nobody is here yet");
}

/// A wrong passphrase says so, shows nothing, prints nothing, and the right one opens.
#[test]
fn a_wrong_passphrase_says_so_and_the_right_one_opens() {
    let office = Office::new();
    let mut window = Window::open(&DAY, &[], office.folder.path());
    window.sees("Passphrase").press("<enter>").sees("Type the passphrase first");
    window.types("not it at all").press("<enter>").sees("rong passphrase").sees_no("North");
    window.types(PASSPHRASE).press("<enter>").sees("North");
    assert_eq!(window.press("q").ends(), 0);
    // Nothing of the library's own reached the terminal.
    assert!(!String::from_utf8_lossy(&window.bytes).contains("ERROR"));
    window.gave_the_terminal_back();
}

/// A second window on the same file looks and does not touch, and says who holds it.
#[test]
fn a_second_window_reads_only_and_says_who_has_the_file() {
    let office = Office::team();
    let variables = [("FOOTPRINT_PASSPHRASE", PASSPHRASE)];
    let arguments = ["--as-of", "2026-05-26", "--file", "footprint.db"];
    let mut first = Window::open(&arguments, &variables, office.folder.path());
    first.sees("OWED");
    let mut second = Window::open(&arguments, &variables, office.folder.path());
    second.sees("OWED").sees(&format!("Only to look: another Footprint (process {})", first.process()));
    // What would change something says why it does not.
    second.press("o").sees("Not now").sees("another Footprint");
    assert_eq!(second.press("q").ends(), 0);
    // The first is none the worse for it.
    first.press("o").sees("decided").press("<esc>").sees("OWED");
    assert_eq!(first.press("q").ends(), 0);
    // And the one who has the file alone again may write.
    let mut third = Window::open(&arguments, &variables, office.folder.path());
    third.sees("OWED").sees_no("read only").press("o").sees("decided");
}

/// The made-up team opens straight on Today and leaves nothing behind, however it ends.
#[test]
fn the_made_up_team_opens_on_today_and_leaves_no_file() {
    for killed in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let temporary = folder.path().join("temporary");
        std::fs::create_dir(&temporary).unwrap();
        let variables = [("TMPDIR", temporary.to_str().unwrap())];
        let mut window = Window::open(&["--as-of", "2026-11-23", "demo"], &variables, folder.path());
        window.sees("OWED").sees("late");
        let held = files(folder.path());
        assert!(held.iter().all(|path| path.starts_with(&temporary)), "{held:?}");
        for path in held {
            // It is encrypted like any other.
            assert!(!std::fs::read(path).unwrap().starts_with(b"SQLite format"));
        }
        if killed {
            window.signal(rustix::process::Signal::TERM).ends();
        } else {
            assert_eq!(window.press("q").ends(), 0);
        }
        assert_eq!(files(folder.path()), [] as [PathBuf; 0]);
        window.gave_the_terminal_back();
    }
}
