//! The ledger of what has been copied into the authority's case system, and what exists only here.

use super::audit::{Act, moment};
use super::column;
use super::seal::Seal;
use super::{Change, Store, StoreError};
use crate::practice::reference::{ChildId, RecordId};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::params;

/// One copying across.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The day, as the program was told it.
    pub on: NaiveDate,
    /// When, by the real clock.
    pub at: DateTime<Utc>,
    /// By whom.
    pub who: String,
    /// What the policy called the case system; may be empty.
    pub system: String,
}

/// A signed record that exists only here, or to which something was added since it was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnlyHere {
    /// The record.
    pub record: RecordId,
    /// The child.
    pub child: ChildId,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// Whether it was copied once, so that only what was added since is missing there.
    pub added_since: bool,
}

const OF_RECORD: &str = "SELECT day, at, who, system FROM copied_across WHERE oversight = ?1 ORDER BY id";
const COUNT: &str = "SELECT count(*) FROM only_here h WHERE h.decided_on <= ?1";
const LIST: &str = "SELECT h.oversight, coalesce(c.merged_into, c.id), h.decided_on,
     EXISTS (SELECT 1 FROM copied_across WHERE oversight = h.oversight)
     FROM only_here h CROSS JOIN oversight o ON o.id = h.oversight CROSS JOIN child c ON c.id = o.child
     WHERE h.decided_on <= ?1 ORDER BY h.decided_on DESC, h.oversight DESC LIMIT ?2";

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    [OF_RECORD, COUNT, LIST].map(str::to_owned).to_vec()
}

impl Store {
    /// When a record was copied across, oldest first.
    pub fn copied_across(&self, record: RecordId) -> Result<Vec<Copied>, StoreError> {
        let mut query = self.conn.prepare_cached(OF_RECORD)?;
        let rows = query.query_map([record.0], |row| {
            Ok(Copied { on: row.get(0)?, at: row.get(1)?, who: row.get(2)?, system: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many records decided by a day exist only here.
    pub fn only_here_count(&self, day: NaiveDate) -> Result<usize, StoreError> {
        let count: i64 = self.conn.prepare_cached(COUNT)?.query_row([day], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The records decided by a day that exist only here, the latest first, at most so many.
    pub fn only_here(&self, day: NaiveDate, most: usize) -> Result<Vec<OnlyHere>, StoreError> {
        let mut query = self.conn.prepare_cached(LIST)?;
        let rows = query.query_map(params![day, i64::try_from(most).unwrap_or(i64::MAX)], |row| {
            Ok(OnlyHere {
                record: column::key(row, 0, RecordId)?,
                child: column::key(row, 1, ChildId)?,
                decided_on: row.get(2)?,
                added_since: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Change<'_> {
    /// A record is in the authority's case system now: whoever put it there says so.
    pub fn copy_across(&mut self, record: RecordId, on: NaiveDate, system: &str) -> Result<(), StoreError> {
        let by = self.by().clone();
        let at = moment(by.at);
        self.conn
            .prepare_cached("INSERT INTO copied_across (oversight, day, at, who, system) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![record.0, on, at, by.who, system])?;
        let seal = Seal::of("copied").number(record.0).day(on).text(&at).text(&by.who).text(system);
        self.act(Act::CopyAcross, &record.to_string(), seal)
    }
}
