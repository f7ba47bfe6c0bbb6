//! Supervision compliance over a period (`practice/due-dates.md`, *Compliance*).

use super::Rule;
use super::supervision::{Absences, reckon_with};
use crate::practice::code::coded;
use crate::practice::policy::PolicyHistory;
use crate::practice::reference::{Reference, WorkerId};
use crate::practice::worker::Worker;
use crate::practice::working_days::WorkingDays;
use chrono::{Datelike, Days, Months, NaiveDate};
use std::collections::BTreeSet;

coded! {
    /// How one obligation ended.
    Judgement {
        /// Held on or before its day, or within the policy's tolerance.
        OnTime = "on_time", "on time";
        /// Held later, before the next fell due.
        Late = "late", "late";
        /// Not held before the next fell due.
        Missed = "missed", "missed";
        /// Past, and still open.
        Outstanding = "outstanding", "outstanding";
    }
}

/// One obligation as judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Whose supervision.
    pub worker: WorkerId,
    /// When it was due.
    pub due_on: NaiveDate,
    /// How it ended.
    pub outcome: Judgement,
    /// The session that met it.
    pub held_on: Option<NaiveDate>,
    /// The rule that set its date.
    pub rule: Rule,
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// On time.
    pub on_time: u32,
    /// Late.
    pub late: u32,
    /// Missed.
    pub missed: u32,
    /// Past and still open.
    pub outstanding: u32,
}

impl Tally {
    /// Counts one more.
    pub const fn add(&mut self, outcome: Judgement) {
        match outcome {
            Judgement::OnTime => self.on_time += 1,
            Judgement::Late => self.late += 1,
            Judgement::Missed => self.missed += 1,
            Judgement::Outstanding => self.outstanding += 1,
        }
    }

    /// All that fell due: the sum of the four.
    pub const fn due(self) -> u32 {
        self.on_time + self.late + self.missed + self.outstanding
    }

    /// Compliance in ten-thousandths, halves up; `None` where nothing fell due, which is no figure and never 100 %.
    pub const fn rate(self) -> Option<u32> {
        let due = self.due();
        if due == 0 { None } else { Some((self.on_time * 20_000 + due) / (2 * due)) }
    }
}

coded! {
    /// Why a worker has no figure in a period.
    LeftOut {
        /// Joined after the period, or after the day asked about.
        NotStarted = "not started", "not started";
        /// The last day was before the period.
        Left = "left", "left";
        /// Away on every day of the period while employed.
        AbsentThroughout = "absent throughout", "absent throughout";
        /// Nothing fell due.
        NothingDue = "nothing due", "nothing due";
    }
}

/// Compliance of a team over a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compliance {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// All of it.
    pub total: Tally,
    /// A row for every month of the period, by its first day, even an empty one.
    pub by_month: Vec<(NaiveDate, Tally)>,
    /// A row for every worker with something due, by reference.
    pub by_worker: Vec<(Reference, Tally)>,
    /// Every obligation counted, by worker's reference and due date.
    pub obligations: Vec<(Reference, Judged)>,
    /// Who is left out, and why.
    pub left_out: Vec<(Reference, LeftOut)>,
}

/// Walks a worker's obligations from the day they joined, as known on `day`. `held` is what
/// [`super::supervision::counted_days`] gives; days after `day` are not looked at. A due date appears once.
pub fn walk(
    worker: &Worker,
    held: &[NaiveDate],
    policies: &PolicyHistory,
    days_off: &WorkingDays,
    day: NaiveDate,
) -> Vec<Judged> {
    walk_on(worker, worker.joined_on, held, &Absences::of(worker), policies, days_off, day)
}

/// The part of [`walk`] that fell due on `from` or later, from the sessions held on `known_from` or later only, so that
/// its cost does not grow with the years. `None` where those do not reach back far enough: then the whole history must be
/// walked.
pub fn walk_since(
    worker: &Worker,
    (held, known_from): (&[NaiveDate], NaiveDate),
    policies: &PolicyHistory,
    days_off: &WorkingDays,
    (from, day): (NaiveDate, NaiveDate),
) -> Option<Vec<Judged>> {
    let absences = Absences::of(worker);
    // Every session is a new anchor, and what comes after it does not depend on what came before, except that a due date
    // counts once: hence one session more than the last after which something fell due before `from`.
    let settled = held.iter().rposition(|on| {
        *on < from && reckon_with(worker, &absences, *on, policies, days_off).due_on.is_some_and(|due| due < from)
    });
    let (anchor, rest) = match settled.and_then(|last| last.checked_sub(1)).and_then(|at| held.get(at..)) {
        Some([anchor, rest @ ..]) => (*anchor, rest),
        _ if worker.joined_on >= known_from => (worker.joined_on, held),
        _ => return None,
    };
    let mut judged = walk_on(worker, anchor, rest, &absences, policies, days_off, day);
    judged.retain(|one| one.due_on >= from);
    Some(judged)
}

