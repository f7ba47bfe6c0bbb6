//! The calendar: a month as a grid, what stands on its days as an agenda, and what the quality calendar asks for in it. Not
//! the popups that book and settle, which are supervision's.

mod answer;
mod grid;
mod rows;
#[cfg(test)]
mod tests;
mod view;
mod whom;

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::key::{Code, Key};
use super::screen::{Flow, Screen};
use super::session::{Book, Group, Held, NotHeld};
use super::why::Why;
use super::widget::list::{ListState, Moved};
use crate::practice::because::Because;
use crate::practice::date_words::{month_name, with_weekday};
use crate::practice::due::{Owed, SubjectId};
use crate::practice::quality::QualityItem;
use crate::practice::reference::{ChildId, WorkerId};
use crate::practice::session::Session;
use crate::workbench::effect::OversightAct;
use crate::workbench::message::{CalendarPage, Standing};
use crate::workbench::{Effect, Msg};
use answer::Answer;
use chrono::{Datelike as _, Days, Months, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use rows::{LeadsTo, Row, Weeks, What};
use std::cell::Cell;
use whom::Whom;

/// Below this size there is room for the agenda only.
const GRID_FROM: Size = Size { width: 76, height: 20 };

/// Which part of the page the cursor is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Grid,
    Agenda,
    Quality,
}

/// The screen.
pub struct Calendar {
    page: Option<Box<CalendarPage>>,
    /// What does not depend on the month, kept while months are turned.
    standing: Option<Standing>,
    weeks: Option<Weeks>,
    /// The day under the cursor.
    day: NaiveDate,
    part: Part,
    agenda: ListState,
    quality: ListState,
    /// Where the grid was drawn, for the next click.
    drawn: Cell<Rect>,
}

impl Calendar {
    /// The calendar at a day.
    pub fn at(day: NaiveDate) -> Self {
        Self {
            page: None,
            standing: None,
            weeks: None,
            day,
            part: Part::default(),
            agenda: ListState::default(),
            quality: ListState::default(),
            drawn: Cell::default(),
        }
    }

    fn has_grid(cx: &Ctx) -> bool {
        cx.size.width >= GRID_FROM.width && cx.size.height >= GRID_FROM.height
    }

    /// The part that the cursor is in, as far as there is room for it.
    fn part(&self, cx: &Ctx) -> Part {
        if Self::has_grid(cx) || self.part == Part::Quality { self.part } else { Part::Agenda }
    }

    fn sessions(&self) -> &[Session] {
        self.page.as_ref().map_or(&[], |page| &page.sessions)
    }

    fn row(&self, cx: &Ctx) -> Option<&Row> {
        let row = self.weeks.as_ref()?.rows.get(self.agenda.selected())?;
        (self.part(cx) == Part::Agenda || (self.part(cx) == Part::Grid && row.on == self.day)).then_some(row)
    }

    fn owed(&self, cx: &Ctx) -> Option<&Owed> {
        match self.row(cx)?.what {
            What::Due(place) => self.standing.as_ref()?.due.get(place),
            What::Closed(_) | What::Away(..) | What::Cover(_) | What::Wanted(_) | What::Session(_) => None,
        }
    }

    fn session(&self, cx: &Ctx) -> Option<&Session> {
        match self.row(cx)?.what {
            What::Session(place) => self.sessions().get(place),
            What::Closed(_) | What::Away(..) | What::Cover(_) | What::Wanted(_) | What::Due(_) => None,
        }
    }

    fn item(&self, cx: &Ctx) -> Option<&QualityItem> {
        let item = self.page.as_ref()?.quality.get(self.quality.selected())?;
        (self.part(cx) == Part::Quality).then_some(item)
    }

    fn leads_to(&self, cx: &Ctx) -> LeadsTo {
        match (self.row(cx), &self.standing) {
            (Some(row), Some(standing)) => rows::leads_to(row, self.sessions(), standing),
            _ => LeadsTo::Nowhere,
        }
    }

    fn worker(&self, cx: &Ctx) -> Option<WorkerId> {
        match self.leads_to(cx) {
            LeadsTo::Worker(worker) => Some(worker),
            LeadsTo::Child(_) | LeadsTo::Nowhere => None,
        }
    }

    fn child(&self, cx: &Ctx) -> Option<ChildId> {
        match self.leads_to(cx) {
            LeadsTo::Child(child) => Some(child),
            LeadsTo::Worker(_) | LeadsTo::Nowhere => None,
        }
    }

