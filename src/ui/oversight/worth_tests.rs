//! What is worth a look, on the page before signing: seen, gone to, left with a reason, and kept with the record.

use super::*;
use crate::practice::review::FindingName;
use crate::practice::review::{Earlier, Setting, WordLists, worth_a_look};

const SISTERS: &str = "Leo keeps his shoes on in bed and listens for the front door most nights of the week. School has seen him \
    asleep at his table by ten and asks who gets him up in the morning.";

/// A draft that can be signed and has much that is worth a look.
fn worn() -> Answers {
    let mut answers = complete_answers();
    answers.set(field::SITUATION, text("Day 20. The CIN plan goes on and Leo has contact with his dad."));
    answers.set(field::IMPACT, text(SISTERS));
    answers
}

fn walk() -> Walk {
    let answers = worn();
    let there: Answers =
        [(field::IMPACT.to_owned(), text(&SISTERS.replace("Leo", "Ana").replace("his", "her")))].into_iter().collect();
    let record = Earlier { record: RecordId(7), called: "Ana Marsh", decided_on: on("2026-11-16"), answers: &there };
    let setting = Setting { name: Some("Leo Marsh"), reference: "4711", siblings: vec![record], ..Setting::default() };
    let found = worth_a_look(&answers, &setting, &WordLists::shipped());
    let walk = Walk::sized(page(answers), Vec::new(), 80, 40);
    walk.kept.borrow_mut().worth = found;
    walk
}

#[test]
fn findings_are_seen_gone_to_and_left_and_signing_keeps_them() {
    let mut walk = walk();
    walk.press("<c-g>").sees("WORTH A LOOK").sees("\"CIN\"").sees("\"contact\"").sees("Nothing has to be put right.");
    // Enter goes to the words.
    walk.press("<enter>").sees("Leo Marsh").sees_not("WORTH A LOOK");
    walk.press("!<c-g>");
    // Left with a reason, and without one.
    walk.press("<del>").sees("why, if you like").press("Written out on the plan itself<enter>");
    walk.sees("Left: Written out on the plan itself.");
    walk.press("<del><enter>").sees("Left. ");
    assert_eq!(walk.kept.borrow().saves.last().unwrap().beside.left.len(), 2, "kept with the draft");
    walk.press("Sy").sees("Signed as O12");
    let kept = walk.kept.borrow();
    let looked = &kept.saves.last().unwrap().beside.left;
    assert_eq!(looked.len(), kept.worth.len(), "what was seen and not left by a command is kept too");
    assert_eq!(looked.iter().filter(|one| one.left).count(), 2);
    assert!(looked.iter().any(|one| one.why == "Written out on the plan itself"));
}

#[test]
fn the_cursor_stands_at_the_words_it_went_to() {
    let mut walk = walk();
    walk.press("<c-g><enter>X");
    let said = walk.press("<c-s>").last_saved(field::SITUATION);
    assert_eq!(said, Some(text("Day 20. The XCIN plan goes on and Leo has contact with his dad.")));
}

#[test]
fn leaving_one_is_taken_back_by_the_same_key_and_kept_over_leaving_the_form() {
    let mut walk = walk();
    walk.press("<c-g><del>because<enter>").sees("Left: because.");
    walk.press("<esc><c-g>").sees("Left: because.");
    walk.press("<up><up><up><up><up><del>").sees_not("Left: because.");
}

#[test]
fn both_passages_stand_side_by_side() {
    let mut walk = walk();
    walk.press("<c-g>");
    let place = walk.kept.borrow().worth.iter().position(|one| one.name == FindingName::RepeatedSibling).unwrap();
    walk.press(&"<down>".repeat(place)).sees("v: both side by side");
    walk.press("v")
        .sees("Much the same words")
        .sees("This draft")
        .sees("Ana Marsh, O7 of 16 November 2026")
        .sees("keeps");
    walk.press("<esc>").sees("WORTH A LOOK");
}

#[test]
fn the_page_reads_well() {
    let mut walk = walk();
    walk.press("<c-g>");
    insta::assert_snapshot!("worth_a_look", walk.text());
}
