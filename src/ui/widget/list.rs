//! A list of which only the rows in sight are built. Not the rows themselves: the screen draws each.

use crate::ui::input::Input;
use crate::ui::key::{Code, Key};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cell::Cell;

/// Which row the cursor is on, and what part of the list is in sight.
#[derive(Clone, Debug, Default)]
pub struct ListState {
    selected: usize,
    // Known only when drawn, and needed by the next click and page: a note of the last drawing, not a state of its own.
    first: Cell<usize>,
    area: Cell<Rect>,
}

/// What a list did with an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It was not for a list.
    No,
    /// The cursor may have moved.
    Yes,
    /// The row under the cursor was clicked: the same as Enter.
    Chosen,
}

impl ListState {
    /// The row under the cursor, counted from 0; meaningless for an empty list.
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// Puts the cursor on a row.
    pub const fn select(&mut self, row: usize) {
        self.selected = row;
    }

    /// Puts the cursor on a row and that row at the top, as far as the list goes on below it.
    pub fn select_at_top(&mut self, row: usize) {
        self.selected = row;
        self.first.set(row);
    }

    /// Moves the cursor off a row that it may not stand on, such as a heading: to the next that it may, or back to the last.
    pub fn settle(&mut self, length: usize, ahead: bool, may_stand: impl Fn(usize) -> bool) {
        let at = self.selected.min(length);
        let onwards = (at..length).find(|row| may_stand(*row));
        let back = (0..at).rev().find(|row| may_stand(*row));
        let nearest = if may_stand(at) { Some(at) } else { back.or(onwards) };
        if let Some(row) = if ahead { onwards.or(back) } else { nearest } {
            self.selected = row;
            // What stands over the first row is in sight again when the cursor is back on it.
            if !(0..row).any(may_stand) {
                self.first.set(0);
            }
        }
    }

    /// Moves the cursor by arrows, `h` `j` `k` `l` (the up and down of them), pages, ends, a click or the wheel, in a list
    /// of `length` rows. For a list under a field that is being typed in, pass only keys that are not letters.
    pub fn moved(&mut self, input: &Input, length: usize) -> Moved {
        let last = length.saturating_sub(1);
        let page = usize::from(self.area.get().height).saturating_sub(1).max(1);
        let at = self.selected.min(last);
        self.selected = match input {
            Input::Key(Key { code, ctrl: false, alt: false }) => match code {
                Code::Up | Code::Char('k') => at.saturating_sub(1),
                Code::Down | Code::Char('j') => (at + 1).min(last),
                Code::PageUp => at.saturating_sub(page),
                Code::PageDown => (at + page).min(last),
                Code::Home => 0,
                Code::End => last,
                _ => return Moved::No,
            },
            Input::Wheel { at: pointer, down } if self.area.get().contains(*pointer) => {
                if *down {
                    (at + 3).min(last)
                } else {
                    at.saturating_sub(3)
                }
            }
            Input::Click(pointer) if self.area.get().contains(*pointer) => {
                let row = self.first.get() + usize::from(pointer.y - self.area.get().y);
                if row >= length {
                    return Moved::No;
                }
                if row == at {
                    self.selected = at;
                    return Moved::Chosen;
                }
                row
            }
            _ => return Moved::No,
        };
        Moved::Yes
    }

    /// Draws the rows in sight: `row` is called for each with its number, its place (one line high), and whether the cursor
    /// is on it. Answers where the real cursor stands, unless the list is empty or there is no room.
    pub fn draw(
        &self,
        area: Rect,
        buf: &mut Buffer,
        length: usize,
        mut row: impl FnMut(usize, Rect, &mut Buffer, bool),
    ) -> Option<Position> {
        let area = area.intersection(buf.area);
        self.area.set(area);
        let height = usize::from(area.height);
        if length == 0 || height == 0 || area.width == 0 {
            return None;
        }
        let selected = self.selected.min(length - 1);
        // Keep the window where it was, moved only as far as the cursor asks.
        let first = self.first.get().clamp((selected + 1).saturating_sub(height), selected);
        let first = first.min(length.saturating_sub(height));
        self.first.set(first);
        let mut cursor = None;
        for (place, number) in area.rows().zip(first..length) {
            row(number, place, buf, number == selected);
            if number == selected {
                cursor = Some(place.as_position());
            }
        }
        cursor
    }

