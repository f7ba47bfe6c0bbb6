//! A field of many lines: soft wrap, undo, paste, accents, word movement. Not what is written in it, and not its saving.
//!
//! The one place that knows the text widget. Its own keys are not used (some of them mean other things elsewhere), it
//! deletes by code point where people mean a letter, and it paints a cursor of its own where the real one should stand.

use crate::ui::input::{Input, clean};
use crate::ui::key::{Code, Key};
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use std::cell::Cell;
use tui_textarea::{CursorMove, TextArea, WrapMode};
use unicode_normalization::char::compose;
use unicode_segmentation::UnicodeSegmentation;

/// How many single edits can be undone.
const MOST_UNDOS: usize = 5_000;

/// What a field did with an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// It was not for a field.
    No,
    /// The cursor may have moved; the text is as it was.
    Moved,
    /// The text is another.
    Changed,
}

/// A field of many lines.
pub struct TextField {
    area: TextArea<'static>,
    // Where it was last drawn: for a click and a page.
    drawn: Cell<Rect>,
}

impl Default for TextField {
    fn default() -> Self {
        Self::with("")
    }
}

impl TextField {
    /// A field that already holds text, the cursor at its end. Undo does not go behind this.
    pub fn with(text: &str) -> Self {
        let mut area = TextArea::new(clean(text).split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_max_histories(MOST_UNDOS);
        area.set_cursor_style(Style::new());
        area.set_cursor_line_style(Style::new());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, drawn: Cell::default() }
    }

