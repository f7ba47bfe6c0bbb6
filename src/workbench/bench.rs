//! The workbench behind the screens: does what they ask for, over the open file. Each act is its own file's.

use super::act::backup::{BackupMade, NoBackup, back_up_daily};
use super::configuration::Configuration;
use super::desk::{Desk, Start};
use super::effect::{Answer, CaptureAct, Effect, ImportAct, Perform, SetUp};
use super::message::{CanUndo, Msg, Opened};
use super::refusal::Refusal;
use crate::practice::sentence::opening;
use chrono::NaiveDate;
use secrecy::SecretString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

/// Which day is today for every rule.
#[derive(Clone, Copy, Debug)]
pub enum Today {
    /// This one, whatever the clock says.
    Fixed(NaiveDate),
    /// What this says at each unlocking, so that a program left open over night opens on the next day.
    AtUnlocking(fn() -> NaiveDate),
}

impl Today {
    /// The day.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Fixed(day) => day,
            Self::AtUnlocking(ask) => ask(),
        }
    }
}

/// The workbench: a path, a day, and the file once it is open.
pub struct Workbench {
    path: PathBuf,
    today: Today,
    configuration: Configuration,
    desk: Option<Desk>,
    backups: bool,
    /// The day's backup that is to be made, under the passphrase that the file was opened with.
    to_back_up: Option<SecretString>,
    /// Why the day's backup could not be made.
    no_backup: Option<String>,
    /// While the desk is away on the thread for slow work.
    away: Option<Away>,
    /// The passphrase of the file that is to be opened as soon as the desk is back and put away.
    to_open: Option<SecretString>,
}

/// What happens while the desk is away: it is done, in its order, once the desk is back.
#[derive(Default)]
struct Away {
    waiting: Vec<Effect>,
    /// Locked or left meanwhile: the file is closed as soon as what waits is done.
    closed: bool,
}

impl Away {
    /// What is answered at once to whoever asks for something now.
    fn ask(&mut self, effect: Effect) -> Vec<Msg> {
        match effect {
            Effect::Lock | Effect::Quit => {
                self.closed = true;
                vec![Msg::Locked]
            }
            Effect::Import(_) => {
                let words = "An import is under way already; this one can follow it.".to_owned();
                vec![Msg::Refused(words)]
            }
            waits => {
                // Whoever saves a draft need not be told: the form says itself what is safe.
                let tells = !matches!(waits, Effect::Oversight(_) | Effect::Capture(CaptureAct::Save { .. }));
                self.waiting.push(waits);
                let words = "One moment: the file for the import is being worked through.".to_owned();
                if tells { vec![Msg::Wait(words)] } else { Vec::new() }
            }
        }
    }
}

/// What slow work returns.
pub enum Finished {
    /// A file was opened, or was not; with the passphrase it opened under.
    Opened(Result<(Desk, SecretString), Refusal>),
    /// The day's backup was made, or was not.
    BackedUp(Result<BackupMade, NoBackup>),
    /// A step of importing was taken, or was not; with the desk, which was away for it.
    Imported {
        /// The desk.
        desk: Desk,
        /// What came of it.
        done: Result<Vec<Msg>, Refusal>,
        /// Whether it was to write.
        wrote: bool,
    },
}

impl Workbench {
    /// A workbench over a file that is not open yet, and may not be there yet.
    pub const fn new(path: PathBuf, today: Today, configuration: Configuration) -> Self {
        Self {
            path,
            today,
            configuration,
            desk: None,
            backups: true,
            to_back_up: None,
            no_backup: None,
            away: None,
            to_open: None,
        }
    }

    /// The same for a file that is gone when the program ends, so that nobody needs a backup of it.
    #[must_use]
    pub fn without_backups(self) -> Self {
        Self { backups: false, ..self }
    }

    /// A workbench over an open file.
    pub fn opened(path: PathBuf, desk: Desk) -> Self {
        let (today, configuration) = (Today::Fixed(desk.day()), desk.configuration().clone());
        Self { desk: Some(desk), ..Self::new(path, today, configuration) }.without_backups()
    }

