//! One child's page: how things stand, what is owed and why, and all that happened, the newest first. Not the form, the
//! reader or the popups that it opens.

use super::row::narrow;
use super::take_milestone_back::TakeMilestoneBack;
use super::timeline::{self, Row};
use super::{Allocate, AssessmentEntry, Details, MilestoneEntry, StatusEntry};
use crate::practice::action::{Action, ActionSubject};
use crate::practice::because::Because;
use crate::practice::capture::{Note, Whom};
use crate::practice::child::StatusChange;
use crate::practice::date_words::{long, short};
use crate::practice::due::{Behind, SubjectId};
use crate::practice::reference::RecordId;
use crate::practice::sentence::capital;
use crate::ui::actions::again::DecideAgain;
use crate::ui::actions::{ActionBrief, AgreeAction, CloseAction, PutActionRight, RedateAction, TakeHigher};
use crate::ui::command::Command;
use crate::ui::confirm::{Confirm, YES};
use crate::ui::context::Ctx;
use crate::ui::copy::TakeOut;
use crate::ui::input::Input;
use crate::ui::key::{Code, Key};
use crate::ui::lens::{CHOSEN, ChooseLens};
use crate::ui::merge::Merge;
use crate::ui::screen::{Flow, Screen};
use crate::ui::why::Why;
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, wrapped, write};
use crate::workbench::effect::{CaptureAct, ChildAct, CopyAct, OversightAct, Takes, WrittenAs};
use crate::workbench::message::Which;
use crate::workbench::message::{ChildPage, Happening};
use crate::workbench::{Effect, Msg};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::sync::Arc;

/// From this width on, what stands behind the row under the cursor is said beside the list.
const WIDE: u16 = 110;

/// The command that takes a wrong status back, and its question.
const TAKE_BACK: &str = "take_back";

/// Rows for it below the list, where there is no room beside it.
const BELOW: u16 = 5;

/// The screen.
pub struct ChildScreen {
    page: Box<ChildPage>,
    rows: Vec<Row>,
    list: ListState,
    /// The first day of the status that a yes takes back.
    taking_back: Option<NaiveDate>,
    fresh: bool,
}

impl ChildScreen {
    /// The page of a child.
    pub fn new(page: Box<ChildPage>) -> Self {
        let rows = timeline::rows(&page);
        let mut screen = Self { page, rows, list: ListState::default(), taking_back: None, fresh: true };
        screen.off_headings(true);
        screen
    }

    fn row(&self) -> Option<&Row> {
        self.rows.get(self.list.selected())
    }

    /// Moves the cursor off a heading, onwards or back.
    fn off_headings(&mut self, ahead: bool) {
        self.list.settle(self.rows.len(), ahead, |row| self.rows.get(row).is_some_and(Row::is_something));
    }

    /// The open action under the cursor.
    fn action(&self) -> Option<&Action> {
        let Row::Owed(number) = self.row()? else { return None };
        let Behind::Action(id) = self.page.owed.get(*number)?.behind else { return None };
        self.page.open_actions.iter().find(|action| action.id == id)
    }

    /// The signed record under the cursor.
    fn record(&self) -> Option<RecordId> {
        match self.row()? {
            Row::Owed(number) => match self.page.owed.get(*number)?.behind {
                Behind::Record(record) => Some(record),
                _ => None,
            },
            Row::Entry(number) => match &self.page.entries.get(*number)?.what {
                Happening::Record(record) => Some(record.id),
                _ => None,
            },
            _ => None,
        }
    }

    /// The day of a milestone under the cursor: its key, what it is called, and the day.
    fn milestone(&self) -> Option<(&str, &str, NaiveDate)> {
        let Row::Entry(number) = self.row()? else { return None };
        let entry = self.page.entries.get(*number)?;
        match &entry.what {
            Happening::Milestone { key, what } => Some((key, what, entry.on)),
            _ => None,
        }
    }

