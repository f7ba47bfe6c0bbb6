//! What is listed as kept long enough: every class, the day before and the day after, holds, and what cannot be said.

use super::retention::RetentionPage;
use crate::practice::answer::Answers;
use crate::practice::capture::Whom;
use crate::practice::child::{ChildStatus, StatusChange};
use crate::practice::oversight::Head;
use crate::practice::reference::{ChildId, Reference, WorkerId};
use crate::practice::retention::{Class, Unsaid};
use crate::practice::worker::{KnownRole, Role};
use crate::practice::worker_record::{WorkerForm, WorkerHead};
use crate::store::{By, ChildDetails, Purge, Store, WorkerDetails};
use crate::workbench::configuration::Configuration;
use crate::workbench::desk::Desk;
use chrono::{DateTime, Local, NaiveDate, TimeZone as _, Utc};
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Noon by the clock on the wall, so that the day is the same wherever the test runs.
fn noon(text: &str) -> DateTime<Utc> {
    let at = day(text).and_hms_opt(12, 0, 0).unwrap();
    Local.from_local_datetime(&at).unwrap().with_timezone(&Utc)
}

const CHILD: ChildId = ChildId(1);
const WORKER: WorkerId = WorkerId(1);

/// One worker and one child; the child's statuses as given.
fn desk(born_on: Option<&str>, statuses: &[(&str, &str)]) -> Desk {
    let mut store = Store::in_memory().unwrap();
    let by = By { who: "Ruth Okafor".to_owned(), at: noon("2016-01-04") };
    let worker = WorkerDetails {
        reference: Reference::new("W1").unwrap(),
        name: "Hannah Lee".to_owned(),
        role: Role::Known(KnownRole::SocialWorker),
        fte: 100,
        joined_on: day("2001-01-01"),
        joined_assumed: false,
        left_on: None,
    };
    let child = ChildDetails {
        reference: Reference::new("C1").unwrap(),
        name: Some("Tomos Rees".to_owned()),
        born_on: born_on.map(day),
        family: None,
    };
    store
        .change(&by, |change| {
            change.add_worker(&worker)?;
            change.add_child(&child)?;
            for (status, since) in statuses {
                let status = ChildStatus::from_code(status).unwrap();
                change.set_status(CHILD, StatusChange { status, since: day(since) })?;
            }
            Ok::<_, crate::store::StoreError>(())
        })
        .unwrap();
    Desk::of(store, day("2026-11-23"), Configuration::default()).unwrap()
}

/// What stands on the list on a day: reference, class, counted from, kept until.
fn listed(desk: &mut Desk, on: &str) -> Vec<(String, &'static str, NaiveDate, NaiveDate)> {
    desk.day = day(on);
    let page: RetentionPage = desk.due_to_go().unwrap();
    page.due
        .iter()
        .map(|one| (one.reference.clone(), one.kept.class.code(), one.kept.counted_from, one.kept.until))
        .collect()
}

