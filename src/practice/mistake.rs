//! A mistake in a data file that an authority may write itself: where it is, what is wrong, what was expected.
//!
//! Knows nothing of what the file is about; [`super::policy_file`] and [`super::form_file`] say that.

use std::fmt;
use std::ops::Range;

/// One mistake in a file. Shown as `line 3, column 8: what (expected: expected)`; whoever prints it puts the file first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// The character within the line, from 1.
    pub column: usize,
    /// What is wrong, without a full stop: `"likelihood" is used twice`.
    pub what: String,
    /// What belongs there instead, without a full stop; may be empty where `what` says it all.
    pub expected: String,
}

impl Mistake {
    /// A mistake at a byte of the text; a position beyond its end means the end.
    pub fn at(text: &str, byte: usize, what: impl Into<String>, expected: impl Into<String>) -> Self {
        let (line, column) = line_and_column(text, byte);
        Self { line, column, what: what.into(), expected: expected.into() }
    }

    /// A mistake at the start of a span as the TOML reader gives it; without one, the start of the file.
    pub fn over(text: &str, span: Option<&Range<usize>>, what: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::at(text, span.map_or(0, |span| span.start), what, expected)
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.what)?;
        if !self.expected.is_empty() {
            write!(f, " (expected: {})", self.expected)?;
        }
        Ok(())
    }
}

/// The line and the character within it, both from 1, of a byte of the text. Columns count characters, as editors do;
/// a byte inside a character means that character, one beyond the end means the end.
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_and_never_leave_the_text() {
        let text = "a = 1\nébène = 2\r\n\nz";
        for (byte, place) in
            [(0, (1, 1)), (5, (1, 6)), (6, (2, 1)), (7, (2, 1)), (8, (2, 2)), (19, (3, 1)), (999, (4, 2))]
        {
            assert_eq!(line_and_column(text, byte), place, "byte {byte}");
        }
        assert_eq!(line_and_column("", 0), (1, 1));
    }

    #[test]
    fn says_where_what_and_what_instead() {
        let mistake = Mistake::at("x = 1\ny = 2", 10, "2 is too many", "1");
        assert_eq!(mistake.to_string(), "line 2, column 5: 2 is too many (expected: 1)");
        assert_eq!(Mistake::over("x", None, "no sections", "").to_string(), "line 1, column 1: no sections");
    }
}
