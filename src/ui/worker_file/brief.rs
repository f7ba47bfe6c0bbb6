//! The page before a session: what was promised, whom to think about and why, how the worker has been, what waits. Nothing
//! to prepare. Not the session itself.

use super::children::draw_row;
use crate::practice::date_words::{long, short, short_near, short_with_weekday, time, with_weekday};
use crate::practice::due::State;
use crate::practice::form::Function;
use crate::practice::reference::ChildId;
use crate::practice::session::Outcome;
use crate::practice::worker_record::WorkerForm;
use crate::ui::actions::standing::standing;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::form::panel::Tone;
use crate::ui::input::Input;
use crate::ui::key::{Code, Key};
use crate::ui::screen::{Flow, Screen};
use crate::ui::session::{Book, Held, NotHeld};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, wrapped, write};
use crate::workbench::effect::WorkerFileAct;
use crate::workbench::message::BriefPage;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cell::Cell;

/// The page.
pub struct BriefScreen {
    page: Box<BriefPage>,
    list: ListState,
    // The first line above the children that is in sight.
    top: Cell<usize>,
    fresh: bool,
}

impl BriefScreen {
    /// The page before a session.
    pub fn new(page: Box<BriefPage>) -> Self {
        Self { page, list: ListState::default(), top: Cell::default(), fresh: true }
    }

    fn child(&self) -> Option<ChildId> {
        self.page.children.get(self.list.selected()).map(|one| one.child)
    }

    fn run(&self, id: &str) -> Flow {
        let worker = self.page.worker.id;
        match id {
            "start" => Flow::Do(Effect::WorkerFile(WorkerFileAct::Start(worker))),
            "open" => self.child().map_or(Flow::Ignored, |child| Flow::Do(Effect::ShowChild(child))),
            "held" => match &self.page.session {
                Some(session) if session.held_on().is_none() => Flow::push(Held::with(worker)),
                Some(session) => Flow::push(Held::correcting(session)),
                None => Flow::push(Held::with(worker)),
            },
            "book" => Flow::push(Book::with(worker)),
            "call_off" => Flow::push(NotHeld::with(worker, false)),
            "worker" => Flow::Do(Effect::ShowWorker(worker)),
            "side_down" => {
                self.top.set(self.top.get().saturating_add(3));
                Flow::Done
            }
            "side_up" => {
                self.top.set(self.top.get().saturating_sub(3));
                Flow::Done
            }
            "waiting" => self
                .page
                .waiting
                .first()
                .map_or(Flow::Ignored, |(record, ..)| Flow::Do(Effect::WorkerFile(WorkerFileAct::Open(*record)))),
            _ => Flow::Ignored,
        }
    }

    /// When, by which rule, and what is booked.
    fn when(&self) -> (Tone, String) {
        let page = &self.page;
        let booked = page.session.as_ref().map(|session| match (&session.outcome, session.planned_for) {
            (Outcome::Held { on, .. }, _) => format!("; held {}, not written up", short(*on)),
            (_, Some(on)) => {
                let at = session.starts_at.map_or_else(String::new, |at| format!(" at {}", time(at)));
                format!("; booked {}{at}", short_with_weekday(on))
            }
            (_, None) => String::new(),
        });
        let booked = booked.unwrap_or_default();
        let Some(next) = &page.next else { return (Tone::Quiet, "No supervision is due.".to_owned()) };
        let (tone, due) = match (next.state, next.due_on) {
            (State::Overdue(1), Some(due)) => (Tone::Late, format!("! due {}, 1 day late", with_weekday(due))),
            (State::Overdue(days), Some(due)) => (Tone::Late, format!("! due {}, {days} days late", with_weekday(due))),
            (_, Some(due)) => (Tone::Text, format!("due {}", with_weekday(due))),
            (_, None) => (Tone::Quiet, "paused while the worker is away".to_owned()),
        };
        let last = page
            .last_on
            .map_or_else(|| "nothing recorded yet".to_owned(), |day| format!("last recorded {}", long(day)));
        (tone, format!("{due}{booked}; {last}"))
    }

    /// How the worker was at the last sessions, and when thanks were last written.
    fn wellbeing(&self, cx: &Ctx) -> String {
        if self.page.wellbeing.is_empty() {
            return "No session has been recorded yet.".to_owned();
        }
        let steps: Vec<String> = self
            .page
            .wellbeing
            .iter()
            .map(|(_, step)| step.map_or_else(|| "-".to_owned(), |step| step.to_string()))
            .collect();
        let words = match self.page.wellbeing.last().and_then(|(_, step)| *step) {
            Some(1) => ", struggling",
            Some(2) => ", strained",
            Some(3) => ", all right",
            Some(4) => ", well",
            _ => "",
        };
        let praise = match (self.page.praised_on, self.page.unpraised) {
            (Some(day), 0) => format!("Thanked {}.", short_near(day, cx.day)),
            (Some(day), 1) => format!("Last thanked {}, one session ago.", short_near(day, cx.day)),
            (Some(day), some) => format!("Last thanked {}, {some} sessions ago.", short_near(day, cx.day)),
            (None, _) => "No thanks written in the last sessions.".to_owned(),
        };
        format!("{} (1 to 4, oldest first{words}). {praise}", steps.join(" "))
    }

