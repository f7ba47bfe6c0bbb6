//! Takes back a milestone that was entered in error, with a reason. What had been entered stays to be read.

use crate::practice::date_words::with_weekday;
use crate::practice::reference::ChildId;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::ChildAct;
use chrono::NaiveDate;

/// What the popup asks.
pub struct TakeMilestoneBack {
    child: ChildId,
    key: String,
    what: String,
    on: NaiveDate,
    fields: Fields,
}

impl TakeMilestoneBack {
    /// The popup for one day of a child's milestone.
    pub fn popup(child: ChildId, (key, what): (&str, &str), on: NaiveDate) -> EntryBox<Self> {
        let fields = Fields::new(vec![Field::line("why", "Why it goes", "")]);
        EntryBox::new(Self { child, key: key.to_owned(), what: what.to_owned(), on, fields })
    }
}

impl Entry for TakeMilestoneBack {
    fn title(&self, _: &Ctx) -> String {
        "Take a milestone back".to_owned()
    }

    fn about(&self, _: &Ctx) -> String {
        format!(
            "{}, {}. It counts no longer; that it was entered, and why it went, stays.",
            self.what,
            with_weekday(self.on)
        )
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, _: &'static str, _: &Ctx) -> Option<Note> {
        None
    }

    fn keep(&mut self, _: &Ctx) -> Result<Flow, Wrong> {
        let why = words_in(&self.fields, "why", "Say in a few words why it goes: the wrong day, another child.")?;
        let (child, key, on) = (self.child, self.key.clone(), self.on);
        Ok(Flow::Do(Effect::Child(ChildAct::TakeMilestoneBack { child, key, on, why })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("take it back", "take back")
    }
}
