//! An open file with the day it is read on: what every act and every page starts from. Not the acts themselves.

use super::configuration::Configuration;
use super::owed::Reckoned;
use super::refusal::Refusal;
use super::undo::Undoing;
use crate::exchange::sheet::{cleaned, one_line};
use crate::practice::form::Form;
use crate::practice::oversight::Signed;
use crate::practice::policy::PolicyHistory;
use crate::practice::policy_file;
use crate::practice::reference::{ChildId, RecordId, WorkerId};
use crate::practice::review::WordLists;
use crate::practice::working_days::WorkingDays;
use crate::store::{BackupFile, backup_folder, backups_in};
use crate::store::{By, Mode, OpenError, PolicyInForce, Settings, Store, StoreError};
use chrono::{NaiveDate, Utc};
use secrecy::SecretString;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open file, its policies, its days off, and the day that is today for every rule. `Debug` shows the day only.
pub struct Desk {
    pub(super) store: Store,
    pub(super) policies: PolicyHistory,
    pub(super) days_off: WorkingDays,
    pub(super) day: NaiveDate,
    pub(super) settings: Settings,
    pub(super) configuration: Configuration,
    /// What the team is owed, as last reckoned, kept until the file changes.
    pub(super) reckoned: RefCell<Option<Reckoned>>,
    /// The word lists that findings are read by, read when they are first wanted.
    pub(super) word_lists: OnceCell<WordLists>,
    /// The forms by name, each read when it is first wanted.
    pub(super) forms: RefCell<BTreeMap<String, Arc<Form>>>,
    /// What is said of a damaged file that was opened to read what can be read.
    pub(super) damaged: Option<String>,
    /// What can be undone and done again.
    pub(super) undoing: Undoing,
}

/// Whose new file it is, and under which policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The supervisor's name, as records are signed; may be empty and given later.
    pub supervisor: String,
    /// The team's name; may be empty.
    pub team: String,
    /// The policy's name.
    pub policy: String,
}

impl Desk {
    /// Opens a file. Takes as long as deriving the key does; with another process writing, it opens to look only.
    pub fn open(
        path: &Path,
        passphrase: &SecretString,
        day: NaiveDate,
        configuration: Configuration,
    ) -> Result<Self, Refusal> {
        Self::of(Store::open(path, passphrase)?, day, configuration).map_err(while_opening)
    }

    /// Opens a file to look only, and keeps nobody else from writing. Takes as long as deriving the key does.
    pub fn look(
        path: &Path,
        passphrase: &SecretString,
        day: NaiveDate,
        configuration: Configuration,
    ) -> Result<Self, Refusal> {
        Self::of(Store::look(path, passphrase)?, day, configuration).map_err(while_opening)
    }

    /// Opens a file to look and to rehearse what a change would do; nothing is ever written, and nobody is kept from writing.
    pub fn look_to_rehearse(
        path: &Path,
        passphrase: &SecretString,
        day: NaiveDate,
        configuration: Configuration,
    ) -> Result<Self, Refusal> {
        Self::of(Store::look_to_rehearse(path, passphrase)?, day, configuration).map_err(while_opening)
    }

    /// Makes a file under a passphrase, with its first policy, and opens it.
    pub fn init(
        path: &Path,
        passphrase: &SecretString,
        start: &Start,
        day: NaiveDate,
        configuration: Configuration,
    ) -> Result<Self, Refusal> {
        // The policy is read first: a mistake in it must not leave a file behind.
        let (text, _) = configuration.policy(&start.policy)?;
        let settings = Settings { supervisor: name(&start.supervisor), team: name(&start.team) };
        let by = by(&settings);
        let policy = PolicyInForce { from: None, name: start.policy.clone(), text };
        let store = Store::create_with(path, passphrase, &settings, &by, |change| change.use_policy(&policy))?;
        Self::of(store, day, configuration)
    }

    /// A desk over a store that is open already.
    pub fn of(store: Store, day: NaiveDate, configuration: Configuration) -> Result<Self, Refusal> {
        let (settings, policies) = (store.settings(), policies(&store));
        // A policy that cannot be made out may be one whose page is damaged.
        store.still_reads()?;
        let (settings, policies) = (settings?, policies?);
        Self::with(store, settings, policies, day, configuration)
    }

