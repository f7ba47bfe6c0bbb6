//! A meeting of a group, read again: who came, by which model, what shifted, and the children thought about. Not its entry.

use super::Held;
use crate::practice::date_words::long;
use crate::practice::reference::{ChildId, SessionId};
use crate::practice::sentence::capital;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{popup, wrapped, write};
use crate::workbench::message::GroupPage;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Columns of it.
const WIDTH: u16 = 76;

/// The popup.
pub struct Meeting {
    session: SessionId,
    page: Option<Box<GroupPage>>,
    children: ListState,
}

impl Meeting {
    /// The meeting that a session was part of.
    pub fn of(session: SessionId) -> Self {
        Self { session, page: None, children: ListState::default() }
    }

    fn child(&self) -> Option<ChildId> {
        self.page.as_ref()?.children.get(self.children.selected()).map(|(child, _)| *child)
    }

    /// What was said of it, above the children.
    fn lines(&self, width: usize, cx: &Ctx) -> Vec<String> {
        let Some(page) = &self.page else { return Vec::new() };
        let Some(meeting) = &page.meeting else {
            let words = "Only the session is entered: nothing was said of who else came or what shifted.";
            return wrapped(words, width);
        };
        let came: Vec<String> = meeting.came.iter().map(|(_, name)| cx.name(name)).collect();
        let mut lines = wrapped(&format!("{}, {} minutes.", long(meeting.on), meeting.minutes), width);
        lines.extend(wrapped(&format!("Came: {}.", came.join(", ")), width));
        for (label, words) in [("Model", &meeting.model), ("What shifted", &meeting.shifted)] {
            let words = if words.is_empty() { "nothing entered" } else { cx.words(words) };
            lines.extend(wrapped(&format!("{label}: {words}"), width));
        }
        lines
    }
}

impl Screen for Meeting {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        let count = self.page.as_ref().map_or(0, |page| page.children.len());
        let open = |child: Option<ChildId>| child.map_or(Flow::Pop, |child| Flow::Do(Effect::ShowChild(child)));
        match input {
            Input::Command("open") => open(self.child()),
            Input::Command("put_right") => {
                self.page.as_ref().map_or(Flow::Ignored, |page| Flow::replace(Held::correcting(&page.session)))
            }
            input => match self.children.moved(&input, count) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => open(self.child()),
            },
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::ShowGroup(self.session))
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Group(page) if page.session.id == self.session => {
                self.page = Some(page);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let lines = self.lines(usize::from(area.width.min(WIDTH).saturating_sub(4)), cx);
        let children = self.page.as_ref().map_or(&[][..], |page| &page.children);
        let above = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let below =
            if children.is_empty() { 0 } else { u16::try_from(children.len()).unwrap_or(u16::MAX).saturating_add(2) };
        let title = self
            .page
            .as_ref()
            .and_then(|page| page.meeting.as_ref())
            .map_or_else(|| format!("Group supervision {}", self.session), |meeting| capital(meeting.kind.words()));
        let height = above.saturating_add(below).saturating_add(2).max(6);
        let inside = popup::draw(area, buf, &title, WIDTH, height, theme);
        // The children keep a row or two, however much was written.
        let kept = if children.is_empty() { 0 } else { 3 };
        let top = above.saturating_add(1).min(inside.height.saturating_sub(kept));
        for (row, line) in (0..top).zip(&lines) {
            write(inside, buf, 0, row, line, theme.text());
        }
        let place = Rect { y: inside.y.saturating_add(top), height: inside.height.saturating_sub(top), ..inside };
        if children.is_empty() {
            return Some(inside.as_position());
        }
        write(place, buf, 0, 0, "Children thought about", theme.heading());
        let list = Rect { y: place.y.saturating_add(1), height: place.height.saturating_sub(1), ..place };
        self.children.draw(list, buf, children.len(), |number, row, buf, under| {
            let called = children.get(number).map_or_else(String::new, |(_, called)| cx.name(called));
            write(row, buf, 2, 0, &called, if under { theme.selected() } else { theme.text() });
        })
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let right = Command::new("put_right", "put the day or the minutes right", Key::char('r')).short("put right");
        vec![
            Command::new("open", "open the child's page, or close this", Key::ENTER).short(if self.child().is_some() {
                "the child"
            } else {
                "close"
            }),
            match cx.may_change() {
                Ok(()) => right,
                Err(why) => right.when(false, why),
            },
        ]
    }

    fn covers(&self) -> bool {
        false
    }
}
