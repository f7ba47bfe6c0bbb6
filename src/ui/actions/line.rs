//! One action in the list: how late, whom it concerns, what, who does it, and how often it was moved. Not the list.

use super::order::{Order, days_moved, drift_words};
use super::redate::date_number;
use crate::practice::action::{ActionStatus, Whose};
use crate::practice::date_words::{long, short, with_weekday};
use crate::practice::due::State;
pub(super) use crate::practice::sentence::capital;
use crate::ui::context::Ctx;
use crate::ui::widget::{cut, write};
use crate::workbench::message::ActionLine;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What stands at the end of a row that asks for a decision.
const DECIDE: &str = "! decide";

/// All there is to say of an action; whether a line stands back.
pub(super) fn sentences(line: &ActionLine, cx: &Ctx) -> Vec<(String, bool)> {
    let action = &line.action;
    let mut lines = vec![(format!("{}  {}", action.id, cx.words(&action.action)), false)];
    if !action.change_needed.is_empty() {
        lines.push((format!("So that: {}", cx.words(&action.change_needed)), false));
    }
    let first = if action.redated > 0 {
        let days = match days_moved(line) {
            1 => "a day".to_owned(),
            days => format!("{days} days"),
        };
        format!(", at first {}: {}, {days} later", long(action.first_due_on), date_number(action.redated + 1))
    } else {
        String::new()
    };
    let record = action.record.map(|record| format!(" Asked for in {record}.")).unwrap_or_default();
    let worker = line.worker.as_ref().map(|worker| format!(" Worker: {}.", cx.name(worker))).unwrap_or_default();
    let owner = if action.owner.is_empty() { "nobody named".to_owned() } else { cx.name(&action.owner) };
    lines.push((format!("Due {}{first}. By: {owner}.{worker}{record}", with_weekday(action.due_on)), true));
    if line.asks {
        let words = "! Asked for, moved or left undone before. It asks for a decision, not for one more date: d.";
        lines.insert(1, (words.to_owned(), false));
    }
    if let Some(on) = action.closed_on {
        let difference = cx.words(&action.difference);
        lines.push((format!("{} on {}: {difference}", capital(action.status.words()), long(on)), false));
    }
    lines
}

/// How late, in words, with its mark.
fn how_late(line: &ActionLine) -> (String, bool) {
    if let Some(on) = line.action.closed_on {
        return (short(on), false);
    }
    match line.state {
        State::Overdue(1) => ("! 1 day".to_owned(), true),
        State::Overdue(days) => (format!("! {days} days"), true),
        State::DueToday => ("  today".to_owned(), false),
        State::DueSoon(_) => (format!("  {}", line.action.due_on.format("%a %-d")), false),
        State::OnTrack(_) | State::Paused => (format!("  {}", short(line.action.due_on)), false),
    }
}

pub(super) fn draw(line: &ActionLine, order: Order, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    let width = place.width;
    let (late, is_late) = how_late(line);
    let style = match (is_late, line.state) {
        (true, _) => theme.late(),
        (false, State::DueToday | State::DueSoon(_)) if line.action.closed_on.is_none() => theme.soon(),
        (false, _) => theme.text(),
    };
    write(place, buf, 1, 0, &cut(&late, 10), style);
    let spare = width.saturating_sub(80) / 3;
    let (who, name) = (12, 15 + spare.min(8));
    write(place, buf, who, 0, &cut(&cx.name(&line.called), usize::from(name - 1)), theme.text());
    let status = line.status.map_or("", crate::practice::child::ChildStatus::short);
    write(place, buf, who + name, 0, status, theme.quiet());
    let words = who + name + 4;
    let last = if width < 70 { width } else { width - 23 - spare.min(6) };
    let narrow = width < 70;
    // A narrow window has no column at the end: the mark takes its room from the words.
    let mark = if narrow && line.asks { 10 } else { 1 };
    let room = usize::from(last.saturating_sub(words + mark));
    write(place, buf, words, 0, &cut(cx.words(&line.action.action), room), theme.text());
    if narrow {
        if line.asks {
            write(place, buf, width.saturating_sub(9), 0, DECIDE, theme.late());
        }
        return;
    }
    let owner = match line.whose {
        Whose::Mine => "you".to_owned(),
        Whose::Theirs => cx.name(&line.action.owner),
    };
    let end = match (line.action.status, line.action.redated) {
        (_, 1..) if order == Order::Drift => drift_words(line),
        (ActionStatus::Open, _) if line.asks => DECIDE.to_owned(),
        (ActionStatus::Open, 0) => String::new(),
        (ActionStatus::Open, times) => date_number(times + 1),
        (status, _) => status.words().to_owned(),
    };
    let room = usize::from(width.saturating_sub(last + 12));
    write(place, buf, last, 0, &cut(&owner, room), theme.text());
    let style = if end == DECIDE { theme.late() } else { theme.soon() };
    write(place, buf, width.saturating_sub(11), 0, &cut(&end, 10), style);
}
