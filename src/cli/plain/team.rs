//! Workers and children put in by questions, a child's status, and when a worker is away.

use super::Sitting;
use super::meant::Thing;
use super::talk::Told;
use crate::practice::child::ChildStatus;
use crate::practice::date_words::{from_words, with_weekday};
use crate::practice::reference::Reference;
use crate::practice::worker::{Absence, AbsenceKind, KnownRole, Role};
use crate::workbench::Effect;
use crate::workbench::effect::{ChildAct, ChildEntry, WorkerAct, WorkerEntry};
use chrono::NaiveDate;

impl Sitting<'_> {
    /// A worker who is not there yet.
    pub(super) fn new_worker(&mut self) -> Told<()> {
        let Some(reference) = self.reference()? else { return self.talk.say("Nobody is added.") };
        let name = self.talk.ask("The name, in full; Enter leaves it: ")?;
        if name.is_empty() {
            return self.talk.say("Nobody is added.");
        }
        let roles: Vec<String> = KnownRole::ALL.iter().map(|role| role.words().to_owned()).collect();
        let Some(role) = self.choose("The role", &roles)? else { return self.talk.say("Nobody is added.") };
        let Some(role) = KnownRole::ALL.get(role).copied() else { return Ok(()) };
        let Some(joined_on) = self.day("Joined the team on, or Enter to leave it: ", "")? else {
            return self.talk.say("Nobody is added.");
        };
        let role = Role::Known(role);
        let entry = WorkerEntry { reference, name, role, fte: 100, joined_on, joined_assumed: false, left_on: None };
        let done = self.desk.perform(Effect::Worker(WorkerAct::Add(entry)));
        self.did(done).map(|_| ())
    }

    /// A child who is not there yet.
    pub(super) fn new_child(&mut self) -> Told<()> {
        let Some(reference) = self.reference()? else { return self.talk.say("Nobody is added.") };
        let name = self.talk.ask("The name; it may stay empty: ")?;
        let born_on = self.born_on()?;
        let family =
            self.talk.ask("The same word for brothers and sisters, such as a family number; it may stay empty: ")?;
        let Some((status, since)) = self.status_and_day()? else { return self.talk.say("Nobody is added.") };
        let some = |words: String| if words.is_empty() { None } else { Some(words) };
        let entry = ChildEntry { reference, name: some(name), born_on, family: some(family) };
        let typed = self.talk.ask("With which worker from that day; it may stay empty: ")?;
        let worker = if typed.is_empty() {
            None
        } else {
            let is_worker = |thing: &Thing| thing.worker().is_some();
            let meant = self.meant(&typed, is_worker, "a worker")?;
            if meant.is_none() {
                self.talk.say("The child is added with no worker; type allocate to give one.")?;
            }
            meant.and_then(|(thing, _)| thing.worker())
        };
        let done = self.desk.perform(Effect::Child(ChildAct::Add { entry, status, since, worker }));
        self.did(done).map(|_| ())
    }

    /// Another status for a child, from a day on.
    pub(super) fn status(&mut self, words: &str) -> Told<()> {
        let Some((thing, _)) = self.meant(words, |thing| thing.child().is_some(), "a child")? else { return Ok(()) };
        let Some(child) = thing.child() else { return Ok(()) };
        let Some((status, since)) = self.status_and_day()? else { return self.talk.say("Nothing is changed.") };
        let done = self.desk.perform(Effect::Child(ChildAct::SetStatus { child, status, since }));
        self.did(done).map(|_| ())
    }

    /// When a worker is away.
    pub(super) fn away(&mut self, words: &str) -> Told<()> {
        let Some((thing, _)) = self.meant(words, |thing| thing.worker().is_some(), "a worker")? else { return Ok(()) };
        let Some(worker) = thing.worker() else { return Ok(()) };
        let kinds: Vec<String> = AbsenceKind::ALL.iter().map(|kind| kind.words().to_owned()).collect();
        let Some(kind) = self.choose("What keeps them away", &kinds)? else { return Ok(()) };
        let Some(kind) = AbsenceKind::ALL.get(kind).copied() else { return Ok(()) };
        let Some(from) = self.day("The first day, or Enter to leave it: ", "")? else {
            return self.talk.say("Nothing is changed.");
        };
        let until = self.day("The last day, or Enter if nobody knows yet: ", "")?;
        let absence = Absence { kind, from, until };
        let done = self.desk.perform(Effect::Worker(WorkerAct::SetAbsence { worker, absence, instead_of: None }));
        self.did(done).map(|_| ())
    }

    fn reference(&mut self) -> Told<Option<Reference>> {
        Ok(Reference::new(&self.talk.ask("The reference, as in your own system; Enter leaves it: ")?))
    }

    fn born_on(&mut self) -> Told<Option<NaiveDate>> {
        loop {
            let typed = self.talk.ask("Born on, or expected; it may stay empty: ")?;
            if typed.is_empty() {
                return Ok(None);
            }
            match from_words(&typed, self.desk.day()) {
                Ok(understood) => {
                    self.talk.say(&format!("{}.", with_weekday(understood.day)))?;
                    return Ok(Some(understood.day));
                }
                Err(error) => self.talk.say(&error.to_string())?,
            }
        }
    }

    fn status_and_day(&mut self) -> Told<Option<(ChildStatus, NaiveDate)>> {
        let statuses: Vec<String> = ChildStatus::ALL.iter().map(|status| status.words().to_owned()).collect();
        let Some(number) = self.choose("The status", &statuses)? else { return Ok(None) };
        let Some(status) = ChildStatus::ALL.get(number).copied() else { return Ok(None) };
        let since = self.day("From which day, or Enter to leave it: ", "")?;
        Ok(since.map(|since| (status, since)))
    }
}
