//! How the action table is drawn: a row a line, and the row being written in full below, said back once it is whole. Not what
//! a key does in it.

use super::{ActionTable, Part, Row};
use crate::practice::date_words::short_with_weekday;
use crate::ui::context::Ctx;
use crate::ui::form::editor::Given;
use crate::ui::form::owner::{as_written, query_on_owner, suggestion};
use crate::ui::widget::{cut, wrapped, write, write_wrapped};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr as _;

impl Row {
    /// The whole row in one sentence, once it has its day: who will do what, by when, and what is to change.
    pub(super) fn said_back(&self, cx: &Ctx) -> Option<String> {
        let planned = self.planned();
        let (who, action, change) = (planned.owner.trim(), planned.action.trim(), planned.change_needed.trim());
        let by = planned.due_on?;
        if who.is_empty() || action.is_empty() {
            return None;
        }
        let action = cx.prose(action);
        let mut words = format!("{} will {} by {}", cx.name(who), going_on(&action), by.format("%A %-d %B"));
        if !change.is_empty() {
            words.push_str(", because: ");
            words.push_str(&cx.prose(change.trim_end_matches('.')));
        }
        words.push('.');
        Some(words)
    }
}

impl ActionTable {
    /// A row a line, then the row being written; answers where the cursor stands.
    pub(in crate::ui) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Ctx, given: &Given<'_>) -> Option<Position> {
        let tall = area.height >= 9;
        // One row more, where there is room, for the row said back.
        let parts = if area.height >= 10 {
            8
        } else if tall {
            7
        } else {
            5
        };
        let left_wrong = self.day_left_wrong();
        let told = left_wrong.map_or(1, |words| wrapped(&words, usize::from(area.width.saturating_sub(1))).len());
        let room =
            usize::from(area.height).saturating_sub(parts + told - 1).max(usize::from(told == 1)).min(self.rows.len());
        let first = (self.row + 1).saturating_sub(room);
        for (line, number) in (first..self.rows.len()).take(room).enumerate() {
            let at = u16::try_from(line).unwrap_or(u16::MAX);
            self.draw_line(
                number,
                Rect { y: area.y.saturating_add(at), height: 1, ..area }.intersection(area),
                buf,
                cx,
            );
        }
        let taken = u16::try_from(room).unwrap_or(area.height) + u16::from(tall);
        let below = Rect {
            y: area.y.saturating_add(taken.min(area.height)),
            height: area.height.saturating_sub(taken),
            ..area
        };
        self.draw_row(below, buf, cx, given, if tall { 2 } else { 1 })
    }

    fn draw_line(&self, number: usize, place: Rect, buf: &mut Buffer, cx: &Ctx) {
        let Some(row) = self.rows.get(number) else { return };
        let planned = row.planned();
        let no_day =
            || row.by.not_understood().map_or_else(|| "no day".to_owned(), |typed| cut(&format!("{typed}?"), 11));
        let by = planned.due_on.map_or_else(no_day, short_with_weekday);
        let mark = if number == self.row { ">" } else { " " };
        let what = if planned.action.trim().is_empty() { &planned.change_needed } else { &planned.action };
        let what = if row.is_blank() { "a new action" } else { what };
        let style = if row.is_blank() { cx.theme.quiet() } else { cx.theme.text() };
        let who_width = place.width / 4;
        let by_width = 11;
        let what_width = place.width.saturating_sub(who_width + by_width + 6);
        write(place, buf, 0, 0, &format!("{mark}{:>2}", number + 1), style);
        write(place, buf, 4, 0, &cut(&cx.prose(&what.replace('\n', " ")), usize::from(what_width)), style);
        if !row.is_blank() {
            let who = if planned.owner.trim().is_empty() { "nobody yet".to_owned() } else { cx.name(&planned.owner) };
            let who_style = if planned.owner.trim().is_empty() { cx.theme.soon() } else { style };
            write(place, buf, 5 + what_width, 0, &cut(&who, usize::from(who_width)), who_style);
            let by_style = if planned.due_on.is_none() { cx.theme.soon() } else { style };
            write(place, buf, 6 + what_width + who_width, 0, &by, by_style);
        }
    }

    fn draw_row(&self, area: Rect, buf: &mut Buffer, cx: &Ctx, given: &Given<'_>, lines: u16) -> Option<Position> {
        const LABELS: u16 = 17;
        let row = self.rows.get(self.row)?;
        let mut cursor = None;
        let mut y = 0;
        for part in Part::ALL {
            let mut height = if matches!(part, Part::Change | Part::Action) { lines } else { 1 };
            let here = part == self.part;
            let style = if here { cx.theme.label_active() } else { cx.theme.quiet() };
            write(area, buf, 1, y, part.label(), style);
            let place = Rect {
                x: area.x.saturating_add(LABELS),
                y: area.y.saturating_add(y),
                width: area.width.saturating_sub(LABELS),
                height,
            }
            .intersection(area);
            let at = match part {
                // While they are typed they are seen; after that privacy covers the names in them.
                Part::Change | Part::Action if cx.privacy && !here => {
                    let field = if part == Part::Change { &row.change } else { &row.action };
                    write_wrapped(place, buf, 0, 0, &cx.prose(&field.text()), cx.theme.text());
                    None
                }
                Part::Change => row.change.draw(place, buf, cx.theme),
                Part::Action => row.action.draw(place, buf, cx.theme),
                Part::Who => {
                    // Room for the name that is offered, beside what is typed.
                    let width = if place.width > 60 { 30 } else { place.width * 2 / 5 };
                    // While it is typed it is seen; after that privacy covers it.
                    let at = if here || !cx.privacy {
                        row.who.draw(Rect { width, ..place }, buf, cx)
                    } else {
                        write(place, buf, 0, 0, &cx.name(row.who.text()), cx.theme.text());
                        None
                    };
                    let query = query_on_owner(row.who.text(), given);
                    let offered = suggestion(row.who.text(), given.people).filter(|_| here);
                    let hint = offered.map(|name| format!("Right: {}", cx.name(name)));
                    if let Some(hint) = hint.or_else(|| as_written(row.who.text(), given).filter(|_| query.is_none())) {
                        let room = usize::from(place.width.saturating_sub(width + 1));
                        write(place, buf, width + 1, 0, &cut(&hint, room), cx.theme.quiet());
                    }
                    if let Some(words) = query {
                        let words = cut(words, usize::from(place.width));
                        let note = y + 1;
                        write(area, buf, LABELS, note, &words, cx.theme.soon());
                        height += 1;
                    }
                    at
                }
                Part::By => {
                    let field = Rect { width: place.width.min(20), ..place };
                    let at = row.by.draw(field, buf, cx);
                    let room = usize::from(place.width.saturating_sub(21));
                    let words = row.by.words();
                    if row.by.not_understood().is_some() && words.width() > room {
                        // A day that is none says so whole, in the rows where the action would be said back.
                        let below = Rect {
                            x: area.x.saturating_add(1),
                            y: place.y,
                            width: area.width.saturating_sub(1),
                            ..area
                        };
                        write_wrapped(below.intersection(area), buf, 0, 1, words, cx.theme.soon());
                    } else {
                        write(place, buf, place.width.min(21), 0, &cut(words, room), cx.theme.quiet());
                    }
                    at
                }
            };
            if here {
                cursor = at;
            }
            y += height;
        }
        let said_back = row.said_back(cx).map(|words| (words, cx.theme.quiet()));
        let in_sight = row.by.not_understood().is_some();
        let left_wrong = self.day_left_wrong().filter(|_| !in_sight).map(|words| (words, cx.theme.soon()));
        if let Some((words, style)) = left_wrong.or(said_back) {
            let below = Rect {
                x: area.x.saturating_add(1),
                y: area.y.saturating_add(y),
                width: area.width.saturating_sub(1),
                height: area.height.saturating_sub(y),
            };
            let below = below.intersection(area);
            let lines = wrapped(&words, usize::from(below.width));
            for (number, line) in lines.iter().take(usize::from(below.height)).enumerate() {
                let at = u16::try_from(number).unwrap_or(u16::MAX);
                write(below, buf, 0, at, line, style);
                if number + 1 == usize::from(below.height) && number + 1 < lines.len() {
                    write(below, buf, below.width.saturating_sub(1), at, "~", style);
                }
            }
        }
        cursor
    }
}

/// Words as they go on within a sentence: the first letter small, unless it is part of a name such as GP.
pub(super) fn going_on(words: &str) -> String {
    let words = words.trim().trim_end_matches('.');
    let mut letters = words.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_none_or(char::is_uppercase) {
        return words.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}
