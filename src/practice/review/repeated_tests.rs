//! Passages that are repeated, and those that only look so.

use crate::practice::answer::{Answer, Answers};
use crate::practice::oversight::field;
use crate::practice::reference::RecordId;
use crate::practice::review::worth::{Earlier, Setting};
use crate::practice::review::worth_tests::named;
use rstest::rstest;

const MEGAN: &str = "Megan sleeps on a mattress in the front room and is woken most nights by people who come to buy. She is \
    late for school three days in five and falls asleep after lunch. Her teacher has given her a place by the window.";
const TOMOS: &str = "Tomos slept on a mattress in the front room and was woken most nights by people who came to buy. He is \
    late for school three days in five and falls asleep after lunch. His teacher has given him a place by the window.";

fn text(words: &str) -> Answers {
    let mut answers = Answers::default();
    answers.set(field::IMPACT, Answer::Text(words.to_owned()));
    answers
}

fn against(draft: &str, earlier: &str, previous: bool) -> usize {
    let there = text(earlier);
    let one = Earlier {
        record: RecordId(1),
        called: if previous { "Tomos Rees" } else { "Megan Rees" },
        decided_on: "2026-11-16".parse().unwrap(),
        answers: &there,
    };
    let mut setting = Setting { name: Some("Tomos Rees"), reference: "C1", ..Setting::default() };
    if previous {
        setting.previous = Some(one);
    } else {
        setting.siblings = vec![one];
    }
    let name = if previous { "repeated_previous" } else { "repeated_sibling" };
    named(name, &text(draft), &setting).len()
}

#[rstest]
#[case::names_and_tense(TOMOS, MEGAN, 1)]
#[case::in_the_middle(&format!("Today is new. {TOMOS} That is all."), MEGAN, 1)]
#[case::one_sentence(TOMOS.split_inclusive('.').next().unwrap(), MEGAN, 0)]
#[case::short("He is safe. He is well.", "She is safe. She is well.", 0)]
#[case::own_words(
    "Tomos told Kezia that the nights are worse since October. He has moved his bed against the door and \
    reads until it is light, and on Fridays he goes to his nan and sleeps until ten.",
    MEGAN,
    0
)]
#[case::quoted(&format!("The letter says \u{201c}{MEGAN}\u{201d}"), &format!("The letter says \u{201c}{MEGAN}\u{201d}"), 0)]
fn passages_of_two_sentences_and_more_are_told(#[case] draft: &str, #[case] sibling: &str, #[case] number: usize) {
    assert_eq!(against(draft, sibling, false), number, "of a sister");
    assert_eq!(against(draft, sibling, true), number, "of the last record");
}

#[test]
fn a_direction_restated_to_be_answered_is_no_repetition() {
    let direction = "Kezia visits after eight in the evening without telling anybody, twice before the end of the month. Ben \
        writes to the housing office about the lock on the front door and sends me a copy of the answer.";
    let answered =
        format!("Last time I asked two things. {direction} The first was done on the 21st; the second was not.");
    assert_eq!(against(&answered, direction, true), 0);
    assert_eq!(against(direction, direction, true), 1);
}

#[test]
fn both_passages_are_there_to_be_shown_side_by_side() {
    let there = text(&format!("First. {MEGAN}"));
    let one = Earlier {
        record: RecordId(7),
        called: "Megan Rees",
        decided_on: "2026-11-16".parse().unwrap(),
        answers: &there,
    };
    let setting = Setting { name: Some("Tomos Rees"), reference: "C1", siblings: vec![one], ..Setting::default() };
    let found = named("repeated_sibling", &text(TOMOS), &setting);
    let beside = found[0].beside.as_ref().unwrap();
    assert_eq!((beside.record, beside.passage.as_str(), found[0].excerpt.as_str()), (RecordId(7), MEGAN, TOMOS));
}
