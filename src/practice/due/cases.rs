//! Cases of the due-date arithmetic, one sentence of `practice/due-dates.md` each. The whole made-up team, against an
//! independent reckoning, is in the suite.

use super::child::{RecordFact, owed_to_child};
use super::compliance::{Judgement, LeftOut, compliance, walk};
use super::properties::policy;
use super::supervision::{SessionsKnown, owed_to_worker, reckon};
use super::{Booking, Kind, Owed, Rule, State, order};
use crate::practice::child::{Allocation, Assessment, Child, ChildStatus, StatusChange};
use crate::practice::policy::{Cited, Interval, NonWorkingDay, Policy, PolicyHistory, Source};
use crate::practice::reference::{ChildId, RecordId, Reference, WorkerId};
use crate::practice::worker::{Absence, AbsenceKind, EnhancedReason, KnownRole, Period, Role, Worker};
use crate::practice::working_days::WorkingDays;
use chrono::NaiveDate;
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn monthly() -> Policy {
    let mut policy = policy("monthly", Interval::Months(1), &[(None, Interval::Days(14))]);
    policy.oversight =
        vec![(ChildStatus::ChildProtection, Cited { value: Interval::Months(1), source: Source::Local })];
    policy
}

fn worker() -> Worker {
    Worker {
        id: WorkerId(1),
        reference: Reference::new("W1").unwrap(),
        name: "Siân Ŵyn".to_owned(),
        role: Role::Known(KnownRole::SocialWorker),
        fte: 100,
        joined_on: day("2025-01-06"),
        joined_assumed: false,
        left_on: None,
        periods: Vec::new(),
        absences: Vec::new(),
    }
}

fn away(from: &str, until: Option<&str>) -> Absence {
    Absence { kind: AbsenceKind::Leave, from: day(from), until: until.map(day) }
}

fn due(worker: &Worker, anchor: &str, policies: &PolicyHistory) -> (Option<NaiveDate>, Rule, NaiveDate) {
    let reckoned = reckon(worker, day(anchor), policies, &WorkingDays::published());
    (reckoned.due_on, reckoned.rule, reckoned.counts_from)
}

#[rstest]
#[case::a_month_ends_on_its_last_day("2025-01-31", "2025-02-28")]
#[case::a_saturday_moves_to_monday("2025-02-15", "2025-03-17")]
#[case::good_friday_and_easter_monday_move_to_tuesday("2025-03-18", "2025-04-22")]
fn the_standing_rule(#[case] anchor: &str, #[case] expected: &str) {
    let always = PolicyHistory::always(monthly());
    assert_eq!(due(&worker(), anchor, &always), (Some(day(expected)), Rule::Standing, day(anchor)));
}

#[test]
fn monthly_may_mean_every_28_days() {
    let always = PolicyHistory::always(policy("four weeks", Interval::Days(28), &[(None, Interval::Days(14))]));
    assert_eq!(due(&worker(), "2025-01-31", &always).0, Some(day("2025-02-28")));
    assert_eq!(due(&worker(), "2025-03-03", &always).0, Some(day("2025-03-31")));
}

#[test]
fn a_period_that_has_not_begun_counts_from_its_first_day() {
    let mut worker = worker();
    worker.periods = vec![Period::Enhanced {
        reason: EnhancedReason::ReturnToWork,
        from: day("2025-03-10"),
        until: day("2025-05-30"),
    }];
    let always = PolicyHistory::always(monthly());
    assert_eq!(due(&worker, "2025-03-03", &always), (Some(day("2025-03-24")), Rule::ReturnToWork, day("2025-03-10")));
}

#[test]
fn a_date_that_would_fall_after_the_period_is_left_to_the_standing_rule() {
    let mut worker = worker();
    worker.periods = vec![Period::Enhanced {
        reason: EnhancedReason::RoleChange,
        from: day("2025-03-03"),
        until: day("2025-03-14"),
    }];
    let always = PolicyHistory::always(monthly());
    assert_eq!(due(&worker, "2025-03-03", &always).1, Rule::Standing);
}

#[test]
fn on_a_tie_a_personal_period_goes_first_and_the_asye_last() {
    let mut worker = worker();
    let (from, until) = (day("2025-03-03"), day("2025-12-31"));
    let personal = EnhancedReason::Personal { why: "complex work".to_owned(), interval_days: None };
    worker.periods = vec![Period::Asye { from, until: None }];
    let always = PolicyHistory::always(monthly());
    assert_eq!(due(&worker, "2025-03-03", &always).1, Rule::Asye);
    for (reason, rule) in [
        (EnhancedReason::RoleChange, Rule::RoleChange),
        (EnhancedReason::ReturnToWork, Rule::ReturnToWork),
        (personal, Rule::Personal),
    ] {
        worker.periods.push(Period::Enhanced { reason, from, until });
        assert_eq!(due(&worker, "2025-03-03", &always).1, rule);
    }
}

