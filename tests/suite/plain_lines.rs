//! The workbench in plain lines, in a real terminal with the real program: what a screen reader would read, from the door to
//! the last line. Reads like a manual; no cursor moves, no colour, nothing cleared.

use crate::office::{Office, PASSPHRASE};
use crate::window::Window;
use rstest::rstest;
use rustix::process::Signal;

const DAY: [&str; 2] = ["--as-of", "2026-11-23"];

const WORKERS: &str = "reference,name,role,joined_on\n\
    W1,Priya Shah,social_worker,2026-01-05\n\
    W2,Ben Doyle,social_worker,2026-02-02\n";
const SESSIONS: &str = "worker,status,held_on\n\
    W1,held,2026-10-19\n\
    W2,held,2026-11-17\n";
const CHILDREN: &str = "reference,name,status,status_since,family,worker,allocated_on,assessment_start\n\
    4711,Léo Marsh,child_protection,2026-06-03,Marsh,W1,2026-06-03,\n\
    4712,Ana Marsh,child_protection,2026-06-03,Marsh,W1,2026-06-03,\n\
    4713,Zoë Quinn,assessment,2026-11-06,,W2,2026-11-06,2026-11-06\n\
    4714,Ali Noor,child_in_need,2026-11-16,,,,\n";
const OVERSIGHT: &str = "child,decided_on,reason,review_on,situation\n\
    4711,2026-10-12,supervision,2026-11-12,Léo slept in his uniform.\n\
    4712,2026-11-20,supervision,2027-01-08,Ana is weighed each week.\n";
const ACTIONS: &str = "child,action,owner,due_on,decided_on\n\
    4711,Ring the housing officer,Priya Shah,2026-11-19,2026-10-12\n";

/// The office as it is at 8:40.
fn office() -> Office {
    let office = Office::empty();
    office.run(&["init", "--supervisor", "Kezia Boateng", "--team", "North"]).ok();
    let files = [
        ("workers", WORKERS),
        ("sessions", SESSIONS),
        ("children", CHILDREN),
        ("oversight", OVERSIGHT),
        ("actions", ACTIONS),
    ];
    for (kind, rows) in files {
        let file = office.write(&format!("{kind}.csv"), rows);
        office.run(&["--as-of", "2026-11-23", "import", kind, &file]).ok();
    }
    office
}

/// A long window, so that all that is said stays to be seen; a terminal that can do nothing but print.
fn window(office: &Office) -> Window {
    let arguments = [&["--file", "footprint.db", "--plain"], &DAY[..]].concat();
    Window::sized(160, 300, &arguments, &[("TERM", "dumb")], office.folder.path())
}

fn unlocked(office: &Office) -> Window {
    let mut window = window(office);
    window.sees("Passphrase, not shown").types(PASSPHRASE).press("<enter>").sees("Type help");
    window
}

trait Lines {
    /// Types a line at the prompt.
    fn line(&mut self, words: &str) -> &mut Self;
}

impl Lines for Window {
    fn line(&mut self, words: &str) -> &mut Self {
        self.types(words).press("<enter>")
    }
}

/// Nothing that a terminal would obey was printed.
#[track_caller]
fn only_words_were_printed(window: &Window) {
    let orders: Vec<u8> = window.bytes.iter().copied().filter(|byte| *byte < 0x20 && !b"\r\n".contains(byte)).collect();
    assert_eq!(orders, [0_u8; 0], "{}", window.screen());
}

