//! Files against a store in memory: the first time, the second time, and next week.

use super::*;
use crate::exchange::annex_a::worker_reference;
use crate::practice::child::{Child, ChildStatus, StatusChange};
use crate::practice::worker::Period;
use chrono::{DateTime, Utc};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

const SAMPLE: &[u8] = include_bytes!("../../../tests/cases/annex-a-sample.xlsx");

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn by() -> By {
    By { who: "Mairi Rees".to_owned(), at: DateTime::<Utc>::UNIX_EPOCH }
}

pub(super) fn request(kind: Kind, bytes: &[u8]) -> Request<'_> {
    let file = "f.csv";
    Request {
        kind,
        file,
        bytes,
        sheet: None,
        team: None,
        as_drafts: false,
        skip_bad_rows: false,
        as_of: day("2026-11-22"),
    }
}

pub(super) fn take(store: &mut Store, kind: Kind, text: &str) -> Report {
    import(store, &by(), &request(kind, text.as_bytes())).unwrap()
}

const TEAM: [(Kind, &str, usize); 4] = [
    (Kind::Workers, include_str!("../../../tests/cases/team-seven/workers.csv"), 24),
    (Kind::Absences, include_str!("../../../tests/cases/team-seven/absences.csv"), 33),
    (Kind::Sessions, include_str!("../../../tests/cases/team-seven/sessions.csv"), 634),
    (Kind::Children, include_str!("../../../tests/cases/team-seven/children.csv"), 40),
];

fn child(store: &Store, reference: &str) -> Child {
    store.child(store.child_by_reference(reference).unwrap().unwrap()).unwrap().unwrap()
}

#[test]
fn the_made_up_team_comes_in_once_and_a_second_time_changes_nothing() {
    let mut store = Store::in_memory().unwrap();
    for (kind, text, count) in TEAM {
        let rehearsed = rehearse(&mut store, &by(), &request(kind, text.as_bytes())).unwrap();
        let report = take(&mut store, kind, text);
        assert_eq!((report.new.len(), report.changed.len(), report.unchanged), (count, 0, 0), "{kind:?}");
        assert_eq!(Report { written: true, ..rehearsed }, report, "{kind:?}");
    }
    assert_eq!(store.workers().unwrap().len(), 24);
    assert_eq!(store.children().unwrap().len(), 40);
    let head = store.audit_head().unwrap();
    assert_eq!(head.seq, 4, "one row of the trail for each import");
    for (kind, text, count) in TEAM {
        let report = take(&mut store, kind, text);
        assert_eq!((report.new.len(), report.changed.len(), report.unchanged), (0, 0, count), "{kind:?}");
        assert!(report.gone.is_empty());
    }
    assert_eq!(store.audit_head().unwrap(), head);
    let huw = child(&store, "c0002");
    assert_eq!(huw.statuses, [StatusChange { status: ChildStatus::ChildInNeed, since: day("2025-07-14") }]);
    assert_eq!(huw.allocations.len(), 1);
    assert_eq!(huw.assessments[0].end, Some(day("2025-09-15")));
}

#[test]
fn a_rehearsal_writes_nothing() {
    let mut store = Store::in_memory().unwrap();
    let report = rehearse(&mut store, &by(), &request(Kind::Workers, TEAM[0].1.as_bytes())).unwrap();
    assert_eq!((report.new.len(), report.written), (24, false));
    assert!(store.workers().unwrap().is_empty());
    assert_eq!(store.audit_head().unwrap().seq, 0);
}

const WORKERS: &str = "reference,name,role,joined_on,left_on,enhanced_from,enhanced_until,enhanced_reason\n\
     W1,Zoë Shah,social_worker,2025-01-06,,,,\n\
     W2,Ben Rees,newly_qualified,2026-09-01,,,,\n\
     W3,Uche Gill,social_worker,2024-01-08,2026-10-30,,,\n";

