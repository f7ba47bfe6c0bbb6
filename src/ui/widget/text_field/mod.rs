//! A field of many lines: soft wrap, undo, paste, accents, word movement. Not what is written in it, and not its saving.
//!
//! The text is one string and the cursor a place in it, between two letters as people count them, so that nothing here
//! has a size at which it stops being right.

mod history;
mod rows;
#[cfg(test)]
mod tests;

use crate::ui::input::{Input, clean};
use crate::ui::key::{Code, Key};
use crate::ui::theme::Theme;
use history::{History, Kind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use rows::Rows;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use unicode_normalization::char::compose;
use unicode_segmentation::UnicodeSegmentation;

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
#[derive(Default)]
pub struct TextField {
    text: String,
    // In bytes of the text.
    cursor: usize,
    // The column that the cursor keeps to while it goes up and down.
    column: Option<usize>,
    history: History,
    // Where it was last drawn, for a click and a page, and the first row then in sight.
    drawn: Cell<Rect>,
    top: Cell<usize>,
    // The text broken into rows, until it changes or is drawn at another width.
    rows: RefCell<Option<Rows>>,
}

impl TextField {
    /// A field that already holds text, the cursor at its end. Undo does not go behind this.
    pub fn with(text: &str) -> Self {
        let text = clean(text);
        Self { cursor: text.len(), text, ..Self::default() }
    }

    /// What it holds, lines parted by line feeds.
    pub fn text(&self) -> String {
        self.text.clone()
    }

    /// How it begins, in about `room` characters, its lines joined: for a preview that costs the same however long the text.
    pub fn start(&self, room: usize, joined_by: &str) -> String {
        let mut start = String::new();
        let mut left = room;
        for line in self.text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
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
        self.text.trim_start().is_empty()
    }

    /// How many words it holds.
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Where the cursor stands, in characters from the start of [`text`](Self::text).
    pub fn offset(&self) -> usize {
        self.before().chars().count()
    }

    /// Puts the cursor so many characters from the start: where a finding points.
    pub fn go_to(&mut self, offset: usize) {
        let at = self.text.char_indices().nth(offset).map_or(self.text.len(), |(at, _)| at);
        self.move_to(at);
    }

    fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// Takes in a key, a paste, a click or the wheel.
    pub fn edit(&mut self, input: &Input) -> Edited {
        match input {
            Input::Paste(text) => self.insert(&clean(text)),
            Input::Key(key) => self.key(*key),
            Input::Click(at) if self.drawn.get().contains(*at) => {
                let drawn = self.drawn.get();
                let row = self.top.get() + usize::from(at.y - drawn.y);
                let place = self.with_rows(|rows| rows.at(&self.text, row, usize::from(at.x - drawn.x)));
                self.move_to(place)
            }
            Input::Wheel { at, down } if self.drawn.get().contains(*at) => self.move_rows(*down, 3),
            _ => Edited::No,
        }
    }

    /// Puts text in at the cursor.
    pub fn insert(&mut self, text: &str) -> Edited {
        self.change(self.cursor..self.cursor, text, Kind::Whole)
    }

    /// Clears what stands before the cursor, as Ctrl+U does in a line.
    pub fn clear_to_start(&mut self) -> Edited {
        self.change(0..self.cursor, "", Kind::Whole)
    }

    fn key(&mut self, key: Key) -> Edited {
        if let Some(c) = key.typed() {
            return self.insert_char(c);
        }
        let page = usize::from(self.drawn.get().height).saturating_sub(1).max(1);
        let by_word = key.ctrl || key.alt;
        match key.code {
            Code::Char('z') if key.ctrl => self.travel(History::undo),
            Code::Char('y') if key.ctrl => self.travel(History::redo),
            Code::Char('w') if key.ctrl => self.change(self.word_before()..self.cursor, "", Kind::Whole),
            Code::Char('k') if key.ctrl => {
                let end = if self.line_end() > self.cursor { self.line_end() } else { self.letter_after() };
                self.change(self.cursor..end, "", Kind::Whole)
            }
            Code::Enter if !by_word => self.insert("\n"),
            Code::Backspace if by_word => self.change(self.word_before()..self.cursor, "", Kind::Whole),
            Code::Delete if by_word => self.change(self.cursor..self.word_after(), "", Kind::Whole),
            Code::Backspace => self.change(self.letter_before()..self.cursor, "", Kind::Rubbed),
            Code::Delete => self.change(self.cursor..self.letter_after(), "", Kind::Removed),
            Code::Left if by_word => self.move_to(self.word_before()),
            Code::Right if by_word => self.move_to(self.word_after()),
            Code::Left => self.move_to(self.letter_before()),
            Code::Right => self.move_to(self.letter_after()),
            Code::Up => self.move_rows(false, 1),
            Code::Down => self.move_rows(true, 1),
            Code::PageUp => self.move_rows(false, page),
            Code::PageDown => self.move_rows(true, page),
            Code::Home if by_word => self.move_to(0),
            Code::End if by_word => self.move_to(self.text.len()),
            Code::Home => self.move_to(self.line_start()),
            Code::End => self.move_to(self.line_end()),
            _ => Edited::No,
        }
    }

    fn insert_char(&mut self, c: char) -> Edited {
        // An accent typed after its letter joins it.
        let before = self.before().chars().next_back();
        let composed = before.and_then(|before| Some((before.len_utf8(), compose(before, c)?)));
        let (over, c) = composed.unwrap_or((0, c));
        self.change(self.cursor - over..self.cursor, c.encode_utf8(&mut [0; 4]), Kind::Typed)
    }

    fn change(&mut self, range: Range<usize>, inserted: &str, kind: Kind) -> Edited {
        if range.is_empty() && inserted.is_empty() {
            return Edited::Moved;
        }
        self.cursor = range.start + inserted.len();
        self.history.change(&mut self.text, range, inserted, kind);
        self.column = None;
        *self.rows.get_mut() = None;
        Edited::Changed
    }

    fn travel(&mut self, go: fn(&mut History, &mut String) -> Option<usize>) -> Edited {
        match go(&mut self.history, &mut self.text) {
            None => Edited::Moved,
            Some(cursor) => {
                self.cursor = cursor;
                self.column = None;
                *self.rows.get_mut() = None;
                Edited::Changed
            }
        }
    }

    fn move_to(&mut self, at: usize) -> Edited {
        self.cursor = at;
        self.column = None;
        self.history.close();
        Edited::Moved
    }

    fn move_rows(&mut self, down: bool, by: usize) -> Edited {
        let (at, column) = self.with_rows(|rows| {
            let (row, here) = rows.place(&self.text, self.cursor);
            let column = self.column.unwrap_or(here);
            let to = if down { row.saturating_add(by).min(rows.last()) } else { row.saturating_sub(by) };
            (if to == row { self.cursor } else { rows.at(&self.text, to, column) }, column)
        });
        self.move_to(at);
        self.column = Some(column);
        Edited::Moved
    }

    fn with_rows<Answer>(&self, read: impl FnOnce(&Rows) -> Answer) -> Answer {
        // Before it has been drawn, a line is a row.
        let columns = Some(usize::from(self.drawn.get().width)).filter(|columns| *columns > 0).unwrap_or(usize::MAX);
        let mut kept = self.rows.borrow_mut();
        let rows = match kept.take() {
            Some(rows) if rows.columns() == columns => kept.insert(rows),
            _ => kept.insert(Rows::of(&self.text, columns)),
        };
        read(rows)
    }

    fn letter_before(&self) -> usize {
        self.before().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn letter_after(&self) -> usize {
        self.cursor + self.after().graphemes(true).next().map_or(0, str::len)
    }

    fn line_start(&self) -> usize {
        self.before().rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.after().find('\n').map_or(self.text.len(), |at| self.cursor + at)
    }

    /// Where the word before the cursor begins; at the start of a line, the end of the line before.
    fn word_before(&self) -> usize {
        let start = self.line_start();
        if start == self.cursor {
            return self.letter_before();
        }
        let line = self.text.get(start..self.cursor).unwrap_or_default();
        let mut words = line.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty());
        words.next_back().map_or(start, |(at, _)| start + at)
    }

    /// Where the word after the cursor ends; at the end of a line, the start of the next.
    fn word_after(&self) -> usize {
        let end = self.line_end();
        if end == self.cursor {
            return self.letter_after();
        }
        let line = self.text.get(self.cursor..end).unwrap_or_default();
        let mut words = line.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty());
        words.next().map_or(end, |(at, word)| self.cursor + at + word.len())
    }

    /// Draws it; answers where the cursor stands, if there is any room.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: Theme) -> Option<Position> {
        let area = area.intersection(buf.area);
        self.drawn.set(area);
        if area.is_empty() {
            return None;
        }
        self.with_rows(|rows| {
            let (row, column) = rows.place(&self.text, self.cursor);
            let height = usize::from(area.height);
            let top = self.top.get().clamp((row + 1).saturating_sub(height), row);
            self.top.set(top);
            for (y, number) in (area.y..area.bottom()).zip(top..) {
                let Some(row) = rows.get(number) else { break };
                let words = self.text.get(row).unwrap_or_default();
                buf.set_stringn(area.x, y, words, usize::from(area.width), theme.text());
            }
            let within = |number: usize, room: u16| u16::try_from(number).unwrap_or(u16::MAX).min(room - 1);
            Some(Position::new(area.x + within(column, area.width), area.y + within(row - top, area.height)))
        })
    }
}
