//! What is read of an open file beyond what is owed: actions, drafts with their child, searching, and the check of the
//! whole. Changes nothing.

use super::desk::Desk;
use super::refusal::Refusal;
use crate::exchange::print::actions::ActionRow;
use crate::practice::action::{Action, ActionStatus, ActionSubject, Whose};
use crate::practice::child::Child;
use crate::practice::due::SubjectId;
use crate::practice::due::action::whose;
use crate::practice::oversight::Draft;
use crate::practice::oversight_form;
use crate::practice::reference::{ChildId, DraftId, RecordId, Reference, WorkerId};
use crate::store::{ActionFilter, Hit, Looking, Tampering, Verified};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The most places that a search gives.
const MOST_FOUND: usize = 500;

/// Which actions are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActionsAsked {
    /// How they stand.
    pub standing: Standing,
    /// Only those for this child.
    pub child: Option<ChildId>,
    /// Only those in this worker's own file, or that this worker is to do.
    pub worker: Option<WorkerId>,
}

/// How an action stands on the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Any way.
    #[default]
    Any,
    /// Open.
    Open,
    /// Open, and past its date.
    Overdue,
    /// Open, and moved later at least once.
    Drifting,
    /// Closed.
    Closed,
}

/// An action with whom it concerns. `Debug` is the action's, which shows no words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionLine {
    /// The action.
    pub action: Action,
    /// The child it is for.
    pub child: Option<Reference>,
    /// The worker in whose file it stands.
    pub worker: Option<Reference>,
    /// Whether the supervisor must act.
    pub whose: Whose,
}

impl ActionLine {
    /// As it is printed on a day.
    pub fn printed(self, day: NaiveDate) -> ActionRow {
        let action = self.action;
        ActionRow {
            reference: action.id,
            child: self.child,
            worker: self.worker,
            days_overdue: (action.status == ActionStatus::Open).then(|| (day - action.due_on).num_days()),
            action: action.action,
            change_needed: (!action.change_needed.is_empty()).then_some(action.change_needed),
            owner: action.owner,
            whose: self.whose,
            due_on: action.due_on,
            first_due_on: action.first_due_on,
            redated: action.redated,
            status: action.status,
            closed_on: action.closed_on,
            difference: (!action.difference.is_empty()).then_some(action.difference),
            record: action.record,
        }
    }
}

/// A place that a search found, with the reference of whom it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The place; its section is a section of the form, where it stands in one.
    pub hit: Hit,
    /// The reference of the child or worker.
    pub subject: Option<Reference>,
}

impl Desk {
    /// Actions as they stand on the day: those open first, each group by due date.
    pub fn actions(&self, asked: ActionsAsked) -> Result<Vec<ActionLine>, Refusal> {
        let filter = match (asked.child, asked.standing) {
            (Some(child), _) => ActionFilter::Of(ActionSubject::Child(child)),
            (None, Standing::Any) => ActionFilter::All,
            (None, Standing::Open | Standing::Overdue | Standing::Drifting) => ActionFilter::Open,
            (None, Standing::Closed) => ActionFilter::Closed,
        };
        let mut actions = self.store.actions(filter, self.day)?;
        actions
            .retain(|one| self.stands(one, asked.standing) && asked.worker.is_none_or(|worker| concerns(one, worker)));
        actions.sort_by_key(|one| (one.status != ActionStatus::Open, one.due_on, one.id));
        self.action_lines(actions)
    }

    fn stands(&self, action: &Action, standing: Standing) -> bool {
        let open = action.status == ActionStatus::Open;
        match standing {
            Standing::Any => true,
            Standing::Open => open,
            Standing::Overdue => open && action.due_on < self.day,
            Standing::Drifting => open && action.redated > 0,
            Standing::Closed => !open,
        }
    }

    /// The actions that a record asked for, by due date.
    pub fn actions_from(&self, record: RecordId) -> Result<Vec<ActionLine>, Refusal> {
        self.action_lines(self.store.actions(ActionFilter::From(record), self.day)?)
    }

