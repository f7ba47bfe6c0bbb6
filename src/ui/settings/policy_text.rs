//! A policy as text, to be read: every rule with who says so. Not the changing of it.

use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, wrapped, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cell::RefCell;

/// Columns to which the lines are broken, so that a wide window stays readable.
const WIDEST: u16 = 100;

/// The page.
pub struct PolicyText {
    title: String,
    text: String,
    list: ListState,
    // The lines as broken for the width last drawn: the text never changes, the window does.
    lines: RefCell<(u16, Vec<String>)>,
}

impl PolicyText {
    /// The page of a policy.
    pub fn new(title: &str, text: &str) -> Self {
        let (title, text) = (title.to_owned(), text.to_owned());
        Self { title, text, list: ListState::default(), lines: RefCell::new((0, Vec::new())) }
    }

    fn break_lines(&self, width: u16) {
        let mut lines = self.lines.borrow_mut();
        if lines.0 != width {
            let one = |line: &str| -> Vec<String> {
                let indent = line.len() - line.trim_start().len();
                let room = usize::from(width).saturating_sub(indent + 2);
                let broken = wrapped(line.trim(), room);
                let place = |at: usize| " ".repeat(if at == 0 { indent } else { indent + 2 });
                broken.into_iter().enumerate().map(|(at, words)| format!("{}{words}", place(at))).collect()
            };
            *lines = (width, self.text.lines().flat_map(one).collect());
        }
    }
}

impl Screen for PolicyText {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        let length = self.lines.borrow().1.len();
        match self.list.moved(&input, length) {
            Moved::No => Flow::Ignored,
            Moved::Yes | Moved::Chosen => Flow::Done,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let width = area.width.saturating_sub(3).min(WIDEST);
        self.break_lines(width);
        let lines = self.lines.borrow();
        let place = Rect {
            x: area.x.saturating_add(1),
            y: area.y.saturating_add(2.min(area.height)),
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(2),
        };
        let cursor = self.list.draw(place, buf, lines.1.len(), |number, place, buf, selected| {
            if let Some(line) = lines.1.get(number) {
                let style = if line.starts_with(' ') { cx.theme.text() } else { cx.theme.heading() };
                write(place, buf, 1, 0, line, style);
                if selected {
                    write(place, buf, 0, 0, ">", cx.theme.key());
                }
            }
        });
        let sight = self.list.in_sight(lines.1.len());
        let room = usize::from(area.width).saturating_sub(sight.len() + 4);
        let taken = write(area, buf, 1, 0, &cut(&self.title, room), cx.theme.heading());
        write(area, buf, taken + 3, 0, &sight, cx.theme.quiet());
        cursor
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        Vec::new()
    }
}
