//! The same action again: one that was moved twice, carried forward twice, or is worded much like one that was closed
//! without being done. Inspectors' commonest criticism is the same action agreed from one session to the next. Only the
//! telling: what is decided is the manager's.
//!
//! One rule for the list, the forms, the session and the reading before signing: [`asks_for_decision`].

use super::action::{Action, ActionChange, ActionEvent, ActionStatus, ActionSubject, moved_in_words};
use super::date_words::long;
use super::reference::ActionId;
use super::review::Wording;
use chrono::NaiveDate;

/// From how many moves, or from how many times of being carried forward, an action asks for a decision.
pub const TOO_OFTEN: usize = 2;

/// Earlier actions on the same child or worker that are worded much like these words, oldest first: `but` is left out, and so
/// is what was taken to somebody else.
pub fn worded_alike<'a>(words: &str, actions: &'a [Action], but: Option<ActionId>) -> Vec<&'a Action> {
    let wording = Wording::of(words);
    let mut alike: Vec<&Action> = actions
        .iter()
        .filter(|one| Some(one.id) != but && one.escalation.is_none())
        .filter(|one| wording.says_the_same_as(&Wording::of(&one.action)))
        .collect();
    alike.sort_by_key(|one| (one.first_due_on, one.id));
    alike
}

/// Whether an action asks for a decision (do it now, change it, escalate it, or stop with a reason) and not for one more
/// date: it was moved twice, carried forward twice, or is much like one that was closed as not done or that is open and was
/// moved twice. `moved` is how often it was given a later date; a new one has none.
pub fn asks_for_decision(moved: u32, alike: &[&Action]) -> bool {
    let drifts = |one: &&Action| one.status == ActionStatus::Open && asks(one.redated, std::iter::empty());
    asks(moved, alike.iter().map(|one| one.status)) || alike.iter().any(drifts)
}

fn asks(moved: u32, alike: impl Iterator<Item = ActionStatus>) -> bool {
    let (mut times, mut undone) = (usize::try_from(moved).unwrap_or(usize::MAX), false);
    for status in alike {
        undone |= status == ActionStatus::NotDone;
        times = times.saturating_add(usize::from(status == ActionStatus::Superseded));
    }
    undone || times >= TOO_OFTEN
}

/// What became of an action that is asked for again: `A12 closed as not done on 3 November 2026 ("no officer")`, `A9 open, due on
/// 4 December 2026, moved twice`.
pub fn history(one: &Action) -> String {
    let said = plain(&one.difference);
    let said = if said.is_empty() { String::new() } else { format!(" (\u{201c}{said}\u{201d})") };
    match (one.status, one.closed_on) {
        (ActionStatus::Open, _) => {
            let moved = moved_in_words(one.redated);
            let parted = if moved.is_empty() { "" } else { ", " };
            format!("{} open, due on {}{parted}{moved}", one.id, long(one.due_on))
        }
        (status, on) => {
            let on = on.map_or_else(String::new, |day| format!(" on {}", long(day)));
            format!("{} closed as {}{on}{said}", one.id, status.words())
        }
    }
}

/// Whether giving it a later date once more would be the same again.
pub fn would_ask(action: &Action, alike: &[&Action]) -> bool {
    asks_for_decision(action.redated.saturating_add(1), alike)
}

/// What was closed without being done, or carried forward: all of an earlier action that can make another one ask. No `Debug`:
/// it is case text.
#[derive(Clone, PartialEq, Eq)]
pub struct Left {
    /// Whom it concerned.
    pub subject: ActionSubject,
    /// What was to be done.
    pub words: String,
    /// How it was left: not done, or replaced by another.
    pub status: ActionStatus,
}

impl Left {
    /// Those among these that were left, but for what was taken to somebody else.
    pub fn among(actions: &[Action]) -> Vec<Self> {
        let left = actions.iter().filter(|one| matches!(one.status, ActionStatus::NotDone | ActionStatus::Superseded));
        left.filter(|one| one.escalation.is_none())
            .map(|one| Self { subject: one.subject, words: one.action.clone(), status: one.status })
            .collect()
    }
}

