//! A child in full.

use super::{AssessmentItem, Named, StatusItem, fact, part};
use crate::exchange::print::actions::{ActionRow, stands};
use crate::exchange::print::due::{Item, item, state};
use crate::exchange::print::json;
use crate::practice::child::{Child, ChildStatus};
use crate::practice::date_words::{long, range};
use crate::practice::due::Owed;
use crate::practice::oversight::{Draft, Reason, Signed};
use crate::practice::reference::{Reference, WorkerId};
use chrono::NaiveDate;
use serde::Serialize;

/// Everything that is shown of a child.
pub struct ChildInFull<'a> {
    /// The child.
    pub child: &'a Child,
    /// The day asked about.
    pub day: NaiveDate,
    /// Names and references the child had before.
    pub formerly: &'a [String],
    /// Whoever is or was responsible, by key.
    pub workers: &'a [(WorkerId, Named)],
    /// Brothers and sisters.
    pub family: &'a [Named],
    /// Signed records, by day.
    pub records: &'a [Signed],
    /// Drafts, by day.
    pub drafts: &'a [Draft],
    /// Actions.
    pub actions: &'a [ActionRow],
    /// What is owed.
    pub owed: &'a [Owed],
}

#[derive(Serialize)]
struct Whole<'a> {
    reference: &'a str,
    name: Option<&'a str>,
    formerly: &'a [String],
    date_of_birth: Option<NaiveDate>,
    age: Option<u32>,
    family: Option<&'a str>,
    brothers_and_sisters: &'a [Named],
    status: Option<ChildStatus>,
    status_since: Option<NaiveDate>,
    worker: Option<&'a Reference>,
    statuses: Vec<StatusItem>,
    allocations: Vec<AllocationItem<'a>>,
    assessments: Vec<AssessmentItem>,
    records: Vec<RecordItem>,
    drafts: Vec<DraftItem>,
    actions: &'a [ActionRow],
    owed: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct AllocationItem<'a> {
    worker: Option<&'a Reference>,
    from: NaiveDate,
    to: Option<NaiveDate>,
    assumed: bool,
}

#[derive(Serialize)]
struct RecordItem {
    reference: String,
    decided_on: NaiveDate,
    reason: Option<String>,
    imported: bool,
    withdrawn_on: Option<NaiveDate>,
}

#[derive(Serialize)]
struct DraftItem {
    reference: String,
    decided_on: NaiveDate,
    reason: Option<String>,
}

impl ChildInFull<'_> {
    fn worker(&self, id: WorkerId) -> Option<&Named> {
        self.workers.iter().find(|(one, _)| *one == id).map(|(_, named)| named)
    }

    fn now(&self) -> Option<&Named> {
        self.child.allocation_on(self.day).and_then(|one| self.worker(one.worker))
    }
}

/// As JSON.
pub fn as_json(of: &ChildInFull<'_>) -> String {
    let child = of.child;
    let status = child.status_on(of.day);
    json(&Whole {
        reference: child.reference.as_str(),
        name: child.name.as_deref(),
        formerly: of.formerly,
        date_of_birth: child.born_on,
        age: child.age_on(of.day),
        family: child.family.as_deref(),
        brothers_and_sisters: of.family,
        status: status.map(|now| now.status),
        status_since: status.map(|now| now.since),
        worker: of.now().map(|worker| &worker.reference),
        statuses: child.statuses.iter().copied().map(StatusItem::from).collect(),
        allocations: child
            .allocations
            .iter()
            .map(|one| AllocationItem {
                worker: of.worker(one.worker).map(|worker| &worker.reference),
                from: one.from,
                to: one.until,
                assumed: one.assumed,
            })
            .collect(),
        assessments: child.assessments.iter().copied().map(AssessmentItem::from).collect(),
        records: of
            .records
            .iter()
            .map(|one| RecordItem {
                reference: one.id.to_string(),
                decided_on: one.head.decided_on,
                reason: one.head.reason.as_ref().map(Reason::code),
                imported: one.imported,
                withdrawn_on: one.withdrawn().map(|withdrawal| withdrawal.on),
            })
            .collect(),
        drafts: of
            .drafts
            .iter()
            .map(|one| DraftItem {
                reference: one.id.to_string(),
                decided_on: one.head.decided_on,
                reason: one.head.reason.as_ref().map(Reason::code),
            })
            .collect(),
        actions: of.actions,
        owed: of.owed.iter().map(item).collect(),
    })
}

/// For people.
pub fn as_text(of: &ChildInFull<'_>) -> String {
    let child = of.child;
    let named = Named { reference: child.reference.clone(), name: child.called().to_owned() };
    let mut text = format!("{}\n", named.words());
    let status = child.status_on(of.day);
    let status_words = status.map(|now| format!("{} since {}", now.status.words(), long(now.since)));
    fact(&mut text, "Status", &status_words.unwrap_or_default());
    let born = child.born_on.map(|born| {
        let age = child.age_on(of.day).map(|age| format!(" (aged {age})")).unwrap_or_default();
        format!("{}{age}", long(born))
    });
    fact(&mut text, "Born", &born.unwrap_or_default());
    fact(&mut text, "Worker", &of.now().map_or_else(|| "nobody".to_owned(), Named::words));
    let family: Vec<String> = of.family.iter().map(Named::words).collect();
    fact(&mut text, "Brothers and sisters", &family.join(", "));
    fact(&mut text, "Formerly", &of.formerly.join(", "));
    part(&mut text, "Owed", of.owed.iter().map(|one| format!("{}: {}", one.label, state(one.state))));
    part(
        &mut text,
        "Assessments",
        child
            .assessments
            .iter()
            .map(|one| one.end.map_or_else(|| format!("begun {}, open", long(one.start)), |end| range(one.start, end))),
    );
    part(
        &mut text,
        "Drafts, not signed",
        of.drafts
            .iter()
            .map(|one| format!("{}: {}{}", one.id, long(one.head.decided_on), why(one.head.reason.as_ref()))),
    );
    part(
        &mut text,
        "Records, the latest first",
        of.records.iter().rev().map(|one| {
            let withdrawn = if one.withdrawn().is_some() { ", withdrawn" } else { "" };
            let why = why(one.head.reason.as_ref());
            format!("{}: {}{why}{withdrawn}", one.id, long(one.head.decided_on))
        }),
    );
    part(
        &mut text,
        "Actions",
        of.actions.iter().map(|one| {
            format!("{}: {} ({}, by {}), {}", one.reference, one.action, one.owner, long(one.due_on), stands(one))
        }),
    );
    part(
        &mut text,
        "Statuses",
        child.statuses.iter().rev().map(|one| format!("{} from {}", one.status.words(), long(one.since))),
    );
    part(
        &mut text,
        "Workers",
        child.allocations.iter().rev().map(|one| {
            let worker = of.worker(one.worker).map_or_else(|| "somebody".to_owned(), Named::words);
            let until = one.until.map(|until| format!(" to {}", long(until))).unwrap_or_default();
            let assumed = if one.assumed { " (assumed at import)" } else { "" };
            format!("{worker} from {}{until}{assumed}", long(one.from))
        }),
    );
    text
}

fn why(reason: Option<&Reason>) -> String {
    reason.map(|reason| format!(", {}", reason.words())).unwrap_or_default()
}
