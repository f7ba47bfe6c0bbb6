//! How one answer of a form is stored: its kind, and its value as text.

use super::column;
use crate::practice::answer::{Answer, Answers};
use rusqlite::Row;

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
