//! A signed record and an addendum exactly as stored, and the digest that seals them. Signing writes from here and
//! `verify` reads back to here, so both reckon the same digest.

use super::answers::{Stored, stored};
use super::audit::moment;
use super::records::LOOKED_AT;
use super::seal::Seal;
use super::{Store, StoreError};
use crate::practice::answer::Answers;
use crate::practice::oversight::{Head, Reason, Statement, Threshold, field};
use crate::practice::review::LookedAt;
use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

/// A record as stored.
pub(super) struct SealedRecord {
    pub(super) id: i64,
    form: String,
    child: i64,
    decided_on: String,
    decided_by: Option<String>,
    took_part: Option<String>,
    reason: Option<String>,
    checkpoint_day: Option<i64>,
    reviews: Option<i64>,
    review_on: Option<String>,
    threshold: Option<String>,
    likelihood: Option<i64>,
    significance: Option<i64>,
    imminence: Option<i64>,
    signed_by: String,
    signed_at: String,
    imported: bool,
    from_draft: Option<i64>,
    /// Field, kind, value; by field.
    answers: Vec<(String, String, String)>,
    /// Key, met, note; by place.
    statements: Vec<(String, bool, String)>,
    /// Finding, section, excerpt, whether left by a command, why; by place.
    looked_at: Vec<(String, String, String, bool, String)>,
}

/// What a record is signed with, beyond head and answers.
pub(super) struct Signing<'a> {
    pub(super) form: &'a str,
    pub(super) statements: &'a [Statement],
    pub(super) looked_at: &'a [LookedAt],
    pub(super) signed_by: &'a str,
    pub(super) signed_at: DateTime<Utc>,
    pub(super) imported: bool,
    pub(super) from_draft: Option<i64>,
}

pub(super) const HEADS: &str = "SELECT id, form, child, decided_on, decided_by, took_part, reason, checkpoint_day,
     reviews, review_on, threshold, likelihood, significance, imminence, signed_by, signed_at, imported, from_draft,
     digest, act FROM oversight ORDER BY id";

impl SealedRecord {
    pub(super) fn new(id: i64, head: &Head, answers: &Answers, signing: &Signing<'_>) -> Self {
        let step = |name| answers.step(name).map(i64::from);
        let mut rows: Vec<_> =
            stored(answers).into_iter().map(|Stored { field, kind, value }| (field, kind.to_owned(), value)).collect();
        rows.sort();
        Self {
            id,
            form: signing.form.to_owned(),
            child: head.child.0,
            decided_on: head.decided_on.to_string(),
            decided_by: head.decided_by.clone(),
            took_part: head.took_part.clone(),
            reason: head.reason.as_ref().map(Reason::code),
            checkpoint_day: head.checkpoint_day.map(i64::from),
            reviews: head.reviews.map(|record| record.0),
            review_on: answers.day(field::REVIEW_ON).map(|day| day.to_string()),
            threshold: Threshold::from_code(answers.text(field::THRESHOLD)).map(|one| one.code().to_owned()),
            likelihood: step(field::LIKELIHOOD),
            significance: step(field::SIGNIFICANCE),
            imminence: step(field::IMMINENCE),
            signed_by: signing.signed_by.to_owned(),
            signed_at: moment(signing.signed_at),
            imported: signing.imported,
            from_draft: signing.from_draft,
            answers: rows,
            statements: signing.statements.iter().map(|one| (one.key.clone(), one.met, one.note.clone())).collect(),
            looked_at: signing
                .looked_at
                .iter()
                .map(|one| {
                    let (finding, section) = (one.finding.code().to_owned(), one.section.code().to_owned());
                    (finding, section, one.excerpt.clone(), one.left, one.why.clone())
                })
                .collect(),
        }
    }

    /// The digest of everything in it.
    pub(super) fn digest(&self) -> String {
        let mut seal = Seal::of("record")
            .number(self.id)
            .text(&self.form)
            .number(self.child)
            .text(&self.decided_on)
            .maybe(self.decided_by.as_deref())
            .maybe(self.took_part.as_deref())
            .maybe(self.reason.as_deref())
            .maybe_number(self.checkpoint_day)
            .maybe_number(self.reviews)
            .maybe(self.review_on.as_deref())
            .maybe(self.threshold.as_deref())
            .maybe_number(self.likelihood)
            .maybe_number(self.significance)
            .maybe_number(self.imminence)
            .text(&self.signed_by)
            .text(&self.signed_at)
            .number(i64::from(self.imported))
            .maybe_number(self.from_draft)
            .number(i64::try_from(self.answers.len()).unwrap_or(i64::MAX));
        for (field, kind, value) in &self.answers {
            seal = seal.text(field).text(kind).text(value);
        }
        for (key, met, note) in &self.statements {
            seal = seal.text(key).number(i64::from(*met)).text(note);
        }
        // Told apart from one more statement by their number and their kind.
        if !self.looked_at.is_empty() {
            seal = seal.text("looked at").number(i64::try_from(self.looked_at.len()).unwrap_or(i64::MAX));
        }
        for (finding, section, excerpt, left, why) in &self.looked_at {
            seal = seal.text(finding).text(section).text(excerpt).number(i64::from(*left)).text(why);
        }
        seal.finish()
    }

