//! Where the lines of a text break when it is so many columns wide, and which place in it stands where. Not its drawing.
//!
//! The whole text is broken again whenever it has changed: a pass over plain bytes, as long as nothing but English is
//! written, so that a section of 20,000 characters costs less than drawing it does.

use ratatui::buffer::CellWidth;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// One letter as people count them, whatever it is made of.
struct Letter {
    /// Where it ends, in bytes.
    end: usize,
    /// How many columns it takes.
    columns: usize,
    /// Whether a line may break after it.
    space: bool,
}

/// The letter that begins at a byte; `None` at the end.
fn letter(text: &str, at: usize) -> Option<Letter> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    if first.is_ascii() && bytes.get(at + 1).is_none_or(u8::is_ascii) {
        return Some(Letter { end: at + 1, columns: usize::from(!first.is_ascii_control()), space: first == b' ' });
    }
    let letter = text.get(at..)?.graphemes(true).next()?;
    let columns = if letter.contains(char::is_control) { 0 } else { usize::from(letter.cell_width()) };
    let mut chars = letter.chars();
    let space = matches!((chars.next(), chars.next()), (Some(c), None) if c.is_whitespace() && !is_unbreakable(c));
    Some(Letter { end: at + letter.len(), columns, space })
}

/// Spaces that hold two words together.
const fn is_unbreakable(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// A text broken into rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    columns: usize,
    // Bytes of the text. A row ends where the next begins, or one short of it where a line feed stands between.
    rows: Vec<Range<usize>>,
}

impl Rows {
    /// Breaks a text between words, and within a word only where it is wider than a row. Of the spaces at a break one may
    /// stand beyond the edge.
    pub(super) fn of(text: &str, columns: usize) -> Self {
        let mut rows = Vec::with_capacity(text.len() / columns.clamp(8, 80) + 1);
        let mut start = 0;
        for line in text.split('\n') {
            let end = start + line.len();
            break_line(text, start..end, columns.max(1), &mut rows);
            start = end + 1;
        }
        Self { columns, rows }
    }

    /// How wide it was broken for.
    pub(super) const fn columns(&self) -> usize {
        self.columns
    }

    /// What the row of this number holds.
    pub(super) fn get(&self, row: usize) -> Option<Range<usize>> {
        self.rows.get(row).cloned()
    }

    /// The number of the last row.
    pub(super) fn last(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    /// The row and the column of a place in the text. At a break it is the start of the lower row.
    pub(super) fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let row = self.rows.partition_point(|row| row.start <= at).saturating_sub(1);
        let (mut byte, mut column) = (self.get(row).map_or(0, |row| row.start), 0);
        while byte < at
            && let Some(letter) = letter(text, byte)
        {
            column += letter.columns;
            byte = letter.end;
        }
        (row, column)
    }

    /// The place in the text that is nearest to a column of a row.
    pub(super) fn at(&self, text: &str, row: usize, column: usize) -> usize {
        let row = row.min(self.last());
        let Some(range) = self.get(row) else { return 0 };
        // Beyond its last letter, the place after a broken row is already the start of the next.
        let broken = self.rows.get(row + 1).is_some_and(|next| next.start == range.end);
        let (mut at, mut reached) = (range.start, 0);
        while at < range.end
            && let Some(letter) = letter(text, at)
        {
            reached += letter.columns;
            if reached > column || (broken && letter.end == range.end) {
                break;
            }
            at = letter.end;
        }
        at
    }
}

