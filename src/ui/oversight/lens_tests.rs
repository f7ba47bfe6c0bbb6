//! A lens within the record, from a string of keys, and one on its own.

use super::*;
use crate::practice::lens;
use crate::practice::review::{Setting, WordLists, worth_a_look};

fn walk_form() -> crate::practice::form::Form {
    lens::alone(&form_file::shipped_form("anchor").unwrap())
}

#[test]
fn a_lens_is_filled_in_beside_its_prompts_and_saved_with_the_record() {
    let mut walk = Walk::new(page(Answers::default()));
    walk.press("<f6>");
    insta::assert_snapshot!("choose_lens", walk.text());
    walk.press("<enter>Can Leo sleep safely at home?<tab>The quarrels began in May.<c-s>");
    insta::assert_snapshot!("lens_within", walk.text());
    let saved = walk.kept.borrow().saves.last().unwrap().answers.clone();
    assert_eq!(saved.text("anchor.question"), "Can Leo sleep safely at home?");
    assert_eq!(saved.text("anchor.story"), "The quarrels began in May.");
    // What was thought through starts the situation, which is still empty.
    walk.press("<a-1><c-s>");
    let saved = walk.kept.borrow().saves.last().unwrap().answers.clone();
    assert_eq!(saved.text(field::SITUATION), "Can Leo sleep safely at home?\nThe quarrels began in May.\n");
    // What is typed after it is a paragraph of its own.
    walk.press("Jo has been twice.<c-s>");
    let saved = walk.kept.borrow().saves.last().unwrap().answers.clone();
    assert!(saved.text(field::SITUATION).ends_with("began in May.\nJo has been twice."));
    walk.press("<f6><enter>");
    assert_eq!(walk.text().matches("Question").count(), 1, "it stands there once: {}", walk.text());
}

#[test]
fn the_rows_of_a_lens_go_into_the_action_table_once() {
    let mut answers = Answers::default();
    let row = crate::practice::review::tests::row("Fetch her on Thursdays", "Priya Shah", Some("2026-12-04"));
    answers.set("risk-review.actions_agreed", Answer::Actions(vec![row]));
    let mut page = page(answers);
    let review = form_file::shipped_form("risk-review").unwrap();
    page.form = Arc::new(lens::with_lens(form_file::oversight(), &review));
    let mut walk = Walk::new(page);
    walk.press("<a-4><c-s><a-1><a-4><c-s>");
    let saved = walk.kept.borrow().saves.last().unwrap().answers.clone();
    assert_eq!(saved.actions(field::ACTION_TABLE).len(), 1);
}

#[test]
fn a_lens_on_its_own_asks_for_no_reason_and_is_signed_after_a_question() {
    let mut page = page(Answers::default());
    let anchor = form_file::shipped_form("anchor").unwrap();
    (page.draft.form, page.draft.head.reason, page.draft.head.reviews) = ("anchor".to_owned(), None, None);
    page.lens = Some(anchor.title.clone());
    page.form = Arc::new(lens::alone(&anchor));
    let mut walk = Walk::new(page);
    // Enter goes to its first part, where the words begin.
    walk.press("<c-g>").sees("Nothing is written yet").press("<enter>");
    let question = "Can Leo and his siblings sleep safely at home?";
    walk.press(question);
    let mut there = Answers::default();
    there.set("anchor.question", text(question));
    let setting =
        Setting { name: Some("Leo Marsh"), reference: "4711", form: Some(&walk_form()), ..Setting::default() };
    walk.kept.borrow_mut().worth = worth_a_look(&there, &setting, &WordLists::shipped());
    walk.press("<c-g>").sees("1 Question").sees("\"siblings\"").sees_not("THE STANDARD");
    insta::assert_snapshot!("lens_alone_before_signing", walk.text());
    // Enter goes to the words in the lens.
    walk.press("<enter>Y<c-s>");
    let saved = walk.last_saved("anchor.question");
    assert_eq!(saved, Some(text("Can Leo and his Ysiblings sleep safely at home?")));
    walk.press("<c-g>S");
    insta::assert_snapshot!("lens_alone_to_sign", walk.text());
    walk.press("y");
    assert!(walk.kept.borrow().signed.is_some());
    walk.harness.resize(60, 16);
    walk.harness.resize(0, 0);
}
