//! What a child's page shows: how things stand, what is owed and why, and all that happened, by day. Not the journey as a
//! drawing.

use super::child_plan::PlanRow;
use super::children::last_footprint;
use super::oversight::{DraftRow, Relative};
use super::worker_name::WorkerName;
use crate::practice::action::{Action, ActionStatus, ActionSubject};
use crate::practice::capture::Note;
use crate::practice::child::{Allocation, Child, ChildStatus, StatusChange};
use crate::practice::due::Owed;
use crate::practice::due::child::{RecordFact, checkpoint_days};
use crate::practice::form::Form;
use crate::practice::milestone::Happened;
use crate::practice::oversight::{Draft, Reason, Signed, field};
use crate::practice::oversight_form;
use crate::practice::policy::Policy;
use crate::practice::reference::{ChildId, RecordId, WorkerId};
use crate::practice::signing::still_needed;
use crate::practice::worker::Worker;
use crate::store::ActionFilter;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Local, NaiveDate, NaiveDateTime};
use std::collections::HashMap;
use std::sync::Arc;

/// One child's page. No `Debug`: it is case text.
#[derive(Clone)]
pub struct ChildPage {
    /// The child.
    pub child: Child,
    /// Former names and references, oldest first.
    pub formerly: Vec<String>,
    /// Age in whole years on the day, where known.
    pub age: Option<u32>,
    /// The status on the day; `None` where none is known yet.
    pub status: Option<StatusChange>,
    /// Who is responsible on the day.
    pub allocation: Option<(Allocation, WorkerName)>,
    /// What is owed, in every state, worst first.
    pub owed: Vec<Owed>,
    /// Drafts that wait, the one saved last first.
    pub drafts: Vec<DraftRow>,
    /// Brothers and sisters.
    pub family: Vec<Relative>,
    /// Open actions, by due date.
    pub open_actions: Vec<Action>,
    /// The checkpoints of the last assessment.
    pub checkpoints: Vec<Checkpoint>,
    /// The milestones of the status on the day whose dates can be entered.
    pub milestones: Vec<MilestoneRow>,
    /// The milestones of the plan that are not among what is owed: due by a day that nobody entered, met, or without a day.
    pub plan: Vec<PlanRow>,
    /// All that happened, the newest first.
    pub entries: Vec<Entry>,
    /// Every lens that can be filled in about the child.
    pub lenses: Arc<Vec<Form>>,
    /// The team on the day, by name: to whom the child can be given.
    pub workers: Vec<WorkerName>,
}

/// A milestone whose dates can be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneRow {
    /// The policy's key.
    pub key: String,
    /// What is to happen.
    pub what: String,
    /// By when, in words.
    pub when: String,
    /// The last day entered.
    pub last: Option<NaiveDate>,
}

/// One checkpoint of an assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Its number, in working days.
    pub number: u16,
    /// The day it falls on.
    pub on: NaiveDate,
    /// The day of the record that met it.
    pub met_on: Option<NaiveDate>,
}

/// Something that happened on a day.
#[derive(Clone)]
pub struct Entry {
    /// The day.
    pub on: NaiveDate,
    /// What.
    pub what: Happening,
}

/// What happened.
#[derive(Clone)]
pub enum Happening {
    /// Oversight was recorded and signed.
    Record(Box<Footprint>),
    /// An action was closed; an open one stands with what is owed.
    ActionClosed(Box<Action>),
    /// The status changed.
    Status(ChildStatus),
    /// A worker became responsible.
    Allocated {
        /// The worker.
        worker: String,
        /// Whether the day is a guess made by an import.
        assumed: bool,
    },
    /// A worker was responsible for the last day.
    AllocationEnded {
        /// The worker.
        worker: String,
    },
    /// A milestone that had been entered in error was taken back.
    MilestoneTakenBack {
        /// What had been entered.
        what: String,
        /// The day that had been entered.
        was_on: NaiveDate,
        /// Why it was taken back.
        why: String,
    },
    /// A milestone of the plan happened.
    Milestone {
        /// The policy's key.
        key: String,
        /// What it is, in words.
        what: String,
    },
    /// The child was thought about in group or peer supervision.
    Group {
        /// Of what kind, and by which model.
        what: String,
        /// The facts of the case; may be empty. Nothing about any worker.
        facts: String,
    },
    /// Something was noted in a line.
    Note(Note),
    /// An assessment began.
    AssessmentBegan,
    /// An assessment ended.
    AssessmentEnded {
        /// When it began.
        began: NaiveDate,
    },
}

