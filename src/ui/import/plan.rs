//! What an import would change, to be read; Enter and a yes then do it. Not the asking for a file.

use crate::ui::command::Command;
use crate::ui::confirm::Confirm;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, wrapped, write};
use crate::workbench::effect::ImportAct;
use crate::workbench::message::ImportPlan;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const APPLY: &str = "apply_import";

/// Columns to which the lines are broken, so that a wide window stays readable.
const WIDEST: u16 = 110;

/// The page.
pub struct PlanScreen {
    plan: ImportPlan,
    lines: Vec<String>,
    list: ListState,
    wrong: Option<String>,
}

impl PlanScreen {
    /// The page of a rehearsed import.
    pub fn new(plan: ImportPlan, cx: &Ctx) -> Self {
        let width = usize::from(cx.size.width.clamp(40, WIDEST).saturating_sub(4));
        let lines = plan.lines.iter().flat_map(|line| broken(line, width)).collect();
        Self { plan, lines, list: ListState::default(), wrong: None }
    }

    fn why_not(&self) -> Result<(), String> {
        match (self.plan.bad_rows, self.plan.changes_nothing) {
            (1, _) => Err("1 row cannot be read; put it right in the file first".to_owned()),
            (2.., _) => Err(format!("{} rows cannot be read; put them right in the file first", self.plan.bad_rows)),
            (0, true) => Err("the file says nothing new".to_owned()),
            (0, false) => Ok(()),
        }
    }
}

/// A line broken between words, its further lines set in as far as it is.
fn broken(line: &str, width: usize) -> Vec<String> {
    let indent = line.len() - line.trim_start().len();
    let pad = " ".repeat(indent.min(width / 2));
    let lines = wrapped(line.trim(), width.saturating_sub(pad.len()));
    lines.into_iter().map(|one| format!("{pad}{one}")).collect()
}

impl Screen for PlanScreen {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("import") => {
                let question = "What this page lists is written in one go. What has been signed is never touched.";
                Flow::push(Confirm::new(APPLY, "Import this file?", question, "import it"))
            }
            Input::Chosen { asked: APPLY, .. } => {
                let (kind, path) = (self.plan.kind, self.plan.path.clone());
                Flow::Do(Effect::Import(ImportAct::Apply { kind, path }))
            }
            input => match self.list.moved(&input, self.lines.len()) {
                Moved::No => Flow::Ignored,
                Moved::Yes | Moved::Chosen => Flow::Done,
            },
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Done(words) => Flow::Many(vec![Flow::Pop, Flow::Say(words)]),
            Msg::Refused(why) => {
                self.wrong = Some(why);
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let width = usize::from(area.width.saturating_sub(2));
        write(area, buf, 1, 0, &cut(&format!("WHAT IT WOULD CHANGE   {}", self.plan.path), width), theme.heading());
        let (words, style) = match (&self.wrong, self.why_not()) {
            (Some(wrong), _) => (wrong.clone(), theme.wrong()),
            (None, Err(why)) => (format!("It cannot be imported: {why}."), theme.soon()),
            (None, Ok(())) => ("Nothing is written yet. Enter imports it, Escape leaves it.".to_owned(), theme.text()),
        };
        write(area, buf, 1, 1, &cut(&words, width), style);
        let place = Rect {
            x: area.x.saturating_add(1),
            y: area.y.saturating_add(3),
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(3),
        };
        let cursor = self.list.draw(place, buf, self.lines.len(), |number, place, buf, _| {
            if let Some(line) = self.lines.get(number) {
                write(place, buf, 1, 0, line, theme.text());
            }
        });
        if let Some(at) = cursor {
            write(Rect { x: at.x, y: at.y, width: 1, height: 1 }, buf, 0, 0, ">", theme.key());
        }
        cursor
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let mut import = Command::new("import", "import the file", Key::ENTER).short("import");
        for why in [cx.may_change().err(), self.why_not().err()].into_iter().flatten() {
            import = import.when(false, why);
        }
        vec![import]
    }
}