    /// The note under the cursor.
    fn note(&self) -> Option<&Note> {
        let Row::Entry(number) = self.row()? else { return None };
        match &self.page.entries.get(*number)?.what {
            Happening::Note(note) => Some(note),
            _ => None,
        }
    }

    /// The change of status under the cursor.
    fn status_change(&self) -> Option<StatusChange> {
        let Row::Entry(number) = self.row()? else { return None };
        let entry = self.page.entries.get(*number)?;
        match entry.what {
            Happening::Status(status) => Some(StatusChange { status, since: entry.on }),
            _ => None,
        }
    }

    fn ask_to_take_back(&mut self) -> Flow {
        let Some(wrong) = self.status_change() else { return Flow::Ignored };
        self.taking_back = Some(wrong.since);
        let before = self.page.child.statuses.iter().filter(|one| one.since < wrong.since).max_by_key(|one| one.since);
        let before = before.map_or_else(
            || "Before the next change there is then no status at all.".to_owned(),
            |one| format!("What was before goes on: {} since {}.", one.status.words(), long(one.since)),
        );
        let question = format!(
            "{} from {} goes, as if it had never been set. {before} This is for a slip: if the status has changed again \
             since, leave this one and set the new one.",
            capital(wrong.status.words()),
            long(wrong.since)
        );
        Flow::push(Confirm::new(TAKE_BACK, "Take this status back?", question, "take it back"))
    }

    fn take_back(&mut self) -> Flow {
        let child = self.page.child.id;
        let since = self.taking_back.take();
        since.map_or(Flow::Ignored, |since| Flow::Do(Effect::Child(ChildAct::RemoveStatus { child, since })))
    }

    fn open(&self, cx: &Ctx) -> Flow {
        let page = &self.page;
        match self.row() {
            Some(Row::Owed(number)) => match page.owed.get(*number).map(|owed| owed.behind) {
                Some(Behind::Record(record)) => Flow::Do(Effect::ShowRecord(record)),
                Some(Behind::Action(_)) => self.run("close", cx),
                Some(Behind::Subject) => self.run("oversight", cx),
                None => Flow::Ignored,
            },
            Some(Row::Plan(number)) => {
                let key = page.plan.get(*number).and_then(|row| row.key.as_deref());
                match (key, cx.may_change()) {
                    (Some(key), Ok(())) => Flow::push(MilestoneEntry::popup_on(page, key)),
                    (Some(_), Err(why)) => Flow::Say(format!("Not now: {why}.")),
                    (None, _) => Flow::Say("The policy keeps no dates of this one.".to_owned()),
                }
            }
            Some(Row::Draft(number)) => page
                .drafts
                .get(*number)
                .map_or(Flow::Ignored, |draft| Flow::Do(Effect::Oversight(OversightAct::Open(draft.id)))),
            Some(Row::Relative(number)) => {
                page.family.get(*number).map_or(Flow::Ignored, |one| Flow::Do(Effect::ShowChild(one.id)))
            }
            Some(Row::Entry(number)) => match page.entries.get(*number).map(|entry| &entry.what) {
                Some(Happening::Record(record)) => Flow::Do(Effect::ShowRecord(record.id)),
                Some(Happening::ActionClosed(action)) => match action.record {
                    Some(record) => Flow::Do(Effect::ShowRecord(record)),
                    None => Flow::Say("No record asked for it.".to_owned()),
                },
                _ => Flow::Say("There is nothing more to open here.".to_owned()),
            },
            Some(Row::Heading(_) | Row::Blank | Row::Nothing(_)) | None => Flow::Ignored,
        }
    }

    fn oversight(&self) -> Flow {
        let because = match self.row() {
            Some(Row::Owed(number)) => self.page.owed.get(*number).and_then(Because::of),
            _ => None,
        };
        Flow::Do(Effect::Oversight(OversightAct::Begin { child: self.page.child.id, because }))
    }

