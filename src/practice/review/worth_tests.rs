//! What the tests of single findings share: a record that says nothing but the text in question.

use super::word_lists::WordLists;
use super::worth::{Setting, worth_a_look};
use super::{Finding, FindingName};
use crate::practice::answer::{Answer, Answers, PlannedAction};
use crate::practice::oversight::field;
use crate::practice::{form_file, lens};
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
        let text: Vec<char> = crate::practice::oversight_text::part_text(&answers, &one.section).chars().collect();
        assert_eq!(text[one.start..one.end].iter().collect::<String>(), one.excerpt);
    }
}

#[test]
fn an_empty_draft_asks_for_nothing_more_than_its_sections() {
    assert_eq!(worth_a_look(&Answers::default(), &Setting::default(), &LISTS), []);
}

#[test]
fn the_words_of_a_lens_are_read_and_pointed_at_in_their_own_field() {
    let mut answers = super::tests::complete_answers();
    answers.set("anchor.story", Answer::Text("It began in May. His siblings saw it.".to_owned()));
    answers.set("anchor.progress", Answer::Text("He absconded. Leo keeps his shoes on in bed.".to_owned()));
    let row = super::tests::row("Continue to monitor", "Priya Shah", None);
    answers.set("risk-review.actions_agreed", Answer::Actions(vec![row]));
    let form = lens::with_lens(form_file::oversight(), &form_file::shipped_form("anchor").unwrap());
    let setting = Setting { name: Some("Leo"), reference: "C1", form: Some(&form), ..Setting::default() };
    let found = worth_a_look(&answers, &setting, &LISTS);
    let told: Vec<_> = found
        .iter()
        .filter(|one| one.section.section().is_none())
        .map(|one| (one.name.code(), one.section.code(), one.field.as_deref(), one.row, one.excerpt.as_str()))
        .collect();
    let row = Some("risk-review.actions_agreed");
    assert_eq!(
        told,
        [
            ("vague_action", "risk-review.actions_agreed", row, Some(0), "Continue to monitor"),
            ("dated_language", "anchor.story", Some("anchor.story"), None, "siblings"),
            ("dated_language", "anchor.progress", Some("anchor.progress"), None, "absconded"),
        ]
    );
    for one in &found {
        let text: Vec<char> = crate::practice::oversight_text::part_text(&answers, &one.section).chars().collect();
        assert_eq!(text[one.start..one.end].iter().collect::<String>(), one.excerpt);
    }
}

#[test]
fn what_was_carried_from_a_lens_into_a_section_is_told_once() {
    let mut answers = Answers::default();
    answers.set("anchor.story", Answer::Text("His siblings saw it.".to_owned()));
    answers.set(field::SITUATION, Answer::Text("Day 20.\nHis siblings saw it.".to_owned()));
    let setting = Setting { name: Some("Leo"), reference: "C1", ..Setting::default() };
    let parts = |answers: &Answers| {
        let found = named("dated_language", answers, &setting);
        found.into_iter().map(|one| one.section.code().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(parts(&answers), ["situation"]);
    answers.set(field::SITUATION, Answer::Text("Day 20.\nHis brothers saw it.".to_owned()));
    assert_eq!(parts(&answers), ["anchor.story"], "mended there, it stands in the lens still");
}

#[test]
fn of_a_lens_on_its_own_the_words_are_read_and_what_is_empty_is_told() {
    let form = lens::alone(&form_file::shipped_form("risk-assessment").unwrap());
    let mut answers = Answers::default();
    answers.set("risk-assessment.harm", Answer::Text("That he goes missing with his siblings.".to_owned()));
    let setting = Setting { name: Some("Leo"), reference: "C1", form: Some(&form), ..Setting::default() };
    let found = worth_a_look(&answers, &setting, &LISTS);
    let told: Vec<_> = found.iter().map(|one| (one.section.code(), one.name.code())).collect();
    let empty = |part| (part, "section_empty");
    assert_eq!(
        told,
        [
            ("risk-assessment.harm", "dated_language"),
            empty("risk-assessment.impact"),
            empty("risk-assessment.more_likely"),
            empty("risk-assessment.now"),
            empty("risk-assessment.review")
        ]
    );
    assert_eq!(worth_a_look(&Answers::default(), &setting, &LISTS), []);
}

#[test]
fn a_childs_words_in_a_lens_are_the_voice_of_the_record() {
    let mut answers = Answers::default();
    answers.set(field::SITUATION, Answer::Text("Leo lives with Nan.".to_owned()));
    let setting = Setting { name: Some("Leo"), reference: "C1", ..Setting::default() };
    assert_eq!(named("voice_missing", &answers, &setting).len(), 1);
    answers.set("purposeful-visiting.voice", Answer::Text("Leo said, \"I like it when Nan reads.\"".to_owned()));
    assert_eq!(named("voice_missing", &answers, &setting), []);
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
