//! Footprints over time: the days between one signed record on a child and the next, the stretches without any, and
//! whether a direction was looked at again when it said it would be. Pure; what is owed today is [`super::due`]'s.

use super::child::{Child, ChildStatus};
use super::code::coded;
use super::due::child::{RecordFact, review_met_by};
use super::policy::PolicyHistory;
use super::working_days::WorkingDays;
use chrono::{Months, NaiveDate};

/// A stretch of time without a footprint, while the child was open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The footprint before it, or the day the child was opened.
    pub from: NaiveDate,
    /// The footprint after it, the day the child was closed, or the day asked about.
    pub to: NaiveDate,
    /// Whether a footprint stands at its beginning.
    pub after_footprint: bool,
    /// What ends it.
    pub ends: GapEnd,
}

/// What ends a stretch without a footprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapEnd {
    /// The next footprint.
    Footprint,
    /// The child was closed.
    Closing,
    /// Nothing yet: it goes on.
    NotYet,
}

impl Gap {
    /// Whether nothing has ended it.
    pub const fn goes_on(&self) -> bool {
        matches!(self.ends, GapEnd::NotYet)
    }

    /// Its length in calendar days.
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days()
    }

    /// Whether it is so many calendar months or longer.
    pub fn is_at_least(&self, months: u32) -> bool {
        self.from.checked_add_months(Months::new(months)).is_some_and(|end| end <= self.to)
    }
}

/// The stretches in which a child was open up to a day: first day, and the day of closing if it was closed.
pub fn open_spans(child: &Child, day: NaiveDate) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    let mut spans: Vec<(NaiveDate, Option<NaiveDate>)> = Vec::new();
    let mut open_since = None;
    let mut changes: Vec<_> = child.statuses.iter().filter(|one| one.since <= day).collect();
    changes.sort_by_key(|one| one.since);
    for change in changes {
        match (open_since, change.status) {
            (None, ChildStatus::Closed) => {}
            (None, _) => open_since = Some(change.since),
            (Some(since), ChildStatus::Closed) => {
                spans.push((since, Some(change.since)));
                open_since = None;
            }
            (Some(_), _) => {}
        }
    }
    spans.extend(open_since.map(|since| (since, None)));
    spans
}

/// Every stretch between footprints while the child was open, up to a day, oldest first; none of no days.
pub fn gaps(child: &Child, records: &[RecordFact], day: NaiveDate) -> Vec<Gap> {
    let mut footprints: Vec<NaiveDate> =
        records.iter().filter(|one| one.stands_on(day)).map(|one| one.decided_on).collect();
    footprints.sort_unstable();
    footprints.dedup();
    let mut gaps = Vec::new();
    for (since, until) in open_spans(child, day) {
        let end = until.unwrap_or(day);
        let (mut from, mut after_footprint) = (since, false);
        for on in footprints.iter().copied().filter(|on| since <= *on && *on <= end) {
            gaps.push(Gap { from, to: on, after_footprint, ends: GapEnd::Footprint });
            (from, after_footprint) = (on, true);
        }
        let ends = if until.is_some() { GapEnd::Closing } else { GapEnd::NotYet };
        gaps.push(Gap { from, to: end, after_footprint, ends });
    }
    gaps.retain(|gap| gap.days() > 0);
    gaps
}

/// Whether the next footprint came within the policy's interval for the child's status when the gap began; `None` where
/// the policy has no interval for that status, or where no footprint ended the gap and it was not yet too long.
pub fn within_interval(gap: &Gap, child: &Child, policies: &PolicyHistory, days_off: &WorkingDays) -> Option<bool> {
    let status = child.status_on(gap.from)?.status;
    let rule = policies.on(gap.from).oversight_interval(status)?;
    let due = days_off.next_working_day(rule.value.after(gap.from));
    if gap.ends != GapEnd::Footprint && gap.to <= due { None } else { Some(gap.to <= due) }
}

coded! {
    /// How the review of a direction went.
    Reviewed {
        /// Looked at again by the day it had set.
        OnTime = "on_time", "on time";
        /// Looked at later.
        Late = "late", "late";
        /// The day has passed and nobody has.
        Outstanding = "outstanding", "not yet, and its day has passed";
        /// Its day is still to come.
        ToCome = "to_come", "to come";
        /// The child was closed first.
        Ended = "ended", "the child was closed first";
    }
}

