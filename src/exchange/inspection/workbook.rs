//! The inspection as an Excel workbook: a sheet for the figures, one for each list. Every cell is text or a number; none
//! is ever a formula.

use super::Inspection;
use super::rows::COLUMNS;
use crate::exchange::document::{Block, Made};
use crate::exchange::print::clean;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// The workbook could not be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the workbook could not be put together; take it out as csv or html instead")]
pub struct NotWritten;

impl From<XlsxError> for NotWritten {
    fn from(_: XlsxError) -> Self {
        Self
    }
}

/// The most letters that a cell of Excel holds.
const CELL: usize = 32_767;

impl Inspection {
    /// As the bytes of a workbook.
    pub fn xlsx(&self, made: &Made) -> Result<Vec<u8>, NotWritten> {
        let mut book = Workbook::new();
        let bold = Format::new().set_bold();
        figures(self, made, book.add_worksheet(), &bold)?;
        let sheet = book.add_worksheet();
        sheet.set_name("Directions and actions")?;
        row(sheet, 0, &COLUMNS, Some(&bold))?;
        for (number, cells) in (1..).zip(self.rows()) {
            row(sheet, number, &cells, None)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(book.save_to_buffer()?)
    }
}

/// The notice, and every table and figure of the document but the long lists, which have a sheet of their own.
fn figures(of: &Inspection, made: &Made, sheet: &mut Worksheet, bold: &Format) -> Result<(), NotWritten> {
    sheet.set_name("Figures")?;
    text(sheet, 0, 0, &made.mark.sentence(), Some(bold))?;
    let mut at = 2;
    for block in of.document().blocks {
        match block {
            Block::Heading(words) if words == "Every direction" => break,
            Block::Heading(words) | Block::Subheading(words) => {
                at += 1;
                text(sheet, at, 0, &words, Some(bold))?;
                at += 1;
            }
            Block::Warning(words) | Block::Paragraph(words) => {
                text(sheet, at, 0, &words, None)?;
                at += 1;
            }
            Block::Facts(facts) => {
                for (label, value) in facts {
                    row(sheet, at, &[label, value], None)?;
                    at += 1;
                }
            }
            Block::List(lines) | Block::Picture(lines) => {
                for line in lines {
                    text(sheet, at, 0, &line, None)?;
                    at += 1;
                }
            }
            Block::Table { headings, rows } => {
                row(sheet, at, &headings, Some(bold))?;
                at += 1;
                for cells in rows {
                    row(sheet, at, &cells, None)?;
                    at += 1;
                }
            }
        }
    }
    Ok(())
}

fn row<T: AsRef<str>>(sheet: &mut Worksheet, at: u32, cells: &[T], format: Option<&Format>) -> Result<(), NotWritten> {
    for (column, cell) in (0..).zip(cells) {
        text(sheet, at, column, cell.as_ref(), format)?;
    }
    Ok(())
}

/// A whole number as a number, anything else as text: written as a string, it is never run.
fn text(sheet: &mut Worksheet, row: u32, column: u16, words: &str, format: Option<&Format>) -> Result<(), NotWritten> {
    let plain = words.len() < 10 && !words.is_empty() && words.bytes().all(|c| c.is_ascii_digit());
    if let Some(number) = words.parse::<u32>().ok().filter(|number| plain && number.to_string() == words) {
        sheet.write_number(row, column, number)?;
        return Ok(());
    }
    let words: String = clean::text(words).chars().take(CELL).collect();
    match format {
        Some(format) => sheet.write_string_with_format(row, column, words, format)?,
        None => sheet.write_string(row, column, words)?,
    };
    Ok(())
}
