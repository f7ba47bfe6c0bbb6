//! The box that asks why a statement of the standard is not met this time. What is typed is kept with the draft as it is
//! typed, so that no way of leaving loses it. Not the page of statements.

use super::Answered;
use crate::practice::oversight::Statement;
use crate::ui::command::Command;
use crate::ui::context::{Ctx, Moment};
use crate::ui::form::pause::Pause;
use crate::ui::global;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Editing, Flow, Screen};
use crate::ui::widget::line_field::LineField;
use crate::ui::widget::{popup, write_wrapped};
use crate::workbench::Effect;
use crate::workbench::effect::{OversightAct, ToSave};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What the page before signing is told once the reason stands.
pub(super) const NOT_THIS_TIME: &str = "not_this_time";
const KEEP: &str = "keep";

/// The box.
pub(super) struct NotThisTime {
    key: String,
    statement: String,
    field: LineField,
    // How the statement was answered before; it is so again when the reason is emptied.
    was: Option<Statement>,
    answered: Answered,
    save: ToSave,
    pause: Pause,
}

impl NotThisTime {
    /// A box over one statement, by its key and its words, that holds the reason given before, where one was.
    pub(super) fn new(key: &str, statement: &str, answered: Answered, save: ToSave, now: Moment) -> Self {
        let was = answered.borrow().iter().find(|one| one.key == key).cloned();
        let words = was.as_ref().filter(|one| !one.met).map_or_else(String::new, |one| one.note.clone());
        Self {
            key: key.to_owned(),
            statement: statement.to_owned(),
            field: LineField::with(words),
            was,
            answered,
            save,
            pause: Pause::new(now),
        }
    }

    fn typed(&mut self, cx: &Ctx) {
        let mut answered = self.answered.borrow_mut();
        answered.retain(|one| one.key != self.key);
        if self.field.is_blank() {
            answered.extend(self.was.clone());
        } else {
            let note = self.field.text().trim().to_owned();
            answered.push(Statement { key: self.key.clone(), met: false, note });
        }
        self.pause.typed(cx.now);
    }

    fn keep_safe(&mut self) -> Flow {
        if self.pause.is_quiet() {
            return Flow::Ignored;
        }
        self.pause.saving();
        self.save.beside.statements.clone_from(&self.answered.borrow());
        Flow::Do(Effect::Oversight(OversightAct::Save(Box::new(self.save.clone()))))
    }
}

impl Screen for NotThisTime {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command(KEEP) if self.field.is_blank() => Flow::Say("Write a few words first.".to_owned()),
            Input::Command(KEEP) => {
                Flow::PopWith(Input::Chosen { asked: NOT_THIS_TIME, answer: self.field.text().trim().to_owned() })
            }
            Input::Command(global::BACK) => Flow::Pop,
            Input::Deadline => self.keep_safe(),
            input => {
                let before = self.field.text().to_owned();
                if !self.field.edit(&input) {
                    return Flow::Ignored;
                }
                if before != self.field.text() {
                    self.typed(cx);
                }
                Flow::Done
            }
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let inside = popup::draw(area, buf, "Not this time, because", area.width.min(72), 6, cx.theme);
        let words = Rect { height: inside.height.min(2), ..inside };
        write_wrapped(words, buf, 0, 0, &self.statement, cx.theme.quiet());
        let row = inside.height.saturating_sub(1).min(2);
        let place = Rect { y: inside.y.saturating_add(row), height: inside.height.min(1), ..inside };
        self.field.draw(place, buf, cx)
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![
            Command::new(KEEP, "keep this reason, and go to the next statement", Key::ENTER).short("keep"),
            Command::new(global::BACK, "go back; what you typed is kept", Key::ESC).short("back"),
        ]
    }

    fn editing(&self) -> Editing {
        Editing::Line
    }

    fn leaving(&mut self, _: &Ctx) -> Flow {
        self.keep_safe()
    }

    fn deadline(&self) -> Option<Moment> {
        self.pause.deadline()
    }

    fn covers(&self) -> bool {
        false
    }
}
