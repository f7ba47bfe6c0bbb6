//! What a search finds. Not the searching: that is the store's.

use crate::practice::action::ActionSubject;
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
        let found = hits.into_iter().filter_map(|hit| found(hit, form.as_deref())).collect();
        Ok(FoundPage { words: words.to_owned(), found })
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
