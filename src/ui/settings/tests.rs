//! Walks through the settings, over a small made-up team.

use super::Settings;
use crate::ui::made_up_tests::{opened, taken, walk};
use crate::ui::theme::Theme;

#[test]
fn the_page_says_what_is_set_and_what_is_not_promised() {
    let (mut harness, asked) = walk(Settings::default(), opened(), (80, 24));
    insta::assert_snapshot!("settings", harness.picture());
    assert_eq!(taken(&asked), ["ShowSettings"]);
    harness.resize(60, 16);
    insta::assert_snapshot!("settings_small", harness.text());
}

#[test]
fn names_and_the_lock_are_changed_and_known_at_once() {
    let mut cx = opened();
    cx.theme = Theme::plain();
    let (mut harness, asked) = walk(Settings::default(), cx, (80, 24));
    harness.press("<enter><c-u><enter>");
    assert!(harness.text().contains("Type your name: records"), "{}", harness.text());
    harness.press("Siân Ŵyn<enter>");
    assert!(harness.text().contains("Siân Ŵyn"), "{}", harness.text());
    assert_eq!(harness.app.cx.supervisor, "Siân Ŵyn");
    harness.press("<down><down><enter>soon<enter>");
    assert!(harness.text().contains("Type a number of minutes, or never."), "{}", harness.text());
    harness.press("<c-u>5<enter>");
    assert_eq!(harness.app.cx.lock_after, Some(std::time::Duration::from_secs(300)));
    assert!(harness.text().contains("after 5 minutes without a key"), "{}", harness.text());
    assert_eq!(taken(&asked).iter().filter(|one| **one == "Settings").count(), 2);
}

#[test]
fn another_policy_is_in_force_from_its_day_only_after_a_yes() {
    let (mut harness, asked) = walk(Settings::default(), opened(), (80, 24));
    harness.press("<end><up><enter><right><tab>1 dec 2026<enter>");
    insta::assert_snapshot!("settings_policy", harness.text());
    assert!(!taken(&asked).contains(&"Settings"));
    harness.press("y");
    assert_eq!(taken(&asked), ["Settings", "ShowSettings"]);
    assert!(harness.text().contains("from 1 December 2026, to come"), "{}", harness.text());
}

#[test]
fn a_policy_is_read_as_text() {
    let (mut harness, _) = walk(Settings::default(), opened(), (80, 24));
    harness.press("<down><down><down><enter>");
    insta::assert_snapshot!("settings_policy_text", harness.text());
    for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
        harness.resize(width, height);
        harness.press("<pgdn>");
    }
}

#[test]
fn what_has_been_kept_long_enough_is_read_with_its_rule() {
    let (mut harness, asked) = walk(Settings::default(), opened(), (80, 24));
    harness.press("<end><enter>");
    assert_eq!(taken(&asked), ["ShowSettings", "ShowRetention"]);
    assert!(harness.text().contains("Nothing has been kept as long as the policy asks."), "{}", harness.text());
}
