//! A worker's page: the strip, the sessions, the caseload, times of closer supervision and absences, and the actions. Not
//! the popups that change them.

mod forms;
#[cfg(test)]
mod tests;
mod view;

pub use forms::{Details, Form};

use super::actions::{ActionBrief, AgreeAction, CloseAction, PutActionRight, RedateAction};
use super::asye::AsyeScreen;
use super::command::Command;
use super::confirm::{Confirm, YES};
use super::context::Ctx;
use super::copy::TakeOut;
use super::input::Input;
use super::key::{Code, Key};
use super::merge::Merge;
use super::screen::{Flow, Screen};
use super::session::{Book, Held, Meeting, NotHeld, Series};
use super::why::Why;
use super::widget::list::{ListState, Moved};
use super::worker_file::Begin;
use crate::practice::action::{ActionStatus, ActionSubject};
use crate::practice::capture::{Note, Whom};
use crate::practice::date_words::{long, range};
use crate::practice::due::SubjectId;
use crate::practice::due::wanted::WantedForm;
use crate::practice::reference::{ChildId, WorkerRecordId};
use crate::practice::session::{Outcome, Session, SessionKind};
use crate::practice::worker::{Absence, Period};
use crate::practice::worker_record::{Standing, WorkerForm, WorkerRecordLine};
use crate::workbench::effect::{CaptureAct, OversightAct, Takes, WorkerAct, WorkerFileAct, WrittenAs};
use crate::workbench::message::Which;
use crate::workbench::message::WorkerPage;
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cmp::Reverse;

/// What stands below the strip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Sessions,
    Children,
    Times,
    Actions,
    File,
}

impl Part {
    const ALL: [Self; 5] = [Self::Sessions, Self::Children, Self::Times, Self::Actions, Self::File];

    const fn words(self) -> &'static str {
        match self {
            Self::Sessions => "Sessions",
            Self::Children => "Children",
            Self::Times => "Closer supervision and absences",
            Self::Actions => "Actions",
            Self::File => "File",
        }
    }
}

/// A stretch of time on the page.
#[derive(Clone, PartialEq, Eq)]
enum Time {
    Period(Period),
    Absence(Absence),
}

/// The screen.
pub struct WorkerScreen {
    page: Box<WorkerPage>,
    times: Vec<Time>,
    part: Part,
    list: ListState,
    /// What a yes takes away.
    taking: Option<Time>,
    /// Whether the page was just made, so that it need not be asked for again at once.
    fresh: bool,
}

impl WorkerScreen {
    /// The page of a worker.
    pub fn new(page: Box<WorkerPage>) -> Self {
        let times = times(&page);
        Self { page, times, part: Part::default(), list: ListState::default(), taking: None, fresh: true }
    }

    fn length_of(&self, part: Part) -> usize {
        match part {
            Part::Sessions => self.page.sessions.len(),
            Part::Children => self.page.children.len(),
            Part::Times => self.times.len(),
            Part::Actions => self.page.actions.len(),
            Part::File => self.page.due.len() + self.page.file.len() + self.page.notes.len(),
        }
    }

    fn length(&self) -> usize {
        self.length_of(self.part)
    }

    fn session(&self) -> Option<&Session> {
        let row = self.page.sessions.get(self.list.selected())?;
        (self.part == Part::Sessions).then_some(&row.session)
    }

    /// What is written of a session: the signed record that stands, else the draft.
    fn written_of(&self, session: &Session) -> Option<WorkerRecordId> {
        let of = |one: &&WorkerRecordLine| one.session == Some(session.id) && one.form == WorkerForm::Supervision;
        let withdrawn = |one: &WorkerRecordLine| matches!(one.standing(), Some(Standing::Withdrawn(_)));
        self.page.file.iter().filter(of).min_by_key(|one| withdrawn(one)).map(|one| one.id)
    }

    fn child(&self) -> Option<ChildId> {
        let row = self.page.children.get(self.list.selected())?;
        (self.part == Part::Children).then_some(row.child)
    }

    /// The open action under the cursor.
    fn action(&self) -> Option<ActionBrief> {
        let row = self.page.actions.get(self.list.selected())?;
        let called = row.child.as_deref().unwrap_or(&self.page.worker.name);
        let open = self.part == Part::Actions && row.action.status == ActionStatus::Open;
        open.then(|| ActionBrief::of(&row.action, called))
    }

    /// A new action on the child under the cursor, else in the worker's own file.
    fn agree(&self) -> Flow {
        match self.page.children.get(self.list.selected()).filter(|_| self.part == Part::Children) {
            Some(row) => Flow::push(AgreeAction::popup(ActionSubject::Child(row.child), &row.called)),
            None => {
                let worker = &self.page.worker;
                Flow::push(AgreeAction::popup(ActionSubject::Worker(worker.id), &worker.name))
            }
        }
    }

