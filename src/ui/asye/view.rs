//! A year as it is drawn: its head and strip, a line for each thing in it, and the same in a few words for whoever draws it
//! small. Not what a key does.

use super::{AsyeScreen, Line, happened};
use crate::practice::asye::{Happened, Review, Slot};
use crate::practice::date_words::{range, short, short_with_weekday};
use crate::practice::due::strip::Mark;
use crate::practice::due::{Booking, Owed, State};
use crate::ui::context::Ctx;
use crate::ui::today::row::how_late;
use crate::ui::widget::{cut, write, write_wrapped};
use crate::workbench::message::{AsyeYear, Workload};
use chrono::{Datelike as _, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Columns of the labels at the left.
const LABELS: u16 = 12;

impl AsyeScreen {
    /// Draws all of it; answers where the cursor stands.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let Some(year) = &self.year else {
            write(area, buf, 1, 0, "ASYE", cx.theme.heading());
            return None;
        };
        let high = Self::draw_head(year, area, buf, cx).min(area.height);
        let below = Rect {
            x: area.x.saturating_add(1),
            y: area.y.saturating_add(high),
            width: area.width.saturating_sub(1),
            height: area.height - high,
        };
        self.list.draw(below, buf, self.lines.len(), |number, place, buf, under| {
            let Some(line) = self.lines.get(number).copied() else { return };
            let before = number.checked_sub(1).and_then(|before| self.lines.get(before)).copied();
            let first = before.is_none_or(|before| before.label() != line.label());
            self.draw_line(year, line, first || place.y == below.y, place, buf, cx);
            if under {
                buf.set_style(place, cx.theme.selected());
            }
        })
    }

    fn draw_line(&self, year: &AsyeYear, line: Line, first: bool, place: Rect, buf: &mut Buffer, cx: &Ctx) {
        let theme = cx.theme;
        if first {
            write(place, buf, 0, 0, line.label(), theme.quiet());
        }
        let inside = Rect { x: place.x.saturating_add(LABELS), width: place.width.saturating_sub(LABELS), ..place };
        let room = usize::from(inside.width);
        match line {
            Line::Review(number) => {
                let Some(review) = year.reviews.get(number) else { return };
                let (words, late) = review_words(review, cx.day);
                let months = format!("{} months", review.months);
                let called = if review.runs_longer { "final".to_owned() } else { months };
                let style = if late {
                    theme.late()
                } else if review.done_on.is_some() {
                    theme.good()
                } else {
                    theme.text()
                };
                write(inside, buf, 0, 0, &called, theme.text());
                write(inside, buf, 11, 0, &short(review.due_on), theme.quiet());
                write(inside, buf, 19, 0, &cut(&words, room.saturating_sub(19)), style);
            }
            Line::Lacks(number, lack) => {
                let lacks = year.reviews.get(number).and_then(|review| review.lacks.get(lack));
                let words = format!("lacks {}", lacks.map_or("", String::as_str));
                write(inside, buf, 19, 0, &cut(&words, room.saturating_sub(19)), theme.soon());
            }
            Line::Observation(number) => {
                let Some(seen) = year.observations.get(number) else { return };
                let of = format!("{} of {}", number + 1, year.observations_wanted);
                let what = seen.record.map_or_else(|| cx.words(&seen.words).to_owned(), |record| record.to_string());
                write(inside, buf, 0, 0, &of, theme.text());
                write(inside, buf, 11, 0, &short(seen.on), theme.quiet());
                write(inside, buf, 19, 0, &cut(&what, room.saturating_sub(19)), theme.text());
            }
            Line::NoObservation => {
                let words = format!("none of {} yet", year.observations_wanted);
                write(inside, buf, 0, 0, &words, theme.soon());
            }
            Line::Workload => {
                let style = if year.workload.is_over() { theme.late() } else { theme.text() };
                write(inside, buf, 0, 0, &cut(&workload_words(&year.workload), room), style);
            }
            Line::Area(number) => {
                let Some(area) = year.areas.get(number) else { return };
                let all = &area.evidence;
                let width = room.saturating_sub(14).min(48);
                let style = if all.is_empty() { theme.soon() } else { theme.text() };
                write(inside, buf, 0, 0, &cut(&area.words, width), style);
                let bars = if all.is_empty() { "none".to_owned() } else { "=".repeat(all.len().min(10)) };
                let column = u16::try_from(width + 2).unwrap_or(u16::MAX);
                let taken = write(inside, buf, column, 0, &bars, if all.is_empty() { style } else { theme.good() });
                if all.len() > 3 {
                    write(inside, buf, column + taken + 1, 0, &all.len().to_string(), theme.quiet());
                }
            }
            Line::Event(number) => {
                let Some(event) = year.events.get(number) else { return };
                write(inside, buf, 0, 0, &short(event.on), theme.quiet());
                write(inside, buf, 8, 0, &cut(&happened(event, cx), room.saturating_sub(8)), theme.text());
            }
        }
    }

    fn draw_head(year: &AsyeYear, area: Rect, buf: &mut Buffer, cx: &Ctx) -> u16 {
        let theme = cx.theme;
        let taken = 1 + write(area, buf, 1, 0, &cx.name(&year.name), theme.heading());
        let span = format!("ASYE {}", range(year.from, year.until));
        let taken = taken + 3 + write(area, buf, taken + 3, 0, &span, theme.text());
        let week = match (year.ended(), year.week) {
            (Some(event), _) => match &event.what {
                Happened::Ended { outcome, .. } => outcome.words().to_owned(),
                _ => String::new(),
            },
            (None, (0, _)) => "to come".to_owned(),
            (None, _) if cx.day > year.until => "over; F says how it ended".to_owned(),
            (None, (now, whole)) => format!("week {now} of {whole}"),
        };
        write(area, buf, taken + 3, 0, &week, theme.text());
        let (words, late) = supervision(year);
        write(area, buf, 1, 1, "supervision", theme.quiet());
        write(area, buf, 1 + LABELS, 1, &words, if late { theme.late() } else { theme.text() });
        let strip = Rect {
            x: area.x.saturating_add(1 + LABELS),
            y: area.y.saturating_add(3),
            width: area.width.saturating_sub(2 + LABELS),
            height: area.height.saturating_sub(3).min(2),
        };
        let label = if year.rhythm == "fortnightly" { "fortnights" } else { "sessions" };
        write(area, buf, 1, 3, label, theme.quiet());
        draw_strip(&year.slots, strip, buf, true, cx);
        let legend = "= held  - late  x missed  ! late now  ~ away  . to come  _ none";
        write(area, buf, 1 + LABELS, 5, &cut(legend, usize::from(strip.width)), theme.quiet());
        7
    }
}

