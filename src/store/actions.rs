//! Actions, as they stand and as they stood on any past day. What is written of them stands apart.

mod writing;

use super::action_events::{EVENTS_SINCE, event, undo};
use super::column;
use super::{Store, StoreError};
use crate::practice::action::{Action, ActionStatus, ActionSubject, Escalation};
use crate::practice::reference::{ActionId, ChildId, RecordId, WorkerId};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Params, Row, params};
use std::collections::HashMap;

/// Which actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionFilter {
    /// Every one.
    All,
    /// Those open on the day.
    Open,
    /// Those closed by the day.
    Closed,
    /// Those closed from this day on, by the day.
    ClosedSince(NaiveDate),
    /// Those of a child or a worker's own, open and closed.
    Of(ActionSubject),
    /// Those a record asked for.
    From(RecordId),
    /// Those a worker is to do, open on the day.
    OwnedBy(WorkerId),
}

/// The first and the last day that a file can name.
const EARLIEST: NaiveDate = NaiveDate::MIN;
const LATEST: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(last) => last,
    None => NaiveDate::MAX,
};

/// From the same index, of each child with an action due only after a day, the first such day.
const NEXT_OPEN: &str = "SELECT child, min(due_on) FROM action INDEXED BY action_open
     WHERE closed_on IS NULL AND due_on > ?1 AND child IS NOT NULL AND (agreed_on IS NULL OR agreed_on <= ?2)
     GROUP BY child";
const COLUMNS: &str = "SELECT id, child, worker, record, change_needed, action, owner, owner_worker, due_on,
     first_due_on, redated, status, closed_on, difference, agreed_on, escalated_to, protocol, escalates FROM action";
/// What is open now and due between two days, from an index that holds nothing else, by that day.
const OPEN_NOW: &str = "SELECT id, child, worker, record, change_needed, action, owner, owner_worker, due_on,
     first_due_on, redated, 'open', NULL, '', agreed_on, escalated_to, protocol, escalates
     FROM action INDEXED BY action_open WHERE closed_on IS NULL AND due_on BETWEEN ?1 AND ?2";
/// What was open on the day and has been closed since.
const CLOSED_LATER: &str = "WHERE closed_on > ?1";
const CLOSED: &str = "WHERE id IN (SELECT id FROM action WHERE closed_on <= ?1
     UNION SELECT action FROM action_event WHERE day > ?1)";
const CLOSED_SINCE: &str = "WHERE id IN (SELECT id FROM action WHERE closed_on BETWEEN ?2 AND ?1
     UNION SELECT action FROM action_event WHERE day > ?1)";
/// The day of the first closing that is one too many, going back.
const CLOSED_FROM: &str =
    "SELECT closed_on FROM action WHERE closed_on <= ?1 ORDER BY closed_on DESC LIMIT 1 OFFSET ?2";
const OF_CHILD: &str = "WHERE child = ?1";
const OF_WORKER: &str = "WHERE worker = ?1";
const OF_RECORD: &str = "WHERE record = ?1";
const OWNED: &str = "WHERE id IN (SELECT id FROM action WHERE owner_worker = ?1 AND closed_on IS NULL
     UNION SELECT id FROM action WHERE owner_worker = ?1 AND closed_on > ?2
     UNION SELECT action FROM action_event WHERE owner_worker_was = ?1 AND day > ?2)";
const ONE: &str = "WHERE id = ?1";
/// Asked for between two days; where nobody knows when, by the date it was due at first.
const ASKED: &str = "WHERE coalesce(agreed_on, first_due_on) BETWEEN ?1 AND ?2";
fn action(row: &Row<'_>) -> rusqlite::Result<(Action, Option<NaiveDate>)> {
    let action = Action {
        id: column::key(row, 0, ActionId)?,
        subject: subject(row, 1)?,
        record: column::maybe_key(row, 3, RecordId)?,
        change_needed: row.get(4)?,
        action: row.get(5)?,
        owner: row.get(6)?,
        owner_worker: column::maybe_key(row, 7, WorkerId)?,
        due_on: column::day(row, 8)?,
        first_due_on: column::day(row, 9)?,
        redated: row.get(10)?,
        status: column::code(row, 11, ActionStatus::from_code)?,
        closed_on: column::maybe_day(row, 12)?,
        difference: row.get(13)?,
        escalation: escalation(row)?,
    };
    Ok((action, column::maybe_day(row, 14)?))
}

/// Whom an action concerns, from the columns of the child and the worker: the one that is named and the next.
pub(super) fn subject(row: &Row<'_>, child: usize) -> rusqlite::Result<ActionSubject> {
    match (column::maybe_key(row, child, ChildId)?, column::maybe_key(row, child + 1, WorkerId)?) {
        (Some(child), _) => Ok(ActionSubject::Child(child)),
        (None, Some(worker)) => Ok(ActionSubject::Worker(worker)),
        (None, None) => Err(column::unknown(child)),
    }
}