    fn time(&self) -> Option<&Time> {
        self.times.get(self.list.selected()).filter(|_| self.part == Part::Times)
    }

    fn turn(&mut self, ahead: bool) -> Flow {
        let at = Part::ALL.iter().position(|part| *part == self.part).unwrap_or(0);
        let next = if ahead { at + 1 } else { at + Part::ALL.len() - 1 };
        self.part = Part::ALL.get(next % Part::ALL.len()).copied().unwrap_or_default();
        self.list = ListState::default();
        Flow::Done
    }

    fn open(&self) -> Flow {
        let id = self.page.worker.id;
        match self.part {
            Part::Sessions => match self.session() {
                Some(session) => match (self.written_of(session), &session.outcome) {
                    (Some(record), _) => Flow::Do(Effect::WorkerFile(WorkerFileAct::Open(record))),
                    (None, Outcome::Held { .. }) if session.kind == SessionKind::Group => {
                        Flow::push(Meeting::of(session.id))
                    }
                    (None, _) => put_right(session),
                },
                None => Flow::Ignored,
            },
            Part::Children => self.child().map_or(Flow::Ignored, |child| Flow::Do(Effect::ShowChild(child))),
            Part::Times => match self.time() {
                Some(Time::Period(period @ Period::Asye { .. })) => Flow::push(Form::asye(id, Some(period.clone()))),
                Some(Time::Period(period)) => Flow::push(Form::enhanced(id, Some(period.clone()))),
                Some(Time::Absence(absence)) => Flow::push(Form::absence(id, Some(*absence))),
                None => Flow::Ignored,
            },
            Part::Actions => match self.page.actions.get(self.list.selected()).map(|row| row.action.subject) {
                Some(ActionSubject::Child(child)) => Flow::Do(Effect::ShowChild(child)),
                Some(ActionSubject::Worker(_)) => {
                    Flow::Say("This one is in the worker's own file: x closes it, d moves it.".to_owned())
                }
                None => Flow::Ignored,
            },
            Part::File => self.open_in_file(),
        }
    }

    /// The note under the cursor.
    fn note(&self) -> Option<&Note> {
        let before = self.page.due.len() + self.page.file.len();
        let number = self.list.selected().checked_sub(before).filter(|_| self.part == Part::File)?;
        self.page.notes.iter().rev().nth(number)
    }

    fn deal_with_note(&self) -> Flow {
        self.note().map_or(Flow::Ignored, |note| {
            let (whom, done) = (Whom::Worker(self.page.worker.id), note.dealt_on.is_none());
            Flow::Do(Effect::Capture(CaptureAct::DealWith { whom, note: note.id, done }))
        })
    }

    /// What is due is begun; what is there is opened.
    fn open_in_file(&self) -> Flow {
        let (at, page) = (self.list.selected(), &self.page);
        if let Some(due) = page.due.get(at) {
            let (worker, form) = (page.worker.id, due.form);
            return match form {
                WantedForm::Form(form) => Flow::Do(Effect::WorkerFile(WorkerFileAct::Begin { worker, form })),
                WantedForm::AsyeReview(_) => Flow::push(AsyeScreen::of(worker)),
            };
        }
        let record = at.checked_sub(page.due.len()).and_then(|at| page.file.get(at));
        record.map_or(Flow::Ignored, |record| Flow::Do(Effect::WorkerFile(WorkerFileAct::Open(record.id))))
    }

    fn settle(&self, missed: bool) -> Flow {
        let planned = self.session().filter(|session| session.held_on().is_none());
        Flow::Push(match planned {
            Some(session) => Box::new(NotHeld::of(session, missed)),
            None => Box::new(NotHeld::with(self.page.worker.id, missed)),
        })
    }

    fn ask_to_take(&mut self) -> Flow {
        let Some(time) = self.time().cloned() else { return Flow::Ignored };
        let what = match &time {
            Time::Period(period) => format!("the period {}", range(period.from(), period.until())),
            Time::Absence(Absence { from, until: Some(until), .. }) => format!("the absence {}", range(*from, *until)),
            Time::Absence(Absence { from, until: None, .. }) => {
                format!("the absence from {}", long(*from))
            }
        };
        self.taking = Some(time);
        let question =
            format!("Take away {what}? Only if it was entered in error: every date is reckoned without it then.");
        Flow::push(Confirm::new("take", "Take it away", question, "take it away"))
    }

    fn take(&mut self) -> Flow {
        let worker = self.page.worker.id;
        match self.taking.take() {
            Some(Time::Period(period)) => Flow::Do(Effect::Worker(WorkerAct::RemovePeriod { worker, period })),
            Some(Time::Absence(absence)) => {
                Flow::Do(Effect::Worker(WorkerAct::RemoveAbsence { worker, from: absence.from }))
            }
            None => Flow::Ignored,
        }
    }

