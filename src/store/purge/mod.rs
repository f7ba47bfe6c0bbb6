//! Taking something out of the file for good, for the law's sake or because it was kept long enough: with a reason, and
//! with a tombstone in its place that `verify` understands. Not when that is due: that is the policy's.
//!
//! The triggers that keep what is signed are lifted inside the one transaction and put back within it.

mod reach;
mod tombs;

pub(super) use tombs::Tombs;

use super::audit::{Act, By, moment};
use super::seal::Seal;
use super::{Change, Store, StoreError, Tampering, Verified};
use crate::practice::reference::{
    ActionId, CaptureId, ChildId, DraftId, RecordId, SessionId, WorkerId, WorkerRecordId,
};
use chrono::NaiveDate;
use reach::{Rows, Then, Tie, counted, listed, reach, ties};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// The setting that stands in the file from when something has been taken out until its pages have been overwritten.
const TO_OVERWRITE: &str = "to_overwrite";

/// What is to be taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purge {
    /// One signed record, with its addenda and the actions that came of it.
    Record(RecordId),
    /// One record of a worker's own file, signed or not, with what happened to it.
    WorkerRecord(WorkerRecordId),
    /// One draft on a child, never signed.
    Draft(DraftId),
    /// One action that came of no record, with its history.
    Action(ActionId),
    /// One session, with the record of it in the worker's own file.
    Session(SessionId),
    /// One captured line that was never sorted.
    Line(CaptureId),
    /// Everything about one child.
    Child(ChildId),
    /// A worker's own file; the name goes, and a nameless row stays where children's records need one.
    Worker(WorkerId),
}

/// What would go: how many rows of each table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WouldGo {
    /// By table.
    pub rows: BTreeMap<String, u64>,
}

/// What was taken out, and that the file is whole without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purged {
    /// What went.
    pub went: WouldGo,
    /// What was found afterwards.
    pub verified: Verified,
}

/// Why nothing was taken out, or could not be seen to be.
#[derive(Debug, thiserror::Error)]
pub enum PurgeError {
    /// Something must be kept for the law's sake.
    #[error("nothing was removed: it is on hold ({0}); lift the hold first, with its own reason")]
    OnHold(String),
    /// The file could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It was done, and there was no room or no peace to overwrite the pages it stood on.
    #[error(
        "it was removed, but where it stood is not all overwritten yet ({0}); that is done when the file is next opened \
         to write"
    )]
    NotOverwritten(StoreError),
    /// It was done, and the file is not as it should be afterwards.
    #[error("it was removed, but the file is not whole: {0}")]
    NotWhole(#[from] Tampering),
}

