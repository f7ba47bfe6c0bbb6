//! The team at a glance: a strip of twelve months for each worker under the columns of what was on time. Not the reckoning.

use super::row;
use crate::practice::date_words::{short, short_with_weekday};
use crate::practice::due::compliance::{LeftOut, Tally};
use crate::practice::due::strip::{Mark as Judged, StripMonth};
use crate::practice::due::{Booking, Owed, State};
use crate::ui::context::Ctx;
use crate::ui::widget::chart::{self, Month};
use crate::ui::widget::list::ListState;
use crate::ui::widget::strip::{self, Mark};
use crate::ui::widget::{cut, write};
use crate::workbench::message::{TeamRow, TodayPage};
use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

/// Columns of twelve months.
const MONTHS: u16 = 12 * strip::PERIOD_WIDTH;

/// Columns from the next date to what is booked, where there is room for it.
const BOOKED: usize = 16;

/// A month's marks as the strip draws them.
pub fn marks(months: &[StripMonth]) -> Vec<Vec<Mark>> {
    let mark = |mark: &Judged| match mark {
        Judged::Held => Mark::Held,
        Judged::Late => Mark::Late,
        Judged::Missed => Mark::Missed,
        Judged::LateNow => Mark::Owed,
        Judged::Excused => Mark::Excused,
        Judged::ToCome => Mark::ToCome,
    };
    months.iter().map(|month| month.marks.iter().map(mark).collect()).collect()
}

fn columns(months: &[(NaiveDate, Tally)]) -> Vec<Month> {
    let column = |(month, tally): &(NaiveDate, Tally)| Month {
        month: u8::try_from(month.month()).unwrap_or(1),
        on_time: tally.on_time,
        due: tally.due(),
    };
    months.iter().map(column).collect()
}

/// How twelve months add up: `41 of 48 on time, 85%`. Rounded down, so that 100% is said only of all; no figure where
/// nothing was due.
pub fn summary(total: Tally) -> String {
    let due = total.due();
    if due == 0 {
        return "nothing was due".to_owned();
    }
    format!("{} of {due} on time, {}%", total.on_time, u64::from(total.on_time) * 100 / u64::from(due))
}

/// Who has no figure, and why: `no figure for: Priya Nair (absent throughout)`; `None` where everybody has one.
fn left_out(page: &TodayPage, cx: &Ctx) -> Option<String> {
    let mut people: Vec<_> = page.left_out.iter().collect();
    // Those who left long ago come last, for they matter least.
    people.sort_by_key(|(_, why)| *why == LeftOut::Left);
    let words: Vec<String> = people.iter().map(|(name, why)| format!("{} ({})", cx.name(name), why.words())).collect();
    (!words.is_empty()).then(|| format!("no figure for: {}", words.join(", ")))
}

