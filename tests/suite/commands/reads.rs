//! What is read: policies and forms of one's own, the trail, the check of the whole.

use super::Office;

#[test]
fn a_policy_of_ones_own_has_the_same_rights_as_a_shipped_one() {
    let office = Office::team();
    let shipped = include_str!("../../../assets/policies/barnet.toml");
    let own = shipped.replacen("standing = { every = \"1 month\"", "standing = { every = \"28 days\"", 1);
    assert_ne!(own, shipped);
    let file = office.write("configuration/policies/ours.toml", &own);
    let said = office.run(&["policy", "check", &file]).ok();
    assert!(said.contains("no mistakes"), "{said}");
    for asked in ["Everyone: every 28 days", "agreement: renewed every 12 months", "ASYE: reviewed 3, 6 and 12 months"]
    {
        assert!(said.contains(asked), "what it asks is said, to be read over: {asked} in {said}");
    }
    assert!(office.run(&["policy", "list"]).ok().contains("ours"));
    assert!(office.run(&["policy", "show", "ours"]).ok().contains("every 28 days"));
    office.run(&["policy", "use", "ours", "--from", "2026-05-01"]).ok();
    let policy = |day: &str| office.json(&["due", "--format", "json", "--as-of", day])["policy"].clone();
    assert_eq!((policy("2026-05-01"), policy("2026-04-30")), ("ours".into(), "practice-fundamentals".into()));
}

#[test]
fn a_mistake_in_a_policy_or_form_is_explained_by_file_line_and_column() {
    let office = Office::empty();
    let shipped = include_str!("../../../assets/policies/barnet.toml");
    let wrong = office.write("wrong.toml", &shipped.replacen("every = \"1 month\"", "every = \"now and then\"", 1));
    let line = shipped.lines().position(|line| line.contains("every = \"1 month\"")).unwrap() + 1;
    let said = office.run(&["policy", "check", &wrong]).code(1);
    assert!(said.contains(&format!("wrong.toml:{line}:")) && said.contains("; expected "), "{said}");
    let form = office.write("sonnet.toml", "title = \"A sonnet\"\n");
    let said = office.run(&["form", "check", &form]).code(1);
    assert!(said.contains("sonnet.toml:1:"), "{said}");
}

#[test]
fn every_shipped_policy_and_form_can_be_shown() {
    let office = Office::empty();
    let list = office.run(&["policy", "list"]).ok();
    let names: Vec<&str> = list.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names.len(), 6, "{list}");
    for name in names {
        assert!(office.run(&["policy", "show", name]).ok().contains("Source: "), "{name}");
    }
    assert!(office.run(&["form", "list"]).ok().contains("oversight"));
    assert!(office.run(&["form", "show", "oversight"]).ok().contains("5. "));
}

#[test]
fn the_trail_names_every_act_and_verify_finds_it_whole() {
    let office = Office::team();
    let trail = office.json(&["audit", "--format", "json"]);
    let acts: Vec<&str> = trail.as_array().unwrap().iter().map(|row| row["act"].as_str().unwrap()).collect();
    assert_eq!(acts.iter().filter(|act| **act == "import").count(), 5, "{acts:?}");
    let keys: Vec<&String> = trail[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["act", "at", "hash", "on", "seq", "who"]);
    let said = office.run(&["verify"]).ok();
    assert!(said.contains(trail[acts.len() - 1]["hash"].as_str().unwrap()), "{said}");
    assert_eq!(office.json(&["audit", "--since", "2199-01-01", "--format", "json"]), serde_json::json!([]));
}

#[test]
fn what_is_held_or_decided_later_is_unknown_until_its_day() {
    let office = Office::team();
    let count = |day: &str| {
        let shown = office.json(&["show", "worker", "W002", "--format", "json", "--as-of", day]);
        shown["sessions"].as_array().unwrap().iter().filter(|one| one["status"] == "held").count()
    };
    assert!(count("2025-06-01") < count("2026-05-26"));
    let records = |day: &str| {
        office.json(&["show", "child", "C0001", "--format", "json", "--as-of", day])["records"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((records("2026-05-10"), records("2026-05-11")), (1, 2));
}

#[test]
fn the_demo_is_the_same_for_the_same_seed_and_day() {
    let made = |seed: &str| {
        let office = Office::empty();
        office.run(&["demo", "--no-open", "--seed", seed, "--as-of", "2026-11-20"]).ok();
        office.run(&["due", "--all", "--format", "json", "--as-of", "2026-11-20"]).ok()
    };
    let (first, again, another) = (made("7"), made("7"), made("8"));
    assert_eq!(first, again);
    assert_ne!(first, another);
}
