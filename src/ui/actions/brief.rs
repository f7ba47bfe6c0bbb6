//! An action as a popup about it shows it: what is to be done, for whom, by when. Not the whole of it.

use crate::practice::action::{Action, Escalation, moved_in_words};
use crate::practice::date_words::with_weekday;
use crate::practice::due::why::Basis;
use crate::practice::due::{Behind, Owed};
use crate::practice::reference::ActionId;
use crate::ui::context::Ctx;
use chrono::NaiveDate;

/// What a popup needs to know of an action. No `Debug`: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub struct ActionBrief {
    /// The action.
    pub id: ActionId,
    /// What is to be done.
    pub words: String,
    /// Whom it concerns, by name or reference.
    pub called: String,
    /// When it is due now.
    pub due_on: NaiveDate,
    /// How often it was moved later.
    pub redated: u32,
    /// To whom the matter was taken, where it waits for an answer.
    pub escalation: Option<Escalation>,
}

impl ActionBrief {
    /// Of an action on somebody called that.
    pub fn of(action: &Action, called: &str) -> Self {
        Self {
            id: action.id,
            words: action.action.clone(),
            called: called.to_owned(),
            due_on: action.due_on,
            redated: action.redated,
            escalation: action.escalation.clone(),
        }
    }

    /// Of an action that is owed; `None` where what is owed is no action.
    pub fn of_owed(owed: &Owed) -> Option<Self> {
        let (Behind::Action(id), Some(due_on)) = (owed.behind, owed.due_on) else { return None };
        let Basis::Action { redated, escalation, .. } = &owed.basis else { return None };
        let (words, called) = (owed.label.clone(), owed.subject.name.clone());
        Some(Self { id, words, called, due_on, redated: *redated, escalation: escalation.clone() })
    }

    /// In sentences: `Ben Doyle: chase the letter. Due on Friday 20 November 2026, moved twice.`
    pub fn sentences(&self, cx: &Ctx) -> String {
        let words = cx.prose(&self.words);
        let end = if words.ends_with(['.', '!', '?', '…']) { "" } else { "." };
        let moved = moved_in_words(self.redated);
        let moved = if moved.is_empty() { moved } else { format!(", {moved} already") };
        let (name, due) = (cx.name(&self.called), with_weekday(self.due_on));
        let due = match &self.escalation {
            Some(one) => format!("An answer from {} is wanted by {due}{moved}.", cx.prose(&one.whom())),
            None => format!("Due on {due}{moved}."),
        };
        format!("{name}: {words}{end}\n{due}")
    }
}
