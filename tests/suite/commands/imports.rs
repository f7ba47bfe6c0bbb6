//! What is brought in: all of it or none, said before it is written, and nothing changed by a second time.

use super::{Office, case};
use rstest::rstest;

/// Everything that can be asked of the team, to compare before and after.
fn everything(office: &Office) -> Vec<String> {
    let day = ["--as-of", "2026-05-26"];
    [
        &["due", "--all", "--format", "json"][..],
        &["actions", "--format", "json"],
        &["drafts", "--format", "json"],
        &["compliance", "--from", "2025-01-01", "--to", "2026-05-31", "--format", "json"],
    ]
    .iter()
    .map(|arguments| office.run(&[arguments, &day[..]].concat()).ok())
    .collect()
}

#[test]
fn a_second_import_of_the_same_files_changes_nothing() {
    let office = Office::team();
    let before = everything(&office);
    for what in ["workers", "absences", "sessions", "children", "oversight"] {
        let file = case(&format!("team-seven/{what}.csv"));
        let report = office.json(&["--as-of", "2026-05-26", "import", what, &file, "--format", "json"]);
        assert_eq!(report["new"], serde_json::json!([]), "{what}");
        assert_eq!(report["changed"], serde_json::json!([]), "{what}");
    }
    assert_eq!(everything(&office), before);
    office.run(&["verify"]).ok();
}

#[test]
fn a_dry_run_says_what_would_change_and_writes_nothing() {
    let office = Office::team();
    let before = everything(&office);
    let audit = office.run(&["audit", "--format", "json"]).ok();
    let table = office.write("workers.csv", "reference,name,role,joined_on\nW999,Ann Roe,student,2026-01-05\n");
    let arguments = ["--as-of", "2026-05-26", "import", "workers", &table, "--dry-run", "--format", "json"];
    let report = office.json(&arguments);
    assert_eq!((&report["written"], report["new"].as_array().unwrap().len()), (&false.into(), 1));
    assert_eq!(everything(&office), before);
    assert_eq!(office.run(&["audit", "--format", "json"]).ok(), audit);
}

