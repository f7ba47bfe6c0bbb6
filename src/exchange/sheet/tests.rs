//! Files as people's programs save them.

use super::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::io::{Cursor, Write as _};

fn shown(sheet: &Sheet) -> Vec<(usize, Vec<String>)> {
    sheet.rows.iter().map(|row| (row.number, row.cells.iter().map(Cell::shown).collect())).collect()
}

fn row(number: usize, cells: &[&str]) -> (usize, Vec<String>) {
    (number, cells.iter().map(|text| (*text).to_owned()).collect())
}

#[rstest::rstest]
#[case::plain(b"a,b\n1,2\n")]
#[case::byte_order_mark(b"\xef\xbb\xbfa,b\n1,2")]
#[case::windows_line_ends(b"a,b\r\n1,2\r\n")]
#[case::old_mac_line_ends(b"a,b\r1,2\r")]
#[case::semicolons(b"a;b\n1;2\n")]
#[case::tabs(b"a\tb\n1\t2\n")]
#[case::quoted(b"\"a\",\"b\"\n\"1\",\"2\"\n")]
#[case::utf16(b"\xff\xfea\x00,\x00b\x00\n\x001\x00,\x002\x00\n\x00")]
#[case::trailing_commas(b"a,b,,\n1,2,,\n,,,\n")]
fn a_csv_is_the_same_table_however_it_was_saved(#[case] bytes: &[u8]) {
    let sheet = read_sheet("t.csv", bytes, None).unwrap();
    assert_eq!(sheet.columns.iter().map(|column| column.heading.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(shown(&sheet), vec![row(2, &["1", "2"])]);
    assert!(sheet.notes.is_empty());
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    let text = "\n\na,b\r\n\r\n1,\"two\r\nlines, \"\"quoted\"\"\"\n,,\n\n3,4\n\n";
    let sheet = read_sheet("t.csv", text.as_bytes(), None).unwrap();
    assert_eq!(shown(&sheet), vec![row(5, &["1", "two\nlines, \"quoted\""]), row(8, &["3", "4"])]);
}

#[test]
fn text_is_cleaned_and_nothing_visible_is_lost() {
    let text = "a,b,c\n\u{a0}Zoe\u{308}\u{a0}Shah \u{7},\u{202e}עברית 👩\u{200d}👧,#n/a\n";
    let sheet = read_sheet("t.csv", text.as_bytes(), None).unwrap();
    assert_eq!(
        sheet.rows[0].cells,
        [
            Cell::Text("Zoë Shah".to_owned()),
            Cell::Text("עברית 👩\u{200d}👧".to_owned()),
            Cell::Error("#N/A".to_owned())
        ]
    );
}

#[test]
fn the_old_windows_encoding_is_read_and_said_so() {
    let sheet = read_sheet("t.csv", b"name\nSi\xe2n O\x92Brien \x80\n", None).unwrap();
    assert_eq!(shown(&sheet), vec![row(2, &["Siân O\u{2019}Brien €"])]);
    assert_eq!(sheet.notes.len(), 1);
}

#[rstest::rstest]
#[case::nothing(b"", "t.csv is empty; save the table again, with the names of its columns in the first row")]
#[case::blank_lines(b"\n , \n", "t.csv is empty; save the table again, with the names of its columns in the first row")]
#[case::a_picture(
    b"\x89PNG\r\n\x1a\n\0\0\0",
    "t.csv is neither a CSV file nor an Excel workbook; save it as one of those and import that"
)]
#[case::half_a_workbook(
    b"PK\x03\x04half",
    "t.csv is damaged or protected by a password; open it in Excel, save an unprotected copy and import that"
)]
#[case::open_quote(
    b"a,b\n1,2\n\"3,4\n5,6\n",
    "t.csv, row 3: a quotation mark is opened and never closed; close it, or save the table again"
)]
fn a_file_that_is_no_table_is_refused_in_one_sentence(#[case] bytes: &[u8], #[case] said: &str) {
    assert_eq!(read_sheet("t.csv", bytes, None).unwrap_err().to_string(), said);
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Cover").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Team").unwrap();
    sheet.write_row(1, 0, ["reference", "joined on", "fte", "note"]).unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_number(3, 0, 6_579_860).unwrap();
    sheet.write_datetime_with_format(3, 1, ExcelDateTime::from_ymd(2026, 2, 28).unwrap(), &day).unwrap();
    sheet.write_number(3, 2, 0.8).unwrap();
    sheet.write_formula(3, 3, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write_string(4, 0, "0012").unwrap();
    sheet.write_formula(4, 3, Formula::new("=NA()").set_result("#N/A")).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_gives_days_numbers_answers_of_formulas_and_faults() {
    let sheet = read_sheet("t.xlsx", &workbook(), None).unwrap();
    assert_eq!(sheet.file, "t.xlsx (Team)");
    let day = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
    let expected = [
        (4, vec![Cell::Number(6_579_860.0), Cell::Day(day), Cell::Number(0.8), Cell::Number(2.0)]),
        (5, vec![Cell::Text("0012".to_owned()), Cell::Blank, Cell::Blank, Cell::Error("#N/A".to_owned())]),
    ];
    let found: Vec<(usize, Vec<Cell>)> = sheet.rows.into_iter().map(|row| (row.number, row.cells)).collect();
    assert!(
        found == expected,
        "{:?}",
        found.iter().map(|(n, c)| (n, c.iter().map(Cell::shown).collect::<Vec<_>>())).collect::<Vec<_>>()
    );
}

#[test]
fn a_sheet_is_found_by_name_whatever_its_case_and_a_missing_one_says_which_there_are() {
    assert_eq!(read_sheet("t.xlsx", &workbook(), Some(" team ")).unwrap().rows.len(), 2);
    let error = |bytes: &[u8], sheet| read_sheet("t.xlsx", bytes, Some(sheet)).unwrap_err().to_string();
    assert_eq!(error(&workbook(), "Staff"), "t.xlsx has no sheet called \"Staff\"; it has: Cover, Team");
    assert_eq!(error(b"a,b\n1,2", "Team"), "t.xlsx is a CSV file and has no sheets; leave out --sheet");
}

#[test]
fn columns_are_lettered_as_spreadsheets_do() {
    assert_eq!([0, 25, 26, 51, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "ZZ", "AAA"]);
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_and_never_stop_the_program(bytes: Vec<u8>) {
        let _ = read_sheet("t", &bytes, None);
        let mut zip = b"PK\x03\x04".to_vec();
        zip.extend(bytes);
        proptest::prop_assert!(read_sheet("t", &zip, None).is_err());
    }

    #[test]
    fn what_is_quoted_by_the_book_is_read_back(cells in proptest::collection::vec("[a-z\", \n]{1,6}z", 1..5)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(vec!["h"; cells.len()]).unwrap();
        writer.write_record(&cells).unwrap();
        let sheet = read_sheet("t", &writer.into_inner().unwrap(), None).unwrap();
        let expected: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        proptest::prop_assert_eq!(shown(&sheet), vec![(2, expected)]);
    }
}

fn plain() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "reference").unwrap().write_string(1, 0, "C1").unwrap();
    workbook.save_to_buffer().unwrap()
}

