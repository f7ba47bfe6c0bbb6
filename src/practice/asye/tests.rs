//! The year of a made-up worker: its strip, its reviews and what each lacks, a pause and a longer year.

use super::*;
use crate::practice::due::compliance::walk;
use crate::practice::due::strip::Mark;
use crate::practice::policy::{PolicyHistory, Stated};
use crate::practice::policy_file::shipped_policy;
use crate::practice::reference::{Reference, WorkerId};
use crate::practice::worker::{Absence, AbsenceKind, KnownRole, Role, Worker};
use crate::practice::working_days::WorkingDays;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn worker() -> Worker {
    Worker {
        id: WorkerId(1),
        reference: Reference::new("W1").unwrap(),
        name: "Aisha Patel".to_owned(),
        role: Role::Known(KnownRole::NewlyQualified),
        fte: 100,
        joined_on: day("2026-01-05"),
        joined_assumed: false,
        left_on: None,
        periods: vec![Period::Asye { from: day("2026-01-05"), until: None }],
        absences: vec![Absence {
            kind: AbsenceKind::Sickness,
            from: day("2026-03-01"),
            until: Some(day("2026-04-05")),
        }],
    }
}

fn slots(policy: &str, held: &[&str], today: &str) -> String {
    let policy = shipped_policy(policy).unwrap();
    let policies = PolicyHistory::always(policy.clone());
    let worker = worker();
    let held: Vec<NaiveDate> = held.iter().map(|text| day(text)).collect();
    let judged = walk(&worker, &held, &policies, &WorkingDays::default(), day(today));
    let found = strip(&worker, &worker.periods[0], &policy, (&judged, &held), None, day(today));
    for pair in found.windows(2) {
        assert_eq!(pair[0].until.succ_opt(), Some(pair[1].from), "no day is left out, and none counted twice");
    }
    assert_eq!((found[0].from, found[found.len() - 1].until), (day("2026-01-05"), day("2027-01-04")));
    found.iter().map(|slot| slot.mark.map_or('_', Mark::sign)).collect()
}

#[test]
fn a_year_is_a_strip_of_fortnights() {
    // Held on the 19th of January and twice after; then away until 5 April, and nothing since: late on 6 May.
    let strip = slots("practice-fundamentals", &["2026-01-19", "2026-02-02", "2026-02-16"], "2026-04-10");
    assert_eq!(strip.len(), 27, "fifty-two weeks and a day");
    assert!(strip.starts_with("_===~~"), "{strip}");
    assert!(strip.contains('!') && strip.ends_with("...."), "{strip}");
}

#[test]
fn a_staged_policy_has_stretches_of_its_own() {
    let strip = slots("national-employer-standards", &[], "2026-01-05");
    // Six weeks weekly, fortnightly to the end of six months, then monthly.
    assert_eq!(strip.len(), 6 + 10 + 6, "{strip}");
}

#[test]
fn reviews_stand_on_working_days_and_say_what_they_lack() {
    let policy = shipped_policy("practice-fundamentals").unwrap();
    let worker = worker();
    let areas = [("Law".to_owned(), 1), ("Analysis".to_owned(), 0)];
    let owned = |words: &[&str]| words.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let held =
        |months, on: &str| AsyeEvent { id: 1, on: day(on), what: Happened::Reviewed { months, words: String::new() } };
    let events = [held(3, "2026-04-08")];
    let gathered = Gathered { observations: 1, agreement: true, plan: false, areas: &areas };
    let policies = PolicyHistory::always(policy);
    let found = reviews(&worker.periods[0], &policies, &WorkingDays::default(), &events, &gathered);
    let seen: Vec<(u16, NaiveDate, bool, Vec<String>)> =
        found.into_iter().map(|one| (one.months, one.due_on, one.done_on.is_some(), one.lacks)).collect();
    // 5 July 2026 is a Sunday.
    assert_eq!(seen[0], (3, day("2026-04-02").max(seen[0].1), true, Vec::new()));
    assert_eq!(
        seen[1],
        (6, day("2026-07-03"), false, owned(&["one observation", "feedback from a family", "the development plan"]))
    );
    let last = owned(&["2 observations", "feedback from a family", "the development plan", "evidence in 1 of 2 areas"]);
    assert_eq!(seen[2], (12, day("2027-01-04"), false, last));
}

