//! The ASYE: one newly qualified worker's year in full. All of them side by side are in [`all`]; the first and last day are
//! set on the worker's page. How it is drawn stands apart.

pub mod all;
mod areas;
mod forms;
#[cfg(test)]
mod tests;
mod view;

use super::command::Command;
use super::confirm::{Confirm, YES};
use super::context::Ctx;
use super::input::Input;
use super::key::Key;
use super::screen::{Flow, Screen};
use super::session::{Book, Held};
use super::widget::list::{ListState, Moved};
use crate::practice::asye::{AsyeEvent, Review};
use crate::practice::reference::WorkerId;
use crate::workbench::effect::AsyeAct;
use crate::workbench::message::AsyeYear;
use crate::workbench::{Effect, Msg};
use forms::Form;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// One row below the strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Review(usize),
    Lacks(usize, usize),
    Observation(usize),
    NoObservation,
    Workload,
    Area(usize),
    Event(usize),
}

impl Line {
    /// What stands before the first of its sort.
    const fn label(self) -> &'static str {
        match self {
            Self::Review(_) | Self::Lacks(..) => "reviews",
            Self::Observation(_) | Self::NoObservation => "observed",
            Self::Workload => "workload",
            Self::Area(_) => "evidence",
            Self::Event(_) => "entered",
        }
    }
}

/// The screen.
pub struct AsyeScreen {
    worker: WorkerId,
    year: Option<Box<AsyeYear>>,
    lines: Vec<Line>,
    list: ListState,
    /// What a yes takes away.
    taking: Option<AsyeEvent>,
}

impl AsyeScreen {
    /// The year of a worker.
    pub fn of(worker: WorkerId) -> Self {
        Self { worker, year: None, lines: Vec::new(), list: ListState::default(), taking: None }
    }

    fn take(&mut self, year: Box<AsyeYear>) {
        let next = year.reviews.iter().position(|review| review.done_on.is_none());
        let mut lines = Vec::new();
        for (place, review) in year.reviews.iter().enumerate() {
            lines.push(Line::Review(place));
            // What the next one lacks is a list to work through; of those after it, in a word.
            if next == Some(place) {
                lines.extend((0..review.lacks.len()).map(|lack| Line::Lacks(place, lack)));
            }
        }
        if year.observations.is_empty() {
            lines.push(Line::NoObservation);
        }
        lines.extend((0..year.observations.len()).map(Line::Observation));
        lines.push(Line::Workload);
        lines.extend((0..year.areas.len()).map(Line::Area));
        lines.extend((0..year.events.len()).rev().map(Line::Event));
        self.list.select(self.list.selected().min(lines.len().saturating_sub(1)));
        self.lines = lines;
        self.year = Some(year);
    }

    fn line(&self) -> Option<Line> {
        self.lines.get(self.list.selected()).copied()
    }

    fn review(&self) -> Option<&Review> {
        match self.line()? {
            Line::Review(place) | Line::Lacks(place, _) => self.year.as_ref()?.reviews.get(place),
            _ => None,
        }
    }

    fn event(&self) -> Option<&AsyeEvent> {
        match self.line()? {
            Line::Event(place) => self.year.as_ref()?.events.get(place),
            _ => None,
        }
    }

    fn open(&self, cx: &Ctx) -> Flow {
        let Some(year) = &self.year else { return Flow::Ignored };
        match self.line() {
            Some(Line::Review(place) | Line::Lacks(place, _)) => match year.reviews.get(place) {
                Some(review) if review.done_on.is_none() => Flow::push(Form::review(year, Some(review.months), cx.day)),
                Some(review) => Flow::Say(format!("Asked for by {}.", review.source)),
                None => Flow::Ignored,
            },
            Some(Line::Area(place)) => Flow::Say(year.areas.get(place).map_or_else(String::new, |area| {
                let days: Vec<String> = area.evidence.iter().map(|one| one.words()).collect();
                let said = if days.is_empty() {
                    "no evidence yet. A tag in supervision, an observation or a family's feedback gives it".to_owned()
                } else {
                    days.join(", ")
                };
                format!("{}: {said}.", area.words)
            })),
            Some(Line::Observation(_) | Line::NoObservation) => Flow::push(Form::observation(year, cx.day)),
            Some(Line::Event(place)) => {
                let words = year.events.get(place).map(|event| happened(event, cx));
                words.map_or(Flow::Ignored, Flow::Say)
            }
            Some(Line::Workload) | None => Flow::Do(Effect::ShowWorker(self.worker)),
        }
    }

