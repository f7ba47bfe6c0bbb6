//! The walk: what Today's list holds, item by item. Each is acted on as on Today, or left for another time; the walk is gone on
//! with on any day. Not the list.

use super::Today;
use super::row::{self, Columns};
use crate::practice::date_words::long;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::global;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::{cut, wrapped, write, write_wrapped};
use crate::workbench::effect::WalkAct;
use crate::workbench::message::{TodayRow, WalkPage, Which};
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// What can be done about an item, of all that Today can do.
const ACTS: [&str; 10] =
    ["open", "oversight", "supervision", "held", "book", "why", "action", "close", "redate", "put_right"];

/// The screen. It asks for where the walk is when it is shown.
#[derive(Default)]
pub struct WalkScreen {
    page: Option<Box<WalkPage>>,
    /// Today, with the cursor on the item: what acts on it.
    today: Today,
    /// What came new when it was gone on with; said until the next step.
    new: usize,
}

impl WalkScreen {
    fn take(&mut self, page: Box<WalkPage>) {
        self.new += page.new;
        self.today = Today::on(page.today.clone(), page.at);
        self.page = Some(page);
    }

    fn is_at_end(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.at.is_none())
    }

    /// What there is to know of an item besides its row: why it is due then, and an action's words in full.
    fn told(page: &WalkPage, at: usize, cx: &Ctx) -> Vec<(String, Style)> {
        let (text, quiet) = (cx.theme.text(), cx.theme.quiet());
        let owed = match page.today.rows.get(at) {
            Some(TodayRow::Owed(owed)) => owed,
            Some(TodayRow::NoWorker(child)) => {
                let words = format!(
                    "No worker has been responsible for {} since {}.",
                    cx.name(&child.called),
                    long(child.since)
                );
                let about = page.about.iter().map(|words| (cx.prose(words).into_owned(), quiet));
                return std::iter::once((words, text)).chain(about).collect();
            }
            None => return Vec::new(),
        };
        let mut told = Vec::new();
        if let Some(action) = &page.action {
            told.push((format!("{}  {}", action.id, cx.prose(&action.action)), text));
            if !action.change_needed.is_empty() {
                told.push((format!("So that: {}", cx.prose(&action.change_needed)), text));
            }
            let owner = if action.owner.is_empty() { "nobody named".to_owned() } else { cx.name(&action.owner) };
            told.push((format!("By: {owner}."), quiet));
        }
        told.push((cx.prose(&owed.why()).into_owned(), text));
        told.extend(page.about.iter().map(|words| (cx.prose(words).into_owned(), quiet)));
        told
    }

    fn end_words(page: &WalkPage) -> String {
        if page.count == 0 {
            return "Nothing is late, and nothing falls due soon: there is nothing to walk.".to_owned();
        }
        format!(
            "That was all of it, begun on {}: {} settled, {} left for another time. Enter ends the walk, and the next one \
             begins anew; B goes back to what was left last.",
            long(page.begun_on),
            page.settled,
            page.left
        )
    }
}

