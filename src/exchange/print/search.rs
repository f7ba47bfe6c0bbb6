//! What a search found, as `search` prints it.

use super::table::{Layout, Side, Table};
use super::{comma, json};
use chrono::NaiveDate;
use serde::Serialize;

/// One place where the words were found. Serialises as `search --format json` promises.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct FoundRow {
    /// The reference of the record, draft, action, worker or child.
    pub reference: String,
    /// `record`, `draft`, `action`, `worker` or `child`.
    pub kind: String,
    /// The reference of the child or worker it is about.
    pub subject: Option<String>,
    /// The day of the decision, or on which the action is due.
    pub date: Option<NaiveDate>,
    /// The section the words stand in.
    pub section: Option<String>,
    /// The words around them.
    pub excerpt: String,
}

impl std::fmt::Debug for FoundRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FoundRow").field("reference", &self.reference).finish_non_exhaustive()
    }
}

/// As JSON (`design/commands.md`, *JSON*).
pub fn as_json(rows: &[FoundRow]) -> String {
    json(rows)
}

/// As CSV, one row each.
pub fn as_csv(rows: &[FoundRow]) -> String {
    comma::rows(
        &["reference", "kind", "subject", "date", "section", "excerpt"],
        rows.iter().map(|row| {
            [
                row.reference.clone(),
                row.kind.clone(),
                row.subject.clone().unwrap_or_default(),
                row.date.map(|day| day.to_string()).unwrap_or_default(),
                row.section.clone().unwrap_or_default(),
                row.excerpt.clone(),
            ]
        }),
    )
}

/// For people; `words` is what was looked for.
pub fn as_table(words: &str, rows: &[FoundRow], layout: Layout) -> String {
    if rows.is_empty() {
        return format!("Nothing was found for \u{201c}{}\u{201d}.\n", super::clean::line(words));
    }
    let mut table = Table::new(&[
        ("Reference", Side::Left),
        ("Kind", Side::Left),
        ("About", Side::Left),
        ("Date", Side::Left),
        ("Section", Side::Left),
        ("Words", Side::Left),
    ]);
    for row in rows {
        table.row([
            row.reference.as_str(),
            row.kind.as_str(),
            row.subject.as_deref().unwrap_or_default(),
            &row.date.map(|day| day.to_string()).unwrap_or_default(),
            row.section.as_deref().unwrap_or_default(),
            row.excerpt.as_str(),
        ]);
    }
    table.render(layout)
}
