//! What an import would change, to be read; Enter and a yes then do it. Not the asking for a file.

use super::pick::Pick;
use crate::ui::command::Command;
use crate::ui::confirm::Confirm;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, wrapped, write};
use crate::workbench::effect::{ImportAct, ImportAsked, ImportKind};
use crate::workbench::message::ImportPlan;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const APPLY: &str = "apply_import";
const SHEET: &str = "sheet";
const TEAM: &str = "team";
const SKIP: &str = "skip_bad_rows";
const DRAFTS: &str = "as_drafts";

/// So many lines say why it cannot be imported.
const MOST_WORDS: usize = 3;

/// Columns to which the lines are broken, so that a wide window stays readable.
const WIDEST: u16 = 110;

/// What is under way for the page.
#[derive(Clone, PartialEq, Eq)]
enum Doing {
    Nothing,
    /// The file is read again, in another way.
    Reading(ImportAsked),
    Importing,
}

/// The page.
pub struct PlanScreen {
    plan: ImportPlan,
    lines: Vec<String>,
    list: ListState,
    wrong: Option<String>,
    doing: Doing,
    // All teams of the workbook were asked for by hand.
    all_teams: bool,
}

impl PlanScreen {
    /// The page of a rehearsed import.
    pub fn new(plan: ImportPlan, cx: &Ctx) -> Self {
        let width = usize::from(cx.size.width.clamp(40, WIDEST).saturating_sub(4));
        let lines = plan.lines.iter().flat_map(|line| broken(line, width)).collect();
        Self { plan, lines, list: ListState::default(), wrong: None, doing: Doing::Nothing, all_teams: false }
    }

