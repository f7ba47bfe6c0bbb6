//! The inspection as an Excel workbook: a sheet for the figures, one for the directions with their actions.

use super::Inspection;
use super::rows::COLUMNS;
use crate::exchange::document::workbook::{NotWritten, lay_out, row, text};
use crate::exchange::document::{Block, Made};
use rust_xlsxwriter::{Format, Workbook};

impl Inspection {
    /// As the bytes of a workbook.
    pub fn xlsx(&self, made: &Made) -> Result<Vec<u8>, NotWritten> {
        let mut book = Workbook::new();
        let bold = Format::new().set_bold();
        let sheet = book.add_worksheet();
        sheet.set_name("Figures")?;
        text(sheet, 0, 0, &made.mark.sentence(), Some(&bold))?;
        // The long list has a sheet of its own.
        let long = |block: &Block| matches!(block, Block::Heading(words) if words == "Every direction");
        let figures: Vec<Block> = self.document().blocks.into_iter().take_while(|block| !long(block)).collect();
        lay_out(sheet, 2, &figures, &bold)?;
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