    /// What every screen may know of the open file; nothing where none is open.
    pub fn describe(&self) -> Option<Opened> {
        let desk = self.desk.as_ref()?;
        Some(Opened {
            supervisor: desk.settings().supervisor.clone(),
            team: desk.settings().team.clone(),
            read_only: desk.read_only(),
            day: desk.day(),
            lock_after: desk.lock_minutes().map(|minutes| minutes.saturating_mul(60)),
            days_off: Arc::new(desk.days_off().clone()),
            no_backup: self.no_backup.clone(),
            empty: desk.store().has_no_worker().is_ok_and(|none| none),
        })
    }

    fn can_undo(&self) -> CanUndo {
        self.desk.as_ref().map(|desk| desk.undoing.can()).unwrap_or_default()
    }

    fn set_up(&self, set_up: SetUp) -> impl FnOnce() -> Finished + use<> {
        let (path, day, configuration) = (self.path.clone(), self.today.day(), self.configuration.clone());
        move || {
            let start = Start { supervisor: set_up.supervisor, team: set_up.team, policy: set_up.policy };
            let desk = Desk::init(&path, &set_up.passphrase, &start, day, configuration);
            Finished::Opened(desk.map(|desk| (desk, set_up.passphrase)))
        }
    }

    fn opening(&self, passphrase: SecretString) -> Job {
        let (path, day, configuration) = (self.path.clone(), self.today.day(), self.configuration.clone());
        Box::new(move || {
            let desk = Desk::open(&path, &passphrase, day, configuration.clone())
                .or_else(|refusal| Desk::open_damaged(&path, &passphrase, day, configuration, refusal));
            Finished::Opened(desk.map(|desk| (desk, passphrase)))
        })
    }

    /// The desk is back: what waited for it is done.
    fn is_back(&mut self, desk: Desk, done: Result<Vec<Msg>, Refusal>, wrote: bool) -> Vec<Msg> {
        let can = desk.undoing.can();
        self.desk = Some(desk);
        let away = self.away.take().unwrap_or_default();
        let mut messages = Vec::new();
        if wrote && done.is_ok() {
            // Before the answer, so that whoever hears it reads what is true now.
            messages.extend(self.describe().map(Msg::Renewed));
            messages.push(Msg::CanUndo(can));
        }
        messages.extend(done.unwrap_or_else(|refusal| vec![told(&refusal)]));
        for effect in away.waiting {
            if let Answer::Now(more) = self.perform(effect) {
                messages.extend(more);
            }
        }
        if away.closed {
            (self.desk, self.to_back_up) = (None, None);
            return Vec::new();
        }
        messages
    }

    fn take_in(&mut self, mut desk: Desk, passphrase: SecretString) -> Vec<Msg> {
        self.no_backup = None;
        let mut said: Vec<Msg> = desk.mended().map(Msg::Done).into_iter().collect();
        if self.backups {
            said.extend(desk.note_forgotten_backup().err().as_ref().map(told));
            // The passphrase is kept no longer than the backup needs it.
            self.to_back_up = desk.backup_is_due().then_some(passphrase);
        }
        self.desk = Some(desk);
        self.describe().map(Msg::Opened).into_iter().chain(said).collect()
    }

    fn backed_up(&mut self, done: Result<BackupMade, NoBackup>) -> Vec<Msg> {
        // Locked meanwhile: the next unlocking finds it beside the file, and notes it or makes another.
        let Some(desk) = &mut self.desk else { return Vec::new() };
        let noted = done.map_err(Refusal::from).and_then(|made| desk.note_backup(&made));
        let Err(refusal) = noted else { return Vec::new() };
        self.no_backup = Some(sentence(&refusal));
        self.describe().map(Msg::Renewed).into_iter().collect()
    }
}

impl Perform for Workbench {
    type Done = Finished;