    /// What it holds, lines parted by line feeds.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// How it begins, in about `room` characters, its lines joined: for a preview that costs the same however long the text.
    pub fn start(&self, room: usize, joined_by: &str) -> String {
        let mut start = String::new();
        let mut left = room;
        for line in self.area.lines().iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
            if !start.is_empty() {
                start.push_str(joined_by);
            }
            start.extend(line.chars().take(left.saturating_add(1)));
            left = left.saturating_sub(line.chars().take(left).count());
            if left == 0 {
                break;
            }
        }
        start
    }

    /// Whether it holds nothing but spaces.
    pub fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    /// How many words it holds.
    pub fn words(&self) -> usize {
        self.area.lines().iter().map(|line| line.split_whitespace().count()).sum()
    }

    /// Where the cursor stands, in characters from the start of [`text`](Self::text).
    pub fn offset(&self) -> usize {
        let (row, column) = self.place();
        self.area.lines().iter().take(row).map(|line| line.chars().count() + 1).sum::<usize>() + column
    }

    /// Puts the cursor so many characters from the start: where a finding points.
    pub fn go_to(&mut self, offset: usize) {
        let mut left = offset;
        for (row, line) in self.area.lines().iter().enumerate() {
            let length = line.chars().count();
            if left <= length {
                return self.jump(row, left);
            }
            left -= length + 1;
        }
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    fn jump(&mut self, row: usize, column: usize) {
        let capped = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(capped(row), capped(column)));
    }

    fn place(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    fn line(&self) -> &str {
        self.area.lines().get(self.place().0).map_or("", String::as_str)
    }

    /// Takes in a key, a paste, a click or the wheel.
    pub fn edit(&mut self, input: &Input) -> Edited {
        match input {
            Input::Paste(text) => self.insert(&clean(text)),
            Input::Key(key) => self.key(*key),
            Input::Click(at) if self.drawn.get().contains(*at) => {
                let drawn = self.drawn.get();
                let (top, left) = self.area.scroll_offset();
                let (row, column) = (at.y - drawn.y + top, at.x - drawn.x + left);
                let place = self.area.screen_to_data(usize::from(row), usize::from(column));
                self.jump(place.0, place.1);
                Edited::Moved
            }
            Input::Wheel { at, down } if self.drawn.get().contains(*at) => {
                let step = if *down { CursorMove::Down } else { CursorMove::Up };
                self.steps(step, 3)
            }
            _ => Edited::No,
        }
    }

    /// Puts text in at the cursor.
    pub fn insert(&mut self, text: &str) -> Edited {
        if self.area.insert_str(text) { Edited::Changed } else { Edited::Moved }
    }

    fn key(&mut self, key: Key) -> Edited {
        if let Some(c) = key.typed() {
            return self.insert_char(c);
        }
        let page = usize::from(self.drawn.get().height).saturating_sub(1).max(1);
        let by_word = key.ctrl || key.alt;
        match key.code {
            Code::Char('z') if key.ctrl => self.undo(),
            Code::Char('y') if key.ctrl => self.redo(),
            Code::Char('w') if key.ctrl => changed(self.area.delete_word()),
            Code::Char('k') if key.ctrl => changed(self.area.delete_line_by_end()),
            Code::Enter if !by_word => {
                self.area.insert_newline();
                Edited::Changed
            }
            Code::Backspace if by_word => changed(self.area.delete_word()),
            Code::Delete if by_word => changed(self.area.delete_next_word()),
            Code::Backspace => {
                let letter = self.letter_before();
                if letter == 0 {
                    return changed(self.area.delete_newline());
                }
                self.steps(CursorMove::Back, letter);
                changed(self.area.delete_str(letter))
            }
            Code::Delete => {
                let letter = self.letter_after();
                changed(if letter == 0 { self.area.delete_next_char() } else { self.area.delete_str(letter) })
            }
            Code::Left if by_word => self.steps(CursorMove::WordBack, 1),
            Code::Right if by_word => self.steps(CursorMove::WordForward, 1),
            Code::Left => self.steps(CursorMove::Back, self.letter_before().max(1)),
            Code::Right => self.steps(CursorMove::Forward, self.letter_after().max(1)),
            Code::Up => self.steps(CursorMove::Up, 1),
            Code::Down => self.steps(CursorMove::Down, 1),
            Code::PageUp => self.steps(CursorMove::Up, page),
            Code::PageDown => self.steps(CursorMove::Down, page),
            Code::Home if by_word => self.steps(CursorMove::Jump(0, 0), 1),
            Code::End if by_word => {
                self.steps(CursorMove::Bottom, 1);
                self.steps(CursorMove::End, 1)
            }
            Code::Home => self.steps(CursorMove::Head, 1),
            Code::End => self.steps(CursorMove::End, 1),
            _ => Edited::No,
        }
    }

    fn steps(&mut self, step: CursorMove, times: usize) -> Edited {
        for _ in 0..times {
            self.area.move_cursor(step);
        }
        Edited::Moved
    }

    fn insert_char(&mut self, c: char) -> Edited {
        // An accent typed after its letter joins it.
        let column = self.place().1;
        let before = column.checked_sub(1).and_then(|before| self.line().chars().nth(before));
        match before.and_then(|before| compose(before, c)) {
            Some(composed) => {
                self.area.delete_char();
                self.area.insert_char(composed);
            }
            None => self.area.insert_char(c),
        }
        Edited::Changed
    }

    /// How many characters make up the letter before the cursor; 0 at the start of a line.
    fn letter_before(&self) -> usize {
        let column = self.place().1;
        let line = self.line();
        let end = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        line[..end].graphemes(true).next_back().map_or(0, |letter| letter.chars().count())
    }

    fn letter_after(&self) -> usize {
        let column = self.place().1;
        let line = self.line();
        let start = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        line[start..].graphemes(true).next().map_or(0, |letter| letter.chars().count())
    }

    /// Undoes one edit, or the letters of one word: people undo a word, not a letter.
    fn undo(&mut self) -> Edited {
        self.by_word(TextArea::undo, TextArea::redo)
    }

    fn redo(&mut self) -> Edited {
        self.by_word(TextArea::redo, TextArea::undo)
    }

    fn by_word(&mut self, go: fn(&mut TextArea<'static>) -> bool, back: fn(&mut TextArea<'static>) -> bool) -> Edited {
        let mut same: Option<isize> = None;
        let mut in_word = false;
        loop {
            let (before, from) = (self.measure(), self.place());
            let gone = from.1.checked_sub(1).and_then(|at| self.line().chars().nth(at));
            if !go(&mut self.area) {
                return if same.is_some() { Edited::Changed } else { Edited::Moved };
            }
            let (after, to) = (self.measure(), self.place());
            // One letter further on the same line, in the same direction.
            let step = if from.0 == to.0 && before.0 == after.0 { after.1 - before.1 } else { 0 };
            let letter = match step {
                -1 if to.1 + 1 == from.1 => gone,
                1 if to.1 == from.1 + 1 => self.line().chars().nth(from.1),
                _ => None,
            };
            let goes_on = letter.is_some_and(|letter| !(in_word && letter.is_whitespace()));
            match same {
                None if goes_on => same = Some(step),
                None => return Edited::Changed,
                Some(same) if goes_on && same == step => {}
                Some(_) => {
                    back(&mut self.area);
                    return Edited::Changed;
                }
            }
            in_word |= letter.is_some_and(|letter| !letter.is_whitespace());
        }
    }

    fn measure(&self) -> (usize, isize) {
        (self.area.lines().len(), isize::try_from(self.line().chars().count()).unwrap_or(isize::MAX))
    }

    /// Draws it; answers where the cursor stands, if there is any room.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, _: Theme) -> Option<Position> {
        let area = area.intersection(buf.area);
        self.drawn.set(area);
        if area.is_empty() {
            return None;
        }
        (&self.area).render(area, buf);
        let (top, left) = self.area.scroll_offset();
        let cursor = self.area.screen_cursor();
        let row = cursor.row.saturating_sub(usize::from(top)).min(usize::from(area.height - 1));
        let column = cursor.col.saturating_sub(usize::from(left)).min(usize::from(area.width - 1));
        let within = |number: usize| u16::try_from(number).unwrap_or(0);
        Some(Position::new(area.x + within(column), area.y + within(row)))
    }
}

