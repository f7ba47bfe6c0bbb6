//! Twelve months of a worker's supervision as a row of marks: what a manager reads at a glance.

use super::compliance::{Judged, Judgement, first_of_month};
use super::supervision::Absences;
use crate::practice::code::coded;
use crate::practice::worker::Worker;
use chrono::{Months, NaiveDate};

coded! {
    /// One mark of a strip.
    Mark {
        /// Held on time.
        Held = "held", "held";
        /// Held late.
        Late = "late", "late";
        /// Missed.
        Missed = "missed", "missed";
        /// Past, and still open.
        LateNow = "late_now", "late now";
        /// Nothing fell due because the worker was away.
        Excused = "excused", "excused";
        /// Still to come this month.
        ToCome = "to_come", "to come";
    }
}

impl Mark {
    /// The plain character that stands for it, the same in every terminal.
    pub const fn sign(self) -> char {
        match self {
            Self::Held => '=',
            Self::Late => '-',
            Self::Missed => 'x',
            Self::LateNow => '!',
            Self::Excused => '~',
            Self::ToCome => '.',
        }
    }
}

/// One month of a strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripMonth {
    /// The first day of the month.
    pub month: NaiveDate,
    /// What fell due in it, in order; empty where nothing did.
    pub marks: Vec<Mark>,
}

/// The twelve months up to and with the month of `day`. `judged` is what [`super::compliance::walk`] gives, and
/// `next_due` the date that is still to come.
pub fn strip(worker: &Worker, judged: &[Judged], next_due: Option<NaiveDate>, day: NaiveDate) -> Vec<StripMonth> {
    let absences = Absences::of(worker);
    let this_month = first_of_month(day);
    (0..12)
        .rev()
        .filter_map(|back| this_month.checked_sub_months(Months::new(back)))
        .map(|month| {
            let end = month.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
            let mut due: Vec<(NaiveDate, Mark)> = judged
                .iter()
                .filter(|one| month <= one.due_on && one.due_on < end)
                .map(|one| (one.due_on, mark(one.outcome)))
                .collect();
            due.sort_unstable_by_key(|(on, _)| *on);
            let mut marks: Vec<Mark> = due.into_iter().map(|(_, mark)| mark).collect();
            if next_due.is_some_and(|next| month <= next && next < end && next >= day) {
                marks.push(Mark::ToCome);
            }
            if marks.is_empty() && away(worker, &absences, month, end.min(day)) {
                marks.push(Mark::Excused);
            }
            StripMonth { month, marks }
        })
        .collect()
}

const fn mark(outcome: Judgement) -> Mark {
    match outcome {
        Judgement::OnTime => Mark::Held,
        Judgement::Late => Mark::Late,
        Judgement::Missed => Mark::Missed,
        Judgement::Outstanding => Mark::LateNow,
    }
}

fn away(worker: &Worker, absences: &Absences, from: NaiveDate, before: NaiveDate) -> bool {
    from.iter_days().take_while(|day| *day < before).any(|day| worker.in_team(day) && absences.over(day).is_some())
}
