//! What People shows: every worker with the next date, the caseload and the ASYE. Not one worker's own page.

use crate::practice::child::ChildStatus;
use crate::practice::due::{Kind, Owed, SubjectId};
use crate::practice::reference::WorkerId;
use crate::practice::worker::Worker;
use crate::workbench::act::cover::CoverLine;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use std::collections::HashMap;

/// Everyone who is or was in the team. No `Debug`: it names people.
#[derive(Clone)]
pub struct PeoplePage {
    /// Every worker, by name; those to come and those who have left too.
    pub people: Vec<Person>,
    /// To whom the team is handed over on the day, if it is.
    pub cover: Option<CoverLine>,
}

/// One worker in the list.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// The worker.
    pub worker: Worker,
    /// The supervision owed next; `None` for one who has not started or has left.
    pub next: Option<Owed>,
    /// How many children of each status, the highest first; nothing of those closed.
    pub caseload: Vec<(ChildStatus, usize)>,
}

impl Person {
    /// How many children in all.
    pub fn children(&self) -> usize {
        self.caseload.iter().map(|(_, count)| count).sum()
    }
}

impl Desk {
    /// Everyone who is or was in the team, with the next date and the caseload.
    pub fn people_page(&self) -> Result<PeoplePage, Refusal> {
        let facts = self.team_facts()?;
        let mut next: HashMap<WorkerId, Owed> = HashMap::new();
        for owed in &facts.owed {
            if let (Kind::Supervision, SubjectId::Worker(worker)) = (owed.kind, &owed.subject.id) {
                next.insert(*worker, Owed::clone(owed));
            }
        }
        let mut caseloads: HashMap<WorkerId, Vec<ChildStatus>> = HashMap::new();
        for child in &facts.children {
            if let (Some(one), Some(status)) = (child.allocation_on(self.day), child.status_on(self.day)) {
                caseloads.entry(one.worker).or_default().push(status.status);
            }
        }
        let people = facts.workers.iter().map(|worker| {
            let statuses = caseloads.remove(&worker.id).unwrap_or_default();
            Person { next: next.remove(&worker.id), caseload: by_status(&statuses), worker: worker.clone() }
        });
        Ok(PeoplePage { people: people.collect(), cover: self.cover_now()? })
    }
}

/// How many of each status, the highest first.
fn by_status(statuses: &[ChildStatus]) -> Vec<(ChildStatus, usize)> {
    let mut counted: Vec<(ChildStatus, usize)> = ChildStatus::ALL
        .iter()
        .map(|status| (*status, statuses.iter().filter(|one| *one == status).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    counted.sort_by_key(|(status, _)| status.rank());
    counted
}
