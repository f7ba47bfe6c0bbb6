//! The days on which milestones of a child's plan happened, as entered or brought in.

use super::audit::Act;
use super::children::OPEN;
use super::column;
use super::seal::Seal;
use super::{Change, Store, StoreError};
use crate::practice::milestone::{Happened, TakenBack};
use crate::practice::reference::ChildId;
use chrono::NaiveDate;
use rusqlite::{Row, params};
use std::collections::HashMap;

const OF_CHILD: &str = "SELECT key, on_day FROM milestone WHERE child = ?1 AND on_day <= ?2 ORDER BY on_day, key";

const TAKEN_BACK: &str = "SELECT key, on_day, taken_on, why FROM milestone_taken_back
     WHERE child = ?1 AND taken_on <= ?2 ORDER BY taken_on, id";

/// Of the children that may be open on a day, the last day of each milestone: from one milestone of a child to the next,
/// with one step into the index for each, however many days lie behind it and however many milestones there could be.
fn last_of_open() -> String {
    format!(
        "WITH RECURSIVE
         seen (child) AS MATERIALIZED ({OPEN}),
         kept (child, key) AS (
             SELECT child, (SELECT min(m.key) FROM milestone m WHERE m.child = seen.child) FROM seen
             UNION ALL SELECT child, (SELECT min(m.key) FROM milestone m WHERE m.child = kept.child AND m.key > kept.key)
                 FROM kept WHERE key IS NOT NULL)
         SELECT key, (SELECT max(m.on_day) FROM milestone m
             WHERE m.child = kept.child AND m.key = kept.key AND m.on_day <= ?1), child
         FROM kept WHERE key IS NOT NULL"
    )
}

fn happened(row: &Row<'_>) -> rusqlite::Result<Happened> {
    Ok(Happened { key: row.get(0)?, on: row.get(1)? })
}

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    vec![OF_CHILD.to_owned(), TAKEN_BACK.to_owned(), last_of_open()]
}

impl Store {
    /// Every day of a child's milestones up to a day, oldest first.
    pub fn milestones_of(&self, child: ChildId, day: NaiveDate) -> Result<Vec<Happened>, StoreError> {
        let mut query = self.conn.prepare_cached(OF_CHILD)?;
        Ok(query.query_map(params![child.0, day], happened)?.collect::<Result<_, _>>()?)
    }

    /// What had been entered in error of a child's milestones and was taken back by a day, oldest first.
    pub fn milestones_taken_back(&self, child: ChildId, day: NaiveDate) -> Result<Vec<TakenBack>, StoreError> {
        let mut query = self.conn.prepare_cached(TAKEN_BACK)?;
        let rows = query.query_map(params![child.0, day], |row| {
            Ok(TakenBack { happened: happened(row)?, taken_on: row.get(2)?, why: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The last day of each of these milestones by a day, for every child open on it.
    pub fn last_milestones(
        &self,
        keys: &[&str],
        day: NaiveDate,
    ) -> Result<HashMap<ChildId, Vec<Happened>>, StoreError> {
        let mut of: HashMap<ChildId, Vec<Happened>> = HashMap::new();
        let mut query = self.conn.prepare_cached(&last_of_open())?;
        let mut rows = query.query([day])?;
        while let Some(row) = rows.next()? {
            let key: String = row.get(0)?;
            if let Some(on) = column::maybe_day(row, 1)?
                && keys.contains(&key.as_str())
            {
                of.entry(column::key(row, 2, ChildId)?).or_default().push(Happened { key, on });
            }
        }
        Ok(of)
    }
}

impl Change<'_> {
    /// A milestone happened on a day. The same again changes nothing.
    pub fn set_milestone(&mut self, child: ChildId, happened: &Happened) -> Result<bool, StoreError> {
        let reference = self.child_reference(child)?;
        let added = self
            .conn
            .prepare_cached("INSERT OR IGNORE INTO milestone (child, key, on_day) VALUES (?1, ?2, ?3)")?
            .execute(params![child.0, happened.key, happened.on])?;
        if added == 0 {
            return Ok(false);
        }
        self.act(Act::SetMilestone, &reference, Seal::of("milestone").text(&happened.key).day(happened.on))?;
        Ok(true)
    }

    /// Takes a day back that was entered in error, with the day of doing so and why. Whether it was there.
    pub fn take_milestone_back(&mut self, child: ChildId, taken: &TakenBack) -> Result<bool, StoreError> {
        let reference = self.child_reference(child)?;
        let TakenBack { happened, taken_on, why } = taken;
        let gone = self.conn.execute(
            "DELETE FROM milestone WHERE child = ?1 AND key = ?2 AND on_day = ?3",
            params![child.0, happened.key, happened.on],
        )?;
        if gone == 0 {
            return Ok(false);
        }
        self.conn.execute(
            "INSERT INTO milestone_taken_back (child, key, on_day, taken_on, why) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![child.0, happened.key, happened.on, taken_on, why],
        )?;
        let seal = Seal::of("no milestone").text(&happened.key).day(happened.on).day(*taken_on).text(why);
        self.act(Act::SetMilestone, &reference, seal)?;
        Ok(true)
    }
}
