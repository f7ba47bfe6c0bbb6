//! Why a record is about to be written, with what it answers: proposed from what is owed to the child. Not the head itself.

use super::date_words;
use super::due::{Behind, Kind, Owed, Rule, State};
use super::oversight::{Head, KnownReason, Reason};
use super::reference::RecordId;
use chrono::NaiveDate;

/// A reason with the checkpoint or the earlier record that it answers.
#[derive(Clone, PartialEq, Eq)]
pub struct Because {
    /// The reason.
    pub reason: Reason,
    /// The checkpoint it answers, in working days from the assessment's start.
    pub checkpoint_day: Option<u16>,
    /// The record whose direction it reviews, with the day of that decision.
    pub reviews: Option<(RecordId, NaiveDate)>,
}

impl Because {
    /// A reason that answers nothing in particular.
    pub const fn plain(reason: Reason) -> Self {
        Self { reason, checkpoint_day: None, reviews: None }
    }

    /// A checkpoint of an assessment.
    pub const fn checkpoint(day: u16) -> Self {
        Self { reason: Reason::Known(KnownReason::AssessmentCheckpoint), checkpoint_day: Some(day), reviews: None }
    }

    /// The review of an earlier record's direction, decided on that day.
    pub const fn review(record: RecordId, decided_on: NaiveDate) -> Self {
        let reason = Reason::Known(KnownReason::ReviewOfEarlierDirection);
        Self { reason, checkpoint_day: None, reviews: Some((record, decided_on)) }
    }

    /// The reason that something owed points to; `None` for what no oversight answers.
    pub fn of(owed: &Owed) -> Option<Self> {
        match (owed.kind, owed.behind, owed.rule) {
            (Kind::Checkpoint, _, Rule::Day(day)) => Some(Self::checkpoint(day)),
            (Kind::AssessmentLimit, ..) => Some(Self::plain(Reason::Known(KnownReason::ConcernAboutDrift))),
            (Kind::Review, Behind::Record(record), _) => Some(Self::review(record, owed.counts_from.or(owed.due_on)?)),
            // Nobody's supervision comes to a child who is with no worker: the time that passed is drift.
            (Kind::Oversight, ..) if owed.carried_by.is_empty() => matches!(owed.state, State::Overdue(_))
                .then(|| Self::plain(Reason::Known(KnownReason::ConcernAboutDrift))),
            (Kind::Oversight, ..) => Some(Self::plain(Reason::Known(KnownReason::Supervision))),
            (Kind::Review | Kind::Checkpoint | Kind::Supervision | Kind::Milestone | Kind::Action, ..) => None,
        }
    }

    /// In words: `assessment checkpoint, day 8`, `review of the direction of 12 October 2026`.
    pub fn words(&self) -> String {
        match (self.checkpoint_day, self.reviews) {
            (Some(day), _) => format!("{}, day {day}", self.reason.words()),
            (None, Some((_, decided_on))) => format!("review of the direction of {}", date_words::long(decided_on)),
            (None, None) => self.reason.words().to_owned(),
        }
    }

    /// Puts it into a head.
    pub fn put_into(&self, head: &mut Head) {
        head.reason = Some(self.reason.clone());
        head.checkpoint_day = self.checkpoint_day;
        head.reviews = self.reviews.map(|(record, _)| record);
    }

    /// Whether a head has this reason and answers the same.
    pub fn is_of(&self, head: &Head) -> bool {
        head.reason.as_ref() == Some(&self.reason)
            && head.checkpoint_day == self.checkpoint_day
            && head.reviews == self.reviews.map(|(record, _)| record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::reference::ChildId;

    #[test]
    fn a_head_takes_a_reason_with_all_it_answers() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 12).unwrap();
        let mut head = Head::new(ChildId(1), day);
        Because::checkpoint(8).put_into(&mut head);
        let review = Because::review(RecordId(12), day);
        review.put_into(&mut head);
        assert!(review.is_of(&head) && !Because::checkpoint(8).is_of(&head));
        assert_eq!((head.checkpoint_day, head.reviews), (None, Some(RecordId(12))));
        assert_eq!(review.words(), "review of the direction of 12 October 2026");
        assert_eq!(Because::checkpoint(8).words(), "assessment checkpoint, day 8");
    }
}