#[test]
fn of_two_personal_periods_that_set_the_same_day_the_one_that_began_first_is_named() {
    let period = |from: &str| Period::Enhanced {
        reason: EnhancedReason::Personal { why: "complex work".to_owned(), interval_days: Some(7) },
        from: day(from),
        until: day("2025-12-31"),
    };
    let always = PolicyHistory::always(monthly());
    for order in [["2025-02-03", "2025-03-03"], ["2025-03-03", "2025-02-03"]] {
        let worker = Worker { periods: order.map(period).to_vec(), ..worker() };
        let reckoned = reckon(&worker, day("2025-03-03"), &always, &WorkingDays::published());
        assert_eq!(reckoned.period, Some((day("2025-02-03"), day("2025-12-31"))));
    }
}

#[test]
fn an_asye_with_no_end_runs_to_the_day_before_its_anniversary() {
    let mut worker = worker();
    worker.periods = vec![Period::Asye { from: day("2025-01-06"), until: None }];
    let always = PolicyHistory::always(monthly());
    assert_eq!(due(&worker, "2025-12-22", &always).1, Rule::Asye, "5 January 2026 is its last day");
    assert_eq!(due(&worker, "2025-12-23", &always).1, Rule::Standing);
}

#[test]
fn stages_follow_each_other_and_one_no_shorter_than_the_standing_rule_is_none() {
    let mut worker = worker();
    worker.periods = vec![Period::Asye { from: day("2025-01-06"), until: None }];
    let staged = policy(
        "staged",
        Interval::Months(1),
        &[
            (Some(Interval::Days(42)), Interval::Days(7)),
            (Some(Interval::Months(6)), Interval::Days(14)),
            (None, Interval::Months(1)),
        ],
    );
    let always = PolicyHistory::always(staged);
    assert_eq!(due(&worker, "2025-01-06", &always), (Some(day("2025-01-13")), Rule::AsyeStage(1), day("2025-01-06")));
    // Stage 1 ends on 16 February; from the 17th the second stage counts.
    assert_eq!(due(&worker, "2025-02-12", &always), (Some(day("2025-03-03")), Rule::AsyeStage(2), day("2025-02-17")));
    assert_eq!(due(&worker, "2025-07-07", &always).1, Rule::Standing);
}

#[rstest]
#[case::one_absence(vec![away("2025-02-03", Some("2025-02-14"))], 0, Some("2025-02-17"))]
#[case::absences_that_follow_on_count_as_one(
    vec![away("2025-02-03", Some("2025-02-08")), away("2025-02-09", Some("2025-02-14"))], 0, Some("2025-02-17")
)]
#[case::a_move_into_another_absence_moves_again(
    vec![away("2025-02-03", Some("2025-02-14")), away("2025-02-17", Some("2025-02-18"))], 0, Some("2025-02-19")
)]
#[case::grace_is_counted_in_working_days(vec![away("2025-02-03", Some("2025-02-14"))], 5, Some("2025-02-24"))]
#[case::no_known_end_pauses(vec![away("2025-02-03", None)], 0, None)]
#[case::a_move_into_one_with_no_known_end_pauses(
    vec![away("2025-02-03", Some("2025-02-14")), away("2025-02-17", None)], 0, None
)]
fn absence_moves_the_date(#[case] absences: Vec<Absence>, #[case] grace: u16, #[case] expected: Option<&str>) {
    let mut policy = monthly();
    policy.absence_grace.value = grace;
    let worker = Worker { absences, ..worker() };
    assert_eq!(due(&worker, "2025-01-06", &PolicyHistory::always(policy)).0, expected.map(day));
}

#[test]
fn a_policy_may_move_back_or_keep() {
    let mut policy = monthly();
    for (rule, expected) in [(NonWorkingDay::Previous, "2025-03-14"), (NonWorkingDay::Keep, "2025-03-15")] {
        policy.non_working_day.value = rule;
        assert_eq!(due(&worker(), "2025-02-15", &PolicyHistory::always(policy.clone())).0, Some(day(expected)));
    }
}

