//! Enters that a milestone of the child's plan happened: a visit, a review, a core group.

use crate::practice::date_words::long;
use crate::practice::reference::ChildId;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::ChildAct;
use crate::workbench::message::{ChildPage, MilestoneRow};

/// What the popup about a milestone asks.
pub struct MilestoneEntry {
    child: ChildId,
    called: String,
    rows: Vec<MilestoneRow>,
    fields: Fields,
}

impl MilestoneEntry {
    /// The popup over a child's page that has milestones.
    pub fn popup(page: &ChildPage) -> EntryBox<Self> {
        Self::popup_on(page, "")
    }

    /// The same, begun with the milestone of a key.
    pub fn popup_on(page: &ChildPage, key: &str) -> EntryBox<Self> {
        let at = page.milestones.iter().position(|row| row.key == key).unwrap_or(0);
        let words = page.milestones.iter().map(|row| row.what.clone()).collect();
        let fields =
            Fields::new(vec![Field::choice("what", "What", words, at), Field::offered("on", "Happened on", "today")]);
        let called = page.child.called().to_owned();
        EntryBox::new(Self { child: page.child.id, called, rows: page.milestones.clone(), fields })
    }

    fn row(&self) -> Option<&MilestoneRow> {
        self.rows.get(self.fields.chosen("what"))
    }
}

impl Entry for MilestoneEntry {
    fn title(&self, cx: &Ctx) -> String {
        format!("A milestone: {}", cx.name(&self.called))
    }

    fn about(&self, _: &Ctx) -> String {
        "What happened, and when. The next one is counted from the last day entered; the page and Today then show it."
            .to_owned()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        if field == "on" {
            return Some(day_note(self.fields.text("on"), "A day: today, fri, 22/11.", cx));
        }
        let row = self.row()?;
        let last = row.last.map_or_else(|| "Never entered".to_owned(), |on| format!("Last on {}", long(on)));
        Some(Note::Plain(format!("{}. {last}.", row.when)))
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let on = day_in(&self.fields, "on", cx)?;
        if on > cx.day {
            return Err(Wrong::new("on", "That day has not come yet. Enter it once it has happened."));
        }
        let Some(row) = self.row() else { return Err(Wrong::new("what", "Choose what happened.")) };
        Ok(Flow::Do(Effect::Child(ChildAct::SetMilestone { child: self.child, key: row.key.clone(), on })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("keep that it happened", "keep")
    }
}
