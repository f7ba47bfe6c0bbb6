//! Supervision compliance, as `compliance` prints it: never a rate without its numerator, its denominator and the names
//! of those left out.

use super::period::{By, Rows, month};
use super::table::{Layout, Side, Table};
use super::{comma, json};
use crate::practice::date_words;
use crate::practice::due::compliance::{Compliance, Tally};
use crate::practice::reference::Reference;
use chrono::NaiveDate;
use serde::Serialize;
use std::fmt::Write as _;

/// The day asked about and the policy in force on it.
pub use super::due::Asked;

#[derive(Serialize)]
struct Whole<'a> {
    from: NaiveDate,
    to: NaiveDate,
    as_of: NaiveDate,
    policy: &'a str,
    #[serde(flatten)]
    counts: Counts,
    by_month: Vec<MonthRow>,
    by_worker: Vec<WorkerRow<'a>>,
    obligations: Vec<ObligationRow<'a>>,
    left_out: Vec<LeftOutRow<'a>>,
}

#[derive(Serialize)]
struct Counts {
    on_time: u32,
    late: u32,
    missed: u32,
    outstanding: u32,
    due: u32,
    rate: Option<f64>,
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        Self {
            on_time: tally.on_time,
            late: tally.late,
            missed: tally.missed,
            outstanding: tally.outstanding,
            due: tally.due(),
            rate: tally.rate().map(|rate| f64::from(rate) / 10_000.0),
        }
    }
}

#[derive(Serialize)]
struct MonthRow {
    month: String,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Serialize)]
struct WorkerRow<'a> {
    worker: &'a str,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Serialize)]
struct ObligationRow<'a> {
    worker: &'a str,
    due_on: NaiveDate,
    outcome: &'static str,
    held_on: Option<NaiveDate>,
    rule: Option<String>,
}

#[derive(Serialize)]
struct LeftOutRow<'a> {
    worker: &'a str,
    why: &'static str,
}

/// Rows by month and by worker.
fn rows(compliance: &Compliance) -> Rows<'_, Tally> {
    let Compliance { by_month, by_worker, total: whole, .. } = compliance;
    Rows { by_month, by_worker, whole }
}

/// As JSON (`design/commands.md`, *JSON*).
pub fn as_json(asked: Asked<'_>, compliance: &Compliance) -> String {
    json(&Whole {
        from: compliance.from,
        to: compliance.until,
        as_of: asked.as_of,
        policy: asked.policy,
        counts: compliance.total.into(),
        by_month: compliance
            .by_month
            .iter()
            .map(|(first, tally)| MonthRow { month: month(*first), counts: (*tally).into() })
            .collect(),
        by_worker: compliance
            .by_worker
            .iter()
            .map(|(worker, tally)| WorkerRow { worker: worker.as_str(), counts: (*tally).into() })
            .collect(),
        obligations: compliance
            .obligations
            .iter()
            .map(|(worker, one)| ObligationRow {
                worker: worker.as_str(),
                due_on: one.due_on,
                outcome: one.outcome.code(),
                held_on: one.held_on,
                rule: one.rule.code(),
            })
            .collect(),
        left_out: compliance
            .left_out
            .iter()
            .map(|(worker, why)| LeftOutRow { worker: worker.as_str(), why: why.code() })
            .collect(),
    })
}

/// As CSV: a row for every month or worker, and none for the whole: whoever adds the rows up would count it twice.
pub fn as_csv(compliance: &Compliance, by: By) -> String {
    let cells = |(name, tally): (String, &Tally)| {
        [
            name,
            tally.on_time.to_string(),
            tally.late.to_string(),
            tally.missed.to_string(),
            tally.outstanding.to_string(),
            tally.due().to_string(),
            tally.rate().map(|rate| (f64::from(rate) / 10_000.0).to_string()).unwrap_or_default(),
        ]
    };
    let headings = [by.key(), "on_time", "late", "missed", "outstanding", "due", "rate"];
    comma::rows(&headings, by.keyed(&rows(compliance)).into_iter().map(cells))
}

