//! What the reader of a signed record shows. Not how it is laid out.

use crate::practice::form::Form;
use crate::practice::oversight::Signed;
use chrono::{NaiveDate, NaiveDateTime};
use std::sync::Arc;

/// A signed record in full. No `Debug`: it is case text.
#[derive(Clone)]
pub struct RecordPage {
    /// The record.
    pub record: Signed,
    /// The form it was written in.
    pub form: Arc<Form>,
    /// The child's name, or the reference.
    pub called: String,
    /// Age in whole years on the day of the decision, where known.
    pub age: Option<u32>,
    /// When it was signed, by the clock on the wall.
    pub signed_at: NaiveDateTime,
    /// When each addendum was signed, by the clock on the wall; as long as the record's addenda.
    pub addenda_at: Vec<NaiveDateTime>,
    /// The day of the decision that it reviews, where it names one.
    pub reviews_decided_on: Option<NaiveDate>,
    /// What became of its actions, in words, by their row in its table.
    pub followed: Vec<String>,
}
