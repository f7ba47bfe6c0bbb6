//! The measures of supervision, as `supervision` prints them: the figures, and the lists that they are counted from.

use super::compliance::Asked;
use super::period::{By, Rows, month};
use super::table::{Layout, Side, Table};
use super::{comma, counted, json};
use crate::practice::date_words;
use crate::practice::form::Function;
use crate::practice::measures::{Because, Fate, Figures, Measured, Measures, Unmet};
use crate::practice::reference::Reference;
use crate::practice::session::{CancelledBy, Outcome, SessionKind};
use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use std::fmt::Write as _;

#[derive(serde::Serialize)]
struct Whole<'a> {
    from: NaiveDate,
    to: NaiveDate,
    as_of: NaiveDate,
    policy: &'a str,
    #[serde(flatten)]
    figures: Keyed,
    by_month: Vec<MonthRow>,
    by_worker: Vec<WorkerRow<'a>>,
    sessions: Vec<SessionRow<'a>>,
    unmet_dates: Vec<UnmetRow<'a>>,
}

#[derive(serde::Serialize)]
struct MonthRow {
    month: String,
    #[serde(flatten)]
    figures: Keyed,
}

#[derive(serde::Serialize)]
struct WorkerRow<'a> {
    worker: &'a str,
    #[serde(flatten)]
    figures: Keyed,
}

#[derive(serde::Serialize)]
struct SessionRow<'a> {
    reference: String,
    worker: &'a str,
    on: NaiveDate,
    status: &'static str,
    kind: &'static str,
    counted: bool,
    planned_for: Option<NaiveDate>,
    held_on: Option<NaiveDate>,
    late: bool,
    minutes: Option<u16>,
    days_since_last: Option<i64>,
    cancelled_by: Option<&'static str>,
    reason: Option<&'a str>,
    written_up: bool,
    shared_on: Option<NaiveDate>,
    shared_in_time: Option<bool>,
    agreed_on: Option<NaiveDate>,
    agreed_in_time: Option<bool>,
    functions: Option<Vec<&'static str>>,
    children: Option<Vec<&'a str>>,
}

#[derive(serde::Serialize)]
struct UnmetRow<'a> {
    worker: &'a str,
    due_on: NaiveDate,
    outcome: &'static str,
    rule: Option<String>,
    because: &'static str,
}

/// Figures under their keys, in the order of the contract.
struct Keyed(Vec<(&'static str, Figure)>);

/// One figure, or several under keys of their own.
enum Figure {
    /// A whole number; `None` where there is none.
    Whole(Option<u64>),
    /// A mean in tenths; `None` of nothing.
    Tenths(Option<u64>),
    /// Parts of one figure; `None` where nothing is known of them.
    Parts(Option<Vec<(&'static str, u32)>>),
}

impl Serialize for Keyed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, figure) in &self.0 {
            match figure {
                Figure::Whole(number) => map.serialize_entry(key, number)?,
                Figure::Tenths(tenths) => map.serialize_entry(key, &tenths.and_then(as_number))?,
                Figure::Parts(None) => map.serialize_entry(key, &None::<u32>)?,
                Figure::Parts(Some(parts)) => {
                    let parts = parts.iter().map(|(part, count)| (*part, Figure::Whole(Some(u64::from(*count)))));
                    map.serialize_entry(key, &Self(parts.collect()))?;
                }
            }
        }
        map.end()
    }
}

/// Tenths as a number. A mean of minutes or days is far below where a float would lose them.
fn as_number(tenths: u64) -> Option<f64> {
    u32::try_from(tenths).ok().map(|tenths| f64::from(tenths) / 10.0)
}

/// The parts of `cancelled_by`, in the order they are counted.
const CALLED_OFF: [&str; 4] = ["supervisor", "supervisee", "service", "not_recorded"];

/// The figures under their fixed keys.
fn figures(of: &Figures) -> Keyed {
    let parts = |codes: Vec<&'static str>, counts: &[u32]| {
        Figure::Parts(Some(codes.into_iter().zip(counts.iter().copied()).collect()))
    };
    let whole = |number: u32| Figure::Whole(Some(u64::from(number)));
    let maybe = |number: Option<u32>| Figure::Whole(number.map(u64::from));
    let functions = Function::ALL.iter().map(|one| one.code());
    Keyed(vec![
        ("held", whole(of.held)),
        ("late", whole(of.late)),
        ("missed", whole(of.missed)),
        ("cancelled", whole(of.cancelled)),
        ("not_settled", whole(of.not_settled)),
        ("cancelled_by", parts(CALLED_OFF.to_vec(), &of.cancelled_by)),
        ("unmet", whole(of.unmet)),
        ("unmet_because", parts(Because::ALL.iter().map(|one| one.code()).collect(), &of.unmet_because)),
        ("lengths_recorded", whole(of.minutes.0)),
        ("minutes", Figure::Whole(Some(of.minutes.1))),
        ("average_minutes", Figure::Tenths(of.average_minutes())),
        ("intervals", whole(of.days_between.0)),
        ("average_days_between", Figure::Tenths(of.average_days_between())),
        ("longest_days_between", maybe(of.longest_between)),
        ("written_up", whole(of.written_up)),
        ("shared_in_time", maybe(of.shared.map(|(kept, _)| kept))),
        ("shared_of", maybe(of.shared.map(|(_, of)| of))),
        ("agreed_in_time", maybe(of.agreed.map(|(kept, _)| kept))),
        ("agreed_of", maybe(of.agreed.map(|(_, of)| of))),
        ("functions", Figure::Parts(of.functions.map(|counts| functions.zip(counts).collect()))),
        ("children_discussed", maybe(of.discussed)),
        ("held_by_kind", parts(SessionKind::ALL.iter().map(|one| one.code()).collect(), &of.by_kind)),
    ])
}

