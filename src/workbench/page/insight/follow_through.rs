//! What was asked and what came of it, in figures: in parts, by month and by worker.

use super::{InsightGroup, InsightOpens, InsightRow};
use crate::practice::action::{Action, ActionSubject};
use crate::practice::child::Child;
use crate::practice::date_words::short;
use crate::practice::due::compliance::first_of_month;
use crate::practice::follow_through::Figure;
use crate::practice::reference::{ChildId, WorkerId};
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The figures of what was asked, the actions behind them, each with the day it was asked for, and the children.
type Asked = (InsightGroup, Vec<(Action, NaiveDate)>, HashMap<ChildId, Child>);

impl Desk {
    /// What was asked on children since a day: all of it, then month by month, then by the worker responsible now.
    pub(super) fn follow_through(&self, from: NaiveDate) -> Result<Vec<InsightGroup>, Refusal> {
        let (group, asked, children) = self.what_was_asked(from)?;
        let by_month = self.asked_by_month(&asked, &group.rows);
        let by_worker = self.asked_by_worker(&asked, &group.rows, &children)?;
        Ok(vec![group, by_month, by_worker])
    }

    /// All that was asked on children since a day, with the actions, each with its day, and the children.
    pub(super) fn what_was_asked(&self, from: NaiveDate) -> Result<Asked, Refusal> {
        let mut group = InsightGroup::new(
            "WHAT WAS ASKED",
            "Actions asked for on children in this time. The five from done on time to open add up to what was asked.",
        );
        let mut asked = self.store.actions_asked(from, self.day, self.day)?;
        asked.retain(|(action, _)| matches!(action.subject, ActionSubject::Child(_)));
        let mut ids: Vec<ChildId> = asked.iter().filter_map(|(action, _)| action.subject.child()).collect();
        ids.sort_unstable();
        ids.dedup();
        let children: HashMap<ChildId, Child> =
            self.store.children_by_key(&ids)?.into_iter().map(|child| (child.id, child)).collect();
        for (action, asked_on) in &asked {
            let ActionSubject::Child(id) = action.subject else { continue };
            let called = children.get(&id).map(Child::called);
            group.add(self.action_row(action, *asked_on, id, called));
        }
        for figure in Figure::ALL.iter().copied() {
            let rows = asked.iter().enumerate().filter(|(_, (action, _))| figure.holds(action, self.day));
            let late = matches!(
                figure,
                Figure::DoneLate | Figure::NotDone | Figure::Overdue | Figure::RedatedAgain | Figure::WithoutDifference
            );
            let rows = rows.map(|(place, _)| place).collect();
            group.figure(figure.words(), late, rows);
        }
        Ok((group, asked, children))
    }

    /// Whether it has shown whether it was done by its date: what is open and not past it has not.
    fn is_decided(&self, action: &Action) -> bool {
        !Figure::Open.holds(action, self.day) || Figure::Overdue.holds(action, self.day)
    }

    fn done_on_time(&self, action: &Action) -> bool {
        Figure::DoneOnTime.holds(action, self.day)
    }

    fn asked_by_month(&self, asked: &[(Action, NaiveDate)], rows: &Arc<Vec<InsightRow>>) -> InsightGroup {
        let mut group = InsightGroup::of(
            "DONE ON TIME, BY THE MONTH IT WAS ASKED",
            "Of what was asked each month and is closed or past its date, how much was done by its date.",
            rows,
        );
        let mut by: BTreeMap<NaiveDate, Vec<(usize, bool)>> = BTreeMap::new();
        for (place, (action, asked_on)) in asked.iter().enumerate().filter(|(_, (one, _))| self.is_decided(one)) {
            by.entry(first_of_month(*asked_on)).or_default().push((place, self.done_on_time(action)));
        }
        for (month, of) in by {
            group.share(month.format("%B %Y").to_string(), false, &of);
        }
        group
    }

    fn asked_by_worker(
        &self,
        asked: &[(Action, NaiveDate)],
        rows: &Arc<Vec<InsightRow>>,
        children: &HashMap<ChildId, Child>,
    ) -> Result<InsightGroup, Refusal> {
        let mut group = InsightGroup::of(
            "DONE ON TIME, BY THE CHILD'S WORKER",
            "Of what was asked and is closed or past its date, how much was done by its date; by the child's worker today.",
            rows,
        );
        let names: HashMap<WorkerId, String> =
            self.store.workers()?.into_iter().map(|worker| (worker.id, worker.name)).collect();
        // Two may share a name.
        let mut by: BTreeMap<(&str, WorkerId), Vec<(usize, bool)>> = BTreeMap::new();
        let mut alone = Vec::new();
        for (place, (action, _)) in asked.iter().enumerate().filter(|(_, (one, _))| self.is_decided(one)) {
            let ActionSubject::Child(child) = action.subject else { continue };
            let worker = children.get(&child).and_then(|child| child.allocation_on(self.day)).map(|one| one.worker);
            let one = (place, self.done_on_time(action));
            match worker.and_then(|worker| Some((names.get(&worker)?.as_str(), worker))) {
                Some(worker) => by.entry(worker).or_default().push(one),
                None => alone.push(one),
            }
        }
        for ((name, _), of) in by {
            group.share(name, true, &of);
        }
        if !alone.is_empty() {
            group.share("no worker today", false, &alone);
        }
        Ok(group)
    }

    fn action_row(&self, action: &Action, asked_on: NaiveDate, child: ChildId, called: Option<&str>) -> InsightRow {
        let moved = match action.redated {
            0 => String::new(),
            1 => ", moved once".to_owned(),
            times => format!(", moved {times} times"),
        };
        let part = Figure::part_of(action, self.day);
        let when = match action.closed_on {
            Some(on) => format!("{} {}, due {}", part.words(), short(on), short(action.due_on)),
            None => format!("{}, due {}", part.words(), short(action.due_on)),
        };
        InsightRow {
            opens: action.record.map_or(InsightOpens::Child(child), InsightOpens::Record),
            who: called.unwrap_or_default().to_owned(),
            words: format!("{} {}", action.id, action.action),
            note: format!("{when}{moved}; asked {}", short(asked_on)),
        }
    }
}
