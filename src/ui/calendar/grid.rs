//! The month as a grid of six weeks: a day's number with its marks, or with names where there is room. Not the agenda
//! beside it.

use super::rows::{LEGEND, Marks, Row, Weeks, said};
use crate::practice::session::Session;
use crate::ui::context::Ctx;
use crate::ui::widget::{cut, write};
use crate::workbench::message::Standing;
use chrono::{Datelike as _, Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// How wide and high one day is, in an area. The last column is left free between two days.
pub(super) const fn cell(area: Rect) -> (u16, u16) {
    let width = area.width / 7;
    let height = area.height.saturating_sub(1) / 6;
    (if width > 18 { 18 } else { width }, if height > 6 { 6 } else { height })
}

/// The day at a place of the grid.
pub(super) fn day_at(area: Rect, weeks: &Weeks, at: Position) -> Option<NaiveDate> {
    let (width, height) = cell(area);
    let (column, row) = (at.x.checked_sub(area.x)?, at.y.checked_sub(area.y.saturating_add(1))?);
    let (column, row) = (column.checked_div(width)?, row.checked_div(height)?);
    let inside = column < 7 && row < 6;
    inside.then(|| weeks.from.checked_add_days(Days::new(u64::from(row * 7 + column))))?
}

/// What the grid is drawn from.
pub(super) struct Grid<'a> {
    pub(super) weeks: &'a Weeks,
    pub(super) month: NaiveDate,
    pub(super) selected: NaiveDate,
    /// Whether the cursor is in the grid.
    pub(super) active: bool,
    pub(super) sessions: &'a [Session],
    pub(super) standing: Option<&'a Standing>,
}

impl Grid<'_> {
    /// Draws it; answers where the cursor stands.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let (width, height) = cell(area);
        let mut cursor = None;
        for (column, name) in (0_u16..).zip(WEEKDAYS) {
            let room = usize::from(width.saturating_sub(1));
            write(area, buf, column * width, 0, name.get(..room.min(3)).unwrap_or(name), theme.quiet());
        }
        for (number, day) in (0_u16..42).zip(self.weeks.from.iter_days()) {
            let place = Rect {
                x: area.x.saturating_add(number % 7 * width),
                y: area.y.saturating_add(1 + number / 7 * height),
                width: width.saturating_sub(1),
                height,
            }
            .intersection(area);
            if place.is_empty() {
                continue;
            }
            self.draw_day(day, place, buf, cx);
            if day == self.selected {
                let top = Rect { height: if height < 3 { height } else { 1 }, ..place };
                let style = if self.active { theme.selected() } else { theme.heading() };
                buf.set_style(top.intersection(buf.area), style);
                cursor = Some(place.as_position());
            }
        }
        cursor
    }

    fn draw_day(&self, day: NaiveDate, place: Rect, buf: &mut Buffer, cx: &Ctx) {
        let theme = cx.theme;
        let outside = (day.year(), day.month()) != (self.month.year(), self.month.month());
        let style = if day == cx.day {
            theme.heading()
        } else if outside || !cx.days_off.is_working_day(day) {
            theme.quiet()
        } else {
            theme.text()
        };
        let number = if day == cx.day { format!("[{}]", day.day()) } else { format!(" {}", day.day()) };
        write(place, buf, 0, 0, &number, style);
        let marks = self.weeks.marks_of(day);
        if place.height < 3 || place.width < 9 {
            draw_marks(
                marks,
                Rect { y: place.y.saturating_add(1), height: place.height.saturating_sub(1), ..place },
                buf,
                cx,
            );
            return;
        }
        self.draw_names(day, place, buf, cx);
    }

    /// As many rows of the day as there is room for, then how many more there are.
    fn draw_names(&self, day: NaiveDate, place: Rect, buf: &mut Buffer, cx: &Ctx) {
        let Some(standing) = self.standing else { return };
        let from = self.weeks.rows.partition_point(|row| row.on < day);
        let of_day: Vec<&Row> = self.weeks.rows.iter().skip(from).take_while(|row| row.on == day).collect();
        let room = usize::from(place.height.saturating_sub(1));
        let shown = if of_day.len() > room { room.saturating_sub(1) } else { of_day.len() };
        for (line, row) in (1_u16..).zip(of_day.iter().take(shown)) {
            let said = said(row, self.sessions, standing, cx);
            let text = format!("{} {}", said.mark, said.who);
            write(place, buf, 0, line, &cut(&text, usize::from(place.width)), said.style);
        }
        if of_day.len() > shown {
            let more = format!("{} more", of_day.len() - shown);
            let line = place.height.saturating_sub(1);
            write(place, buf, 2, line, &more, cx.theme.quiet());
        }
    }
}

fn draw_marks(marks: Marks, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let mut column = 0;
    for (mark, count) in marks.all() {
        if count > 0 {
            let style = match mark {
                '!' => cx.theme.late(),
                '=' => cx.theme.good(),
                '*' => cx.theme.soon(),
                _ => cx.theme.text(),
            };
            column += write(place, buf, column, 0, &mark.to_string(), style);
        }
    }
}

/// What the marks mean, in as many rows as it takes; answers how many.
pub(super) fn legend(area: Rect, buf: &mut Buffer, cx: &Ctx) -> u16 {
    let (mut column, mut row) = (0, 0);
    for (mark, words) in LEGEND {
        let text = format!("{mark} {words}  ");
        let wide = u16::try_from(text.len()).unwrap_or(0);
        if column > 0 && column + wide > area.width + 2 {
            (column, row) = (0, row + 1);
        }
        column += write(area, buf, column, row, &text, cx.theme.quiet()).max(wide);
    }
    row + 1
}
