//! The seven places that a digit leads to, and what the palette opens. Not the screens themselves.

use super::actions::AgreeAction;
use super::asye::AsyeScreen;
use super::capture::Capture;
use super::context::Ctx;
use super::copy::TakeOut;
use super::lens::ChooseLens;
use super::palette::Verb;
use super::screen::{Flow, Screen};
use super::session::Book;
use super::why::Why;
use crate::practice::action::ActionSubject;
use crate::practice::due::SubjectId;
use crate::workbench::Effect;
use crate::workbench::effect::{CopyAct, OversightAct, Takes, WorkerFileAct, WrittenAs};
use crate::workbench::message::{Object, Which};

/// One of the seven places, in the order of their digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The morning look.
    Today,
    /// Workers.
    People,
    /// Children.
    Children,
    /// All actions.
    Actions,
    /// Month and agenda.
    Calendar,
    /// What twelve months show.
    Insight,
    /// Policy, passphrase, lock, theme, keys.
    Settings,
}

impl Place {
    /// All of them, in the order of their digits.
    pub const ALL: [Self; 7] =
        [Self::Today, Self::People, Self::Children, Self::Actions, Self::Calendar, Self::Insight, Self::Settings];

    /// Its name on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::People => "People",
            Self::Children => "Children",
            Self::Actions => "Actions",
            Self::Calendar => "Calendar",
            Self::Insight => "Insight",
            Self::Settings => "Settings",
        }
    }

    /// The command that leads to it.
    pub const fn command(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::People => "people",
            Self::Children => "children",
            Self::Actions => "actions",
            Self::Calendar => "calendar",
            Self::Insight => "insight",
            Self::Settings => "settings",
        }
    }

    /// Its digit.
    pub const fn digit(self) -> char {
        match self {
            Self::Today => '1',
            Self::People => '2',
            Self::Children => '3',
            Self::Actions => '4',
            Self::Calendar => '5',
            Self::Insight => '6',
            Self::Settings => '7',
        }
    }

    /// Its screen, new; `None` while nobody has built it. **To add a place's screen, add its line here** and in
    /// [`is_built`](Self::is_built).
    pub fn screen(self, cx: &Ctx) -> Option<Box<dyn Screen>> {
        match self {
            Self::Today if cx.empty => Some(Box::new(super::first_day::FirstDay)),
            Self::Today => Some(Box::new(super::today::Today::default())),
            Self::People => Some(Box::new(super::people::People::default())),
            Self::Children => Some(Box::new(super::children::Children::default())),
            Self::Actions => Some(Box::new(super::actions::Actions::default())),
            Self::Settings => Some(Box::new(super::settings::Settings::default())),
            Self::Calendar => Some(Box::new(super::calendar::Calendar::at(cx.day))),
            Self::Insight => Some(Box::new(super::insight::Insight::all())),
        }
    }

    /// Whether it has a screen, without making one.
    pub const fn is_built(self) -> bool {
        matches!(
            self,
            Self::Today
                | Self::People
                | Self::Children
                | Self::Actions
                | Self::Calendar
                | Self::Settings
                | Self::Insight
        )
    }
}

/// What the palette does with a worker, child or record; `None` while nobody has built it. **To add a screen that a verb
/// opens, add its arm here.**
pub fn open_object(verb: Verb, object: &Object, cx: &Ctx) -> Option<Flow> {
    match (verb, object.which) {
        (Verb::Oversight, Which::Child(child)) => {
            Some(Flow::Do(Effect::Oversight(OversightAct::Begin { child, because: None })))
        }
        (Verb::Open, Which::Record(record)) => Some(Flow::Do(Effect::ShowRecord(record))),
        (Verb::Open, Which::Draft(draft)) => Some(Flow::Do(Effect::Oversight(OversightAct::Open(draft)))),
        (Verb::Open, Which::WorkerRecord(record)) => Some(Flow::Do(Effect::WorkerFile(WorkerFileAct::Open(record)))),
        (Verb::Open, Which::Worker(worker)) => Some(Flow::Do(Effect::ShowWorker(worker))),
        (Verb::Supervision, Which::Worker(worker)) => Some(Flow::Do(Effect::ShowBrief(worker))),
        (Verb::Book, Which::Worker(worker)) => Some(Flow::push(Book::with(worker))),
        (Verb::Why, Which::Worker(worker)) => Some(Flow::push(Why::all_of(SubjectId::Worker(worker)))),
        (Verb::Why, Which::Child(child)) => Some(Flow::push(Why::all_of(SubjectId::Child(child)))),
        (Verb::Asye, Which::Worker(worker)) => Some(Flow::push(AsyeScreen::of(worker))),
        (Verb::Open, Which::Child(child)) => Some(Flow::Do(Effect::ShowChild(child))),
        (Verb::Action, Which::Child(child)) => {
            Some(Flow::push(AgreeAction::popup(ActionSubject::Child(child), &object.name)))
        }
        (Verb::Action, Which::Worker(worker)) => {
            Some(Flow::push(AgreeAction::popup(ActionSubject::Worker(worker), &object.name)))
        }
        (Verb::Lens, Which::Child(child)) => Some(Flow::push(ChooseLens::on(child))),
        (Verb::Note, which @ (Which::Child(_) | Which::Worker(_))) => Some(Flow::push(Capture::new(Some(which), cx))),
        (Verb::Journey, Which::Child(child)) => Some(Flow::Do(Effect::ShowJourney(child))),
        (Verb::Copy, Which::Record(record)) => Some(Flow::Do(Effect::Copy(CopyAct::Prepare(record)))),
        (Verb::Export, which) => {
            let takes = match which {
                Which::Child(child) => Takes::Child(child),
                Which::Worker(worker) => Takes::Worker(worker),
                Which::Record(record) => Takes::Record(record),
                Which::Draft(_) | Which::WorkerRecord(_) => return None,
            };
            Some(Flow::push(TakeOut::popup(takes, &object.reference, WrittenAs::Markdown)))
        }
        (
            Verb::Oversight
            | Verb::Supervision
            | Verb::Book
            | Verb::Action
            | Verb::Why
            | Verb::Asye
            | Verb::Lens
            | Verb::Note
            | Verb::Journey
            | Verb::Copy,
            _,
        ) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_says_it_is_built_has_a_screen() {
        for place in Place::ALL {
            assert_eq!(place.is_built(), place.screen(&crate::ui::testing::context()).is_some(), "{place:?}");
        }
    }
}
