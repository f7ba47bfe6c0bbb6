//! The list of children, the one longest without a footprint first. Not one child's page.

use super::filter::{CHOSEN, ChooseFilter, Filter, Order, With};
use super::row::{ago, is_late, narrow, what, when};
use super::{Allocate, Details};
use crate::practice::action::ActionSubject;
use crate::practice::due::{State, SubjectId};
use crate::practice::reference::ChildId;
use crate::ui::actions::AgreeAction;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::global;
use crate::ui::import::AskImport;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::lens::ChooseLens;
use crate::ui::screen::{Flow, Screen};
use crate::ui::why::Why;
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, write, write_wrapped};
use crate::workbench::effect::{ImportKind, OversightAct};
use crate::workbench::message::{ChildRow, ChildrenPage};
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cmp::Reverse;

/// The screen.
#[derive(Default)]
pub struct Children {
    page: Option<Box<ChildrenPage>>,
    filter: Filter,
    shown: Vec<usize>,
    list: ListState,
}

/// Where the columns stand at a width.
struct Columns {
    age: u16,
    status: u16,
    since: Option<u16>,
    worker: u16,
    footprint: u16,
    next: u16,
}

impl Columns {
    const fn at(width: u16) -> Self {
        if width < 76 {
            return Self { age: 20, status: 24, since: None, worker: 28, footprint: 38, next: 47 };
        }
        let spare = if width > 140 { 20 } else { (width - 76) / 3 };
        let age = 18 + spare / 2;
        let worker = age + 20;
        let footprint = worker + 12 + spare;
        Self { age, status: age + 4, since: Some(age + 8), worker, footprint, next: footprint + 10 }
    }
}

impl Children {
    fn row(&self) -> Option<&ChildRow> {
        self.page.as_ref()?.rows.get(*self.shown.get(self.list.selected())?)
    }

    fn ask(&self) -> Flow {
        Flow::Do(Effect::ShowChildren { closed: self.filter.closed })
    }

    fn refilter(&mut self, on: Option<ChildId>, cx: &Ctx) {
        let Some(page) = &self.page else { return };
        let row = |at: &usize| page.rows.get(*at);
        let mut shown: Vec<usize> =
            (0..page.rows.len()).filter(|at| row(at).is_some_and(|row| self.filter.shows(row, cx.day))).collect();
        match self.filter.order {
            // The page comes in this order.
            Order::Silence => {}
            Order::Owed => shown.sort_by_key(|at| {
                let owed = row(at).and_then(|row| row.next.as_ref()).and_then(|owed| owed.state.days_overdue());
                Reverse(owed)
            }),
            Order::Name => shown.sort_by_key(|at| row(at).map(|row| row.called.to_lowercase())),
        }
        let last = shown.len().saturating_sub(1);
        let same = |at: &usize| on.is_some() && row(at).map(|row| row.child) == on;
        let place = shown.iter().position(same).unwrap_or_else(|| self.list.selected().min(last));
        self.shown = shown;
        self.list.select(place);
    }

    fn run(&self, id: &str, cx: &Ctx) -> Flow {
        let Some(page) = &self.page else { return Flow::Ignored };
        match (id, self.row()) {
            (global::IMPORT, _) => Flow::push(AskImport::popup(ImportKind::Children)),
            ("add", _) => Flow::push(Details::add(&page.workers)),
            ("filter", _) => Flow::push(ChooseFilter::popup(&self.filter, &page.workers, cx)),
            ("open", Some(row)) => Flow::Do(Effect::ShowChild(row.child)),
            ("oversight", Some(row)) => {
                Flow::Do(Effect::Oversight(OversightAct::Begin { child: row.child, because: None }))
            }
            ("action", Some(row)) => Flow::push(AgreeAction::popup(ActionSubject::Child(row.child), &row.called)),
            ("journey", Some(row)) => Flow::Do(Effect::ShowJourney(row.child)),
            ("lens", Some(row)) => Flow::push(ChooseLens::on(row.child)),
            ("why", Some(row)) => Flow::push(Why::all_of(SubjectId::Child(row.child))),
            ("allocate", Some(row)) => Flow::push(Allocate::popup(row.child, &row.called, None, &page.workers)),
            _ => Flow::Ignored,
        }
    }

    fn draw_heading(&self, page: &ChildrenPage, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let theme = cx.theme;
        let mut column = write(area, buf, 1, 0, "CHILDREN", theme.heading()) + 4;
        let words = if page.closed { "closed in twelve months, or not begun" } else { "open" };
        column += write(area, buf, column, 0, &format!("{} {words}", page.rows.len()), theme.text()) + 3;
        let alone = page.rows.iter().filter(|row| row.worker.is_none()).count();
        if alone > 0 && !page.closed {
            column += write(area, buf, column, 0, &format!("{alone} with no worker"), theme.late()) + 3;
        }
        let order = match self.filter.order {
            Order::Silence if page.closed => "closed last first",
            Order::Silence => "longest without a footprint first",
            Order::Owed => "worst first",
            Order::Name => "by name",
        };
        write(area, buf, column, 0, order, theme.quiet());
        let words = self.filter.words(cx);
        if !words.is_empty() {
            let words = format!("only {words}: {}", self.shown.len());
            write(area, buf, 1, 1, &cut(&words, usize::from(area.width.saturating_sub(2))), theme.soon());
        }
    }

