//! A worker by name, to be picked by a few letters. Not the worker's page.

use crate::practice::reference::{Reference, WorkerId};
use crate::practice::worker::Worker;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;

/// A worker of the team on the day. No `Debug`: it is a name.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkerName {
    /// The worker.
    pub id: WorkerId,
    /// The authority's reference.
    pub reference: Reference,
    /// The name, in full.
    pub name: String,
}

impl Desk {
    /// Who is in the team on the day, by name.
    pub fn team_names(&self) -> Result<Vec<WorkerName>, Refusal> {
        Ok(self.team_among(&self.store.workers()?))
    }

    /// Those of these workers who are in the team on the day.
    pub(super) fn team_among(&self, workers: &[Worker]) -> Vec<WorkerName> {
        let now = workers.iter().filter(|worker| worker.in_team(self.day));
        now.map(|one| WorkerName { id: one.id, reference: one.reference.clone(), name: one.name.clone() }).collect()
    }
}