#[test]
fn a_change_of_policy_reckons_again_but_never_before_its_own_day() {
    let four_weekly = policy("fortnightly", Interval::Days(14), &[(None, Interval::Days(7))]);
    let history = PolicyHistory::always(monthly()).changed(day("2025-03-03"), four_weekly);
    assert_eq!(due(&worker(), "2025-01-20", &history).0, Some(day("2025-02-20")), "due before the change: as it was");
    assert_eq!(due(&worker(), "2025-02-10", &history).0, Some(day("2025-03-03")), "14 days is earlier than the change");
    assert_eq!(due(&worker(), "2025-02-26", &history).0, Some(day("2025-03-12")));
}

fn stands(worker: &Worker, held: Option<&str>, planned: Option<&str>, on: &str) -> Option<Owed> {
    let known = SessionsKnown { last_held: held.map(day), next_planned: planned.map(day) };
    owed_to_worker(worker, known, &PolicyHistory::always(monthly()), &WorkingDays::published(), day(on))
}

#[rstest]
#[case("2025-03-10", State::Overdue(7))]
#[case("2025-03-03", State::DueToday)]
#[case("2025-02-24", State::DueSoon(7))]
#[case("2025-02-23", State::OnTrack(8))]
fn states_on_a_day(#[case] on: &str, #[case] expected: State) {
    assert_eq!(stands(&worker(), Some("2025-02-03"), None, on).unwrap().state, expected);
}

#[test]
fn a_booking_after_the_due_date_is_late_and_so_is_any_while_paused() {
    let booking = |worker: &Worker, planned| stands(worker, Some("2025-02-03"), planned, "2025-02-20").unwrap().booking;
    assert_eq!(booking(&worker(), Some("2025-03-03")), Some(Booking::Booked(day("2025-03-03"))));
    assert_eq!(booking(&worker(), Some("2025-03-04")), Some(Booking::BookedLate(day("2025-03-04"))));
    assert_eq!(booking(&worker(), None), Some(Booking::NotBooked));
    let paused = Worker { absences: vec![away("2025-03-01", None)], ..worker() };
    assert_eq!(booking(&paused, Some("2025-02-28")), Some(Booking::BookedLate(day("2025-02-28"))));
}

#[test]
fn nothing_is_owed_before_joining_or_after_the_last_day() {
    let worker = Worker { left_on: Some(day("2025-02-20")), ..worker() };
    assert!(stands(&worker, None, None, "2025-01-05").is_none());
    assert!(stands(&worker, None, None, "2025-02-20").is_some());
    assert!(stands(&worker, None, None, "2025-02-21").is_none());
}

fn outcomes(worker: &Worker, held: &[&str], tolerance: u16, on: &str) -> Vec<(String, &'static str)> {
    let mut policy = monthly();
    policy.tolerance.value = tolerance;
    let held: Vec<NaiveDate> = held.iter().map(|text| day(text)).collect();
    walk(worker, &held, &PolicyHistory::always(policy), &WorkingDays::published(), day(on))
        .into_iter()
        .map(|one| (one.due_on.to_string(), one.outcome.code()))
        .collect()
}

fn told(rows: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    rows.iter().map(|(due, outcome)| ((*due).to_owned(), *outcome)).collect()
}

#[test]
fn late_is_before_the_next_falls_due_and_on_that_day_it_is_the_next_that_is_met() {
    let day_before = outcomes(&worker(), &["2025-03-05"], 0, "2025-03-20");
    assert_eq!(day_before, told(&[("2025-02-06", "late")]));
    let on_the_day = outcomes(&worker(), &["2025-03-06"], 0, "2025-03-20");
    assert_eq!(on_the_day, told(&[("2025-02-06", "missed"), ("2025-03-06", "on_time")]));
}

#[test]
fn an_open_obligation_is_outstanding_until_the_next_falls_due() {
    assert_eq!(outcomes(&worker(), &[], 0, "2025-02-06"), told(&[]));
    assert_eq!(outcomes(&worker(), &[], 0, "2025-02-07"), told(&[("2025-02-06", "outstanding")]));
    assert_eq!(outcomes(&worker(), &[], 0, "2025-03-06"), told(&[("2025-02-06", "missed")]));
}

#[test]
fn tolerance_makes_a_few_days_late_on_time() {
    assert_eq!(outcomes(&worker(), &["2025-02-08"], 2, "2025-02-20"), told(&[("2025-02-06", "on_time")]));
    assert_eq!(outcomes(&worker(), &["2025-02-09"], 2, "2025-02-20"), told(&[("2025-02-06", "late")]));
}

#[test]
fn one_who_left_missed_what_was_due_by_the_last_day_and_no_more() {
    let worker = Worker { left_on: Some(day("2025-02-20")), ..worker() };
    assert_eq!(outcomes(&worker, &[], 0, "2025-06-01"), told(&[("2025-02-06", "missed")]));
    assert_eq!(
        outcomes(&worker, &["2025-02-06", "2025-02-18"], 0, "2025-06-01"),
        told(&[("2025-02-06", "on_time"), ("2025-03-06", "on_time"),])
    );
}

