//! The first run: a passphrase, who you are, the team, the policy. Not the making of the file.

/// A policy that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyChoice {
    /// Its name in commands and files.
    pub name: String,
    /// Its title as people know it.
    pub title: String,
}

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::screen::{Flow, Screen};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The set-up screen.
pub struct SetUpScreen;

impl SetUpScreen {
    /// One that offers these policies.
    pub fn new(_: Vec<PolicyChoice>) -> Self {
        Self
    }
}

impl Screen for SetUpScreen {
    fn update(&mut self, _: Input, _: &Ctx) -> Flow {
        Flow::Ignored
    }

    fn view(&self, _: Rect, _: &mut Buffer, _: &Ctx) -> Option<Position> {
        None
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        Vec::new()
    }
}
