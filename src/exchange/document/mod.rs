//! A document that leaves the file: what it says, in blocks, and the same blocks as Markdown, plain text, HTML, JSON, CSV
//! or an Excel workbook. Renders to memory; where it goes is the caller's.
//!
//! Every form of it begins with the same line, that it is confidential and has left the encrypted file.

pub mod child;
pub mod comma;
pub mod html;
pub mod journey;
pub mod markdown;
mod notes;
pub mod record;
pub mod text;
pub mod workbook;
pub mod worker;
pub mod worker_times;

#[cfg(test)]
mod tests;

use super::outgoing::{Format, Mark};
use super::print::clean;
use crate::practice::date_words::{long, time};
use chrono::{NaiveDate, NaiveDateTime, SecondsFormat};
use serde::Serialize;

/// When a document was made, by whom, and how the file stood. No `Debug`: it names people.
#[derive(Clone, PartialEq, Eq)]
pub struct Made {
    /// Who took it out, when, and where the trail stood: its first line.
    pub mark: Mark,
    /// When, by the clock on the wall.
    pub at: NaiveDateTime,
    /// The supervisor's team; may be empty.
    pub team: String,
    /// The day that was today for every rule.
    pub day: NaiveDate,
}

impl Made {
    /// When and by whom, in a sentence.
    fn words(&self) -> String {
        let team = if self.team.trim().is_empty() { String::new() } else { format!(", {}", self.team.trim()) };
        let at = format!("{} at {}", long(self.at.date()), time(self.at.time()));
        let day =
            if self.day == self.at.date() { String::new() } else { format!(", as things stood on {}", long(self.day)) };
        clean::line(&format!("Made on {at} by {}{team}{day}.", self.mark.who))
    }
}

/// A document. No `Debug`: it is case text.
pub struct Document {
    /// What it is.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a document. All text is as it was written: each form of the document escapes what it must.
#[derive(Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of the first level below the title.
    Heading(String),
    /// A heading of the second.
    Subheading(String),
    /// Something a reader must not miss.
    Warning(String),
    /// Running text; each line is a paragraph of its own.
    Paragraph(String),
    /// Facts with their labels.
    Facts(Vec<(String, String)>),
    /// A list.
    List(Vec<String>),
    /// A table.
    Table {
        /// The headings.
        headings: Vec<String>,
        /// The rows, each as long as the headings.
        rows: Vec<Vec<String>>,
    },
    /// Text whose columns stand under each other: a timeline.
    Picture(Vec<String>),
}

/// A document as JSON: when and by whom, and the content under its own key. The notice stands on the first line.
pub fn json<T: Serialize>(title: &str, made: &Made, content: &T) -> String {
    #[derive(Serialize)]
    struct Whole<'a, T> {
        title: &'a str,
        made_at: String,
        made_by: &'a str,
        team: &'a str,
        as_of: NaiveDate,
        trail: &'a str,
        content: &'a T,
    }
    let whole = Whole {
        title,
        made_at: made.mark.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        made_by: &made.mark.who,
        team: &made.team,
        as_of: made.day,
        trail: &made.mark.hash,
        content,
    };
    made.mark.put_on(Format::Json, &super::print::json(&whole))
}

/// The lines of a text that say anything, cleaned of what a terminal would obey.
fn lines_of(text: &str) -> Vec<String> {
    clean::text(text).lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.trim().is_empty()).collect()
}
