//! A table from a file, whoever wrote it: CSV or Excel becomes headings, numbered rows and plain cells.
//!
//! Knows nothing of workers or children; [`super::import`] and [`super::annex_a`] give the columns their meaning.

mod clean;
mod comma;
mod excel;
#[cfg(test)]
mod tests;
mod unpacked;

use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::fmt;

pub use clean::{cleaned, one_line};

/// What stood in one cell. `Debug` never shows the words.
#[derive(Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Words, trimmed, composed (NFC), with plain spaces, line feeds and no control characters.
    Text(String),
    /// A day that the workbook itself knows to be one; a time of day is left off.
    Day(NaiveDate),
    /// A number that the workbook itself knows to be one.
    Number(f64),
    /// A fault of the spreadsheet's own (`#N/A`, `#REF!`), or a formula that was never calculated.
    Error(String),
}

impl Cell {
    /// Whether nothing stands there.
    pub const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// The cell as a person sees it: a whole number without decimals, a day as `2026-11-22`; empty where blank.
    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Day(day) => day.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blank => "Blank",
            Self::Text(_) => "Text(..)",
            Self::Day(_) => "Day(..)",
            Self::Number(_) => "Number(..)",
            Self::Error(_) => "Error(..)",
        })
    }
}

/// A column that has a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading as written, on one line.
    pub heading: String,
    /// Where it stands, as a spreadsheet letters it: `A`, `AB`.
    pub letter: String,
}

/// A row that is not blank. `Debug` shows the number only.
#[derive(Clone, PartialEq)]
pub struct Row {
    /// The row as a spreadsheet numbers it: the first row of the file is 1, blank rows count.
    pub number: usize,
    /// One cell for each of the sheet's columns, in their order.
    pub cells: Vec<Cell>,
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row").field("number", &self.number).finish_non_exhaustive()
    }
}

/// A table: one file, or one sheet of a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The file's name as it is to be shown; for a workbook with its sheet: `team.xlsx (Workers)`.
    pub file: String,
    /// The columns in their order; one whose heading is blank is called by its letter.
    pub columns: Vec<Column>,
    /// The rows below the headings that hold anything.
    pub rows: Vec<Row>,
    /// What had to be guessed to read it, a sentence each.
    pub notes: Vec<String>,
}

/// Why a file could not be read as a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// There is nothing in it.
    #[error("{file} is empty; save the table again, with the names of its columns in the first row")]
    Empty {
        /// The file.
        file: String,
    },
    /// Neither CSV nor a workbook.
    #[error("{file} is neither a CSV file nor an Excel workbook; save it as one of those and import that")]
    NotATable {
        /// The file.
        file: String,
    },
    /// A workbook that does not open.
    #[error("{file} is damaged or protected by a password; open it in Excel, save an unprotected copy and import that")]
    Closed {
        /// The file.
        file: String,
    },
    /// A workbook that unpacks to more than any table holds.
    #[error(
        "{file} unpacks to more than {} MB, which no list of people does; save the one table as CSV and import that",
        unpacked::MOST >> 20
    )]
    TooMuch {
        /// The file.
        file: String,
    },
    /// A sheet was asked for that is not there.
    #[error("{file} has no sheet called {wanted:?}; it has: {there}")]
    NoSuchSheet {
        /// The file.
        file: String,
        /// The name asked for.
        wanted: String,
        /// The names there are.
        there: String,
    },
    /// A sheet was asked for in a file that has none.
    #[error("{file} is a CSV file and has no sheets; leave out --sheet")]
    NoSheets {
        /// The file.
        file: String,
    },
    /// A CSV file that ends within quotation marks.
    #[error("{file}, row {row}: a quotation mark is opened and never closed; close it, or save the table again")]
    OpenQuote {
        /// The file.
        file: String,
        /// The row in which it was opened.
        row: usize,
    },
}

/// Cells by row, before anything is known of headings: what the file holds and where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Rows that hold anything, with their numbers, ascending; each as long as its last cell that is not blank.
    pub rows: Vec<(usize, Vec<Cell>)>,
    /// Where a text held spaces that only look like spaces: row number, and column from 0.
    pub odd_spaces: BTreeSet<(usize, usize)>,
}