#[test]
fn a_morning_of_looking_and_small_acts_in_plain_lines() {
    let office = office();
    let mut window = window(&office);

    // A wrong passphrase is asked for again, and none is shown.
    window.sees("Passphrase, not shown").line("not the passphrase").sees("Wrong passphrase");
    window.types(PASSPHRASE).press("<enter>");

    // Today, the worst first; and what is meant by its numbers.
    window
        .sees("North. Today, Monday 23 November 2026.")
        .sees("5 late, 0 due today, 0 due soon. 1 child with no worker.");
    window.sees("1. Review of 12 October: 11 days late, was due on Thursday 12 November 2026. Léo Marsh, 4711, child protection");
    window.sees("No worker since 16 November 2026. Ali Noor, 4714, child in need.").sees("Type help");
    window
        .line("why 1")
        .sees("The direction given on 12 October 2026 (O1) set its own review for Thursday 12 November 2026.");
    window.line("open 1").sees("4711 Léo Marsh").sees("Brothers and sisters: 4712 Ana Marsh");

    // A name, a reference, either order.
    window.line("priya why").sees("W1 Priya Shah, supervision: 4 days overdue.");
    window.line("marsh").sees("marsh may be Ana Marsh, 4712; Léo Marsh, 4711. Say the reference.");
    window.line("record O2").sees("Ana is weighed each week.");

    // Supervision booked, and another held.
    window.line("book priya tue 10am").sees("Tuesday 24 November 2026 at 10am, a working day.");
    window.sees("That is 5 days after it is due").press("<enter>").sees("Booked for Tuesday 24 November 2026 at 10am.");
    window
        .line("hold W2 20/11 1h15")
        .sees("Friday 20 November 2026, a working day.")
        .sees("Held on Fri 20 Nov, 75 minutes.");

    // An action moved, then closed.
    window.line("re-date A1 fri").sees("A1: Ring the housing officer.").sees("Friday 27 November 2026, a working day.");
    window.sees("Why the date moves").line("the officer is away").sees("A1 is now due on Friday 27 November 2026.");
    window
        .line("close A1")
        .sees("1. Done.")
        .line("1")
        .sees("What difference")
        .line("the lock is on")
        .sees("A1 closed: done.");

    // A child with no worker given one.
    window.line("allocate 4714 ben").sees("Allocated from Monday 23 November 2026.");
    window.line("nonsense here").sees("Nothing here is called nonsense here.");
    assert_eq!(window.line("quit").ends(), 0);
    only_words_were_printed(&window);
    let raw = String::from_utf8_lossy(&window.bytes);
    assert!(!raw.contains(PASSPHRASE) && !raw.contains("not the passphrase"), "a passphrase was shown");

    // The commands say the same.
    let due = office.json(&["--as-of", "2026-11-23", "due", "--kind", "action", "--format", "json"]);
    assert_eq!(due["items"], serde_json::json!([]));
    let ben = office.json(&["show", "worker", "W2", "--format", "json"]).to_string();
    assert!(ben.contains("2026-11-20"), "{ben}");
    let actions = office.json(&["--as-of", "2026-11-23", "actions", "--child", "4711", "--format", "json"]);
    assert_eq!((actions[0]["redated"].as_i64(), actions[0]["difference"].as_str()), (Some(1), Some("the lock is on")));
}

#[test]
fn a_first_run_makes_the_file_by_questions() {
    let office = Office::empty();
    let mut window = window(&office);
    window.sees("There is no file yet").sees("New passphrase").line("short").sees("The same again").line("another");
    window.sees("The two are not alike.").line(PASSPHRASE);
    std::thread::sleep(std::time::Duration::from_millis(300));
    window.line(PASSPHRASE).sees("Your name").press("<enter>").sees("cannot stay empty").line("Kezia Boateng");
    window.sees("The team's name").line("North").sees("1. ").sees("A number, or Enter for 1").press("<enter>");
    window.sees("There is nobody in the team yet.").sees("footprint import workers FILE");
    assert_eq!(window.line("quit").ends(), 0);
    only_words_were_printed(&window);
    office.run(&["verify"]).ok();
}

/// However it is left, it ends well, with the terminal as it was.
#[rstest]
#[case::ctrl_c("<c-c>")]
#[case::the_end_of_input("<c-d>")]
fn leaving_is_safe(#[case] key: &str) {
    let office = Office::new();
    let mut window = unlocked(&office);
    assert_eq!(window.press(key).ends(), 0);
    assert!(window.screen().contains("Everything is saved. Goodbye."), "{}", window.screen());
}

#[test]
fn leaving_at_the_door_is_safe_too() {
    let office = Office::new();
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let mut window = window(&office);
        window.sees("Passphrase, not shown").signal(signal);
        assert_eq!(window.ends(), 0);
    }
}
