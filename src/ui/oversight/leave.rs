//! The box that asks why something worth a look is left as it is. A reason is welcome and never demanded: Enter alone will
//! do. Not the page of findings.

use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Editing, Flow, Screen};
use crate::ui::widget::line_field::LineField;
use crate::ui::widget::{popup, write_wrapped};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What the page before signing is told: the reason, which may be empty.
pub(super) const LEAVE: &str = "leave_finding";

/// The box.
pub(super) struct Leave {
    advice: String,
    field: LineField,
}

impl Leave {
    pub(super) fn new(advice: String) -> Self {
        Self { advice, field: LineField::with("") }
    }
}

impl Screen for Leave {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("keep") => {
                Flow::PopWith(Input::Chosen { asked: LEAVE, answer: self.field.text().trim().to_owned() })
            }
            input if self.field.edit(&input) => Flow::Done,
            _ => Flow::Ignored,
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let inside = popup::draw(area, buf, "Leave it as it is; why, if you like", area.width.min(72), 6, cx.theme);
        let words = Rect { height: inside.height.min(2), ..inside };
        write_wrapped(words, buf, 0, 0, &cx.prose(&self.advice), cx.theme.quiet());
        let row = inside.height.saturating_sub(1).min(2);
        let place = Rect { y: inside.y.saturating_add(row), height: inside.height.min(1), ..inside };
        self.field.draw(place, buf, cx)
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![Command::new("keep", "leave it as it is", Key::ENTER).short("leave it")]
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }

    fn covers(&self) -> bool {
        false
    }
}
