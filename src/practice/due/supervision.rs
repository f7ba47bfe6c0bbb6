//! When supervision is due (`practice/due-dates.md`, *When supervision is due*, steps 1 to 5).

use super::why::{Basis, SupervisionAnchor};
use super::{Behind, Booking, Kind, Move, MovedBecause, Owed, Rule, State, Subject, SubjectId};
use crate::practice::action::Whose;
use crate::practice::policy::{Interval, NonWorkingDay, Policy, PolicyHistory, Source};
use crate::practice::session::{Outcome, Session, SessionKind};
use crate::practice::worker::{EnhancedReason, Period, Worker};
use crate::practice::working_days::WorkingDays;
use chrono::{Days, NaiveDate};

/// The days on which a session that moves the due date was held: while the worker was in the team, one to a day,
/// ascending. What counts is for the policy of the session's own day to say.
pub fn counted_days<'a>(
    worker: &Worker,
    sessions: impl IntoIterator<Item = &'a Session>,
    policies: &PolicyHistory,
) -> Vec<NaiveDate> {
    let own = sessions.into_iter().filter(|session| session.worker == worker.id);
    counted_of(worker, own.filter_map(|session| Some((session.kind, session.held_on()?))), policies)
}

/// As [`counted_days`], of sessions held by this worker of which no more than kind and day is known.
pub fn counted_of(
    worker: &Worker,
    held: impl IntoIterator<Item = (SessionKind, NaiveDate)>,
    policies: &PolicyHistory,
) -> Vec<NaiveDate> {
    let counts = |(kind, on): &(SessionKind, NaiveDate)| worker.in_team(*on) && policies.on(*on).counts(*kind);
    let mut days: Vec<NaiveDate> = held.into_iter().filter(counts).map(|(_, on)| on).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The earliest session planned for `day` or later, of a kind that counts.
pub fn next_booking<'a>(
    sessions: impl IntoIterator<Item = &'a Session>,
    policies: &PolicyHistory,
    day: NaiveDate,
) -> Option<NaiveDate> {
    sessions
        .into_iter()
        .filter(|session| matches!(session.outcome, Outcome::Planned))
        .filter_map(|session| session.planned_for.filter(|on| *on >= day && policies.on(*on).counts(session.kind)))
        .min()
}

/// A due date as reckoned from an anchor, with all that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// The date; `None` while the worker is away with no known end.
    pub due_on: Option<NaiveDate>,
    /// The rule that set it.
    pub rule: Rule,
    /// The day that the interval was added to.
    pub counts_from: NaiveDate,
    /// Every move, in order.
    pub moved: Vec<Move>,
    /// The interval.
    pub interval: Interval,
    /// Who says so.
    pub source: Source,
    /// The first and last day of the period that set it, if one did.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// The day of the change of policy by which it was reckoned again.
    pub changed_on: Option<NaiveDate>,
}

/// A stretch of more frequent supervision under one policy.
struct Candidate {
    raw: NaiveDate,
    /// The place on a tie: personal, return to work, role change, ASYE, and the standing rule last.
    place: u8,
    rule: Rule,
    counts_from: NaiveDate,
    interval: Interval,
    source: Source,
    period: Option<(NaiveDate, NaiveDate)>,
}

/// Reckons the next due date of a worker from an anchor: the last session, the day of joining, or an unmet due date
/// (`practice/due-dates.md`, *When supervision is due*, 2 to 5).
pub fn reckon(worker: &Worker, anchor: NaiveDate, policies: &PolicyHistory, days_off: &WorkingDays) -> Reckoned {
    let absences = Absences::of(worker);
    reckon_with(worker, &absences, anchor, policies, days_off)
}

pub(super) fn reckon_with(
    worker: &Worker,
    absences: &Absences,
    anchor: NaiveDate,
    policies: &PolicyHistory,
    days_off: &WorkingDays,
) -> Reckoned {
    let mut policy = policies.on(anchor);
    let mut changed_on = None;
    loop {
        let first = earliest(worker, anchor, policy);
        let raw = changed_on.map_or(first.raw, |change| first.raw.max(change));
        let (reached, paused, moved) = moved(raw, absences, policy, days_off);
        match policies.next_change(changed_on.unwrap_or(anchor)) {
            Some((change, next)) if reached >= change => {
                policy = next;
                changed_on = Some(change);
            }
            _ => {
                return Reckoned {
                    due_on: (!paused).then_some(reached),
                    rule: first.rule,
                    counts_from: first.counts_from,
                    moved,
                    interval: first.interval,
                    source: first.source,
                    period: first.period,
                    changed_on,
                };
            }
        }
    }
}

