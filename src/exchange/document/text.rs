//! A document as plain text: 78 columns, no signs but words, fit to be pasted anywhere.

use super::{Block, CONFIDENTIAL, Document, Made, lines_of};
use crate::exchange::print::clean;
use crate::exchange::print::table::{Layout, Side, Table};
use unicode_width::UnicodeWidthStr as _;

/// The columns of running text.
const WIDTH: usize = 78;

/// The whole, with its notice and by whom it was made.
pub fn render(document: &Document, made: &Made) -> String {
    let mut text = format!("{CONFIDENTIAL}\n\n");
    wrap(&mut text, "", &made.words());
    let title = clean::line(&document.title);
    text.push_str(&format!("\n{title}\n{}\n", "=".repeat(title.width().min(WIDTH))));
    text.push_str(&blocks(&document.blocks));
    text.push('\n');
    text.push_str(&made.trail_words());
    text.push('\n');
    text
}

/// The blocks alone.
pub fn blocks(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        text.push('\n');
        match block {
            Block::Heading(words) => {
                let words = clean::line(words);
                text.push_str(&format!("{words}\n{}\n", "-".repeat(words.width().min(WIDTH))));
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
                lines.iter().for_each(|line| wrap(&mut text, "- ", &clean::line(line)));
            }
            Block::Table { headings, rows } => {
                let headings: Vec<(&str, Side)> = headings.iter().map(|one| (one.as_str(), Side::Left)).collect();
                let mut table = Table::new(&headings);
                rows.iter().for_each(|row| table.row(row));
                let columns = table.render(Layout::Columns);
                let wide = columns.lines().any(|line| line.width() > WIDTH * 2);
                text.push_str(&if wide { table.render(Layout::Lines) } else { columns });
            }
            Block::Picture(lines) => {
                lines.iter().for_each(|line| text.push_str(&format!("{}\n", kept(line))));
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
fn wrap(text: &mut String, first: &str, words: &str) {
    let indent = " ".repeat(first.width());
    let mut line = first.to_owned();
    let mut empty = true;
    for word in words.split_whitespace() {
        if !empty && line.width() + 1 + word.width() > WIDTH {
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
