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

/// What a file is made of: each table, index and trigger by name and text, the search's inner tables with them.
pub(super) fn structure(conn: &Connection) -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
    let mut query = conn.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY name, type")?;
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
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
