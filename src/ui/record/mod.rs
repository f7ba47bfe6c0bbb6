//! A signed record in full, with what was added to it since. Nothing in it can be changed: it is added to, or withdrawn.

mod addition;
mod lines;
#[cfg(test)]
mod tests;

use super::command::Command;
use super::confirm::{Confirm, YES};
use super::context::Ctx;
use super::copy::TakeOut;
use super::input::Input;
use super::key::Key;
use super::one_line::OneLine;
use super::screen::{Flow, Screen};
use super::widget::reading::Reading;
use super::widget::{cut, write};
use crate::practice::date_words::long;
use crate::workbench::effect::{CopyAct, OversightAct, Takes, WrittenAs};
use crate::workbench::message::RecordPage;
use crate::workbench::{Effect, Msg};
use addition::{ADDED, Addition};
use lines::{Look, made};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cell::RefCell;
use std::rc::Rc;

const WITHDRAW: &str = "withdraw";
const WITHDRAW_WHY: &str = "withdraw_why";

/// The reader.
pub struct RecordScreen {
    page: RecordPage,
    // What is being added, as it stands in the box; the file keeps it too.
    adding: Rc<RefCell<String>>,
    reason: String,
    reading: Reading<Look>,
}

impl RecordScreen {
    /// The reader over a record.
    pub fn new(page: RecordPage) -> Self {
        Self {
            adding: Rc::new(RefCell::new(page.begun_addition.clone())),
            page,
            reason: String::new(),
            reading: Reading::default(),
        }
    }

    fn chosen(&mut self, asked: &'static str, answer: String) -> Flow {
        let record = self.page.record.id;
        match asked {
            ADDED => {
                let text = self.adding.borrow().clone();
                Flow::Do(Effect::Oversight(OversightAct::AddAddendum { record, text }))
            }
            WITHDRAW_WHY => {
                self.reason = answer;
                let question = format!(
                    "{record} stays in the file and is plainly marked as withdrawn, with your reason. From today it meets \
                     nothing: what it was for is owed again. Actions that it asked for stay open."
                );
                Flow::push(Confirm::new(WITHDRAW, "Withdraw this record?", question, "withdraw it"))
            }
            WITHDRAW if answer == YES => {
                let reason = std::mem::take(&mut self.reason);
                Flow::Do(Effect::Oversight(OversightAct::Withdraw { record, reason }))
            }
            _ => Flow::Ignored,
        }
    }
}

impl Screen for RecordScreen {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command("add_addendum") => {
                Flow::push(Addition::new(self.page.record.id, Rc::clone(&self.adding), cx.now))
            }
            Input::Command("copy") => Flow::Do(Effect::Copy(CopyAct::Prepare(self.page.record.id))),
            Input::Command("export") => {
                let record = self.page.record.id;
                Flow::push(TakeOut::popup(Takes::Record(record), &record.to_string(), WrittenAs::Markdown))
            }
            Input::Command(WITHDRAW) => {
                let hint = "The wrong child, or signed in error: say which, for whoever reads it later.";
                Flow::push(OneLine::new(WITHDRAW_WHY, "Withdraw, because", hint, &self.reason))
            }
            Input::Chosen { asked, answer } => self.chosen(asked, answer),
            input if self.reading.scrolled(&input) => Flow::Done,
            _ => Flow::Ignored,
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::AdditionKept { record, .. } if record == self.page.record.id => Flow::Done,
            Msg::Record(page) if page.record.id == self.page.record.id => {
                // What was signed is taken out of the box only once the file says so.
                self.adding.borrow_mut().clone_from(&page.begun_addition);
                self.page = *page;
                self.reading.make_anew();
                Flow::Done
            }
            // It was copied across: show that it was.
            Msg::Done(words) => Flow::Many(vec![Flow::Do(Effect::ShowRecord(self.page.record.id)), Flow::Say(words)]),
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        let record = &self.page.record;
        let age = self.page.age.map_or_else(String::new, |age| format!(", {age}"));
        let title = format!("{}{age}: {} of {}", cx.name(&self.page.called), record.id, long(record.head.decided_on));
        let room = usize::from(area.width.saturating_sub(2));
        let taken = write(area, buf, 1, 0, &cut(&title, room), theme.heading());
        if record.withdrawn().is_some() {
            write(area, buf, taken + 3, 0, "WITHDRAWN", theme.wrong());
        }
        if !self.adding.borrow().trim().is_empty() {
            write(area, buf, 1, 1, "An addition is begun and not signed: A to go on.", theme.soon());
        }
        let made = |width| made(&self.page, cx, width);
        Some(self.reading.draw(area, buf, cx, made, |look| look.style(theme)))
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let withdrawn = self.page.record.withdrawn().is_some();
        let mut add = Command::new("add_addendum", "add to this record", Key::char('A')).short("add to it");
        let mut withdraw = Command::named(WITHDRAW, "withdraw this record").when(!withdrawn, "it is withdrawn already");
        if let Err(why) = cx.may_change() {
            add = add.when(false, why.clone());
            withdraw = withdraw.when(false, why);
        }
        // What leaves is in the trail, and only the writer can write that.
        let leaves = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        vec![
            add,
            withdraw,
            leaves(Command::new("copy", "copy as text for the case system", Key::char('y')).short("copy")),
            leaves(Command::new("export", "export this record", Key::char('e')).short("export")),
        ]
    }
}