    fn run(&self, id: &str, cx: &Ctx) -> Flow {
        let (page, child) = (&self.page, &self.page.child);
        let brief = self.action().map(|action| ActionBrief::of(action, child.called()));
        match (id, brief) {
            ("open", _) => self.open(cx),
            ("oversight", _) => self.oversight(),
            ("lens", _) => Flow::push(ChooseLens::new(Arc::clone(&page.lenses))),
            ("escalate", Some(brief)) => Flow::push(DecideAgain::escalating(brief)),
            ("escalate", None) => Flow::push(TakeHigher::popup(ActionSubject::Child(child.id), child.called())),
            ("action", _) => Flow::push(AgreeAction::popup(ActionSubject::Child(child.id), child.called())),
            ("close", Some(brief)) => Flow::push(CloseAction::popup(brief)),
            ("close", None) => self.note().map_or(Flow::Ignored, |note| {
                let (whom, done) = (Whom::Child(child.id), note.dealt_on.is_none());
                Flow::Do(Effect::Capture(CaptureAct::DealWith { whom, note: note.id, done }))
            }),
            ("redate", Some(brief)) => Flow::push(RedateAction::popup(brief)),
            ("put_right", Some(brief)) => Flow::push(PutActionRight::popup(brief)),
            ("status", _) => Flow::push(StatusEntry::popup(page)),
            ("allocate", _) => {
                Flow::push(Allocate::popup(child.id, child.called(), page.allocation.clone(), &page.workers))
            }
            ("details", _) => Flow::push(Details::change(page)),
            ("why", _) => match self.row() {
                Some(Row::Owed(number)) => {
                    page.owed.get(*number).map_or(Flow::Ignored, |owed| Flow::push(Why::of(owed)))
                }
                _ => Flow::push(Why::all_of(SubjectId::Child(child.id))),
            },
            ("journey", _) => Flow::Do(Effect::ShowJourney(child.id)),
            ("milestone", _) => Flow::push(MilestoneEntry::popup(page)),
            ("export", _) => {
                Flow::push(TakeOut::popup(Takes::Child(child.id), child.reference.as_str(), WrittenAs::Markdown))
            }
            ("copy", _) => self.record().map_or(Flow::Ignored, |id| Flow::Do(Effect::Copy(CopyAct::Prepare(id)))),
            ("merge", _) => Flow::push(Merge::child(child)),
            _ => Flow::Ignored,
        }
    }

    fn draw_head(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let (page, theme) = (&self.page, cx.theme);
        let child = &page.child;
        let width = usize::from(area.width.saturating_sub(2));
        let mut column = write(area, buf, 1, 0, &cut(&cx.name(child.called()), width / 2), theme.heading()) + 1;
        if let Some(age) = page.age {
            column += write(area, buf, column, 0, &format!(", {age}"), theme.text());
        } else if child.born_on.is_some_and(|born| born > cx.day) {
            column += write(area, buf, column, 0, ", not born yet", theme.text());
        }
        if child.name.is_some() {
            column += write(area, buf, column, 0, &format!("   {}", child.reference), theme.text());
        }
        if !page.formerly.is_empty() {
            let names: Vec<String> = page.formerly.iter().map(|one| cx.name(one)).collect();
            let room = usize::from(area.width.saturating_sub(column + 4));
            write(area, buf, column + 3, 0, &cut(&format!("formerly {}", names.join(", ")), room), theme.quiet());
        }
        let status = match page.status {
            Some(now) => format!("{} since {}", capital(now.status.words()), narrow(now.since, cx.day)),
            None => "No status known yet".to_owned(),
        };
        let mut column = write(area, buf, 1, 1, &status, theme.text()) + 4;
        column += match &page.allocation {
            Some((allocation, worker)) => {
                let guess = if allocation.assumed { " (assumed)" } else { "" };
                let words = format!("{} since {}{guess}", cx.name(&worker.name), narrow(allocation.from, cx.day));
                write(area, buf, column, 1, &words, theme.text())
            }
            None => write(area, buf, column, 1, "! no worker", theme.late()),
        };
        if let Some(family) = &child.family {
            let room = usize::from(area.width.saturating_sub(column + 4));
            write(area, buf, column + 3, 1, &cut(&format!("family {}", cx.prose(family)), room), theme.quiet());
        }
        write(area, buf, 1, 2, &cut(&self.assessment(cx), width), theme.text());
    }

