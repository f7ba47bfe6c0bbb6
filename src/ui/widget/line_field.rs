//! A field of one line, as for a name, a date or a passphrase. Not a page of text: that is `text_field`.

use crate::ui::context::Ctx;
use crate::ui::input::{Input, clean};
use crate::ui::key::{Code, Key};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_normalization::char::compose;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;
use zeroize::Zeroize;

/// Longest line, in bytes; what is pasted beyond it is left out.
const MOST_BYTES: usize = 4096;

/// One line of text with a cursor. What it held is wiped from memory when it goes, for it may have been a passphrase.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct LineField {
    text: String,
    // A byte offset between two graphemes.
    cursor: usize,
    masked: bool,
}

impl LineField {
    /// A field that already holds text, the cursor at its end.
    pub fn with(text: impl Into<String>) -> Self {
        let text = text.into().replace('\n', " ");
        Self { cursor: text.len(), text, masked: false }
    }

    /// A field that shows a dot for each character, for a passphrase.
    pub fn masked() -> Self {
        // Room for all of it from the start: a text that grows leaves copies of itself behind.
        Self { text: String::with_capacity(MOST_BYTES), cursor: 0, masked: true }
    }

    /// What it holds.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it holds nothing but spaces.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Empties it, wiping what it held.
    pub fn clear(&mut self) {
        self.text.zeroize();
        self.cursor = 0;
    }

    /// Takes in a key or a paste; answers whether it was for a field. A pasted line ending becomes a space.
    pub fn edit(&mut self, input: &Input) -> bool {
        match input {
            Input::Paste(text) => {
                let mut line = clean(text);
                line.truncate(line.trim_end_matches('\n').len());
                self.insert(&line.replace('\n', " "));
                line.zeroize();
                true
            }
            Input::Key(key) => self.key(*key),
            _ => false,
        }
    }

    fn key(&mut self, key: Key) -> bool {
        if let Some(c) = key.typed() {
            self.insert_char(c);
            return true;
        }
        let by_word = key.ctrl || key.alt;
        match key.code {
            Code::Left => self.cursor = self.before(by_word),
            Code::Right => self.cursor = self.after(by_word),
            Code::Home => self.cursor = 0,
            Code::End => self.cursor = self.text.len(),
            Code::Backspace => {
                let from = self.before(by_word);
                self.remove(from, self.cursor);
            }
            Code::Delete => self.remove(self.cursor, self.after(by_word)),
            Code::Char('w') if key.ctrl => {
                let from = self.before(true);
                self.remove(from, self.cursor);
            }
            Code::Char('u') if key.ctrl => self.remove(0, self.cursor),
            _ => return false,
        }
        true
    }

    fn insert_char(&mut self, c: char) {
        // An accent typed after its letter joins it.
        let before = self.text[..self.cursor].chars().next_back();
        if let Some(composed) = before.and_then(|before| compose(before, c)) {
            let from = self.cursor - before.map_or(0, char::len_utf8);
            self.remove(from, self.cursor);
            self.insert(composed.encode_utf8(&mut [0; 4]));
        } else {
            self.insert(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn insert(&mut self, text: &str) {
        let mut end = text.len().min(MOST_BYTES.saturating_sub(self.text.len()));
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.text.insert_str(self.cursor, &text[..end]);
        self.cursor += end;
    }

    fn remove(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    fn before(&self, by_word: bool) -> usize {
        let before = &self.text[..self.cursor];
        if by_word {
            let mut words = before.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty());
            return words.next_back().map_or(0, |(at, _)| at);
        }
        before.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self, by_word: bool) -> usize {
        let after = &self.text[self.cursor..];
        let step = if by_word {
            let mut words = after.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty());
            words.next().map_or(after.len(), |(at, word)| at + word.len())
        } else {
            after.graphemes(true).next().map_or(0, str::len)
        };
        self.cursor + step
    }

    /// Draws it into the first row of an area, scrolled so that the cursor is in sight; answers where the cursor is.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let area = Rect { height: area.height.min(1), ..area }.intersection(buf.area);
        if area.is_empty() {
            return None;
        }
        buf.set_style(area, cx.theme.field());
        let dots;
        let (shown, cursor) = if self.masked {
            dots = "*".repeat(self.text.graphemes(true).count());
            (dots.as_str(), self.text[..self.cursor].graphemes(true).count())
        } else {
            (self.text.as_str(), self.cursor)
        };
        let room = usize::from(area.width).saturating_sub(1);
        // Leave out what stands on the left until the cursor fits, never past it: a letter typed before a lone accent
        // joins it, and the cursor then stands within a grapheme.
        let mut from = 0;
        while shown[from..cursor].width() > room {
            from += shown[from..cursor].graphemes(true).next().map_or(cursor - from, str::len);
        }
        buf.set_stringn(area.x, area.y, &shown[from..], usize::from(area.width), cx.theme.field());
        let column = u16::try_from(shown[from..cursor].width()).unwrap_or(0);
        Some(Position::new(area.x + column.min(area.width - 1), area.y))
    }
}

impl Drop for LineField {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(field: &mut LineField, text: &str) {
        for c in text.chars() {
            field.edit(&Input::Key(Key::char(c)));
        }
    }