#[test]
fn while_paused_nothing_falls_due_and_a_session_held_all_the_same_is_the_new_anchor() {
    let worker = Worker { absences: vec![away("2025-01-20", None)], ..worker() };
    assert_eq!(outcomes(&worker, &[], 0, "2025-06-01"), told(&[]));
}

#[test]
fn who_is_left_out_and_why() {
    let days_off = WorkingDays::published();
    let policies = PolicyHistory::always(monthly());
    let named = |reference: &str, worker: Worker| Worker { reference: Reference::new(reference).unwrap(), ..worker };
    let team = [
        named("W1", Worker { joined_on: day("2025-05-01"), ..worker() }),
        named("W2", Worker { left_on: Some(day("2025-02-28")), ..worker() }),
        named("W3", Worker { absences: vec![away("2025-01-07", Some("2025-05-30"))], ..worker() }),
        named("W4", Worker { joined_on: day("2025-04-28"), ..worker() }),
    ];
    let result = compliance(
        team.iter().map(|worker| (worker, [].as_slice())),
        &policies,
        &days_off,
        (day("2025-03-01"), day("2025-04-30")),
        day("2025-05-20"),
    );
    let left_out: Vec<_> = result.left_out.iter().map(|(reference, why)| (reference.as_str(), *why)).collect();
    assert_eq!(
        left_out,
        [
            ("W1", LeftOut::NotStarted),
            ("W2", LeftOut::Left),
            ("W3", LeftOut::AbsentThroughout),
            ("W4", LeftOut::NothingDue)
        ]
    );
    assert_eq!((result.total.rate(), result.by_month.len()), (None, 2), "no figure is never 100 %");
    assert!(result.obligations.iter().all(|(_, one)| one.outcome != Judgement::OnTime));
}

fn child(status: ChildStatus, since: &str) -> Child {
    Child {
        id: ChildId(1),
        reference: Reference::new("4711").unwrap(),
        name: Some("Zoë".to_owned()),
        born_on: None,
        family: None,
        statuses: vec![StatusChange { status, since: day(since) }],
        allocations: vec![Allocation { worker: WorkerId(1), from: day("2025-02-03"), until: None, assumed: false }],
        assessments: Vec::new(),
    }
}

fn record(id: i64, decided_on: &str) -> RecordFact {
    RecordFact {
        id: RecordId(id),
        child: ChildId(1),
        decided_on: day(decided_on),
        checkpoint_day: None,
        reviews: None,
        review_on: None,
        withdrawn_on: None,
    }
}

fn owed(child: &Child, records: &[RecordFact], on: &str) -> Vec<(Kind, String, NaiveDate, Option<NaiveDate>)> {
    let policies = PolicyHistory::always(monthly());
    let mut owed = owed_to_child(child, records, "Kezia", &policies, &WorkingDays::published(), day(on));
    order::worst_first(&mut owed);
    owed.into_iter().map(|one| (one.kind, one.label, one.due_on.unwrap(), one.counts_from)).collect()
}

#[test]
fn checkpoints_are_working_days_from_the_start_and_a_later_one_retires_an_earlier() {
    let mut child = child(ChildStatus::Assessment, "2025-03-03");
    child.assessments = vec![Assessment { start: day("2025-03-03"), end: None }];
    let labels = |records: &[RecordFact], on: &str| -> Vec<String> {
        owed(&child, records, on).into_iter().map(|(_, label, due, _)| format!("{label} {due}")).collect()
    };
    assert_eq!(
        labels(&[], "2025-03-12"),
        ["day 1 2025-03-04", "day 8 2025-03-13", "day 20 2025-03-31", "day 40 2025-04-30", "45-day limit 2025-05-08"]
    );
    assert_eq!(labels(&[], "2025-03-13")[0], "day 8 2025-03-13", "day 1 is missed once day 8 has fallen due");
    let met = RecordFact { checkpoint_day: Some(8), ..record(1, "2025-03-20") };
    assert_eq!(labels(&[met], "2025-03-20")[0], "day 20 2025-03-31", "met late, and day 1 stays retired");
    let withdrawn = RecordFact { withdrawn_on: Some(day("2025-03-21")), ..met };
    assert_eq!(labels(&[withdrawn], "2025-03-21")[0], "day 8 2025-03-13", "a withdrawn record meets nothing");
    assert_eq!(labels(&[withdrawn], "2025-03-20")[0], "day 20 2025-03-31", "but it did until then");
}

