//! Today: what is owed, worst first, the team's twelve months, and the drafts that wait. Not the acts themselves: each
//! opens its own popup or page.

mod cursor;
mod drafts;
pub mod filter;
mod head;
mod records;
pub mod row;
pub mod team;
#[cfg(test)]
pub mod tests;
mod walk;

use super::actions::{PutActionRight, RedateAction};
use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::key::Key;
use super::screen::{Flow, Screen};
use super::session::{Book, Held};
use super::widget::list::{ListState, Moved};
use super::widget::write_wrapped;
use crate::workbench::message::{TodayPage, TodayRow};
use crate::workbench::{Effect, Msg};
use cursor::At;
use filter::Filter;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use row::Columns;
pub use walk::WalkScreen;

/// From this width on, the team stands beside the list: both whole, or else one above the other.
const WIDE: u16 = 166;

/// Columns of the team beside the list: names, twelve months and the next dates.
const BESIDE: u16 = 82;

/// Which part of the page the cursor is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Owed,
    Team,
}

/// The screen.
#[derive(Default)]
pub struct Today {
    page: Option<Box<TodayPage>>,
    filter: Filter,
    offered: Vec<(Filter, usize)>,
    /// The rows that the filter shows, by their place on the page.
    shown: Vec<usize>,
    owed: ListState,
    team: ListState,
    part: Part,
}

impl Today {
    fn row(&self) -> Option<&TodayRow> {
        self.page.as_ref()?.rows.get(*self.shown.get(self.owed.selected())?)
    }

    /// A page with the cursor on one of its rows: for the walk.
    fn on(page: TodayPage, at: Option<usize>) -> Self {
        let mut today = Self { page: Some(Box::new(page)), ..Self::default() };
        today.refilter(None);
        if let Some(place) = at.and_then(|at| today.shown.iter().position(|one| *one == at)) {
            today.owed.select(place);
        }
        today
    }

    /// Takes in a page, the cursor staying on what it was on, or near where it was.
    fn take(&mut self, page: Box<TodayPage>) {
        let was = self.row().cloned();
        self.offered = Filter::offered(&page);
        if !self.offered.iter().any(|(one, _)| *one == self.filter) {
            self.filter = Filter::All;
        }
        self.page = Some(page);
        self.refilter(was.as_ref());
    }

    fn refilter(&mut self, on: Option<&TodayRow>) {
        let Some(page) = &self.page else { return };
        self.shown = (0..page.rows.len())
            .filter(|number| page.rows.get(*number).is_some_and(|row| self.filter.shows(row)))
            .collect();
        let found = on.and_then(|on| {
            self.shown.iter().position(|number| page.rows.get(*number).is_some_and(|row| row.is_same(on)))
        });
        let last = self.length().saturating_sub(1);
        self.owed.select(found.unwrap_or_else(|| self.owed.selected().min(last)));
    }

    fn length(&self) -> usize {
        match (self.filter, &self.page) {
            (Filter::Drafts, Some(page)) => page.drafts.len(),
            (Filter::Records, Some(page)) => page.waiting.len(),
            _ => self.shown.len(),
        }
    }

    fn change_filter(&mut self, ahead: bool) -> Flow {
        let was = self.row().cloned();
        self.filter = self.filter.next(&self.offered, ahead);
        self.part = Part::Owed;
        self.refilter(was.as_ref());
        Flow::Done
    }

    /// Goes to the next late row, or the one before, round the ends.
    fn go_to_late(&mut self, ahead: bool) -> Flow {
        let Some(page) = &self.page else { return Flow::Ignored };
        let late = |place: &usize| {
            self.shown.get(*place).and_then(|number| page.rows.get(*number)).is_some_and(TodayRow::is_late)
        };
        let (count, at) = (self.shown.len(), self.owed.selected());
        let mut steps = (1..=count).map(|step| if ahead { (at + step) % count } else { (at + count - step) % count });
        match steps.find(late) {
            Some(place) => {
                self.part = Part::Owed;
                self.owed.select(place);
                Flow::Done
            }
            None => Flow::Say("Nothing is late here.".to_owned()),
        }
    }

