//! How a worker's page looks. Not what it does.

use super::{Part, Time, WorkerScreen};
use crate::practice::action::ActionStatus;
use crate::practice::capture::Note;
use crate::practice::date_words::{long, range, short, short_near, short_with_weekday, time};
use crate::practice::due::compliance::Judgement;
use crate::practice::due::wanted::Wanted;
use crate::practice::due::{Booking, Kind, Owed, State};
use crate::practice::session::{CancelledBy, Outcome, Session};
use crate::practice::worker::{Absence, EnhancedReason, Period, Worker};
use crate::practice::worker_record::{Standing, WorkerRecordLine};
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::today::row::{how_late, what, why_in_a_word};
use crate::ui::today::team::{marks, next_words, summary};
use crate::ui::widget::{cut, strip, write};
use crate::workbench::message::{ActionRow, CaseloadRow, SessionRow, WorkerPage};
use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Draws the page; answers where the real cursor stands.
pub(super) fn draw(screen: &WorkerScreen, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
    let page = &screen.page;
    let low = area.height < 18;
    draw_head(page, area, buf, cx);
    let mut row = 3;
    let at = |row: u16| Rect { y: area.y.saturating_add(row), height: area.height.saturating_sub(row).min(1), ..area };
    let inside = |row: u16| Rect { x: area.x.saturating_add(1), width: area.width.saturating_sub(1), ..at(row) };
    if let Some(first) = page.months.first() {
        let month = u8::try_from(first.month.month()).unwrap_or(1);
        let taken = strip::draw_months(inside(row), buf, month, 12, cx.theme);
        write(at(row), buf, taken + 2, 0, &summary(page.tally), cx.theme.text());
        strip::draw(inside(row + 1), buf, &marks(&page.months), cx.theme);
        row += 2;
        if !low {
            strip::draw_meaning(inside(row), buf, cx.theme);
            row += 2;
        }
    }
    draw_parts(screen, at(row), buf, cx.theme);
    let rows = Rect { y: area.y.saturating_add(row + 1), height: area.height.saturating_sub(row + 1), ..area };
    if screen.length() == 0 {
        let words = match screen.part {
            Part::Sessions => "No session yet. b books one, s prepares it, H says that one was held.",
            Part::Children => "No child is allocated to this worker today.",
            Part::Times => "Nothing yet. A sets the ASYE, C closer supervision, L leave.",
            Part::Actions => "No actions of this worker's.",
            Part::File => "Nothing in this worker's own file yet. s starts a session, f begins another form.",
        };
        write(rows, buf, 1, 0, &cut(words, usize::from(rows.width.saturating_sub(2))), cx.theme.text());
        return Some(Position::new(rows.x.saturating_add(1), rows.y));
    }
    screen.list.draw(rows, buf, screen.length(), |number, place, buf, selected| {
        match screen.part {
            Part::Sessions => page.sessions.get(number).map(|row| draw_session(row, place, buf, cx)),
            Part::Children => page.children.get(number).map(|row| draw_child(row, place, buf, cx)),
            Part::Times => screen.times.get(number).map(|time| draw_time(time, place, buf, cx)),
            Part::Actions => page.actions.get(number).map(|row| draw_action(row, place, buf, cx)),
            Part::File => draw_of_file(page, number, place, buf, cx),
        };
        if selected {
            buf.set_style(place, cx.theme.selected());
        }
    })
}

