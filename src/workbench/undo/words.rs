//! What each act is called, and whether it can be undone. Every act has its line here: one that is new does not compile until
//! it has said so.

use super::Reversal;
use crate::practice::action::ActionSubject;
use crate::practice::asye::Happened;
use crate::practice::capture::Whom;
use crate::practice::date_words::{long, month_name};
use crate::practice::reference::{ActionId, ChildId, SessionId, WorkerId};
use crate::workbench::desk::Desk;
use crate::workbench::effect::{
    ActionAct, AsyeAct, CaptureAct, ChildAct, CopyAct, CoverAct, Decision, Effect, GroupAct, OversightAct, QualityAct,
    SeriesAct, SessionAct, SettingsAct, Takes, WorkerAct, WorkerFileAct,
};
use chrono::Datelike as _;

/// So many letters of an action's own words say which it is.
const LETTERS: usize = 40;

const SIGNED: &str = "what has been signed never changes; add to the record, or withdraw it";
const LEFT: &str = "what has left the file cannot be called back";
const THROWN_AWAY: &str = "what was discarded is gone, as it said before";

fn yes(did: impl Into<String>) -> Reversal {
    Reversal::Yes(did.into())
}

fn never(did: impl Into<String>, why: &'static str) -> Reversal {
    Reversal::Never { did: did.into(), why }
}

fn quoted(words: &str) -> String {
    let words = words.trim();
    let mut short: String = words.chars().take(LETTERS).collect();
    if words.chars().count() > LETTERS {
        short = format!("{}...", short.trim_end());
    }
    format!("\"{short}\"")
}

impl Desk {
    /// Whether what is asked for can be undone, and what it is called.
    pub(super) fn reversal(&self, effect: &Effect) -> Reversal {
        match effect {
            Effect::Action(act) => self.reversal_of_action(act),
            Effect::Asye(act) => self.reversal_of_asye(act),
            Effect::Child(act) => self.reversal_of_child(act),
            Effect::Capture(act) => self.reversal_of_capture(act),
            Effect::Copy(act) => of_copy(act),
            Effect::Cover(act) => of_cover(act),
            Effect::Group(act) => of_group(act),
            Effect::Oversight(act) => of_oversight(act),
            Effect::Quality(act) => of_quality(act),
            Effect::Series(act) => self.reversal_of_series(act),
            Effect::Session(act) => self.reversal_of_session(act),
            Effect::Settings(act) => of_settings(act),
            Effect::Worker(act) => self.reversal_of_worker(act),
            Effect::WorkerFile(act) => self.reversal_of_worker_file(act),
            // An import is done away from the desk, and says itself that it stays.
            Effect::Import(_)
            | Effect::Walk(_)
            | Effect::Undo(_)
            | Effect::Unlock { .. }
            | Effect::SetUp(_)
            | Effect::Lock
            | Effect::Quit
            | Effect::AskedBefore { .. }
            | Effect::NameObjects
            | Effect::NameEveryone
            | Effect::ShowRecord(_)
            | Effect::ShowDrafts
            | Effect::ShowToday
            | Effect::ShowPeople
            | Effect::ShowWorker(_)
            | Effect::ShowSupervisee(_)
            | Effect::ShowGroup(_)
            | Effect::ShowWhy(_)
            | Effect::ShowCalendar { .. }
            | Effect::ShowAsye(_)
            | Effect::ShowAsyes
            | Effect::ShowBrief(_)
            | Effect::ShowChildren { .. }
            | Effect::ShowChild(_)
            | Effect::ShowActions { .. }
            | Effect::ShowAction(_)
            | Effect::ShowInsight { .. }
            | Effect::ShowJourney(_)
            | Effect::ShowOnlyHere
            | Effect::Search(_)
            | Effect::ShowRetention
            | Effect::ShowSettings => Reversal::Nothing,
        }
    }

    /// A worker by name. One who is not there is refused by the act itself.
    fn of_worker(&self, id: WorkerId) -> String {
        self.store.worker(id).ok().flatten().map_or_else(|| "a worker".to_owned(), |worker| worker.name)
    }