    fn ready(&self) -> Result<(), &'static str> {
        match self.doing {
            Doing::Nothing => Ok(()),
            Doing::Reading(_) => Err("the file is being read"),
            Doing::Importing => Err("the file is being imported"),
        }
    }

    fn why_not(&self) -> Result<(), String> {
        if let Some(why) = &self.plan.cannot {
            return Err(why.clone());
        }
        let skips = self.plan.asked.skip_bad_rows;
        match (self.plan.bad_rows, self.plan.changes_nothing) {
            (1, _) if !skips => Err("1 row cannot be read; put it right in the file, or leave it out (B)".to_owned()),
            (bad @ 2.., _) if !skips => {
                Err(format!("{bad} rows cannot be read; put them right in the file, or leave them out (B)"))
            }
            (_, true) => Err("the file says nothing new".to_owned()),
            (_, false) => Ok(()),
        }
    }

    /// Has the file read again in another way.
    fn again(&mut self, change: impl FnOnce(&mut ImportAsked)) -> Flow {
        let mut asked = self.plan.asked.clone();
        change(&mut asked);
        if asked == self.plan.asked {
            return Flow::Done;
        }
        self.doing = Doing::Reading(asked.clone());
        self.wrong = None;
        Flow::Do(Effect::Import(ImportAct::Look(asked)))
    }

    /// How it is read, in a few words; empty where there is nothing to choose.
    fn how(&self) -> String {
        let asked = &self.plan.asked;
        let mut parts = Vec::new();
        if self.plan.sheets.len() > 1 {
            let sheet = asked.sheet.as_deref().unwrap_or("the first that holds anything");
            parts.push(format!("Sheet: {sheet}"));
        }
        if !self.plan.teams.is_empty() {
            let none = if self.asks_for_team() { "not chosen yet (Enter asks)" } else { "all of them" };
            parts.push(format!("Team: {}", asked.team.as_deref().unwrap_or(none)));
        }
        if asked.skip_bad_rows {
            parts.push("Rows that cannot be read are left out.".to_owned());
        }
        if asked.as_drafts {
            parts.push("As drafts, to be signed.".to_owned());
        }
        parts.join("   ")
    }

    /// Whether a whole authority would come in because nobody said which team is meant.
    fn asks_for_team(&self) -> bool {
        let plan = &self.plan;
        plan.teams.len() > 1 && plan.asked.team.is_none() && plan.all_new && !self.all_teams
    }

    /// The open children of every team of the workbook.
    fn all_open(&self) -> usize {
        self.plan.teams.iter().map(|(_, open)| open).sum()
    }

    /// What is asked before it is written.
    fn question(&self) -> String {
        let written = "What this page lists is written in one go. What has been signed is never touched.";
        if self.plan.teams.len() > 1 && self.plan.asked.team.is_none() {
            let (teams, open) = (self.plan.teams.len(), self.all_open());
            return format!("All {teams} teams of the workbook are meant, {open} open children. {written}");
        }
        written.to_owned()
    }

    fn pick_sheet(&self) -> Flow {
        let at = self.plan.asked.sheet.as_ref().and_then(|sheet| self.plan.sheets.iter().position(|one| one == sheet));
        let note = "The workbook has several; the table is on one of them.";
        Flow::push(Pick::popup(SHEET, "Sheet", note, self.plan.sheets.clone(), at.unwrap_or(0)))
    }

    fn pick_team(&self) -> Flow {
        let all = self.all_open();
        let counted =
            |name: &str, open: usize| format!("{name}, {open} open {}", if open == 1 { "child" } else { "children" });
        let teams = self.plan.teams.iter().map(|(team, open)| counted(team, *open));
        let options = std::iter::once(counted("all teams", all)).chain(teams).collect();
        let at = self.plan.teams.iter().position(|(team, _)| Some(team) == self.plan.asked.team.as_ref());
        let note = "Only the children of this team are imported.";
        // Nobody said yet which: the cursor stands on a team, for all of them together are seldom meant.
        let at = at.map_or(usize::from(self.asks_for_team()), |at| at + 1);
        Flow::push(Pick::popup(TEAM, "Team", note, options, at))
    }

    fn picked(&mut self, asked: &str, answer: &str) -> Flow {
        let Ok(number) = answer.parse::<usize>() else { return Flow::Done };
        if asked == SHEET {
            let sheet = self.plan.sheets.get(number).cloned();
            return self.again(|asked| asked.sheet = sheet);
        }
        self.all_teams = number == 0;
        let team = number.checked_sub(1).and_then(|number| self.plan.teams.get(number)).map(|(team, _)| team.clone());
        self.again(|asked| asked.team = team)
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
            Input::Command("import") if self.asks_for_team() => self.pick_team(),
            Input::Command("import") => {
                Flow::push(Confirm::new(APPLY, "Import this file?", self.question(), "import it"))
            }
            Input::Command(SHEET) => self.pick_sheet(),
            Input::Command(TEAM) => self.pick_team(),
            Input::Command(SKIP) => self.again(|asked| asked.skip_bad_rows = !asked.skip_bad_rows),
            Input::Command(DRAFTS) => self.again(|asked| asked.as_drafts = !asked.as_drafts),
            Input::Chosen { asked: APPLY, .. } => {
                self.doing = Doing::Importing;
                self.wrong = None;
                Flow::Do(Effect::Import(ImportAct::Apply(self.plan.asked.clone())))
            }
            Input::Chosen { asked, answer } => self.picked(asked, &answer),
            input => match self.list.moved(&input, self.lines.len()) {
                Moved::No => Flow::Ignored,
                Moved::Yes | Moved::Chosen => Flow::Done,
            },
        }
    }

    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        match (msg, &self.doing) {
            (Msg::Imported(words), _) => Flow::Many(vec![Flow::Pop, Flow::Say(words)]),
            (Msg::ImportPlan(plan), Doing::Reading(asked)) if plan.asked == *asked => {
                *self = Self { all_teams: self.all_teams, ..Self::new(*plan, cx) };
                Flow::Done
            }
            (Msg::Refused(why), _) => {
                self.doing = Doing::Nothing;
                self.wrong = Some(why);
                Flow::Done
            }
            (other, _) => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let width = usize::from(area.width.saturating_sub(2));
        let title = format!("WHAT IT WOULD CHANGE   {}", self.plan.asked.path);
        write(area, buf, 1, 0, &cut(&title, width), theme.heading());
        let (words, style) = match (&self.doing, &self.wrong, self.why_not()) {
            (Doing::Reading(_), ..) => {
                ("Reading the file again. Escape leaves it; nothing is written.".to_owned(), theme.text())
            }
            (Doing::Importing, ..) => {
                ("Importing. You can leave this page: it goes on, all of it or none.".to_owned(), theme.text())
            }
            (Doing::Nothing, Some(wrong), _) => (wrong.clone(), theme.wrong()),
            (Doing::Nothing, None, Err(why)) => (format!("It cannot be imported: {why}."), theme.soon()),
            (Doing::Nothing, None, Ok(())) => {
                ("Nothing is written yet. Enter imports it, Escape leaves it.".to_owned(), theme.text())
            }
        };
        let lines = wrapped(&words, width);
        let mut row = 1;
        for line in lines.iter().take(MOST_WORDS) {
            write(area, buf, 1, row, line, style);
            row += 1;
        }
        write(area, buf, 1, row, &cut(&self.how(), width), theme.quiet());
        let top = row + 2;
        let place = Rect {
            x: area.x.saturating_add(1),
            y: area.y.saturating_add(top),
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(top),
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
        let whys = [self.ready().err().map(str::to_owned), cx.may_change().err(), self.why_not().err()];
        for why in whys.into_iter().flatten() {
            import = import.when(false, why);
        }
        let ready = |command: Command| match self.ready() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let (plan, kind) = (&self.plan, self.plan.asked.kind);
        let mut commands = vec![import];
        if plan.sheets.len() > 1 {
            commands
                .push(ready(Command::new(SHEET, "read another sheet of the workbook", Key::char('S')).short("sheet")));
        }
        if kind == ImportKind::AnnexA {
            let team = Command::new(TEAM, "only the children of one team", Key::char('T')).short("team");
            commands.push(ready(team.when(plan.teams.len() > 1, "the workbook names one team only")));
        }
        if kind == ImportKind::Oversight {
            let words = if plan.asked.as_drafts { "as signed history" } else { "as drafts, to be signed" };
            commands.push(ready(Command::new(DRAFTS, words, Key::char('D')).short("drafts")));
        }
        let skips = plan.asked.skip_bad_rows;
        let words = if skips { "nothing, unless every row is good" } else { "leave out the rows that cannot be read" };
        let skip = Command::new(SKIP, words, Key::char('B')).short(if skips { "all rows" } else { "bad rows" });
        commands.push(ready(skip.when(skips || plan.bad_rows > 0, "every row can be read")));
        commands
    }
}
