//! A column for each month: how much of what was due was on time. Not the reckoning of it.

use super::write;
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// One month of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The month, 1 to 12.
    pub month: u8,
    /// How many were on time.
    pub on_time: u32,
    /// How many were due; a month in which nothing was due has no column.
    pub due: u32,
}

/// Columns for each month.
pub const MONTH_WIDTH: u16 = 3;

const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws the columns, oldest month first, over a row of the months' letters. A month without anything due shows a dot.
pub fn draw(area: Rect, buf: &mut Buffer, months: &[Month], theme: Theme) {
    let area = area.intersection(buf.area);
    if area.height < 2 {
        return;
    }
    let height = area.height - 1;
    let letters = ["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"];
    for (number, month) in (0_u16..).zip(months) {
        let column = number.saturating_mul(MONTH_WIDTH);
        let letter = letters[usize::from(month.month.saturating_sub(1) % 12)];
        write(area, buf, column, height, letter, theme.quiet());
        if month.due == 0 {
            write(area, buf, column, height - 1, ".", theme.quiet());
            continue;
        }
        let eighths = eighths(*month, height);
        let style = if month.on_time >= month.due { theme.good() } else { theme.soon() };
        for row in 0..height {
            let here = eighths.saturating_sub(u32::from(row) * 8).min(8);
            let sign = usize::try_from(here).map_or("", |here| EIGHTHS[here]);
            write(area, buf, column, height - 1 - row, &sign.repeat(2), style);
        }
    }
}

/// How high a column stands, in eighths of a row: full only where all was on time, and never nothing where something was.
fn eighths(month: Month, height: u16) -> u32 {
    let full = u64::from(height) * 8;
    let part = full * u64::from(month.on_time.min(month.due)) / u64::from(month.due.max(1));
    let part = if month.on_time > 0 { part.max(1) } else { 0 };
    u32::try_from(part).unwrap_or(0)
}

/// How it stands in one line, with numerator and denominator: `41 of 48 on time (85 %)`.
pub fn summary(months: &[Month]) -> String {
    let on_time: u32 = months.iter().map(|month| month.on_time).sum();
    let due: u32 = months.iter().map(|month| month.due).sum();
    if due == 0 {
        return "nothing was due".to_owned();
    }
    // Rounded down, so that 100 is said only of all.
    format!("{on_time} of {due} on time ({} %)", u64::from(on_time) * 100 / u64::from(due))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::text_of;

    #[test]
    fn columns_stand_as_high_as_they_should() {
        let months = [(11, 4, 4), (12, 2, 4), (1, 0, 4), (2, 0, 0)];
        let months = months.map(|(month, on_time, due)| Month { month, on_time, due });
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 3));
        draw(buf.area, &mut buf, &months, Theme::plain());
        assert_eq!(text_of(&buf), "██\n██ ██    .\nN  D  J  F");
        assert_eq!(summary(&months), "6 of 12 on time (50 %)");
    }

    #[test]
    fn nearly_all_is_not_all_and_little_is_not_nothing() {
        let month = |on_time, due| Month { month: 1, on_time, due };
        assert_eq!(eighths(month(999, 1000), 1), 7);
        assert_eq!(eighths(month(1, 1000), 1), 1);
        assert_eq!(summary(&[month(199, 200)]), "199 of 200 on time (99 %)");
        assert_eq!(summary(&[]), "nothing was due");
    }

    #[test]
    fn no_place_is_too_small() {
        let months = [Month { month: 1, on_time: 1, due: 1 }; 12];
        for (width, height) in [(0, 0), (1, 1), (5, 2), (100, 9)] {
            let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
            draw(Rect::new(0, 0, 200, 50), &mut buf, &months, Theme::plain());
        }
    }
}
