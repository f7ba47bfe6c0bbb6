//! What an act changed, row by row, so that it can be taken back and done again by acts of their own. Not which acts can be.
//!
//! Triggers of this connection alone note what stood in a row before and after; nothing of that is written to the file.
//! Taking back writes to the trail and keeps, in the file, what it takes away.

use super::audit::Act;
use super::seal::Seal;
use super::{Change, Store, StoreError};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::BTreeMap;
use std::fmt;

/// The keys of a child, of a worker and of a record.
type Whose = (Option<i64>, Option<i64>, Option<i64>);

/// Everything that an act changed. `Debug` never shows what stood there.
#[derive(Clone, PartialEq, Eq)]
pub struct Remembered {
    rows: Vec<RowChange>,
    about: String,
}

/// One row before and after; nothing where there was none.
#[derive(Clone, PartialEq, Eq)]
struct RowChange {
    table: String,
    /// The values of its key, as JSON.
    key: String,
    was: Option<String>,
    became: Option<String>,
}

impl Remembered {
    /// Whether the act changed nothing.
    pub const fn is_nothing(&self) -> bool {
        self.rows.is_empty()
    }

    /// The keys of the actions to which something happened in it.
    pub fn actions_with_events(&self) -> Vec<i64> {
        let events = self.rows.iter().filter(|row| row.table == "action_event");
        let held = events.filter_map(|row| row.became.as_deref());
        let read = held.filter_map(|held| serde_json::from_str::<serde_json::Value>(held).ok());
        read.filter_map(|held| held.get("action")?.as_i64()).collect()
    }
}

impl fmt::Debug for Remembered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remembered").field("rows", &self.rows.len()).finish_non_exhaustive()
    }
}

/// Which way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Again,
}

/// A table whose rows can be put back as they were.
struct Table {
    name: String,
    columns: Vec<String>,
    key: Vec<String>,
}

/// Tables that only grow, that tell of what went, or that only keep a place.
const NEVER: &str = "'audit', 'audit_head', 'purge', 'tombstone', 'taken_back', 'walk_step'";

impl Table {
    /// A row of it as JSON; `of` is what stands before each column.
    fn row(&self, of: &str) -> String {
        let columns: Vec<String> = self.columns.iter().map(|column| format!("'{column}', {of}{column}")).collect();
        format!("json_object({})", columns.join(", "))
    }

    fn key_of(&self, of: &str) -> String {
        let columns: Vec<String> = self.key.iter().map(|column| format!("{of}{column}")).collect();
        format!("json_array({})", columns.join(", "))
    }

    /// The row whose key is the JSON in a parameter.
    fn at(&self, parameter: &str) -> String {
        let each = self.key.iter().enumerate();
        let each: Vec<String> =
            each.map(|(place, column)| format!("{column} IS json_extract({parameter}, '$[{place}]')")).collect();
        each.join(" AND ")
    }

    fn values(&self) -> Vec<String> {
        self.columns.iter().map(|column| format!("json_extract(?1, '$.{column}')")).collect()
    }

    /// The columns in which a row differs from another, both as JSON, with what the second has in them. What never changes in
    /// a row may not even be written again as it is.
    fn differing(&self, from: &str, to: &str) -> impl Iterator<Item = (&String, String)> {
        let read = |row: &str| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(row).ok();
        let (from, to) = (read(from), read(to));
        let differs = move |column: &str| match (&from, &to) {
            (Some(from), Some(to)) => from.get(column) != to.get(column),
            _ => true,
        };
        self.columns.iter().zip(self.values()).filter(move |(column, _)| differs(column))
    }

    fn all(conn: &Connection) -> Result<Vec<Self>, StoreError> {
        let mut query = conn.prepare(&format!(
            "SELECT t.name, c.name, c.pk FROM pragma_table_list t JOIN pragma_table_info(t.name) c
             WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT IN ({NEVER})
             ORDER BY t.name, c.cid"
        ))?;
        let mut tables: Vec<Self> = Vec::new();
        let mut keys: Vec<(i64, String)> = Vec::new();
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (table, column, place): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if tables.last().is_none_or(|last| last.name != table) {
                keys.clear();
                tables.push(Self { name: table, columns: Vec::new(), key: Vec::new() });
            }
            let Some(last) = tables.last_mut() else { continue };
            last.columns.push(column.clone());
            if place > 0 {
                keys.push((place, column));
                keys.sort();
                last.key = keys.iter().map(|(_, column)| column.clone()).collect();
            }
        }
        Ok(tables)
    }

    fn named(conn: &Connection, name: &str) -> Result<Self, StoreError> {
        Self::all(conn)?.into_iter().find(|table| table.name == name).ok_or(StoreError::Unknown)
    }

    /// The triggers that note what happens to its rows.
    fn triggers(&self) -> String {
        let Self { name, .. } = self;
        let (was, became) = (self.row("OLD."), self.row("NEW."));
        let (key_was, key_became) = (self.key_of("OLD."), self.key_of("NEW."));
        let each = [
            ("INSERT", "NULL", "NULL", &*key_became, &*became),
            ("DELETE", &*key_was, &*was, "NULL", "NULL"),
            ("UPDATE", &*key_was, &*was, &*key_became, &*became),
        ];
        let one = |(what, key_was, was, key_became, became)| {
            format!(
                "CREATE TEMP TRIGGER remember_{what}_{name} AFTER {what} ON main.{name}
                 WHEN EXISTS (SELECT 1 FROM remembering)
                 BEGIN INSERT INTO remembered (of, key_was, was, key_became, became)
                     VALUES ('{name}', {key_was}, {was}, {key_became}, {became}); END;"
            )
        };
        each.into_iter().map(one).collect()
    }
}

