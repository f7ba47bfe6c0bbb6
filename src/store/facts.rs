//! What due dates are reckoned from, loaded in bulk. The cost follows what is open, never how much history there is.

use super::column;
use super::{Store, StoreError};
use crate::practice::child::Child;
use crate::practice::due::child::{REVIEW_WINDOW, RecordFact};
use crate::practice::reference::{ChildId, RecordId};
use chrono::{Days, NaiveDate};
use rusqlite::{OptionalExtension as _, Params, Row, params};
use std::collections::HashMap;

/// How far back the records of all children are read together, by day. Most open children have one as new as that;
/// the others are read one by one.
const RECENT: Days = Days::new(70);

const FACT: &str = "SELECT id, child, decided_on, checkpoint_day, reviews, review_on FROM oversight";
/// Those decided within some days.
const DECIDED: &str = "INDEXED BY oversight_day WHERE form = 'oversight' AND decided_on BETWEEN ?1 AND ?2";
/// Those decided before a day whose direction is to be reviewed after another.
const TO_REVIEW: &str = "INDEXED BY oversight_review WHERE form = 'oversight' AND review_on > ?2 AND decided_on < ?1";
/// Those that name another as the direction they review.
const NAMING: &str = "WHERE form = 'oversight' AND reviews = ?1";
const WITHDRAWN: &str = "SELECT oversight, day FROM addendum WHERE withdraws = 1 AND oversight BETWEEN ?1 AND ?2";
const MERGED: &str = "SELECT id, merged_into FROM child WHERE merged_into > 0";
const OF_CHILD: &str = "SELECT o.id, ?1, o.decided_on, o.checkpoint_day, o.reviews, o.review_on,
     (SELECT a.day FROM addendum a WHERE a.oversight = o.id AND a.withdraws = 1) FROM oversight o
     WHERE o.form = 'oversight' AND o.child IN (SELECT ?1 UNION ALL SELECT id FROM child WHERE merged_into = ?1)
     ORDER BY o.decided_on, o.id";

/// A record as far as due dates go, its withdrawal apart.
fn fact(row: &Row<'_>) -> rusqlite::Result<RecordFact> {
    Ok(RecordFact {
        id: column::key(row, 0, RecordId)?,
        child: column::key(row, 1, ChildId)?,
        decided_on: column::day(row, 2)?,
        checkpoint_day: row.get(3)?,
        reviews: column::maybe_key(row, 4, RecordId)?,
        review_on: column::maybe_day(row, 5)?,
        withdrawn_on: None,
    })
}

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    let mut all: Vec<String> = [WITHDRAWN, MERGED, OF_CHILD].map(str::to_owned).to_vec();
    all.extend([DECIDED, TO_REVIEW, NAMING].map(|which| format!("{FACT} {which}")));
    all
}

/// The records of open children, by child; of entries merged into one, with that one's.
struct Gathered {
    by_child: HashMap<ChildId, Vec<RecordFact>>,
    merged: HashMap<ChildId, ChildId>,
}

impl Gathered {
    /// Keeps a record if it is on one of the children.
    fn keep(&mut self, mut fact: RecordFact) {
        fact.child = self.merged.get(&fact.child).copied().unwrap_or(fact.child);
        if let Some(facts) = self.by_child.get_mut(&fact.child) {
            facts.push(fact);
        }
    }
}

