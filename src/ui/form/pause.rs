//! The pause in typing after which what was written is saved. Not the saving.

use crate::ui::context::Moment;

/// How long after the last key a draft is saved, in milliseconds (`design/storage.md`, *What must hold*).
const PAUSE: u64 = 300;
/// And how long after the first key that is not saved yet.
const LONGEST: u64 = 800;
/// How long until a save that failed is tried again.
const AGAIN: u64 = 5_000;

/// When what was typed is to be saved.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Pause {
    first_unsaved: Option<Moment>,
    last_key: Moment,
}

impl Pause {
    /// Nothing is unsaved.
    pub(in crate::ui) const fn new(now: Moment) -> Self {
        Self { first_unsaved: None, last_key: now }
    }

    /// Something was typed.
    pub(in crate::ui) fn typed(&mut self, now: Moment) {
        self.last_key = now;
        self.first_unsaved.get_or_insert(now);
    }

    /// A save was asked for.
    pub(in crate::ui) const fn saving(&mut self) {
        self.first_unsaved = None;
    }

    /// A save failed: it is tried again after a while, not at once and for ever.
    pub(in crate::ui) const fn failed(&mut self, now: Moment) {
        let again = now.plus_millis(AGAIN);
        self.first_unsaved = Some(again);
        self.last_key = again;
    }

    /// Whether nothing was typed since the last save was asked for.
    pub(in crate::ui) const fn is_quiet(&self) -> bool {
        self.first_unsaved.is_none()
    }

    /// When the next save is due.
    pub(in crate::ui) fn deadline(&self) -> Option<Moment> {
        let first = self.first_unsaved?;
        Some(self.last_key.plus_millis(PAUSE).min(first.plus_millis(LONGEST)))
    }
}
