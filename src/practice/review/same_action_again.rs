//! An action worded much like one on this child that was closed without being done, carried forward again and again, or is
//! open and was moved again and again.

use super::record::Record;
use super::{Finding, FindingName};
use crate::practice::action::Action;
use crate::practice::same_again::{asks_for_decision, history, worded_alike};

pub(super) fn find(record: &Record, before: &[Action]) -> Vec<Finding> {
    let rows = record.texts.iter().filter(|text| text.is_action());
    rows.filter_map(|text| {
        let alike = worded_alike(&text.piece.text, before, None);
        if !asks_for_decision(0, &alike) {
            return None;
        }
        let history: Vec<String> = alike.iter().map(|one| history(one)).collect();
        let advice = format!(
            "Asked before: {}. Decide this time: do it now, ask for something else, take it higher, or stop and say why.",
            history.join("; ")
        );
        let length = text.piece.text.chars().count();
        Some(text.finding(FindingName::SameActionAgain, 0, length, advice))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::practice::action::{Action, ActionStatus, ActionSubject};
    use crate::practice::answer::{Answer, Answers};
    use crate::practice::oversight::field;
    use crate::practice::reference::{ActionId, ChildId};
    use crate::practice::review::Setting;
    use crate::practice::review::tests::row;
    use crate::practice::review::worth_tests::named;
    use rstest::rstest;

    fn before(words: &str, status: ActionStatus) -> Action {
        let day = "2026-11-03".parse().unwrap();
        Action {
            id: ActionId(12),
            subject: ActionSubject::Child(ChildId(1)),
            record: None,
            change_needed: String::new(),
            action: words.to_owned(),
            owner: "Ben".to_owned(),
            owner_worker: None,
            due_on: day,
            first_due_on: day,
            redated: 0,
            status,
            closed_on: Some(day),
            difference: "no officer".to_owned(),
            escalation: None,
        }
    }

    #[rstest]
    #[case::not_done("Write to housing about a lock", ActionStatus::NotDone, 1)]
    #[case::done("Write to housing about a lock", ActionStatus::Done, 0)]
    #[case::another("Ring the school about his lunch", ActionStatus::NotDone, 0)]
    fn an_action_that_was_not_done_before_is_told_with_what_came_of_it(
        #[case] words: &str,
        #[case] status: ActionStatus,
        #[case] expected: usize,
    ) {
        let mut answers = Answers::default();
        let asked = row("Write to the housing office about the lock", "Ben", Some("2026-12-04"));
        answers.set(field::ACTION_TABLE, Answer::Actions(vec![asked]));
        let earlier = [before(words, status)];
        let setting = Setting { name: Some("Leo"), reference: "C1", before: &earlier, ..Setting::default() };
        let found = named("same_action_again", &answers, &setting);
        assert_eq!(found.len(), expected);
        if let [one] = &found[..] {
            assert_eq!((one.row, one.excerpt.as_str()), (Some(0), "Write to the housing office about the lock"));
            assert!(one.advice.contains("A12 closed as not done on 3 November 2026 (“no officer”)"), "{}", one.advice);
        }
    }
}
