//! The ASYE: one newly qualified worker's year in full. All of them side by side are in [`all`]; the first and last day are
//! set on the worker's page.

pub mod all;
mod areas;
mod forms;
#[cfg(test)]
mod tests;

use super::command::Command;
use super::confirm::{Confirm, YES};
use super::context::Ctx;
use super::input::Input;
use super::key::Key;
use super::screen::{Flow, Screen};
use super::session::{Book, Held};
use super::today::row::how_late;
use super::widget::list::{ListState, Moved};
use super::widget::{cut, write, write_wrapped};
use crate::practice::asye::{AsyeEvent, Happened, Review, Slot};
use crate::practice::date_words::{range, short, short_with_weekday};
use crate::practice::due::strip::Mark;
use crate::practice::due::{Booking, Owed, State};
use crate::practice::reference::WorkerId;
use crate::workbench::effect::AsyeAct;
use crate::workbench::message::{AsyeYear, Workload};
use crate::workbench::{Effect, Msg};
use chrono::{Datelike as _, NaiveDate};
use forms::Form;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Columns of the labels at the left.
const LABELS: u16 = 12;

/// One row below the strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Review(usize),
    Lacks(usize, usize),
    Observation(usize),
    NoObservation,
    Workload,
    Area(usize),
    Event(usize),
}

impl Line {
    /// What stands before the first of its sort.
    const fn label(self) -> &'static str {
        match self {
            Self::Review(_) | Self::Lacks(..) => "reviews",
            Self::Observation(_) | Self::NoObservation => "observed",
            Self::Workload => "workload",
            Self::Area(_) => "evidence",
            Self::Event(_) => "entered",
        }
    }
}

/// The screen.
pub struct AsyeScreen {
    worker: WorkerId,
    year: Option<Box<AsyeYear>>,
    lines: Vec<Line>,
    list: ListState,
    /// What a yes takes away.
    taking: Option<AsyeEvent>,
}

impl AsyeScreen {
    /// The year of a worker.
    pub fn of(worker: WorkerId) -> Self {
        Self { worker, year: None, lines: Vec::new(), list: ListState::default(), taking: None }
    }

    fn take(&mut self, year: Box<AsyeYear>) {
        let next = year.reviews.iter().position(|review| review.done_on.is_none());
        let mut lines = Vec::new();
        for (place, review) in year.reviews.iter().enumerate() {
            lines.push(Line::Review(place));
            // What the next one lacks is a list to work through; of those after it, in a word.
            if next == Some(place) {
                lines.extend((0..review.lacks.len()).map(|lack| Line::Lacks(place, lack)));
            }
        }
        if year.observations.is_empty() {
            lines.push(Line::NoObservation);
        }
        lines.extend((0..year.observations.len()).map(Line::Observation));
        lines.push(Line::Workload);
        lines.extend((0..year.areas.len()).map(Line::Area));
        lines.extend((0..year.events.len()).rev().map(Line::Event));
        self.list.select(self.list.selected().min(lines.len().saturating_sub(1)));
        self.lines = lines;
        self.year = Some(year);
    }

    fn line(&self) -> Option<Line> {
        self.lines.get(self.list.selected()).copied()
    }

    fn review(&self) -> Option<&Review> {
        match self.line()? {
            Line::Review(place) | Line::Lacks(place, _) => self.year.as_ref()?.reviews.get(place),
            _ => None,
        }
    }

    fn event(&self) -> Option<&AsyeEvent> {
        match self.line()? {
            Line::Event(place) => self.year.as_ref()?.events.get(place),
            _ => None,
        }
    }

    fn open(&self, cx: &Ctx) -> Flow {
        let Some(year) = &self.year else { return Flow::Ignored };
        match self.line() {
            Some(Line::Review(place) | Line::Lacks(place, _)) => match year.reviews.get(place) {
                Some(review) if review.done_on.is_none() => Flow::push(Form::review(year, Some(review.months), cx.day)),
                Some(review) => Flow::Say(format!("Asked for by {}.", review.source)),
                None => Flow::Ignored,
            },
            Some(Line::Area(place)) => Flow::Say(year.areas.get(place).map_or_else(String::new, |area| {
                let days: Vec<String> = area.evidence.iter().map(|one| one.words()).collect();
                let said = if days.is_empty() {
                    "no evidence yet. A tag in supervision, an observation or a family's feedback gives it".to_owned()
                } else {
                    days.join(", ")
                };
                format!("{}: {said}.", area.words)
            })),
            Some(Line::Observation(_) | Line::NoObservation) => Flow::push(Form::observation(year, cx.day)),
            Some(Line::Event(place)) => {
                let words = year.events.get(place).map(|event| happened(event, cx));
                words.map_or(Flow::Ignored, Flow::Say)
            }
            Some(Line::Workload) | None => Flow::Do(Effect::ShowWorker(self.worker)),
        }
    }

