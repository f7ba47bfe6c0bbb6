//! The palette: any command, worker, child or record by a few letters. Not a search of what records say.

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::screen::{Flow, Screen};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The palette.
pub struct Palette;

impl Palette {
    /// The palette over these commands.
    pub fn new(_: Vec<Command>) -> Self {
        Self
    }
}

impl Screen for Palette {
    fn update(&mut self, _: Input, _: &Ctx) -> Flow {
        Flow::Ignored
    }

    fn view(&self, _: Rect, _: &mut Buffer, _: &Ctx) -> Option<Position> {
        None
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        Vec::new()
    }

    fn covers(&self) -> bool {
        false
    }
}
