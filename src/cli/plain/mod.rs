//! `--plain` with no command: the workbench as questions and answers, a line at a time, for a screen reader. Not the screens:
//! it stands on the same pages and acts of the workbench, and says them in sentences.

mod act;
mod again;
mod asye;
mod backup;
mod before;
mod calendar;
mod copies;
mod door;
mod form;
mod help;
mod import;
mod lens;
mod lists;
mod look;
mod meant;
mod note;
mod oversight;
mod sentences;
mod session;
mod settings;
mod talk;
mod team;
#[cfg_attr(not(unix), path = "tty_elsewhere.rs")]
mod tty;
mod walk;
mod words;
mod worker_file;

use super::failure::Failure;
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::clean;
use crate::workbench::Effect;
use crate::workbench::desk::Desk;
use crate::workbench::message::{Msg, Verb};
use crate::workbench::refusal::Refusal;
use backup::Backup;
use meant::{Meant, Thing};
use secrecy::SecretString;
use std::collections::VecDeque;
use std::io::{self, IsTerminal as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;
use talk::{Leave, Talk, Told};
use tty::Tty;
use words::Asked;

/// So many lines of a list are read out at once; `more` reads on.
const AT_ONCE: usize = 10;

/// Opens the workbench in plain lines, until the user leaves. `passphrase` is one that need not be asked for; `backups` says
/// whether the file is one of which a backup is made once a day.
pub(super) fn open(
    setting: &Setting,
    out: &mut Output,
    path: &Path,
    passphrase: Option<SecretString>,
    backups: bool,
) -> Result<(), Failure> {
    needs_terminal()?;
    let tty = Tty::take().map_err(|error| Failure::said(format!("the terminal cannot be used ({})", error.kind())))?;
    // What a panic says may hold case text.
    std::panic::set_hook(Box::new(|_| ()));
    let ran = catch_unwind(AssertUnwindSafe(|| run(setting, Talk::new(out, tty), path, passphrase, backups)));
    drop(std::panic::take_hook());
    match ran {
        Ok(Leave::Failed(failure)) => Err(failure),
        Ok(Leave::Stop | Leave::Lock) => Ok(()),
        Err(_) => Err(Failure::said(
            "Footprint met a fault of its own and stopped; every answer you had given has been saved",
        )),
    }
}

/// That there is a terminal to ask at.
pub(super) fn needs_terminal() -> Result<(), Failure> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Failure::said(
        "there is no terminal to ask at; give a command instead, such as `footprint due --plain`, with --passphrase-file \
         or --passphrase-fd",
    ))
}

/// Opens, sits down, and opens again after each lock. Answers why it was left.
fn run<'a>(
    setting: &'a Setting,
    mut talk: Talk<'a>,
    path: &Path,
    mut passphrase: Option<SecretString>,
    backups: bool,
) -> Leave {
    loop {
        let (desk, passphrase) = match door::open(setting, &mut talk, path, passphrase.take()) {
            Ok(opened) => opened,
            Err(leave) => return leave,
        };
        talk.idle = idle(&desk);
        // The passphrase is kept no longer than this needs it.
        let backup = if backups { Backup::begin(&desk, path, passphrase) } else { None };
        let mut sitting = Sitting { talk, desk, listed: Vec::new(), rest: VecDeque::new(), backup };
        if backups {
            // One that was made and not noted, because the program was left before it was done.
            let _ = sitting.desk.note_forgotten_backup();
        }
        let left = sitting.sit();
        let locked = matches!(left, Err(Leave::Lock));
        let noted = sitting.note_backup(true);
        talk = sitting.talk;
        talk.idle = None;
        drop(sitting.desk);
        if let Err(leave) = noted {
            return leave;
        }
        if !locked {
            let said = talk.say("Everything is saved. Goodbye.").and_then(|()| talk.finish());
            return said.and(left).err().unwrap_or(Leave::Stop);
        }
        if let Err(leave) = talk.say("Locked. Everything is saved.") {
            return leave;
        }
    }
}

/// How long may pass without a line.
fn idle(desk: &Desk) -> Option<Duration> {
    desk.lock_minutes().map(|minutes| Duration::from_secs(minutes.saturating_mul(60)))
}

/// An open file, and who sits at it.
struct Sitting<'a> {
    talk: Talk<'a>,
    desk: Desk,
    /// What the numbers of the list read out last mean.
    listed: Vec<Thing>,
    /// What of it has not been read out.
    rest: VecDeque<String>,
    /// The day's backup, while it is being made.
    backup: Option<Backup>,
}

