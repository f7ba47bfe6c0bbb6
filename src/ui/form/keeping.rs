//! Whether what is written in a form is safe, and when it is saved next. Not the saving.

use super::pause::Pause;
use crate::ui::context::Moment;
use chrono::NaiveDateTime;

/// Whether what is on screen is safe.
pub(in crate::ui) enum Saved {
    /// As it was at this time, by the clock on the wall.
    At(NaiveDateTime),
    /// Something was typed since.
    NotYet,
    /// It could not be saved, and why.
    Failed(String),
}

/// How the draft under a form is kept while it is written in.
pub(in crate::ui) struct Keeping {
    saved: Saved,
    pause: Pause,
    // Signed or discarded: there is nothing left to save.
    gone: bool,
}

impl Keeping {
    /// A draft as it was saved last.
    pub(in crate::ui) const fn new(saved_at: NaiveDateTime, now: Moment) -> Self {
        Self { saved: Saved::At(saved_at), pause: Pause::new(now), gone: false }
    }

    /// Whether it is safe.
    pub(in crate::ui) const fn saved(&self) -> &Saved {
        &self.saved
    }

    /// Whether the last save failed.
    pub(in crate::ui) const fn has_failed(&self) -> bool {
        matches!(self.saved, Saved::Failed(_))
    }

    /// Something was typed.
    pub(in crate::ui) fn typed(&mut self, now: Moment) {
        self.pause.typed(now);
        self.saved = Saved::NotYet;
    }

    /// A save was asked for.
    pub(in crate::ui) const fn saving(&mut self) {
        self.pause.saving();
    }

    /// It was saved; what was typed meanwhile is not.
    pub(in crate::ui) fn was_saved(&mut self, at: NaiveDateTime) {
        if self.pause.is_quiet() {
            self.saved = Saved::At(at);
        }
    }

    /// It could not be saved.
    pub(in crate::ui) fn failed(&mut self, why: String, now: Moment) {
        self.saved = Saved::Failed(why);
        self.pause.failed(now);
    }

    /// The draft is there no more, or another screen goes on with it: nothing is saved from here on.
    pub(in crate::ui) const fn goes(&mut self) {
        self.gone = true;
    }

    /// Whether there is nothing left to save.
    pub(in crate::ui) const fn is_gone(&self) -> bool {
        self.gone
    }

    /// When the next save is due.
    pub(in crate::ui) fn deadline(&self) -> Option<Moment> {
        if self.gone { None } else { self.pause.deadline() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_while_a_save_is_on_its_way_is_not_said_to_be_safe() {
        let at: NaiveDateTime = "2026-11-25T10:00:00".parse().unwrap();
        let mut keeping = Keeping::new(at, Moment::default());
        assert_eq!(keeping.deadline(), None);
        keeping.typed(Moment::default());
        keeping.saving();
        keeping.typed(Moment::default());
        keeping.was_saved(at);
        assert!(matches!(keeping.saved(), Saved::NotYet) && keeping.deadline().is_some());
        keeping.failed("the disk is full".to_owned(), Moment::default());
        assert!(keeping.has_failed() && keeping.deadline().is_some(), "it is tried again");
        keeping.goes();
        assert_eq!(keeping.deadline(), None);
    }
}
