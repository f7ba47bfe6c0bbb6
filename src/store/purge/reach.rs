//! How far a purge reaches: every row that belongs to what goes, found by the file's own foreign keys, so that a table that
//! is added later is not forgotten. Reads only.

use crate::store::StoreError;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of a row when what it points at goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// It goes too.
    Goes,
    /// It stays, and no longer says what it pointed at.
    Forgets,
    /// It stays as it is: what it points at is a name that has been taken out, or a number in a signed record.
    Stays,
}

/// Where the general rule does not hold, which is: a row that must point at something, or is known by it, goes with it; one
/// that may forgets it.
const OTHERWISE: &[(&str, &str, Then)] = &[
    // An action is somebody's: the child's, or a worker's own; and it came of its record.
    ("action", "child", Then::Goes),
    ("action", "worker", Then::Goes),
    ("action", "record", Then::Goes),
    // What was undone held words about whoever it was about.
    // A line about somebody, sorted or not, is about them.
    ("capture", "child", Then::Goes),
    ("capture", "worker", Then::Goes),
    ("walk_step", "child", Then::Goes),
    ("walk_step", "worker", Then::Goes),
    ("taken_back", "child", Then::Goes),
    ("taken_back", "worker", Then::Goes),
    ("taken_back", "record", Then::Goes),
    ("legal_hold", "child", Then::Goes),
    ("legal_hold", "worker", Then::Goes),
    // A duplicate is the same person.
    ("child", "merged_into", Then::Goes),
    ("worker", "merged_into", Then::Goes),
    ("worker_record", "session", Then::Goes),
    // Children's records name the worker who was responsible: the row stays, the name is taken out of it.
    ("allocation", "worker", Then::Stays),
    ("action", "owner_worker", Then::Stays),
    ("action_event", "owner_worker_was", Then::Stays),
    // A signed record says which one it reviewed; it never changes.
    ("oversight", "reviews", Then::Stays),
];

/// Tables whose rows never go: the trail, and what tells of purges.
const KEPT: &[&str] = &["audit", "purge", "tombstone"];

/// One foreign key.
#[derive(Clone, Debug)]
pub(super) struct Tie {
    pub(super) table: String,
    pub(super) column: String,
    pub(super) parent: String,
    pub(super) then: Then,
    /// A table without row numbers, so that nothing can point at it.
    leaf: bool,
}

/// Every foreign key of the file.
pub(super) fn ties(conn: &Connection) -> Result<Vec<Tie>, StoreError> {
    let mut query = conn.prepare(
        "SELECT t.name, t.wr, k.\"from\", k.\"table\", c.\"notnull\" OR c.pk > 0
         FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) k JOIN pragma_table_info(t.name) c
             ON c.name = k.\"from\"
         WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, k.\"from\"",
    )?;
    let rows = query.query_map([], |row| {
        let (table, column): (String, String) = (row.get(0)?, row.get(2)?);
        let must: bool = row.get(4)?;
        let otherwise = OTHERWISE.iter().find(|(of, by, _)| *of == table && *by == column).map(|(_, _, then)| *then);
        let then = otherwise.unwrap_or(if must { Then::Goes } else { Then::Forgets });
        Ok(Tie { leaf: row.get(1)?, parent: row.get(3)?, then, table, column })
    })?;
    let ties: Vec<Tie> = rows.collect::<Result<_, _>>()?;
    Ok(ties.into_iter().filter(|tie| !KEPT.contains(&tie.table.as_str()) && tie.parent != "audit").collect())
}

/// The rows that go, by table.
pub(super) type Rows = BTreeMap<String, BTreeSet<i64>>;

/// Numbers as SQLite takes a list of them.
pub(super) fn listed(rows: &BTreeSet<i64>) -> String {
    let numbers: Vec<String> = rows.iter().map(i64::to_string).collect();
    format!("[{}]", numbers.join(","))
}

/// Everything that goes with these rows, and they themselves.
pub(super) fn reach(conn: &Connection, ties: &[Tie], from: Rows) -> Result<Rows, StoreError> {
    let mut all = from.clone();
    let mut new = from;
    while !new.is_empty() {
        let mut found = Rows::new();
        for tie in ties.iter().filter(|tie| tie.then == Then::Goes && !tie.leaf) {
            let Some(parents) = new.get(&tie.parent) else { continue };
            let sql =
                format!("SELECT rowid FROM {} WHERE {} IN (SELECT value FROM json_each(?1))", tie.table, tie.column);
            let mut query = conn.prepare(&sql)?;
            let known = all.entry(tie.table.clone()).or_default();
            for row in query.query_map([listed(parents)], |row| row.get(0))? {
                let row = row?;
                if known.insert(row) {
                    found.entry(tie.table.clone()).or_default().insert(row);
                }
            }
        }
        new = found;
    }
    all.retain(|_, rows| !rows.is_empty());
    Ok(all)
}

/// How many rows of each table go, those without numbers of their own among them.
pub(super) fn counted(conn: &Connection, ties: &[Tie], rows: &Rows) -> Result<BTreeMap<String, u64>, StoreError> {
    let mut counts: BTreeMap<String, u64> =
        rows.iter().map(|(table, rows)| (table.clone(), u64::try_from(rows.len()).unwrap_or(u64::MAX))).collect();
    for tie in ties.iter().filter(|tie| tie.then == Then::Goes && tie.leaf) {
        let Some(parents) = rows.get(&tie.parent) else { continue };
        let sql =
            format!("SELECT count(*) FROM {} WHERE {} IN (SELECT value FROM json_each(?1))", tie.table, tie.column);
        let count: i64 = conn.query_row(&sql, [listed(parents)], |row| row.get(0))?;
        if count > 0 {
            *counts.entry(tie.table.clone()).or_default() += count.unsigned_abs();
        }
    }
    Ok(counts)
}
