//! From any older file to today's. Append only: until the first release the one migration is `schema.sql` itself.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

/// The whole current schema.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// "Foot": SQLite's application id of our files.
pub(super) const APPLICATION: i32 = 0x466F_6F74;

const STEPS: &[M<'static>] = &[M::up(SCHEMA)];

/// Every step so far.
pub(super) const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// The version of today's files.
pub(super) fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// One thing that a file is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// A table, an index, a trigger.
    kind: String,
    /// Its name.
    pub name: String,
    /// The table that it belongs to.
    of: String,
    /// The statement that made it; SQLite's own have none.
    sql: Option<String>,
}

impl Piece {
    /// Whether these are SQLite's own notes on how to search, which say nothing: those tables, and nothing else by such a
    /// name.
    pub(super) fn is_statistics(&self) -> bool {
        let made = match self.name.as_str() {
            "sqlite_stat1" => "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
            "sqlite_stat4" => "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
            _ => return false,
        };
        self.kind == "table" && self.of == self.name && self.sql.as_deref() == Some(made)
    }
}

/// What a file is made of: each table, index and trigger by name, table and text, the search's inner tables with them.
pub(super) fn structure(conn: &Connection) -> rusqlite::Result<Vec<Piece>> {
    let mut query = conn.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name, type")?;
    let piece =
        |row: &rusqlite::Row<'_>| Ok(Piece { kind: row.get(0)?, name: row.get(1)?, of: row.get(2)?, sql: row.get(3)? });
    query.query_map([], piece)?.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_lead_to_exactly_the_schema() {
        MIGRATIONS.validate().unwrap();
        let mut migrated = Connection::open_in_memory().unwrap();
        MIGRATIONS.to_latest(&mut migrated).unwrap();
        let made = Connection::open_in_memory().unwrap();
        made.execute_batch(SCHEMA).unwrap();
        assert_eq!(structure(&migrated).unwrap(), structure(&made).unwrap());
        let id: i32 = migrated.query_row("PRAGMA application_id", [], |row| row.get(0)).unwrap();
        assert_eq!(id, APPLICATION);
    }

    #[test]
    fn every_table_is_strict_and_every_foreign_key_points_at_a_table() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(SCHEMA).unwrap();
        let loose: Vec<String> = conn
            .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert!(loose.is_empty(), "{loose:?}");
    }
}
