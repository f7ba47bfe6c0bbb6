//! The shell in a real pseudo-terminal: start, type, paste, resize, lock, quit, kill, hang up, panic. A program of its own
//! runs in it, a screen with one field and a stand-in for the workbench, so that what is tested is the frame alone.

use crate::window::Window;
use chrono::NaiveDate;
use footprint::ui::command::Command;
use footprint::ui::context::Ctx;
use footprint::ui::input::Input;
use footprint::ui::key::Key;
use footprint::ui::screen::{Editing, Flow, Screen};
use footprint::ui::theme::Theme;
use footprint::ui::widget::text_field::TextField;
use footprint::workbench::{Answer, Effect, Msg, Perform};
use portable_pty::CommandBuilder;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use rustix::process::Signal;
use std::fs;
use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::time::Duration;

const NOTES: &str = "FOOTPRINT_SHELL_TEST_NOTES";

/// The screen of the program under test.
struct Page(TextField);

impl Screen for Page {
    #[expect(clippy::panic, reason = "what a fault of the program's own does to the terminal is what is looked at")]
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("panic") => panic!("Tomos must never be read here"),
            Input::Command("quit") => Flow::Do(Effect::Quit),
            input => {
                self.0.edit(&input);
                Flow::Done
            }
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        self.0.draw(area, buf, cx.theme)
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![Command::new("quit", "leave", Key::ctrl('q')), Command::new("panic", "break", Key::f(9))]
    }

    fn editing(&self) -> Editing {
        Editing::Text
    }

    fn leaving(&mut self, _: &Ctx) -> Flow {
        // Stands for a draft: the stand-in below keeps the words.
        let passphrase = self.0.text().into();
        Flow::Do(Effect::Unlock { passphrase })
    }
}

/// Keeps what it is given in a file that the test reads.
struct StandIn(PathBuf);

impl Perform for StandIn {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        if let Effect::Unlock { passphrase } = effect {
            fs::write(&self.0, secrecy::ExposeSecret::expose_secret(&passphrase)).unwrap();
        }
        Answer::Now(Vec::new())
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

#[test]
#[ignore = "the program that the other tests run in a pseudo-terminal"]
fn program() {
    let Some(notes) = std::env::var_os(NOTES) else { return };
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let cx = Ctx::new(day, Theme::coloured(), "footprint.db");
    let ended = footprint::ui::run_screen(cx, true, StandIn(notes.into()), Box::new(Page(TextField::default())));
    if ended.is_err() {
        // No test framework's words on the terminal that is looked at.
        std::process::exit(9);
    }
    std::process::exit(0);
}

/// The frame in a window, with the file of notes that stands for a draft.
struct Frame {
    window: Window,
    notes: tempfile::TempPath,
}

impl Frame {
    fn open(own_terminal: bool) -> Self {
        let notes = tempfile::NamedTempFile::new().unwrap().into_temp_path();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--ignored", "--exact", "shell_in_a_terminal::program", "--nocapture", "--test-threads=1"]);
        command.env("TERM", "xterm-256color");
        command.env(NOTES, &notes);
        command.set_controlling_tty(own_terminal);
        let mut window = Window::of(command, 80, 24);
        window.sees("Ctrl+Q leave");
        // What the test framework says before the program begins is no part of it.
        let begins = window.bytes.windows(8).position(|bytes| bytes == b"\x1b[?1049h").unwrap();
        window.bytes.drain(..begins);
        Self { window, notes }
    }

    fn saved(&self) -> String {
        fs::read_to_string(&self.notes).unwrap()
    }
}

impl Deref for Frame {
    type Target = Window;

    fn deref(&self) -> &Window {
        &self.window
    }
}

impl DerefMut for Frame {
    fn deref_mut(&mut self) -> &mut Window {
        &mut self.window
    }
}

#[test]
fn what_is_typed_is_seen_and_kept_when_it_ends() {
    let mut frame = Frame::open(true);
    frame.types("Tomos sleeps").sees("Tomos sleeps");
    frame.types("\x1b[200~ well\r\nnow\x1b[31m\x1b[201~").sees("now[31m");
    assert_eq!(frame.press("<c-q>").ends(), 0);
    assert_eq!(frame.saved(), "Tomos sleeps well\nnow[31m");
    frame.gave_the_terminal_back();
}

#[test]
fn a_signal_saves_and_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut frame = Frame::open(true);
        frame.types("Nan locks the door").sees("Nan locks the door");
        assert_eq!(frame.signal(signal).ends(), 0);
        assert_eq!(frame.saved(), "Nan locks the door");
        frame.gave_the_terminal_back();
    }
}

#[test]
fn a_closed_terminal_ends_it_with_and_without_a_hang_up() {
    // Without a terminal of its own there is no signal, only an end of input.
    for own_terminal in [true, false] {
        let mut frame = Frame::open(own_terminal);
        frame.types("still here").sees("still here");
        frame.close().ends();
        assert_eq!(frame.saved(), "still here");
    }
}

#[test]
fn a_fault_prints_nothing_and_saves_what_was_typed() {
    let mut frame = Frame::open(true);
    frame.types("a line").sees("a line");
    assert_eq!(frame.types("\x1b[20~").ends(), 9);
    assert_eq!(frame.saved(), "a line");
    assert!(!String::from_utf8_lossy(&frame.bytes).contains("Tomos"));
    frame.gave_the_terminal_back();
}

#[test]
fn a_window_resized_while_typing_is_drawn_anew() {
    let mut frame = Frame::open(true);
    frame.types("one").sees("one");
    for (columns, rows) in [(10, 3), (120, 40), (60, 16)] {
        frame.resize(columns, rows).types("x");
    }
    frame.sees("onexxx");
    assert_eq!(frame.press("<c-q>").ends(), 0);
}

#[test]
#[cfg(target_os = "linux")]
fn idle_it_never_wakes() {
    let frame = Frame::open(true);
    let id = frame.process();
    let wakes = || {
        let mut total = 0;
        for thread in fs::read_dir(format!("/proc/{id}/task")).unwrap() {
            let status = fs::read_to_string(thread.unwrap().path().join("status")).unwrap();
            let line = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches")).unwrap();
            total += line.split_whitespace().last().unwrap().parse::<u64>().unwrap();
        }
        total
    };
    // Let it settle, then look away: nothing may have moved.
    std::thread::sleep(Duration::from_millis(300));
    let before = wakes();
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(wakes(), before);
}
