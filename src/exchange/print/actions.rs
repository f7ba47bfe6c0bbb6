//! Actions and what became of them, as `actions` prints them.

use super::table::{Layout, Side, Table};
use super::{comma, counted, json};
use crate::practice::action::{ActionStatus, Whose};
use crate::practice::date_words;
use crate::practice::reference::{ActionId, RecordId, Reference};
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use std::fmt::Display;

/// One action with whom it concerns. Serialises as `actions --format json` promises.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ActionRow {
    /// The program's reference.
    #[serde(serialize_with = "as_words")]
    pub reference: ActionId,
    /// The child it is for, if one.
    pub child: Option<Reference>,
    /// The worker it is about, or the child's worker.
    pub worker: Option<Reference>,
    /// What is to be done.
    pub action: String,
    /// What needs to change; `None` where nothing is said.
    pub change_needed: Option<String>,
    /// Who does it.
    pub owner: String,
    /// Whether the supervisor must act.
    pub whose: Whose,
    /// The date it is due now.
    pub due_on: NaiveDate,
    /// The date it was due at first.
    pub first_due_on: NaiveDate,
    /// How often it was moved later.
    pub redated: u32,
    /// What became of it.
    pub status: ActionStatus,
    /// When it was closed.
    pub closed_on: Option<NaiveDate>,
    /// What difference it made, or why it was not done; `None` where nothing is said.
    pub difference: Option<String>,
    /// The record that asked for it.
    #[serde(serialize_with = "as_words_if_any")]
    pub record: Option<RecordId>,
    /// Calendar days overdue, negative for days left; `None` where it is closed.
    pub days_overdue: Option<i64>,
}

impl std::fmt::Debug for ActionRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ActionRow").field("reference", &self.reference).finish_non_exhaustive()
    }
}

fn as_words<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

#[expect(clippy::ref_option, reason = "serde hands a field over as it stands")]
fn as_words_if_any<T: Display, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(value),
        None => serializer.serialize_none(),
    }
}

/// As JSON (`design/commands.md`, *JSON*).
pub fn as_json(rows: &[ActionRow]) -> String {
    json(rows)
}

const COLUMNS: [&str; 15] = [
    "reference",
    "child",
    "worker",
    "action",
    "change_needed",
    "owner",
    "whose",
    "due_on",
    "first_due_on",
    "redated",
    "status",
    "closed_on",
    "difference",
    "record",
    "days_overdue",
];

/// As CSV, one row each.
pub fn as_csv(rows: &[ActionRow]) -> String {
    let text = |value: Option<&dyn Display>| value.map(ToString::to_string).unwrap_or_default();
    comma::rows(
        &COLUMNS,
        rows.iter().map(|row| {
            [
                row.reference.to_string(),
                text(row.child.as_ref().map(|one| one as _)),
                text(row.worker.as_ref().map(|one| one as _)),
                row.action.clone(),
                row.change_needed.clone().unwrap_or_default(),
                row.owner.clone(),
                row.whose.code().to_owned(),
                row.due_on.to_string(),
                row.first_due_on.to_string(),
                row.redated.to_string(),
                row.status.code().to_owned(),
                text(row.closed_on.as_ref().map(|one| one as _)),
                row.difference.clone().unwrap_or_default(),
                text(row.record.as_ref().map(|one| one as _)),
                text(row.days_overdue.as_ref().map(|one| one as _)),
            ]
        }),
    )
}

/// For people.
pub fn as_table(rows: &[ActionRow], layout: Layout) -> String {
    if rows.is_empty() {
        return "No action answers to this.\n".to_owned();
    }
    let mut table = Table::new(&[
        ("Reference", Side::Left),
        ("For", Side::Left),
        ("Due", Side::Left),
        ("When", Side::Left),
        ("Moved", Side::Left),
        ("Who", Side::Left),
        ("Action", Side::Left),
        ("Difference made", Side::Left),
    ]);
    for row in rows {
        table.row([
            row.reference.to_string(),
            row.child.as_ref().or(row.worker.as_ref()).map(ToString::to_string).unwrap_or_default(),
            date_words::long(row.due_on),
            stands(row),
            if row.redated == 0 { String::new() } else { counted(row.redated, "time", "times") },
            row.owner.clone(),
            row.action.clone(),
            row.difference.clone().unwrap_or_default(),
        ]);
    }
    let number = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    format!("{}\n{}.\n", table.render(layout), counted(number, "action", "actions"))
}

/// One action for people.
pub fn one_as_text(row: &ActionRow) -> String {
    let mut text = format!("{}  {}\n", row.reference, super::clean::line(&row.action));
    let mut fact = |label: &str, value: &str| super::show::fact(&mut text, label, value);
    fact("For", row.child.as_ref().or(row.worker.as_ref()).map(Reference::as_str).unwrap_or_default());
    fact("What needs to change", row.change_needed.as_deref().unwrap_or_default());
    fact("Who", &row.owner);
    fact("Due", &format!("{}, {}", date_words::long(row.due_on), stands(row)));
    if row.redated > 0 {
        let moved = counted(row.redated, "time", "times");
        fact("Moved later", &format!("{moved}; first due on {}", date_words::long(row.first_due_on)));
    }
    fact("Difference made", row.difference.as_deref().unwrap_or_default());
    fact("Asked for in", &row.record.map(|record| record.to_string()).unwrap_or_default());
    text
}

/// How it stands, in words.
pub(in crate::exchange) fn stands(row: &ActionRow) -> String {
    match (row.status, row.days_overdue, row.closed_on) {
        (ActionStatus::Open, Some(days @ 1..), _) => format!("{} overdue", counted(days, "day", "days")),
        (ActionStatus::Open, Some(0), _) => "due today".to_owned(),
        (ActionStatus::Open, Some(days), _) => format!("in {}", counted(-days, "day", "days")),
        (ActionStatus::Open, None, _) => "open".to_owned(),
        (status, _, Some(on)) => format!("{}, {}", status.words(), date_words::long(on)),
        (status, _, None) => status.words().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rows() -> Vec<ActionRow> {
        let open = ActionRow {
            reference: ActionId(45),
            child: Reference::new("C1"),
            worker: Reference::new("W3"),
            action: "=Ring the school".to_owned(),
            change_needed: Some("Leo eats every evening".to_owned()),
            owner: "Priya Shah".to_owned(),
            whose: Whose::Theirs,
            due_on: day("2026-11-20"),
            first_due_on: day("2026-11-06"),
            redated: 1,
            status: ActionStatus::Open,
            closed_on: None,
            difference: None,
            record: Some(RecordId(12)),
            days_overdue: Some(2),
        };
        let done = ActionRow {
            reference: ActionId(46),
            child: None,
            record: None,
            redated: 0,
            status: ActionStatus::Done,
            closed_on: Some(day("2026-11-19")),
            difference: Some("He has his own bed.".to_owned()),
            days_overdue: None,
            ..open.clone()
        };
        vec![open, done]
    }

    #[test]
    fn json_and_csv_have_the_keys_of_the_contract() {
        insta::assert_snapshot!(as_json(&rows()));
        insta::assert_snapshot!(as_csv(&rows()));
    }

    #[test]
    fn a_table_says_how_each_stands() {
        insta::assert_snapshot!(as_table(&rows(), Layout::Columns));
    }
}
