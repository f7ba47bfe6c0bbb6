//! The box in which an addendum is written. Not the signing of it.

use crate::practice::reference::RecordId;
use crate::ui::command::Command;
use crate::ui::confirm::{Confirm, YES};
use crate::ui::context::Ctx;
use crate::ui::global;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Editing, Flow, Screen};
use crate::ui::widget::text_field::{Edited, TextField};
use crate::ui::widget::{popup, write_wrapped};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cell::RefCell;
use std::rc::Rc;

/// What the reader is told when the addendum is to be signed.
pub(super) const ADDED: &str = "added";
const SIGN: &str = "sign_addendum";

/// A box for the words of an addendum, kept by the reader too.
pub(super) struct Addition {
    record: RecordId,
    words: TextField,
    kept: Rc<RefCell<String>>,
}

impl Addition {
    pub(super) fn new(record: RecordId, kept: Rc<RefCell<String>>) -> Self {
        let words = TextField::with(&kept.borrow());
        Self { record, words, kept }
    }
}

impl Screen for Addition {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command(SIGN) if self.words.is_blank() => Flow::Say("Write what you want to add first.".to_owned()),
            Input::Command(SIGN) => {
                let question = format!(
                    "It is shown with {} for good, dated today and signed by {}.",
                    self.record,
                    cx.name(&cx.supervisor)
                );
                Flow::push(Confirm::new(SIGN, "Sign this addition?", question, "sign it"))
            }
            Input::Chosen { asked: SIGN, answer } if answer == YES => {
                Flow::PopWith(Input::Chosen { asked: ADDED, answer: String::new() })
            }
            Input::Command(global::BACK) => Flow::Pop,
            input => match self.words.edit(&input) {
                Edited::No => Flow::Ignored,
                Edited::Moved => Flow::Done,
                Edited::Changed => {
                    self.words.text().trim().clone_into(&mut self.kept.borrow_mut());
                    Flow::Done
                }
            },
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let title = format!("Add to {}", self.record);
        let inside = popup::draw(area, buf, &title, area.width.min(76), area.height.min(14), cx.theme);
        let hint = "What turned out wrong or missing. The record itself stays as it was signed.";
        let taken = write_wrapped(inside, buf, 0, 0, hint, cx.theme.quiet()) + 1;
        let place = Rect { y: inside.y.saturating_add(taken), height: inside.height.saturating_sub(taken), ..inside };
        self.words.draw(place, buf, cx.theme)
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![
            Command::new(SIGN, "sign this addition", Key::ctrl('g')).short("sign"),
            Command::new(global::BACK, "leave; the words wait while the record is open", Key::ESC).short("leave"),
        ]
    }

    fn editing(&self) -> Editing {
        Editing::Text
    }

    fn covers(&self) -> bool {
        false
    }
}
