//! Where the words that were searched for stand in a line, so that the eye finds them. Not the searching: the file does
//! that, and this follows its rules, a word begins where a letter does and marks over letters do not count.

use super::{cut, write};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A word as it is compared: small letters without their marks.
fn plain(word: &str) -> String {
    word.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

/// The places in `text`, in bytes and in order, of the words `asked`, the last of them perhaps not typed to its end.
pub fn places(text: &str, asked: &str) -> Vec<Range<usize>> {
    let asked: Vec<String> = asked.unicode_words().map(plain).collect();
    let Some((last, whole)) = asked.split_last() else { return Vec::new() };
    text.unicode_word_indices()
        .filter(|(_, word)| {
            let word = plain(word);
            word.starts_with(last.as_str()) || whole.contains(&word)
        })
        .map(|(start, word)| start..start + word.len())
        .collect()
}

/// As much of a line as fits into `width` columns, begun late enough to show the first of the words `asked`; `~` stands
/// where something is left out.
pub fn around(text: &str, asked: &str, width: usize) -> String {
    let first = places(text, asked).first().cloned();
    let shown_whole = first.as_ref().is_none_or(|first| text[..first.end].width() < width);
    if shown_whole {
        return cut(text, width);
    }
    // A third of the room for what goes before, or more where the rest is short; begun at a word.
    let at = first.map_or(0, |first| first.start);
    let begin = text
        .unicode_word_indices()
        .map(|(start, _)| start)
        .find(|start| *start >= at || text[*start..at].width() <= width / 3 || text[*start..].width() < width)
        .unwrap_or(at);
    cut(&format!("~{}", &text[begin..]), width)
}

/// Writes one line, the words `asked` looking like `marked`; answers how many columns it took.
pub fn write_marked(
    area: Rect,
    buf: &mut Buffer,
    (column, row): (u16, u16),
    text: &str,
    asked: &str,
    marked: Style,
) -> u16 {
    let mut taken = 0;
    let mut from = 0;
    for place in places(text, asked) {
        taken += write(area, buf, column + taken, row, &text[from..place.start], Style::new());
        taken += write(area, buf, column + taken, row, &text[place.clone()], marked);
        from = place.end;
    }
    taken + write(area, buf, column + taken, row, &text[from..], Style::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("the bedroom window", "bed", &["bedroom"])]
    #[case("She embedded it", "bed", &[])]
    #[case("Sian said so; Siân did", "siân", &["Sian", "Siân"])]
    #[case("O'Brien's door", "o'brien", &["O'Brien's"])]
    #[case("lock, Lock and locks", "LOCK", &["lock", "Lock", "locks"])]
    #[case("Anna-Maria's own room", "anna-maria", &["Anna", "Maria's"])]
    #[case("a bed by a wall", "a b", &["a", "bed", "by", "a"])]
    #[case("nothing of it", "-- *", &[])]
    fn a_word_is_found_as_the_file_finds_it(#[case] text: &str, #[case] asked: &str, #[case] found: &[&str]) {
        let got: Vec<&str> = places(text, asked).into_iter().map(|place| &text[place]).collect();
        assert_eq!(got, found);
    }

    #[rstest]
    #[case("He sleeps well", "sleeps", 20, "He sleeps well")]
    #[case("The flat is cleaner in the kitchen than in the bedroom now", "bedroom", 30, "~than in the bedroom now")]
    #[case("The flat is cleaner in the kitchen than in the bedroom now", "flat", 20, "The flat is cleaner~")]
    #[case("bedroomsandbedroomsandbedrooms", "bedrooms", 10, "~bedrooms~")]
    fn a_line_is_begun_where_the_word_is_seen(
        #[case] text: &str,
        #[case] asked: &str,
        #[case] width: usize,
        #[case] shown: &str,
    ) {
        assert_eq!(around(text, asked, width), shown);
    }

    proptest! {
        #[test]
        fn it_fits_and_never_stops(text in "[ a-zéŵ漢'.~]{0,80}", asked in "[a-zé' ]{0,6}", width in 0_usize..40) {
            prop_assert!(around(&text, &asked, width).width() <= width.max(1));
            let mut buf = Buffer::empty(Rect::new(0, 0, 20, 1));
            write_marked(Rect::new(0, 0, 20, 1), &mut buf, (3, 0), &text, &asked, Style::new());
        }
    }
}
