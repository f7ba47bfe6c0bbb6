//! A supervision session: planned, then held, cancelled or missed (`practice/supervision.md`, *A session*).

use super::code::coded;
use super::reference::{SessionId, WorkerId};
use chrono::{NaiveDate, NaiveTime};
use std::fmt;

coded! {
    /// What sort of meeting it is. Which kinds move a due date is the policy's to say.
    SessionKind {
        /// Supervisor and supervisee alone.
        OneToOne = "one_to_one", "one-to-one";
        /// Several workers together.
        Group = "group", "group";
        /// With a second manager or a colleague.
        Joint = "joint", "joint";
        /// A conversation outside the rhythm.
        Informal = "informal", "informal";
    }
}

coded! {
    /// Who called a session off.
    CancelledBy {
        /// The supervisor.
        Supervisor = "supervisor", "the supervisor";
        /// The worker.
        Supervisee = "supervisee", "the worker";
        /// The service: duty, an emergency, a building.
        Service = "service", "the service";
    }
}

coded! {
    /// What became of it, as a code.
    SessionStatus {
        /// Booked, and not yet held.
        Planned = "planned", "planned";
        /// It took place.
        Held = "held", "held";
        /// Called off.
        Cancelled = "cancelled", "cancelled";
        /// It did not take place, and nobody called it off.
        Missed = "missed", "missed";
    }
}

coded! {
    /// How people meet.
    How {
        /// In one room.
        InPerson = "in_person", "in person";
        /// By video.
        Video = "video", "by video";
        /// By telephone.
        Phone = "phone", "by phone";
    }
}

/// How and where a session is or was. `Debug` never shows the place.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SessionSetting {
    /// How people met, if said.
    pub how: Option<How>,
    /// Where, in the user's words; may be empty.
    pub place: String,
    /// How long it was planned to last, in minutes, 1 to 480.
    pub minutes_planned: Option<u16>,
    /// Whether it was interrupted.
    pub interrupted: bool,
}

impl fmt::Debug for SessionSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionSetting").field("how", &self.how).finish_non_exhaustive()
    }
}

/// What became of a session, with what is known of it.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Booked for its day, and not yet held.
    Planned,
    /// It took place.
    Held {
        /// On what day.
        on: NaiveDate,
        /// How long, in minutes, if recorded.
        minutes: Option<u16>,
    },
    /// Called off.
    Cancelled {
        /// By whom, if recorded.
        by: Option<CancelledBy>,
        /// Why, in the user's words; may be empty.
        reason: String,
    },
    /// It did not take place.
    Missed {
        /// Why, in the user's words; may be empty.
        reason: String,
    },
}

impl Outcome {
    /// Its code.
    pub const fn status(&self) -> SessionStatus {
        match self {
            Self::Planned => SessionStatus::Planned,
            Self::Held { .. } => SessionStatus::Held,
            Self::Cancelled { .. } => SessionStatus::Cancelled,
            Self::Missed { .. } => SessionStatus::Missed,
        }
    }
}

/// One session of one worker.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The program's reference.
    pub id: SessionId,
    /// Whose session.
    pub worker: WorkerId,
    /// What sort of meeting.
    pub kind: SessionKind,
    /// The day it was planned for, if it was planned.
    pub planned_for: Option<NaiveDate>,
    /// The time of day it was planned for, if given.
    pub starts_at: Option<NaiveTime>,
    /// What became of it.
    pub outcome: Outcome,
}

impl Session {
    /// The day it was held, if it was.
    pub const fn held_on(&self) -> Option<NaiveDate> {
        match self.outcome {
            Outcome::Held { on, .. } => Some(on),
            Outcome::Planned | Outcome::Cancelled { .. } | Outcome::Missed { .. } => None,
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("planned_for", &self.planned_for)
            .field("status", &self.outcome.status())
            .field("held_on", &self.held_on())
            .finish_non_exhaustive()
    }
}

/// Minutes from `75`, `75 min`, `1h15`, `1:15`, `2 hours`; `None` where it is none of these.
pub fn minutes_from_words(text: &str) -> Option<u16> {
    let text: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_end_matches('.');
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() <= 4);
    let bare = ["minutes", "mins", "min", "m"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text);
    if let Some(minutes) = number(bare) {
        return Some(minutes);
    }
    let (hours, rest) = ["hours", "hour", "hrs", "hr", "h", ":"].iter().find_map(|unit| bare.split_once(unit))?;
    let rest = if rest.is_empty() { 0 } else { number(rest).filter(|minutes| *minutes < 60)? };
    number(hours)?.checked_mul(60)?.checked_add(rest)
}
