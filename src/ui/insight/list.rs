//! The list behind a figure. It holds as many rows as the figure says.

use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, write, write_wrapped};
use crate::workbench::Effect;
use crate::workbench::message::{InsightOpens, InsightRow};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The screen.
pub(super) struct FigureList {
    title: String,
    rows: Vec<InsightRow>,
    list: ListState,
}

impl FigureList {
    /// The rows behind a figure.
    pub(super) fn new(title: String, rows: Vec<InsightRow>) -> Self {
        Self { title, rows, list: ListState::default() }
    }

    fn open(&self) -> Flow {
        self.rows.get(self.list.selected()).map_or(Flow::Ignored, |row| {
            Flow::Do(match row.opens {
                InsightOpens::Child(child) => Effect::ShowChild(child),
                InsightOpens::Record(record) => Effect::ShowRecord(record),
                InsightOpens::Worker(worker) => Effect::ShowWorker(worker),
            })
        })
    }
}

impl Screen for FigureList {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("open") => self.open(),
            input => match self.list.moved(&input, self.rows.len()) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => self.open(),
            },
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        let title = format!("{}   {}", self.title, self.rows.len());
        write(area, buf, 1, 0, &cut(&title, usize::from(area.width.saturating_sub(2))), theme.heading());
        let foot = if area.height > 10 { 4 } else { 0 };
        let inside =
            Rect { y: area.y.saturating_add(2.min(area.height)), height: area.height.saturating_sub(2 + foot), ..area };
        if let Some(row) = self.rows.get(self.list.selected()).filter(|_| foot > 0) {
            let place = Rect { y: inside.bottom() + 1, height: foot - 1, ..area };
            write_wrapped(place, buf, 1, 0, &format!("{}. {}.", cx.words(&row.words), row.note), theme.text());
        }
        let name = 20.min(area.width / 4);
        // The words first, as far as they go; what stands beside them has the rest.
        let words = self.rows.iter().map(|row| row.words.chars().count()).max().unwrap_or(0);
        let free = area.width.saturating_sub(name + u16::try_from(words).unwrap_or(u16::MAX).saturating_add(3));
        let note = if area.width >= 70 { free.max(area.width / 3) } else { 0 };
        self.list.draw(inside, buf, self.rows.len(), |number, place, buf, under| {
            if let Some(row) = self.rows.get(number) {
                write(place, buf, 1, 0, &cut(&cx.name(&row.who), usize::from(name.saturating_sub(2))), theme.text());
                let room = place.width.saturating_sub(name + note + 1);
                write(place, buf, name, 0, &cut(cx.words(&row.words), usize::from(room)), theme.text());
                let room = usize::from(note.saturating_sub(1));
                write(place, buf, place.width.saturating_sub(note), 0, &cut(&row.note, room), theme.quiet());
            }
            if under {
                buf.set_style(place, theme.selected());
            }
        })
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![Command::new("open", "open the record, child or worker", Key::ENTER).short("open")]
    }
}
