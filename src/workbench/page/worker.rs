//! What a worker's page shows, and what the popups about supervision need to know of one worker.

use crate::practice::action::Action;
use crate::practice::child::ChildStatus;
use crate::practice::due::Owed;
use crate::practice::due::compliance::{Judgement, Tally};
use crate::practice::due::strip::StripMonth;
use crate::practice::reference::{ChildId, Reference};
use crate::practice::session::Session;
use crate::practice::worker::Worker;
use chrono::NaiveDate;

/// One worker's page. No `Debug`: it names people and holds what was written of them.
#[derive(Clone)]
pub struct WorkerPage {
    /// The worker.
    pub worker: Worker,
    /// Former names and references, oldest first.
    pub formerly: Vec<String>,
    /// Twelve months of marks.
    pub months: Vec<StripMonth>,
    /// How those twelve months add up.
    pub tally: Tally,
    /// The supervision owed next; `None` for one who has not started or has left.
    pub next: Option<Owed>,
    /// Every session, newest first.
    pub sessions: Vec<SessionRow>,
    /// The children they are responsible for on the day, highest status first.
    pub children: Vec<CaseloadRow>,
    /// Actions they are to do and actions in their own file: the open ones by due date, then the closed.
    pub actions: Vec<ActionRow>,
}

/// One session with what became of it.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The session.
    pub session: Session,
    /// How the due date that it met was judged; `None` where it met none.
    pub judged: Option<Judgement>,
}

impl SessionRow {
    /// The day it was held, or planned for.
    pub const fn day(&self) -> Option<NaiveDate> {
        match self.session.held_on() {
            Some(on) => Some(on),
            None => self.session.planned_for,
        }
    }
}

/// One child of a worker's caseload.
#[derive(Clone, PartialEq, Eq)]
pub struct CaseloadRow {
    /// The child.
    pub child: ChildId,
    /// The authority's reference.
    pub reference: Reference,
    /// The name, or the reference where none was given.
    pub called: String,
    /// The status on the day.
    pub status: ChildStatus,
    /// Since when the worker is responsible.
    pub since: NaiveDate,
    /// The worst that is owed to the child, if anything is.
    pub worst: Option<Owed>,
}

/// One action with the child it is about.
#[derive(Clone, PartialEq, Eq)]
pub struct ActionRow {
    /// The action.
    pub action: Action,
    /// The child's name or reference; `None` for one in the worker's own file.
    pub child: Option<String>,
}

/// What the popups that book, hold and call off supervision need to know of one worker.
#[derive(Clone)]
pub struct Supervisee {
    /// The worker.
    pub worker: Worker,
    /// The supervision owed next; `None` for one who has not started or has left.
    pub next: Option<Owed>,
    /// Sessions planned and not yet settled, oldest first, those of past days too.
    pub planned: Vec<Session>,
    /// The days on which a one-to-one was held in the last twelve months, ascending.
    pub held: Vec<NaiveDate>,
    /// The minutes to begin with: what the policy asks for at least, or an hour.
    pub minutes: u16,
}

/// Every date of one worker or child, to say why.
#[derive(Clone)]
pub struct WhyPage {
    /// The name, or the reference where none was given.
    pub called: String,
    /// What is owed, worst first, what is not yet near too.
    pub owed: Vec<Owed>,
}
