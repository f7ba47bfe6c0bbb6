//! The first line of a document that leaves the encrypted file: that it is confidential, who took it out, and where the
//! trail stood. Not the document.

use crate::exchange::outgoing::html;
use crate::exchange::print::clean;
use chrono::{DateTime, SecondsFormat, Utc};

/// What every document says first.
pub const CONFIDENTIAL: &str = "Confidential: about children, families and staff. This copy is outside the encrypted \
                                file; keep it, pass it on and destroy it as your authority requires.";

/// What a document is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// One HTML file.
    Html,
    /// JSON; the document must be an object.
    Json,
    /// Comma-separated values.
    Csv,
}

/// Who took a document out, when by the real clock, and where the trail stood just before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The supervisor.
    pub who: String,
    /// The moment.
    pub at: DateTime<Utc>,
    /// How many acts the trail held.
    pub acts: i64,
    /// The hash of the last of them.
    pub hash: String,
}

impl Mark {
    /// The whole sentence, for a format that has a place of its own for it: the first cell of a workbook.
    pub fn sentence(&self) -> String {
        format!(
            "{CONFIDENTIAL} Taken out by {} at {}; trail: act {}, {}.",
            clean::line(&self.who),
            self.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            self.acts,
            self.hash
        )
    }

    /// The document with its first line before it. JSON gets a first key `confidential`; HTML a comment, so that the
    /// document itself should show [`Mark::sentence`] at its top too.
    pub fn put_on(&self, format: Format, document: &str) -> String {
        let sentence = self.sentence();
        match format {
            Format::Markdown | Format::Text => format!("{sentence}\n\n{document}"),
            // Two hyphens would end a comment early.
            Format::Html => format!("<!-- {} -->\n{document}", html(&sentence).replace("--", "- -")),
            Format::Csv => format!("\"{}\"\n{document}", sentence.replace('"', "\"\"")),
            Format::Json => {
                let quoted = clean::json(&serde_json::Value::from(sentence).to_string());
                match document.trim_start().strip_prefix('{') {
                    Some(rest) if rest.trim_start().starts_with('}') => format!("{{\"confidential\": {quoted}{rest}"),
                    Some(rest) => format!("{{\"confidential\": {quoted},{rest}"),
                    None => format!("{{\"confidential\": {quoted}, \"document\":\n{document}}}\n"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> Mark {
        Mark {
            who: "Ruth \"R--\u{1b}[31m\" <Adams>".to_owned(),
            at: DateTime::from_timestamp(1_795_000_000, 0).unwrap(),
            acts: 7,
            hash: "ab".repeat(32),
        }
    }

    #[test]
    fn the_first_line_of_every_format_says_that_it_is_confidential() {
        for format in [Format::Markdown, Format::Text, Format::Html, Format::Json, Format::Csv] {
            let marked = mark().put_on(format, "{\n  \"a\": 1\n}\n");
            let first = marked.lines().next().unwrap();
            assert!(first.contains("Confidential") && first.contains(&"ab".repeat(32)), "{format:?}: {first}");
            assert!(!marked.contains('\u{1b}'));
        }
    }

    #[test]
    fn marked_json_is_json_and_marked_csv_is_csv() {
        for (document, key) in [("{\n  \"a\": 1\n}\n", Some("a")), ("{}", None), ("[1, 2]\n", Some("document"))] {
            let json: serde_json::Value = serde_json::from_str(&mark().put_on(Format::Json, document)).unwrap();
            assert!(json["confidential"].as_str().unwrap().contains("Ruth \"R--"));
            assert!(key.is_none_or(|key| !json[key].is_null()), "{json}");
        }
        let csv = mark().put_on(Format::Csv, "a,b\n1,2\n");
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(csv.as_bytes());
        let widths: Vec<usize> = reader.records().map(|row| row.unwrap().len()).collect();
        assert_eq!(widths, [1, 2, 2]);
    }

    #[test]
    fn a_name_cannot_end_the_comment() {
        let marked = mark().put_on(Format::Html, "<!doctype html>\n");
        assert_eq!((marked.matches("-->").count(), marked.matches("--").count()), (1, 2));
    }
}
