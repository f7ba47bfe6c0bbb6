//! What the cursor of Today is on, and where each key leads from there. Not the list, nor how the cursor moves in it.

use super::filter::Filter;
use super::{Part, Today};
use crate::practice::action::ActionSubject;
use crate::practice::because::Because;
use crate::practice::due::wanted::WantedForm;
use crate::practice::due::{Behind, Owed, SubjectId};
use crate::practice::reference::{ActionId, ChildId, WorkerId};
use crate::ui::actions::{ActionBrief, AgreeAction, CloseAction};
use crate::ui::asye::AsyeScreen;
use crate::ui::places::Place;
use crate::ui::screen::Flow;
use crate::ui::session::NotHeld;
use crate::ui::why::Why;
use crate::workbench::Effect;
use crate::workbench::effect::{OversightAct, WorkerFileAct};
use crate::workbench::message::{DraftRow, TodayRow, WaitingRow, WaitsFor};

/// What the cursor is on.
pub(super) enum At<'a> {
    Owed(&'a Owed),
    NoWorker(ChildId),
    Draft(&'a DraftRow),
    Record(&'a WaitingRow),
    Worker(WorkerId),
    Nothing,
}

impl Today {
    pub(super) fn at(&self) -> At<'_> {
        let Some(page) = &self.page else { return At::Nothing };
        if self.part == Part::Team {
            return page.team.get(self.team.selected()).map_or(At::Nothing, |row| At::Worker(row.worker));
        }
        if self.filter == Filter::Drafts {
            return page.drafts.get(self.owed.selected()).map_or(At::Nothing, At::Draft);
        }
        if self.filter == Filter::Records {
            return page.waiting.get(self.owed.selected()).map_or(At::Nothing, At::Record);
        }
        match self.row() {
            Some(TodayRow::Owed(owed)) => At::Owed(owed),
            Some(TodayRow::NoWorker(child)) => At::NoWorker(child.child),
            None => At::Nothing,
        }
    }

    pub(super) fn worker(&self) -> Option<WorkerId> {
        match self.at() {
            At::Worker(worker) => Some(worker),
            At::Record(row) => row.worker,
            At::Owed(owed) => match owed.subject.id {
                SubjectId::Worker(worker) => Some(worker),
                SubjectId::Child(_) => None,
            },
            At::NoWorker(_) | At::Draft(_) | At::Nothing => None,
        }
    }

    pub(super) fn child(&self) -> Option<ChildId> {
        match self.at() {
            At::Owed(owed) => match owed.subject.id {
                SubjectId::Child(child) => Some(child),
                SubjectId::Worker(_) => None,
            },
            At::NoWorker(child) => Some(child),
            At::Draft(draft) => Some(draft.child),
            At::Worker(_) | At::Record(_) | At::Nothing => None,
        }
    }

    pub(super) fn action(&self) -> Option<ActionId> {
        match self.at() {
            At::Owed(Owed { behind: Behind::Action(action), .. }) => Some(*action),
            _ => None,
        }
    }

    pub(super) fn open(&self) -> Flow {
        match self.at() {
            At::Owed(owed) => match owed.subject.id {
                SubjectId::Worker(worker) => Flow::Do(Effect::ShowWorker(worker)),
                SubjectId::Child(child) => Flow::Do(Effect::ShowChild(child)),
            },
            At::NoWorker(child) => Flow::Do(Effect::ShowChild(child)),
            At::Worker(worker) => Flow::Do(Effect::ShowWorker(worker)),
            At::Draft(draft) => Flow::Do(Effect::Oversight(OversightAct::Open(draft.id))),
            At::Record(row) => opened(row),
            At::Nothing => Flow::Ignored,
        }
    }

    pub(super) fn oversight(&self) -> Flow {
        match (self.at(), self.child()) {
            (At::Draft(draft), _) => Flow::Do(Effect::Oversight(OversightAct::Open(draft.id))),
            (At::Owed(owed), Some(child)) => {
                Flow::Do(Effect::Oversight(OversightAct::Begin { child, because: Because::of(owed) }))
            }
            (_, Some(child)) => Flow::Do(Effect::Oversight(OversightAct::Begin { child, because: None })),
            (_, None) => Flow::Ignored,
        }
    }

    /// Whose supervision comes next: booked for today or the first day after it, by name among equals.
    pub(super) fn next_session(&self) -> Option<WorkerId> {
        let team = &self.page.as_ref()?.team;
        let booked = team.iter().filter_map(|row| {
            let on = row.next.as_ref()?.booking?.on()?;
            Some((on, row.name.as_str(), row.worker))
        });
        booked.min().map(|(_, _, worker)| worker)
    }

    pub(super) fn why(&self) -> Flow {
        match self.at() {
            At::Owed(owed) => Flow::push(Why::of(owed)),
            At::NoWorker(child) => Flow::push(Why::all_of(SubjectId::Child(child))),
            At::Draft(draft) => Flow::push(Why::all_of(SubjectId::Child(draft.child))),
            At::Worker(worker) => Flow::push(Why::all_of(SubjectId::Worker(worker))),
            At::Record(row) if !row.why.is_empty() => Flow::push(Why::said(&row.called, &row.words, &row.why)),
            At::Record(row) => row.worker.map_or(Flow::Ignored, |one| Flow::push(Why::all_of(SubjectId::Worker(one)))),
            At::Nothing => Flow::Ignored,
        }
    }

    pub(super) fn close(&self) -> Flow {
        match (self.action(), self.worker()) {
            (None, Some(worker)) => Flow::push(NotHeld::with(worker, false)),
            (Some(_), _) => self.brief().map_or(Flow::Ignored, |brief| Flow::push(CloseAction::popup(brief))),
            (None, None) => Flow::Ignored,
        }
    }

    pub(super) fn brief(&self) -> Option<ActionBrief> {
        match self.at() {
            At::Owed(owed) => ActionBrief::of_owed(owed),
            At::NoWorker(_) | At::Draft(_) | At::Worker(_) | At::Record(_) | At::Nothing => None,
        }
    }

    /// A new action on whomever the cursor is on.
    pub(super) fn agree(&self) -> Flow {
        let page = self.page.as_ref();
        let (subject, called) = match self.at() {
            At::Owed(owed) => {
                let subject = match owed.subject.id {
                    SubjectId::Worker(worker) => ActionSubject::Worker(worker),
                    SubjectId::Child(child) => ActionSubject::Child(child),
                };
                (subject, owed.subject.name.as_str())
            }
            At::NoWorker(child) => match self.row() {
                Some(TodayRow::NoWorker(row)) => (ActionSubject::Child(child), row.called.as_str()),
                Some(TodayRow::Owed(_)) | None => return Flow::Ignored,
            },
            At::Draft(draft) => (ActionSubject::Child(draft.child), draft.called.as_str()),
            At::Worker(worker) => match page.and_then(|page| page.team.iter().find(|row| row.worker == worker)) {
                Some(row) => (ActionSubject::Worker(worker), row.name.as_str()),
                None => return Flow::Ignored,
            },
            At::Record(row) => match row.worker {
                Some(worker) => (ActionSubject::Worker(worker), row.called.as_str()),
                None => return Flow::Ignored,
            },
            At::Nothing => return Flow::Ignored,
        };
        Flow::push(AgreeAction::popup(subject, called))
    }
}

/// Where a row of what waits leads: to what is written there, or to where it can be written.
fn opened(row: &WaitingRow) -> Flow {
    let Some(worker) = row.worker else { return Flow::Go(Place::Calendar) };
    match row.waits_for {
        WaitsFor::Record(record) => Flow::Do(Effect::WorkerFile(WorkerFileAct::Open(record))),
        WaitsFor::WriteUp => Flow::Do(Effect::ShowBrief(worker)),
        WaitsFor::Wanted(WantedForm::AsyeReview(_)) => Flow::push(AsyeScreen::of(worker)),
        WaitsFor::Wanted(WantedForm::Form(_)) | WaitsFor::Quality(_) => Flow::Do(Effect::ShowWorker(worker)),
    }
}
