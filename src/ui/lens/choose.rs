//! The list of lenses, each with what it is for. Not what it asks.

use crate::practice::form::Form;
use crate::practice::reference::ChildId;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, popup, write, write_wrapped};
use crate::workbench::effect::OversightAct;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::sync::Arc;

/// What the screen below is told: the lens that was chosen, by its name.
pub const CHOSEN: &str = "lens_chosen";

/// Rows for what the lens under the cursor is for.
const PURPOSE: u16 = 3;

/// The list.
pub struct ChooseLens {
    lenses: Arc<Vec<Form>>,
    /// The child whose page did not ask: the list finds the lenses itself, and begins the one that is chosen.
    on: Option<ChildId>,
    list: ListState,
}

impl ChooseLens {
    /// Over these lenses.
    pub fn new(lenses: Arc<Vec<Form>>) -> Self {
        Self { lenses, on: None, list: ListState::default() }
    }

    /// About a child, from anywhere.
    pub fn on(child: ChildId) -> Self {
        Self { on: Some(child), ..Self::new(Arc::default()) }
    }

    fn choose(&self) -> Flow {
        let Some(lens) = self.lenses.get(self.list.selected()).map(|one| one.name.clone()) else {
            return Flow::Ignored;
        };
        match self.on {
            Some(child) => {
                let begin = Flow::Do(Effect::Oversight(OversightAct::BeginLens { child, lens }));
                Flow::Many(vec![Flow::Pop, begin])
            }
            None => Flow::PopWith(Input::Chosen { asked: CHOSEN, answer: lens }),
        }
    }
}

impl Screen for ChooseLens {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("choose") => self.choose(),
            input => match self.list.moved(&input, self.lenses.len()) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => self.choose(),
            },
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        self.on.map_or(Flow::Ignored, |child| Flow::Do(Effect::ShowChild(child)))
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Child(page) if self.on == Some(page.child.id) => {
                self.lenses = page.lenses;
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let rows = u16::try_from(self.lenses.len()).unwrap_or(u16::MAX);
        let height = rows.saturating_add(2 + PURPOSE).min(area.height);
        let inside = popup::draw(area, buf, "A lens: a short form to think with", area.width.min(76), height, cx.theme);
        let below = if inside.height > PURPOSE { PURPOSE } else { 0 };
        let place = Rect { height: inside.height.saturating_sub(below), ..inside };
        let cursor = self.list.draw(place, buf, self.lenses.len(), |number, place, buf, under| {
            let Some(one) = self.lenses.get(number) else { return };
            let style = if under { cx.theme.selected() } else { cx.theme.text() };
            let parts = one.sections.len();
            let words = format!("{:<24}{parts} {}", cut(&one.title, 23), if parts == 1 { "part" } else { "parts" });
            write(place, buf, 0, 0, &cut(&words, usize::from(place.width)), style);
        });
        if let Some(one) = self.lenses.get(self.list.selected()).filter(|_| below > 0) {
            let y = inside.y.saturating_add(inside.height.saturating_sub(below - 1));
            let words = Rect { y, height: below - 1, ..inside };
            write_wrapped(words, buf, 0, 0, &one.purpose, cx.theme.quiet());
        }
        cursor
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![Command::new("choose", "fill in this lens", Key::ENTER).short("fill in")]
    }

    fn covers(&self) -> bool {
        false
    }
}