const CHILDREN: &str = "reference,name,status,status_since,worker,allocated_on,assessment_start,assessment_end,closed_on\n\
     C1,Aisha Ali,assessment,2026-10-01,W1,2026-10-01,2026-10-01,,\n\
     C2,Ines Lowe,child_in_need,2026-05-01,W1,2026-05-01,,,\n";

fn team() -> Store {
    let mut store = Store::in_memory().unwrap();
    take(&mut store, Kind::Workers, WORKERS);
    take(&mut store, Kind::Children, CHILDREN);
    store
}

#[test]
fn one_bad_row_imports_nothing_and_all_bad_rows_are_told() {
    let mut store = team();
    let text = "reference,name,role,joined_on,left_on\n\
        W9,New Person,social_worker,2026-01-05,\n\
        W8,,social_worker,2026-01-05,\n\
        W1,,,,2024-12-31\n\
        W7,Other Person,wizard,2026-01-05,\n";
    let error = import(&mut store, &by(), &request(Kind::Workers, text.as_bytes())).unwrap_err();
    insta::assert_snapshot!(error);
    assert_eq!(store.workers().unwrap().len(), 3);

    let skipping = Request { skip_bad_rows: true, ..request(Kind::Workers, text.as_bytes()) };
    let report = import(&mut store, &by(), &skipping).unwrap();
    assert_eq!((report.new.len(), report.bad_rows()), (1, 3));
    assert_eq!(store.workers().unwrap().len(), 4);
}

#[rstest::rstest]
#[case(Kind::Absences, "worker,from\nW77,2026-01-05\n")]
#[case(Kind::Sessions, "worker,status,held_on\nW77,held,2026-01-05\n")]
#[case(Kind::Children, "reference,name,status,worker\nC9,A B,child_in_need,W77\n")]
fn a_worker_nobody_knows_is_a_bad_cell(#[case] kind: Kind, #[case] text: &str) {
    let mut store = team();
    let report = rehearse(&mut store, &by(), &request(kind, text.as_bytes())).unwrap();
    assert_eq!(report.bad.len(), 1);
    assert_eq!((report.bad[0].row, report.bad[0].column.as_str(), report.bad[0].value.as_str()), (2, "worker", "W77"));
}

#[test]
fn a_worker_row_that_differs_updates_and_a_blank_cell_keeps() {
    let mut store = team();
    let text = "reference,name,role,joined_on,left_on,enhanced_from,enhanced_until,enhanced_reason\n\
        w1,,,,,2026-02-01,2026-03-01,role_change\n\
        W2,Ben Rees-Jones,social_worker,2026-09-01,2026-12-24,,,\n";
    let report = take(&mut store, Kind::Workers, text);
    insta::assert_snapshot!(report.to_text());
    let zoe = store.worker(store.worker_by_reference("W1").unwrap().unwrap()).unwrap().unwrap();
    assert_eq!(zoe.name, "Zoë Shah");
    assert_eq!(zoe.periods.len(), 1);

    let second = "reference,name,role,joined_on,enhanced_from,enhanced_until,enhanced_reason\n\
        W1,,,,2026-04-01,2026-05-01,return_to_work\n";
    take(&mut store, Kind::Workers, second);
    let zoe = store.worker(zoe.id).unwrap().unwrap();
    let from: Vec<NaiveDate> = zoe.periods.iter().map(Period::from).collect();
    assert_eq!(from, [day("2026-02-01"), day("2026-04-01")]);
    assert_eq!(take(&mut store, Kind::Workers, second).unchanged, 1);
}

