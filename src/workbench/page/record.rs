//! What the reader of a signed record shows. Not how it is laid out.

use super::oversight::on_the_wall;
use crate::practice::action::{Action, ActionStatus};
use crate::practice::date_words::{long, with_weekday};
use crate::practice::form::Form;
use crate::practice::oversight::Signed;
use crate::practice::reference::RecordId;
use crate::store::ActionFilter;
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
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
    /// The words of an addition begun and not signed; empty where there is none.
    pub begun_addition: String,
    /// The day of the decision that it reviews, where it names one.
    pub reviews_decided_on: Option<NaiveDate>,
    /// When it was last copied into the case system; `None` where it never was.
    pub copied_on: Option<NaiveDate>,
    /// What the policy calls the case system; empty where it does not say.
    pub system: String,
    /// What became of its actions, in words, in the order of its table.
    pub followed: Vec<String>,
}

impl Desk {
    /// A signed record in full.
    pub fn record_page(&self, id: RecordId) -> Result<RecordPage, Refusal> {
        let record = self.store.record(id)?.ok_or_else(|| Refusal::NotThere(id.to_string()))?;
        let child = self.child_of(record.head.child)?;
        let reviews = record.head.reviews.map(|earlier| self.store.record(earlier)).transpose()?.flatten();
        let actions = self.store.actions(ActionFilter::From(id), self.day)?;
        Ok(RecordPage {
            form: Arc::new(self.configuration.form_of(&record.form, &record.answers)?),
            called: child.called().to_owned(),
            age: child.age_on(record.head.decided_on),
            signed_at: on_the_wall(record.signed_at),
            addenda_at: record.addenda.iter().map(|one| on_the_wall(one.signed_at)).collect(),
            begun_addition: self.store.begun_addition(id)?.map(|one| one.text).unwrap_or_default(),
            reviews_decided_on: reviews.map(|earlier| earlier.head.decided_on),
            copied_on: self.store.copied_across(id)?.last().map(|one| one.on),
            system: self.case_system(),
            followed: actions.iter().map(followed).collect(),
            record,
        })
    }
}

/// What became of an action, in a sentence.
fn followed(action: &Action) -> String {
    let words = match action.status {
        ActionStatus::Open if action.redated > 0 => {
            format!("open, now by {}, at first by {}", with_weekday(action.due_on), long(action.first_due_on))
        }
        ActionStatus::Open => format!("open, by {}", with_weekday(action.due_on)),
        ActionStatus::Done | ActionStatus::NotDone | ActionStatus::Superseded => {
            let on = action.closed_on.map_or_else(String::new, |day| format!(" on {}", long(day)));
            format!("{}{on}", action.status.words())
        }
    };
    let difference = action.difference.trim();
    let difference = if difference.is_empty() { String::new() } else { format!(". {difference}") };
    format!("{} {}: {words}{difference}", action.id, action.action)
}
