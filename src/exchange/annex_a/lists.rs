//! Finds the lists in a workbook and reads their rows.

use super::list::{BORN, Columns, LISTS, ListRow, REFERENCE, TEAM, WORKER, columns, meaning};
use super::oddity::{Oddity, OddityKind};
use super::{AnnexError, Book};
use crate::exchange::import::{read_date, serial_day, shortened};
use crate::exchange::sheet::{Cell, Grid, one_line};
use crate::practice::code::folded;
use crate::practice::reference::Reference;
use chrono::NaiveDate;
use std::collections::HashSet;

/// Headings are looked for in so many rows.
const TITLE_ROWS: usize = 20;

/// What a row begins with that sums up those above it and is about no child.
const SUMS: [&str; 5] = ["total", "totals", "subtotal", "grand total", "count"];

/// What people write where nobody is allocated.
const NOBODY: [&str; 9] =
    ["na", "none", "unallocated", "notallocated", "noworker", "unknown", "tbc", "noallocatedworker", "null"];

#[derive(Default)]
pub(super) struct Lists {
    pub(super) rows: Vec<ListRow>,
    pub(super) counts: Vec<(u8, usize)>,
    pub(super) oddities: Vec<Oddity>,
}

pub(super) fn read(file: &str, book: &mut Book) -> Result<Lists, AnnexError> {
    let names = book.names();
    let mut lists = Lists::default();
    for list in LISTS {
        let mut sheets = names.iter().filter(|name| number(name) == Some(list));
        let Some(sheet) = sheets.next() else {
            let what = format!("there is no sheet for list {list}, so nothing is known from it");
            lists.odd(list, &format!("List {list}"), OddityKind::NoList, what);
            continue;
        };
        for other in sheets {
            let what = format!("{sheet} is list {list} already, so this sheet was not read");
            lists.odd(list, other, OddityKind::TwoLists, what);
        }
        let grid = book.grid(sheet)?;
        lists.read_list(list, sheet, &grid);
    }
    if lists.counts.is_empty() && lists.oddities.iter().any(|one| one.kind == OddityKind::NoColumn) {
        return Err(AnnexError::NoReferences { file: file.to_owned() });
    }
    if lists.counts.is_empty() {
        return Err(AnnexError::NoLists {
            file: file.to_owned(),
            there: if names.is_empty() { "none".to_owned() } else { names.join(", ") },
        });
    }
    Ok(lists)
}

/// The number of the list that a sheet's name gives: what follows `list`, or else the first number.
fn number(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let after = name.find("list").and_then(|at| first_number(name.get(at + 4..)?));
    after.or_else(|| first_number(&name)).filter(|number| (1..=11).contains(number))
}

fn is_figures(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_sum(text: &str) -> bool {
    let words: String = text.chars().take_while(|c| c.is_alphabetic() || *c == ' ').collect();
    SUMS.contains(&words.trim().to_lowercase().as_str())
}

fn first_number(text: &str) -> Option<u8> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// A list while it is read: where its columns are.
struct Place<'a> {
    list: u8,
    sheet: &'a str,
    headings: &'a [Cell],
    grid: &'a Grid,
}

impl Place<'_> {
    fn column(&self, name: &str) -> Option<usize> {
        self.headings.iter().position(|heading| folded(&heading.shown()) == folded(name))
    }
}

impl Lists {
    fn odd(&mut self, list: u8, sheet: &str, kind: OddityKind, what_was_done: String) {
        self.oddities.push(Oddity {
            kind,
            list,
            sheet: sheet.to_owned(),
            row: 0,
            child: None,
            column: String::new(),
            value: String::new(),
            what_was_done,
        });
    }

    fn odd_cell(
        &mut self,
        place: &Place<'_>,
        row: usize,
        kind: OddityKind,
        column: &str,
        cell: &Cell,
        what_was_done: impl Into<String>,
    ) {
        self.oddities.push(Oddity {
            kind,
            list: place.list,
            sheet: place.sheet.to_owned(),
            row,
            // Whose row it is, is known once the row is read.
            child: None,
            column: column.to_owned(),
            value: shortened(&cell.shown()),
            what_was_done: what_was_done.into(),
        });
    }

    fn read_list(&mut self, list: u8, sheet: &str, grid: &Grid) {
        let is_heading = |cells: &Vec<Cell>| cells.iter().any(|cell| folded(&cell.shown()) == folded(REFERENCE));
        let found = grid.rows.iter().take(TITLE_ROWS).position(|(_, cells)| is_heading(cells));
        let Some((above, (headings_row, headings))) = found.and_then(|at| Some((at, grid.rows.get(at)?))) else {
            let what = format!("it has no column called {REFERENCE}, so the sheet was not read");
            self.odd(list, sheet, OddityKind::NoColumn, what);
            return;
        };
        let place = Place { list, sheet, headings, grid };
        let own = columns(list);
        for name in [Some(BORN), Some(TEAM), Some(WORKER), own.start, own.end, own.answer, own.visit, own.review]
            .into_iter()
            .flatten()
            .filter(|name| place.column(name).is_none())
        {
            self.odd(list, sheet, OddityKind::NoColumn, format!("it has no column called {name}; read as if blank"));
        }
        for (number, _) in &grid.rows[..above] {
            self.odd_cell(&place, *number, OddityKind::TitleRow, "", &Cell::Blank, "skipped, being above the headings");
        }
        let mut last = *headings_row;
        let mut already: HashSet<String> = HashSet::new();
        let mut count = 0;
        for (number, cells) in grid.rows.iter().skip(above + 1) {
            let blank = number.saturating_sub(last + 1);
            if blank > 0 {
                // Once for each gap, which may be a million rows deep.
                let what = match blank {
                    1 => "skipped, being blank".to_owned(),
                    many => format!("skipped with those below it: {many} blank rows"),
                };
                self.odd_cell(&place, last + 1, OddityKind::BlankRow, "", &Cell::Blank, what);
            }
            last = *number;
            count += 1;
            let whole: String = cells.iter().map(|cell| cell.shown() + "\u{1f}").collect();
            if !already.insert(whole) {
                let what = "the same as a row above it, so it was counted once";
                self.odd_cell(&place, *number, OddityKind::Repeated, "", &Cell::Blank, what);
                continue;
            }
            if let Some(row) = self.read_row(&place, own, *number, cells) {
                self.rows.push(row);
            }
        }
        self.counts.push((list, count));
    }

