//! Actions: agreed, put right, moved to another day, closed with the difference made, opened again. Not those that a
//! record asks for: signing agrees them.

use crate::practice::action::{ActionStatus, ActionSubject, Escalation};
use crate::practice::date_words::with_weekday;
use crate::practice::reference::{ActionId, RecordId};
use crate::store::{Closing, NewAction, StoreError};
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;

/// Something done with an action; answered by [`Msg::Done`]. No `Debug`: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub enum ActionAct {
    /// Agrees a new one today.
    Add {
        /// Whom it concerns.
        subject: ActionSubject,
        /// The record that it belongs to, if it follows from one.
        record: Option<RecordId>,
        /// What needs to change; may be empty.
        change_needed: String,
        /// What is to be done.
        action: String,
        /// Who does it: a worker by name or reference, the supervisor by name or as "me", or anyone else.
        owner: String,
        /// By when.
        due_on: NaiveDate,
    },
    /// Corrects its words, or who does it.
    Change {
        /// The action.
        action: ActionId,
        /// What needs to change; may be empty.
        change_needed: String,
        /// What is to be done.
        words: String,
        /// Who does it.
        owner: String,
    },
    /// Closes it today, never silently.
    Close {
        /// The action.
        action: ActionId,
        /// What became of it.
        how: ClosedHow,
        /// The difference it made, why it was not done, or what takes its place.
        words: String,
    },
    /// Gives it another date, with the reason.
    Redate {
        /// The action.
        action: ActionId,
        /// The new date.
        to: NaiveDate,
        /// Why.
        why: String,
    },
    /// Agrees a new one today although it is much like one that was asked before: what makes it happen this time.
    AddAgain {
        /// Whom it concerns.
        subject: ActionSubject,
        /// What needs to change; may be empty.
        change_needed: String,
        /// What is to be done.
        action: String,
        /// Who does it, as in [`Self::Add`].
        owner: String,
        /// By when.
        due_on: NaiveDate,
        /// What makes it happen this time.
        why: String,
    },
    /// Takes a matter to somebody else: an action of the supervisor's own, which waits for an answer.
    Escalate {
        /// Whom it concerns.
        subject: ActionSubject,
        /// The action it is about, if it is about one; that one stays open.
        about: Option<ActionId>,
        /// What it is about, in words.
        matter: String,
        /// To whom.
        to: String,
        /// Under which protocol; may be empty.
        protocol: String,
        /// By when an answer is wanted.
        by: NaiveDate,
    },
    /// Enters the answer to an escalation, which closes it on the day the answer came.
    Answer {
        /// The escalation.
        action: ActionId,
        /// The day the answer came.
        on: NaiveDate,
        /// The answer.
        words: String,
    },
    /// Decides what becomes of one that has been moved or agreed again and again.
    Decide {
        /// The action.
        action: ActionId,
        /// The decision.
        decision: Decision,
    },
    /// Opens it again today.
    Reopen(ActionId),
}

/// What is decided about the same action again.
#[derive(Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is done now, by this day.
    DoItNow {
        /// By when.
        by: NaiveDate,
        /// What makes it happen this time.
        why: String,
    },
    /// Something else is done instead; it takes the action's place.
    Change {
        /// What is to be done.
        words: String,
        /// By when.
        by: NaiveDate,
    },
    /// It is taken to somebody else: an action of the supervisor's own, closed with the answer. The action itself stays.
    Escalate {
        /// To whom.
        to: String,
        /// Under which protocol; may be empty.
        protocol: String,
        /// By when an answer is wanted.
        by: NaiveDate,
    },
    /// It is not done.
    Stop {
        /// Why.
        why: String,
    },
}

/// How an action can be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosedHow {
    /// Done.
    Done,
    /// Closed without being done.
    NotDone,
    /// Another takes its place: the one named, where the words begin with its reference.
    Superseded,
}