#[test]
fn next_months_children_move_close_and_change_with_their_history_kept() {
    let mut store = team();
    let text = "reference,name,status,status_since,worker,allocated_on,assessment_start,assessment_end,closed_on\n\
        C1,Aisha Ali,child_protection,2026-11-10,W2,2026-11-10,2026-10-01,2026-11-09,\n\
        C3,Leon Mbeki,child_in_need,2026-01-05,W3,2026-11-02,,,2026-11-20\n";
    let report = take(&mut store, Kind::Children, text);
    insta::assert_snapshot!(report.to_text());
    insta::assert_snapshot!(serde_json::to_string_pretty(&report.to_json()).unwrap());
    let aisha = child(&store, "C1");
    assert_eq!(
        aisha.statuses,
        [
            StatusChange { status: ChildStatus::Assessment, since: day("2026-10-01") },
            StatusChange { status: ChildStatus::ChildProtection, since: day("2026-11-10") }
        ]
    );
    assert_eq!(aisha.allocations[0].until, Some(day("2026-11-09")));
    assert_eq!(aisha.allocations[1].from, day("2026-11-10"));
    assert_eq!(aisha.assessments[0].end, Some(day("2026-11-09")));
    let leon = child(&store, "C3");
    let closed = StatusChange { status: ChildStatus::Closed, since: day("2026-11-20") };
    assert_eq!(
        (leon.status_on(day("2026-11-19")).unwrap().status, leon.status_on(day("2026-11-20"))),
        (ChildStatus::ChildInNeed, Some(closed))
    );
    assert_eq!(take(&mut store, Kind::Children, text).unchanged, 2);
}

#[test]
fn closing_by_date_alone_keeps_what_the_child_was() {
    let mut store = team();
    let text = "reference,name,status,closed_on\nC2,,closed,2026-11-20\nC1,,assessment,2026-11-21\n";
    let report = take(&mut store, Kind::Children, text);
    assert_eq!(report.closed, ["C2", "C1"]);
    for (reference, was) in [("C2", ChildStatus::ChildInNeed), ("C1", ChildStatus::Assessment)] {
        let child = child(&store, reference);
        assert_eq!(child.status_on(day("2026-11-19")).unwrap().status, was, "{reference}");
        assert_eq!(child.status_on(day("2026-11-22")).unwrap().status, ChildStatus::Closed, "{reference}");
    }
    assert_eq!(take(&mut store, Kind::Children, text).unchanged, 2);
}

#[test]
fn a_status_that_began_on_the_day_of_closing_is_closed_and_stays_so() {
    let mut store = team();
    let text = "reference,name,status,status_since,closed_on\nC9,Kim,assessment,2026-11-20,2026-11-20\n";
    take(&mut store, Kind::Children, text);
    assert_eq!(child(&store, "C9").statuses, [StatusChange { status: ChildStatus::Closed, since: day("2026-11-20") }]);
    assert_eq!(take(&mut store, Kind::Children, text).unchanged, 1);
}

#[test]
fn a_corrected_day_replaces_the_wrong_one() {
    let mut store = team();
    let text =
        "reference,name,status,status_since,worker,allocated_on\nC2,Ines Lowe,child_in_need,2026-04-01,W1,2026-04-07\n";
    take(&mut store, Kind::Children, text);
    let ines = child(&store, "C2");
    assert_eq!(ines.statuses, [StatusChange { status: ChildStatus::ChildInNeed, since: day("2026-04-01") }]);
    assert_eq!(
        ines.allocations.iter().map(|one| (one.from, one.until)).collect::<Vec<_>>(),
        [(day("2026-04-07"), None)]
    );
    assert_eq!(take(&mut store, Kind::Children, text).unchanged, 1);
}

#[test]
fn sessions_are_matched_by_worker_status_kind_and_day() {
    let mut store = team();
    let first = "worker,status,planned_for,held_on,minutes,cancelled_by,reason\n\
        W1,held,,2026-10-01,,,\n\
        W1,cancelled,2026-11-02,,,,\n\
        W3,planned,2026-11-20,,,,\n";
    let report = take(&mut store, Kind::Sessions, first);
    assert_eq!(report.new.len(), 3);
    insta::assert_snapshot!(report.notes.join("\n"));
    let second = "worker,status,planned_for,held_on,minutes,cancelled_by,reason\n\
        W1,held,2026-09-30,2026-10-01,60,,\n\
        W1,cancelled,2026-11-02,,,service,her mother was ill\n\
        W1,missed,2026-11-02,,,,\n";
    let report = take(&mut store, Kind::Sessions, second);
    insta::assert_snapshot!(report.to_text());
    assert_eq!(take(&mut store, Kind::Sessions, second).unchanged, 3);
    assert_eq!(take(&mut store, Kind::Sessions, first).unchanged, 3);
}

