//! The terminal as lines: what a person types and ends with Enter, and what else ends the waiting for it. No cursor is moved,
//! no colour set, nothing cleared; the terminal's own line editing stays, which screen readers know.

use rustix::termios::{LocalModes, OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcsetattr};
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};
use zeroize::Zeroizing;

/// Room for the longest line that a terminal hands over, and some.
const ROOM: usize = 8 * 1024;

/// How long the terminal is given to hand over what was typed and not ended with Enter.
const A_MOMENT: Duration = Duration::from_millis(200);

/// What was typed, as it came; it may be a passphrase.
pub(super) type Bytes = Zeroizing<Vec<u8>>;

/// What ended the waiting for a line.
pub(super) enum Typed {
    /// A line, with its end.
    Line(Bytes),
    /// The input is at its end: Ctrl+D, or the terminal is gone.
    End,
    /// A signal says to stop: Ctrl+C, or the system.
    Stop,
    /// Nothing came for as long as may be; with what stood on the line, if anything, or what came only afterwards.
    Idle(Option<Bytes>),
}

enum Event {
    Line(Bytes),
    End,
    Stop,
}

/// The terminal. A thread reads a line when one is asked for and no sooner, so that what is typed ahead waits in the
/// terminal, where it can be forgotten.
pub(super) struct Tty {
    asks: Sender<()>,
    events: Receiver<Event>,
    // A line has been asked for, and has not come.
    reading: bool,
    as_found: Termios,
}

impl Tty {
    /// Takes the terminal on standard input.
    pub(super) fn take() -> io::Result<Self> {
        let as_found = tcgetattr(io::stdin())?;
        let (send, events) = channel();
        let (asks, asked) = channel();
        stop_on_signals(send.clone())?;
        thread::Builder::new().name("lines".to_owned()).spawn(move || read_lines(&asked, &send))?;
        Ok(Self { asks, events, reading: false, as_found })
    }

    /// Waits for a line, no longer than `idle`.
    pub(super) fn line(&mut self, idle: Option<Duration>) -> Typed {
        if !self.reading && self.asks.send(()).is_err() {
            return Typed::End;
        }
        self.reading = true;
        let began = now();
        let event = match idle {
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(idle) => self.events.recv_timeout(idle),
        };
        match event {
            Ok(Event::Line(line)) => {
                self.reading = false;
                // A machine that slept must show nothing to the first who types.
                let waited = began.elapsed().unwrap_or_default();
                if idle.is_some_and(|idle| waited >= idle) { Typed::Idle(Some(line)) } else { Typed::Line(line) }
            }
            Ok(Event::End) | Err(RecvTimeoutError::Disconnected) => Typed::End,
            Ok(Event::Stop) => Typed::Stop,
            Err(RecvTimeoutError::Timeout) => Typed::Idle(self.unended()),
        }
    }

    /// From now on what is typed is not shown, and what was typed ahead is forgotten. Before the question is asked, or its
    /// answer might be shown, or lost.
    pub(super) fn hide(&self) -> io::Result<()> {
        let mut modes = self.as_found.clone();
        modes.local_modes.remove(LocalModes::ECHO);
        modes.local_modes.insert(LocalModes::ECHONL);
        Ok(tcsetattr(io::stdin(), OptionalActions::Flush, &modes)?)
    }

    /// Waits for a line that is not shown, and shows what is typed again.
    pub(super) fn unseen(&mut self) -> Typed {
        let typed = self.line(None);
        self.give_back();
        typed
    }

    /// Forgets what was typed before a question was asked: a yes must be an answer.
    pub(super) fn forget_typed_ahead(&self) {
        // Where it cannot be forgotten it is read as an answer, as any program would.
        let _ = tcflush(io::stdin(), QueueSelector::IFlush);
    }

    /// What was typed and not ended with Enter. Taken out of its line mode, the terminal hands it over.
    fn unended(&mut self) -> Option<Bytes> {
        let mut modes = self.as_found.clone();
        modes.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
        tcsetattr(io::stdin(), OptionalActions::Now, &modes).ok()?;
        let event = self.events.recv_timeout(A_MOMENT);
        self.give_back();
        let Ok(Event::Line(line)) = event else { return None };
        self.reading = false;
        Some(line)
    }

    fn give_back(&self) {
        // A terminal that is gone needs nothing back.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.as_found);
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        self.give_back();
    }
}

fn read_lines(asked: &Receiver<()>, to: &Sender<Event>) {
    while asked.recv().is_ok() {
        let mut line = Zeroizing::new(vec![0; ROOM]);
        let event = loop {
            match rustix::io::read(io::stdin(), &mut line[..]) {
                Err(rustix::io::Errno::INTR) => {}
                Ok(0) | Err(_) => break Event::End,
                Ok(length) => {
                    line.truncate(length);
                    break Event::Line(line);
                }
            }
        };
        if to.send(event).is_err() {
            break;
        }
    }
}

fn stop_on_signals(to: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    let body = move || {
        for _ in signals.forever() {
            if to.send(Event::Stop).is_err() {
                break;
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(body).map(drop)
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long nothing was typed is measured here, for the lock, and nowhere else"
)]
fn now() -> SystemTime {
    SystemTime::now()
}
