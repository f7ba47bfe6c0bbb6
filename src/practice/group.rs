//! Group and peer supervision: who came, which children were thought about, by which model, and what shifted. It is counted
//! separately, and moves no due date unless the policy says so (`practice/supervision.md`, *Group and peer supervision*).

use super::code::coded;
use super::reference::{ChildId, SessionId, WorkerId};
use chrono::NaiveDate;
use std::fmt;

coded! {
    /// Who leads it.
    GroupKind {
        /// A manager does.
        Group = "group", "group supervision";
        /// The workers do among themselves.
        Peer = "peer", "peer supervision";
    }
}

/// One meeting of several workers. No `Debug`: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub struct GroupHeld {
    /// Who led it.
    pub kind: GroupKind,
    /// The day.
    pub on: NaiveDate,
    /// How long, in minutes.
    pub minutes: u16,
    /// The model used, in the user's words; may be empty.
    pub model: String,
    /// What shifted, in the user's words; may be empty. It belongs to the meeting and to no child's record.
    pub shifted: String,
    /// The session of each worker who came.
    pub sessions: Vec<SessionId>,
    /// The children thought about, each with the facts of the case that belong on its own page; may be empty.
    pub children: Vec<(ChildId, String)>,
}

/// A meeting read back from the session of one who came. No `Debug`: it is what was said among workers.
pub struct GroupMeeting {
    /// Who led it.
    pub kind: GroupKind,
    /// The day.
    pub on: NaiveDate,
    /// How long, in minutes.
    pub minutes: u16,
    /// The model used; may be empty.
    pub model: String,
    /// What shifted; may be empty.
    pub shifted: String,
    /// Who came, by name.
    pub came: Vec<(WorkerId, String)>,
    /// The children thought about. The facts of each are on the child's own page.
    pub children: Vec<ChildId>,
}

/// What a child's page tells of such a meeting: nothing about any worker. `Debug` never shows the facts.
#[derive(Clone, PartialEq, Eq)]
pub struct GroupNote {
    /// Who led it.
    pub kind: GroupKind,
    /// The day.
    pub on: NaiveDate,
    /// The model used; may be empty.
    pub model: String,
    /// The facts of the case; may be empty.
    pub facts: String,
}

impl fmt::Debug for GroupNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GroupNote").field("kind", &self.kind).field("on", &self.on).finish_non_exhaustive()
    }
}