    fn of_child(&self, id: ChildId) -> String {
        self.store.child(id).ok().flatten().map_or_else(|| "a child".to_owned(), |child| child.called().to_owned())
    }

    fn of_session(&self, id: SessionId) -> String {
        let Ok(Some(session)) = self.store.session(id) else { return id.to_string() };
        let whose = self.of_worker(session.worker);
        match session.held_on().or(session.planned_for) {
            Some(on) => format!("{whose}'s session on {}", long(on)),
            None => format!("{whose}'s session"),
        }
    }

    fn of_action(&self, id: ActionId) -> String {
        match self.store.action(id) {
            Ok(Some(action)) => format!("{id} {}", quoted(&action.action)),
            _ => id.to_string(),
        }
    }

    fn reversal_of_action(&self, act: &ActionAct) -> Reversal {
        match act {
            ActionAct::Add { subject, action, .. } | ActionAct::AddAgain { subject, action, .. } => {
                let whose = match subject {
                    ActionSubject::Child(child) => self.of_child(*child),
                    ActionSubject::Worker(worker) => self.of_worker(*worker),
                };
                yes(format!("the action {} for {whose} agreed", quoted(action)))
            }
            ActionAct::Change { action, .. } => yes(format!("{} put right", self.of_action(*action))),
            ActionAct::Close { action, .. } => yes(format!("{} closed", self.of_action(*action))),
            ActionAct::Redate { action, to, .. } => yes(format!("{} moved to {}", self.of_action(*action), long(*to))),
            ActionAct::Decide { action, decision } => {
                let which = self.of_action(*action);
                yes(match decision {
                    Decision::DoItNow { by, .. } => format!("{which} to be done now, by {}", long(*by)),
                    Decision::Change { .. } => format!("{which} changed to another"),
                    Decision::Escalate { .. } => format!("{which} escalated"),
                    Decision::Stop { .. } => format!("{which} stopped"),
                })
            }
            ActionAct::Escalate { matter, to, .. } => yes(format!("{} taken to {to}", quoted(matter))),
            ActionAct::Answer { action, .. } => yes(format!("{} answered", self.of_action(*action))),
            ActionAct::Reopen(action) => yes(format!("{} opened again", self.of_action(*action))),
        }
    }

    fn reversal_of_asye(&self, act: &AsyeAct) -> Reversal {
        let called = |what: &Happened| match what {
            Happened::Reviewed { months, .. } => format!("the ASYE review at {months} months"),
            Happened::Observed { .. } => "an observation".to_owned(),
            Happened::Feedback { .. } => "what a family said".to_owned(),
            Happened::Extended { .. } => "the ASYE longer".to_owned(),
            Happened::Paused { .. } => "a pause of the ASYE".to_owned(),
            Happened::Ended { .. } => "the end of the ASYE".to_owned(),
        };
        match act {
            AsyeAct::Enter { worker, what, .. } => {
                yes(format!("{} of {} entered", called(what), self.of_worker(*worker)))
            }
            AsyeAct::TakeBack { worker, event } => {
                yes(format!("{} of {} taken away", called(&event.what), self.of_worker(*worker)))
            }
        }
    }

    fn reversal_of_capture(&self, act: &CaptureAct) -> Reversal {
        let whose = |whom: &Whom| match whom {
            Whom::Child(child) => self.of_child(*child),
            Whom::Worker(worker) => self.of_worker(*worker),
        };
        match act {
            CaptureAct::Save { .. } => Reversal::Nothing,
            CaptureAct::DealWith { whom, done: true, .. } => yes(format!("a note on {} dealt with", whose(whom))),
            CaptureAct::DealWith { whom, done: false, .. } => yes(format!("a note on {} waiting again", whose(whom))),
            CaptureAct::Note { whom, words, .. } => yes(format!("the note {} on {}", quoted(words), whose(whom))),
            CaptureAct::Action { whom, words, .. } => {
                yes(format!("the action {} for {} agreed", quoted(words), whose(whom)))
            }
        }
    }

