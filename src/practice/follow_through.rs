//! Follow-through: of what was asked, what was done, on time, late, moved, not done, still open, and with what difference.
//! Each figure is a question that every action answers yes or no, so that a figure opens its list and adds up to it.

use super::action::{Action, ActionStatus};
use super::code::coded;
use chrono::NaiveDate;

coded! {
    /// A figure of the funnel. The first five after `Asked` part it: they add up to it.
    Figure {
        /// Everything asked for.
        Asked = "asked", "asked";
        /// Done by the date it had in the end.
        DoneOnTime = "done_on_time", "done on time";
        /// Done after it.
        DoneLate = "done_late", "done late";
        /// Closed without being done.
        NotDone = "not_done", "not done";
        /// Another took its place.
        Superseded = "superseded", "superseded";
        /// Still open.
        Open = "open", "open";
        /// Open, and past its date.
        Overdue = "overdue", "open past their date";
        /// Moved to a later date at least once.
        Redated = "redated", "re-dated";
        /// Moved to a later date more than once.
        RedatedAgain = "redated_more_than_once", "re-dated more than once";
        /// Done, with the difference it made for the child recorded.
        WithDifference = "with_difference", "with a difference recorded";
        /// Done, and nothing recorded of any difference.
        WithoutDifference = "without_difference", "done, no difference recorded";
    }
}

impl Figure {
    /// The figures that part everything asked for: an action is in exactly one of them.
    pub const PARTS: [Self; 5] = [Self::DoneOnTime, Self::DoneLate, Self::NotDone, Self::Superseded, Self::Open];

    /// Whether an action counts in it, as it stands on a day.
    pub fn holds(self, action: &Action, day: NaiveDate) -> bool {
        let done = action.status == ActionStatus::Done;
        let in_time = action.closed_on.is_none_or(|on| on <= action.due_on);
        match self {
            Self::Asked => true,
            Self::DoneOnTime => done && in_time,
            Self::DoneLate => done && !in_time,
            Self::NotDone => action.status == ActionStatus::NotDone,
            Self::Superseded => action.status == ActionStatus::Superseded,
            Self::Open => action.status == ActionStatus::Open,
            Self::Overdue => action.status == ActionStatus::Open && action.due_on < day,
            Self::Redated => action.redated > 0,
            Self::RedatedAgain => action.redated > 1,
            Self::WithDifference => done && !action.difference.trim().is_empty(),
            Self::WithoutDifference => done && action.difference.trim().is_empty(),
        }
    }

    /// Which part of everything asked for an action is in.
    pub fn part_of(action: &Action, day: NaiveDate) -> Self {
        Self::PARTS.into_iter().find(|part| part.holds(action, day)).unwrap_or(Self::Open)
    }
}

/// How many actions count in each figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    counts: [u32; Figure::ALL.len()],
}