    fn run(&mut self, id: &str, cx: &Ctx) -> Flow {
        let Some(year) = &self.year else { return Flow::Ignored };
        match id {
            "open" => self.open(cx),
            "review" => Flow::push(Form::review(year, self.review().map(|review| review.months), cx.day)),
            "observed" => Flow::push(Form::observation(year, cx.day)),
            "feedback" => Flow::push(Form::feedback(year, cx.day)),
            "extend" => Flow::push(Form::extension(year)),
            "pause" => Flow::push(Form::pause(year, cx.day)),
            "end" => Flow::push(Form::end(year, cx.day)),
            "supervision" => Flow::push(Held::with(self.worker)),
            "book" => Flow::push(Book::with(self.worker)),
            "worker" => Flow::Do(Effect::ShowWorker(self.worker)),
            "take" => match self.event().cloned() {
                Some(event) => {
                    let what = happened(&event, cx);
                    self.taking = Some(event);
                    let question = format!("Take this away, because it was entered in error? {what}");
                    Flow::push(Confirm::new("take", "Take it away", question, "take it away"))
                }
                None => Flow::Ignored,
            },
            _ => Flow::Ignored,
        }
    }
}

/// What happened, in a sentence.
fn happened(event: &AsyeEvent, cx: &Ctx) -> String {
    event.sentence(|words| cx.words(words).to_owned())
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
fn draw_strip(slots: &[Slot], area: Rect, buf: &mut Buffer, months: bool, cx: &Ctx) {
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
fn supervision(year: &AsyeYear) -> (String, bool) {
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
fn review_words(review: &Review, day: NaiveDate) -> (String, bool) {
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
fn workload_words(workload: &Workload) -> String {
    let children =
        if workload.children == 1 { "1 child".to_owned() } else { format!("{} children", workload.children) };
    let share = workload.percent.map(|percent| format!(", {percent} % of what the team carries")).unwrap_or_default();
    let level = workload.protected.map(|level| format!("; protected at {level} %")).unwrap_or_default();
    let over = if workload.is_over() { ", above it" } else { "" };
    format!("{children}{share}{level}{over}")
}

impl AsyeScreen {
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

impl Screen for AsyeScreen {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command(id) => return self.run(id, cx),
            Input::Chosen { asked: "take", answer } if answer == YES => {
                return match self.taking.take() {
                    Some(event) => Flow::Do(Effect::Asye(AsyeAct::TakeBack { worker: self.worker, event })),
                    None => Flow::Ignored,
                };
            }
            _ => {}
        }
        match self.list.moved(&input, self.lines.len()) {
            Moved::No => Flow::Ignored,
            Moved::Yes => Flow::Done,
            Moved::Chosen => self.open(cx),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::ShowAsye(self.worker))
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Asye(year) if year.worker == self.worker => {
                self.take(year);
                Flow::Done
            }
            // Nothing to show: the sentence says what to do, and the page before comes back.
            Msg::Refused(why) if self.year.is_none() => Flow::Many(vec![Flow::Pop, Flow::Say(why)]),
            // A yes to taking something away has no popup of its own to hear that it was done.
            Msg::Done(words) if !words.is_empty() => {
                Flow::Many(vec![Flow::Say(words), Flow::Do(Effect::ShowAsye(self.worker))])
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
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

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let year = self.year.as_ref();
        let ended = year.is_some_and(|year| year.ended().is_some());
        let runs = |command: Command| changes(command).when(year.is_some() && !ended, "the ASYE has ended");
        let review = year.is_some_and(|year| year.next_review().is_some());
        vec![
            Command::new("open", "review it, or see what stands behind it", Key::ENTER).short("open"),
            changes(Command::new("review", "enter a review that was held", Key::char('r')).short("review"))
                .when(review, "every review has been held"),
            runs(
                Command::new("observed", "enter an observation that stands on paper", Key::char('v')).short("observed"),
            ),
            runs(
                Command::new("feedback", "enter what a child or a family said of the help", Key::char('f'))
                    .short("feedback"),
            ),
            runs(Command::new("extend", "extend it, with the reason", Key::char('E')).short("extend")),
            runs(Command::new("pause", "pause it, with the reason", Key::char('P')).short("pause")),
            runs(Command::new("end", "say how it ended", Key::char('F')).short("end")),
            changes(Command::new("supervision", "supervision held", Key::char('s')).short("supervision").aside()),
            changes(Command::new("book", "book supervision", Key::char('b')).short("book").aside()),
            Command::new("worker", "the worker's page", Key::TAB).short("worker's page").aside(),
            changes(Command::new("take", "take away what was entered in error", Key::DELETE).aside())
                .when(self.event().is_some(), "the cursor is not on something entered"),
        ]
    }
}

/// Everything owed that presses, for whoever draws a year small.
fn presses(next: Option<&Owed>) -> bool {
    next.is_some_and(|owed| matches!(owed.state, State::Overdue(_)))
}

/// Words over the whole of an empty page.
fn nothing(area: Rect, buf: &mut Buffer, words: &str, cx: &Ctx) -> Position {
    write_wrapped(area, buf, 1, 0, words, cx.theme.text());
    area.as_position()
}
