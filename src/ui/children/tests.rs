//! Walks through the list of children, one child's page and its popups, over a small made-up team.

use super::Children;
use crate::ui::made_up_tests::{opened, taken, walk};
use crate::ui::theme::Theme;
use rstest::rstest;

const USUAL: (u16, u16) = (80, 24);

#[test]
fn the_list_begins_with_whom_nobody_wrote_about_longest() {
    let (mut harness, asked) = walk(Children::default(), opened(), USUAL);
    insta::assert_snapshot!("children_list", harness.picture());
    assert_eq!(taken(&asked), ["ShowChildren"]);
}

#[rstest]
#[case("wide", (120, 40))]
#[case("small", (60, 16))]
fn the_list_uses_the_room_there_is(#[case] name: &str, #[case] size: (u16, u16)) {
    let (harness, _) = walk(Children::default(), opened(), size);
    insta::assert_snapshot!(format!("children_list_{name}"), harness.text());
}

#[test]
fn without_colour_and_with_initials_everything_is_still_said() {
    let mut cx = opened();
    cx.theme = Theme::plain();
    cx.privacy = true;
    let (mut harness, _) = walk(Children::default(), cx, USUAL);
    insta::assert_snapshot!("children_list_private", harness.picture());
    harness.press("<end><enter>");
    let text = harness.text();
    for name in ["Siân", "Zoë", "Grace", "Leon", "Kezia", "Doyle"] {
        assert!(!text.contains(name), "{text}");
    }
}

#[test]
fn a_filter_shows_some_and_says_which() {
    let (mut harness, _) = walk(Children::default(), opened(), USUAL);
    harness.press("f<tab>n<enter>");
    let text = harness.text();
    assert!(text.contains("only no worker: 2") && text.contains("5120") && !text.contains("Grace"), "{text}");
    harness.press("f<tab>a<tab><tab>c<enter>");
    assert!(harness.text().contains("No child has been closed in the last twelve months."), "{}", harness.text());
}

/// Moves down until something stands on the screen.
#[test]
fn the_journey_and_the_lenses_open_from_the_list() {
    let (mut harness, asked) = walk(Children::default(), opened(), (80, 24));
    harness.press("v");
    assert!(taken(&asked).contains(&"ShowJourney"), "{}", harness.text());
    harness.press("<esc>L");
    assert!(harness.text().contains("A lens: a short form to think with"), "{}", harness.text());
}

fn down_to(harness: &mut crate::ui::testing::Harness<crate::ui::made_up_tests::Bench>, words: &str) {
    let found = (0..30).any(|_| {
        let there = harness.text().contains(words);
        if !there {
            harness.press("<down>");
        }
        there
    });
    assert!(found, "{words} in {}", harness.text());
}

/// To Siân's page: she stands third, after Grace, of whom nobody ever wrote, and Leon.
fn on_sian(
    size: (u16, u16),
) -> (crate::ui::testing::Harness<crate::ui::made_up_tests::Bench>, crate::ui::made_up_tests::Asked) {
    let (mut harness, asked) = walk(Children::default(), opened(), size);
    harness.press("<down><enter>");
    assert!(harness.text().contains("4711"), "{}", harness.text());
    taken(&asked);
    (harness, asked)
}

#[test]
fn a_page_says_what_is_owed_and_why_and_what_happened() {
    let (mut harness, _) = on_sian(USUAL);
    insta::assert_snapshot!("child_page", harness.picture());
    harness.resize(120, 40);
    insta::assert_snapshot!("child_page_wide", harness.text());
    harness.resize(60, 16);
    insta::assert_snapshot!("child_page_small", harness.text());
}

