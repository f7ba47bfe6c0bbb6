//! The measures, by hand: small teams whose every figure can be counted on fingers.

use super::*;
use crate::practice::due::compliance::walk;
use crate::practice::policy_file::{DEFAULT, shipped_policy};
use crate::practice::session::{CancelledBy, SessionKind};
use crate::practice::worker::{Absence, AbsenceKind, KnownRole, Role};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn worker(absences: Vec<Absence>) -> Worker {
    Worker {
        id: WorkerId(1),
        reference: Reference::new("W1").unwrap(),
        name: "Ben Doyle".to_owned(),
        role: Role::Known(KnownRole::SocialWorker),
        fte: 100,
        joined_on: day("2026-01-05"),
        joined_assumed: false,
        left_on: None,
        periods: Vec::new(),
        absences,
    }
}

fn session(id: i64, planned_for: Option<&str>, outcome: Outcome) -> Session {
    let (worker, kind) = (WorkerId(1), SessionKind::OneToOne);
    Session { id: SessionId(id), worker, kind, planned_for: planned_for.map(day), starts_at: None, outcome }
}

fn held(id: i64, on: &str, minutes: u16) -> Session {
    session(id, None, Outcome::Held { on: day(on), minutes: Some(minutes) })
}

fn called_off(id: i64, on: &str, by: Option<CancelledBy>) -> Session {
    session(id, Some(on), Outcome::Cancelled { by, reason: "duty".to_owned() })
}

fn taken(
    worker: &Worker,
    sessions: &[Session],
    written: &BTreeMap<SessionId, WrittenUp>,
    (from, until): (&str, &str),
    today: &str,
) -> Measures {
    let policies = PolicyHistory::always(shipped_policy(DEFAULT).unwrap());
    let days_off = WorkingDays::default();
    let days = counted_days(worker, sessions, &policies);
    let judged = walk(worker, &days, &policies, &days_off, day(today));
    let team = [Record { worker, sessions, judged: &judged }];
    measures(&team, written, &policies, &days_off, (day(from), day(until)), day(today))
}

#[test]
fn a_quarter_by_hand() {
    // Joined 5 January: due 5 February (held on it), then 5 March (held late on the 9th), then 9 April (called off by the
    // service, nothing instead), then 11 May (held on it: earlier, it would have met April's, late).
    let sessions = [
        held(1, "2026-02-05", 60),
        called_off(2, "2026-03-03", Some(CancelledBy::Supervisor)),
        held(3, "2026-03-09", 75),
        called_off(4, "2026-04-08", Some(CancelledBy::Service)),
        held(5, "2026-05-11", 90),
        Session { kind: SessionKind::Group, ..held(6, "2026-03-20", 120) },
        session(7, Some("2026-03-12"), Outcome::Missed { reason: String::new() }),
        session(8, Some("2026-03-13"), Outcome::Planned),
        session(9, Some("2026-06-05"), Outcome::Planned),
    ];
    let found = taken(&worker(Vec::new()), &sessions, &BTreeMap::new(), ("2026-02-01", "2026-06-30"), "2026-05-20");
    let of = &found.total;
    assert_eq!((of.held, of.late, of.missed, of.cancelled, of.not_settled), (3, 1, 1, 2, 1));
    assert_eq!((of.cancelled_by, of.by_kind), ([1, 0, 1, 0], [3, 1, 0, 0]));
    assert_eq!((of.minutes, of.average_minutes()), ((3, 225), Some(750)));
    // 5 February to 9 March is 32 days, from there to 11 May 63; nothing comes before the first.
    assert_eq!((of.days_between, of.average_days_between(), of.longest_between), ((2, 95), Some(475), Some(63)));
    let unmet: Vec<_> = found.unmet.iter().map(|one| (one.judged.due_on, one.because)).collect();
    assert_eq!(unmet, [(day("2026-04-09"), Because::Service)]);
    assert_eq!(found.by_month.len(), 5);
    assert_eq!(found.by_month[1].1.held, 1);
    assert_eq!((of.shared, of.functions, of.discussed), (None, None, None), "nothing is known of what was written");
    // The booking of June is to come, and in no list.
    assert!(found.sessions.iter().all(|one| one.session.id != SessionId(9)));
}

#[test]
fn what_stood_in_the_way_is_read_from_the_file() {
    let away = Absence { kind: AbsenceKind::Sickness, from: day("2026-01-20"), until: Some(day("2026-01-28")) };
    let because = |worker: &Worker, sessions: &[Session]| {
        let found = taken(worker, sessions, &BTreeMap::new(), ("2026-01-01", "2026-02-28"), "2026-02-20");
        found.unmet.iter().map(|one| one.because).collect::<Vec<_>>()
    };
    assert_eq!(because(&worker(Vec::new()), &[]), [Because::NotPlanned]);
    assert_eq!(because(&worker(vec![away]), &[]), [Because::Absence]);
    let off = called_off(1, "2026-02-04", None);
    assert_eq!(because(&worker(vec![away]), std::slice::from_ref(&off)), [Because::CalledOff]);
    let missed = session(2, Some("2026-02-10"), Outcome::Missed { reason: String::new() });
    assert_eq!(because(&worker(Vec::new()), &[off.clone(), missed]), [Because::Missed], "the last one planned");
    let forgotten = session(3, Some("2026-02-11"), Outcome::Planned);
    assert_eq!(because(&worker(Vec::new()), &[off, forgotten]), [Because::NotSettled]);
}

