//! A child's journey, drawn to scale: scroll, zoom, go from footprint to footprint, open one. Not the layout: that is
//! practice's, and the same in a document.

#[cfg(test)]
mod tests;

use super::command::Command;
use super::context::Ctx;
use super::copy::TakeOut;
use super::input::Input;
use super::key::{Code, Key};
use super::screen::{Flow, Screen};
use super::widget::{cut, wrapped, write};
use crate::practice::date_words::{long, range};
use crate::practice::journey::{JourneyFacts, Print, View};
use crate::workbench::effect::{Takes, WrittenAs};
use crate::workbench::message::JourneyPage;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cell::Cell;

/// Columns before the picture, for what each row shows.
const LABEL: u16 = 13;

/// The screen.
pub struct Journey {
    page: Box<JourneyPage>,
    // The footprint under the cursor.
    at: usize,
    // Nothing until it is drawn once, or zoomed: then the whole.
    view: Cell<Option<View>>,
    fresh: bool,
}

impl Journey {
    /// The journey of a child, the whole in sight, the last footprint under the cursor.
    pub fn new(page: Box<JourneyPage>) -> Self {
        let at = page.facts.footprints.len().saturating_sub(1);
        Self { page, at, view: Cell::new(None), fresh: true }
    }

    fn print(&self) -> Option<&Print> {
        self.page.facts.footprints.get(self.at)
    }

    fn go(&mut self, at: usize) -> Flow {
        let last = self.page.facts.footprints.len().saturating_sub(1);
        self.at = at.min(last);
        if let (Some(view), Some(print)) = (self.view.get(), self.print()) {
            self.view.set(Some(view.showing(print.on)));
        }
        Flow::Done
    }

    fn zoom(&self, closer: bool, cx: &Ctx) -> Flow {
        let Some(view) = self.view.get() else { return Flow::Done };
        let days = (view.until - view.from).num_days();
        let whole = self.page.facts.whole(cx.day, view.columns);
        if !closer && days * 2 >= (whole.until - whole.from).num_days() {
            self.view.set(Some(whole));
            return Flow::Done;
        }
        let about = self.print().map_or(cx.day, |print| print.on);
        self.view.set(Some(view.zoomed(if closer { days / 2 } else { days * 2 }, about)));
        Flow::Done
    }

    fn scroll(&self, ahead: bool) -> Flow {
        if let Some(view) = self.view.get() {
            let quarter = (view.until - view.from).num_days() / 4;
            self.view.set(Some(view.moved(if ahead { quarter } else { -quarter })));
        }
        Flow::Done
    }

    fn open(&self) -> Flow {
        self.print().map_or(Flow::Ignored, |print| Flow::Do(Effect::ShowRecord(print.id)))
    }

    /// What the footprint under the cursor says, in sentences.
    fn words(&self) -> String {
        let Some(print) = self.print() else {
            return "No footprint yet: nothing has been signed on this child.".to_owned();
        };
        let number = format!("{} of {}", self.at + 1, self.page.facts.footprints.len());
        let reason = if print.reason.is_empty() { String::new() } else { format!(", {}", print.reason) };
        let withdrawn = if print.withdrawn { " Withdrawn: it meets nothing." } else { "" };
        let threshold =
            if print.threshold.is_empty() { String::new() } else { format!(" Threshold: {}.", print.threshold) };
        let review = print
            .review
            .map_or_else(String::new, |(on, how)| format!(" To be looked at again on {}: {}.", long(on), how.words()));
        format!("{} of {}{reason} ({number}).{withdrawn}{threshold}{review}", print.id, long(print.on))
    }
}

