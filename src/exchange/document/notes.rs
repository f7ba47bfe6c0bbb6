//! Notes made in a line, as a document has them. Not whose they are: a child's stand in the child's document, a worker's in the
//! worker's own.

use super::Block;
use crate::practice::capture::Note;
use crate::practice::date_words::long;
use chrono::NaiveDate;
use serde::Serialize;

/// Under a heading of their own; nothing where there are none. `word` gives the words as they go out.
pub(super) fn noted(notes: &[Note], word: impl Fn(&str) -> String) -> Vec<Block> {
    if notes.is_empty() {
        return Vec::new();
    }
    let line = |note: &Note| {
        let dealt = note.dealt_on.map_or_else(String::new, |on| format!("; dealt with on {}", long(on)));
        format!("{}: {} ({}{dealt})", long(note.on), word(&note.words), note.by)
    };
    vec![Block::Heading("Notes".to_owned()), Block::List(notes.iter().map(line).collect())]
}

/// A note as content of JSON.
#[derive(Serialize)]
pub(super) struct NoteItem {
    on: NaiveDate,
    words: String,
    noted_by: String,
    dealt_with_on: Option<NaiveDate>,
}

/// All of them.
pub(super) fn items(notes: &[Note], word: impl Fn(&str) -> String) -> Vec<NoteItem> {
    let item = |one: &Note| NoteItem {
        on: one.on,
        words: word(&one.words),
        noted_by: one.by.clone(),
        dealt_with_on: one.dealt_on,
    };
    notes.iter().map(item).collect()
}
