//! The shell in a real pseudo-terminal: start, type, paste, resize, lock, quit, kill, hang up, panic. A program of its own
//! runs in it, a screen with one field and a stand-in for the workbench, so that what is tested is the frame alone.

use chrono::NaiveDate;
use footprint::ui::command::Command;
use footprint::ui::context::Ctx;
use footprint::ui::input::Input;
use footprint::ui::key::Key;
use footprint::ui::screen::{Editing, Flow, Screen};
use footprint::ui::theme::Theme;
use footprint::ui::widget::text_field::TextField;
use footprint::workbench::{Answer, Effect, Msg, Perform};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

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

/// One program at a time: started side by side they would hold each other's terminals open, and idleness could not be told.
static ONE: Mutex<()> = Mutex::new(());

struct Session {
    _one: MutexGuard<'static, ()>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Vec<u8>>>,
    look_away: Arc<AtomicBool>,
    notes: tempfile::TempPath,
}

impl Session {
    fn start(own_terminal: bool) -> Self {
        let one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let notes = tempfile::NamedTempFile::new().unwrap().into_temp_path();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--ignored", "--exact", "shell_in_a_terminal::program", "--nocapture", "--test-threads=1"]);
        command.env(NOTES, &notes);
        command.set_controlling_tty(own_terminal);
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let look_away = Arc::new(AtomicBool::new(false));
        let (to, away) = (Arc::clone(&seen), Arc::clone(&look_away));
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                to.lock().unwrap().extend_from_slice(&bytes[..count]);
                if away.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        let session =
            Self { _one: one, master: Some(pair.master), writer: Some(writer), child, seen, look_away, notes };
        session.wait_for("Ctrl+Q leave");
        session
    }

    fn raw(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().unwrap()).into_owned()
    }

    fn screen(&self, rows: u16, columns: u16) -> String {
        let mut parser = vt100::Parser::new(NonZero::new(rows).unwrap(), NonZero::new(columns).unwrap(), 0);
        parser.process(&self.seen.lock().unwrap());
        parser.screen().contents()
    }

    fn wait_for(&self, words: &str) {
        until(|| self.screen(24, 80).contains(words), &format!("never seen: {words}"));
    }

    fn send(&mut self, bytes: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    fn signal(&self, signal: rustix::process::Signal) {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        rustix::process::kill_process(rustix::process::Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    fn code_at_end(&mut self) -> u32 {
        let mut code = None;
        until(
            || {
                code = self.child.try_wait().unwrap().map(|status| status.exit_code());
                code.is_some()
            },
            "it never ended",
        );
        code.unwrap()
    }

    fn saved(&self) -> String {
        fs::read_to_string(&self.notes).unwrap()
    }

    /// All modes are undone, the alternate screen cleared before it is left, and nothing written after.
    fn assert_given_back(&self) {
        until(|| self.raw().contains("\u{1b}[?1049l"), "the alternate screen was never left");
        let raw = self.raw();
        let (before, after) = raw.rsplit_once("\u{1b}[?1049l").unwrap();
        assert!(before.ends_with("\u{1b}[2J"), "the alternate screen was not cleared last");
        for mode in ["2004", "1000", "1002", "1003", "1006"] {
            let (on, off) = (raw.rfind(&format!("\u{1b}[?{mode}h")), raw.rfind(&format!("\u{1b}[?{mode}l")));
            assert!(on < off, "mode {mode} is left on");
        }
        assert_eq!(after, "\u{1b}[?25h", "something was written to the normal screen");
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn until(mut come: impl FnMut() -> bool, otherwise: &str) {
    let start = Instant::now();
    while !come() {
        assert!(start.elapsed() < Duration::from_secs(20), "{otherwise}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_is_typed_is_seen_and_kept_when_it_ends() {
    let mut session = Session::start(true);
    session.send("Tomos sleeps");
    session.wait_for("Tomos sleeps");
    session.send("\x1b[200~ well\r\nnow\x1b[31m\x1b[201~");
    session.wait_for("now[31m");
    session.send("\x11");
    assert_eq!(session.code_at_end(), 0);
    assert_eq!(session.saved(), "Tomos sleeps well\nnow[31m");
    session.assert_given_back();
}

#[test]
fn a_signal_saves_and_gives_the_terminal_back() {
    for signal in [rustix::process::Signal::TERM, rustix::process::Signal::HUP, rustix::process::Signal::INT] {
        let mut session = Session::start(true);
        session.send("Nan locks the door");
        session.wait_for("Nan locks the door");
        session.signal(signal);
        assert_eq!(session.code_at_end(), 0);
        assert_eq!(session.saved(), "Nan locks the door");
        session.assert_given_back();
    }
}

#[test]
fn a_closed_terminal_ends_it_with_and_without_a_hang_up() {
    // Without a terminal of its own there is no signal, only an end of input.
    for own_terminal in [true, false] {
        let mut session = Session::start(own_terminal);
        session.send("still here");
        session.wait_for("still here");
        // The reading thread holds the terminal open too: it lets go at the next byte.
        session.look_away.store(true, Ordering::SeqCst);
        session.send("!");
        session.wait_for("still here!");
        session.writer = None;
        session.master = None;
        session.code_at_end();
        assert_eq!(session.saved(), "still here!");
    }
}

#[test]
fn a_fault_prints_nothing_and_saves_what_was_typed() {
    let mut session = Session::start(true);
    session.send("a line");
    session.wait_for("a line");
    session.send("\x1b[20~");
    assert_eq!(session.code_at_end(), 9);
    assert_eq!(session.saved(), "a line");
    assert!(!session.raw().contains("Tomos"));
    session.assert_given_back();
}

#[test]
fn a_window_resized_while_typing_is_drawn_anew() {
    let mut session = Session::start(true);
    session.send("one");
    session.wait_for("one");
    for (rows, columns) in [(3, 10), (40, 120), (16, 60)] {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        session.master.as_ref().unwrap().resize(size).unwrap();
        session.signal(rustix::process::Signal::WINCH);
        session.send("x");
    }
    until(|| session.screen(16, 60).contains("onexxx"), "not drawn anew");
    session.send("\x11");
    assert_eq!(session.code_at_end(), 0);
}

#[test]
#[cfg(target_os = "linux")]
fn idle_it_never_wakes() {
    let session = Session::start(true);
    let id = session.child.process_id().unwrap();
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