impl Desk {
    /// Does something with an action.
    pub fn action_act(&mut self, act: ActionAct) -> Result<Vec<Msg>, Refusal> {
        let (by, day) = (self.by(), self.day);
        let said = match act {
            ActionAct::Add { subject, record, change_needed, action, owner, due_on } => {
                let new = NewAction {
                    subject,
                    record,
                    change_needed: needed(&change_needed),
                    action: wanted(&action, "say what is to be done first")?,
                    owner: wanted(&owner, "say who does it first")?,
                    agreed_on: Some(day),
                    first_due_on: due_on,
                    due_on,
                    escalation: None,
                };
                let id = self.store.change(&by, |change| change.add_action(&new))?;
                format!("{id} agreed, by {}.", with_weekday(due_on))
            }
            ActionAct::Change { action, change_needed, words, owner } => {
                let known = self.store.action(action)?.ok_or_else(|| Refusal::NotThere(action.to_string()))?;
                if known.status != ActionStatus::Open {
                    return Err(Refusal::NotPossible(format!("{action} is closed; open it again to put it right")));
                }
                let (needed, words) = (needed(&change_needed), wanted(&words, "say what is to be done first")?);
                let owner = wanted(&owner, "say who does it first")?;
                self.store.change(&by, |change| change.change_action(action, &needed, &words, &owner, day))?;
                format!("{action} put right.")
            }
            ActionAct::Close { action, how, words } => {
                let closing = closing(how, &words)?;
                if let Closing::Superseded { by: Some(other), .. } = closing {
                    self.takes_the_place(other, action)?;
                }
                self.store.change(&by, |change| change.close_action(action, &closing, day))?;
                format!("{action} closed: {}.", closing.status().words())
            }
            ActionAct::Redate { action, to, why } => {
                let why = wanted(&why, "say why the date moves first")?;
                self.store.change(&by, |change| change.redate_action(action, to, day, &why))?;
                format!("{action} is now due on {}.", with_weekday(to))
            }
            ActionAct::AddAgain { subject, change_needed, action, owner, due_on, why } => {
                let why = wanted(&why, "say what makes it happen this time first")?;
                let new = NewAction {
                    subject,
                    record: None,
                    change_needed: needed(&change_needed),
                    action: wanted(&action, "say what is to be done first")?,
                    owner: wanted(&owner, "say who does it first")?,
                    agreed_on: Some(day),
                    first_due_on: due_on,
                    due_on,
                    escalation: None,
                };
                let id = self.store.change(&by, |change| {
                    let id = change.add_action(&new)?;
                    change.decide_action(id, &why, day)?;
                    Ok::<_, StoreError>(id)
                })?;
                format!("{id} agreed, by {}.", with_weekday(due_on))
            }
            ActionAct::Escalate { subject, about, matter, to, protocol, by: answer_by } => {
                self.escalate(subject, about, &matter, (&to, &protocol), answer_by)?
            }
            ActionAct::Answer { action, on, words } => self.answer_escalation(action, on, &words)?,
            ActionAct::Decide { action, decision } => self.decide_again(action, decision)?,
            ActionAct::Reopen(action) => {
                self.store.change(&by, |change| change.reopen_action(action, day))?;
                format!("{action} is open again.")
            }
        };
        Ok(vec![Msg::Done(said)])
    }
}

impl Desk {
    /// Does what was decided about the same action again, and says so.
    fn decide_again(&mut self, id: ActionId, decision: Decision) -> Result<String, Refusal> {
        let (by, day) = (self.by(), self.day);
        let known = self.store.action(id)?.ok_or_else(|| Refusal::NotThere(id.to_string()))?;
        if known.status != ActionStatus::Open {
            return Err(Refusal::NotPossible(format!("{id} is closed already")));
        }
        let new = |action: String, owner: &str, due_on: NaiveDate| NewAction {
            subject: known.subject,
            record: known.record,
            change_needed: known.change_needed.clone(),
            action,
            owner: owner.to_owned(),
            agreed_on: Some(day),
            first_due_on: due_on,
            due_on,
            escalation: None,
        };
        Ok(match decision {
            Decision::DoItNow { by: due_on, why } => {
                let why = wanted(&why, "say what makes it happen this time first")?;
                self.store.change(&by, |change| {
                    change.decide_action(id, &why, day)?;
                    change.redate_action(id, due_on, day, &why)
                })?;
                format!("{id} is to be done now, by {}.", with_weekday(due_on))
            }
            Decision::Change { words, by: due_on } => {
                let new = new(wanted(&words, "say what is to be done instead first")?, &known.owner, due_on);
                let other = self.store.change(&by, |change| {
                    let other = change.add_action(&new)?;
                    let why = format!("changed to {other}");
                    change.close_action(id, &Closing::Superseded { by: Some(other), why }, day)?;
                    Ok::<_, StoreError>(other)
                })?;
                format!("{other} takes the place of {id}, by {}.", with_weekday(due_on))
            }
            Decision::Escalate { to, protocol, by: due_on } => {
                self.escalate(known.subject, Some(id), &known.action, (&to, &protocol), due_on)?
            }
            Decision::Stop { why } => {
                let why = wanted(&why, "say why it is right to stop first")?;
                self.store.change(&by, |change| change.close_action(id, &Closing::NotDone { why }, day))?;
                format!("{id} is stopped.")
            }
        })
    }
}

