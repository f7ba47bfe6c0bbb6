//! Every screen in every window: large, small, too small, without colour, resized while somebody types; and no window at
//! all. The real program over the made-up team, which has something to show everywhere. How each screen looks is held by
//! its own snapshots; here, that it stands.

use crate::office::{Office, PASSPHRASE};
use crate::window::Window;
use rstest::rstest;
use std::process::Stdio;
use std::sync::OnceLock;

const DAY: [&str; 4] = ["--as-of", "2026-11-23", "--file", "footprint.db"];

/// The made-up team in a file of its own, made once.
fn made_up() -> Office {
    static MADE: OnceLock<Office> = OnceLock::new();
    MADE.get_or_init(|| {
        let office = Office::empty();
        office.run(&["--as-of", "2026-11-23", "demo", "--no-open"]).ok();
        office
    })
    .copied()
}

/// The screens, and the keys that lead to each from Today.
const SCREENS: [(&str, &str); 15] = [
    ("help", "?"),
    ("palette", ":"),
    ("search", "/"),
    ("why", "w"),
    ("booking", "fb"),
    ("a session held", "fs"),
    ("people", "2"),
    ("a worker", "2<enter>"),
    ("children", "3"),
    ("a child", "3<enter>"),
    ("oversight", "3o"),
    ("before signing", "3o<c-g>"),
    ("actions", "4"),
    ("an action", "4x"),
    ("settings", "7"),
];

/// One after the other, at this size; the program stays, whatever is pressed, and leaves when it is told to.
#[rstest]
#[case::usual(80, 24, &[])]
#[case::least(60, 16, &[])]
#[case::wide(140, 45, &[])]
#[case::without_colour(80, 24, &[("NO_COLOR", "1")])]
fn every_screen_stands(#[case] columns: u16, #[case] rows: u16, #[case] variables: &[(&str, &str)]) {
    let office = made_up();
    let variables: Vec<_> = [("FOOTPRINT_PASSPHRASE", PASSPHRASE)].iter().chain(variables).copied().collect();
    let mut window = Window::sized(columns, rows, &DAY, &variables, office.folder.path());
    window.sees("OWED");
    for (name, keys) in SCREENS {
        let before = window.screen();
        window.press(keys).changes_from(&before);
        window.settles();
        let shown = window.screen();
        assert!(!shown.contains("Make the window larger"), "{name} at {columns} by {rows}:\n{shown}");
        assert!(window.shows_its_cursor(), "{name}: the cursor is outside the window or hidden:\n{shown}");
        let plain = variables.iter().any(|(name, _)| *name == "NO_COLOR");
        assert!(!(plain && window.is_coloured()), "{name} has colours");
        // Back, from however deep.
        window.press("<esc><esc><esc>1").sees("OWED");
    }
    assert_eq!(window.press("q").ends(), 0);
    window.gave_the_terminal_back();
}

/// A window too small to work in says so and keeps what was typed; large again, it goes on.
#[test]
fn a_window_too_small_says_so_and_keeps_what_was_typed() {
    let office = made_up();
    let mut window = Window::open(&DAY, &[("FOOTPRINT_PASSPHRASE", PASSPHRASE)], office.folder.path());
    window
        .sees("OWED")
        .press("3")
        .sees("CHILDREN")
        .press("o")
        .sees("decided Monday 23 November")
        .press("<a-1>")
        .sees("What is happening");
    window.types("Seen ").sees("Seen");
    window.resize(40, 12).sees("Make the window larger").types("at ");
    window.resize(10, 3).sees("Make the").types("home ");
    window.resize(1, 1).types("on ");
    window.resize(200, 60).sees("Seen at home on").types("Friday");
    // Resized while typing, at many sizes in a row, with no time between.
    for (columns, rows) in [(60, 16), (120, 40), (59, 15), (61, 17), (10, 3), (80, 24), (300, 5), (5, 100), (80, 24)] {
        window.resize(columns, rows).types(".");
    }
    window.sees("Seen at home on Friday.........");
    assert_eq!(window.signal(rustix::process::Signal::TERM).ends(), 0);
    window.gave_the_terminal_back();
}

/// It starts in any window, too.
#[rstest]
#[case(40, 12)]
#[case(10, 3)]
#[case(1, 1)]
fn it_starts_and_ends_in_a_small_window(#[case] columns: u16, #[case] rows: u16) {
    let office = Office::new();
    let mut window = Window::sized(columns, rows, &DAY, &[], office.folder.path());
    window.sees(if columns > 1 { "Make the" } else { "M" });
    window.resize(80, 24).sees("Passphrase").press("<esc>");
    assert_eq!(window.ends(), 0);
    window.gave_the_terminal_back();
}

/// A terminal that cannot show screens is told what to type instead, on the terminal it has.
#[test]
fn a_plain_terminal_is_told_what_to_type_instead() {
    let office = Office::new();
    let mut window = Window::open(&DAY, &[("TERM", "dumb")], office.folder.path());
    assert_eq!(window.ends(), 1);
    assert!(window.screen().contains("footprint due"), "{}", window.screen());
    assert!(!window.bytes.contains(&0x1b), "{}", window.screen());
}

/// Off a terminal nothing is asked and nothing is shown: one sentence, and what to do.
#[rstest]
#[case(&[])]
#[case(&["demo"])]
fn off_a_terminal_it_says_what_to_do(#[case] arguments: &[&str]) {
    let office = Office::new();
    let ended = office.run(arguments);
    assert_eq!(ended.out, "");
    let said = ended.code(1);
    assert!(said.lines().count() == 1 && said.contains("footprint d"), "{said}");
    // A terminal on one side only is none.
    let done = office.command(arguments).stdin(Stdio::null()).output().unwrap();
    assert_eq!((done.status.code(), done.stdout.as_slice()), (Some(1), b"".as_slice()));
}
