//! What due dates are reckoned from, loaded in bulk. The cost follows what is open, never how much history there is.

use super::children::OPEN;
use super::column;
use super::{Store, StoreError};
use crate::practice::due::child::RecordFact;
use crate::practice::reference::{ChildId, RecordId};
use chrono::NaiveDate;
use rusqlite::{Row, params};

const FACT: &str = "o.id, o.decided_on, o.checkpoint_day, o.reviews, o.review_on,
     (SELECT a.day FROM addendum a WHERE a.oversight = o.id AND a.withdraws = 1)";

const OF_CHILD: &str = "WHERE o.child IN (SELECT ?1 UNION ALL SELECT id FROM child WHERE merged_into = ?1)
     ORDER BY o.decided_on, o.id";

/// Of the children that may be open on a day: the last record that stands, those whose review no later record can have
/// met by its day alone with those that name them, and those of checkpoints of assessments still running. An entry
/// merged into a child is looked at by itself, which can only load more. A record may come more than once.
fn that_matter() -> String {
    format!(
        "WITH
         seen (child) AS MATERIALIZED ({OPEN}),
         entry (id, child) AS MATERIALIZED (
             SELECT child, child FROM seen
             UNION ALL SELECT c.id, c.merged_into FROM seen CROSS JOIN child c ON c.merged_into = seen.child),
         newest (id, child, day) AS MATERIALIZED (
             SELECT e.id, e.child, (SELECT o.decided_on FROM oversight o WHERE o.child = e.id AND o.decided_on <= ?1
                 AND NOT EXISTS
                     (SELECT 1 FROM addendum a WHERE a.oversight = o.id AND a.withdraws = 1 AND a.day <= ?1)
                 ORDER BY o.decided_on DESC LIMIT 1)
             FROM entry e),
         asked (id, child) AS MATERIALIZED (
             SELECT o.id, n.child FROM newest n
             CROSS JOIN oversight o ON o.child = n.id AND o.review_on > date(n.day, '+7 days')
             WHERE o.decided_on < n.day)
         SELECT {FACT}, n.child FROM newest n CROSS JOIN oversight o ON o.child = n.id AND o.decided_on = n.day
         UNION ALL SELECT {FACT}, asked.child FROM asked CROSS JOIN oversight o ON o.id = asked.id
         UNION ALL SELECT {FACT}, asked.child FROM asked CROSS JOIN oversight o ON o.reviews = asked.id
             CROSS JOIN child c ON c.id = o.child AND coalesce(c.merged_into, c.id) = asked.child
             WHERE o.decided_on <= ?1
         UNION ALL SELECT {FACT}, e.child FROM entry e
             CROSS JOIN assessment s ON s.child = e.child AND s.start_day <= ?1
                 AND (s.end_day IS NULL OR s.end_day > ?1)
             CROSS JOIN oversight o ON o.child = e.id AND o.decided_on >= s.start_day
             WHERE o.checkpoint_day IS NOT NULL AND o.decided_on <= ?1"
    )
}

fn fact(row: &Row<'_>) -> rusqlite::Result<RecordFact> {
    Ok(RecordFact {
        id: column::key(row, 0, RecordId)?,
        decided_on: row.get(1)?,
        checkpoint_day: row.get(2)?,
        reviews: column::maybe_key(row, 3, RecordId)?,
        review_on: row.get(4)?,
        withdrawn_on: row.get(5)?,
        child: column::key(row, 6, ChildId)?,
    })
}

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    vec![that_matter(), format!("SELECT {FACT}, ?1 FROM oversight o {OF_CHILD}")]
}

impl Store {
    /// Of the children open on a day, every record that can still bear on what is owed, by child and day. Nothing
    /// decided after the day.
    pub fn records_of_open_children(&self, day: NaiveDate) -> Result<Vec<RecordFact>, StoreError> {
        let mut query = self.conn.prepare_cached(&that_matter())?;
        let mut facts = query.query_map([day], fact)?.collect::<Result<Vec<_>, _>>()?;
        facts.sort_unstable_by_key(|fact| (fact.child, fact.decided_on, fact.id));
        facts.dedup_by_key(|fact| fact.id);
        Ok(facts)
    }

    /// Every record on a child, by day.
    pub fn record_facts(&self, child: ChildId) -> Result<Vec<RecordFact>, StoreError> {
        let sql = format!("SELECT {FACT}, ?1 FROM oversight o {OF_CHILD}");
        let mut query = self.conn.prepare_cached(&sql)?;
        Ok(query.query_map(params![child.0], fact)?.collect::<Result<_, _>>()?)
    }
}
