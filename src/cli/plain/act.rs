//! What is done with an action, an allocation, a signed record or a draft. Each says back what it understood, and what
//! cannot be undone asks first.

use super::Sitting;
use super::again::Again;
use super::meant::Thing;
use super::sentences;
use super::talk::Told;
use super::words::WithAction;
use crate::practice::action::ActionSubject;
use crate::practice::date_words::from_words;
use crate::practice::naming::{Named, meant};
use crate::practice::reference::ActionId;
use crate::workbench::Effect;
use crate::workbench::effect::{ActionAct, ChildAct, ClosedHow, OversightAct};
use chrono::NaiveDate;

/// How an action is closed, with what is then asked.
const WAYS: [(ClosedHow, &str, &str); 3] = [
    (ClosedHow::Done, "Done.", "What difference it made for the child: "),
    (ClosedHow::NotDone, "Not done.", "Why it was not done, and what follows from that: "),
    (ClosedHow::Superseded, "Superseded.", "What takes its place, with its reference if it has one: "),
];

impl Sitting<'_> {
    /// Closes an action, gives it another date, or opens it again.
    pub(super) fn with_action(&mut self, what: WithAction, words: &str) -> Told<()> {
        let is_action = |thing: &Thing| thing.action().is_some();
        let Some((thing, rest)) = self.meant(words, is_action, "an action, such as A45")? else { return Ok(()) };
        let Some(id) = thing.action() else { return Ok(()) };
        let action = self.desk.store().action(id).map_err(Into::into);
        let Some(Some(action)) = self.got(action)? else { return Ok(()) };
        self.talk.say(&format!("{id}: {}", sentences::sentence(&action.action)))?;
        let act = match what {
            WithAction::Close if action.escalation.is_some() => self.answering(id)?,
            WithAction::Close => self.closing(id)?,
            WithAction::Redate => match self.asked_again(id)? {
                Again::Decided(act) => Some(act),
                Again::Left => None,
                Again::No => self.moving(id, action.due_on, &rest)?,
            },
            WithAction::Escalate => self.taking_higher(id)?,
            WithAction::Reopen => Some(ActionAct::Reopen(id)),
        };
        let Some(act) = act else { return self.talk.say("Nothing is changed.") };
        let done = self.desk.perform(Effect::Action(act));
        self.did(done).map(|_| ())
    }

    fn closing(&mut self, action: ActionId) -> Told<Option<ActionAct>> {
        let ways: Vec<String> = WAYS.iter().map(|(_, words, _)| (*words).to_owned()).collect();
        let Some(way) = self.choose("What became of it", &ways)? else { return Ok(None) };
        let Some((how, _, asks)) = WAYS.get(way) else { return Ok(None) };
        let words = self.talk.ask(asks)?;
        Ok((!words.is_empty()).then_some(ActionAct::Close { action, how: *how, words }))
    }

    fn moving(&mut self, action: ActionId, due_on: NaiveDate, typed: &str) -> Told<Option<ActionAct>> {
        self.talk.say(&format!("It is due on {}", sentences::day(due_on, None, self.desk.days_off())))?;
        let Some(to) = self.day("The new day, or Enter to leave it: ", typed)? else { return Ok(None) };
        if to == due_on {
            self.talk.say("It is due on that day already.")?;
            return Ok(None);
        }
        let why = self.talk.ask("Why the date moves: ")?;
        Ok((!why.is_empty()).then_some(ActionAct::Redate { action, to, why }))
    }

    /// A day: from what is typed already, or asked for until it is understood; nothing where Enter leaves it.
    pub(super) fn day(&mut self, prompt: &str, typed: &str) -> Told<Option<NaiveDate>> {
        let mut typed = typed.to_owned();
        loop {
            if typed.is_empty() {
                typed = self.talk.ask(prompt)?;
                if typed.is_empty() {
                    return Ok(None);
                }
            }
            match from_words(&typed, self.desk.day()) {
                Ok(understood) => {
                    self.talk.say(&sentences::day(understood.day, None, self.desk.days_off()))?;
                    self.talk.say_all(understood.reading.as_ref())?;
                    return Ok(Some(understood.day));
                }
                Err(error) => self.talk.say(&error.to_string())?,
            }
            typed.clear();
        }
    }

    /// Agrees a new action for a worker or child.
    pub(super) fn agree(&mut self, words: &str) -> Told<()> {
        let concerns = |thing: &Thing| thing.worker().is_some() || thing.child().is_some();
        let Some((thing, _)) = self.meant(words, concerns, "a worker or a child")? else { return Ok(()) };
        let subject = thing.child().map(ActionSubject::Child).or_else(|| thing.worker().map(ActionSubject::Worker));
        let Some(subject) = subject else { return Ok(()) };
        let action = self.talk.ask("What is to be done, or Enter to leave it: ")?;
        if action.is_empty() {
            return self.talk.say("Nothing is agreed.");
        }
        let Some(why) = self.this_time(subject, &action)? else { return self.talk.say("Nothing is agreed.") };
        let owner = self.owner()?;
        let Some(due_on) = self.day("By when, or Enter to leave it: ", "")? else {
            return self.talk.say("Nothing is agreed.");
        };
        let change_needed = self.talk.ask("What is to change by it; it may stay empty: ")?;
        let act = if why.is_empty() {
            ActionAct::Add { subject, record: None, change_needed, action, owner, due_on }
        } else {
            ActionAct::AddAgain { subject, change_needed, action, owner, due_on, why }
        };
        let done = self.desk.perform(Effect::Action(act));
        self.did(done).map(|_| ())
    }

    /// Who does something: one of the team by a few letters, me, or anyone as written.
    fn owner(&mut self) -> Told<String> {
        let team: Vec<Named<()>> = self.desk.store().workers().map_or_else(
            |_| Vec::new(),
            |workers| {
                let named = workers.into_iter().map(|one| Named {
                    id: (),
                    reference: one.reference.to_string(),
                    name: one.name,
                });
                named.collect()
            },
        );
        loop {
            let typed = self.talk.ask("Who does it: a name, or me: ")?;
            if typed.is_empty() {
                self.talk.say("Somebody has to do it. Type a name, or me.")?;
            } else if typed.eq_ignore_ascii_case("me") {
                return Ok(self.desk.settings().supervisor.clone());
            } else {
                match meant(&typed, &team)[..] {
                    [one] => {
                        self.talk.say(&format!("{}.", one.name))?;
                        return Ok(one.name.clone());
                    }
                    [] => {
                        self.talk.say("Nobody in the team is called that; it is kept as you wrote it.")?;
                        return Ok(typed);
                    }
                    ref several => {
                        let names: Vec<&str> = several.iter().take(5).map(|one| one.name.as_str()).collect();
                        self.talk.say(&format!("That may be {}. A few more letters.", names.join(" or ")))?;
                    }
                }
            }
        }
    }

    /// Gives a child a worker: `4711 W03`, or `4711 W03 1 Dec`; `nobody` for none.
    pub(super) fn allocate(&mut self, words: &str) -> Told<()> {
        let is_child = |thing: &Thing| thing.child().is_some();
        let Some((thing, rest)) = self.meant(words, is_child, "a child")? else { return Ok(()) };
        let Some(child) = thing.child() else { return Ok(()) };
        let mut rest = rest.strip_prefix("to ").unwrap_or(&rest).to_owned();
        if rest.is_empty() {
            rest = self.talk.ask("To whom: a worker, or nobody; Enter leaves it: ")?;
        }
        if rest.is_empty() {
            return self.talk.say("Nothing is changed.");
        }
        let (first, after) = super::words::parted(&rest);
        let (worker, day) = if first.eq_ignore_ascii_case("nobody") {
            (None, after.to_owned())
        } else {
            let is_worker = |thing: &Thing| thing.worker().is_some();
            let Some((thing, after)) = self.meant(&rest, is_worker, "a worker")? else { return Ok(()) };
            (thing.worker(), after)
        };
        let day = if day.is_empty() { "today".to_owned() } else { day };
        let Some(from) = self.day("From which day, or Enter to leave it: ", &day)? else {
            return self.talk.say("Nothing is changed.");
        };
        let done = self.desk.perform(Effect::Child(ChildAct::Allocate { child, worker, from }));
        self.did(done).map(|_| ())
    }

    /// Adds to a signed record.
    pub(super) fn add_to(&mut self, words: &str) -> Told<()> {
        let Some((thing, _)) = self.meant(words, |thing| thing.record().is_some(), "a record, such as O12")? else {
            return Ok(());
        };
        let Some(record) = thing.record() else { return Ok(()) };
        let text = self.talk.ask("What is to be added, or Enter to leave it: ")?;
        if text.is_empty()
            || !self.talk.yes(&format!("It is added to {record}, dated and signed by you, and cannot be changed."))?
        {
            return self.talk.say("Nothing is added.");
        }
        let done = self.desk.perform(Effect::Oversight(OversightAct::AddAddendum { record, text }));
        self.did(done).map(|_| ())
    }

    /// Withdraws a signed record.
    pub(super) fn withdraw(&mut self, words: &str) -> Told<()> {
        let Some((thing, _)) = self.meant(words, |thing| thing.record().is_some(), "a record, such as O12")? else {
            return Ok(());
        };
        let Some(record) = thing.record() else { return Ok(()) };
        let reason = self.talk.ask("Why it is withdrawn, or Enter to leave it: ")?;
        let question = format!(
            "{record} stays in the file, marked as withdrawn, with your reason. From today it meets nothing. It cannot be \
             taken back."
        );
        if reason.is_empty() || !self.talk.yes(&question)? {
            return self.talk.say("It stands as it was.");
        }
        let done = self.desk.perform(Effect::Oversight(OversightAct::Withdraw { record, reason }));
        self.did(done).map(|_| ())
    }

    /// Throws a draft away.
    pub(super) fn discard(&mut self, words: &str) -> Told<()> {
        let Some((thing, _)) = self.meant(words, |thing| thing.draft().is_some(), "a draft, such as D3")? else {
            return Ok(());
        };
        let Some(draft) = thing.draft() else { return Ok(()) };
        if !self.talk.yes(&format!("{draft} and all that is written in it is thrown away for good."))? {
            return self.talk.say("It is kept.");
        }
        let done = self.desk.perform(Effect::Oversight(OversightAct::Discard(draft)));
        if self.did(done)? {
            self.talk.say(&format!("{draft} is gone."))?;
        }
        Ok(())
    }
}
