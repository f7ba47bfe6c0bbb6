//! Begins a child's assessment, or ends the one that runs.

use crate::practice::child::{Assessment, Child};
use crate::practice::date_words::long;
use crate::practice::reference::ChildId;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::Effect;
use crate::workbench::effect::ChildAct;
use chrono::NaiveDate;

/// What the popup about an assessment asks.
pub struct AssessmentEntry {
    child: ChildId,
    called: String,
    /// The start of the one that runs; `None` to begin one.
    runs_since: Option<NaiveDate>,
    fields: Fields,
}

impl AssessmentEntry {
    /// The popup: ends the assessment that runs on the day, or begins one where none does.
    pub fn popup(child: &Child, day: NaiveDate) -> EntryBox<Self> {
        let runs = child.assessments.iter().filter(|one| one.end.is_none() && one.start <= day);
        let runs_since = runs.map(|one| one.start).max();
        let label = if runs_since.is_some() { "Ended on" } else { "Began on" };
        let fields = Fields::new(vec![Field::offered("on", label, "today")]);
        EntryBox::new(Self { child: child.id, called: child.called().to_owned(), runs_since, fields })
    }
}

impl Entry for AssessmentEntry {
    fn title(&self, cx: &Ctx) -> String {
        let what = if self.runs_since.is_some() { "End the assessment" } else { "Begin an assessment" };
        format!("{what}: {}", cx.name(&self.called))
    }

    fn about(&self, _: &Ctx) -> String {
        match self.runs_since {
            Some(since) => {
                format!("It began on {}. Once it has ended, its checkpoints and limit are no longer owed.", long(since))
            }
            None => "This is day 0: the checkpoints and the limit are counted from it.".to_owned(),
        }
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, _: &'static str, cx: &Ctx) -> Option<Note> {
        Some(day_note(self.fields.text("on"), "A day: today, fri, 22/11.", cx))
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let on = day_in(&self.fields, "on", cx)?;
        let assessment = match self.runs_since {
            Some(start) if on < start => return Err(Wrong::new("on", "That is before it began. Type a later day.")),
            Some(start) => Assessment { start, end: Some(on) },
            None => Assessment { start: on, end: None },
        };
        Ok(Flow::Do(Effect::Child(ChildAct::SetAssessment { child: self.child, assessment })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        if self.runs_since.is_some() { ("end the assessment", "end it") } else { ("begin the assessment", "begin it") }
    }
}