    fn run(&mut self, id: &str, cx: &Ctx) -> Flow {
        let Some(year) = &self.year else { return Flow::Ignored };
        match id {
            "open" => self.open(cx),
            "review" => Flow::push(Form::review(year, self.review().map(|review| review.months), cx.day)),
            "observed" => Flow::push(Form::observation(year, cx.day)),
            "feedback" => Flow::push(Form::feedback(year, cx.day)),
            "extend" => Flow::push(Form::extension(year)),
            "pause" => Flow::push(Form::pause(year, cx.day)),
            "end" => Flow::push(Form::end(year, cx.day)),
            "supervision" => Flow::push(Held::with(self.worker)),
            "book" => Flow::push(Book::with(self.worker)),
            "worker" => Flow::Do(Effect::ShowWorker(self.worker)),
            "take" => match self.event().cloned() {
                Some(event) => {
                    let what = happened(&event, cx);
                    self.taking = Some(event);
                    let question = format!("Take this away, because it was entered in error? {what}");
                    Flow::push(Confirm::new("take", "Take it away", question, "take it away"))
                }
                None => Flow::Ignored,
            },
            _ => Flow::Ignored,
        }
    }
}

/// What happened, in a sentence.
fn happened(event: &AsyeEvent, cx: &Ctx) -> String {
    event.sentence(|words| cx.words(words).to_owned())
}

impl Screen for AsyeScreen {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command(id) => return self.run(id, cx),
            Input::Chosen { asked: "take", answer } if answer == YES => {
                return match self.taking.take() {
                    Some(event) => Flow::Do(Effect::Asye(AsyeAct::TakeBack { worker: self.worker, event })),
                    None => Flow::Ignored,
                };
            }
            _ => {}
        }
        match self.list.moved(&input, self.lines.len()) {
            Moved::No => Flow::Ignored,
            Moved::Yes => Flow::Done,
            Moved::Chosen => self.open(cx),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::ShowAsye(self.worker))
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Asye(year) if year.worker == self.worker => {
                self.take(year);
                Flow::Done
            }
            // Nothing to show: the sentence says what to do, and the page before comes back.
            Msg::Refused(why) if self.year.is_none() => Flow::Many(vec![Flow::Pop, Flow::Say(why)]),
            // A yes to taking something away has no popup of its own to hear that it was done.
            Msg::Done(words) if !words.is_empty() => {
                Flow::Many(vec![Flow::Say(words), Flow::Do(Effect::ShowAsye(self.worker))])
            }
            other => Flow::Pass(other),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        self.draw(area, buf, cx)
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let changes = |command: Command| match cx.may_change() {
            Ok(()) => command,
            Err(why) => command.when(false, why),
        };
        let year = self.year.as_ref();
        let ended = year.is_some_and(|year| year.ended().is_some());
        let runs = |command: Command| changes(command).when(year.is_some() && !ended, "the ASYE has ended");
        let review = year.is_some_and(|year| year.next_review().is_some());
        vec![
            Command::new("open", "review it, or see what stands behind it", Key::ENTER).short("open"),
            changes(Command::new("review", "enter a review that was held", Key::char('r')).short("review"))
                .when(review, "every review has been held"),
            runs(
                Command::new("observed", "enter an observation that stands on paper", Key::char('v')).short("observed"),
            ),
            runs(
                Command::new("feedback", "enter what a child or a family said of the help", Key::char('f'))
                    .short("feedback"),
            ),
            runs(Command::new("extend", "extend it, with the reason", Key::char('E')).short("extend")),
            runs(Command::new("pause", "pause it, with the reason", Key::char('P')).short("pause")),
            runs(Command::new("end", "say how it ended", Key::char('F')).short("end")),
            changes(Command::new("supervision", "supervision held", Key::char('s')).short("supervision").aside()),
            changes(Command::new("book", "book supervision", Key::char('b')).short("book").aside()),
            Command::new("worker", "the worker's page", Key::TAB).short("worker's page").aside(),
            changes(Command::new("take", "take away what was entered in error", Key::DELETE).aside())
                .when(self.event().is_some(), "the cursor is not on something entered"),
        ]
    }
}