    /// The rows in sight at the last drawing, counted from 1, of how many: `12 to 31 of 140`.
    pub fn in_sight(&self, length: usize) -> String {
        let first = self.first.get();
        let last = (first + usize::from(self.area.get().height)).min(length);
        format!("{} to {last} of {length}", (first + 1).min(length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(code: Code) -> Input {
        Input::Key(Key::plain(code))
    }

    #[test]
    fn only_rows_in_sight_are_built_and_the_cursor_is_among_them() {
        let mut list = ListState::default();
        let area = Rect::new(0, 0, 10, 4);
        let mut buf = Buffer::empty(area);
        list.draw(area, &mut buf, 100, |_, _, _, _| {});
        for _ in 0..10 {
            list.moved(&key(Code::Down), 100);
        }
        let mut built = Vec::new();
        let cursor = list.draw(area, &mut buf, 100, |number, _, _, _| built.push(number));
        assert_eq!(built, [7, 8, 9, 10]);
        assert_eq!(cursor, Some(Position::new(0, 3)));
        assert_eq!(list.in_sight(100), "8 to 11 of 100");
    }

    #[test]
    fn the_cursor_passes_over_headings_and_the_first_stays_in_sight() {
        let heading = |row: usize| row.is_multiple_of(3);
        let mut list = ListState::default();
        let area = Rect::new(0, 0, 10, 3);
        let settled = |list: &mut ListState, row: usize, ahead: bool| {
            list.select(row);
            list.settle(9, ahead, |row| !heading(row));
            list.draw(area, &mut Buffer::empty(area), 9, |_, _, _, _| {});
            (list.selected(), list.in_sight(9))
        };
        assert_eq!(settled(&mut list, 0, true), (1, "1 to 3 of 9".to_owned()));
        assert_eq!(settled(&mut list, 6, true), (7, "6 to 8 of 9".to_owned()));
        assert_eq!(settled(&mut list, 6, false), (5, "6 to 8 of 9".to_owned()));
        assert_eq!(settled(&mut list, 0, false), (1, "1 to 3 of 9".to_owned()));
        list.settle(9, true, |_| false);
        assert_eq!(list.selected(), 1, "where there is nowhere to stand it stays");
    }

    #[test]
    fn a_list_that_grew_shorter_keeps_its_cursor_inside() {
        let mut list = ListState::default();
        list.select(50);
        assert_eq!(list.moved(&key(Code::Up), 3), Moved::Yes);
        assert_eq!(list.selected(), 1);
        assert_eq!(list.moved(&key(Code::End), 0), Moved::Yes);
        assert_eq!(list.selected(), 0);
    }

    #[test]
    fn a_second_click_on_a_row_opens_it() {
        let mut list = ListState::default();
        let area = Rect::new(2, 1, 10, 4);
        list.draw(area, &mut Buffer::empty(Rect::new(0, 0, 20, 10)), 9, |_, _, _, _| {});
        let click = Input::Click(Position::new(5, 3));
        assert_eq!((list.moved(&click, 9), list.selected()), (Moved::Yes, 2));
        assert_eq!(list.moved(&click, 9), Moved::Chosen);
        assert_eq!(list.moved(&Input::Click(Position::new(5, 8)), 9), Moved::No);
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_in_sight(steps in prop::collection::vec(0_usize..6, 0..60), length in 1_usize..40, height in 1_u16..9) {
            let codes = [Code::Up, Code::Down, Code::PageUp, Code::PageDown, Code::Home, Code::End];
            let (mut list, area) = (ListState::default(), Rect::new(0, 0, 5, height));
            for step in steps {
                list.moved(&key(codes[step]), length);
                let cursor = list.draw(area, &mut Buffer::empty(area), length, |_, _, _, _| {});
                prop_assert!(cursor.is_some_and(|at| area.contains(at)));
            }
        }
    }
}