fn walk_on(
    worker: &Worker,
    mut anchor: NaiveDate,
    held: &[NaiveDate],
    absences: &Absences,
    policies: &PolicyHistory,
    days_off: &WorkingDays,
    day: NaiveDate,
) -> Vec<Judged> {
    let reckon = |anchor| reckon_with(worker, absences, anchor, policies, days_off);
    let held = &held[..held.partition_point(|on| *on <= day)];
    let has_left = worker.left_on.is_some_and(|left| left < day);
    let mut judged: Vec<Judged> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut push = |due_on, outcome, held_on, rule| {
        if seen.insert(due_on) {
            judged.push(Judged { worker: worker.id, due_on, outcome, held_on, rule });
        }
    };
    let mut sessions = held.iter().copied().peekable();
    loop {
        let current = reckon(anchor);
        let next_session = sessions.peek().copied();
        let Some(due) = current.due_on else {
            // Paused: nothing falls due, and a session held all the same is the new anchor.
            let Some(on) = sessions.next() else { break };
            anchor = on;
            continue;
        };
        let tolerance = Days::new(u64::from(policies.on(due).tolerance.value));
        if let Some(on) = next_session.filter(|on| *on <= due.checked_add_days(tolerance).unwrap_or(due)) {
            push(due, Judgement::OnTime, Some(on), current.rule);
            sessions.next();
            anchor = on;
            continue;
        }
        if due >= day || worker.left_on.is_some_and(|left| has_left && due > left) {
            break;
        }
        let next_due = reckon(due).due_on;
        match (next_session, next_due) {
            (Some(on), next) if next.is_none_or(|next| on < next) => {
                push(due, Judgement::Late, Some(on), current.rule);
                sessions.next();
                anchor = on;
            }
            (_, Some(next)) if next <= day && !(has_left && worker.left_on.is_some_and(|left| next > left)) => {
                push(due, Judgement::Missed, None, current.rule);
                anchor = due;
            }
            _ => {
                push(due, if has_left { Judgement::Missed } else { Judgement::Outstanding }, None, current.rule);
                break;
            }
        }
    }
    judged
}

/// The compliance of a team from `from` to `until`, as known on `day`. Each worker comes with their counted sessions.
pub fn compliance<'a>(
    team: impl IntoIterator<Item = (&'a Worker, &'a [NaiveDate])>,
    policies: &PolicyHistory,
    days_off: &WorkingDays,
    (from, until): (NaiveDate, NaiveDate),
    day: NaiveDate,
) -> Compliance {
    let walked = team.into_iter().map(|(worker, held)| {
        let begun = worker.joined_on <= until && worker.joined_on <= day;
        (worker, if begun { walk(worker, held, policies, days_off, day) } else { Vec::new() })
    });
    tallied(walked, (from, until), day)
}

/// The compliance of a team from `from` to `until`, as known on `day`, over what [`walk`] gave for each worker.
pub fn tallied<'a>(
    team: impl IntoIterator<Item = (&'a Worker, Vec<Judged>)>,
    (from, until): (NaiveDate, NaiveDate),
    day: NaiveDate,
) -> Compliance {
    let mut result = Compliance {
        from,
        until,
        total: Tally::default(),
        by_month: months(from, until).map(|month| (month, Tally::default())).collect(),
        by_worker: Vec::new(),
        obligations: Vec::new(),
        left_out: Vec::new(),
    };
    let mut team: Vec<_> = team.into_iter().collect();
    team.sort_by(|(a, _), (b, _)| a.reference.cmp(&b.reference));
    for (worker, mut judged) in team {
        if worker.joined_on <= until && worker.joined_on <= day {
            judged.retain(|one| from <= one.due_on && one.due_on <= until);
            judged.sort_by_key(|one| one.due_on);
        } else {
            judged.clear();
        }
        if judged.is_empty() {
            result.left_out.push((worker.reference.clone(), why_left_out(worker, from, until, day)));
            continue;
        }
        let mut tally = Tally::default();
        for one in judged {
            tally.add(one.outcome);
            result.total.add(one.outcome);
            let month = first_of_month(one.due_on);
            if let Some((_, row)) = result.by_month.iter_mut().find(|(first, _)| *first == month) {
                row.add(one.outcome);
            }
            result.obligations.push((worker.reference.clone(), one));
        }
        result.by_worker.push((worker.reference.clone(), tally));
    }
    result
}

fn why_left_out(worker: &Worker, from: NaiveDate, until: NaiveDate, day: NaiveDate) -> LeftOut {
    if worker.joined_on > until || worker.joined_on > day {
        LeftOut::NotStarted
    } else if worker.left_on.is_some_and(|left| left < from) {
        LeftOut::Left
    } else {
        let first = worker.joined_on.max(from);
        let last = worker.left_on.map_or(until, |left| left.min(until));
        if Absences::of(worker).cover(first, last) { LeftOut::AbsentThroughout } else { LeftOut::NothingDue }
    }
}

/// The first day of a day's month.
pub fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The first day of every month from the month of `from` to that of `until`.
pub fn months(from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(Some(first_of_month(from)), |month| month.checked_add_months(Months::new(1)))
        .take_while(move |month| *month <= until)
}
