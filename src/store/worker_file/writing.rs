//! Writing a worker's own file: records begun, saved, signed, shared and answered. Signed words are only ever added to.

use crate::practice::action::ActionSubject;
use crate::practice::answer::Answers;
use crate::practice::reference::WorkerRecordId;
use crate::practice::worker_record::{StepKind, WorkerHead, WorkerReady, field};
use crate::store::agreeing::NewAction;
use crate::store::answers::OF_WORKER_RECORD;
use crate::store::audit::{Act, moment};
use crate::store::seal::Seal;
use crate::store::worker_sealed::{SealedStep, SealedWorkerRecord};
use crate::store::{Change, Store, StoreError};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{OptionalExtension as _, params};

impl Store {
    /// Saves a draft: what changed, in one synced transaction. Not an act, so it leaves no row in the trail.
    pub fn save_worker_draft(
        &mut self,
        id: WorkerRecordId,
        day: NaiveDate,
        answers: &Answers,
        at: DateTime<Utc>,
        left_at: Option<&str>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE worker_record SET day = ?2, saved_at = ?3, left_at = coalesce(?4, left_at)
                 WHERE id = ?1 AND signed_at IS NULL",
            )?
            .execute(params![id.0, day, moment(at), left_at])?;
        if changed == 0 {
            return Err(StoreError::NotThere(id.to_string()));
        }
        OF_WORKER_RECORD.write(&self.conn, id.0, answers)?;
        Ok(transaction.commit()?)
    }
}

/// The session that was entered to begin a draft, while nothing else was said of it: it was not booked, moved, held or called
/// off, and nobody was thought about in it.
const ENTERED_FOR: &str = "SELECT session.id FROM worker_record JOIN session ON session.id = worker_record.session
     WHERE worker_record.id = ?1 AND worker_record.entered_session = 1
       AND session.status = 'planned' AND session.starts_at IS NULL AND session.planned_for = worker_record.day
       AND NOT EXISTS (SELECT 1 FROM session_setting AS said WHERE said.session = session.id)
       AND NOT EXISTS (SELECT 1 FROM session_child AS about WHERE about.session = session.id)
       AND NOT EXISTS (SELECT 1 FROM worker_record AS other WHERE other.session = session.id AND other.id <> ?1)";

