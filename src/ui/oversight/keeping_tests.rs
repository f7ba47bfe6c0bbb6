//! What was typed is kept: on a pause, on leaving, after a failure; and what nobody wrote leaves nothing behind.

use super::*;

#[test]
fn a_draft_is_saved_on_a_pause_and_at_the_latest_after_800_milliseconds() {
    let mut walk = Walk::new(page(Answers::default()));
    walk.press("S<wait:200>c<wait:200>h<wait:200>o");
    assert_eq!(walk.kept.borrow().saves.len(), 0);
    walk.sees("not saved yet").press("<wait:190>");
    assert_eq!(walk.kept.borrow().saves.len(), 0);
    walk.press("o<wait:10>");
    assert_eq!(walk.last_saved(field::SITUATION), Some(text("Schoo")), "800 ms after the first");
    walk.sees("saved 10:42").press("l<wait:299>").sees("not saved yet").press("<wait:1>");
    assert_eq!(walk.last_saved(field::SITUATION), Some(text("School")), "300 ms after the last");
    walk.press("<wait:9000>");
    assert_eq!(walk.kept.borrow().saves.len(), 2, "and not again while nothing is typed");
}

#[test]
fn leaving_and_locking_save_and_what_cannot_be_saved_says_so_and_is_tried_again() {
    let mut walk = Walk::new(page(Answers::default()));
    walk.press("one<esc>").sees("the screen below");
    assert_eq!(walk.last_saved(field::SITUATION), Some(text("one")));

    let mut walk = Walk::new(page(Answers::default()));
    walk.press("two<c-l>").sees("Passphrase");
    assert_eq!(walk.last_saved(field::SITUATION), Some(text("two")));

    let mut walk = Walk::new(page(Answers::default()));
    walk.kept.borrow_mut().fails = true;
    walk.press("three<wait:1000>").sees("NOT SAVED").sees("The disk is full");
    walk.kept.borrow_mut().fails = false;
    walk.press("<wait:4000>").sees("NOT SAVED").press("<wait:1500>").sees("saved 10:42");
}

#[test]
fn a_form_opened_and_left_untouched_leaves_nothing_behind() {
    let mut fresh = page(Answers::default());
    fresh.fresh = true;
    let mut walk = Walk::new(fresh.clone());
    walk.press("<tab><tab><esc>").sees("the screen below");
    assert!(walk.kept.borrow().discarded);
    let mut walk = Walk::new(fresh);
    walk.press("a<esc>");
    assert!(!walk.kept.borrow().discarded);
}

#[test]
fn a_draft_opens_where_it_was_left() {
    let mut left = page(complete_answers());
    left.left_at = Some(LeftAt { field: field::DECISION.into(), offset: 4 });
    let mut walk = Walk::new(left);
    walk.press("X<esc>");
    assert_eq!(
        walk.last_saved(field::DECISION),
        Some(text("Leo Xstays a child in need, because Gran and school hold."))
    );
    let at = walk.kept.borrow().saves.last().unwrap().left_at.clone();
    assert_eq!(at, LeftAt { field: field::DECISION.into(), offset: 5 });
}

#[test]
fn the_same_draft_is_never_open_twice() {
    let mut walk = Walk::new(page(Answers::default()));
    walk.press("typed here");
    // The palette, or another screen, opens the same draft again: as it was saved before.
    walk.harness.send(Msg::Oversight(Box::new(page(Answers::default()))));
    walk.sees("typed here").press(", and on<esc>").sees("the screen below");
    assert_eq!(walk.last_saved(field::SITUATION), Some(text("typed here, and on")));
}

#[test]
fn discarding_asks_and_only_a_yes_discards() {
    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<c-p>discard<enter>").sees("Discard this draft?").press("<enter>n").sees("Day 20");
    assert!(!walk.kept.borrow().discarded);
    walk.press("<c-p>discard<enter>y").sees("the screen below").sees("The draft is gone");
    assert!(walk.kept.borrow().discarded);
    assert!(walk.kept.borrow().saves.is_empty(), "what is discarded is not saved once more");
}

#[test]
fn a_paste_of_200_000_characters_of_every_kind_is_kept_clean() {
    let mut walk = Walk::new(page(Answers::default()));
    let one = "Mum said \u{1b}[31mno\u{7}.\r\nהילד בבית 👨‍👩‍👧 café\r";
    let pasted = one.repeat(200_000 / one.chars().count() + 1);
    walk.press(&format!("<paste:{pasted}>")).press("!<wait:1000>");
    let Some(Answer::Text(kept)) = walk.last_saved(field::SITUATION) else { panic!("nothing was kept") };
    assert!(kept.starts_with("Mum said [31mno.\nהילד בבית 👨‍👩‍👧 café\nMum"));
    assert!(kept.ends_with('!') && kept.chars().all(|c| c == '\n' || !c.is_control()));
    assert_eq!(kept.matches("הילד").count(), pasted.matches("הילד").count());
    walk.press("<tab><backtab><c-g>").sees("MUST BE PUT RIGHT").press("<esc><esc>").sees("the screen below");
}

#[test]
fn a_draft_begun_just_now_outlives_going_through_what_was_asked_and_says_what_came_of_it() {
    let mut fresh = page(Answers::default());
    fresh.fresh = true;
    let mut walk = Walk::new(fresh.clone());
    walk.sees("What was asked");
    walk.press("<f4>").sees("what came of each?");
    walk.press("<c-g>").sees("MUST BE PUT RIGHT").press("<esc><f4>").sees("what came of each?");
    walk.press("<esc>");
    // The workbench answers with the form again, and with what became of one of them meanwhile.
    fresh.came_of = vec![(ActionId(4), "Ben Doyle: Write to housing about the lock - done: he sleeps.".to_owned())];
    walk.harness.send(Msg::Oversight(Box::new(fresh.clone())));
    walk.press("<c-s>");
    assert!(!walk.kept.borrow().discarded);
    let Some(Answer::Text(words)) = walk.last_saved(field::ACTIONS) else { panic!("it was not written down") };
    assert_eq!(words, "Ben Doyle: Write to housing about the lock - done: he sleeps.");
    // Asked for once more, it is not written twice.
    walk.harness.send(Msg::Oversight(Box::new(fresh)));
    walk.press("<c-s>");
    assert_eq!(walk.last_saved(field::ACTIONS), Some(Answer::Text(words)));
}

/// On Windows a paste arrives as keys, its line ends as Enter: whatever field they fall into, nothing is signed.
#[test]
fn enter_never_signs_whatever_field_it_falls_into() {
    for start in ["", "<a-0>", "<a-2>", "<a-3>", "<a-4>", "<a-5>"] {
        let mut walk = Walk::new(page(complete_answers()));
        walk.press(start);
        for _ in 0..20 {
            walk.press("<enter>Sy<enter><tab>");
        }
        assert!(walk.kept.borrow().signed.is_none() && !walk.text().contains("Before you sign"), "{}", walk.text());
        assert!(walk.text().contains("Leo Marsh"), "{}", walk.text());
    }
}