#[test]
fn an_absence_is_given_its_end_and_keeps_it() {
    let mut store = team();
    assert_eq!(take(&mut store, Kind::Absences, "worker,from,to,kind\nW1,2026-10-01,,sickness\n").new.len(), 1);
    let report = take(&mut store, Kind::Absences, "worker,from,to,kind\nW1,2026-10-01,2026-10-09,\n");
    assert_eq!(report.changed.len(), 1);
    assert_eq!(take(&mut store, Kind::Absences, "worker,from,to,kind\nW1,2026-10-01,,\n").unchanged, 1);
}

fn annex(bytes: &[u8], as_of: &str) -> Request<'static> {
    // Leaked on purpose: a test's few bytes, so that the request can be returned.
    let bytes = Box::leak(bytes.to_vec().into_boxed_slice());
    Request { kind: Kind::AnnexA, file: "annex-a.xlsx", bytes, as_of: day(as_of), ..request(Kind::AnnexA, &[]) }
}

#[test]
fn a_team_starts_from_the_inspection_workbook_alone() {
    let mut store = Store::in_memory().unwrap();
    let report = import(&mut store, &by(), &annex(SAMPLE, "2026-11-22")).unwrap();
    insta::assert_snapshot!(report.to_text());
    let children = store.children().unwrap();
    let open = store.open_children(day("2026-11-22")).unwrap();
    assert_eq!((store.workers().unwrap().len(), children.len(), open.len()), (18, 88, 75));
    assert_eq!(open.iter().filter(|child| child.allocations.is_empty()).count(), 5);
    assert!(store.workers().unwrap().iter().all(|worker| worker.joined_assumed));
    assert!(open.iter().flat_map(|child| &child.allocations).all(|one| one.assumed));

    let head = store.audit_head().unwrap();
    for later in ["2026-11-22", "2026-11-29"] {
        let again = import(&mut store, &by(), &annex(SAMPLE, later)).unwrap();
        assert!(again.changes_nothing(), "{}", again.to_text());
        assert!(again.gone.is_empty());
    }
    assert_eq!(store.audit_head().unwrap(), head);
}

#[test]
fn a_worker_known_by_name_is_not_made_a_second_time() {
    let mut store = Store::in_memory().unwrap();
    take(&mut store, Kind::Workers, "reference,name,role,joined_on\nW7,Zoe THOMAS,social_worker,2020-01-06\n");
    import(&mut store, &by(), &annex(SAMPLE, "2026-11-22")).unwrap();
    assert_eq!(store.workers().unwrap().len(), 18);
    assert_eq!(store.worker_by_reference(worker_reference("Zoë Thomas").unwrap().as_str()).unwrap(), None);
}

