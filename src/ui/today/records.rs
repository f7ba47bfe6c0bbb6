//! A row of the list of what waits in workers' own files and on the quality calendar. Not what opens from it.

use crate::practice::date_words::short_near;
use crate::ui::context::Ctx;
use crate::ui::widget::{cut, write};
use crate::workbench::message::{WaitingRow, WaitsFor};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// One thing that waits: whose, of which day, for what, and by when.
pub(super) fn one(row: &WaitingRow, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    let style = if row.late { theme.late() } else { theme.text() };
    write(place, buf, 1, 0, if row.late { "!" } else { " " }, theme.late());
    let name = usize::from(place.width / 4).clamp(10, 26);
    write(place, buf, 3, 0, &cut(&cx.name(&row.called), name), theme.text());
    let column = u16::try_from(name + 5).unwrap_or(u16::MAX);
    let record = row.record().map_or_else(String::new, |record| record.to_string());
    // Of what is wanted by a day, the day is told once, at the end.
    let wanted = matches!(row.waits_for, WaitsFor::Wanted(_) | WaitsFor::Quality(_));
    let day = row.day.filter(|_| !wanted).map_or_else(String::new, |day| short_near(day, cx.day));
    write(place, buf, column, 0, &format!("{record:<5} {day}"), theme.quiet());
    let column = column.saturating_add(15);
    let by = match row.due_on {
        Some(due) if wanted && row.late => format!(", was due {}", short_near(due, cx.day)),
        Some(due) => format!(", by {}", short_near(due, cx.day)),
        None => String::new(),
    };
    let room = usize::from(place.width.saturating_sub(column));
    write(place, buf, column, 0, &cut(&format!("{}{by}", row.words), room), style);
}
