//! What People shows: every worker with the next date, the caseload and the ASYE. Not one worker's own page.

use crate::practice::child::ChildStatus;
use crate::practice::due::Owed;
use crate::practice::worker::Worker;

/// Everyone who is or was in the team. No `Debug`: it names people.
#[derive(Clone)]
pub struct PeoplePage {
    /// Every worker, by name; those to come and those who have left too.
    pub people: Vec<Person>,
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