    fn draw_titles(area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let at = Columns::at(area.width);
        let mut titles = vec![
            (1, "name"),
            (at.age, "age"),
            (at.status, if at.since.is_some() { "status" } else { "" }),
            (at.worker, "worker"),
        ];
        titles.extend([(at.footprint, "written"), (at.next, "owed next")]);
        for (column, words) in titles {
            write(area, buf, column, 0, words, cx.theme.quiet());
        }
    }

    fn draw_list(&self, page: &ChildrenPage, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        if self.shown.is_empty() {
            let words = match (page.rows.is_empty(), page.closed) {
                (true, false) => {
                    "No child is open yet. + adds one by hand; I brings in a spreadsheet or the inspection workbook."
                }
                (true, true) => {
                    "No child has been closed in the last twelve months. / finds one closed before by name."
                }
                (false, _) => "No child like this. f shows others.",
            };
            write_wrapped(area, buf, 1, 0, words, cx.theme.text());
            return Some(Position::new(area.x.saturating_add(1), area.y));
        }
        self.list.draw(area, buf, self.shown.len(), |number, place, buf, selected| {
            if let Some(row) = self.shown.get(number).and_then(|at| page.rows.get(*at)) {
                draw_row(row, place, buf, cx);
            }
            if selected {
                buf.set_style(place, cx.theme.selected());
            }
        })
    }
}

fn draw_row(row: &ChildRow, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let (theme, at) = (cx.theme, Columns::at(place.width));
    let room = |from: u16, to: u16| usize::from(to.saturating_sub(from + 1));
    write(place, buf, 1, 0, &cut(&cx.name(&row.called), room(1, at.age)), theme.text());
    let age = row.age.map(|age| age.to_string()).unwrap_or_default();
    write(place, buf, at.age, 0, &age, theme.text());
    if let Some((status, since)) = row.status {
        write(place, buf, at.status, 0, status.short(), theme.text());
        if let Some(column) = at.since {
            write(place, buf, column, 0, &cut(&narrow(since, cx.day), room(column, at.worker)), theme.quiet());
        }
    }
    match &row.worker {
        Some((_, name)) => {
            write(place, buf, at.worker, 0, &cut(&cx.name(name), room(at.worker, at.footprint)), theme.text())
        }
        None => write(place, buf, at.worker, 0, &cut("! nobody", room(at.worker, at.footprint)), theme.late()),
    };
    let (words, style) = match row.last_footprint {
        Some(day) => (ago(day, cx.day), theme.text()),
        None => ("never".to_owned(), theme.soon()),
    };
    write(place, buf, at.footprint, 0, &words, style);
    if let Some(owed) = row.next {
        let style = match owed.state {
            State::Overdue(_) => theme.late(),
            State::DueToday | State::DueSoon(_) => theme.soon(),
            State::OnTrack(_) | State::Paused => theme.text(),
        };
        let mark = if is_late(owed) { "! " } else { "" };
        let when = when(owed);
        let words = format!("{mark}{} {}", when.trim_end_matches(" late"), what(owed));
        write(place, buf, at.next, 0, &cut(&words, room(at.next, place.width + 1)), style);
    }
}

impl Screen for Children {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command(id) => self.run(id, cx),
            Input::Chosen { asked: CHOSEN, answer } => {
                let workers = self.page.as_ref().map(|page| page.workers.clone()).unwrap_or_default();
                self.filter = ChooseFilter::read(&answer, &workers);
                let on = self.row().map(|row| row.child);
                self.refilter(on, cx);
                self.ask()
            }
            input => match self.list.moved(&input, self.shown.len()) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => self.run("open", cx),
            },
        }
    }

    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        match msg {
            Msg::Children(page) => {
                let on = self.row().map(|row| row.child);
                self.page = Some(page);
                self.refilter(on, cx);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        self.ask()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let Some(page) = &self.page else { return None };
        self.draw_heading(page, area, buf, cx);
        let part = |from: u16, height: u16| {
            let from = from.min(area.height);
            Rect { y: area.y.saturating_add(from), height: height.min(area.height - from), ..area }
        };
        if !self.shown.is_empty() {
            Self::draw_titles(part(2, 1), buf, cx);
        }
        self.draw_list(page, part(3, area.height.saturating_sub(3)), buf, cx)
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let some = self.row().is_some();
        let none = "there is no child under the cursor";
        let alone = self.row().is_some_and(|row| row.worker.is_none()) || matches!(self.filter.with, With::Nobody);
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let allocate =
            changes(Command::new("allocate", "give the child to a worker", Key::char('g')).short("allocate"));
        vec![
            Command::new("open", "open the child's page", Key::ENTER).short("open").when(some, none),
            changes(Command::new("oversight", "record oversight on the child", Key::char('o')))
                .short("oversight")
                .when(some, none),
            changes(Command::new("action", "agree a new action on the child", Key::char('a')))
                .short("action")
                .when(some, none),
            if alone { allocate } else { allocate.aside() }.when(some, none),
            Command::new("filter", "choose which children are shown, and in what order", Key::char('f'))
                .short("filter"),
            changes(Command::new("add", "add a child", Key::char('+'))).short("add"),
            changes(Command::new(global::IMPORT, "import children, or the inspection workbook", Key::char('I')))
                .aside(),
            Command::new("why", "why each date", Key::char('w')).aside().when(some, none),
            Command::new("journey", "the child's journey, drawn", Key::char('v')).aside().when(some, none),
            changes(Command::new("lens", "fill in a lens about the child", Key::char('L')).aside()).when(some, none),
        ]
    }
}
