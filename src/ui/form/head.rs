//! The head of a form: whom it is about, and whether what is on screen is safe. Not the keeping of it.

use super::keeping::Saved;
use crate::ui::context::Ctx;
use crate::ui::widget::{cut, write};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Draws the two rows of it: the name and what stands after it, and on the right the draft and whether it is safe; below,
/// the second line, or why it could not be saved.
pub(in crate::ui) fn draw_head(
    (draft, saved): (&str, &Saved),
    (name, rest, second): (&str, &str, String),
    (area, buf): (Rect, &mut Buffer),
    cx: &Ctx,
) {
    let theme = cx.theme;
    let (words, style) = match saved {
        Saved::At(at) => (format!("{draft} saved {}", at.format("%H:%M")), theme.quiet()),
        Saved::NotYet => (format!("{draft} not saved yet"), theme.quiet()),
        Saved::Failed(_) => (format!("{draft} NOT SAVED"), theme.wrong()),
    };
    let width = u16::try_from(words.width()).unwrap_or(0) + 1;
    let room = usize::from(area.width.saturating_sub(width + 3));
    let taken = write(area, buf, 1, 0, &cut(&cx.name(name), room), theme.heading());
    write(area, buf, 1 + taken, 0, &cut(rest, room.saturating_sub(usize::from(taken))), theme.text());
    write(area, buf, area.width.saturating_sub(width), 0, &words, style);
    let (second, style) = match saved {
        Saved::Failed(why) => (why.clone(), theme.wrong()),
        Saved::At(_) | Saved::NotYet => (second, theme.quiet()),
    };
    write(area, buf, 1, 1, &cut(&second, usize::from(area.width.saturating_sub(2))), style);
}
