//! Puts the words of an open action right, or who does it. How it stood until then is kept. Not its date: that moves with a
//! reason, in a box of its own.

use super::brief::ActionBrief;
use crate::practice::action::{ActionChange, ActionEvent};
use crate::practice::date_words::long;
use crate::practice::reference::WorkerId;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, words_in};
use crate::ui::naming::{self, Named};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::effect::ActionAct;
use crate::workbench::message::ActionPage;
use crate::workbench::{Effect, Msg};

/// So many of the events before are told; the older ones are counted.
const TOLD: usize = 3;

/// What the popup that puts an action right asks.
pub struct PutActionRight {
    brief: ActionBrief,
    page: Option<Box<ActionPage>>,
    workers: Vec<Named<WorkerId>>,
    fields: Fields,
}

impl PutActionRight {
    /// The popup. It finds out itself how the action stands, and who is in the team.
    pub fn popup(brief: ActionBrief) -> EntryBox<Self> {
        let fields = Fields::new(vec![
            Field::line("action", "To be done", ""),
            Field::line("owner", "Who", ""),
            Field::line("needed", "So that", ""),
        ]);
        EntryBox::new(Self { brief, page: None, workers: Vec::new(), fields })
    }

    fn owner(&self) -> Result<String, Wrong> {
        let typed = words_in(&self.fields, "owner", "Say who does it: a name, or me.")?;
        // An owner left as written stays so, even where it could be written better.
        let as_written = self.page.as_ref().is_some_and(|page| page.action.owner == typed);
        Ok(if as_written { typed } else { naming::as_called(&typed, &self.workers) })
    }
}

impl Entry for PutActionRight {
    fn title(&self, cx: &Ctx) -> String {
        format!("Put {} right: {}", self.brief.id, cx.name(&self.brief.called))
    }

    fn about(&self, cx: &Ctx) -> String {
        let mut words = "The date stays, and so does a signed record that asked for it.".to_owned();
        let Some(page) = &self.page else { return words };
        let earlier = page.events.len().saturating_sub(TOLD);
        if earlier > 0 {
            words.push_str(&format!("\n{earlier} earlier changes."));
        }
        for event in page.events.iter().skip(earlier) {
            words.push('\n');
            words.push_str(&in_words(event, cx));
        }
        words
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        match field {
            "action" => Some(Note::Plain("So that anyone can tell whether it was done.".to_owned())),
            "owner" => Some(naming::owner_note(self.fields.text("owner"), &self.workers, cx)),
            "needed" => Some(Note::Plain("What is to change by it; may stay empty.".to_owned())),
            _ => None,
        }
    }

    fn keep(&mut self, _: &Ctx) -> Result<Flow, Wrong> {
        let Some(page) = &self.page else { return Ok(Flow::Say("A moment: it is being looked up.".to_owned())) };
        let words = words_in(&self.fields, "action", "Say what is to be done.")?;
        let owner = self.owner()?;
        let change_needed = self.fields.text("needed").to_owned();
        let now = &page.action;
        if (&now.action, &now.owner, &now.change_needed) == (&words, &owner, &change_needed) {
            return Err(Wrong::new("action", "It says that already. Esc leaves it as it is."));
        }
        Ok(Flow::Do(Effect::Action(ActionAct::Change { action: self.brief.id, change_needed, words, owner })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("put the action right", "put right")
    }

    fn asks(&self) -> Option<Effect> {
        self.page.is_none().then_some(Effect::ShowAction(self.brief.id))
    }

    fn hear(&mut self, msg: Msg, _: &Ctx) -> Result<Flow, Msg> {
        match msg {
            Msg::Action(page) if page.action.id == self.brief.id => {
                self.fields = Fields::new(vec![
                    Field::line("action", "To be done", page.action.action.as_str()),
                    Field::line("owner", "Who", page.action.owner.as_str()),
                    Field::line("needed", "So that", page.action.change_needed.as_str()),
                ]);
                self.page = Some(page);
                Ok(Flow::Do(Effect::NameObjects))
            }
            Msg::Objects(objects) => {
                self.workers = naming::workers(&objects);
                Ok(Flow::Done)
            }
            other => Err(other),
        }
    }
}

/// An event in a sentence: `3 November 2026: moved from 1 November to 9 November 2026, because the officer was away.`
pub fn in_words(event: &ActionEvent, cx: &Ctx) -> String {
    let because = |why: &str| match cx.prose(why.trim().trim_end_matches('.')) {
        why if why.is_empty() => String::new(),
        why => format!(": {why}"),
    };
    let what = match &event.what {
        ActionChange::Redated { was, to, why } => {
            format!("moved from {} to {}{}", long(*was), long(*to), because(why))
        }
        ActionChange::Closed { status, words, .. } => format!("closed as {}{}", status.words(), because(words)),
        ActionChange::Reopened { status, .. } => format!("opened again; it had been closed as {}", status.words()),
        ActionChange::Decided { words } => format!("to be done this time{}", because(words)),
        ActionChange::Escalated { to, by } => {
            let by = by.map_or_else(String::new, |by| format!(" ({by})"));
            format!("taken to {}{by}", cx.prose(to))
        }
        ActionChange::PutRight { action_was, owner_was, .. } => {
            let owner = if owner_was.is_empty() { "nobody named".to_owned() } else { cx.name(owner_was) };
            format!("put right; before that, {owner}{}", because(action_was))
        }
    };
    format!("{}: {what}.", long(event.day))
}
