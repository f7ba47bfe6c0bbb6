//! What became of the records of sessions, for the measures of supervision: without a word of what they say.

use super::{Store, StoreError, column};
use crate::practice::reference::{Reference, SessionId};
use chrono::NaiveDate;
use rusqlite::params;
use std::collections::HashMap;

/// The signed record of one session, and the children thought about in it. `Debug` shows nothing personal: there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionWritten {
    /// Whether the worker's record of it is signed and stands.
    pub signed: bool,
    /// The day that was first shared with the worker.
    pub shared_on: Option<NaiveDate>,
    /// The day it was agreed, with a comment or without, or a dispute was settled.
    pub agreed_on: Option<NaiveDate>,
    /// The keys of the form's fields in which something is written.
    pub fields: Vec<String>,
    /// The children, by reference.
    pub children: Vec<Reference>,
}

/// From the sessions of some days to their signed records.
const RECORDS: &str = "FROM session s CROSS JOIN worker_record r ON r.session = s.id AND r.form = 'supervision'
     WHERE coalesce(s.held_on, s.planned_for) BETWEEN ?1 AND ?2 AND r.signed_at IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM worker_record_step t WHERE t.record = r.id AND t.what = 'withdrawn')";

fn shared_and_agreed() -> String {
    format!(
        "SELECT s.id, (SELECT min(t.day) FROM worker_record_step t WHERE t.record = r.id AND t.what = 'shared'),
             (SELECT max(t.day) FROM worker_record_step t
              WHERE t.record = r.id AND t.what IN ('agreed', 'agreed_with_comment', 'settled')) {RECORDS}"
    )
}

fn fields() -> String {
    let records = RECORDS.replacen("WHERE", "CROSS JOIN worker_answer a ON a.record = r.id WHERE", 1);
    format!("SELECT s.id, a.field {records} ORDER BY s.id, a.id")
}

const CHILDREN: &str = "SELECT s.id, coalesce(m.reference, c.reference)
     FROM session s CROSS JOIN session_child d ON d.session = s.id CROSS JOIN child c ON c.id = d.child
     LEFT JOIN child m ON m.id = c.merged_into
     WHERE coalesce(s.held_on, s.planned_for) BETWEEN ?1 AND ?2 ORDER BY s.id, 2";

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    vec![shared_and_agreed(), fields(), CHILDREN.to_owned()]
}

impl Store {
    /// What was written of the sessions of some days: the signed records that stand, and the children thought about.
    pub fn sessions_written(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<HashMap<SessionId, SessionWritten>, StoreError> {
        let mut all: HashMap<SessionId, SessionWritten> = HashMap::new();
        let mut query = self.conn.prepare_cached(&shared_and_agreed())?;
        let mut rows = query.query(params![from, to])?;
        while let Some(row) = rows.next()? {
            let one = all.entry(column::key(row, 0, SessionId)?).or_default();
            (one.signed, one.shared_on, one.agreed_on) = (true, row.get(1)?, row.get(2)?);
        }
        let mut query = self.conn.prepare_cached(&fields())?;
        let mut rows = query.query(params![from, to])?;
        while let Some(row) = rows.next()? {
            all.entry(column::key(row, 0, SessionId)?).or_default().fields.push(row.get(1)?);
        }
        let mut query = self.conn.prepare_cached(CHILDREN)?;
        let mut rows = query.query(params![from, to])?;
        while let Some(row) = rows.next()? {
            let child = column::code(row, 1, Reference::new)?;
            all.entry(column::key(row, 0, SessionId)?).or_default().children.push(child);
        }
        Ok(all)
    }
}
