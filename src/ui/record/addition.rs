//! The box in which an addendum is written, kept with the record on every pause in typing. Not the signing of it.

use crate::practice::reference::RecordId;
use crate::ui::command::Command;
use crate::ui::confirm::{Confirm, YES};
use crate::ui::context::{Ctx, Moment};
use crate::ui::form::pause::Pause;
use crate::ui::global;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Editing, Flow, Screen};
use crate::ui::widget::text_field::{Edited, TextField};
use crate::ui::widget::{cut, popup, write, write_wrapped};
use crate::workbench::effect::OversightAct;
use crate::workbench::{Effect, Msg};
use chrono::NaiveDateTime;
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
    pause: Pause,
    // When it was last saved, or why it could not be; `None` until it is.
    saved: Option<Result<NaiveDateTime, String>>,
}

impl Addition {
    pub(super) fn new(record: RecordId, kept: Rc<RefCell<String>>, now: Moment) -> Self {
        let words = TextField::with(&kept.borrow());
        Self { record, words, kept, pause: Pause::new(now), saved: None }
    }

    fn keep_safe(&mut self) -> Flow {
        if self.pause.is_quiet() {
            return Flow::Ignored;
        }
        self.pause.saving();
        let text = self.kept.borrow().clone();
        Flow::Do(Effect::Oversight(OversightAct::KeepAddition { record: self.record, text }))
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
                // Signing takes what was begun away; nothing must be kept after it.
                self.pause.saving();
                Flow::PopWith(Input::Chosen { asked: ADDED, answer: String::new() })
            }
            Input::Command(global::BACK) => Flow::Pop,
            Input::Deadline => self.keep_safe(),
            input => match self.words.edit(&input) {
                Edited::No => Flow::Ignored,
                Edited::Moved => Flow::Done,
                Edited::Changed => {
                    self.words.text().trim().clone_into(&mut self.kept.borrow_mut());
                    self.pause.typed(cx.now);
                    Flow::Done
                }
            },
        }
    }

    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        match msg {
            Msg::AdditionKept { record, kept } if record == self.record => {
                if kept.is_err() {
                    self.pause.failed(cx.now);
                }
                self.saved = Some(kept);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let title = format!("Add to {}", self.record);
        let inside = popup::draw(area, buf, &title, area.width.min(76), area.height.min(14), cx.theme);
        let hint = "What turned out wrong or missing. The record itself stays as it was signed.";
        let taken = write_wrapped(inside, buf, 0, 0, hint, cx.theme.quiet()) + 1;
        let (saved, style) = match &self.saved {
            Some(Err(why)) => (why.clone(), cx.theme.wrong()),
            Some(Ok(at)) if self.pause.is_quiet() => (format!("saved {}", at.format("%H:%M")), cx.theme.quiet()),
            Some(Ok(_)) | None if self.pause.is_quiet() => (String::new(), cx.theme.quiet()),
            Some(Ok(_)) | None => ("not saved yet".to_owned(), cx.theme.quiet()),
        };
        let foot = inside.height.saturating_sub(1);
        write(inside, buf, 0, foot, &cut(&saved, usize::from(inside.width)), style);
        let place = Rect { y: inside.y.saturating_add(taken), height: foot.saturating_sub(taken), ..inside };
        self.words.draw(place, buf, cx.theme)
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![
            Command::new(SIGN, "sign this addition", Key::ctrl('g')).short("sign"),
            Command::new(global::BACK, "leave; what you wrote waits with the record", Key::ESC).short("leave"),
        ]
    }

    fn editing(&self) -> Editing {
        Editing::Text
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
