//! Signed management oversight: signing, signed history from elsewhere, addenda and withdrawals, and reading.

use super::agreeing::NewAction;
use super::answers::answer;
use super::audit::{Act, moment};
use super::beside::looked_at;
use super::column;
use super::drafts::{FORM, head};
use super::seal::Seal;
use super::sealed::{SealedRecord, Signing, addendum_digest};
use super::{Change, Store, StoreError};
use crate::practice::action::ActionSubject;
use crate::practice::answer::Answers;
use crate::practice::oversight::{Addendum, Head, Reason, Signed, Statement, field};
use crate::practice::reference::{ChildId, DraftId, RecordId};
use crate::practice::review::LookedAt;
use crate::practice::signing::ReadyToSign;
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Params, Row, params};

/// A record's columns; its child is the one that a merged entry turned out to be.
const COLUMNS: &str = "SELECT o.id, coalesce(c.merged_into, c.id), o.decided_on, o.decided_by, o.took_part, o.reason,
     o.checkpoint_day, o.reviews, o.signed_by, o.signed_at, o.imported, o.form
     FROM oversight o JOIN child c ON c.id = o.child";
const ONE: &str = "WHERE o.id = ?1";
const OF_CHILD: &str =
    "WHERE o.form = 'oversight' AND o.child IN (SELECT ?1 UNION ALL SELECT id FROM child WHERE merged_into = ?1)
     ORDER BY o.decided_on, o.id";
/// Lenses on their own: no management oversight.
const LENSES: &str = "WHERE o.form <> 'oversight'
     AND o.child IN (SELECT ?1 UNION ALL SELECT id FROM child WHERE merged_into = ?1) ORDER BY o.decided_on, o.id";
const BETWEEN: &str = "WHERE o.form = 'oversight' AND o.decided_on BETWEEN ?1 AND ?2 ORDER BY o.decided_on, o.id";
const LAST: &str =
    "WHERE o.form = 'oversight' AND o.child IN (SELECT ?1 UNION ALL SELECT id FROM child WHERE merged_into = ?1)
     AND o.decided_on <= ?2
     AND NOT EXISTS (SELECT 1 FROM addendum a WHERE a.oversight = o.id AND a.withdraws = 1 AND a.day <= ?2)
     ORDER BY o.decided_on DESC, o.id DESC LIMIT 1";
const SAME: &str =
    "SELECT id FROM oversight WHERE form = 'oversight' AND decided_on = ?2 AND reason IS ?3 AND checkpoint_day IS ?4
     AND child IN (SELECT ?1 UNION ALL SELECT id FROM child WHERE merged_into = ?1)";

pub(super) const LOOKED_AT: &str =
    "SELECT finding, section, excerpt, marked, why FROM looked_at WHERE oversight = ?1 ORDER BY place";

/// Of the records signed here that stand, what each is about and the fields that say something, from the index of the
/// answers: thousands of records are counted, and none of their words is read. A blank answer is never kept.
const IN_BRIEF: &str = "SELECT o.id, coalesce(c.merged_into, c.id), o.decided_on, o.reason,
         (SELECT group_concat(f.field) FROM form_answer f WHERE f.oversight = o.id)
     FROM oversight o JOIN child c ON c.id = o.child
     WHERE o.form = 'oversight' AND o.decided_on BETWEEN ?1 AND ?2 AND o.imported = 0
         AND NOT EXISTS (SELECT 1 FROM addendum a WHERE a.oversight = o.id AND a.withdraws = 1)
     ORDER BY o.decided_on, o.id";

/// A signed record without its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InBrief {
    /// The record.
    pub id: RecordId,
    /// The child it is about.
    pub child: ChildId,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// Why it was written.
    pub reason: Option<Reason>,
    fields: String,
}

impl InBrief {
    /// Whether a field of it says anything.
    pub fn says(&self, field: &str) -> bool {
        self.fields.split(',').any(|one| one == field)
    }
}

/// Where a record comes from.
#[derive(Clone, Copy)]
enum Origin<'a> {
    /// Signed here, from a draft or made up.
    Here(Option<DraftId>),
    /// History from another system, signed there by somebody who may be known.
    Elsewhere { signed_by: Option<&'a str> },
}

fn signed(row: &Row<'_>) -> rusqlite::Result<Signed> {
    Ok(Signed {
        id: RecordId(row.get(0)?),
        form: row.get(11)?,
        head: head(row, 1)?,
        answers: Answers::default(),
        statements: Vec::new(),
        looked_at: Vec::new(),
        signed_by: row.get(8)?,
        signed_at: row.get(9)?,
        imported: row.get(10)?,
        addenda: Vec::new(),
    })
}

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    let mut all: Vec<String> =
        [ONE, OF_CHILD, LENSES, BETWEEN, LAST].map(|which| format!("{COLUMNS} {which}")).to_vec();
    all.push(SAME.to_owned());
    all.push(LOOKED_AT.to_owned());
    all.push(IN_BRIEF.to_owned());
    all
}

