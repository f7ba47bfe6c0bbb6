//! What a search finds. Not the searching: that is the store's.

use crate::practice::action::ActionSubject;
use crate::practice::child::Child;
use crate::practice::code::folded;
use crate::practice::due::SubjectId;
use crate::practice::form::Form;
use crate::practice::oversight_form;
use crate::practice::reference::ActionId;
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
        let mut named = self.by_reference(words)?;
        // A number alone is first of all somebody's own reference; one with its letter means this and nothing else.
        let is_number = words.trim().parse::<u64>().is_ok();
        found.retain(|one| is_number || named.iter().all(|other| other.opens != one.opens));
        named.retain(|one| found.iter().all(|other| other.opens != one.opens || one.kind != other.kind));
        let at = if is_number { found.iter().take_while(|one| is_person(one)).count() } else { 0 };
        found.splice(at..at, named);
        Ok(FoundPage { words: words.to_owned(), found })
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

fn is_person(one: &Found) -> bool {
    matches!(one.opens, Opens::Which(Which::Worker(_) | Which::Child(_)))
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
    use crate::practice::capture::Whom;
    use crate::practice::child::ChildStatus;
    use crate::practice::reference::Reference;
    use crate::store::Store;
    use crate::workbench::configuration::Configuration;
    use crate::workbench::effect::{CaptureAct, ChildAct, ChildEntry, Effect, OversightAct};

    #[test]
    fn a_reference_that_the_program_gave_leads_to_what_bears_it() {
        let day: NaiveDate = "2026-11-25".parse().unwrap();
        let mut desk = Desk::of(Store::in_memory().unwrap(), day, Configuration::default()).unwrap();
        let entry = ChildEntry {
            reference: Reference::new("1").unwrap(),
            name: Some("Leo Marsh".to_owned()),
            born_on: None,
            family: None,
        };
        let add = ChildAct::Add { entry, status: ChildStatus::Assessment, since: day, worker: None };
        desk.perform(Effect::Child(add)).unwrap();
        let child = desk.find_child("1").unwrap();
        desk.perform(Effect::Oversight(OversightAct::Begin { child, because: None })).unwrap();
        let words = "Ring the school".to_owned();
        let (whom, owner) = (Whom::Child(child), "me".to_owned());
        let act = CaptureAct::Action { unsorted: None, whom, words, owner, due_on: day, why: String::new() };
        desk.perform(Effect::Capture(act)).unwrap();
        let found = |words: &str| -> Vec<String> {
            desk.search_page(words).unwrap().found.into_iter().map(|one| one.reference).collect()
        };
        assert_eq!(found("A1"), ["A1"]);
        assert_eq!(found(" d1 "), ["D1"]);
        assert_eq!(found("1"), ["1", "D1", "A1"], "the child of that reference first");
        assert!(found("A2").is_empty() && found("S1").is_empty() && found("P1").is_empty() && found("99").is_empty());
        assert_eq!(desk.search_page("a1").unwrap().found[0].excerpt, "Ring the school");
    }

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
