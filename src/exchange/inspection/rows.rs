//! The inspection for programs: JSON, and CSV with a row for every action asked for and every direction that asked for
//! none.

use super::{AskedFor, Direction, Inspection};
use crate::exchange::document::{Made, json};
use crate::exchange::outgoing::Format;
use crate::exchange::print::actions::ActionRow;
use crate::exchange::print::{comma, compliance};
use crate::practice::child::ChildStatus;
use crate::practice::follow_through::{Figure, Funnel};
use crate::practice::footprints::Reviewed;
use crate::practice::reference::{RecordId, Reference};
use chrono::NaiveDate;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

/// A funnel as an object, each figure under its code.
struct Figures<'a>(&'a Funnel);

impl Serialize for Figures<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Figure::ALL.len()))?;
        for (figure, count) in self.0.figures() {
            map.serialize_entry(figure.code(), &count)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Content<'a> {
    from: NaiveDate,
    to: NaiveDate,
    policy: &'a str,
    figures: Figures<'a>,
    by_month: Vec<MonthItem<'a>>,
    by_owner: Vec<OwnerItem<'a>>,
    reviews: Reviews,
    directions: Vec<DirectionItem<'a>>,
    actions: Vec<ActionItem<'a>>,
    intervals: Vec<IntervalItem<'a>>,
    gaps: Vec<GapItem<'a>>,
    compliance: serde_json::Value,
}

#[derive(Serialize)]
struct MonthItem<'a> {
    month: String,
    #[serde(flatten)]
    figures: Figures<'a>,
}

#[derive(Serialize)]
struct OwnerItem<'a> {
    owner: &'a str,
    #[serde(flatten)]
    figures: Figures<'a>,
}

#[derive(Serialize)]
struct Reviews {
    on_time: usize,
    late: usize,
    outstanding: usize,
    to_come: usize,
    ended: usize,
}

#[derive(Serialize)]
struct DirectionItem<'a> {
    record: String,
    child: &'a Reference,
    decided_on: NaiveDate,
    reason: &'a str,
    withdrawn_on: Option<NaiveDate>,
    review_on: Option<NaiveDate>,
    reviewed: Option<Reviewed>,
    reviewed_on: Option<NaiveDate>,
    actions: Vec<String>,
}

#[derive(Serialize)]
struct ActionItem<'a> {
    #[serde(flatten)]
    row: &'a ActionRow,
    asked_on: NaiveDate,
    outcome: Figure,
}

#[derive(Serialize)]
struct IntervalItem<'a> {
    status: ChildStatus,
    policy: &'a str,
    ended: u32,
    within: u32,
    beyond: u32,
    median_days: Option<i64>,
    longest_days: Option<i64>,
}

#[derive(Serialize)]
struct GapItem<'a> {
    child: &'a Reference,
    status: Option<ChildStatus>,
    from: NaiveDate,
    to: NaiveDate,
    days: i64,
    goes_on: bool,
}

/// The columns of the CSV and of the first sheet of the workbook.
pub(super) const COLUMNS: [&str; 20] = [
    "record",
    "child",
    "worker",
    "asked_on",
    "reason",
    "review_on",
    "reviewed",
    "reviewed_on",
    "action_reference",
    "action",
    "change_needed",
    "owner",
    "whose",
    "due_on",
    "first_due_on",
    "redated",
    "status",
    "outcome",
    "closed_on",
    "difference",
];

impl Inspection {
    fn asked_in(&self, record: RecordId) -> impl Iterator<Item = &AskedFor> {
        self.actions.iter().filter(move |one| one.row.record == Some(record))
    }

