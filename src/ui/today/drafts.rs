//! The drafts that wait, on Today. Not the list of them on a screen of its own.

use super::team;
use crate::practice::date_words::short;
use crate::ui::context::Ctx;
use crate::ui::widget::{cut, write};
use crate::workbench::message::{DraftRow, TodayPage};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The drafts below the team, where it stands beside the list and leaves room.
pub(super) fn all(page: &TodayPage, area: Rect, buf: &mut Buffer, cx: &Ctx) {
    let from = team::height(page).saturating_add(6);
    if page.drafts.is_empty() || area.height < from.saturating_add(2) {
        return;
    }
    write(area, buf, 1, from, "DRAFTS", cx.theme.heading());
    for (row, draft) in (from + 1..area.height).zip(&page.drafts) {
        let place = Rect { y: area.y.saturating_add(row), height: 1, ..area };
        one(draft, place, buf, cx);
    }
}

/// One draft on its line.
pub(super) fn one(draft: &DraftRow, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    let needed = match draft.still_needed {
        0 => "ready to sign".to_owned(),
        1 => "1 thing still needed".to_owned(),
        count => format!("{count} things still needed"),
    };
    write(place, buf, 1, 0, &draft.id.to_string(), theme.quiet());
    write(place, buf, 7, 0, &cut(&cx.name(&draft.called), 18), theme.text());
    write(place, buf, 26, 0, &short(draft.decided_on), theme.text());
    let room = usize::from(place.width.saturating_sub(34 + 24));
    write(place, buf, 34, 0, &cut(cx.words(&draft.reason), room), theme.text());
    write(place, buf, place.width.saturating_sub(23).max(34), 0, &needed, theme.soon());
}
