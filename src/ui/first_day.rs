//! What an empty team shows: what to do first. Not Today, which takes its place once there is somebody in the team.

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::places::Place;
use super::screen::{Flow, Screen};
use super::widget::{write, write_wrapped};
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};

/// The page for an empty team.
pub struct FirstDay;

const WAYS: [(&str, &str); 3] = [
    (
        "Bring in what you have",
        "I asks for a file: the workbook that your authority makes for inspections (Annex A), or spreadsheets of workers \
         and of children. What would change is shown before anything is written.",
    ),
    (
        "Add by hand",
        "2 for People and 3 for Children, then + adds one there. Two workers and three children are a start.",
    ),
    (
        "Look at a made-up team first",
        "Leave with q. Then: footprint demo. It is kept apart from this file and is gone when you leave it.",
    ),
];

impl Screen for FirstDay {
    fn shown(&mut self, cx: &Ctx) -> Flow {
        // Somebody has been brought in meanwhile.
        if cx.opened && !cx.empty { Flow::Go(Place::Today) } else { Flow::Ignored }
    }

    fn update(&mut self, _: Input, _: &Ctx) -> Flow {
        Flow::Ignored
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let inside = area.inner(Margin::new(2, 1));
        let team = if cx.team.is_empty() { "Your team" } else { &cx.team };
        write(inside, buf, 0, 0, team, theme.heading());
        write(inside, buf, 0, 2, "Nobody is here yet. Three ways to begin:", theme.text());
        let mut row = 4;
        for (number, (what, how)) in WAYS.iter().enumerate() {
            write(inside, buf, 0, row, &format!("{}  {what}", number + 1), theme.heading());
            row += 1 + write_wrapped(inside, buf, 3, row + 1, how, theme.text()) + 1;
        }
        Some(inside.as_position())
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        Vec::new()
    }
}
