//! Gives an action another date, with the reason: each move is kept, and counted. Where it would be the same again, the
//! decision about it comes in its place.

use super::again::DecideAgain;
use super::brief::ActionBrief;
use crate::practice::date_words::from_words;
use crate::practice::same_again::would_ask;
use crate::ui::context::Ctx;
use crate::ui::entry::{Entry, EntryBox, Wrong, day_in, day_note, words_in};
use crate::ui::screen::Flow;
use crate::ui::widget::fields::{Field, Fields, Note};
use crate::workbench::effect::ActionAct;
use crate::workbench::{Effect, Msg};

/// What the popup that moves an action asks.
pub struct RedateAction {
    brief: ActionBrief,
    looked_up: bool,
    fields: Fields,
}

impl RedateAction {
    /// The popup. It finds out itself whether the action has been moved, or asked for, before.
    pub fn popup(brief: ActionBrief) -> EntryBox<Self> {
        let fields = Fields::new(vec![Field::line("to", "New date", ""), Field::line("why", "Why", "")]);
        EntryBox::new(Self { brief, looked_up: false, fields })
    }
}

impl Entry for RedateAction {
    fn title(&self, _: &Ctx) -> String {
        format!("Another date for {}", self.brief.id)
    }

    fn about(&self, cx: &Ctx) -> String {
        self.brief.sentences(cx)
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }

    fn note(&self, field: &'static str, cx: &Ctx) -> Option<Note> {
        if field == "why" {
            return Some(Note::Plain("What kept it from being done in time. It stays with the action.".to_owned()));
        }
        let typed = self.fields.text("to");
        let note = day_note(typed, "A day: fri, 4/12, +14d, in 2 weeks.", cx);
        match (note, from_words(typed, cx.day)) {
            (Note::Plain(words) | Note::Warn(words), Ok(understood)) if understood.day > self.brief.due_on => {
                let nth = self.brief.redated + 2;
                Some(Note::Warn(format!("{words} This is its {}.", date_number(nth))))
            }
            (note, _) => Some(note),
        }
    }

    fn keep(&mut self, cx: &Ctx) -> Result<Flow, Wrong> {
        let to = day_in(&self.fields, "to", cx)?;
        if to == self.brief.due_on {
            return Err(Wrong::new("to", "It is due on that day already. Type another."));
        }
        let why = words_in(&self.fields, "why", "Say in a few words why the date moves.")?;
        Ok(Flow::Do(Effect::Action(ActionAct::Redate { action: self.brief.id, to, why })))
    }

    fn keep_name(&self) -> (&'static str, &'static str) {
        ("give it this date", "move it")
    }

    fn asks(&self) -> Option<Effect> {
        (!self.looked_up).then_some(Effect::ShowAction(self.brief.id))
    }

    fn hear(&mut self, msg: Msg, _: &Ctx) -> Result<Flow, Msg> {
        match msg {
            Msg::Action(page) if page.action.id == self.brief.id => {
                self.looked_up = true;
                let alike: Vec<_> = page.alike.iter().collect();
                if self.brief.escalation.is_none() && would_ask(&page.action, &alike) {
                    return Ok(Flow::replace(DecideAgain::popup(self.brief.clone(), page)));
                }
                Ok(Flow::Done)
            }
            other => Err(other),
        }
    }
}

/// `2nd date`, `3rd date`: the first is the one that was agreed.
pub fn date_number(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending} date")
}
