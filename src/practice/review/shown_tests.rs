//! Statements that a record shows: only on plain evidence, and each gone when its evidence is spoilt.

use super::*;
use crate::practice::answer::{Answer, PlannedAction};
use crate::practice::form_file::oversight;
use crate::practice::review::tests::{complete_answers, text};
use crate::practice::review::{Setting, WordLists, worth_a_look};
use rstest::rstest;

fn keys(answers: &Answers) -> Vec<String> {
    statements_shown(answers, &oversight()).into_iter().map(|shown| shown.key).collect()
}

#[test]
fn a_complete_record_shows_four_and_says_where() {
    let shown = statements_shown(&complete_answers(), &oversight());
    let said: Vec<String> = shown.iter().map(|one| format!("{} -> {}", one.key, one.place)).collect();
    insta::assert_snapshot!(said.join("\n"), @r"
    childs_voice -> Impact on the child: The child's own words, or what was seen
    factors -> Impact on the child: What protects the child; What puts the child at risk now; What follows in the long run if nothing changes
    threshold -> Decision and threshold: Threshold; How likely is the harm; How serious would it be; How soon could it come
    review -> Review of this direction: Review on; How
    ");
}

#[rstest]
#[case("childs_words", None, "childs_voice")]
#[case("childs_words", Some(text("Not seen alone")), "childs_voice")]
#[case("protective_factors", None, "factors")]
#[case("immediate_risks", Some(Answer::Lines(vec!["-".into()])), "factors")]
#[case("long_term", None, "factors")]
#[case("threshold", None, "threshold")]
#[case("imminence", None, "threshold")]
#[case("review_on", None, "review")]
#[case("review_how", None, "review")]
fn without_its_evidence_a_statement_is_left_to_the_manager(
    #[case] field: &str,
    #[case] instead: Option<Answer>,
    #[case] gone: &str,
) {
    let mut answers = complete_answers();
    answers.clear(field);
    if let Some(answer) = instead {
        answers.set(field, answer);
    }
    let left: Vec<String> = keys(&complete_answers()).into_iter().filter(|key| key != gone).collect();
    assert_eq!(left.len(), 3);
    assert_eq!(keys(&answers), left);
}

#[test]
fn whether_the_actions_are_exact_and_realistic_is_never_answered_by_the_program() {
    assert!(oversight().statements.iter().any(|one| one.key == "actions"));
    assert!(!keys(&complete_answers()).contains(&"actions".to_owned()));
}

#[test]
fn nothing_written_shows_nothing_and_blank_rows_do_no_harm() {
    assert_eq!(keys(&Answers::default()), Vec::<String>::new());
    let mut answers = complete_answers();
    let mut rows = answers.actions("action_table").to_vec();
    rows.push(PlannedAction::default());
    answers.set("action_table", Answer::Actions(rows));
    assert_eq!(keys(&answers).len(), 4);
}

#[test]
fn what_the_reading_finds_missing_is_asked_and_not_ticked() {
    let form = oversight();
    let mut answers = complete_answers();
    answers.set(field::LONG_TERM, Answer::Lines(vec!["He goes to bed cold tonight".to_owned()]));
    let setting = Setting { name: Some("Leo"), reference: "C1", ..Setting::default() };
    let found = worth_a_look(&answers, &setting, &WordLists::shipped());
    let mut shown = statements_shown(&answers, &form);
    assert!(shown.iter().any(|one| one.key == "factors"), "every box has something in it");
    doubt_what_is_missing(&mut shown, &found);
    assert!(shown.iter().all(|one| one.key != "factors") && shown.iter().any(|one| one.key == "threshold"));
}
