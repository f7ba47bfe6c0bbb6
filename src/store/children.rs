//! Children with their statuses, allocations and assessments over time.

use super::audit::{Act, moment};
use super::column;
use super::seal::Seal;
use super::standing::listed;
use super::{Change, Store, StoreError};
use crate::practice::child::{Allocation, Assessment, Child, ChildStatus, StatusChange};
use crate::practice::reference::{ChildId, Reference, WorkerId};
use chrono::{Days, NaiveDate};
use rusqlite::{OptionalExtension as _, Params, Row, params};
use std::collections::HashMap;
use std::fmt;

/// A child's own details, without key and history. `Debug` shows the reference only.
#[derive(Clone, PartialEq, Eq)]
pub struct ChildDetails {
    /// The authority's reference.
    pub reference: Reference,
    /// The name, where one has been given.
    pub name: Option<String>,
    /// Date of birth, if known.
    pub born_on: Option<NaiveDate>,
    /// What the children of one family share, if recorded.
    pub family: Option<String>,
}

impl From<&Child> for ChildDetails {
    fn from(child: &Child) -> Self {
        Self {
            reference: child.reference.clone(),
            name: child.name.clone(),
            born_on: child.born_on,
            family: child.family.clone(),
        }
    }
}

impl fmt::Debug for ChildDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChildDetails").field("reference", &self.reference).finish_non_exhaustive()
    }
}

impl ChildDetails {
    fn seal(&self) -> Seal {
        Seal::of("child")
            .text(self.reference.as_str())
            .maybe(self.name.as_deref())
            .maybe_day(self.born_on)
            .maybe(self.family.as_deref())
    }
}

const CHILD: &str = "SELECT id, reference, name, born_on, family FROM child";

/// Which children: all, one, one family, or those not closed before a day. `merged` entries are never listed.
pub(super) const EVERY: &str = "SELECT id FROM child WHERE merged_into IS NULL";
pub(super) const FAMILY: &str = "SELECT id FROM child WHERE family = ?1 AND merged_into IS NULL";
pub(super) const OPEN: &str = "SELECT id FROM child WHERE merged_into IS NULL AND closed_on IS NULL
     UNION ALL SELECT id FROM child WHERE merged_into IS NULL AND closed_on > ?1";
const CLOSED: &str = "SELECT id FROM child WHERE merged_into IS NULL AND closed_on <= ?1";
pub(super) const OF_WORKER: &str = "SELECT child FROM allocation WHERE worker = ?1";
pub(super) const THESE: &str = "SELECT value FROM json_each(?1)";

const BY_REFERENCE: &str = "SELECT coalesce(merged_into, id) FROM child WHERE reference = ?1";
const BY_OLD_REFERENCE: &str = "SELECT coalesce(c.merged_into, c.id) FROM child_was w JOIN child c ON c.id = w.child
     WHERE w.what = 'reference' AND w.was = ?1 COLLATE NOCASE ORDER BY w.id DESC LIMIT 1";
const BY_NAME: &str = "SELECT id FROM child WHERE name_key = ?1 AND name_key <> '' AND merged_into IS NULL";
const FORMER: &str = "SELECT was FROM child_was WHERE child = ?1 ORDER BY id";

/// A child's details from the first five columns of a row; nothing of the child's history.
pub(super) fn child(row: &Row<'_>) -> rusqlite::Result<Child> {
    Ok(Child {
        id: column::key(row, 0, ChildId)?,
        reference: column::code(row, 1, Reference::new)?,
        name: row.get(2)?,
        born_on: column::maybe_day(row, 3)?,
        family: row.get(4)?,
        statuses: Vec::new(),
        allocations: Vec::new(),
        assessments: Vec::new(),
    })
}

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    let mut all: Vec<String> = [BY_REFERENCE, BY_OLD_REFERENCE, BY_NAME, FORMER].map(str::to_owned).to_vec();
    for which in [FAMILY, OPEN, CLOSED, OF_WORKER, THESE, "SELECT ?1"] {
        all.push(format!("{CHILD} WHERE id IN ({which})"));
        for table in ["status_change", "allocation", "assessment"] {
            all.push(format!("SELECT * FROM {table} WHERE child IN ({which})"));
        }
    }
    all
}

impl Store {
    /// Every child ever, by name. Its cost grows with the years: screens use [`Store::open_children`].
    pub fn children(&self) -> Result<Vec<Child>, StoreError> {
        self.children_where(EVERY, [])
    }