    /// Takes in a page; the day under the cursor stays.
    fn take(&mut self, page: Box<CalendarPage>, cx: &Ctx) {
        let mut page = page;
        if let Some(standing) = page.standing.take() {
            self.standing = Some(standing);
        }
        self.weeks = Some(Weeks::of(page.month, &page.sessions, self.standing.as_ref(), cx));
        let last = page.quality.len().saturating_sub(1);
        self.quality.select(self.quality.selected().min(last));
        if page.quality.is_empty() && self.part == Part::Quality {
            self.part = Part::Grid;
        }
        self.page = Some(page);
        self.follow_day();
    }

    /// Brings the agenda to the day under the cursor, unless it is on a row of that day already.
    fn follow_day(&mut self) {
        let Some(weeks) = &self.weeks else { return };
        let on_it = weeks.rows.get(self.agenda.selected()).is_some_and(|row| row.on == self.day);
        if !on_it {
            self.agenda.select_at_top(weeks.row_at(self.day));
        }
    }

    /// Goes to a day; in another month, that is asked for.
    fn go_to(&mut self, day: NaiveDate) -> Flow {
        if !(1900..=2199).contains(&day.year()) {
            return Flow::Say("The calendar ends here.".to_owned());
        }
        self.day = day;
        let shown = self.page.as_ref().map(|page| (page.month.year(), page.month.month()));
        if shown == Some((day.year(), day.month())) {
            self.follow_day();
            return Flow::Done;
        }
        Flow::Do(Effect::ShowCalendar { month: day, whole: false })
    }

    fn by_days(&mut self, days: i64) -> Flow {
        let far = Days::new(days.unsigned_abs());
        let day = if days < 0 { self.day.checked_sub_days(far) } else { self.day.checked_add_days(far) };
        self.go_to(day.unwrap_or(self.day))
    }

    fn by_months(&mut self, ahead: bool) -> Flow {
        let one = Months::new(1);
        let day = if ahead { self.day.checked_add_months(one) } else { self.day.checked_sub_months(one) };
        self.go_to(day.unwrap_or(self.day))
    }

    /// Goes to the next day on which something is due or late, or the one before, within the weeks in sight.
    fn go_to_due(&mut self, ahead: bool, cx: &Ctx) -> Flow {
        let Some(weeks) = &self.weeks else { return Flow::Ignored };
        let due = |place: &usize| {
            weeks.rows.get(*place).is_some_and(|row| matches!(row.what, What::Due(_) | What::Wanted(_)))
        };
        let at = self.agenda.selected();
        let found = if ahead { (at + 1..weeks.rows.len()).find(due) } else { (0..at).rev().find(due) };
        let Some(place) = found else { return Flow::Say("Nothing more is due in these weeks.".to_owned()) };
        let on = weeks.rows.get(place).map_or(self.day, |row| row.on);
        self.agenda.select(place);
        if self.part(cx) == Part::Quality {
            self.part = Part::Grid;
        }
        self.go_to(on)
    }

    fn turn(&mut self, ahead: bool, cx: &Ctx) -> Flow {
        let mut parts = vec![Part::Agenda];
        if Self::has_grid(cx) {
            parts.insert(0, Part::Grid);
        }
        if self.page.as_ref().is_some_and(|page| !page.quality.is_empty()) {
            parts.push(Part::Quality);
        }
        let at = parts.iter().position(|part| *part == self.part(cx)).unwrap_or(0);
        let next = if ahead { at + 1 } else { at + parts.len() - 1 };
        self.part = parts.get(next % parts.len()).copied().unwrap_or_default();
        Flow::Done
    }

    fn open(&mut self, cx: &Ctx) -> Flow {
        if let (Some(item), Some(page)) = (self.item(cx), &self.page) {
            return Flow::push(Answer::popup(page.month, item, cx.day));
        }
        if self.part(cx) == Part::Grid {
            if self.row(cx).is_none() {
                return Flow::Say(format!("Nothing stands on {}.", with_weekday(self.day)));
            }
            self.part = Part::Agenda;
            return Flow::Done;
        }
        match self.leads_to(cx) {
            LeadsTo::Worker(worker) => Flow::Do(Effect::ShowWorker(worker)),
            LeadsTo::Child(child) => Flow::Do(Effect::ShowChild(child)),
            LeadsTo::Nowhere => Flow::Ignored,
        }
    }

