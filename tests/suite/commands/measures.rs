//! The measures of supervision against an independent count: what `supervision` says of a made-up team, and what comes of
//! counting the sessions that `show worker` lists and the due dates that `compliance` lists, one by one.

use super::Office;
use serde_json::Value;
use std::collections::BTreeMap;

const DAY: &str = "2026-05-26";
const FROM: &str = "2025-06-01";
const TO: &str = "2026-05-31";

fn asked(office: &Office, command: &str) -> Value {
    office.json(&[command, "--from", FROM, "--to", TO, "--format", "json", "--as-of", DAY])
}

/// One session by the other road.
struct Seen {
    worker: String,
    on: String,
    row: Value,
}

/// Every session of the period that is not to come, as `show worker` tells it.
fn seen(office: &Office, workers: &[String]) -> Vec<Seen> {
    let mut all = Vec::new();
    for worker in workers {
        let shown = office.json(&["show", "worker", worker, "--format", "json", "--as-of", DAY]);
        for row in shown["sessions"].as_array().unwrap() {
            let day = row["held_on"].as_str().or(row["planned_for"].as_str());
            let Some(on) = day.filter(|on| FROM <= *on && *on <= TO) else { continue };
            if row["status"] == "planned" && on >= DAY {
                continue;
            }
            all.push(Seen { worker: worker.clone(), on: on.to_owned(), row: row.clone() });
        }
    }
    all
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn every_measure_agrees_with_a_count_by_another_road() {
    let office = Office::team();
    let (measures, compliance) = (asked(&office, "supervision"), asked(&office, "compliance"));
    let listed = office.json(&["due", "--all", "--kind", "supervision", "--format", "json", "--as-of", DAY]);
    let mut workers: Vec<String> = Vec::new();
    for list in [&listed["items"], &compliance["by_worker"], &compliance["left_out"]] {
        for row in list.as_array().unwrap() {
            let name = row["subject"]["reference"].as_str().or(row["worker"].as_str()).unwrap();
            workers.push(name.to_owned());
        }
    }
    workers.sort();
    workers.dedup();
    let seen = seen(&office, &workers);
    assert!(seen.len() >= 200, "{} sessions", seen.len());
    let one_to_one: Vec<&Seen> = seen.iter().filter(|one| one.row["kind"] == "one_to_one").collect();
    let count = |want: &dyn Fn(&Seen) -> bool| one_to_one.iter().filter(|one| want(one)).count();
    let status = |wanted: &'static str| count(&move |one: &Seen| one.row["status"] == wanted);

    assert_eq!(number(&measures["held"]), status("held"));
    assert_eq!(number(&measures["missed"]), status("missed"));
    assert_eq!(number(&measures["cancelled"]), status("cancelled"));
    assert_eq!(number(&measures["not_settled"]), status("planned"));
    for by in ["supervisor", "supervisee", "service"] {
        let counted = count(&|one: &Seen| one.row["status"] == "cancelled" && one.row["cancelled_by"] == by);
        assert_eq!(number(&measures["cancelled_by"][by]), counted, "{by}");
    }
    for kind in ["one_to_one", "group", "joint", "informal"] {
        let counted = seen.iter().filter(|one| one.row["status"] == "held" && one.row["kind"] == kind).count();
        assert_eq!(number(&measures["held_by_kind"][kind]), counted, "{kind}");
    }

    let minutes: Vec<u64> = one_to_one.iter().filter_map(|one| one.row["minutes"].as_u64()).collect();
    let sum = minutes.iter().sum::<u64>();
    assert_eq!(measures["minutes"].as_u64().unwrap(), sum);
    assert_eq!(number(&measures["lengths_recorded"]), minutes.len());
    let mean = f64::from(u32::try_from(sum).unwrap()) / f64::from(u32::try_from(minutes.len()).unwrap());
    assert!((measures["average_minutes"].as_f64().unwrap() - mean).abs() <= 0.0501, "{mean}");

    // Late are the days on which a due date was met late, whenever that date was.
    let whole_life =
        office.json(&["compliance", "--from", "2015-01-01", "--to", "2027-01-01", "--format", "json", "--as-of", DAY]);
    let late = whole_life["obligations"].as_array().unwrap().iter().filter(|one| {
        let on = one["held_on"].as_str().unwrap_or("");
        one["outcome"] == "late" && (FROM..=TO).contains(&on)
    });
    assert_eq!(number(&measures["late"]), late.count());
    let due = compliance["obligations"].as_array().unwrap();
    let unmet = due.iter().filter(|one| one["outcome"] == "missed" || one["outcome"] == "outstanding").count();
    assert_eq!(number(&measures["unmet"]), unmet);
    assert_eq!(measures["unmet_dates"].as_array().unwrap().len(), unmet);
    assert!(unmet > 0 && number(&measures["late"]) > 0, "nothing was put to the test");

    // Each row has what its own sessions have.
    for row in measures["by_worker"].as_array().unwrap() {
        let worker = row["worker"].as_str().unwrap();
        assert_eq!(
            number(&row["held"]),
            count(&|one: &Seen| one.worker == worker && one.row["status"] == "held"),
            "{worker}"
        );
    }
    for row in measures["by_month"].as_array().unwrap() {
        let month = row["month"].as_str().unwrap();
        assert_eq!(
            number(&row["held"]),
            count(&|one: &Seen| one.on.starts_with(month) && one.row["status"] == "held"),
            "{month}"
        );
    }
    assert_eq!(measures["by_month"].as_array().unwrap().len(), 12);
}

#[test]
fn every_figure_is_the_length_of_the_list_beside_it() {
    let office = Office::team();
    let measures = asked(&office, "supervision");
    let sessions = measures["sessions"].as_array().unwrap();
    let counted: Vec<&Value> = sessions.iter().filter(|one| one["counted"] == true).collect();
    let of = |want: &dyn Fn(&Value) -> bool| counted.iter().filter(|one| want(one)).count();
    for status in ["held", "missed", "cancelled", "not_settled"] {
        assert_eq!(number(&measures[status]), of(&|one| one["status"] == status), "{status}");
    }
    assert_eq!(number(&measures["late"]), of(&|one| one["late"] == true));
    assert_eq!(number(&measures["written_up"]), of(&|one| one["written_up"] == true));
    assert_eq!(number(&measures["intervals"]), of(&|one| !one["days_since_last"].is_null()));
    let days: u64 = counted.iter().filter_map(|one| one["days_since_last"].as_u64()).sum();
    let mean =
        f64::from(u32::try_from(days).unwrap()) / f64::from(u32::try_from(number(&measures["intervals"])).unwrap());
    assert!((measures["average_days_between"].as_f64().unwrap() - mean).abs() <= 0.0501, "{mean}");
    let mut because: BTreeMap<&str, usize> = BTreeMap::new();
    for one in measures["unmet_dates"].as_array().unwrap() {
        *because.entry(one["because"].as_str().unwrap()).or_default() += 1;
    }
    for (key, count) in measures["unmet_because"].as_object().unwrap() {
        assert_eq!(number(count), because.get(key.as_str()).copied().unwrap_or(0), "{key}");
    }
    assert_eq!(measures["shared_in_time"], Value::Null, "nothing has been written up");
}

#[test]
fn a_period_that_ends_before_it_begins_is_a_wrong_argument_and_rows_are_by_month_or_worker() {
    let office = Office::team();
    let said = office.run(&["supervision", "--from", "2026-05-02", "--to", "2026-05-01"]).code(2);
    assert!(said.contains("before it begins"), "{said}");
    let csv = |by: &str| {
        let line = ["supervision", "--from", FROM, "--to", TO, "--as-of", DAY, "--by", by, "--format", "csv"];
        office.run(&line).ok()
    };
    assert!(csv("month").starts_with("month,held,late,missed,cancelled,not_settled,cancelled_by_supervisor,"));
    assert_eq!(csv("month").lines().count(), 13, "a heading and twelve months: the whole would be counted twice");
    assert!(csv("worker").lines().last().unwrap().starts_with("W0"));
    let table = office.run(&["supervision", "--from", FROM, "--to", TO, "--as-of", DAY]).ok();
    assert!(table.contains("Did not take place:") && table.contains("1 June 2025 to 31 May 2026"), "{table}");
}
