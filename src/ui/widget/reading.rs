//! A text that is read by its lines: scrolled by keys and wheel, with what part of it is in sight said on the row above. Not
//! what the lines say.

use super::write;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::{Code, Key};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::cell::{Cell, RefCell};

/// Columns to which the lines are broken, so that a wide window stays readable.
const WIDEST: u16 = 100;

/// The text and where its reader is. `L` says how a line looks.
pub struct Reading<L> {
    top: Cell<usize>,
    height: Cell<u16>,
    // Made for the width and the privacy last drawn.
    lines: RefCell<Option<Made<L>>>,
}

/// The lines, with the width and the privacy they were made for.
type Made<L> = (u16, bool, Vec<(L, String)>);

impl<L> Default for Reading<L> {
    fn default() -> Self {
        Self { top: Cell::default(), height: Cell::default(), lines: RefCell::default() }
    }
}

impl<L: Copy> Reading<L> {
    /// Makes the lines anew when they are drawn next: what they are made of has changed.
    pub fn make_anew(&self) {
        self.lines.replace(None);
    }

    /// Scrolls, where the input is for that.
    pub fn scrolled(&self, input: &Input) -> bool {
        let (top, page) = (self.top.get(), usize::from(self.height.get()).saturating_sub(1).max(1));
        self.top.set(match input {
            Input::Wheel { down: true, .. } => top.saturating_add(1),
            Input::Wheel { down: false, .. } => top.saturating_sub(1),
            Input::Key(Key { code, .. }) => match code {
                Code::Down | Code::Char('j') => top.saturating_add(1),
                Code::Up | Code::Char('k') => top.saturating_sub(1),
                Code::PageDown | Code::Char(' ') => top.saturating_add(page),
                Code::PageUp => top.saturating_sub(page),
                Code::Home => 0,
                Code::End => usize::MAX,
                _ => return false,
            },
            _ => return false,
        });
        true
    }

    /// Draws the part in sight from the third row of a page on, made by `made` to the width that it is given, and says on the
    /// second which part that is; answers where the cursor stands.
    pub fn draw(
        &self,
        area: Rect,
        buf: &mut Buffer,
        cx: &Ctx,
        made: impl FnOnce(usize) -> Vec<(L, String)>,
        style: impl Fn(L) -> Style,
    ) -> Position {
        let body = Rect {
            x: area.x.saturating_add(1),
            y: area.y.saturating_add(2),
            width: area.width.saturating_sub(2).min(WIDEST),
            height: area.height.saturating_sub(2),
        };
        self.height.set(body.height);
        let mut kept = self.lines.borrow_mut();
        let (_, _, lines) =
            match kept.take().filter(|(width, privacy, _)| (*width, *privacy) == (body.width, cx.privacy)) {
                Some(there) => kept.insert(there),
                None => kept.insert((body.width, cx.privacy, made(usize::from(body.width)))),
            };
        let height = usize::from(body.height);
        let top = self.top.get().min(lines.len().saturating_sub(height));
        self.top.set(top);
        if lines.len() > height {
            let sight = format!(" lines {} to {} of {}", top + 1, (top + height).min(lines.len()), lines.len());
            let column = area.width.saturating_sub(u16::try_from(sight.len()).unwrap_or(0) + 1);
            write(area, buf, column, 1, &sight, cx.theme.quiet());
        }
        for (row, (look, line)) in lines.iter().skip(top).take(height).enumerate() {
            write(body, buf, 0, u16::try_from(row).unwrap_or(u16::MAX), line, style(*look));
        }
        body.as_position()
    }
}