#[test]
fn one_bad_row_imports_nothing_and_is_named() {
    let office = Office::new();
    let table = office.write(
        "workers.csv",
        "reference,name,role,joined_on\nW1,Ann Roe,student,2026-01-05\nW2,Bo Lee,wizard,2026-02-30\n",
    );
    let said = office.run(&["import", "workers", &table]).code(1);
    for part in ["workers.csv", "row 3", "role", "wizard", "joined_on", "2026-02-30", "--skip-bad-rows"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    office.run(&["import", "workers", &table, "--dry-run"]).code(1);
    office.run(&["show", "worker", "W1"]).code(1);
    let out = office.run(&["import", "workers", &table, "--skip-bad-rows"]).ok();
    assert!(out.contains("wizard"), "{out}");
    office.run(&["show", "worker", "W1"]).ok();
    office.run(&["show", "worker", "W2"]).code(1);
}

#[test]
fn oversight_as_drafts_can_be_read_reviewed_and_searched_and_meets_nothing() {
    let office = Office::team();
    let before = office.run(&["due", "--all", "--format", "json", "--as-of", "2026-05-26"]).ok();
    let table = office.write(
        "old.csv",
        "child,decided_on,reason,situation,actions\nC0001,2026-05-25,supervision,The school rang about zebras.,\
         Change: He eats | Action: Food bank | Who: Priya | By: 2026-06-04\n",
    );
    office.run(&["--as-of", "2026-05-26", "import", "oversight", &table, "--as-drafts"]).ok();
    let drafts = office.json(&["drafts", "--format", "json"]);
    let [draft] = drafts.as_array().unwrap().as_slice() else { panic!("{drafts}") };
    assert_eq!(draft["subject"], serde_json::json!({"type": "child", "reference": "C0001", "name": "Quinn Adeyemi"}));
    assert_eq!(draft["sections"]["situation"], "The school rang about zebras.");
    let reference = draft["reference"].as_str().unwrap();
    let findings = office.json(&["review", reference, "--format", "json", "--as-of", "2026-05-26"]);
    let names: Vec<&str> = findings.as_array().unwrap().iter().map(|one| one["finding"].as_str().unwrap()).collect();
    assert!(names.contains(&"section_empty") && names.contains(&"threshold_missing"), "{names:?}");
    assert!(!names.contains(&"action_missing"), "the action line is a row of the table: {names:?}");
    let found = office.json(&["search", "zebras", "--format", "json"]);
    assert_eq!((&found[0]["reference"], &found[0]["kind"]), (&reference.into(), &"draft".into()));
    assert_eq!(office.run(&["due", "--all", "--format", "json", "--as-of", "2026-05-26"]).ok(), before);
    assert!(office.run(&["show", "record", reference]).ok().contains("Food bank"));
}

#[test]
fn actions_come_in_open_and_closed_and_are_followed() {
    let office = Office::team();
    let table = office.write(
        "actions.csv",
        "child,worker,action,owner,due_on,first_due_on,status,closed_on,difference\n\
         C0001,,Ring the school,Ruth Okafor,2026-05-20,2026-05-06,open,,\n\
         ,W002,Book the training,W002,2026-06-20,,open,,\n\
         C0004,,See Tomasz alone,W020,2026-05-01,,done,2026-05-02,He told us about the dog\n",
    );
    office.run(&["--as-of", "2026-05-26", "import", "actions", &table]).ok();
    let actions = |more: &[&str]| {
        let json = office.json(&[&["actions", "--format", "json", "--as-of", "2026-05-26"], more].concat());
        let words = |one: &serde_json::Value| one["action"].as_str().unwrap().to_owned();
        json.as_array().unwrap().iter().map(words).collect::<Vec<_>>()
    };
    assert_eq!(actions(&[]), ["Ring the school", "Book the training", "See Tomasz alone"]);
    assert_eq!(actions(&["--overdue"]), ["Ring the school"]);
    assert_eq!(actions(&["--drifting"]), ["Ring the school"]);
    assert_eq!(actions(&["--closed"]), ["See Tomasz alone"]);
    assert_eq!(actions(&["--open", "--worker", "W002"]), ["Book the training"]);
    assert_eq!(actions(&["--child", "C0004", "--open"]), Vec::<String>::new());
    let all = office.json(&["actions", "--format", "json", "--as-of", "2026-05-26"]);
    assert_eq!((&all[0]["whose"], &all[0]["days_overdue"], &all[0]["redated"]), (&"mine".into(), &6.into(), &1.into()));
    assert!(all[2]["days_overdue"].is_null() && all[1]["child"].is_null());
}

#[rstest]
#[case("annex-a-sample.xlsx")]
fn the_inspection_workbook_is_enough_to_start_from(#[case] name: &str) {
    let office = Office::new();
    let arguments = ["--as-of", "2026-11-22", "import", "annex-a", &case(name), "--format", "json"];
    let report = office.json(&arguments);
    assert!(!report["new"].as_array().unwrap().is_empty() && !report["oddities"].as_array().unwrap().is_empty());
    assert!(report["unallocated"].as_u64().unwrap() > 0);
    let due = office.json(&["due", "--all", "--format", "json", "--as-of", "2026-11-22"]);
    let items = due["items"].as_array().unwrap();
    assert!(items.iter().any(|item| item["kind"] == "checkpoint"), "a checkpoint is owed");
    for item in items.iter().step_by(items.len() / 5) {
        let reference = item["subject"]["reference"].as_str().unwrap();
        let why = office.run(&["why", reference, "--as-of", "2026-11-22"]).ok();
        assert!(why.contains(item["why"].as_str().unwrap()), "{reference}: {why}");
    }
    let again = office.json(&arguments);
    assert_eq!((&again["new"], &again["changed"]), (&serde_json::json!([]), &serde_json::json!([])));
}