impl Store {
    /// Begins to note what happens to every row. Nothing is noted of a file that is open to look only.
    pub fn remember(&mut self) -> Result<(), StoreError> {
        if !self.writes() {
            return Ok(());
        }
        let there: bool = self.conn.query_row(
            "SELECT EXISTS (SELECT 1 FROM sqlite_temp_schema WHERE name = 'remembering')",
            [],
            |row| row.get(0),
        )?;
        if !there {
            let triggers: String = Table::all(&self.conn)?.iter().map(Table::triggers).collect();
            self.conn.execute_batch(&format!(
                "BEGIN;
                 CREATE TEMP TABLE remembering (one INTEGER PRIMARY KEY);
                 CREATE TEMP TABLE remembered (
                     id INTEGER PRIMARY KEY, of TEXT, key_was TEXT, was TEXT, key_became TEXT, became TEXT);
                 {triggers}
                 COMMIT;"
            ))?;
        }
        let seq = self.audit_head()?.seq;
        self.conn.execute_batch(&format!(
            "DELETE FROM temp.remembered; INSERT OR REPLACE INTO temp.remembering VALUES ({seq});"
        ))?;
        Ok(())
    }

    /// Ends it, and answers what has happened since: of each row how it was at first and how it is now.
    pub fn remembered(&mut self) -> Result<Remembered, StoreError> {
        let nothing = Remembered { rows: Vec::new(), about: String::new() };
        if !self.writes() {
            return Ok(nothing);
        }
        let begun: Option<i64> =
            self.conn.query_row("SELECT max(one) FROM temp.remembering", [], |row| row.get(0)).optional()?.flatten();
        let Some(begun) = begun else { return Ok(nothing) };
        self.conn.execute_batch("DELETE FROM temp.remembering")?;
        let mut net: BTreeMap<(String, String), (Option<String>, Option<String>)> = BTreeMap::new();
        let mut query =
            self.conn.prepare_cached("SELECT of, key_was, was, key_became, became FROM temp.remembered ORDER BY id")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let table: String = row.get(0)?;
            let (key_was, was): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
            let (key_became, became): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
            if key_was == key_became {
                if let Some(key) = key_was {
                    net.entry((table, key)).or_insert((was, None)).1 = became;
                }
                continue;
            }
            // A row that is known by another key afterwards is one that went and one that came.
            if let Some(key) = key_was {
                net.entry((table.clone(), key)).or_insert((was, None)).1 = None;
            }
            if let Some(key) = key_became {
                net.entry((table, key)).or_insert((None, None)).1 = became;
            }
        }
        drop(rows);
        drop(query);
        self.conn.execute_batch("DELETE FROM temp.remembered")?;
        let rows = net.into_iter().filter(|(_, (was, became))| was != became);
        let rows = rows.map(|((table, key), (was, became))| RowChange { table, key, was, became }).collect();
        let about = self
            .conn
            .query_row("SELECT about FROM audit WHERE seq > ?1 ORDER BY seq LIMIT 1", [begun], |row| row.get(0))
            .optional()?
            .unwrap_or_default();
        Ok(Remembered { rows, about })
    }
}

