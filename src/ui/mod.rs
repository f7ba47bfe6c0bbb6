//! The terminal: screens, popups, widgets, keys, theme. Sees practice's types and the workbench's `Effect` and `Msg`; never
//! the file.
//!
//! How a key becomes a change: [`threads`] reads it, [`input`] says what it is, [`app`] finds the command it runs, a
//! [`screen`] answers with what it wants, the workbench does that, and the screens hear what came of it.

pub mod actions;
pub mod app;
#[cfg(test)]
mod app_tests;
pub mod asye;
pub mod calendar;
pub mod capture;
pub mod children;
pub mod clipboard;
pub mod command;
pub mod confirm;
pub mod context;
pub mod copy;
pub mod cover;
pub mod drafts;
pub mod entry;
pub mod first_day;
pub mod form;
pub mod global;
pub mod help;
pub mod import;
pub mod input;
pub mod insight;
pub mod journey;
pub mod key;
pub mod keymap;
pub mod lens;
#[cfg(test)]
pub mod made_up_tests;
pub mod merge;
pub mod naming;
pub mod one_line;
pub mod opening;
pub mod oversight;
pub mod palette;
pub mod people;
pub mod places;
#[cfg(test)]
mod random_keys_tests;
pub mod record;
pub mod screen;
pub mod search;
pub mod session;
pub mod set_up;
pub mod settings;
pub mod strength;
pub mod terminal;
#[cfg(test)]
pub mod testing;
pub mod theme;
pub mod threads;
pub mod today;
pub mod unlock;
pub mod why;
pub mod widget;
pub mod worker;
pub mod worker_file;

use app::App;
use chrono::NaiveDate;
use context::{Ctx, Moment};
use input::Normaliser;
use keymap::Keymap;
use screen::Screen;
use secrecy::SecretString;
use set_up::{PolicyChoice, SetUpScreen};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};
use terminal::Guard;
use theme::Theme;
use threads::{Event, SlowWork};
use unlock::Unlock;

use crate::workbench::Perform;

/// What the workbench opens with.
pub struct Opening {
    /// The file's path, as shown to the user.
    pub file: String,
    /// Today, for every rule, default and check.
    pub day: NaiveDate,
    /// Whether colours may be used: not under `NO_COLOR`.
    pub colour: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// The user's own keys.
    pub keymap: Keymap,
    /// The first screen.
    pub first: First,
}

/// The first screen.
pub enum First {
    /// There is a file: ask for its passphrase.
    Unlock,
    /// There is a file, and its passphrase came from elsewhere: open it at once.
    Unlocking(SecretString),
    /// There is no file: make one, under one of these policies.
    SetUp(Vec<PolicyChoice>),
}

/// Why the workbench did not end as it should.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The terminal refused, or went away while it was being written to.
    #[error("the terminal cannot be used ({0}); try another terminal, or a command with --plain")]
    Terminal(#[from] io::Error),
    /// A fault of the program's own.
    #[error("Footprint met a fault of its own and stopped; what you had typed has been saved as far as it could be")]
    Fault,
}

/// Runs the workbench in the terminal until the user leaves, a signal comes or the terminal is closed.
pub fn run<P: Perform>(opening: Opening, performer: P) -> Result<(), Stopped> {
    let theme = if opening.colour { Theme::coloured() } else { Theme::plain() };
    let mut cx = Ctx::new(opening.day, theme, opening.file);
    cx.keymap = opening.keymap;
    let first: Box<dyn Screen> = match opening.first {
        First::Unlock => Box::new(Unlock::default()),
        First::Unlocking(passphrase) => Box::new(Unlock::with(passphrase)),
        First::SetUp(policies) => Box::new(SetUpScreen::new(policies)),
    };
    run_screen(cx, opening.mouse, performer, first)
}