/// Steps 2 and 3: every candidate, and of them the earliest.
fn earliest(worker: &Worker, anchor: NaiveDate, policy: &Policy) -> Candidate {
    let standing = Candidate {
        raw: policy.standing.value.after(anchor),
        place: 9,
        rule: Rule::Standing,
        counts_from: anchor,
        interval: policy.standing.value,
        source: policy.standing.source.clone(),
        period: None,
    };
    let mut best = standing;
    let mut consider =
        |from: NaiveDate, until: NaiveDate, interval: Interval, place: u8, rule: Rule, source: &Source| {
            if until < anchor || interval.about_days() >= policy.standing.value.about_days() {
                return;
            }
            let counts_from = anchor.max(from);
            let raw = interval.after(counts_from);
            let period = Some((from, until));
            // Of two alike in date and place the one that began first, so that nothing depends on the order of rows.
            let that = (best.raw, best.place, best.period, best.interval.about_days());
            if raw <= until && (raw, place, period, interval.about_days()) < that {
                best = Candidate { raw, place, rule, counts_from, interval, source: source.clone(), period };
            }
        };
    for period in &worker.periods {
        match period {
            Period::Enhanced { reason: EnhancedReason::Personal { interval_days, .. }, from, until } => {
                let interval = interval_days.map_or(policy.personal.value, Interval::Days);
                consider(*from, *until, interval, 0, Rule::Personal, &policy.personal.source);
            }
            Period::Enhanced { reason: EnhancedReason::ReturnToWork, from, until } => {
                let rule = &policy.return_to_work;
                consider(*from, *until, rule.value, 1, Rule::ReturnToWork, &rule.source);
            }
            Period::Enhanced { reason: EnhancedReason::RoleChange, from, until } => {
                let rule = &policy.role_change;
                consider(*from, *until, rule.value, 2, Rule::RoleChange, &rule.source);
            }
            Period::Asye { from, .. } => {
                let last = period.until();
                for (number, stage_from, stage_until, interval) in stages(policy, *from, last) {
                    let rule = number.map_or(Rule::Asye, Rule::AsyeStage);
                    consider(stage_from, stage_until, interval, 3, rule, &policy.asye.source);
                }
            }
        }
    }
    best
}

/// The stages of an ASYE as periods of their own: number (none where there is but one), first day, last day, interval.
pub(in crate::practice) fn stages(
    policy: &Policy,
    from: NaiveDate,
    last: NaiveDate,
) -> impl Iterator<Item = (Option<u8>, NaiveDate, NaiveDate, Interval)> + '_ {
    let staged = policy.asye.value.len() > 1;
    let mut first = from;
    (1_u8..).zip(&policy.asye.value).map_while(move |(number, stage)| {
        let end = stage.until.map_or(last, |length| day_before(length.after(from)).min(last));
        let this = (staged.then_some(number), first, end, stage.interval);
        let begun = first <= last;
        first = end.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
        begun.then_some(this)
    })
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN)
}

/// Steps 4 and 5: moves a date out of absences and off days off, until it stands still.
/// Gives the date reached, whether it is paused there, and every move.
fn moved(raw: NaiveDate, absences: &Absences, policy: &Policy, days_off: &WorkingDays) -> (NaiveDate, bool, Vec<Move>) {
    let mut date = raw;
    let mut moves = Vec::new();
    loop {
        let (to, because) = match absences.over(date) {
            Some(None) => return (date, true, moves),
            Some(Some(last)) => {
                let grace = policy.absence_grace.value.saturating_add(1);
                (days_off.add_working_days(last, grace), MovedBecause::Absence)
            }
            None => (onto_working_day(date, policy, days_off), MovedBecause::NonWorkingDay),
        };
        if to == date {
            return (date, false, moves);
        }
        moves.push(Move { from: date, to, because });
        date = to;
    }
}