/// Rows by month and by worker.
fn rows(measures: &Measures) -> Rows<'_, Figures> {
    let Measures { by_month, by_worker, total: whole, .. } = measures;
    Rows { by_month, by_worker, whole }
}

fn session_row(one: &Measured) -> SessionRow<'_> {
    let cancelled_by = match &one.session.outcome {
        Outcome::Cancelled { by, .. } => by.map(CancelledBy::code),
        Outcome::Planned | Outcome::Held { .. } | Outcome::Missed { .. } => None,
    };
    let written = one.written.as_ref();
    let signed = written.filter(|written| written.signed);
    SessionRow {
        reference: one.session.id.to_string(),
        worker: one.worker.as_str(),
        on: one.on,
        status: one.fate.code(),
        kind: one.session.kind.code(),
        counted: one.counted,
        planned_for: one.session.planned_for,
        held_on: one.session.held_on(),
        late: one.late,
        minutes: one.minutes(),
        days_since_last: one.days_since_last,
        cancelled_by,
        reason: Some(one.reason()).filter(|words| !words.is_empty()),
        written_up: signed.is_some(),
        shared_on: written.and_then(|written| written.shared_on),
        shared_in_time: one.shared_in_time,
        agreed_on: written.and_then(|written| written.agreed_on),
        agreed_in_time: one.agreed_in_time,
        functions: signed.map(|written| written.functions.iter().map(|one| one.code()).collect()),
        children: written.map(|written| written.children.iter().map(Reference::as_str).collect()),
    }
}

fn unmet_row(one: &Unmet) -> UnmetRow<'_> {
    UnmetRow {
        worker: one.worker.as_str(),
        due_on: one.judged.due_on,
        outcome: one.judged.outcome.code(),
        rule: one.judged.rule.code(),
        because: one.because.code(),
    }
}

/// As JSON, in the manner of `compliance`: figures, a row for each month and worker, and the lists behind them.
pub fn as_json(asked: Asked<'_>, measures: &Measures) -> String {
    json(&Whole {
        from: measures.from,
        to: measures.until,
        as_of: asked.as_of,
        policy: asked.policy,
        figures: figures(&measures.total),
        by_month: measures
            .by_month
            .iter()
            .map(|(first, row)| MonthRow { month: month(*first), figures: figures(row) })
            .collect(),
        by_worker: measures
            .by_worker
            .iter()
            .map(|(worker, row)| WorkerRow { worker: worker.as_str(), figures: figures(row) })
            .collect(),
        sessions: measures.sessions.iter().map(session_row).collect(),
        unmet_dates: measures.unmet.iter().map(unmet_row).collect(),
    })
}

/// As CSV: a row for every month or worker, and none for the whole: whoever adds the rows up would count it twice. What is
/// nested in JSON stands in columns of its own, named by both keys.
pub fn as_csv(measures: &Measures, by: By) -> String {
    let whole = flat(&measures.total);
    let headings: Vec<&str> = [by.key()].into_iter().chain(whole.iter().map(|(key, _)| key.as_str())).collect();
    let cells = |(name, row)| [name].into_iter().chain(flat(row).into_iter().map(|(_, cell)| cell));
    comma::rows(&headings, by.keyed(&rows(measures)).into_iter().map(cells))
}

/// The figures in one level, `cancelled_by_supervisor`, the same keys whatever is known.
fn flat(of: &Figures) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    for (key, figure) in figures(of).0 {
        match figure {
            Figure::Whole(number) => {
                cells.push((key.to_owned(), number.map(|one| one.to_string()).unwrap_or_default()));
            }
            Figure::Tenths(tenths) => cells.push((key.to_owned(), one_place(tenths))),
            Figure::Parts(Some(parts)) => {
                cells.extend(parts.into_iter().map(|(part, count)| (format!("{key}_{part}"), count.to_string())));
            }
            Figure::Parts(None) => {
                cells.extend(Function::ALL.iter().map(|part| (format!("{key}_{}", part.code()), String::new())));
            }
        }
    }
    cells
}

