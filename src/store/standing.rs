//! The children open on a day, as they stand on it: what a list shows of them and what due dates need, without the
//! history behind it. One child in full is [`super::children`]'s.

use super::children::child;
use super::column;
use super::{Store, StoreError};
use crate::practice::child::{Allocation, Assessment, Child, ChildStatus, StatusChange};
use crate::practice::reference::{ChildId, WorkerId};
use chrono::{Days, NaiveDate};
use rusqlite::{Row, params, params_from_iter};
use std::collections::HashMap;

/// A child whose last status is not closed on the day; the days of the statuses before are not known from it.
const OPEN_NOW: &str = "SELECT id, reference, name, born_on, family, last_since, last_status
     FROM child INDEXED BY child_open WHERE merged_into IS NULL AND closed_on IS NULL";
const CLOSED: &str = "SELECT id, reference, name, born_on, family, last_since, last_status
     FROM child INDEXED BY child_open WHERE merged_into IS NULL AND closed_on BETWEEN ?1 AND ?2";
/// Those closed since the day.
const CLOSED_SINCE: &str = "SELECT id FROM child WHERE merged_into IS NULL AND closed_on > ?1";
const IN_FORCE: &str = "SELECT child, worker, from_day, until_day, assumed FROM allocation
         WHERE until_day IS NULL AND from_day <= ?1
     UNION ALL SELECT child, worker, from_day, until_day, assumed FROM allocation
         WHERE until_day >= ?1 AND from_day <= ?1";
/// Those that ended between two days.
const ENDED: &str =
    "SELECT child, worker, from_day, until_day, assumed FROM allocation WHERE until_day BETWEEN ?1 AND ?2";
/// The assessments that run on the day, with those begun later: a record belongs to the one begun last.
const RUNNING: &str = "WITH running (child, start_day) AS MATERIALIZED (
         SELECT child, start_day FROM assessment WHERE end_day IS NULL AND start_day <= ?1
         UNION ALL SELECT child, start_day FROM assessment WHERE end_day > ?1 AND start_day <= ?1)
     SELECT a.child, a.start_day, a.end_day
     FROM running CROSS JOIN assessment a ON a.child = running.child AND a.start_day >= running.start_day";

/// Of each child and each entry merged into it, by the child.
const LAST_FOOTPRINT: &str = "WITH entry (id, child) AS MATERIALIZED (
         SELECT value, value FROM json_each(?2)
         UNION ALL SELECT c.id, c.merged_into FROM json_each(?2) CROSS JOIN child c ON c.merged_into = value)
     SELECT child, (SELECT o.decided_on FROM oversight o WHERE o.form = 'oversight' AND o.child = entry.id AND o.decided_on <= ?1
         AND NOT EXISTS (SELECT 1 FROM addendum a WHERE a.oversight = o.id AND a.withdraws = 1 AND a.day <= ?1)
         ORDER BY o.decided_on DESC LIMIT 1)
     FROM entry";
const CALLED: &str = "SELECT id, coalesce(name, reference) FROM child WHERE id IN (SELECT value FROM json_each(?1))";

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    [OPEN_NOW, CLOSED, CLOSED_SINCE, IN_FORCE, ENDED, RUNNING, LAST_FOOTPRINT, CALLED].map(str::to_owned).to_vec()
}

/// The child and its last status with the first day of it, if there is any.
fn standing(row: &Row<'_>) -> rusqlite::Result<(Child, Option<StatusChange>)> {
    let last = match column::maybe_day(row, 5)? {
        Some(since) => Some(StatusChange { since, status: column::code(row, 6, ChildStatus::from_code)? }),
        None => None,
    };
    Ok((child(row)?, last))
}

impl Store {
    /// The children who are open to the team on a day, by key, as they stand on it: each with the status and the
    /// allocation in force, with the assessments that run and those begun after them, and with nothing of what was
    /// before. A child with nobody responsible comes with what tells since when: the allocations that ended lately where
    /// the status is older than that, or else all its history.
    pub fn open_children_as_they_stand(&self, day: NaiveDate) -> Result<Vec<Child>, StoreError> {
        let mut children: Vec<Child> = Vec::new();
        // Those of whom the last change does not tell how they stood on the day.
        let mut earlier: Vec<ChildId> = Vec::new();
        let mut query = self.conn.prepare_cached(OPEN_NOW)?;
        for row in query.query_map([], standing)? {
            match row? {
                (mut child, Some(last)) if last.since <= day => {
                    child.statuses = vec![last];
                    children.push(child);
                }
                (child, _) => earlier.push(child.id),
            }
        }
        let mut query = self.conn.prepare_cached(CLOSED_SINCE)?;
        for row in query.query_map([day], |row| column::key(row, 0, ChildId))? {
            earlier.push(row?);
        }
        // So a place among them is found by halving: in the index, those closed after the day lie apart.
        children.sort_unstable_by_key(|child| child.id);
        self.add_allocations(&mut children, IN_FORCE, &[day])?;
        let mut query = self.conn.prepare_cached(RUNNING)?;
        let mut rows = query.query([day])?;
        while let Some(row) = rows.next()? {
            if let Some(child) = among(&mut children, column::key(row, 0, ChildId)?) {
                let assessment = Assessment { start: column::day(row, 1)?, end: column::maybe_day(row, 2)? };
                if !child.assessments.contains(&assessment) {
                    child.assessments.push(assessment);
                }
            }
        }
        for child in &mut children {
            child.assessments.sort_unstable_by_key(|one| one.start);
        }
        let mut alone: Vec<Child> = children.extract_if(.., |child| child.allocations.is_empty()).collect();
        if !alone.is_empty() {
            self.add_allocations(&mut alone, ENDED, &lately(day))?;
        }
        for child in alone {
            let ended = child.allocations.iter().filter_map(|one| one.until).max();
            if child.statuses.iter().all(|last| ended.is_some_and(|ended| last.since <= ended)) {
                children.push(child);
            } else {
                earlier.push(child.id);
            }
        }
        children.extend(self.children_by_key(&earlier)?.into_iter().filter(|child| child.is_open_on(day)));
        children.sort_unstable_by_key(|child| child.id);
        Ok(children)
    }

