//! The printed forms of what is owed, held to the contract of commands.

use super::*;
use crate::practice::action::Whose;
use crate::practice::child::ChildStatus;
use crate::practice::due::why::{Basis, OversightAnchor, SupervisionAnchor};
use crate::practice::due::{Rule, Subject};
use crate::practice::policy::{Interval, Source};
use crate::practice::reference::{ChildId, RecordId, Reference, WorkerId};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn asked() -> Asked<'static> {
    Asked { as_of: day("2026-11-22"), policy: "barnet" }
}

fn owed() -> Vec<Owed> {
    let supervision = Owed {
        kind: Kind::Supervision,
        subject: Subject {
            id: SubjectId::Worker(WorkerId(3)),
            reference: Reference::new("W03").unwrap(),
            name: "Siân Ŵyn".to_owned(),
            status: None,
        },
        label: "supervision".to_owned(),
        due_on: Some(day("2026-11-18")),
        state: State::Overdue(4),
        rule: Rule::Asye,
        counts_from: Some(day("2026-11-04")),
        moved: vec![Move { from: day("2026-11-15"), to: day("2026-11-18"), because: MovedBecause::Absence }],
        booking: Some(Booking::BookedLate(day("2026-11-25"))),
        whose: Whose::Mine,
        carried_by: String::new(),
        behind: Behind::Subject,
        basis: Basis::Supervision {
            anchor: day("2026-11-04"),
            anchored_on: SupervisionAnchor::LastSession,
            interval: Interval::Days(14),
            period: Some((day("2026-09-01"), day("2027-08-31"))),
            changed_on: None,
            source: Source::Local,
        },
    };
    let paused = Owed {
        due_on: None,
        state: State::Paused,
        booking: Some(Booking::NotBooked),
        moved: Vec::new(),
        ..supervision.clone()
    };
    let oversight = Owed {
        kind: Kind::Oversight,
        subject: Subject {
            id: SubjectId::Child(ChildId(1)),
            reference: Reference::new("C1").unwrap(),
            name: "Leo\u{1b}[2J\nMoss".to_owned(),
            status: Some(ChildStatus::ChildProtection),
        },
        label: "oversight".to_owned(),
        due_on: Some(day("2026-11-22")),
        state: State::DueToday,
        rule: Rule::Status(ChildStatus::ChildProtection),
        counts_from: Some(day("2026-10-22")),
        moved: Vec::new(),
        booking: None,
        whose: Whose::Mine,
        carried_by: "Priya Shah".to_owned(),
        behind: Behind::Record(RecordId(9)),
        basis: Basis::Oversight {
            status: ChildStatus::ChildProtection,
            anchor: OversightAnchor::LastRecord(RecordId(9)),
            interval: Interval::Months(1),
            source: Source::Local,
        },
    };
    vec![supervision, oversight, paused]
}

#[test]
fn json_has_the_keys_of_the_contract_in_their_order() {
    insta::assert_snapshot!(as_json(asked(), &owed()));
}

#[test]
fn csv_has_a_row_each() {
    insta::assert_snapshot!(as_csv(&owed()));
}

#[test]
fn people_see_a_table_and_a_screen_reader_hears_lines() {
    insta::assert_snapshot!(as_table(asked(), &owed(), Layout::Columns));
    insta::assert_snapshot!(as_table(asked(), &owed(), Layout::Lines));
}

#[test]
fn an_empty_list_says_so_and_what_to_try() {
    insta::assert_snapshot!(as_table(asked(), &[], Layout::Columns), @"On 22 November 2026 nothing here is overdue, due today or due soon. Add --all to see what comes later.");
}
