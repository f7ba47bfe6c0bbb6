//! What every screen reads and none may change. Not a place for one screen's state.

use super::keymap::Keymap;
use super::theme::Theme;
use crate::practice::covering::Covering;
use crate::practice::working_days::WorkingDays;
use crate::workbench::message::CanUndo;
use chrono::NaiveDate;
use ratatui::layout::Size;
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

/// A moment of the running program: how long it has run. It never goes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub Duration);

impl Moment {
    /// The moment this many milliseconds later.
    #[must_use]
    pub const fn plus_millis(self, millis: u64) -> Self {
        Self(self.0.saturating_add(Duration::from_millis(millis)))
    }

    /// How long from `self` until `later`; nothing if it has passed.
    pub const fn until(self, later: Self) -> Duration {
        later.0.saturating_sub(self.0)
    }
}

/// What every screen reads.
#[derive(Clone, PartialEq, Eq)]
pub struct Ctx {
    /// How roles look.
    pub theme: Theme,
    /// The user's own keys.
    pub keymap: Keymap,
    /// Today, for every rule, default and check; not the clock.
    pub day: NaiveDate,
    /// The days off, with the user's own once a file is open: to show a typed date back in full.
    pub days_off: Arc<WorkingDays>,
    /// The moment of this input; a screen that waits for something counts from it.
    pub now: Moment,
    /// The whole window.
    pub size: Size,
    /// The file's path, as shown.
    pub file: String,
    /// Whether a file is open.
    pub opened: bool,
    /// The supervisor's name; empty until a file is open.
    pub supervisor: String,
    /// The team's name; empty until a file is open.
    pub team: String,
    /// Whether the team is empty, so that a screen says what to do first.
    pub empty: bool,
    /// Whether names are shown as initials.
    pub privacy: bool,
    /// Every name that the file knows, while privacy is on: to cover names within words.
    pub covering: Option<Arc<Covering>>,
    /// Why nothing can be changed, if so.
    pub read_only: Option<String>,
    /// Why the day's backup could not be made, if it could not.
    pub no_backup: Option<String>,
    /// What undoing and doing again would do just now.
    pub can_undo: CanUndo,
    /// How long without a key before the workbench locks; `None` for never.
    pub lock_after: Option<Duration>,
}

impl Ctx {
    /// What is known before a file is open.
    pub fn new(day: NaiveDate, theme: Theme, file: impl Into<String>) -> Self {
        Self {
            theme,
            keymap: Keymap::default(),
            day,
            days_off: Arc::default(),
            now: Moment::default(),
            size: Size::new(80, 24),
            file: file.into(),
            opened: false,
            supervisor: String::new(),
            team: String::new(),
            empty: false,
            privacy: false,
            covering: None,
            read_only: None,
            no_backup: None,
            can_undo: CanUndo::default(),
            lock_after: None,
        }
    }

    /// A name as it may be shown now: in full, or as initials (`A P`) while privacy is on.
    pub fn name(&self, name: &str) -> String {
        if !self.privacy {
            return name.to_owned();
        }
        // A reference that stands for a name is none: a figure of it would name nobody and mean everybody.
        if !name.chars().any(char::is_alphabetic) {
            return name.to_owned();
        }
        let initials = name.split_whitespace().filter_map(|word| word.chars().next());
        initials.map(String::from).collect::<Vec<_>>().join(" ")
    }

    /// What somebody wrote, as it may be shown on a page that was opened to be read: while privacy is on, every name that
    /// the file knows is initials in it. The name of somebody in no list, a neighbour's, stays.
    pub fn prose<'a>(&self, words: &'a str) -> Cow<'a, str> {
        match (self.privacy, &self.covering) {
            (false, _) => Cow::Borrowed(words),
            (true, Some(covering)) => Cow::Owned(covering.cover(words)),
            (true, None) => Cow::Borrowed(self.words(words)),
        }
    }

    /// What somebody wrote, as it may be shown in a list that stands open: it may name anybody, so none of it while privacy
    /// is on.
    pub fn words<'a>(&self, words: &'a str) -> &'a str {
        if self.privacy && !words.is_empty() { "words hidden" } else { words }
    }

    /// Whether anything can be changed, or why not: for [`super::command::Command::when`].
    pub fn may_change(&self) -> Result<(), String> {
        self.read_only.clone().map_or(Ok(()), Err)
    }
}
