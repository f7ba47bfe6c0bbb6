//! Children: add one, put details right, status, allocation, assessment, and two entries of one child made one. Not what
//! is owed to them: that is reckoned anew each time.

use crate::practice::child::{Allocation, Assessment, Child, ChildStatus, StatusChange, never_born_on};
use crate::practice::date_words::with_weekday;
use crate::practice::milestone::{Happened, TakenBack};
use crate::practice::reference::{ChildId, Reference, WorkerId};
use crate::practice::sentence::capital;
use crate::store::{ChildDetails, StoreError};
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::refusal::Refusal;
use chrono::{Days, NaiveDate};
use std::fmt;

/// Something done with a child's details; answered by [`Msg::Done`].
#[derive(Clone, PartialEq, Eq)]
pub enum ChildAct {
    /// Adds one.
    Add {
        /// The details.
        entry: ChildEntry,
        /// The status.
        status: ChildStatus,
        /// Since when.
        since: NaiveDate,
        /// Who is responsible from that day on; `None` for nobody yet.
        worker: Option<WorkerId>,
    },
    /// Puts details right; a former name or reference is kept.
    Change {
        /// The child.
        child: ChildId,
        /// The details as they are to be.
        entry: ChildEntry,
    },
    /// Sets a status from a day on. Closing ends the allocation the same day; open actions stay.
    SetStatus {
        /// The child.
        child: ChildId,
        /// The status.
        status: ChildStatus,
        /// Its first day.
        since: NaiveDate,
    },
    /// Takes a status away that was entered in error, by its first day. Only after a yes.
    RemoveStatus {
        /// The child.
        child: ChildId,
        /// Its first day.
        since: NaiveDate,
    },
    /// Gives the child to a worker from a day on, or to nobody.
    Allocate {
        /// The child.
        child: ChildId,
        /// The worker; `None` for nobody.
        worker: Option<WorkerId>,
        /// The first day.
        from: NaiveDate,
    },
    /// Begins an assessment, or ends or corrects the one that began on that day.
    SetAssessment {
        /// The child.
        child: ChildId,
        /// The assessment as it is to be.
        assessment: Assessment,
    },
    /// Enters that a milestone of the child's plan happened on a day.
    SetMilestone {
        /// The child.
        child: ChildId,
        /// The policy's key of the milestone.
        key: String,
        /// The day.
        on: NaiveDate,
    },
    /// Takes a milestone back that was entered in error.
    TakeMilestoneBack {
        /// The child.
        child: ChildId,
        /// The policy's key of the milestone.
        key: String,
        /// The day that was entered.
        on: NaiveDate,
        /// Why it goes.
        why: String,
    },
    /// Makes two entries of one child one. Only after a yes.
    Merge {
        /// The entry that goes.
        duplicate: ChildId,
        /// The entry that stays.
        into: ChildId,
    },
}

/// A child's details as entered. `Debug` shows the reference only.
#[derive(Clone, PartialEq, Eq)]
pub struct ChildEntry {
    /// The authority's reference.
    pub reference: Reference,
    /// The name, if one is given.
    pub name: Option<String>,
    /// Date of birth, if known; for an unborn child the day it is expected.
    pub born_on: Option<NaiveDate>,
    /// What the children of one family share, if recorded.
    pub family: Option<String>,
}

impl fmt::Debug for ChildEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChildEntry").field("reference", &self.reference).finish_non_exhaustive()
    }
}

impl From<ChildEntry> for ChildDetails {
    fn from(entry: ChildEntry) -> Self {
        Self { reference: entry.reference, name: entry.name, born_on: entry.born_on, family: entry.family }
    }
}

