//! A child's journey drawn to scale: a year, one that is looked at closely, and ten years.

use super::*;
use crate::practice::footprints::GapEnd;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn tomos() -> JourneyFacts {
    let print = |id, on: &str, judged: [u8; 3], review: Option<(&str, Reviewed)>| Print {
        id: RecordId(id),
        on: day(on),
        reason: "supervision".to_owned(),
        withdrawn: id == 6,
        judged: judged.map(|step| (step > 0).then_some(step)),
        threshold: "section 17".to_owned(),
        review: review.map(|(on, how)| (day(on), how)),
    };
    let gap = |from: &str, to: &str, ends| Gap { from: day(from), to: day(to), after_footprint: true, ends };
    JourneyFacts {
        statuses: vec![
            (ChildStatus::ChildInNeed, day("2026-01-12")),
            (ChildStatus::ChildProtection, day("2026-06-03")),
        ],
        workers: vec![
            ("Owen Lloyd".to_owned(), day("2026-01-12"), Some(day("2026-04-06"))),
            ("Kezia Boateng".to_owned(), day("2026-04-07"), None),
        ],
        assessments: vec![Assessed {
            start: day("2026-01-12"),
            end: Some(day("2026-03-16")),
            checkpoints: vec![
                (1, day("2026-01-13"), Some(day("2026-01-13"))),
                (8, day("2026-01-22"), Some(day("2026-01-26"))),
                (20, day("2026-02-09"), None),
                (40, day("2026-03-09"), Some(day("2026-03-06"))),
            ],
        }],
        milestones: vec![
            (day("2026-06-03"), "conference".to_owned(), "Conference held".to_owned()),
            (day("2026-10-20"), "visit".to_owned(), "Child visited".to_owned()),
        ],
        sessions: vec![day("2026-05-11")],
        footprints: vec![
            print(1, "2026-01-13", [2, 2, 1], None),
            print(2, "2026-01-26", [2, 3, 1], Some(("2026-03-02", Reviewed::OnTime))),
            print(3, "2026-03-06", [3, 3, 2], None),
            print(4, "2026-05-11", [3, 4, 3], Some(("2026-06-22", Reviewed::Late))),
            print(5, "2026-07-01", [3, 4, 2], None),
            print(6, "2026-08-20", [1, 1, 1], None),
            print(7, "2026-10-12", [2, 3, 1], Some(("2026-11-12", Reviewed::Outstanding))),
        ],
        gaps: vec![
            gap("2026-03-06", "2026-05-11", GapEnd::Footprint),
            gap("2026-07-01", "2026-10-12", GapEnd::Footprint),
            gap("2026-10-12", "2026-11-23", GapEnd::NotYet),
        ],
    }
}

#[test]
fn a_year_drawn_to_scale() {
    let lines = tomos().text(day("2026-11-23"), 66);
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn zoomed_in_the_figures_have_room() {
    let facts = tomos();
    let view = facts.whole(day("2026-11-23"), 66).zoomed(90, day("2026-02-10"));
    let rows = facts.rows(view, day("2026-11-23"));
    let lines: Vec<String> = rows.iter().map(|row| format!("{:<12}{}", row.label, row.text())).collect();
    insta::assert_snapshot!(lines.join("\n"));
    let assessment = rows.iter().find(|row| row.label == "assessment").unwrap();
    assert_eq!(assessment.late.len(), 2, "one late, one missed");
}

#[test]
fn ten_years_are_drawn_in_stretches() {
    let mut facts = tomos();
    facts.statuses.insert(0, (ChildStatus::EarlyHelp, day("2016-11-23")));
    let lines = facts.text(day("2026-11-23"), 66);
    assert_eq!(lines.iter().filter(|line| line.is_empty()).count(), 3, "{lines:#?}");
    assert!(lines.iter().all(|line| line.chars().count() <= 78));
}

proptest! {
    #[test]
    fn no_view_breaks_a_row_and_every_footprint_in_sight_shows(
        columns in 1u16..200, days in -50i64..5000, about in -3000i64..3000,
    ) {
        let facts = tomos();
        let middle = day("2026-06-01") + chrono::TimeDelta::days(about);
        let view = facts.whole(day("2026-11-23"), columns).zoomed(days, middle);
        for row in facts.rows(view, day("2026-11-23")) {
            prop_assert_eq!(row.cells.len(), usize::from(columns));
            for (first, last) in row.late {
                prop_assert!(first <= last && last < usize::from(columns));
            }
        }
        let row = facts.footprint(view);
        for print in &facts.footprints {
            if let Some(at) = view.column(print.on) {
                prop_assert!(row.cells[at] != ' ');
            }
            let shown = view.showing(print.on);
            prop_assert!(shown.column(print.on).is_some(), "{shown:?} {}", print.on);
        }
    }
}