/// Runs the workbench from any first screen: for the demo, which has no passphrase to ask for, and for tests.
pub fn run_screen<P: Perform>(cx: Ctx, mouse: bool, performer: P, first: Box<dyn Screen>) -> Result<(), Stopped> {
    let mut app = App::new(cx, performer, first, || Box::new(Unlock::default()));
    let (send, events) = channel();
    let signals = threads::wait_for_signals(send.clone())?;
    let mut guard = Guard::take(mouse)?;
    draw(&mut app, &mut guard)?;
    signals.watch_window()?;
    threads::read_keys(send.clone())?;
    let slow = SlowWork::start(send)?;

    let ran = catch_unwind(AssertUnwindSafe(|| turn(&mut app, &mut guard, &events, &slow)));
    drop(guard);
    if !app.ended() {
        // Drafts first; a second fault here must not hide the first.
        let _ = catch_unwind(AssertUnwindSafe(|| app.end()));
    }
    for job in app.take_jobs() {
        slow.give(job);
    }
    slow.wait();
    while let Ok(event) = events.try_recv() {
        if let Event::Finished(done) = event {
            let _ = catch_unwind(AssertUnwindSafe(|| app.finished(done)));
        }
    }
    ran.map_err(|_| Stopped::Fault)?.map_err(Stopped::Terminal)
}

/// The loop: draw if something changed; sleep until something happens or is due; take in all that happened.
fn turn<P: Perform>(
    app: &mut App<P>,
    guard: &mut Guard,
    events: &Receiver<Event<P::Done>>,
    slow: &SlowWork<P::Done>,
) -> io::Result<()> {
    let (clock, mut normaliser) = (Clock::start(), Normaliser::default());
    app.begin();
    while !app.ended() {
        for job in app.take_jobs() {
            slow.give(job);
        }
        for order in app.take_orders() {
            guard.tell(&order)?;
        }
        if app.changed() {
            draw(app, guard)?;
        }
        let Some(event) = wait(events, app.deadline(), &clock) else {
            app.wake(clock.now());
            continue;
        };
        take_in(app, event, &mut normaliser, &clock);
        while !app.ended()
            && let Ok(event) = events.try_recv()
        {
            take_in(app, event, &mut normaliser, &clock);
        }
    }
    for order in app.take_orders() {
        guard.tell(&order)?;
    }
    Ok(())
}

fn draw<P: Perform>(app: &mut App<P>, guard: &mut Guard) -> io::Result<()> {
    guard.draw(|frame| {
        let cursor = app.draw(frame.area(), frame.buffer_mut());
        frame.set_cursor_position(cursor);
    })
}

/// Sleeps until something happens; `None` once the deadline has come. Without a deadline nothing wakes the program.
fn wait<Done>(events: &Receiver<Event<Done>>, deadline: Option<Moment>, clock: &Clock) -> Option<Event<Done>> {
    match deadline {
        None => Some(events.recv().unwrap_or(Event::Stop)),
        Some(deadline) => match events.recv_timeout(clock.now().until(deadline)) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::Stop),
        },
    }
}

fn take_in<P: Perform>(app: &mut App<P>, event: Event<P::Done>, normaliser: &mut Normaliser, clock: &Clock) {
    match event {
        Event::Report(report) => {
            if let Some(input) = normaliser.normalise(report) {
                app.input(input, clock.now());
            }
        }
        Event::Resized => app.resized(),
        Event::Finished(done) => app.finished(done),
        Event::Broke => app.broke(),
        Event::Stop => app.end(),
    }
}

/// How long the program has run, the time that the machine slept included: after a sleep, a locked door must stand before
/// the first key.
struct Clock {
    since: Instant,
    began: SystemTime,
}

impl Clock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the loop of the terminal is what measures time: for drafts and the lock"
    )]
    fn start() -> Self {
        Self { since: Instant::now(), began: SystemTime::now() }
    }

    fn now(&self) -> Moment {
        let by_calendar = self.began.elapsed().unwrap_or(Duration::ZERO);
        Moment(self.since.elapsed().max(by_calendar))
    }
}
