//! The list of all actions, worst first. Not the popups: those work wherever an action is shown.

use super::filter::{CHOSEN, ChooseFilter, Filter, Standing};
use super::redate::date_number;
use super::{ActionBrief, AgreeAction, CloseAction, PutActionRight, RedateAction};
use crate::practice::action::{ActionStatus, ActionSubject, Whose};
use crate::practice::date_words::{long, short, with_weekday};
use crate::practice::due::State;
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
    shown: Vec<usize>,
    list: ListState,
}

impl Actions {
    fn line(&self) -> Option<&ActionLine> {
        self.page.as_ref()?.rows.get(*self.shown.get(self.list.selected())?)
    }

    fn brief(&self) -> Option<ActionBrief> {
        self.line().map(|line| ActionBrief::of(&line.action, &line.called))
    }

    fn ask(&self) -> Flow {
        Flow::Do(Effect::ShowActions { closed: self.filter.standing == Standing::Closed })
    }

    fn refilter(&mut self) {
        let on = self.line().map(|line| line.action.id);
        let Some(page) = &self.page else { return };
        self.shown = (0..page.rows.len())
            .filter(|row| page.rows.get(*row).is_some_and(|line| self.filter.shows(line)))
            .collect();
        let same = |row: &usize| page.rows.get(*row).map(|line| line.action.id) == on;
        let last = self.shown.len().saturating_sub(1);
        self.list.select(self.shown.iter().position(same).unwrap_or_else(|| self.list.selected().min(last)));
    }

    fn filtered(&mut self, filter: Filter) -> Flow {
        self.filter = filter;
        self.refilter();
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
                self.filter.whose = whose;
                self.refilter();
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
            column +=
                write(area, buf, column, 0, &format!("{} closed in twelve months", page.rows.len()), theme.text()) + 3;
        } else {
            column += write(area, buf, column, 0, &format!("{} open", page.rows.len()), theme.text()) + 3;
            let style = if late > 0 { theme.late() } else { theme.text() };
            column += write(area, buf, column, 0, &format!("{late} late"), style) + 3;
            column += write(area, buf, column, 0, &format!("{moved} moved later"), theme.text()) + 3;
        }
        let whose = [(None, "All"), (Some(Whose::Mine), "Mine"), (Some(Whose::Theirs), "Theirs")];
        for (one, words) in whose {
            let here = one == self.filter.whose;
            let words = if here { format!("[{words}]") } else { words.to_owned() };
            column += write(area, buf, column, 0, &words, if here { theme.heading() } else { theme.quiet() }) + 1;
        }
        let words = self.filter.words(cx);
        if !words.is_empty() {
            let words = format!("only {words}: {}", self.shown.len());
            let room = usize::from(area.width.saturating_sub(2));
            write(area, buf, 1, 1, &cut(&words, room), theme.soon());
        }
    }

    fn draw_list(&self, page: &ActionsPage, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        if self.shown.is_empty() {
            let words = match (page.rows.is_empty(), page.closed) {
                (true, false) => "No action is open. a on a child's page agrees one, and so does signing.",
                (true, true) => "No action has been closed in the last twelve months.",
                (false, _) => "None of this kind. f shows others.",
            };
            crate::ui::widget::write_wrapped(area, buf, 1, 0, words, cx.theme.text());
            return Some(Position::new(area.x.saturating_add(1), area.y));
        }
        self.list.draw(area, buf, self.shown.len(), |number, place, buf, selected| {
            if let Some(line) = self.shown.get(number).and_then(|row| page.rows.get(*row)) {
                draw_line(line, place, buf, cx);
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

/// All there is to say of an action; whether a line stands back.
fn sentences(line: &ActionLine, cx: &Ctx) -> Vec<(String, bool)> {
    let action = &line.action;
    let mut lines = vec![(format!("{}  {}", action.id, cx.words(&action.action)), false)];
    if !action.change_needed.is_empty() {
        lines.push((format!("So that: {}", cx.words(&action.change_needed)), false));
    }
    let first = if action.redated > 0 {
        format!(", at first {}; {}", long(action.first_due_on), date_number(action.redated + 1))
    } else {
        String::new()
    };
    let record = action.record.map(|record| format!(" Asked for in {record}.")).unwrap_or_default();
    let worker = line.worker.as_ref().map(|worker| format!(" Worker: {}.", cx.name(worker))).unwrap_or_default();
    let owner = if action.owner.is_empty() { "nobody named".to_owned() } else { cx.name(&action.owner) };
    lines.push((format!("Due {}{first}. By: {owner}.{worker}{record}", with_weekday(action.due_on)), true));
    if let Some(on) = action.closed_on {
        let difference = cx.words(&action.difference);
        lines.push((format!("{} on {}: {difference}", capital(action.status.words()), long(on)), false));
    }
    lines
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
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

fn draw_line(line: &ActionLine, place: Rect, buf: &mut Buffer, cx: &Ctx) {
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
    let room = usize::from(last.saturating_sub(words + 1));
    write(place, buf, words, 0, &cut(cx.words(&line.action.action), room), theme.text());
    if width < 70 {
        return;
    }
    let owner = match line.whose {
        Whose::Mine => "you".to_owned(),
        Whose::Theirs => cx.name(&line.action.owner),
    };
    let end = match (line.action.status, line.action.redated) {
        (ActionStatus::Open, 0) => String::new(),
        (ActionStatus::Open, times) => date_number(times + 1),
        (status, _) => status.words().to_owned(),
    };
    let room = usize::from(width.saturating_sub(last + 12));
    write(place, buf, last, 0, &cut(&owner, room), theme.text());
    write(place, buf, width.saturating_sub(11), 0, &cut(&end, 10), theme.soon());
}

impl Screen for Actions {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command(id) => self.run(id, cx),
            Input::Chosen { asked: CHOSEN, answer } => {
                let workers = self.page.as_ref().map(|page| page.workers.clone()).unwrap_or_default();
                self.filtered(ChooseFilter::read(&answer, &workers))
            }
            input => match self.list.moved(&input, self.shown.len()) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => self.open(),
            },
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Actions(page) => {
                let on = self.line().map(|line| line.action.id);
                self.page = Some(page);
                self.refilter();
                if let (Some(on), Some(page)) = (on, &self.page) {
                    let same = |row: &usize| page.rows.get(*row).map(|line| line.action.id) == Some(on);
                    if let Some(place) = self.shown.iter().position(same) {
                        self.list.select(place);
                    }
                }
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
            changes(Command::new("action", "agree another action on the same child or worker", Key::char('a')))
                .short("action")
                .when(some, none),
            Command::new("filter", "choose which actions are shown", Key::char('f')).short("filter"),
            Command::new("funnel", "what was asked, and what came of it", Key::char('F')).short("funnel"),
            Command::new("whose", "all, mine, theirs", Key::TAB).short("whose"),
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
