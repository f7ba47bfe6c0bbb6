//! Insight's figures of oversight over a made-up team, against a count of what each child's own document says: how lately,
//! checkpoints, directions looked at again, and the child's voice. Working days and limits are counted by hand.

use crate::by_hand::{next_working_day, working_days_after};
use chrono::{DateTime, Days, Months, NaiveDate};
use footprint::practice::reference::ChildId;
use footprint::store::Store;
use footprint::workbench::Configuration;
use footprint::workbench::act::export::LeavesTo;
use footprint::workbench::act::take_out::{Takes, WrittenAs};
use footprint::workbench::demo::{Size, make};
use footprint::workbench::desk::Desk;
use footprint::workbench::message::{InsightGroup, InsightOpens, InsightPage, InsightView, Worth};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// The working days on which the made-up team's policy has a manager look at an assessment.
const CHECKPOINTS: [u64; 4] = [1, 8, 20, 40];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn date(value: &Value) -> Option<NaiveDate> {
    value.as_str().map(day)
}

const TODAY: &str = "2026-11-20";

/// The documents of the children who are open, by their place in the file.
fn documents(desk: &mut Desk) -> BTreeMap<ChildId, Value> {
    let children = desk.store().children().unwrap();
    let mut all = BTreeMap::new();
    for child in children {
        let bytes = desk.take_out(Takes::Child(child.id), WrittenAs::Json, &LeavesTo::Output).unwrap();
        let mut document: Value = serde_json::from_slice(&bytes).unwrap();
        let content = document["content"].take();
        if content["status"].as_str().is_some_and(|status| status != "closed") {
            all.insert(child.id, content);
        }
    }
    all
}

/// Records of oversight that stand, oldest first.
fn standing(child: &Value) -> Vec<&Value> {
    let records = child["records"].as_array().unwrap().iter();
    let mut records: Vec<&Value> =
        records.filter(|one| one["withdrawn"] == false && one["form"] == "oversight").collect();
    let number = |one: &Value| one["reference"].as_str().unwrap()[1..].parse::<u64>().unwrap();
    records.sort_by_key(|one| (date(&one["decided_on"]), number(one)));
    records
}

fn group<'a>(page: &'a InsightPage, title: &str) -> &'a InsightGroup {
    page.groups.iter().find(|group| group.title == title).unwrap_or_else(|| panic!("no {title}"))
}

/// A figure's number, and of how many; the list behind it is as long as it says.
fn figure(group: &InsightGroup, words: &str) -> (usize, usize) {
    let Some(one) = group.figures.iter().find(|one| one.words == words) else { return (0, 0) };
    assert!(one.rows.iter().all(|row| *row < group.rows.len()), "{words}");
    let number = if let Worth::Kept(kept) = one.worth { kept } else { one.rows.len() };
    (number, one.rows.len())
}

fn lately(page: &InsightPage, children: &BTreeMap<ChildId, Value>) {
    let since = day(TODAY) - Months::new(1);
    let mut by_status: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for child in children.values() {
        let last = standing(child).iter().filter_map(|one| date(&one["decided_on"])).max();
        let counts = by_status.entry(child["status"].as_str().unwrap()).or_default();
        counts.0 += usize::from(last.is_some_and(|on| on > since));
        counts.1 += 1;
    }
    let group = group(page, "OVERSIGHT IN THE LAST MONTH");
    let mut counted: Vec<(usize, usize)> = by_status.into_values().collect();
    let mut told: Vec<(usize, usize)> = group.figures.iter().map(|one| figure(group, &one.words)).collect();
    counted.sort_unstable();
    told.sort_unstable();
    assert_eq!(told, counted);
}

fn checkpoints(page: &InsightPage, children: &BTreeMap<ChildId, Value>) {
    let mut counted = [0; 3];
    for child in children.values() {
        let assessments = child["assessments"].as_array().unwrap();
        for one in assessments {
            let (start, end) = (date(&one["start"]).unwrap(), date(&one["end"]));
            let next = assessments.iter().filter_map(|one| date(&one["start"])).filter(|on| *on > start).min();
            for number in CHECKPOINTS {
                let due = working_days_after(start, usize::try_from(number).unwrap());
                let of_it = |record: &&&Value| record["checkpoint_day"].as_u64() == Some(number);
                let days = standing(child);
                let met = days.iter().filter(of_it).filter_map(|record| date(&record["decided_on"]));
                let met = met.filter(|on| *on >= start && next.is_none_or(|next| *on < next)).min();
                if due < page.from || due >= day(TODAY) || (met.is_none() && end.is_some_and(|end| due > end)) {
                    continue;
                }
                counted[met.map_or(2, |on| usize::from(on > due))] += 1;
            }
        }
    }
    let group = group(page, "CHECKPOINTS OF ASSESSMENTS");
    assert_eq!(["met on time", "met late", "not met"].map(|words| figure(group, words).0), counted);
    assert!(counted[0] > 0 && counted[1] + counted[2] > 0, "{counted:?}");
}