    pub(super) fn action_lines(&self, actions: Vec<Action>) -> Result<Vec<ActionLine>, Refusal> {
        let mut names = Names::of(self);
        actions
            .into_iter()
            .map(|action| {
                let (child, worker) = match action.subject {
                    ActionSubject::Child(id) => (names.child(id)?, None),
                    ActionSubject::Worker(id) => (None, names.worker(id)?),
                };
                let whose = whose(&action.owner, &self.settings.supervisor);
                Ok(ActionLine { action, child, worker, whose })
            })
            .collect()
    }

    /// Every draft with its child, by child's reference, day and number.
    pub fn drafts(&self) -> Result<Vec<(Draft, Child)>, Refusal> {
        let mut drafts = Vec::new();
        for draft in self.store.drafts()? {
            let child = self.child(draft.head.child)?;
            drafts.push((draft, child));
        }
        drafts.sort_by(|(a, of), (b, or)| {
            (&of.reference, a.head.decided_on, a.id).cmp(&(&or.reference, b.head.decided_on, b.id))
        });
        Ok(drafts)
    }

    /// One draft.
    pub fn draft(&self, id: DraftId) -> Result<Draft, Refusal> {
        self.store.draft(id)?.ok_or_else(|| Refusal::NotThere(format!("draft {id}")))
    }

    /// One child, by the file's own key.
    pub fn child(&self, id: ChildId) -> Result<Child, Refusal> {
        self.store.child(id)?.ok_or_else(|| Refusal::NotThere("such child".to_owned()))
    }

    /// The reference of a worker; `None` where the key leads nowhere.
    pub fn worker_reference(&self, id: WorkerId) -> Result<Option<Reference>, Refusal> {
        Ok(self.store.worker(id)?.map(|worker| worker.reference))
    }

    /// Where words are found: names, drafts, signed records and their addenda, actions.
    pub fn search(&self, words: &str) -> Result<Vec<Found>, Refusal> {
        let mut names = Names::of(self);
        self.store
            .search(words, MOST_FOUND)?
            .into_iter()
            .map(|mut hit| {
                let subject = match hit.subject {
                    SubjectId::Child(id) => names.child(id)?,
                    SubjectId::Worker(id) => names.worker(id)?,
                };
                hit.section = hit.section.map(section_of);
                Ok(Found { hit, subject })
            })
            .collect()
    }

    /// Checks the whole file against tampering; `tell` hears in a few words what is being looked at.
    pub fn verify(&self, mut tell: impl FnMut(&str)) -> Result<Verified, Tampering> {
        self.store.verify(|looking| match looking {
            Looking::Pages => tell("looking at every page"),
            Looking::Structure => tell("comparing the structure"),
            Looking::Acts(done, all) => tell(&format!("following the trail: {done} of {all}")),
            Looking::Records(done, all) => tell(&format!("reading signed records: {done} of {all}")),
        })
    }
}

/// Whether an action stands in a worker's own file, or is theirs to do.
fn concerns(action: &Action, worker: WorkerId) -> bool {
    action.subject == ActionSubject::Worker(worker) || action.owner_worker == Some(worker)
}

/// The section that a field of the oversight form stands in; any other place keeps its name.
fn section_of(place: String) -> String {
    let found = oversight_form::FIELDS.iter().find(|(_, field, _)| *field == place);
    found.map_or(place, |(section, _, _)| section.code().to_owned())
}

/// References looked up once each.
struct Names<'a> {
    desk: &'a Desk,
    children: HashMap<ChildId, Option<Reference>>,
    workers: HashMap<WorkerId, Option<Reference>>,
}

impl<'a> Names<'a> {
    fn of(desk: &'a Desk) -> Self {
        Self { desk, children: HashMap::new(), workers: HashMap::new() }
    }

    fn child(&mut self, id: ChildId) -> Result<Option<Reference>, Refusal> {
        if let Some(known) = self.children.get(&id) {
            return Ok(known.clone());
        }
        let reference = self.desk.store.child(id)?.map(|child| child.reference);
        self.children.insert(id, reference.clone());
        Ok(reference)
    }

    fn worker(&mut self, id: WorkerId) -> Result<Option<Reference>, Refusal> {
        if let Some(known) = self.workers.get(&id) {
            return Ok(known.clone());
        }
        let reference = self.desk.worker_reference(id)?;
        self.workers.insert(id, reference.clone());
        Ok(reference)
    }
}
