//! What a search finds. Not the searching: that is the store's.

use crate::practice::action::ActionSubject;
use crate::practice::child::Child;
use crate::practice::code::folded;
use crate::practice::due::SubjectId;
use crate::practice::form::Form;
use crate::practice::oversight_form;
use crate::practice::reference::{ActionId, RecordId};
use crate::store::{Hit, HitKind};
use crate::workbench::desk::Desk;
use crate::workbench::message::Which;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;

/// What was found for some words. No `Debug`: it is case text.
#[derive(Clone)]
pub struct FoundPage {
    /// The words that were asked for, so that a late answer to earlier words is known as one.
    pub words: String,
    /// What was found: people first, then drafts, records and actions, each the newest first.
    pub found: Vec<Found>,
}

/// One thing found.
#[derive(Clone, PartialEq, Eq)]
pub struct Found {
    /// What opens it.
    pub opens: Opens,
    /// What it is, in a word or two: `draft, not signed`.
    pub kind: &'static str,
    /// Its reference.
    pub reference: String,
    /// Whom it concerns, by name, or by reference where none was given.
    pub called: String,
    /// Its day: decided on, due on, joined on.
    pub on: Option<NaiveDate>,
    /// The part of the form, in words; empty for people.
    pub section: String,
    /// The words around.
    pub excerpt: String,
}

/// What opens something found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// A page or form of its own.
    Which(Which),
    /// An action: the page of whom it concerns.
    Action(ActionId, ActionSubject),
}

/// So many are shown; nobody reads on, they type another letter.
const MOST_FOUND: usize = 100;

impl Desk {
    /// What holds all of these words, the last one as a beginning.
    pub fn search_page(&self, words: &str) -> Result<FoundPage, Refusal> {
        let hits = self.store.search(words, MOST_FOUND)?;
        let form = self.form(oversight_form::NAME).ok();
        let mut found: Vec<Found> = hits.into_iter().filter_map(|hit| found(hit, form.as_deref())).collect();
        self.tell_apart(&mut found)?;
        if let Some(record) = self.record_by_reference(words)? {
            found.retain(|one| one.opens != record.opens);
            found.insert(0, record);
        }
        Ok(FoundPage { words: words.to_owned(), found })
    }

    /// The signed record whose reference was typed, as `:` opens it: its words need not hold it.
    fn record_by_reference(&self, words: &str) -> Result<Option<Found>, Refusal> {
        let Ok(id) = words.trim().parse::<RecordId>() else { return Ok(None) };
        let Some(signed) = self.store.record(id)?.filter(|one| one.head.decided_on <= self.day) else {
            return Ok(None);
        };
        Ok(Some(Found {
            opens: Opens::Which(Which::Record(id)),
            kind: HitKind::Record.words(),
            reference: id.to_string(),
            called: self.child_of(signed.head.child)?.called().to_owned(),
            on: Some(signed.head.decided_on),
            section: String::new(),
            excerpt: signed.head.reason.as_ref().map(|reason| reason.words().to_owned()).unwrap_or_default(),
        }))
    }

    /// Children of one name: their age, status and worker stand with each.
    fn tell_apart(&self, found: &mut [Found]) -> Result<(), Refusal> {
        let is_child = |one: &Found| one.kind == HitKind::Child.words();
        let names: Vec<String> = found.iter().filter(|one| is_child(one)).map(|one| folded(&one.called)).collect();
        for one in found.iter_mut().filter(|one| is_child(one)) {
            let Opens::Which(Which::Child(id)) = one.opens else { continue };
            let name = folded(&one.called);
            if names.iter().filter(|other| **other == name).count() > 1 {
                one.excerpt = self.which_child(&self.child_of(id)?)?;
            }
        }
        Ok(())
    }

    fn which_child(&self, child: &Child) -> Result<String, Refusal> {
        let age = child.age_on(self.day).map(|years| format!("aged {years}"));
        let status = child.status_on(self.day).map(|now| now.status.words().to_owned());
        let worker = match child.allocation_on(self.day) {
            Some(one) => self.store.worker(one.worker)?.map(|worker| worker.name),
            None => None,
        };
        let worker = Some(worker.unwrap_or_else(|| "no worker".to_owned()));
        Ok([age, status, worker].into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

fn found(hit: Hit, form: Option<&Form>) -> Option<Found> {
    let opens = match (hit.kind, &hit.subject) {
        // A note is read on the page of whom it is about.
        (HitKind::Worker | HitKind::WorkerNote, SubjectId::Worker(id)) => Opens::Which(Which::Worker(*id)),
        (HitKind::Child | HitKind::Note, SubjectId::Child(id)) => Opens::Which(Which::Child(*id)),
        (HitKind::Worker | HitKind::Child | HitKind::Note | HitKind::WorkerNote, _) => return None,
        (HitKind::Draft, _) => Opens::Which(Which::Draft(hit.reference.parse().ok()?)),
        (HitKind::Record, _) => Opens::Which(Which::Record(hit.reference.parse().ok()?)),
        (HitKind::WorkerDraft | HitKind::WorkerRecord, SubjectId::Worker(_)) => {
            Opens::Which(Which::WorkerRecord(hit.reference.parse().ok()?))
        }
        (HitKind::WorkerDraft | HitKind::WorkerRecord, SubjectId::Child(_)) => return None,
        (HitKind::Action, subject) => Opens::Action(
            hit.reference.parse().ok()?,
            match subject {
                SubjectId::Child(id) => ActionSubject::Child(*id),
                SubjectId::Worker(id) => ActionSubject::Worker(*id),
            },
        ),
    };
    let section = hit.section.as_deref().unwrap_or_default();
    let label = form.and_then(|form| form.field(section)).map(|field| field.label.clone());
    Some(Found {
        opens,
        kind: hit.kind.words(),
        reference: hit.reference,
        called: hit.subject_name,
        on: hit.date,
        section: label.unwrap_or_else(|| section.replace('.', ": ").replace('_', " ")),
        excerpt: hit.excerpt,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::child::ChildStatus;
    use crate::practice::reference::Reference;
    use crate::store::Store;
    use crate::workbench::configuration::Configuration;
    use crate::workbench::effect::{ChildAct, ChildEntry, Effect};

    #[test]
    fn two_children_of_one_name_are_told_apart() {
        let day: NaiveDate = "2026-11-25".parse().unwrap();
        let mut desk = Desk::of(Store::in_memory().unwrap(), day, Configuration::default()).unwrap();
        for (reference, born, status) in [
            ("4711", "2019-02-03", ChildStatus::Assessment),
            ("4712", "2023-02-03", ChildStatus::ChildProtection),
            ("4713", "2024-02-03", ChildStatus::Assessment),
        ] {
            let name = if reference == "4713" { "Leo Hale" } else { "Leo Marsh" };
            let entry = ChildEntry {
                reference: Reference::new(reference).unwrap(),
                name: Some(name.to_owned()),
                born_on: born.parse().ok(),
                family: None,
            };
            let add = ChildAct::Add { entry, status, since: "2026-11-02".parse().unwrap(), worker: None };
            desk.perform(Effect::Child(add)).unwrap();
        }
        let found = desk.search_page("leo").unwrap().found;
        let of = |reference: &str| &found.iter().find(|one| one.reference == reference).unwrap().excerpt;
        assert_eq!(*of("4711"), format!("aged 7, {}, no worker", ChildStatus::Assessment.words()));
        assert_eq!(*of("4712"), format!("aged 3, {}, no worker", ChildStatus::ChildProtection.words()));
        assert!(!of("4713").contains("aged"), "one who shares no name needs no more");
    }
}
