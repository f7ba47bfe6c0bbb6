//! What holds up signing: each rule alone, against a record in which nothing else is wrong.

use super::*;
use crate::practice::answer::Answer;
use crate::practice::review::tests::{complete_answers, day, head, row, text};
use proptest::prelude::*;
use rstest::rstest;

/// What is found once the named fields are taken away and the others answered, as `section finding field`.
fn found_after(cleared: &[&str], set: Vec<(&str, Answer)>) -> Vec<String> {
    let mut answers = complete_answers();
    for key in cleared {
        answers.clear(key);
    }
    for (key, answer) in set {
        answers.set(key, answer);
    }
    said(&must_be_put_right(&head(), &answers, day("2026-11-20")))
}

fn said(found: &[Finding]) -> Vec<String> {
    found
        .iter()
        .map(|one| format!("{} {} {}", one.section.code(), one.name.code(), one.field.as_deref().unwrap_or("-")))
        .collect()
}

const ALL_IMPACT: &[&str] = &["impact", "childs_words", "protective_factors", "immediate_risks", "long_term"];

#[rstest]
#[case::nothing_wrong(&[], &[])]
#[case::situation(&["situation"], &["situation section_empty situation"])]
#[case::impact_prose_alone_may_be_missing(&["impact"], &[])]
#[case::impact_said_only_by_one_list(&["impact", "childs_words", "protective_factors", "immediate_risks"], &[])]
#[case::impact(ALL_IMPACT, &["impact section_empty impact"])]
#[case::decision(&["decision"], &["decision section_empty decision"])]
#[case::threshold(&["threshold"], &["decision threshold_missing threshold"])]
#[case::likelihood(&["likelihood"], &["decision judgement_missing likelihood"])]
#[case::all_judgements(&["imminence", "significance", "likelihood"], &[
    "decision judgement_missing likelihood",
    "decision judgement_missing significance",
    "decision judgement_missing imminence",
])]
#[case::actions(&["action_table"], &["actions section_empty action_table", "actions action_missing action_table"])]
#[case::review_how_alone_may_be_missing_when_prose_says_it(&["review_how"], &["review section_empty review"])]
#[case::review_on(&["review_on"], &["review review_missing review_on"])]
fn what_is_missing_is_found(#[case] cleared: &[&str], #[case] expected: &[&str]) {
    assert_eq!(found_after(cleared, Vec::new()), expected);
}

#[rstest]
#[case::blank_prose(vec![("situation", text(" \n\t"))], &["situation section_empty situation"])]
#[case::a_dash_says_nothing(vec![("decision", text(" - "))], &["decision section_empty decision"])]
#[case::review_in_prose(vec![("review_how", Answer::Choice(String::new())), ("review", text("I will ring school."))], &[])]
#[case::unknown_threshold(vec![("threshold", Answer::Choice("s99".into()))], &["decision threshold_missing threshold"])]
#[case::no_such_step(vec![("imminence", Answer::Step(5))], &["decision judgement_missing imminence"])]
#[case::review_on_the_day(vec![("review_on", Answer::Day(day("2026-11-20")))], &[])]
#[case::review_the_day_before(vec![("review_on", Answer::Day(day("2026-11-19")))], &[
    "review review_before_decision review_on",
])]
#[case::only_blank_rows(vec![("action_table", Answer::Actions(vec![PlannedAction::default()]))], &[
    "actions section_empty action_table",
    "actions action_missing action_table",
])]
#[case::prose_is_no_action(
    vec![("action_table", Answer::Actions(Vec::new())), ("actions", text("Support the family."))],
    &["actions action_missing action_table"],
)]
#[case::a_reason_for_none(
    vec![("action_table", Answer::Actions(Vec::new())), ("no_further_action", text("Leeds has taken over."))],
    &[],
)]
#[case::no_reason_for_none(
    vec![("action_table", Answer::Actions(Vec::new())), ("no_further_action", text("-"))],
    &["actions section_empty action_table", "actions action_missing action_table"],
)]
#[case::complete_beside_a_blank_row(vec![("action_table", Answer::Actions(vec![
    PlannedAction::default(),
    row("Ring Gran", "Priya", Some("2026-11-20")),
]))], &[])]
#[case::dated_before(vec![("action_table", Answer::Actions(vec![row("Ring Gran", "Priya", Some("2026-11-19"))]))], &[
    "actions action_before_decision action_table",
])]
fn what_is_wrong_is_found(#[case] set: Vec<(&str, Answer)>, #[case] expected: &[&str]) {
    assert_eq!(found_after(&[], set), expected);
}

