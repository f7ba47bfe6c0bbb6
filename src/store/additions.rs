//! Additions to signed records that are begun and not signed: one to a record, kept safe while they are written. Not the
//! signed addenda.

use super::audit::moment;
use super::{Store, StoreError, column};
use crate::practice::oversight::BegunAddition;
use crate::practice::reference::{ChildId, RecordId};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Row, params};

const ONE: &str = "SELECT b.oversight, coalesce(c.merged_into, c.id), b.text, b.saved_at FROM begun_addition b
     JOIN oversight o ON o.id = b.oversight JOIN child c ON c.id = o.child WHERE b.oversight = ?1";
const ALL: &str = "SELECT b.oversight, coalesce(c.merged_into, c.id), b.text, b.saved_at FROM begun_addition b
     CROSS JOIN oversight o ON o.id = b.oversight CROSS JOIN child c ON c.id = o.child
     ORDER BY b.saved_at DESC, b.oversight DESC";

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    [ONE, ALL].map(str::to_owned).to_vec()
}

fn begun(row: &Row<'_>) -> rusqlite::Result<BegunAddition> {
    Ok(BegunAddition {
        record: column::key(row, 0, RecordId)?,
        child: column::key(row, 1, ChildId)?,
        text: row.get(2)?,
        saved_at: row.get(3)?,
    })
}

impl Store {
    /// Every addition begun and not signed, the last saved first.
    pub fn begun_additions(&self) -> Result<Vec<BegunAddition>, StoreError> {
        let mut query = self.conn.prepare_cached(ALL)?;
        Ok(query.query_map([], begun)?.collect::<Result<_, _>>()?)
    }

    /// The addition begun on a record, where there is one.
    pub fn begun_addition(&self, record: RecordId) -> Result<Option<BegunAddition>, StoreError> {
        Ok(self.conn.prepare_cached(ONE)?.query_row([record.0], begun).optional()?)
    }

    /// Keeps the words of an addition that is being written; none at all takes it away. Not an act, so it leaves no row in
    /// the trail.
    pub fn keep_addition(&mut self, record: RecordId, text: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        if text.trim().is_empty() {
            self.forget_addition(record)?;
        } else {
            self.conn
                .prepare_cached(
                    "INSERT INTO begun_addition (oversight, text, saved_at) VALUES (?1, ?2, ?3)
                     ON CONFLICT (oversight) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at",
                )?
                .execute(params![record.0, text, moment(at)])?;
        }
        Ok(transaction.commit()?)
    }

    /// Takes away what was begun: it is signed, or was emptied.
    pub(super) fn forget_addition(&self, record: RecordId) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM begun_addition WHERE oversight = ?1")?.execute([record.0])?;
        Ok(())
    }
}