/// Rows that the team needs, its headings and the meaning of the marks among them.
pub fn height(page: &TodayPage) -> u16 {
    let rows = page.team.len() + 3 + usize::from(!page.left_out.is_empty());
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// Draws the team; answers where the real cursor stands if the team has it.
pub fn draw(
    page: &TodayPage,
    list: &ListState,
    focused: bool,
    (area, buf): (Rect, &mut Buffer),
    cx: &Ctx,
) -> Option<Position> {
    let theme = cx.theme;
    // The strip first, then the name, then the next date: what does not fit is left out from the right.
    let names = area.width.saturating_sub(MONTHS + 2 + 22).clamp(16, 22).min(area.width.saturating_sub(MONTHS));
    let next = names + MONTHS + 1;
    let tall = area.height > height(page).saturating_add(4);
    let bars: u16 = if tall { 5 } else { 1 };
    // Where the sum has no room beside the columns, it stands above them.
    let beside = Rect { x: area.x.saturating_add(names), width: MONTHS.min(area.width), ..area };
    let heading = match names {
        ..18 => "TEAM",
        18..21 => "TEAM, 12 months",
        _ => "TEAM, twelve months",
    };
    write(area, buf, 1, 0, &cut(heading, usize::from(names.saturating_sub(1))), theme.heading());
    let mut words = summary(page.total);
    let room = usize::from(area.width.saturating_sub(next));
    if words.width() > room && words.replace(" on time", "").width() <= room {
        words = words.replace(" on time", "");
    }
    let top = if words.width() <= room {
        write(area, buf, next, 0, &words, theme.text());
        0
    } else {
        write(area, buf, names, 0, &words, theme.text());
        1
    };
    chart::draw(Rect { y: area.y.saturating_add(top), height: bars + 1, ..beside }, buf, &columns(&page.months), theme);
    let above = top + bars + 1;
    // In a low window the rows go before the words below them.
    let meaning = area.height > above + 2;
    let without = (!page.left_out.is_empty() && area.height > above + 3).then(|| left_out(page, cx)).flatten();
    let below = u16::from(meaning) + u16::from(without.is_some());
    let rows = Rect {
        y: area.y.saturating_add(above),
        height: area.height.saturating_sub(above + below).min(u16::try_from(page.team.len()).unwrap_or(u16::MAX)),
        ..area
    };
    let cursor = list.draw(rows, buf, page.team.len(), |number, place, buf, selected| {
        let Some(row) = page.team.get(number) else { return };
        draw_row(row, place, buf, (names, next), cx);
        if selected && focused {
            buf.set_style(place, theme.selected());
        }
    });
    // Who is not in sight is said beside the months, for a list that goes on looks like one that ends.
    let hidden = page.team.len().saturating_sub(usize::from(rows.height));
    if hidden > 0 {
        let words = if focused { format!("{hidden} more") } else { format!("{hidden} more, Tab") };
        write(area, buf, 1, above.saturating_sub(1), &cut(&words, usize::from(names.saturating_sub(2))), theme.soon());
    }
    let mut after = above + rows.height;
    if meaning && after < area.height {
        strip::draw_meaning(
            Rect { x: area.x + 1, y: area.y + after, width: area.width.saturating_sub(1), height: 1 },
            buf,
            theme,
        );
        after += 1;
    }
    if let Some(words) = without {
        write(area, buf, 1, after, &cut(&words, usize::from(area.width.saturating_sub(2))), theme.quiet());
    }
    cursor.filter(|_| focused)
}

fn draw_row(row: &TeamRow, place: Rect, buf: &mut Buffer, (names, next): (u16, u16), cx: &Ctx) {
    let theme = cx.theme;
    let asye = if row.asye { "ASYE" } else { "" };
    let room = usize::from(names).saturating_sub(2 + if row.asye { asye.width() + 1 } else { 0 });
    write(place, buf, 1, 0, &cut(&cx.name(&row.name), room), theme.text());
    write(place, buf, names.saturating_sub(5), 0, asye, theme.quiet());
    let beside =
        Rect { x: place.x.saturating_add(names), width: MONTHS.min(place.width.saturating_sub(names)), ..place };
    strip::draw(beside, buf, &marks(&row.months), theme);
    if let Some(owed) = &row.next {
        let style = match owed.state {
            State::Overdue(_) => theme.late(),
            State::DueToday | State::DueSoon(_) => theme.soon(),
            State::OnTrack(_) | State::Paused => theme.quiet(),
        };
        let room = usize::from(place.width.saturating_sub(next));
        let words = next_words(owed);
        if room >= 10 {
            // Where the word has no room, the colour and the mark of the month say that it is late.
            let words = if words.width() > room { words.trim_end_matches(" late").to_owned() } else { words };
            write(place, buf, next, 0, &cut(&words, room), style);
        }
        let after = next + u16::try_from(BOOKED).unwrap_or(0);
        if room > BOOKED + 30 {
            let booked = booked_words(owed);
            write(place, buf, after, 0, booked.as_deref().unwrap_or_default(), theme.quiet());
            let why = row::why_in_a_word(owed, cx);
            write(place, buf, after + 16, 0, &cut(&why, room - BOOKED - 16), theme.quiet());
        }
    }
}

/// What is booked, in a few words; `None` where nothing is asked for.
fn booked_words(owed: &Owed) -> Option<String> {
    Some(match owed.booking? {
        Booking::Booked(on) | Booking::BookedLate(on) => format!("booked {}", short(on)),
        Booking::NotBooked => "not booked".to_owned(),
    })
}

/// When supervision is next due, in a few words: `Wed 25 Nov`, `77 days late`.
pub fn next_words(owed: &Owed) -> String {
    match (owed.state, owed.due_on) {
        (State::Overdue(1), _) => "1 day late".to_owned(),
        (State::Overdue(days), _) => format!("{days} days late"),
        (State::DueToday, _) => "today".to_owned(),
        (State::Paused, _) | (_, None) => "away, paused".to_owned(),
        (State::DueSoon(_) | State::OnTrack(_), Some(due)) => short_with_weekday(due),
    }
}