/// A signed record on the timeline.
#[derive(Clone)]
pub struct Footprint {
    /// The record.
    pub id: RecordId,
    /// Whether it is a lens on its own, and no oversight.
    pub lens: bool,
    /// Why it was written, in words; empty where nobody said.
    pub reason: String,
    /// Who signed.
    pub signed_by: String,
    /// The first words of what was decided, or of the situation.
    pub words: String,
    /// The day on which its direction is to be looked at again.
    pub review_on: Option<NaiveDate>,
    /// How many actions it asked for.
    pub actions: usize,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Whether it came in from another system.
    pub imported: bool,
}

/// So many words of a record stand on the timeline.
const WORDS: usize = 40;

impl Desk {
    /// One child's page.
    pub fn child_page(&self, id: ChildId) -> Result<ChildPage, Refusal> {
        let child = self.store.child(id)?.ok_or_else(|| Refusal::NotPossible("this child is not there".to_owned()))?;
        let workers: HashMap<WorkerId, Worker> = self.store.workers()?.into_iter().map(|one| (one.id, one)).collect();
        let actions = self.store.actions(ActionFilter::Of(ActionSubject::Child(id)), self.day)?;
        let (open_actions, closed): (Vec<Action>, Vec<Action>) =
            actions.into_iter().partition(|action| action.status == ActionStatus::Open);
        let mut entries = of_child(&child, &workers, self.day);
        let known = |one: &Signed| one.head.decided_on <= self.day;
        entries.extend(self.store.records_of(id)?.into_iter().filter(known).map(|record| footprint(&record)));
        entries.extend(self.store.lenses_of(id)?.into_iter().filter(known).map(|record| looked_through(&record)));
        entries.extend(closed.into_iter().filter_map(|action| {
            Some(Entry { on: action.closed_on?, what: Happening::ActionClosed(Box::new(action)) })
        }));
        entries.extend(self.store.group_notes(id, self.day)?.into_iter().map(|note| {
            let what = match note.model.as_str() {
                "" => note.kind.words().to_owned(),
                model => format!("{}, {model}", note.kind.words()),
            };
            Entry { on: note.on, what: Happening::Group { what, facts: note.facts } }
        }));
        let notes = self.store.child_notes(id, self.day)?;
        entries.extend(notes.into_iter().map(|one| Entry { on: one.on, what: Happening::Note(one) }));
        let dates = self.store.milestones_of(id, self.day)?;
        entries.extend(dates.iter().map(|one| Entry {
            on: one.on,
            what: Happening::Milestone { key: one.key.clone(), what: self.milestone_words(&one.key) },
        }));
        entries.extend(self.store.milestones_taken_back(id, self.day)?.into_iter().map(|one| {
            let what = self.milestone_words(&one.happened.key);
            Entry {
                on: one.taken_on,
                what: Happening::MilestoneTakenBack { what, was_on: one.happened.on, why: one.why },
            }
        }));
        // Stable: of one day, what was read later happened later.
        entries.reverse();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.on));
        let allocation = child.allocation_on(self.day).and_then(|one| {
            let worker = workers.get(&one.worker)?;
            let (reference, name) = (worker.reference.clone(), worker.name.clone());
            Some((one, WorkerName { id: worker.id, reference, name }))
        });
        let mut drafts = self.store.drafts_of(id)?;
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.saved_at));
        Ok(ChildPage {
            formerly: self.store.child_was(id)?,
            age: child.age_on(self.day),
            status: child.status_on(self.day),
            allocation,
            owed: self.owed_to_child(id)?,
            drafts: drafts.iter().map(|draft| waiting(draft, child.called(), self.day)).collect(),
            family: self.relatives_of(&child)?,
            checkpoints: self.checkpoints_of(&child, &self.store.record_facts(id)?),
            milestones: self.milestones_of_status(&child, &dates),
            lenses: Arc::new(self.configuration.lenses()),
            plan: self.plan_rows(&child, &dates).into_iter().filter(|row| !row.is_owed()).collect(),
            open_actions,
            entries,
            workers: self.team_names()?,
            child,
        })
    }

    pub(in crate::workbench) fn relatives_of(&self, child: &Child) -> Result<Vec<Relative>, Refusal> {
        let Some(family) = &child.family else { return Ok(Vec::new()) };
        let mut relatives = Vec::new();
        for one in self.store.family(family)?.into_iter().filter(|one| one.id != child.id) {
            relatives.push(Relative {
                id: one.id,
                called: one.called().to_owned(),
                age: one.age_on(self.day),
                status: one.status_on(self.day).map(|now| now.status),
                last_oversight: last_footprint(&self.store.record_facts(one.id)?, self.day),
            });
        }
        Ok(relatives)
    }

    /// What a milestone is called, by any policy of the file; its key where none knows it.
    pub(in crate::workbench) fn milestone_words(&self, key: &str) -> String {
        let named = |policy: &Policy| {
            policy.milestones.iter().find(|one| one.key.as_deref() == Some(key)).map(|one| one.what.clone())
        };
        let words = named(self.policies.on(self.day)).or_else(|| self.policies.all().find_map(|(_, one)| named(one)));
        words.unwrap_or_else(|| match key {
            "visit" => "Child visited".to_owned(),
            "review" => "Plan reviewed".to_owned(),
            other => other.replace('_', " "),
        })
    }

    fn milestones_of_status(&self, child: &Child, dates: &[Happened]) -> Vec<MilestoneRow> {
        let Some(status) = child.status_on(self.day) else { return Vec::new() };
        let policy = self.policies.on(self.day);
        let of_status = policy.milestones.iter().filter(|one| one.statuses.contains(&status.status));
        let mut rows: Vec<MilestoneRow> = of_status
            .filter_map(|one| {
                let key = one.key.clone()?;
                let last = dates.iter().filter(|date| date.key == key).map(|date| date.on).max();
                Some(MilestoneRow { key, what: one.what.clone(), when: one.when.clone(), last })
            })
            .collect();
        if rows.is_empty() && status.status != ChildStatus::Closed {
            // A policy that names none still lets the two be kept that every child's plan has.
            rows.extend(["visit", "review"].map(|key| MilestoneRow {
                key: key.to_owned(),
                what: self.milestone_words(key),
                when: "The policy sets no time for it".to_owned(),
                last: dates.iter().filter(|date| date.key == key).map(|date| date.on).max(),
            }));
        }
        rows
    }

    fn checkpoints_of(&self, child: &Child, records: &[RecordFact]) -> Vec<Checkpoint> {
        let begun = child.assessments.iter().filter(|one| one.start <= self.day).max_by_key(|one| one.start);
        let Some(assessment) = begun else { return Vec::new() };
        let met = |number: u16| {
            records
                .iter()
                .filter(|one| one.stands_on(self.day) && one.decided_on >= assessment.start)
                .find(|one| one.checkpoint_day == Some(number))
                .map(|one| one.decided_on)
        };
        checkpoint_days(assessment.start, &self.policies, &self.days_off)
            .into_iter()
            .map(|(number, on, _)| Checkpoint { number, on, met_on: met(number) })
            .collect()
    }
}

