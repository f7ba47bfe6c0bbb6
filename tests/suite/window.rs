//! A real pseudo-terminal with the real program in it: presses keys, and waits for what a person would see.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long to wait for something to be seen. A key derivation in a debug build on a busy machine takes seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long that is: longer where many rounds run behind whatever else the machine does.
fn patience() -> Duration {
    if std::env::var_os("FOOTPRINT_ROUNDS").is_some() { PATIENCE * 20 } else { PATIENCE }
}

/// One window opens at a time: a program started between the opening of another's terminal and its own would hold that
/// terminal open, and the other would never hear that its window was closed.
static OPENING: Mutex<()> = Mutex::new(());

/// A window with the program running in it.
pub(crate) struct Window {
    child: Box<dyn Child + Send + Sync>,
    // Both gone once the window is closed.
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    output: Receiver<Vec<u8>>,
    reading: Option<JoinHandle<()>>,
    look_away: Arc<AtomicBool>,
    emulator: vt100::Parser,
    /// Every byte that came, to look for what must never be printed.
    pub(crate) bytes: Vec<u8>,
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

impl Window {
    /// Starts `footprint` with these arguments and variables in a window of 80 by 24.
    pub(crate) fn open(arguments: &[&str], variables: &[(&str, &str)], folder: &Path) -> Self {
        Self::sized(80, 24, arguments, variables, folder)
    }

    /// The same in a window of another size.
    pub(crate) fn sized(
        columns: u16,
        rows: u16,
        arguments: &[&str],
        variables: &[(&str, &str)],
        folder: &Path,
    ) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_footprint"));
        command.args(arguments);
        command.cwd(folder);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", folder);
        command.env("FOOTPRINT_CONFIG", folder.join("configuration"));
        for (name, value) in variables {
            command.env(name, value);
        }
        Self::of(command, columns, rows)
    }

