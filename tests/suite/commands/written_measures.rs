//! What was written of sessions, against an independent count: shared and agreed in time, what it was about, the children
//! thought about, how far apart. Counted here from each worker's own file as `export worker` lets it out, with working days
//! and the form read by hand, and by nothing of the program's own.

use super::Office;
use crate::by_hand::working_days_after;
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const DAY: &str = "2026-11-23";
const FROM: &str = "2025-11-24";
const TO: &str = "2026-11-20";

/// Working days in which the made-up team's policy wants a record shared, and then agreed.
const SHARED_WITHIN: usize = 5;
const AGREED_WITHIN: usize = 10;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Whether it was done by the limit; nothing while it still can be.
fn in_time(from: NaiveDate, days: usize, done: Option<NaiveDate>) -> Option<bool> {
    let last = working_days_after(from, days);
    match done {
        Some(on) => Some(on <= last),
        None => (day(DAY) > last).then_some(false),
    }
}

/// The functions of supervision that each field of the form stands under.
fn functions_of_fields() -> BTreeMap<String, Vec<String>> {
    let form: toml::Table = include_str!("../../../assets/forms/supervision.toml").parse().unwrap();
    let mut of = BTreeMap::new();
    for section in form["section"].as_array().unwrap() {
        let text = |value: &toml::Value| value.as_str().unwrap().to_owned();
        let functions: Vec<String> = section["functions"].as_array().unwrap().iter().map(text).collect();
        for field in section["field"].as_array().unwrap() {
            of.insert(text(&field["key"]), functions.clone());
        }
    }
    of
}

/// One session that was held, by this road.
struct Held {
    worker: String,
    on: NaiveDate,
    minutes: Option<u64>,
    days_since_last: Option<i64>,
    shared_in_time: Option<bool>,
    agreed_in_time: Option<bool>,
    written: bool,
    functions: BTreeSet<String>,
    children: usize,
}

fn step(record: &Value, which: &[&str]) -> Option<NaiveDate> {
    let steps = record["steps"].as_array().unwrap();
    steps.iter().find(|one| which.contains(&one["what"].as_str().unwrap())).map(|one| day(one["on"].as_str().unwrap()))
}

/// Everything that was held of one worker, from the first day on.
fn held_of(office: &Office, worker: &str, fields: &BTreeMap<String, Vec<String>>) -> BTreeMap<String, Held> {
    let file = office.json(&["export", "worker", worker, "--format", "json", "--as-of", DAY])["content"].take();
    let records: BTreeMap<&str, &Value> = file["records"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["form"] == "supervision" && step(one, &["withdrawn"]).is_none())
        .map(|one| (one["session"].as_str().unwrap(), one))
        .collect();
    let mut sessions: Vec<&Value> = file["sessions"].as_array().unwrap().iter().collect();
    sessions.retain(|one| one["kind"] == "one_to_one" && one["status"] == "held");
    sessions.sort_by_key(|one| one["held_on"].as_str().unwrap());
    let mut last = None;
    let mut all = BTreeMap::new();
    for session in sessions {
        let (reference, on) = (session["reference"].as_str().unwrap(), day(session["held_on"].as_str().unwrap()));
        let record = records.get(reference);
        let shared = record.and_then(|one| step(one, &["shared"]));
        let agreed = record.and_then(|one| step(one, &["agreed", "agreed_with_comment"]));
        let answers = record.map_or_else(Vec::new, |one| one["answers"].as_array().unwrap().clone());
        let keys = answers.iter().filter_map(|one| fields.get(one["field"].as_str().unwrap()));
        let held = Held {
            worker: worker.to_owned(),
            on,
            minutes: session["minutes"].as_u64(),
            days_since_last: last.map(|last: NaiveDate| (on - last).num_days()),
            shared_in_time: record.and_then(|_| in_time(on, SHARED_WITHIN, shared)),
            agreed_in_time: shared.and_then(|shared| in_time(shared, AGREED_WITHIN, agreed)),
            written: record.is_some(),
            functions: keys.flatten().cloned().collect(),
            children: record.map_or(0, |one| one["children"].as_array().unwrap().len()),
        };
        last = Some(on);
        all.insert(reference.to_owned(), held);
    }
    all
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or(0)).unwrap()
}