#[test]
fn an_assessment_that_has_ended_owes_neither_checkpoint_nor_limit() {
    let mut child = child(ChildStatus::ChildProtection, "2025-03-03");
    child.assessments = vec![Assessment { start: day("2025-03-03"), end: Some(day("2025-03-20")) }];
    assert!(owed(&child, &[], "2025-03-19").iter().any(|(kind, ..)| *kind == Kind::AssessmentLimit));
    assert!(owed(&child, &[], "2025-03-20").iter().all(|(kind, ..)| *kind == Kind::Oversight));
}

#[test]
fn a_review_is_met_by_a_later_record_that_names_it_or_is_dated_from_seven_days_before() {
    let child = child(ChildStatus::ChildProtection, "2025-01-06");
    let first = RecordFact { review_on: Some(day("2025-04-05")), ..record(1, "2025-03-03") };
    let reviews = |later: &[RecordFact]| -> Vec<(String, NaiveDate)> {
        let records: Vec<RecordFact> = std::iter::once(first).chain(later.iter().copied()).collect();
        owed(&child, &records, "2025-04-20")
            .into_iter()
            .filter(|(kind, ..)| *kind == Kind::Review)
            .map(|(_, label, due, _)| (label, due))
            .collect()
    };
    let open = vec![("review of 3 March".to_owned(), day("2025-04-07"))];
    assert_eq!(reviews(&[]), open, "a Saturday moves to Monday");
    assert_eq!(reviews(&[record(2, "2025-03-28")]), open);
    assert_eq!(reviews(&[record(2, "2025-03-29")]), []);
    assert_eq!(reviews(&[RecordFact { reviews: Some(RecordId(1)), ..record(2, "2025-03-10") }]), []);
    assert_eq!(reviews(&[record(2, "2025-02-28")]), open, "an earlier record reviews nothing");
}

#[test]
fn regular_oversight_counts_from_the_last_record_or_the_later_of_allocation_and_status() {
    let none = child(ChildStatus::ChildProtection, "2025-01-06");
    assert_eq!(owed(&none, &[], "2025-02-10")[0].2, day("2025-03-03"), "allocated on 3 February");
    let later_status = child(ChildStatus::ChildProtection, "2025-02-10");
    assert_eq!(owed(&later_status, &[], "2025-02-10")[0].2, day("2025-03-10"));
    assert_eq!(owed(&none, &[record(1, "2025-02-20")], "2025-03-01")[0].2, day("2025-03-20"));
    let assessment = child(ChildStatus::Assessment, "2025-01-06");
    assert_eq!(owed(&assessment, &[], "2025-03-01"), []);
}

#[test]
fn what_began_before_the_status_that_is_known_is_owed_all_the_same() {
    // A list says: closed from 1 June, or in need since 1 April; the assessment began on 3 March.
    let mut known = child(ChildStatus::Closed, "2025-06-01");
    known.assessments = vec![Assessment { start: day("2025-03-03"), end: Some(day("2025-04-10")) }];
    let asked = RecordFact { review_on: Some(day("2025-05-01")), ..record(1, "2025-03-20") };
    let labels = |child: &Child, on: &str| -> Vec<String> {
        owed(child, &[asked], on).into_iter().map(|(_, label, due, _)| format!("{label} {due}")).collect()
    };
    let review = "review of 20 March 2025-05-01".to_owned();
    assert_eq!(
        labels(&known, "2025-04-10"),
        std::slice::from_ref(&review),
        "no regular oversight of a status that is not known"
    );
    assert_eq!(labels(&known, "2025-05-31"), [review], "open until the day of closing");
    assert_eq!(labels(&known, "2025-06-01"), [""; 0]);
    known.statuses[0] = StatusChange { status: ChildStatus::ChildInNeed, since: day("2025-04-01") };
    assert_eq!(
        labels(&known, "2025-03-31"),
        ["day 20 2025-03-31", "day 40 2025-04-30", "review of 20 March 2025-05-01", "45-day limit 2025-05-08"]
    );
    known.allocations.clear();
    assert_eq!(labels(&known, "2025-03-02"), [""; 0], "before the first that is known of the child");
}

#[test]
fn closing_a_child_ends_what_is_owed_from_that_day() {
    let mut closing = child(ChildStatus::ChildProtection, "2025-01-06");
    closing.statuses.push(StatusChange { status: ChildStatus::Closed, since: day("2025-03-10") });
    assert_eq!(owed(&closing, &[], "2025-03-09").len(), 1);
    assert_eq!(owed(&closing, &[], "2025-03-10"), []);
}