/// A workbook with lists 4, 6 and 7: each row a child, the list, the worker, its start, its end and its case status.
fn weekly(rows: &[(&str, u8, &str, &str, &str, &str)]) -> Vec<u8> {
    let headings = |list| match list {
        4 => ["Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation", ""],
        6 => ["CIN Start Date", "CIN Closure Date", "Case Status"],
        _ => ["Child Protection Plan Start Date", "Child Protection Plan End Date", ""],
    };
    let mut book = Workbook::new();
    for list in [4, 6, 7] {
        let sheet = book.add_worksheet();
        sheet.set_name(format!("List {list}")).unwrap();
        sheet.write_row(0, 0, ["Child Unique ID", "Date of Birth", "Allocated Team", "Allocated Worker"]).unwrap();
        sheet.write_row(0, 4, headings(list)).unwrap();
        let format = Format::new().set_num_format("dd/mm/yyyy");
        for (row, (child, _, worker, start, end, status)) in (1..).zip(rows.iter().filter(|row| row.1 == list)) {
            sheet.write_row(row, 0, [*child, "", "North", *worker]).unwrap();
            for (column, text) in [(4, start), (5, end)] {
                if !text.is_empty() {
                    let day = ExcelDateTime::parse_from_str(text).unwrap();
                    sheet.write_datetime_with_format(row, column, day, &format).unwrap();
                }
            }
            sheet.write_string(row, 6, *status).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn next_weeks_workbook_shows_new_moved_changed_gone_and_closed_before_it_is_written() {
    let mut store = Store::in_memory().unwrap();
    let first = weekly(&[
        ("stays", 6, "Zoë Shah", "2025-06-02", "", "c) Child in need plan"),
        ("moves", 6, "Zoë Shah", "2025-06-02", "", "c) Child in need plan"),
        ("steps up", 6, "Zoë Shah", "2025-06-02", "", "c) Child in need plan"),
        ("goes", 6, "Zoë Shah", "2025-06-02", "", "c) Child in need plan"),
        ("closes", 6, "Zoë Shah", "2025-06-02", "", "c) Child in need plan"),
        ("assessed", 4, "Ben Rees", "2026-10-01", "", ""),
    ]);
    import(&mut store, &by(), &annex(&first, "2026-11-15")).unwrap();
    let second = weekly(&[
        ("stays", 6, "Zoë Shah", "2025-06-02", "", "c) Child in need plan"),
        ("moves", 6, "Ben Rees", "2025-06-02", "", "c) Child in need plan"),
        ("steps up", 6, "Zoë Shah", "2025-06-02", "", "c) Child in need plan"),
        ("steps up", 7, "Zoë Shah", "2026-11-19", "", ""),
        ("closes", 6, "Zoë Shah", "2025-06-02", "2026-11-18", "f) Closed episode"),
        ("assessed", 4, "Ben Rees", "2026-10-01", "2026-11-20", ""),
        ("assessed", 6, "Ben Rees", "2026-11-20", "", "c) Child in need plan"),
        ("new", 6, "Nia Lloyd", "2026-11-20", "", "c) Child in need plan"),
    ]);
    let rehearsed = rehearse(&mut store, &by(), &annex(&second, "2026-11-22")).unwrap();
    assert_eq!(store.children().unwrap().len(), 6, "nothing is written yet");
    insta::assert_snapshot!(rehearsed.to_text());
    let report = import(&mut store, &by(), &annex(&second, "2026-11-22")).unwrap();
    assert_eq!(Report { written: true, ..rehearsed }, report);
    let moved = child(&store, "moves");
    assert_eq!(moved.allocations[0].until, Some(day("2026-11-21")));
    assert_eq!(child(&store, "assessed").assessments[0].end, Some(day("2026-11-20")));

    // The plan ends: the child steps back to what began long before it, from the day it is learnt.
    let third = weekly(&[("steps up", 6, "Zoë Shah", "2025-06-02", "", "c) Child in need plan")]);
    for later in ["2026-11-29", "2026-12-06"] {
        import(&mut store, &by(), &annex(&third, later)).unwrap();
        let now = child(&store, "steps up").status_on(day(later));
        assert_eq!(now, Some(StatusChange { status: ChildStatus::ChildInNeed, since: day("2026-11-29") }));
    }
}

#[test]
fn what_the_workbook_cannot_say_is_left_as_entered() {
    let mut store = Store::in_memory().unwrap();
    let book = weekly(&[("c", 7, "Zoë Shah", "2026-01-05", "", "")]);
    import(&mut store, &by(), &annex(&book, "2026-11-15")).unwrap();
    let id = store.child_by_reference("c").unwrap().unwrap();
    let by_hand = StatusChange { status: ChildStatus::PreProceedings, since: day("2026-11-17") };
    store.change::<_, StoreError>(&by(), |change| change.set_status(id, by_hand)).unwrap();
    let report = import(&mut store, &by(), &annex(&book, "2026-11-22")).unwrap();
    assert!(report.changes_nothing(), "{}", report.to_text());
    assert_eq!(child(&store, "c").status_on(day("2026-11-22")), Some(by_hand));
}