    /// Why what is under the cursor stands there: the rule of what is due, what the policy wants of a worker's file, who asks
    /// for an item of the quality calendar; of a session, all of the worker's dates.
    fn why(&self, cx: &Ctx) -> Option<Why> {
        if let (Some(item), Some(page)) = (self.item(cx), &self.page) {
            let month = page.month;
            let named = format!("{} {}", month_name(month.month()), month.year());
            return Some(Why::said(&named, &item.what, &item.why(month)));
        }
        match self.row(cx)?.what {
            What::Due(_) => self.owed(cx).map(Why::of),
            What::Wanted(place) => {
                let row = self.standing.as_ref()?.wanted.get(place)?;
                Some(Why::said(&row.called, &row.words, &row.why))
            }
            What::Session(_) => self.worker(cx).map(|worker| Why::all_of(SubjectId::Worker(worker))),
            What::Closed(_) | What::Away(..) | What::Cover(_) => None,
        }
    }

    fn book(&self, cx: &Ctx) -> Flow {
        if self.day < cx.day {
            return Flow::Say(format!("{} is past; book today or a later day.", with_weekday(self.day)));
        }
        match (self.part(cx), self.worker(cx), &self.standing) {
            (Part::Agenda, Some(worker), _) => Flow::push(Book::on(worker, self.day)),
            (_, _, Some(standing)) => Flow::push(Whom::new(self.day, &standing.people)),
            (_, _, None) => Flow::Ignored,
        }
    }

    fn run(&mut self, id: &str, cx: &Ctx) -> Flow {
        match id {
            "open" => self.open(cx),
            "book" => self.book(cx),
            "supervision" => match (self.session(cx), self.worker(cx)) {
                (Some(session), _) => Flow::push(Held::correcting(session)),
                (None, Some(worker)) => Flow::Do(Effect::ShowBrief(worker)),
                (None, None) => Flow::Ignored,
            },
            "group" => Flow::push(Group::popup(self.day.min(cx.day))),
            "close" | "missed" => match self.session(cx).filter(|session| session.held_on().is_none()) {
                Some(session) => Flow::push(NotHeld::of(session, id == "missed")),
                None => Flow::Ignored,
            },
            "why" => self.why(cx).map_or(Flow::Ignored, Flow::push),
            "oversight" => match (self.owed(cx), self.child(cx)) {
                (Some(owed), Some(child)) => {
                    Flow::Do(Effect::Oversight(OversightAct::Begin { child, because: Because::of(owed) }))
                }
                _ => Flow::Ignored,
            },
            "next_part" => self.turn(true, cx),
            "previous_part" => self.turn(false, cx),
            "next_month" => self.by_months(true),
            "previous_month" => self.by_months(false),
            "this_day" => self.go_to(cx.day),
            "next_late" => self.go_to_due(true, cx),
            "previous_late" => self.go_to_due(false, cx),
            _ => Flow::Ignored,
        }
    }

    /// A key in the grid: days and weeks.
    fn in_grid(&mut self, input: &Input) -> Flow {
        match input {
            Input::Key(Key { code, ctrl: false, alt: false }) => match code {
                Code::Left | Code::Char('h') => self.by_days(-1),
                Code::Right | Code::Char('l') => self.by_days(1),
                Code::Up | Code::Char('k') => self.by_days(-7),
                Code::Down | Code::Char('j') => self.by_days(7),
                Code::Home => self.go_to(self.day.with_day(1).unwrap_or(self.day)),
                Code::End => self.go_to(crate::practice::quality::last_of_month(self.day)),
                _ => Flow::Ignored,
            },
            _ => Flow::Ignored,
        }
    }

    fn in_agenda(&mut self, input: &Input, cx: &Ctx) -> Flow {
        match input {
            Input::Key(Key { code: Code::Left | Code::Char('h'), ctrl: false, alt: false }) => return self.by_days(-1),
            Input::Key(Key { code: Code::Right | Code::Char('l'), ctrl: false, alt: false }) => return self.by_days(1),
            _ => {}
        }
        let length = self.weeks.as_ref().map_or(0, |weeks| weeks.rows.len());
        let moved = self.agenda.moved(input, length);
        if moved == Moved::No {
            return Flow::Ignored;
        }
        self.part = Part::Agenda;
        // The grid follows the row, without turning the month: its six weeks are in sight anyway.
        if let Some(row) = self.weeks.as_ref().and_then(|weeks| weeks.rows.get(self.agenda.selected())) {
            self.day = row.on;
        }
        if moved == Moved::Chosen { self.open(cx) } else { Flow::Done }
    }

