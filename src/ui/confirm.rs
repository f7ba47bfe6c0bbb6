//! A question before something that cannot be undone. Not the doing of it: the screen below is told the answer.

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::key::Key;
use super::screen::{Flow, Screen};
use super::widget::{popup, wrapped, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What the screen below is told when the answer is yes.
pub const YES: &str = "yes";

/// A question that only `y` answers with yes.
pub struct Confirm {
    asked: &'static str,
    title: String,
    question: String,
    yes: &'static str,
}

impl Confirm {
    /// A question. A yes comes to the screen below as [`Input::Chosen`] with `asked` and [`YES`]; a no closes the box. `yes`
    /// says what a yes does, a verb first: `sign it`.
    pub fn new(asked: &'static str, title: impl Into<String>, question: impl Into<String>, yes: &'static str) -> Self {
        Self { asked, title: title.into(), question: question.into(), yes }
    }
}

impl Screen for Confirm {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("yes") => Flow::PopWith(Input::Chosen { asked: self.asked, answer: YES.to_owned() }),
            Input::Command("no") => Flow::Pop,
            _ => Flow::Ignored,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let width = area.width.min(64);
        let lines = wrapped(&self.question, usize::from(width.saturating_sub(4)));
        let height = u16::try_from(lines.len()).unwrap_or(area.height).saturating_add(4);
        let inside = popup::draw(area, buf, &self.title, width, height, theme);
        let last = inside.height.saturating_sub(1);
        for (row, line) in lines.iter().take(usize::from(last)).enumerate() {
            write(inside, buf, 0, u16::try_from(row).unwrap_or(0), line, theme.text());
        }
        let mut column = 0;
        for (key, words) in [("y", self.yes), ("n", "no")] {
            column += write(inside, buf, column, last, key, theme.key()) + 1;
            column += write(inside, buf, column, last, words, theme.text()) + 3;
        }
        Some(Position::new(inside.x, inside.y.saturating_add(last)))
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![
            Command::new("yes", self.yes, Key::char('y')).or(Key::char('Y')),
            Command::new("no", "leave it as it is", Key::char('n')).or(Key::char('N')).short("no"),
        ]
    }

    fn covers(&self) -> bool {
        false
    }
}