/// For people: the whole in a few lines, a table by month or worker, and what did not take place with its reason.
/// `name` gives a worker's name where it is known.
pub fn as_table(
    asked: Asked<'_>,
    measures: &Measures,
    by: By,
    name: impl Fn(&Reference) -> Option<String>,
    layout: Layout,
) -> String {
    let mut table = Table::new(&[
        (by.heading(), Side::Left),
        ("Name", Side::Left),
        ("Held", Side::Right),
        ("Late", Side::Right),
        ("Missed", Side::Right),
        ("Called off", Side::Right),
        ("Not settled", Side::Right),
        ("Minutes", Side::Right),
        ("Days apart", Side::Right),
        ("Shared in time", Side::Right),
        ("Agreed in time", Side::Right),
        ("Children", Side::Right),
    ]);
    by.fill(&mut table, &rows(measures), &name, |of| {
        let counts = [of.held, of.late, of.missed, of.cancelled, of.not_settled].map(|count| count.to_string());
        let rest = [
            one_place(of.average_minutes()),
            one_place(of.average_days_between()),
            fraction(of.shared),
            fraction(of.agreed),
            of.discussed.map(|count| count.to_string()).unwrap_or_default(),
        ];
        counts.into_iter().chain(rest).collect()
    });
    format!("{}\n{}{}", headline(asked, measures), table.render(layout), not_held(measures, &name))
}

/// A mean to one place; blank where there is none.
fn one_place(tenths: Option<u64>) -> String {
    tenths.map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)).unwrap_or_default()
}

/// `7 of 9`; blank where nothing is decided.
fn fraction(of: Option<(u32, u32)>) -> String {
    of.filter(|(_, of)| *of > 0).map(|(kept, of)| format!("{kept} of {of}")).unwrap_or_default()
}

fn headline(asked: Asked<'_>, measures: &Measures) -> String {
    let of = &measures.total;
    let span = date_words::range(measures.from, measures.until);
    let mut text = format!(
        "{span}: {} held, {} of them late; {} missed, {} called off.\n",
        counted(of.held, "session", "sessions"),
        of.late,
        of.missed,
        of.cancelled
    );
    if of.cancelled > 0 {
        let by = ["by the supervisor", "by the worker", "by the service", "by whom is not recorded"];
        let named = by.iter().zip(of.cancelled_by).filter(|(_, count)| *count > 0);
        let named: Vec<String> = named.map(|(by, count)| format!("{count} {by}")).collect();
        let _ = writeln!(text, "Called off: {}.", named.join(", "));
    }
    if of.unmet > 0 {
        let named = Because::ALL.iter().zip(of.unmet_because).filter(|(_, count)| *count > 0);
        let named: Vec<String> = named.map(|(because, count)| format!("{}, {count}", because.words())).collect();
        let dates = counted(of.unmet, "date was not met", "dates were not met");
        let _ = writeln!(text, "{dates}: {}.", named.join("; "));
    }
    if let Some(functions) = of.functions {
        let named: Vec<String> =
            Function::ALL.iter().zip(functions).map(|(one, count)| format!("{} {count}", one.words())).collect();
        let _ = writeln!(text, "Of {} written up: {}.", of.written_up, named.join(", "));
    }
    let others = SessionKind::ALL.iter().zip(of.by_kind).map(|(kind, count)| format!("{} {count}", kind.words()));
    let _ = writeln!(text, "Held of each kind: {}.", others.collect::<Vec<_>>().join(", "));
    text.push_str("Each session counts on the day it was held; compliance counts each date that fell due.\n");
    let _ = writeln!(text, "As known on {}, by the policy {}.", date_words::long(asked.as_of), asked.policy);
    text
}

/// What did not take place, each with who and why.
fn not_held(measures: &Measures, name: impl Fn(&Reference) -> Option<String>) -> String {
    let mut text = String::new();
    for one in measures.sessions.iter().filter(|one| one.counted && one.fate != Fate::Held) {
        let who = name(&one.worker).map(|name| format!(" {name}")).unwrap_or_default();
        let what = match &one.session.outcome {
            Outcome::Cancelled { by: Some(by), .. } => format!("called off by {}", by.words()),
            Outcome::Cancelled { by: None, .. } => "called off".to_owned(),
            Outcome::Missed { .. } => "missed".to_owned(),
            Outcome::Planned | Outcome::Held { .. } => "planned, and nothing said since".to_owned(),
        };
        let why = if one.reason().is_empty() { String::new() } else { format!(": {}", one.reason()) };
        let line = format!("{} {} {}{who}, {what}{why}", one.session.id, date_words::long(one.on), one.worker);
        let _ = writeln!(text, "  {}", super::clean::line(&line));
    }
    if text.is_empty() { text } else { format!("\nDid not take place:\n{text}") }
}
