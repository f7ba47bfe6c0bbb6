//! One row of what is owed: how late, what, who, why in a word, and who carries it. Not which rows are shown.

use crate::practice::action::Whose;
use crate::practice::date_words::short;
use crate::practice::due::why::{Basis, OversightAnchor, SupervisionAnchor};
use crate::practice::due::{Booking, Kind, Owed, Rule, State};
use crate::ui::context::Ctx;
use crate::ui::cover::covers_words;
use crate::ui::widget::{cut, write};
use crate::workbench::message::{CoverLine, NoWorker, TodayRow};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// From this width on names are in full.
const ROOMY: u16 = 116;

/// Columns from which on whoever carries it is named in full.
const FULL_NAME: usize = 26;

/// Where the columns of a list stand at a width.
#[derive(Clone, Copy)]
pub struct Columns {
    what: u16,
    who: u16,
    status: u16,
    why: u16,
    by: u16,
    end: u16,
}

impl Columns {
    /// The columns for a width: what room there is beyond the least goes to the name and to why.
    pub const fn at(width: u16) -> Self {
        let what = 12;
        let who = 24;
        if width < 70 {
            // No room for who carries it.
            return Self { what, who, status: 36, why: 41, by: width.saturating_add(1), end: width };
        }
        if width >= ROOMY {
            let name = if width < 150 { 26 } else { 36 };
            return Self { what, who, status: who + name, why: who + name + 5, by: width - 28, end: width };
        }
        let spare = width.saturating_sub(80);
        let name = 14 + if spare < 30 { spare / 3 } else { 10 };
        let status = who + name;
        let why = status + 5;
        let by =
            if width < 80 { width.saturating_sub(12) } else { width - 13 - if spare < 30 { spare / 6 } else { 5 } };
        Self { what, who, status, why, by, end: width }
    }
}

/// What is owed, in a word or two: `supervision`, `day 8`, `day 45`.
pub fn what(owed: &Owed) -> String {
    if matches!(owed.basis, Basis::Action { escalation: Some(_), .. }) {
        return "answer".to_owned();
    }
    match (owed.kind, owed.rule) {
        (Kind::Checkpoint | Kind::AssessmentLimit, Rule::Day(day)) => format!("day {day}"),
        (kind, _) => kind.words().to_owned(),
    }
}

/// How late, in words: `77 days`, `today`, `Thu 26`.
pub fn how_late(owed: &Owed) -> String {
    match (owed.state, owed.due_on) {
        (State::Overdue(1), _) => "1 day".to_owned(),
        (State::Overdue(days), _) => format!("{days} days"),
        (State::DueToday, _) => "today".to_owned(),
        (State::DueSoon(_), Some(due)) => due.format("%a %-d").to_string(),
        (State::OnTrack(_), Some(due)) => short(due),
        (State::DueSoon(_) | State::OnTrack(_), None) | (State::Paused, _) => "paused".to_owned(),
    }
}

/// Why, in a word: `monthly from 7 Aug`, `assessment began 4 Nov`.
pub fn why_in_a_word(owed: &Owed, cx: &Ctx) -> String {
    match &owed.basis {
        Basis::Supervision { anchor, anchored_on, interval, .. } => match anchored_on {
            SupervisionAnchor::LastSession => format!("{} from {}", interval.words(), short(*anchor)),
            SupervisionAnchor::Joined { .. } => format!("{}, none held yet", interval.words()),
        },
        Basis::Checkpoint { started, .. } | Basis::Limit { started, .. } => {
            format!("assessment began {}", short(*started))
        }
        Basis::Review { decided_on, .. } => format!("you asked on {}", short(*decided_on)),
        Basis::Oversight { anchor, .. } => match (anchor, owed.counts_from) {
            (OversightAnchor::LastRecord(_), Some(from)) => format!("nothing since {}", short(from)),
            _ => "nothing signed here yet".to_owned(),
        },
        Basis::Milestone { .. } => match owed.counts_from {
            Some(from) => format!("{}, last {}", owed.label, short(from)),
            None => owed.label.clone(),
        },
        Basis::Action { .. } => cx.words(&owed.label).to_owned(),
    }
}

