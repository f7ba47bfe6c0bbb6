//! Actions: agreed, put right, moved to another day, closed with the difference made, opened again. Not those that a
//! record asks for: signing agrees them.

use crate::practice::action::{ActionStatus, ActionSubject};
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
        /// To whom, and under which protocol.
        to: String,
        /// By when.
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
                self.store.change(&by, |change| change.close_action(action, &closing, day))?;
                format!("{action} closed: {}.", closing.status().words())
            }
            ActionAct::Redate { action, to, why } => {
                let why = wanted(&why, "say why the date moves first")?;
                self.store.change(&by, |change| change.redate_action(action, to, day, &why))?;
                format!("{action} is now due on {}.", with_weekday(to))
            }
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
        };
        Ok(match decision {
            Decision::DoItNow { by: due_on, why } => {
                let why = wanted(&why, "say what makes it happen this time first")?;
                self.store.change(&by, |change| change.redate_action(id, due_on, day, &why))?;
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
            Decision::Escalate { to, by: due_on } => {
                let to = wanted(&to, "say to whom and under which protocol first")?;
                let new = new(format!("Escalate to {to}: {}", known.action), &by.who, due_on);
                let other = self.store.change(&by, |change| change.add_action(&new))?;
                format!("{other} is yours, by {}: close it with the answer. {id} stays open.", with_weekday(due_on))
            }
            Decision::Stop { why } => {
                let why = wanted(&why, "say why it is right to stop first")?;
                self.store.change(&by, |change| change.close_action(id, &Closing::NotDone { why }, day))?;
                format!("{id} is stopped.")
            }
        })
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
mod tests {
    use super::*;
    use crate::practice::action::ActionChange;
    use crate::practice::reference::Reference;
    use crate::store::{ActionFilter, ChildDetails, Store};
    use crate::workbench::configuration::Configuration;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn desk() -> (Desk, ActionSubject) {
        let mut desk = Desk::of(Store::in_memory().unwrap(), day("2026-11-23"), Configuration::default()).unwrap();
        let by = desk.by();
        let details =
            ChildDetails { reference: Reference::new("4711").unwrap(), name: None, born_on: None, family: None };
        let child = desk.store.change(&by, |change| change.add_child(&details)).unwrap();
        (desk, ActionSubject::Child(child))
    }

    fn add(desk: &mut Desk, subject: ActionSubject) -> ActionId {
        let act = ActionAct::Add {
            subject,
            record: None,
            change_needed: String::new(),
            action: " Chase the letter ".to_owned(),
            owner: "Zoë".to_owned(),
            due_on: day("2026-11-30"),
        };
        desk.action_act(act).unwrap();
        desk.store.actions(ActionFilter::All, desk.day).unwrap().last().unwrap().id
    }

    #[test]
    fn an_action_is_agreed_moved_and_closed_and_each_step_stays_known() {
        let (mut desk, subject) = desk();
        let id = add(&mut desk, subject);
        desk.action_act(ActionAct::Redate { action: id, to: day("2026-12-07"), why: "the school is shut".to_owned() })
            .unwrap();
        let said = desk.action_act(ActionAct::Close {
            action: id,
            how: ClosedHow::Done,
            words: "she has a lift to school".to_owned(),
        });
        assert!(matches!(&said.unwrap()[..], [Msg::Done(words)] if words == "A1 closed: done."));
        let action = desk.store.action(id).unwrap().unwrap();
        assert_eq!(
            (action.status, action.redated, action.action.as_str()),
            (ActionStatus::Done, 1, "Chase the letter")
        );
        assert_eq!(action.difference, "she has a lift to school");
        desk.action_act(ActionAct::Reopen(id)).unwrap();
        assert_eq!(desk.store.action(id).unwrap().unwrap().status, ActionStatus::Open);
    }

    #[test]
    fn nothing_is_closed_or_moved_silently() {
        let (mut desk, subject) = desk();
        let id = add(&mut desk, subject);
        for act in [
            ActionAct::Close { action: id, how: ClosedHow::Done, words: "  ".to_owned() },
            ActionAct::Close { action: id, how: ClosedHow::NotDone, words: String::new() },
            ActionAct::Close { action: id, how: ClosedHow::Superseded, words: String::new() },
            ActionAct::Redate { action: id, to: day("2026-12-07"), why: " ".to_owned() },
        ] {
            assert!(matches!(desk.action_act(act), Err(Refusal::NotPossible(_))));
        }
        assert_eq!(desk.store.action(id).unwrap().unwrap().due_on, day("2026-11-30"));
    }

    #[test]
    fn words_put_right_keep_what_stood_before_and_a_closed_action_stays_as_it_is() {
        let (mut desk, subject) = desk();
        let id = add(&mut desk, subject);
        let change = |words: &str, owner: &str| ActionAct::Change {
            action: id,
            change_needed: "she has a lift".to_owned(),
            words: words.to_owned(),
            owner: owner.to_owned(),
        };
        desk.action_act(change("Ring about the letter", "Ben")).unwrap();
        desk.action_act(change("Ring about the letter", "Ben")).unwrap();
        let page = desk.action_page(id).unwrap();
        assert_eq!((page.action.action.as_str(), page.action.owner.as_str()), ("Ring about the letter", "Ben"));
        assert_eq!(page.events.len(), 1, "what changes nothing is no event");
        let ActionChange::PutRight { action_was, owner_was, .. } = &page.events[0].what else { panic!() };
        assert_eq!((action_was.as_str(), owner_was.as_str()), ("Chase the letter", "Zoë"));
        assert!(desk.action_act(change(" ", "Ben")).is_err() && desk.action_act(change("Ring", "")).is_err());
        desk.action_act(ActionAct::Close { action: id, how: ClosedHow::Done, words: "rung".to_owned() }).unwrap();
        assert!(matches!(desk.action_act(change("Else", "Ben")), Err(Refusal::NotPossible(_))));
    }

    #[test]
    fn the_same_action_again_is_decided_and_never_only_moved() {
        let (mut desk, subject) = desk();
        let on = day("2026-12-07");
        let decide = |desk: &mut Desk, action, decision| desk.action_act(ActionAct::Decide { action, decision });
        let one = add(&mut desk, subject);
        decide(&mut desk, one, Decision::Escalate { to: "the head of housing".to_owned(), by: on }).unwrap();
        decide(&mut desk, one, Decision::Change { words: "Walk in with Mum".to_owned(), by: on }).unwrap();
        let page = desk.action_page(one).unwrap();
        assert_eq!(page.action.status, ActionStatus::Superseded);
        let open: Vec<String> =
            desk.store.actions(ActionFilter::Open, desk.day).unwrap().into_iter().map(|one| one.action).collect();
        assert!(open.contains(&"Escalate to the head of housing: Chase the letter".to_owned()));
        assert!(open.contains(&"Walk in with Mum".to_owned()));
        add(&mut desk, subject);
        let all = desk.store.actions(ActionFilter::All, desk.day).unwrap();
        let two = all.iter().map(|one| one.id).max().unwrap();
        assert_eq!(desk.action_page(two).unwrap().alike.len(), 1, "the one before is shown with it");
        assert!(decide(&mut desk, two, Decision::Stop { why: " ".to_owned() }).is_err());
        decide(&mut desk, two, Decision::Stop { why: "The family has moved".to_owned() }).unwrap();
        assert_eq!(desk.store.action(two).unwrap().unwrap().status, ActionStatus::NotDone);
        assert!(decide(&mut desk, two, Decision::DoItNow { by: on, why: "x".to_owned() }).is_err(), "closed");
    }

    #[test]
    fn one_that_takes_its_place_is_found_in_the_words() {
        let closed = closing(ClosedHow::Superseded, "replaced by A12, see there").unwrap();
        assert!(matches!(closed, Closing::Superseded { by: Some(ActionId(12)), .. }));
    }
}
