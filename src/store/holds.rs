//! Legal holds: what may not be removed for now, with the reason; set and lifted, never forgotten.

use super::audit::{Act, moment};
use super::purge::Purge;
use super::seal::Seal;
use super::{Change, Store, StoreError};
use crate::practice::reference::{ChildId, WorkerId};
use rusqlite::{OptionalExtension as _, params};

/// Whose records are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// A child's.
    Child(ChildId),
    /// A worker's own file.
    Worker(WorkerId),
}

impl Held {
    const fn column(self) -> (&'static str, i64) {
        match self {
            Self::Child(id) => ("child", id.0),
            Self::Worker(id) => ("worker", id.0),
        }
    }
}

impl Store {
    /// Why somebody's records are on hold, if they are: the reason given. An entry that turned out to be the same person
    /// counts with it.
    pub fn hold_on(&self, who: Held) -> Result<Option<String>, StoreError> {
        let (column, id) = who.column();
        let sql = format!(
            "SELECT h.reason FROM legal_hold h JOIN {column} p ON p.id = h.{column}
             WHERE h.lifted_at IS NULL AND ?1 IN (p.id, p.merged_into) ORDER BY h.id LIMIT 1"
        );
        Ok(self.conn.query_row(&sql, [id], |row| row.get(0)).optional()?)
    }

    /// Why a purge is refused, if it is.
    pub(super) fn held(&self, what: Purge) -> Result<Option<String>, StoreError> {
        match what {
            Purge::Child(id) => self.hold_on(Held::Child(id)),
            Purge::Worker(id) => self.hold_on(Held::Worker(id)),
            Purge::Record(id) => {
                let sql = "SELECT coalesce(c.merged_into, c.id) FROM oversight o JOIN child c ON c.id = o.child
                     WHERE o.id = ?1";
                let child = self.conn.query_row(sql, [id.0], |row| row.get(0)).optional()?;
                child.map_or(Ok(None), |child| self.hold_on(Held::Child(ChildId(child))))
            }
            Purge::WorkerRecord(id) => {
                let sql = "SELECT coalesce(w.merged_into, w.id) FROM worker_record r JOIN worker w ON w.id = r.worker
                     WHERE r.id = ?1";
                let worker = self.conn.query_row(sql, [id.0], |row| row.get(0)).optional()?;
                worker.map_or(Ok(None), |worker| self.hold_on(Held::Worker(WorkerId(worker))))
            }
        }
    }
}

impl Change<'_> {
    /// Puts somebody's records on hold. `about` is the reference for the trail.
    pub fn set_hold(&mut self, who: Held, about: &str, reason: &str) -> Result<(), StoreError> {
        let (column, id) = who.column();
        let (by, at) = (self.by().who.clone(), moment(self.by().at));
        self.conn.execute(
            &format!("INSERT INTO legal_hold ({column}, reason, set_by, set_at) VALUES (?1, ?2, ?3, ?4)"),
            params![id, reason, by, at],
        )?;
        self.act(Act::SetHold, about, Seal::of("hold").text(reason))
    }

    /// Lifts every hold on somebody's records, with the reason; answers how many there were.
    pub fn lift_hold(&mut self, who: Held, about: &str, reason: &str) -> Result<usize, StoreError> {
        let (column, id) = who.column();
        let (by, at) = (self.by().who.clone(), moment(self.by().at));
        let lifted = self.conn.execute(
            &format!(
                "UPDATE legal_hold SET lifted_because = ?2, lifted_by = ?3, lifted_at = ?4 WHERE lifted_at IS NULL
                 AND {column} IN (SELECT id FROM {column} WHERE id = ?1 OR merged_into = ?1)"
            ),
            params![id, reason, by, at],
        )?;
        if lifted > 0 {
            self.act(Act::LiftHold, about, Seal::of("hold lifted").text(reason))?;
        }
        Ok(lifted)
    }
}