    fn with(
        store: Store,
        settings: Settings,
        policies: PolicyHistory,
        day: NaiveDate,
        configuration: Configuration,
    ) -> Result<Self, Refusal> {
        let days_off = configuration.days_off()?;
        Ok(Self {
            store,
            policies,
            days_off,
            day,
            settings,
            configuration,
            reckoned: RefCell::default(),
            word_lists: OnceCell::new(),
            forms: RefCell::default(),
            damaged: None,
            undoing: Undoing::default(),
        })
    }

    /// Opens a file that could not be opened otherwise, to read what can be read of it; `refusal` is why it could not. Where
    /// there is nothing to read either, that is what is answered, with the newest backup that is whole.
    pub fn open_damaged(
        path: &Path,
        passphrase: &SecretString,
        day: NaiveDate,
        configuration: Configuration,
        refusal: Refusal,
    ) -> Result<Self, Refusal> {
        let refusal = Self::with_backup(refusal, path, passphrase);
        let Refusal::Damaged { backup, .. } = &refusal else { return Err(refusal) };
        let damaged = Some(format!("the file is damaged; what can be read can be exported, and {backup}"));
        let Ok(mut store) = Store::open_damaged(path, passphrase) else { return Err(refusal) };
        // Of a damaged file the settings may be gone as well; what else is there can be read without them.
        let settings = store.settings().unwrap_or_default();
        let policies = match policies(&store) {
            Ok(policies) => policies,
            Err(_) => policy_file::shipped_policy(policy_file::DEFAULT)
                .map(PolicyHistory::always)
                .ok_or_else(|| Refusal::NoSuchPolicy(policy_file::DEFAULT.to_owned()))?,
        };
        if store.still_reads().is_err() {
            // One bad page ends what this opening reads; the next reads all that does not touch it.
            store = Store::open_damaged(path, passphrase)?;
        }
        Ok(Self { damaged, ..Self::with(store, settings, policies, day, configuration)? })
    }

    /// The refusal to open a damaged file, with the newest backup that is whole; any other refusal as it is.
    pub fn with_backup(refusal: Refusal, path: &Path, passphrase: &SecretString) -> Refusal {
        let Refusal::Open(error @ (OpenError::Damaged | OpenError::Truncated | OpenError::Empty)) = refusal else {
            return refusal;
        };
        let backup = match newest_whole_backup(path, passphrase) {
            Some(backup) => format!("the newest whole backup is {}", backup.path.display()),
            None => "there is no whole backup beside it under this passphrase".to_owned(),
        };
        Refusal::Damaged { error, backup }
    }

    /// What is said of the file if it is damaged, and was opened to read what can be read.
    pub fn damaged(&self) -> Option<&str> {
        self.damaged.as_deref()
    }

    /// That all that was read until now can be relied on: asked before anything that was read is shown or leaves.
    pub fn still_reads(&self) -> Result<(), Refusal> {
        Ok(self.store.still_reads()?)
    }

    /// What was put right when the file was opened, in a sentence, if anything.
    pub fn mended(&self) -> Option<String> {
        let sentence = "other people on this machine could read the file until now; that has been put right";
        self.store.permissions_mended().then(|| sentence.to_owned())
    }

    /// Who keeps this one from changing anything, if anybody does, in a sentence.
    pub fn read_only(&self) -> Option<String> {
        if self.damaged.is_some() {
            return self.damaged.clone();
        }
        let Mode::ReadOnly { held_by: Some(who) } = self.store.mode() else { return None };
        Some(format!("{who} has this file open"))
    }

    /// The day that is today for every rule.
    pub const fn day(&self) -> NaiveDate {
        self.day
    }

    /// The policies over time.
    pub const fn policies(&self) -> &PolicyHistory {
        &self.policies
    }

    /// The days off.
    pub const fn days_off(&self) -> &WorkingDays {
        &self.days_off
    }

    /// Whose file it is.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The word lists that findings are read by.
    pub fn word_lists(&self) -> Result<&WordLists, Refusal> {
        if let Some(lists) = self.word_lists.get() {
            return Ok(lists);
        }
        let lists = self.configuration.word_lists()?;
        Ok(self.word_lists.get_or_init(|| lists))
    }

