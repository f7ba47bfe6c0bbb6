//! The worker's own file as it is read: drafts, signed records, what waits to be agreed. Its tables name no child.

mod writing;

use super::answers::answer;
use super::column;
use super::{Store, StoreError};
use crate::practice::answer::Answers;
use crate::practice::reference::{SessionId, WorkerId, WorkerRecordId};
use crate::practice::worker_record::{
    Step, StepKind, WorkerDraft, WorkerForm, WorkerHead, WorkerRecord, WorkerRecordLine,
};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{OptionalExtension as _, Params, Row, params};

const COLUMNS: &str = "SELECT r.id, r.form, coalesce(w.merged_into, w.id), r.session, r.day, r.saved_at, r.signed_by,
     r.signed_at FROM worker_record r JOIN worker w ON w.id = r.worker";
const ONE: &str = "WHERE r.id = ?1";
const DRAFTS: &str = "WHERE r.signed_at IS NULL ORDER BY r.saved_at DESC, r.id DESC";
const DRAFTS_OF: &str = "WHERE r.worker IN (SELECT ?1 UNION ALL SELECT id FROM worker WHERE merged_into = ?1)
     AND r.signed_at IS NULL ORDER BY r.day, r.id";
const OF_WORKER: &str = "WHERE r.worker IN (SELECT ?1 UNION ALL SELECT id FROM worker WHERE merged_into = ?1)
     AND r.signed_at IS NOT NULL AND r.day <= ?2 ORDER BY r.day, r.id";
const OF_SESSION: &str = "WHERE r.session = ?1 AND r.form = ?2";
const LATEST: &str = "WHERE r.worker IN (SELECT ?1 UNION ALL SELECT id FROM worker WHERE merged_into = ?1)
     AND r.form = ?2 AND r.day <= ?3 AND r.signed_at IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM worker_record_step s WHERE s.record = r.id AND s.what = 'withdrawn' AND s.day <= ?3)
     ORDER BY r.day DESC, r.id DESC LIMIT ?4";
/// From indexes that hold nothing else: Today asks it of everybody's file.
const DAYS: &str = "SELECT r.day, (SELECT a.value FROM worker_answer a INDEXED BY worker_answer_wanted
         WHERE a.record = r.id AND a.field IN ('renew_on', 'which_appraisal') AND a.field = ?5)
     FROM worker_record r INDEXED BY worker_record_wanted
     WHERE r.signed_at IS NOT NULL AND r.form <> 'supervision' AND r.form = ?2 AND r.day <= ?3
         AND r.worker IN (SELECT ?1 UNION ALL SELECT id FROM worker WHERE merged_into = ?1)
         AND NOT EXISTS (SELECT 1 FROM worker_record_step s WHERE s.record = r.id AND s.what = 'withdrawn' AND s.day <= ?3)
     ORDER BY r.day DESC, r.id DESC LIMIT ?4";
const ANSWERS: &str = "SELECT field, kind, value FROM worker_answer WHERE record = ?1";
const STEPS: &str = "SELECT what, day, words, settled_how, signed_by, signed_at FROM worker_record_step
     WHERE record = ?1 ORDER BY id";
const WAITING: &str = "SELECT q.record, r.form, coalesce(w.merged_into, w.id), w.name, r.day, r.signed_at, q.shared_on,
         q.disputed
     FROM worker_record_waiting q CROSS JOIN worker_record r ON r.id = q.record CROSS JOIN worker w ON w.id = r.worker
     ORDER BY r.day, r.id";
const HEADS_OF: &str = "SELECT r.id, r.form, r.session, r.day, r.signed_at,
         (SELECT group_concat(s.what || ' ' || s.day, '|' ORDER BY s.id) FROM worker_record_step s WHERE s.record = r.id)
     FROM worker_record r WHERE r.worker IN (SELECT ?1 UNION ALL SELECT id FROM worker WHERE merged_into = ?1)
     ORDER BY r.day DESC, r.id DESC";
const TAGS: &str = "SELECT r.id, r.form, r.day, a.field, a.value FROM worker_record r
     CROSS JOIN worker_answer a ON a.record = r.id AND a.kind = 'tags'
     WHERE r.worker IN (SELECT ?1 UNION ALL SELECT id FROM worker WHERE merged_into = ?1)
         AND r.signed_at IS NOT NULL AND r.day BETWEEN ?2 AND ?3
     ORDER BY r.day, r.id, a.field";

/// A signed record whose worker has not agreed yet. `Debug` shows the reference only.
#[derive(Clone, PartialEq, Eq)]
pub struct WaitingRecord {
    /// The record.
    pub id: WorkerRecordId,
    /// What it is.
    pub form: WorkerForm,
    /// Whose file.
    pub worker: WorkerId,
    /// The worker's name.
    pub name: String,
    /// The day it is about.
    pub day: NaiveDate,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// The day it was shared, if it was.
    pub shared_on: Option<NaiveDate>,
    /// Whether the worker disputes it.
    pub disputed: bool,
}

