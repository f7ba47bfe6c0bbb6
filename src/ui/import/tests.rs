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
