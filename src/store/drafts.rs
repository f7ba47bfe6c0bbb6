//! Drafts: begun, saved while their writer thinks, and signed or discarded.

use super::answers::{OF_DRAFT, answer};
use super::audit::{Act, moment};
use super::column;
use super::seal::Seal;
use super::{Change, Store, StoreError};
use crate::practice::answer::Answers;
use crate::practice::beside::Beside;
use crate::practice::oversight::{Draft, Head, Reason};
use crate::practice::reference::{ChildId, DraftId, RecordId};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Params, Row, params};

/// The form of management oversight; whatever is in another is a lens on its own.
pub(super) const FORM: &str = "oversight";

const ALL: &str = "SELECT id, child, decided_on, decided_by, took_part, reason, checkpoint_day, reviews, saved_at,
     form FROM draft ORDER BY saved_at DESC, id DESC";
const ONE: &str = "SELECT id, child, decided_on, decided_by, took_part, reason, checkpoint_day, reviews, saved_at,
     form FROM draft WHERE id = ?1";
const OF_CHILD: &str = "SELECT id, child, decided_on, decided_by, took_part, reason, checkpoint_day, reviews, saved_at,
     form FROM draft WHERE child = ?1 ORDER BY decided_on, id";
const ANSWERS: &str = "SELECT field, kind, value FROM draft_answer WHERE draft = ?1";

/// What a draft's screen has beside the head and the answers.
pub struct OnScreen<'a> {
    /// Where its writer is, in words of the workbench.
    pub left_at: &'a str,
    /// Statements answered, and days not understood.
    pub beside: &'a Beside,
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        id: column::key(row, 0, DraftId)?,
        form: row.get(9)?,
        head: head(row, 1)?,
        answers: Answers::default(),
        saved_at: row.get(8)?,
    })
}

/// Reads a head from columns `first` (child) on: decided on, decided by, took part, reason, checkpoint, reviews.
pub(super) fn head(row: &Row<'_>, first: usize) -> rusqlite::Result<Head> {
    Ok(Head {
        child: column::key(row, first, ChildId)?,
        decided_on: row.get(first + 1)?,
        decided_by: row.get(first + 2)?,
        took_part: row.get(first + 3)?,
        reason: column::maybe_code(row, first + 4, Reason::from_code)?,
        checkpoint_day: row.get(first + 5)?,
        reviews: column::maybe_key(row, first + 6, RecordId)?,
    })
}

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    [ALL, ONE, OF_CHILD, ANSWERS].map(str::to_owned).to_vec()
}

impl Store {
    /// Every draft, the last saved first.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        self.drafts_where(ALL, [])
    }

    /// The drafts on one child, by day.
    pub fn drafts_of(&self, child: ChildId) -> Result<Vec<Draft>, StoreError> {
        self.drafts_where(OF_CHILD, [child.0])
    }

    /// One draft.
    pub fn draft(&self, id: DraftId) -> Result<Option<Draft>, StoreError> {
        Ok(self.drafts_where(ONE, [id.0])?.pop())
    }

    fn drafts_where(&self, sql: &str, params: impl Params) -> Result<Vec<Draft>, StoreError> {
        let mut query = self.conn.prepare_cached(sql)?;
        let mut drafts = query.query_map(params, draft)?.collect::<Result<Vec<_>, _>>()?;
        let mut query = self.conn.prepare_cached(ANSWERS)?;
        for draft in &mut drafts {
            draft.answers = query.query_map([draft.id.0], |row| answer(row, 0))?.collect::<Result<_, _>>()?;
        }
        Ok(drafts)
    }

    /// Where the writer left a draft, in the words it was saved with.
    pub fn draft_left_at(&self, id: DraftId) -> Result<Option<String>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT left_at FROM draft WHERE id = ?1")?;
        Ok(query.query_row([id.0], |row| row.get(0)).optional()?.flatten())
    }

    /// Saves a draft's head and answers: what changed, in one synced transaction. Not an act, so it leaves no row in the
    /// trail.
    pub fn save_draft(
        &mut self,
        id: DraftId,
        head: &Head,
        answers: &Answers,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write_draft(id, head, answers, at, None)
    }

    /// Saves a draft as its writer has it on screen: what is beside the answers too, and where the writer is.
    pub fn save_draft_on_screen(
        &mut self,
        id: DraftId,
        head: &Head,
        answers: &Answers,
        at: DateTime<Utc>,
        on_screen: &OnScreen<'_>,
    ) -> Result<(), StoreError> {
        self.write_draft(id, head, answers, at, Some(on_screen))
    }

    fn write_draft(
        &mut self,
        id: DraftId,
        head: &Head,
        answers: &Answers,
        at: DateTime<Utc>,
        on_screen: Option<&OnScreen<'_>>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        let changed = self
            .conn
            .prepare_cached(
                "UPDATE draft SET child = ?2, decided_on = ?3, decided_by = ?4, took_part = ?5, reason = ?6,
                 checkpoint_day = ?7, reviews = ?8, saved_at = ?9, left_at = coalesce(?10, left_at) WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                head.child.0,
                head.decided_on,
                head.decided_by,
                head.took_part,
                head.reason.as_ref().map(Reason::code),
                head.checkpoint_day,
                head.reviews.map(|record| record.0),
                moment(at),
                on_screen.map(|one| one.left_at)
            ])?;
        if changed == 0 {
            return Err(StoreError::NotThere(id.to_string()));
        }
        OF_DRAFT.write(&self.conn, id.0, answers)?;
        if let Some(on_screen) = on_screen {
            self.write_beside(id, on_screen.beside)?;
        }
        Ok(transaction.commit()?)
    }
}

impl Change<'_> {
    /// Begins a draft of oversight, blank or with what an import brought.
    pub fn begin_draft(&mut self, head: &Head, answers: &Answers) -> Result<DraftId, StoreError> {
        self.begin_draft_in(FORM, head, answers)
    }

    /// Begins a draft in a form.
    pub fn begin_draft_in(&mut self, form: &str, head: &Head, answers: &Answers) -> Result<DraftId, StoreError> {
        let at = moment(self.by().at);
        self.conn
            .prepare_cached(
                "INSERT INTO draft (form, child, decided_on, decided_by, took_part, reason, checkpoint_day, reviews,
                     begun_at, saved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
            )?
            .execute(params![
                form,
                head.child.0,
                head.decided_on,
                head.decided_by,
                head.took_part,
                head.reason.as_ref().map(Reason::code),
                head.checkpoint_day,
                head.reviews.map(|record| record.0),
                at
            ])?;
        let id = DraftId(self.conn.last_insert_rowid());
        OF_DRAFT.write(&self.conn, id.0, answers)?;
        self.act(Act::BeginDraft, &id.to_string(), Seal::of("draft").number(head.child.0).day(head.decided_on))?;
        Ok(id)
    }

    /// Discards a draft for good. Its words are overwritten.
    pub fn discard_draft(&mut self, id: DraftId) -> Result<(), StoreError> {
        self.remove_draft(id)?;
        self.act(Act::DiscardDraft, &id.to_string(), Seal::of("draft"))
    }

    pub(super) fn remove_draft(&self, id: DraftId) -> Result<(), StoreError> {
        self.conn.execute("DELETE FROM draft_answer WHERE draft = ?1", [id.0])?;
        match self.conn.execute("DELETE FROM draft WHERE id = ?1", [id.0])? {
            0 => Err(StoreError::NotThere(id.to_string())),
            _ => Ok(()),
        }
    }
}
