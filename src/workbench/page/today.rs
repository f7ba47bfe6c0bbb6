//! What Today shows: what is owed, how the team's twelve months look, and what waits. Not how it is laid out.

use super::oversight::DraftRow;
use crate::practice::action::Whose;
use crate::practice::child::ChildStatus;
use crate::practice::due::compliance::{LeftOut, Tally};
use crate::practice::due::strip::StripMonth;
use crate::practice::due::{Kind, Owed, State, SubjectId};
use crate::practice::reference::{ChildId, Reference, WorkerId};
use chrono::NaiveDate;

/// The morning look. No `Debug`: it names people.
#[derive(Clone)]
pub struct TodayPage {
    /// What presses: late, then children with no worker, then due today and soon.
    pub rows: Vec<TodayRow>,
    /// Everyone in the team on the day, by name.
    pub team: Vec<TeamRow>,
    /// Compliance month by month, oldest first, the twelve months up to this one.
    pub months: Vec<(NaiveDate, Tally)>,
    /// Compliance over all twelve.
    pub total: Tally,
    /// Who has no figure in them, by name, and why.
    pub left_out: Vec<(String, LeftOut)>,
    /// Drafts that wait, the one saved last first.
    pub drafts: Vec<DraftRow>,
}

/// One row of what presses.
#[derive(Clone, PartialEq, Eq)]
pub enum TodayRow {
    /// Something owed by a date.
    Owed(Box<Owed>),
    /// A child with no worker.
    NoWorker(NoWorker),
}

/// An open child for whom no worker is responsible.
#[derive(Clone, PartialEq, Eq)]
pub struct NoWorker {
    /// The child.
    pub child: ChildId,
    /// The authority's reference.
    pub reference: Reference,
    /// The name, or the reference where none was given.
    pub called: String,
    /// The status on the day.
    pub status: ChildStatus,
    /// The first day without a worker that is known: the day after the last allocation, or the status's start.
    pub since: NaiveDate,
}

impl TodayRow {
    /// Whom it is about.
    pub fn subject(&self) -> SubjectId {
        match self {
            Self::Owed(owed) => owed.subject.id.clone(),
            Self::NoWorker(child) => SubjectId::Child(child.child),
        }
    }

    /// The worker whose supervision it is, if it is one.
    pub fn supervisee(&self) -> Option<WorkerId> {
        match self {
            Self::Owed(owed) => match (owed.kind, &owed.subject.id) {
                (Kind::Supervision, SubjectId::Worker(worker)) => Some(*worker),
                _ => None,
            },
            Self::NoWorker(_) => None,
        }
    }

    /// Who must act. Giving a child a worker is the supervisor's.
    pub fn whose(&self) -> Whose {
        match self {
            Self::Owed(owed) => owed.whose,
            Self::NoWorker(_) => Whose::Mine,
        }
    }

    /// Whether its day is past.
    pub fn is_late(&self) -> bool {
        matches!(self, Self::Owed(owed) if matches!(owed.state, State::Overdue(_)))
    }

    /// Whether its day is today.
    pub fn is_today(&self) -> bool {
        matches!(self, Self::Owed(owed) if matches!(owed.state, State::DueToday))
    }

    /// Whether the two are the same thing owed, so that a cursor finds its row again.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Owed(a), Self::Owed(b)) => {
                a.kind == b.kind && a.subject.id == b.subject.id && a.label == b.label && a.behind == b.behind
            }
            (Self::NoWorker(a), Self::NoWorker(b)) => a.child == b.child,
            _ => false,
        }
    }
}

/// One worker's twelve months.
#[derive(Clone, PartialEq, Eq)]
pub struct TeamRow {
    /// The worker.
    pub worker: WorkerId,
    /// The name, in full.
    pub name: String,
    /// Whether today lies in their ASYE.
    pub asye: bool,
    /// Twelve months of marks.
    pub months: Vec<StripMonth>,
    /// The supervision owed next.
    pub next: Option<Owed>,
}
