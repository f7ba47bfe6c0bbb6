//! Management oversight owed to a child: checkpoints, the assessment limit, reviews of direction, regular oversight
//! (`practice/due-dates.md`, *Management oversight on a child*). Only signed records meet anything.

use super::supervision::onto_working_day;
use super::why::{Basis, OversightAnchor};
use super::{Behind, Kind, Move, MovedBecause, Owed, Rule, State, Subject, SubjectId};
use crate::practice::action::Whose;
use crate::practice::child::{Assessment, Child, StatusChange};
use crate::practice::date_words;
use crate::practice::policy::{Policy, PolicyHistory};
use crate::practice::reference::{ChildId, RecordId};
use crate::practice::working_days::WorkingDays;
use chrono::{Days, NaiveDate};

/// What is needed of a signed record to know what it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordFact {
    /// The record.
    pub id: RecordId,
    /// The child it is about.
    pub child: ChildId,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// The checkpoint it is linked to.
    pub checkpoint_day: Option<u16>,
    /// The earlier record whose direction it names as its reason.
    pub reviews: Option<RecordId>,
    /// The day on which its own direction is to be reviewed.
    pub review_on: Option<NaiveDate>,
    /// The day it was withdrawn; from then on it meets nothing.
    pub withdrawn_on: Option<NaiveDate>,
}

impl RecordFact {
    /// Whether it is known and stands on that day.
    pub fn stands_on(&self, day: NaiveDate) -> bool {
        self.decided_on <= day && self.withdrawn_on.is_none_or(|withdrawn| day < withdrawn)
    }
}

/// How long before a review date a record already counts as that review, in calendar days.
pub const REVIEW_WINDOW: Days = Days::new(7);

/// All oversight owed to a child on a day, in every state. `records` are those of this child, in any order;
/// `worker` is the name of the worker responsible, empty where nobody is.
pub fn owed_to_child(
    child: &Child,
    records: &[RecordFact],
    worker: &str,
    policies: &PolicyHistory,
    days_off: &WorkingDays,
    day: NaiveDate,
) -> Vec<Owed> {
    if !child.is_open_on(day) {
        return Vec::new();
    }
    let mut standing: Vec<RecordFact> = records.iter().copied().filter(|record| record.stands_on(day)).collect();
    standing.sort_by_key(|record| (record.decided_on, record.id));
    let asked = Asked { child, status: child.status_on(day), worker, policies, days_off, day };
    let mut owed = Vec::new();
    for assessment in child.assessments.iter().filter(|one| one.start <= day && one.end.is_none_or(|end| day < end)) {
        asked.checkpoints(*assessment, &standing, &mut owed);
        asked.limit(*assessment, &mut owed);
    }
    asked.reviews(&standing, &mut owed);
    asked.regular(standing.last(), &mut owed);
    owed
}

/// The question: whose oversight, under which policies, on which day.
struct Asked<'a> {
    child: &'a Child,
    /// `None` where it is known only from a later day: then no regular oversight can be reckoned.
    status: Option<StatusChange>,
    worker: &'a str,
    policies: &'a PolicyHistory,
    days_off: &'a WorkingDays,
    day: NaiveDate,
}