    fn run(&mut self, id: &str) -> Flow {
        match (id, self.worker()) {
            ("open", _) => self.open(),
            ("oversight", _) => self.oversight(),
            ("next_session", _) => {
                self.next_session().map_or(Flow::Ignored, |worker| Flow::Do(Effect::ShowBrief(worker)))
            }
            ("supervision", Some(worker)) => Flow::Do(Effect::ShowBrief(worker)),
            ("held", Some(worker)) => Flow::push(Held::with(worker)),
            ("book", Some(worker)) => Flow::push(Book::with(worker)),
            ("why", _) => self.why(),
            ("walk", _) => Flow::push(WalkScreen::default()),
            ("filter", _) => self.change_filter(true),
            ("filter_back", _) => self.change_filter(false),
            ("next_late", _) => self.go_to_late(true),
            ("previous_late", _) => self.go_to_late(false),
            ("close", _) => self.close(),
            ("action", _) => self.agree(),
            ("redate", _) => self.brief().map_or(Flow::Ignored, |brief| Flow::push(RedateAction::popup(brief))),
            ("put_right", _) => self.brief().map_or(Flow::Ignored, |brief| Flow::push(PutActionRight::popup(brief))),
            ("part", _) => {
                self.part = if self.part == Part::Owed { Part::Team } else { Part::Owed };
                Flow::Done
            }
            _ => Flow::Ignored,
        }
    }

    fn draw_list(&self, page: &TodayPage, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let focused = self.part == Part::Owed;
        if self.length() == 0 {
            let words = if page.rows.is_empty() {
                "Nothing is late, and nothing falls due soon."
            } else {
                "Nothing of this kind presses. f shows the others."
            };
            write_wrapped(area, buf, 1, 0, words, cx.theme.text());
            return focused.then_some(Position::new(area.x + 1, area.y));
        }
        let columns = Columns::at(area.width);
        let cursor = self.owed.draw(area, buf, self.length(), |number, place, buf, selected| {
            if self.filter == Filter::Drafts {
                if let Some(draft) = page.drafts.get(number) {
                    drafts::one(draft, place, buf, cx);
                }
            } else if self.filter == Filter::Records {
                if let Some(row) = page.waiting.get(number) {
                    records::one(row, place, buf, cx);
                }
            } else if let Some(row) = self.shown.get(number).and_then(|number| page.rows.get(*number)) {
                row::draw(row, page.cover.as_ref(), (place, buf), columns, cx);
            }
            if selected && focused {
                buf.set_style(place, cx.theme.selected());
            }
        });
        cursor.filter(|_| focused)
    }
}

