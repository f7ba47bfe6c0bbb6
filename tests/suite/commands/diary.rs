//! The diary that `calendar` takes out, read back: by a strict reader of our own, and by a parser that is not ours where one
//! is to be had.

use super::Office;
use super::strangers::other_reader;
use crate::left_out::left_out;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

const DAY: &str = "2026-05-26";

/// One event's properties, by name with parameters.
type Event = BTreeMap<String, String>;

/// Reads as the standard says: lines end in CRLF, none is over 75 octets, a space goes on with the one before.
fn events(text: &str) -> Vec<Event> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().unwrap().push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    assert_eq!(lines[..2], ["BEGIN:VCALENDAR", "VERSION:2.0"]);
    assert_eq!(lines.last().unwrap(), "END:VCALENDAR");
    let mut events: Vec<Event> = Vec::new();
    let mut open = false;
    for line in &lines {
        match line.as_str() {
            "BEGIN:VEVENT" => {
                open = true;
                events.push(Event::new());
            }
            "END:VEVENT" => open = false,
            line if open => {
                let (name, value) = line.split_once(':').unwrap();
                let before = events.last_mut().unwrap().insert(name.to_owned(), value.to_owned());
                assert_eq!(before, None, "{name} twice");
            }
            _ => {}
        }
    }
    events
}

fn booked(office: &Office) -> Office {
    let office = office.copied();
    let file = office.write(
        "booked.csv",
        "worker,status,planned_for\nW002,planned,2026-06-02\nW003,planned,2026-05-26\nW004,planned,2026-05-25\n",
    );
    office.run(&["--as-of", DAY, "import", "sessions", &file]).ok();
    office
}

#[test]
fn every_booking_and_every_due_date_is_one_entry_and_none_names_a_child() {
    let office = booked(&Office::team());
    let found = events(&office.run(&["calendar", "--as-of", DAY]).ok());
    let due = office.json(&["due", "--all", "--format", "json", "--as-of", DAY]);
    let items = due["items"].as_array().unwrap();
    let mut wanted: Vec<String> =
        items.iter().filter_map(|item| item["due_on"].as_str()).map(|on| on.replace('-', "")).collect();
    let mut dates: Vec<String> =
        found.iter().filter(|one| one["CATEGORIES"] == "Due").map(|one| one["DTSTART;VALUE=DATE"].clone()).collect();
    wanted.sort();
    dates.sort();
    assert_eq!(dates, wanted);
    assert!(dates.len() > 20, "{}", dates.len());

    let planned: BTreeSet<String> = found
        .iter()
        .filter(|one| one["CATEGORIES"] == "Supervision")
        .map(|one| one["DTSTART;VALUE=DATE"].clone())
        .collect();
    assert!(planned.contains("20260602") && planned.contains("20260526"), "{planned:?}");
    assert!(!planned.contains("20260525"), "what is past is not booked");

    let uids: BTreeSet<&String> = found.iter().map(|one| &one["UID"]).collect();
    assert_eq!(uids.len(), found.len(), "an identity belongs to one entry");
    let again = events(&office.run(&["calendar", "--as-of", "2026-05-27"]).ok());
    let again: BTreeSet<&String> = again.iter().map(|one| &one["UID"]).collect();
    assert!(uids.intersection(&again).count() * 10 > uids.len() * 9, "and stays the same the next day");

    let children: Vec<(&str, &str)> = items
        .iter()
        .filter(|item| item["subject"]["type"] == "child")
        .map(|item| (item["subject"]["reference"].as_str().unwrap(), item["subject"]["name"].as_str().unwrap()))
        .collect();
    for one in &found {
        let summary = &one["SUMMARY"];
        // A child and a worker may share a name; what is a child's has none of it.
        if one["UID"].contains("-child-") {
            let words: BTreeSet<&str> = summary.split([' ', ',']).collect();
            let (reference, name) = children.iter().find(|(reference, _)| words.contains(reference)).unwrap();
            assert!(!name.split(' ').any(|part| part != *reference && words.contains(part)), "{summary}");
        }
    }
}

#[test]
fn it_is_written_whole_over_nothing_unless_told_and_leaves_its_row() {
    let office = booked(&Office::team());
    let file = office.path("diary.ics");
    let line = ["calendar", "--as-of", DAY, "-o", file.to_str().unwrap()];
    assert_eq!(office.run(&line).ok(), "");
    assert!(std::fs::read_to_string(&file).unwrap().contains("Confidential"));
    let said = office.run(&line).code(1);
    assert!(said.contains("--force"), "{said}");
    office.run(&[&line[..], &["--force"]].concat()).ok();
    let trail = office.json(&["audit", "--format", "json"]);
    let exports = trail.as_array().unwrap().iter().filter(|row| row["act"] == "export");
    assert_eq!(exports.count(), 2);
    assert_eq!(office.run(&["calendar", "--force"]).code.unwrap(), 2);
}

const OTHER: &str = "
import json, sys, icalendar
found = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
rows = [[str(e['UID']), str(e['SUMMARY']), e['DTSTART'].dt.isoformat()] for e in found.walk('VEVENT')]
print(json.dumps(rows))
";

#[test]
fn another_parser_reads_the_same() {
    let Some(python) = other_reader("icalendar") else {
        return left_out("other-reader", "python3 has no icalendar");
    };
    let office = booked(&Office::team());
    let file = office.path("diary.ics");
    office.run(&["calendar", "--as-of", DAY, "-o", file.to_str().unwrap()]).ok();
    let done = Command::new(&python).args(["-c", OTHER, file.to_str().unwrap()]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let read: Value = serde_json::from_slice(&done.stdout).unwrap();
    let ours = events(&std::fs::read_to_string(&file).unwrap());
    let theirs: BTreeMap<&str, &str> =
        read.as_array().unwrap().iter().map(|row| (row[0].as_str().unwrap(), row[1].as_str().unwrap())).collect();
    assert_eq!(theirs.len(), ours.len());
    for one in &ours {
        assert_eq!(theirs[one["UID"].as_str()], one["SUMMARY"].replace("\\,", ",").replace("\\;", ";"));
    }
}