    /// Any program in a window.
    pub(crate) fn of(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let opening = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        drop(opening);
        let (send, output) = channel();
        let look_away = Arc::new(AtomicBool::new(false));
        let away = Arc::clone(&look_away);
        let reading = std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..count].to_vec()).is_err() || away.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        let emulator = vt100::Parser::new(cells(rows), cells(columns), 0);
        let (master, keys, reading) = (Some(pair.master), Some(keys), Some(reading));
        Self { child, master, keys, output, reading, look_away, emulator, bytes: Vec::new() }
    }

    /// Presses keys: plain characters, and names in angle brackets (`<enter>`, `<esc>`, `<tab>`, `<c-g>`, `<a-4>`,
    /// `<f2>`, `<paste:…>`).
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for part in tokens(keys) {
            self.send(&part);
            // A lone escape is told from the start of a sequence by what follows at once.
            if part == "\u{1b}" {
                std::thread::sleep(Duration::from_millis(60));
            }
        }
        self
    }

    /// Types a text as it stands, with nothing in it named.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        self.send(text);
        self
    }

    fn send(&mut self, bytes: &str) {
        let keys = self.keys.as_mut().unwrap();
        keys.write_all(bytes.as_bytes()).unwrap();
        keys.flush().unwrap();
    }

    /// Waits until the screen shows this text.
    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("to see {text:?}"), |screen| screen.contains(text));
        self
    }

    /// Waits until the screen shows this text no longer.
    #[track_caller]
    pub(crate) fn sees_no(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("not to see {text:?}"), |screen| !screen.contains(text));
        self
    }

    /// Waits until the screen shows something other than this.
    #[track_caller]
    pub(crate) fn changes_from(&mut self, before: &str) -> &mut Self {
        self.wait("for another screen", |screen| screen != before);
        self
    }

    /// Waits until the filter that is chosen on the screen, which stands in brackets, is another than on this one.
    #[track_caller]
    pub(crate) fn chooses_another_than(&mut self, before: &str) -> &mut Self {
        let chosen = |screen: &str| {
            screen.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(chosen, _)| chosen.to_owned())
        };
        let was = chosen(before);
        self.wait("another filter", |screen| chosen(screen).is_some_and(|now| Some(now) != was));
        self
    }

    /// Waits until nothing more comes.
    pub(crate) fn settles(&mut self) -> &mut Self {
        while self.take(Duration::from_millis(60)) {}
        self
    }

    /// Whether the real cursor, which screen readers and magnifiers follow, is to be seen.
    pub(crate) fn shows_its_cursor(&self) -> bool {
        !self.emulator.screen().hide_cursor()
    }

    /// Whether anything on the screen has a colour, of letters or of ground.
    pub(crate) fn is_coloured(&self) -> bool {
        let screen = self.emulator.screen();
        let (rows, columns) = screen.size();
        let mut cells =
            (0..rows.get()).flat_map(|row| (0..columns.get()).filter_map(move |column| screen.cell(row, column)));
        cells.any(|cell| cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default)
    }

    /// What the screen shows now.
    pub(crate) fn screen(&self) -> String {
        self.emulator.screen().contents()
    }

    /// Gives the window another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.master.as_ref().unwrap().resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.emulator.screen_mut().set_size(cells(rows), cells(columns));
        self
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        let process = i32::try_from(self.process()).unwrap();
        kill_process(Pid::from_raw(process).unwrap(), signal).unwrap();
        self
    }

    /// The process.
    pub(crate) fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Closes the window with the program still in it, as a person does with the mouse.
    pub(crate) fn close(&mut self) -> &mut Self {
        // The reading thread holds the terminal open too, and lets go at the next byte: a new size makes one come.
        self.look_away.store(true, Ordering::SeqCst);
        self.resize(81, 25).signal(Signal::WINCH);
        self.reading.take().unwrap().join().unwrap();
        while self.take(Duration::ZERO) {}
        self.keys = None;
        self.master = None;
        self
    }

    /// That the terminal has been given back: all modes undone, the alternate screen cleared before it is left, and
    /// nothing written to the normal screen, before or after.
    #[track_caller]
    pub(crate) fn gave_the_terminal_back(&self) {
        let raw = String::from_utf8_lossy(&self.bytes);
        let (before, after) = raw.rsplit_once("\u{1b}[?1049l").expect("the alternate screen was never left");
        assert!(before.ends_with("\u{1b}[2J"), "the alternate screen was not cleared last");
        for mode in ["2004", "1000", "1002", "1003", "1006"] {
            let (on, off) = (raw.rfind(&format!("\u{1b}[?{mode}h")), raw.rfind(&format!("\u{1b}[?{mode}l")));
            assert!(on < off, "mode {mode} is left on");
        }
        assert_eq!(after, "\u{1b}[?25h", "something was written to the normal screen");
        let first = raw.split("\u{1b}[?1049h").next().unwrap_or_default();
        let printed = first.chars().any(char::is_alphabetic);
        assert!(!printed, "something was written to the normal screen at the start: {first:?}");
    }

    /// Waits until the program has ended by itself; answers its exit code.
    #[track_caller]
    pub(crate) fn ends(&mut self) -> u32 {
        let until = Instant::now() + patience();
        loop {
            self.take(Duration::from_millis(20));
            if let Some(status) = self.child.try_wait().unwrap() {
                while self.take(Duration::from_millis(50)) {}
                return status.exit_code();
            }
            assert!(Instant::now() < until, "waited for the program to end; the screen shows:\n{}", self.screen());
        }
    }

    #[track_caller]
    fn wait(&mut self, what: &str, holds: impl Fn(&str) -> bool) {
        let until = Instant::now() + patience();
        loop {
            let screen = self.screen();
            if holds(&screen) {
                return;
            }
            assert!(Instant::now() < until, "waited {what}; the screen shows:\n{screen}");
            self.take(Duration::from_millis(200));
        }
    }

    /// Takes in what has come; false if nothing did.
    fn take(&mut self, wait: Duration) -> bool {
        match self.output.recv_timeout(wait) {
            Ok(bytes) => {
                self.emulator.process(&bytes);
                self.bytes.extend(bytes);
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn tokens(keys: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
        if let Some((name, after)) = named {
            parts.push(named_key(name));
            rest = after;
        } else {
            parts.push(first.to_string());
            rest = &rest[first.len_utf8()..];
        }
    }
    parts
}

fn named_key(name: &str) -> String {
    let sequence = match name {
        "enter" => "\r",
        "esc" => "\u{1b}",
        "tab" => "\t",
        "backtab" => "\u{1b}[Z",
        "up" => "\u{1b}[A",
        "down" => "\u{1b}[B",
        "right" => "\u{1b}[C",
        "left" => "\u{1b}[D",
        "c-home" => "\u{1b}[1;5H",
        "c-end" => "\u{1b}[1;5F",
        "home" => "\u{1b}[H",
        "end" => "\u{1b}[F",
        "pgup" => "\u{1b}[5~",
        "pgdn" => "\u{1b}[6~",
        "bs" => "\u{7f}",
        "del" => "\u{1b}[3~",
        "space" => " ",
        "f1" => "\u{1b}OP",
        "f2" => "\u{1b}OQ",
        "f3" => "\u{1b}OR",
        "f4" => "\u{1b}OS",
        "f5" => "\u{1b}[15~",
        "f6" => "\u{1b}[17~",
        _ => "",
    };
    if !sequence.is_empty() {
        return sequence.to_owned();
    }
    match name.split_once(['-', ':']) {
        Some(("c", letter)) => char::from(letter.bytes().next().unwrap() & 31).to_string(),
        Some(("a", letter)) => format!("\u{1b}{letter}"),
        Some(("paste", text)) => format!("\u{1b}[200~{text}\u{1b}[201~"),
        _ => panic!("no key is called <{name}>"),
    }
}
