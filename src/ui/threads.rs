//! The three threads beside the main one: one reads keys, one waits for signals, one does slow work. All send to one
//! channel, on which the main thread sleeps. Not what is done with what they send.

use super::app::Job;
use crossterm::event::Event as Report;
use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

/// What wakes the main thread.
pub enum Event<Done> {
    /// The terminal reports a key, a paste or the mouse.
    Report(Report),
    /// The window has another size.
    Resized,
    /// A signal says to stop, or the terminal is gone.
    Stop,
    /// Slow work is done.
    Finished(Done),
    /// Slow work broke off; nothing it would have done is done.
    Broke,
}

/// Starts the thread that reads keys. It ends when the terminal does.
pub fn read_keys<Done: Send + 'static>(to: Sender<Event<Done>>) -> io::Result<()> {
    let body = move || {
        // Whatever ends it, the program must not be left deaf.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read_until_closed(&to)));
        let _ = to.send(Event::Stop);
    };
    thread::Builder::new().name("keys".to_owned()).spawn(body).map(drop)
}

/// Waits for the terminal itself before every reading, because the library's own reading neither ends nor sleeps once the
/// terminal has been closed.
#[cfg(unix)]
fn read_until_closed<Done>(to: &Sender<Event<Done>>) -> io::Result<()> {
    use mio::unix::SourceFd;
    use mio::{Events, Interest, Poll, Token};
    use std::os::fd::AsRawFd;
    use std::time::Duration;

    let stdin = io::stdin();
    let mut poll = Poll::new()?;
    let mut events = Events::with_capacity(4);
    let watched = poll.registry().register(&mut SourceFd(&stdin.as_raw_fd()), Token(0), Interest::READABLE);
    if watched.is_err() {
        // Standard input is not a terminal that can be watched; the keys come from elsewhere.
        return read_plainly(to);
    }
    loop {
        // Before the first waiting too: what was typed while the program started may be with the library already, and the
        // terminal would not tell of it again until the next key.
        while crossterm::event::poll(Duration::ZERO)? {
            if to.send(Event::Report(crossterm::event::read()?)).is_err() {
                return Ok(());
            }
        }
        match poll.poll(&mut events, None) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
        if events.iter().any(|event| event.is_read_closed() || event.is_error()) {
            return Ok(());
        }
    }
}

#[cfg(not(unix))]
fn read_until_closed<Done>(to: &Sender<Event<Done>>) -> io::Result<()> {
    read_plainly(to)
}

fn read_plainly<Done>(to: &Sender<Event<Done>>) -> io::Result<()> {
    loop {
        let event = match crossterm::event::read()? {
            Report::Resize(..) => Event::Resized,
            report => Event::Report(report),
        };
        if to.send(event).is_err() {
            return Ok(());
        }
    }
}

/// Starts the thread that waits for the signals that say to stop; the window is watched once [`Signalled::watch_window`]
/// is called.
#[cfg(unix)]
pub fn wait_for_signals<Done: Send + 'static>(to: Sender<Event<Done>>) -> io::Result<Signalled> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    let handle = signals.handle();
    let body = move || {
        for signal in signals.forever() {
            let event = if signal == SIGWINCH { Event::Resized } else { Event::Stop };
            if to.send(event).is_err() {
                break;
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(body)?;
    Ok(Signalled(handle))
}

/// The thread that waits for signals.
#[cfg(unix)]
pub struct Signalled(signal_hook::iterator::Handle);

#[cfg(unix)]
impl Signalled {
    /// Watches the window's size, here and nowhere else: the library that reads keys watches it too, and when a key and a
    /// resize come at once, it forgets the key until the next one. So it is let start, and then no longer told. Called
    /// once the terminal is raw, before keys are read.
    #[expect(deprecated, reason = "no other call takes a signal from a library that does not give its number away")]
    pub fn watch_window(&self) -> io::Result<()> {
        crossterm::event::poll(std::time::Duration::ZERO)?;
        signal_hook_registry::unregister_signal(signal_hook::consts::SIGWINCH);
        self.0.add_signal(signal_hook::consts::SIGWINCH)
    }
}

/// Starts nothing: there are no such signals here.
#[cfg(not(unix))]
pub fn wait_for_signals<Done: Send + 'static>(_: Sender<Event<Done>>) -> io::Result<Signalled> {
    Ok(Signalled)
}

/// Nothing, where there are no such signals.
#[cfg(not(unix))]
pub struct Signalled;

#[cfg(not(unix))]
impl Signalled {
    /// Does nothing: a resize is reported with the keys.
    pub fn watch_window(&self) -> io::Result<()> {
        Ok(())
    }
}

/// The thread for slow work, one piece after the other.
pub struct SlowWork<Done> {
    jobs: Sender<Job<Done>>,
    thread: JoinHandle<()>,
}

impl<Done: Send + 'static> SlowWork<Done> {
    /// Starts it.
    pub fn start(to: Sender<Event<Done>>) -> io::Result<Self> {
        let (jobs, waiting) = channel::<Job<Done>>();
        let body = move || {
            for job in waiting {
                // A panic in one piece of work must not take the waiting screen with it.
                let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(job));
                if to.send(done.map_or(Event::Broke, Event::Finished)).is_err() {
                    break;
                }
            }
        };
        let thread = thread::Builder::new().name("slow work".to_owned()).spawn(body)?;
        Ok(Self { jobs, thread })
    }

    /// Hands it a piece of work.
    pub fn give(&self, job: Job<Done>) {
        let _ = self.jobs.send(job);
    }

    /// Waits until all of it is done.
    pub fn wait(self) {
        drop(self.jobs);
        let _ = self.thread.join();
    }
}
