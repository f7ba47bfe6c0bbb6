//! Walks through importing, on real files.

use super::AskImport;
use crate::ui::made_up_tests::{opened, taken, walk};
use crate::workbench::effect::ImportKind;

fn file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().prefix("children").suffix(".csv").tempfile().unwrap();
    std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    file
}

/// A screen with the popup over it, and the path pasted.
fn asked_for(
    text: &str,
) -> (
    crate::ui::testing::Harness<crate::ui::made_up_tests::Bench>,
    crate::ui::made_up_tests::Asked,
    tempfile::NamedTempFile,
) {
    let file = file(text);
    let (mut harness, asked) = walk(crate::ui::children::Children::default(), opened(), (80, 24));
    harness.press("I");
    insta::assert_snapshot!("import_ask", harness.text());
    harness.press(&format!("<paste:{}><enter>", file.path().display()));
    (harness, asked, file)
}

#[test]
fn what_would_change_is_read_before_it_is_done() {
    let (mut harness, asked, _file) =
        asked_for("reference,name,status,status_since,worker\n7001,Zoë Rees,child_in_need,2026-11-02,W1\n");
    let text = harness.text();
    assert!(text.contains("WHAT IT WOULD CHANGE") && text.contains("1 new (child)"), "{text}");
    harness.press("<enter>n");
    assert_eq!(taken(&asked), ["ShowChildren", "Import"]);
    harness.press("<enter>y");
    assert_eq!(taken(&asked), ["Import", "ShowChildren"]);
    let text = harness.text();
    assert!(text.contains("6 open") && text.contains("Imported: 1 new, 0 changed, 0 as before."), "{text}");
}

#[test]
fn a_bad_row_is_named_and_nothing_can_be_imported() {
    let (mut harness, asked, _file) = asked_for("reference,name,status\n7001,Zoë Rees,unheard of\n");
    let text = harness.text();
    assert!(text.contains("1 row cannot be read") && text.contains("unheard of"), "{text}");
    taken(&asked);
    harness.press("<enter>");
    assert!(harness.text().contains("Not now: 1 row cannot be read"), "{}", harness.text());
    assert_eq!(taken(&asked), [""; 0]);
    for (width, height) in [(0, 0), (1, 1), (60, 16), (200, 60)] {
        harness.resize(width, height);
        harness.press("<down>");
    }
}

#[test]
fn a_file_that_is_not_there_is_said_in_the_box_and_the_path_stays() {
    let (mut harness, _) = walk(AskImport::popup(ImportKind::Workers), opened(), (80, 24));
    harness.press("<enter>");
    assert!(harness.text().contains("Type or paste where the file is."), "{}", harness.text());
    harness.press("/nowhere/team.csv<enter>");
    let text = harness.text();
    assert!(text.contains("/nowhere/team.csv could not be read"), "{text}");
}

#[test]
fn while_a_file_is_read_the_box_says_so_and_escape_leaves_it_for_good() {
    let file = file("reference,name,status\n7001,Zoë Rees,child_in_need\n");
    let (mut harness, asked) = walk(crate::ui::children::Children::default(), opened(), (80, 24));
    harness.press("I");
    harness.hold_slow_work = true;
    harness.press(&format!("<paste:{}><enter>", file.path().display()));
    let text = harness.text();
    assert!(text.contains("Reading the file") && text.contains("Escape leaves it"), "{text}");
    // A second Enter asks no second time.
    harness.press("<enter>");
    assert_eq!(taken(&asked), ["ShowChildren", "Import"]);
    // What is asked for meanwhile waits, and that is said.
    harness.press("<esc>2");
    assert!(harness.text().contains("One moment"), "{}", harness.text());
    harness.let_work_finish();
    let text = harness.text();
    assert!(text.contains("Kezia Ŵyn") && !text.contains("WHAT IT WOULD CHANGE"), "{text}");
}

#[test]
fn while_a_file_is_imported_the_page_can_be_left_and_what_came_of_it_is_said() {
    let (mut harness, _, _file) =
        asked_for("reference,name,status,status_since,worker\n7001,Zoë Rees,child_in_need,2026-11-02,W1\n");
    harness.hold_slow_work = true;
    harness.press("<enter>y");
    assert!(harness.text().contains("Importing."), "{}", harness.text());
    harness.press("<enter>");
    assert!(harness.text().contains("Not now: the file is being imported"), "{}", harness.text());
    harness.press("<esc>");
    harness.let_work_finish();
    let text = harness.text();
    assert!(text.contains("Imported: 1 new") && text.contains("6 open"), "{text}");
}

