//! The list of all actions, worst first. Not the popups: those work wherever an action is shown.

use super::again::DecideAgain;
use super::filter::{CHOSEN, ChooseFilter, Filter, Standing};
use super::line::{self, capital, sentences};
use super::order::{Heading, Order, Row, rows};
use super::{ActionBrief, AgreeAction, CloseAction, PutActionRight, RedateAction};
use crate::practice::action::{ActionStatus, ActionSubject, Whose};
use crate::practice::date_words::day_and_month;
use crate::practice::due::State;
use crate::practice::reference::ActionId;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::insight::Insight;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, wrapped, write};
use crate::workbench::effect::{ActionAct, OversightAct};
use crate::workbench::message::{ActionLine, ActionsPage};
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// From this width on, the words of the action under the cursor stand beside the list.
const WIDE: u16 = 110;

/// Rows for the words below the list, where there is no room beside it.
const BELOW: u16 = 5;

/// The screen.
#[derive(Default)]
pub struct Actions {
    page: Option<Box<ActionsPage>>,
    filter: Filter,
    order: Order,
    rows: Vec<Row>,
    list: ListState,
}

impl Actions {
    fn line(&self) -> Option<&ActionLine> {
        match self.rows.get(self.list.selected())? {
            Row::Action(place) => self.page.as_ref()?.rows.get(*place),
            Row::Heading(_) => None,
        }
    }

    fn brief(&self) -> Option<ActionBrief> {
        self.line().map(|line| ActionBrief::of(&line.action, &line.called))
    }

    fn ask(&self) -> Flow {
        Flow::Do(Effect::ShowActions { closed: self.filter.standing == Standing::Closed })
    }

    /// Puts the rows in order anew. The cursor stays on its action, where that is still shown.
    fn refilter(&mut self, on: Option<ActionId>) {
        let Some(page) = &self.page else { return };
        let shown: Vec<usize> = (0..page.rows.len())
            .filter(|place| page.rows.get(*place).is_some_and(|line| self.filter.shows(line)))
            .collect();
        self.rows = rows(page, &shown, self.order);
        let same = |row: &Row| match row {
            Row::Action(place) => on.is_some() && page.rows.get(*place).map(|line| line.action.id) == on,
            Row::Heading(_) => false,
        };
        let last = self.rows.len().saturating_sub(1);
        self.list.select(self.rows.iter().position(same).unwrap_or_else(|| self.list.selected().min(last)));
        self.off_headings(true);
    }

    fn on(&self) -> Option<ActionId> {
        self.line().map(|line| line.action.id)
    }

    fn off_headings(&mut self, ahead: bool) {
        self.list.settle(self.rows.len(), ahead, |row| matches!(self.rows.get(row), Some(Row::Action(_))));
    }