/// How a mark of the strip looks.
fn mark_style(mark: Mark, cx: &Ctx) -> Style {
    match mark {
        Mark::Held => cx.theme.good(),
        Mark::Late => cx.theme.soon(),
        Mark::Missed | Mark::LateNow => cx.theme.late(),
        Mark::Excused | Mark::ToCome => cx.theme.quiet(),
    }
}

/// Draws a strip in one row, with the months below it where `months` is asked for.
pub(super) fn draw_strip(slots: &[Slot], area: Rect, buf: &mut Buffer, months: bool, cx: &Ctx) {
    let step = if slots.len() * 2 <= usize::from(area.width) { 2 } else { 1 };
    let mut before: Option<u32> = None;
    for (place, slot) in slots.iter().enumerate() {
        let Ok(column) = u16::try_from(place * step) else { return };
        let (sign, style) = slot.mark.map_or(('_', cx.theme.quiet()), |mark| (mark.sign(), mark_style(mark, cx)));
        write(area, buf, column, 0, &sign.to_string(), style);
        let month = slot.from.month();
        if months && before != Some(month) {
            let letter = slot.from.format("%b").to_string();
            write(area, buf, column, 1, letter.get(..1).unwrap_or(""), cx.theme.quiet());
            before = Some(month);
        }
    }
}

/// Supervision in a few words: `fortnightly, next due Wed 25 Nov, booked`.
pub(super) fn supervision(year: &AsyeYear) -> (String, bool) {
    let Some(next) = &year.next else {
        let over = year.ended().is_some();
        return (if over { "nothing is due".to_owned() } else { year.rhythm.clone() }, false);
    };
    let late = matches!(next.state, State::Overdue(_));
    let due = match next.state {
        State::Paused => "paused while away".to_owned(),
        State::Overdue(_) => format!("{} late", how_late(next)),
        State::DueToday => "due today".to_owned(),
        State::DueSoon(_) | State::OnTrack(_) => {
            next.due_on.map_or_else(String::new, |on| format!("next due {}", short_with_weekday(on)))
        }
    };
    let booked = match next.booking {
        Some(Booking::Booked(on) | Booking::BookedLate(on)) => format!(", booked {}", short_with_weekday(on)),
        Some(Booking::NotBooked) => ", not booked".to_owned(),
        None => String::new(),
    };
    // The rhythm of the year holds no longer once it was said how it ended; what is due is by the rule after it.
    let rhythm = if year.ended().is_some() { "after the ASYE" } else { year.rhythm.as_str() };
    (format!("{rhythm}, {due}{booked}"), late)
}

/// A review in words, and whether it presses.
pub(super) fn review_words(review: &Review, day: NaiveDate) -> (String, bool) {
    if let Some(done) = review.done_on {
        return (format!("held {}", short(done)), false);
    }
    let left = (review.due_on - day).num_days();
    let when = match left {
        ..0 => format!("{} days late", -left),
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => format!("in {left} days"),
    };
    let lacks = match review.lacks.as_slice() {
        [] => String::new(),
        [one] => format!("; still lacks {one}"),
        many => format!("; still lacks {} things", many.len()),
    };
    (format!("{when}{lacks}"), left < 0)
}

/// The caseload in words.
pub(super) fn workload_words(workload: &Workload) -> String {
    let children =
        if workload.children == 1 { "1 child".to_owned() } else { format!("{} children", workload.children) };
    let share = workload.percent.map(|percent| format!(", {percent} % of what the team carries")).unwrap_or_default();
    let level = workload.protected.map(|level| format!("; protected at {level} %")).unwrap_or_default();
    let over = if workload.is_over() { ", above it" } else { "" };
    format!("{children}{share}{level}{over}")
}

/// Everything owed that presses, for whoever draws a year small.
pub(super) fn presses(next: Option<&Owed>) -> bool {
    next.is_some_and(|owed| matches!(owed.state, State::Overdue(_)))
}

/// Words over the whole of an empty page.
pub(super) fn nothing(area: Rect, buf: &mut Buffer, words: &str, cx: &Ctx) -> Position {
    write_wrapped(area, buf, 1, 0, words, cx.theme.text());
    area.as_position()
}