#[test]
fn an_action_is_closed_with_the_words_and_enter() {
    let (mut harness, asked) = on_sian(USUAL);
    down_to(&mut harness, "A1 Write");
    harness.press("x");
    insta::assert_snapshot!("close_action", harness.picture());
    harness.press("<enter>");
    assert!(harness.text().contains("Say in a few words"), "{}", harness.text());
    taken(&asked);
    harness.press("the lock is changed<enter>");
    assert_eq!(taken(&asked), ["Action", "ShowChild"]);
    let text = harness.text();
    assert!(text.contains("A1 closed: done.") && !text.contains("New lock"), "{text}");
    harness.press("<end>");
    assert!(harness.text().contains("WHAT HAPPENED"), "{}", harness.text());
}

#[test]
fn an_action_that_was_moved_before_asks_for_a_decision_and_not_for_one_more_date() {
    let (mut harness, asked) = on_sian(USUAL);
    down_to(&mut harness, "A1 Write");
    harness.press("d<enter>");
    assert!(harness.text().contains("Decide about A1"), "{}", harness.text());
    insta::assert_snapshot!("decide_action", harness.picture());
    harness.press("the officer is back only then<tab>+14d");
    taken(&asked);
    harness.press("<enter>");
    assert_eq!(taken(&asked), ["Action", "ShowChild"]);
    assert!(harness.text().contains("A1 is to be done now, by Monday 7 December 2026."), "{}", harness.text());
}

#[test]
fn what_cannot_be_done_here_is_taken_to_somebody_else_and_their_answer_waited_for() {
    let (mut harness, asked) = on_sian(USUAL);
    down_to(&mut harness, "A1 Write");
    harness.press("d<right><right><tab>the head of housing<tab>resolving disagreements<tab>+4d");
    insta::assert_snapshot!("escalate_action", harness.text());
    taken(&asked);
    harness.press("<enter>");
    assert_eq!(taken(&asked), ["Action", "ShowChild"]);
    let text = harness.text();
    assert!(text.contains("waits for an answer from the head of housing, by Friday 27 November"), "{text}");
    down_to(&mut harness, "A5 Escalated");
    harness.press("x");
    insta::assert_snapshot!("answer_escalation", harness.text());
    harness.press("An officer comes on Monday<enter>");
    assert!(harness.text().contains("the head of housing answered on Monday 23 November 2026"), "{}", harness.text());
}

#[test]
fn a_new_action_knows_the_team_by_a_few_letters() {
    let (mut harness, asked) = on_sian(USUAL);
    harness.press("aRing the school<tab>kez<tab>fri<tab>");
    insta::assert_snapshot!("agree_action", harness.text());
    taken(&asked);
    harness.press("he is met at the gate<enter>");
    assert_eq!(taken(&asked), ["AskedBefore", "Action", "ShowChild"]);
    assert!(harness.text().contains("Ring the school (Kezia Ŵyn)"), "{}", harness.text());
}

#[test]
fn closing_shows_the_open_actions_first_and_asks() {
    let (mut harness, asked) = on_sian(USUAL);
    harness.press("t<end><enter>");
    insta::assert_snapshot!("close_child", harness.text());
    harness.press("n");
    assert!(!taken(&asked).contains(&"Child"));
    harness.press("<enter>y");
    assert_eq!(taken(&asked), ["Child", "ShowChild"]);
    assert!(harness.text().contains("Closed since 23 Nov"), "{}", harness.text());
}

#[test]
fn a_child_is_given_to_a_worker_by_a_few_letters() {
    let (mut harness, asked) = on_sian(USUAL);
    harness.press("gzz<enter>");
    assert!(harness.text().contains("Nobody in the team is called that. Type"), "{}", harness.text());
    harness.press("<c-u>doy<tab>tomorrow<enter>");
    assert_eq!(taken(&asked), ["Child", "ShowChild"]);
    assert!(harness.text().contains("Allocated from Tuesday 24 November 2026."), "{}", harness.text());
}