    /// Of the last sessions, how many touched each function.
    fn functions(&self) -> String {
        let all = self.page.touched.len();
        let counts: Vec<String> = Function::ALL
            .iter()
            .map(|function| {
                let touched = self.page.touched.iter().filter(|(_, one)| one.contains(function)).count();
                format!("{} {touched}", function.words())
            })
            .collect();
        format!("{}, of the last {all}", counts.join(", "))
    }

    /// What waits and what else is due, each in a line.
    fn waits(&self, cx: &Ctx) -> Vec<(Tone, String)> {
        let page = &self.page;
        let mut lines: Vec<(Tone, String)> = page
            .waiting
            .iter()
            .filter(|(record, ..)| page.begun != Some(*record))
            .map(|(record, day, words)| (Tone::Late, format!("{record} of {}: {words}", short_near(*day, cx.day))))
            .collect();
        for due in &page.due {
            match due.due_on {
                None => lines.push((Tone::Text, due.what.clone())),
                Some(on) if on < cx.day => {
                    lines.push((Tone::Late, format!("! {} since {}", due.what, short_near(on, cx.day))));
                }
                Some(on) if (on - cx.day).num_days() <= 28 => {
                    lines.push((Tone::Text, format!("{} due {}", due.what, short_near(on, cx.day))));
                }
                Some(_) => {}
            }
        }
        lines
    }
}

/// A line above the children.
struct Told {
    label: &'static str,
    column: u16,
    tone: Tone,
    words: String,
}

impl BriefScreen {
    /// Everything above the children, broken to the room there is, so that no line is cut.
    fn told(&self, cx: &Ctx, room: usize, height: u16) -> Vec<Told> {
        let page = &self.page;
        let mut told: Vec<Told> = Vec::new();
        let mut put = |label: &'static str, tone: Tone, words: &str| {
            let column = if label.is_empty() { 0 } else { 11 };
            let indent = if words.starts_with("  ") { 2 } else { 0 };
            let lines = wrapped(words.trim_start(), room.saturating_sub(usize::from(column) + indent));
            for (number, line) in lines.into_iter().enumerate() {
                let label = if number == 0 { label.trim() } else { "" };
                told.push(Told { label, column, tone, words: format!("{}{line}", " ".repeat(indent)) });
            }
        };
        let (tone, when) = self.when();
        put("When", tone, &when);
        if let Some(asye) = &page.asye {
            put("ASYE", Tone::Text, asye);
        }
        put("How", Tone::Text, &self.wellbeing(cx));
        if !page.touched.is_empty() {
            put("Served", Tone::Text, &self.functions());
        }
        for (number, (tone, words)) in self.waits(cx).iter().enumerate() {
            put(if number == 0 { "Waits" } else { " " }, *tone, words);
        }
        for (number, (called, due)) in page.directions.iter().enumerate() {
            let words = format!("{}: review of your direction due {}", cx.name(called), short_with_weekday(*due));
            let tone = if *due < cx.day { Tone::Late } else { Tone::Text };
            put(if number == 0 { "Directions" } else { " " }, tone, &words);
        }
        for (number, note) in page.notes.iter().rev().enumerate() {
            let words = format!("{}: {}", short(note.on), cx.words(&note.words));
            put(if number == 0 { "Noted" } else { " " }, Tone::Text, &words);
        }
        if height >= 16 {
            put("", Tone::Text, "");
        }
        let since =
            page.last_on.map_or_else(String::new, |day| format!(", and done since {}", short_near(day, cx.day)));
        put("", Tone::Heading, &format!("PROMISED{since}"));
        if page.promised.is_empty() {
            put("", Tone::Quiet, "  Nothing is open in the worker's own file.");
        }
        for action in &page.promised {
            let (tone, how) = standing(action, cx);
            let what = format!("  {}: {} ({}), {how}", cx.name(&action.owner), cx.words(&action.action), action.id);
            put("", tone, &what);
        }
        if height >= 20 {
            put("", Tone::Text, "");
        }
        told
    }

    /// Why the child under the cursor is proposed, where its row has no room for all of it.
    fn why_in_full(&self, cx: &Ctx, room: usize) -> Vec<String> {
        let Some(one) = self.page.children.get(self.list.selected()) else { return Vec::new() };
        let why = one.because.join("; ");
        if why.chars().count() + room / 4 + 14 <= room {
            return Vec::new();
        }
        wrapped(&format!("{}: {why}", cx.name(&one.called)), room.saturating_sub(2))
    }
}

