//! What a window shows that is too small to work in. Not a screen: what is open stays open behind it.

use super::write_wrapped;
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Columns that every screen still works in.
pub const LEAST_WIDTH: u16 = 60;
/// Rows that every screen still works in.
pub const LEAST_HEIGHT: u16 = 16;

/// Whether a window is too small to work in.
pub const fn is_too_small(area: Rect) -> bool {
    area.width < LEAST_WIDTH || area.height < LEAST_HEIGHT
}

/// Says so, and how large it should be.
pub fn draw(area: Rect, buf: &mut Buffer, theme: Theme) -> Position {
    let words = format!(
        "Make the window larger: this one is {} by {}, Footprint needs {LEAST_WIDTH} by {LEAST_HEIGHT}. What you typed is kept.",
        area.width, area.height
    );
    write_wrapped(area, buf, 0, 0, &words, theme.text());
    area.as_position()
}
