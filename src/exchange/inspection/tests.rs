//! The inspection workbook: its figures, its rows, and what another reader finds in it.

use super::*;
use crate::exchange::outgoing::Mark;
use crate::practice::action::{ActionStatus, Whose};
use crate::practice::due::compliance::Tally;
use crate::practice::reference::ActionId;
use calamine::{Data, Reader as _, Xlsx};
use chrono::Utc;
use std::io::Cursor;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn made() -> Made {
    let at = day("2026-11-22").and_hms_opt(17, 36, 0).unwrap();
    let mark = Mark {
        who: "Rhian Price".to_owned(),
        at: at.and_local_timezone(Utc).unwrap(),
        acts: 7,
        hash: "ab12".to_owned(),
    };
    Made { mark, at, team: "North 1".to_owned(), day: day("2026-11-20") }
}

fn inspection() -> Inspection {
    let child = || Reference::new("C001").unwrap();
    let row = ActionRow {
        reference: ActionId(45),
        child: Some(child()),
        worker: None,
        action: "=HYPERLINK(\"http://x\",\"ring\")".to_owned(),
        change_needed: Some("+Leo eats".to_owned()),
        owner: "@Priya".to_owned(),
        whose: Whose::Theirs,
        due_on: day("2026-11-06"),
        first_due_on: day("2026-10-06"),
        redated: 2,
        status: ActionStatus::Done,
        closed_on: Some(day("2026-11-09")),
        difference: Some("-He <b>sleeps</b>".to_owned()),
        record: Some(RecordId(12)),
        days_overdue: None,
    };
    let mut funnel = Funnel::default();
    let action = crate::practice::action::Action {
        id: ActionId(45),
        subject: crate::practice::action::ActionSubject::Child(crate::practice::reference::ChildId(1)),
        record: Some(RecordId(12)),
        change_needed: String::new(),
        action: String::new(),
        owner: String::new(),
        owner_worker: None,
        due_on: row.due_on,
        first_due_on: row.first_due_on,
        redated: 2,
        status: row.status,
        closed_on: row.closed_on,
        difference: "told".to_owned(),
        escalation: None,
    };
    funnel.add(&action, day("2026-11-20"));
    let direction = |id, actions, reviewed| Direction {
        record: RecordId(id),
        child: child(),
        decided_on: day("2026-10-01"),
        reason: "supervision".to_owned(),
        withdrawn_on: None,
        review_on: Some(day("2026-11-02")),
        reviewed: Some(reviewed),
        actions,
    };
    Inspection {
        from: day("2026-10-01"),
        until: day("2026-11-30"),
        day: day("2026-11-20"),
        policy: ("barnet".to_owned(), "Barnet practice standards".to_owned()),
        directions: vec![
            direction(12, 1, (Reviewed::Late, Some(day("2026-11-09")))),
            direction(13, 0, (Reviewed::Outstanding, None)),
        ],
        actions: vec![AskedFor { row, asked_on: day("2026-10-01"), part: Figure::DoneLate }],
        funnel,
        by_month: vec![(day("2026-10-01"), funnel), (day("2026-11-01"), Funnel::default())],
        by_owner: vec![("@Priya".to_owned(), funnel)],
        gaps: vec![GapRow {
            child: child(),
            status: Some(ChildStatus::ChildProtection),
            from: day("2026-08-01"),
            to: day("2026-10-01"),
            days: 61,
            goes_on: false,
        }],
        intervals: vec![IntervalRow {
            status: ChildStatus::ChildProtection,
            asked: "monthly".to_owned(),
            ended: 1,
            within: 0,
            beyond: 1,
            median_days: Some(61),
            longest_days: Some(61),
        }],
        compliance: Compliance {
            from: day("2026-10-01"),
            until: day("2026-11-30"),
            total: Tally { on_time: 1, late: 1, missed: 0, outstanding: 0 },
            by_month: Vec::new(),
            by_worker: Vec::new(),
            obligations: Vec::new(),
            left_out: Vec::new(),
        },
        names: Vec::new(),
    }
}

#[test]
fn the_figures_come_first_and_the_lists_after() {
    insta::assert_snapshot!(inspection().markdown(&made()));
}

#[test]
fn a_row_for_every_action_and_every_direction_without_one_and_no_formula() {
    insta::assert_snapshot!(inspection().csv(&made()));
}

#[test]
fn another_reader_opens_the_workbook_and_finds_no_formula() {
    let bytes = inspection().xlsx(&made()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Figures", "Directions and actions"]);
    for sheet in ["Figures", "Directions and actions"] {
        assert_eq!(book.worksheet_formula(sheet).unwrap().used_cells().count(), 0, "{sheet}");
    }
    let figures = book.worksheet_range("Figures").unwrap();
    assert!(figures.get((0, 0)).unwrap().to_string().starts_with("Confidential"));
    let list = book.worksheet_range("Directions and actions").unwrap();
    assert_eq!(list.height(), 3);
    let action = list.rows().find(|row| row[0] == Data::String("O12".to_owned())).unwrap();
    assert_eq!(action[9], Data::String("=HYPERLINK(\"http://x\",\"ring\")".to_owned()));
    assert_eq!(action[15], Data::Float(2.0));
}

#[test]
fn json_has_every_figure_by_its_code() {
    let read: serde_json::Value = serde_json::from_str(&inspection().json(&made())).unwrap();
    let content = &read["content"];
    assert_eq!(content["figures"]["asked"], 1);
    assert_eq!(content["figures"]["done_late"], 1);
    assert_eq!(content["figures"]["redated_more_than_once"], 1);
    assert_eq!(content["actions"][0]["outcome"], "done_late");
    assert_eq!(content["directions"][0]["actions"][0], "A45");
    assert_eq!(content["reviews"]["outstanding"], 1);
    assert_eq!(content["compliance"]["rate"], 0.5);
}
