//! Every sort of bad row, one file of them for each kind: named with file, row, column, value and what was expected, and
//! nothing imported. The lists in `tests/cases/bad-rows/` are read by a person before they are changed.

use super::{Office, case};
use rstest::rstest;
use std::fs;
use std::sync::OnceLock;

fn office() -> Office {
    static MADE: OnceLock<Office> = OnceLock::new();
    MADE.get_or_init(|| {
        let office = Office::new();
        let workers =
            office.write("w.csv", "reference,name,role,joined_on\nW1,Zebedee Quill,social_worker,2026-01-05\n");
        let children = office.write("c.csv", "reference,name,status\nC1,Ottoline Fenn,assessment\n");
        office.run(&["import", "workers", &workers]).ok();
        office.run(&["import", "children", &children]).ok();
        office
    })
    .copied()
}

#[rstest]
fn every_bad_row_is_named_and_nothing_is_imported(
    #[values("workers", "absences", "sessions", "children", "oversight", "actions")] kind: &str,
) {
    let office = office();
    let table = format!("{kind}.csv");
    fs::copy(case(&format!("bad-rows/{table}")), office.path(&table)).unwrap();
    let before = fs::read(office.file()).unwrap();
    let mut command = office.command(&["--as-of", "2026-11-22", "import", kind, &table]);
    let ended = super::Ended::of(command.current_dir(office.path("")).output().unwrap());
    assert_eq!(ended.out, "");
    let expected = fs::read_to_string(case(&format!("bad-rows/{kind}.expected"))).unwrap();
    assert_eq!(ended.code(1), expected);
    assert!(fs::read(office.file()).unwrap() == before, "something was written");
}

#[test]
fn the_good_rows_come_in_where_that_is_asked_and_a_second_time_changes_nothing() {
    let office = office();
    let table = case("bad-rows/workers.csv");
    let out = office.run(&["import", "workers", &table, "--skip-bad-rows"]).ok();
    assert!(out.contains("2 new") && out.contains("21 rows") && out.contains("wizard"), "{out}");
    let trail = office.run(&["audit"]).ok();
    office.run(&["import", "workers", &table, "--skip-bad-rows"]).ok();
    assert_eq!(office.run(&["audit"]).ok(), trail);
}

#[rstest]
#[case::nulls(vec![0; 10_000], "neither a CSV file nor an Excel workbook")]
#[case::a_picture(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "neither a CSV file nor an Excel workbook")]
#[case::not_the_workbook_it_says(b"PK\x03\x04 and no more".to_vec(), "damaged or protected")]
#[case::an_old_workbook_cut_short(vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "damaged or protected")]
#[case::nothing(Vec::new(), "is empty")]
#[case::blank_lines(b"\n\n  \n".to_vec(), "is empty")]
#[case::no_such_columns(vec![b'x'; 5_000_000], "no column called reference")]
#[case::an_open_quotation(b"reference,name,role,joined_on\nW2,\"Ann,student,2026-01-05\n".to_vec(), "row 2: a quotation")]
#[case::a_name_of_megabytes(
    [b"reference,name,role,joined_on\nW2,".as_slice(), &b"y".repeat(5_000_000), b",student,2026-01-05\n"].concat(),
    "at most 200 characters"
)]
#[case::columns_without_end([b"reference".as_slice(), &b",x".repeat(100_000), b"\n1\n"].concat(), "no column called name")]
fn what_is_no_table_is_refused_in_few_words(#[case] bytes: Vec<u8>, #[case] hint: &str) {
    let office = office();
    fs::write(office.path("table.xlsx"), bytes).unwrap();
    let before = fs::read(office.file()).unwrap();
    let said = office.run(&["import", "workers", office.path("table.xlsx").to_str().unwrap()]).code(1);
    assert!(said.contains(hint) && said.len() < 1000, "{said:.1000}");
    assert!(fs::read(office.file()).unwrap() == before, "something was written");
}

#[rstest]
#[case(".", "it is a folder")]
#[case("-", "standard input cannot be imported")]
#[case("nowhere.csv", "there is no such file")]
fn what_is_no_file_is_refused(#[case] table: &str, #[case] hint: &str) {
    let said = Office::empty().run(&["import", "workers", table]).code(1);
    assert!(said.contains(hint) && said.lines().count() == 1, "{said}");
}

#[test]
fn a_table_in_the_old_windows_encoding_comes_in_and_says_so() {
    let office = office();
    fs::write(office.path("w.csv"), b"reference,name,role,joined_on\nW2,Si\xe2n O\x92Neill,student,2026-01-05\n")
        .unwrap();
    let out = office.run(&["import", "workers", office.path("w.csv").to_str().unwrap()]).ok();
    assert!(out.contains("old Windows encoding"), "{out}");
    assert!(office.run(&["show", "worker", "W2"]).ok().contains("Siân O’Neill"));
}

#[test]
fn a_workbook_with_formulas_and_numbers_as_text_comes_in() {
    let office = office();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in ["Reference", "NAME", "role", "Joined On", "fte"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).unwrap(), heading).unwrap();
    }
    sheet.write_string(1, 0, "0042").unwrap();
    let name = rust_xlsxwriter::Formula::new("=\"Ann\"&\" Roe\"").set_result("Ann Roe");
    sheet.write_formula(1, 1, name).unwrap();
    sheet.write_string(1, 2, "Social worker").unwrap();
    sheet.write_string(1, 3, "05/01/2026").unwrap();
    sheet.write_string(1, 4, "0.8").unwrap();
    let path = office.path("w.xlsx");
    workbook.save(&path).unwrap();
    office.run(&["import", "workers", path.to_str().unwrap()]).ok();
    let shown = office.run(&["show", "worker", "0042"]).ok();
    assert!(shown.contains("Ann Roe") && shown.contains("5 January 2026"), "{shown}");
}