/// A real workbook with one more part, packed: so many bytes of nothing.
fn with_a_part_of(size: usize) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new_append(Cursor::new(plain())).unwrap();
    let packed = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("xl/media/image1.bin", packed).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..size >> 20 {
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The archive, saying of one of its parts that it unpacks to one byte, beside the part and in the list of all.
fn lying(mut archive: Vec<u8>, part: &[u8]) -> Vec<u8> {
    // Where the size and the name stand from the mark of a header.
    for (mark, size, name) in [(b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)] {
        let is_it = |at: &usize| archive[*at..].starts_with(mark) && archive[at + name..].starts_with(part);
        let at = (0..archive.len() - name).find(is_it).unwrap();
        archive[at + size..at + size + 4].copy_from_slice(&1_u32.to_le_bytes());
    }
    archive
}

#[test]
fn a_workbook_that_unpacks_to_more_than_any_machine_has_is_refused() {
    let read = |bytes: &[u8]| read_sheet("bomb.xlsx", bytes, None);
    let bomb = with_a_part_of(201 << 20);
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    let said = read(&bomb).unwrap_err().to_string();
    assert!(said.starts_with("bomb.xlsx unpacks to more than 200 MB") && said.contains("CSV"), "{said}");
    assert_eq!(shown(&read(&with_a_part_of(20 << 20)).unwrap()), [row(2, &["C1"])]);
    // One that does not tell the truth is read no further than it tells.
    let liar = lying(plain(), b"xl/worksheets/sheet1.xml");
    assert!(matches!(read(&liar), Err(SheetError::Closed { .. })), "{:?}", read(&liar));
}
