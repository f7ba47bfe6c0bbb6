//! Supervision: book a session, say that it was held, call it off or say that it was missed. Not what is owed: that is
//! reckoned anew each time.

use crate::practice::reference::{SessionId, WorkerId};
use crate::practice::session::{CancelledBy, SessionKind};
use chrono::{NaiveDate, NaiveTime};

/// Something done with a session. No `Debug`: a reason may be case text.
#[derive(Clone, PartialEq, Eq)]
pub enum SessionAct {
    /// Books one, or moves one that is booked.
    Book {
        /// With whom.
        worker: WorkerId,
        /// What sort of meeting.
        kind: SessionKind,
        /// The day.
        on: NaiveDate,
        /// The time of day, if one was given.
        at: Option<NaiveTime>,
        /// The booking that it moves; `None` for one beside any other.
        moves: Option<SessionId>,
    },
    /// Says that one was held.
    Hold {
        /// With whom.
        worker: WorkerId,
        /// What sort of meeting.
        kind: SessionKind,
        /// On what day.
        on: NaiveDate,
        /// How long.
        minutes: u16,
        /// The plan that it settles, or the entry that it corrects; `None` for one that nobody had planned.
        settles: Option<SessionId>,
    },
    /// Says that one that was planned did not take place.
    NotHeld {
        /// The plan.
        session: SessionId,
        /// Whether it was called off, and by whom; `None` where it was missed and nobody called it off.
        called_off_by: Option<CancelledBy>,
        /// Why, in the user's words; may be empty.
        reason: String,
        /// When it is to be instead.
        instead: Option<(NaiveDate, Option<NaiveTime>)>,
    },
}
