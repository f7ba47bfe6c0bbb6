//! Quick capture: lines that are not sorted yet, and the notes on children and in workers' own files that they became. Not
//! the actions.

use super::audit::{Act, moment};
use super::seal::Seal;
use super::{Change, Store, StoreError, column};
use crate::practice::capture::{Note, Whom};
use crate::practice::reference::{CaptureId, ChildId, NoteId, WorkerId};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{OptionalExtension as _, Params, Row, params};

const OF_CHILD: &str = "SELECT id, day, words, noted_by, iif(dealt_on <= ?2, dealt_on, NULL) FROM child_note
     WHERE child = ?1 AND day <= ?2 ORDER BY day, id";
const OF_WORKER: &str = "SELECT id, day, words, noted_by, iif(dealt_on <= ?2, dealt_on, NULL) FROM worker_note
     WHERE worker = ?1 AND day <= ?2 ORDER BY day, id";
const UNSORTED: &str = "SELECT id, words, child, worker, saved_at FROM capture ORDER BY id DESC";
const HOW_MANY: &str = "SELECT count(*) FROM capture";

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    [OF_CHILD, OF_WORKER].map(str::to_owned).to_vec()
}

/// A line that was begun and is not sorted yet. No `Debug`: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub struct Captured {
    /// Its number.
    pub id: CaptureId,
    /// The line.
    pub words: String,
    /// Who it seems to be about.
    pub whom: Option<Whom>,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
}

fn captured(row: &Row<'_>) -> rusqlite::Result<Captured> {
    let child = column::maybe_key(row, 2, ChildId)?.map(Whom::Child);
    let worker = column::maybe_key(row, 3, WorkerId)?.map(Whom::Worker);
    Ok(Captured {
        id: column::key(row, 0, CaptureId)?,
        words: row.get(1)?,
        whom: child.or(worker),
        saved_at: row.get(4)?,
    })
}

/// Child and worker of whom a line is about.
fn keys(whom: Option<Whom>) -> (Option<i64>, Option<i64>) {
    match whom {
        Some(Whom::Child(child)) => (Some(child.0), None),
        Some(Whom::Worker(worker)) => (None, Some(worker.0)),
        None => (None, None),
    }
}

impl Store {
    /// What was noted on a child by a day, oldest first.
    pub fn child_notes(&self, child: ChildId, until: NaiveDate) -> Result<Vec<Note>, StoreError> {
        self.notes(OF_CHILD, params![child.0, until])
    }

    /// What was noted in a worker's own file by a day, oldest first.
    pub fn worker_notes(&self, worker: WorkerId, until: NaiveDate) -> Result<Vec<Note>, StoreError> {
        self.notes(OF_WORKER, params![worker.0, until])
    }

    fn notes(&self, sql: &str, params: impl Params) -> Result<Vec<Note>, StoreError> {
        let mut query = self.conn.prepare_cached(sql)?;
        let note = |row: &Row<'_>| {
            Ok(Note {
                id: column::key(row, 0, NoteId)?,
                on: column::day(row, 1)?,
                words: row.get(2)?,
                by: row.get(3)?,
                dealt_on: column::maybe_day(row, 4)?,
            })
        };
        Ok(query.query_map(params, note)?.collect::<Result<_, _>>()?)
    }

    /// The lines that are not sorted yet, the last begun first.
    pub fn captures(&self) -> Result<Vec<Captured>, StoreError> {
        let mut query = self.conn.prepare_cached(UNSORTED)?;
        Ok(query.query_map([], captured)?.collect::<Result<_, _>>()?)
    }

    /// How many lines are not sorted yet.
    pub fn capture_count(&self) -> Result<usize, StoreError> {
        let count: i64 = self.conn.prepare_cached(HOW_MANY)?.query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Keeps a line that is being written, a new one or the one under a number; none at all takes it away. Not an act, so
    /// it leaves no row in the trail.
    pub fn keep_capture(
        &mut self,
        id: Option<CaptureId>,
        words: &str,
        whom: Option<Whom>,
        at: DateTime<Utc>,
    ) -> Result<Option<CaptureId>, StoreError> {
        let transaction = self.begin()?;
        let kept = if words.trim().is_empty() {
            if let Some(id) = id {
                self.forget_capture(id)?;
            }
            None
        } else {
            Some(self.write_capture(id, words, whom, at)?)
        };
        transaction.commit()?;
        Ok(kept)
    }

    /// Writes a line within the transaction under way.
    fn write_capture(
        &self,
        id: Option<CaptureId>,
        words: &str,
        whom: Option<Whom>,
        at: DateTime<Utc>,
    ) -> Result<CaptureId, StoreError> {
        let ((child, worker), there) = (keys(whom), id.map(|id| id.0));
        self.conn
            .prepare_cached(
                "INSERT INTO capture (id, words, child, worker, saved_at) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET words = excluded.words, child = excluded.child,
                     worker = excluded.worker, saved_at = excluded.saved_at",
            )?
            .execute(params![there, words, child, worker, moment(at)])?;
        Ok(id.unwrap_or_else(|| CaptureId(self.conn.last_insert_rowid())))
    }

    fn forget_capture(&self, id: CaptureId) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM capture WHERE id = ?1")?.execute([id.0])?;
        Ok(())
    }
}