    fn perform(&mut self, effect: Effect) -> Answer<Self::Done> {
        if let Some(away) = &mut self.away {
            if let Effect::Unlock { passphrase } = effect {
                // Not before the desk has let go of the file.
                self.to_open = Some(passphrase);
                return Answer::Now(Vec::new());
            }
            return Answer::Now(away.ask(effect));
        }
        match effect {
            Effect::Unlock { passphrase } => Answer::Later(self.opening(passphrase)),
            Effect::Import(act) => match self.desk.take() {
                None => Answer::Now(vec![told(&Refusal::Closed)]),
                Some(desk) => {
                    self.away = Some(Away::default());
                    Answer::Later(importing(desk, act))
                }
            },
            Effect::SetUp(set_up) => Answer::Later(Box::new(self.set_up(set_up))),
            Effect::Lock => {
                (self.desk, self.to_back_up) = (None, None);
                Answer::Now(vec![Msg::Locked])
            }
            Effect::Quit => {
                self.desk = None;
                Answer::Now(Vec::new())
            }
            other => {
                let could = self.can_undo();
                let renews = renews(&other);
                let mut messages = self.desk.as_mut().map_or_else(
                    || vec![told(&Refusal::Closed)],
                    |desk| {
                        let done = desk.perform(other).and_then(|messages| desk.still_reads().map(|()| messages));
                        done.unwrap_or_else(|refusal| vec![told(&refusal)])
                    },
                );
                if renews {
                    // Before the answer, so that whoever hears it reads what is true now.
                    messages.splice(0..0, self.describe().map(Msg::Renewed));
                }
                let can = self.can_undo();
                if can != could {
                    messages.insert(0, Msg::CanUndo(can));
                }
                Answer::Now(messages)
            }
        }
    }

    fn finish(&mut self, done: Self::Done) -> Vec<Msg> {
        match done {
            Finished::Opened(Ok((desk, passphrase))) => self.take_in(desk, passphrase),
            Finished::Opened(Err(refusal)) => vec![told(&refusal)],
            Finished::BackedUp(done) => self.backed_up(done),
            Finished::Imported { desk, done, wrote } => self.is_back(desk, done, wrote),
        }
    }

    fn goes_on(&mut self) -> Option<Box<dyn FnOnce() -> Self::Done + Send>> {
        if self.away.is_some() {
            return None;
        }
        if let Some(passphrase) = self.to_open.take() {
            return Some(self.opening(passphrase));
        }
        let passphrase = self.to_back_up.take()?;
        let (path, at) = (self.path.clone(), self.desk.as_ref()?.by().at);
        Some(Box::new(move || Finished::BackedUp(back_up_daily(&path, &passphrase, at))))
    }
}

/// Slow work on its way.
type Job = Box<dyn FnOnce() -> Finished + Send>;

/// A step of importing, on the desk that goes with it and comes back whatever happens.
fn importing(mut desk: Desk, act: ImportAct) -> Job {
    Box::new(move || {
        let wrote = act.writes();
        let done = catch_unwind(AssertUnwindSafe(|| desk.import_act(act))).unwrap_or_else(|_| {
            let words = "the import broke off through a fault of Footprint's own; nothing was imported";
            Err(Refusal::NotPossible(words.to_owned()))
        });
        if wrote && done.is_ok() {
            let why = "put what came in right by hand, or restore the backup made before";
            desk.did_for_good("the import", why);
        }
        Finished::Imported { desk, done, wrote }
    })
}

/// A refusal as a sentence of its own on a screen; after a command's name it begins small and has no full stop.
fn told(refusal: &Refusal) -> Msg {
    let why = sentence(refusal);
    if let Refusal::At { field, .. } = refusal { Msg::RefusedAt { field, why } } else { Msg::Refused(why) }
}

fn sentence(refusal: &Refusal) -> String {
    let mut sentence = opening(&refusal.to_string());
    if !sentence.ends_with(['.', '?', '!']) {
        sentence.push('.');
    }
    sentence
}

/// Whether what every screen knows of the file may be another afterwards.
const fn renews(effect: &Effect) -> bool {
    matches!(effect, Effect::Settings(_) | Effect::Worker(_) | Effect::Undo(_))
}

