//! The supervision of the made-up team: most of it on time, some late, some missed or excused, and who is owed what today.

use super::chance::Chance;
use super::words::Reasons;
use super::workers::{LONG_OVERDUE, Part, Player};
use super::{Calendar, later};
use crate::practice::due::supervision::{Absences, reckon};
use crate::practice::policy::PolicyHistory;
use crate::practice::reference::SessionId;
use crate::practice::session::{CancelledBy, Outcome, Session, SessionKind};
use chrono::{NaiveDate, NaiveTime};

/// The sessions of one worker, by day. References are given by the file.
pub fn sessions(
    player: &Player,
    policies: &PolicyHistory,
    calendar: &Calendar,
    reasons: &Reasons,
    chance: &mut Chance,
) -> Vec<Session> {
    let mut walk = Walk {
        player,
        calendar,
        reasons,
        absences: Absences::of(&player.worker),
        made: Vec::new(),
        clock: NaiveTime::from_hms_opt(u32::try_from(chance.between(9, 15)).unwrap_or(10), 30, 0),
    };
    let worker = &player.worker;
    let end = worker.left_on.unwrap_or(calendar.day).min(calendar.day);
    let stop = match player.part {
        Part::LongOverdue => stop_before(player, policies, calendar, later(calendar.day, -LONG_OVERDUE)),
        Part::FirstYearLate => stop_before(player, policies, calendar, later(calendar.day, -3)),
        _ => None,
    };
    let mut anchor = worker.joined_on;
    // More than any worker has in ten years; a walk that stood still would otherwise never end.
    for _ in 0..600 {
        let reckoned = reckon(worker, anchor, policies, &calendar.working);
        let Some(due) = reckoned.due_on else { break };
        if let Some((last, _)) = stop
            && due >= last
        {
            if anchor < last {
                walk.held(last, last, chance);
            }
            break;
        }
        if due >= end {
            walk.booking(due, anchor, chance);
            break;
        }
        let settled = (end - due).num_days() > 50 && stop.is_none_or(|(last, _)| (last - due).num_days() > 50);
        anchor = walk.settle(due, anchor, settled, chance);
    }
    if player.part == Part::FirstYearLate {
        let on = calendar.working_from(later(calendar.day, 3));
        walk.push(SessionKind::OneToOne, Some(on), Outcome::Planned);
    }
    walk.groups(end, chance);
    walk.made.sort_by_key(|session| session.held_on().or(session.planned_for));
    walk.made
}

/// The last session after which the next fell due on a day, or as near before it as the calendar allows.
fn stop_before(
    player: &Player,
    policies: &PolicyHistory,
    calendar: &Calendar,
    due: NaiveDate,
) -> Option<(NaiveDate, NaiveDate)> {
    let target = calendar.working_before(due);
    (7..45)
        .map(|back| later(target, -back))
        .filter(|day| calendar.working.is_working_day(*day) && Absences::of(&player.worker).over(*day).is_none())
        .find_map(|day| {
            let reached = reckon(&player.worker, day, policies, &calendar.working).due_on?;
            (reached <= target).then_some((day, reached))
        })
}

struct Walk<'a> {
    player: &'a Player,
    calendar: &'a Calendar,
    reasons: &'a Reasons,
    absences: Absences,
    made: Vec<Session>,
    clock: Option<NaiveTime>,
}

impl Walk<'_> {
    fn push(&mut self, kind: SessionKind, planned_for: Option<NaiveDate>, outcome: Outcome) {
        let worker = self.player.worker.id;
        let starts_at = planned_for.and(self.clock);
        self.made.push(Session { id: SessionId(0), worker, kind, planned_for, starts_at, outcome });
    }

    fn free(&self, day: NaiveDate) -> bool {
        self.calendar.working.is_working_day(day) && self.absences.over(day).is_none()
    }

    /// A free day on or before one, after another.
    fn free_before(&self, day: NaiveDate, after: NaiveDate) -> Option<NaiveDate> {
        (0..40).map(|back| later(day, -back)).take_while(|one| *one > after).find(|one| self.free(*one))
    }

    fn held(&mut self, on: NaiveDate, planned: NaiveDate, chance: &mut Chance) {
        let minutes = u16::try_from(45 + 5 * chance.between(1, 11)).ok();
        self.push(SessionKind::OneToOne, Some(planned), Outcome::Held { on, minutes });
    }

    /// Lets one obligation end in some way; gives the anchor of the next.
    fn settle(&mut self, due: NaiveDate, anchor: NaiveDate, settled: bool, chance: &mut Chance) -> NaiveDate {
        let early =
            self.free_before(later(due, -chance.between(0, 3)), anchor).or_else(|| self.free_before(due, anchor));
        let Some(on_time) = early else {
            // The due date itself is always free: it was moved off days off and absences.
            self.held(due, due, chance);
            return due;
        };
        let luck = chance.between(1, 100);
        if settled && luck <= 5 {
            let missed = Outcome::Missed { reason: chance.text(&self.reasons.missed).to_owned() };
            self.push(SessionKind::OneToOne, Some(on_time), missed);
            return due;
        }
        if settled && luck <= 15 {
            let late = (chance.between(1, 6)..12).map(|days| later(due, days)).find(|day| self.free(*day));
            if let Some(late) = late.filter(|day| self.player.worker.in_team(*day)) {
                self.call_off(on_time, chance);
                self.held(late, late, chance);
                return late;
            }
        }
        if luck >= 92
            && let Some(before) = self.free_before(later(on_time, -1), anchor)
        {
            self.call_off(before, chance);
        }
        self.held(on_time, on_time, chance);
        on_time
    }

    fn call_off(&mut self, day: NaiveDate, chance: &mut Chance) {
        let (by, reasons) = match chance.between(1, 10) {
            1..=5 => (CancelledBy::Supervisor, &self.reasons.supervisor),
            6..=8 => (CancelledBy::Supervisee, &self.reasons.supervisee),
            _ => (CancelledBy::Service, &self.reasons.service),
        };
        let outcome = Outcome::Cancelled { by: Some(by), reason: chance.text(reasons).to_owned() };
        self.push(SessionKind::OneToOne, Some(day), outcome);
    }

    /// The next session, booked for most.
    fn booking(&mut self, due: NaiveDate, anchor: NaiveDate, chance: &mut Chance) {
        if self.player.worker.left_on.is_some() || due < self.calendar.day || !chance.percent(85) {
            return;
        }
        let first = anchor.max(later(self.calendar.day, -1));
        if let Some(on) = self.free_before(later(due, -chance.between(0, 2)), first).or(self.free_before(due, first)) {
            self.push(SessionKind::OneToOne, Some(on), Outcome::Planned);
        }
    }

    /// Group supervision every six weeks or so, for those who are there. It moves no due date.
    fn groups(&mut self, end: NaiveDate, chance: &mut Chance) {
        let mut day = later(self.calendar.day, -13);
        while day > self.player.worker.joined_on {
            let on = self.calendar.working_before(day);
            if on <= end && on > self.player.worker.joined_on && self.free(on) && chance.percent(85) {
                self.push(SessionKind::Group, None, Outcome::Held { on, minutes: Some(90) });
            }
            day = later(day, -42);
        }
    }
}
