//! What was left undone or carried forward, which makes an open action that says the same ask for a decision. Not the rule:
//! that is [`crate::practice::same_again`].

use super::actions::subject;
use super::column;
use super::{ActionFilter, Store, StoreError};
use crate::practice::action::{ActionStatus, ActionSubject};
use crate::practice::same_again::Left;
use chrono::NaiveDate;
use std::collections::HashSet;

/// From an index that holds nothing else, and of those alone who have something open.
const LEFT: &str = "SELECT child, worker, action, status FROM action INDEXED BY action_left
     WHERE status IN ('not_done', 'superseded') AND escalated_to IS NULL
         AND child IN (SELECT child FROM action INDEXED BY action_open WHERE closed_on IS NULL)
     UNION ALL
     SELECT child, worker, action, status FROM action INDEXED BY action_left
     WHERE status IN ('not_done', 'superseded') AND escalated_to IS NULL AND child IS NULL
         AND worker IN (SELECT worker FROM action INDEXED BY action_open WHERE closed_on IS NULL)";

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    vec![LEFT.to_owned()]
}

impl Store {
    /// What was left by a day of all that was ever asked on the children and workers who have an open action on it.
    pub fn left_undone(&self, day: NaiveDate) -> Result<Vec<Left>, StoreError> {
        if self.changed_since(day)? {
            return self.left_undone_then(day);
        }
        let mut query = self.conn.prepare_cached(LEFT)?;
        let rows = query.query_map([], |row| {
            let status = column::code(row, 3, ActionStatus::from_code)?;
            Ok(Left { subject: subject(row, 0)?, words: row.get(2)?, status })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The same on a day since which actions were moved, closed or opened again: each is taken back to that day.
    fn left_undone_then(&self, day: NaiveDate) -> Result<Vec<Left>, StoreError> {
        let open = self.actions(ActionFilter::Open, day)?;
        let subjects: HashSet<ActionSubject> = open.iter().map(|one| one.subject).collect();
        let mut left = Vec::new();
        for subject in subjects {
            left.extend(Left::among(&self.actions(ActionFilter::Of(subject), day)?));
        }
        Ok(left)
    }
}
