//! A change: one transaction that leaves its row in the trail. Everything that writes, other than saving a draft, is one.

use super::audit::{Act, By};
use super::seal::Seal;
use super::{Mode, Store, StoreError};
use rusqlite::{Transaction, TransactionBehavior};
use std::ops::Deref;

/// A change under way. It reads like the [`Store`] and sees what it has written so far.
pub struct Change<'store> {
    store: &'store Store,
    by: By,
    /// The digests of what has been signed since the last row of the trail.
    signed: Vec<String>,
    /// Many acts that leave one row, as an import does.
    together: Option<Together>,
}

struct Together {
    seal: Seal,
    acts: usize,
}

impl Deref for Change<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store
    }
}

impl Store {
    /// Makes a change: all of it or, on an error, none. Each act within it leaves a row in the trail.
    pub fn change<T, E: From<StoreError>>(
        &mut self,
        by: &By,
        work: impl FnOnce(&mut Change<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self.begin()?;
        let mut change = Change { store: self, by: by.clone(), signed: Vec::new(), together: None };
        let done = work(&mut change)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(done)
    }

    /// Makes a change of many acts that leaves one row in the trail, over all of them; none if nothing was done.
    pub fn change_together<T, E: From<StoreError>>(
        &mut self,
        by: &By,
        act: Act,
        about: &str,
        work: impl FnOnce(&mut Change<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self.begin()?;
        let done = self.together(by, act, about, work)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(done)
    }

    /// Does a change and undoes it, to learn what it would do. Whoever only looks can do this too, where the file was opened
    /// to ([`Store::look_to_rehearse`]).
    pub fn rehearse<T, E: From<StoreError>>(
        &mut self,
        by: &By,
        act: Act,
        about: &str,
        work: impl FnOnce(&mut Change<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.writes() {
            return self.undone(by, act, about, work);
        }
        self.conn.execute_batch("PRAGMA query_only = OFF").map_err(StoreError::from)?;
        let done = self.undone(by, act, about, work);
        self.conn.execute_batch("PRAGMA query_only = ON").map_err(StoreError::from)?;
        done
    }

    /// Does a change in a transaction that is never finished.
    fn undone<T, E: From<StoreError>>(
        &self,
        by: &By,
        act: Act,
        about: &str,
        work: impl FnOnce(&mut Change<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let begun = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate);
        let transaction = begun.map_err(|error| match (StoreError::from(error), &self.mode) {
            (StoreError::ReadOnly, Mode::ReadOnly { held_by: Some(held_by) }) => StoreError::HeldBy(held_by.clone()),
            (other, _) => other,
        })?;
        let done = self.together(by, act, about, work);
        transaction.rollback().map_err(StoreError::from)?;
        done
    }

    fn together<T, E: From<StoreError>>(
        &self,
        by: &By,
        act: Act,
        about: &str,
        work: impl FnOnce(&mut Change<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let together = Together { seal: Seal::of(act.code()), acts: 0 };
        let mut change = Change { store: self, by: by.clone(), signed: Vec::new(), together: Some(together) };
        let done = work(&mut change)?;
        if let Some(Together { seal, acts }) = change.together.take()
            && acts > 0
        {
            let signed = change.take_signed();
            self.write_audit(by, act, about, &seal.finish(), signed.as_deref())?;
        }
        Ok(done)
    }

    pub(super) fn begin(&self) -> Result<Transaction<'_>, StoreError> {
        match &self.mode {
            Mode::Writer => {}
            Mode::ReadOnly { held_by: None } => return Err(StoreError::ReadOnly),
            Mode::ReadOnly { held_by: Some(held_by) } => return Err(StoreError::HeldBy(held_by.clone())),
        }
        Ok(Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?)
    }
}

impl Change<'_> {
    /// Who makes the change, and when.
    pub const fn by(&self) -> &By {
        &self.by
    }

    /// Records an act that this room does not do itself: an export, a backup. `what` is digested, never kept.
    pub fn note_act(&mut self, act: Act, about: &str, what: &str) -> Result<(), StoreError> {
        let seal = Seal::of(act.code()).text(what);
        self.act(act, about, seal)
    }

    /// The same, of bytes.
    pub fn note_bytes(&mut self, act: Act, about: &str, what: &[u8]) -> Result<(), StoreError> {
        let seal = Seal::of(act.code()).bytes(what);
        self.act(act, about, seal)
    }

    /// Leaves the row of an act; within many, its share of the one row.
    pub(super) fn act(&mut self, act: Act, about: &str, seal: Seal) -> Result<(), StoreError> {
        let digest = seal.finish();
        if let Some(together) = &mut self.together {
            together.seal.push(Some(act.code()));
            together.seal.push(Some(about));
            together.seal.push(Some(&digest));
            together.acts += 1;
            return Ok(());
        }
        let signed = self.take_signed();
        self.store.write_audit(&self.by, act, about, &digest, signed.as_deref())
    }

    /// The row of the trail that the next act, or all of them together, will leave.
    pub(super) fn next_act(&self) -> Result<i64, StoreError> {
        Ok(self.audit_head()?.seq + 1)
    }

    /// Keeps the digest of what was signed, for the row of the trail.
    pub(super) fn has_signed(&mut self, digest: String) {
        self.signed.push(digest);
    }

    fn take_signed(&mut self) -> Option<String> {
        (!self.signed.is_empty()).then(|| signed_together(std::mem::take(&mut self.signed).iter().map(String::as_str)))
    }
}

/// The digest over all that one act signed, records and addenda.
pub(super) fn signed_together<'a>(digests: impl Iterator<Item = &'a str>) -> String {
    let mut all: Vec<&str> = digests.collect();
    // By digest, so that the order of writing does not matter.
    all.sort_unstable();
    let mut seal = Seal::of("signed");
    for digest in all {
        seal.push(Some(digest));
    }
    seal.finish()
}
