//! The door: the file's path, the passphrase, and one line of what went wrong. Not the opening of the file.

use super::command::Command;
use super::context::Ctx;
use super::global;
use super::input::Input;
use super::key::Key;
use super::screen::{Editing, Flow, Screen};
use super::widget::line_field::LineField;
use super::widget::{cut, write, write_wrapped};
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use secrecy::SecretString;

/// The unlock screen.
pub struct Unlock {
    passphrase: LineField,
    given: Option<SecretString>,
    opening: bool,
    wrong: Option<String>,
}

impl Default for Unlock {
    fn default() -> Self {
        Self { passphrase: LineField::masked(), given: None, opening: false, wrong: None }
    }
}

impl Unlock {
    /// One that opens at once with a passphrase that came from elsewhere.
    pub fn with(passphrase: SecretString) -> Self {
        Self { given: Some(passphrase), opening: true, ..Self::default() }
    }

    fn open(&mut self) -> Flow {
        if self.passphrase.text().is_empty() {
            self.wrong = Some("Type the passphrase first.".to_owned());
            return Flow::Done;
        }
        let passphrase = SecretString::from(self.passphrase.text());
        self.passphrase.clear();
        self.opening = true;
        self.wrong = None;
        Flow::Do(Effect::Unlock { passphrase })
    }
}

impl Screen for Unlock {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("open") => self.open(),
            Input::Command("quit") => Flow::Do(Effect::Quit),
            input if !self.opening && self.passphrase.edit(&input) => {
                self.wrong = None;
                Flow::Done
            }
            _ => Flow::Ignored,
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Refused(why) => {
                self.opening = false;
                self.wrong = Some(why);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        self.given.take().map_or(Flow::Ignored, |passphrase| Flow::Do(Effect::Unlock { passphrase }))
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let top = area.height.saturating_sub(9) / 3;
        let inside = area.inner(ratatui::layout::Margin::new(4, 0));
        write(inside, buf, 0, top, "Footprint", theme.heading());
        write(inside, buf, 0, top + 1, &cut(&cx.file, usize::from(inside.width)), theme.quiet());
        let row = top + 4;
        if self.opening {
            write(inside, buf, 0, row, "Opening...", theme.text());
            return Some(Position::new(inside.x, inside.y + row));
        }
        let label = "Passphrase  ";
        let column = write(inside, buf, 0, row, label, theme.label_active());
        let field = Rect::new(inside.x + column, inside.y + row, inside.width.saturating_sub(column).min(48), 1);
        let cursor = self.passphrase.draw(field, buf, cx);
        if let Some(wrong) = &self.wrong {
            write_wrapped(inside, buf, 0, row + 2, wrong, theme.wrong());
        }
        cursor
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![
            Command::new("open", "open the file", Key::ENTER)
                .short("open")
                .when(!self.opening, "the file is being opened"),
            Command::new(global::QUIT, "leave Footprint", Key::ESC)
                .or(Key::ctrl('c'))
                .or(Key::ctrl('q'))
                .short("leave"),
        ]
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }
}
