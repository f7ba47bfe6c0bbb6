//! `export`: what leaves the file says so, is in the trail, and is never written over anything.

use super::Office;

#[test]
fn a_record_leaves_with_its_notice_and_a_row_in_the_trail() {
    let office = Office::team();
    let shown = office.json(&["show", "child", "C0001", "--format", "json"]);
    let reference = shown["records"][0]["reference"].as_str().unwrap().to_owned();
    let text = office.run(&["export", "record", &reference, "--format", "txt"]).ok();
    assert!(text.lines().next().unwrap().contains("outside the encrypted file"), "{text}");
    assert!(text.contains("by Ruth Okafor, North"), "{text}");
    let path = office.path("out.html");
    let file = path.to_str().unwrap();
    office.run(&["export", "record", &reference, "--format", "html", "-o", file]).ok();
    let page = std::fs::read_to_string(&path).unwrap();
    assert!(page.lines().next().unwrap().contains("Confidential") && !page.contains("<script"), "{page}");
    // Nothing is written over, unless it is asked for.
    let said = office.run(&["export", "record", &reference, "-o", file]).code(1);
    assert!(said.contains("--force"), "{said}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), page);
    office.run(&["export", "record", &reference, "-o", file, "--force"]).ok();
    assert_ne!(std::fs::read_to_string(&path).unwrap(), page);
    let trail = office.json(&["audit", "--format", "json"]);
    let exports: Vec<&str> = trail
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["act"] == "export")
        .filter_map(|row| row["on"].as_str())
        .collect();
    assert_eq!(exports.len(), 3, "{exports:?}");
    assert_eq!(exports[0], format!("record {reference} as txt, to standard output"));
    assert_eq!(exports[1], format!("record {reference} as html, to {file}"));
    office.run(&["verify"]).ok();
}

#[test]
fn a_childs_document_names_no_other_child_and_is_the_same_in_json() {
    let office = Office::team();
    let shown = office.json(&["show", "child", "C0001", "--format", "json"]);
    let exported = office.json(&["export", "child", "C0001", "--format", "json"]);
    assert!(exported["confidential"].as_str().unwrap().contains("outside the encrypted file"));
    let content = &exported["content"];
    assert_eq!(content["records"].as_array().unwrap().len(), shown["records"].as_array().unwrap().len());
    assert_eq!(content["status"], shown["status"]);
    let text = office.run(&["export", "child", "C0001"]).ok();
    for other in shown["brothers_and_sisters"].as_array().unwrap() {
        let name = other["name"].as_str().unwrap();
        assert!(!text.contains(name) && !exported.to_string().contains(name), "{name}");
    }
    // A record of a later day is not known yet.
    let early = office.json(&["export", "child", "C0001", "--format", "json", "--as-of", "2026-05-10"]);
    assert!(early["content"]["records"].as_array().unwrap().len() < content["records"].as_array().unwrap().len());
}

#[test]
fn what_is_not_there_or_not_signed_does_not_leave() {
    let office = Office::team();
    assert!(office.run(&["export", "record", "O999999"]).code(1).contains("O999999"));
    assert!(office.run(&["export", "record", "D1"]).code(1).contains("draft"));
    assert!(office.run(&["export", "child", "nobody"]).code(1).contains("nobody"));
    office.run(&["export", "record", "O1", "--force"]).code(2);
}
