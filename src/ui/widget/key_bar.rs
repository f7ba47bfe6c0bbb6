//! The bottom line: what the keys do here, or what was just said. Not a list of its own: it shows a screen's commands.

use super::{cut, wrapped, write};
use crate::ui::command::Command;
use crate::ui::global;
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// What stands in the corner where nothing can be changed.
const READ_ONLY: &str = "read only";

/// Rows that a sentence needs at a width: one, or two.
pub fn height(said: &str, read_only: bool, width: u16) -> u16 {
    let corner = if read_only { READ_ONLY.len() + 2 } else { 0 };
    let room = usize::from(width).saturating_sub(2 + corner);
    if said.width() > room { 2 } else { 1 }
}

/// The bottom line.
pub struct KeyBar<'a> {
    /// What can be done, in the order it is shown.
    pub commands: &'a [Command],
    /// A sentence that takes the keys' place until the next key.
    pub said: Option<&'a str>,
    /// Whether to mark that nothing can be changed.
    pub read_only: bool,
}

impl KeyBar<'_> {
    /// Draws it into one row: as many commands as there is room for, and always how to see the rest.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: Theme) {
        let mut area = area;
        if self.read_only {
            let taken = u16::try_from(READ_ONLY.len() + 2).unwrap_or(0).min(area.width);
            let corner = Rect { x: area.right() - taken, width: taken, ..area };
            write(corner, buf, 1, area.height.saturating_sub(1), READ_ONLY, theme.soon());
            area.width -= taken;
        }
        if let Some(said) = self.said {
            let room = usize::from(area.width.saturating_sub(2));
            let lines = wrapped(said, room);
            let last = usize::from(area.height).saturating_sub(1);
            for (row, (number, line)) in (0..area.height).zip(lines.iter().enumerate()) {
                // What does not fit even so ends in a mark that says it.
                let goes_on = number == last && lines.len() > number + 1;
                let line = if goes_on { cut(&format!("{line} ~"), room) } else { line.clone() };
                write(area, buf, 1, row, &line, theme.heading());
            }
            return;
        }
        let (last, first): (Vec<_>, Vec<_>) =
            self.shown().partition(|command| matches!(command.id, global::PALETTE | global::HELP));
        let kept: usize = last.iter().map(|command| width(command)).sum();
        let mut column = 1;
        for command in first {
            if usize::from(column) + width(command) + kept <= usize::from(area.width) {
                column += draw_one(command, column, area, buf, theme);
            }
        }
        for command in last {
            if usize::from(column) + width(command) <= usize::from(area.width) + 2 {
                column += draw_one(command, column, area, buf, theme);
            }
        }
    }

    fn shown(&self) -> impl Iterator<Item = &Command> {
        self.commands.iter().filter(|command| command.in_bar && command.available.is_ok() && !command.keys.is_empty())
    }
}

fn width(command: &Command) -> usize {
    command.keys.first().map_or(0, |key| key.to_string().width()) + 1 + command.short.width() + 2
}

fn draw_one(command: &Command, column: u16, area: Rect, buf: &mut Buffer, theme: Theme) -> u16 {
    let key = command.keys.first().map(ToString::to_string).unwrap_or_default();
    let mut taken = write(area, buf, column, 0, &key, theme.key()) + 1;
    taken += write(area, buf, column + taken, 0, &command.short, theme.text());
    taken + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_too_long_for_one_line_is_whole_on_two() {
        let said =
            "Supervision with Aisha Patel is kept as held. The next is due on Monday 21 December 2026, in 28 days.";
        let high = height(said, true, 80);
        assert_eq!((high, height("Kept.", true, 80)), (2, 1));
        let area = Rect::new(0, 0, 80, high);
        let mut buf = Buffer::empty(area);
        KeyBar { commands: &[], said: Some(said), read_only: true }.draw(area, &mut buf, Theme::plain());
        let text: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        let words: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(words.join(" "), format!("{said} read only"));
    }
}
