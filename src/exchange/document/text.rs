//! A document as plain text: 78 columns, no signs but words, fit to be pasted anywhere.

use super::{Block, Document, Made, lines_of};
use crate::exchange::outgoing::Format;
use crate::exchange::print::clean;
use crate::exchange::print::table::{Layout, Side, Table};
use unicode_width::UnicodeWidthStr as _;

/// The columns of running text.
const WIDTH: usize = 78;

/// The whole, with its notice and by whom it was made.
pub fn render(document: &Document, made: &Made) -> String {
    let mut text = String::new();
    wrapped(&mut text, "", &made.words(), WIDTH);
    let title = clean::line(&document.title);
    text.push_str(&format!("\n{title}\n{}\n", "=".repeat(title.width().min(WIDTH))));
    text.push_str(&blocks(&document.blocks, WIDTH));
    made.mark.put_on(Format::Text, &text)
}

/// The blocks to be pasted into another system: its own fields break the lines.
pub fn to_paste(of: &[Block]) -> String {
    blocks(of, usize::MAX)
}

fn blocks(blocks: &[Block], width: usize) -> String {
    let mut text = String::new();
    let wrap = |text: &mut String, first: &str, words: &str| wrapped(text, first, words, width);
    for block in blocks {
        text.push('\n');
        match block {
            Block::Heading(words) => {
                let words = clean::line(words);
                if width == usize::MAX {
                    text.push_str(&format!("{}\n", words.to_uppercase()));
                } else {
                    text.push_str(&format!("{words}\n{}\n", "-".repeat(words.width().min(width))));
                }
            }
            Block::Subheading(words) => text.push_str(&format!("{}\n", clean::line(words))),
            Block::Warning(words) => wrap(&mut text, "*** ", &clean::line(words)),
            Block::Paragraph(words) => lines_of(words).iter().for_each(|line| wrap(&mut text, "", line)),
            Block::Facts(facts) => {
                for (label, value) in facts {
                    wrap(&mut text, "", &clean::line(&format!("{label}: {value}")));
                }
            }
            Block::List(lines) => {
                for line in lines {
                    wrap(&mut text, "- ", &clean::line(line));
                }
            }
            Block::Table { headings, rows } => {
                let headings: Vec<(&str, Side)> = headings.iter().map(|one| (one.as_str(), Side::Left)).collect();
                let mut table = Table::new(&headings);
                for row in rows {
                    table.row(row);
                }
                let columns = table.render(Layout::Columns);
                let wide = columns.lines().any(|line| line.width() > WIDTH * 2);
                text.push_str(&if wide { table.render(Layout::Lines) } else { columns });
            }
            Block::Picture(lines) => {
                for line in lines {
                    text.push_str(&format!("{}\n", kept(line)));
                }
            }
        }
    }
    text
}

/// A line of a picture: cleaned, its spaces kept.
pub(super) fn kept(line: &str) -> String {
    clean::text(line).replace('\n', " ").trim_end().to_owned()
}

/// Adds words broken between them, the first line after `first` and the others under its end.
fn wrapped(text: &mut String, first: &str, words: &str, width: usize) {
    let indent = " ".repeat(first.width());
    let mut line = first.to_owned();
    let mut empty = true;
    for word in words.split_whitespace() {
        if !empty && line.width() + 1 + word.width() > width {
            text.push_str(&line);
            text.push('\n');
            line.clone_from(&indent);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    text.push_str(line.trim_end());
    text.push('\n');
}
