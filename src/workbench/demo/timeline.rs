//! When the turns of a family's story happened, and when a manager wrote between them. What is written is not known here.

use super::chance::Chance;
use super::families::{FamilyPlan, Plant, assessment_start};
use super::later;
use super::words::Story;
use super::{Calendar, Size};
use crate::practice::child::{Assessment, ChildStatus, StatusChange};
use crate::practice::due::child::checkpoint_days;
use crate::practice::policy::{Interval, PolicyHistory};
use chrono::{Days, Months, NaiveDate};

/// One record to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The day of the decision.
    pub on: NaiveDate,
    /// The turn of the story that is in force.
    pub step: usize,
    /// Whether it is that turn itself that is told.
    pub told: bool,
    /// The checkpoint it meets.
    pub checkpoint: Option<u16>,
    /// Whether the child's record is closed with it.
    pub closes: bool,
}

/// A family's time with the team.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The statuses, with the turn of the story that opens each.
    pub statuses: Vec<(StatusChange, usize)>,
    /// The assessments.
    pub assessments: Vec<Assessment>,
    /// The first day on which the family is with the team.
    pub from: NaiveDate,
    /// The day up to which records are written: yesterday, or the closure.
    pub until: NaiveDate,
    /// When each turn of the story happened.
    steps: Vec<NaiveDate>,
}

/// How many days apart records are, at most, for a status: safely within the shipped policy's interval.
const fn rhythm(status: ChildStatus) -> (i64, i64) {
    match status {
        ChildStatus::ChildProtection | ChildStatus::PreProceedings | ChildStatus::Proceedings => (22, 26),
        ChildStatus::ChildInNeed | ChildStatus::InCare => (44, 55),
        ChildStatus::Assessment
        | ChildStatus::Contact
        | ChildStatus::EarlyHelp
        | ChildStatus::CareLeaver
        | ChildStatus::PrivateFostering
        | ChildStatus::Closed => (64, 82),
    }
}

/// Lays out a family's time.
pub fn timeline(
    plan: &FamilyPlan,
    story: &Story,
    calendar: &Calendar,
    policies: &PolicyHistory,
    size: Size,
    chance: &mut Chance,
) -> Timeline {
    let told = story.step.get(..=plan.last_step).unwrap_or(&story.step);
    let mut offsets = Vec::with_capacity(told.len());
    let mut at = 0;
    for (place, step) in told.iter().enumerate() {
        if place > 0 {
            at += step.weeks * 7 + chance.between(-3, 4);
        }
        offsets.push(at);
    }
    let last = offsets.last().copied().unwrap_or(0);
    let closed = plan.status == ChildStatus::Closed;
    let ends_itself = told.last().is_some_and(|step| step.status == ChildStatus::Closed);
    let yesterday = later(calendar.day, -1);
    let room = (size.span() - 8 - last).max(2);
    // What is planted wants some weeks behind it.
    let fewest = if plan.plants.is_empty() { 1 } else { 72 };
    let first = if plan.status == ChildStatus::Assessment {
        let start = assessment_start(plan, calendar, policies, chance);
        let opens = told.iter().position(|step| step.status == ChildStatus::Assessment).unwrap_or(0);
        later(start, -offsets.get(opens).copied().unwrap_or(0))
    } else {
        let since = if closed { chance.between(1, room) } else { chance.between(fewest, room.min(210)) };
        later(yesterday, -last - since)
    };
    let steps: Vec<NaiveDate> = offsets.iter().map(|days| calendar.working_before(later(first, *days))).collect();
    let mut statuses: Vec<(StatusChange, usize)> = Vec::new();
    for (place, (step, on)) in told.iter().zip(&steps).enumerate() {
        if statuses.last().is_none_or(|(change, _)| change.status != step.status) {
            statuses.push((StatusChange { status: step.status, since: *on }, place));
        }
    }
    let mut until = yesterday;
    if closed {
        let last_on = steps.last().copied().unwrap_or(first);
        until = if ends_itself {
            last_on
        } else {
            calendar.working_before(later(last_on, chance.between(30, 60)).min(yesterday))
        };
        if !ends_itself {
            statuses.push((StatusChange { status: ChildStatus::Closed, since: until }, plan.last_step));
        }
    }
    let assessments = statuses
        .iter()
        .enumerate()
        .filter(|(_, (change, _))| change.status == ChildStatus::Assessment)
        .map(|(place, (change, _))| Assessment {
            start: change.since,
            end: statuses.get(place + 1).map(|(next, _)| next.since),
        })
        .collect();
    let from = steps.first().copied().unwrap_or(first);
    Timeline { statuses, assessments, from, until, steps }
}

