//! The action table from a string of keys, and what it says back.

use super::drawn::going_on;
use super::*;
use crate::practice::working_days::WorkingDays;
use crate::ui::form::owner::{as_written, query_on_owner};
use crate::ui::key::Code;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rstest::rstest;

fn typed(table: &mut ActionTable, keys: &str, given: &Given<'_>) {
    for c in keys.chars() {
        let key = match c {
            '\t' => {
                table.leave();
                table.step(true);
                continue;
            }
            '>' => Key::plain(Code::Right),
            '\n' => Key::ENTER,
            c => Key::char(c),
        };
        table.edit(&Input::Key(key), given);
    }
}

#[test]
fn an_action_is_written_from_left_to_right_and_the_next_row_waits() {
    let days_off = WorkingDays::published();
    let people = ["Priya Shah".to_owned(), "Kezia Boateng".to_owned()];
    let given = Given { today: crate::ui::testing::day(), days_off: &days_off, people: &people };
    let mut table = ActionTable::new(&[], &given);
    typed(&mut table, "Leo eats every evening\tGo to the jobcentre\tsha>\t4/12\n", &given);
    let planned = table.planned();
    assert_eq!(planned.len(), 1, "the blank row that waits is no action");
    assert_eq!((planned[0].owner.as_str(), planned[0].due_on), ("Priya Shah", NaiveDate::from_ymd_opt(2026, 12, 4)));
    assert_eq!(table.row(), 1);
    assert!(!table.step(true), "Tab on the waiting row leaves the table");
    typed(&mut table, "x", &given);
    assert!(table.step(true) && table.step(false) && table.step(false));
    assert_eq!(table.row(), 0);
    table.row = 1;
    table.remove_row();
    table.remove_row();
    assert_eq!((table.count(), table.planned().len()), (0, 0));
}

#[rstest]
#[case::one_fits("pri", "Priya Shah", None)]
#[case::two_fit("sha", "sha", Some("2 fit: as typed"))]
#[case::nobody("Dr O'Neill", "Dr O'Neill", Some("as typed"))]
#[case::a_word_for_somebody("Gran", "Gran", Some("as typed"))]
#[case::the_whole_name("Grant Okoro", "Grant Okoro", None)]
fn leaving_the_owner_takes_the_one_who_fits_and_says_where_none_does(
    #[case] keys: &str,
    #[case] owner: &str,
    #[case] said: Option<&str>,
) {
    let days_off = WorkingDays::published();
    let people = ["Priya Shah", "Omar Shah", "Grant Okoro"].map(str::to_owned);
    let given = Given { today: crate::ui::testing::day(), days_off: &days_off, people: &people };
    for leaving in ["\t", "\n"] {
        let mut table = ActionTable::new(&[], &given);
        typed(&mut table, &format!("He eats\tRing the GP\t{keys}"), &given);
        assert_eq!(table.planned()[0].owner, keys, "while it is typed it is what is typed");
        typed(&mut table, leaving, &given);
        assert_eq!(table.planned()[0].owner, owner);
        assert_eq!(as_written(owner, &given).as_deref(), said);
        assert!(!table.leave(), "once");
    }
}

#[test]
fn a_name_that_was_put_right_by_hand_is_left_alone() {
    let days_off = WorkingDays::published();
    let people = ["Priya Shah".to_owned()];
    let given = Given { today: crate::ui::testing::day(), days_off: &days_off, people: &people };
    let planned = PlannedAction { action: "Ring".into(), owner: "Pri".into(), ..PlannedAction::default() };
    let mut table = ActionTable::new(&[planned], &given);
    table.go_to(0);
    table.part = Part::Who;
    assert!(!table.leave(), "nothing was typed here: what was agreed stays");
    assert_eq!(table.planned()[0].owner, "Pri");
}

