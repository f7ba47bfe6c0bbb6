//! A signed record of a worker's file and its steps exactly as stored, and the digests that seal them. Signing writes from
//! here and `verify` reads back to here, so both reckon the same digest.

use super::answers::{Stored, stored};
use super::seal::Seal;
use super::{Store, StoreError};
use crate::practice::answer::Answers;
use rusqlite::Row;

/// A signed record as stored.
pub(super) struct SealedWorkerRecord {
    pub(super) id: i64,
    pub(super) form: String,
    pub(super) worker: i64,
    pub(super) session: Option<i64>,
    pub(super) day: String,
    pub(super) signed_by: String,
    pub(super) signed_at: String,
    /// Field, kind, value; by field.
    pub(super) answers: Vec<(String, String, String)>,
}

pub(super) const WORKER_HEADS: &str = "SELECT id, form, worker, session, day, signed_by, signed_at, digest, act
     FROM worker_record WHERE signed_at IS NOT NULL ORDER BY id";

impl SealedWorkerRecord {
    /// The answers as they are stored, in order.
    pub(super) fn rows(answers: &Answers) -> Vec<(String, String, String)> {
        let mut rows: Vec<_> =
            stored(answers).into_iter().map(|Stored { field, kind, value }| (field, kind.to_owned(), value)).collect();
        rows.sort();
        rows
    }

    /// The digest of everything in it.
    pub(super) fn digest(&self) -> String {
        let mut seal = Seal::of("worker record")
            .number(self.id)
            .text(&self.form)
            .number(self.worker)
            .maybe_number(self.session)
            .text(&self.day)
            .text(&self.signed_by)
            .text(&self.signed_at)
            .number(i64::try_from(self.answers.len()).unwrap_or(i64::MAX));
        for (field, kind, value) in &self.answers {
            seal = seal.text(field).text(kind).text(value);
        }
        seal.finish()
    }

    /// Reads the columns of [`WORKER_HEADS`], without answers.
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            form: row.get(1)?,
            worker: row.get(2)?,
            session: row.get(3)?,
            day: row.get(4)?,
            signed_by: row.get(5)?,
            signed_at: row.get(6)?,
            answers: Vec::new(),
        })
    }

    /// Reads the answers that belong to it.
    pub(super) fn fill(&mut self, store: &Store) -> Result<(), StoreError> {
        let mut query = store.conn.prepare_cached("SELECT field, kind, value FROM worker_answer WHERE record = ?1")?;
        self.answers =
            query.query_map([self.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_, _>>()?;
        self.answers.sort();
        Ok(())
    }
}

/// A step as stored, without its digest and act.
pub(super) struct SealedStep {
    pub(super) id: i64,
    pub(super) record: i64,
    pub(super) day: String,
    pub(super) what: String,
    pub(super) words: String,
    pub(super) settled_how: String,
    pub(super) signed_by: String,
    pub(super) signed_at: String,
}

pub(super) const STEPS: &str = "SELECT id, record, day, what, words, settled_how, signed_by, signed_at, digest, act
     FROM worker_record_step ORDER BY id";

impl SealedStep {
    /// Reads the columns of [`STEPS`].
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            record: row.get(1)?,
            day: row.get(2)?,
            what: row.get(3)?,
            words: row.get(4)?,
            settled_how: row.get(5)?,
            signed_by: row.get(6)?,
            signed_at: row.get(7)?,
        })
    }

    /// The digest of everything in it.
    pub(super) fn digest(&self) -> String {
        Seal::of("worker record step")
            .number(self.id)
            .number(self.record)
            .text(&self.day)
            .text(&self.what)
            .text(&self.words)
            .text(&self.settled_how)
            .text(&self.signed_by)
            .text(&self.signed_at)
            .finish()
    }
}