    fn reversal_of_child(&self, act: &ChildAct) -> Reversal {
        match act {
            ChildAct::Add { entry, .. } => {
                let reference = entry.reference.as_str();
                yes(format!("{} added", entry.name.as_deref().unwrap_or(reference)))
            }
            ChildAct::Change { child, .. } => yes(format!("the details of {} changed", self.of_child(*child))),
            ChildAct::SetStatus { child, status, since } => {
                yes(format!("{} {} from {}", self.of_child(*child), status.words(), long(*since)))
            }
            ChildAct::RemoveStatus { child, since } => {
                yes(format!("the status of {} from {} taken away", self.of_child(*child), long(*since)))
            }
            ChildAct::Allocate { child, worker: Some(worker), from } => {
                let (child, worker) = (self.of_child(*child), self.of_worker(*worker));
                yes(format!("{child} allocated to {worker} from {}", long(*from)))
            }
            ChildAct::Allocate { child, worker: None, from } => {
                yes(format!("{} without a worker from {}", self.of_child(*child), long(*from)))
            }
            ChildAct::SetAssessment { child, assessment } => {
                yes(format!("the assessment of {} from {} set", self.of_child(*child), long(assessment.start)))
            }
            ChildAct::SetMilestone { child, on, .. } => {
                yes(format!("a milestone of {} on {} entered", self.of_child(*child), long(*on)))
            }
            ChildAct::TakeMilestoneBack { child, on, .. } => {
                yes(format!("a milestone of {} on {} taken back", self.of_child(*child), long(*on)))
            }
            ChildAct::Merge { duplicate, into } => {
                let (one, other) = (self.of_child(*duplicate), self.of_child(*into));
                yes(format!("the entries of {one} and {other} merged"))
            }
        }
    }

    fn reversal_of_series(&self, act: &SeriesAct) -> Reversal {
        yes(format!("{} sessions with {} booked", act.count, self.of_worker(act.worker)))
    }

    fn reversal_of_session(&self, act: &SessionAct) -> Reversal {
        match act {
            SessionAct::Book { worker, on, moves: None, .. } => {
                yes(format!("{}'s session on {} booked", self.of_worker(*worker), long(*on)))
            }
            SessionAct::Book { on, moves: Some(moved), .. } => {
                yes(format!("{} moved to {}", self.of_session(*moved), long(*on)))
            }
            SessionAct::Hold { worker, on, .. } | SessionAct::HoldExtra { worker, on, .. } => {
                yes(format!("{}'s session on {} held", self.of_worker(*worker), long(*on)))
            }
            SessionAct::NotHeld { session, called_off_by: Some(_), .. } => {
                yes(format!("{} called off", self.of_session(*session)))
            }
            SessionAct::NotHeld { session, called_off_by: None, .. } => {
                yes(format!("{} marked as missed", self.of_session(*session)))
            }
        }
    }

    fn reversal_of_worker(&self, act: &WorkerAct) -> Reversal {
        match act {
            WorkerAct::Add(entry) => yes(format!("{} added to the team", entry.name)),
            WorkerAct::Change { worker, .. } => yes(format!("the details of {} changed", self.of_worker(*worker))),
            WorkerAct::SetPeriod { worker, .. } => {
                yes(format!("a time of closer supervision of {} set", self.of_worker(*worker)))
            }
            WorkerAct::RemovePeriod { worker, .. } => {
                yes(format!("a time of closer supervision of {} taken away", self.of_worker(*worker)))
            }
            WorkerAct::SetAbsence { worker, absence, .. } => {
                yes(format!("{} away from {}", self.of_worker(*worker), long(absence.from)))
            }
            WorkerAct::RemoveAbsence { worker, from } => {
                yes(format!("the absence of {} from {} taken away", self.of_worker(*worker), long(*from)))
            }
            WorkerAct::Merge { duplicate, into } => {
                let (one, other) = (self.of_worker(*duplicate), self.of_worker(*into));
                yes(format!("the entries of {one} and {other} merged"))
            }
        }
    }