fn break_line(text: &str, line: Range<usize>, columns: usize, rows: &mut Vec<Range<usize>>) {
    let (mut start, mut at, mut width) = (line.start, line.start, 0_usize);
    // The last place where this row could end, and how wide it would be.
    let mut last_break = None;
    while at < line.end
        && let Some(letter) = letter(text, at)
    {
        if letter.space {
            if width > columns {
                rows.push(start..at);
                (start, width) = (at, 0);
            }
            width += letter.columns;
            last_break = Some((letter.end, width));
        } else {
            if width + letter.columns > columns
                && let Some((end, taken)) = last_break.take()
            {
                rows.push(start..end);
                (start, width) = (end, width - taken);
            }
            if width + letter.columns > columns && at > start {
                rows.push(start..at);
                (start, width) = (at, 0);
            }
            width += letter.columns;
        }
        at = letter.end;
    }
    rows.push(start..line.end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn broken(text: &str, columns: usize) -> Vec<&str> {
        Rows::of(text, columns).rows.into_iter().map(|row| &text[row]).collect()
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(broken("Tomos has slept", 12), ["Tomos has ", "slept"]);
        assert_eq!(broken("Tomos has", 5), ["Tomos ", "has"]);
        assert_eq!(broken("Tomos\n\nhas", 5), ["Tomos", "", "has"]);
        assert_eq!(broken("", 5), [""]);
    }

    #[test]
    fn a_word_wider_than_a_row_breaks_where_it_must() {
        assert_eq!(broken("an unaccompanied boy", 6), ["an ", "unacco", "mpanie", "d boy"]);
        assert_eq!(broken("妹と弟が", 5), ["妹と", "弟が"]);
    }

    #[test]
    fn a_letter_of_several_code_points_is_not_broken() {
        assert_eq!(broken("👨‍👩‍👧👨‍👩‍👧", 2), ["👨‍👩‍👧", "👨‍👩‍👧"]);
        assert_eq!(broken("e\u{301}e\u{301}", 1), ["e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn a_space_that_holds_words_together_does() {
        assert_eq!(broken("on 4\u{a0}May", 6), ["on ", "4\u{a0}May"]);
    }

    #[test]
    fn spaces_beyond_the_edge_go_on_below() {
        assert_eq!(broken("abc     d", 3), ["abc ", "    ", "d"]);
    }

    #[test]
    fn an_end_of_a_broken_row_is_the_start_of_the_next() {
        let text = "Tomos has slept";
        let rows = Rows::of(text, 12);
        assert_eq!(rows.place(text, 10), (1, 0));
        assert_eq!(rows.at(text, 0, 99), 9);
        assert_eq!(rows.at(text, 1, 99), 15);
        assert_eq!(rows.at(text, 99, 2), 12);
    }

    fn width(text: &str) -> usize {
        text.graphemes(true).map(|letter| usize::from(letter.cell_width())).sum()
    }

    fn written() -> impl Strategy<Value = String> {
        const LETTERS: [&str; 10] = [" ", " ", "a", "b", "é", "e\u{301}", "漢", "👨‍👩‍👧", "\u{a0}", "\n"];
        prop::collection::vec(prop::sample::select(&LETTERS[..]), 0..80).prop_map(|letters| letters.concat())
    }

    proptest! {
        #[test]
        fn every_letter_stands_once_and_within_the_edge(text in written(), columns in 1_usize..20) {
            let rows = Rows::of(&text, columns);
            let mut next = 0;
            for row in &rows.rows {
                prop_assert!(row.start == next || text[next..row.start] == *"\n", "nothing is left out or shown twice");
                let shown = text[row.clone()].strip_suffix(' ').unwrap_or(&text[row.clone()]);
                prop_assert!(width(shown) <= columns || shown.graphemes(true).count() == 1);
                // A row ends within a word only if the word began it.
                let ends_in_word = !text[row.clone()].ends_with(' ') && text[row.end..].starts_with(|c: char| c.is_alphabetic());
                prop_assert!(!ends_in_word || !text[row.clone()].trim_start_matches(' ').contains(' '));
                next = row.end;
            }
            prop_assert_eq!(next, text.len());
        }

        #[test]
        fn a_place_on_the_screen_leads_back_to_the_text(text in written(), columns in 1_usize..20) {
            let rows = Rows::of(&text, columns);
            for (at, _) in text.grapheme_indices(true) {
                let (row, column) = rows.place(&text, at);
                prop_assert_eq!(rows.at(&text, row, column), at);
            }
        }
    }
}