/// A row of the worker's own file: first what is due in it, then its records, then the notes, the newest first.
fn draw_of_file(page: &WorkerPage, number: usize, place: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<()> {
    if let Some(due) = page.due.get(number) {
        draw_due(due, place, buf, cx);
        return Some(());
    }
    let number = number - page.due.len();
    if let Some(row) = page.file.get(number) {
        draw_record(row, place, buf, cx);
        return Some(());
    }
    let note = page.notes.iter().rev().nth(number - page.file.len())?;
    draw_note(note, place, buf, cx);
    Some(())
}

/// What was noted in a line.
fn draw_note(note: &Note, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let (style, dealt) = match note.dealt_on {
        Some(on) => (cx.theme.quiet(), format!(" (dealt with {})", short_near(on, cx.day))),
        None => (cx.theme.text(), String::new()),
    };
    write(place, buf, 1, 0, &short_near(note.on, cx.day), style);
    let words = format!("note: {}{dealt}", cx.words(&note.words));
    write(place, buf, 14, 0, &cut(&words, usize::from(place.width.saturating_sub(15))), style);
}

fn draw_head(page: &WorkerPage, area: Rect, buf: &mut Buffer, cx: &Ctx) {
    let (worker, theme) = (&page.worker, cx.theme);
    let room = |column: u16| usize::from(area.width.saturating_sub(column + 1));
    let taken = 1 + write(area, buf, 1, 0, &cut(&cx.name(&worker.name), room(1)), theme.heading());
    let mut words = format!("{}  {}", worker.reference, worker.role.words());
    if worker.fte != 100 {
        words.push_str(&format!(", {} % of full time", worker.fte));
    }
    write(area, buf, taken + 3, 0, &cut(&words, room(taken + 3)), theme.quiet());
    write(area, buf, 1, 1, &cut(&in_team(page, cx), room(1)), theme.quiet());
    let Some(owed) = &page.next else {
        write(area, buf, 1, 2, "Nothing is due: not in the team today.", theme.text());
        return;
    };
    let style = match owed.state {
        State::Overdue(_) => theme.late(),
        State::DueToday | State::DueSoon(_) => theme.soon(),
        State::OnTrack(_) | State::Paused => theme.text(),
    };
    let mut column = 1 + write(area, buf, 1, 2, "Next supervision: ", theme.text());
    column += write(area, buf, column, 2, &next_words(owed), style);
    let booked = match owed.booking {
        Some(Booking::Booked(on)) => format!(", booked for {}", short_with_weekday(on)),
        Some(Booking::BookedLate(on)) if !matches!(owed.state, State::Overdue(_)) => {
            format!(", booked too late, for {}", short_with_weekday(on))
        }
        Some(Booking::BookedLate(on)) => format!(", booked for {}", short_with_weekday(on)),
        Some(Booking::NotBooked) => ", not booked".to_owned(),
        None => String::new(),
    };
    let words = format!("{booked}; {}", why_in_a_word(owed, cx));
    write(area, buf, column, 2, &cut(&words, room(column)), theme.text());
}

fn in_team(page: &WorkerPage, cx: &Ctx) -> String {
    let worker: &Worker = &page.worker;
    let guess = if worker.joined_assumed { " (assumed at import: r puts it right)" } else { "" };
    let joined = if worker.joined_on > cx.day { "joins" } else { "joined" };
    let mut words = format!("{joined} {}{guess}", long(worker.joined_on));
    if let Some(left) = worker.left_on {
        let verb = if left < cx.day { "left" } else { "last day" };
        words.push_str(&format!(", {verb} {}", long(left)));
    }
    if let Some(asye) = worker.asye_on(cx.day) {
        words.push_str(&format!(", ASYE to {}", long(asye.until())));
    }
    if !page.formerly.is_empty() {
        let former: Vec<String> = page.formerly.iter().map(|name| cx.name(name)).collect();
        words.push_str(&format!(", formerly {}", former.join(", ")));
    }
    words
}

fn draw_parts(screen: &WorkerScreen, area: Rect, buf: &mut Buffer, theme: Theme) {
    let mut column = 0;
    for part in Part::ALL {
        let words = format!("{} {}", part.words(), screen.length_of(part));
        column += if part == screen.part {
            write(area, buf, column, 0, &format!("[{words}]"), theme.heading()) + 1
        } else {
            write(area, buf, column + 1, 0, &words, theme.quiet()) + 2
        };
    }
}

/// Writes from one column to the next, a space kept between them.
fn put(place: Rect, buf: &mut Buffer, (from, to): (u16, u16), text: &str, style: Style) {
    let room = usize::from(to.min(place.width.saturating_add(1)).saturating_sub(from + 1));
    write(place, buf, from, 0, &cut(text, room), style);
}

fn full(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

fn draw_session(row: &SessionRow, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let (session, theme) = (&row.session, cx.theme);
    let end = place.width.saturating_add(1);
    let day = row.day().map_or_else(|| "no day".to_owned(), full);
    put(place, buf, (1, 18), &day, theme.text());
    let (words, style) = outcome(session, row.judged, cx);
    put(place, buf, (18, 34), &words, style);
    put(place, buf, (34, 46), session.kind.words(), theme.quiet());
    put(place, buf, (46, end), &details(session, cx), theme.quiet());
}

fn outcome(session: &Session, judged: Option<Judgement>, cx: &Ctx) -> (String, Style) {
    let theme = cx.theme;
    match (&session.outcome, judged) {
        (Outcome::Planned, _) if session.planned_for.is_some_and(|on| on < cx.day) => {
            ("! not settled".to_owned(), theme.soon())
        }
        (Outcome::Planned, _) => (". booked".to_owned(), theme.text()),
        (Outcome::Held { .. }, Some(Judgement::OnTime)) => ("= held on time".to_owned(), theme.good()),
        (Outcome::Held { .. }, Some(_)) => ("- held late".to_owned(), theme.soon()),
        (Outcome::Held { .. }, None) => ("= held".to_owned(), theme.text()),
        (Outcome::Cancelled { .. }, _) => ("  called off".to_owned(), theme.quiet()),
        (Outcome::Missed { .. }, _) => ("x missed".to_owned(), theme.late()),
    }
}

fn details(session: &Session, cx: &Ctx) -> String {
    match &session.outcome {
        Outcome::Planned => session.starts_at.map(|at| format!("at {}", time(at))).unwrap_or_default(),
        Outcome::Held { on, minutes } => {
            let mut words = minutes.map(|minutes| format!("{minutes} minutes")).unwrap_or_default();
            if let Some(planned) = session.planned_for.filter(|planned| planned != on) {
                let comma = if words.is_empty() { "" } else { ", " };
                words.push_str(&format!("{comma}planned for {}", short(planned)));
            }
            words
        }
        Outcome::Cancelled { by, reason } => {
            let by = match by {
                Some(CancelledBy::Supervisor) => "by you",
                Some(CancelledBy::Supervisee) => "by the worker",
                Some(CancelledBy::Service) => "by the service",
                None => "",
            };
            joined(by, cx.words(reason))
        }
        Outcome::Missed { reason } => cx.words(reason).to_owned(),
    }
}

fn joined(by: &str, reason: &str) -> String {
    match (by.is_empty(), reason.is_empty()) {
        (false, false) => format!("{by}: {reason}"),
        _ => format!("{by}{reason}"),
    }
}

/// From this width on a child's next visit or review stands beside the worst that is owed.
const ROOM_FOR_THE_PLAN: u16 = 100;

/// Since when, in a column: `from 3 Jun`, `3 Jun 2024`.
fn since(day: NaiveDate, today: NaiveDate) -> String {
    let words = short_near(day, today);
    if words.len() > 6 { words } else { format!("from {words}") }
}

fn draw_child(row: &CaseloadRow, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    let end = place.width.saturating_add(1);
    put(place, buf, (1, 23), &cx.name(&row.called), theme.text());
    put(place, buf, (23, 41), row.status.words(), theme.quiet());
    put(place, buf, (41, 53), &since(row.since, cx.day), theme.quiet());
    let say = |owed: &Owed| {
        let late = matches!(owed.state, State::Overdue(_));
        let name = if owed.kind == Kind::Milestone { owed.label.clone() } else { what(owed) };
        let words = if late { format!("{name} {} late", how_late(owed)) } else { format!("{name} {}", how_late(owed)) };
        (words, if late { theme.late() } else { theme.text() })
    };
    let next = row.milestone.as_ref().filter(|next| row.worst.as_ref() != Some(*next));
    // Where there is room, the plan's next visit or review stands beside the worst.
    let parted = if place.width >= ROOM_FOR_THE_PLAN { 53 + (place.width - 53) / 2 } else { end };
    match &row.worst {
        Some(owed) => {
            let (words, style) = say(owed);
            put(place, buf, (53, parted), &words, style);
        }
        None => put(place, buf, (53, parted), "nothing owed", theme.quiet()),
    }
    if let Some(next) = next.filter(|_| parted < end) {
        let (words, style) = say(next);
        put(place, buf, (parted, end), &words, style);
    }
}

fn draw_time(time: &Time, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let end = place.width.saturating_add(1);
    let (what, when, now) = match time {
        Time::Period(period) => {
            let what = match period {
                Period::Asye { .. } => "ASYE".to_owned(),
                Period::Enhanced { reason: EnhancedReason::ReturnToWork, .. } => {
                    "closer: back from an absence".to_owned()
                }
                Period::Enhanced { reason: EnhancedReason::RoleChange, .. } => "closer: a change of role".to_owned(),
                Period::Enhanced { reason: EnhancedReason::Personal { why, interval_days }, .. } => {
                    let why = cx.words(why);
                    interval_days.map_or_else(|| format!("closer: {why}"), |days| format!("every {days} days: {why}"))
                }
            };
            (what, range(period.from(), period.until()), period.contains(cx.day))
        }
        Time::Absence(Absence { kind, from, until }) => {
            let when = until.map_or_else(|| format!("from {}, no end known", long(*from)), |until| range(*from, until));
            let now = *from <= cx.day && until.is_none_or(|until| cx.day <= until);
            (kind.words().to_owned(), when, now)
        }
    };
    let width = place.width.saturating_sub(42).clamp(20, 50);
    put(place, buf, (1, width), &what, cx.theme.text());
    let when = if now { format!("{when}, now") } else { when };
    put(place, buf, (width, end), &when, cx.theme.quiet());
}

fn draw_action(row: &ActionRow, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let (action, theme) = (&row.action, cx.theme);
    let end = place.width.saturating_add(1);
    let open = action.status == ActionStatus::Open;
    let late = open && action.due_on < cx.day;
    put(place, buf, (1, 8), &action.id.to_string(), theme.quiet());
    let about = row.child.as_ref().map_or_else(|| "own file".to_owned(), |child| cx.name(child));
    put(place, buf, (8, 24), &about, theme.text());
    let words = match (open, late) {
        (true, true) => format!("! late, {}", short(action.due_on)),
        (true, false) => format!("by {}", short(action.due_on)),
        (false, _) => action.status.words().to_owned(),
    };
    put(place, buf, (24, 39), &words, if late { theme.late() } else { theme.text() });
    put(place, buf, (39, end), cx.words(&action.action), if open { theme.text() } else { theme.quiet() });
}

/// What the policy wants of the file and is near or late.
fn draw_due(due: &Wanted, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    put(place, buf, (1, 9), "due", theme.quiet());
    let end = place.width.saturating_add(1);
    let (words, style) = match due.due_on {
        None => (due.what.clone(), theme.soon()),
        Some(on) if on < cx.day => (format!("! {}, since {}", due.what, long(on)), theme.late()),
        Some(on) => (format!("{}, by {}", due.what, long(on)), theme.text()),
    };
    put(place, buf, (9, end), &words, style);
}

/// A record of the worker's own file, without its words.
fn draw_record(row: &WorkerRecordLine, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let theme = cx.theme;
    let end = place.width.saturating_add(1);
    put(place, buf, (1, 9), &row.id.to_string(), theme.quiet());
    put(place, buf, (9, 26), &full(row.day), theme.text());
    put(place, buf, (26, 50), row.form.words(), theme.text());
    let (words, style) = match row.standing() {
        None => ("draft, not signed".to_owned(), theme.soon()),
        Some(standing @ (Standing::Agreed(on) | Standing::Settled(on))) => {
            (format!("{} {}", standing.words(), short_near(on, cx.day)), theme.good())
        }
        Some(standing @ (Standing::Disputed(_) | Standing::Withdrawn(_))) => {
            (standing.words().to_owned(), theme.late())
        }
        Some(standing @ (Standing::Unshared | Standing::Unanswered(_))) => (standing.words().to_owned(), theme.soon()),
    };
    put(place, buf, (50, end), &words, style);
}