impl Screen for Today {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        if let Input::Command(id) = input {
            return self.run(id);
        }
        let length = self.length();
        let team = self.page.as_ref().map_or(0, |page| page.team.len());
        if let Input::Click(_) | Input::Wheel { .. } = input {
            // The pointer says which part it means.
            let (part, moved) = match self.owed.moved(&input, length) {
                Moved::No => (Part::Team, self.team.moved(&input, team)),
                moved => (Part::Owed, moved),
            };
            if moved == Moved::No {
                return Flow::Ignored;
            }
            let again = self.part == part;
            self.part = part;
            return if moved == Moved::Chosen && again { self.open() } else { Flow::Done };
        }
        let moved = match self.part {
            Part::Owed => self.owed.moved(&input, length),
            Part::Team => self.team.moved(&input, team),
        };
        match moved {
            Moved::No => Flow::Ignored,
            Moved::Yes => Flow::Done,
            Moved::Chosen => self.open(),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::ShowToday)
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Today(page) => {
                self.take(page);
                Flow::Done
            }
            // Something was done from here: what stands on the page may have changed with it.
            Msg::Done(words) => Flow::Many(vec![Flow::Say(words), Flow::Do(Effect::ShowToday)]),
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        head::heading(area, buf, cx);
        let page = self.page.as_ref()?;
        let mut above = 1 + head::read_only(area, buf, cx);
        if let Some(cover) = &page.cover {
            let row = Rect { y: area.y.saturating_add(above), height: area.height.saturating_sub(above), ..area };
            above += super::cover::draw_line(cover, row, buf, cx);
        }
        let below = Rect { y: area.y.saturating_add(above), height: area.height.saturating_sub(above), ..area };
        let (left, right) = split(below, page, self.length());
        head::counts(page, left, buf, cx);
        let filters = Rect { y: left.y.saturating_add(1), height: left.height.saturating_sub(1).min(1), ..left };
        filter::draw(filters, buf, self.filter, &self.offered, cx.theme);
        let rows = Rect { y: left.y.saturating_add(2), height: left.height.saturating_sub(2), ..left };
        let in_list = self.draw_list(page, rows, buf, cx);
        let in_team = team::draw(page, &self.team, self.part == Part::Team, (right, buf), cx);
        if right.y == left.y {
            drafts::all(page, right, buf, cx);
        }
        in_list.or(in_team)
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let (worker, child, action) = (self.worker().is_some(), self.child().is_some(), self.action().is_some());
        let (no_worker, no_child) = ("the cursor is not on a worker", "the cursor is not on a child");
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let something = !matches!(self.at(), At::Nothing);
        vec![
            Command::new("open", "open what the cursor is on", Key::ENTER)
                .short("open")
                .when(something, "the list is empty"),
            changes(Command::new("oversight", "record management oversight on the child", Key::char('o')))
                .short("oversight")
                .when(child, no_child),
            Command::new("supervision", "supervision with the worker: before it, in it", Key::char('s'))
                .short("supervision")
                .when(worker, no_worker),
            changes(Command::new("held", "supervision held with the worker, and no more said", Key::char('H')))
                .short("held")
                .aside()
                .when(worker, no_worker),
            Command::new("next_session", "before the next session that is booked: its page", Key::char('S'))
                .short("next session")
                .aside()
                .when(self.next_session().is_some(), "no session is booked"),
            changes(Command::new("book", "book supervision with the worker", Key::char('b')))
                .short("book")
                .when(worker, no_worker),
            Command::new("why", "why this date", Key::char('w')).short("why").when(something, "the list is empty"),
            Command::new("walk", "walk the list item by item, or go on where you stopped", Key::char('i'))
                .short("walk")
                .aside(),
            Command::new("filter", "show all, mine, theirs, one kind, or drafts", Key::char('f')).short("filter"),
            Command::new("filter_back", "the filter before", Key::char('F')).aside(),
            Command::new("part", "go to the team, or back to the list", Key::TAB).short("team"),
            Command::new("next_late", "the next that is late", Key::char('n')).short("next late").aside(),
            Command::new("previous_late", "the one before that is late", Key::char('N')).aside(),
            changes(Command::new("action", "agree a new action here", Key::char('a')))
                .short("action")
                .aside()
                .when(child || worker, "the cursor is on nobody"),
            changes(Command::new("close", "close the action, or say that the session was not held", Key::char('x')))
                .short("close")
                .aside()
                .when(action || worker, "the cursor is on neither an action nor supervision"),
            changes(Command::new("redate", "give the action another date", Key::char('d')))
                .short("another date")
                .aside()
                .when(action, "the cursor is not on an action"),
            changes(Command::new("put_right", "put the action's words or owner right", Key::char('W')))
                .aside()
                .when(action, "the cursor is not on an action"),
        ]
    }
}

/// Where the list stands and where the team: beside each other where there is room, else the list above.
fn split(area: Rect, page: &TodayPage, rows: usize) -> (Rect, Rect) {
    if area.width >= WIDE {
        let left = Rect { width: area.width - BESIDE - 1, ..area };
        return (left, Rect { x: area.x + left.width + 1, width: BESIDE, ..area });
    }
    let needed = u16::try_from(rows.max(1)).unwrap_or(u16::MAX).saturating_add(2);
    let team = team::height(page).saturating_add(1);
    // The list is what the page is for: the team has what it leaves, but a few rows always.
    let share = if area.height < 18 { 13 } else { 11 };
    let least = area.height.saturating_sub(team).max(area.height.saturating_mul(share) / 20);
    let list = needed.min(least).min(area.height.saturating_sub(4));
    let left = Rect { height: list.saturating_add(u16::from(list < area.height)), ..area };
    let right = Rect { y: area.y + left.height, height: area.height - left.height, ..area };
    (Rect { height: left.height.saturating_sub(1), ..left }, right)
}