    /// The children closed from one day to another and not opened again since, by key: with that status, and with no
    /// other of their history.
    pub fn children_closed_between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Child>, StoreError> {
        let mut query = self.conn.prepare_cached(CLOSED)?;
        let mut children = Vec::new();
        for row in query.query_map([from, to], standing)? {
            let (mut child, last) = row?;
            child.statuses.extend(last);
            children.push(child);
        }
        children.sort_unstable_by_key(|child| child.id);
        Ok(children)
    }

    /// The children not open to the team on a day: those closed from one day to it, with that status and whoever was
    /// responsible on the day and nothing else, and those of whom no status is known by then.
    pub fn children_not_open(&self, from: NaiveDate, day: NaiveDate) -> Result<Vec<Child>, StoreError> {
        let mut children = self.children_closed_between(from, day)?;
        self.add_allocations(&mut children, IN_FORCE, &[day])?;
        let mut others: Vec<ChildId> = Vec::new();
        let mut query = self.conn.prepare_cached(OPEN_NOW)?;
        for row in query.query_map([], standing)? {
            let (child, last) = row?;
            others.extend(last.is_none_or(|last| last.since > day).then_some(child.id));
        }
        let mut query = self.conn.prepare_cached(CLOSED_SINCE)?;
        for row in query.query_map([day], |row| column::key(row, 0, ChildId))? {
            others.push(row?);
        }
        let wanted = |child: &Child| match child.status_on(day) {
            Some(now) => now.status == ChildStatus::Closed && now.since >= from,
            None => !child.is_open_on(day),
        };
        children.extend(self.children_by_key(&others)?.into_iter().filter(wanted));
        children.sort_unstable_by_key(|child| child.id);
        Ok(children)
    }

    /// The last day by another on which a record that stands was decided, of these children.
    pub fn last_footprints(&self, ids: &[ChildId], day: NaiveDate) -> Result<HashMap<ChildId, NaiveDate>, StoreError> {
        let mut last: HashMap<ChildId, NaiveDate> = HashMap::with_capacity(ids.len());
        let mut query = self.conn.prepare_cached(LAST_FOOTPRINT)?;
        let mut rows = query.query(params![day, listed(ids)])?;
        while let Some(row) = rows.next()? {
            if let Some(on) = column::maybe_day(row, 1)? {
                // An entry merged into the child has its own.
                let kept = last.entry(column::key(row, 0, ChildId)?).or_insert(on);
                *kept = on.max(*kept);
            }
        }
        Ok(last)
    }

    /// Adds to children, who stand in order of their keys, some of their allocations.
    fn add_allocations(&self, children: &mut [Child], which: &str, days: &[NaiveDate]) -> Result<(), StoreError> {
        let mut query = self.conn.prepare_cached(which)?;
        let mut rows = query.query(params_from_iter(days))?;
        while let Some(row) = rows.next()? {
            if let Some(child) = among(children, column::key(row, 0, ChildId)?) {
                // Nearly always the only one: thousands of children are kept.
                child.allocations.reserve_exact(1);
                child.allocations.push(Allocation {
                    worker: column::key(row, 1, WorkerId)?,
                    from: column::day(row, 2)?,
                    until: column::maybe_day(row, 3)?,
                    assumed: row.get(4)?,
                });
            }
        }
        Ok(())
    }

    /// What these children are called: the name, or the reference where none was given.
    pub fn children_called(&self, ids: &[ChildId]) -> Result<HashMap<ChildId, String>, StoreError> {
        let mut query = self.conn.prepare_cached(CALLED)?;
        let rows = query.query_map([listed(ids)], |row| Ok((column::key(row, 0, ChildId)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// A child among some that stand in order of their keys.
fn among(children: &mut [Child], id: ChildId) -> Option<&mut Child> {
    let place = children.binary_search_by_key(&id, |child| child.id).ok()?;
    children.get_mut(place)
}

/// The days before a day, in which most of those had somebody whom nobody has on it.
fn lately(day: NaiveDate) -> [NaiveDate; 2] {
    let before = |days| day.checked_sub_days(Days::new(days)).unwrap_or(day);
    [before(120), before(1)]
}

/// Keys as one parameter, for `json_each`.
pub(super) fn listed(ids: &[ChildId]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
    format!("[{}]", ids.join(","))
}