impl Screen for WalkScreen {
    fn here(&self, _: &Ctx) -> Option<Which> {
        if self.is_at_end() {
            None
        } else {
            self.today.child().map(Which::Child).or(self.today.worker().map(Which::Worker))
        }
    }

    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("leave") => {
                self.new = 0;
                Flow::Do(Effect::Walk(WalkAct::Leave))
            }
            Input::Command("go_back") => Flow::Do(Effect::Walk(WalkAct::Back)),
            Input::Command("end_walk") => Flow::Many(vec![Flow::Do(Effect::Walk(WalkAct::End)), Flow::Pop]),
            Input::Command(global::BACK) => {
                let words = "The walk is kept where it is: i goes on with it, today or another day.";
                Flow::Many(vec![Flow::Pop, Flow::Say(words.to_owned())])
            }
            Input::Command(id) if ACTS.contains(&id) => self.today.run(id),
            _ => Flow::Ignored,
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::Walk(WalkAct::GoOn))
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Walk(page) => {
                self.take(page);
                Flow::Done
            }
            Msg::Done(words) => Flow::Many(vec![Flow::Say(words), Flow::Do(Effect::Walk(WalkAct::GoOn))]),
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let (theme, area) = (cx.theme, area.intersection(buf.area));
        let inside = Rect { width: area.width.saturating_sub(1), ..area };
        let Some(page) = &self.page else {
            write(inside, buf, 1, 0, "Looking up where the walk is...", theme.quiet());
            return Some(inside.as_position());
        };
        let gone = page.settled + page.left;
        let place = if page.at.is_some() { gone + 1 } else { gone };
        let heading = format!("Walk of the list: {place} of {}", page.count);
        let taken = write(inside, buf, 1, 0, &heading, theme.heading());
        let words = format!("{} settled, {} left for another time", page.settled, page.left);
        let room = usize::from(inside.width.saturating_sub(taken + 4));
        write(inside, buf, taken + 4, 0, &cut(&words, room), theme.text());
        let width = usize::from(inside.width.saturating_sub(2));
        let full = (width * gone).checked_div(page.count.max(1)).unwrap_or(0);
        let bar = format!("{}{}", "=".repeat(full), "-".repeat(width.saturating_sub(full)));
        write(inside, buf, 1, 1, &bar, theme.quiet());
        let mut top = 3;
        if self.new > 0 {
            let words = format!("{} came new since you last looked, at the end.", self.new);
            top += write_wrapped(inside, buf, 1, top, &words, theme.soon()) + 1;
        }
        let Some(at) = page.at else {
            write_wrapped(inside, buf, 1, top, &Self::end_words(page), theme.text());
            return Some(Position::new(
                inside.x + 1,
                inside.y.saturating_add(top).min(inside.bottom().saturating_sub(1)),
            ));
        };
        let columns = Columns::at(area.width);
        let line = |row: u16| Rect { y: area.y.saturating_add(row), height: 1, ..area }.intersection(area);
        if let Some(one) = page.today.rows.get(at) {
            row::draw(one, page.today.cover.as_ref(), (line(top), buf), columns, cx);
            buf.set_style(line(top), theme.selected());
        }
        let mut below = top + 2;
        // A line between, where there is room for all of it.
        let told = Self::told(page, at, cx);
        let rows: usize = told.iter().map(|(words, _)| wrapped(words, width).len()).sum();
        let gap = u16::from(usize::from(below) + rows + told.len() + 3 <= usize::from(inside.height));
        for (words, style) in told {
            below += write_wrapped(inside, buf, 1, below, &words, style) + gap;
        }
        let hint = "Space leaves it for another time. Esc stops here, and keeps the place.";
        let below = (below + 1).min(inside.height.saturating_sub(1));
        write_wrapped(inside, buf, 1, below, hint, theme.quiet());
        Some(Position::new(area.x, area.y.saturating_add(top).min(area.bottom().saturating_sub(1))))
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let back = Command::new(global::BACK, "stop here, and keep the place", Key::ESC).short("stop");
        let to_left = Command::new("go_back", "back to what was left last", Key::char('B')).aside();
        let to_left =
            changes(to_left).when(self.page.as_ref().is_some_and(|page| page.left > 0), "nothing has been left");
        if self.is_at_end() {
            return vec![changes(Command::new("end_walk", "end the walk", Key::ENTER).short("end")), to_left, back];
        }
        let leave = changes(Command::new("leave", "leave it for another time", Key::char(' ')).short("leave it"));
        let mut commands: Vec<Command> =
            self.today.commands(cx).into_iter().filter(|command| ACTS.contains(&command.id)).collect();
        commands.insert(0, leave);
        commands.extend([to_left, back]);
        commands
    }
}

#[cfg(test)]
#[path = "walk_tests.rs"]
mod tests;
