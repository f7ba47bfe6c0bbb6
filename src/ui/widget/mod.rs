//! Pieces that screens are made of. Not screens: none of these knows what a child or a worker is.

pub mod chart;
pub mod fields;
pub mod key_bar;
pub mod line_field;
pub mod list;
pub mod matched;
pub mod popup;
pub mod reading;
pub mod strip;
pub mod text_field;
pub mod too_small;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Writes one line of text, cut at the right edge of the area; answers how many columns it took. Rows outside the area are
/// not written, so that no arithmetic of a screen's can go wrong at a small size.
pub fn write(area: Rect, buf: &mut Buffer, column: u16, row: u16, text: &str, style: Style) -> u16 {
    let place = Rect {
        x: area.x.saturating_add(column),
        y: area.y.saturating_add(row),
        width: area.width.saturating_sub(column),
        height: 1,
    };
    let place = place.intersection(area).intersection(buf.area);
    if row >= area.height || place.is_empty() {
        return 0;
    }
    let (end, _) = buf.set_stringn(place.x, place.y, text, usize::from(place.width), style);
    end.saturating_sub(place.x)
}

/// Heads a page with its title; answers where the rest of the page goes, and in which column more can stand beside the title.
pub fn headed(area: Rect, buf: &mut Buffer, title: &str, style: Style) -> (Rect, u16) {
    let taken = write(area, buf, 1, 0, title, style);
    let inside = Rect {
        x: area.x.saturating_add(1),
        y: area.y.saturating_add(2),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    (inside.intersection(area), taken.saturating_add(4))
}

/// Writes text over as many lines as it needs, broken between words; answers how many rows it took.
pub fn write_wrapped(area: Rect, buf: &mut Buffer, column: u16, row: u16, text: &str, style: Style) -> u16 {
    let width = usize::from(area.width.saturating_sub(column));
    let mut rows: u16 = 0;
    for line in wrapped(text, width) {
        write(area, buf, column, row.saturating_add(rows), &line, style);
        rows = rows.saturating_add(1);
    }
    rows
}

/// Text broken between words into lines of at most `width` columns; a longer word is broken where it must be.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    if width == 0 {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.width() + 1 + word.width() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            for grapheme in word.graphemes(true) {
                if line.width() + grapheme.width() > width {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(grapheme);
            }
        }
        lines.push(line);
    }
    lines
}

/// Text cut to `width` columns, with `~` at its end where something is left out.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if kept.width() + grapheme.width() + 1 > width {
            break;
        }
        kept.push_str(grapheme);
    }
    if width > 0 {
        kept.push('~');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_breaks_between_words() {
        assert_eq!(wrapped("the flat is warm", 8), ["the flat", "is warm"]);
        assert_eq!(wrapped("a\n\nb", 8), ["a", "", "b"]);
        assert_eq!(wrapped("unaccompanied", 5), ["unacc", "ompan", "ied"]);
    }

    #[test]
    fn a_cut_says_that_something_is_left_out() {
        assert_eq!(cut("Eilidh Mbeki", 8), "Eilidh ~");
        assert_eq!(cut("Eilidh", 6), "Eilidh");
        assert_eq!(cut("Eilidh", 0), "");
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_asked(text in "[ a-zé漢👨‍👩‍👧\n]{0,60}", width in 2_usize..30) {
            prop_assert!(wrapped(&text, width).iter().all(|line| line.width() <= width));
            prop_assert!(cut(&text.replace('\n', " "), width).width() <= width);
        }

        #[test]
        fn writing_anywhere_never_panics(column in any::<u16>(), row in any::<u16>(), width in 0_u16..20, height in 0_u16..5) {
            let mut buf = Buffer::empty(Rect::new(0, 0, 10, 3));
            write(Rect::new(2, 1, width, height), &mut buf, column, row, "Tomos", Style::new());
        }
    }
}