    /// Writes it: answers and statements first, and the record last, which seals them.
    pub(super) fn write(&self, store: &Store, digest: &str, act: i64) -> Result<(), StoreError> {
        let mut answer = store
            .conn
            .prepare_cached("INSERT INTO form_answer (oversight, field, kind, value) VALUES (?1, ?2, ?3, ?4)")?;
        for (field, kind, value) in &self.answers {
            answer.execute(params![self.id, field, kind, value])?;
        }
        let mut statement = store
            .conn
            .prepare_cached("INSERT INTO statement (oversight, place, key, met, note) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for (place, (key, met, note)) in self.statements.iter().enumerate() {
            statement.execute(params![self.id, i64::try_from(place).unwrap_or(i64::MAX), key, met, note])?;
        }
        let mut looked = store.conn.prepare_cached(
            "INSERT INTO looked_at (oversight, place, finding, section, excerpt, marked, why)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for (place, (finding, section, excerpt, left, why)) in self.looked_at.iter().enumerate() {
            let place = i64::try_from(place).unwrap_or(i64::MAX);
            looked.execute(params![self.id, place, finding, section, excerpt, left, why])?;
        }
        store
            .conn
            .prepare_cached(
                "INSERT INTO oversight (id, form, child, decided_on, decided_by, took_part, reason, checkpoint_day,
                     reviews, review_on, threshold, likelihood, significance, imminence, signed_by, signed_at, imported,
                     from_draft, digest, act)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
            )?
            .execute(params![
                self.id,
                self.form,
                self.child,
                self.decided_on,
                self.decided_by,
                self.took_part,
                self.reason,
                self.checkpoint_day,
                self.reviews,
                self.review_on,
                self.threshold,
                self.likelihood,
                self.significance,
                self.imminence,
                self.signed_by,
                self.signed_at,
                self.imported,
                self.from_draft,
                digest,
                act
            ])?;
        Ok(())
    }

    /// Reads the columns of [`HEADS`], without answers and statements.
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            form: row.get(1)?,
            child: row.get(2)?,
            decided_on: row.get(3)?,
            decided_by: row.get(4)?,
            took_part: row.get(5)?,
            reason: row.get(6)?,
            checkpoint_day: row.get(7)?,
            reviews: row.get(8)?,
            review_on: row.get(9)?,
            threshold: row.get(10)?,
            likelihood: row.get(11)?,
            significance: row.get(12)?,
            imminence: row.get(13)?,
            signed_by: row.get(14)?,
            signed_at: row.get(15)?,
            imported: row.get(16)?,
            from_draft: row.get(17)?,
            answers: Vec::new(),
            statements: Vec::new(),
            looked_at: Vec::new(),
        })
    }

    /// Reads the answers and statements that belong to it.
    pub(super) fn fill(&mut self, store: &Store) -> Result<(), StoreError> {
        let mut query = store.conn.prepare_cached("SELECT field, kind, value FROM form_answer WHERE oversight = ?1")?;
        self.answers =
            query.query_map([self.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_, _>>()?;
        self.answers.sort();
        let mut query =
            store.conn.prepare_cached("SELECT key, met, note FROM statement WHERE oversight = ?1 ORDER BY place")?;
        self.statements =
            query.query_map([self.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_, _>>()?;
        let mut query = store.conn.prepare_cached(LOOKED_AT)?;
        self.looked_at = query
            .query_map([self.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?
            .collect::<Result<_, _>>()?;
        Ok(())
    }
}

/// The digest of an addendum, as stored.
pub(super) fn addendum_digest(
    id: i64,
    record: i64,
    day: &str,
    text: &str,
    withdraws: bool,
    signed: (&str, &str),
) -> String {
    Seal::of("addendum")
        .number(id)
        .number(record)
        .text(day)
        .text(text)
        .number(i64::from(withdraws))
        .text(signed.0)
        .text(signed.1)
        .finish()
}
