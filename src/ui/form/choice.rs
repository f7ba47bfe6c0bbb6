//! A choice of one among several, told in words: a threshold, a step of a scale, a reason. Not what any of them means.

use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::{Code, Key};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// One of several, or none yet.
pub(in crate::ui) struct ChoiceField {
    options: Vec<String>,
    // How many options stand above a line that parts them from the rest; 0 for no line.
    first: usize,
    chosen: Option<usize>,
    list: ListState,
}

impl ChoiceField {
    /// Options with one of them chosen, or none.
    pub(in crate::ui) fn new(options: Vec<String>, chosen: Option<usize>) -> Self {
        let chosen = chosen.filter(|chosen| *chosen < options.len());
        let mut list = ListState::default();
        list.select(chosen.unwrap_or(0));
        Self { options, first: 0, chosen, list }
    }

    /// The first `first` options are proposals, and are shown as such.
    pub(in crate::ui) const fn proposing(mut self, first: usize) -> Self {
        self.first = first;
        self
    }

    /// Which is chosen, counted from 0.
    pub(in crate::ui) const fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// The words of the one chosen.
    pub(in crate::ui) fn words(&self) -> Option<&str> {
        self.options.get(self.chosen?).map(String::as_str)
    }

    /// How many rows it takes to show all of them.
    pub(in crate::ui) const fn rows(&self) -> usize {
        self.options.len()
    }

    /// Takes in a key: a number or a first letter chooses, arrows choose the next, Delete takes the choice away. Answers
    /// whether the choice may be another.
    pub(in crate::ui) fn edit(&mut self, input: &Input) -> bool {
        if let Input::Key(key) = input {
            if let Some(letter) = key.typed() {
                return self.typed(letter);
            }
            if matches!(key.code, Code::Delete | Code::Backspace) {
                self.chosen = None;
                return true;
            }
            // With nothing chosen yet, the first arrow down chooses the first.
            if self.chosen.is_none() && matches!(*key, Key::DOWN | Key::UP) {
                self.chosen = Some(self.list.selected().min(self.options.len().saturating_sub(1)));
                return true;
            }
        }
        match self.list.moved(input, self.options.len()) {
            Moved::No => false,
            Moved::Yes | Moved::Chosen => {
                self.chosen = Some(self.list.selected());
                true
            }
        }
    }

    fn typed(&mut self, letter: char) -> bool {
        let by_number = letter.to_digit(10).and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
        let found = by_number.filter(|number| *number < self.options.len()).or_else(|| {
            let wanted = letter.to_lowercase().next()?;
            let from = self.chosen.map_or(0, |chosen| chosen + 1);
            let begins =
                |words: &String| words.chars().next().and_then(|first| first.to_lowercase().next()) == Some(wanted);
            let after = (from..self.options.len()).chain(0..from.min(self.options.len()));
            after.into_iter().find(|number| self.options.get(*number).is_some_and(begins))
        });
        if let Some(found) = found {
            self.chosen = Some(found);
            self.list.select(found);
        }
        found.is_some()
    }

    /// Draws the options in sight, the chosen one marked; answers where the cursor stands.
    pub(in crate::ui) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        self.list.draw(area, buf, self.options.len(), |number, place, buf, under| {
            let mark = if self.chosen == Some(number) { "(*)" } else { "( )" };
            let key = if number < 9 { format!("{}", number + 1) } else { " ".to_owned() };
            let style = if under { theme.selected() } else { theme.text() };
            write(place, buf, 0, 0, &key, theme.key());
            let room = usize::from(place.width.saturating_sub(6));
            let mut words = self.options.get(number).cloned().unwrap_or_default();
            if number < self.first {
                words.push_str(", as it is owed");
            }
            write(place, buf, 2, 0, &format!("{mark} {}", cut(&words, room)), style);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(field: &mut ChoiceField, keys: &[Key]) {
        for key in keys {
            field.edit(&Input::Key(*key));
        }
    }

    fn scale() -> ChoiceField {
        let steps = ["Unlikely", "Possible", "Likely", "Happening"];
        ChoiceField::new(steps.into_iter().map(str::to_owned).collect(), None)
    }

    #[test]
    fn a_number_a_letter_or_arrows_choose_and_delete_takes_it_away() {
        let mut field = scale();
        press(&mut field, &[Key::char('3')]);
        assert_eq!(field.words(), Some("Likely"));
        press(&mut field, &[Key::char('h')]);
        assert_eq!(field.chosen(), Some(3));
        press(&mut field, &[Key::UP]);
        assert_eq!(field.chosen(), Some(2));
        press(&mut field, &[Key::DELETE]);
        assert_eq!(field.chosen(), None);
        let mut field = scale();
        press(&mut field, &[Key::DOWN]);
        assert_eq!(field.chosen(), Some(0), "the first arrow chooses the first");
        press(&mut field, &[Key::char('9'), Key::char('z')]);
        assert_eq!(field.chosen(), Some(0), "what is no option changes nothing");
    }
}
