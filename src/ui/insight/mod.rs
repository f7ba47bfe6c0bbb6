//! Insight: figures as bars, each of which opens its list; and the funnel of what was asked, from the list of actions.
//! Not the counting.

mod list;
#[cfg(test)]
mod tests;

use super::command::Command;
use super::context::Ctx;
use super::copy::TakeOut;
use super::input::Input;
use super::key::Key;
use super::screen::{Flow, Screen};
use super::widget::chart::{self, Month};
use super::widget::list::{ListState, Moved};
use super::widget::{cut, write, write_wrapped};
use crate::practice::date_words::range;
use crate::workbench::effect::{Takes, WrittenAs};
use crate::workbench::message::{InsightFigure, InsightGroup, InsightPage, InsightView, Worth};
use crate::workbench::{Effect, Msg};
use chrono::Datelike;
use list::FigureList;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The months that it looks back, in the order of the key.
const LOOKS_BACK: [u32; 4] = [6, 12, 3, 1];

/// From this width on the words of a figure have more room.
const WIDE: u16 = 116;

/// A longer bar would be far from its figure.
const LONGEST_BAR: u16 = 50;

/// Columns for a figure that is so many of so many.
const SHARE_WIDTH: u16 = 21;

/// A row on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Heading(usize),
    Figure(usize, usize),
    Blank,
}

/// The screen.
pub struct Insight {
    view: InsightView,
    months: u32,
    page: Option<Box<InsightPage>>,
    rows: Vec<Row>,
    list: ListState,
}

impl Insight {
    /// Oversight of children, from where a key leads to the others.
    pub fn all() -> Self {
        Self::of(InsightView::Oversight)
    }

    /// Only what was asked, and what came of it.
    pub fn funnel() -> Self {
        Self::of(InsightView::FollowThrough)
    }

    fn of(view: InsightView) -> Self {
        Self { view, months: LOOKS_BACK[0], page: None, rows: Vec::new(), list: ListState::default() }
    }

    fn ask(&self) -> Flow {
        Flow::Do(Effect::ShowInsight { view: self.view, months: self.months })
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
        let said = match figure.worth {
            Worth::Count => String::new(),
            Worth::Kept(_) | Worth::Mean(..) => format!(", {}", worth(figure)),
        };
        let title = format!("{}: {words}{said}", group.title);
        let rows = figure.rows.iter().filter_map(|place| group.rows.get(*place)).cloned().collect();
        Flow::push(FigureList::new(title, rows))
    }

    fn off_headings(&mut self, ahead: bool) {
        self.list.settle(self.rows.len(), ahead, |row| matches!(self.rows.get(row), Some(Row::Figure(..))));
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
        let name = if place.width < WIDE { 34.min(place.width / 2) } else { 42 };
        write(place, buf, 2, 0, &cut(&words, usize::from(name.saturating_sub(3))), cx.theme.text());
        write(place, buf, name, 0, &worth(figure), style);
        let plain = group.figures.iter().all(|one| one.worth == Worth::Count);
        let bar = name + if plain { 6 } else { SHARE_WIDTH };
        let room = usize::from(place.width.saturating_sub(bar + 2).min(LONGEST_BAR));
        let whole = group.figures.iter().filter(|one| !matches!(one.worth, Worth::Mean(..)));
        let whole = whole.map(|one| one.rows.len()).max().unwrap_or(0).max(1);
        let long = |count: usize| (count * room).div_ceil(whole).min(room);
        match figure.worth {
            Worth::Count => {
                write(place, buf, bar, 0, &"=".repeat(long(figure.rows.len())), style);
            }
            // What was kept, then what was not: two marks, so that it is seen without colour.
            Worth::Kept(kept) => {
                let not = figure.rows.len().saturating_sub(kept);
                let all = long(figure.rows.len());
                // Where anything was not kept, a mark of it stands, and none where all was.
                let kept =
                    if not == 0 { all } else { (kept * all / figure.rows.len().max(1)).min(all.saturating_sub(1)) };
                let after = bar + write(place, buf, bar, 0, &"=".repeat(kept), cx.theme.good());
                write(place, buf, after, 0, &"-".repeat(all - kept), cx.theme.late());
            }
            Worth::Mean(..) => {}
        }
    }
}

/// What a figure is worth: `   12`, `   11 of 12  91 %`, ` 27.3 days`.
fn worth(figure: &InsightFigure) -> String {
    let count = figure.rows.len();
    match figure.worth {
        Worth::Count => format!("{count:>5}"),
        Worth::Kept(_) if count == 0 => "    nothing was due".to_owned(),
        // Rounded down, so that 100 is said only of all.
        Worth::Kept(kept) => format!("{kept:>5} of {count:<4} {:>3} %", kept * 100 / count),
        Worth::Mean(tenths, unit) => format!("{:>5}.{} {unit}", tenths / 10, tenths % 10),
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
            Input::Command("export") => self.page.as_ref().map_or(Flow::Ignored, |page| {
                let name = format!("inspection-{}-{}", page.from, page.until);
                Flow::push(TakeOut::popup(Takes::Inspection(page.from, page.until), &name, WrittenAs::Html))
            }),
            Input::Command("view") => {
                let at = InsightView::ALL.iter().position(|view| *view == self.view).unwrap_or(0);
                self.view = InsightView::ALL[(at + 1) % InsightView::ALL.len()];
                self.list.select_at_top(0);
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
        let title = match self.view {
            InsightView::Oversight => "INSIGHT",
            InsightView::Supervision => "SUPERVISION",
            InsightView::FollowThrough => "FOLLOW-THROUGH",
        };
        let taken = write(area, buf, 1, 0, title, theme.heading());
        let Some(page) = &self.page else {
            write(area, buf, 1, 2, "Counting...", theme.quiet());
            return None;
        };
        let room = usize::from(area.width.saturating_sub(taken + 6));
        write(area, buf, taken + 4, 0, &cut(&range(page.from, page.until), room), theme.text());
        let mut column = 1;
        for view in InsightView::ALL {
            let here = view == self.view;
            let words = if here { format!("[{}]", view.words()) } else { view.words().to_owned() };
            column += write(area, buf, column, 1, &words, if here { theme.heading() } else { theme.quiet() }) + 2;
        }
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
            let place = Rect { x: area.x + 1, y: area.y + 3, width: area.width.saturating_sub(2), height: 3 };
            chart::draw(place, buf, &months, theme);
            let words = format!("supervision: {}", chart::summary(&months));
            let room = usize::from(area.width.saturating_sub(41));
            write(area, buf, 40, 4, &cut(&words, room), theme.quiet());
            // Whatever time is shown below.
            write(area, buf, 40, 5, &cut("in the last twelve months", room), theme.quiet());
        }
        let top = (if chart > 0 { 2 + chart } else { 3 }).min(area.height);
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
            Command::new("view", "oversight, supervision, or follow-through", Key::TAB).short("what to look at"),
            Command::new("months", "look back six, twelve, three months, or one", Key::char('t')).short("how far back"),
            Command::new("export", "take out for an inspection, of the time shown", Key::char('e'))
                .short("export")
                .when(self.page.is_some(), "the figures are still being counted"),
        ]
    }
}