    fn press(field: &mut LineField, code: Code) {
        field.edit(&Input::Key(Key::plain(code)));
    }

    #[test]
    fn letters_words_and_whole_graphemes() {
        let mut field = LineField::default();
        typed(&mut field, "Siân Ре\u{301}s 👨‍👩‍👧");
        press(&mut field, Code::Backspace);
        assert_eq!(field.text(), "Siân Ре\u{301}s ");
        field.edit(&Input::Key(Key::ctrl('w')));
        assert_eq!(field.text(), "Siân ");
        press(&mut field, Code::Home);
        field.edit(&Input::Key(Key { code: Code::Right, ctrl: true, alt: false }));
        typed(&mut field, "!");
        assert_eq!(field.text(), "Siân! ");
    }

    #[test]
    fn an_accent_after_its_letter_joins_it() {
        let mut field = LineField::default();
        typed(&mut field, "Sia\u{302}n");
        assert_eq!(field.text(), "Siân");
    }

    #[test]
    fn a_paste_stays_on_one_line() {
        let mut field = LineField::default();
        field.edit(&Input::Paste("a\nb\n".into()));
        assert_eq!(field.text(), "a b");
    }

    #[test]
    fn a_masked_field_shows_nothing_of_its_text() {
        let cx = crate::ui::testing::context();
        let mut field = LineField::masked();
        typed(&mut field, "hé llo");
        let area = Rect::new(0, 0, 10, 1);
        let mut buf = Buffer::empty(area);
        assert_eq!(field.draw(area, &mut buf, &cx), Some(Position::new(6, 0)));
        assert_eq!(crate::ui::testing::text_of(&buf), "******");
    }

    #[test]
    fn a_letter_typed_before_a_lone_accent_does_not_break_the_drawing() {
        let cx = crate::ui::testing::context();
        let mut field = LineField::with("\u{10376}");
        field.edit(&Input::Key(Key { code: Code::Left, ctrl: false, alt: false }));
        field.edit(&Input::Key(Key { code: Code::Char('0'), ctrl: false, alt: false }));
        let area = Rect::new(0, 0, 1, 1);
        assert_eq!(field.draw(area, &mut Buffer::empty(area), &cx), Some(Position::new(0, 0)));
    }

    proptest! {
        #[test]
        fn random_keys_keep_the_cursor_between_letters(keys in prop::collection::vec((0_usize..9, any::<char>(), any::<bool>()), 0..60), width in 0_u16..12) {
            let cx = crate::ui::testing::context();
            let mut field = LineField::default();
            for (key, c, ctrl) in keys {
                let code = [Code::Left, Code::Right, Code::Home, Code::End, Code::Backspace, Code::Delete].get(key).copied();
                let code = code.unwrap_or(Code::Char(c));
                field.edit(&Input::Key(Key { code, ctrl, alt: false }));
                let area = Rect::new(0, 0, width, 1);
                let cursor = field.draw(area, &mut Buffer::empty(area), &cx);
                prop_assert_eq!(cursor.is_some(), width > 0);
            }
        }
    }
}
