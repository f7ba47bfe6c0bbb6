//! Walks over Insight, from a string of keys.

use super::Insight;
use crate::ui::actions::Actions;
use crate::ui::made_up_tests::{opened, taken, walk};

#[test]
fn every_figure_opens_a_list_as_long_as_it_says() {
    let (mut harness, asked) = walk(Insight::all(), opened(), (80, 24));
    assert_eq!(taken(&asked), ["ShowInsight"]);
    let text = harness.text();
    assert!(text.contains("WHAT WAS ASKED"), "{text}");
    insta::assert_snapshot!("insight", text);
    let asked_for = text.lines().find(|line| line.trim_start().starts_with("asked ")).unwrap().to_owned();
    let count: usize = asked_for.split_whitespace().nth(1).unwrap().parse().unwrap();
    harness.press("<enter>");
    let list = harness.text();
    assert!(list.lines().next().unwrap().ends_with(&format!("asked   {count}")), "{list}");
}

#[test]
fn the_funnel_opens_from_the_actions_and_every_size_holds() {
    let (mut harness, _) = walk(Actions::default(), opened(), (80, 24));
    harness.press("F");
    assert!(harness.text().contains("FOLLOW-THROUGH"), "{}", harness.text());
    harness.press("t<down><down><down><enter>");
    for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
        let (mut harness, _) = walk(Insight::all(), opened(), (width, height));
        harness.press("<down><down>p<enter><enter>t<pgdn><end><home>");
    }
}

#[test]
fn the_inspection_of_the_time_shown_is_taken_out_by_its_key() {
    let (mut harness, _) = walk(Insight::all(), opened(), (100, 30));
    harness.press("e");
    let text = harness.text();
    assert!(text.contains("Take out for an inspection") && text.contains("~/inspection-20"), "{text}");
}

#[test]
fn a_key_leads_from_oversight_to_supervision_and_to_what_was_asked() {
    let (mut harness, asked) = walk(Insight::all(), opened(), (100, 45));
    taken(&asked);
    harness.press("<tab>");
    assert_eq!(taken(&asked), ["ShowInsight"]);
    insta::assert_snapshot!("insight_supervision", harness.text());
    harness.press("<tab>");
    let text = harness.text();
    assert!(text.contains("FOLLOW-THROUGH") && text.contains("DONE ON TIME, BY THE MONTH IT WAS ASKED"), "{text}");
    harness.press("<tab>");
    assert!(harness.text().contains("OVERSIGHT IN THE LAST MONTH"), "{}", harness.text());
}
