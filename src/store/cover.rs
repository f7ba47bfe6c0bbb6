//! Cover: for which days the team is handed over, and to whom.

use super::audit::Act;
use super::seal::Seal;
use super::{Change, Store, StoreError, column};
use crate::practice::cover::Cover;
use crate::practice::reference::WorkerId;
use chrono::NaiveDate;
use rusqlite::params;

const BETWEEN: &str = "SELECT id, from_day, until_day, back_on, taken_by, why FROM cover
     WHERE until_day >= ?1 AND from_day <= ?2 ORDER BY from_day, id";
const SHARES: &str = "SELECT worker, taken_by FROM cover_share WHERE cover = ?1 ORDER BY worker";

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    [BETWEEN, SHARES].map(str::to_owned).to_vec()
}

impl Store {
    /// Every handing over of which a day lies within two days, by its first day.
    pub fn covers_between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Cover>, StoreError> {
        let mut query = self.conn.prepare_cached(BETWEEN)?;
        let rows = query.query_map(params![from, to], |row| {
            Ok(Cover {
                id: row.get(0)?,
                from: row.get(1)?,
                until: row.get(2)?,
                back_on: row.get(3)?,
                taken_by: row.get(4)?,
                otherwise: Vec::new(),
                why: row.get(5)?,
            })
        })?;
        let mut covers = rows.collect::<Result<Vec<_>, _>>()?;
        let mut query = self.conn.prepare_cached(SHARES)?;
        for cover in &mut covers {
            let rows = query.query_map([cover.id], |row| Ok((column::key(row, 0, WorkerId)?, row.get(1)?)))?;
            cover.otherwise = rows.collect::<Result<_, _>>()?;
        }
        Ok(covers)
    }
}

impl Change<'_> {
    /// Hands the team over for some days. The key in `cover` is not heeded.
    pub fn hand_over(&mut self, cover: &Cover) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO cover (from_day, until_day, taken_by, why) VALUES (?1, ?2, ?3, ?4)",
            params![cover.from, cover.until, cover.taken_by, cover.why],
        )?;
        let id = self.conn.last_insert_rowid();
        let mut seal = Seal::of("cover").day(cover.from).day(cover.until).text(&cover.taken_by).text(&cover.why);
        for (worker, who) in &cover.otherwise {
            self.conn.execute(
                "INSERT INTO cover_share (cover, worker, taken_by) VALUES (?1, ?2, ?3)",
                params![id, worker.0, who],
            )?;
            seal = seal.number(worker.0).text(who);
        }
        self.act(Act::HandOver, &format!("{} to {}", cover.from, cover.until), seal)
    }

    /// Takes the team back on a day before the last.
    pub fn take_over(&mut self, cover: i64, back_on: NaiveDate) -> Result<(), StoreError> {
        let changed = self.conn.execute("UPDATE cover SET back_on = ?2 WHERE id = ?1", params![cover, back_on])?;
        if changed == 0 {
            return Err(StoreError::NotThere("such cover".to_owned()));
        }
        self.act(Act::TakeOver, &back_on.to_string(), Seal::of("cover").number(cover).day(back_on))
    }
}