#[test]
fn an_assessment_begins_and_ends() {
    let (mut harness, _) = on_sian(USUAL);
    harness.press("m<enter>");
    assert!(harness.text().contains("Assessment since 23 Nov: day"), "{}", harness.text());
    harness.press("myesterday<enter>");
    assert!(harness.text().contains("before it began"), "{}", harness.text());
    harness.press("<c-u>today<enter>");
    assert!(harness.text().contains("Assessment 23 Nov to 23 Nov"), "{}", harness.text());
}

#[test]
fn details_are_put_right_and_the_former_stay() {
    let (mut harness, _) = on_sian(USUAL);
    harness.press("E<c-u>9001<tab><c-u>Siân Rees<enter>");
    let text = harness.text();
    assert!(text.contains("Siân Rees, 7   9001   formerly Siân Ŵyn, 4711"), "{text}");
}

#[test]
fn what_cannot_be_of_a_child_is_refused_where_it_is_typed_and_the_missing_name_comes_first() {
    let (mut harness, asked) = on_sian(USUAL);
    harness.press("E<tab><tab><c-u>1/2/2030<enter>");
    assert!(harness.text().contains("is more than ten months away"), "{}", harness.text());
    harness.press("<c-u><backtab><backtab><c-u>Sian Rees<enter>");
    assert!(harness.text().contains("This reads like a name"), "{}", harness.text());
    harness.press("<c-u>4711<tab><c-u><enter>");
    assert!(harness.text().contains("Put right"), "{}", harness.text());
    taken(&asked);
    harness.press("ESian<enter>");
    assert!(harness.text().contains("Sian   4711"), "{}", harness.text());
}

#[test]
fn a_child_is_added_with_the_reference_alone() {
    let (mut harness, asked) = walk(Children::default(), opened(), USUAL);
    harness.press("+<enter>");
    assert!(harness.text().contains("Type the reference"), "{}", harness.text());
    harness.press("8888");
    insta::assert_snapshot!("add_child", harness.text());
    taken(&asked);
    harness.press("<enter>");
    assert_eq!(taken(&asked), ["Child", "ShowChildren"]);
    let text = harness.text();
    assert!(text.contains("8888 added: child in need.") && text.contains("6 open"), "{text}");
    harness.press("+8888<enter>");
    assert!(harness.text().contains("The reference 8888 is taken"), "{}", harness.text());
}

#[test]
fn two_entries_become_one_only_after_a_yes() {
    let (mut harness, asked) = on_sian(USUAL);
    harness.press(":merge<enter>zoe<enter>");
    insta::assert_snapshot!("merge_children", harness.text());
    assert!(!taken(&asked).contains(&"Child"));
    harness.press("y");
    assert_eq!(taken(&asked), ["Child", "ShowChild"]);
    assert!(harness.text().contains("The two entries are one now"), "{}", harness.text());
}

#[test]
fn a_status_set_in_error_is_taken_back_only_after_a_yes_and_the_worker_with_it() {
    let (mut harness, asked) = on_sian(USUAL);
    harness.press("<del>");
    assert!(harness.text().contains("Not now: the cursor is not on a change of status"), "{}", harness.text());
    // Closed by mistake today: what is owed ends, and so does the allocation.
    harness.press("t<end><enter>y");
    assert!(harness.text().contains("Closed since 23 Nov"), "{}", harness.text());
    harness.press("<end><up><up><up><up>");
    taken(&asked);
    harness.press("<del>");
    insta::assert_snapshot!("take_status_back", harness.text());
    harness.press("n");
    assert!(!taken(&asked).contains(&"Child"));
    harness.press("<del>y");
    assert_eq!(taken(&asked), ["Child", "ShowChild"]);
    let text = harness.text();
    assert!(text.contains("Child protection since 3 Jun") && text.contains("Kezia Ŵyn since 3 Jun"), "{text}");
    assert!(text.contains("Taken back: the status is child protection"), "{text}");
    // The only one there is cannot go.
    harness.press("<end><del>");
    assert!(harness.text().contains("Not now: it is the only status there is"), "{}", harness.text());
}

