//! What must hold of due dates whatever the facts (`practice/due-dates.md`; the list of properties).

use super::compliance::{Judgement, compliance, walk, walk_since};
use super::supervision::{SessionsKnown, counted_days, next_booking, owed_to_worker, reckon};
use super::{State, order};
use crate::practice::policy::{Cited, Interval, NonWorkingDay, Policy, PolicyHistory, Source, Stage};
use crate::practice::reference::{Reference, SessionId, WorkerId};
use crate::practice::session::{Outcome, Session, SessionKind};
use crate::practice::worker::{Absence, AbsenceKind, EnhancedReason, KnownRole, Period, Role, Worker};
use crate::practice::working_days::WorkingDays;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

fn cited<T>(value: T) -> Cited<T> {
    Cited { value, source: Source::Local }
}

pub(super) fn policy(name: &str, standing: Interval, stages: &[(Option<Interval>, Interval)]) -> Policy {
    Policy {
        name: name.to_owned(),
        title: name.to_owned(),
        authority: "Made up".to_owned(),
        year: Some(2024),
        recording_system: None,
        standing: cited(standing),
        asye: cited(stages.iter().map(|(until, interval)| Stage { until: *until, interval: *interval }).collect()),
        return_to_work: cited(Interval::Days(14)),
        role_change: cited(Interval::Days(14)),
        personal: cited(Interval::Days(14)),
        counted_kinds: cited(vec![SessionKind::OneToOne]),
        absence_grace: cited(0),
        non_working_day: cited(NonWorkingDay::Next),
        notice: cited(7),
        tolerance: cited(0),
        checkpoints: cited(vec![1, 8, 20, 40]),
        assessment_limit: cited(45),
        oversight: Vec::new(),
        stated: Vec::new(),
        retention: Vec::new(),
        milestones: Vec::new(),
        calendar: Vec::new(),
        expectations: Vec::new(),
        approach: Vec::new(),
    }
}

fn monthly() -> Policy {
    policy("monthly", Interval::Months(1), &[(None, Interval::Days(14))])
}

fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap().checked_add_days(Days::new(offset)).unwrap()
}

prop_compose! {
    fn a_worker()(
        joined in 0_u64..200,
        left in prop::option::of(300_u64..900),
        asye in prop::option::of((0_u64..400, prop::option::of(100_u64..500))),
        enhanced in prop::collection::vec((0_u64..700, 1_u64..120, 0_u8..3), 0..3),
        absences in prop::collection::vec((0_u64..800, prop::option::weighted(0.9, 0_u64..60)), 0..6),
    ) -> Worker {
        let mut periods = Vec::new();
        if let Some((from, length)) = asye {
            periods.push(Period::Asye { from: day(from), until: length.map(|length| day(from + length)) });
        }
        for (from, length, reason) in enhanced {
            let reason = match reason {
                0 => EnhancedReason::ReturnToWork,
                1 => EnhancedReason::RoleChange,
                _ => EnhancedReason::Personal { why: "complex work".to_owned(), interval_days: Some(7) },
            };
            periods.push(Period::Enhanced { reason, from: day(from), until: day(from + length) });
        }
        Worker {
            id: WorkerId(1),
            reference: Reference::new("W1").unwrap(),
            name: "Siân Ŵyn".to_owned(),
            role: Role::Known(KnownRole::SocialWorker),
            fte: 100,
            joined_on: day(joined),
            joined_assumed: false,
            left_on: left.map(day),
            periods,
            absences: absences
                .into_iter()
                .map(|(from, length)| Absence {
                    kind: AbsenceKind::Leave,
                    from: day(from),
                    until: length.map(|length| day(from + length)),
                })
                .collect(),
        }
    }
}

fn session(number: i64, on: NaiveDate, kind: SessionKind, held: bool) -> Session {
    Session {
        id: SessionId(number),
        worker: WorkerId(1),
        kind,
        planned_for: Some(on),
        starts_at: None,
        outcome: if held { Outcome::Held { on, minutes: Some(75) } } else { Outcome::Planned },
    }
}

prop_compose! {
    fn sessions()(rows in prop::collection::vec((0_u64..900, 0_u8..5, any::<bool>()), 0..40)) -> Vec<Session> {
        rows.into_iter()
            .enumerate()
            .map(|(number, (on, kind, held))| {
                let kind = if kind == 0 { SessionKind::Group } else { SessionKind::OneToOne };
                session(i64::try_from(number).unwrap(), day(on), kind, held)
            })
            .collect()
    }
}

fn histories() -> impl Strategy<Value = PolicyHistory> {
    prop::option::of(50_u64..850).prop_map(|change| {
        let staged = policy(
            "staged",
            Interval::Days(28),
            &[
                (Some(Interval::Days(42)), Interval::Days(7)),
                (Some(Interval::Months(6)), Interval::Days(14)),
                (None, Interval::Days(28)),
            ],
        );
        let always = PolicyHistory::always(monthly());
        match change {
            Some(on) => always.changed(day(on), staged),
            None => always,
        }
    })
}

fn known(worker: &Worker, sessions: &[Session], policies: &PolicyHistory, on: NaiveDate) -> SessionsKnown {
    SessionsKnown {
        last_held: counted_days(worker, sessions, policies).into_iter().filter(|held| *held <= on).max(),
        next_planned: next_booking(sessions, policies, on),
    }
}