impl Grid {
    /// The table whose headings stand in the row at this place of [`Grid::rows`]; rows above it are left out.
    pub fn into_sheet(self, file: String, headings_at: usize, notes: Vec<String>) -> Sheet {
        let mut rows = self.rows.into_iter().skip(headings_at);
        let headings = rows.next().map(|(_, cells)| cells).unwrap_or_default();
        let rows: Vec<(usize, Vec<Cell>)> = rows.collect();
        let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0).max(headings.len());
        let columns = (0..width).map(|place| column(place, headings.get(place))).collect();
        let rows = rows
            .into_iter()
            .map(|(number, mut cells)| {
                cells.resize(width, Cell::Blank);
                Row { number, cells }
            })
            .collect();
        Sheet { file, columns, rows, notes }
    }
}

fn column(place: usize, heading: Option<&Cell>) -> Column {
    let letter = letters(place);
    let heading = heading.map(Cell::shown).map(|text| one_line(&text)).filter(|text| !text.is_empty());
    Column { heading: heading.unwrap_or_else(|| letter.clone()), letter }
}

/// A column's letters by its place from 0: `A`, `Z`, `AA`.
fn letters(place: usize) -> String {
    let mut rest = place + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|byte| char::from(*byte)).collect()
}

/// A file's tables: the sheets of a workbook, or the one of a CSV file.
pub struct Book {
    file: String,
    inside: Inside,
}

enum Inside {
    Workbook(Box<excel::Workbook>),
    Commas { grid: Grid, notes: Vec<String> },
}

impl fmt::Debug for Book {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Book").field("file", &self.file).finish_non_exhaustive()
    }
}

impl Book {
    /// Opens what a file holds. Which sort it is shows in its first bytes; its name is only for messages.
    pub fn open(file: &str, bytes: &[u8]) -> Result<Self, SheetError> {
        let inside = if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            Inside::Workbook(Box::new(excel::Workbook::open(file, bytes)?))
        } else {
            let (grid, notes) = comma::read(file, bytes)?;
            Inside::Commas { grid, notes }
        };
        Ok(Self { file: file.to_owned(), inside })
    }

    /// The names of a workbook's sheets in their order; none for a CSV file.
    pub fn names(&self) -> Vec<String> {
        match &self.inside {
            Inside::Workbook(workbook) => workbook.names(),
            Inside::Commas { .. } => Vec::new(),
        }
    }

    /// The cells of a sheet by its exact name.
    pub fn grid(&mut self, name: &str) -> Result<Grid, SheetError> {
        match &mut self.inside {
            Inside::Workbook(workbook) => workbook.grid(&self.file, name),
            Inside::Commas { .. } => Err(SheetError::NoSheets { file: self.file.clone() }),
        }
    }

    /// The one table asked for: the named sheet, or the first that holds anything. Its first row that holds anything
    /// has the headings.
    fn table(mut self, wanted: Option<&str>) -> Result<Sheet, SheetError> {
        let empty = || SheetError::Empty { file: self.file.clone() };
        let (grid, file, notes) = match (&mut self.inside, wanted) {
            (Inside::Commas { .. }, Some(_)) => return Err(SheetError::NoSheets { file: self.file }),
            (Inside::Commas { grid, notes }, None) => (std::mem::take(grid), self.file.clone(), std::mem::take(notes)),
            (Inside::Workbook(workbook), Some(wanted)) => {
                let names = workbook.names();
                let same = |name: &&String| name.trim().to_lowercase() == wanted.trim().to_lowercase();
                let Some(name) = names.iter().find(same) else {
                    return Err(SheetError::NoSuchSheet {
                        file: self.file,
                        wanted: wanted.to_owned(),
                        there: names.join(", "),
                    });
                };
                (workbook.grid(&self.file, name)?, format!("{} ({name})", self.file), Vec::new())
            }
            (Inside::Workbook(workbook), None) => {
                let mut first = None;
                for name in workbook.names() {
                    let grid = workbook.grid(&self.file, &name)?;
                    if !grid.rows.is_empty() {
                        first = Some((grid, format!("{} ({name})", self.file), Vec::new()));
                        break;
                    }
                }
                first.ok_or_else(empty)?
            }
        };
        if grid.rows.is_empty() {
            return Err(SheetError::Empty { file: self.file });
        }
        Ok(grid.into_sheet(file, 0, notes))
    }
}

/// Reads a file into one table. `file` is the name for messages, `sheet` the workbook's sheet if not the first.
pub fn read_sheet(file: &str, bytes: &[u8], sheet: Option<&str>) -> Result<Sheet, SheetError> {
    Book::open(file, bytes)?.table(sheet)
}
