//! The sample workbook read whole, and what the sample does not have.

use super::*;
use crate::exchange::annex_a::oddity::OddityKind;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::collections::BTreeMap;

const SAMPLE: &[u8] = include_bytes!("../../../tests/cases/annex-a-sample.xlsx");
const EXPECTED: &str = include_str!("../../../tests/cases/annex-a-expected.csv");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn sample(team: Option<&str>) -> AnnexA {
    read("annex-a-sample.xlsx", SAMPLE, team, day("2026-11-22")).unwrap()
}

fn line(child: &AnnexChild) -> String {
    let shown = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    [
        child.reference.to_string(),
        shown(child.born_on),
        child.team.clone().unwrap_or_default(),
        child.worker_name.clone().unwrap_or_default(),
        child.status.code().to_owned(),
        shown(child.status_since),
        shown(child.assessment.map(|one| one.start)),
        shown(child.assessment.and_then(|one| one.end)),
        child.list.to_string(),
        shown(child.last_visit),
        shown(child.last_review),
    ]
    .join(",")
}

#[test]
fn every_child_of_the_sample_stands_as_an_independent_reckoning_says() {
    let read = sample(None);
    let mut lines: Vec<String> = read.children.iter().map(line).collect();
    lines.sort();
    let expected: Vec<&str> = EXPECTED.lines().skip(1).collect();
    assert_eq!(lines, expected);
    assert!(read.children.iter().all(|child| child.ended == (child.status == ChildStatus::Closed)));
    let alone = |line: &&str| !line.contains(",closed,") && line.split(',').nth(3) == Some("");
    let unallocated = read.children.iter().filter(|one| one.unallocated()).count();
    assert_eq!(EXPECTED.lines().filter(alone).count(), unallocated);
}

#[test]
fn every_oddity_of_the_sample_is_counted_by_kind_and_list() {
    let mut counts: BTreeMap<(&str, u8), usize> = BTreeMap::new();
    for oddity in sample(None).oddities {
        *counts.entry((oddity.kind.code(), oddity.list)).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|((kind, list), count)| format!("{kind} {list}: {count}")).collect();
    insta::assert_snapshot!(counts.join("\n"));
}

