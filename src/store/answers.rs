//! How the answers of a form are stored: each with its kind, and its value as text.

use super::column;
use crate::practice::answer::{Answer, Answers};
use rusqlite::{Connection, Row, params};

/// The table that keeps the answers of what can still be written in.
pub(super) struct Kept {
    fields: &'static str,
    take_out: &'static str,
    write: &'static str,
}

/// The answers of drafts on children.
pub(super) const OF_DRAFT: Kept = Kept {
    fields: "SELECT field FROM draft_answer WHERE draft = ?1",
    take_out: "DELETE FROM draft_answer WHERE draft = ?1 AND field = ?2",
    write: "INSERT INTO draft_answer (draft, field, kind, value) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (draft, field) DO UPDATE SET kind = excluded.kind, value = excluded.value
         WHERE value <> excluded.value OR kind <> excluded.kind",
};

/// The answers of records in workers' own files, until they are signed.
pub(super) const OF_WORKER_RECORD: Kept = Kept {
    fields: "SELECT field FROM worker_answer WHERE record = ?1",
    take_out: "DELETE FROM worker_answer WHERE record = ?1 AND field = ?2",
    write: "INSERT INTO worker_answer (record, field, kind, value) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (record, field) DO UPDATE SET kind = excluded.kind, value = excluded.value
         WHERE value <> excluded.value OR kind <> excluded.kind",
};

impl Kept {
    /// Writes the answers that differ, so that a long section elsewhere in the form costs nothing.
    pub(super) fn write(&self, conn: &Connection, id: i64, answers: &Answers) -> rusqlite::Result<()> {
        let mut fields = conn.prepare_cached(self.fields)?;
        let fields: Vec<String> = fields.query_map([id], column::all)?.collect::<Result<_, _>>()?;
        for field in fields.iter().filter(|field| answers.get(field).is_none()) {
            conn.prepare_cached(self.take_out)?.execute(params![id, field])?;
        }
        let mut write = conn.prepare_cached(self.write)?;
        for one in stored(answers) {
            write.execute(params![id, one.field, one.kind, one.value])?;
        }
        Ok(())
    }
}

/// An answer as stored.
pub(super) struct Stored {
    pub(super) field: String,
    pub(super) kind: &'static str,
    pub(super) value: String,
}

/// Every answer as stored, by field.
pub(super) fn stored(answers: &Answers) -> Vec<Stored> {
    answers
        .iter()
        .map(|(field, answer)| {
            let (kind, value) = match answer {
                Answer::Text(text) => ("text", text.clone()),
                Answer::Lines(lines) => ("lines", lines.join("\n")),
                Answer::Tags(codes) => ("tags", codes.join("\n")),
                Answer::Choice(code) => ("choice", code.clone()),
                Answer::Step(step) => ("step", step.to_string()),
                Answer::Day(day) => ("day", day.to_string()),
                // A list of plain values always has a JSON text; were there none, no rows is what would be read back.
                Answer::Actions(rows) => ("actions", serde_json::to_string(rows).unwrap_or_else(|_| "[]".to_owned())),
            };
            Stored { field: field.to_owned(), kind, value }
        })
        .collect()
}

/// Reads one answer from columns `first` (field), then kind and value.
pub(super) fn answer(row: &Row<'_>, first: usize) -> rusqlite::Result<(String, Answer)> {
    let (field, kind, value): (String, String, String) = (row.get(first)?, row.get(first + 1)?, row.get(first + 2)?);
    let answer = match kind.as_str() {
        "text" => Some(Answer::Text(value)),
        "lines" => Some(Answer::Lines(value.split('\n').map(str::to_owned).collect())),
        "tags" => Some(Answer::Tags(value.split('\n').map(str::to_owned).collect())),
        "choice" => Some(Answer::Choice(value)),
        "step" => value.parse().ok().map(Answer::Step),
        "day" => value.parse().ok().map(Answer::Day),
        "actions" => serde_json::from_str(&value).ok().map(Answer::Actions),
        _ => None,
    };
    answer.map(|answer| (field, answer)).ok_or_else(|| column::unknown(first + 2))
}