proptest! {
    #[test]
    fn no_due_date_falls_on_a_day_off_or_within_an_absence(
        worker in a_worker(), policies in histories(), anchor in 0_u64..900
    ) {
        let days_off = WorkingDays::published();
        let reckoned = reckon(&worker, day(anchor), &policies, &days_off);
        if let Some(due) = reckoned.due_on {
            prop_assert!(days_off.is_working_day(due), "{due}");
            prop_assert!(!worker.absences.iter().any(|away| away.from <= due && away.until.is_none_or(|last| due <= last)));
            prop_assert!(reckoned.changed_on.is_none_or(|change| due >= change));
        }
    }

    #[test]
    fn every_due_date_counts_once_and_the_parts_add_up(
        worker in a_worker(), sessions in sessions(), policies in histories(), on in 0_u64..900
    ) {
        let days_off = WorkingDays::published();
        let held = counted_days(&worker, &sessions, &policies);
        let all = compliance([(&worker, held.as_slice())], &policies, &days_off, (day(0), day(900)), day(on));
        let mut dues: Vec<_> = all.obligations.iter().map(|(_, one)| one.due_on).collect();
        prop_assert_eq!(u32::try_from(dues.len()).unwrap(), all.total.due());
        dues.dedup();
        prop_assert_eq!(dues.len(), all.obligations.len());
        let by_month: u32 = all.by_month.iter().map(|(_, tally)| tally.due()).sum();
        let by_worker: u32 = all.by_worker.iter().map(|(_, tally)| tally.due()).sum();
        prop_assert_eq!((by_month, by_worker), (all.total.due(), all.total.due()));
        prop_assert_eq!(all.left_out.len() + all.by_worker.len(), 1);
        for (_, one) in &all.obligations {
            let consistent = match one.outcome {
                Judgement::OnTime => one.held_on.is_some_and(|held| held <= one.due_on),
                Judgement::Late => one.held_on.is_some_and(|held| held > one.due_on),
                Judgement::Missed | Judgement::Outstanding => one.held_on.is_none() && one.due_on < day(on),
            };
            prop_assert!(consistent, "{:?}", one);
        }
        let mut used: Vec<_> = all.obligations.iter().filter_map(|(_, one)| one.held_on).collect();
        used.sort_unstable();
        let before = used.len();
        used.dedup();
        prop_assert_eq!(before, used.len(), "a session met two obligations");
    }

    #[test]
    fn nothing_depends_on_the_order_of_rows(
        mut worker in a_worker(), mut sessions in sessions(), policies in histories(), on in 0_u64..900
    ) {
        let days_off = WorkingDays::published();
        let ask = |worker: &Worker, sessions: &[Session]| {
            let held = counted_days(worker, sessions, &policies);
            let mut owed: Vec<_> =
                owed_to_worker(worker, known(worker, sessions, &policies, day(on)), &policies, &days_off, day(on))
                    .into_iter()
                    .collect();
            order::worst_first(&mut owed);
            (owed, walk(worker, &held, &policies, &days_off, day(on)))
        };
        let straight = ask(&worker, &sessions);
        worker.periods.reverse();
        worker.absences.reverse();
        sessions.reverse();
        prop_assert_eq!(straight, ask(&worker, &sessions));
    }

    #[test]
    fn what_is_asked_about_a_past_day_does_not_change_when_later_sessions_are_added(
        worker in a_worker(), mut sessions in sessions(), policies in histories(), on in 0_u64..800, later in 1_u64..100
    ) {
        let days_off = WorkingDays::published();
        sessions.retain(|one| one.held_on().is_none_or(|held| held <= day(on)));
        let ask = |sessions: &[Session]| {
            let held = counted_days(&worker, sessions, &policies);
            (
                owed_to_worker(&worker, known(&worker, sessions, &policies, day(on)), &policies, &days_off, day(on)),
                walk(&worker, &held, &policies, &days_off, day(on)),
            )
        };
        let before = ask(&sessions);
        sessions.push(session(99, day(on + later), SessionKind::OneToOne, true));
        prop_assert_eq!(before, ask(&sessions));
    }

    #[test]
    fn the_last_months_are_the_same_whether_or_not_the_years_before_are_walked(
        worker in a_worker(), sessions in sessions(), policies in histories(), on in 0_u64..900, back in 0_u64..500,
        known in 0_u64..500
    ) {
        let days_off = WorkingDays::published();
        let held = counted_days(&worker, &sessions, &policies);
        let (from, known_from) = (day(on.saturating_sub(back)), day(on.saturating_sub(back + known)));
        let mut all = walk(&worker, &held, &policies, &days_off, day(on));
        all.retain(|one| one.due_on >= from);
        let recent: Vec<_> = held.iter().copied().filter(|held| *held >= known_from).collect();
        if let Some(last) = walk_since(&worker, (&recent, known_from), &policies, &days_off, (from, day(on))) {
            prop_assert_eq!(last, all);
        } else {
            prop_assert!(worker.joined_on < known_from);
        }
    }

    #[test]
    fn every_state_has_its_why(worker in a_worker(), sessions in sessions(), policies in histories(), on in 0_u64..900) {
        let days_off = WorkingDays::published();
        let known = known(&worker, &sessions, &policies, day(on));
        if let Some(owed) = owed_to_worker(&worker, known, &policies, &days_off, day(on)) {
            let why = owed.why();
            prop_assert!(why.ends_with(").") && why.contains("counted from"), "{}", why);
            prop_assert_eq!(matches!(owed.state, State::Paused), owed.due_on.is_none());
        }
    }
}
