//! How the items of the quality calendar were answered, month by month.

use super::audit::Act;
use super::seal::Seal;
use super::{Change, Store, StoreError, column};
use crate::practice::quality::QualityAnswer;
use chrono::NaiveDate;
use rusqlite::params;

const OF_MONTH: &str = "SELECT item, done_on, reason FROM quality_answer WHERE month = ?1 ORDER BY item";

/// What screens ask of this file, for the test of plans.
#[cfg(test)]
pub(super) fn screen_queries() -> Vec<String> {
    vec![OF_MONTH.to_owned()]
}

impl Store {
    /// The answers of a month, by its first day: the item in the policy's words, and the answer.
    pub fn quality_answers(&self, month: NaiveDate) -> Result<Vec<(String, QualityAnswer)>, StoreError> {
        let mut query = self.conn.prepare_cached(OF_MONTH)?;
        let rows = query.query_map([month], |row| {
            let done: Option<NaiveDate> = row.get(1)?;
            let reason = || row.get(2).map(QualityAnswer::NotDone);
            Ok((column::all(row)?, done.map_or_else(reason, |on| Ok(QualityAnswer::Done(on)))?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Change<'_> {
    /// Answers an item of a month, by its first day; with no answer it is open again.
    pub fn answer_quality(
        &mut self,
        month: NaiveDate,
        item: &str,
        answer: Option<&QualityAnswer>,
    ) -> Result<(), StoreError> {
        self.conn.execute("DELETE FROM quality_answer WHERE month = ?1 AND item = ?2", params![month, item])?;
        let (done_on, reason) = match answer {
            Some(QualityAnswer::Done(on)) => (Some(*on), ""),
            Some(QualityAnswer::NotDone(why)) => (None, why.as_str()),
            None => (None, ""),
        };
        if answer.is_some() {
            self.conn.execute(
                "INSERT INTO quality_answer (month, item, done_on, reason) VALUES (?1, ?2, ?3, ?4)",
                params![month, item, done_on, reason],
            )?;
        }
        let seal = Seal::of("quality").day(month).text(item).maybe_day(done_on).text(reason);
        self.act(Act::AnswerQuality, &month.format("%Y-%m").to_string(), seal)
    }
}
