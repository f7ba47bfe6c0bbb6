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

    /// Why a purge is refused, if it is: somebody whose it is, or who is named in it, is on hold.
    pub fn held(&self, what: Purge) -> Result<Option<String>, StoreError> {
        for who in self.whose(what)? {
            if let Some(why) = self.hold_on(who)? {
                return Ok(Some(why));
            }
        }
        Ok(None)
    }

    /// Whose it is, and who is named in it; nobody for a line that names nobody.
    fn whose(&self, what: Purge) -> Result<Vec<Held>, StoreError> {
        let (children, workers, id) = match what {
            Purge::Child(id) => return Ok(vec![Held::Child(id)]),
            Purge::Worker(id) => return Ok(vec![Held::Worker(id)]),
            Purge::Record(id) => ("SELECT child FROM oversight WHERE id = ?1", "", id.0),
            Purge::Draft(id) => ("SELECT child FROM draft WHERE id = ?1", "", id.0),
            Purge::WorkerRecord(id) => ("", "SELECT worker FROM worker_record WHERE id = ?1", id.0),
            Purge::Action(id) => {
                ("SELECT child FROM action WHERE id = ?1", "SELECT worker FROM action WHERE id = ?1", id.0)
            }
            Purge::Line(id) => {
                ("SELECT child FROM capture WHERE id = ?1", "SELECT worker FROM capture WHERE id = ?1", id.0)
            }
            Purge::Session(id) => {
                ("SELECT child FROM session_child WHERE session = ?1", "SELECT worker FROM session WHERE id = ?1", id.0)
            }
        };
        let children = self.those_held(children, "child", id)?.into_iter().map(|id| Held::Child(ChildId(id)));
        let workers = self.those_held(workers, "worker", id)?.into_iter().map(|id| Held::Worker(WorkerId(id)));
        Ok(children.chain(workers).collect())
    }

    /// The entries that `which` names, each as the one that it turned out to be.
    fn those_held(&self, which: &str, table: &str, id: i64) -> Result<Vec<i64>, StoreError> {
        if which.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("SELECT coalesce(merged_into, id) FROM {table} WHERE id IN ({which})");
        let mut query = self.conn.prepare(&sql)?;
        Ok(query.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?)
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
