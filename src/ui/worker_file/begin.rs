//! Which form of a worker's own file to begin. Not the form itself, and not supervision: a session is begun from its brief.

use super::brief::with_article;
use crate::practice::reference::WorkerId;
use crate::practice::worker_record::WorkerForm;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::global;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{popup, write};
use crate::workbench::effect::WorkerFileAct;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const FORMS: [WorkerForm; 4] =
    [WorkerForm::Agreement, WorkerForm::Observation, WorkerForm::Appraisal, WorkerForm::DevelopmentPlan];

/// The list.
pub struct Begin {
    worker: WorkerId,
    list: ListState,
}

impl Begin {
    /// For a worker's file.
    pub fn new(worker: WorkerId) -> Self {
        Self { worker, list: ListState::default() }
    }

    fn begin(&self) -> Flow {
        let form = FORMS.get(self.list.selected()).copied().unwrap_or(WorkerForm::Agreement);
        Flow::Do(Effect::WorkerFile(WorkerFileAct::Begin { worker: self.worker, form }))
    }
}

impl Screen for Begin {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("begin") => self.begin(),
            Input::Command(global::BACK) => Flow::Pop,
            Input::Key(key) if key.typed().is_some_and(|letter| ('1'..='4').contains(&letter)) => {
                let number = key.typed().and_then(|letter| letter.to_digit(10)).unwrap_or(1);
                self.list.select(usize::try_from(number).unwrap_or(1) - 1);
                self.begin()
            }
            input => match self.list.moved(&input, FORMS.len()) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => self.begin(),
            },
        }
    }

    /// The form takes the list's place.
    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        match msg {
            Msg::WorkerForm(page) if page.worker.id == self.worker => {
                Flow::replace(super::WorkerFormScreen::new(*page, cx))
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let inside = popup::draw(area, buf, "Begin in the worker\'s own file", 44, 6, cx.theme);
        self.list.draw(inside, buf, FORMS.len(), |number, place, buf, under| {
            let words = FORMS.get(number).copied().map_or("", with_article);
            let style = if under { cx.theme.selected() } else { cx.theme.text() };
            write(place, buf, 0, 0, &(number + 1).to_string(), cx.theme.key());
            write(place, buf, 2, 0, words, style);
        })
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![
            Command::new("begin", "begin it, or go on with the draft there is", Key::ENTER).short("begin"),
            Command::new(global::BACK, "leave", Key::ESC).short("leave"),
        ]
    }

    fn covers(&self) -> bool {
        false
    }
}
