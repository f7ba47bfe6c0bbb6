//! A row that was asked before asks for a decision where it is written, and keeps it with the record.

use super::*;

const LOCK: &str = "Write to the housing office about the lock";

fn before() -> Action {
    Action {
        id: ActionId(7),
        subject: ActionSubject::Child(ChildId(1)),
        record: None,
        change_needed: String::new(),
        action: "Writing to housing about a lock".to_owned(),
        owner: "Ben Doyle".to_owned(),
        owner_worker: None,
        due_on: on("2026-11-03"),
        first_due_on: on("2026-10-20"),
        redated: 1,
        status: ActionStatus::NotDone,
        closed_on: Some(on("2026-11-03")),
        difference: "the officer had left".to_owned(),
        escalation: None,
    }
}

/// The form at the action table, a row written, and the cursor leaving what is to be done.
fn written() -> Walk {
    let walk = Walk::new(page(Answers::default()));
    walk.kept.borrow_mut().before = vec![before()];
    let mut walk = walk;
    walk.press("<a-4><tab>He sleeps<tab>").press(LOCK).press("<tab>");
    walk
}

fn rows(walk: &Walk) -> Vec<String> {
    let Some(Answer::Actions(rows)) = walk.last_saved(field::ACTION_TABLE) else { return Vec::new() };
    rows.into_iter().map(|row| row.action).collect()
}

#[test]
fn it_is_shown_with_its_history_as_soon_as_it_is_written() {
    let mut walk = written();
    walk.sees("This was asked before: decide this time").sees("A7, much the same").sees("the officer had left");
    insta::assert_snapshot!("repeated_row", walk.text());
    // Nothing is kept without words.
    walk.press("<enter>").sees("Say it in a few words.");
    // Left undecided it is not asked about again and again; the page before signing has it.
    walk.press("<esc><tab><backtab><backtab><tab>").sees_not("decide this time");
}

#[test]
fn done_now_the_row_stays_and_the_record_says_what_makes_it_happen() {
    let mut walk = written();
    walk.press("<tab>The new officer starts on Monday<enter>").sees_not("decide this time");
    assert_eq!(rows(&walk), [LOCK]);
    let said = walk.last_saved(field::ACTIONS);
    assert_eq!(said, Some(text(&format!("{LOCK} (asked before: A7). This time: The new officer starts on Monday"))));
    let left = walk.kept.borrow().saves.last().unwrap().beside.left.clone();
    assert_eq!((left[0].finding.code(), left[0].excerpt.as_str()), ("same_action_again", LOCK));
    assert_eq!(left[0].why, "The new officer starts on Monday");
    // Another child's action is another; and this one is decided.
    walk.press("<c-g>").sees("Before you sign");
}

#[test]
fn stopped_the_row_goes_and_the_reason_stays() {
    let mut walk = written();
    walk.press("<right><right><right><tab>They have moved<enter>");
    assert_eq!(rows(&walk), Vec::<String>::new());
    assert_eq!(
        walk.last_saved(field::ACTIONS),
        Some(text(&format!("{LOCK} (asked before: A7) - not asked again: They have moved")))
    );
}

#[test]
fn taken_higher_it_becomes_an_action_of_its_own_kind_in_place_of_the_row() {
    let mut walk = written();
    walk.press("<right><right><tab>head of housing<tab><tab>+14d<enter>");
    assert_eq!(rows(&walk), Vec::<String>::new());
    let kept = walk.kept.borrow();
    let [ActionAct::Escalate { to, matter, about, .. }] = kept.acts.as_slice() else { panic!("one act") };
    assert_eq!((to.as_str(), matter.as_str(), *about), ("head of housing", LOCK, None));
}

#[test]
fn changed_the_cursor_is_in_its_words_again() {
    let mut walk = written();
    walk.press("<right><enter>").press("!<c-s>");
    assert_eq!(rows(&walk), [format!("{LOCK}!")]);
    assert_eq!(walk.last_saved(field::ACTIONS), None);
}

#[test]
fn a_row_that_was_never_left_is_asked_about_before_signing() {
    let mut answers = complete_answers();
    let mut row = crate::practice::review::tests::row(LOCK, "Ben Doyle", Some("2026-12-04"));
    row.change_needed = String::new();
    answers.set(field::ACTION_TABLE, Answer::Actions(vec![row]));
    let mut walk = Walk::new(page(answers));
    walk.kept.borrow_mut().before = vec![before()];
    walk.press("<c-g>").sees("decide this time").sees_not("Before you sign");
    walk.press("<esc><c-g>").sees("Before you sign");
}

#[test]
fn once_it_is_decided_before_signing_the_page_before_signing_comes() {
    let mut answers = complete_answers();
    let row = crate::practice::review::tests::row(LOCK, "Ben Doyle", Some("2026-12-04"));
    answers.set(field::ACTION_TABLE, Answer::Actions(vec![row]));
    let mut walk = Walk::new(page(answers));
    walk.kept.borrow_mut().before = vec![before()];
    walk.press("<c-g><tab>The new officer starts on Monday<enter>").sees("Before you sign");
    let left = walk.kept.borrow().saves.last().unwrap().beside.left.clone();
    assert_eq!(left[0].why, "The new officer starts on Monday");
}
