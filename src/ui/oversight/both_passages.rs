//! Two passages side by side: this draft's, and the one of another record that is much the same. What is the same is plain;
//! what differs stands out. Not the comparing of records, which found them.

use crate::practice::date_words::long;
use crate::practice::review::Passage;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::global;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::{cut, popup, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr as _;

/// A word, and whether it stands in both.
type Words = Vec<(String, bool)>;

/// The box with both.
pub(super) struct BothPassages {
    called: String,
    on: String,
    here: Words,
    there: Words,
    down: usize,
}

impl BothPassages {
    pub(super) fn new(here: &str, passage: &Passage) -> Self {
        let (here, there) = compared(here, &passage.passage);
        Self {
            called: passage.called.clone(),
            on: format!("{} of {}", passage.record, long(passage.decided_on)),
            here,
            there,
            down: 0,
        }
    }
}

/// Both passages in words, those marked that stand in both in the same order.
fn compared(here: &str, there: &str) -> (Words, Words) {
    let one: Vec<&str> = here.split_whitespace().collect();
    let other: Vec<&str> = there.split_whitespace().collect();
    let key =
        |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (keys, others): (Vec<String>, Vec<String>) =
        (one.iter().map(|word| key(word)).collect(), other.iter().map(|word| key(word)).collect());
    // How long the longest common run of words from each pair of places on is.
    let mut longest = vec![vec![0_u32; others.len() + 1]; keys.len() + 1];
    for at in (0..keys.len()).rev() {
        for place in (0..others.len()).rev() {
            longest[at][place] = if keys[at] == others[place] {
                longest[at + 1][place + 1] + 1
            } else {
                longest[at + 1][place].max(longest[at][place + 1])
            };
        }
    }
    let mut here: Words = one.iter().map(|word| ((*word).to_owned(), false)).collect();
    let mut there: Words = other.iter().map(|word| ((*word).to_owned(), false)).collect();
    let (mut at, mut place) = (0, 0);
    while at < keys.len() && place < others.len() {
        if keys[at] == others[place] {
            (here[at].1, there[place].1) = (true, true);
            at += 1;
            place += 1;
        } else if longest[at + 1][place] >= longest[at][place + 1] {
            at += 1;
        } else {
            place += 1;
        }
    }
    (here, there)
}

/// Words in lines of a width.
fn lines(words: &Words, width: usize) -> Vec<&[(String, bool)]> {
    let mut lines = Vec::new();
    let (mut from, mut used) = (0, 0);
    for (at, (word, _)) in words.iter().enumerate() {
        let room = word.width() + usize::from(at > from);
        if used + room > width && at > from {
            lines.push(&words[from..at]);
            (from, used) = (at, word.width());
        } else {
            used += room;
        }
    }
    if from < words.len() {
        lines.push(&words[from..]);
    }
    lines
}

impl Screen for BothPassages {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("down") => {
                self.down = self.down.saturating_add(1).min(self.here.len().max(self.there.len()));
            }
            Input::Command("up") => self.down = self.down.saturating_sub(1),
            Input::Command(global::BACK) => return Flow::Pop,
            _ => return Flow::Ignored,
        }
        Flow::Done
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let inside =
            popup::draw(area, buf, "Much the same words", area.width.min(120), area.height.saturating_sub(2), theme);
        let column = inside.width.saturating_sub(3) / 2;
        let there = Rect { x: inside.x.saturating_add(column).saturating_add(3), width: column, ..inside };
        let here = Rect { width: column, ..inside };
        let called = format!("{}, {}", cx.name(&self.called), self.on);
        for (place, title, words) in [(here, "This draft", &self.here), (there, called.as_str(), &self.there)] {
            write(place, buf, 0, 0, &cut(title, usize::from(place.width)), theme.heading());
            let below = place.height.saturating_sub(3);
            for (row, line) in
                lines(words, usize::from(place.width)).into_iter().skip(self.down).take(usize::from(below)).enumerate()
            {
                let row = u16::try_from(row).unwrap_or(u16::MAX).saturating_add(2);
                let mut at = 0;
                for (word, same) in line {
                    let word = cx.prose(word);
                    let style = if *same { theme.text() } else { theme.matched() };
                    at += write(place, buf, at, row, &word, style) + 1;
                }
            }
        }
        let foot = inside.height.saturating_sub(1);
        write(
            inside,
            buf,
            0,
            foot,
            &cut("What differs is marked; the rest is the same.", usize::from(inside.width)),
            theme.quiet(),
        );
        Some(Position::new(inside.x, inside.y))
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![
            Command::new("down", "further down", Key::DOWN).or(Key::char('j')).short("down"),
            Command::new("up", "further up", Key::UP).or(Key::char('k')).short("up"),
            Command::new(global::BACK, "back to the findings", Key::ESC).short("back"),
        ]
    }

    fn covers(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_marked_on_both_sides() {
        let (here, there) = compared("Tomos sleeps on a mattress, late.", "Megan slept on a mattress late");
        let different = |words: &Words| words.iter().filter(|one| !one.1).map(|one| one.0.clone()).collect::<Vec<_>>();
        assert_eq!(
            (different(&here), different(&there)),
            (vec!["Tomos".into(), "sleeps".into()], vec!["Megan".into(), "slept".into()])
        );
    }

    #[test]
    fn lines_are_no_wider_than_they_may_be() {
        let (words, _) = compared("one two three four five", "");
        let widths: Vec<usize> =
            lines(&words, 9).iter().map(|line| line.iter().map(|one| one.0.len() + 1).sum::<usize>() - 1).collect();
        assert_eq!(widths, [7, 5, 9]);
    }
}
