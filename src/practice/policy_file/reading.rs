//! Takes values of the right kind out of a TOML table and notes every mistake with its place. Knows no rule by name.

use super::lengths::{interval, lifetime, span};
use super::nearest::not_known;
use crate::practice::milestone::Span;
use crate::practice::mistake::Mistake;
use crate::practice::policy::{Cited, Interval, Source};
use std::ops::{Range, RangeInclusive};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with its place.
pub(super) type Entry<'i> = Spanned<DeValue<'i>>;

/// The longest text a file may give for one thing, in characters; longer is a slip, such as a missing quotation mark.
const LONGEST: usize = 600;

/// One pass over a file: its text, the documents it names, and what was found wrong so far.
pub(super) struct Reading<'t> {
    text: &'t str,
    documents: Vec<(String, String)>,
    mistakes: Vec<Mistake>,
}

/// A table of rules in the file, with its name and place.
pub(super) struct Section<'a, 'i> {
    name: &'static str,
    table: &'a DeTable<'i>,
    span: Range<usize>,
}

impl<'a, 'i> Section<'a, 'i> {
    /// What stands in it.
    pub(super) const fn table(&self) -> &'a DeTable<'i> {
        self.table
    }
}

impl<'t> Reading<'t> {
    /// A fresh pass over a text.
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, documents: Vec::new(), mistakes: Vec::new() }
    }

    /// What was read, or every mistake in the order of the file.
    pub(super) fn finish<T>(mut self, read: Option<T>) -> Result<T, Vec<Mistake>> {
        match read {
            Some(read) if self.mistakes.is_empty() => Ok(read),
            _ => {
                if self.mistakes.is_empty() {
                    self.mistakes.push(Mistake::at(
                        self.text,
                        0,
                        "a rule is missing",
                        "every rule of a shipped policy",
                    ));
                }
                self.mistakes.sort();
                self.mistakes.dedup();
                Err(self.mistakes)
            }
        }
    }

    /// Notes a mistake.
    pub(super) fn wrong(&mut self, span: &Range<usize>, what: impl Into<String>, expected: impl Into<String>) {
        self.mistakes.push(Mistake::over(self.text, Some(span), what, expected));
    }

    /// Notes every key that is not known here, with the nearest that is.
    pub(super) fn only(&mut self, table: &DeTable<'_>, place: &str, known: &[&str]) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                self.wrong(&key.span(), not_known(name, place, known), known.join(", "));
            }
        }
    }

    /// Names the documents that sources may cite.
    pub(super) fn know_documents(&mut self, root: &DeTable<'_>) {
        let Some((key, value)) = root.get_key_value("documents") else { return };
        let Some(table) = self.table(value, &key.span(), "documents") else { return };
        for (key, value) in table {
            if let Some(title) = self.text(value, key.get_ref()) {
                self.documents.push((key.get_ref().to_string(), title));
            }
        }
    }

    /// A section that has to be there.
    pub(super) fn section<'a, 'i>(
        &mut self,
        root: &'a DeTable<'i>,
        name: &'static str,
        what_for: &str,
    ) -> Option<Section<'a, 'i>> {
        let Some((key, value)) = root.get_key_value(name) else {
            let end = self.text.len();
            self.wrong(&(end..end), format!("the section [{name}] is missing"), what_for);
            return None;
        };
        let table = self.table(value, &key.span(), name)?;
        Some(Section { name, table, span: key.span() })
    }

    /// A rule of a section: a table with a value, which `read` takes, and a source.
    pub(super) fn rule<'a, 'i, T>(
        &mut self,
        section: &Section<'a, 'i>,
        key: &str,
        example: &str,
        read: impl FnOnce(&mut Self, &'a DeTable<'i>, &Range<usize>) -> Option<T>,
    ) -> Option<Cited<T>> {
        let Some((name, value)) = section.table.get_key_value(key) else {
            self.wrong(&section.span, format!("[{}] has no rule \"{key}\"", section.name), example);
            return None;
        };
        let span = name.span();
        let table = self.table(value, &span, key)?;
        let source = self.source(table, &span, key);
        let value = read(self, table, &span);
        Some(Cited { value: value?, source: source? })
    }

    /// The one entry of a rule that holds its value.
    pub(super) fn part<'a, 'i>(
        &mut self,
        table: &'a DeTable<'i>,
        span: &Range<usize>,
        rule: &str,
        part: &str,
        example: &str,
    ) -> Option<&'a Entry<'i>> {
        self.only(table, &format!("the rule \"{rule}\""), &[part, "source"]);
        let found = table.get(part);
        if found.is_none() {
            self.wrong(span, format!("\"{rule}\" does not say \"{part}\""), example);
        }
        found
    }

    /// Where a rule comes from.
    pub(super) fn source(&mut self, table: &DeTable<'_>, span: &Range<usize>, rule: &str) -> Option<Source> {
        let expected = self.sources_expected();
        let Some(value) = table.get("source") else {
            self.wrong(span, format!("\"{rule}\" does not say where it comes from"), expected);
            return None;
        };
        let words = self.text(value, "source")?;
        match words.as_str() {
            "local" => return Some(Source::Local),
            "brief" => return Some(Source::Brief),
            _ => {}
        }
        let (key, section) = words
            .split_once(':')
            .map_or((words.as_str(), None), |(key, section)| (key.trim(), Some(section.trim().to_owned())));
        if let Some((_, document)) = self.documents.iter().find(|(one, _)| one == key) {
            return Some(Source::Published {
                document: document.clone(),
                section: section.filter(|section| !section.is_empty()),
            });
        }
        let known: Vec<&str> = self.documents.iter().map(|(one, _)| one.as_str()).chain(["brief", "local"]).collect();
        let what = not_known(key, "[documents]", &known);
        self.wrong(&value.span(), what, expected);
        None
    }

    fn sources_expected(&self) -> String {
        let documents = self.documents.iter().map(|(key, _)| format!(", or \"{key}: section\""));
        documents.fold("source = \"local\", or \"brief\"".to_owned(), |expected, document| expected + &document)
    }

    /// A table.
    pub(super) fn table<'a, 'i>(
        &mut self,
        value: &'a Entry<'i>,
        span: &Range<usize>,
        name: &str,
    ) -> Option<&'a DeTable<'i>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(table);
        }
        let kind = kind(value);
        self.wrong(span, format!("\"{name}\" is {kind}"), format!("a table, {name} = {{ …, source = \"…\" }}"));
        None
    }

    /// What is said with a plain yes or no.
    pub(super) fn yes_or_no(&mut self, value: &Entry<'_>, name: &str) -> Option<bool> {
        let DeValue::Boolean(answer) = value.get_ref() else {
            self.wrong(&value.span(), format!("\"{name}\" is {}", kind(value)), "true or false");
            return None;
        };
        Some(*answer)
    }

    /// A text that says something.
    pub(super) fn text(&mut self, value: &Entry<'_>, name: &str) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong(&value.span(), format!("\"{name}\" is {}", kind(value)), "a text in quotation marks");
            return None;
        };
        let text = text.trim();
        let fault = if text.is_empty() {
            "is empty"
        } else if text.chars().any(char::is_control) {
            "holds a control character"
        } else if text.chars().count() > LONGEST {
            "is too long"
        } else {
            return Some(text.to_owned());
        };
        self.wrong(&value.span(), format!("\"{name}\" {fault}"), format!("a text of 1 to {LONGEST} characters"));
        None
    }

    /// A whole number within bounds.
    pub(super) fn number(&mut self, value: &Entry<'_>, name: &str, range: &RangeInclusive<u16>) -> Option<u16> {
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        let DeValue::Integer(integer) = value.get_ref() else {
            self.wrong(&value.span(), format!("\"{name}\" is {}", kind(value)), expected);
            return None;
        };
        let digits = integer.as_str().replace('_', "");
        match u16::from_str_radix(&digits, integer.radix()) {
            Ok(number) if range.contains(&number) => Some(number),
            _ => {
                self.wrong(&value.span(), format!("\"{name}\" is out of range: {integer}"), expected);
                None
            }
        }
    }

    /// Whole numbers within bounds, each greater than the one before.
    pub(super) fn ascending(&mut self, value: &Entry<'_>, name: &str, range: &RangeInclusive<u16>) -> Option<Vec<u16>> {
        let entries = self.list(value, name)?;
        let mut numbers = Vec::with_capacity(entries.len());
        let mut good = true;
        for entry in entries {
            let Some(number) = self.number(entry, name, range) else {
                good = false;
                continue;
            };
            if numbers.last().is_some_and(|last| number <= *last) {
                self.wrong(
                    &entry.span(),
                    format!("\"{name}\" is out of order at {number}"),
                    "each greater than the last",
                );
                good = false;
            }
            numbers.push(number);
        }
        good.then_some(numbers)
    }

    /// A list of anything.
    pub(super) fn list<'a, 'i>(&mut self, value: &'a Entry<'i>, name: &str) -> Option<&'a [Entry<'i>]> {
        if let DeValue::Array(entries) = value.get_ref() {
            return Some(entries);
        }
        self.wrong(&value.span(), format!("\"{name}\" is {}", kind(value)), "a list in square brackets");
        None
    }

    /// A code out of a closed list.
    pub(super) fn code<T>(
        &mut self,
        value: &Entry<'_>,
        name: &str,
        codes: &[&str],
        from_code: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(value, name)?;
        let read = from_code(&text);
        if read.is_none() {
            self.wrong(&value.span(), not_known(&text, &format!("\"{name}\""), codes), codes.join(", "));
        }
        read
    }

    /// A length of time in calendar or working days: `10 working days`, `6 weeks`.
    pub(super) fn span(&mut self, value: &Entry<'_>, name: &str) -> Option<Span> {
        let text = self.text(value, name)?;
        let read = span(&text);
        if read.is_none() {
            self.wrong(
                &value.span(),
                format!("\"{name}\" is no length of time: \"{text}\""),
                "such as \"10 working days\", \"6 weeks\" or \"3 months\"",
            );
        }
        read
    }

    /// A length of time: `7 days`, `2 weeks`, `1 month`, `fortnightly`.
    pub(super) fn interval(&mut self, value: &Entry<'_>, name: &str) -> Option<Interval> {
        let text = self.text(value, name)?;
        let read = interval(&text);
        if read.is_none() {
            self.wrong(
                &value.span(),
                format!("\"{name}\" is no length of time: \"{text}\""),
                "such as \"7 days\", \"2 weeks\" or \"1 month\", up to 1830 days or 60 months",
            );
        }
        read
    }

    /// How long something is kept: `7 years`, `18 months`, `90 days`.
    pub(super) fn lifetime(&mut self, value: &Entry<'_>, name: &str) -> Option<Interval> {
        let text = self.text(value, name)?;
        let read = lifetime(&text);
        if read.is_none() {
            self.wrong(
                &value.span(),
                format!("\"{name}\" is no length of time: \"{text}\""),
                "such as \"7 years\", \"18 months\" or \"90 days\", up to 120 years",
            );
        }
        read
    }
}

fn kind(value: &Entry<'_>) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