impl std::fmt::Debug for WaitingRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WaitingRecord").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The tags of one field of one signed record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// The record.
    pub record: WorkerRecordId,
    /// What it is.
    pub form: WorkerForm,
    /// The day it is about.
    pub day: NaiveDate,
    /// The field.
    pub field: String,
    /// The codes.
    pub codes: Vec<String>,
}

/// One row, signed or not.
struct Row0 {
    id: WorkerRecordId,
    head: WorkerHead,
    saved_at: DateTime<Utc>,
    signed: Option<(String, DateTime<Utc>)>,
}

fn row(row: &Row<'_>) -> rusqlite::Result<Row0> {
    let signed_by: Option<String> = row.get(6)?;
    let signed_at: Option<DateTime<Utc>> = row.get(7)?;
    Ok(Row0 {
        id: column::key(row, 0, WorkerRecordId)?,
        head: WorkerHead {
            form: column::code(row, 1, WorkerForm::from_code)?,
            worker: column::key(row, 2, WorkerId)?,
            session: column::maybe_key(row, 3, SessionId)?,
            day: row.get(4)?,
        },
        saved_at: row.get(5)?,
        signed: signed_by.zip(signed_at),
    })
}

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    let mut all: Vec<String> =
        [ONE, DRAFTS, DRAFTS_OF, OF_WORKER, OF_SESSION, LATEST].map(|which| format!("{COLUMNS} {which}")).to_vec();
    all.extend([ANSWERS, DAYS, STEPS, WAITING, HEADS_OF, TAGS].map(str::to_owned));
    all
}

impl Store {
    /// Every draft of the workers' files, the last saved first.
    pub fn worker_drafts(&self) -> Result<Vec<WorkerDraft>, StoreError> {
        self.worker_drafts_where(DRAFTS, [])
    }

