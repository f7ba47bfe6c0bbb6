//! What was promised or asked before, each to be closed, carried forward, taken higher or stopped before anything new is
//! asked: of a child, from the oversight form and a session's case page alike, or in a worker's own file. Never both in one
//! list. Not the boxes that do it.

use super::again::DecideAgain;
use super::standing::standing;
use super::{ActionBrief, CloseAction, RedateAction};
use crate::practice::action::{Action, ActionStatus};
use crate::practice::reference::{ActionId, DraftId, WorkerRecordId};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::form::keys::BEFORE_SIGNING;
use crate::ui::form::panel::Tone;
use crate::ui::global;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, popup, write};
use crate::workbench::effect::{OversightAct, WorkerFileAct};
use crate::workbench::message::{OversightPage, WorkerFormPage};
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
    asked: Vec<Action>,
    // Those that ask for a decision.
    again: Vec<ActionId>,
    called: String,
    list: ListState,
    // A box was opened over it, and may have changed one.
    stale: bool,
}

impl AskedBefore {
    /// Those of a worker's own file.
    pub fn of_worker(page: &WorkerFormPage) -> Self {
        let whose = Whose::Worker(page.draft.id);
        Self::new(whose, page.promised.clone(), page.again.clone(), &page.worker.name)
    }

    /// Those of a child's record.
    pub fn of_child(page: &OversightPage) -> Self {
        Self::new(Whose::Child(page.draft.id), page.asked.clone(), page.again.clone(), &page.called)
    }

    fn new(whose: Whose, asked: Vec<Action>, again: Vec<ActionId>, called: &str) -> Self {
        Self { whose, asked, again, called: called.to_owned(), list: ListState::default(), stale: false }
    }

    fn open_one(&self) -> Option<&Action> {
        self.asked.get(self.list.selected()).filter(|one| one.status == ActionStatus::Open)
    }

    /// The box of a command, over the action under the cursor.
    fn run(&mut self, id: &str) -> Flow {
        let Some(brief) = self.open_one().map(|action| ActionBrief::of(action, &self.called)) else {
            return Flow::Ignored;
        };
        self.stale = true;
        match id {
            "close" => Flow::push(CloseAction::popup(brief)),
            "redate" => Flow::push(RedateAction::popup(brief)),
            "escalate" => Flow::push(DecideAgain::escalating(brief)),
            _ => Flow::push(DecideAgain::of(brief)),
        }
    }

    /// Goes on to the next one that is still open.
    fn move_on(&mut self) {
        let at = self.list.selected();
        if self.open_one().is_none()
            && let Some(next) = self.asked.iter().position(|one| one.status == ActionStatus::Open)
        {
            let after = self.asked.iter().skip(at).position(|one| one.status == ActionStatus::Open);
            self.list.select(after.map_or(next, |after| at + after));
        }
    }
}

impl Screen for AskedBefore {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command(id @ ("close" | "redate" | "decide" | "escalate")) => self.run(id),
            Input::Command(BEFORE_SIGNING) => Flow::PopWith(input),
            Input::Command(global::BACK) => Flow::Pop,
            input => match self.list.moved(&input, self.asked.len()) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => self.run("decide"),
            },
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        if std::mem::take(&mut self.stale) {
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
                self.asked.clone_from(&page.promised);
                self.again.clone_from(&page.again);
                self.move_on();
                Flow::Pass(Msg::WorkerForm(page))
            }
            // The form below asks again when this list is closed.
            Msg::Oversight(page) if self.whose == Whose::Child(page.draft.id) => {
                self.asked.clone_from(&page.asked);
                self.again.clone_from(&page.again);
                self.move_on();
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let rows = u16::try_from(self.asked.len()).unwrap_or(u16::MAX).max(1);
        let inside = popup::draw(
            area,
            buf,
            match self.whose {
                Whose::Worker(_) => "Promised in the worker's own file: what came of each?",
                Whose::Child(_) => "Asked before: what came of each?",
            },
            area.width.min(110),
            rows.saturating_add(2).min(area.height),
            cx.theme,
        );
        self.list.draw(inside, buf, self.asked.len(), |number, place, buf, under| {
            let Some(action) = self.asked.get(number) else { return };
            let (tone, words) = standing(action, cx);
            let style = if under { cx.theme.selected() } else { cx.theme.text() };
            let half = place.width / 2;
            let what = format!("{} {}: {}", action.id, cx.name(&action.owner), cx.words(&action.action));
            write(place, buf, 0, 0, &cut(&what, usize::from(half)), style);
            let again = self.again.contains(&action.id);
            let words = if again { format!("asks for a decision{}", after(&words)) } else { words };
            let look = if tone == Tone::Late || again { cx.theme.late() } else { cx.theme.quiet() };
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
        let here = |command: Command| changes(command).when(open, "the cursor is not on an open action");
        vec![
            here(Command::new("close", "close the action with what came of it", Key::char('x')).short("close")),
            here(
                Command::new("redate", "carry it forward: another date, and why", Key::char('d'))
                    .short("carry forward"),
            ),
            here(
                Command::new("decide", "decide: do it now, change it, take it higher, or stop", Key::ENTER)
                    .short("decide"),
            ),
            here(Command::named("escalate", "take the action to somebody else")),
            Command::new(BEFORE_SIGNING, "read the form through before signing", Key::ctrl('g')).aside(),
            Command::new(global::BACK, "back to the form", Key::ESC).short("to the form"),
        ]
    }

    fn covers(&self) -> bool {
        false
    }
}

/// What an action that asks for a decision says besides: its state without the mark.
fn after(words: &str) -> String {
    format!("; {}", words.trim_start_matches("! "))
}