    fn reversal_of_worker_file(&self, act: &WorkerFileAct) -> Reversal {
        match act {
            WorkerFileAct::Start(_) | WorkerFileAct::Begin { .. } | WorkerFileAct::Open(_) | WorkerFileAct::Save(_) => {
                Reversal::Nothing
            }
            WorkerFileAct::Discard(record) => never(format!("the draft {record} discarded"), THROWN_AWAY),
            WorkerFileAct::Sign(_) => never("a record in a worker's file signed", SIGNED),
            WorkerFileAct::Step { record, .. } => {
                never(format!("{record} shared or answered"), "what was said of a signed record stays with it")
            }
            WorkerFileAct::Discuss { session, child } => {
                yes(format!("{} put with {}", self.of_child(*child), self.of_session(*session)))
            }
            WorkerFileAct::DiscussNamed { session, .. } => {
                yes(format!("a child put with {}", self.of_session(*session)))
            }
            WorkerFileAct::LeaveOut { session, child } => {
                yes(format!("{} left out of {}", self.of_child(*child), self.of_session(*session)))
            }
        }
    }
}

fn of_oversight(act: &OversightAct) -> Reversal {
    match act {
        OversightAct::Begin { .. }
        | OversightAct::BeginAnother { .. }
        | OversightAct::BeginLens { .. }
        | OversightAct::Open(_)
        | OversightAct::Save(_)
        | OversightAct::ReadThrough(_)
        | OversightAct::BeginForRelative { .. }
        | OversightAct::KeepAddition { .. } => Reversal::Nothing,
        OversightAct::Discard(draft) => never(format!("the draft {draft} discarded"), THROWN_AWAY),
        OversightAct::Sign { .. } => never("a record signed", SIGNED),
        OversightAct::AddAddendum { record, .. } => never(format!("an addition to {record}"), SIGNED),
        OversightAct::Withdraw { record, .. } => never(format!("{record} withdrawn"), SIGNED),
    }
}

fn of_copy(act: &CopyAct) -> Reversal {
    match act {
        // The ledger of what was copied across only grows, and nothing else hangs on it: it is stepped over, so that what
        // was done before it can still be undone.
        CopyAct::Prepare(_) | CopyAct::IsIn(_) => Reversal::Nothing,
        CopyAct::TakeOut { takes, .. } => {
            let what = match takes {
                Takes::Record(record) => record.to_string(),
                Takes::Child(_) => "a child's record".to_owned(),
                Takes::Journey(_) => "a child's journey".to_owned(),
                Takes::Worker(_) => "a worker's file".to_owned(),
                Takes::Session(session) => session.to_string(),
                Takes::WorkerRecord(record) => record.to_string(),
                Takes::Inspection(..) => "what an inspection asks for".to_owned(),
            };
            never(format!("{what} taken out as a document"), LEFT)
        }
    }
}

fn of_cover(act: &CoverAct) -> Reversal {
    match act {
        CoverAct::HandOver { from, .. } => yes(format!("the team handed over from {}", long(*from))),
        CoverAct::TakeBack => yes("the team taken back"),
    }
}

fn of_group(act: &GroupAct) -> Reversal {
    yes(format!("{} on {} entered", act.kind.words(), long(act.on)))
}

fn of_quality(act: &QualityAct) -> Reversal {
    let month = format!("{} {}", month_name(act.month.month()), act.month.year());
    yes(format!("{} of {month} answered", quoted(&act.item)))
}

fn of_settings(act: &SettingsAct) -> Reversal {
    match act {
        SettingsAct::Name { .. } => yes("the names in the settings changed"),
        SettingsAct::LockAfter(_) => yes("the time before locking changed"),
        SettingsAct::UsePolicy { name, from } => yes(format!("the policy {name} in force from {}", long(*from))),
    }
}