/// Where the policy puts a date that is not a working day (`practice/due-dates.md`, *When supervision is due*, 5).
pub fn onto_working_day(date: NaiveDate, policy: &Policy, days_off: &WorkingDays) -> NaiveDate {
    match policy.non_working_day.value {
        NonWorkingDay::Next => days_off.next_working_day(date),
        NonWorkingDay::Previous => days_off.previous_working_day(date),
        NonWorkingDay::Keep => date,
    }
}

/// A worker's absences, those that overlap or follow on the next calendar day as one.
pub struct Absences(Vec<(NaiveDate, Option<NaiveDate>)>);

impl Absences {
    /// The absences of a worker.
    pub fn of(worker: &Worker) -> Self {
        let mut spans: Vec<_> = worker.absences.iter().map(|absence| (absence.from, absence.until)).collect();
        spans.sort_unstable();
        let mut merged: Vec<(NaiveDate, Option<NaiveDate>)> = Vec::with_capacity(spans.len());
        for (from, until) in spans {
            match merged.last_mut() {
                Some((_, end)) if follows_on(*end, from) => {
                    *end = match (*end, until) {
                        (Some(a), Some(b)) => Some(a.max(b)),
                        (None, _) | (_, None) => None,
                    };
                }
                _ => merged.push((from, until)),
            }
        }
        Self(merged)
    }

    /// The absence over a day: `Some(last day)`, where the last day may be unknown; `None` where there is none.
    pub fn over(&self, day: NaiveDate) -> Option<Option<NaiveDate>> {
        self.0
            .iter()
            .find(|(from, until)| *from <= day && until.is_none_or(|last| day <= last))
            .map(|(_, until)| *until)
    }

    /// Whether one absence covers every day from `from` to `until`.
    pub fn cover(&self, from: NaiveDate, until: NaiveDate) -> bool {
        self.0.iter().any(|(first, last)| *first <= from && last.is_none_or(|last| until <= last))
    }
}

fn follows_on(end: Option<NaiveDate>, from: NaiveDate) -> bool {
    end.is_none_or(|end| end.checked_add_days(Days::new(1)).is_none_or(|next| from <= next))
}

/// What is known of a worker's sessions on the day asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionsKnown {
    /// The last counted session held on or before the day, while in the team.
    pub last_held: Option<NaiveDate>,
    /// The next counted session planned for the day or later.
    pub next_planned: Option<NaiveDate>,
}

/// The supervision owed to a worker on a day; `None` for one who has not started, or whose last day is past.
pub fn owed_to_worker(
    worker: &Worker,
    known: SessionsKnown,
    policies: &PolicyHistory,
    days_off: &WorkingDays,
    day: NaiveDate,
) -> Option<Owed> {
    if !worker.in_team(day) {
        return None;
    }
    let anchor = known.last_held.unwrap_or(worker.joined_on);
    let reckoned = reckon(worker, anchor, policies, days_off);
    let state = reckoned.due_on.map_or(State::Paused, |due| State::of(due, day, policies.on(day).notice.value));
    let booking = match (known.next_planned, reckoned.due_on) {
        (Some(on), Some(due)) if on <= due => Booking::Booked(on),
        (Some(on), _) => Booking::BookedLate(on),
        (None, _) => Booking::NotBooked,
    };
    Some(Owed {
        kind: Kind::Supervision,
        subject: Subject {
            id: SubjectId::Worker(worker.id),
            reference: worker.reference.clone(),
            name: worker.name.clone(),
            status: None,
        },
        label: "supervision".to_owned(),
        due_on: reckoned.due_on,
        state,
        rule: reckoned.rule,
        counts_from: Some(reckoned.counts_from),
        moved: reckoned.moved,
        booking: Some(booking),
        whose: Whose::Mine,
        carried_by: String::new(),
        behind: Behind::Subject,
        basis: Basis::Supervision {
            anchor,
            anchored_on: if known.last_held.is_some() {
                SupervisionAnchor::LastSession
            } else {
                SupervisionAnchor::Joined { assumed: worker.joined_assumed }
            },
            interval: reckoned.interval,
            period: reckoned.period,
            changed_on: reckoned.changed_on,
            source: reckoned.source,
        },
    })
}