fn directions(page: &InsightPage, children: &BTreeMap<ChildId, Value>) {
    let mut counted = [0; 4];
    for child in children.values() {
        let records = standing(child);
        for (place, record) in records.iter().enumerate() {
            let Some(review_on) = date(&record["answers"]["review_on"]["day"]) else { continue };
            if review_on < page.from || review_on > day(TODAY) {
                continue;
            }
            let due = next_working_day(review_on);
            let meets = |later: &&&Value| {
                later["reviews"] == record["reference"]
                    || date(&later["decided_on"]).unwrap() >= review_on - Days::new(7)
            };
            let met = records[place + 1..].iter().find(meets).and_then(|one| date(&one["decided_on"]));
            let how = match met {
                Some(on) => usize::from(on > due),
                None if due < day(TODAY) => 2,
                None => 3,
            };
            counted[how] += 1;
        }
    }
    let group = group(page, "DIRECTIONS LOOKED AT AGAIN");
    let told: Vec<usize> = group.figures.iter().map(|one| figure(group, &one.words).0).collect();
    assert_eq!(told, counted, "{:?}", group.figures.iter().map(|one| &one.words).collect::<Vec<_>>());
    assert!(counted[0] > 0 && counted[1] + counted[2] > 0, "{counted:?}");
}

/// Whether an answer says anything: text, lines, a day, or a row of actions.
fn says(answer: &Value) -> bool {
    let text = answer["text"].as_str().is_some_and(|words| !words.trim().is_empty());
    let list = |key: &str| answer[key].as_array().is_some_and(|all| !all.is_empty());
    text || list("lines") || list("actions") || answer["day"].is_string()
}

fn voice(page: &InsightPage, children: &BTreeMap<ChildId, Value>) {
    let records: Vec<&Value> = children
        .values()
        .flat_map(standing)
        .filter(|one| (page.from..=day(TODAY)).contains(&date(&one["decided_on"]).unwrap()) && one["imported"] == false)
        .collect();
    let lacking = |key: &str| records.iter().filter(|one| !says(&one["answers"][key])).count();
    let group = group(page, "WHERE THE FIVE PRINCIPLES ARE THIN");
    let voiced = records.len() - lacking("childs_words");
    assert_eq!(figure(group, "the child's words, or what was seen"), (voiced, records.len()));
    for (words, key) in [
        ("no child's words or what was seen", "childs_words"),
        ("nothing that protects", "protective_factors"),
        ("no immediate risk named", "immediate_risks"),
        ("nothing for the long run", "long_term"),
        ("no action", "action_table"),
        ("no day to look again", "review_on"),
    ] {
        assert_eq!(figure(group, words).0, lacking(key), "{words}");
    }
    assert!(records.len() > 500, "{} records", records.len());
}

#[test]
fn every_figure_of_oversight_agrees_with_a_count_of_the_childrens_own_documents() {
    let mut store = Store::in_memory().unwrap();
    let at = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
    make(&mut store, 7, day(TODAY), Size::Team, at, |_, _| ControlFlow::Continue(())).unwrap();
    let mut desk = Desk::of(store, day(TODAY), Configuration::default()).unwrap();
    let children = documents(&mut desk);
    assert!(children.len() > 100, "{} children", children.len());
    let page = desk.insight_page(InsightView::Oversight, 12).unwrap();
    lately(&page, &children);
    checkpoints(&page, &children);
    directions(&page, &children);
    voice(&page, &children);
    // What opens from a figure are these children and their records, and nobody else.
    for row in page.groups.iter().flat_map(|group| group.rows.iter()) {
        if let InsightOpens::Child(child) = row.opens {
            assert!(children.contains_key(&child));
        }
    }
}
