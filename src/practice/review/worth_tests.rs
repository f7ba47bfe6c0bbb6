//! What the tests of single findings share: a record that says nothing but the text in question.

use super::word_lists::WordLists;
use super::worth::{Setting, worth_a_look};
use super::{Finding, FindingName};
use crate::practice::answer::{Answer, Answers, PlannedAction};
use crate::practice::oversight::field;
use std::sync::LazyLock;

pub(crate) static LISTS: LazyLock<WordLists> = LazyLock::new(WordLists::shipped);

/// The section in which a finding is looked for by default.
fn section_of(name: &str) -> &'static str {
    match name {
        "vague_action" | "vague_time" => "actions",
        "voice_missing" | "protective_missing" | "long_term_missing" => "impact",
        _ => "situation",
    }
}

/// The findings of one name in a record whose only words are these.
pub(crate) fn found(name: &str, child: &str, text: &str) -> Vec<Finding> {
    found_at(name, child, section_of(name), text)
}

pub(crate) fn found_at(name: &str, child: &str, section: &str, text: &str) -> Vec<Finding> {
    let mut answers = Answers::default();
    answers.set(section, Answer::Text(text.to_owned()));
    named(name, &answers, &Setting { name: Some(child), reference: "C1", ..Setting::default() })
}

/// The same where the words are an action of the table, with somebody to do it and a day.
pub(crate) fn found_in_action(name: &str, action: &str) -> Vec<Finding> {
    let row = PlannedAction {
        action: action.to_owned(),
        owner: "Kezia".to_owned(),
        due_on: "2026-12-04".parse().ok(),
        ..PlannedAction::default()
    };
    let mut answers = Answers::default();
    answers.set(field::ACTION_TABLE, Answer::Actions(vec![row]));
    named(name, &answers, &Setting { name: Some("Leo Marsh"), reference: "C1", ..Setting::default() })
}

pub(crate) fn named(name: &str, answers: &Answers, setting: &Setting<'_>) -> Vec<Finding> {
    let name = FindingName::from_code(name).expect("a finding of that name");
    worth_a_look(answers, setting, &LISTS).into_iter().filter(|one| one.name == name).collect()
}

#[test]
fn every_excerpt_is_the_slice_it_says() {
    let mut answers = super::tests::complete_answers();
    answers.set(field::SITUATION, Answer::Text("Éowyn’s CIN plan: his siblings, the IRO and LAC. ".repeat(3)));
    answers.set(field::ACTIONS, Answer::Text("Kezia to continue to monitor ASAP.".to_owned()));
    let found = worth_a_look(&answers, &Setting { name: Some("Leo"), reference: "C1", ..Setting::default() }, &LISTS);
    assert!(found.len() >= 5, "{found:?}");
    for one in &found {
        let text: Vec<char> = crate::practice::oversight_text::section_text(&answers, one.section).chars().collect();
        assert_eq!(text[one.start..one.end].iter().collect::<String>(), one.excerpt);
    }
}

#[test]
fn an_empty_draft_asks_for_nothing_more_than_its_sections() {
    assert_eq!(worth_a_look(&Answers::default(), &Setting::default(), &LISTS), []);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
    #[test]
    fn no_text_breaks_it_and_every_place_is_within(text in "\\PC{0,120}|([A-Za-z'’\"]{1,9}[ .,;:()\n-]{1,2}){0,40}") {
        let mut answers = Answers::default();
        for section in ["situation", "impact", "decision", "actions", "review"] {
            answers.set(section, Answer::Text(text.clone()));
        }
        let length = text.chars().count();
        for one in worth_a_look(&answers, &Setting { name: Some("Will Grace"), reference: "C-1", ..Setting::default() }, &LISTS) {
            assert!(one.start <= one.end && one.end <= length);
        }
    }
}