/// A row's figures against the sessions that belong to it.
fn agrees(row: &Value, of: &[&Held], which: &str) {
    let count = |want: &dyn Fn(&Held) -> bool| of.iter().filter(|one| want(one)).count();
    let figures = [
        ("held", of.len()),
        ("lengths_recorded", count(&|one| one.minutes.is_some())),
        ("minutes", of.iter().filter_map(|one| one.minutes).map(|one| usize::try_from(one).unwrap()).sum()),
        ("intervals", count(&|one| one.days_since_last.is_some())),
        ("written_up", count(&|one| one.written)),
        ("shared_in_time", count(&|one| one.shared_in_time == Some(true))),
        ("shared_of", count(&|one| one.shared_in_time.is_some())),
        ("agreed_in_time", count(&|one| one.agreed_in_time == Some(true))),
        ("agreed_of", count(&|one| one.agreed_in_time.is_some())),
        ("children_discussed", of.iter().map(|one| one.children).sum()),
    ];
    for (name, counted) in figures {
        assert_eq!(number(&row[name]), counted, "{name} of {which}");
    }
    for function in ["management", "development", "support", "mediation"] {
        let touched = count(&|one| one.functions.contains(function));
        assert_eq!(number(&row["functions"][function]), touched, "{function} of {which}");
    }
    let longest = of.iter().filter_map(|one| one.days_since_last).max();
    assert_eq!(row["longest_days_between"].as_i64(), longest, "{which}");
}

#[test]
fn what_was_written_of_two_hundred_sessions_agrees_with_a_count_of_the_workers_files() {
    let office = Office::empty();
    office.run(&["--as-of", DAY, "demo", "--seed", "7", "--no-open"]).ok();
    let measures = office.json(&["supervision", "--from", FROM, "--to", TO, "--format", "json", "--as-of", DAY]);
    let rows = measures["sessions"].as_array().unwrap();
    assert!(rows.len() >= 200, "{} sessions", rows.len());

    let fields = functions_of_fields();
    let mut held: BTreeMap<String, Held> = BTreeMap::new();
    for row in measures["by_worker"].as_array().unwrap() {
        held.extend(held_of(&office, row["worker"].as_str().unwrap(), &fields));
    }
    held.retain(|_, one| (day(FROM)..=day(TO)).contains(&one.on));

    // Each session by itself.
    let listed: Vec<&Value> = rows.iter().filter(|one| one["counted"] == true && one["status"] == "held").collect();
    assert_eq!(listed.len(), held.len());
    for row in listed {
        let one = &held[row["reference"].as_str().unwrap()];
        let said = (row["days_since_last"].as_i64(), row["shared_in_time"].as_bool(), row["agreed_in_time"].as_bool());
        assert_eq!(said, (one.days_since_last, one.shared_in_time, one.agreed_in_time), "{row}");
    }
    // The whole, each worker and each month.
    let of = |keep: &dyn Fn(&Held) -> bool| -> Vec<&Held> { held.values().filter(|one| keep(one)).collect() };
    agrees(&measures, &of(&|_| true), "the whole");
    for row in measures["by_worker"].as_array().unwrap() {
        let worker = row["worker"].as_str().unwrap();
        agrees(row, &of(&|one| one.worker == worker), worker);
    }
    for row in measures["by_month"].as_array().unwrap() {
        let month = row["month"].as_str().unwrap();
        agrees(row, &of(&|one| one.on.to_string().starts_with(month)), month);
    }
    // Something of every sort was there to be counted.
    assert!(number(&measures["shared_of"]) > number(&measures["shared_in_time"]));
    assert!(number(&measures["agreed_of"]) > number(&measures["agreed_in_time"]));
    assert!(held.values().any(|one| !one.written) && number(&measures["functions"]["mediation"]) > 0);
}