impl Sitting<'_> {
    /// Reads out Today, and does what is asked for until it is left.
    fn sit(&mut self) -> Told<()> {
        self.greet()?;
        self.today()?;
        self.talk.say("Type help to hear what can be typed.")?;
        loop {
            let line = self.talk.ask("> ")?;
            self.note_backup(false)?;
            self.answer(&line)?;
            if let Err(refusal) = self.desk.still_reads() {
                self.talk.say(&sentences::sentence(&refusal.to_string()))?;
            }
        }
    }

    fn greet(&mut self) -> Told<()> {
        if let Some(mended) = self.desk.mended() {
            self.talk.say(&sentences::sentence(&mended))?;
        }
        if let Some(why) = self.desk.read_only() {
            self.talk.say(&format!("{}, so you can look but change nothing.", sentences::capital(&why)))?;
        }
        Ok(())
    }

    fn answer(&mut self, line: &str) -> Told<()> {
        match words::asked(line) {
            Asked::Nothing => Ok(()),
            Asked::Today => self.today(),
            Asked::People => self.people(),
            Asked::Children { closed } => self.children(closed),
            Asked::Actions(which) => self.actions(which),
            Asked::Drafts => self.drafts(),
            Asked::Waiting => self.waiting(),
            Asked::OnlyHere => self.only_here(),
            Asked::Walk => self.walk(),
            Asked::Unsorted => self.unsorted(),
            Asked::Calendar(month) => self.calendar(&month),
            Asked::Search(words) => self.search(&words),
            Asked::More => self.more(),
            Asked::Help => self.talk.say_all(help::EVERYWHERE),
            Asked::Settings => self.settings(),
            Asked::LockAfter(minutes) => self.lock_after(&minutes),
            Asked::Lock => Err(Leave::Lock),
            Asked::Quit => Err(Leave::Stop),
            Asked::Do(Verb::Open, object) => self.open(&object),
            Asked::Do(Verb::Why, object) => self.why(&object),
            Asked::Do(Verb::Asye, object) => self.asye(&object),
            Asked::Do(Verb::Book, object) => self.book(&object),
            Asked::Do(Verb::Supervision, object) => self.hold(&object),
            Asked::Do(Verb::Action, object) => self.agree(&object),
            Asked::Do(Verb::Oversight, object) => self.oversight(&object),
            Asked::Do(Verb::Lens, words) => self.lens(&words),
            Asked::Do(Verb::Journey, object) => self.journey(&object),
            Asked::Do(Verb::Export, object) => self.export(&object),
            Asked::NotHeld(object) => self.not_held(&object),
            Asked::WorkerFile(object) => self.worker_file(&object),
            Asked::Session(object) => self.write_up(&object),
            Asked::Begin(object) => self.begin_in_file(&object),
            Asked::Share(object) => self.share(&object),
            Asked::AnswerTo(object) => self.answer_to(&object),
            Asked::Settle(object) => self.settle(&object),
            Asked::NewWorker => self.new_worker(),
            Asked::NewChild => self.new_child(),
            Asked::Status(object) => self.status(&object),
            Asked::Away(object) => self.away(&object),
            Asked::Allocate(object) => self.allocate(&object),
            Asked::Action(what, object) => self.with_action(what, &object),
            Asked::AddTo(object) => self.add_to(&object),
            Asked::Withdraw(object) => self.withdraw(&object),
            Asked::Discard(object) => self.discard(&object),
            Asked::Do(Verb::Copy, object) | Asked::Copied(object) => self.copied(&object),
            Asked::Import(file) => self.import(&file),
            Asked::Do(Verb::Note, line) | Asked::Note(line) => self.note(&line),
            Asked::Undo(act) => {
                let done = self.desk.perform(Effect::Undo(act));
                self.did(done).map(|_| ())
            }
        }
    }

    /// Finds what is meant, or says that nothing is.
    fn meant(&mut self, words: &str, fits: fn(&Thing) -> bool, wanted: &str) -> Told<Option<(Thing, String)>> {
        match meant::find(&self.desk, &self.listed, words, fits, wanted) {
            Ok(Meant::One(thing, rest)) => Ok(Some((thing, rest))),
            Ok(Meant::Nobody(why)) => self.talk.say(&why).map(|()| None),
            Err(refusal) => self.refused(&refusal).map(|()| None),
        }
    }

    /// What was done, said; true where it was.
    fn did(&mut self, done: Result<Vec<Msg>, Refusal>) -> Told<bool> {
        match done {
            Ok(messages) => {
                for message in messages {
                    if let Msg::Done(words) | Msg::Undone(words) | Msg::Refused(words) = message {
                        self.talk.say(&words)?;
                    }
                }
                Ok(true)
            }
            Err(refusal) => self.refused(&refusal).map(|()| false),
        }
    }

    /// The value, or nothing once it has been said why there is none.
    fn got<T>(&mut self, asked: Result<T, Refusal>) -> Told<Option<T>> {
        match asked {
            Ok(value) => Ok(Some(value)),
            Err(refusal) => self.refused(&refusal).map(|()| None),
        }
    }

    fn refused(&mut self, refusal: &Refusal) -> Told<()> {
        self.talk.say(&sentences::sentence(&refusal.to_string()))
    }

    /// Reads out a list, a number before each; the numbers mean these things from now on.
    fn list(&mut self, lines: impl IntoIterator<Item = (Thing, String)>) -> Told<()> {
        self.listed.clear();
        self.rest.clear();
        for (number, (thing, line)) in lines.into_iter().enumerate() {
            self.rest.push_back(format!("{}. {}", number + 1, clean::line(&line)));
            self.listed.push(thing);
        }
        self.read_on()
    }

    fn more(&mut self) -> Told<()> {
        if self.rest.is_empty() {
            return self.talk.say("There is no more to read out. Type today, people, children or actions.");
        }
        self.read_on()
    }

    fn read_on(&mut self) -> Told<()> {
        for _ in 0..AT_ONCE {
            let Some(line) = self.rest.pop_front() else { return Ok(()) };
            self.talk.say(&line)?;
        }
        match self.rest.len() {
            0 => Ok(()),
            more => self.talk.say(&format!("{more} more. Type more to hear them.")),
        }
    }
}