    /// A click, wherever it falls.
    fn clicked(&mut self, input: &Input, cx: &Ctx) -> Flow {
        if let (Input::Click(at), Some(weeks)) = (input, &self.weeks)
            && Self::has_grid(cx)
            && self.drawn.get().contains(*at)
            && let Some(day) = grid::day_at(self.drawn.get(), weeks, *at)
        {
            self.part = Part::Grid;
            return self.go_to(day);
        }
        let items = self.page.as_ref().map_or(0, |page| page.quality.len());
        if self.quality.moved(input, items) != Moved::No {
            self.part = Part::Quality;
            return Flow::Done;
        }
        self.in_agenda(input, cx)
    }
}

impl Screen for Calendar {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command(id) => self.run(id, cx),
            Input::Click(_) | Input::Wheel { .. } => self.clicked(&input, cx),
            _ => match self.part(cx) {
                Part::Grid => self.in_grid(&input),
                Part::Agenda => self.in_agenda(&input, cx),
                Part::Quality => {
                    let items = self.page.as_ref().map_or(0, |page| page.quality.len());
                    if self.quality.moved(&input, items) == Moved::No { Flow::Ignored } else { Flow::Done }
                }
            },
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::ShowCalendar { month: self.day, whole: true })
    }

    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        match msg {
            Msg::Calendar(page) => {
                self.take(page, cx);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        self.draw(area, buf, cx)
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let part = self.part(cx);
        let session = self.session(cx);
        let planned = session.is_some_and(|session| session.held_on().is_none());
        let worker = self.worker(cx).is_some();
        let child = self.owed(cx).is_some_and(|owed| matches!(owed.subject.id, SubjectId::Child(_)));
        let open = match part {
            Part::Grid => Command::new("open", "go to what stands on the day", Key::ENTER).short("the day"),
            Part::Agenda => Command::new("open", "open the page of whom it is about", Key::ENTER).short("open"),
            Part::Quality => changes(Command::new("open", "tick it off, or say why not", Key::ENTER).short("tick off")),
        };
        let page = |command: Command| if part == Part::Grid { command.or(Key::plain(Code::PageDown)) } else { command };
        let back = |command: Command| if part == Part::Grid { command.or(Key::plain(Code::PageUp)) } else { command };
        vec![
            open.when(self.page.is_some(), "the month is not there yet"),
            changes(Command::new("book", "book supervision on this day", Key::char('b')).short("book"))
                .when(part != Part::Quality, "the cursor is not on a day"),
            changes(Command::new("supervision", "supervision held", Key::char('s')).short("supervision"))
                .when(worker, "the cursor is not on a worker"),
            changes(Command::new("close", "call the session off", Key::char('x')).short("call off"))
                .when(planned, "the cursor is not on a session that can be called off"),
            changes(Command::new("missed", "mark the session as missed", Key::char('m')).short("missed").aside())
                .when(planned, "the cursor is not on a session that can be missed"),
            changes(
                Command::new("group", "group or peer supervision held on this day", Key::char('g'))
                    .short("group")
                    .aside(),
            ),
            Command::new("why", "why this date", Key::char('w'))
                .short("why")
                .aside()
                .when(self.why(cx).is_some(), "the cursor is not on anything with a date to explain"),
            changes(Command::new("oversight", "record management oversight on the child", Key::char('o')).aside())
                .when(child, "the cursor is not on something due to a child"),
            page(Command::new("next_month", "the next month", Key::char(']')).short("next month")),
            back(Command::new("previous_month", "the month before", Key::char('[')).short("month before")),
            Command::new("this_day", "back to today", Key::char('t')).short("today"),
            Command::new("next_part", "month, agenda, quality calendar", Key::TAB).short("next part"),
            Command::new("previous_part", "the part before", Key::BACK_TAB).aside(),
            Command::new("next_late", "next thing due", Key::char('n')).aside(),
            Command::new("previous_late", "previous thing due", Key::char('N')).aside(),
        ]
    }
}
