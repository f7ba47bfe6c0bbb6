//! Why a date is what it is: the whole sentence, for one thing owed or for all of one worker's or child's. Not the
//! reckoning: that is the rules'.

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::key::{Code, Key};
use super::screen::{Flow, Screen};
use super::session::Held;
use super::widget::{popup, wrapped, write};
use crate::practice::date_words::with_weekday;
use crate::practice::due::{Booking, Kind, Owed, State, SubjectId};
use crate::practice::reference::WorkerId;
use crate::practice::sentence::capital;
use crate::workbench::message::PlanRow;
use crate::workbench::{Effect, Msg};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cell::Cell;

/// The popup.
pub struct Why {
    /// Whose dates to ask for; `None` once they are known.
    asks: Option<SubjectId>,
    called: String,
    owed: Vec<Owed>,
    planned: Vec<PlanRow>,
    /// What is wanted otherwise, and why, each in words.
    said: Option<(String, String)>,
    first: usize,
    // Known only when drawn: how far it can be scrolled.
    most: Cell<usize>,
}

impl Why {
    /// For one thing owed.
    pub fn of(owed: &Owed) -> Self {
        let (called, owed) = (owed.subject.name.clone(), vec![owed.clone()]);
        Self { called, owed, ..Self::asking(None) }
    }

    /// For every date of a worker or child.
    pub fn all_of(subject: SubjectId) -> Self {
        Self::asking(Some(subject))
    }

    fn asking(asks: Option<SubjectId>) -> Self {
        let (called, owed, planned) = (String::new(), Vec::new(), Vec::new());
        Self { asks, called, owed, planned, said: None, first: 0, most: Cell::new(0) }
    }

    /// For something wanted that is no obligation of supervision or oversight: what, and the sentence.
    pub fn said(called: &str, what: &str, why: &str) -> Self {
        let said = Some((capital(what), why.to_owned()));
        Self { called: called.to_owned(), said, ..Self::asking(None) }
    }

    fn lines(&self, width: usize) -> Vec<(String, Look)> {
        let mut lines = Vec::new();
        let owed = self.owed.iter().map(|one| {
            let what = capital(&super::today::row::what(one));
            (
                heading(&what, one.state, one.due_on),
                one.state,
                [Some(one.why()), booking(one), late_with(one).map(|_| NEVER_ENTERED.to_owned())],
            )
        });
        let planned = self.planned.iter().filter_map(|row| {
            let state = row.state?;
            Some((heading(&row.what, state, row.due_on()), state, [Some(row.sentences()), None, None]))
        });
        for (heading, state, words) in owed.chain(planned) {
            if !lines.is_empty() {
                lines.push((String::new(), Look::Text));
            }
            let look = if matches!(state, State::Overdue(_)) { Look::Late } else { Look::Heading };
            lines.extend(wrapped(&heading, width).into_iter().map(|line| (line, look)));
            let words = words.into_iter().flatten();
            lines.extend(words.flat_map(|one| wrapped(&one, width)).map(|line| (line, Look::Text)));
        }
        if let Some((what, why)) = &self.said {
            lines.extend(wrapped(what, width).into_iter().map(|line| (line, Look::Heading)));
            lines.extend(wrapped(why, width).into_iter().map(|line| (line, Look::Text)));
        }
        if lines.is_empty() && self.asks.is_none() {
            lines.push(("Nothing is owed here, now or later.".to_owned(), Look::Text));
        }
        lines
    }
}

#[derive(Clone, Copy)]
enum Look {
    Heading,
    Late,
    Text,
}

/// What is told of supervision that is late, beside why.
const NEVER_ENTERED: &str =
    "If you have met since and it was never entered: H enters a session on the day it was held.";

/// The worker with whom supervision is late.
const fn late_with(owed: &Owed) -> Option<WorkerId> {
    match (owed.kind, owed.state, &owed.subject.id) {
        (Kind::Supervision, State::Overdue(_), SubjectId::Worker(worker)) => Some(*worker),
        _ => None,
    }
}

/// What is owed and how it stands: `Supervision: 5 days late, was due on Wednesday 18 November 2026`.
fn heading(what: &str, state: State, due_on: Option<NaiveDate>) -> String {
    let due = due_on.map(with_weekday).unwrap_or_default();
    let days = |count: i64| if count == 1 { "1 day".to_owned() } else { format!("{count} days") };
    match state {
        State::Overdue(late) => format!("{what}: {} late, was due on {due}", days(late)),
        State::DueToday => format!("{what}: due today"),
        State::DueSoon(left) | State::OnTrack(left) => format!("{what}: due in {}, on {due}", days(left)),
        State::Paused => format!("{what}: paused"),
    }
}

fn booking(owed: &Owed) -> Option<String> {
    Some(match owed.booking? {
        Booking::Booked(on) => format!("Booked for {}.", with_weekday(on)),
        Booking::BookedLate(on) => format!("Booked for {}, which is too late.", with_weekday(on)),
        Booking::NotBooked => "Nothing is booked.".to_owned(),
    })
}

impl Screen for Why {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        let page = 8;
        self.first = match input {
            Input::Command("close_why") => return Flow::Pop,
            Input::Command("held") => {
                let worker = self.owed.iter().find_map(late_with);
                return worker.map_or(Flow::Ignored, |worker| Flow::replace(Held::with(worker)));
            }
            Input::Key(Key { code: Code::Up | Code::Char('k'), .. }) | Input::Wheel { down: false, .. } => {
                self.first.saturating_sub(1)
            }
            Input::Key(Key { code: Code::Down | Code::Char('j'), .. }) | Input::Wheel { down: true, .. } => {
                self.first + 1
            }
            Input::Key(Key { code: Code::PageUp, .. }) => self.first.saturating_sub(page),
            Input::Key(Key { code: Code::PageDown, .. }) => self.first + page,
            Input::Key(Key { code: Code::Home, .. }) => 0,
            Input::Key(Key { code: Code::End, .. }) => usize::MAX,
            _ => return Flow::Ignored,
        }
        .min(self.most.get());
        Flow::Done
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        self.asks.clone().map_or(Flow::Ignored, |subject| Flow::Do(Effect::ShowWhy(subject)))
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Why(page) if self.asks.is_some() => {
                self.asks = None;
                self.called = page.called;
                self.owed = page.owed;
                self.planned = page.planned;
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let width = area.width.min(76);
        let lines = self.lines(usize::from(width.saturating_sub(4)));
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2).max(5);
        let title = format!("Why: {}", cx.name(&self.called));
        let inside = popup::draw(area, buf, &title, width, height, theme);
        self.most.set(lines.len().saturating_sub(usize::from(inside.height)));
        for (row, (line, look)) in (0..inside.height).zip(lines.iter().skip(self.first)) {
            let style = match look {
                Look::Heading => theme.heading(),
                Look::Late => theme.late(),
                Look::Text => theme.text(),
            };
            write(inside, buf, 0, row, line, style);
        }
        Some(inside.as_position())
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let mut commands = vec![Command::new("close_why", "close this", Key::ENTER).or(Key::char('w')).short("close")];
        if self.owed.iter().any(|owed| late_with(owed).is_some()) {
            let held = Command::new("held", "enter a session that was held", Key::char('H')).short("it was held");
            commands.push(match cx.may_change() {
                Ok(()) => held,
                Err(why) => held.when(false, why),
            });
        }
        commands
    }

    fn covers(&self) -> bool {
        false
    }
}
