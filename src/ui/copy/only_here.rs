//! The signed records that exist only here, and have yet to go into the authority's case system.

use crate::practice::date_words::long;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, headed, write, write_wrapped};
use crate::workbench::effect::CopyAct;
use crate::workbench::message::{OnlyHerePage, OnlyHereRow};
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The list. It asks for its rows when it is shown.
#[derive(Default)]
pub struct OnlyHere {
    page: Option<Box<OnlyHerePage>>,
    list: ListState,
}

impl OnlyHere {
    fn row(&self) -> Option<&OnlyHereRow> {
        self.page.as_ref()?.rows.get(self.list.selected())
    }

    fn open(&self) -> Flow {
        self.row().map_or(Flow::Ignored, |row| Flow::Do(Effect::ShowRecord(row.record)))
    }

    fn length(&self) -> usize {
        self.page.as_ref().map_or(0, |page| page.rows.len())
    }
}

impl Screen for OnlyHere {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("open") => self.open(),
            Input::Command("copy") => {
                self.row().map_or(Flow::Ignored, |row| Flow::Do(Effect::Copy(CopyAct::Prepare(row.record))))
            }
            Input::Command("child") => self.row().map_or(Flow::Ignored, |row| Flow::Do(Effect::ShowChild(row.child))),
            input => match self.list.moved(&input, self.length()) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => self.open(),
            },
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::OnlyHere(page) => {
                self.page = Some(page);
                self.list.select(self.list.selected().min(self.length().saturating_sub(1)));
                Flow::Done
            }
            // One was copied across: show how the list stands now.
            Msg::Done(words) => Flow::Many(vec![Flow::Do(Effect::ShowOnlyHere), Flow::Say(words)]),
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::ShowOnlyHere)
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        let (inside, beside) = headed(area, buf, "ONLY HERE", theme.heading());
        let Some(page) = &self.page else {
            write(inside, buf, 0, 0, "Looking them up...", theme.quiet());
            return Some(inside.as_position());
        };
        let system = if page.system.is_empty() { "the case system" } else { &page.system };
        let words = match (page.count, page.rows.len()) {
            (count, shown) if count > shown => format!("{count} not yet in {system}; the latest {shown} of them"),
            (count, _) => format!("{count} not yet in {system}"),
        };
        write(area, buf, beside, 0, &words, theme.text());
        if page.rows.is_empty() {
            let words = format!("Every record signed here is kept as copied into {system}.");
            write_wrapped(inside, buf, 0, 0, &words, theme.text());
            return Some(inside.as_position());
        }
        self.list.draw(inside, buf, page.rows.len(), |number, place, buf, under| {
            if let Some(row) = page.rows.get(number) {
                write(place, buf, 0, 0, &format!("{:>7}", row.record), theme.quiet());
                write(place, buf, 9, 0, &cut(&cx.name(&row.called), 24), theme.text());
                write(place, buf, 34, 0, &long(row.decided_on), theme.text());
                if row.added_since {
                    write(place, buf, 53, 0, "added to since", theme.soon());
                }
            }
            if under {
                buf.set_style(place, theme.selected());
            }
        })
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let some = self.row().is_some();
        let none = "there is no record here";
        let mut copy = Command::new("copy", "copy as text for the case system", Key::char('y')).short("copy");
        if let Err(why) = cx.may_change() {
            copy = copy.when(false, why);
        }
        vec![
            Command::new("open", "open the record", Key::ENTER).short("open").when(some, none),
            copy.when(some, none),
            Command::new("child", "open the child", Key::char('v')).short("child").when(some, none),
        ]
    }
}