impl From<rusqlite::Error> for PurgeError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// What a purge would take out. Reads only.
    pub fn would_purge(&self, what: Purge) -> Result<WouldGo, StoreError> {
        let ties = ties(&self.conn)?;
        let rows = reach(&self.conn, &ties, self.root(what)?)?;
        Ok(WouldGo { rows: counted(&self.conn, &ties, &rows)? })
    }

    /// Takes something out for good, overwrites where it stood, and verifies the file. `about` is what the trail calls it:
    /// a reference, never a name. `day` is the day for the tombstone.
    pub fn purge(
        &mut self,
        what: Purge,
        about: &str,
        reason: &str,
        day: NaiveDate,
        by: &By,
    ) -> Result<Purged, PurgeError> {
        if let Some(why) = self.held(what)? {
            return Err(PurgeError::OnHold(why));
        }
        // A record that reviewed one that has gone goes on saying so; this cannot be switched within a transaction.
        drop(self.begin()?);
        self.conn.execute_batch("PRAGMA foreign_keys = OFF")?;
        let done = self.change(by, |change| change.take_out(what, about, reason, day));
        self.conn.execute_batch("PRAGMA foreign_keys = ON")?;
        let went = done?;
        self.overwrite().map_err(PurgeError::NotOverwritten)?;
        let verified = self.verify(|_| ())?;
        Ok(Purged { went, verified })
    }

    /// Overwrites what a removal left of its rows, if it was kept from doing so: killed, or out of room. What cannot be
    /// done now is done at the next opening.
    pub(super) fn overwrite_what_is_left(&self) {
        let left = self.setting(TO_OVERWRITE).is_ok_and(|left| left.is_some());
        if left {
            let _ = self.overwrite();
        }
    }

    /// Deleted rows were overwritten as they went; this gives back and overwrites the pages they leave, and what the
    /// write-ahead log still held of them.
    fn overwrite(&self) -> Result<(), StoreError> {
        self.fold_in()?;
        self.conn.execute_batch("VACUUM")?;
        self.conn.execute("DELETE FROM setting WHERE key = ?1", [TO_OVERWRITE])?;
        self.fold_in()
    }

    /// Writes what stands in the write-ahead log into the file, and leaves the log empty.
    fn fold_in(&self) -> Result<(), StoreError> {
        if self.path().is_some() {
            self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    fn root(&self, what: Purge) -> Result<Rows, StoreError> {
        let (table, id, called) = match what {
            Purge::Record(id) => ("oversight", id.0, id.to_string()),
            Purge::WorkerRecord(id) => ("worker_record", id.0, id.to_string()),
            Purge::Draft(id) => ("draft", id.0, id.to_string()),
            Purge::Action(id) => ("action", id.0, id.to_string()),
            Purge::Session(id) => ("session", id.0, id.to_string()),
            Purge::Line(id) => ("capture", id.0, id.to_string()),
            Purge::Child(id) => ("child", id.0, "such child".to_owned()),
            Purge::Worker(id) => ("worker", id.0, "such worker".to_owned()),
        };
        let there: bool =
            self.conn
                .query_row(&format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE id = ?1)"), [id], |row| row.get(0))?;
        if !there {
            return Err(StoreError::NotThere(called));
        }
        Ok(Rows::from([(table.to_owned(), BTreeSet::from([id]))]))
    }
}

impl Change<'_> {
    fn take_out(&mut self, what: Purge, about: &str, reason: &str, day: NaiveDate) -> Result<WouldGo, StoreError> {
        let ties = ties(&self.conn)?;
        let mut rows = reach(&self.conn, &ties, self.root(what)?)?;
        let went = WouldGo { rows: counted(&self.conn, &ties, &rows)? };
        // Other people's records point at a worker who was responsible: the row stays without its name.
        let nameless = rows.remove("worker").unwrap_or_default();
        let buried = self.sealed_among(&rows)?;

        let triggers = triggers(&self.conn)?;
        for (name, _) in &triggers {
            self.conn.execute_batch(&format!("DROP TRIGGER {name}"))?;
        }
        self.forget_words(&rows, &nameless)?;
        self.loosen(&ties, &rows)?;
        for (table, ids) in &rows {
            self.conn.execute(
                &format!("DELETE FROM {table} WHERE rowid IN (SELECT value FROM json_each(?1))"),
                [listed(ids)],
            )?;
        }
        for id in &nameless {
            self.conn.execute(
                "UPDATE worker SET name = 'Removed', name_key = 'removed', reference = 'removed-' || id,
                     role = 'other: removed', fte = 100, left_on = coalesce(left_on, max(joined_on, ?2)) WHERE id = ?1",
                params![id, day],
            )?;
        }
        for (_, sql) in &triggers {
            self.conn.execute_batch(sql)?;
        }
        self.find_nameless(&nameless)?;
        self.conn.execute("INSERT INTO setting VALUES (?1, '') ON CONFLICT DO NOTHING", [TO_OVERWRITE])?;
        self.bury(about, reason, day, &went, &buried)?;
        Ok(went)
    }

    /// Every signed thing among the rows: its table, number and digest, and the act that signed it.
    fn sealed_among(&self, rows: &Rows) -> Result<Vec<Buried>, StoreError> {
        let mut buried = Vec::new();
        for (table, ids) in rows {
            let sealed: i64 = self.conn.query_row(
                "SELECT count(*) FROM pragma_table_info(?1) WHERE name IN ('digest', 'act')",
                [table],
                |row| row.get(0),
            )?;
            if sealed < 2 {
                continue;
            }
            let mut query = self.conn.prepare(&format!(
                "SELECT rowid, digest, act FROM {table}
                 WHERE digest IS NOT NULL AND rowid IN (SELECT value FROM json_each(?1))"
            ))?;
            let found = query.query_map([listed(ids)], |row| {
                Ok(Buried { table: table.clone(), number: row.get(0)?, digest: row.get(1)?, act: row.get(2)? })
            })?;
            for one in found {
                buried.push(one?);
            }
        }
        Ok(buried)
    }

    /// Rows that have no number of their own go; rows that only pointed at what goes forget it.
    fn loosen(&self, ties: &[Tie], rows: &Rows) -> Result<(), StoreError> {
        for tie in ties {
            let Some(parents) = rows.get(&tie.parent) else { continue };
            let (table, column) = (&tie.table, &tie.column);
            let sql = match tie.then {
                Then::Goes => format!("DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?1))"),
                Then::Forgets => {
                    format!("UPDATE {table} SET {column} = NULL WHERE {column} IN (SELECT value FROM json_each(?1))")
                }
                Then::Stays => continue,
            };
            self.conn.execute(&sql, [listed(parents)])?;
        }
        Ok(())
    }

    /// Takes the words of what goes out of the indexes of search, and has them overwritten there.
    fn forget_words(&self, rows: &Rows, nameless: &BTreeSet<i64>) -> Result<(), StoreError> {
        for index in indexes(&self.conn)? {
            let Some(ids) = rows.get(&index.of).or((index.of == "worker").then_some(nameless)) else { continue };
            let Index { name, of, columns, where_kind } = index;
            self.conn.execute(&format!("INSERT INTO {name} ({name}, rank) VALUES ('secure-delete', 1)"), [])?;
            self.conn.execute(
                &format!(
                    "INSERT INTO {name} ({name}, rowid, {columns}) SELECT 'delete', rowid, {columns} FROM {of}
                     WHERE rowid IN (SELECT value FROM json_each(?1)) {where_kind}"
                ),
                [listed(ids)],
            )?;
        }
        Ok(())
    }

    /// A row without a name is found under none, but stands in the index as every row does.
    fn find_nameless(&self, nameless: &BTreeSet<i64>) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO worker_search (rowid, name, reference)
             SELECT id, name, reference FROM worker WHERE id IN (SELECT value FROM json_each(?1))",
            [listed(nameless)],
        )?;
        Ok(())
    }

    fn bury(
        &mut self,
        about: &str,
        reason: &str,
        day: NaiveDate,
        went: &WouldGo,
        buried: &[Buried],
    ) -> Result<(), StoreError> {
        let id: i64 = self.conn.query_row("SELECT coalesce(max(id), 0) + 1 FROM purge", [], |row| row.get(0))?;
        let removed: Vec<String> = went.rows.iter().map(|(table, count)| format!("{table}: {count}")).collect();
        let removed = removed.join(", ");
        let (who, at, act) = (self.by().who.clone(), moment(self.by().at), self.next_act()?);
        let stone = tombs::Stone { id, about, reason, day: &day.to_string(), removed: &removed, who: &who, at: &at };
        let digest = stone.digest(buried.iter().map(Buried::seen));
        let mut write = self
            .conn
            .prepare("INSERT INTO tombstone (purge, what, number, digest, act) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for one in buried {
            write.execute(params![id, one.table, one.number, one.digest, one.act])?;
        }
        drop(write);
        self.conn.execute(
            "INSERT INTO purge (id, about, reason, day, removed, purged_by, purged_at, digest, act)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![id, about, reason, stone.day, removed, who, at, digest, act],
        )?;
        self.has_signed(digest.clone());
        self.act(Act::Purge, about, Seal::of("purge").text(&digest))
    }
}

