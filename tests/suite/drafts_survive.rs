//! Nothing typed is lost: a draft in a real terminal, the program ended in every way there is at moments that differ from
//! round to round, and what is found when the file is opened again. `FOOTPRINT_ROUNDS=300` walks as many rounds.

use crate::office::{Office, PASSPHRASE};
use crate::window::Window;
use rustix::process::Signal;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

const CHILDREN: &str = "reference,name,status,status_since,worker,allocated_on,assessment_start\n\
    C1,Siân Marsh,assessment,2026-11-02,W1,2026-11-02,2026-11-02\n";
const WORKERS: &str = "reference,name,role,joined_on\nW1,Priya Shah,social_worker,2026-10-19\n";

const DAY: [&str; 4] = ["--as-of", "2026-11-23", "--file", "footprint.db"];

/// A child whose checkpoint is late, and nothing else.
fn office() -> Office {
    static MADE: OnceLock<Office> = OnceLock::new();
    MADE.get_or_init(|| {
        let office = Office::new();
        for (kind, rows) in [("workers", WORKERS), ("children", CHILDREN)] {
            let file = office.write(&format!("{kind}.csv"), rows);
            office.run(&["--as-of", "2026-11-23", "import", kind, &file]).ok();
        }
        office
    })
    .copied()
}

/// The program with the file open, its passphrase given.
fn open(folder: &Path) -> Window {
    Window::open(&DAY, &[("FOOTPRINT_PASSPHRASE", PASSPHRASE)], folder)
}

/// The oversight form of the one child, begun from Today.
fn begun(folder: &Path) -> Window {
    let mut window = open(folder);
    window.sees("Siân Marsh").press("o").sees("Siân Marsh, assessment").sees("What is happening");
    window
}

/// What the one draft says in its first section.
fn situation(office: &Office) -> String {
    let drafts = office.json(&["drafts", "--format", "json"]);
    assert_eq!(drafts.as_array().unwrap().len(), 1, "{drafts}");
    drafts[0]["sections"]["situation"].as_str().unwrap().to_owned()
}

pub(crate) fn rounds(few: usize) -> usize {
    std::env::var("FOOTPRINT_ROUNDS").ok().map_or(few, |rounds| rounds.parse().unwrap())
}

/// Killed outright while typing: all is there but the last second, and the file is whole.
#[test]
fn killed_outright_it_keeps_all_but_the_last_second() {
    let office = office();
    for round in 0..rounds(2) {
        let before = if round == 0 { String::new() } else { situation(&office) };
        let mut window = if round == 0 {
            begun(office.folder.path())
        } else {
            let mut window = open(office.folder.path());
            // The draft is found where it was left: the cursor stands behind the last word that was kept.
            window.sees("1 draft").press("o").sees("What is happening").press("<c-end>");
            window
        };
        // On a line of its own, so that it is in sight however many rounds there have been.
        let line = if round == 0 { "" } else { "\r" };
        let first = format!("{line}Round {round}: Siân slept — twice.\r");
        window.types(&first).sees(&format!("Round {round}:"));
        // A moment that is another each round, from one second on.
        std::thread::sleep(Duration::from_millis(1_050 + (round as u64 * 137) % 700));
        window.types("And this is the last second");
        std::thread::sleep(Duration::from_millis((round as u64 * 61) % 400));
        window.signal(Signal::KILL).ends();
        drop(window);
        let (kept, first) = (situation(&office), first.replace('\r', "\n"));
        assert!(kept.starts_with(&format!("{before}{first}")), "round {round}: {before:?}, then {kept:?}");
        office.run(&["verify"]).ok();
    }
}

/// Left alone for a moment after the last key, there is nothing that a kill could take.
#[test]
fn after_a_pause_nothing_is_left_to_lose() {
    let office = office();
    let mut window = begun(office.folder.path());
    for round in 0..rounds(2) {
        let text = format!("Pause {round}, and on.\r");
        window.types(&text).sees(text.trim_end()).sees_no("not saved yet");
    }
    let screen = window.screen();
    window.signal(Signal::KILL).ends();
    let kept = situation(&office);
    assert!(kept.ends_with(&format!("Pause {}, and on.\n", rounds(2) - 1)), "{kept:?} after\n{screen}");
}

/// A way to end the program that answers its exit code.
type End = fn(&mut Window) -> u32;

/// The ways to go that leave the program time for a last save lose nothing at all.
#[test]
fn every_gentle_end_keeps_the_last_letter() {
    let office = office();
    let ends: [(&str, End); 5] = [
        ("SIGTERM", |window| window.signal(Signal::TERM).ends()),
        ("SIGHUP", |window| window.signal(Signal::HUP).ends()),
        ("SIGINT", |window| window.signal(Signal::INT).ends()),
        ("closed window", |window| window.close().ends()),
        ("Escape and q", |window| window.press("<esc>").sees("OWED").press("q").ends()),
    ];
    let mut expected = String::new();
    for (number, (how, end)) in ends.into_iter().enumerate() {
        let mut window = if number == 0 { begun(office.folder.path()) } else { open(office.folder.path()) };
        if number > 0 {
            window.sees("1 draft").press("o").sees("What is happening").press("<c-end>");
        }
        let text = format!("Gone by {how}.\r");
        window.types(&text).sees(text.trim_end());
        end(&mut window);
        expected.push_str(&text.replace('\r', "\n"));
        if how != "closed window" {
            window.gave_the_terminal_back();
        }
        assert_eq!(situation(&office), expected, "after {how}");
    }
}

/// Locked and unlocked: nothing of the child is on the screen meanwhile, and the words are there again.
#[test]
fn locked_and_unlocked_the_words_are_there_again() {
    let office = office();
    let mut window = begun(office.folder.path());
    window.types("Behind a locked door.").press("<c-l>").sees("Passphrase").sees_no("Siân").sees_no("locked door");
    window.types("not the passphrase").press("<enter>").sees("rong passphrase").sees_no("Siân");
    window.types(PASSPHRASE).press("<enter>").sees("1 draft");
    window.press("o").sees("Behind a locked door.").types(" And on.").sees("And on.");
    assert_eq!(window.signal(Signal::TERM).ends(), 0);
    assert_eq!(situation(&office), "Behind a locked door. And on.");
}