impl Change<'_> {
    /// Takes back what an act changed. What it takes away is kept, with the act of undoing. An error where any of it has
    /// changed since.
    pub fn take_back(&mut self, what: &Remembered) -> Result<(), StoreError> {
        self.put(what, Way::Back)
    }

    /// Does again what was taken back. An error where any of it has changed since.
    pub fn do_again(&mut self, what: &Remembered) -> Result<(), StoreError> {
        self.put(what, Way::Again)
    }

    fn put(&mut self, what: &Remembered, way: Way) -> Result<(), StoreError> {
        // Rows that point at each other go and come in any order.
        self.conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let mut seal = Seal::of(if way == Way::Back { "undo" } else { "redo" });
        let mut tables: BTreeMap<&str, Table> = BTreeMap::new();
        for row in &what.rows {
            if !tables.contains_key(row.table.as_str()) {
                tables.insert(&row.table, Table::named(&self.conn, &row.table)?);
            }
        }
        let mut steps = Vec::with_capacity(what.rows.len());
        for row in &what.rows {
            let Some(table) = tables.get(row.table.as_str()) else { continue };
            let (from, to) = match way {
                Way::Back => (&row.became, &row.was),
                Way::Again => (&row.was, &row.became),
            };
            let sql = format!("SELECT {} FROM main.{} WHERE {}", table.row(""), table.name, table.at("?1"));
            let now: Option<String> = self.conn.query_row(&sql, [&row.key], |row| row.get(0)).optional()?;
            if now != *from {
                return Err(StoreError::ChangedSince);
            }
            seal.push(Some(&row.table));
            seal.push(Some(&row.key));
            seal.push(to.as_deref());
            steps.push((table, &row.key, from, to));
        }
        if way == Way::Back {
            self.keep(what)?;
        }
        // What goes makes room for what comes.
        for (table, key, _, _) in steps.iter().filter(|(_, _, _, to)| to.is_none()) {
            self.conn.execute(&format!("DELETE FROM {} WHERE {}", table.name, table.at("?1")), [key])?;
        }
        for (table, key, from, to) in &steps {
            let (Some(from), Some(to)) = (from, to) else { continue };
            let columns: Vec<String> =
                table.differing(from, to).map(|(column, value)| format!("{column} = {value}")).collect();
            let sql = format!("UPDATE {} SET {} WHERE {}", table.name, columns.join(", "), table.at("?2"));
            self.conn.execute(&sql, params![to, key])?;
        }
        for (table, key, _, to) in steps.iter().filter(|(_, _, from, to)| from.is_none() && to.is_some()) {
            // A trigger of the file's own may have brought it back already.
            self.conn.execute(&format!("DELETE FROM {} WHERE {}", table.name, table.at("?1")), [key])?;
            let sql = format!(
                "INSERT INTO {} ({}) SELECT {}",
                table.name,
                table.columns.join(", "),
                table.values().join(", ")
            );
            self.conn.execute(&sql, params![to])?;
        }
        self.act(if way == Way::Back { Act::Undo } else { Act::Redo }, &what.about, seal)
    }

    /// Keeps what is about to be taken away, with whose it was.
    fn keep(&self, what: &Remembered) -> Result<(), StoreError> {
        let act = self.next_act()?;
        let goes = |table: &str, id: Option<i64>| {
            id.is_some_and(|id| {
                let key = format!("[{id}]");
                what.rows.iter().any(|row| row.table == table && row.key == key && row.was.is_none())
            })
        };
        // The people themselves first: by their row it is known that they go.
        let (people, others): (Vec<_>, Vec<_>) =
            what.rows.iter().partition(|row| matches!(row.table.as_str(), "child" | "worker"));
        for row in people.into_iter().chain(others) {
            let Some(held) = &row.became else { continue };
            let number: Option<i64> = row.key.trim_matches(['[', ']']).parse().ok();
            let (child, worker, record) = self.whose(&row.table, number, held)?;
            // Whoever was entered by mistake is there no more, and what they were called need not be kept.
            let (no_child, no_worker) = (goes("child", child), goes("worker", worker));
            let held = if no_child || no_worker { "" } else { held.as_str() };
            self.conn.execute(
                "INSERT INTO taken_back (act, what, number, held, child, worker, record)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    act,
                    row.table,
                    number,
                    held,
                    child.filter(|_| !no_child),
                    worker.filter(|_| !no_worker),
                    record
                ],
            )?;
            for (gone, column) in [(child.filter(|_| no_child), "child"), (worker.filter(|_| no_worker), "worker")] {
                let sql = format!("UPDATE taken_back SET held = '', {column} = NULL WHERE {column} = ?1");
                self.conn.execute(&sql, [gone])?;
            }
        }
        Ok(())
    }

    /// Whose a row is: a child's, a worker's, and which record it came of.
    fn whose(&self, table: &str, number: Option<i64>, held: &str) -> Result<Whose, StoreError> {
        let own = |name: &str| if table == name { number } else { None };
        Ok(self.conn.query_row(
            "SELECT coalesce(?3, json_extract(?1, '$.child'),
                     iif(?2 = 'action_event', (SELECT child FROM action WHERE id = json_extract(?1, '$.action')), NULL)),
                 coalesce(?4, json_extract(?1, '$.worker'), json_extract(?1, '$.owner_worker'),
                     iif(?2 = 'action_event', (SELECT worker FROM action WHERE id = json_extract(?1, '$.action')), NULL),
                     (SELECT worker FROM session WHERE id = json_extract(?1, '$.session'))),
                 iif(?2 = 'action', json_extract(?1, '$.record'), NULL)",
            params![held, table, own("child"), own("worker")],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?)
    }
}

#[cfg(test)]
impl Store {
    /// Everything that stands in the file, but for the trail and what was undone: to see that two states are one.
    pub(crate) fn contents(&self) -> Vec<String> {
        let mut all = Vec::new();
        for table in Table::all(&self.conn).unwrap() {
            let sql = format!("SELECT {} FROM {} ORDER BY 1", table.row(""), table.name);
            let mut query = self.conn.prepare(&sql).unwrap();
            let rows = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
            all.extend(rows.map(|row| format!("{} {}", table.name, row.unwrap())));
        }
        all
    }

    /// What stood in each row that was taken back.
    pub(crate) fn taken_back(&self) -> Result<Vec<String>, StoreError> {
        let mut query = self.conn.prepare("SELECT held FROM taken_back ORDER BY id")?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}
