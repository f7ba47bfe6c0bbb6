//! What is owed, to whom, by when, and why (`practice/due-dates.md`). Facts and a day in, obligations out.

pub mod action;
#[cfg(test)]
mod cases;
pub mod child;
pub mod compliance;
pub mod milestone;
pub mod order;
#[cfg(test)]
mod properties;
pub mod strip;
pub mod supervision;
pub mod wanted;
pub mod why;

use super::action::Whose;
use super::child::ChildStatus;
use super::code::coded;
use super::reference::{ActionId, ChildId, RecordId, Reference, WorkerId};
use chrono::NaiveDate;

coded! {
    /// What kind of thing is owed.
    Kind {
        /// A supervision session with a worker.
        Supervision = "supervision", "supervision";
        /// Oversight at a checkpoint of an assessment.
        Checkpoint = "checkpoint", "checkpoint";
        /// The end of an assessment.
        AssessmentLimit = "assessment_limit", "assessment limit";
        /// Review of an earlier direction.
        Review = "review", "review";
        /// Regular oversight of a child.
        Oversight = "oversight", "oversight";
        /// A milestone of a child's plan.
        Milestone = "milestone", "milestone";
        /// An action.
        Action = "action", "action";
    }
}

/// Whom it is owed to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectId {
    /// A worker.
    Worker(WorkerId),
    /// A child.
    Child(ChildId),
}

/// Whom it is owed to, as shown. `Debug` shows the reference only.
#[derive(Clone, PartialEq, Eq)]
pub struct Subject {
    /// The key.
    pub id: SubjectId,
    /// The authority's reference.
    pub reference: Reference,
    /// The name, or the reference where none was given.
    pub name: String,
    /// A child's status on the day, `None` for a worker.
    pub status: Option<ChildStatus>,
}

impl std::fmt::Debug for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Subject").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The rule that set the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Supervision by the standing rule.
    Standing,
    /// Supervision in an ASYE of one stage.
    Asye,
    /// Supervision in stage N of a staged ASYE, from 1.
    AsyeStage(u8),
    /// Supervision after a return to work.
    ReturnToWork,
    /// Supervision after a change of role.
    RoleChange,
    /// Supervision in a personal period.
    Personal,
    /// A checkpoint, or the assessment limit, in working days.
    Day(u16),
    /// Regular oversight by status.
    Status(ChildStatus),
    /// No rule: somebody set the date.
    Set,
}

impl Rule {
    /// The code in JSON; `None` where somebody set the date.
    pub fn code(self) -> Option<String> {
        match self {
            Self::Standing => Some("standing".to_owned()),
            Self::Asye => Some("asye".to_owned()),
            Self::AsyeStage(stage) => Some(format!("asye_stage_{stage}")),
            Self::ReturnToWork => Some("return_to_work".to_owned()),
            Self::RoleChange => Some("role_change".to_owned()),
            Self::Personal => Some("personal".to_owned()),
            Self::Day(day) => Some(format!("day_{day}")),
            Self::Status(status) => Some(status.code().to_owned()),
            Self::Set => None,
        }
    }
}

/// Why a date moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MovedBecause {
    /// It fell within an absence.
    Absence,
    /// It fell on a day off.
    NonWorkingDay,
}

/// One move of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// From this day.
    pub from: NaiveDate,
    /// To this day.
    pub to: NaiveDate,
    /// Why.
    pub because: MovedBecause,
}

/// How a due date stands on the day asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Past, by this many calendar days (1 or more).
    Overdue(i64),
    /// Due on the day itself.
    DueToday,
    /// Due within the policy's notice, in this many days.
    DueSoon(i64),
    /// Due later, in this many days.
    OnTrack(i64),
    /// Nothing is due: the worker is away with no known end.
    Paused,
}

