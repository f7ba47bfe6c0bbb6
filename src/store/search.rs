//! Search as one types: names, drafts, signed records with their addenda, and actions; the newest first.

use super::{Store, StoreError};
use crate::practice::code::coded;
use crate::practice::due::SubjectId;
use crate::practice::reference::{ActionId, ChildId, DraftId, RecordId, WorkerId, WorkerRecordId};
use chrono::NaiveDate;
use rusqlite::{Row, params};
use std::fmt;

coded! {
    /// What was found.
    HitKind {
        /// A worker, by name or reference.
        Worker = "worker", "worker";
        /// A child, by name or reference.
        Child = "child", "child";
        /// A draft: not signed.
        Draft = "draft", "draft, not signed";
        /// A signed record.
        Record = "record", "record";
        /// A draft in a worker's own file: not signed.
        WorkerDraft = "worker_draft", "worker's file, not signed";
        /// A signed record in a worker's own file.
        WorkerRecord = "worker_record", "worker's file";
        /// An action.
        Action = "action", "action";
        /// A note on a child.
        Note = "note", "note";
        /// A note in a worker's own file.
        WorkerNote = "worker_note", "note in a worker's file";
    }
}

/// One thing found. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its reference: `O12`, `D3`, `A45`, or the worker's or child's own.
    pub reference: String,
    /// What it is.
    pub kind: HitKind,
    /// Whom it concerns.
    pub subject: SubjectId,
    /// Their name, or the reference where none was given.
    pub subject_name: String,
    /// Its day: decided on, due on, joined on; `None` for a child.
    pub date: Option<NaiveDate>,
    /// The field of the form, `addendum`, or the part of the action; `None` for names.
    pub section: Option<String>,
    /// The words around.
    pub excerpt: String,
}

impl fmt::Debug for Hit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hit").field("reference", &self.reference).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Each gives: key, reference, child, worker, name, day, section, excerpt.
pub(super) const WORKERS: &str = "SELECT w.id, w.reference, NULL, w.id, w.name, w.joined_on, NULL, w.name
     FROM worker_search s CROSS JOIN worker w ON w.id = s.rowid
     WHERE worker_search MATCH ?1 AND w.merged_into IS NULL LIMIT ?2";
pub(super) const CHILDREN: &str = "SELECT c.id, c.reference, c.id, NULL, coalesce(c.name, c.reference), NULL, NULL,
         coalesce(c.name, c.reference)
     FROM child_search s CROSS JOIN child c ON c.id = s.rowid
     WHERE child_search MATCH ?1 AND c.merged_into IS NULL LIMIT ?2";
pub(super) const DRAFTS: &str = "SELECT d.id, NULL, c.id, NULL, coalesce(c.name, c.reference), d.decided_on, a.field,
         snippet(draft_search, 0, '', '', '…', 14)
     FROM draft_search s CROSS JOIN draft_answer a ON a.id = s.rowid CROSS JOIN draft d ON d.id = a.draft
         CROSS JOIN child c ON c.id = d.child
     WHERE draft_search MATCH ?1 ORDER BY s.rowid DESC LIMIT ?2";
pub(super) const RECORDS: &str = "SELECT o.id, NULL, n.id, NULL, coalesce(n.name, n.reference), o.decided_on, a.field,
         snippet(record_search, 0, '', '', '…', 14)
     FROM record_search s CROSS JOIN form_answer a ON a.id = s.rowid CROSS JOIN oversight o ON o.id = a.oversight
         CROSS JOIN child c ON c.id = o.child CROSS JOIN child n ON n.id = coalesce(c.merged_into, c.id)
     WHERE record_search MATCH ?1 ORDER BY s.rowid DESC LIMIT ?2";
pub(super) const ADDENDA: &str = "SELECT o.id, NULL, n.id, NULL, coalesce(n.name, n.reference), a.day, 'addendum',
         snippet(addendum_search, 0, '', '', '…', 14)
     FROM addendum_search s CROSS JOIN addendum a ON a.id = s.rowid CROSS JOIN oversight o ON o.id = a.oversight
         CROSS JOIN child c ON c.id = o.child CROSS JOIN child n ON n.id = coalesce(c.merged_into, c.id)
     WHERE addendum_search MATCH ?1 ORDER BY s.rowid DESC LIMIT ?2";