impl Asked<'_> {
    fn owed(&self, kind: Kind, label: String, due: NaiveDate, rule: Rule, from: NaiveDate, basis: Basis) -> Owed {
        Owed {
            kind,
            subject: Subject {
                id: SubjectId::Child(self.child.id),
                reference: self.child.reference.clone(),
                name: self.child.called().to_owned(),
                status: self.status.map(|now| now.status),
            },
            label,
            due_on: Some(due),
            state: State::of(due, self.day, self.policies.on(self.day).notice.value),
            rule,
            counts_from: Some(from),
            moved: Vec::new(),
            booking: None,
            whose: Whose::Mine,
            carried_by: self.worker.to_owned(),
            behind: Behind::Subject,
            basis,
        }
    }

    fn checkpoints(&self, assessment: Assessment, standing: &[RecordFact], owed: &mut Vec<Owed>) {
        let points = checkpoint_days(assessment.start, self.policies, self.days_off);
        for (place, (number, due, policy)) in points.iter().enumerate() {
            let retired = points[place + 1..].iter().any(|(_, later, _)| *later <= self.day);
            let met = standing.iter().any(|record| {
                record.checkpoint_day == Some(*number)
                    && assessment_of(self.child, record.decided_on) == Some(assessment.start)
            });
            if !met && !retired {
                let basis = Basis::Checkpoint {
                    number: *number,
                    started: assessment.start,
                    source: policy.checkpoints.source.clone(),
                };
                let label = format!("day {number}");
                owed.push(self.owed(Kind::Checkpoint, label, *due, Rule::Day(*number), assessment.start, basis));
            }
        }
    }

    fn limit(&self, assessment: Assessment, owed: &mut Vec<Owed>) {
        let (due, policy) = through_changes(self.policies, assessment.start, |policy| {
            Some(self.days_off.add_working_days(assessment.start, policy.assessment_limit.value))
        });
        let number = policy.assessment_limit.value;
        if let Some(due) = due {
            let due = self.days_off.next_working_day(due);
            let basis =
                Basis::Limit { number, started: assessment.start, source: policy.assessment_limit.source.clone() };
            let label = format!("{number}-day limit");
            owed.push(
                self.owed(Kind::AssessmentLimit, label, due, Rule::Day(number), assessment.start, basis).theirs(),
            );
        }
    }

    fn reviews(&self, standing: &[RecordFact], owed: &mut Vec<Owed>) {
        for (place, record) in standing.iter().enumerate() {
            let Some(review_on) = record.review_on else { continue };
            if review_met_by(record, &standing[place + 1..]).is_some() {
                continue;
            }
            let policy = self.policies.on(review_on);
            let due = onto_working_day(review_on, policy, self.days_off);
            let basis = Basis::Review { record: record.id, decided_on: record.decided_on, review_on };
            let label = format!("review of {}", date_words::day_and_month(record.decided_on));
            let mut one = self.owed(Kind::Review, label, due, Rule::Set, record.decided_on, basis);
            one.moved = onto(review_on, due);
            one.behind = Behind::Record(record.id);
            owed.push(one);
        }
    }

    fn regular(&self, last: Option<&RecordFact>, owed: &mut Vec<Owed>) {
        let Some(StatusChange { status, since }) = self.status else { return };
        let allocated = self.child.allocation_on(self.day);
        let (from, anchor) = match (last, allocated) {
            (Some(record), _) => (record.decided_on, OversightAnchor::LastRecord(record.id)),
            (None, Some(allocation)) if allocation.from > since => {
                (allocation.from, OversightAnchor::Allocation { assumed: allocation.assumed })
            }
            (None, _) => (since, OversightAnchor::Status),
        };
        let (raw, policy) = through_changes(self.policies, from, |policy| {
            policy.oversight_interval(status).map(|rule| rule.value.after(from))
        });
        let (Some(raw), Some(rule)) = (raw, policy.oversight_interval(status)) else { return };
        let due = onto_working_day(raw, policy, self.days_off);
        let basis = Basis::Oversight { status, anchor, interval: rule.value, source: rule.source.clone() };
        let mut one = self.owed(Kind::Oversight, "oversight".to_owned(), due, Rule::Status(status), from, basis);
        one.moved = onto(raw, due);
        if let Some(record) = last {
            one.behind = Behind::Record(record.id);
        }
        owed.push(one);
    }
}

/// The record that met the review a record asked for: of those that stand, decided after it and in order, the first that
/// names it or is dated from 7 days before the review date onward.
pub fn review_met_by<'a>(record: &RecordFact, later: &'a [RecordFact]) -> Option<&'a RecordFact> {
    let review_on = record.review_on?;
    let window = review_on.checked_sub_days(REVIEW_WINDOW).unwrap_or(review_on);
    later.iter().find(|one| one.reviews == Some(record.id) || one.decided_on >= window)
}

fn onto(from: NaiveDate, to: NaiveDate) -> Vec<Move> {
    if from == to { Vec::new() } else { vec![Move { from, to, because: MovedBecause::NonWorkingDay }] }
}

/// The start of the assessment that a record of this day belongs to: the latest begun by then.
fn assessment_of(child: &Child, decided_on: NaiveDate) -> Option<NaiveDate> {
    child.assessments.iter().map(|one| one.start).filter(|start| *start <= decided_on).max()
}

/// The checkpoints of an assessment: number, date and policy, by date. Those that fall before a change of policy are
/// the old policy's, those from its day on the new one's.
pub fn checkpoint_days<'a>(
    start: NaiveDate,
    policies: &'a PolicyHistory,
    days_off: &WorkingDays,
) -> Vec<(u16, NaiveDate, &'a Policy)> {
    let mut points = Vec::new();
    let mut policy = policies.on(start);
    let mut from = start;
    loop {
        let change = policies.next_change(from);
        let first = if points.is_empty() && from == start { start } else { from };
        for number in &policy.checkpoints.value {
            let date = days_off.add_working_days(start, *number);
            if date >= first && change.is_none_or(|(day, _)| date < day) {
                points.push((*number, date, policy));
            }
        }
        let Some((day, next)) = change else { break };
        policy = next;
        from = day;
    }
    points
}

/// Reckons a date under the policy of the day it counts from, and again under each policy whose change the date so
/// reached does not fall before; never earlier than that change.
pub fn through_changes(
    policies: &PolicyHistory,
    from: NaiveDate,
    reckon: impl Fn(&Policy) -> Option<NaiveDate>,
) -> (Option<NaiveDate>, &Policy) {
    let mut policy = policies.on(from);
    let mut since = from;
    let mut due = reckon(policy);
    while let Some((change, next)) = policies.next_change(since) {
        if due.is_some_and(|due| due < change) {
            break;
        }
        policy = next;
        since = change;
        due = reckon(policy).map(|due| due.max(change));
    }
    (due, policy)
}
