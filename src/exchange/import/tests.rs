//! The made-up team read whole, and every fault that a row can have.

use super::*;
use crate::exchange::sheet::read_sheet;
use crate::practice::worker::EnhancedReason;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

macro_rules! read_team {
    ($kind:ident) => {{
        let bytes = include_bytes!(concat!("../../../tests/cases/team-seven/", stringify!($kind), ".csv"));
        let read = $kind::read(&read_sheet("team.csv", bytes, None).unwrap()).unwrap();
        assert_eq!((read.bad, read.unknown_columns, read.notes), (vec![], vec![], Vec::<String>::new()));
        read.rows
    }};
}

#[test]
fn the_made_up_team_is_read_whole() {
    let (workers, absences, sessions) = (read_team!(workers), read_team!(absences), read_team!(sessions));
    let (children, oversight) = (read_team!(children), read_team!(oversight));
    assert_eq!((workers.len(), absences.len(), sessions.len(), children.len(), oversight.len()), (24, 33, 634, 40, 40));
    let (number, owen) = &workers[1];
    assert_eq!((*number, owen.name.as_deref(), owen.fte), (3, Some("Owen Mbeki"), Some(100)));
    let period =
        workers::EnhancedRow { reason: EnhancedReason::RoleChange, from: day("2025-04-15"), until: day("2025-05-27") };
    assert_eq!(owen.enhanced, [period]);
}

/// Every bad cell of a file, as it is told.
fn bad(kind: &str, text: &str) -> Vec<String> {
    let sheet = read_sheet("f.csv", text.as_bytes(), None).unwrap();
    let bad = match kind {
        "workers" => workers::read(&sheet).map(|read| read.bad),
        "absences" => absences::read(&sheet).map(|read| read.bad),
        "sessions" => sessions::read(&sheet).map(|read| read.bad),
        "children" => children::read(&sheet).map(|read| read.bad),
        "oversight" => oversight::read(&sheet).map(|read| read.bad),
        _ => actions::read(&sheet).map(|read| read.bad),
    };
    match bad {
        Ok(bad) => bad.iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    }
}

const WORKERS: &str =
    "reference,name,role,joined_on,left_on,fte,asye_start,asye_end,enhanced_from,enhanced_until,enhanced_reason";

#[rstest::rstest]
#[case::no_reference(",A B,social_worker,2026-01-05,,,,,,,", "reference")]
#[case::impossible_day("W1,A B,social_worker,2026-02-30,,,,,,,", "joined_on")]
#[case::month_first("W1,A B,social_worker,02/13/2026,,,,,,,", "joined_on")]
#[case::short_year("W1,A B,social_worker,13/02/26,,,,,,,", "joined_on")]
#[case::ancient("W1,A B,social_worker,0026-01-05,,,,,,,", "joined_on")]
#[case::unknown_role("W1,A B,wizard,2026-01-05,,,,,,,", "role")]
#[case::other_without_words("W1,A B,other:,2026-01-05,,,,,,,", "role")]
#[case::left_before_joining("W1,A B,social_worker,2026-01-05,2026-01-04,,,,,,", "left_on")]
#[case::fte_of_two("W1,A B,social_worker,2026-01-05,,2,,,,,", "fte")]
#[case::fte_of_nothing("W1,A B,social_worker,2026-01-05,,0,,,,,", "fte")]
#[case::fte_in_words("W1,A B,social_worker,2026-01-05,,NaN,,,,,", "fte")]
#[case::asye_backwards("W1,A B,social_worker,2026-01-05,,,2026-01-05,2026-01-04,,,", "asye_end")]
#[case::asye_without_start("W1,A B,social_worker,2026-01-05,,,,2026-01-04,,,", "asye_start")]
#[case::enhanced_without_end("W1,A B,social_worker,2026-01-05,,,,,2026-02-01,,role_change", "enhanced_until")]
#[case::enhanced_backwards("W1,A B,social_worker,2026-01-05,,,,,2026-02-01,2026-01-31,role_change", "enhanced_until")]
#[case::enhanced_without_reason("W1,A B,social_worker,2026-01-05,,,,,2026-02-01,2026-03-01,", "enhanced_reason")]
#[case::enhanced_without_start("W1,A B,social_worker,2026-01-05,,,,,,2026-03-01,role_change", "enhanced_from")]
#[case::a_fault_of_the_spreadsheet("W1,#N/A,social_worker,2026-01-05,,,,,,,", "name")]
fn a_bad_worker_is_named_with_row_and_column(#[case] row: &str, #[case] column: &str) {
    let good = "W9,A B,social_worker,2026-01-05,2026-01-05,80%,2026-01-05,2026-01-05,2026-02-01,2026-02-01,other: new";
    let said = bad("workers", &format!("{WORKERS}\n{good}\n{row}\n"));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with(&format!("f.csv, row 3, column {column}: ")), "{said:?}");
}

