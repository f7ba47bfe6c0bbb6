//! A document as CSV: a row for every piece of it, under the heading that it stands below. Not the lists that a command
//! prints, whose columns are their own.

use super::{Block, Document, Made, lines_of};
use crate::exchange::outgoing::Format;
use crate::exchange::print::comma;

/// The columns. `row` numbers the lines of a list and the rows of a table.
const COLUMNS: [&str; 5] = ["heading", "subheading", "row", "label", "words"];

/// The whole, with its notice.
pub fn render(document: &Document, made: &Made) -> String {
    let mut sheet = Pieces::default();
    sheet.heading.clone_from(&document.title);
    let mut blocks = document.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        match block {
            Block::Heading(words) => {
                sheet.heading.clone_from(words);
                sheet.subheading.clear();
            }
            Block::Subheading(words) => sheet.subheading.clone_from(words),
            Block::Warning(words) => sheet.piece("", "warning", words),
            // What only introduces the list after it names the lines of that list.
            Block::Paragraph(words) if words.ends_with(':') && matches!(blocks.peek(), Some(Block::List(_))) => {
                if let Some(Block::List(lines)) = blocks.next() {
                    sheet.list(words.trim_end_matches(':'), lines);
                }
            }
            Block::Paragraph(words) => sheet.piece("", "", &lines_of(words).join("\n")),
            Block::Facts(facts) => facts.iter().for_each(|(label, value)| sheet.piece("", label, value)),
            Block::List(lines) => sheet.list("", lines),
            Block::Table { headings, rows } => {
                for (number, row) in (1..).zip(rows) {
                    let number = number.to_string();
                    headings.iter().zip(row).for_each(|(label, cell)| sheet.piece(&number, label, cell));
                }
            }
            // A picture says nothing that its lists do not: spaces and signs are no use to a spreadsheet.
            Block::Picture(_) => {}
        }
    }
    made.mark.put_on(Format::Csv, &comma::rows(&COLUMNS, sheet.rows))
}

/// The rows so far, and where the next one stands.
#[derive(Default)]
struct Pieces {
    heading: String,
    subheading: String,
    rows: Vec<[String; 5]>,
}

impl Pieces {
    fn piece(&mut self, row: &str, label: &str, words: &str) {
        let cells = [self.heading.as_str(), self.subheading.as_str(), row, label, words];
        self.rows.push(cells.map(|cell| cell.trim().to_owned()));
    }

    fn list(&mut self, label: &str, lines: &[String]) {
        for (number, line) in (1..).zip(lines) {
            self.piece(&number.to_string(), label, line);
        }
    }
}
