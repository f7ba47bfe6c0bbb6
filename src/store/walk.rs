//! The walk under way: which items, and how each stands. Kept as it is gone on with; not an act, so no row in the trail.

use super::{Store, StoreError, column};
use crate::practice::capture::Whom;
use crate::practice::walk::{Walk, WalkAnswer, WalkStep};
use chrono::NaiveDate;
use rusqlite::params;

const ALL: &str = "SELECT item, answer, begun_on FROM walk_step ORDER BY place";

impl Store {
    /// The walk under way, if one is.
    pub fn walk(&self) -> Result<Option<Walk>, StoreError> {
        let mut query = self.conn.prepare_cached(ALL)?;
        let mut rows = query.query([])?;
        let mut walk: Option<Walk> = None;
        while let Some(row) = rows.next()? {
            let begun_on: NaiveDate = column::day(row, 2)?;
            let step = WalkStep { item: row.get(0)?, answer: column::code(row, 1, WalkAnswer::from_code)? };
            walk.get_or_insert_with(|| Walk { begun_on, steps: Vec::new(), new: 0 }).steps.push(step);
        }
        Ok(walk)
    }

    /// Keeps a walk in the place of the one before; `whose` says whom an item is about.
    pub fn keep_walk(&mut self, walk: &Walk, whose: impl Fn(&str) -> Option<Whom>) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        self.conn.execute("DELETE FROM walk_step", [])?;
        let mut write = self.conn.prepare_cached(
            "INSERT INTO walk_step (place, item, answer, begun_on, child, worker) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (place, step) in walk.steps.iter().enumerate() {
            let (child, worker) = match whose(&step.item) {
                Some(Whom::Child(child)) => (Some(child.0), None),
                Some(Whom::Worker(worker)) => (None, Some(worker.0)),
                None => (None, None),
            };
            let place = i64::try_from(place).unwrap_or(i64::MAX);
            write.execute(params![place, step.item, step.answer.code(), walk.begun_on, child, worker])?;
        }
        drop(write);
        Ok(transaction.commit()?)
    }

    /// Ends the walk under way.
    pub fn end_walk(&mut self) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        self.conn.execute("DELETE FROM walk_step", [])?;
        Ok(transaction.commit()?)
    }
}