pub(super) const ACTIONS: &str = "SELECT a.id, NULL, a.child, a.worker, coalesce(c.name, c.reference, w.name),
         a.due_on, 'action', snippet(action_search, -1, '', '', '…', 14)
     FROM action_search s CROSS JOIN action a ON a.id = s.rowid
         LEFT JOIN child c ON c.id = a.child LEFT JOIN worker w ON w.id = a.worker
     WHERE action_search MATCH ?1 ORDER BY s.rowid DESC LIMIT ?2";

pub(super) const WORKER_DRAFTS: &str = "SELECT r.id, NULL, NULL, n.id, n.name, r.day, a.field,
         snippet(worker_answer_search, 0, '', '', '…', 14)
     FROM worker_answer_search s CROSS JOIN worker_answer a ON a.id = s.rowid
         CROSS JOIN worker_record r ON r.id = a.record AND r.signed_at IS NULL
         CROSS JOIN worker w ON w.id = r.worker CROSS JOIN worker n ON n.id = coalesce(w.merged_into, w.id)
     WHERE worker_answer_search MATCH ?1 ORDER BY s.rowid DESC LIMIT ?2";
pub(super) const WORKER_RECORDS: &str = "SELECT r.id, NULL, NULL, n.id, n.name, r.day, a.field,
         snippet(worker_answer_search, 0, '', '', '…', 14)
     FROM worker_answer_search s CROSS JOIN worker_answer a ON a.id = s.rowid
         CROSS JOIN worker_record r ON r.id = a.record AND r.signed_at IS NOT NULL
         CROSS JOIN worker w ON w.id = r.worker CROSS JOIN worker n ON n.id = coalesce(w.merged_into, w.id)
     WHERE worker_answer_search MATCH ?1 ORDER BY s.rowid DESC LIMIT ?2";
pub(super) const WORKER_STEPS: &str = "SELECT r.id, NULL, NULL, n.id, n.name, t.day, t.what,
         snippet(worker_step_search, -1, '', '', '…', 14)
     FROM worker_step_search s CROSS JOIN worker_record_step t ON t.id = s.rowid
         CROSS JOIN worker_record r ON r.id = t.record
         CROSS JOIN worker w ON w.id = r.worker CROSS JOIN worker n ON n.id = coalesce(w.merged_into, w.id)
     WHERE worker_step_search MATCH ?1 ORDER BY s.rowid DESC LIMIT ?2";

/// A note has no reference of its own: it is found by whom it is about.
pub(super) const CHILD_NOTES: &str =
    "SELECT t.id, n.reference, n.id, NULL, coalesce(n.name, n.reference), t.day, 'note',
         snippet(child_note_search, 0, '', '', '…', 14)
     FROM child_note_search s CROSS JOIN child_note t ON t.id = s.rowid CROSS JOIN child n ON n.id = t.child
     WHERE child_note_search MATCH ?1 ORDER BY s.rowid DESC LIMIT ?2";
pub(super) const WORKER_NOTES: &str = "SELECT t.id, n.reference, NULL, n.id, n.name, t.day, 'note',
         snippet(worker_note_search, 0, '', '', '…', 14)
     FROM worker_note_search s CROSS JOIN worker_note t ON t.id = s.rowid CROSS JOIN worker n ON n.id = t.worker
     WHERE worker_note_search MATCH ?1 ORDER BY s.rowid DESC LIMIT ?2";

/// Rows are read with what they are.
const EACH: [(HitKind, &str); 11] = [
    (HitKind::Worker, WORKERS),
    (HitKind::Child, CHILDREN),
    (HitKind::Draft, DRAFTS),
    (HitKind::Record, RECORDS),
    (HitKind::Record, ADDENDA),
    (HitKind::WorkerDraft, WORKER_DRAFTS),
    (HitKind::WorkerRecord, WORKER_RECORDS),
    (HitKind::WorkerRecord, WORKER_STEPS),
    (HitKind::Action, ACTIONS),
    (HitKind::Note, CHILD_NOTES),
    (HitKind::WorkerNote, WORKER_NOTES),
];