    fn run(&mut self, id: &str) -> Flow {
        let worker = self.page.worker.id;
        match id {
            "open" => self.open(),
            "book" => Flow::push(Book::with(worker)),
            "supervision" => Flow::Do(Effect::ShowBrief(worker)),
            "held" => Flow::push(Held::with(worker)),
            "export" => {
                let worker = &self.page.worker;
                Flow::push(TakeOut::popup(Takes::Worker(worker.id), worker.reference.as_str(), WrittenAs::Markdown))
            }
            "new_record" => Flow::push(Begin::new(worker)),
            "close" if self.part == Part::Actions => {
                self.action().map_or(Flow::Ignored, |brief| Flow::push(CloseAction::popup(brief)))
            }
            "close" if self.note().is_some() => self.deal_with_note(),
            "close" => self.settle(false),
            "redate" => self.action().map_or(Flow::Ignored, |brief| Flow::push(RedateAction::popup(brief))),
            "put_right" if self.part == Part::Sessions => self.session().map_or(Flow::Ignored, put_right),
            "put_right" => self.action().map_or(Flow::Ignored, |brief| Flow::push(PutActionRight::popup(brief))),
            "action" => self.agree(),
            "missed" => self.settle(true),
            "why" => Flow::push(Why::all_of(self.child().map_or(SubjectId::Worker(worker), SubjectId::Child))),
            "oversight" => self.child().map_or(Flow::Ignored, |child| {
                Flow::Do(Effect::Oversight(OversightAct::Begin { child, because: None }))
            }),
            "edit" => Flow::push(Details::of(&self.page.worker)),
            "asye" => {
                let asye = self.page.worker.periods.iter().find(|period| matches!(period, Period::Asye { .. }));
                Flow::push(Form::asye(worker, asye.cloned()))
            }
            "series" => Flow::push(Series::with(worker)),
            "year" => Flow::push(AsyeScreen::of(worker)),
            "closer" => Flow::push(Form::enhanced(worker, None)),
            "absence" => Flow::push(Form::absence(worker, None)),
            "take" => self.ask_to_take(),
            "merge" => Flow::push(Merge::worker(&self.page.worker)),
            "next_part" => self.turn(true),
            "previous_part" => self.turn(false),
            _ => Flow::Ignored,
        }
    }
}

/// The box that puts right what is entered of a session, or says that it was held.
fn put_right(session: &Session) -> Flow {
    match session.outcome {
        Outcome::Planned | Outcome::Held { .. } => Flow::push(Held::correcting(session)),
        Outcome::Cancelled { .. } | Outcome::Missed { .. } => Flow::push(NotHeld::of(session, false)),
    }
}

/// Periods and absences, the latest first.
fn times(page: &WorkerPage) -> Vec<Time> {
    let periods = page.worker.periods.iter().cloned().map(Time::Period);
    let mut times: Vec<Time> = periods.chain(page.worker.absences.iter().copied().map(Time::Absence)).collect();
    times.sort_by_key(|time| {
        Reverse(match time {
            Time::Period(period) => period.from(),
            Time::Absence(absence) => absence.from,
        })
    });
    times
}