    /// The days of the last signed records of one form in a worker's file that stand on a day, the latest first, each with
    /// one of its answers as it is kept, of which only the two that what is wanted depends on can be asked for; nothing
    /// else of them is read. Of supervision there is none.
    pub fn last_worker_days(
        &self,
        worker: WorkerId,
        form: WorkerForm,
        day: NaiveDate,
        most: usize,
        field: &str,
    ) -> Result<Vec<(NaiveDate, Option<String>)>, StoreError> {
        let mut query = self.conn.prepare_cached(DAYS)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query.query_map(params![worker.0, form.code(), day, most, field], |row| {
            Ok((column::day(row, 0)?, row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What every draft of the workers' files is about, the last saved first, without its words.
    pub fn worker_draft_heads(&self) -> Result<Vec<(WorkerRecordId, WorkerHead)>, StoreError> {
        let rows = self.worker_rows(DRAFTS, [])?.into_iter();
        Ok(rows.filter(|one| one.signed.is_none()).map(|one| (one.id, one.head)).collect())
    }

    /// The drafts in one worker's file, by day.
    pub fn worker_drafts_of(&self, worker: WorkerId) -> Result<Vec<WorkerDraft>, StoreError> {
        self.worker_drafts_where(DRAFTS_OF, [worker.0])
    }

    /// One draft; `None` where there is none, or it is signed.
    pub fn worker_draft(&self, id: WorkerRecordId) -> Result<Option<WorkerDraft>, StoreError> {
        Ok(self.worker_drafts_where(ONE, [id.0])?.pop())
    }

    /// One signed record; `None` where there is none, or it is a draft.
    pub fn worker_record(&self, id: WorkerRecordId) -> Result<Option<WorkerRecord>, StoreError> {
        Ok(self.worker_records_where(ONE, [id.0])?.pop())
    }

    /// The signed records of a worker's file about days up to one, by day, those withdrawn too.
    pub fn worker_records_of(&self, worker: WorkerId, until: NaiveDate) -> Result<Vec<WorkerRecord>, StoreError> {
        self.worker_records_where(OF_WORKER, params![worker.0, until])
    }

    /// The last signed records in a form about days up to one that stand, newest first.
    pub fn last_worker_records(
        &self,
        worker: WorkerId,
        form: WorkerForm,
        until: NaiveDate,
        most: u16,
    ) -> Result<Vec<WorkerRecord>, StoreError> {
        self.worker_records_where(LATEST, params![worker.0, form.code(), until, most])
    }

    /// The record of a session in a form: its reference, and whether it is signed.
    pub fn record_of_session(
        &self,
        session: SessionId,
        form: WorkerForm,
    ) -> Result<Option<(WorkerRecordId, bool)>, StoreError> {
        let mut query = self.conn.prepare_cached(&format!("{COLUMNS} {OF_SESSION}"))?;
        Ok(query.query_row(params![session.0, form.code()], row).optional()?.map(|one| (one.id, one.signed.is_some())))
    }

    /// Everything in a worker's file without its words, newest first.
    pub fn worker_record_lines(&self, worker: WorkerId) -> Result<Vec<WorkerRecordLine>, StoreError> {
        let mut query = self.conn.prepare_cached(HEADS_OF)?;
        let rows = query.query_map([worker.0], |row| {
            let steps: Option<String> = row.get(5)?;
            let step = |text: &str| {
                let (what, day) = text.split_once(' ')?;
                Some((StepKind::from_code(what)?, day.parse().ok()?))
            };
            let steps: Option<Vec<_>> =
                steps.as_deref().unwrap_or_default().split('|').filter(|one| !one.is_empty()).map(step).collect();
            Ok(WorkerRecordLine {
                id: column::key(row, 0, WorkerRecordId)?,
                form: column::code(row, 1, WorkerForm::from_code)?,
                session: column::maybe_key(row, 2, SessionId)?,
                day: row.get(3)?,
                signed_at: row.get(4)?,
                steps: steps.ok_or_else(|| column::unknown(5))?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Signed records whose worker has not agreed yet, by day. The cost follows what waits.
    pub fn waiting_worker_records(&self) -> Result<Vec<WaitingRecord>, StoreError> {
        let mut query = self.conn.prepare_cached(WAITING)?;
        let rows = query.query_map([], |row| {
            Ok(WaitingRecord {
                id: column::key(row, 0, WorkerRecordId)?,
                form: column::code(row, 1, WorkerForm::from_code)?,
                worker: column::key(row, 2, WorkerId)?,
                name: row.get(3)?,
                day: row.get(4)?,
                signed_at: row.get(5)?,
                shared_on: row.get(6)?,
                disputed: row.get(7)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every tag in a worker's signed records about days between two, by day: the evidence gathered for the ASYE.
    pub fn worker_tags(&self, worker: WorkerId, from: NaiveDate, to: NaiveDate) -> Result<Vec<Tagged>, StoreError> {
        let mut query = self.conn.prepare_cached(TAGS)?;
        let rows = query.query_map(params![worker.0, from, to], |row| {
            let value: String = row.get(4)?;
            Ok(Tagged {
                record: column::key(row, 0, WorkerRecordId)?,
                form: column::code(row, 1, WorkerForm::from_code)?,
                day: row.get(2)?,
                field: row.get(3)?,
                codes: value.split('\n').map(str::to_owned).collect(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Where the writer left a draft, in the words it was saved with.
    pub fn worker_draft_left_at(&self, id: WorkerRecordId) -> Result<Option<String>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT left_at FROM worker_record WHERE id = ?1")?;
        Ok(query.query_row([id.0], |row| row.get(0)).optional()?.flatten())
    }

    fn worker_answers(&self, id: WorkerRecordId) -> Result<Answers, StoreError> {
        let mut query = self.conn.prepare_cached(ANSWERS)?;
        Ok(query.query_map([id.0], |row| answer(row, 0))?.collect::<Result<_, _>>()?)
    }

    fn worker_rows(&self, which: &str, params: impl Params) -> Result<Vec<Row0>, StoreError> {
        let mut query = self.conn.prepare_cached(&format!("{COLUMNS} {which}"))?;
        Ok(query.query_map(params, row)?.collect::<Result<_, _>>()?)
    }

    fn worker_drafts_where(&self, which: &str, params: impl Params) -> Result<Vec<WorkerDraft>, StoreError> {
        let rows = self.worker_rows(which, params)?;
        rows.into_iter()
            .filter(|one| one.signed.is_none())
            .map(|one| {
                let answers = self.worker_answers(one.id)?;
                Ok(WorkerDraft { id: one.id, head: one.head, answers, saved_at: one.saved_at })
            })
            .collect()
    }

    fn worker_records_where(&self, which: &str, params: impl Params) -> Result<Vec<WorkerRecord>, StoreError> {
        let mut records = Vec::new();
        for one in self.worker_rows(which, params)? {
            let Some((signed_by, signed_at)) = one.signed else { continue };
            let mut query = self.conn.prepare_cached(STEPS)?;
            let steps = query
                .query_map([one.id.0], |row| {
                    Ok(Step {
                        what: column::code(row, 0, StepKind::from_code)?,
                        on: row.get(1)?,
                        words: row.get(2)?,
                        settled_how: row.get(3)?,
                        signed_by: row.get(4)?,
                        signed_at: row.get(5)?,
                    })
                })?
                .collect::<Result<_, _>>()?;
            let answers = self.worker_answers(one.id)?;
            records.push(WorkerRecord { id: one.id, head: one.head, answers, signed_by, signed_at, steps });
        }
        Ok(records)
    }
}