fn hit(row: &Row<'_>, kind: HitKind) -> rusqlite::Result<Hit> {
    let key: i64 = row.get(0)?;
    let reference: Option<String> = row.get(1)?;
    let child: Option<i64> = row.get(2)?;
    let worker: Option<i64> = row.get(3)?;
    let reference = reference.unwrap_or_else(|| match kind {
        HitKind::Draft => DraftId(key).to_string(),
        HitKind::Record => RecordId(key).to_string(),
        HitKind::WorkerDraft | HitKind::WorkerRecord => WorkerRecordId(key).to_string(),
        HitKind::Action => ActionId(key).to_string(),
        HitKind::Worker | HitKind::Child | HitKind::Note | HitKind::WorkerNote => String::new(),
    });
    Ok(Hit {
        reference,
        kind,
        subject: child.map_or_else(
            || SubjectId::Worker(WorkerId(worker.unwrap_or_default())),
            |child| SubjectId::Child(ChildId(child)),
        ),
        subject_name: row.get(4)?,
        date: row.get(5)?,
        section: row.get(6)?,
        excerpt: row.get(7)?,
    })
}

/// The user's words as FTS5 asks for them: each a quoted string, so that no sign in them means anything, all of them
/// wanted, the last one perhaps not yet typed to its end. `None` where no word is left.
fn asked(words: &[&str]) -> Option<String> {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{}\"", word.replace(['"', '\0'], " "))).collect();
    (!quoted.is_empty()).then(|| format!("{}*", quoted.join(" ")))
}

/// The words in what was typed: signs alone are none.
fn words_in(typed: &str) -> Vec<&str> {
    typed.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

/// Half the file begins with any one letter: until the next is typed it says nothing but of a name.
fn for_text<'a, 'w>(words: &'a [&'w str]) -> &'a [&'w str] {
    match words {
        [rest @ .., last] if last.chars().count() == 1 => rest,
        all => all,
    }
}

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    EACH.map(|(_, sql)| sql.to_owned()).to_vec()
}

impl Store {
    /// What holds all of these words, the last one as a beginning: people first, then drafts, records and actions,
    /// each the newest first; about `limit` in all, shared out so that none of them crowds out the others.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
        let words = words_in(words);
        let (names, text) = (asked(&words), asked(for_text(&words)));
        let mut found: Vec<Vec<Hit>> = Vec::with_capacity(EACH.len());
        for (kind, sql) in EACH {
            let asked = match kind {
                HitKind::Worker | HitKind::Child => &names,
                HitKind::Draft
                | HitKind::Record
                | HitKind::WorkerDraft
                | HitKind::WorkerRecord
                | HitKind::Action
                | HitKind::Note
                | HitKind::WorkerNote => &text,
            };
            let Some(asked) = asked else {
                found.push(Vec::new());
                continue;
            };
            let mut query = self.conn.prepare_cached(sql)?;
            let most = i64::try_from(limit).unwrap_or(i64::MAX);
            found.push(query.query_map(params![asked, most], |row| hit(row, kind))?.collect::<Result<_, _>>()?);
        }
        let kept = shares(&found.iter().map(Vec::len).collect::<Vec<_>>(), limit);
        Ok(found.into_iter().zip(kept).flat_map(|(hits, kept)| hits.into_iter().take(kept)).collect())
    }
}

/// How many of each to keep, so that all together are at most `limit`: in turn, one of each that has more.
fn shares(have: &[usize], limit: usize) -> Vec<usize> {
    let mut kept = vec![0; have.len()];
    let mut left = limit;
    while left > 0 && kept.iter().zip(have).any(|(kept, have)| kept < have) {
        for (kept, have) in kept.iter_mut().zip(have) {
            if left > 0 && *kept < *have {
                *kept += 1;
                left -= 1;
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_asked_for_as_words_only() {
        let ask = |typed: &str| asked(&words_in(typed));
        assert_eq!(ask("bruise"), Some("\"bruise\"*".to_owned()));
        assert_eq!(ask(" O'Brien AND \"bed\" "), Some("\"O'Brien\" \"AND\" \" bed \"*".to_owned()));
        assert_eq!(ask("-- * ( ^"), None);
    }

    #[test]
    fn one_letter_is_looked_for_in_names_only() {
        assert_eq!(for_text(&["s"]), [""; 0]);
        assert_eq!(for_text(&["mother", "s"]), ["mother"]);
        assert_eq!(for_text(&["s", "mother"]), ["s", "mother"]);
    }

    #[test]
    fn no_kind_crowds_out_the_others() {
        assert_eq!(shares(&[100, 0, 2, 100], 10), [4, 0, 2, 4]);
        assert_eq!(shares(&[1, 1], 10), [1, 1]);
        assert_eq!(shares(&[3], 0), [0]);
    }
}
