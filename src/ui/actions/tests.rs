//! Walks through the list of actions, over a small made-up team.

use super::Actions;
use crate::ui::made_up_tests::{opened, taken, walk};
use crate::ui::theme::Theme;

#[test]
fn the_list_begins_with_the_worst_and_says_whose_it_is() {
    let (mut harness, asked) = walk(Actions::default(), opened(), (80, 24));
    insta::assert_snapshot!("actions_list", harness.picture());
    assert_eq!(taken(&asked), ["ShowActions"]);
    harness.resize(120, 40);
    insta::assert_snapshot!("actions_list_wide", harness.text());
    harness.resize(60, 16);
    insta::assert_snapshot!("actions_list_small", harness.text());
}

#[test]
fn mine_and_theirs_stand_apart() {
    let (mut harness, _) = walk(Actions::default(), opened(), (80, 24));
    harness.press("<tab>");
    let text = harness.text();
    assert!(text.contains("[Mine 1]") && text.contains("health visitor") && !text.contains("housing"), "{text}");
    harness.press("<tab>");
    let text = harness.text();
    assert!(text.contains("[Theirs 2]") && text.contains("housing") && !text.contains("health visitor"), "{text}");
}

#[test]
fn one_key_changes_the_order_and_asks_for_nothing() {
    let (mut harness, asked) = walk(Actions::default(), opened(), (80, 24));
    assert!(harness.text().contains("By date"), "{}", harness.text());
    harness.press("<down>");
    taken(&asked);
    harness.press("g");
    insta::assert_snapshot!("actions_by_child", harness.text());
    harness.press("ggg");
    let text = harness.text();
    assert!(text.contains("By drift") && text.contains("1x 1 day"), "{text}");
    assert!(taken(&asked).is_empty(), "the order asks for nothing");
    harness.press("f<end><enter>");
}

#[test]
fn an_action_is_closed_in_two_keys_and_its_words() {
    let (mut harness, asked) = walk(Actions::default(), opened(), (80, 24));
    harness.press("xthe lock is changed");
    taken(&asked);
    harness.press("<enter>");
    assert_eq!(taken(&asked), ["Action", "ShowActions"]);
    let text = harness.text();
    assert!(text.contains("2 open") && text.contains("A1 closed: done."), "{text}");
    // Among the closed it can be read, and opened again by name.
    harness.press("fc<enter>");
    harness.press("<down>");
    let text = harness.text();
    assert!(text.contains("only closed: 2") && text.contains("the lock is changed"), "{text}");
    taken(&asked);
    harness.press(":reopen<enter>");
    assert!(taken(&asked).contains(&"Action"));
    assert!(harness.text().contains("only closed: 1"), "{}", harness.text());
}

#[test]
fn words_and_owner_are_put_right_and_what_stood_before_is_told() {
    let (mut harness, asked) = walk(Actions::default(), opened(), (80, 24));
    taken(&asked);
    harness.press("W");
    assert_eq!(taken(&asked), ["ShowAction", "NameObjects"]);
    insta::assert_snapshot!("put_action_right", harness.text());
    harness.press("<enter>");
    assert!(harness.text().contains("It says that already"), "{}", harness.text());
    harness.press("<c-u>Ring the housing officer<tab><c-u>kez<enter>");
    assert_eq!(taken(&asked), ["Action", "ShowActions"]);
    let text = harness.text();
    assert!(text.contains("A1 put right") && text.contains("Ring the housing"), "{text}");
    harness.press(":words<enter>");
    let text = harness.text();
    assert!(text.contains("23 November 2026: put right; before that, Ben: Write to the housing"), "{text}");
    assert!(text.contains("Kezia Ŵyn"), "the owner is the worker as she is called: {text}");
    for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
        harness.resize(width, height);
        harness.press("<down>x");
    }
}

#[test]
fn one_that_is_not_done_says_why() {
    let (mut harness, _) = walk(Actions::default(), opened(), (80, 24));
    harness.press("x<tab>n");
    assert!(harness.text().contains("Why it was not done"), "{}", harness.text());
    harness.press("<tab>the officer has left<enter>");
    assert!(harness.text().contains("A1 closed: not done."), "{}", harness.text());
}

#[test]
fn a_filter_by_worker_shows_what_they_do_and_what_concerns_their_children() {
    let (mut harness, _) = walk(Actions::default(), opened(), (80, 24));
    harness.press("f<tab><tab>k<enter>");
    let text = harness.text();
    assert!(text.contains("only Kezia Ŵyn: 2") && text.contains("Book the course"), "{text}");
    harness.press("fm<tab><tab><home><enter>");
    assert!(harness.text().contains("only moved later: 1"), "{}", harness.text());
}

#[test]
fn privacy_no_colour_read_only_and_any_size() {
    let mut cx = opened();
    (cx.theme, cx.privacy) = (Theme::plain(), true);
    cx.read_only = Some("another Footprint has this file open".to_owned());
    let (mut harness, asked) = walk(Actions::default(), cx, (80, 24));
    insta::assert_snapshot!("actions_list_private", harness.picture());
    harness.press("x");
    assert!(harness.text().contains("Not now: another Footprint"), "{}", harness.text());
    assert_eq!(taken(&asked), ["ShowActions"]);
    for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
        harness.resize(width, height);
        harness.press("<down>");
    }
}

#[test]
fn an_action_gets_its_first_other_date_only_with_a_reason() {
    let (mut harness, asked) = walk(Actions::default(), opened(), (80, 24));
    harness.press("<down>d+14d<enter>");
    assert!(harness.text().contains("why the date moves"), "{}", harness.text());
    insta::assert_snapshot!("redate_action", harness.picture());
    taken(&asked);
    harness.press("she is on leave<enter>");
    assert_eq!(taken(&asked), ["Action", "ShowActions"]);
    assert!(harness.text().contains("A2 is now due on Monday 7 December 2026."), "{}", harness.text());
}

#[test]
fn what_was_not_done_before_is_not_agreed_again_in_silence() {
    let (mut harness, asked) = walk(Actions::default(), opened(), (80, 24));
    harness.press("xno officer came<tab><right><enter>");
    // Both that are closed are the same child's.
    harness.press("fc<enter>");
    harness.press("aWrite to housing about the lock<tab>Ben<tab>fri<enter>");
    let text = harness.text();
    assert!(text.contains("This was asked before") && text.contains("no officer came"), "{text}");
    insta::assert_snapshot!("agree_again", text);
    taken(&asked);
    harness.press("<enter>");
    assert!(taken(&asked).is_empty(), "not without saying what is different");
    harness.press("I ring the officer's manager first<enter>");
    assert!(taken(&asked).contains(&"Action"));
    // In the list it goes on asking for a decision, in a word and not in a colour only, at any width.
    harness.press("f<home><enter>");
    for width in [60, 80, 120] {
        harness.resize(width, 24);
        let text = harness.text();
        assert_eq!(text.matches("! decide").count(), 1, "{text}");
    }
}