/// How the review that a record asked for stands on a day, with the day it was looked at; `None` where it asked for none.
/// `records` are all those on the child.
pub fn reviewed(
    record: &RecordFact,
    records: &[RecordFact],
    child: &Child,
    days_off: &WorkingDays,
    day: NaiveDate,
) -> Option<(Reviewed, Option<NaiveDate>)> {
    let review_on = record.review_on?;
    let due = days_off.next_working_day(review_on);
    let mut standing: Vec<RecordFact> = records.iter().copied().filter(|one| one.stands_on(day)).collect();
    standing.sort_by_key(|one| (one.decided_on, one.id));
    let place = standing.iter().position(|one| one.id == record.id)?;
    if let Some(by) = review_met_by(record, standing.get(place + 1..)?) {
        let how = if by.decided_on <= due { Reviewed::OnTime } else { Reviewed::Late };
        return Some((how, Some(by.decided_on)));
    }
    let closed = open_spans(child, day).into_iter().filter_map(|(_, until)| until).find(|on| *on >= record.decided_on);
    let how = match closed {
        Some(_) => Reviewed::Ended,
        None if due < day => Reviewed::Outstanding,
        None => Reviewed::ToCome,
    };
    Some((how, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::child::StatusChange;
    use crate::practice::policy_file;
    use crate::practice::reference::{ChildId, RecordId, Reference};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn child(statuses: &[(ChildStatus, &str)]) -> Child {
        Child {
            id: ChildId(1),
            reference: Reference::new("C1").unwrap(),
            name: None,
            born_on: None,
            family: None,
            statuses: statuses.iter().map(|(status, on)| StatusChange { status: *status, since: day(on) }).collect(),
            allocations: Vec::new(),
            assessments: Vec::new(),
        }
    }

    fn record(id: i64, on: &str, review_on: Option<&str>) -> RecordFact {
        RecordFact {
            id: RecordId(id),
            child: ChildId(1),
            decided_on: day(on),
            checkpoint_day: None,
            reviews: None,
            review_on: review_on.map(day),
            withdrawn_on: None,
        }
    }

    #[test]
    fn gaps_lie_between_footprints_while_the_child_is_open() {
        let child = child(&[
            (ChildStatus::ChildInNeed, "2026-01-05"),
            (ChildStatus::Closed, "2026-04-01"),
            (ChildStatus::ChildProtection, "2026-06-01"),
        ]);
        let mut withdrawn = record(3, "2026-07-20", None);
        withdrawn.withdrawn_on = Some(day("2026-07-21"));
        let records = [record(1, "2026-01-05", None), record(2, "2026-02-05", None), withdrawn];
        let seen: Vec<_> = gaps(&child, &records, day("2026-08-03"))
            .iter()
            .map(|gap| (gap.from.to_string(), gap.to.to_string(), gap.days(), gap.goes_on(), gap.is_at_least(2)))
            .collect();
        let gap = |from: &str, to: &str, days, on, long| (from.to_owned(), to.to_owned(), days, on, long);
        assert_eq!(
            seen,
            [
                gap("2026-01-05", "2026-02-05", 31, false, false),
                gap("2026-02-05", "2026-04-01", 55, false, false),
                gap("2026-06-01", "2026-08-03", 63, true, true),
            ]
        );
    }

    #[test]
    fn an_interval_is_kept_or_not_or_not_yet_known() {
        let policies = PolicyHistory::always(policy_file::shipped_policy("barnet").unwrap());
        let days_off = WorkingDays::published();
        let child = child(&[(ChildStatus::ChildProtection, "2026-01-05")]);
        let of = |to: &str, ends| Gap { from: day("2026-01-05"), to: day(to), after_footprint: false, ends };
        let kept = |gap: Gap| within_interval(&gap, &child, &policies, &days_off);
        assert_eq!(kept(of("2026-02-05", GapEnd::Footprint)), Some(true));
        assert_eq!(kept(of("2026-02-06", GapEnd::Footprint)), Some(false));
        assert_eq!(kept(of("2026-02-05", GapEnd::NotYet)), None);
        assert_eq!(kept(of("2026-02-06", GapEnd::Closing)), Some(false));
    }

    #[test]
    fn a_review_is_on_time_late_outstanding_to_come_or_ended() {
        let days_off = WorkingDays::published();
        let open = child(&[(ChildStatus::ChildProtection, "2026-01-05")]);
        let closed = child(&[(ChildStatus::ChildProtection, "2026-01-05"), (ChildStatus::Closed, "2026-03-01")]);
        let asks = record(1, "2026-01-12", Some("2026-02-12"));
        let how = |child: &Child, others: &[RecordFact], on: &str| {
            let mut all = vec![asks];
            all.extend_from_slice(others);
            reviewed(&asks, &all, child, &days_off, day(on)).unwrap()
        };
        let (early, late) = (record(2, "2026-02-05", None), record(2, "2026-02-13", None));
        assert_eq!(how(&open, &[early], "2026-03-02"), (Reviewed::OnTime, Some(early.decided_on)));
        assert_eq!(how(&open, &[late], "2026-03-02"), (Reviewed::Late, Some(late.decided_on)));
        assert_eq!(how(&open, &[], "2026-02-12"), (Reviewed::ToCome, None));
        assert_eq!(how(&open, &[record(2, "2026-02-04", None)], "2026-02-13"), (Reviewed::Outstanding, None));
        assert_eq!(how(&closed, &[], "2026-04-01"), (Reviewed::Ended, None));
    }
}