#[test]
fn rows_that_cannot_be_read_are_left_out_when_asked() {
    let (mut harness, _, _file) = asked_for(
        "reference,name,status,status_since\n7001,Zoë Rees,unheard of,\n7002,Ali Noor,child_in_need,2026-11-02\n",
    );
    assert!(harness.text().contains("leave it out (B)"), "{}", harness.text());
    harness.press("B");
    let text = harness.text();
    assert!(text.contains("Rows that cannot be read are left out.") && text.contains("Enter imports it"), "{text}");
    harness.press("<enter>y");
    assert!(harness.text().contains("Imported: 1 new"), "{}", harness.text());
}

/// A workbook with a sheet that is no table of workers before the one that is.
fn workbook() -> tempfile::NamedTempFile {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Read me").unwrap();
    sheet.write(0, 0, "Made for you by the data team").unwrap();
    let sheet = book.add_worksheet().set_name("Team").unwrap();
    for (column, (heading, value)) in
        [("reference", "W8"), ("name", "Ali Noor"), ("role", "social_worker"), ("joined_on", "2026-01-05")]
            .into_iter()
            .enumerate()
    {
        let column = u16::try_from(column).unwrap();
        sheet.write(0, column, heading).unwrap();
        sheet.write(1, column, value).unwrap();
    }
    let mut file = tempfile::Builder::new().suffix(".xlsx").tempfile().unwrap();
    std::io::Write::write_all(&mut file, &book.save_to_buffer().unwrap()).unwrap();
    file
}

#[test]
fn another_sheet_is_chosen_where_the_first_is_not_the_table() {
    let file = workbook();
    let (mut harness, _) = walk(crate::ui::people::People::default(), opened(), (100, 24));
    harness.send(crate::workbench::Msg::Done(String::new()));
    harness.press("I").press(&format!("<paste:{}><tab><right><enter>", file.path().display()));
    let text = harness.text();
    assert!(text.contains("It cannot be imported") && text.contains("S sheet"), "{text}");
    harness.press("S<right><enter>");
    let text = harness.text();
    assert!(text.contains("Sheet: Team") && text.contains("1 new (worker)"), "{text}");
    harness.press("<enter>y");
    assert!(harness.text().contains("Imported: 1 new"), "{}", harness.text());
}

#[test]
fn one_team_of_the_inspection_workbook_is_chosen_by_its_children() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/annex-a-sample.xlsx");
    let (mut harness, _) = walk(crate::ui::people::People::default(), opened(), (100, 30));
    harness.press("I").press(&format!("<paste:{path}><enter>"));
    let text = harness.text();
    assert!(text.contains("Team: not chosen yet") && text.contains("T team"), "{text}");
    // Enter asks which team first, the cursor on one; all of them can be had, by name and number.
    harness.press("<enter>");
    assert!(harness.text().contains("Which team") && !harness.text().contains("all teams, "), "{}", harness.text());
    harness.press("<left>");
    assert!(harness.text().contains("all teams, "), "{}", harness.text());
    harness.press("<enter><enter>");
    let asked = harness.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(asked.contains("teams of the workbook are meant, "), "{asked}");
    harness.press("nT<right>");
    let text = harness.text();
    let chosen = text.lines().find(|line| line.contains(" open child")).unwrap_or_default().to_owned();
    harness.press("<enter>");
    let text = harness.text();
    let team = text.lines().find_map(|line| line.split_once("Team: ")).map(|(_, team)| team.trim()).unwrap();
    assert!(team != "all of them" && chosen.contains(team), "{chosen} {team}");
}

#[test]
fn oversight_is_made_into_drafts_when_asked() {
    let file = file("child,decided_on,situation\n4711,2026-11-02,He sleeps well.\n");
    let (mut harness, _) = walk(crate::ui::people::People::default(), opened(), (100, 24));
    harness
        .press("I")
        .press(&format!("<paste:{}><tab><right><right><right><right><right><enter>", file.path().display()));
    assert!(harness.text().contains("D drafts"), "{}", harness.text());
    harness.press("D");
    let text = harness.text();
    assert!(text.contains("As drafts, to be signed.") && text.contains("1 new (draft)"), "{text}");
}
