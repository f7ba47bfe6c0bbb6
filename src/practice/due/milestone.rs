//! Milestones as things owed: those of the child's status for which somebody has entered a date to count from.

use super::child::through_changes;
use super::why::Basis;
use super::{Behind, Kind, Owed, Rule, State, Subject, SubjectId};
use crate::practice::action::Whose;
use crate::practice::child::{Child, ChildStatus};
use crate::practice::milestone::{Happened, Milestone, Next};
use crate::practice::policy::{Policy, PolicyHistory};
use crate::practice::working_days::WorkingDays;
use chrono::NaiveDate;

/// Whether any policy of a file reckons milestones, so that their dates are worth loading.
pub fn are_reckoned(policies: &PolicyHistory) -> bool {
    policies.all().any(|(_, policy)| policy.milestones.iter().any(|one| one.timing.is_some()))
}

/// Every milestone of a child's status that is kept, in every state. `dates` are those of this child; `worker` is the name
/// of the worker responsible, empty where nobody is.
pub fn owed_milestones(
    child: &Child,
    dates: &[Happened],
    worker: &str,
    policies: &PolicyHistory,
    days_off: &WorkingDays,
    day: NaiveDate,
) -> Vec<Owed> {
    let Some(status) = child.status_on(day).filter(|now| now.status != ChildStatus::Closed) else {
        return Vec::new();
    };
    if dates.is_empty() {
        return Vec::new();
    }
    let notice = policies.on(day).notice.value;
    let of = |policy: &Policy, key: &str| -> Option<(Milestone, Next)> {
        let found = policy
            .milestones
            .iter()
            .find(|one| one.key.as_deref() == Some(key) && one.statuses.contains(&status.status))?;
        Some((found.clone(), found.next(dates, status.since, child.born_on, days_off, day)?))
    };
    let mut keys: Vec<&str> = policies
        .all()
        .flat_map(|(_, policy)| policy.milestones.iter().filter(|one| one.statuses.contains(&status.status)))
        .filter_map(|one| one.key.as_deref())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter()
        .filter_map(|key| {
            // The policy in force on the day counted from, and any later one that the date so reached falls under.
            let from = of(policies.on(day), key).or_else(|| policies.all().find_map(|(_, one)| of(one, key)))?.1.from;
            let (due, policy) = through_changes(policies, from, |policy| of(policy, key).map(|(_, next)| next.due_on));
            let (milestone, next) = of(policy, key)?;
            let due = due?;
            Some(Owed {
                kind: Kind::Milestone,
                subject: Subject {
                    id: SubjectId::Child(child.id),
                    reference: child.reference.clone(),
                    name: child.called().to_owned(),
                    status: Some(status.status),
                },
                label: milestone.what,
                due_on: Some(due),
                state: State::of(due, day, notice),
                rule: Rule::Set,
                counts_from: Some(next.from),
                moved: Vec::new(),
                booking: None,
                whose: Whose::Theirs,
                carried_by: worker.to_owned(),
                behind: Behind::Subject,
                basis: Basis::Milestone {
                    span: next.span,
                    baby: next.baby,
                    counted: next.counted,
                    source: milestone.source,
                },
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::child::StatusChange;
    use crate::practice::policy_file::shipped_policy;
    use crate::practice::reference::{ChildId, Reference};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn child(status: ChildStatus) -> Child {
        Child {
            id: ChildId(1),
            reference: Reference::new("C1").unwrap(),
            name: None,
            born_on: None,
            family: None,
            statuses: vec![StatusChange { status, since: day("2026-01-05") }],
            allocations: Vec::new(),
            assessments: Vec::new(),
        }
    }

    fn owed(status: ChildStatus, dates: &[(&str, &str)], policies: &PolicyHistory, on: &str) -> Vec<Owed> {
        let dates: Vec<_> = dates.iter().map(|(key, on)| Happened { key: (*key).to_owned(), on: day(on) }).collect();
        owed_milestones(&child(status), &dates, "Kezia", policies, &WorkingDays::published(), day(on))
    }

    #[test]
    fn only_what_was_entered_is_owed_and_says_why() {
        let policies = PolicyHistory::always(shipped_policy("barnet").unwrap());
        assert!(owed(ChildStatus::ChildProtection, &[], &policies, "2026-06-10").is_empty());
        let found = owed(ChildStatus::ChildProtection, &[("visit", "2026-05-20")], &policies, "2026-06-10");
        let [visit] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((visit.kind, visit.state), (Kind::Milestone, State::Overdue(6)));
        assert_eq!((visit.rule.code(), visit.counts_from, visit.whose), (None, Some(day("2026-05-20")), Whose::Theirs));
        assert_eq!(
            visit.why(),
            "Child visited: 10 working days after 20 May 2026, the last day entered: Thursday 4 June 2026 (Barnet practice \
             standards (version 2, March 2019), child protection planning)."
        );
        assert!(owed(ChildStatus::Closed, &[("visit", "2026-05-20")], &policies, "2026-06-10").is_empty());
        assert!(owed(ChildStatus::EarlyHelp, &[("visit", "2026-05-20")], &policies, "2026-06-10").is_empty());
    }

    #[test]
    fn a_policy_without_milestones_owes_none_and_one_that_comes_later_never_before_its_day() {
        let without = PolicyHistory::always(shipped_policy("practice-fundamentals").unwrap());
        assert!(!are_reckoned(&without));
        let dates = [("visit", "2026-05-20")];
        assert!(owed(ChildStatus::ChildProtection, &dates, &without, "2026-06-10").is_empty());
        let changed = without.changed(day("2026-06-22"), shipped_policy("barnet").unwrap());
        assert!(are_reckoned(&changed));
        let later = owed(ChildStatus::ChildProtection, &dates, &changed, "2026-06-23");
        assert_eq!(later[0].due_on, Some(day("2026-06-22")));
    }
}