impl Desk {
    /// Takes a matter to somebody else, and says so.
    fn escalate(
        &mut self,
        subject: ActionSubject,
        about: Option<ActionId>,
        matter: &str,
        (to, protocol): (&str, &str),
        answer_by: NaiveDate,
    ) -> Result<String, Refusal> {
        let (by, day) = (self.by(), self.day);
        let to = wanted(to, "say to whom first")?;
        let matter = wanted(matter, "say what it is about first")?;
        let escalation = Escalation { to, protocol: needed(protocol), about };
        let new = NewAction {
            subject,
            // The record that asked for what is taken higher did not ask for this.
            record: None,
            change_needed: String::new(),
            action: format!("Escalated to {}: {matter}", escalation.whom()),
            owner: by.who.clone(),
            agreed_on: Some(day),
            first_due_on: answer_by,
            due_on: answer_by,
            escalation: None,
        };
        let id = self.store.change(&by, |change| change.escalate(&new, &escalation, day))?;
        let stays = about.map_or_else(String::new, |about| format!(" {about} stays open."));
        Ok(format!("{id} waits for an answer from {}, by {}.{stays}", escalation.to, with_weekday(answer_by)))
    }

    /// Whether an action can take the place of another: it is there, and is not the same.
    fn takes_the_place(&self, other: ActionId, of: ActionId) -> Result<(), Refusal> {
        if other == of {
            return Err(Refusal::NotPossible(format!(
                "{of} cannot take its own place; name the other, or say what does"
            )));
        }
        match self.store.action(other)? {
            Some(_) => Ok(()),
            None => Err(Refusal::NotThere(other.to_string())),
        }
    }

    /// Enters the answer to an escalation.
    fn answer_escalation(&mut self, id: ActionId, on: NaiveDate, words: &str) -> Result<String, Refusal> {
        let (by, day) = (self.by(), self.day);
        let known = self.store.action(id)?.ok_or_else(|| Refusal::NotThere(id.to_string()))?;
        let Some(escalation) = known.escalation else {
            return Err(Refusal::NotPossible(format!("{id} was not taken to anybody; close it with what came of it")));
        };
        if on > day {
            return Err(Refusal::NotPossible("that day has not come yet; type the day the answer came".to_owned()));
        }
        if let Some(asked) = self.store.action_agreed_on(id)?.filter(|asked| on < *asked) {
            let asked = with_weekday(asked);
            return Err(Refusal::NotPossible(format!("{id} was asked only on {asked}; type the day the answer came")));
        }
        let answer = Closing::Done { difference: wanted(words, "say what the answer was first")? };
        self.store.change(&by, |change| change.close_action(id, &answer, on))?;
        Ok(format!("{id} closed: {} answered on {}.", escalation.to, with_weekday(on)))
    }
}

fn needed(words: &str) -> String {
    words.trim().to_owned()
}

fn wanted(words: &str, what: &str) -> Result<String, Refusal> {
    let words = words.trim();
    if words.is_empty() { Err(Refusal::NotPossible(what.to_owned())) } else { Ok(words.to_owned()) }
}

fn closing(how: ClosedHow, words: &str) -> Result<Closing, Refusal> {
    Ok(match how {
        ClosedHow::Done => Closing::Done { difference: wanted(words, "say what difference it made first")? },
        ClosedHow::NotDone => Closing::NotDone { why: wanted(words, "say why it was not done first")? },
        ClosedHow::Superseded => {
            let why = wanted(words, "say what takes its place first")?;
            let by = why.split(|c: char| !c.is_alphanumeric()).find_map(|word| word.parse().ok());
            Closing::Superseded { by, why }
        }
    })
}

#[cfg(test)]
#[path = "action_tests.rs"]
mod tests;