    fn read_row(&mut self, place: &Place<'_>, own: Columns, row: usize, cells: &[Cell]) -> Option<ListRow> {
        let cell = |name: &str| place.column(name).and_then(|at| cells.get(at)).unwrap_or(&Cell::Blank);
        let reference = self.reference(place, row, cell(REFERENCE))?;
        let mut day = |name: Option<&'static str>| name.and_then(|name| self.day(place, row, name, cell(name)));
        let (born_on, start, end) = (day(Some(BORN)), day(own.start), day(own.end));
        let (visit, review) = (day(own.visit), day(own.review));
        let team = self.words(place, row, TEAM, cell(TEAM));
        let worker = self.worker(place, row, cell(WORKER));
        let answer = own.answer.and_then(|name| Some((name, self.words(place, row, name, cell(name))?)));
        let meaning = answer.and_then(|(name, answer)| {
            let meaning = meaning(place.list, &answer);
            if meaning.is_none() {
                let what =
                    format!("not an answer known here, so taken as {}", super::list::otherwise(place.list).words());
                self.odd_cell(place, row, OddityKind::NotKnown, name, cell(name), what);
            }
            meaning
        });
        Some(ListRow {
            list: place.list,
            sheet: place.sheet.to_owned(),
            row,
            reference,
            born_on,
            team,
            worker,
            start,
            end,
            meaning,
            visit,
            review,
        })
    }

    fn reference(&mut self, place: &Place<'_>, row: usize, cell: &Cell) -> Option<Reference> {
        let found = match cell {
            Cell::Text(text) if is_sum(text) => {
                let what = "it sums up the rows above and is about no child, so the row was not imported";
                self.odd_cell(place, row, OddityKind::NoReference, REFERENCE, cell, what);
                return None;
            }
            Cell::Text(text) => {
                // A number that another program wrote out in full.
                let text = text.strip_suffix(".0").filter(|whole| is_figures(whole)).unwrap_or(text);
                if is_figures(text) {
                    let what = "stored as text, and read as the same number";
                    self.odd_cell(place, row, OddityKind::NumberAsText, REFERENCE, cell, what);
                }
                Reference::new(&one_line(text))
            }
            Cell::Number(number) if *number >= 0.0 && number.fract() == 0.0 => Reference::new(&cell.shown()),
            Cell::Number(_) | Cell::Blank | Cell::Day(_) | Cell::Error(_) => None,
        };
        if found.is_none() {
            let what = "there is no child's reference, so the row was not imported";
            self.odd_cell(place, row, OddityKind::NoReference, REFERENCE, cell, what);
        }
        found
    }

    fn words(&mut self, place: &Place<'_>, row: usize, name: &str, cell: &Cell) -> Option<String> {
        match cell {
            Cell::Blank => None,
            Cell::Error(_) => {
                self.odd_cell(place, row, OddityKind::Fault, name, cell, "read as if blank");
                None
            }
            Cell::Text(_) | Cell::Number(_) | Cell::Day(_) => Some(one_line(&cell.shown())),
        }
    }

    fn worker(&mut self, place: &Place<'_>, row: usize, cell: &Cell) -> Option<String> {
        if let Some(at) = place.column(WORKER)
            && place.grid.odd_spaces.contains(&(row, at))
        {
            let what = "it holds a non-breaking space, read as a plain one";
            self.odd_cell(place, row, OddityKind::OddSpaces, WORKER, cell, what);
        }
        let name = match cell {
            Cell::Text(text) if !NOBODY.contains(&folded(text).as_str()) && !folded(text).is_empty() => {
                Some(one_line(text))
            }
            Cell::Text(_) | Cell::Error(_) | Cell::Blank | Cell::Number(_) | Cell::Day(_) => None,
        };
        if name.is_none() && !cell.is_blank() {
            let what = "this list names no worker for the child";
            self.odd_cell(place, row, OddityKind::MissingWorker, WORKER, cell, what);
        }
        name
    }

    fn day(&mut self, place: &Place<'_>, row: usize, name: &str, cell: &Cell) -> Option<NaiveDate> {
        let (found, how) = match cell {
            Cell::Blank => return None,
            Cell::Day(day) => return Some(*day),
            Cell::Text(text) if is_figures(text) => {
                (text.parse().ok().and_then(serial_day), "a number stored as text, without a date format")
            }
            Cell::Text(text) => (read_date(text), "written as text"),
            Cell::Number(number) => (serial_day(*number), "a number without a date format"),
            Cell::Error(_) => {
                self.odd_cell(place, row, OddityKind::Fault, name, cell, "read as if blank");
                return None;
            }
        };
        let (kind, what) = match found {
            Some(day) => (OddityKind::DateAsText, format!("{how}, and read as {}", day.format("%-d %B %Y"))),
            None => (OddityKind::NotADate, "not a date, so read as if blank".to_owned()),
        };
        self.odd_cell(place, row, kind, name, cell, what);
        found
    }
}