    fn shown(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row, Row::Action(_))).count()
    }

    fn filtered(&mut self, filter: Filter) -> Flow {
        let on = self.on();
        self.filter = filter;
        self.refilter(on);
        self.ask()
    }

    fn open(&self) -> Flow {
        match self.line().map(|line| line.action.subject) {
            Some(ActionSubject::Child(child)) => Flow::Do(Effect::ShowChild(child)),
            Some(ActionSubject::Worker(worker)) => Flow::Do(Effect::ShowWorker(worker)),
            None => Flow::Ignored,
        }
    }

    fn run(&mut self, id: &str, cx: &Ctx) -> Flow {
        match (id, self.line(), self.brief()) {
            ("open", ..) => self.open(),
            ("close", _, Some(brief)) => Flow::push(CloseAction::popup(brief)),
            ("redate", _, Some(brief)) => Flow::push(RedateAction::popup(brief)),
            ("escalate", _, Some(brief)) => Flow::push(DecideAgain::escalating(brief)),
            ("put_right", _, Some(brief)) => Flow::push(PutActionRight::popup(brief)),
            ("reopen", Some(line), _) => Flow::Do(Effect::Action(ActionAct::Reopen(line.action.id))),
            ("action", Some(line), _) => Flow::push(AgreeAction::popup(line.action.subject, &line.called)),
            ("record", Some(line), _) => {
                line.action.record.map_or(Flow::Ignored, |record| Flow::Do(Effect::ShowRecord(record)))
            }
            ("oversight", Some(line), _) => match line.action.subject {
                ActionSubject::Child(child) => {
                    Flow::Do(Effect::Oversight(OversightAct::Begin { child, because: None }))
                }
                ActionSubject::Worker(_) => Flow::Ignored,
            },
            ("whose", ..) => {
                let whose = match self.filter.whose {
                    None => Some(Whose::Mine),
                    Some(Whose::Mine) => Some(Whose::Theirs),
                    Some(Whose::Theirs) => None,
                };
                let on = self.on();
                self.filter.whose = whose;
                self.refilter(on);
                Flow::Done
            }
            ("order", ..) => {
                self.order = self.order.next();
                self.list.select_at_top(0);
                self.refilter(None);
                Flow::Done
            }
            ("funnel", ..) => Flow::push(Insight::funnel()),
            ("filter", ..) => self
                .page
                .as_ref()
                .map_or(Flow::Ignored, |page| Flow::push(ChooseFilter::popup(&self.filter, &page.workers, cx))),
            _ => Flow::Ignored,
        }
    }

    fn draw_heading(&self, page: &ActionsPage, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let theme = cx.theme;
        let late = page.rows.iter().filter(|line| matches!(line.state, State::Overdue(_))).count();
        let moved = page.rows.iter().filter(|line| line.action.redated > 0).count();
        let mut column = write(area, buf, 1, 0, "ACTIONS", theme.heading()) + 4;
        if page.closed {
            let since =
                page.since.map_or_else(|| "in twelve months".to_owned(), |on| format!("since {}", day_and_month(on)));
            column += write(area, buf, column, 0, &format!("{} closed {since}", page.rows.len()), theme.text()) + 3;
        } else {
            column += write(area, buf, column, 0, &format!("{} open", page.rows.len()), theme.text()) + 3;
            let style = if late > 0 { theme.late() } else { theme.text() };
            column += write(area, buf, column, 0, &format!("{late} late"), style) + 3;
            column += write(area, buf, column, 0, &format!("{moved} moved later"), theme.text()) + 3;
        }
        let whose = [(None, "All"), (Some(Whose::Mine), "Mine"), (Some(Whose::Theirs), "Theirs")];
        let narrow = area.width < 80;
        let by = 1 + write(area, buf, 1, 1, &format!("By {}", self.order.words()), theme.text());
        // A narrow window has them below, beside the order.
        let (mut column, row) = if narrow { (by + 3, 1) } else { (column, 0) };
        for (one, words) in whose {
            let here = one == self.filter.whose;
            let count = page.rows.iter().filter(|line| one.is_none_or(|one| one == line.whose)).count();
            let words = if narrow { words.to_owned() } else { format!("{words} {count}") };
            let words = if here { format!("[{words}]") } else { words };
            column += write(area, buf, column, row, &words, if here { theme.heading() } else { theme.quiet() }) + 1;
        }
        let column = if narrow { column } else { by };
        let words = self.filter.words(cx);
        if !words.is_empty() {
            let words = format!("only {words}: {}", self.shown());
            let room = usize::from(area.width.saturating_sub(column + 4));
            write(area, buf, column + 3, 1, &cut(&words, room), theme.soon());
        }
    }

    fn draw_list(&self, page: &ActionsPage, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        if self.rows.is_empty() {
            let words = match (page.rows.is_empty(), page.closed) {
                (true, false) => "No action is open. a on a child's page agrees one, and so does signing.",
                (true, true) => "No action has been closed in the last twelve months.",
                (false, _) => "None of this kind. f shows others.",
            };
            crate::ui::widget::write_wrapped(area, buf, 1, 0, words, cx.theme.text());
            return Some(Position::new(area.x.saturating_add(1), area.y));
        }
        self.list.draw(area, buf, self.rows.len(), |number, place, buf, selected| {
            match self.rows.get(number) {
                Some(Row::Heading(heading)) => draw_heading(heading, place, buf, cx),
                Some(Row::Action(row)) => {
                    if let Some(line) = page.rows.get(*row) {
                        line::draw(line, self.order, place, buf, cx);
                    }
                }
                None => {}
            }
            if selected {
                buf.set_style(place, cx.theme.selected());
            }
        })
    }

    fn draw_words(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let Some(line) = self.line() else { return };
        let mut row = 0;
        for (words, quiet) in sentences(line, cx) {
            let style = if quiet { cx.theme.quiet() } else { cx.theme.text() };
            for one in wrapped(&words, usize::from(area.width)) {
                write(area, buf, 0, row, &one, style);
                row = row.saturating_add(1);
            }
        }
    }
}