/// For people: the figure with what it is made of, a table by month or worker, and who is left out.
/// `name` gives a worker's name where it is known.
pub fn as_table(
    asked: Asked<'_>,
    compliance: &Compliance,
    by: By,
    name: impl Fn(&Reference) -> Option<String>,
    layout: Layout,
) -> String {
    let mut table = Table::new(&[
        (by.heading(), Side::Left),
        ("Name", Side::Left),
        ("On time", Side::Right),
        ("Late", Side::Right),
        ("Missed", Side::Right),
        ("Outstanding", Side::Right),
        ("Due", Side::Right),
        ("Compliance", Side::Right),
    ]);
    by.fill(&mut table, &rows(compliance), &name, |tally| {
        let counts = [tally.on_time, tally.late, tally.missed, tally.outstanding, tally.due()];
        counts.map(|count| count.to_string()).into_iter().chain([percent(*tally)]).collect()
    });
    let mut text = headline(asked, compliance);
    text.push('\n');
    text.push_str(&table.render(layout));
    if !compliance.left_out.is_empty() {
        text.push_str("\nLeft out of these figures:\n");
        for (worker, why) in &compliance.left_out {
            let called = name(worker).map(|name| format!(" {name}")).unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {}: {}", super::clean::line(&format!("{worker}{called}")), why.words());
        }
    }
    text
}

fn headline(asked: Asked<'_>, compliance: &Compliance) -> String {
    let tally = compliance.total;
    let span = date_words::range(compliance.from, compliance.until);
    let figure = if tally.due() == 0 {
        "no supervision fell due, so there is no figure".to_owned()
    } else {
        format!("{} of {} supervisions on time, {}", tally.on_time, tally.due(), percent(tally))
    };
    format!("{span}: {figure}.\nAs known on {}, by the policy {}.\n", date_words::long(asked.as_of), asked.policy)
}

/// The rate to one place of a per cent, halves up; words where there is no figure.
fn percent(tally: Tally) -> String {
    tally.rate().map_or_else(
        || "no figure".to_owned(),
        |rate| {
            let tenths = (rate + 5) / 10;
            format!("{}.{}%", tenths / 10, tenths % 10)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::due::Rule;
    use crate::practice::due::compliance::{Judged, Judgement, LeftOut};
    use crate::practice::reference::WorkerId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn example() -> Compliance {
        let reference = |text: &str| Reference::new(text).unwrap();
        let tally = Tally { on_time: 41, late: 5, missed: 2, outstanding: 0 };
        Compliance {
            from: day("2026-04-01"),
            until: day("2026-05-31"),
            total: tally,
            by_month: vec![(day("2026-04-01"), tally), (day("2026-05-01"), Tally::default())],
            by_worker: vec![(reference("W03"), tally)],
            obligations: vec![(
                reference("W03"),
                Judged {
                    worker: WorkerId(3),
                    due_on: day("2026-04-09"),
                    outcome: Judgement::OnTime,
                    held_on: Some(day("2026-04-08")),
                    rule: Rule::Asye,
                },
            )],
            left_out: vec![(reference("W09"), LeftOut::AbsentThroughout)],
        }
    }

    fn asked() -> Asked<'static> {
        Asked { as_of: day("2026-11-22"), policy: "barnet" }
    }

    #[test]
    fn json_has_the_keys_of_the_contract_in_their_order_and_null_for_no_figure() {
        insta::assert_snapshot!(as_json(asked(), &example()));
    }

    #[test]
    fn a_table_shows_what_the_rate_is_made_of_and_who_is_left_out() {
        let name = |worker: &Reference| (worker.as_str() == "W03").then(|| "Sian Ŵyn".to_owned());
        insta::assert_snapshot!(as_table(asked(), &example(), By::Month, name, Layout::Columns));
        insta::assert_snapshot!(as_table(asked(), &example(), By::Worker, name, Layout::Columns));
    }

    #[test]
    fn csv_has_a_row_for_each_and_none_for_the_whole() {
        insta::assert_snapshot!(as_csv(&example(), By::Month), @r"
        month,on_time,late,missed,outstanding,due,rate
        2026-04,41,5,2,0,48,0.8542
        2026-05,0,0,0,0,0,
        ");
    }

    #[test]
    fn nothing_due_is_no_figure() {
        let mut nothing = example();
        nothing.total = Tally::default();
        assert!(headline(asked(), &nothing).contains("no figure"));
    }
}
