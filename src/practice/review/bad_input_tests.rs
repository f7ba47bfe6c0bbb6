//! What trips up a reader of records: names that are words, children of one name, other alphabets and languages, words that
//! are quoted, parts that are empty or enormous. Each line is one that a careful reader would not be fooled by.

use super::tests::{complete_answers, day, row};
use super::worth::{Earlier, Setting};
use super::worth_tests::{LISTS, found_at, named};
use super::{WordLists, worth_a_look};
use crate::practice::answer::{Answer, Answers};
use crate::practice::oversight::field;
use crate::practice::reference::RecordId;
use rstest::rstest;

#[rstest]
#[case::welsh("Siân ap Rhys", "Sian wakes at night.", true)]
#[case::welsh_in_full("Llŷr Gruffydd-Jones", "LLYR is home.", true)]
#[case::polish("Łukasz Wiśniewski", "Łukasz is home.", true)]
#[case::polish_without_accents("Zofia Nowak-Żak", "Zofia's bed is dry.", true)]
#[case::hyphenated("Anne-Marie Cole", "Anne-Marie reads.", true)]
#[case::another_part_of_it("Anne-Marie Cole", "The other child reads.", false)]
#[case::apostrophe("D'Andre O'Neil", "D\u{2019}Andre reads.", true)]
#[case::word_as_a_name("Grace Bell", "Grace is asleep.", true)]
#[case::word_as_a_word("Grace Bell", "There is a period of grace.", false)]
#[case::will("Will Marsh", "Will told me that he sleeps.", true)]
#[case::will_as_a_verb("Will Marsh", "Mum will ring. It will help.", false)]
#[case::hope("Hope Marsh", "I hope the house is warm.", false)]
#[case::summer("Summer Marsh", "In the summer term she was in.", false)]
#[case::summer_named("Summer Marsh", "Summer said that she sleeps.", true)]
fn a_name_is_known_for_a_name(#[case] child: &str, #[case] text: &str, #[case] is_named: bool) {
    assert_eq!(found_at("child_not_named", child, "situation", text).is_empty(), is_named);
}

#[rstest]
#[case::reference("C-0417", "C-0417 was in school all week.", true)]
#[case::reference_in_lower_case("C-0417", "The baby c-0417 has no name yet.", true)]
#[case::another("C-0417", "C-0418 was in school all week.", false)]
fn a_child_with_a_reference_only_is_named_by_it(#[case] reference: &str, #[case] text: &str, #[case] is_named: bool) {
    let mut answers = Answers::default();
    answers.set(field::SITUATION, Answer::Text(text.to_owned()));
    let setting = Setting { name: None, reference, ..Setting::default() };
    assert_eq!(named("child_not_named", &answers, &setting).is_empty(), is_named);
}

/// Nobody knows which name in the text is that of a child who has none here: that is said once, and whoever speaks may be
/// the child.
#[rstest]
#[case::straight("Jo told the carer 'nobody came'.", true)]
#[case::curly("Jo told the carer \u{2018}nobody came\u{2019}.", true)]
#[case::double("Jo told the carer \"nobody came\".", true)]
#[case::apostrophes("The carer said the children's coats don't fit.", false)]
#[case::with_a_title("Ms Patel told the school that the nights are loud.", false)]
fn a_child_without_a_name_is_asked_for_once_and_may_be_whoever_speaks(#[case] text: &str, #[case] heard: bool) {
    let mut answers = Answers::default();
    for field in [field::SITUATION, field::IMPACT, field::DECISION] {
        answers.set(field, Answer::Text(text.to_owned()));
    }
    let setting = Setting { name: None, reference: "5281187", ..Setting::default() };
    let unnamed = named("child_not_named", &answers, &setting);
    assert_eq!(unnamed.len(), 1);
    assert!(unnamed[0].advice.contains("5281187 has no name here yet"), "{}", unnamed[0].advice);
    assert_eq!(named("voice_missing", &answers, &setting).is_empty(), heard);
}