#[test]
fn a_review_is_asked_for_by_the_policy_in_force_on_its_day() {
    let (three, four) = (shipped_policy("practice-fundamentals").unwrap(), {
        let mut policy = shipped_policy("practice-fundamentals").unwrap();
        let at = policy.stated.iter().position(|one| one.key == REVIEWS).unwrap();
        let nine = Stated { value: 9, ..policy.stated[at].clone() };
        policy.stated.insert(at + 2, nine);
        policy
    });
    let changed = |on: &str| PolicyHistory::always(three.clone()).changed(day(on), four.clone());
    let seen = |policies: &PolicyHistory| -> Vec<u16> {
        let gathered = Gathered::default();
        let found = reviews(&worker().periods[0], policies, &WorkingDays::default(), &[], &gathered);
        found.into_iter().map(|one| one.months).collect()
    };
    assert_eq!(seen(&changed("2026-06-01")), [3, 6, 9, 12]);
    assert_eq!(seen(&changed("2026-11-01")), [3, 6, 12], "the ninth month was over before anyone asked");
}

#[test]
fn a_year_that_has_ended_asks_for_no_review_and_one_that_runs_longer_names_its_last() {
    let policies = PolicyHistory::always(shipped_policy("practice-fundamentals").unwrap());
    let event = |on: &str, what| AsyeEvent { id: 1, on: day(on), what };
    let events = [
        event("2026-04-08", Happened::Reviewed { months: 3, words: String::new() }),
        event("2026-11-23", Happened::Ended { outcome: AsyeOutcome::Passed, words: String::new() }),
    ];
    let found = |until: Option<&str>, events: &[AsyeEvent]| {
        let period = Period::Asye { from: day("2026-01-05"), until: until.map(day) };
        let all = reviews(&period, &policies, &WorkingDays::default(), events, &Gathered::default());
        all.iter().map(Review::called).collect::<Vec<_>>()
    };
    assert_eq!(found(Some("2026-11-23"), &events), ["3 months' review"]);
    assert_eq!(found(None, &[]), ["3 months' review", "6 months' review", "12 months' review"]);
    assert_eq!(found(Some("2027-04-05"), &[]), ["3 months' review", "6 months' review", "final review"]);
}

#[test]
fn a_pause_shows_in_the_strip_and_is_said_from_its_first_day_to_its_last() {
    let slot = |from: &str, until: &str, mark| Slot { from: day(from), until: day(until), mark };
    let why = "sickness".to_owned();
    let what = Happened::Paused { until: day("2026-12-06"), why };
    let events = [AsyeEvent { id: 1, on: day("2026-11-09"), what }];
    assert_eq!(events[0].sentence(str::to_owned), "Paused 9 November to 6 December 2026: sickness.");
    let before = vec![
        slot("2026-11-02", "2026-11-15", Some(Mark::ToCome)),
        slot("2026-11-09", "2026-11-22", None),
        slot("2026-11-23", "2026-12-06", Some(Mark::ToCome)),
        slot("2026-11-23", "2026-12-06", Some(Mark::Held)),
    ];
    let marks: Vec<_> = with_pauses(before, &events).into_iter().map(|one| one.mark).collect();
    assert_eq!(marks, [Some(Mark::ToCome), Some(Mark::Excused), Some(Mark::Excused), Some(Mark::Held)]);
}

#[test]
fn weeks_and_pauses() {
    let period = Period::Asye { from: day("2026-01-05"), until: None };
    assert_eq!(week_of(&period, day("2026-01-05")), (1, 52));
    assert_eq!(week_of(&period, day("2026-01-12")), (2, 52));
    assert_eq!(week_of(&period, day("2028-01-12")), (52, 52));
    assert_eq!(after_pause(&period, day("2026-03-01"), day("2026-03-31")), day("2027-02-04"));
}