    /// A form by name, as it was read first: a page that is opened again does not read it again.
    pub fn form(&self, name: &str) -> Result<Arc<Form>, Refusal> {
        if let Some(form) = self.forms.borrow().get(name) {
            return Ok(Arc::clone(form));
        }
        let form = Arc::new(self.configuration.form(name)?);
        self.forms.borrow_mut().insert(name.to_owned(), Arc::clone(&form));
        Ok(form)
    }

    /// Where the user's own policies and forms are.
    pub const fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// The store, to read.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The store, to change.
    pub const fn store_mut(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Who acts, at this moment of the real clock: for the audit and for signing, never for a rule.
    pub fn by(&self) -> By {
        by(&self.settings)
    }

    /// Puts a policy in force from a day, and reckons with it from now on.
    pub fn use_policy(&mut self, name: &str, from: NaiveDate) -> Result<(), Refusal> {
        let (text, _) = self.configuration.policy(name)?;
        let by = self.by();
        self.store.change(&by, |change| {
            change.use_policy(&PolicyInForce { from: Some(from), name: name.to_owned(), text })
        })?;
        self.policies = policies(&self.store)?;
        Ok(())
    }

    /// Changes whose file it is.
    pub fn change_settings(&mut self, settings: &Settings) -> Result<(), Refusal> {
        let by = self.by();
        self.store.change(&by, |change| change.set_settings(settings))?;
        self.settings = self.store.settings()?;
        Ok(())
    }

    /// The worker under a reference, now or formerly.
    pub fn find_worker(&self, reference: &str) -> Result<WorkerId, Refusal> {
        self.store.worker_by_reference(reference)?.ok_or_else(|| Refusal::NoSuchWorker(reference.trim().to_owned()))
    }

    /// The child under a reference, now or formerly.
    pub fn find_child(&self, reference: &str) -> Result<ChildId, Refusal> {
        self.store.child_by_reference(reference)?.ok_or_else(|| Refusal::NoSuchChild(reference.trim().to_owned()))
    }

    /// A signed record.
    pub fn record(&self, id: RecordId) -> Result<Signed, Refusal> {
        self.store.record(id)?.ok_or_else(|| Refusal::NotThere(id.to_string()))
    }
}

/// The newest backup in the folder beside a file that opens under the passphrase and is whole; the last few are tried.
fn newest_whole_backup(path: &Path, passphrase: &SecretString) -> Option<BackupFile> {
    const TRIED: usize = 4;
    let backups = backups_in(&backup_folder(path), path).ok()?;
    backups.into_iter().rev().take(TRIED).find(|backup| backup.is_whole(passphrase))
}

/// It opened, and its first questions could not be answered: there is nothing yet to look into further.
fn while_opening(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Store(StoreError::Damaged) => Refusal::Open(OpenError::Damaged),
        other => other,
    }
}

/// A name as it was given, on one line and without what a terminal would obey.
fn name(given: &str) -> String {
    one_line(&cleaned(given))
}

#[expect(clippy::disallowed_methods, reason = "the audit and signing are the only places of the real clock")]
pub(super) fn by(settings: &Settings) -> By {
    By { who: settings.signs(), at: Utc::now() }
}

/// The policies kept in the file, over time. A file that has none yet is judged by the one that comes with the program.
pub(super) fn policies(store: &Store) -> Result<PolicyHistory, Refusal> {
    let mut history: Option<PolicyHistory> = None;
    for kept in store.policies()? {
        let policy = policy_file::read(&kept.name, &kept.text)
            .map_err(|mistakes| Refusal::Mistakes { file: PathBuf::from(format!("{}.toml", kept.name)), mistakes })?;
        history = Some(match (history, kept.from) {
            (Some(history), Some(from)) => history.changed(from, policy),
            (None, _) | (Some(_), None) => PolicyHistory::always(policy),
        });
    }
    history
        .or_else(|| policy_file::shipped_policy(policy_file::DEFAULT).map(PolicyHistory::always))
        .ok_or_else(|| Refusal::NoSuchPolicy(policy_file::DEFAULT.to_owned()))
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("day", &self.day).finish_non_exhaustive()
    }
}