#[rstest]
#[case::early_help(None, &[("early_help", "2018-01-01"), ("closed", "2019-03-04")], "early_help", "2019-03-04", "2025-03-04", "2025-03-05")]
#[case::contact(None, &[("contact", "2018-01-01"), ("closed", "2020-02-29")], "contact", "2020-02-29", "2026-02-28", "2026-03-01")]
#[case::in_need(Some("2000-05-06"), &[("child_in_need", "2015-01-01"), ("closed", "2018-03-04")], "child_in_need", "2000-05-06", "2025-05-06", "2025-05-07")]
#[case::protected(Some("2000-05-06"), &[("early_help", "2010-01-01"), ("child_protection", "2015-01-01"), ("closed", "2018-03-04")], "child_protection", "2000-05-06", "2025-05-06", "2025-05-07")]
#[case::in_care(Some("1951-05-06"), &[("in_care", "1960-01-01"), ("closed", "1969-03-04")], "in_care", "1951-05-06", "2026-05-06", "2026-05-07")]
#[case::left_care(Some("1951-05-06"), &[("care_leaver", "1969-01-01"), ("closed", "1972-03-04")], "care_leaver", "1951-05-06", "2026-05-06", "2026-05-07")]
#[case::only_closed(Some("2000-05-06"), &[("closed", "2018-03-04")], "closed", "2000-05-06", "2025-05-06", "2025-05-07")]
fn a_childs_file_is_listed_the_day_after_and_says_why(
    #[case] born_on: Option<&str>,
    #[case] statuses: &[(&str, &str)],
    #[case] class: &'static str,
    #[case] from: &str,
    #[case] until: &str,
    #[case] first_listed: &str,
) {
    let mut desk = desk(born_on, statuses);
    assert_eq!(listed(&mut desk, until), []);
    assert_eq!(listed(&mut desk, first_listed), [("C1".to_owned(), class, day(from), day(until))]);
    // A hold is told, and keeps it; lifted, it goes, and is listed no more.
    let what = desk.to_purge("C1", None).unwrap();
    desk.legal_hold(what, false, "an inquest").unwrap();
    assert_eq!(desk.due_to_go().unwrap().due[0].on_hold.as_deref(), Some("an inquest"));
    assert_eq!(desk.settings_page().unwrap().kept_long_enough, Some(0), "what is on hold may not go");
    assert!(desk.purge(what, "kept long enough").unwrap_err().to_string().contains("on hold (an inquest)"));
    desk.legal_hold(what, true, "it has ended").unwrap();
    assert_eq!(desk.settings_page().unwrap().kept_long_enough, Some(1));
    desk.purge(what, "kept long enough").unwrap();
    assert_eq!(listed(&mut desk, first_listed), []);
}

#[rstest]
#[case::no_birth(None, "child_in_need", Unsaid::NoBirth, "no date of birth")]
#[case::no_rule(
    Some("1950-01-01"),
    "early_help",
    Unsaid::NoRule,
    "the policy gives no time for this class: early help"
)]
fn who_cannot_be_reckoned_is_kept_and_counted(
    #[case] born_on: Option<&str>,
    #[case] status: &str,
    #[case] why: Unsaid,
    #[case] words: &str,
) {
    let mut desk = desk(born_on, &[(status, "1990-01-01"), ("closed", "1991-01-01")]);
    if why == Unsaid::NoRule {
        let mut policy = desk.policies.on(desk.day).clone();
        policy.retention.retain(|(class, _)| *class != Class::Child(ChildStatus::EarlyHelp));
        desk.policies = crate::practice::policy::PolicyHistory::always(policy);
    }
    let page = desk.due_to_go().unwrap();
    assert!(page.due.is_empty());
    assert_eq!(page.not_said.iter().map(|one| (one.why, one.how_many)).collect::<Vec<_>>(), [(why, 1)]);
    assert!(page.not_said[0].words().contains(words), "{}", page.not_said[0].words());
}

#[test]
fn a_workers_file_counts_from_the_last_day() {
    let mut desk = desk(None, &[("child_in_need", "2015-01-01")]);
    assert_eq!(listed(&mut desk, "2080-01-01"), [], "who has not left, and who is not closed, are on no list");
    let by = desk.by();
    let worker = desk.store().worker(WORKER).unwrap().unwrap();
    let details = WorkerDetails {
        reference: worker.reference,
        name: worker.name,
        role: worker.role,
        fte: worker.fte,
        joined_on: worker.joined_on,
        joined_assumed: false,
        left_on: Some(day("2019-11-22")),
    };
    desk.store_mut().change(&by, |change| change.change_worker(WORKER, &details)).unwrap();
    assert_eq!(listed(&mut desk, "2026-11-22"), []);
    let row = ("W1".to_owned(), "workers_file", day("2019-11-22"), day("2026-11-22"));
    assert_eq!(listed(&mut desk, "2026-11-23"), [row]);
    let one = &desk.due_to_go().unwrap().due[0];
    assert_eq!(one.whose.as_deref(), Some("Hannah Lee"));
    assert_eq!(
        one.because(),
        "A worker's own file: 7 years from the last day in the team (local setting), counted from 22 November 2019, so \
         kept until 22 November 2026"
    );
    desk.purge(Purge::Worker(WORKER), "kept long enough").unwrap();
    assert_eq!(listed(&mut desk, "2026-11-23"), []);
}

