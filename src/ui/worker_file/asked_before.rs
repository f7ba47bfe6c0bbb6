//! What was promised or asked last time, each to be closed or given another day: in a worker's own file, or of a child. Never
//! both in one list. Not the boxes that do it.

use super::beside::standing;
use crate::practice::action::{Action, ActionStatus};
use crate::practice::reference::{DraftId, WorkerRecordId};
use crate::ui::actions::{ActionBrief, CloseAction, RedateAction};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::form::panel::Tone;
use crate::ui::global;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, popup, write};
use crate::workbench::effect::{OversightAct, WorkerFileAct};
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Whose actions they are, by the draft that they were asked from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Worker(WorkerRecordId),
    Child(DraftId),
}

/// The list.
pub struct AskedBefore {
    whose: Whose,
    promised: Vec<Action>,
    called: String,
    list: ListState,
    asked: bool,
}

impl AskedBefore {
    /// Those of a worker's own file.
    pub fn of_worker(record: WorkerRecordId, promised: Vec<Action>, called: &str) -> Self {
        Self::new(Whose::Worker(record), promised, called)
    }

    /// Those of a child's record.
    pub fn of_child(draft: DraftId, asked: Vec<Action>, called: &str) -> Self {
        Self::new(Whose::Child(draft), asked, called)
    }

    fn new(whose: Whose, promised: Vec<Action>, called: &str) -> Self {
        Self { whose, promised, called: called.to_owned(), list: ListState::default(), asked: false }
    }

    fn open_one(&self) -> Option<&Action> {
        self.promised.get(self.list.selected()).filter(|one| one.status == ActionStatus::Open)
    }
}

impl Screen for AskedBefore {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command(id @ ("close" | "redate")) => {
                let Some(action) = self.open_one() else { return Flow::Ignored };
                let brief = ActionBrief::of(action, &self.called);
                self.asked = true;
                if id == "close" {
                    Flow::push(CloseAction::popup(brief))
                } else {
                    Flow::push(RedateAction::popup(brief))
                }
            }
            Input::Command(global::BACK) => Flow::Pop,
            input => match self.list.moved(&input, self.promised.len()) {
                Moved::No => Flow::Ignored,
                Moved::Yes | Moved::Chosen => Flow::Done,
            },
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        if std::mem::take(&mut self.asked) {
            return Flow::Do(match self.whose {
                Whose::Worker(record) => Effect::WorkerFile(WorkerFileAct::Open(record)),
                Whose::Child(draft) => Effect::Oversight(OversightAct::Open(draft)),
            });
        }
        Flow::Done
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::WorkerForm(page) if self.whose == Whose::Worker(page.draft.id) => {
                self.promised.clone_from(&page.promised);
                Flow::Pass(Msg::WorkerForm(page))
            }
            // The form below asks again when this list is closed.
            Msg::Oversight(page) if self.whose == Whose::Child(page.draft.id) => {
                self.promised.clone_from(&page.asked);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let rows = u16::try_from(self.promised.len()).unwrap_or(u16::MAX).max(1);
        let inside = popup::draw(
            area,
            buf,
            match self.whose {
                Whose::Worker(_) => "Promised in the worker's own file",
                Whose::Child(_) => "What was asked for this child",
            },
            area.width.min(110),
            rows.saturating_add(2).min(area.height),
            cx.theme,
        );
        self.list.draw(inside, buf, self.promised.len(), |number, place, buf, under| {
            let Some(action) = self.promised.get(number) else { return };
            let (tone, words) = standing(action, cx);
            let style = if under { cx.theme.selected() } else { cx.theme.text() };
            let half = place.width / 2;
            let what = format!("{} {}: {}", action.id, cx.name(&action.owner), cx.words(&action.action));
            write(place, buf, 0, 0, &cut(&what, usize::from(half)), style);
            let look = if tone == Tone::Late { cx.theme.late() } else { cx.theme.quiet() };
            let room = usize::from(place.width.saturating_sub(half + 2));
            write(place, buf, half + 2, 0, &cut(&words, room), look);
        })
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let open = self.open_one().is_some();
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        vec![
            changes(Command::new("close", "close the action", Key::char('x')).short("close"))
                .when(open, "the cursor is not on an open action"),
            changes(Command::new("redate", "give the action another date", Key::char('d')).short("another date"))
                .when(open, "the cursor is not on an open action"),
            Command::new(global::BACK, "back to the form", Key::ESC).short("back"),
        ]
    }

    fn covers(&self) -> bool {
        false
    }
}
