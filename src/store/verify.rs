//! Whether the file is what its trail says: pages, structure, the chain of acts, and everything signed. Names the first
//! thing that does not fit. What it cannot show is a whole recomputation by someone with the passphrase.

use super::audit::{AuditHead, Entry};
use super::change::signed_together;
use super::migrations::{SCHEMA, structure};
use super::purge::{Index, Tombs, indexes};
use super::sealed::{HEADS, SealedRecord, addendum_digest};
use super::worker_sealed::{STEPS, SealedStep, SealedWorkerRecord, WORKER_HEADS};
use super::{Store, StoreError};
use crate::practice::reference::{RecordId, WorkerRecordId};
use rusqlite::{Connection, OptionalExtension as _};
use std::collections::BTreeMap;

/// A file in which everything fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many signed records there are, those of workers' own files among them.
    pub records: u64,
    /// How many acts the trail holds.
    pub acts: u64,
    /// The end of the trail.
    pub head: AuditHead,
}

/// What is being looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looking {
    /// Pages and indexes, by SQLite and SQLCipher.
    Pages,
    /// Tables, indexes and triggers.
    Structure,
    /// The trail: so many acts of so many.
    Acts(u64, u64),
    /// Signed records: so many of so many.
    Records(u64, u64),
}

/// The first thing that does not fit.
#[derive(Debug, thiserror::Error)]
pub enum Tampering {
    /// A page that was changed outside, or has gone bad.
    #[error("a page of the file is damaged or was changed from outside; restore the newest good backup")]
    Page,
    /// An index or a table is not in order.
    #[error("the file's inner order is damaged; restore the newest good backup")]
    Order,
    /// A table, index or trigger is missing, added or changed.
    #[error("the file's structure was changed: `{0}` is not as Footprint makes it; compare it with a backup")]
    Structure(String),
    /// A row of the trail was changed.
    #[error("row {0} of the audit was changed; compare it with a backup")]
    AuditRow(i64),
    /// A row of the trail was taken out.
    #[error("row {0} of the audit is missing; compare it with a backup")]
    AuditRowMissing(i64),
    /// The end of the trail does not fit: rows were taken off it, or added.
    #[error("the end of the audit was changed after row {0}; compare it with a backup")]
    AuditEnd(i64),
    /// An index of search knows more or fewer rows than its table has.
    #[error(
        "a search no longer looks through all of `{0}`, or through what is not there, so something may not be found; \
         restore the newest good backup"
    )]
    Search(String),
    /// A signed record was changed.
    #[error("the signed record {0} was changed; compare it with a backup")]
    Record(RecordId),
    /// A signed record was taken out.
    #[error("the signed record {0} was removed; restore it from a backup")]
    RecordMissing(RecordId),
    /// An addendum or a withdrawal was changed.
    #[error("an addendum to {0} was changed; compare it with a backup")]
    Addendum(RecordId),
    /// A signed record in a worker's file was changed.
    #[error("the signed record {0} in a worker's file was changed; compare it with a backup")]
    WorkerRecord(WorkerRecordId),
    /// What happened to a record in a worker's file was changed.
    #[error("how {0} was shared or answered was changed; compare it with a backup")]
    WorkerRecordStep(WorkerRecordId),
    /// What tells of a purge was changed.
    #[error("what tells of the purge of {0} was changed; compare it with a backup")]
    Purge(String),
    /// What an act signed is not all there, or there is more.
    #[error("what row {seq} of the audit signed ({about}) is not what is there; compare it with a backup")]
    Signed {
        /// The row.
        seq: i64,
        /// What it was about.
        about: String,
    },
    /// A row points at nothing.
    #[error("a row of `{0}` points at something that is not there; compare it with a backup")]
    Dangling(String),
    /// It could not be looked at.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for Tampering {
    fn from(error: rusqlite::Error) -> Self {
        match error.into() {
            StoreError::Damaged => Self::Page,
            other => Self::Store(other),
        }
    }
}

/// The digests of what is signed, by the act that signed it.
pub(super) type ByAct = BTreeMap<i64, Vec<String>>;

impl Store {
    /// Looks at everything, telling how far it is. Reads only.
    pub fn verify(&self, mut progress: impl FnMut(Looking)) -> Result<Verified, Tampering> {
        // Every index is compared with its table, row by row: with little room the same pages would be decrypted again
        // and again. In KiB; given back afterwards, whatever is found.
        self.conn.execute_batch("PRAGMA cache_size = -65536")?;
        let found = self.verify_all(&mut progress);
        self.conn.execute_batch("PRAGMA cache_size = -4096; PRAGMA shrink_memory")?;
        found
    }