#[rstest]
#[case("No further action: the family has moved and Leeds has accepted.", true)]
#[case("No further action. Gran has the court's order now.", true)]
#[case("No further action.", false)]
#[case("No further action is needed at this time.", false)]
#[case("Worker to visit. No further action for school because it is closed.", false)]
fn a_reason_for_none_may_stand_in_the_prose(#[case] prose: &str, #[case] enough: bool) {
    let found = found_after(&["action_table"], vec![("actions", text(prose))]);
    assert_eq!(found.is_empty(), enough, "{found:?}");
}

#[rstest]
#[case(row("Ring Gran", "", Some("2026-12-04")), "This action does not say who does it.")]
#[case(row("Ring Gran", " ? ", None), "This action does not say who does it or by when.")]
#[case(row("Ring Gran", "Priya", None), "This action does not say by when.")]
#[case(row("", "Priya", Some("2026-12-04")), "This action does not say what is to be done.")]
#[case(row("", "", None), "This action does not say what is to be done, who does it or by when.")]
fn an_incomplete_action_is_told_what_it_lacks(#[case] row: PlannedAction, #[case] advice: &str) {
    let mut answers = complete_answers();
    let whole = answers.actions("action_table")[0].clone();
    answers.set("action_table", Answer::Actions(vec![PlannedAction::default(), whole, row.clone()]));
    let found = must_be_put_right(&head(), &answers, day("2026-11-20"));
    assert_eq!(said(&found), ["actions action_incomplete action_table"]);
    assert_eq!(found[0].row, Some(2), "the row of the table, blank ones counted, for that is where the cursor goes");
    assert_eq!(found[0].advice, advice);
    assert_eq!(found[0].excerpt, if row.action.is_empty() { row.change_needed } else { row.action });
}

#[test]
fn a_decision_is_never_signed_before_its_day() {
    let found = must_be_put_right(&head(), &complete_answers(), day("2026-11-19"));
    assert_eq!(said(&found), ["situation decision_in_future decided_on"]);
    assert!(must_be_put_right(&head(), &complete_answers(), day("2027-06-01")).is_empty());
}

#[test]
fn an_empty_draft_lacks_everything_in_the_order_of_the_sections() {
    let found = must_be_put_right(&head(), &Answers::default(), day("2026-11-20"));
    insta::assert_snapshot!(said(&found).join("\n"), @r"
    situation section_empty situation
    impact section_empty impact
    decision section_empty decision
    decision threshold_missing threshold
    decision judgement_missing likelihood
    decision judgement_missing significance
    decision judgement_missing imminence
    actions section_empty action_table
    actions action_missing action_table
    review section_empty review
    review review_missing review_on
    ");
    assert!(found.iter().all(|one| one.must_fix && !one.advice.is_empty() && (one.start, one.end) == (0, 0)));
}

proptest! {
    /// Whatever is answered with whatever kind of answer, reading never stops and the order is the sections'.
    #[test]
    fn any_answers_can_be_read(words in "\\PC{0,40}", step in any::<u8>(), kind in 0_u8..6, key in 0_usize..19) {
        let keys: Vec<&str> = crate::practice::oversight_form::FIELDS.iter().map(|(_, key, _)| *key).collect();
        let answer = match kind {
            0 => Answer::Text(words),
            1 => Answer::Lines(vec![words.clone(), words]),
            2 => Answer::Choice(words),
            3 => Answer::Step(step),
            4 => Answer::Day(day("2026-01-01")),
            _ => Answer::Actions(vec![row(&words, &words, None)]),
        };
        let mut answers = complete_answers();
        answers.set(keys[key], answer);
        let found = must_be_put_right(&head(), &answers, day("2026-11-20"));
        prop_assert!(found.is_sorted_by_key(|one| one.section.clone()));
    }
}