#[test]
fn what_was_not_understood_in_the_sample_is_said_in_sentences() {
    let read = sample(None);
    let said: Vec<String> = read
        .oddities
        .iter()
        .filter(|oddity| !oddity.kind.understood() && oddity.kind != OddityKind::WorkersDiffer)
        .map(ToString::to_string)
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn workers_and_teams_of_the_sample_appear_once_each() {
    let read = sample(None);
    insta::assert_snapshot!(format!(
        "{}\n{}",
        read.teams.iter().map(|(team, _)| team.as_str()).collect::<Vec<_>>().join("; "),
        read.workers.join("; ")
    ));
    assert_eq!(read.lists, vec![(3, 20), (4, 30), (5, 10), (6, 40), (7, 22), (8, 18), (9, 9)]);
}

#[test]
fn a_team_has_the_children_whose_deciding_list_names_it_and_no_others() {
    let all = sample(None);
    let ours = sample(Some("north safeguarding TEAM 1"));
    let expected: Vec<&AnnexChild> =
        all.children.iter().filter(|child| child.team.as_deref() == Some("North Safeguarding Team 1")).collect();
    assert_eq!(ours.children.iter().collect::<Vec<_>>(), expected);
    assert!(!expected.is_empty());
    assert!(!ours.workers.iter().any(|name| name == "Rhys Doyle"));
    let error = read("a.xlsx", SAMPLE, Some("South"), day("2026-11-22")).unwrap_err();
    insta::assert_snapshot!(error);
}

#[test]
fn a_reference_made_from_a_name_is_the_same_however_the_name_is_written() {
    for name in ["Zoë O'Brien", "ZOË  O\u{2019}BRIEN", "zoe obrien", " Zoe\u{301}\u{308} O'Brien "] {
        assert_eq!(worker_reference(name).unwrap().as_str(), "zoe-obrien", "{name}");
    }
    assert_eq!(worker_reference(" - "), None);
}

type Cells<'a> = &'a [&'a str];

fn workbook(sheets: &[(&str, &[Cells<'_>])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0u32..).zip(rows.iter()) {
            for (column, text) in (0u16..).zip(cells.iter()) {
                if let Some(formula) = text.strip_prefix('=') {
                    sheet.write_formula(row, column, Formula::new(formula).set_result("")).unwrap();
                } else if let (true, Ok(day)) = (text.starts_with('2'), ExcelDateTime::parse_from_str(text)) {
                    let format = Format::new().set_num_format("yyyy-mm-dd");
                    sheet.write_datetime_with_format(row, column, &day, &format).unwrap();
                } else {
                    sheet.write_string(row, column, *text).unwrap();
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

const IN_CARE: Cells<'static> = &[
    "CHILD UNIQUE ID",
    "date of birth",
    "Allocated_Team",
    "allocated worker",
    "Date Started to be Looked After",
    "Date Ceased to be Looked After",
    "Child\u{2019}s Legal Status",
    "Date of Last Social Work Visit",
    "Date of Latest Statutory Review",
];
const IN_NEED: Cells<'static> = &[
    "Child Unique ID",
    "Date of Birth",
    "Allocated Team",
    "Allocated Worker",
    "CIN Start Date",
    "CIN Closure Date",
    "Case Status",
];

fn status_of(sheets: &[(&str, &[Cells<'_>])]) -> (ChildStatus, Option<NaiveDate>) {
    let read = read("a.xlsx", &workbook(sheets), None, day("2026-11-22")).unwrap();
    let [child] = read.children.as_slice() else { panic!("{} children", read.children.len()) };
    (child.status, child.status_since)
}

#[rstest::rstest]
#[case::interim_order("C1", ChildStatus::Proceedings)]
#[case::interim_order_in_words("C1: ICO", ChildStatus::Proceedings)]
#[case::lettered("a) C1 Interim care order", ChildStatus::Proceedings)]
#[case::spelled_out("Interim Care Order", ChildStatus::Proceedings)]
#[case::full_order("C2: FCO", ChildStatus::InCare)]
#[case::agreed("V2", ChildStatus::InCare)]
#[case::blank("", ChildStatus::InCare)]
fn a_legal_status_says_whether_proceedings_run(#[case] legal: &str, #[case] expected: ChildStatus) {
    let title: Cells<'_> = &["List 8: children looked after"];
    let child = ["00123", "2015-01-02", "North", "Zoë Shah", "2026-03-01", "", legal];
    let found = status_of(&[("Annex A - List 8 CLA (2026)", &[title, &[], IN_CARE, &child])]);
    assert_eq!(found, (expected, Some(day("2026-03-01"))));
}

#[rstest::rstest]
#[case::open("2026-03-01", "", "c) Child in need plan", ChildStatus::ChildInNeed, Some("2026-03-01"))]
#[case::capitals("2026-03-01", "", "B) CHILD PROTECTION PLAN", ChildStatus::ChildProtection, Some("2026-03-01"))]
#[case::assessed("2026-03-01", "", "open assessment", ChildStatus::Assessment, Some("2026-03-01"))]
#[case::not_known("2026-03-01", "", "g) Transition", ChildStatus::ChildInNeed, Some("2026-03-01"))]
#[case::ends_today("2026-03-01", "2026-11-22", "c) Child in need plan", ChildStatus::Closed, Some("2026-11-22"))]
#[case::ends_later("2026-03-01", "2026-11-23", "c) Child in need plan", ChildStatus::ChildInNeed, Some("2026-03-01"))]
#[case::closed_without_date("2026-03-01", "", "f) Closed episode", ChildStatus::Closed, None)]
#[case::closed_in_future("2026-03-01", "2027-01-01", "f) Closed episode", ChildStatus::Closed, None)]
#[case::begins_later("2026-12-01", "", "c) Child in need plan", ChildStatus::ChildInNeed, Some("2026-12-01"))]
fn a_child_in_need_stands_as_the_case_status_and_the_dates_say(
    #[case] start: &str,
    #[case] end: &str,
    #[case] answer: &str,
    #[case] status: ChildStatus,
    #[case] since: Option<&str>,
) {
    let child = ["7", "", "North", "Zoë Shah", start, end, answer];
    assert_eq!(status_of(&[("6", &[IN_NEED, &child])]), (status, since.map(day)));
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_is_imported() {
    let rows: &[Cells<'_>] = &[
        IN_NEED,
        &["", "2015-01-02", "North", "Zoë Shah", "2026-03-01", "", "c) Child in need plan"],
        &["8", "02/13/2015", "North", "Unallocated", "soon", "", "c) Child in need plan"],
        &["8", "02/13/2015", "North", "Unallocated", "soon", "", "c) Child in need plan"],
        &["9", "=TODAY()", "North", "Zoe Shah", "1 Mar 2026", "2026-02-01", "h) Something"],
    ];
    let read = read("a.xlsx", &workbook(&[("List 6", rows), ("List 10", rows)]), None, day("2026-11-22")).unwrap();
    let children: Vec<String> = read.children.iter().map(line).collect();
    let said: Vec<String> =
        read.oddities.iter().filter(|one| one.kind != OddityKind::NoList).map(ToString::to_string).collect();
    insta::assert_snapshot!(format!("{}\n{}", children.join("\n"), said.join("\n")));
}

#[test]
fn a_number_written_as_text_is_that_number_and_a_sum_is_no_child() {
    let in_need = "c) Child in need plan";
    let rows: &[Cells<'_>] = &[
        IN_NEED,
        &["2695275.0", "42006", "North", "Zoë Shah", "46082", "", in_need],
        &["Total: 1", "", "", "", "", "", ""],
        &["Grand total", "", "", "", "", "", ""],
        &["Totnes-4.0", "", "North", "Zoë Shah", "2026-03-01", "", in_need],
    ];
    let read = read("a.xlsx", &workbook(&[("List 6", rows)]), None, day("2026-11-22")).unwrap();
    let known: Vec<_> =
        read.children.iter().map(|one| (one.reference.as_str(), one.born_on, one.status_since)).collect();
    let (born, since) = (Some(day("2015-01-02")), Some(day("2026-03-01")));
    assert_eq!(known, [("2695275", born, since), ("Totnes-4.0", None, since)]);
    let count = |kind| read.oddities.iter().filter(|one| one.kind == kind).count();
    assert_eq!([OddityKind::NoReference, OddityKind::NumberAsText, OddityKind::DateAsText].map(count), [2, 1, 2]);
}

#[test]
fn lists_without_references_are_refused_by_what_they_lack() {
    let bytes = workbook(&[("List 6", &[&["Child ID", "Date of Birth"], &["1", "2015-01-02"]])]);
    let refused = read("a.xlsx", &bytes, None, day("2026-11-22")).unwrap_err();
    assert_eq!(refused, AnnexError::NoReferences { file: "a.xlsx".to_owned() });
}

#[test]
fn a_workbook_that_is_not_annex_a_is_refused_in_one_sentence() {
    let bytes = workbook(&[("Rota", &[&["Monday"]])]);
    insta::assert_snapshot!(read("rota.xlsx", &bytes, None, day("2026-11-22")).unwrap_err());
    insta::assert_snapshot!(read("rota.csv", b"a,b\n1,2\n", None, day("2026-11-22")).unwrap_err());
}