impl Screen for BriefScreen {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        if let Input::Command(id) = input {
            return self.run(id);
        }
        match self.list.moved(&input, self.page.children.len()) {
            Moved::No => Flow::Ignored,
            Moved::Yes => Flow::Done,
            Moved::Chosen => self.run("open"),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        if std::mem::take(&mut self.fresh) { Flow::Done } else { Flow::Do(Effect::ShowBrief(self.page.worker.id)) }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Brief(page) if page.worker.id == self.page.worker.id => {
                self.page = page;
                Flow::Done
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let (theme, page) = (cx.theme, &self.page);
        let area = area.intersection(buf.area);
        let area = Rect { x: area.x.saturating_add(1), width: area.width.saturating_sub(2), ..area };
        let room = usize::from(area.width);
        let name = cx.name(&page.worker.name);
        let taken = write(area, buf, 0, 0, &cut(&name, room), theme.heading());
        let what = if page.begun.is_some() { "supervision, begun" } else { "before supervision" };
        write(area, buf, taken, 0, &cut(&format!(": {what}"), room.saturating_sub(usize::from(taken))), theme.text());
        let told = self.told(cx, room, area.height);
        let full = self.why_in_full(cx, room);
        let foot = u16::try_from(full.len()).unwrap_or(0).min(area.height / 4);
        // The children keep a few rows, whatever stands above them; the rest is read on with Alt+Down.
        let least = u16::try_from(page.children.len()).unwrap_or(u16::MAX).clamp(1, 4).saturating_add(1 + foot);
        let height = usize::from(area.height.saturating_sub(1 + least));
        let top = self.top.get().min(told.len().saturating_sub(height));
        self.top.set(top);
        if told.len() > height {
            let more = "Alt+Down more";
            write(area, buf, area.width.saturating_sub(13), 0, more, theme.quiet());
        }
        let mut row = 1;
        for line in told.iter().skip(top).take(height) {
            write(area, buf, 0, row, line.label, theme.quiet());
            write(area, buf, line.column, row, &line.words, line.tone.style(theme));
            row += 1;
        }
        let proposed = page.children.iter().filter(|one| !one.because.is_empty()).count();
        let heading = format!("CHILDREN TO THINK ABOUT   {proposed} of {}", page.children.len());
        write(area, buf, 0, row, &heading, theme.heading());
        row += 1;
        let place = Rect { y: area.y.saturating_add(row), height: area.height.saturating_sub(row + foot), ..area };
        if page.children.is_empty() {
            write(place, buf, 2, 0, "No child is with this worker today.", theme.quiet());
        }
        for (line, words) in (0..foot).zip(&full) {
            write(area, buf, 2, area.height.saturating_sub(foot) + line, words, theme.quiet());
        }
        let cursor = self.list.draw(place, buf, page.children.len(), |number, place, buf, under| {
            if let Some(one) = page.children.get(number) {
                draw_row(one, place, buf, cx, under);
            }
        });
        cursor.or(Some(area.as_position()))
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let page = &self.page;
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let left = page.worker.left_on.is_some_and(|left| left < cx.day);
        let here = |command: Command| changes(command).when(!left, "the worker has left the team");
        let (name, short) = match (&page.begun, &page.session) {
            (Some(_), _) => ("go on with the session", "go on"),
            (None, Some(session)) if session.held_on().is_some() => ("write up the session that was held", "write up"),
            (None, _) => ("start the session", "start"),
        };
        vec![
            here(Command::new("start", name, Key::char('s')).short(short)),
            here(Command::new("held", "say that it was held, and no more", Key::char('H')).short("only held")),
            Command::new("open", "open the child's page", Key::ENTER)
                .short("child")
                .when(!page.children.is_empty(), "no child is with this worker"),
            here(Command::new("book", "book supervision", Key::char('b')).short("book")),
            here(Command::new("call_off", "call the session off", Key::char('x')).short("call off")),
            Command::new("waiting", "open the record that waits", Key::char('r'))
                .short("what waits")
                .when(!page.waiting.is_empty(), "nothing waits in the worker's own file"),
            Command::new("worker", "open the worker's page", Key::char('v')).short("worker").aside(),
            Command::new("side_down", "read on above the children", Key { code: Code::Down, ctrl: false, alt: true })
                .aside(),
            Command::new("side_up", "read back above the children", Key { code: Code::Up, ctrl: false, alt: true })
                .aside(),
        ]
    }
}

/// The name of a form in a sentence that begins one: `a supervision agreement`.
pub fn with_article(form: WorkerForm) -> &'static str {
    match form {
        WorkerForm::Supervision => "a supervision record",
        WorkerForm::Agreement => "a supervision agreement",
        WorkerForm::Observation => "a practice observation",
        WorkerForm::Appraisal => "an appraisal",
        WorkerForm::DevelopmentPlan => "a development plan",
    }
}