    fn verify_all(&self, progress: &mut impl FnMut(Looking)) -> Result<Verified, Tampering> {
        // One view of the file throughout, whatever another process writes meanwhile.
        let transaction = self.conn.unchecked_transaction()?;
        progress(Looking::Pages);
        self.verify_pages()?;
        progress(Looking::Structure);
        self.verify_structure()?;
        let mut by_act = ByAct::new();
        let tombs = self.verify_purges(&mut by_act)?;
        let records = self.verify_records(&tombs, &mut by_act, progress)?;
        self.verify_addenda(&mut by_act)?;
        let records = records + self.verify_worker_records(&mut by_act)?;
        let acts = self.verify_acts(&by_act, progress)?;
        self.verify_references(&tombs)?;
        self.verify_search()?;
        let head = self.audit_head()?;
        transaction.rollback()?;
        Ok(Verified { records, acts, head })
    }

    fn verify_pages(&self) -> Result<(), Tampering> {
        if self.path().is_some() {
            let mut check = self.conn.prepare("PRAGMA cipher_integrity_check")?;
            if check.query([])?.next()?.is_some() {
                return Err(Tampering::Page);
            }
        }
        let said: String = self.conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if said == "ok" { Ok(()) } else { Err(Tampering::Order) }
    }

    fn verify_structure(&self) -> Result<(), Tampering> {
        let model = Connection::open_in_memory()?;
        model.execute_batch(SCHEMA)?;
        let (wanted, found) = (structure(&model)?, structure(&self.conn)?);
        let odd = wanted
            .iter()
            .find(|one| !found.contains(one))
            .or_else(|| found.iter().find(|one| !wanted.contains(one) && !one.is_statistics()));
        odd.map_or(Ok(()), |one| Err(Tampering::Structure(one.name.clone())))
    }

    /// That search looks through every row that it should, and no other. Not that each is found by each of its words:
    /// SQLite could say so, and takes as long again as for all its other checks of the indexes.
    fn verify_search(&self) -> Result<(), Tampering> {
        for Index { name, of, where_kind, .. } in indexes(&self.conn)? {
            let same: bool = self.conn.query_row(
                &format!(
                    "SELECT (SELECT count(*) || ' ' || total(rowid) FROM {of} WHERE TRUE {where_kind})
                         = (SELECT count(*) || ' ' || total(id) FROM {name}_docsize)"
                ),
                [],
                |row| row.get(0),
            )?;
            if !same {
                return Err(Tampering::Search(of));
            }
        }
        Ok(())
    }

