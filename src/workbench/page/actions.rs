//! What the list of actions shows. Not the oversight that asked for them.

use super::worker_name::WorkerName;
use crate::practice::action::{Action, ActionStatus, ActionSubject, Whose};
use crate::practice::child::{Child, ChildStatus};
use crate::practice::due::State;
use crate::practice::due::action::whose;
use crate::practice::reference::{ActionId, ChildId, WorkerId};
use crate::practice::same_again::{Left, asking};
use crate::practice::worker::Worker;
use crate::store::ActionFilter;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{Months, NaiveDate};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// How many closed actions a list holds at most.
const MOST_CLOSED: usize = 2_000;

/// The open actions, worst first, or those that are closed, newest first. No `Debug`: it is case text.
#[derive(Clone)]
pub struct ActionsPage {
    /// Whether these are the closed ones.
    pub closed: bool,
    /// Of closed ones, the first day shown where that is later than twelve months ago, since very many have been closed.
    pub since: Option<NaiveDate>,
    /// One row each.
    pub rows: Vec<ActionLine>,
    /// The team on the day, by name.
    pub workers: Vec<WorkerName>,
}

/// One action with whom it concerns.
#[derive(Clone, PartialEq, Eq)]
pub struct ActionLine {
    /// The action.
    pub action: Action,
    /// The child's or worker's name, or the child's reference where no name was given.
    pub called: String,
    /// Their reference.
    pub reference: String,
    /// The child's status; `None` for a worker.
    pub status: Option<ChildStatus>,
    /// The worker responsible for the child.
    pub worker: Option<String>,
    /// How its date stands on the day.
    pub state: State,
    /// Who must act.
    pub whose: Whose,
    /// Whether it was moved, carried or left undone before, and asks for a decision.
    pub asks: bool,
}

impl Desk {
    /// The open actions, worst first, or those closed in the last twelve months, newest first, but of these no more than
    /// a stated number of them: what was closed before is found by search and on the child's page, and a list must not grow with
    /// all history.
    pub fn actions_page(&self, closed: bool) -> Result<ActionsPage, Refusal> {
        let facts = self.team_facts()?;
        let year = self.day.checked_sub_months(Months::new(12)).unwrap_or(self.day);
        let since = if closed { self.store.last_closed_from(MOST_CLOSED, self.day)? } else { None };
        let since = since.filter(|since| *since > year);
        let filter = if closed { ActionFilter::ClosedSince(since.unwrap_or(year)) } else { ActionFilter::Open };
        let actions = self.store.actions(filter, self.day)?;
        let workers: HashMap<WorkerId, &Worker> = facts.workers.iter().map(|one| (one.id, one)).collect();
        let mut children: HashMap<ChildId, &Child> = facts.children.iter().map(|one| (one.id, one)).collect();
        let mut others: Vec<ChildId> = actions.iter().filter_map(|action| action.subject.child()).collect();
        others.retain(|child| !children.contains_key(child));
        others.sort_unstable();
        others.dedup();
        let others = self.store.children_by_key(&others)?;
        children.extend(others.iter().map(|one| (one.id, one)));
        let asks = self.asking_of(&actions)?;
        let mut rows: Vec<ActionLine> =
            actions.into_iter().map(|action| self.line(action, &children, &workers)).collect();
        for row in &mut rows {
            row.asks = asks.contains(&row.action.id);
        }
        if closed {
            rows.sort_by_key(|row| (Reverse(row.action.closed_on), Reverse(row.action.id)));
        } else {
            rows.sort_by_key(|row| {
                let rank = row.status.map_or(u8::MAX, ChildStatus::rank);
                (Reverse(row.state.days_overdue()), rank, row.action.id)
            });
        }
        Ok(ActionsPage { closed, since, rows, workers: self.team_among(&facts.workers) })
    }

    /// Of these, those that ask for a decision, by what was left of all that was ever asked on the same child or worker.
    fn asking_of(&self, actions: &[Action]) -> Result<HashSet<ActionId>, Refusal> {
        let mut left: HashMap<ActionSubject, Vec<Left>> = HashMap::new();
        if actions.iter().any(|one| one.status == ActionStatus::Open) {
            for one in self.store.left_undone(self.day)? {
                left.entry(one.subject).or_default().push(one);
            }
        }
        let mut by_subject: HashMap<ActionSubject, Vec<&Action>> = HashMap::new();
        for one in actions {
            by_subject.entry(one.subject).or_default().push(one);
        }
        let left_on = |subject| left.get(&subject).map_or(&[][..], Vec::as_slice);
        Ok(by_subject.into_iter().flat_map(|(subject, open)| asking(open, left_on(subject))).collect())
    }

    fn line(
        &self,
        action: Action,
        children: &HashMap<ChildId, &Child>,
        workers: &HashMap<WorkerId, &Worker>,
    ) -> ActionLine {
        let (called, reference, status, worker) = match action.subject {
            ActionSubject::Child(id) => children.get(&id).map_or_else(Default::default, |child| {
                let worker = child.allocation_on(self.day).and_then(|one| workers.get(&one.worker));
                let status = child.status_on(self.day).map(|now| now.status);
                let (called, reference) = (child.called().to_owned(), child.reference.to_string());
                (called, reference, status, worker.map(|one| one.name.clone()))
            }),
            ActionSubject::Worker(id) => workers
                .get(&id)
                .map_or_else(Default::default, |one| (one.name.clone(), one.reference.to_string(), None, None)),
        };
        ActionLine {
            state: State::of(action.due_on, self.day, self.policies.on(self.day).notice.value),
            whose: whose(&action.owner, &self.settings.supervisor),
            action,
            called,
            reference,
            status,
            worker,
            asks: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::same_again::{asks_for_decision, worded_alike};
    use crate::store::Store;
    use crate::workbench::configuration::Configuration;
    use crate::workbench::demo::{Size, make};
    use rstest::rstest;

    /// The mark is read from what was left of all at once; the action's own page asks its child alone. They must agree, and
    /// on a past day too, when what was left since was still open.
    #[rstest]
    #[case::today("2026-11-20")]
    #[case::in_the_summer("2026-07-15")]
    fn the_mark_in_the_list_is_what_each_action_asks_by_itself(#[case] day: &str) {
        let mut store = Store::in_memory().unwrap();
        let at = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let made_on = "2026-11-20".parse().unwrap();
        make(&mut store, 7, made_on, Size::Team, at, |_, _| std::ops::ControlFlow::Continue(())).unwrap();
        let desk = Desk::of(store, day.parse().unwrap(), Configuration::default()).unwrap();
        let page = desk.actions_page(false).unwrap();
        let asks_alone = |action: &Action| {
            let all = desk.store.actions(ActionFilter::Of(action.subject), desk.day).unwrap();
            let alike = worded_alike(&action.action, &all, Some(action.id));
            action.escalation.is_none() && asks_for_decision(action.redated, &alike)
        };
        let alone: Vec<ActionId> =
            page.rows.iter().map(|row| &row.action).filter(|one| asks_alone(one)).map(|one| one.id).collect();
        let marked: Vec<ActionId> = page.rows.iter().filter(|row| row.asks).map(|row| row.action.id).collect();
        assert_eq!(marked, alone);
        assert!(!marked.is_empty() && marked.len() < page.rows.len());
    }
}