impl Store {
    /// Of children open on a day, every record that can still bear on what is owed, by child and in order of its day:
    /// the last that stands, those whose review no later record has met by its day alone with those that name them, and
    /// those of checkpoints of assessments still running. Some more may come with them; nothing decided after the day.
    pub fn records_of_open_children(
        &self,
        children: &[Child],
        day: NaiveDate,
    ) -> Result<HashMap<ChildId, Vec<RecordFact>>, StoreError> {
        let since = day.checked_sub_days(RECENT).unwrap_or(NaiveDate::MIN);
        let mut gathered = Gathered {
            by_child: children.iter().map(|child| (child.id, Vec::new())).collect(),
            merged: self.merged_children()?,
        };
        for fact in self.facts_where(DECIDED, params![since, day])? {
            gathered.keep(fact);
        }
        // A record of the recent days has met, by its day alone, every earlier direction to be reviewed before this.
        let met = since.checked_add_days(REVIEW_WINDOW).unwrap_or(since);
        for fact in self.facts_where(TO_REVIEW, params![since, met])? {
            gathered.keep(fact);
        }
        self.mark_withdrawn(&mut gathered)?;
        for child in children {
            let Some(facts) = gathered.by_child.get_mut(&child.id) else { continue };
            let last = facts.iter().filter(|fact| fact.stands_on(day)).map(|fact| fact.decided_on).max();
            let running = child.assessments.iter().filter(|one| one.end.is_none_or(|end| day < end));
            match last.filter(|last| *last >= since) {
                // All its later records are known.
                Some(last) if running.map(|one| one.start).all(|start| start >= since) => {
                    self.add_naming(facts, last, since, &gathered.merged)?;
                    facts.retain(|fact| fact.decided_on <= day);
                    facts.sort_unstable_by_key(|fact| (fact.decided_on, fact.id));
                }
                _ => {
                    *facts = self.record_facts(child.id)?;
                    facts.retain(|fact| fact.decided_on <= day);
                }
            }
        }
        Ok(gathered.by_child)
    }

    /// Every record on a child, by day.
    pub fn record_facts(&self, child: ChildId) -> Result<Vec<RecordFact>, StoreError> {
        let mut query = self.conn.prepare_cached(OF_CHILD)?;
        let rows = query
            .query_map([child.0], |row| Ok(RecordFact { withdrawn_on: column::maybe_day(row, 6)?, ..fact(row)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn facts_where(&self, which: &str, params: impl Params) -> Result<Vec<RecordFact>, StoreError> {
        let mut query = self.conn.prepare_cached(&format!("{FACT} {which}"))?;
        Ok(query.query_map(params, fact)?.collect::<Result<_, _>>()?)
    }

    /// Which entry each merged one turned out to be.
    fn merged_children(&self) -> Result<HashMap<ChildId, ChildId>, StoreError> {
        let mut query = self.conn.prepare_cached(MERGED)?;
        let rows = query.query_map([], |row| Ok((column::key(row, 0, ChildId)?, column::key(row, 1, ChildId)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn mark_withdrawn(&self, gathered: &mut Gathered) -> Result<(), StoreError> {
        let ids = || gathered.by_child.values().flatten().map(|fact| fact.id.0);
        let (Some(first), Some(last)) = (ids().min(), ids().max()) else { return Ok(()) };
        let mut query = self.conn.prepare_cached(WITHDRAWN)?;
        let rows = query.query_map([first, last], |row| Ok((column::key(row, 0, RecordId)?, column::day(row, 1)?)))?;
        let withdrawn: HashMap<RecordId, NaiveDate> = rows.collect::<Result<_, _>>()?;
        if !withdrawn.is_empty() {
            for fact in gathered.by_child.values_mut().flatten() {
                fact.withdrawn_on = withdrawn.get(&fact.id).copied();
            }
        }
        Ok(())
    }

    /// Adds the records that name one of a child's as the direction they review, where nothing else has met it and they
    /// may not be known yet: both are older than what was read of all.
    fn add_naming(
        &self,
        facts: &mut Vec<RecordFact>,
        last: NaiveDate,
        since: NaiveDate,
        merged: &HashMap<ChildId, ChildId>,
    ) -> Result<(), StoreError> {
        let met = last.checked_add_days(REVIEW_WINDOW).unwrap_or(last);
        let asked: Vec<RecordFact> =
            facts.iter().copied().filter(|fact| fact.decided_on < since && fact.review_on > Some(met)).collect();
        for one in asked {
            for mut fact in self.facts_where(NAMING, [one.id.0])? {
                fact.child = merged.get(&fact.child).copied().unwrap_or(fact.child);
                if fact.child == one.child && facts.iter().all(|known| known.id != fact.id) {
                    fact.withdrawn_on = self.withdrawn_on(fact.id)?;
                    facts.push(fact);
                }
            }
        }
        Ok(())
    }

    fn withdrawn_on(&self, id: RecordId) -> Result<Option<NaiveDate>, StoreError> {
        let mut query = self.conn.prepare_cached(WITHDRAWN)?;
        Ok(query.query_row([id.0, id.0], |row| column::day(row, 1)).optional()?)
    }
}
