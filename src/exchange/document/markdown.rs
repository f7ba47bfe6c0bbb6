//! A document as Markdown. What a writer typed stays words: nothing in it becomes a heading, a link, a picture or HTML.

use super::text::kept;
use super::{Block, Document, Made, lines_of};
use crate::exchange::outgoing::{Format, Mark};
use crate::exchange::print::clean;

/// The whole, with its notice and by whom it was made.
pub fn render(document: &Document, made: &Made) -> String {
    let mut text = format!("{}\n\n# {}\n", escaped(&made.words()), one_line(&document.title));
    for block in &document.blocks {
        text.push('\n');
        match block {
            Block::Heading(words) => text.push_str(&format!("## {}\n", one_line(words))),
            Block::Subheading(words) => text.push_str(&format!("### {}\n", one_line(words))),
            Block::Warning(words) => text.push_str(&format!("**{}**\n", one_line(words))),
            Block::Paragraph(words) => {
                let paragraphs: Vec<String> = lines_of(words).iter().map(|line| one_line(line)).collect();
                text.push_str(&paragraphs.join("\n\n"));
                text.push('\n');
            }
            Block::Facts(facts) => {
                for (label, value) in facts {
                    text.push_str(&format!("- **{}:** {}\n", one_line(label), one_line(value)));
                }
            }
            Block::List(lines) => lines.iter().for_each(|line| text.push_str(&format!("- {}\n", one_line(line)))),
            Block::Table { headings, rows } => {
                let row = |cells: &[String]| {
                    let cells: Vec<String> = cells.iter().map(|cell| one_line(cell)).collect();
                    format!("| {} |\n", cells.join(" | "))
                };
                text.push_str(&row(headings));
                text.push_str(&format!("|{}\n", " --- |".repeat(headings.len())));
                for cells in rows {
                    text.push_str(&row(cells));
                }
            }
            Block::Picture(lines) => {
                // Four spaces make it code: no fence that a writer's words could close.
                for line in lines {
                    text.push_str(format!("    {}\n", kept(line)).trim_end_matches(' '));
                }
            }
        }
    }
    // The first line is Markdown as the rest is: a name in it is words too.
    Mark { who: one_line(&made.mark.who), ..made.mark.clone() }.put_on(Format::Markdown, &text)
}

fn one_line(words: &str) -> String {
    escaped(&clean::line(words))
}

/// Words with a backslash before every sign that Markdown would read as its own (`CommonMark` 0.31, 2.4: any ASCII
/// punctuation may have one).
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 8);
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    for (place, c) in words.chars().enumerate() {
        let anywhere = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$');
        let at_start = place == 0 && matches!(c, '#' | '+' | '-' | '=' | ':');
        let ends = words.chars().nth(place + 1).is_none_or(char::is_whitespace);
        let numbers_a_list = digits > 0 && place == digits && matches!(c, '.' | ')') && ends;
        if anywhere || at_start || numbers_a_list {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