impl Desk {
    /// Does what a screen asks of the open file; [`Desk::perform`] remembers it as well. Opening, locking and leaving are
    /// the workbench's own.
    pub(super) fn do_what_is_asked(&mut self, effect: Effect) -> Result<Vec<Msg>, Refusal> {
        match effect {
            Effect::NameEveryone => Ok(vec![Msg::Everyone(Arc::new(self.everyone()?))]),
            Effect::NameObjects => Ok(vec![Msg::Objects(self.objects()?)]),
            Effect::ShowChildren { closed } => Ok(vec![Msg::Children(Box::new(self.children_page(closed)?))]),
            Effect::ShowChild(child) => Ok(vec![Msg::Child(Box::new(self.child_page(child)?))]),
            Effect::Child(act) => self.child_act(act),
            Effect::ShowActions { closed } => Ok(vec![Msg::Actions(Box::new(self.actions_page(closed)?))]),
            Effect::AskedBefore { subject, words } => {
                Ok(vec![Msg::AskedBefore(self.asked_before_alike(subject, &words)?)])
            }
            Effect::ShowAction(action) => Ok(vec![Msg::Action(Box::new(self.action_page(action)?))]),
            Effect::Action(act) => self.action_act(act),
            Effect::Copy(act) => self.copy_act(act),
            Effect::ShowInsight { view, months } => Ok(vec![Msg::Insight(Box::new(self.insight_page(view, months)?))]),
            Effect::ShowJourney(child) => Ok(vec![Msg::Journey(Box::new(self.journey_page(child)?))]),
            Effect::ShowOnlyHere => Ok(vec![Msg::OnlyHere(Box::new(self.only_here_page()?))]),
            Effect::Search(words) => Ok(vec![Msg::Found(Box::new(self.search_page(&words)?))]),
            Effect::ShowSettings => Ok(vec![Msg::Settings(Box::new(self.settings_page()?))]),
            Effect::ShowRetention => Ok(vec![Msg::Retention(Box::new(self.due_to_go()?))]),
            Effect::Settings(act) => self.settings_act(act),
            Effect::Oversight(act) => self.oversight_act(act),
            Effect::ShowRecord(record) => Ok(vec![Msg::Record(Box::new(self.record_page(record)?))]),
            Effect::ShowDrafts => Ok(vec![
                Msg::Drafts(self.drafts_page()?),
                Msg::BegunAdditions(self.begun_additions_page()?),
                Msg::Unsorted(self.unsorted_page()?),
            ]),
            Effect::ShowToday => Ok(vec![Msg::Today(Box::new(self.today_page()?))]),
            Effect::ShowPeople => Ok(vec![Msg::People(Box::new(self.people_page()?))]),
            Effect::ShowWorker(worker) => Ok(vec![Msg::Worker(Box::new(self.worker_page(worker)?))]),
            Effect::ShowSupervisee(worker) => Ok(vec![Msg::Supervisee(Box::new(self.supervisee(worker)?))]),
            Effect::ShowGroup(session) => Ok(vec![Msg::Group(Box::new(self.group_page(session)?))]),
            Effect::ShowWhy(subject) => Ok(vec![Msg::Why(Box::new(self.why_page(&subject)?))]),
            Effect::ShowCalendar { month, whole } => {
                Ok(vec![Msg::Calendar(Box::new(self.calendar_page(month, whole)?))])
            }
            Effect::ShowAsye(worker) => Ok(vec![Msg::Asye(Box::new(self.asye_page(worker)?))]),
            Effect::ShowAsyes => Ok(vec![Msg::Asyes(self.asyes_page()?)]),
            Effect::Asye(act) => self.asye_act(act),
            Effect::Cover(act) => self.cover_act(act),
            Effect::Series(act) => self.series_act(act),
            Effect::Group(act) => self.group_act(&act),
            Effect::Quality(act) => self.quality_act(&act),
            Effect::Session(act) => self.session_act(act),
            Effect::Capture(act) => self.capture_act(act),
            Effect::Walk(act) => self.walk_act(act),
            Effect::Undo(act) => self.undo_act(act),
            Effect::Worker(act) => self.worker_act(act),
            Effect::ShowBrief(worker) => Ok(vec![Msg::Brief(Box::new(self.brief_page(worker)?))]),
            Effect::WorkerFile(act) => self.worker_file_act(act),
            // The workbench's own, and what is done away from it.
            Effect::Unlock { .. } | Effect::SetUp(_) | Effect::Lock | Effect::Quit | Effect::Import(_) => {
                Ok(Vec::new())
            }
        }
    }
}

#[cfg(test)]
#[path = "bench_tests.rs"]
mod tests;
