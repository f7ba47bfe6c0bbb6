//! Whether anything is said of open actions, in whatever words.

use crate::practice::answer::{Answer, Answers};
use crate::practice::review::worth::{OpenAction, Setting};
use crate::practice::review::worth_tests::named;
use rstest::rstest;

const VISIT: (&str, &str) = ("Make an unannounced visit in the evening", "Kezia Boateng");
const LETTER: (&str, &str) = ("Write to the housing office about the lock", "Ben Doyle");

#[rstest]
#[case::nothing(&[LETTER], "Leo is seven and lives with his mum. School is worried about his weight.", true)]
#[case::same_words(&[LETTER], "Ben wrote to the housing office and heard nothing.", false)]
#[case::other_words(&[LETTER], "The council has not answered about the door: the letter went on 3 November.", false)]
#[case::owner(&[VISIT], "Kezia went after dark on the 21st.", false)]
#[case::owner_alone(&[LETTER], "Ben is on leave.", true)]
#[case::all_at_once(&[VISIT, LETTER], "None of the actions from last time is done.", false)]
#[case::by_reference(&[LETTER], "A45 is late.", false)]
#[case::one_of_two(&[VISIT, LETTER], "The landlord has written that the lock comes on Monday.", false)]
#[case::none_open(&[], "Leo is seven.", false)]
fn open_actions_are_spoken_of_or_are_not(#[case] open: &[(&str, &str)], #[case] text: &str, #[case] missing: bool) {
    let mut answers = Answers::default();
    answers.set("situation", Answer::Text(text.to_owned()));
    let open = open
        .iter()
        .map(|(action, owner)| OpenAction { reference: "A45", action, owner, due_on: "2026-10-30".parse().unwrap() })
        .collect();
    let setting = Setting { name: Some("Leo Marsh"), reference: "C1", open, ..Setting::default() };
    assert_eq!(!named("open_actions_unmentioned", &answers, &setting).is_empty(), missing);
}