impl Desk {
    /// Does something with a child's details.
    pub fn child_act(&mut self, act: ChildAct) -> Result<Vec<Msg>, Refusal> {
        let by = self.by();
        let said = match act {
            ChildAct::Add { entry, status, since, worker } => {
                self.could_be(&entry, None, Some(since))?;
                let reference = entry.reference.clone();
                self.store.change::<_, StoreError>(&by, |change| {
                    let child = change.add_child(&entry.into())?;
                    change.set_status(child, StatusChange { status, since })?;
                    worker.map_or(Ok(()), |worker| change.allocate(child, worker, since, false))
                })?;
                format!("{reference} added: {}.", status.words())
            }
            ChildAct::Change { child, entry } => {
                let before = self.child_of(child)?;
                self.could_be(&entry, Some(&before), before.known_since())?;
                self.store.change(&by, |change| change.change_child(child, &entry.into()))?;
                "Put right; what was there before is kept.".to_owned()
            }
            ChildAct::SetStatus { child, status, since } => {
                self.store.change::<_, StoreError>(&by, |change| {
                    change.set_status(child, StatusChange { status, since })?;
                    if status == ChildStatus::Closed { change.end_allocation(child, since) } else { Ok(()) }
                })?;
                format!("{} from {}.", capital(status.words()), with_weekday(since))
            }
            ChildAct::RemoveStatus { child, since } => self.take_status_back(child, since)?,
            ChildAct::Allocate { child, worker: Some(worker), from } => {
                self.store.change(&by, |change| change.allocate(child, worker, from, false))?;
                format!("Allocated from {}.", with_weekday(from))
            }
            ChildAct::Allocate { child, worker: None, from } => {
                let last = from.checked_sub_days(Days::new(1)).unwrap_or(from);
                self.store.change(&by, |change| change.end_allocation(child, last))?;
                format!("With no worker from {}.", with_weekday(from))
            }
            ChildAct::SetAssessment { child, assessment } => {
                if assessment.end.is_some_and(|end| end < assessment.start) {
                    return Err(Refusal::NotPossible("an assessment cannot end before it begins".to_owned()));
                }
                self.store.change(&by, |change| change.set_assessment(child, assessment))?;
                match assessment.end {
                    None => format!("Assessment began on {}.", with_weekday(assessment.start)),
                    Some(end) => format!("Assessment ended on {}.", with_weekday(end)),
                }
            }
            ChildAct::SetMilestone { child, key, on } => {
                let happened = Happened { key, on };
                let new = self.store.change(&by, |change| change.set_milestone(child, &happened))?;
                if new { format!("Kept: {}.", with_weekday(on)) } else { "That day was entered already.".to_owned() }
            }
            ChildAct::TakeMilestoneBack { child, key, on, why } => {
                let why = why.trim().to_owned();
                if why.is_empty() {
                    return Err(Refusal::NotPossible("say why it is taken back".to_owned()));
                }
                let taken = TakenBack { happened: Happened { key, on }, taken_on: self.day, why };
                if self.store.change(&by, |change| change.take_milestone_back(child, &taken))? {
                    format!("Taken back: {}. That it was entered, and why it went, stays.", with_weekday(on))
                } else {
                    "It was taken back already.".to_owned()
                }
            }
            ChildAct::Merge { duplicate, into } => {
                self.store.change(&by, |change| change.merge_children(duplicate, into))?;
                "The two entries are one now; both references lead to it.".to_owned()
            }
        };
        Ok(vec![Msg::Done(said)])
    }
}

impl Desk {
    /// Refuses a birth and a reference that no child can have; what stood there before is not asked about again.
    fn could_be(&self, entry: &ChildEntry, before: Option<&Child>, since: Option<NaiveDate>) -> Result<(), Refusal> {
        let born = entry.born_on.filter(|_| before.is_none_or(|before| before.born_on != entry.born_on));
        if let Some(why) = born.and_then(|born| never_born_on(born, since, self.day)) {
            return Err(Refusal::at("born_on", why));
        }
        if entry.reference.is_like_a_name() && before.is_none_or(|before| before.reference != entry.reference) {
            let why =
                "This reads like a name, which has a field of its own: type the reference that your own system has.";
            return Err(Refusal::at("reference", why));
        }
        Ok(())
    }

    /// Takes a status away that was entered in error; an allocation that ended with a wrong closing goes on.
    fn take_status_back(&mut self, id: ChildId, since: NaiveDate) -> Result<String, Refusal> {
        let child = self.child_of(id)?;
        let Some(wrong) = child.statuses.iter().find(|one| one.since == since).copied() else {
            return Err(Refusal::NotPossible(format!("no status begins on {}; look again", with_weekday(since))));
        };
        if child.statuses.len() < 2 {
            return Err(Refusal::NotPossible(
                "this is the only status there is; set another first, then take this one away".to_owned(),
            ));
        }
        let ended = child.allocations.iter().find(|one| one.until == Some(since)).copied();
        let ended = ended.filter(|_| wrong.status == ChildStatus::Closed);
        let by = self.by();
        self.store.change::<_, StoreError>(&by, |change| {
            change.remove_status(id, since)?;
            ended.map_or(Ok(()), |one| change.set_allocation(id, Allocation { until: None, ..one }))
        })?;
        let now = self.child_of(id)?.status_on(self.day);
        let now = now.map_or_else(
            || "no status is known today".to_owned(),
            |now| format!("the status is {}, since {}", now.status.words(), with_weekday(now.since)),
        );
        let worker = if ended.is_some() { ", and the child is with the same worker again" } else { "" };
        Ok(format!("Taken back: {now}{worker}."))
    }
}