fn escalation(row: &Row<'_>) -> rusqlite::Result<Option<Escalation>> {
    let Some(to) = row.get(15)? else { return Ok(None) };
    Ok(Some(Escalation { to, protocol: row.get(16)?, about: column::maybe_key(row, 17, ActionId)? }))
}

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    let by_filter = [CLOSED_LATER, CLOSED, CLOSED_SINCE, OF_CHILD, OF_WORKER, OF_RECORD, OWNED, ONE, ASKED];
    let mut all: Vec<String> = by_filter.iter().map(|which| format!("{COLUMNS} {which}")).collect();
    all.extend([OPEN_NOW, NEXT_OPEN, CLOSED_FROM].map(str::to_owned));
    all
}

/// What Today asks of it.
#[cfg(test)]
pub(super) fn open_now() -> Vec<String> {
    vec![OPEN_NOW.to_owned(), NEXT_OPEN.to_owned()]
}

impl Store {
    /// Actions as they stood on a day, by due date. Those agreed only later are unknown.
    pub fn actions(&self, filter: ActionFilter, day: NaiveDate) -> Result<Vec<Action>, StoreError> {
        match filter {
            ActionFilter::All => self.actions_where("", [], day),
            ActionFilter::Open => self.open_actions_due(EARLIEST, LATEST, day),
            ActionFilter::Closed => self.actions_where(CLOSED, [day], day).map(only(false)),
            ActionFilter::ClosedSince(since) => {
                let mut closed = self.actions_where(CLOSED_SINCE, [day, since], day).map(only(false))?;
                // One closed earlier comes along where something happened to it after the day.
                closed.retain(|action| action.closed_on.is_some_and(|on| on >= since));
                Ok(closed)
            }
            ActionFilter::Of(ActionSubject::Child(child)) => self.actions_where(OF_CHILD, [child.0], day),
            ActionFilter::Of(ActionSubject::Worker(worker)) => self.actions_where(OF_WORKER, [worker.0], day),
            ActionFilter::From(record) => self.actions_where(OF_RECORD, [record.0], day),
            ActionFilter::OwnedBy(worker) => {
                let mut owned = self.actions_where(OWNED, params![worker.0, day], day).map(only(true))?;
                // One given to this worker, or taken from them, after the day is as it was on the day.
                owned.retain(|action| action.owner_worker == Some(worker));
                Ok(owned)
            }
        }
    }