    /// The last assessment with its checkpoints: `Assessment since 26 Oct: day 8 on 5 Nov done, day 20 on 23 Nov`.
    fn assessment(&self, cx: &Ctx) -> String {
        let begun = self.page.child.assessments.iter().filter(|one| one.start <= cx.day);
        let Some(last) = begun.max_by_key(|one| one.start) else { return String::new() };
        let until = match last.end.filter(|end| *end <= cx.day) {
            Some(end) => format!(" to {}", narrow(end, cx.day)),
            None => String::new(),
        };
        let points: Vec<String> = self
            .page
            .checkpoints
            .iter()
            .map(|point| match point.met_on {
                Some(on) => format!("day {} met {}", point.number, short(on)),
                None if point.on < cx.day => format!("day {} not met", point.number),
                None => format!("day {} is {}", point.number, short(point.on)),
            })
            .collect();
        let since = if until.is_empty() { " since" } else { "" };
        let points = if points.is_empty() { String::new() } else { format!(": {}", points.join(", ")) };
        format!("Assessment{since} {}{until}{points}", narrow(last.start, cx.day))
    }

    fn draw_behind(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) {
        let Some(row) = self.row() else { return };
        let lines = wrapped(&timeline::behind(&self.page, row, cx), usize::from(area.width));
        for (number, line) in (0..area.height).zip(&lines) {
            write(area, buf, 0, number, line, cx.theme.text());
        }
    }

    fn draw_list(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        self.list.draw(area, buf, self.rows.len(), |number, place, buf, selected| {
            if let Some(row) = self.rows.get(number) {
                timeline::draw(&self.page, row, place, buf, cx);
                if selected && row.is_something() {
                    buf.set_style(place, cx.theme.selected());
                }
            }
        })
    }
}

