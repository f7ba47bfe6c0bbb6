//! The trail of every act, as `audit` prints it.

use super::table::{Layout, Side, Table};
use super::{comma, json};
use serde::Serialize;

/// One act. Serialises as `audit --format json` promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditLine {
    /// Its place, from 1.
    pub seq: i64,
    /// When, in UTC: `2026-11-22T08:40:00Z`.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done, as a code.
    pub act: String,
    /// On what.
    pub on: String,
    /// The hash that ties it to everything before.
    pub hash: String,
}

/// As JSON (`design/commands.md`, *JSON*).
pub fn as_json(rows: &[AuditLine]) -> String {
    json(rows)
}

/// As CSV, one row each.
pub fn as_csv(rows: &[AuditLine]) -> String {
    comma::rows(
        &["seq", "at", "who", "act", "on", "hash"],
        rows.iter().map(|row| {
            [row.seq.to_string(), row.at.clone(), row.who.clone(), row.act.clone(), row.on.clone(), row.hash.clone()]
        }),
    )
}

/// For people: the hash is cut to the length that tells two apart.
pub fn as_table(rows: &[AuditLine], layout: Layout) -> String {
    if rows.is_empty() {
        return "Nothing has been done since then.\n".to_owned();
    }
    let mut table = Table::new(&[
        ("Number", Side::Right),
        ("When (UTC)", Side::Left),
        ("Who", Side::Left),
        ("Act", Side::Left),
        ("On", Side::Left),
        ("Hash", Side::Left),
    ]);
    for row in rows {
        let at = row.at.replace('T', " ");
        let at = at.trim_end_matches('Z');
        let hash = row.hash.get(..12).unwrap_or(&row.hash);
        table.row([&row.seq.to_string(), at, &row.who, &row.act, &row.on, hash]);
    }
    table.render(layout)
}
