//! Supervision: book a session, say that it was held, call it off or say that it was missed. Not what is owed: that is
//! reckoned anew each time.

use crate::practice::date_words::{long, short_with_weekday, time, with_weekday};
use crate::practice::due::Kind;
use crate::practice::reference::{SessionId, WorkerId};
use crate::practice::session::{CancelledBy, Outcome, Session, SessionKind, SessionSetting};
use crate::store::{Change, SessionDetails, StoreError};
use crate::workbench::desk::Desk;
use crate::workbench::message::Msg;
use crate::workbench::refusal::Refusal;
use chrono::{NaiveDate, NaiveTime};

/// The longest session that is believed, in minutes: a working day.
const LONGEST: u16 = 480;

/// A day with a time, if one was given.
type When = (NaiveDate, Option<NaiveTime>);

/// The entry that a held session settles, and whether a booking there stays as it was.
#[derive(Clone, Copy)]
struct Settles {
    entry: Option<SessionId>,
    stays: bool,
}

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
        /// How and where it is to be, and for how long.
        setting: SessionSetting,
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
        /// How and where it was, and whether it was interrupted.
        setting: SessionSetting,
    },
    /// Says that one was held beside a booking: what is written for the booking is of this one, and the booking stays.
    HoldExtra {
        /// With whom.
        worker: WorkerId,
        /// What sort of meeting.
        kind: SessionKind,
        /// On what day.
        on: NaiveDate,
        /// How long.
        minutes: u16,
        /// The booking that stays.
        booked: SessionId,
        /// How and where it was, and whether it was interrupted.
        setting: SessionSetting,
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

impl Desk {
    /// Does something with a session.
    pub fn session_act(&mut self, act: SessionAct) -> Result<Vec<Msg>, Refusal> {
        let said = match act {
            SessionAct::Book { worker, kind, on, at, moves, setting } => {
                self.book(worker, kind, (on, at), moves, &setting)?
            }
            SessionAct::Hold { worker, kind, on, minutes, settles, setting } => {
                self.hold((worker, kind), (on, minutes), Settles { entry: settles, stays: false }, &setting)?
            }
            SessionAct::HoldExtra { worker, kind, on, minutes, booked, setting } => {
                let settles = Settles { entry: Some(booked), stays: true };
                self.hold((worker, kind), (on, minutes), settles, &setting)?
            }
            SessionAct::NotHeld { session, called_off_by, reason, instead } => {
                self.not_held(session, called_off_by, &reason, instead)?
            }
        };
        Ok(vec![Msg::Done(said)])
    }

    fn book(
        &mut self,
        worker: WorkerId,
        kind: SessionKind,
        when: When,
        moves: Option<SessionId>,
        setting: &SessionSetting,
    ) -> Result<String, Refusal> {
        let (on, at) = self.bookable(worker, when, "on")?;
        let details = SessionDetails { worker, kind, planned_for: Some(on), starts_at: at, outcome: Outcome::Planned };
        let moved = match moves {
            Some(id) => Some((id, self.session_of(worker, id)?)),
            None => None,
        };
        if moved.as_ref().is_some_and(|(_, session)| !matches!(session.outcome, Outcome::Planned)) {
            return Err(not_possible("the booking that was to be moved has been settled since; book a new one"));
        }
        let by = self.by();
        self.store.change(&by, |change| -> Result<(), StoreError> {
            let id = match &moved {
                Some((id, _)) => change.change_session(*id, &details).map(|()| *id)?,
                None => change.add_session(&details)?,
            };
            keep(change, id, setting)
        })?;
        let verb = if moved.is_some() { "Moved to" } else { "Booked for" };
        Ok(format!("{verb} {}.", in_full(on, at)))
    }

    fn hold(
        &mut self,
        (worker, kind): (WorkerId, SessionKind),
        (on, minutes): (NaiveDate, u16),
        settles: Settles,
        setting: &SessionSetting,
    ) -> Result<String, Refusal> {
        self.was_in_team(worker, on)?;
        if !(1..=LONGEST).contains(&minutes) {
            let why = format!("a session lasts 1 to {LONGEST} minutes; {minutes} cannot be right");
            return Err(Refusal::at("minutes", why));
        }
        let settled = match settles.entry {
            Some(id) => Some((id, self.session_of(worker, id)?)),
            None => None,
        };
        let twice = self
            .store
            .sessions_between(Some(worker), on, on)?
            .into_iter()
            .any(|one| one.kind == kind && one.held_on() == Some(on) && settles.entry != Some(one.id));
        if twice {
            let why = format!(
                "a {} session on {} is there already; put that one right on the worker's page",
                kind.words(),
                long(on)
            );
            return Err(Refusal::at("on", why));
        }
        let stays = settled.as_ref().filter(|(_, one)| settles.stays && matches!(one.outcome, Outcome::Planned));
        let was_planned = settled.as_ref().filter(|_| stays.is_none());
        let (planned_for, starts_at) = was_planned.map_or((None, None), |(_, one)| (one.planned_for, one.starts_at));
        let outcome = Outcome::Held { on, minutes: Some(minutes) };
        let details = SessionDetails { worker, kind, planned_for, starts_at, outcome };
        let by = self.by();
        self.store.change(&by, |change| -> Result<(), StoreError> {
            let id = match &settled {
                Some((id, _)) => change.change_session(*id, &details).map(|()| *id)?,
                None => change.add_session(&details)?,
            };
            if let Some((booked, one)) = stays {
                let before = change.session_setting(*booked)?;
                let again = change.add_session(&SessionDetails {
                    worker,
                    kind: one.kind,
                    planned_for: one.planned_for,
                    starts_at: one.starts_at,
                    outcome: Outcome::Planned,
                })?;
                keep(change, again, &before)?;
            }
            keep(change, id, setting)
        })?;
        let next = self.owed_to_worker(worker)?.into_iter().find(|owed| owed.kind == Kind::Supervision);
        let counts = self.policies.on(on).counts(kind);
        let after = match next.and_then(|owed| owed.due_on) {
            Some(due) if counts => format!(" The next is due on {}.", short_with_weekday(due)),
            _ if !counts => format!(" A {} session does not move the date that is due.", kind.words()),
            _ => String::new(),
        };
        let booked = match stays.and_then(|(_, one)| Some((one.planned_for?, one.starts_at))) {
            Some((day, at)) => format!(" The session booked for {} stays.", in_full(day, at)),
            None => String::new(),
        };
        Ok(format!("Held on {}, {minutes} minutes.{booked}{after}", short_with_weekday(on)))
    }

    fn not_held(
        &mut self,
        id: SessionId,
        called_off_by: Option<CancelledBy>,
        reason: &str,
        instead: Option<When>,
    ) -> Result<String, Refusal> {
        let session = self.store.session(id)?.ok_or_else(|| Refusal::NotThere(id.to_string()))?;
        if let Some(on) = session.held_on() {
            return Err(not_possible(format!(
                "this session was held on {}, so it was neither called off nor missed",
                long(on)
            )));
        }
        let reason = reason.trim().to_owned();
        if called_off_by.is_none() && session.planned_for.is_some_and(|on| on > self.day) {
            return Err(not_possible("a session that is still to come cannot have been missed; call it off instead"));
        }
        let instead = match instead {
            Some(when) => Some(self.bookable(session.worker, when, "instead")?),
            None => None,
        };
        let outcome = match called_off_by {
            Some(by) => Outcome::Cancelled { by: Some(by), reason },
            None => Outcome::Missed { reason },
        };
        let by = self.by();
        self.store.change(&by, |change| -> Result<(), StoreError> {
            change.settle_session(id, outcome)?;
            if let Some((on, at)) = instead {
                change.add_session(&SessionDetails {
                    worker: session.worker,
                    kind: session.kind,
                    planned_for: Some(on),
                    starts_at: at,
                    outcome: Outcome::Planned,
                })?;
            }
            Ok(())
        })?;
        let what = if called_off_by.is_some() { "Called off" } else { "Marked as missed" };
        Ok(match instead {
            Some((on, at)) => format!("{what}, and booked for {} instead.", in_full(on, at)),
            None => format!("{what}. Nothing is booked in its place."),
        })
    }

    /// A day and time on which a session can be booked: today or later, while the worker is in the team. `field` is what the
    /// act calls that day.
    fn bookable(&self, worker: WorkerId, (on, at): When, field: &'static str) -> Result<When, Refusal> {
        if on < self.day {
            let why = format!("{} is past; book today or a later day", with_weekday(on));
            return Err(Refusal::at(field, why));
        }
        let worker = self.known_worker(worker)?;
        if on < worker.joined_on {
            let why = format!("the worker joins on {}; book that day or a later one", long(worker.joined_on));
            return Err(Refusal::at(field, why));
        }
        if let Some(left) = worker.left_on.filter(|left| *left < on) {
            let why = format!("the worker's last day is {}; book that day or an earlier one", long(left));
            return Err(Refusal::at(field, why));
        }
        Ok((on, at))
    }

    fn was_in_team(&self, worker: WorkerId, on: NaiveDate) -> Result<(), Refusal> {
        let refused = |why| Err(Refusal::at("on", why));
        if on > self.day {
            let day = with_weekday(on);
            return refused(format!("{day} is still to come; book it, and say that it was held when it was"));
        }
        let worker = self.known_worker(worker)?;
        if on < worker.joined_on {
            return refused(format!("the worker joined on {}; give that day or a later one", long(worker.joined_on)));
        }
        if let Some(left) = worker.left_on.filter(|left| *left < on) {
            return refused(format!("the worker's last day was {}; give that day or an earlier one", long(left)));
        }
        Ok(())
    }

    fn session_of(&self, worker: WorkerId, id: SessionId) -> Result<Session, Refusal> {
        let session = self.store.session(id)?.filter(|session| session.worker == worker);
        session.ok_or_else(|| Refusal::NotThere(id.to_string()))
    }
}

/// Keeps how and where a session is or was, where anything was said of it.
fn keep(change: &mut Change<'_>, id: SessionId, setting: &SessionSetting) -> Result<(), StoreError> {
    if *setting == SessionSetting::default() || change.session_setting(id)? == *setting {
        return Ok(());
    }
    let planned = change.session_setting(id)?.minutes_planned;
    let setting = SessionSetting { minutes_planned: setting.minutes_planned.or(planned), ..setting.clone() };
    change.set_session(id, &setting)
}

fn not_possible(words: impl Into<String>) -> Refusal {
    Refusal::NotPossible(words.into())
}

fn in_full(on: NaiveDate, at: Option<NaiveTime>) -> String {
    at.map_or_else(|| with_weekday(on), |at| format!("{} at {}", with_weekday(on), time(at)))
}