/// Who carries it, or whether it is booked: `not booked`, `Kezia`, `you, 2nd date`.
fn carried(owed: &Owed, room: usize, cover: Option<&CoverLine>, cx: &Ctx) -> String {
    if let Some(taker) = cover.and_then(|cover| cover.taker_of(owed)) {
        return covers_words(taker, room, cx);
    }
    if let Some(booking) = owed.booking {
        return match booking {
            Booking::Booked(on) => format!("booked {}", short(on)),
            // Where it is late already, the day says more than the word.
            Booking::BookedLate(on) if matches!(owed.state, State::Overdue(_)) => format!("booked {}", short(on)),
            Booking::BookedLate(_) => "booked late".to_owned(),
            Booking::NotBooked => "not booked".to_owned(),
        };
    }
    let who = if owed.kind == Kind::Action && owed.whose == Whose::Mine {
        "you".to_owned()
    } else if cx.privacy || room >= FULL_NAME {
        cx.name(&owed.carried_by)
    } else {
        owed.carried_by.split_whitespace().next().unwrap_or_default().to_owned()
    };
    match &owed.basis {
        Basis::Action { redated, .. } if *redated > 0 => {
            let date = format!("{} date", ordinal(*redated + 1));
            // Where there is no room for both, the name is cut, or left out: an action that slips is what to see.
            match room.saturating_sub(date.width() + 1) {
                0..3 => date,
                left if left > who.width() => format!("{who}, {date}"),
                left => format!("{} {date}", cut(&who, left)),
            }
        }
        _ => who,
    }
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// Draws one row into one line.
pub fn draw(row: &TodayRow, cover: Option<&CoverLine>, (place, buf): (Rect, &mut Buffer), columns: Columns, cx: &Ctx) {
    match row {
        TodayRow::Owed(owed) => draw_owed(owed, cover, (place, buf), columns, cx),
        TodayRow::NoWorker(child) => draw_no_worker(child, place, buf, columns, cx),
    }
}

fn draw_owed(owed: &Owed, cover: Option<&CoverLine>, (place, buf): (Rect, &mut Buffer), columns: Columns, cx: &Ctx) {
    let theme = cx.theme;
    let style = match owed.state {
        State::Overdue(_) => theme.late(),
        State::DueToday => theme.soon(),
        State::DueSoon(_) | State::OnTrack(_) | State::Paused => theme.text(),
    };
    if matches!(owed.state, State::Overdue(_)) {
        write(place, buf, 1, 0, "!", style);
    }
    let status = match (owed.subject.status, owed.rule) {
        (Some(status), _) => status.short(),
        (None, Rule::Asye | Rule::AsyeStage(_)) => "ASYE",
        (None, _) => "",
    };
    draw_days(place, buf, columns, &how_late(owed), style);
    put(place, buf, (columns.what, columns.who), &what(owed), theme.text());
    put(place, buf, (columns.who, columns.status), &cx.name(&owed.subject.name), theme.text());
    put(place, buf, (columns.status, columns.why), status, theme.quiet());
    put(place, buf, (columns.why, columns.by), &why_in_a_word(owed, cx), theme.text());
    let unbooked = matches!(owed.booking, Some(Booking::NotBooked | Booking::BookedLate(_)));
    let look = if unbooked && matches!(owed.state, State::Overdue(_) | State::DueToday) {
        theme.soon()
    } else {
        theme.quiet()
    };
    put(
        place,
        buf,
        (columns.by, columns.end + 1),
        &carried(owed, usize::from(columns.end.saturating_sub(columns.by)), cover, cx),
        look,
    );
}

fn draw_no_worker(child: &NoWorker, place: Rect, buf: &mut Buffer, columns: Columns, cx: &Ctx) {
    let theme = cx.theme;
    write(place, buf, 1, 0, "!", theme.late());
    let days = (cx.day - child.since).num_days().max(0);
    let since = match days {
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    draw_days(place, buf, columns, &since, theme.soon());
    put(place, buf, (columns.what, columns.who), "no worker", theme.late());
    put(place, buf, (columns.who, columns.status), &cx.name(&child.called), theme.text());
    put(place, buf, (columns.status, columns.why), child.status.short(), theme.quiet());
    put(place, buf, (columns.why, columns.by), "nobody allocated", theme.text());
}

/// Writes how late; days of four digits begin a column earlier, so that they are whole.
fn draw_days(place: Rect, buf: &mut Buffer, columns: Columns, words: &str, style: ratatui::style::Style) {
    let from = if words.width() + 4 > usize::from(columns.what) { 2 } else { 3 };
    put(place, buf, (from, columns.what), words, style);
}

/// Writes into the columns from one to the next, a space kept between them.
fn put(place: Rect, buf: &mut Buffer, (from, to): (u16, u16), text: &str, style: ratatui::style::Style) {
    let room = usize::from(to.min(place.width.saturating_add(1)).saturating_sub(from + 1));
    write(place, buf, from, 0, &cut(text, room), style);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::context;
    use crate::ui::today::tests::{self, supervision};
    use rstest::rstest;
    use std::sync::Arc;

    #[rstest]
    #[case(26, "Ben Doyle, 2nd date")]
    #[case(13, "Ben, 2nd date")]
    #[case(12, "Ben 2nd date")]
    #[case(9, "2nd date")]
    fn an_action_that_slipped_says_so_in_any_room(#[case] room: usize, #[case] expected: &str) {
        let page = tests::page();
        let slipped = page.rows.iter().find_map(|row| match row {
            TodayRow::Owed(owed) if matches!(owed.basis, Basis::Action { redated: 1, .. }) => Some(owed),
            _ => None,
        });
        let words = carried(slipped.unwrap(), room, None, &context());
        assert_eq!(words, expected);
        assert!(words.width() <= room);
    }

    #[test]
    fn what_somebody_wrote_is_hidden_and_days_of_four_digits_are_whole() {
        let mut cx = context();
        cx.privacy = true;
        for row in &tests::page().rows {
            if let TodayRow::Owed(owed) = row {
                assert_eq!(why_in_a_word(owed, &cx) == "words hidden", owed.kind == Kind::Action);
            }
        }
        let owed = supervision(3, "Eilidh Mbeki", "2023-11-03", "2023-12-04", Booking::NotBooked, Rule::Standing);
        let mut buf = Buffer::empty(Rect::new(0, 0, 80, 1));
        let area = buf.area;
        draw(&TodayRow::Owed(Arc::new(owed)), None, (area, &mut buf), Columns::at(80), &cx);
        let line: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert!(line.contains(" days supervision") && !line.contains('~'), "{line}");
    }
}
