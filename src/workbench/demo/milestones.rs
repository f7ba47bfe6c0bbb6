//! Visits, reviews and meetings of the children's plans: mostly in time, a few late, and a few overdue today.

use super::chance::Chance;
use super::{Calendar, later};
use crate::practice::child::{Child, ChildStatus};
use crate::practice::milestone::{Happened, Timing};
use crate::practice::policy::PolicyHistory;

/// So many days back the dates of a plan are kept.
const KEPT_BACK: i64 = 190;
/// One child in so many has a visit that is overdue today.
const OVERDUE_EVERY: i64 = 29;

/// The dates of a child's plan up to yesterday, by the milestones of the status that the child has now.
pub(super) fn milestones(
    child: &Child,
    policies: &PolicyHistory,
    calendar: &Calendar,
    chance: &mut Chance,
) -> Vec<Happened> {
    let Some(now) = child.status_on(calendar.day).filter(|now| now.status != ChildStatus::Closed) else {
        return Vec::new();
    };
    let yesterday = calendar.working_before(later(calendar.day, -1));
    let begins = now.since.max(later(calendar.day, -KEPT_BACK));
    let mut dates = Vec::new();
    for milestone in &policies.on(calendar.day).milestones {
        let (Some(key), Some(Timing::Every { .. })) = (&milestone.key, &milestone.timing) else { continue };
        if !milestone.statuses.contains(&now.status) {
            continue;
        }
        let overdue = key == "visit" && child.id.0 % OVERDUE_EVERY == 3;
        let first = calendar.working_from(later(begins, chance.between(1, 6)));
        let mut own: Vec<Happened> = Vec::new();
        let mut on = first;
        // More often than any plan asks for in that time; a walk that stood still would otherwise never end.
        for _ in 0..200 {
            if on > yesterday {
                break;
            }
            own.push(Happened { key: key.clone(), on });
            let next = milestone.next(&own, now.since, child.born_on, &calendar.working, on);
            let Some(due) = next.map(|next| next.due_on) else { break };
            let slip = if chance.percent(8) { chance.between(1, 5) } else { -chance.between(0, 3) };
            let wanted = calendar.working_before(later(due, slip)).max(later(on, 1));
            // What is late today is planted: whoever else is late has been seen by yesterday.
            on = if due < calendar.day && wanted > yesterday { yesterday.max(later(on, 1)) } else { wanted };
        }
        if overdue {
            let due = |own: &[Happened]| {
                let next = milestone.next(own, now.since, child.born_on, &calendar.working, calendar.day);
                next.map(|next| next.due_on)
            };
            while own.len() > 1 && due(&own).is_some_and(|due| due >= later(calendar.day, -1)) {
                own.pop();
            }
        }
        dates.append(&mut own);
    }
    dates
}

#[cfg(test)]
mod tests {
    use crate::practice::due::State;
    use crate::practice::due::milestone::owed_milestones;
    use crate::workbench::demo::{Size, Team};
    use chrono::NaiveDate;
    use rstest::rstest;

    #[rstest]
    #[case(1, "2026-11-23")]
    #[case(7, "2026-11-23")]
    #[case(7, "2027-01-01")]
    fn visits_are_mostly_in_time_and_a_few_are_overdue(#[case] seed: u64, #[case] day: &str) {
        let day: NaiveDate = day.parse().unwrap();
        let team = Team::made_up(seed, day, Size::Team).unwrap();
        let (mut kept, mut late) = (0, 0);
        for told in team.families().flatten() {
            let since = told.child.status_on(day).unwrap().since;
            assert!(told.milestones.iter().all(|one| since <= one.on && one.on < day), "{:?}", told.milestones);
            assert!(told.milestones.iter().all(|one| team.calendar.working.is_working_day(one.on)));
            let owed = owed_milestones(&told.child, &told.milestones, "", team.policies(), &team.calendar.working, day);
            kept += owed.len();
            late += owed.iter().filter(|one| matches!(one.state, State::Overdue(_))).count();
        }
        assert!(kept > 100, "{kept}");
        assert!((2..=8).contains(&late), "{late} of {kept}");
    }
}