    /// As JSON.
    pub fn json(&self, made: &Made) -> String {
        let compliance =
            compliance::as_json(compliance::Asked { as_of: self.day, policy: &self.policy.0 }, &self.compliance);
        let content = Content {
            from: self.from,
            to: self.until,
            policy: &self.policy.0,
            figures: Figures(&self.funnel),
            by_month: self
                .by_month
                .iter()
                .map(|(first, funnel)| MonthItem { month: first.format("%Y-%m").to_string(), figures: Figures(funnel) })
                .collect(),
            by_owner: self
                .by_owner
                .iter()
                .map(|(owner, funnel)| OwnerItem { owner, figures: Figures(funnel) })
                .collect(),
            reviews: Reviews {
                on_time: self.reviewed(Reviewed::OnTime),
                late: self.reviewed(Reviewed::Late),
                outstanding: self.reviewed(Reviewed::Outstanding),
                to_come: self.reviewed(Reviewed::ToCome),
                ended: self.reviewed(Reviewed::Ended),
            },
            directions: self
                .directions
                .iter()
                .map(|one| DirectionItem {
                    record: one.record.to_string(),
                    child: &one.child,
                    decided_on: one.decided_on,
                    reason: &one.reason,
                    withdrawn_on: one.withdrawn_on,
                    review_on: one.review_on,
                    reviewed: one.reviewed.map(|(how, _)| how),
                    reviewed_on: one.reviewed.and_then(|(_, on)| on),
                    actions: self.asked_in(one.record).map(|asked| asked.row.reference.to_string()).collect(),
                })
                .collect(),
            actions: self
                .actions
                .iter()
                .map(|one| ActionItem { row: &one.row, asked_on: one.asked_on, outcome: one.part })
                .collect(),
            intervals: self
                .intervals
                .iter()
                .map(|one| IntervalItem {
                    status: one.status,
                    policy: &one.asked,
                    ended: one.ended,
                    within: one.within,
                    beyond: one.beyond,
                    median_days: one.median_days,
                    longest_days: one.longest_days,
                })
                .collect(),
            gaps: self
                .gaps
                .iter()
                .map(|gap| GapItem {
                    child: &gap.child,
                    status: gap.status,
                    from: gap.from,
                    to: gap.to,
                    days: gap.days,
                    goes_on: gap.goes_on,
                })
                .collect(),
            compliance: serde_json::from_str(&compliance).unwrap_or_default(),
        };
        json(&self.title(), made, &content)
    }

    /// As CSV.
    pub fn csv(&self, made: &Made) -> String {
        made.mark.put_on(Format::Csv, &comma::rows(&COLUMNS, self.rows()))
    }

    /// Every action asked for, and every direction that asked for none, by day.
    pub(super) fn rows(&self) -> Vec<Vec<String>> {
        let mut rows: Vec<(NaiveDate, Vec<String>)> = Vec::new();
        for one in &self.directions {
            let mut asked = self.asked_in(one.record).peekable();
            if asked.peek().is_none() {
                let mut cells = direction(one);
                cells.resize(COLUMNS.len(), String::new());
                rows.push((one.decided_on, cells));
            }
        }
        for one in &self.actions {
            let from = one.row.record.and_then(|id| self.directions.iter().find(|direction| direction.record == id));
            let mut cells = from.map_or_else(|| alone(one), direction);
            cells.extend(action(one));
            rows.push((one.asked_on, cells));
        }
        rows.sort_by_key(|(on, _)| *on);
        rows.into_iter().map(|(_, cells)| cells).collect()
    }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn direction(one: &Direction) -> Vec<String> {
    let reviewed = match (one.withdrawn_on, one.reviewed) {
        (Some(_), _) => "withdrawn",
        (None, Some((how, _))) => how.code(),
        (None, None) => "",
    };
    vec![
        one.record.to_string(),
        one.child.to_string(),
        String::new(),
        one.decided_on.to_string(),
        one.reason.clone(),
        day(one.review_on),
        reviewed.to_owned(),
        day(one.reviewed.and_then(|(_, on)| on)),
    ]
}

/// An action that no record of the period asked for.
fn alone(one: &AskedFor) -> Vec<String> {
    let of = |reference: Option<&Reference>| reference.map(ToString::to_string).unwrap_or_default();
    let record = one.row.record.map(|record| record.to_string()).unwrap_or_default();
    let mut cells = vec![record, of(one.row.child.as_ref()), of(one.row.worker.as_ref()), one.asked_on.to_string()];
    cells.resize(8, String::new());
    cells
}

fn action(one: &AskedFor) -> Vec<String> {
    let row = &one.row;
    vec![
        row.reference.to_string(),
        row.action.clone(),
        row.change_needed.clone().unwrap_or_default(),
        row.owner.clone(),
        row.whose.code().to_owned(),
        row.due_on.to_string(),
        row.first_due_on.to_string(),
        row.redated.to_string(),
        row.status.code().to_owned(),
        one.part.code().to_owned(),
        day(row.closed_on),
        row.difference.clone().unwrap_or_default(),
    ]
}