/// Status, allocation and assessment as things that happened by the day, oldest first.
fn of_child(child: &Child, workers: &HashMap<WorkerId, Worker>, day: NaiveDate) -> Vec<Entry> {
    let name = |id: WorkerId| workers.get(&id).map(|one| one.name.clone()).unwrap_or_default();
    let mut entries = Vec::new();
    for change in &child.statuses {
        entries.push(Entry { on: change.since, what: Happening::Status(change.status) });
    }
    for (place, one) in child.allocations.iter().enumerate() {
        let what = Happening::Allocated { worker: name(one.worker), assumed: one.assumed };
        entries.push(Entry { on: one.from, what });
        // One that goes straight on to the next is told by the next.
        let next = child.allocations.get(place + 1).map(|next| next.from);
        if let Some(until) = one.until
            && until.succ_opt() != next
        {
            entries.push(Entry { on: until, what: Happening::AllocationEnded { worker: name(one.worker) } });
        }
    }
    for one in &child.assessments {
        entries.push(Entry { on: one.start, what: Happening::AssessmentBegan });
        if let Some(end) = one.end {
            entries.push(Entry { on: end, what: Happening::AssessmentEnded { began: one.start } });
        }
    }
    entries.retain(|entry| entry.on <= day);
    entries.sort_by_key(|entry| entry.on);
    entries
}