/// Drafts on a child and in a worker's file, and lines about a child, a worker and nobody: each is listed under the reference
/// that removes it, and is removed by it.
#[test]
fn drafts_never_finished_and_lines_never_sorted_are_listed_and_go_by_their_references() {
    let mut desk = desk(None, &[("child_in_need", "2015-01-01")]);
    let by = By { who: "Ruth Okafor".to_owned(), at: noon("2026-01-05") };
    let head = Head::new(CHILD, day("2026-01-05"));
    let form = WorkerHead { form: WorkerForm::Supervision, worker: WORKER, session: None, day: day("2026-01-05") };
    desk.store_mut()
        .change(&by, |change| {
            change.begin_draft(&head, &Answers::default())?;
            change.begin_worker_record(&form, &Answers::default())
        })
        .unwrap();
    for whom in [None, Some(Whom::Child(CHILD)), Some(Whom::Worker(WORKER))] {
        desk.store_mut().keep_capture(None, "ring the school about the lock", whom, noon("2026-08-22")).unwrap();
    }
    assert_eq!(listed(&mut desk, "2026-11-22"), []);
    let lines = ["N1", "N2", "N3"].map(|one| (one.to_owned(), "unsorted_line", day("2026-08-22"), day("2026-11-22")));
    assert_eq!(listed(&mut desk, "2026-11-23"), lines);
    assert_eq!(desk.due_to_go().unwrap().due[0].whose, None);
    let drafts = ["D1", "P1"].map(|one| (one.to_owned(), "unfinished_draft", day("2026-01-05"), day("2027-01-05")));
    assert_eq!(listed(&mut desk, "2027-01-05").len(), 3);
    assert_eq!(listed(&mut desk, "2027-01-06")[3..], drafts);
    // A hold on the child reaches what is about the child: removing it, and discarding it, are refused.
    desk.legal_hold(Purge::Child(CHILD), false, "an inquest").unwrap();
    let held: Vec<_> = desk.due_to_go().unwrap().due.into_iter().map(|one| (one.reference, one.on_hold)).collect();
    assert_eq!(
        held.iter().filter(|(_, hold)| hold.is_some()).map(|(one, _)| one.as_str()).collect::<Vec<_>>(),
        ["N2", "D1"]
    );
    for reference in ["N2", "D1"] {
        let what = desk.to_purge(reference, None).unwrap();
        assert!(desk.purge(what, "too old").unwrap_err().to_string().contains("an inquest"), "{reference}");
    }
    let discarded = desk.oversight_act(crate::workbench::effect::OversightAct::Discard("D1".parse().unwrap()));
    assert!(discarded.is_err_and(|why| why.to_string().contains("an inquest")));
    desk.legal_hold(Purge::Child(CHILD), true, "it has ended").unwrap();
    for reference in ["N1", "N2", "N3", "D1", "P1"] {
        let what = desk.to_purge(&reference.to_lowercase(), None).unwrap();
        let purged = desk.purge(what, "never finished").unwrap();
        assert!(purged.went.rows.values().sum::<u64>() >= 1, "{reference}");
        assert!(desk.to_purge(reference, None).is_err(), "{reference} is there still");
    }
    assert_eq!(listed(&mut desk, "2027-01-06"), []);
    let trail = desk.store().audit_after(0).unwrap();
    assert_eq!(trail.iter().filter(|row| row.about == "N1").count(), 1, "the trail keeps the reference of each");
}
