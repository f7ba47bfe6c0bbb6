//! A box in the middle of the window. Not what is in it.

use super::cut;
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::widgets::{Block, Clear, Padding, Widget};

/// Clears a box of at most this size in the middle of an area, frames it, and answers its inside.
pub fn draw(area: Rect, buf: &mut Buffer, title: &str, width: u16, height: u16, theme: Theme) -> Rect {
    let area = area.intersection(buf.area);
    let (width, height) = (width.min(area.width), height.min(area.height));
    let place = Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    Clear.render(place, buf);
    let title = format!(" {} ", cut(title, usize::from(width.saturating_sub(6))));
    let block = Block::bordered()
        .border_style(theme.line())
        .title(title)
        .title_style(theme.heading().remove_modifier(Modifier::DIM))
        .padding(Padding::horizontal(1));
    let inside = block.inner(place);
    block.render(place, buf);
    inside
}