const SESSIONS: &str = "worker,status,planned_for,held_on,kind,minutes,cancelled_by,reason";
const CHILDREN: &str = "reference,name,status,status_since,date_of_birth,family,worker,allocated_on,assessment_start,assessment_end,closed_on";
const OVERSIGHT: &str = "child,decided_on,reason,checkpoint_day,review_on,likelihood,threshold";
const ACTIONS: &str = "child,worker,action,owner,due_on,first_due_on,status,closed_on,decided_on";

#[rstest::rstest]
#[case("absences", "worker,from,to,kind", "W1,2026-05-02,2026-05-01,leave", "to")]
#[case("absences", "worker,from,to,kind", "W1,,2026-05-01,leave", "from")]
#[case("absences", "worker,from,to,kind", "W1,2026-05-01,,holiday", "kind")]
#[case("sessions", SESSIONS, "W1,held,2026-05-01,,,60,,", "held_on")]
#[case("sessions", SESSIONS, "W1,planned,,,,,,", "planned_for")]
#[case("sessions", SESSIONS, "W1,missed,2026-05-01,2026-05-01,,,,", "held_on")]
#[case("sessions", SESSIONS, "W1,held,,2026-05-01,,0,,", "minutes")]
#[case("sessions", SESSIONS, "W1,held,,2026-05-01,,601,,", "minutes")]
#[case("sessions", SESSIONS, "W1,held,,2026-05-01,coffee,,,", "kind")]
#[case("sessions", SESSIONS, "W1,done,,2026-05-01,,,,", "status")]
#[case("sessions", SESSIONS, "W1,cancelled,2026-05-01,,,,weather,", "cancelled_by")]
#[case("children", CHILDREN, "C1,A,open,,,,,,,,", "status")]
#[case("children", CHILDREN, "C1,A,child_in_need,2026-05-02,,,,,,,2026-05-01", "closed_on")]
#[case("children", CHILDREN, "C1,A,child_in_need,,,,,2026-05-02,,,", "worker")]
#[case("children", CHILDREN, "C1,A,assessment,,,,,,2026-05-02,2026-05-01,", "assessment_end")]
#[case("children", CHILDREN, "C1,A,assessment,,,,,,,2026-05-01,", "assessment_start")]
#[case("oversight", OVERSIGHT, "C1,,,,,,", "decided_on")]
#[case("oversight", OVERSIGHT, "C1,2026-05-02,because,,,,", "reason")]
#[case("oversight", OVERSIGHT, "C1,2026-05-02,,0,,,", "checkpoint_day")]
#[case("oversight", OVERSIGHT, "C1,2026-05-02,,,2026-05-01,,", "review_on")]
#[case("oversight", OVERSIGHT, "C1,2026-05-02,,,,5,", "likelihood")]
#[case("oversight", OVERSIGHT, "C1,2026-05-02,,,,2.5,", "likelihood")]
#[case("oversight", OVERSIGHT, "C1,2026-05-02,,,,,s99", "threshold")]
#[case("actions", ACTIONS, ",,Ring the school,A B,2026-05-02,,,,", "child")]
#[case("actions", ACTIONS, "C1,W1,Ring the school,A B,2026-05-02,,,,", "worker")]
#[case("actions", ACTIONS, "C1,,,A B,2026-05-02,,,,", "action")]
#[case("actions", ACTIONS, "C1,,Ring the school,A B,2026-05-02,,done,,", "closed_on")]
#[case("actions", ACTIONS, "C1,,Ring the school,A B,2026-05-02,,open,2026-05-02,", "closed_on")]
#[case("actions", ACTIONS, "C1,,Ring the school,A B,2026-05-02,,,2026-05-02,", "status")]
#[case("actions", ACTIONS, "C1,,Ring the school,A B,2026-05-02,,done,2026-05-02,2026-05-03", "closed_on")]
fn a_bad_row_is_named_with_row_and_column(
    #[case] kind: &str,
    #[case] headings: &str,
    #[case] row: &str,
    #[case] column: &str,
) {
    let said = bad(kind, &format!("{headings}\n\n{row}\n"));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with(&format!("f.csv, row 3, column {column}: ")), "{said:?}");
}

#[test]
fn every_bad_row_is_told_in_a_sentence_of_its_own() {
    let rows = "W1,A B,wizard,2026-02-30,,,,,,,\nW2,C D,social_worker,2026-01-05,,,,,2026-02-01,,role_change\n";
    insta::assert_snapshot!(bad("workers", &format!("{WORKERS}\n{rows}")).join("\n"));
    let long = format!("{CHILDREN}\nC1,A,{},,,,,,,,\n", "a very long story ".repeat(20));
    insta::assert_snapshot!(bad("children", &long).join("\n"));
}