impl Screen for WorkerScreen {
    fn here(&self, _: &Ctx) -> Option<Which> {
        Some(Which::Worker(self.page.worker.id))
    }

    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command(id) => return self.run(id),
            Input::Chosen { asked: "take", answer } if answer == YES => return self.take(),
            Input::Key(Key { code: Code::Right | Code::Char('l'), ctrl: false, alt: false }) => return self.turn(true),
            Input::Key(Key { code: Code::Left | Code::Char('h'), ctrl: false, alt: false }) => return self.turn(false),
            _ => {}
        }
        match self.list.moved(&input, self.length()) {
            Moved::No => Flow::Ignored,
            Moved::Yes => Flow::Done,
            Moved::Chosen => self.open(),
        }
    }

    fn shown(&mut self, cx: &Ctx) -> Flow {
        if !std::mem::take(&mut self.fresh) {
            return Flow::Do(Effect::ShowWorker(self.page.worker.id));
        }
        // Of a series booked ahead, the one that comes next is what a hand goes to, not the one furthest off.
        self.list.select(self.page.next_planned(cx.day).unwrap_or(0));
        Flow::Done
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Worker(page) if page.worker.id == self.page.worker.id => {
                self.times = times(&page);
                self.page = page;
                let last = self.length().saturating_sub(1);
                self.list.select(self.list.selected().min(last));
                Flow::Done
            }
            // A yes to taking something away has no popup of its own to hear that it was done.
            Msg::Done(words) if !words.is_empty() => {
                Flow::Many(vec![Flow::Say(words), Flow::Do(Effect::ShowWorker(self.page.worker.id))])
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        view::draw(self, area, buf, cx)
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let left = self.page.worker.left_on.is_some_and(|left| left < cx.day);
        let here = |command: Command| changes(command).when(!left, "the worker has left the team");
        let child = self.child().is_some();
        let (opens, actions) = (self.length() > 0, self.part == Part::Actions);
        let action = self.action().is_some();
        let times = self.part == Part::Times;
        let shown = |command: Command, shown: bool| if shown { command } else { command.aside() };
        let name = match self.part {
            Part::Sessions => "open what is written of the session; else its entry",
            Part::Children => "open the child's page",
            Part::Times => "put it right",
            Part::Actions => "open the page of the child it is about",
            Part::File => "open the record, or begin what is due",
        };
        let mut commands = vec![
            Command::new("open", name, Key::ENTER).short("open").when(opens, "there is nothing here to open"),
            here(shown(
                Command::new("supervision", "supervision: before it, in it", Key::char('s')).short("supervision"),
                !times,
            )),
            here(Command::new("held", "supervision held, and no more said", Key::char('H')).short("held").aside()),
            here(shown(
                Command::new("new_record", "begin an agreement, observation, appraisal or plan", Key::char('f'))
                    .short("begin a form"),
                self.part == Part::File,
            )),
            here(shown(Command::new("book", "book supervision", Key::char('b')).short("book"), !times)),
            changes(if let Some(note) = self.note() {
                let (name, short) = match note.dealt_on {
                    None => ("the note is dealt with; it stays", "dealt with"),
                    Some(_) => ("the note waits again", "not dealt with"),
                };
                Command::new("close", name, Key::char('x')).short(short)
            } else if actions {
                Command::new("close", "close the action", Key::char('x')).short("close")
            } else {
                Command::new("close", "call a session off", Key::char('x')).short("call off")
            })
            .when(!actions || action, "the cursor is not on an open action"),
            changes(shown(
                Command::new("redate", "give the action another date", Key::char('d')).short("another date"),
                actions,
            ))
            .when(action, "the cursor is not on an open action"),
            changes(if self.part == Part::Sessions {
                let name = "put the session's entry right: held or not, day, minutes";
                Command::new("put_right", name, Key::char('W')).short("put right")
            } else {
                Command::new("put_right", "put the action's words or owner right", Key::char('W')).aside()
            })
            .when(action || self.session().is_some(), "the cursor is not on a session or an open action"),
            changes(shown(
                Command::new("missed", "mark a session as missed", Key::char('m')).short("missed"),
                !actions,
            )),
            here(Command::new("action", "agree a new action here", Key::char('a')).short("action").aside()),
            changes(Command::new("export", "export the worker's own file", Key::char('e'))).short("export").aside(),
            Command::new("why", "why these dates", Key::char('w')).short("why"),
            Command::new("next_part", "sessions, children, times, actions", Key::TAB).short("next part"),
            Command::new("previous_part", "the part before", Key::BACK_TAB).aside(),
            changes(Command::new("edit", "put the worker's details right", Key::char('r')).short("details")),
            here(
                Command::new("series", "book a series of supervision to a rhythm", Key::char('B'))
                    .short("series")
                    .aside(),
            ),
            Command::new("year", "the ASYE year: strip, reviews, evidence", Key::char('Y'))
                .short("ASYE year")
                .aside()
                .when(
                    self.page.worker.periods.iter().any(|one| matches!(one, Period::Asye { .. })),
                    "no ASYE is entered; A sets one",
                ),
            changes(shown(Command::new("asye", "set the ASYE", Key::char('A')).short("ASYE"), times)),
            changes(shown(
                Command::new("closer", "closer supervision for a time", Key::char('C')).short("closer"),
                times,
            )),
            changes(shown(
                Command::new("absence", "leave, sickness or other absence", Key::char('L')).short("leave"),
                times,
            )),
            changes(Command::new("take", "take away what was entered in error", Key::DELETE).aside())
                .when(self.time().is_some(), "the cursor is not on a time of closer supervision or an absence"),
            changes(Command::new("oversight", "record management oversight on the child", Key::char('o')).aside())
                .when(child, "the cursor is not on a child"),
            Command::named("share", "share a signed record with the worker")
                .when(false, "open the record first: Tab to File"),
            changes(Command::named("merge", "the same worker twice: make two entries one")),
        ];
        if times {
            // Where absences are set, that is what the bar has room for.
            commands.retain(|command| !matches!(command.id, "close" | "missed"));
        }
        commands
    }
}