impl Change<'_> {
    /// Notes something on a child, or in a worker's own file.
    pub fn add_note(&mut self, whom: Whom, words: &str, on: NaiveDate) -> Result<NoteId, StoreError> {
        let (table, column, key, about) = match whom {
            Whom::Child(child) => ("child_note", "child", child.0, "SELECT reference FROM child WHERE id = ?1"),
            Whom::Worker(worker) => ("worker_note", "worker", worker.0, "SELECT reference FROM worker WHERE id = ?1"),
        };
        let about: Option<String> = self.conn.query_row(about, [key], |row| row.get(0)).optional()?;
        let about = about.ok_or_else(|| StoreError::NotThere(format!("such {column}")))?;
        let by = self.by().who.clone();
        self.conn
            .prepare_cached(&format!("INSERT INTO {table} ({column}, day, words, noted_by) VALUES (?1, ?2, ?3, ?4)"))?
            .execute(params![key, on, words, by])?;
        let id = NoteId(self.conn.last_insert_rowid());
        self.act(Act::Note, &about, Seal::of(table).number(key).day(on).text(words))?;
        Ok(id)
    }

    /// Puts a line among those that are not sorted, as it would be after it was left half typed.
    pub fn capture_line(&mut self, words: &str, whom: Option<Whom>) -> Result<CaptureId, StoreError> {
        let at = self.by().at;
        self.write_capture(None, words, whom, at)
    }

    /// Says of a note on a child or in a worker's own file that nothing more is to be done about it, from a day on; none takes
    /// that back. The words stay.
    pub fn deal_with_note(&mut self, whom: Whom, id: NoteId, on: Option<NaiveDate>) -> Result<(), StoreError> {
        let (sql, about, key) = match whom {
            Whom::Child(child) => (
                "UPDATE child_note SET dealt_on = ?3 WHERE id = ?1 AND child = ?2",
                "SELECT reference FROM child WHERE id = ?1",
                child.0,
            ),
            Whom::Worker(worker) => (
                "UPDATE worker_note SET dealt_on = ?3 WHERE id = ?1 AND worker = ?2",
                "SELECT reference FROM worker WHERE id = ?1",
                worker.0,
            ),
        };
        if self.conn.execute(sql, params![id.0, key, on])? == 0 {
            return Err(StoreError::NotThere("such note".to_owned()));
        }
        let about: String = self.conn.query_row(about, [key], |row| row.get(0))?;
        self.act(Act::DealWithNote, &about, Seal::of("deal with note").number(id.0).maybe_day(on))
    }

    /// Takes away a line that was sorted, in the change that sorts it.
    pub fn sort_capture(&mut self, id: CaptureId) -> Result<(), StoreError> {
        self.forget_capture(id)
    }
}