/// What a brother of the same first name is called on his own record.
const COUSIN: &str = "Tomos Rees-Vaughan";
const SAID: &str = "Tomos sleeps at his nan's and listens for the front door most nights of the week. School has seen him \
    asleep at his table by ten and asks who gets him up in the morning and who gives him breakfast.";

fn beside_a_namesake(text: &str) -> Vec<&'static str> {
    let there: Answers = std::iter::once((field::IMPACT.to_owned(), Answer::Text(SAID.to_owned()))).collect();
    let mut answers = Answers::default();
    answers.set(field::IMPACT, Answer::Text(text.to_owned()));
    let one = Earlier { record: RecordId(7), called: COUSIN, decided_on: day("2026-11-16"), answers: &there };
    let setting = Setting { name: Some("Tomos Rees"), reference: "C1", siblings: vec![one], ..Setting::default() };
    worth_a_look(&answers, &setting, &LISTS).into_iter().map(|one| one.name.code()).collect()
}

#[test]
fn two_of_one_name_in_one_family_are_told_apart_by_what_is_said() {
    let same = beside_a_namesake(SAID);
    assert!(same.contains(&"repeated_sibling") && !same.contains(&"child_not_named"), "{same:?}");
    let own =
        beside_a_namesake("Tomos told Kezia, \"I like it at Nan's.\" He eats with her and does his reading after.");
    assert!(!own.contains(&"repeated_sibling") && !own.contains(&"voice_missing"), "{own:?}");
}

#[rstest]
#[case::quoted("Leo shouted \u{201c}fuck off, you're all LAC to them\u{201d} and ran upstairs.")]
#[case::welsh("Dywedodd Leo, \u{201c}Dwi ddim eisiau mynd adref.\u{201d} Mae o'n cysgu yn nhŷ ei nain.")]
#[case::polish("Leo powiedział: \u{201c}nie chcę iść do domu\u{201d}.")]
#[case::arabic("Leo said \u{201c}لا أريد العودة إلى البيت\u{201d} and wept.")]
fn what_a_child_says_is_never_at_fault_in_whatever_tongue(#[case] text: &str) {
    for name in ["dated_language", "acronym_unexplained", "vague_time", "long_sentence"] {
        assert_eq!(found_at(name, "Leo Marsh", "impact", text), [], "{name}");
    }
}

#[test]
fn what_is_quoted_in_any_tongue_is_a_voice() {
    let text = "Dywedodd Leo, \u{201c}Dwi ddim eisiau mynd adref.\u{201d} He said it twice.";
    assert_eq!(found_at("voice_missing", "Leo Marsh", "impact", text), []);
}

#[rstest]
#[case::nothing("")]
#[case::spaces("   \n\t  ")]
#[case::one_sign("?")]
#[case::one_word("Leo")]
fn next_to_nothing_breaks_nothing(#[case] text: &str) {
    for section in ["situation", "impact", "decision", "actions", "review"] {
        let mut answers = complete_answers();
        answers.set(section, Answer::Text(text.to_owned()));
        let setting = Setting { name: Some("Leo Marsh"), reference: "C1", ..Setting::default() };
        for one in worth_a_look(&answers, &setting, &LISTS) {
            assert!(one.start <= one.end);
        }
    }
}

#[test]
fn an_enormous_section_is_read_to_its_end() {
    let mut answers = complete_answers();
    let long = "Leo was home and ate with his nan. ".repeat(6_000);
    answers.set(field::SITUATION, Answer::Text(format!("{long}His siblings saw it.")));
    answers.set(
        field::ACTION_TABLE,
        Answer::Actions((0..200).map(|_| row("Ring Nan", "Priya", Some("2026-12-04"))).collect()),
    );
    let setting = Setting { name: Some("Leo Marsh"), reference: "C1", ..Setting::default() };
    let found = worth_a_look(&answers, &setting, &WordLists::shipped());
    let one = found.iter().find(|one| one.excerpt == "siblings").unwrap();
    assert_eq!(one.start, long.chars().count() + 4);
}
