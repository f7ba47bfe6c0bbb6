//! How long the reckoning itself takes: every obligation of 200 workers and 3,000 children with three years of history,
//! from plain values. Run with `cargo bench --bench due`.
#![expect(clippy::unwrap_used, reason = "a bench may stop")]

use chrono::{Days, NaiveDate};
use divan::{Bencher, black_box};
use footprint::practice::child::{Allocation, Assessment, Child, ChildStatus, StatusChange};
use footprint::practice::due::child::{RecordFact, owed_to_child};
use footprint::practice::due::compliance::compliance;
use footprint::practice::due::order::worst_first;
use footprint::practice::due::supervision::{SessionsKnown, owed_to_worker};
use footprint::practice::policy::PolicyHistory;
use footprint::practice::policy_file;
use footprint::practice::reference::{ChildId, RecordId, Reference, WorkerId};
use footprint::practice::worker::{Absence, AbsenceKind, KnownRole, Period, Role, Worker};
use footprint::practice::working_days::WorkingDays;

const WORKERS: u64 = 200;
const CHILDREN: u64 = 3_000;

fn main() {
    divan::main();
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn back(days: u64) -> NaiveDate {
    today().checked_sub_days(Days::new(days)).unwrap()
}

fn key(number: u64) -> i64 {
    i64::try_from(number).unwrap()
}

fn policies() -> PolicyHistory {
    PolicyHistory::always(policy_file::shipped_policy(policy_file::DEFAULT).unwrap())
}

/// Workers who joined three years ago, with the days of their sessions, one a month and not quite on time.
fn team() -> Vec<(Worker, Vec<NaiveDate>)> {
    (0..WORKERS)
        .map(|number| {
            let joined_on = back(3 * 365 + number % 30);
            let asye = (number % 9 == 0).then(|| Period::Asye { from: back(200), until: None });
            let absences = (0..3)
                .map(|which| Absence {
                    kind: AbsenceKind::Leave,
                    from: back(which * 300 + number + 14),
                    until: Some(back(which * 300 + number)),
                })
                .collect();
            let worker = Worker {
                id: WorkerId(key(number)),
                reference: Reference::new(&format!("W{number:03}")).unwrap(),
                name: format!("Worker {number}"),
                role: Role::Known(KnownRole::SocialWorker),
                fte: 100,
                joined_on,
                joined_assumed: false,
                left_on: None,
                periods: asye.into_iter().collect(),
                absences,
            };
            let held = (0..36).rev().map(|month| back(month * 30 + number % 11)).collect();
            (worker, held)
        })
        .collect()
}

/// Children open for up to three years, each with a record every six weeks, every fifth one being assessed.
fn children() -> Vec<(Child, Vec<RecordFact>)> {
    let open = [ChildStatus::ChildInNeed, ChildStatus::ChildProtection, ChildStatus::InCare, ChildStatus::Proceedings];
    (0..CHILDREN)
        .map(|number| {
            let id = ChildId(key(number));
            let since = back(60 + number % 1_000);
            let assessed = number % 5 == 0;
            let child = Child {
                id,
                reference: Reference::new(&format!("{number:05}")).unwrap(),
                name: Some(format!("Child {number}")),
                born_on: None,
                family: None,
                statuses: vec![StatusChange {
                    status: if assessed { ChildStatus::Assessment } else { open[usize::try_from(number % 4).unwrap()] },
                    since,
                }],
                allocations: vec![Allocation {
                    worker: WorkerId(key(number % WORKERS)),
                    from: since,
                    until: None,
                    assumed: false,
                }],
                assessments: if assessed {
                    vec![Assessment { start: back(number % 60), end: None }]
                } else {
                    Vec::new()
                },
            };
            let records = (0..26)
                .map(|which| RecordFact {
                    id: RecordId(key(number * 26 + which)),
                    child: id,
                    decided_on: back((26 - which) * 42 + number % 13),
                    checkpoint_day: None,
                    reviews: None,
                    review_on: Some(back((26 - which) * 42 + number % 13 - 40)),
                    withdrawn_on: None,
                })
                .collect();
            (child, records)
        })
        .collect()
}

#[divan::bench]
fn everything_owed_by_a_service(bencher: Bencher<'_, '_>) {
    let (team, children, policies, days_off) = (team(), children(), policies(), WorkingDays::published());
    bencher.bench(|| {
        let supervision = team.iter().filter_map(|(worker, held)| {
            let known = SessionsKnown { last_held: held.last().copied(), next_planned: None };
            owed_to_worker(worker, known, &policies, &days_off, today())
        });
        let oversight = children
            .iter()
            .flat_map(|(child, records)| owed_to_child(child, records, "Worker 7", &policies, &days_off, today()));
        let mut owed: Vec<_> = supervision.chain(oversight).collect();
        worst_first(&mut owed);
        black_box(owed.len())
    });
}

#[divan::bench]
fn twelve_months_of_compliance_of_a_service(bencher: Bencher<'_, '_>) {
    let (team, policies, days_off) = (team(), policies(), WorkingDays::published());
    bencher.bench(|| {
        let team = team.iter().map(|(worker, held)| (worker, held.as_slice()));
        compliance(team, &policies, &days_off, (back(365), today()), today()).total
    });
}
