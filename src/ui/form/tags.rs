//! A choice of several among a list, or none. Not what any of them means.

use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::{Code, Key};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::BTreeSet;

/// Several of a list.
pub(in crate::ui) struct TagsField {
    options: Vec<String>,
    chosen: BTreeSet<usize>,
    list: ListState,
}

impl TagsField {
    /// Options with some of them chosen.
    pub(in crate::ui) fn new(options: Vec<String>, chosen: impl IntoIterator<Item = usize>) -> Self {
        let chosen = chosen.into_iter().filter(|one| *one < options.len()).collect();
        Self { options, chosen, list: ListState::default() }
    }

    /// Which are chosen, counted from 0, in the order of the list.
    pub(in crate::ui) fn chosen(&self) -> impl Iterator<Item = usize> {
        self.chosen.iter().copied()
    }

    /// Whether none is chosen.
    pub(in crate::ui) fn is_blank(&self) -> bool {
        self.chosen.is_empty()
    }

    /// The words of those chosen.
    pub(in crate::ui) fn words(&self) -> String {
        let words: Vec<&str> =
            self.chosen.iter().filter_map(|one| self.options.get(*one)).map(String::as_str).collect();
        words.join("; ")
    }

    /// How many rows it takes to show all of them.
    pub(in crate::ui) const fn rows(&self) -> usize {
        self.options.len()
    }

    fn turn(&mut self, number: usize) -> bool {
        if number >= self.options.len() {
            return false;
        }
        if !self.chosen.remove(&number) {
            self.chosen.insert(number);
        }
        self.list.select(number);
        true
    }

    /// Takes in a key: space or a number marks or unmarks, arrows move. Answers whether what is chosen may be another, or
    /// the cursor moved.
    pub(in crate::ui) fn edit(&mut self, input: &Input) -> Option<bool> {
        if let Input::Key(key) = input {
            match key.typed() {
                Some(' ') => return Some(self.turn(self.list.selected())),
                Some(letter) => {
                    let number = letter.to_digit(10).map(|digit| if digit == 0 { 10 } else { digit });
                    let number = number.and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
                    return number.map(|number| self.turn(number));
                }
                None if matches!(key.code, Code::Delete | Code::Backspace) => {
                    return Some(self.chosen.remove(&self.list.selected()));
                }
                None => {}
            }
            if *key == Key::ENTER {
                return None;
            }
        }
        match self.list.moved(input, self.options.len()) {
            Moved::No => None,
            Moved::Yes => Some(false),
            Moved::Chosen => Some(self.turn(self.list.selected())),
        }
    }

    /// Draws the options in sight, those chosen marked; answers where the cursor stands.
    pub(in crate::ui) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        self.list.draw(area, buf, self.options.len(), |number, place, buf, under| {
            let mark = if self.chosen.contains(&number) { "[x]" } else { "[ ]" };
            let key = match number {
                0..9 => (number + 1).to_string(),
                9 => "0".to_owned(),
                _ => " ".to_owned(),
            };
            let style = if under { theme.selected() } else { theme.text() };
            write(place, buf, 0, 0, &key, theme.key());
            let room = usize::from(place.width.saturating_sub(6));
            let words = self.options.get(number).map_or("", String::as_str);
            write(place, buf, 2, 0, &format!("{mark} {}", cut(words, room)), style);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_or_space_marks_and_marks_no_more() {
        let mut field = TagsField::new(["One", "Two", "Three"].map(str::to_owned).to_vec(), [1, 7]);
        assert_eq!(field.words(), "Two");
        for key in [Key::char('1'), Key::DOWN, Key::char(' '), Key::char('9')] {
            field.edit(&Input::Key(key));
        }
        assert_eq!(field.chosen().collect::<Vec<_>>(), [0], "space took the second away again");
        assert_eq!(field.edit(&Input::Key(Key::ENTER)), None, "Enter goes on to the next field");
    }
}