/// Of these actions, the open ones that ask for a decision as they stand, judged by what was left on the same child or
/// worker.
pub fn asking<'a>(these: impl IntoIterator<Item = &'a Action>, left: &[Left]) -> Vec<ActionId> {
    let left: Vec<(ActionStatus, Wording)> = left.iter().map(|one| (one.status, Wording::of(&one.words))).collect();
    let asks_now = |one: &&Action| {
        let wording = if left.is_empty() { None } else { Some(Wording::of(&one.action)) };
        let alike =
            left.iter().filter(|(_, earlier)| wording.as_ref().is_some_and(|own| own.says_the_same_as(earlier)));
        asks(one.redated, alike.map(|(status, _)| *status))
    };
    let open = these.into_iter().filter(|one| one.status == ActionStatus::Open && one.escalation.is_none());
    open.filter(asks_now).map(|one| one.id).collect()
}

/// What became of an action on a day, in words for the record written that day; `None` where nothing did.
pub fn came_of_today(action: &Action, events: &[ActionEvent], day: NaiveDate) -> Option<String> {
    let mut said = Vec::new();
    for event in events.iter().filter(|event| event.day == day) {
        match &event.what {
            ActionChange::Redated { to, why, .. } => {
                said.push(format!("carried forward to {}: {}", long(*to), plain(why)));
            }
            ActionChange::Closed { status, words, .. } => {
                said.push(format!("{}: {}", status.words(), plain(words)));
            }
            ActionChange::Escalated { to, .. } => said.push(format!("taken to {}", plain(to))),
            ActionChange::Reopened { .. } => said.clear(),
            ActionChange::Decided { .. } | ActionChange::PutRight { .. } => {}
        }
    }
    let owner = action.owner.trim();
    let owner = if owner.is_empty() { String::new() } else { format!("{owner}: ") };
    (!said.is_empty()).then(|| format!("{owner}{} - {}.", plain(&action.action), said.join("; ")))
}

/// Words without the stop at their end, for a sentence that goes on.
fn plain(words: &str) -> &str {
    words.trim().trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;
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
            escalation: None,
        }
    }

    #[rstest]
    #[case::moved_twice(2, &[], true)]
    #[case::moved_once(1, &[], false)]
    #[case::not_done(0, &[("Writing to the housing office about his lock", ActionStatus::NotDone)], true)]
    #[case::carried_twice(0, &[("Write to housing office, lock", ActionStatus::Superseded), ("Write to the housing office about a lock", ActionStatus::Superseded)], true)]
    #[case::carried_once(0, &[("Write to the housing office about a lock", ActionStatus::Superseded)], false)]
    #[case::moved_and_carried(1, &[("Write to the housing office about a lock", ActionStatus::Superseded)], true)]
    #[case::done_before(0, &[("Write to the housing office about the lock", ActionStatus::Done)], false)]
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
        assert_eq!(asks_for_decision(one.redated, &alike), asks);
        assert_eq!(asking([&one], &Left::among(&all)).contains(&one.id), asks);
    }

    #[test]
    fn a_new_one_like_an_open_one_that_was_moved_twice_asks_too() {
        let words = "Write to the housing office about the lock";
        for (moved, asks) in [(1, false), (2, true)] {
            let open = [action(1, "Writing to housing about a lock", ActionStatus::Open, moved)];
            assert_eq!(asks_for_decision(0, &worded_alike(words, &open, None)), asks);
        }
    }

    #[test]
    fn a_second_later_date_is_asked_about_before_it_is_given() {
        let once = action(1, "Write to the housing office", ActionStatus::Open, 1);
        assert!(would_ask(&once, &[]));
        assert!(!would_ask(&action(1, "Write to the housing office", ActionStatus::Open, 0), &[]));
    }

    #[test]
    fn what_was_taken_to_somebody_else_is_no_repetition_and_what_is_closed_asks_nothing() {
        let mut escalated = action(2, "Write to the housing office about the lock", ActionStatus::NotDone, 0);
        let to = "head of housing".to_owned();
        escalated.escalation = Some(crate::practice::action::Escalation { to, protocol: String::new(), about: None });
        let all = [action(1, "Write to the housing office about the lock", ActionStatus::Open, 0), escalated];
        assert_eq!(worded_alike(&all[0].action, &all, Some(all[0].id)), [&all[1]; 0]);
        assert_eq!(asking([&all[0]], &Left::among(&all)), []);
        assert_eq!(asking([&action(3, "Ring", ActionStatus::Done, 4)], &Left::among(&all)), []);
    }
}
