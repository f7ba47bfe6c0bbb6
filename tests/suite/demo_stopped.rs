//! A signal while the made-up team is still being made: the temporary folder goes with the program.

use crate::window::Window;
use rstest::rstest;
use rustix::process::Signal;
use std::path::Path;

/// What stands in a folder, by name.
fn left_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    entries.map(|name| name.to_string_lossy().into_owned()).collect()
}

#[rstest]
#[case(Signal::TERM)]
#[case(Signal::HUP)]
#[case(Signal::INT)]
fn nothing_is_left_of_a_demo_that_is_stopped_while_it_is_made(#[case] signal: Signal) {
    let (folder, temporary) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let variables = [("TMPDIR", temporary.path().to_str().unwrap())];
    // A whole service takes long enough to be stopped in the middle, and says how far it is.
    let mut window = Window::open(&["demo", "--size", "service"], &variables, folder.path());
    window.sees("making up");
    let held = left_in(temporary.path());
    assert!(held.len() == 1 && held[0].starts_with("footprint-demo-"), "{held:?}");
    window.signal(signal);
    assert_eq!(window.ends(), 1);
    assert_eq!(left_in(temporary.path()), Vec::<String>::new());
    assert!(window.screen().contains("nothing is left of it"), "{}", window.screen());
}
