//! The bottom line: what the keys do here, or what was just said. Not a list of its own: it shows a screen's commands.

use super::{cut, write};
use crate::ui::command::Command;
use crate::ui::global;
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

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
            let mark = "read only";
            let taken = u16::try_from(mark.len() + 2).unwrap_or(0).min(area.width);
            let corner = Rect { x: area.right() - taken, width: taken, ..area };
            write(corner, buf, 1, 0, mark, theme.soon());
            area.width -= taken;
        }
        if let Some(said) = self.said {
            write(area, buf, 1, 0, &cut(said, usize::from(area.width.saturating_sub(2))), theme.heading());
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
