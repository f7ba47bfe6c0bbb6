//! Excel workbooks, old and new, as plain cells: what a formula last gave, days as days, faults as faults.

use super::clean::text_cell;
use super::{Cell, Grid, SheetError, unpacked};
use calamine::{Data, Reader, SheetType, Sheets, open_workbook_auto_from_rs};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

/// Shown for a formula whose answer the file does not hold.
const NEVER_CALCULATED: &str = "a formula that was never calculated";

/// A column beyond this holds nothing that a person put there.
const LAST_COLUMN: u32 = 1023;

/// A value and where it stands: row and column, from 0.
type Placed = ((u32, u32), Data);

pub(super) struct Workbook {
    sheets: Sheets<Cursor<Vec<u8>>>,
}

impl Workbook {
    pub(super) fn open(file: &str, bytes: &[u8]) -> Result<Self, SheetError> {
        if unpacked::is_too_much(bytes) {
            return Err(SheetError::TooMuch { file: file.to_owned() });
        }
        open_workbook_auto_from_rs(Cursor::new(bytes.to_vec()))
            .map(|sheets| Self { sheets })
            .map_err(|_| SheetError::Closed { file: file.to_owned() })
    }

    pub(super) fn names(&self) -> Vec<String> {
        let all = self.sheets.sheets_metadata();
        all.iter().filter(|one| one.typ == SheetType::WorkSheet).map(|one| one.name.clone()).collect()
    }

    pub(super) fn grid(&mut self, file: &str, name: &str) -> Result<Grid, SheetError> {
        let closed = |_| SheetError::Closed { file: file.to_owned() };
        let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
        let mut put = |(row, column): (u32, u32), cell: Cell| {
            if column <= LAST_COLUMN {
                rows.entry(row).or_default().insert(column, cell);
            }
        };
        // Formulas first, so that a value, where the file has one, takes their place.
        if let Ok(formulas) = self.formulas(name) {
            for at in formulas {
                put(at, Cell::Error(NEVER_CALCULATED.to_owned()));
            }
        }
        let mut odd_spaces = BTreeSet::new();
        for (at, data) in self.values(name).map_err(closed)? {
            if let Data::String(text) = &data
                && text.trim_matches(' ').contains(['\u{a0}', '\u{202f}', '\u{2007}'])
            {
                odd_spaces.insert((at.0 as usize + 1, at.1 as usize));
            }
            // An empty text is an answer too: many formulas give one on purpose.
            if data != Data::Empty {
                put(at, cell(&data));
            }
        }
        let rows = rows
            .into_iter()
            .filter_map(|(row, mut cells)| {
                cells.retain(|_, cell| !cell.is_blank());
                let width = *cells.keys().next_back()? as usize + 1;
                let mut line = vec![Cell::Blank; width];
                for (column, cell) in cells {
                    if let Some(place) = line.get_mut(column as usize) {
                        *place = cell;
                    }
                }
                Some((row as usize + 1, line))
            })
            .collect();
        Ok(Grid { rows, odd_spaces })
    }

    /// Values by place. One stray cell at the far corner of a sheet must not cost the memory of all between, so a
    /// modern workbook is read cell by cell.
    fn values(&mut self, name: &str) -> Result<Vec<Placed>, calamine::Error> {
        if let Sheets::Xlsx(workbook) = &mut self.sheets {
            let mut cells = workbook.worksheet_cells_reader(name)?;
            let mut values = Vec::new();
            while let Some(cell) = cells.next_cell()? {
                values.push((cell.get_position(), Data::from(cell.get_value().clone())));
            }
            return Ok(values);
        }
        let range = self.sheets.worksheet_range(name)?;
        let (top, left) = range.start().unwrap_or_default();
        let place = |row: usize, column: usize| {
            (top + u32::try_from(row).unwrap_or(u32::MAX), left + u32::try_from(column).unwrap_or(u32::MAX))
        };
        Ok(range.used_cells().map(|(row, column, data)| (place(row, column), data.clone())).collect())
    }

    /// Places where a formula stands; only a modern workbook can hold one without its answer.
    fn formulas(&mut self, name: &str) -> Result<Vec<(u32, u32)>, calamine::Error> {
        let Sheets::Xlsx(workbook) = &mut self.sheets else { return Ok(Vec::new()) };
        let mut cells = workbook.worksheet_cells_reader(name)?;
        let mut places = Vec::new();
        while let Some(cell) = cells.next_formula()? {
            if !cell.get_value().is_empty() {
                places.push(cell.get_position());
            }
        }
        Ok(places)
    }
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Blank,
        // A number that is longer is a reference, and every figure of it counts.
        Data::Int(number) => {
            i32::try_from(*number).map_or_else(|_| Cell::Text(number.to_string()), |short| Cell::Number(short.into()))
        }
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) | Data::DurationIso(text) => text_cell(text),
        Data::Bool(yes) => Cell::Text(if *yes { "yes" } else { "no" }.to_owned()),
        Data::DateTime(when) if when.is_duration() => Cell::Number(when.as_f64()),
        Data::DateTime(when) => {
            when.as_datetime().map_or_else(|| Cell::Number(when.as_f64()), |when| Cell::Day(when.date()))
        }
        Data::DateTimeIso(text) => {
            let day = text.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
            day.map_or_else(|| text_cell(text), Cell::Day)
        }
        Data::Error(fault) => Cell::Error(fault.to_string()),
    }
}
