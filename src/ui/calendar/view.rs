//! The calendar as it is drawn: the heading, the agenda beside the month, the quality calendar below it. Not the month's
//! own grid, and not what a key does.

use super::grid::{self, Grid};
use super::rows::{self, Row};
use super::{Calendar, Part};
use crate::practice::date_words::{long, month_name, short};
use crate::practice::quality::QualityAnswer;
use crate::ui::context::Ctx;
use crate::ui::widget::{cut, write, write_wrapped};
use crate::workbench::message::CalendarPage;
use chrono::Datelike as _;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

impl Calendar {
    /// Draws all of it; answers where the cursor stands.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let Some(page) = &self.page else {
            write(area, buf, 1, 0, "Calendar", cx.theme.heading());
            return None;
        };
        self.heading(page, area, buf, cx);
        let inside = Rect { y: area.y.saturating_add(2), height: area.height.saturating_sub(2), ..area };
        if Self::has_grid(cx) {
            return self.draw_whole(page, inside, buf, cx);
        }
        if self.part(cx) == Part::Quality {
            return self.draw_quality(
                page,
                Rect { x: inside.x + 1, width: inside.width.saturating_sub(1), ..inside },
                buf,
                cx,
            );
        }
        self.draw_agenda(Rect { x: inside.x + 1, width: inside.width.saturating_sub(1), ..inside }, buf, cx)
    }

    fn heading(&self, page: &CalendarPage, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let theme = cx.theme;
        let month = format!("{} {}", month_name(page.month.month()), page.month.year());
        let mut taken = 1 + write(area, buf, 1, 0, &month, theme.heading());
        let (owed, files) = self.standing.as_ref().map_or((0, 0), |standing| {
            let owed = standing.due.iter().take_while(|owed| owed.due_on < Some(cx.day)).count();
            (owed, standing.wanted.iter().filter(|row| row.late).count())
        });
        // The same late as on Today, and what is late of workers' own files beside it.
        let late: Vec<String> = [(owed, "late"), (files, "in files")]
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{count} {words}"))
            .collect();
        if !late.is_empty() {
            taken += 3 + write(area, buf, taken + 3, 0, &format!("! {}", late.join(", ")), theme.late());
        }
        if !page.quality.is_empty() {
            let answered = page.quality.iter().filter(|item| item.answer.is_some()).count();
            let words = format!("quality {answered} of {}", page.quality.len());
            taken += 3 + write(area, buf, taken + 3, 0, &words, theme.text());
        }
        let room = usize::from(area.width.saturating_sub(taken + 3));
        let ways = [long(self.day), self.day.format("%-d %b").to_string()];
        if let Some(day) = ways.iter().find(|day| day.len() <= room) {
            write(area, buf, taken + 3, 0, day, theme.quiet());
        }
    }

    fn draw_agenda(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let (Some(weeks), Some(standing)) = (&self.weeks, &self.standing) else { return None };
        if weeks.rows.is_empty() {
            write_wrapped(
                area,
                buf,
                0,
                0,
                "Nothing is due or booked in these weeks. b books a session.",
                cx.theme.quiet(),
            );
            return Some(area.as_position());
        }
        let under_cursor = self.part(cx) == Part::Agenda;
        self.agenda.draw(area, buf, weeks.rows.len(), |number, place, buf, under| {
            let Some(row) = weeks.rows.get(number) else { return };
            let before = number.checked_sub(1).and_then(|before| weeks.rows.get(before));
            let first = before.is_none_or(|before| before.on != row.on) || place.y == area.y;
            if first {
                let style = if row.on == cx.day { cx.theme.heading() } else { cx.theme.quiet() };
                write(place, buf, 0, 0, &row.on.format("%a %-d %b").to_string(), style);
            }
            draw_row(
                row,
                Rect { x: place.x + 11, width: place.width.saturating_sub(11), ..place },
                buf,
                |row| rows::said(row, self.sessions(), standing, cx),
                cx,
            );
            if under && under_cursor {
                buf.set_style(place, cx.theme.selected());
            }
        })
    }

    fn draw_quality(&self, page: &CalendarPage, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        if page.quality.is_empty() {
            write_wrapped(area, buf, 0, 0, "The policy names no quality calendar.", theme.quiet());
            return None;
        }
        let active = self.part(cx) == Part::Quality;
        let style = if active { theme.label_active() } else { theme.heading() };
        write(area, buf, 0, 0, "Quality calendar", style);
        let below = Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area };
        self.quality.draw(below, buf, page.quality.len(), |number, place, buf, under| {
            let Some(item) = page.quality.get(number) else { return };
            let (mark, style, after) = match &item.answer {
                Some(QualityAnswer::Done(on)) => ("[x]", theme.good(), format!(" {}", short(*on))),
                Some(QualityAnswer::NotDone(_)) => ("[-]", theme.quiet(), " not done".to_owned()),
                None => ("[ ]", theme.text(), String::new()),
            };
            let room = usize::from(place.width).saturating_sub(4 + after.len());
            write(place, buf, 0, 0, mark, style);
            let taken = write(place, buf, 4, 0, &cut(&item.what, room), theme.text());
            write(place, buf, 4 + taken, 0, &after, theme.quiet());
            if under && active {
                buf.set_style(place, theme.selected());
            }
        })
    }

    fn draw_whole(&self, page: &CalendarPage, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        // The agenda keeps what it needs; the grid has the rest.
        let agenda = (area.width / 5 * 2).max(44);
        let wide = area.width.saturating_sub(agenda).clamp(35, 126);
        let low = u16::try_from(page.quality.len()).unwrap_or(u16::MAX).saturating_add(1).clamp(2, 12);
        let high = area.height.saturating_sub(low.saturating_add(2)).max(13);
        let place = Rect { x: area.x + 1, width: wide, height: high.min(area.height), ..area };
        let (_, tall) = grid::cell(place);
        let place = Rect { height: (tall * 6 + 1).min(place.height), ..place };
        self.drawn.set(place);
        let grid = Grid {
            weeks: self.weeks.as_ref()?,
            month: page.month,
            selected: self.day,
            active: self.part(cx) == Part::Grid,
            sessions: &page.sessions,
            standing: self.standing.as_ref(),
        };
        let in_grid = grid.draw(place, buf, cx);
        let below = Rect { y: place.bottom(), height: area.bottom().saturating_sub(place.bottom()), ..place };
        let taken = grid::legend(below, buf, cx);
        let quality = Rect { y: below.y.saturating_add(taken), height: below.height.saturating_sub(taken), ..below };
        let in_quality = self.draw_quality(page, quality, buf, cx);
        let left = wide + 3;
        let agenda = Rect { x: area.x.saturating_add(left), width: area.width.saturating_sub(left), ..area };
        let in_agenda = self.draw_agenda(agenda, buf, cx);
        match self.part(cx) {
            Part::Grid => in_grid,
            Part::Agenda => in_agenda,
            Part::Quality => in_quality,
        }
    }
}

fn draw_row(row: &Row, place: Rect, buf: &mut Buffer, said: impl Fn(&Row) -> rows::Said, cx: &Ctx) {
    let said = said(row);
    let theme = cx.theme;
    write(place, buf, 0, 0, &said.mark.to_string(), said.style);
    let what = if place.width < 50 { 11 } else { 16 };
    write(place, buf, 2, 0, &cut(&said.what, usize::from(what)), said.style);
    let who = 2 + what + 1;
    let room = place.width.saturating_sub(who);
    let name = if room > 34 { 22 } else { room };
    let taken = write(place, buf, who, 0, &cut(&said.who, usize::from(name)), theme.text());
    let more = if room > 34 { who + 23 } else { who + taken + 2 };
    let left = usize::from(place.width.saturating_sub(more));
    if left >= 6 {
        write(place, buf, more, 0, &cut(&said.more, left), theme.quiet());
    }
}
