//! A document as an Excel workbook, laid out down one sheet. Every cell is text or a number; none is ever a formula.

use super::{Block, Document, Made, lines_of};
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

/// The whole as the bytes of a workbook, with its notice in the first cell.
pub fn render(document: &Document, made: &Made) -> Result<Vec<u8>, NotWritten> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_name("Document")?;
    text(sheet, 0, 0, &made.mark.sentence(), Some(&bold))?;
    text(sheet, 1, 0, &made.words(), None)?;
    text(sheet, 3, 0, &document.title, Some(&bold))?;
    lay_out(sheet, 4, &document.blocks, &bold)?;
    Ok(book.save_to_buffer()?)
}

/// Lays blocks out from a row downwards.
pub(in crate::exchange) fn lay_out(
    sheet: &mut Worksheet,
    mut at: u32,
    blocks: &[Block],
    bold: &Format,
) -> Result<(), NotWritten> {
    for block in blocks {
        match block {
            Block::Heading(words) | Block::Subheading(words) => {
                at += 1;
                text(sheet, at, 0, words, Some(bold))?;
                at += 1;
            }
            Block::Warning(words) => {
                text(sheet, at, 0, words, Some(bold))?;
                at += 1;
            }
            Block::Paragraph(words) => at = down(sheet, at, &lines_of(words))?,
            Block::List(lines) | Block::Picture(lines) => at = down(sheet, at, lines)?,
            Block::Facts(facts) => {
                for (label, value) in facts {
                    row(sheet, at, &[label, value], None)?;
                    at += 1;
                }
            }
            Block::Table { headings, rows } => {
                row(sheet, at, headings, Some(bold))?;
                at += 1;
                for cells in rows {
                    row(sheet, at, cells, None)?;
                    at += 1;
                }
            }
        }
    }
    Ok(())
}

/// Lines under each other; gives the row after them.
fn down(sheet: &mut Worksheet, mut at: u32, lines: &[String]) -> Result<u32, NotWritten> {
    for line in lines {
        text(sheet, at, 0, line, None)?;
        at += 1;
    }
    Ok(at)
}

/// One row of cells.
pub(in crate::exchange) fn row<T: AsRef<str>>(
    sheet: &mut Worksheet,
    at: u32,
    cells: &[T],
    format: Option<&Format>,
) -> Result<(), NotWritten> {
    for (column, cell) in (0..).zip(cells) {
        text(sheet, at, column, cell.as_ref(), format)?;
    }
    Ok(())
}

/// A whole number as a number, anything else as text: written as a string, it is never run.
pub(in crate::exchange) fn text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    words: &str,
    format: Option<&Format>,
) -> Result<(), NotWritten> {
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
