//! The made-up team, reckoned elsewhere under four policies: imported and asked about through the program's own
//! commands, and compared item by item.

use super::{Office, case};
use rstest::rstest;
use serde_json::Value;

#[rstest]
#[case("barnet")]
#[case("herefordshire")]
#[case("national-employer-standards")]
#[case("practice-fundamentals")]
fn the_team_is_reckoned_as_an_independent_reckoning_has_it(#[case] policy: &str) {
    let expected = std::fs::read_to_string(case(&format!("team-seven/expected-{policy}.json"))).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let day = expected["as_of"].as_str().unwrap();
    let office = Office::empty();
    office.run(&["init", "--policy", policy]).ok();
    for what in ["workers", "absences", "sessions", "children", "oversight"] {
        office.run(&["--as-of", day, "import", what, &case(&format!("team-seven/{what}.csv"))]).ok();
    }

    let due = office.json(&["due", "--all", "--format", "json", "--as-of", day]);
    assert_eq!((due["as_of"].as_str(), due["policy"].as_str()), (Some(day), Some(policy)));
    let items = due["items"].as_array().unwrap();
    compare(&expected["supervision"], items, "worker", |item| item["kind"] == "supervision");
    let timed = |item: &Value| item["kind"] == "checkpoint" || item["kind"] == "assessment_limit";
    compare(&expected["checkpoints"], items, "child", timed);

    let [from, to] = [0, 1].map(|end| expected["compliance_period"][end].as_str().unwrap());
    let compliance = office.json(&["compliance", "--from", from, "--to", to, "--format", "json", "--as-of", day]);
    for (key, value) in expected["compliance"].as_object().unwrap() {
        assert_eq!(&compliance[key], value, "{key}");
    }
}

/// Compares what is expected with what is owed of some kinds, whatever the order: nothing lacking, nothing beyond.
#[track_caller]
fn compare(expected: &Value, items: &[Value], subject: &str, wanted: impl Fn(&Value) -> bool) {
    let sorted = |mut rows: Vec<String>| {
        rows.sort();
        rows
    };
    let expected = expected.as_array().unwrap();
    assert!(!expected.is_empty());
    let keys: Vec<&String> = expected[0].as_object().unwrap().keys().collect();
    let row = |value: &Value| {
        let cell = |key: &String| {
            let found = if key == subject && value.get(subject).is_none() {
                assert_eq!(value["subject"]["type"], subject);
                &value["subject"]["reference"]
            } else {
                &value[key]
            };
            format!("{key} {found}")
        };
        keys.iter().map(|key| cell(key)).collect::<Vec<_>>().join(", ")
    };
    let expected = sorted(expected.iter().map(row).collect());
    let found = sorted(items.iter().filter(|item| wanted(item)).map(row).collect());
    for (expected, found) in expected.iter().zip(&found) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}
