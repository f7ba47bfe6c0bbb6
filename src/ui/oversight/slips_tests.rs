//! What a slip of the hand leads to in the form, and what the form says about its keys and its hints.

use super::*;

#[test]
fn a_day_that_was_not_understood_is_listed_and_holds_up_signing_wherever_it_stands() {
    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<a-0> 11 dec<wait:1000>").sees("0 Reason    begun").sees("a day that was not understood");
    walk.press("<c-g>").sees("0 Reason").sees("\"23 November 2026 11 dec\"").press("S").sees("Not now: one thing");
    assert!(walk.kept.borrow().signed.is_none());
    walk.press("<enter>").sees(">0 Reason");
    for _ in 0..7 {
        walk.press("<backspace>");
    }
    walk.press("<wait:1000>").sees("0 Reason    complete").sees("Nothing is missing");

    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<a-5><tab>x<wait:1000>").sees("5 Review    begun").press("<c-g>").sees("December 2026x");
    walk.sees_not("No day is set").press("S").sees("Not now: one thing");

    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<a-4><tab><tab><tab><tab>x<wait:1000>").sees("4 Actions   begun").press("<c-g>").sees("4 Actions");
    walk.sees("4 December 2026x").sees_not("does not say by when").press("S").sees("Not now: one thing");
    walk.press("<enter><backspace><wait:1000>").sees("4 Actions   complete");
}

#[test]
fn a_decision_without_its_day_is_not_complete() {
    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<a-0>");
    for _ in 0..16 {
        walk.press("<backspace>");
    }
    walk.press("<wait:1000>").sees("0 Reason    begun").press("<c-g>").sees("No day is given here");
}

#[test]
fn the_line_under_the_cursor_says_its_keys_and_the_bottom_line_how_to_sign() {
    let mut half = complete_answers();
    half.clear(field::REVIEW_ON);
    let mut walk = Walk::new(page(half));
    walk.press("<c-g>").sees("S sign: one thing first").sees_not("Space: yes   Enter");
    walk.press("<down>").sees("     Space: yes   Enter: not this time, because").press("<down>");
    assert_eq!(walk.text().matches("Space: yes   Enter").count(), 1);
    walk.sees("S sign: one thing first");
    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<c-g>").sees("S sign: 5 statements have no answer yet").sees("Space: yes   Enter");
}

#[test]
fn leaving_by_escape_says_that_the_draft_is_kept_and_what_is_not() {
    let mut walk = Walk::new(page(Answers::default()));
    walk.press("one<f2><esc>").sees("the screen below").sees("Draft D3 kept: o to go on.").sees_not("not understood");
    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<a-5><tab>x<esc>").sees("Draft D3 kept: o to go on. A day in it was not understood; it is kept as");
    let mut fresh = page(Answers::default());
    fresh.fresh = true;
    Walk::new(fresh).press("<esc>").sees("the screen below").sees_not("kept");
}

#[test]
fn one_tab_too_few_in_the_action_table_is_seen_at_once_and_nothing_is_refused() {
    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<a-4><tab>").sees("Priya Shah will go to the jobcentre by Friday 4").sees("December, because: Leo");
    walk.sees_not("Nobody of that name").press("<tab><tab>");
    for _ in 0..10 {
        walk.press("<backspace>");
    }
    walk.press("next fri<wait:1000>").sees("Nobody of that name is in the team").sees("4 Actions   complete");
}

#[test]
fn no_hint_is_cut_and_what_is_not_chosen_says_so() {
    let mut walk = Walk::new(page(Answers::default()));
    walk.sees("Start with why today, then what a stranger").press("<a-3>").sees("not chosen yet");
    walk.press("<tab>1<tab>").sees_not("Threshold                   not chosen");
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let mut walk = Walk::sized(page(complete_answers()), Vec::new(), width, height);
        for _ in 0..30 {
            let hints = page(Answers::default()).form.sections.clone();
            for field in hints.iter().flat_map(|section| &section.fields) {
                let start: String = field.hint.chars().take(12).collect();
                let cut_off = |line: &str| {
                    !start.is_empty()
                        && line.contains(&start)
                        && line.split("│").any(|part| part.trim().ends_with('~') && part.contains(&start))
                };
                assert!(!walk.text().lines().any(cut_off), "{}", walk.text());
            }
            walk.press("<tab>");
        }
    }
}

#[test]
fn an_answer_to_a_statement_is_kept_at_once_and_is_there_when_the_draft_is_opened_again() {
    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<c-g> ");
    let kept = walk.kept.borrow().saves.last().unwrap().beside.clone();
    assert_eq!(kept.statements.len(), 1);
    assert!(kept.statements[0].met && kept.statements[0].note.is_empty());
    // Half a reason, and then the lid of the laptop closes: 300 ms later it is in the file.
    walk.press("<enter>she was away<wait:400>");
    let kept = walk.kept.borrow().saves.last().unwrap().beside.clone();
    assert!(kept.statements.iter().any(|one| !one.met && one.note == "she was away"));
    let mut again = page(complete_answers());
    again.beside = kept;
    let mut walk = Walk::new(again);
    walk.press("<c-g>").sees("because she was away").sees("S sign: 3 statements have no answer yet");
}

#[test]
fn escape_keeps_a_reason_that_was_being_typed_and_emptying_it_takes_it_back() {
    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<c-g><enter>no<esc>").sees("Not this time, because no").sees("4 statements have no answer");
    assert!(walk.kept.borrow().saves.last().unwrap().beside.statements.iter().any(|one| one.note == "no"));
    // Emptied, the statement is as it was when the box was opened, and Enter takes nothing.
    walk.press("<enter><bs><bs><enter>").sees("Write a few words first").press("<esc>").sees("because no");
}

#[test]
fn a_day_that_was_not_understood_is_kept_as_typed_and_shown_again() {
    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<a-5><tab>x<a-4><tab><tab><tab><tab>x<a-0> 11 dec<wait:1000>");
    let kept = walk.kept.borrow().saves.last().unwrap().beside.clone();
    assert_eq!(kept.unread.len(), 3);
    assert_eq!(kept.unread_at(field::ACTION_TABLE, Some(0)), Some("4 December 2026x"));
    let mut again = page(walk.kept.borrow().saves.last().unwrap().answers.clone());
    again.beside = kept.clone();
    let mut walk = Walk::new(again);
    walk.sees("0 Reason    begun").press("<c-g>").sees("\"23 November 2026 11 dec\"").sees("December 2026x");
    walk.press("<esc><a-5><tab>").sees("December 2026x").press("<bs><wait:1000>").sees("Friday 11 December 2026");
    assert_eq!(walk.kept.borrow().saves.last().unwrap().beside.unread.len(), 2);
    // A draft that only holds such a day is no litter.
    let mut fresh = page(Answers::default());
    fresh.fresh = true;
    let mut walk = Walk::new(fresh);
    walk.press("<a-5><tab>someday<esc>").sees("Draft D3 kept");
    assert!(!walk.kept.borrow().discarded);
}
