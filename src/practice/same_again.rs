//! The same action again: one that was moved twice, or that is worded much like others that came before it. Inspectors'
//! commonest criticism is the same action agreed from one session to the next. Only the telling: what is decided is the
//! manager's.

use super::action::{Action, ActionStatus};
use super::review::says_the_same;

/// From how many moves on an action asks for a decision instead of another date.
pub const MOVED_TOO_OFTEN: u32 = 2;

/// Earlier actions on the same child or worker that are worded much like these words, oldest first: `but` is left out.
pub fn worded_alike<'a>(
    words: &str,
    actions: &'a [Action],
    but: Option<super::reference::ActionId>,
) -> Vec<&'a Action> {
    let mut alike: Vec<&Action> =
        actions.iter().filter(|one| Some(one.id) != but && says_the_same(words, &one.action)).collect();
    alike.sort_by_key(|one| (one.first_due_on, one.id));
    alike
}

/// Whether an action asks for a decision: it was moved twice, carried forward twice, or is much like one that was closed
/// as not done.
pub fn asks_for_decision(action: &Action, alike: &[&Action]) -> bool {
    let carried = alike.iter().filter(|one| one.status == ActionStatus::Superseded).count();
    let not_done = alike.iter().any(|one| one.status == ActionStatus::NotDone);
    action.redated >= MOVED_TOO_OFTEN || carried >= 2 || not_done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::action::ActionSubject;
    use crate::practice::reference::{ActionId, ChildId};
    use rstest::rstest;

    fn action(id: i64, words: &str, status: ActionStatus, redated: u32) -> Action {
        let day = "2026-11-01".parse().unwrap();
        Action {
            id: ActionId(id),
            subject: ActionSubject::Child(ChildId(1)),
            record: None,
            change_needed: String::new(),
            action: words.to_owned(),
            owner: "Ben".to_owned(),
            owner_worker: None,
            due_on: day,
            first_due_on: day,
            redated,
            status,
            closed_on: (status != ActionStatus::Open).then_some(day),
            difference: String::new(),
        }
    }

    #[rstest]
    #[case::moved_twice(2, &[], true)]
    #[case::moved_once(1, &[], false)]
    #[case::not_done(0, &[("Writing to the housing office about his lock", ActionStatus::NotDone)], true)]
    #[case::carried_twice(0, &[("Write to housing office, lock", ActionStatus::Superseded), ("Write to the housing office about a lock", ActionStatus::Superseded)], true)]
    #[case::carried_once(0, &[("Write to the housing office about a lock", ActionStatus::Superseded)], false)]
    #[case::another(0, &[("Write to the school about lunch", ActionStatus::NotDone)], false)]
    fn the_same_action_again_asks_for_a_decision(
        #[case] redated: u32,
        #[case] earlier: &[(&str, ActionStatus)],
        #[case] asks: bool,
    ) {
        let one = action(9, "Write to the housing office about the lock", ActionStatus::Open, redated);
        let mut all: Vec<Action> =
            (1..).zip(earlier).map(|(id, (words, status))| action(id, words, *status, 0)).collect();
        all.push(one.clone());
        let alike = worded_alike(&one.action, &all, Some(one.id));
        assert_eq!(asks_for_decision(&one, &alike), asks);
    }
}