/// A signed thing that goes.
struct Buried {
    table: String,
    number: i64,
    digest: String,
    act: i64,
}

impl Buried {
    fn seen(&self) -> (&str, i64, &str, i64) {
        (&self.table, self.number, &self.digest, self.act)
    }
}

/// An index of search over a table's words.
pub(super) struct Index {
    pub(super) name: String,
    pub(super) of: String,
    columns: String,
    pub(super) where_kind: String,
}

/// Every index of search that there is.
pub(super) fn indexes(conn: &Connection) -> Result<Vec<Index>, StoreError> {
    let mut query = conn.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'",
    )?;
    let found: Vec<(String, String)> =
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut all = Vec::new();
    for (name, sql) in found {
        let Some(of) = sql.split("content = '").nth(1).and_then(|rest| rest.split('\'').next()) else { continue };
        let columns = columns(conn, &name)?.join(", ");
        // Of answers only words are in the index: see the triggers that put them there.
        let kinds = self::columns(conn, of)?.iter().any(|column| column == "kind");
        let where_kind = if kinds { "AND kind IN ('text', 'lines')" } else { "" };
        all.push(Index { of: of.to_owned(), columns, where_kind: where_kind.to_owned(), name });
    }
    Ok(all)
}

fn columns(conn: &Connection, table: &str) -> Result<Vec<String>, StoreError> {
    let mut query = conn.prepare("SELECT name FROM pragma_table_info(?1)")?;
    Ok(query.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn triggers(conn: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    let mut query = conn.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid")?;
    Ok(query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
}