    fn verify_records(
        &self,
        tombs: &Tombs,
        by_act: &mut ByAct,
        progress: &mut impl FnMut(Looking),
    ) -> Result<u64, Tampering> {
        let all: u64 = self.count("SELECT count(*) FROM oversight")?;
        let mut query = self.conn.prepare(HEADS)?;
        let mut rows = query.query([])?;
        let mut seen = 0;
        let mut last = 0;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            gone_by_purge(tombs, last, id)?;
            last = id;
            let digest = as_sealed(
                || Tampering::Record(RecordId(id)),
                || {
                    let mut record = SealedRecord::from_row(row)?;
                    record.fill(self)?;
                    Ok((record.digest(), row.get(18)?))
                },
            )?;
            let act = row.get(19)?;
            by_act.entry(act).or_default().push(digest);
            seen += 1;
            if seen % 512 == 0 || seen == all {
                progress(Looking::Records(seen, all));
            }
        }
        let given: Option<i64> = self
            .conn
            .query_row("SELECT seq FROM sqlite_sequence WHERE name = 'oversight'", [], |row| row.get(0))
            .optional()?;
        gone_by_purge(tombs, last, given.unwrap_or(0) + 1)?;
        Ok(seen)
    }

    fn verify_addenda(&self, by_act: &mut ByAct) -> Result<(), Tampering> {
        let mut query = self.conn.prepare(
            "SELECT id, oversight, day, text, withdraws, signed_by, signed_at, digest, act FROM addendum ORDER BY id",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (id, record): (i64, i64) = (row.get(0)?, row.get(1)?);
            let digest = as_sealed(
                || Tampering::Addendum(RecordId(record)),
                || {
                    let (day, text, withdraws): (String, String, bool) = (row.get(2)?, row.get(3)?, row.get(4)?);
                    let (by, at): (String, String) = (row.get(5)?, row.get(6)?);
                    Ok((addendum_digest(id, record, &day, &text, withdraws, (&by, &at)), row.get(7)?))
                },
            )?;
            by_act.entry(row.get(8)?).or_default().push(digest);
        }
        Ok(())
    }

    fn verify_worker_records(&self, by_act: &mut ByAct) -> Result<u64, Tampering> {
        let mut query = self.conn.prepare(WORKER_HEADS)?;
        let mut rows = query.query([])?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let digest = as_sealed(
                || Tampering::WorkerRecord(WorkerRecordId(id)),
                || {
                    let mut record = SealedWorkerRecord::from_row(row)?;
                    record.fill(self)?;
                    Ok((record.digest(), row.get(7)?))
                },
            )?;
            by_act.entry(row.get(8)?).or_default().push(digest);
            seen += 1;
        }
        let mut query = self.conn.prepare(STEPS)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let record: i64 = row.get(1)?;
            let digest = as_sealed(
                || Tampering::WorkerRecordStep(WorkerRecordId(record)),
                || Ok((SealedStep::from_row(row)?.digest(), row.get(8)?)),
            )?;
            by_act.entry(row.get(9)?).or_default().push(digest);
        }
        Ok(seen)
    }

    fn verify_acts(&self, by_act: &ByAct, progress: &mut impl FnMut(Looking)) -> Result<u64, Tampering> {
        let all: u64 = self.count("SELECT count(*) FROM audit")?;
        let mut query = self
            .conn
            .prepare("SELECT seq, at, who, act, about, digest, signed, previous, hash FROM audit ORDER BY seq")?;
        let mut rows = query.query([])?;
        let mut last = AuditHead { seq: 0, hash: String::new() };
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            if seq != last.seq + 1 {
                return Err(Tampering::AuditRowMissing(last.seq + 1));
            }
            let (at, who, act, about, digest, previous, hash, signed) = readable(
                || Tampering::AuditRow(seq),
                || {
                    let text = |column: usize| row.get::<_, String>(column);
                    let signed: Option<String> = row.get(6)?;
                    Ok((text(1)?, text(2)?, text(3)?, text(4)?, text(5)?, text(7)?, text(8)?, signed))
                },
            )?;
            let entry = Entry {
                seq,
                at: &at,
                who: &who,
                act: &act,
                about: &about,
                digest: &digest,
                signed: signed.as_deref(),
                previous: &previous,
            };
            if previous != last.hash || entry.hash() != hash {
                return Err(Tampering::AuditRow(seq));
            }
            let there = by_act.get(&seq).map(|digests| signed_together(digests.iter().map(String::as_str)));
            if there != signed {
                return Err(Tampering::Signed { seq, about });
            }
            last = AuditHead { seq, hash };
            if seq % 512 == 0 {
                progress(Looking::Acts(u64::try_from(seq).unwrap_or(0), all));
            }
        }
        let head = readable(|| Tampering::AuditEnd(last.seq), || self.audit_head())?;
        if head != last || by_act.keys().any(|act| *act > last.seq || *act < 1) {
            return Err(Tampering::AuditEnd(last.seq));
        }
        progress(Looking::Acts(all, all));
        Ok(all)
    }

    fn verify_references(&self, tombs: &Tombs) -> Result<(), Tampering> {
        let mut query = self.conn.prepare("PRAGMA foreign_key_check")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (table, number, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            // A record goes on saying which one it reviewed, also where that one has been taken out by a purge.
            let reviews: Option<i64> = if (table.as_str(), parent.as_str()) == ("oversight", "oversight") {
                self.conn.query_row("SELECT reviews FROM oversight WHERE id = ?1", [number], |row| row.get(0))?
            } else {
                None
            };
            if !reviews.is_some_and(|reviewed| tombs.record(reviewed)) {
                return Err(Tampering::Dangling(table));
            }
        }
        Ok(())
    }

    fn count(&self, sql: &str) -> rusqlite::Result<u64> {
        self.conn.query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs)
    }
}

/// What is read of something sealed. Where it is not even what stands in such a place, a text that is none, it was changed:
/// no version of the program wrote that.
pub(super) fn readable<T>(
    changed: impl Fn() -> Tampering,
    read: impl FnOnce() -> Result<T, StoreError>,
) -> Result<T, Tampering> {
    read().map_err(|error| match error {
        StoreError::Unknown | StoreError::NotText => changed(),
        StoreError::Damaged => Tampering::Page,
        other => other.into(),
    })
}

/// The digest that something was sealed with, if what is read gives the same.
fn as_sealed(
    changed: impl Fn() -> Tampering,
    read: impl FnOnce() -> Result<(String, String), StoreError>,
) -> Result<String, Tampering> {
    let (found, sealed) = readable(&changed, read)?;
    if found == sealed { Ok(sealed) } else { Err(changed()) }
}

/// That every record between two numbers has been taken out by a purge.
fn gone_by_purge(tombs: &Tombs, last: i64, next: i64) -> Result<(), Tampering> {
    let missing = (last + 1..next).find(|id| !tombs.record(*id));
    missing.map_or(Ok(()), |id| Err(Tampering::RecordMissing(RecordId(id))))
}