#[test]
fn the_words_of_a_child_are_in_no_message() {
    let story = "Her mother said the nights are worse.";
    let text = format!("child,decided_on,situation,impact\nC1,never,{story},{story}\n,2026-05-01,{story},{story}\n");
    let said = bad("oversight", &text);
    assert_eq!(said.len(), 2);
    assert!(!said.join("\n").contains("nights"), "{said:?}");
}

#[rstest::rstest]
#[case("2026-11-22", "2026-11-22")]
#[case(" 22/11/2026 ", "2026-11-22")]
#[case("1/2/2026", "2026-02-01")]
#[case("22.11.2026", "2026-11-22")]
#[case("22-11-2026", "2026-11-22")]
#[case("22 Nov 2026", "2026-11-22")]
#[case("22-Nov-2026", "2026-11-22")]
#[case("1 september 2026", "2026-09-01")]
#[case("1 Sept 2026", "2026-09-01")]
#[case("29/02/2028", "2028-02-29")]
#[case("2026-11-22 00:00:00", "2026-11-22")]
#[case("2026-11-22T00:00:00", "2026-11-22")]
fn a_date_is_read_day_first(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(read_date(text), Some(day(expected)));
}

#[rstest::rstest]
fn what_is_no_date_is_refused(
    #[values(
        "",
        "soon",
        "29/02/2026",
        "11/22/2026",
        "22/11/26",
        "2026-13-01",
        "2026-1",
        "1899-12-31",
        "22 No 2026",
        "22 Nov",
        "+2/+3/2026",
        "2026/11/22/1",
        "٢٢/11/2026"
    )]
    text: &str,
) {
    assert_eq!(read_date(text), None);
}

#[test]
fn headings_are_known_in_any_case_and_order_and_by_their_common_names() {
    let text =
        "Job Title, START_DATE ,Hair colour,Worker Ref,full name\nother: family lead,5 Jan 2026,red,W1,Zoë Shah\n";
    let read = workers::read(&read_sheet("f.csv", text.as_bytes(), None).unwrap()).unwrap();
    assert_eq!(read.unknown_columns, ["Hair colour"]);
    let (_, row) = &read.rows[0];
    assert_eq!(row.role.as_ref().map(crate::practice::worker::Role::code), Some("other: family lead".to_owned()));
    assert_eq!((row.reference.as_str(), row.joined_on), ("W1", Some(day("2026-01-05"))));
}

#[test]
fn a_missing_column_and_two_for_one_are_each_one_sentence() {
    insta::assert_snapshot!(bad("workers", "reference,role\nW1,social_worker\n").join("\n"));
    insta::assert_snapshot!(bad("absences", "worker,from,until,end date\nW1,2026-01-05,,\n").join("\n"));
}

#[test]
fn a_second_row_adds_an_enhanced_period_and_one_that_disagrees_is_refused() {
    let first = "W1,A B,social_worker,2026-01-05,,,,,2026-02-01,2026-03-01,role_change";
    let second = "W1,A B,,2026-01-05,,0.5,,,2026-04-01,2026-05-01,return_to_work";
    let sheet = read_sheet("f.csv", format!("{WORKERS}\n{first}\n{second}\n{first}\n").as_bytes(), None).unwrap();
    let read = workers::read(&sheet).unwrap();
    assert!(read.bad.is_empty(), "{:?}", read.bad);
    assert_eq!(read.rows.len(), 1);
    let (number, worker) = &read.rows[0];
    assert_eq!((*number, worker.enhanced.len(), worker.fte), (2, 2, Some(50)));

    let other = "W1,A C,social_worker,2026-01-05,,,,,,,";
    let said = bad("workers", &format!("{WORKERS}\n{first}\n{other}\n"));
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn the_same_row_twice_is_once_and_two_that_disagree_are_refused() {
    let same = "C1,A B,child_in_need,2026-01-05,,,,,,,";
    let sheet = read_sheet("f.csv", format!("{CHILDREN}\n{same}\n{same}\n").as_bytes(), None).unwrap();
    let read = children::read(&sheet).unwrap();
    assert_eq!((read.rows.len(), read.bad.len()), (1, 0));
    assert_eq!(bad("children", &format!("{CHILDREN}\n{same}\nc1,A B,closed,2026-01-05,,,,,,,\n")).len(), 1);
}

#[test]
fn an_excel_day_without_its_format_is_still_a_day() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["worker", "from"]).unwrap();
    sheet.write_string(1, 0, "W1").unwrap();
    sheet.write_number(1, 1, 46_348).unwrap();
    let read = absences::read(&read_sheet("f.xlsx", &book.save_to_buffer().unwrap(), None).unwrap()).unwrap();
    assert_eq!(read.rows[0].1.from, day("2026-11-22"));
}