#[test]
fn with_privacy_no_name_stands_in_any_words_on_the_page_the_form_or_its_panels() {
    let named = |text: &str| ["Siân", "Zoë", "Grace", "Kezia", "Ben", "Doyle"].iter().any(|name| text.contains(name));
    let (mut harness, asked) = walk(Children::default(), opened(), USUAL);
    harness.press("p");
    assert!(taken(&asked).contains(&"NameEveryone"));
    // Zoë's page, her draft, and the situation, which says "Zoë told Ben that the lock frightens her."
    harness.press("<end><up><enter>");
    assert!(!named(&harness.text()), "{}", harness.text());
    down_to(&mut harness, "not signed. Enter goes on");
    harness.press("<enter><a-1>");
    assert!(harness.text().contains("Zoë told Ben"), "the words being written stay: {}", harness.text());
    harness.press("<a-2>");
    for _ in 0..4 {
        assert!(!named(&harness.text()), "{}", harness.text());
        harness.press("<f2>");
    }
    harness.press("<c-g>");
    assert!(!named(&harness.text()), "{}", harness.text());
    harness.press("<esc><esc>/lock");
    assert!(harness.text().contains("Z told B that the lock"), "{}", harness.text());
    // Somebody named since is covered too.
    harness.press("<esc>E<tab><c-u>Quill Lomond<enter>/frightens");
    assert!(harness.text().contains("Z told B that the lock"), "{}", harness.text());
    assert!(!named(&harness.text()), "a former name stays covered: {}", harness.text());
}

#[test]
fn a_brother_or_sister_opens_and_escape_leads_back() {
    let (mut harness, asked) = on_sian(USUAL);
    down_to(&mut harness, "Zoë Ŵyn: Enter opens");
    harness.press("<enter>");
    assert!(harness.text().contains("4712"), "{}", harness.text());
    harness.press("<esc>");
    assert!(harness.text().contains("4711"), "{}", harness.text());
    assert_eq!(taken(&asked), ["ShowChild", "ShowChild"]);
}

#[test]
fn what_changes_is_greyed_while_the_file_is_read_only() {
    let mut cx = opened();
    cx.read_only = Some("another Footprint has this file open".to_owned());
    let (mut harness, asked) = walk(Children::default(), cx, USUAL);
    harness.press("+");
    assert!(harness.text().contains("Not now: another Footprint"), "{}", harness.text());
    harness.press("<enter>t");
    assert!(harness.text().contains("Not now: another Footprint"), "{}", harness.text());
    assert_eq!(taken(&asked), ["ShowChildren", "ShowChild"]);
}

#[test]
fn no_size_is_too_small_for_any_of_it() {
    for keys in ["", "f", "+", "<down><enter>", "<down><enter>t<end><enter>", "<enter>g", "<enter>a", "<enter>E"] {
        let (mut harness, _) = walk(Children::default(), opened(), USUAL);
        harness.press(keys);
        for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (61, 17), (200, 60)] {
            harness.resize(width, height);
            harness.press("<down><up>");
        }
    }
}

#[test]
fn a_visit_is_entered_by_key_and_taken_back_with_a_reason() {
    let (mut harness, asked) = walk(Children::default(), opened(), USUAL);
    harness.press("<end><enter>i<enter>");
    let text = harness.text();
    assert!(text.contains("Kept: Monday 23 November 2026"), "{text}");
    // The newest of what happened, below the one thing owed.
    harness.press("<down>");
    taken(&asked);
    harness.press("<del><enter>");
    assert!(harness.text().contains("Say in a few words why it goes"), "{}", harness.text());
    harness.press("the wrong child<enter>");
    assert!(taken(&asked).contains(&"Child"));
    let text = harness.text();
    assert!(text.contains("Taken back: Monday 23 November 2026"), "{text}");
    down_to(&mut harness, "the wrong child");
}