const fn changed(changed: bool) -> Edited {
    if changed { Edited::Changed } else { Edited::Moved }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::text_of;
    use proptest::prelude::*;

    fn typed(field: &mut TextField, text: &str) {
        for c in text.chars() {
            let key = if c == '\n' { Key::ENTER } else { Key::char(c) };
            field.edit(&Input::Key(key));
        }
    }

    fn press(field: &mut TextField, key: &str) -> Edited {
        field.edit(&Input::Key(key.parse().unwrap()))
    }

    fn drawn(field: &TextField, width: u16, height: u16) -> (String, Option<Position>) {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = field.draw(buf.area, &mut buf, Theme::plain());
        (text_of(&buf), cursor)
    }

    #[test]
    fn long_lines_wrap_between_words_and_the_real_cursor_follows() {
        let mut field = TextField::default();
        drawn(&field, 12, 4);
        typed(&mut field, "Tomos has slept");
        assert_eq!(drawn(&field, 12, 4), ("Tomos has\nslept".to_owned(), Some(Position::new(5, 1))));
        press(&mut field, "Up");
        assert_eq!(drawn(&field, 12, 4).1, Some(Position::new(5, 0)));
        assert_eq!(field.text(), "Tomos has slept");
    }

    #[test]
    fn no_cursor_is_painted() {
        let mut field = TextField::with("Nan locks the door");
        press(&mut field, "Left");
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 2));
        field.draw(buf.area, &mut buf, Theme::plain());
        assert_eq!(crate::ui::testing::styles_of(&buf), "");
    }

    #[test]
    fn undo_takes_a_word_and_redo_gives_it_back() {
        let mut field = TextField::default();
        typed(&mut field, "the flat is");
        press(&mut field, "Ctrl+Z");
        assert_eq!(field.text(), "the flat ");
        press(&mut field, "Ctrl+Z");
        assert_eq!(field.text(), "the ");
        press(&mut field, "Ctrl+Y");
        assert_eq!(field.text(), "the flat");
        press(&mut field, "Ctrl+Y");
        assert_eq!(field.text(), "the flat is");
        for _ in 0..9 {
            press(&mut field, "Ctrl+Z");
        }
        assert_eq!(field.text(), "");
    }

    #[test]
    fn what_was_there_before_cannot_be_undone() {
        let mut field = TextField::with("saved yesterday");
        assert_eq!(press(&mut field, "Ctrl+Z"), Edited::Moved);
        assert_eq!(field.text(), "saved yesterday");
    }

    #[test]
    fn a_letter_of_several_code_points_is_one_letter() {
        let mut field = TextField::with("a👨‍👩‍👧b");
        press(&mut field, "Left");
        press(&mut field, "Left");
        press(&mut field, "Del");
        assert_eq!(field.text(), "ab");
        press(&mut field, "Ctrl+Z");
        press(&mut field, "End");
        press(&mut field, "Backspace");
        press(&mut field, "Backspace");
        assert_eq!(field.text(), "a");
    }

    #[test]
    fn an_accent_after_its_letter_joins_it() {
        let mut field = TextField::default();
        typed(&mut field, "Sia\u{302}n");
        assert_eq!(field.text(), "Siân");
    }

    #[test]
    fn a_paste_keeps_its_lines_and_loses_its_control_characters() {
        let mut field = TextField::default();
        field.edit(&Input::Paste("one\r\ntwo\rthree\u{1b}[2J".into()));
        assert_eq!(field.text(), "one\ntwo\nthree[2J");
        press(&mut field, "Ctrl+Z");
        assert_eq!(field.text(), "");
    }

    #[test]
    fn a_paste_of_200_000_characters_is_kept_whole() {
        let mut field = TextField::default();
        drawn(&field, 40, 10);
        let text = "She said it twice. \u{202e}עברית 👧 ".repeat(8_000);
        assert!(text.chars().count() > 200_000);
        field.edit(&Input::Paste(text.clone()));
        assert_eq!(field.text(), text);
        assert!(drawn(&field, 40, 10).1.is_some());
    }

    #[test]
    fn a_finding_leads_to_its_place() {
        let mut field = TextField::with("first\nsecond line\nthird");
        field.go_to(13);
        assert_eq!(field.offset(), 13);
        typed(&mut field, "|");
        assert_eq!(field.text(), "first\nsecond |line\nthird");
        field.go_to(9_999);
        assert_eq!(field.offset(), field.text().chars().count());
    }

    proptest! {
        #[test]
        fn random_keys_never_panic_and_undo_leads_back(
            keys in prop::collection::vec((0_usize..16, any::<char>(), prop::bool::ANY), 0..80),
            width in 0_u16..20, height in 0_u16..6,
        ) {
            let mut field = TextField::with("Nan locks\nthe door");
            for (key, c, ctrl) in keys {
                let codes = [Code::Left, Code::Right, Code::Home, Code::End, Code::Backspace, Code::Delete, Code::Up,
                    Code::Down, Code::PageUp, Code::PageDown, Code::Enter];
                let code = codes.get(key).copied().unwrap_or(Code::Char(if c.is_control() { 'z' } else { c }));
                field.edit(&Input::Key(Key { code, ctrl, alt: false }));
                let cursor = drawn(&field, width, height).1;
                prop_assert_eq!(cursor.is_some(), width > 0 && height > 0);
            }
            for _ in 0..200 {
                field.undo();
            }
            prop_assert_eq!(field.text(), "Nan locks\nthe door");
        }
    }
}