impl Timeline {
    /// The records to be written for one child, by day. `plants` are that child's own.
    pub fn turns(
        &self,
        plants: &[Plant],
        calendar: &Calendar,
        policies: &PolicyHistory,
        chance: &mut Chance,
    ) -> Vec<Turn> {
        let mut turns: Vec<Turn> = Vec::new();
        for (place, (change, opens)) in self.statuses.iter().enumerate() {
            let next = self.statuses.get(place + 1).map(|(next, _)| next.since);
            let shuts = self.statuses.get(place + 1).map_or(self.steps.len(), |(_, step)| *step);
            let steps = || (*opens..shuts).filter_map(|step| Some((step, *self.steps.get(step)?)));
            match change.status {
                ChildStatus::Assessment => {
                    let told: Vec<usize> = steps().map(|(step, _)| step).collect();
                    checkpoints(change.since, next, &told, plants, (calendar, policies), chance, &mut turns);
                }
                ChildStatus::Closed => turns.push(Turn {
                    on: change.since,
                    step: *opens,
                    told: self.steps.get(*opens) == Some(&change.since),
                    checkpoint: None,
                    closes: true,
                }),
                status => {
                    let mut days: Vec<(NaiveDate, Option<usize>)> =
                        steps().map(|(step, on)| (on, Some(step))).collect();
                    let last = last_on(plants, status, calendar, policies);
                    days.push((next.or(last).unwrap_or(self.until), None));
                    between(&days, status, next.is_none() && last.is_some(), calendar, chance, &mut turns);
                }
            }
        }
        turns.sort_by_key(|turn| turn.on);
        turns.dedup_by_key(|turn| turn.on);
        turns
    }
}

/// The records at the checkpoints of one assessment, those left out that are planted as not met.
fn checkpoints(
    start: NaiveDate,
    end: Option<NaiveDate>,
    told: &[usize],
    plants: &[Plant],
    (calendar, policies): (&Calendar, &PolicyHistory),
    chance: &mut Chance,
    turns: &mut Vec<Turn>,
) {
    let left_out = plants.iter().find_map(|plant| match plant {
        Plant::CheckpointToday(number) | Plant::LateCheckpoint(number, _) | Plant::MissedCheckpoint(number) => {
            Some(*number)
        }
        _ => None,
    });
    let known = end.unwrap_or(calendar.day);
    let points = checkpoint_days(start, policies, &calendar.working);
    for (place, (number, due, _)) in points.iter().enumerate() {
        if *due > known || left_out == Some(*number) {
            continue;
        }
        let early = if chance.percent(30) { calendar.working_before(later(*due, -1)) } else { *due };
        let on = early.min(calendar.working_before(later(known, -1))).max(start);
        // The first day opens the story; the half-way look tells its second turn.
        let step = if place == 0 {
            told.first()
        } else if place == 2 {
            told.get(1)
        } else {
            None
        };
        let in_force = if place >= 2 { told.last() } else { told.first() };
        turns.push(Turn {
            on,
            step: step.or(in_force).copied().unwrap_or(0),
            told: step.is_some(),
            checkpoint: Some(*number),
            closes: false,
        });
    }
}

/// The day of the last record, where what is planted asks for one.
fn last_on(plants: &[Plant], status: ChildStatus, calendar: &Calendar, policies: &PolicyHistory) -> Option<NaiveDate> {
    let back = plants.iter().find_map(|plant| match plant {
        Plant::LateReview(days) => Some(days + 13),
        Plant::ReviewToday => Some(20),
        Plant::LateOversight(days) => {
            let interval = policies.on(calendar.day).oversight_interval(status)?.value;
            let raw = later(calendar.day, -days);
            let anchor = match interval {
                Interval::Days(days) => raw.checked_sub_days(Days::new(u64::from(days))),
                Interval::Months(months) => raw.checked_sub_months(Months::new(u32::from(months))),
            };
            Some((calendar.day - anchor?).num_days())
        }
        Plant::LateAction(days, _) => (*days < 15).then_some(18),
        _ => None,
    })?;
    Some(calendar.working_before(later(calendar.day, -back)))
}

/// Writes at each day that is given, and in between as often as the status asks. The last day only ends the stretch,
/// unless it is to be written on.
fn between(
    days: &[(NaiveDate, Option<usize>)],
    status: ChildStatus,
    last_too: bool,
    calendar: &Calendar,
    chance: &mut Chance,
    turns: &mut Vec<Turn>,
) {
    let (least, most) = rhythm(status);
    let mut in_force = 0;
    for (place, (on, step)) in days.iter().enumerate() {
        let ends = place + 1 == days.len();
        if let Some(step) = step {
            in_force = *step;
            turns.push(Turn { on: *on, step: *step, told: true, checkpoint: None, closes: false });
        } else if ends && last_too && turns.last().is_none_or(|turn| turn.on < *on) {
            turns.push(Turn { on: *on, step: in_force, told: false, checkpoint: None, closes: false });
        }
        let Some((next, _)) = days.get(place + 1) else { continue };
        // Before another turn there is no need to write days ahead of it; before today there is.
        let is_last = place + 2 == days.len();
        let spare = if is_last && !last_too { 0 } else { 12 };
        let mut at = later(*on, chance.between(least, most));
        while at < later(*next, -spare) {
            let day = calendar.working_before(at);
            turns.push(Turn { on: day, step: in_force, told: false, checkpoint: None, closes: false });
            at = later(day, chance.between(least, most));
        }
    }
}