impl Screen for ChildScreen {
    fn here(&self, _: &Ctx) -> Option<Which> {
        Some(Which::Child(self.page.child.id))
    }

    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        if input == Input::Command("assessment") {
            return Flow::push(AssessmentEntry::popup(&self.page.child, cx.day));
        }
        if input == Input::Command(TAKE_BACK) {
            return match self.milestone() {
                Some((key, what, on)) => Flow::push(TakeMilestoneBack::popup(self.page.child.id, (key, what), on)),
                None => self.ask_to_take_back(),
            };
        }
        if let Input::Chosen { asked: TAKE_BACK, answer } = &input
            && answer == YES
        {
            return self.take_back();
        }
        if let Input::Chosen { asked: CHOSEN, answer } = input {
            let child = self.page.child.id;
            return Flow::Do(Effect::Oversight(OversightAct::BeginLens { child, lens: answer }));
        }
        if let Input::Command(id) = input {
            return self.run(id, cx);
        }
        let was = self.list.selected();
        match self.list.moved(&input, self.rows.len()) {
            Moved::No => Flow::Ignored,
            Moved::Yes => {
                let to_end = matches!(&input, Input::Key(key) if key.code == Code::End);
                self.off_headings(self.list.selected() >= was && !to_end);
                Flow::Done
            }
            Moved::Chosen => self.open(cx),
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Child(page) if page.child.id == self.page.child.id => {
                self.rows = timeline::rows(&page);
                self.page = page;
                self.off_headings(true);
                Flow::Done
            }
            // A yes to taking a status back has no popup of its own to hear that it was done.
            Msg::Done(words) if !words.is_empty() => {
                Flow::Many(vec![Flow::Say(words), Flow::Do(Effect::ShowChild(self.page.child.id))])
            }
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        // What it was opened with is fresh; uncovered again, something may have been done meanwhile.
        if std::mem::take(&mut self.fresh) { Flow::Done } else { Flow::Do(Effect::ShowChild(self.page.child.id)) }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        self.draw_head(area, buf, cx);
        let top = 4.min(area.height);
        let below = Rect { y: area.y.saturating_add(top), height: area.height - top, ..area };
        if area.width >= WIDE {
            let list = Rect { width: area.width * 3 / 5, ..below };
            let beside = Rect { x: list.right() + 2, width: below.width.saturating_sub(list.width + 3), ..below };
            self.draw_behind(beside, buf, cx);
            return self.draw_list(list, buf, cx);
        }
        let words = if below.height >= 14 { BELOW } else { 0 };
        let list = Rect { height: below.height - words, ..below };
        if words > 0 {
            let foot = Rect {
                x: area.x.saturating_add(1),
                y: list.bottom() + 1,
                width: area.width.saturating_sub(2),
                height: words - 1,
            };
            self.draw_behind(foot, buf, cx);
        }
        self.draw_list(list, buf, cx)
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let (milestone, more) = (self.milestone().is_some(), self.page.child.statuses.len() > 1);
        let on_action = self.action().is_some();
        let no_action = "there is no open action under the cursor";
        let runs = self.page.child.assessments.iter().any(|one| one.end.is_none() && one.start <= cx.day);
        let assessment = if runs { "end the assessment" } else { "begin an assessment" };
        vec![
            Command::new("open", "open what is under the cursor", Key::ENTER).short("open"),
            changes(Command::new("oversight", "record oversight on the child", Key::char('o'))).short("oversight"),
            changes(Command::new("action", "agree a new action on the child", Key::char('a'))).short("action"),
            changes(match self.note().map(|note| note.dealt_on.is_none()) {
                Some(true) => {
                    Command::new("close", "the note is dealt with; it stays", Key::char('x')).short("dealt with")
                }
                Some(false) => Command::new("close", "the note waits again", Key::char('x')).short("not dealt with"),
                None => {
                    Command::new("close", "close the action with the difference made", Key::char('x')).short("close")
                }
            })
            .when(on_action || self.note().is_some(), "there is no open action or note under the cursor"),
            changes(Command::new("redate", "give the action another date, with a reason", Key::char('d')))
                .short("re-date")
                .when(on_action, no_action),
            changes(Command::new("put_right", "put the action's words or owner right", Key::char('W')))
                .aside()
                .when(on_action, no_action),
            changes(Command::new("status", "change the status, or close the child", Key::char('t'))).short("status"),
            changes(Command::new(TAKE_BACK, "take back a status or a milestone entered in error", Key::DELETE))
                .short("take back")
                .aside()
                .when(
                    milestone || self.status_change().is_some(),
                    "the cursor is not on a change of status or a milestone",
                )
                .when(milestone || more, "it is the only status there is; set another with t first"),
            changes(Command::new("allocate", "give the child to a worker", Key::char('g'))).short("allocate"),
            changes(Command::new("assessment", assessment, Key::char('m'))).short("assessment").aside(),
            changes(Command::new("details", "put name, reference, birth or family right", Key::char('E')))
                .short("details")
                .aside(),
            changes(Command::new("lens", "lens: think about the child with a short form", Key::char('L'))).aside(),
            changes(Command::named("escalate", "take this higher: to somebody else, and wait for an answer")),
            Command::new("why", "why this date, or every date", Key::char('w')).short("why").aside(),
            Command::new("journey", "the journey, drawn to scale", Key::char('v')).short("journey"),
            changes(Command::new("milestone", "enter a visit, a review or another milestone", Key::char('i')))
                .short("milestone")
                .aside()
                .when(!self.page.milestones.is_empty(), "the child's status has none"),
            changes(Command::new("export", "export the child's record", Key::char('e'))).short("export").aside(),
            changes(Command::new("copy", "copy the record as text for the case system", Key::char('y')))
                .short("copy")
                .aside()
                .when(self.record().is_some(), "there is no record under the cursor"),
            changes(Command::named("merge", "the same child twice: make two entries one")),
        ]
    }
}