fn footprint(record: &Signed) -> Entry {
    let written = [field::DECISION, field::SITUATION, field::IMPACT];
    let words = written.iter().map(|key| record.answers.text(key)).find(|text| !text.trim().is_empty());
    let what = Happening::Record(Box::new(Footprint {
        id: record.id,
        lens: false,
        reason: record.head.reason.as_ref().map(reason_words(record.head.checkpoint_day)).unwrap_or_default(),
        signed_by: record.signed_by.clone(),
        words: words.unwrap_or_default().split_whitespace().take(WORDS).collect::<Vec<_>>().join(" "),
        review_on: record.answers.day(field::REVIEW_ON),
        actions: record.answers.actions(field::ACTION_TABLE).len(),
        withdrawn: record.withdrawn().is_some(),
        imported: record.imported,
    }));
    Entry { on: record.head.decided_on, what }
}

fn reason_words(checkpoint: Option<u16>) -> impl Fn(&Reason) -> String {
    move |reason| match checkpoint {
        Some(day) => format!("{}, day {day}", reason.words()),
        None => reason.words().to_owned(),
    }
}

/// A lens in a list, by the name of its form: `lens: risk assessment`.
fn lens_words(form: &str) -> String {
    format!("lens: {}", form.replace('-', " "))
}

/// A lens on its own, signed: no footprint, but it happened.
fn looked_through(record: &Signed) -> Entry {
    let first = record.answers.iter().find_map(|(key, _)| Some(record.answers.text(key)).filter(|one| !one.is_empty()));
    let what = Happening::Record(Box::new(Footprint {
        id: record.id,
        lens: true,
        reason: lens_words(&record.form),
        signed_by: record.signed_by.clone(),
        words: first.unwrap_or_default().split_whitespace().take(WORDS).collect::<Vec<_>>().join(" "),
        review_on: None,
        actions: record.answers.iter().map(|(key, _)| record.answers.actions(key).len()).sum(),
        withdrawn: record.withdrawn().is_some(),
        imported: record.imported,
    }));
    Entry { on: record.head.decided_on, what }
}

/// A draft as a list of drafts shows it.
pub(super) fn waiting(draft: &Draft, called: &str, day: NaiveDate) -> DraftRow {
    DraftRow {
        id: draft.id,
        child: draft.head.child,
        called: called.to_owned(),
        decided_on: draft.head.decided_on,
        reason: if draft.form == oversight_form::NAME {
            draft.head.reason.as_ref().map(reason_words(draft.head.checkpoint_day)).unwrap_or_default()
        } else {
            lens_words(&draft.form)
        },
        saved_at: on_the_wall(draft),
        still_needed: still_needed(&draft.form, &draft.head, &draft.answers, day).len(),
    }
}

fn on_the_wall(draft: &Draft) -> NaiveDateTime {
    draft.saved_at.with_timezone(&Local).naive_local()
}