/// `Kezia Amoah   14, 3 late`.
fn draw_heading(heading: &Heading, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let words = if heading.named { cx.name(&heading.words) } else { capital(&heading.words) };
    let room = usize::from(place.width.saturating_sub(18));
    let column = 1 + write(place, buf, 1, 0, &cut(&words, room), cx.theme.heading()) + 2;
    let count = write(place, buf, column, 0, &heading.count.to_string(), cx.theme.text());
    if heading.late > 0 && heading.words != "late" {
        write(place, buf, column + count, 0, &format!(", {} late", heading.late), cx.theme.late());
    }
}

impl Screen for Actions {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command(id) => self.run(id, cx),
            Input::Chosen { asked: CHOSEN, answer } => {
                let workers = self.page.as_ref().map(|page| page.workers.clone()).unwrap_or_default();
                self.filtered(ChooseFilter::read(&answer, &workers))
            }
            input => {
                let was = self.list.selected();
                match self.list.moved(&input, self.rows.len()) {
                    Moved::No => Flow::Ignored,
                    Moved::Yes => {
                        self.off_headings(self.list.selected() >= was);
                        Flow::Done
                    }
                    Moved::Chosen => self.open(),
                }
            }
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Actions(page) => {
                let on = self.on();
                self.page = Some(page);
                self.refilter(on);
                Flow::Done
            }
            // One was opened again: show how the list stands now.
            Msg::Done(words) => Flow::Many(vec![self.ask(), Flow::Say(words)]),
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        self.ask()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let Some(page) = &self.page else { return None };
        self.draw_heading(page, area, buf, cx);
        let top = 2.min(area.height);
        let below = Rect { y: area.y.saturating_add(top), height: area.height.saturating_sub(top), ..area };
        if area.width >= WIDE {
            let list = Rect { width: area.width * 2 / 3, ..below };
            let beside = Rect { x: list.right() + 2, width: below.width.saturating_sub(list.width + 3), ..below };
            self.draw_words(beside, buf, cx);
            return self.draw_list(page, list, buf, cx);
        }
        let words = if below.height >= 14 { BELOW } else { 0 };
        let list = Rect { height: below.height - words, ..below };
        if words > 0 {
            let foot = Rect {
                x: area.x.saturating_add(1),
                y: list.bottom() + 1,
                width: area.width.saturating_sub(2),
                height: words - 1,
            };
            self.draw_words(foot, buf, cx);
        }
        self.draw_list(page, list, buf, cx)
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let line = self.line();
        let some = line.is_some();
        let open = line.is_some_and(|line| line.action.status == ActionStatus::Open);
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let none = "there is no action under the cursor";
        let of_child = line.is_some_and(|line| matches!(line.action.subject, ActionSubject::Child(_)));
        vec![
            Command::new("open", "open the child or worker", Key::ENTER).short("open").when(some, none),
            changes(Command::new("close", "close the action with the difference made", Key::char('x')))
                .short("close")
                .when(some, none)
                .when(open, "it is closed already"),
            changes(Command::new("redate", "give the action another date, with a reason", Key::char('d')))
                .short("re-date")
                .when(some, none)
                .when(open, "it is closed already"),
            changes(Command::new("put_right", "put the action's words or owner right", Key::char('W')))
                .aside()
                .when(some, none)
                .when(open, "it is closed"),
            changes(Command::named("escalate", "take the action to somebody else, and wait for an answer"))
                .when(some, none)
                .when(open, "it is closed"),
            changes(Command::new("action", "agree another action on the same child or worker", Key::char('a')))
                .short("action")
                .when(some, none),
            Command::new("filter", "choose which actions are shown", Key::char('f')).short("filter"),
            Command::new("funnel", "what was asked, and what came of it", Key::char('F')).short("funnel"),
            Command::new("whose", "all, mine, theirs", Key::TAB).short("whose"),
            Command::new("order", "by date, child, worker, who does it, or drift", Key::char('g'))
                .short(self.order.next().by()),
            changes(Command::new("oversight", "record oversight on the child", Key::char('o')))
                .aside()
                .when(of_child, "there is no child under the cursor"),
            Command::new("record", "open the record that asked for it", Key::char('r'))
                .aside()
                .when(line.is_some_and(|line| line.action.record.is_some()), "no record asked for it"),
            changes(Command::named("reopen", "open the closed action again")).when(some && !open, "it is open"),
        ]
    }
}