#[test]
fn sharing_and_agreeing_are_judged_once_it_is_decided() {
    // Five working days from Monday 2 March is Monday 9 March; ten to agree from there is Monday 23 March.
    let sessions = [held(1, "2026-03-02", 60)];
    let judged = |shared: Option<&str>, agreed: Option<&str>, today: &str| {
        let (shared_on, agreed_on) = (shared.map(day), agreed.map(day));
        let one = WrittenUp {
            signed: true,
            shared_on,
            agreed_on,
            functions: [Function::Support].into(),
            ..WrittenUp::default()
        };
        let written = BTreeMap::from([(SessionId(1), one)]);
        let found = taken(&worker(Vec::new()), &sessions, &written, ("2026-03-01", "2026-03-31"), today);
        assert_eq!((found.total.written_up, found.total.functions), (1, Some([0, 0, 1, 0])));
        (found.total.shared, found.total.agreed)
    };
    assert_eq!(judged(None, None, "2026-03-09"), (Some((0, 0)), Some((0, 0))), "there is still time");
    assert_eq!(judged(None, None, "2026-03-10"), (Some((0, 1)), Some((0, 0))));
    assert_eq!(judged(Some("2026-03-09"), None, "2026-03-23"), (Some((1, 1)), Some((0, 0))));
    assert_eq!(judged(Some("2026-03-09"), None, "2026-03-24"), (Some((1, 1)), Some((0, 1))));
    assert_eq!(judged(Some("2026-03-10"), Some("2026-03-11"), "2026-03-24"), (Some((0, 1)), Some((1, 1))));
}

proptest! {
    /// Whatever was entered: every figure is the length of its list, and months and workers add up to the whole.
    #[test]
    fn every_figure_is_the_length_of_its_list(
        entered in prop::collection::vec((0_i64..4, 0_u64..200, 0_usize..4, any::<bool>()), 0..40),
        last in 0_u64..200,
    ) {
        let first = day("2026-01-01");
        let on = |after: u64| first + chrono::Days::new(after);
        let mut sessions = Vec::new();
        for (id, (what, after, kind, timed)) in (1..).zip(entered) {
            let outcome = match what {
                0 => Outcome::Planned,
                1 => Outcome::Held { on: on(after), minutes: timed.then_some(60) },
                2 => Outcome::Cancelled { by: timed.then_some(CancelledBy::Service), reason: String::new() },
                _ => Outcome::Missed { reason: String::new() },
            };
            let planned = Some(on(after).to_string());
            sessions.push(Session { kind: SessionKind::ALL[kind], ..session(id, planned.as_deref(), outcome) });
        }
        let today = on(last).to_string();
        let found = taken(&worker(Vec::new()), &sessions, &BTreeMap::new(), ("2026-01-15", "2026-06-20"), &today);
        let of = &found.total;
        let long = |fate: Fate| found.sessions.iter().filter(|one| one.counted && one.fate == fate).count();
        prop_assert_eq!(of.held as usize, long(Fate::Held));
        prop_assert_eq!(of.missed as usize, long(Fate::Missed));
        prop_assert_eq!(of.cancelled as usize, long(Fate::Cancelled));
        prop_assert_eq!(of.not_settled as usize, long(Fate::NotSettled));
        prop_assert_eq!(of.cancelled, of.cancelled_by.iter().sum::<u32>());
        prop_assert_eq!(of.late as usize, found.sessions.iter().filter(|one| one.late).count());
        prop_assert_eq!(of.unmet as usize, found.unmet.len());
        prop_assert_eq!(of.unmet, of.unmet_because.iter().sum::<u32>());
        for rows in [
            found.by_month.iter().map(|(_, row)| row).collect::<Vec<_>>(),
            found.by_worker.iter().map(|(_, row)| row).collect(),
        ] {
            let sum = |figure: fn(&Figures) -> u32| rows.iter().map(|row| figure(row)).sum::<u32>();
            prop_assert_eq!(sum(|row| row.held), of.held);
            prop_assert_eq!(sum(|row| row.late), of.late);
            prop_assert_eq!(sum(|row| row.cancelled), of.cancelled);
            prop_assert_eq!(sum(|row| row.unmet), of.unmet);
            prop_assert_eq!(sum(|row| row.days_between.0), of.days_between.0);
            prop_assert_eq!(sum(|row| row.by_kind.iter().sum()), of.by_kind.iter().sum::<u32>());
        }
    }
}