    /// The children who are open to the team on a day ([`Child::is_open_on`]).
    pub fn open_children(&self, day: NaiveDate) -> Result<Vec<Child>, StoreError> {
        let mut children = self.children_where(OPEN, [day])?;
        children.retain(|child| child.is_open_on(day));
        Ok(children)
    }

    /// The children whose last status, by a day, is that they were closed. Its cost grows with the years.
    pub fn closed_children(&self, day: NaiveDate) -> Result<Vec<Child>, StoreError> {
        self.children_where(CLOSED, [day])
    }

    /// The children of one family, by name.
    pub fn family(&self, family: &str) -> Result<Vec<Child>, StoreError> {
        self.children_where(FAMILY, [family])
    }

    /// The children who are or were allocated to a worker, by name.
    pub fn children_of(&self, worker: WorkerId) -> Result<Vec<Child>, StoreError> {
        self.children_where(OF_WORKER, [worker.0])
    }

    /// One child.
    pub fn child(&self, id: ChildId) -> Result<Option<Child>, StoreError> {
        Ok(self.children_where("SELECT ?1", [id.0])?.pop())
    }

    /// Those of these children who are there, by name.
    pub fn children_by_key(&self, ids: &[ChildId]) -> Result<Vec<Child>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.children_where(THESE, [listed(ids)])
    }

    fn children_where(&self, which: &str, params: impl Params + Clone) -> Result<Vec<Child>, StoreError> {
        let sql = format!("{CHILD} WHERE id IN ({which}) ORDER BY coalesce(nullif(name_key, ''), reference), id");
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut children = query.query_map(params.clone(), child)?.collect::<Result<Vec<_>, _>>()?;
        let place: HashMap<i64, usize> =
            children.iter().enumerate().map(|(place, child)| (child.id.0, place)).collect();
        self.parts("SELECT child, since, status FROM status_change", which, "since", params.clone(), |row| {
            let change =
                StatusChange { since: column::day(row, 1)?, status: column::code(row, 2, ChildStatus::from_code)? };
            if let Some(child) = place.get(&row.get(0)?).and_then(|place| children.get_mut(*place)) {
                child.statuses.push(change);
            }
            Ok(())
        })?;
        let allocation = "SELECT child, worker, from_day, until_day, assumed FROM allocation";
        self.parts(allocation, which, "from_day", params.clone(), |row| {
            let allocation = Allocation {
                worker: column::key(row, 1, WorkerId)?,
                from: column::day(row, 2)?,
                until: column::maybe_day(row, 3)?,
                assumed: row.get(4)?,
            };
            if let Some(child) = place.get(&row.get(0)?).and_then(|place| children.get_mut(*place)) {
                child.allocations.push(allocation);
            }
            Ok(())
        })?;
        let assessment = "SELECT child, start_day, end_day FROM assessment";
        self.parts(assessment, which, "start_day", params, |row| {
            let assessment = Assessment { start: column::day(row, 1)?, end: column::maybe_day(row, 2)? };
            if let Some(child) = place.get(&row.get(0)?).and_then(|place| children.get_mut(*place)) {
                child.assessments.push(assessment);
            }
            Ok(())
        })?;
        Ok(children)
    }

    /// Gives each row of a table of children's parts, of some children, in order of its day.
    fn parts(
        &self,
        table: &str,
        which: &str,
        day: &str,
        params: impl Params,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        let sql = format!("{table} WHERE child IN ({which}) ORDER BY child, {day}");
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query(params)?;
        while let Some(row) = rows.next()? {
            take(row)?;
        }
        Ok(())
    }

    /// The child with a reference, whatever its case; one who had it until it was corrected or merged is found too.
    pub fn child_by_reference(&self, reference: &str) -> Result<Option<ChildId>, StoreError> {
        let reference = reference.trim();
        let now = self.conn.prepare_cached(BY_REFERENCE)?.query_row([reference], column::all).optional()?;
        let found: Option<i64> = match now {
            Some(id) => Some(id),
            None => self.conn.prepare_cached(BY_OLD_REFERENCE)?.query_row([reference], column::all).optional()?,
        };
        Ok(found.map(ChildId))
    }

    /// The children with a name; case, accents and spacing do not matter.
    pub fn children_by_name(&self, name: &str) -> Result<Vec<ChildId>, StoreError> {
        let mut query = self.conn.prepare_cached(BY_NAME)?;
        let rows = query.query_map([column::name_key(name)], |row| column::key(row, 0, ChildId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What a child was called, and the references they had, before a correction; oldest first.
    pub fn child_was(&self, id: ChildId) -> Result<Vec<String>, StoreError> {
        let mut query = self.conn.prepare_cached(FORMER)?;
        Ok(query.query_map([id.0], column::all)?.collect::<Result<_, _>>()?)
    }

    pub(super) fn child_reference(&self, id: ChildId) -> Result<String, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT reference FROM child WHERE id = ?1")?;
        query.query_row([id.0], column::all).optional()?.ok_or_else(|| StoreError::NotThere("such child".to_owned()))
    }
}

impl Change<'_> {
    /// Adds a child.
    pub fn add_child(&mut self, details: &ChildDetails) -> Result<ChildId, StoreError> {
        self.free_child_reference(details, None)?;
        self.conn
            .prepare_cached(
                "INSERT INTO child (reference, name, name_key, born_on, family) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                details.reference.as_str(),
                details.name,
                column::name_key(details.name.as_deref().unwrap_or_default()),
                details.born_on,
                details.family
            ])?;
        let id = ChildId(self.conn.last_insert_rowid());
        self.act(Act::AddChild, details.reference.as_str(), details.seal())?;
        Ok(id)
    }

    /// Changes a child's details; a former name or reference is kept.
    pub fn change_child(&mut self, id: ChildId, details: &ChildDetails) -> Result<(), StoreError> {
        let before = self.child(id)?.ok_or_else(|| StoreError::NotThere("such child".to_owned()))?;
        self.free_child_reference(details, Some(id))?;
        for (what, was, is) in [
            ("name", before.name.as_deref(), details.name.as_deref()),
            ("reference", Some(before.reference.as_str()), Some(details.reference.as_str())),
        ] {
            if let Some(was) = was
                && Some(was) != is
            {
                self.conn.execute(
                    "INSERT INTO child_was (child, what, was, until_at) VALUES (?1, ?2, ?3, ?4)",
                    params![id.0, what, was, moment(self.by().at)],
                )?;
            }
        }
        self.conn
            .prepare_cached(
                "UPDATE child SET reference = ?2, name = ?3, name_key = ?4, born_on = ?5, family = ?6 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                details.reference.as_str(),
                details.name,
                column::name_key(details.name.as_deref().unwrap_or_default()),
                details.born_on,
                details.family
            ])?;
        self.act(Act::ChangeChild, details.reference.as_str(), details.seal())
    }

    fn free_child_reference(&self, details: &ChildDetails, own: Option<ChildId>) -> Result<(), StoreError> {
        let mut query = self.conn.prepare_cached("SELECT id FROM child WHERE reference = ?1")?;
        let holder: Option<i64> = query.query_row([details.reference.as_str()], column::all).optional()?;
        match holder {
            Some(holder) if own != Some(ChildId(holder)) => Err(StoreError::Taken(details.reference.to_string())),
            _ => Ok(()),
        }
    }

    /// Merges two entries of one child: what the first has goes to the second, and its reference leads there. Signed
    /// records stay as signed, and are read with the second child's.
    pub fn merge_children(&mut self, duplicate: ChildId, into: ChildId) -> Result<(), StoreError> {
        let (from, to) = (self.child_reference(duplicate)?, self.child_reference(into)?);
        if duplicate == into {
            return Err(StoreError::DoesNotFit("a child cannot be merged with itself"));
        }
        if self.child_by_reference(&to)? != Some(into) {
            return Err(StoreError::DoesNotFit("that entry has itself been merged into another"));
        }
        for sql in [
            // Where both say something of the same day, the one that stays is right.
            "UPDATE OR IGNORE status_change SET child = ?2 WHERE child = ?1",
            "UPDATE OR IGNORE allocation SET child = ?2 WHERE child = ?1",
            "UPDATE OR IGNORE assessment SET child = ?2 WHERE child = ?1",
            "UPDATE OR IGNORE milestone SET child = ?2 WHERE child = ?1",
            "UPDATE milestone_taken_back SET child = ?2 WHERE child = ?1",
            "UPDATE draft SET child = ?2 WHERE child = ?1",
            "UPDATE child_note SET child = ?2 WHERE child = ?1",
            "UPDATE capture SET child = ?2 WHERE child = ?1",
            "UPDATE OR IGNORE group_child SET child = ?2 WHERE child = ?1",
            "UPDATE action SET child = ?2 WHERE child = ?1",
            "UPDATE child SET merged_into = ?2 WHERE merged_into = ?1",
            "UPDATE child SET merged_into = ?2 WHERE id = ?1",
            "UPDATE child SET name = coalesce(name, (SELECT name FROM child WHERE id = ?1)),
                 name_key = iif(name_key <> '', name_key, (SELECT name_key FROM child WHERE id = ?1)),
                 born_on = coalesce(born_on, (SELECT born_on FROM child WHERE id = ?1)),
                 family = coalesce(family, (SELECT family FROM child WHERE id = ?1)) WHERE id = ?2",
        ] {
            self.conn.execute(sql, [duplicate.0, into.0])?;
        }
        self.act(Act::MergeChildren, &to, Seal::of("merge").text(&from).text(&to))
    }

    /// Sets a child's status from a day; another from the same day is replaced.
    pub fn set_status(&mut self, child: ChildId, change: StatusChange) -> Result<(), StoreError> {
        let reference = self.child_reference(child)?;
        self.conn
            .prepare_cached(
                "INSERT INTO status_change (child, since, status) VALUES (?1, ?2, ?3)
                 ON CONFLICT (child, since) DO UPDATE SET status = excluded.status",
            )?
            .execute(params![child.0, change.since, change.status.code()])?;
        self.act(Act::SetStatus, &reference, Seal::of("status").day(change.since).text(change.status.code()))
    }

    /// Takes a status away that was entered in error, by its first day.
    pub fn remove_status(&mut self, child: ChildId, since: NaiveDate) -> Result<(), StoreError> {
        let reference = self.child_reference(child)?;
        self.conn.execute("DELETE FROM status_change WHERE child = ?1 AND since = ?2", params![child.0, since])?;
        self.act(Act::RemoveStatus, &reference, Seal::of("status").day(since))
    }

    /// Allocates a child to a worker from a day; what was in force before ends the day before, or is replaced.
    pub fn allocate(
        &mut self,
        child: ChildId,
        worker: WorkerId,
        from: NaiveDate,
        assumed: bool,
    ) -> Result<(), StoreError> {
        if let Some(before) = from.checked_sub_days(Days::new(1)) {
            self.conn
                .prepare_cached(
                    "UPDATE allocation SET until_day = ?3
                     WHERE child = ?1 AND from_day < ?2 AND (until_day IS NULL OR until_day >= ?2)",
                )?
                .execute(params![child.0, from, before])?;
        }
        self.set_allocation(child, Allocation { worker, from, until: None, assumed })
    }

    /// Sets one allocation as it is; another from the same day is replaced.
    pub fn set_allocation(&mut self, child: ChildId, allocation: Allocation) -> Result<(), StoreError> {
        let reference = self.child_reference(child)?;
        self.conn
            .prepare_cached(
                "INSERT INTO allocation (child, worker, from_day, until_day, assumed) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (child, from_day) DO UPDATE
                 SET worker = excluded.worker, until_day = excluded.until_day, assumed = excluded.assumed",
            )?
            .execute(params![child.0, allocation.worker.0, allocation.from, allocation.until, allocation.assumed])?;
        let seal = Seal::of("allocation")
            .number(allocation.worker.0)
            .day(allocation.from)
            .maybe_day(allocation.until)
            .number(i64::from(allocation.assumed));
        self.act(Act::Allocate, &reference, seal)
    }

    /// Takes an allocation away that was entered in error, by its first day.
    pub fn remove_allocation(&mut self, child: ChildId, from: NaiveDate) -> Result<(), StoreError> {
        let reference = self.child_reference(child)?;
        self.conn.execute("DELETE FROM allocation WHERE child = ?1 AND from_day = ?2", params![child.0, from])?;
        self.act(Act::Allocate, &reference, Seal::of("no allocation").day(from))
    }

    /// Ends whatever allocation of a child is in force, with its last day.
    pub fn end_allocation(&mut self, child: ChildId, until: NaiveDate) -> Result<(), StoreError> {
        let reference = self.child_reference(child)?;
        self.conn.execute(
            "UPDATE allocation SET until_day = ?2
             WHERE child = ?1 AND from_day <= ?2 AND (until_day IS NULL OR until_day > ?2)",
            params![child.0, until],
        )?;
        self.act(Act::Allocate, &reference, Seal::of("allocation").maybe_day(Some(until)))
    }

    /// Sets an assessment by its start: begins it, ends it, or corrects its end.
    pub fn set_assessment(&mut self, child: ChildId, assessment: Assessment) -> Result<(), StoreError> {
        let reference = self.child_reference(child)?;
        self.conn
            .prepare_cached(
                "INSERT INTO assessment (child, start_day, end_day) VALUES (?1, ?2, ?3)
                 ON CONFLICT (child, start_day) DO UPDATE SET end_day = excluded.end_day",
            )?
            .execute(params![child.0, assessment.start, assessment.end])?;
        let seal = Seal::of("assessment").day(assessment.start).maybe_day(assessment.end);
        self.act(Act::SetAssessment, &reference, seal)
    }
}