impl Screen for Journey {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command("open") => self.open(),
            Input::Command("next_print") => self.go(self.at + 1),
            Input::Command("previous_print") => self.go(self.at.saturating_sub(1)),
            Input::Command("closer") => self.zoom(true, cx),
            Input::Command("further") => self.zoom(false, cx),
            Input::Command("whole") => {
                self.view.set(self.view.get().map(|view| self.page.facts.whole(cx.day, view.columns)));
                Flow::Done
            }
            Input::Command("export") => {
                let name = format!("journey-{}", self.page.reference);
                Flow::push(TakeOut::popup(Takes::Journey(self.page.child), &name, WrittenAs::Html))
            }
            Input::Command("child") => Flow::Do(Effect::ShowChild(self.page.child)),
            Input::Key(key) => match key.code {
                Code::Home => self.go(0),
                Code::End => self.go(usize::MAX),
                Code::PageUp => self.scroll(false),
                Code::PageDown => self.scroll(true),
                _ => Flow::Ignored,
            },
            Input::Wheel { down, .. } => self.scroll(down),
            _ => Flow::Ignored,
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Journey(page) if page.child == self.page.child => {
                self.page = page;
                self.go(self.at)
            }
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        if std::mem::take(&mut self.fresh) { Flow::Done } else { Flow::Do(Effect::ShowJourney(self.page.child)) }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        let columns = area.width.saturating_sub(LABEL + 1).max(1);
        let mut view = self.view.get().unwrap_or_else(|| self.page.facts.whole(cx.day, columns));
        view.columns = columns;
        self.view.set(Some(view));
        let room = usize::from(area.width.saturating_sub(2));
        let name = cut(&cx.name(&self.page.called), room / 2);
        let taken = write(area, buf, 1, 0, &name, theme.heading());
        let sight = range(view.from, view.until.min(cx.day).max(view.from));
        write(area, buf, taken + 3, 0, &cut(&sight, room.saturating_sub(usize::from(taken) + 3)), theme.quiet());
        let rows = self.page.facts.rows(view, cx.day);
        let selected = self.print().and_then(|print| view.column(print.on));
        let mut cursor = Position::new(area.x, area.y);
        let mut line = 2;
        for row in &rows {
            let y = line;
            line += 1;
            write(area, buf, 1, y, row.label, theme.quiet());
            // In private, no worker's name is written on the picture.
            let text: String = if row.label == "worker" && cx.privacy {
                row.text().chars().map(|sign| if sign.is_alphabetic() { '-' } else { sign }).collect()
            } else {
                row.text()
            };
            let style = if row.label.is_empty() { theme.quiet() } else { theme.text() };
            write(area, buf, LABEL, y, &text, style);
            let place = |from: usize, to: usize| {
                let x = area.x.saturating_add(LABEL).saturating_add(u16::try_from(from).unwrap_or(u16::MAX));
                let width = u16::try_from(to + 1 - from).unwrap_or(1);
                Rect { x, y: area.y.saturating_add(y), width, height: 1 }.intersection(area)
            };
            for (from, to) in &row.late {
                buf.set_style(place(*from, *to), theme.late());
            }
            if row.label == "footprints"
                && let Some(at) = selected
            {
                let cell = place(at, at);
                buf.set_style(cell, theme.selected());
                cursor = cell.as_position();
            }
        }
        line += 1;
        for words in wrapped(&self.words(), room.min(100)) {
            write(area, buf, 1, line, &words, theme.text());
            line += 1;
        }
        line += 1;
        for meaning in JourneyFacts::MEANING {
            for words in wrapped(meaning, room) {
                write(area, buf, 1, line, &words, theme.quiet());
                line += 1;
            }
        }
        Some(cursor)
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let mut export = Command::new("export", "export the journey", Key::char('e')).short("export").aside();
        if let Err(why) = cx.may_change() {
            export = export.when(false, why);
        }
        let some = !self.page.facts.footprints.is_empty();
        let none = "nothing has been signed yet";
        vec![
            Command::new("open", "open the footprint under the cursor", Key::ENTER).short("open").when(some, none),
            Command::new("previous_print", "the footprint before", Key::LEFT)
                .or(Key::char('h'))
                .short("before")
                .when(some, none),
            Command::new("next_print", "the footprint after", Key::RIGHT)
                .or(Key::char('l'))
                .short("after")
                .when(some, none),
            Command::new("closer", "closer: months", Key::char('+')).or(Key::char('=')).or(Key::DOWN).short("closer"),
            Command::new("further", "further away: years", Key::char('-')).or(Key::UP).short("further"),
            Command::new("whole", "the whole journey", Key::char('0')).short("whole"),
            export,
            Command::new("child", "open the child's page", Key::char('v')).short("child").aside(),
        ]
    }
}