    /// The day from which on at most so many actions were closed by a day: all of those closed on one day, or none.
    pub fn last_closed_from(&self, most: usize, day: NaiveDate) -> Result<Option<NaiveDate>, StoreError> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut query = self.conn.prepare_cached(CLOSED_FROM)?;
        let before: Option<NaiveDate> = query.query_row(params![day, most], |row| row.get(0)).optional()?;
        Ok(before.and_then(|before| before.succ_opt()))
    }

    /// Actions asked for between two days, as they stood on a day, by due date, each with the day it was asked for: the
    /// day it was agreed or, where nobody knows, the date it was due at first.
    pub fn actions_asked(
        &self,
        from: NaiveDate,
        until: NaiveDate,
        day: NaiveDate,
    ) -> Result<Vec<(Action, NaiveDate)>, StoreError> {
        let asked = self.actions_with_agreement(ASKED, [from, until], day)?;
        let on = |(action, agreed): (Action, Option<NaiveDate>)| {
            let asked_on = agreed.unwrap_or(action.first_due_on);
            (action, asked_on)
        };
        Ok(asked.into_iter().map(on).collect())
    }

    /// One action as it stands now.
    pub fn action(&self, id: ActionId) -> Result<Option<Action>, StoreError> {
        let mut query = self.conn.prepare_cached(&format!("{COLUMNS} {ONE}"))?;
        Ok(query.query_row([id.0], action).optional()?.map(|(action, _)| action))
    }

    /// The day an action was agreed, if known.
    pub fn action_agreed_on(&self, id: ActionId) -> Result<Option<NaiveDate>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT agreed_on FROM action WHERE id = ?1")?;
        Ok(query.query_row([id.0], |row| row.get(0)).optional()?.flatten())
    }

    fn actions_where(&self, which: &str, params: impl Params, day: NaiveDate) -> Result<Vec<Action>, StoreError> {
        Ok(self.actions_with_agreement(which, params, day)?.into_iter().map(|(action, _)| action).collect())
    }

    fn actions_with_agreement(
        &self,
        which: &str,
        params: impl Params,
        day: NaiveDate,
    ) -> Result<Vec<(Action, Option<NaiveDate>)>, StoreError> {
        let mut query = self.conn.prepare_cached(&format!("{COLUMNS} {which}"))?;
        let actions = query.query_map(params, action)?.collect::<Result<_, _>>()?;
        self.as_they_stood(actions, day)
    }

    /// Actions open on a day and then due by another, as they stood on it, by due date: of thousands that are open, the
    /// words of those alone are read.
    pub fn open_actions_due_by(&self, until: NaiveDate, day: NaiveDate) -> Result<Vec<Action>, StoreError> {
        self.open_actions_due(EARLIEST, until, day)
    }

    /// Those due only after it.
    pub fn open_actions_due_after(&self, until: NaiveDate, day: NaiveDate) -> Result<Vec<Action>, StoreError> {
        self.open_actions_due(until.succ_opt().unwrap_or(LATEST), LATEST, day)
    }

    /// Of each child with actions open on a day and due only after another, the day on which the first of them is due.
    pub fn next_open_actions(&self, until: NaiveDate, day: NaiveDate) -> Result<Vec<(ChildId, NaiveDate)>, StoreError> {
        if self.changed_since(day)? {
            let mut next: HashMap<ChildId, NaiveDate> = HashMap::new();
            for action in self.open_actions_due_after(until, day)? {
                if let Some(child) = action.subject.child() {
                    next.entry(child).or_insert(action.due_on);
                }
            }
            return Ok(next.into_iter().collect());
        }
        let mut query = self.conn.prepare_cached(NEXT_OPEN)?;
        let rows = query.query_map([until, day], |row| Ok((column::key(row, 0, ChildId)?, column::day(row, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether anything happened to an action after a day.
    pub(super) fn changed_since(&self, day: NaiveDate) -> Result<bool, StoreError> {
        Ok(self.conn.prepare_cached(EVENTS_SINCE)?.exists([day])?
            || self.conn.prepare_cached(&format!("{COLUMNS} {CLOSED_LATER}"))?.exists([day])?)
    }

    fn open_actions_due(&self, from: NaiveDate, until: NaiveDate, day: NaiveDate) -> Result<Vec<Action>, StoreError> {
        // What happened after the day may have moved a date since: then it is not known which they were.
        let (first, last) = if self.changed_since(day)? { (EARLIEST, LATEST) } else { (from, until) };
        let mut query = self.conn.prepare_cached(OPEN_NOW)?;
        let mut actions = query.query_map([first, last], action)?.collect::<Result<Vec<_>, _>>()?;
        let mut query = self.conn.prepare_cached(&format!("{COLUMNS} {CLOSED_LATER}"))?;
        for row in query.query_map([day], action)? {
            actions.push(row?);
        }
        let stood = self.as_they_stood(actions, day)?.into_iter().map(|(action, _)| action);
        let asked =
            |action: &Action| action.status == ActionStatus::Open && from <= action.due_on && action.due_on <= until;
        Ok(stood.filter(asked).collect())
    }

    /// Of actions as they are, each with the day it was agreed, those known on a day as they stood on it, by due date.
    fn as_they_stood(
        &self,
        mut actions: Vec<(Action, Option<NaiveDate>)>,
        day: NaiveDate,
    ) -> Result<Vec<(Action, Option<NaiveDate>)>, StoreError> {
        actions.retain(|(_, agreed_on)| agreed_on.is_none_or(|agreed| agreed <= day));
        let mut place: Option<HashMap<ActionId, usize>> = None;
        let mut events = self.conn.prepare_cached(EVENTS_SINCE)?;
        let mut rows = events.query([day])?;
        while let Some(row) = rows.next()? {
            // Most days are today, and nothing lies after: the map is made only when something does.
            let place = place.get_or_insert_with(|| {
                actions.iter().enumerate().map(|(place, (action, _))| (action.id, place)).collect()
            });
            let Some((action, _)) =
                place.get(&column::key(row, 0, ActionId)?).and_then(|place| actions.get_mut(*place))
            else {
                continue;
            };
            undo(action, event(row)?.what);
        }
        actions.sort_by_key(|(action, _)| (action.due_on, action.id));
        Ok(actions)
    }

    /// The worker that an owner's words mean, by name or reference, where they mean exactly one.
    fn owner_worker(&self, owner: &str) -> Result<Option<WorkerId>, StoreError> {
        if let [one] = self.workers_by_name(owner)?[..] {
            return Ok(Some(one));
        }
        self.worker_by_reference(owner)
    }
}

fn only(open: bool) -> impl Fn(Vec<Action>) -> Vec<Action> {
    move |mut actions| {
        actions.retain(|action| (action.status == ActionStatus::Open) == open);
        actions
    }
}
