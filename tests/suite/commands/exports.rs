//! `export`: what leaves the file says so, is in the trail, and is never written over anything.

use super::Office;
use calamine::Reader as _;

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
fn every_document_comes_in_every_form_to_standard_output_or_to_a_file() {
    let office = Office::team();
    let period = ["inspection", "--from", "2026-01-01", "--to", "2026-05-26"];
    for what in [&["child", "C0001"][..], &["worker", "W001"], &["record", "O1"], &["journey", "C0001"], &period] {
        for form in ["md", "txt", "html", "json", "csv", "xlsx"] {
            let line = [&["--as-of", "2026-05-26", "export"], what, &["--format", form]].concat();
            // A dash is standard output, as everywhere.
            let printed = office.command(&[&line[..], &["-o", "-"]].concat()).output().unwrap();
            assert!(printed.status.success() && printed.stderr.is_empty(), "{line:?}: {printed:?}");
            let path = office.path(&format!("{}.{form}", what[0]));
            office.run(&[&line[..], &["-o", path.to_str().unwrap()]].concat()).ok();
            let written = std::fs::read(&path).unwrap();
            for bytes in [&printed.stdout, &written] {
                if form == "xlsx" {
                    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
                    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
                    assert!(sheet.get((0, 0)).unwrap().to_string().starts_with("Confidential"), "{line:?}");
                    assert!(sheet.height() > 4, "{line:?}");
                } else {
                    let text = std::str::from_utf8(bytes).unwrap();
                    assert!(text.lines().next().unwrap().contains("onfidential"), "{line:?}: {text}");
                }
            }
        }
    }
    assert!(!office.path("-").exists());
}

#[test]
fn a_childs_record_as_csv_has_every_piece_in_a_row_under_its_heading() {
    let office = Office::team();
    let text = office.run(&["export", "child", "C0001", "--format", "csv", "--as-of", "2026-05-26"]).ok();
    let (notice, table) = text.split_once('\n').unwrap();
    assert!(notice.contains("outside the encrypted file"));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().unwrap(), ["heading", "subheading", "row", "label", "words"].as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.iter().any(|row| &row[3] == "Status" || &row[3] == "Child"), "{text}");
    assert!(rows.iter().any(|row| row[0].starts_with("Management oversight O") && &row[4] == "History."), "{text}");
}

#[test]
fn what_is_not_there_or_not_signed_does_not_leave() {
    let office = Office::team();
    assert!(office.run(&["export", "record", "O999999"]).code(1).contains("O999999"));
    assert!(office.run(&["export", "record", "D1"]).code(1).contains("draft"));
    assert!(office.run(&["export", "child", "nobody"]).code(1).contains("nobody"));
    office.run(&["export", "record", "O1", "--force"]).code(2);
}

/// The inspection's numbers, those of `actions` counted again by hand, and those of `compliance` are one.
#[test]
fn an_inspection_agrees_with_actions_and_with_compliance() {
    let office = Office::empty();
    office.run(&["demo", "--no-open", "--seed", "11", "--as-of", "2026-11-20"]).ok();
    let as_of = ["--as-of", "2026-11-20"];
    let period = ["--from", "2000-01-01", "--to", "2026-11-20"];
    let json = |arguments: &[&str]| office.json(&[&as_of[..], arguments, &["--format", "json"]].concat());
    let content = json(&[&["export", "inspection"][..], &period].concat())["content"].clone();
    let actions = json(&["actions"]);
    // What stands in a worker's own file is no direction on a child.
    let actions: Vec<_> = actions.as_array().unwrap().iter().filter(|one| !one["child"].is_null()).collect();
    assert!(actions.len() > 100);
    let count = |which: &dyn Fn(&serde_json::Value) -> bool| actions.iter().filter(|one| which(one)).count();
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let done = |one: &serde_json::Value| one["status"] == "done";
    let figures = &content["figures"];
    let figure = |name: &str| usize::try_from(figures[name].as_u64().unwrap()).unwrap();
    assert_eq!(figure("asked"), actions.len());
    assert_eq!(figure("done_on_time"), count(&|one| done(one) && text(one, "closed_on") <= text(one, "due_on")));
    assert_eq!(figure("done_late"), count(&|one| done(one) && text(one, "closed_on") > text(one, "due_on")));
    assert_eq!(figure("not_done"), count(&|one| one["status"] == "not_done"));
    assert_eq!(figure("superseded"), count(&|one| one["status"] == "superseded"));
    assert_eq!(figure("open"), count(&|one| one["status"] == "open"));
    assert_eq!(figure("overdue"), count(&|one| one["days_overdue"].as_i64().is_some_and(|days| days > 0)));
    assert_eq!(figure("redated"), count(&|one| one["redated"].as_i64().unwrap() > 0));
    assert_eq!(figure("redated_more_than_once"), count(&|one| one["redated"].as_i64().unwrap() > 1));
    assert_eq!(figure("with_difference"), count(&|one| done(one) && !one["difference"].is_null()));
    for by in ["by_month", "by_owner"] {
        let rows = content[by].as_array().unwrap();
        let all: u64 = rows.iter().map(|row| row["asked"].as_u64().unwrap()).sum();
        assert_eq!(usize::try_from(all).unwrap(), actions.len(), "{by}");
    }
    assert_eq!(content["compliance"], json(&[&["compliance"][..], &period].concat()));
    assert!(!content["gaps"].as_array().unwrap().is_empty());
    // The same numbers stand in every other form of it.
    let page = office.run(&[&as_of[..], &["export", "inspection"], &period, &["--format", "html"]].concat()).ok();
    assert!(page.contains(&format!("<dt>Asked</dt><dd>{} (100 %)</dd>", actions.len())));
    let book = office.path("inspection.xlsx");
    let to = ["--format", "xlsx", "-o", book.to_str().unwrap()];
    office.run(&[&as_of[..], &["export", "inspection"], &period, &to].concat()).ok();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(book).unwrap();
    let list = calamine::Reader::worksheet_range(&mut book, "Directions and actions").unwrap();
    let rows = list.rows().skip(1).filter(|row| row[8] != calamine::Data::Empty).count();
    assert_eq!(rows, actions.len());
}

#[test]
fn a_journey_is_the_picture_with_every_footprint_and_names_nobody_else() {
    let office = Office::team();
    let text = office.run(&["export", "journey", "C0001", "--format", "txt", "--as-of", "2026-05-26"]).ok();
    assert!(text.contains("footprints") && text.contains("status"), "{text}");
    let json = office.json(&["export", "journey", "C0001", "--format", "json", "--as-of", "2026-05-26"]);
    let shown = office.json(&["show", "child", "C0001", "--format", "json", "--as-of", "2026-05-26"]);
    let references = |of: &serde_json::Value, key: &str| -> Vec<String> {
        of.as_array().unwrap().iter().map(|one| one[key].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        references(&json["content"]["footprints"], "record"),
        references(&shown["records"], "reference"),
        "every record has its footprint"
    );
}
