//! References: the program gives every record, draft, action and session one, shows it where it is listed, and takes it
//! wherever a reference is asked for.

use super::Office;
use serde_json::Value;

/// A team with a signed record `O1` that asked for `A1`, a draft `D1`, a session `S1`, and an action of the worker's own.
fn office() -> Office {
    let office = Office::new();
    let bring = |what: &str, table: &str, more: &[&str]| {
        let file = office.write("in.csv", table);
        office.run(&[&["--as-of", DAY, "import", what, &file], more].concat()).ok();
    };
    bring("workers", "reference,name,role,joined_on\nW1,Ann Lee,social_worker,2026-01-05\n", &[]);
    bring(
        "children",
        "reference,name,status,status_since,worker,allocated_on\nC1,Ivy Ode,child_in_need,2026-01-05,W1,2026-01-05\n",
        &[],
    );
    bring("sessions", "worker,status,held_on,minutes\nW1,held,2026-05-01,60\n", &[]);
    let direction = "child,decided_on,reason,situation,actions,review_on\n\
                     C1,2026-05-04,supervision,Ivy is quiet.,Action: see Ivy alone | Who: Ann Lee | By: 2026-05-20,2026-06-04\n";
    bring("oversight", direction, &[]);
    bring("oversight", &direction.replace("2026-05-04", "2026-05-25"), &["--as-drafts"]);
    bring("actions", "worker,action,owner,due_on\nW1,read the file,Ann Lee,2026-06-01\n", &[]);
    office
}

const DAY: &str = "2026-05-26";

fn asked(office: &Office, line: &[&str]) -> Value {
    office.json(&[line, &["--as-of", DAY, "--format", "json"]].concat())
}

#[test]
fn show_record_takes_every_reference_that_the_program_gives() {
    let office = office();
    for reference in ["O1", "D1", "A1", "A2", "S1", "o1", "a2", "s1"] {
        assert_eq!(asked(&office, &["show", "record", reference])["reference"], reference.to_uppercase());
        let text = office.run(&["show", "record", reference, "--as-of", DAY]).ok();
        assert!(text.starts_with(&reference.to_uppercase()), "{text}");
    }
    let session = asked(&office, &["show", "record", "S1"]);
    assert_eq!((&session["status"], &session["worker"]["reference"]), (&Value::from("held"), &Value::from("W1")));
    assert_eq!(asked(&office, &["show", "record", "A1"])["record"], "O1");
    for nothing in ["O9", "D9", "A9", "S9"] {
        assert!(office.run(&["show", "record", nothing, "--as-of", DAY]).code(1).contains(nothing));
    }
}

#[test]
fn where_a_child_or_a_worker_is_asked_for_what_is_about_them_leads_there() {
    let office = office();
    for reference in ["C1", "O1", "D1", "A1"] {
        assert_eq!(asked(&office, &["show", "child", reference])["reference"], "C1", "{reference}");
        assert_eq!(asked(&office, &["export", "child", reference])["content"]["reference"], "C1");
        assert_eq!(asked(&office, &["export", "journey", reference])["content"]["child"]["reference"], "C1");
        assert_eq!(asked(&office, &["actions", "--child", reference])[0]["reference"], "A1");
    }
    for reference in ["W1", "S1", "A2"] {
        assert_eq!(asked(&office, &["show", "worker", reference])["reference"], "W1", "{reference}");
        assert_eq!(asked(&office, &["export", "worker", reference])["content"]["worker"], "W1");
    }
    // An action for a child is not the worker's, and a session is no child's.
    assert!(office.run(&["show", "worker", "A1"]).code(1).contains("A1"));
    assert!(office.run(&["show", "child", "S1"]).code(1).contains("S1"));
}

#[test]
fn why_takes_every_one_of_them() {
    let office = office();
    for (reference, told) in
        [("O1", "review of 4 May"), ("A1", "see Ivy alone"), ("D1", "oversight"), ("S1", "supervision")]
    {
        let text = office.run(&["why", reference, "--as-of", DAY]).ok();
        assert!(text.contains(told), "{reference}: {text}");
    }
    assert!(office.run(&["why", "O9"]).code(1).contains("O9"));
    assert!(office.run(&["why", "A9"]).code(1).contains("A9"));
}

#[test]
fn an_action_stands_for_the_record_that_asked_for_it_where_a_record_is_taken_out() {
    let office = office();
    assert_eq!(asked(&office, &["export", "record", "A1"])["content"]["reference"], "O1");
    assert!(office.run(&["export", "record", "A2"]).code(1).contains("A2"));
    let own = asked(&office, &["export", "record", "S1"]);
    assert_eq!(own["content"]["sessions"][0]["reference"], "S1");
    assert_eq!(
        own["content"]["actions"],
        Value::Array(Vec::new()),
        "the session, and nothing else of the worker's file"
    );
}

#[test]
fn the_list_of_what_is_owed_shows_the_references_of_actions_and_of_records_to_review() {
    let table = office().run(&["due", "--all", "--as-of", DAY]).ok();
    assert!(table.contains("A1: see Ivy alone") && table.contains("review of 4 May, O1"), "{table}");
}
