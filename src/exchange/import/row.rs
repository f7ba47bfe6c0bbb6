//! One row while it is being read: each question answers with a value, or notes the bad cell and answers nothing.

use super::columns::{Bound, ColumnError, Wanted, bind};
use super::day::{EXPECTED_DAY, read_date, sane, serial_day};
use super::{BadCell, Read};
use crate::exchange::sheet::{Cell, Row, Sheet, one_line};
use crate::practice::reference::Reference;
use chrono::NaiveDate;

/// The most characters of a name, a reference or a code: what is longer is another column's text gone astray.
const LONGEST_LINE: usize = 200;

/// The most characters of a text: a long novel. What is longer is a file gone astray.
const LONGEST_TEXT: usize = 1_000_000;

/// A row and where its columns are.
pub(super) struct RowReader<'a> {
    sheet: &'a Sheet,
    bound: &'a Bound,
    row: &'a Row,
    bad: Vec<BadCell>,
    notes: Vec<String>,
}

/// Reads every row of a sheet. `make` answers `None` only where it has noted a bad cell.
pub(super) fn read_rows<T>(
    sheet: &Sheet,
    wanted: &[Wanted],
    make: impl Fn(&mut RowReader<'_>) -> Option<T>,
) -> Result<Read<T>, ColumnError> {
    let bound = bind(sheet, wanted)?;
    let mut found = Read {
        file: sheet.file.clone(),
        rows: Vec::new(),
        bad: Vec::new(),
        unknown_columns: bound.unknown.clone(),
        notes: sheet.notes.clone(),
    };
    for row in &sheet.rows {
        let known = |place: usize| wanted.iter().any(|one| bound.place(one.key) == Some(place));
        if row.cells.iter().enumerate().all(|(place, cell)| cell.is_blank() || !known(place)) {
            continue;
        }
        let mut row_reader = RowReader { sheet, bound: &bound, row, bad: Vec::new(), notes: Vec::new() };
        let made = make(&mut row_reader);
        found.notes.append(&mut row_reader.notes);
        match made {
            Some(made) if row_reader.bad.is_empty() => found.rows.push((row.number, made)),
            _ => found.bad.append(&mut row_reader.bad),
        }
    }
    Ok(found)
}

impl RowReader<'_> {
    fn cell(&self, key: &str) -> &Cell {
        self.bound.place(key).and_then(|place| self.row.cells.get(place)).unwrap_or(&Cell::Blank)
    }

    /// Notes a bad cell.
    pub(super) fn bad(&mut self, key: &str, expected: impl Into<String>) {
        let value = self.cell(key).shown();
        self.bad_value(key, &value, expected);
    }

    /// Notes a bad cell without showing what stood there: it may be the story of a child.
    fn bad_value(&mut self, key: &str, value: &str, expected: impl Into<String>) {
        let heading = self.bound.place(key).and_then(|place| self.sheet.columns.get(place));
        let heading = heading.map_or_else(|| key.to_owned(), |column| column.heading.clone());
        self.bad.push(BadCell::new(&self.sheet.file, self.row.number, &heading, value, expected));
    }

    /// Notes something that was guessed or left out.
    pub(super) fn note(&mut self, what: &str) {
        self.notes.push(format!("{}, row {}: {what}", self.sheet.file, self.row.number));
    }

    /// Whether nothing stands there.
    pub(super) fn blank(&self, key: &str) -> bool {
        self.cell(key).is_blank()
    }

    /// Text on one line.
    pub(super) fn line(&mut self, key: &str) -> Option<String> {
        match self.cell(key) {
            Cell::Error(_) => {
                self.bad(key, "words, not a fault of the spreadsheet; put in what belongs there or leave it blank");
                None
            }
            Cell::Blank => None,
            cell @ (Cell::Text(_) | Cell::Day(_) | Cell::Number(_)) => {
                let line = one_line(&cell.shown());
                self.no_longer_than(LONGEST_LINE, key, &line).then_some(line)
            }
        }
    }

    /// Text of any length, as written.
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        match self.cell(key) {
            Cell::Error(_) => self.line(key),
            Cell::Blank => None,
            cell @ (Cell::Text(_) | Cell::Day(_) | Cell::Number(_)) => {
                let text = cell.shown();
                self.no_longer_than(LONGEST_TEXT, key, &text).then_some(text)
            }
        }
    }

    fn no_longer_than(&mut self, most: usize, key: &str, text: &str) -> bool {
        let fits = text.len() <= most || text.chars().count() <= most;
        if !fits {
            self.bad(key, format!("at most {most} characters, and there are {}", text.chars().count()));
        }
        fits
    }

    /// Text of any length that must be there.
    pub(super) fn required_text(&mut self, key: &str, expected: &str) -> Option<String> {
        if self.blank(key) {
            self.bad(key, expected);
        }
        self.text(key)
    }

    /// A reference, if one is given.
    pub(super) fn reference(&mut self, key: &str) -> Option<Reference> {
        self.line(key).and_then(|text| Reference::new(&text))
    }

    /// A reference that must be there.
    pub(super) fn required_reference(&mut self, key: &str, whose: &str) -> Option<Reference> {
        if self.blank(key) {
            self.bad(key, format!("the reference of {whose}"));
        }
        self.reference(key)
    }

    /// A day, if one is given.
    pub(super) fn day(&mut self, key: &str) -> Option<NaiveDate> {
        let found = match self.cell(key) {
            Cell::Blank => return None,
            Cell::Day(day) => sane(*day),
            Cell::Text(text) => read_date(text),
            Cell::Number(number) => serial_day(*number),
            Cell::Error(_) => None,
        };
        if found.is_none() {
            self.bad(key, EXPECTED_DAY);
        }
        found
    }

    /// A day that must be there.
    pub(super) fn required_day(&mut self, key: &str) -> Option<NaiveDate> {
        if self.blank(key) {
            self.bad(key, EXPECTED_DAY);
        }
        self.day(key)
    }

    /// A code, if one is given.
    pub(super) fn code<T>(
        &mut self,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
        expected: impl Fn() -> String,
    ) -> Option<T> {
        let text = self.line(key)?;
        let found = read(&text);
        if found.is_none() {
            self.bad(key, format!("one of: {}", expected()));
        }
        found
    }

    /// A code that must be there.
    pub(super) fn required_code<T>(
        &mut self,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
        expected: impl Fn() -> String,
    ) -> Option<T> {
        if self.blank(key) {
            self.bad(key, format!("one of: {}", expected()));
        }
        self.code(key, read, expected)
    }

    /// A whole number between the bounds, if one is given.
    pub(super) fn whole(&mut self, key: &str, least: u16, most: u16) -> Option<u16> {
        let text = self.line(key)?;
        let text = text.strip_suffix(".0").unwrap_or(&text);
        let found = text.parse::<u16>().ok().filter(|number| (least..=most).contains(number));
        if found.is_none() {
            self.bad(key, format!("a whole number from {least} to {most}"));
        }
        found
    }

    /// Checks that the later of two days is not before the earlier; the later one's cell is the bad one.
    pub(super) fn in_order(&mut self, earlier: Option<NaiveDate>, key: &str, later: Option<NaiveDate>, what: &str) {
        if let (Some(earlier), Some(later)) = (earlier, later)
            && later < earlier
        {
            self.bad(key, format!("a date not before {what} ({earlier})"));
        }
    }
}
