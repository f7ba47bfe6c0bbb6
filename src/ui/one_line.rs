//! A box that asks for one line of words, such as a reason. Not a date: dates are shown back.

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::key::Key;
use super::screen::{Editing, Flow, Screen};
use super::widget::line_field::LineField;
use super::widget::{popup, write_wrapped};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// A box with a question and a field of one line.
pub struct OneLine {
    asked: &'static str,
    title: String,
    hint: String,
    field: LineField,
}

impl OneLine {
    /// A box that already holds `words`. What was typed comes to the screen below as [`Input::Chosen`] with `asked`;
    /// nothing but spaces is not taken.
    pub fn new(asked: &'static str, title: impl Into<String>, hint: impl Into<String>, words: &str) -> Self {
        Self { asked, title: title.into(), hint: hint.into(), field: LineField::with(words) }
    }
}

impl Screen for OneLine {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("keep") if self.field.is_blank() => Flow::Say("Write a few words first.".to_owned()),
            Input::Command("keep") => {
                Flow::PopWith(Input::Chosen { asked: self.asked, answer: self.field.text().trim().to_owned() })
            }
            input if self.field.edit(&input) => Flow::Done,
            _ => Flow::Ignored,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let inside = popup::draw(area, buf, &self.title, area.width.min(72), 6, cx.theme);
        write_wrapped(Rect { height: inside.height.min(2), ..inside }, buf, 0, 0, &self.hint, cx.theme.quiet());
        let row = inside.height.saturating_sub(1).min(2);
        let place = Rect { y: inside.y.saturating_add(row), height: inside.height.min(1), ..inside };
        self.field.draw(place, buf, cx)
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![Command::new("keep", "keep these words", Key::ENTER).short("keep")]
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }

    fn covers(&self) -> bool {
        false
    }
}