impl Funnel {
    /// Counts actions as they stand on a day.
    pub fn of<'a>(actions: impl IntoIterator<Item = &'a Action>, day: NaiveDate) -> Self {
        let mut funnel = Self::default();
        for action in actions {
            funnel.add(action, day);
        }
        funnel
    }

    /// Counts one more.
    pub fn add(&mut self, action: &Action, day: NaiveDate) {
        for (count, figure) in self.counts.iter_mut().zip(Figure::ALL) {
            *count += u32::from(figure.holds(action, day));
        }
    }

    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
        self
    }

    /// How many count in a figure.
    pub fn count(&self, figure: Figure) -> u32 {
        let place = Figure::ALL.iter().position(|one| *one == figure);
        place.and_then(|place| self.counts.get(place)).copied().unwrap_or(0)
    }

    /// A figure with its code, for JSON and columns.
    pub fn figures(&self) -> impl Iterator<Item = (Figure, u32)> + '_ {
        Figure::ALL.iter().copied().zip(self.counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::action::ActionSubject;
    use crate::practice::reference::{ActionId, ChildId};
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn action(status: ActionStatus, closed_on: Option<&str>, redated: u32, difference: &str) -> Action {
        Action {
            id: ActionId(1),
            subject: ActionSubject::Child(ChildId(1)),
            record: None,
            change_needed: String::new(),
            action: "Ring the school".to_owned(),
            owner: "Kezia".to_owned(),
            owner_worker: None,
            due_on: day("2026-11-20"),
            first_due_on: day("2026-11-06"),
            redated,
            status,
            closed_on: closed_on.map(day),
            difference: difference.to_owned(),
            escalation: None,
        }
    }

    #[rstest]
    #[case::on_the_day(action(ActionStatus::Done, Some("2026-11-20"), 0, "He sleeps."), Figure::DoneOnTime)]
    #[case::the_day_after(action(ActionStatus::Done, Some("2026-11-21"), 0, "He sleeps."), Figure::DoneLate)]
    #[case::not_done(action(ActionStatus::NotDone, Some("2026-11-10"), 0, "They moved away."), Figure::NotDone)]
    #[case::replaced(action(ActionStatus::Superseded, Some("2026-11-10"), 0, ""), Figure::Superseded)]
    #[case::open(action(ActionStatus::Open, None, 2, ""), Figure::Open)]
    fn each_action_is_in_one_part(#[case] action: Action, #[case] part: Figure) {
        let today = day("2026-11-22");
        assert_eq!(Figure::part_of(&action, today), part);
        let parts: Vec<_> = Figure::PARTS.into_iter().filter(|one| one.holds(&action, today)).collect();
        assert_eq!(parts, [part]);
    }

    #[test]
    fn a_reason_for_not_doing_it_is_no_difference_and_a_day_on_its_date_is_not_past_it() {
        let today = day("2026-11-20");
        let actions = [
            action(ActionStatus::NotDone, Some("2026-11-10"), 3, "They moved away."),
            action(ActionStatus::Done, Some("2026-11-10"), 1, "He sleeps."),
            action(ActionStatus::Done, Some("2026-11-10"), 0, " "),
            action(ActionStatus::Open, None, 0, ""),
        ];
        let funnel = Funnel::of(&actions, today);
        let counted = |figure| funnel.count(figure);
        assert_eq!((counted(Figure::WithDifference), counted(Figure::WithoutDifference)), (1, 1));
        assert_eq!((counted(Figure::Redated), counted(Figure::RedatedAgain)), (2, 1));
        assert_eq!((counted(Figure::Open), counted(Figure::Overdue)), (1, 0));
    }

    proptest! {
        #[test]
        fn the_parts_add_up_to_what_was_asked(
            drawn in proptest::collection::vec((0usize..4, 0i64..40, 0u32..4, any::<bool>()), 0..40),
        ) {
            let today = day("2026-11-22");
            let actions: Vec<Action> = drawn
                .into_iter()
                .map(|(status, on, redated, told)| {
                    let status = ActionStatus::ALL[status];
                    let mut one = action(status, None, redated, if told { "told" } else { "" });
                    if status != ActionStatus::Open {
                        one.closed_on = Some(day("2026-11-01") + chrono::Days::new(on.unsigned_abs()));
                    }
                    one
                })
                .collect();
            let funnel = Funnel::of(&actions, today);
            let parts: u32 = Figure::PARTS.into_iter().map(|part| funnel.count(part)).sum();
            prop_assert_eq!(parts, funnel.count(Figure::Asked));
            let done = funnel.count(Figure::DoneOnTime) + funnel.count(Figure::DoneLate);
            prop_assert_eq!(funnel.count(Figure::WithDifference) + funnel.count(Figure::WithoutDifference), done);
            for figure in Figure::ALL {
                let listed = actions.iter().filter(|one| figure.holds(one, today)).count();
                prop_assert_eq!(u32::try_from(listed).unwrap(), funnel.count(*figure));
            }
        }
    }
}