#[test]
fn an_owner_who_is_nobody_is_queried_and_a_name_is_not() {
    let days_off = WorkingDays::published();
    let people = ["Priya Shah".to_owned(), "April Jones".to_owned()];
    let given = Given { today: crate::ui::testing::day(), days_off: &days_off, people: &people };
    for fine in ["", "Priya Shah", "priya", "april", "Dr O'Neill", "school nurse", "Mum and Gran"] {
        assert_eq!(query_on_owner(fine, &given), None, "{fine:?}");
    }
    for odd in ["next fri", "4/12", "4 December", "+14d", "Lee 2", "?"] {
        assert!(query_on_owner(odd, &given).is_some(), "{odd:?}");
    }
}

#[test]
fn a_row_is_said_back_in_one_sentence_once_it_has_its_day() {
    let days_off = WorkingDays::published();
    let people = ["Priya Shah".to_owned()];
    let given = Given { today: crate::ui::testing::day(), days_off: &days_off, people: &people };
    let mut cx = crate::ui::testing::context();
    let mut table = ActionTable::new(&[], &given);
    typed(&mut table, "He goes hungry.\tRing the GP.\tpri>\t", &given);
    assert_eq!(table.rows[0].said_back(&cx), None, "no day yet");
    typed(&mut table, "4/12", &given);
    assert_eq!(
        table.rows[0].said_back(&cx).as_deref(),
        Some("Priya Shah will ring the GP by Friday 4 December, because: He goes hungry.")
    );
    cx.privacy = true;
    cx.covering = Some(std::sync::Arc::new(crate::practice::covering::Covering::of(["Priya Shah"])));
    assert!(table.rows[0].said_back(&cx).is_some_and(|words| words.starts_with("P S will ring")));
    assert_eq!((going_on("GP to see him"), going_on("")), ("GP to see him".to_owned(), String::new()));
}

#[test]
fn a_finding_leads_to_the_part_that_is_missing() {
    let days_off = WorkingDays::published();
    let given = Given { today: crate::ui::testing::day(), days_off: &days_off, people: &[] };
    let mut planned = PlannedAction { action: "Ring Gran".into(), ..PlannedAction::default() };
    let mut table = ActionTable::new(std::slice::from_ref(&planned), &given);
    table.go_to(0);
    assert_eq!(table.part, Part::Who);
    planned.owner = "Ben".into();
    let mut table = ActionTable::new(&[planned], &given);
    table.go_to(7);
    assert_eq!(table.part, Part::By);
}

use chrono::NaiveDate;

#[test]
fn a_day_that_is_none_says_so_whole_in_a_narrow_table() {
    let days_off = WorkingDays::published();
    let given = Given { today: crate::ui::testing::day(), days_off: &days_off, people: &[] };
    let mut table = ActionTable::new(&[], &given);
    typed(&mut table, "He eats\tRing the GP\tBen\t31/2", &given);
    for left in [false, true] {
        // When it is left behind, too.
        typed(&mut table, if left { "\t" } else { "" }, &given);
        for (width, height) in [(55, 12), (38, 12), (55, 8)] {
            let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
            table.draw(buf.area, &mut buf, &crate::ui::testing::context(), &given);
            let drawn = crate::ui::testing::text_of(&buf);
            let said = drawn.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said.contains("such as 28/02/2027.") && !said.contains('~'), "{width}: {drawn}");
            assert_eq!(said.contains("Action 1: There is no 31 February"), left, "{width}: {drawn}");
            assert!(said.contains("31/2?"), "{width}: {drawn}");
        }
    }
}

#[test]
fn a_part_of_a_row_is_cleared_as_a_line_is() {
    let days_off = WorkingDays::published();
    let given = Given { today: crate::ui::testing::day(), days_off: &days_off, people: &[] };
    let mut table = ActionTable::new(&[], &given);
    typed(&mut table, "He eats", &given);
    assert_eq!(table.edit(&Input::Key(Key::ctrl('u')), &given), Edited::Changed);
    assert!(table.row_is_blank());
}
