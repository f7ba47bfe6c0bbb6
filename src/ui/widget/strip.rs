//! A strip of time: one small mark for each month or fortnight, so that a gap is seen and not read. Not what made the marks.

use super::write;
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What became of one session that was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Held on time.
    Held,
    /// Held late.
    Late,
    /// Missed.
    Missed,
    /// Excused: away, on leave.
    Excused,
    /// Due and not held: late now.
    Owed,
    /// Still to come.
    ToCome,
    /// Nothing was due.
    Nothing,
}

impl Mark {
    /// The mark itself.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Held => "=",
            Self::Late => "-",
            Self::Missed => "x",
            Self::Excused => "~",
            Self::Owed => "!",
            Self::ToCome => ".",
            Self::Nothing => " ",
        }
    }

    /// What it means, for the key below a strip.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Late => "late",
            Self::Missed => "missed",
            Self::Excused => "excused",
            Self::Owed => "owed now",
            Self::ToCome => "to come",
            Self::Nothing => "none due",
        }
    }

    const fn style(self, theme: Theme) -> Style {
        match self {
            Self::Held => theme.good(),
            Self::Late => theme.soon(),
            Self::Missed | Self::Owed => theme.late(),
            Self::Excused | Self::ToCome | Self::Nothing => theme.quiet(),
        }
    }
}

/// Columns for each period of a strip: two marks and a space.
pub const PERIOD_WIDTH: u16 = 3;

/// Draws one row of a strip: for each period (a month, oldest first) its marks, two at most in sight; where there are more,
/// the two worst are shown. Answers how many columns it took.
pub fn draw(area: Rect, buf: &mut Buffer, periods: &[Vec<Mark>], theme: Theme) -> u16 {
    let mut column = 0;
    for period in periods {
        let mut worst: Vec<(usize, Mark)> = period.iter().copied().enumerate().collect();
        worst.sort_by_key(|(_, mark)| std::cmp::Reverse(badness(*mark)));
        worst.truncate(2);
        // In the order in which they happened.
        worst.sort_by_key(|(number, _)| *number);
        for (place, (_, mark)) in (0_u16..).zip(worst) {
            write(area, buf, column + place, 0, mark.sign(), mark.style(theme));
        }
        column += PERIOD_WIDTH;
    }
    column.min(area.width)
}

const fn badness(mark: Mark) -> u8 {
    match mark {
        Mark::Nothing => 0,
        Mark::ToCome => 1,
        Mark::Held => 2,
        Mark::Excused => 3,
        Mark::Late => 4,
        Mark::Missed => 5,
        Mark::Owed => 6,
    }
}

/// Draws the letters of the months above a strip, oldest first, and answers how many columns they took.
pub fn draw_months(area: Rect, buf: &mut Buffer, first_month: u8, months: u8, theme: Theme) -> u16 {
    let letters = ["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"];
    let mut column = 0;
    for month in 0..months {
        let letter = letters[usize::from((first_month.saturating_sub(1) + month) % 12)];
        write(area, buf, column, 0, letter, theme.quiet());
        column += PERIOD_WIDTH;
    }
    column.min(area.width)
}

/// Draws what the marks mean, in one row.
pub fn draw_meaning(area: Rect, buf: &mut Buffer, theme: Theme) {
    let mut column = 0;
    for mark in [Mark::Held, Mark::Late, Mark::Missed, Mark::Excused, Mark::Owed, Mark::ToCome] {
        column += write(area, buf, column, 0, mark.sign(), mark.style(theme)) + 1;
        column += write(area, buf, column, 0, mark.words(), theme.quiet()) + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::text_of;
    use Mark::{Excused, Held, Late, Missed, Owed, ToCome};

    #[test]
    fn a_gap_is_seen() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 40, 3));
        let rows: Vec<Rect> = buf.area.rows().collect();
        draw_months(rows[0], &mut buf, 11, 5, Theme::plain());
        let periods = [vec![Held, Held], vec![Late], vec![Held, Missed, Held], vec![Excused], vec![Owed, ToCome]];
        assert_eq!(draw(rows[1], &mut buf, &periods, Theme::plain()), 15);
        draw_meaning(rows[2], &mut buf, Theme::plain());
        assert_eq!(text_of(&buf), "N  D  J  F  M\n== -  =x ~  !.\n= held  - late  x missed  ~ excused  ! o");
    }

    #[test]
    fn a_strip_stays_inside_its_place() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 9, 1));
        draw(Rect::new(0, 0, 4, 1), &mut buf, &vec![vec![Held, Late]; 12], Theme::plain());
        assert_eq!(text_of(&buf), "=- =");
    }
}