impl State {
    /// How a date stands on a day, with the policy's notice in days.
    pub fn of(due: NaiveDate, day: NaiveDate, notice: u16) -> Self {
        let left = (due - day).num_days();
        match left {
            ..0 => Self::Overdue(-left),
            0 => Self::DueToday,
            _ if left <= i64::from(notice) => Self::DueSoon(left),
            _ => Self::OnTrack(left),
        }
    }

    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue(_) => "overdue",
            Self::DueToday => "due_today",
            Self::DueSoon(_) => "due_soon",
            Self::OnTrack(_) => "on_track",
            Self::Paused => "paused",
        }
    }

    /// Calendar days overdue; negative for days left; `None` when paused.
    pub const fn days_overdue(self) -> Option<i64> {
        match self {
            Self::Overdue(days) => Some(days),
            Self::DueToday => Some(0),
            Self::DueSoon(left) | Self::OnTrack(left) => Some(-left),
            Self::Paused => None,
        }
    }

    /// Whether it asks for something now: overdue, today or soon.
    pub const fn presses(self) -> bool {
        matches!(self, Self::Overdue(_) | Self::DueToday | Self::DueSoon(_))
    }
}

/// Whether the next session is booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Booking {
    /// Booked on or before the due date.
    Booked(NaiveDate),
    /// Booked, but only after the due date, or while paused.
    BookedLate(NaiveDate),
    /// Not booked.
    NotBooked,
}

impl Booking {
    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Booked(_) => "booked",
            Self::BookedLate(_) => "booked_late",
            Self::NotBooked => "not_booked",
        }
    }

    /// The day booked.
    pub const fn on(self) -> Option<NaiveDate> {
        match self {
            Self::Booked(on) | Self::BookedLate(on) => Some(on),
            Self::NotBooked => None,
        }
    }
}

/// What stands behind an owed thing, so that one key can open it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// Nothing but the subject.
    Subject,
    /// The record whose direction falls due for review.
    Record(RecordId),
    /// The action.
    Action(ActionId),
}

/// One thing owed. `Debug` never shows an action's words, nor who carries it.
#[derive(Clone, PartialEq, Eq)]
pub struct Owed {
    /// What kind.
    pub kind: Kind,
    /// To whom.
    pub subject: Subject,
    /// A short human name: "day 8", "review of 12 October", an action's first words.
    pub label: String,
    /// The due date; `None` when paused.
    pub due_on: Option<NaiveDate>,
    /// How it stands.
    pub state: State,
    /// The rule that set the date.
    pub rule: Rule,
    /// The day that the interval was added to.
    pub counts_from: Option<NaiveDate>,
    /// Every move of the date, in order.
    pub moved: Vec<Move>,
    /// For supervision, whether the next session is booked.
    pub booking: Option<Booking>,
    /// Who must act.
    pub whose: Whose,
    /// Who carries it: the child's worker, or the action's owner, by name; empty where nobody does.
    pub carried_by: String,
    /// What stands behind it.
    pub behind: Behind,
    /// Everything the *why* needs beyond the fields above.
    pub basis: why::Basis,
}

impl std::fmt::Debug for Owed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Owed")
            .field("kind", &self.kind)
            .field("subject", &self.subject)
            .field("behind", &self.behind)
            .field("due_on", &self.due_on)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// What a list tells of something owed in a word or two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glance {
    /// What kind.
    pub kind: Kind,
    /// The rule that set the date.
    pub rule: Rule,
    /// The due date; `None` when paused.
    pub due_on: Option<NaiveDate>,
    /// How it stands.
    pub state: State,
}

impl Owed {
    /// What a list tells of it.
    pub const fn glance(&self) -> Glance {
        Glance { kind: self.kind, rule: self.rule, due_on: self.due_on, state: self.state }
    }

    /// The same, for somebody else to act on.
    #[must_use]
    pub const fn theirs(mut self) -> Self {
        self.whose = Whose::Theirs;
        self
    }

    /// Why the date is what it is, in one sentence.
    pub fn why(&self) -> String {
        why::why(self)
    }
}
