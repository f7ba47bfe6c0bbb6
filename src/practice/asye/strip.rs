//! The year as a strip of fortnights, or of whatever stretches the policy's stages make. Not how it is drawn.

use super::event::{AsyeEvent, Happened};
use crate::practice::due::compliance::{Judged, Judgement};
use crate::practice::due::strip::Mark;
use crate::practice::due::supervision::{Absences, stages};
use crate::practice::policy::Policy;
use crate::practice::worker::{Period, Worker};
use chrono::{Days, NaiveDate};

/// One stretch of the strip: a fortnight, or what the policy's stage makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// How supervision stood in it; `None` where nothing fell due and nobody was away.
    pub mark: Option<Mark>,
}

/// The year as stretches of the policy's stages. `judged` and `held` are what compliance knows of the worker, `next` the
/// date that is still to come.
pub fn strip(
    worker: &Worker,
    period: &Period,
    policy: &Policy,
    (judged, held): (&[Judged], &[NaiveDate]),
    next: Option<NaiveDate>,
    day: NaiveDate,
) -> Vec<Slot> {
    let absences = Absences::of(worker);
    let last = period.until();
    let mut slots = Vec::new();
    for (_, stage_from, stage_until, interval) in stages(policy, period.from(), last) {
        let mut from = stage_from;
        while from <= stage_until && slots.len() < MOST_SLOTS {
            let next_from = interval.after(from);
            let until = next_from.checked_sub_days(Days::new(1)).unwrap_or(next_from).min(stage_until);
            let within = |on: NaiveDate| from <= on && on <= until;
            let worst =
                judged.iter().filter(|one| within(one.due_on)).map(|one| one.outcome).max_by_key(|one| rank(*one));
            let mark = match worst {
                Some(outcome) => Some(marked(outcome)),
                None if held.iter().any(|on| within(*on) && *on <= day) => Some(Mark::Held),
                None if until >= day || next.is_some_and(within) => Some(Mark::ToCome),
                None => {
                    let away = from.iter_days().take_while(|on| *on <= until).any(|on| absences.over(on).is_some());
                    away.then_some(Mark::Excused)
                }
            };
            slots.push(Slot { from, until, mark });
            from = next_from;
        }
    }
    slots
}

/// More than any year has: a staged policy may ask for weekly sessions over a long extension.
const MOST_SLOTS: usize = 260;

const fn rank(outcome: Judgement) -> u8 {
    match outcome {
        Judgement::OnTime => 0,
        Judgement::Late => 1,
        Judgement::Missed => 2,
        Judgement::Outstanding => 3,
    }
}

const fn marked(outcome: Judgement) -> Mark {
    match outcome {
        Judgement::OnTime => Mark::Held,
        Judgement::Late => Mark::Late,
        Judgement::Missed => Mark::Missed,
        Judgement::Outstanding => Mark::LateNow,
    }
}

/// Marks the stretches that lie wholly in a pause and in which nothing was held and nothing fell due.
pub fn with_pauses(mut slots: Vec<Slot>, events: &[AsyeEvent]) -> Vec<Slot> {
    for slot in slots.iter_mut().filter(|slot| matches!(slot.mark, None | Some(Mark::ToCome))) {
        let within = |event: &AsyeEvent| match event.what {
            Happened::Paused { until, .. } => event.on <= slot.from && slot.until <= until,
            _ => false,
        };
        if events.iter().any(within) {
            slot.mark = Some(Mark::Excused);
        }
    }
    slots
}
