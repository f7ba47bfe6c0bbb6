//! Insight: figures as bars, each of which opens its list; and the funnel of what was asked, from the list of actions.
//! Not the counting.

mod list;
#[cfg(test)]
mod tests;

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::key::Key;
use super::screen::{Flow, Screen};
use super::widget::chart::{self, Month};
use super::widget::list::{ListState, Moved};
use super::widget::{cut, write, write_wrapped};
use crate::practice::date_words::range;
use crate::workbench::message::{InsightFigure, InsightGroup, InsightPage};
use crate::workbench::{Effect, Msg};
use chrono::Datelike;
use list::FigureList;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The months that it looks back, in the order of the key.
const LOOKS_BACK: [u32; 4] = [6, 12, 3, 1];

/// A row on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Heading(usize),
    Figure(usize, usize),
    Blank,
}

/// The screen.
pub struct Insight {
    // Only what was asked, and what came of it.
    funnel: bool,
    months: u32,
    page: Option<Box<InsightPage>>,
    rows: Vec<Row>,
    list: ListState,
}

impl Insight {
    /// Everything.
    pub fn all() -> Self {
        Self { funnel: false, months: LOOKS_BACK[0], page: None, rows: Vec::new(), list: ListState::default() }
    }

    /// Only what was asked, and what came of it.
    pub fn funnel() -> Self {
        Self { funnel: true, ..Self::all() }
    }

    fn ask(&self) -> Flow {
        Flow::Do(Effect::ShowInsight { months: self.months, funnel: self.funnel })
    }

    fn under(&self) -> Option<(&InsightGroup, &InsightFigure)> {
        let Row::Figure(group, figure) = *self.rows.get(self.list.selected())? else { return None };
        let group = self.page.as_ref()?.groups.get(group)?;
        Some((group, group.figures.get(figure)?))
    }

    fn open(&self, cx: &Ctx) -> Flow {
        let Some((group, figure)) = self.under() else { return Flow::Ignored };
        if figure.rows.is_empty() {
            return Flow::Say("Nothing stands behind this figure: it is none.".to_owned());
        }
        let words = if figure.named { cx.name(&figure.words) } else { figure.words.clone() };
        let title = format!("{}: {words}", group.title);
        let rows = figure.rows.iter().filter_map(|place| group.rows.get(*place)).cloned().collect();
        Flow::push(FigureList::new(title, rows))
    }

    fn off_headings(&mut self, ahead: bool) {
        let at = self.list.selected();
        let free = |place: &usize| matches!(self.rows.get(*place), Some(Row::Figure(..)));
        let onwards = (at..self.rows.len()).find(free);
        let back = (0..=at.min(self.rows.len())).rev().find(free);
        if let Some(place) = if ahead { onwards.or(back) } else { back.or(onwards) } {
            self.list.select(place);
        }
    }

    fn take(&mut self, page: Box<InsightPage>) {
        self.rows.clear();
        for (place, group) in page.groups.iter().enumerate() {
            if place > 0 {
                self.rows.push(Row::Blank);
            }
            self.rows.push(Row::Heading(place));
            self.rows.extend((0..group.figures.len()).map(|figure| Row::Figure(place, figure)));
        }
        self.page = Some(page);
        self.off_headings(true);
    }

    fn draw_figure(&self, group: usize, figure: usize, place: Rect, buf: &mut Buffer, cx: &Ctx) {
        let Some(group) = self.page.as_ref().and_then(|page| page.groups.get(group)) else { return };
        let Some(figure) = group.figures.get(figure) else { return };
        let words = if figure.named { cx.name(&figure.words) } else { figure.words.clone() };
        let style = if figure.late && !figure.rows.is_empty() { cx.theme.late() } else { cx.theme.text() };
        let name = 34.min(place.width / 2);
        write(place, buf, 2, 0, &cut(&words, usize::from(name.saturating_sub(3))), cx.theme.text());
        write(place, buf, name, 0, &format!("{:>5}", figure.rows.len()), style);
        let whole = group.figures.iter().map(|one| one.rows.len()).max().unwrap_or(0).max(1);
        let room = usize::from(place.width.saturating_sub(name + 8));
        let bar = (figure.rows.len() * room).div_ceil(whole).min(room);
        write(place, buf, name + 6, 0, &"=".repeat(bar), style);
    }
}

impl Screen for Insight {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command("open") => self.open(cx),
            Input::Command("months") => {
                let at = LOOKS_BACK.iter().position(|months| *months == self.months).unwrap_or(0);
                self.months = LOOKS_BACK[(at + 1) % LOOKS_BACK.len()];
                self.ask()
            }
            input => {
                let was = self.list.selected();
                match self.list.moved(&input, self.rows.len()) {
                    Moved::No => Flow::Ignored,
                    Moved::Yes => {
                        self.off_headings(self.list.selected() >= was);
                        Flow::Done
                    }
                    Moved::Chosen => self.open(cx),
                }
            }
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Insight(page) => {
                self.take(page);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        self.ask()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        let title = if self.funnel { "FOLLOW-THROUGH" } else { "INSIGHT" };
        let taken = write(area, buf, 1, 0, title, theme.heading());
        let Some(page) = &self.page else {
            write(area, buf, 1, 2, "Counting...", theme.quiet());
            return None;
        };
        let room = usize::from(area.width.saturating_sub(taken + 6));
        write(area, buf, taken + 4, 0, &cut(&range(page.from, page.until), room), theme.text());
        let chart = if page.compliance.is_empty() || area.height < 20 { 0 } else { 5 };
        if chart > 0 {
            let months: Vec<Month> = page
                .compliance
                .iter()
                .map(|(first, tally)| Month {
                    month: u8::try_from(first.month()).unwrap_or(1),
                    on_time: tally.on_time,
                    due: tally.due(),
                })
                .collect();
            let place = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: 3 };
            chart::draw(place, buf, &months, theme);
            let words = format!("supervision: {}", chart::summary(&months));
            write(area, buf, 40, 3, &cut(&words, usize::from(area.width.saturating_sub(41))), theme.quiet());
        }
        let top = (2 + chart).min(area.height);
        let foot = if area.height > top + 6 { 3 } else { 0 };
        let inside = Rect { y: area.y.saturating_add(top), height: area.height.saturating_sub(top + foot), ..area };
        if foot > 0
            && let Some((group, _)) = self.under()
        {
            let place = Rect { y: inside.bottom() + 1, height: foot - 1, ..area };
            write_wrapped(place, buf, 1, 0, group.about, theme.quiet());
        }
        self.list.draw(inside, buf, self.rows.len(), |number, place, buf, under| {
            match self.rows.get(number) {
                Some(Row::Heading(group)) => {
                    let title = page.groups.get(*group).map_or("", |group| group.title);
                    write(place, buf, 1, 0, title, theme.heading());
                }
                Some(Row::Figure(group, figure)) => self.draw_figure(*group, *figure, place, buf, cx),
                Some(Row::Blank) | None => {}
            }
            if under {
                buf.set_style(place, theme.selected());
            }
        })
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![
            Command::new("open", "open the list behind the figure", Key::ENTER)
                .short("open")
                .when(self.under().is_some(), "there is no figure under the cursor"),
            Command::new("months", "look back six, twelve, three months, or one", Key::char('t')).short("how far back"),
        ]
    }
}
