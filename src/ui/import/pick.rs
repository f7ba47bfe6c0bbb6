//! Asks for one of several things found in the file: a sheet, a team. Not what is then done with it.

use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong};
use crate::ui::input::Input;
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};

/// What the popup asks.
pub(super) struct Pick {
    asked: &'static str,
    title: &'static str,
    note: &'static str,
    fields: Fields,
}

impl Pick {
    /// The popup over these options, one of them chosen. The number of what is then chosen, from 0, comes to the screen
    /// below as [`Input::Chosen`] with `asked`.
    pub(super) fn popup(
        asked: &'static str,
        title: &'static str,
        note: &'static str,
        options: Vec<String>,
        at: usize,
    ) -> EntryBox<Self> {
        let fields = Fields::new(vec![Field::choice("which", title, options, at)]);
        EntryBox::new(Self { asked, title, note, fields })
    }
}

impl Entry for Pick {
    fn title(&self, _: &Ctx) -> String {
        format!("Which {}", self.title.to_lowercase())
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, _: &'static str, _: &Ctx) -> Option<Note> {
        Some(Note::Plain(self.note.to_owned()))
    }

    fn keep(&mut self, _: &Ctx) -> Result<Flow, Wrong> {
        Ok(Flow::PopWith(Input::Chosen { asked: self.asked, answer: self.fields.chosen("which").to_string() }))
    }

    fn changes(&self) -> bool {
        false
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("read this one", "read it")
    }
}