impl Store {
    /// One signed record, withdrawn or not.
    pub fn record(&self, id: RecordId) -> Result<Option<Signed>, StoreError> {
        Ok(self.records_where(ONE, [id.0])?.pop())
    }

    /// The signed records on a child, by day, with those of entries merged into it.
    pub fn records_of(&self, child: ChildId) -> Result<Vec<Signed>, StoreError> {
        self.records_where(OF_CHILD, [child.0])
    }

    /// The lenses on their own that were signed about a child, by day, with those of entries merged into it.
    pub fn lenses_of(&self, child: ChildId) -> Result<Vec<Signed>, StoreError> {
        self.records_where(LENSES, [child.0])
    }

    /// The signed records decided within two days, by day.
    pub fn records_between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Signed>, StoreError> {
        self.records_where(BETWEEN, [from, to])
    }

    /// The records signed here that stand and were decided within two days, by day, without their words.
    pub fn records_in_brief(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<InBrief>, StoreError> {
        let mut query = self.conn.prepare_cached(IN_BRIEF)?;
        let rows = query.query_map([from, to], |row| {
            Ok(InBrief {
                id: column::key(row, 0, RecordId)?,
                child: column::key(row, 1, ChildId)?,
                decided_on: column::day(row, 2)?,
                reason: row.get::<_, Option<String>>(3)?.as_deref().and_then(Reason::from_code),
                fields: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The last record on a child that stands on a day.
    pub fn last_record(&self, child: ChildId, day: NaiveDate) -> Result<Option<Signed>, StoreError> {
        Ok(self.records_where(LAST, params![child.0, day])?.pop())
    }

    /// The signed records that an imported row would be again: same child, day, reason and checkpoint.
    pub fn same_records(&self, head: &Head) -> Result<Vec<RecordId>, StoreError> {
        let mut query = self.conn.prepare_cached(SAME)?;
        let reason = head.reason.as_ref().map(Reason::code);
        let rows = query.query_map(params![head.child.0, head.decided_on, reason, head.checkpoint_day], |row| {
            row.get(0).map(RecordId)
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn records_where(&self, which: &str, params: impl Params) -> Result<Vec<Signed>, StoreError> {
        let mut query = self.conn.prepare_cached(&format!("{COLUMNS} {which}"))?;
        let mut records = query.query_map(params, signed)?.collect::<Result<Vec<_>, _>>()?;
        let mut answers =
            self.conn.prepare_cached("SELECT field, kind, value FROM form_answer WHERE oversight = ?1")?;
        let mut statements =
            self.conn.prepare_cached("SELECT key, met, note FROM statement WHERE oversight = ?1 ORDER BY place")?;
        let mut looked = self.conn.prepare_cached(LOOKED_AT)?;
        let mut addenda = self.conn.prepare_cached(
            "SELECT text, signed_by, signed_at, day, withdraws FROM addendum WHERE oversight = ?1 ORDER BY id",
        )?;
        for record in &mut records {
            let id = [record.id.0];
            record.answers = answers.query_map(id, |row| answer(row, 0))?.collect::<Result<_, _>>()?;
            record.statements = statements
                .query_map(id, |row| Ok(Statement { key: row.get(0)?, met: row.get(1)?, note: row.get(2)? }))?
                .collect::<Result<_, _>>()?;
            record.looked_at = looked.query_map(id, looked_at)?.collect::<Result<_, _>>()?;
            record.addenda = addenda
                .query_map(id, |row| {
                    Ok(Addendum {
                        text: row.get(0)?,
                        signed_by: row.get(1)?,
                        signed_at: row.get(2)?,
                        on: row.get(3)?,
                        withdraws: row.get(4)?,
                    })
                })?
                .collect::<Result<_, _>>()?;
        }
        Ok(records)
    }
}

impl Change<'_> {
    /// Signs a draft: the record, its answers and statements, and the actions it asks for; the draft is no more.
    pub fn sign(&mut self, ready: ReadyToSign, statements: &[Statement]) -> Result<RecordId, StoreError> {
        self.sign_as_looked_at(ready, statements, &[])
    }

    /// The same, with what was worth a look and was left.
    pub fn sign_as_looked_at(
        &mut self,
        ready: ReadyToSign,
        statements: &[Statement],
        looked_at: &[LookedAt],
    ) -> Result<RecordId, StoreError> {
        let form = ready.form().to_owned();
        let (draft, head, answers) = ready.into_parts();
        let origin = Origin::Here(Some(draft));
        let record = self.write_record(&form, &head, &answers, (statements, looked_at), origin)?;
        self.session_has_record(draft, record)?;
        self.remove_draft(draft)?;
        Ok(record)
    }

    /// Enters a record that was signed elsewhere, as it is. `signed_by` is who decided there, if known; else the
    /// supervisor.
    pub fn enter_history(
        &mut self,
        head: &Head,
        answers: &Answers,
        signed_by: Option<&str>,
    ) -> Result<RecordId, StoreError> {
        self.write_record(FORM, head, answers, (&[], &[]), Origin::Elsewhere { signed_by })
    }

    /// Signs made-up oversight, for the demo: as signed in this file, without a draft before it.
    pub fn sign_made_up(
        &mut self,
        head: &Head,
        answers: &Answers,
        statements: &[Statement],
    ) -> Result<RecordId, StoreError> {
        self.write_record(FORM, head, answers, (statements, &[]), Origin::Here(None))
    }

    /// Signs a made-up lens on its own, for the demo.
    pub fn sign_lens_made_up(&mut self, lens: &str, head: &Head, answers: &Answers) -> Result<RecordId, StoreError> {
        self.write_record(lens, head, answers, (&[], &[]), Origin::Here(None))
    }

    fn write_record(
        &mut self,
        form: &str,
        head: &Head,
        answers: &Answers,
        (statements, looked_at): (&[Statement], &[LookedAt]),
        origin: Origin<'_>,
    ) -> Result<RecordId, StoreError> {
        let by = self.by().clone();
        let (act, signed_by, draft) = match origin {
            Origin::Here(draft) => (Act::Sign, by.who.as_str(), draft),
            Origin::Elsewhere { signed_by } => (Act::EnterHistory, signed_by.unwrap_or(&by.who), None),
        };
        let signing = Signing {
            form,
            statements,
            looked_at,
            signed_by,
            signed_at: by.at,
            imported: act == Act::EnterHistory,
            from_draft: draft.map(|draft| draft.0),
        };
        let id = self.next_id("oversight")?;
        let record = SealedRecord::new(id, head, answers, &signing);
        let digest = record.digest();
        record.write(self, &digest, self.next_act()?)?;
        self.has_signed(digest.clone());
        let id = RecordId(id);
        self.act(act, &id.to_string(), Seal::of("signed").text(&digest))?;
        // Of a lens on its own every action table counts; within oversight its rows stand in the record's.
        let tables = answers.iter().filter(|(key, _)| form != FORM || *key == field::ACTION_TABLE);
        for row in tables.flat_map(|(key, _)| answers.actions(key)) {
            // Old records are what they are: a row that says no day or nothing to do stays words in the record.
            let Some(due_on) = row.due_on.filter(|_| !row.action.trim().is_empty()) else { continue };
            self.add_action(&NewAction {
                subject: ActionSubject::Child(head.child),
                record: Some(id),
                change_needed: row.change_needed.trim().to_owned(),
                action: row.action.trim().to_owned(),
                owner: row.owner.trim().to_owned(),
                agreed_on: Some(head.decided_on),
                first_due_on: due_on,
                due_on,
                escalation: None,
            })?;
        }
        Ok(id)
    }

    /// Adds to a signed record, on a day.
    pub fn add_to_record(&mut self, record: RecordId, text: &str, on: NaiveDate) -> Result<(), StoreError> {
        self.forget_addition(record)?;
        self.write_addendum(Act::Add, record, text, on)
    }

    /// Withdraws a signed record, with the reason: from that day on it meets nothing.
    pub fn withdraw(&mut self, record: RecordId, reason: &str, on: NaiveDate) -> Result<(), StoreError> {
        self.write_addendum(Act::Withdraw, record, reason, on)
    }

    fn write_addendum(&mut self, act: Act, record: RecordId, text: &str, on: NaiveDate) -> Result<(), StoreError> {
        let decided: Option<NaiveDate> = self
            .conn
            .query_row("SELECT decided_on FROM oversight WHERE id = ?1", [record.0], |row| row.get(0))
            .optional()?;
        if decided.is_none() {
            return Err(StoreError::NotThere(record.to_string()));
        }
        let withdraws = act == Act::Withdraw;
        let by = self.by().clone();
        let (day, at) = (on.to_string(), moment(by.at));
        let id: i64 = self.conn.query_row("SELECT coalesce(max(id), 0) + 1 FROM addendum", [], |row| row.get(0))?;
        let digest = addendum_digest(id, record.0, &day, text, withdraws, (&by.who, &at));
        self.conn.execute(
            "INSERT INTO addendum (id, oversight, day, text, withdraws, signed_by, signed_at, digest, act)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![id, record.0, day, text, withdraws, by.who, at, digest, self.next_act()?],
        )?;
        self.has_signed(digest.clone());
        self.act(act, &record.to_string(), Seal::of("signed").text(&digest))
    }

    /// The number that the next row of a table will have. Numbers are never given twice.
    fn next_id(&self, table: &str) -> Result<i64, StoreError> {
        let last: Option<i64> = self
            .conn
            .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = ?1")?
            .query_row([table], |row| row.get(0))
            .optional()?;
        Ok(last.unwrap_or(0) + 1)
    }
}
