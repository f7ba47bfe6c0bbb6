//! What stands above the list on Today: the team, the day, what is owed in numbers. Not the list.

use crate::practice::date_words::with_weekday;
use crate::ui::context::Ctx;
use crate::ui::widget::{cut, write, write_wrapped};
use crate::workbench::message::{TodayPage, TodayRow};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The team, whose file it is, and the day.
pub(super) fn heading(area: Rect, buf: &mut Buffer, cx: &Ctx) {
    let day = with_weekday(cx.day);
    let column = area.width.saturating_sub(u16::try_from(day.len()).unwrap_or(0).saturating_add(1));
    let team = if cx.team.is_empty() { "Today" } else { &cx.team };
    let room = usize::from(column.saturating_sub(2));
    let taken = write(area, buf, 1, 0, &cut(team, room), cx.theme.heading());
    let left = room.saturating_sub(usize::from(taken) + 3);
    if !cx.supervisor.is_empty() && left > 3 {
        write(area, buf, taken + 3, 0, &cut(&cx.name(&cx.supervisor), left), cx.theme.quiet());
    }
    write(area, buf, column, 0, &day, cx.theme.text());
}

/// What is owed, counted.
pub(super) fn counts(page: &TodayPage, area: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    let owed = page.rows.iter().filter(|row| matches!(row, TodayRow::Owed(_)));
    let (mut late, mut today, mut soon) = (0_usize, 0_usize, 0_usize);
    for row in owed {
        match (row.is_late(), row.is_today()) {
            (true, _) => late += 1,
            (false, true) => today += 1,
            (false, false) => soon += 1,
        }
    }
    let alone = page.rows.len() - (late + today + soon);
    let mut parts = vec![
        (format!("{late} late"), if late > 0 { theme.late() } else { theme.text() }),
        (format!("{today} today"), if today > 0 { theme.soon() } else { theme.text() }),
        (format!("{soon} soon"), theme.text()),
    ];
    if alone > 0 {
        parts.push((format!("{alone} with no worker"), theme.late()));
    }
    if !page.drafts.is_empty() {
        let drafts = if page.drafts.len() == 1 { "draft" } else { "drafts" };
        parts.push((format!("{} {drafts}", page.drafts.len()), theme.text()));
    }
    if !page.waiting.is_empty() {
        let late = page.waiting.iter().any(|row| row.late);
        let style = if late { theme.soon() } else { theme.text() };
        let files = if area.width < 100 { "files" } else { "files and dates" };
        parts.push((format!("{} {files}", page.waiting.len()), style));
    }
    if page.only_here > 0 {
        parts.push((format!("{} only here", page.only_here), theme.text()));
    }
    if page.unsorted > 0 {
        let words = format!("{} to sort", page.unsorted);
        let taken: usize = parts.iter().map(|(words, _)| words.len() + 1).sum();
        if taken + words.len() + "OWED ".len() < usize::from(area.width) {
            parts.push((words, theme.soon()));
        } else if let Some((drafts, _)) = parts.iter_mut().find(|(words, _)| words.contains(" draft")) {
            // They wait with the drafts, and are counted with them where there is no room.
            *drafts = format!("{} drafts", page.drafts.len() + page.unsorted);
        }
    }
    // Every count is whole: where there is little room they stand closer.
    let taken: usize = parts.iter().map(|(words, _)| words.len()).sum();
    let room = usize::from(area.width).saturating_sub("OWED".len() + 1 + taken);
    let gap = u16::try_from(room / parts.len().max(1)).unwrap_or(3).clamp(1, 3);
    let mut column = 1 + write(area, buf, 1, 0, "OWED", theme.heading()) + gap;
    for (words, style) in &parts {
        column += write(area, buf, column, 0, words, *style) + gap;
    }
}

/// Says below the heading who keeps this one from changing anything, if anybody does, and that there is no backup of the
/// day, if there is none; answers how many rows it took.
pub(super) fn read_only(area: Rect, buf: &mut Buffer, cx: &Ctx) -> u16 {
    let inside = Rect { width: area.width.saturating_sub(1), ..area };
    let read_only = cx.read_only.as_ref().map(|why| format!("Read only: {why}."));
    let mut rows = 0;
    for words in read_only.iter().chain(&cx.no_backup) {
        rows += write_wrapped(inside, buf, 1, 1 + rows, words, cx.theme.soon());
    }
    rows
}
