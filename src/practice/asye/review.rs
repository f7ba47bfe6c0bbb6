//! The reviews of an ASYE: when each is due, and what it still lacks.

use super::event::{AsyeEvent, Happened};
use super::{FEEDBACK, OBSERVATIONS, REVIEWS};
use crate::practice::policy::{Policy, PolicyHistory};
use crate::practice::worker::Period;
use crate::practice::working_days::WorkingDays;
use chrono::{Months, NaiveDate};

/// One review of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Which, by the months of the policy.
    pub months: u16,
    /// When it is due.
    pub due_on: NaiveDate,
    /// When it was held, if it was.
    pub done_on: Option<NaiveDate>,
    /// What it still lacks, in a few words each; empty once it was held.
    pub lacks: Vec<String>,
    /// Whether it falls later than its months say: the last one, of a year that was extended or stood still.
    pub runs_longer: bool,
    /// Who says so.
    pub source: String,
}

impl Review {
    /// What it is called: by its months, and the last of a year that runs longer as what it is.
    pub fn called(&self) -> String {
        if self.runs_longer { "final review".to_owned() } else { format!("{} months' review", self.months) }
    }

    /// When in the year it is held, after its name: `at 6 months`.
    pub fn at(&self) -> String {
        if self.runs_longer { "at the end".to_owned() } else { format!("at {} months", self.months) }
    }
}

/// What the reviews look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gathered<'a> {
    /// How many observations there are.
    pub observations: usize,
    /// Whether there is an agreement on how supervision works.
    pub agreement: bool,
    /// Whether there is a development plan.
    pub plan: bool,
    /// The areas of the knowledge and skills statement, in words, each with how often there is evidence of it.
    pub areas: &'a [(String, usize)],
}

/// The reviews of an ASYE, each with its day and what it still lacks. A review is asked for by the policy in force on its
/// day. The last falls on the last day, however long it runs; the others count their months from the first; each steps back
/// to a working day. Once it was said how the year ended, only those that were held are left.
pub fn reviews(
    period: &Period,
    policies: &PolicyHistory,
    days_off: &WorkingDays,
    events: &[AsyeEvent],
    gathered: &Gathered<'_>,
) -> Vec<Review> {
    let mut all = Vec::new();
    for (_, policy) in policies.all() {
        let stated: Vec<_> = policy.stated_under(REVIEWS).collect();
        let count = stated.len();
        for (place, stated) in stated.into_iter().enumerate() {
            let last = place + 1 == count;
            let by_months =
                period.from().checked_add_months(Months::new(u32::from(stated.value))).unwrap_or(NaiveDate::MAX);
            let due = if last { period.until() } else { by_months.min(period.until()) };
            if !std::ptr::eq(policies.on(due), policy) {
                continue;
            }
            let done_on = events.iter().find_map(|event| match &event.what {
                Happened::Reviewed { months, .. } if *months == stated.value => Some(event.on),
                _ => None,
            });
            let lacks = match done_on {
                None => lacks(policy, (place, count), events, gathered),
                Some(_) => Vec::new(),
            };
            let (months, source) = (stated.value, stated.source.words());
            let due_on = days_off.previous_working_day(due);
            all.push(Review { months, due_on, done_on, lacks, runs_longer: due_on > by_months, source });
        }
    }
    if events.iter().any(|event| matches!(event.what, Happened::Ended { .. })) {
        all.retain(|one: &Review| one.done_on.is_some());
    }
    all.sort_by_key(|one| (one.due_on, one.months));
    all
}

/// What a review still lacks: the `place`th of `count`, from 0.
fn lacks(
    policy: &Policy,
    (place, count): (usize, usize),
    events: &[AsyeEvent],
    gathered: &Gathered<'_>,
) -> Vec<String> {
    let wanted = |key: &str| policy.stated_under(key).next().map_or(0, |one| usize::from(one.value));
    // By the first of three reviews a third, by the last all of them.
    let by_now = |key: &str| (wanted(key) * (place + 1)).div_ceil(count);
    let feedback = events.iter().filter(|event| matches!(event.what, Happened::Feedback { .. })).count();
    let mut lacks = Vec::new();
    match by_now(OBSERVATIONS).saturating_sub(gathered.observations) {
        0 => {}
        1 => lacks.push("one observation".to_owned()),
        many => lacks.push(format!("{many} observations")),
    }
    match by_now(FEEDBACK).saturating_sub(feedback) {
        0 => {}
        1 => lacks.push("feedback from a family".to_owned()),
        many => lacks.push(format!("feedback from {many} families")),
    }
    if !gathered.agreement {
        lacks.push("the supervision agreement".to_owned());
    }
    if !gathered.plan {
        lacks.push("the development plan".to_owned());
    }
    let bare = gathered.areas.iter().filter(|(_, times)| *times == 0).count();
    let last = place + 1 == count;
    if bare > 0 && bare == gathered.areas.len() {
        lacks.push("evidence in any area".to_owned());
    } else if last && bare > 0 {
        lacks.push(format!("evidence in {bare} of {} areas", gathered.areas.len()));
    }
    lacks
}
