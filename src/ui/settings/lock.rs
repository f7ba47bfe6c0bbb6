//! Changes after how long without a key the workbench locks.

use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::SettingsAct;

/// What the popup for locking asks.
pub struct LockAfter {
    fields: Fields,
}

impl LockAfter {
    /// The popup, with the minutes as they are; `None` is never.
    pub fn popup(now: Option<u64>) -> EntryBox<Self> {
        let words = now.map_or_else(|| "never".to_owned(), |minutes| minutes.to_string());
        EntryBox::new(Self { fields: Fields::new(vec![Field::offered("minutes", "Minutes", words)]) })
    }
}

impl Entry for LockAfter {
    fn title(&self, _: &Ctx) -> String {
        "Lock when left alone".to_owned()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, _: &'static str, _: &Ctx) -> Option<Note> {
        let typed = self.fields.text("minutes");
        Some(if typed.eq_ignore_ascii_case("never") {
            Note::Warn("Then anyone at this machine can read the file until you lock it with Ctrl+L.".to_owned())
        } else {
            Note::Plain("Without a key, so many minutes; from 1 to 480, or never. What you typed is saved.".to_owned())
        })
    }

    fn keep(&mut self, _: &Ctx) -> Result<Flow, Wrong> {
        let typed = self.fields.text("minutes");
        let minutes = if typed.eq_ignore_ascii_case("never") {
            None
        } else {
            Some(typed.parse().map_err(|_| Wrong::new("minutes", "Type a number of minutes, or never."))?)
        };
        Ok(Flow::Do(Effect::Settings(SettingsAct::LockAfter(minutes))))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("keep this", "keep")
    }
}