impl Change<'_> {
    /// Begins a record in a worker's file, blank or with what is carried over.
    pub fn begin_worker_record(&mut self, head: &WorkerHead, answers: &Answers) -> Result<WorkerRecordId, StoreError> {
        let at = moment(self.by().at);
        self.conn
            .prepare_cached(
                "INSERT INTO worker_record (form, worker, session, day, begun_at, saved_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
            )?
            .execute(params![head.form.code(), head.worker.0, head.session.map(|one| one.0), head.day, at])?;
        let id = WorkerRecordId(self.conn.last_insert_rowid());
        OF_WORKER_RECORD.write(&self.conn, id.0, answers)?;
        let seal = Seal::of("worker record begun").text(head.form.code()).number(head.worker.0).day(head.day);
        self.act(Act::BeginWorkerRecord, &id.to_string(), seal)?;
        Ok(id)
    }

    /// Keeps with a draft that its session was entered to begin it.
    pub fn session_was_entered_for(&mut self, id: WorkerRecordId) -> Result<(), StoreError> {
        self.conn.execute("UPDATE worker_record SET entered_session = 1 WHERE id = ?1", [id.0])?;
        Ok(())
    }

    /// Discards a draft for good. Its words are overwritten. A session that was entered only to begin it goes too, unless
    /// something was said of the session since.
    pub fn discard_worker_draft(&mut self, id: WorkerRecordId) -> Result<(), StoreError> {
        let signed: Option<bool> = self
            .conn
            .query_row("SELECT signed_at IS NOT NULL FROM worker_record WHERE id = ?1", [id.0], |row| row.get(0))
            .optional()?;
        if signed != Some(false) {
            return Err(StoreError::NotThere(id.to_string()));
        }
        let entered: Option<i64> = self.conn.query_row(ENTERED_FOR, [id.0], |row| row.get(0)).optional()?;
        self.conn.execute("DELETE FROM worker_answer WHERE record = ?1", [id.0])?;
        self.conn.execute("DELETE FROM worker_record WHERE id = ?1", [id.0])?;
        if let Some(session) = entered {
            self.conn.execute("DELETE FROM session WHERE id = ?1", [session])?;
        }
        self.act(Act::DiscardWorkerRecord, &id.to_string(), Seal::of("worker record discarded"))
    }

    /// Signs a draft: it never changes from now on, and the actions it agrees are followed through in the worker's file.
    pub fn sign_worker_record(&mut self, ready: &WorkerReady) -> Result<(), StoreError> {
        let who = self.by().who.clone();
        self.seal_worker_record(ready, &who)
    }

    /// Signs a made-up record, for the demo, in the name of whoever wrote it.
    pub fn sign_made_up_worker_record(&mut self, ready: &WorkerReady, who: &str) -> Result<(), StoreError> {
        self.seal_worker_record(ready, who)
    }

    fn seal_worker_record(&mut self, ready: &WorkerReady, who: &str) -> Result<(), StoreError> {
        let (id, head, answers) = (ready.id(), ready.head(), ready.answers());
        if self.worker_draft(id)?.is_none() {
            return Err(StoreError::NotThere(id.to_string()));
        }
        OF_WORKER_RECORD.write(&self.conn, id.0, answers)?;
        let by = self.by().clone();
        // As stored: an entry that was merged since stays the worker it was begun for.
        let worker: i64 =
            self.conn.query_row("SELECT worker FROM worker_record WHERE id = ?1", [id.0], |row| row.get(0))?;
        let sealed = SealedWorkerRecord {
            id: id.0,
            form: head.form.code().to_owned(),
            worker,
            session: head.session.map(|one| one.0),
            day: head.day.to_string(),
            signed_by: who.to_owned(),
            signed_at: moment(by.at),
            answers: SealedWorkerRecord::rows(answers),
        };
        let digest = sealed.digest();
        self.conn
            .prepare_cached(
                "UPDATE worker_record SET day = ?2, session = ?3, left_at = NULL, signed_by = ?4, signed_at = ?5,
                     digest = ?6, act = ?7 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                sealed.day,
                sealed.session,
                sealed.signed_by,
                sealed.signed_at,
                digest,
                self.next_act()?
            ])?;
        self.has_signed(digest.clone());
        self.act(Act::SignWorkerRecord, &id.to_string(), Seal::of("signed").text(&digest))?;
        for action in answers.actions(field::ACTION_TABLE) {
            let Some(due_on) = action.due_on.filter(|_| !action.action.trim().is_empty()) else { continue };
            self.add_action(&NewAction {
                subject: ActionSubject::Worker(head.worker),
                record: None,
                change_needed: action.change_needed.trim().to_owned(),
                action: action.action.trim().to_owned(),
                owner: action.owner.trim().to_owned(),
                agreed_on: Some(head.day),
                first_due_on: due_on,
                due_on,
                escalation: None,
            })?;
        }
        Ok(())
    }

    /// Says what happened to a signed record on a day.
    pub fn worker_record_step(
        &mut self,
        id: WorkerRecordId,
        what: StepKind,
        on: NaiveDate,
        words: &str,
        settled_how: &str,
    ) -> Result<(), StoreError> {
        if self.worker_record(id)?.is_none() {
            return Err(StoreError::NotThere(id.to_string()));
        }
        let by = self.by().clone();
        let next: i64 =
            self.conn.query_row("SELECT coalesce(max(id), 0) + 1 FROM worker_record_step", [], |row| row.get(0))?;
        let step = SealedStep {
            id: next,
            record: id.0,
            day: on.to_string(),
            what: what.code().to_owned(),
            words: words.trim().to_owned(),
            settled_how: settled_how.trim().to_owned(),
            signed_by: by.who.clone(),
            signed_at: moment(by.at),
        };
        let digest = step.digest();
        self.conn
            .prepare_cached(
                "INSERT INTO worker_record_step
                     (id, record, day, what, words, settled_how, signed_by, signed_at, digest, act)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                step.id,
                step.record,
                step.day,
                step.what,
                step.words,
                step.settled_how,
                step.signed_by,
                step.signed_at,
                digest,
                self.next_act()?
            ])?;
        self.has_signed(digest.clone());
        let act = match what {
            StepKind::Shared => Act::ShareWorkerRecord,
            StepKind::Agreed | StepKind::AgreedWithComment | StepKind::Disputed | StepKind::Settled => {
                Act::AnswerWorkerRecord
            }
            StepKind::Added => Act::AddToWorkerRecord,
            StepKind::Withdrawn => Act::WithdrawWorkerRecord,
        };
        self.act(act, &id.to_string(), Seal::of("signed").text(&digest))
    }
}
