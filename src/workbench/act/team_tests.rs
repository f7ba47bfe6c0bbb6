//! What a manager does with workers and sessions, over a real store in memory, and what Today, People and a worker's page
//! then show.

use super::session::SessionAct;
use super::worker::{WorkerAct, WorkerEntry};
use crate::practice::child::{ChildStatus, StatusChange};
use crate::practice::due::{Booking, State, SubjectId};
use crate::practice::reference::{Reference, SessionId, WorkerId};
use crate::practice::session::{CancelledBy, Outcome, SessionKind, SessionSetting};
use crate::practice::worker::{Absence, AbsenceKind, EnhancedReason, KnownRole, Period, Role};
use crate::store::{ChildDetails, Store};
use crate::workbench::configuration::Configuration;
use crate::workbench::desk::Desk;
use crate::workbench::message::{Msg, TodayRow};
use chrono::{NaiveDate, NaiveTime};
use rstest::rstest;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn entry(reference: &str, name: &str) -> WorkerEntry {
    WorkerEntry {
        reference: Reference::new(reference).unwrap(),
        name: name.into(),
        role: Role::Known(KnownRole::SocialWorker),
        fte: 100,
        joined_on: on("2026-09-01"),
        joined_assumed: false,
        left_on: None,
    }
}

fn desk() -> Desk {
    Desk::of(Store::in_memory().unwrap(), on("2026-11-23"), Configuration::default()).unwrap()
}

fn with(name: &str) -> (Desk, WorkerId) {
    let mut desk = desk();
    desk.worker_act(WorkerAct::Add(entry("W01", name))).unwrap();
    let id = desk.find_worker("W01").unwrap();
    (desk, id)
}

fn said(messages: Vec<Msg>) -> String {
    match messages.into_iter().next() {
        Some(Msg::Done(words)) => words,
        _ => String::new(),
    }
}

fn hold(worker: WorkerId, on: NaiveDate, minutes: u16, settles: Option<SessionId>) -> SessionAct {
    SessionAct::Hold { worker, kind: SessionKind::OneToOne, on, minutes, settles, setting: SessionSetting::default() }
}

fn book(worker: WorkerId, on: NaiveDate, moves: Option<SessionId>) -> SessionAct {
    SessionAct::Book {
        worker,
        kind: SessionKind::OneToOne,
        on,
        at: NaiveTime::from_hms_opt(10, 0, 0),
        moves,
        setting: SessionSetting::default(),
    }
}

#[test]
fn a_session_is_booked_moved_and_held_and_what_is_owed_follows() {
    let (mut desk, worker) = with("Siân Ŵyn Zoë");
    let owed = |desk: &Desk| desk.supervisee(worker).unwrap().next.unwrap();
    assert!(matches!(owed(&desk).state, State::Overdue(_)));
    assert_eq!(
        said(desk.session_act(book(worker, on("2026-11-24"), None)).unwrap()),
        "Booked for Tuesday 24 November 2026 at 10am."
    );
    assert_eq!(owed(&desk).booking, Some(Booking::BookedLate(on("2026-11-24"))));
    let booked = desk.supervisee(worker).unwrap().planned[0].id;
    assert_eq!(
        said(desk.session_act(book(worker, on("2026-11-26"), Some(booked))).unwrap()),
        "Moved to Thursday 26 November 2026 at 10am."
    );
    assert_eq!(desk.supervisee(worker).unwrap().planned.len(), 1);
    let words = said(desk.session_act(hold(worker, on("2026-11-23"), 75, Some(booked))).unwrap());
    assert_eq!(words, "Held on Mon 23 Nov, 75 minutes. The next is due on Wed 23 Dec.");
    assert_eq!(owed(&desk).due_on, Some(on("2026-12-23")));
    let page = desk.worker_page(worker).unwrap();
    assert_eq!(page.sessions.len(), 1);
    assert_eq!(page.sessions[0].session.planned_for, Some(on("2026-11-26")));
}

#[rstest]
#[case(hold(WorkerId(1), on("2026-11-24"), 60, None), "still to come")]
#[case(hold(WorkerId(1), on("2026-08-31"), 60, None), "joined on 1 September 2026")]
#[case(hold(WorkerId(1), on("2026-11-23"), 0, None), "0 cannot be right")]
#[case(hold(WorkerId(1), on("2026-11-23"), 600, None), "600 cannot be right")]
#[case(hold(WorkerId(1), on("2026-11-02"), 60, None), "is there already")]
#[case(hold(WorkerId(1), on("2026-11-23"), 60, Some(SessionId(99))), "there is no S99")]
#[case(book(WorkerId(1), on("2026-11-20"), None), "is past")]
#[case(book(WorkerId(1), on("2026-11-25"), Some(SessionId(1))), "settled since")]
#[case(SessionAct::NotHeld { session: SessionId(1), called_off_by: None, reason: String::new(), instead: None }, "was held on 2 November 2026")]
fn what_cannot_be_is_refused_in_a_sentence_and_nothing_changes(#[case] act: SessionAct, #[case] why: &str) {
    let (mut desk, worker) = with("Ben Doyle");
    assert_eq!(worker, WorkerId(1));
    desk.session_act(hold(worker, on("2026-11-02"), 60, None)).unwrap();
    let before = desk.store().audit_head().unwrap().seq;
    let refusal = desk.session_act(act).err().unwrap().to_string();
    assert!(refusal.contains(why), "{refusal}");
    assert_eq!(desk.store().audit_head().unwrap().seq, before);
}

#[test]
fn calling_off_keeps_by_whom_and_why_and_books_anew_at_once() {
    let (mut desk, worker) = with("Ben Doyle");
    desk.session_act(book(worker, on("2026-11-23"), None)).unwrap();
    let session = desk.supervisee(worker).unwrap().planned[0].id;
    let act = SessionAct::NotHeld {
        session,
        called_off_by: Some(CancelledBy::Service),
        reason: " duty ".into(),
        instead: Some((on("2026-11-25"), None)),
    };
    assert_eq!(said(desk.session_act(act).unwrap()), "Called off, and booked for Wednesday 25 November 2026 instead.");
    let outcome = desk.store().session(session).unwrap().unwrap().outcome;
    assert!(outcome == Outcome::Cancelled { by: Some(CancelledBy::Service), reason: "duty".into() });
    let planned = desk.supervisee(worker).unwrap().planned;
    assert_eq!(planned.iter().map(|one| one.planned_for).collect::<Vec<_>>(), [Some(on("2026-11-25"))]);
    // A new day that cannot be booked leaves the session as it was.
    let session = planned[0].id;
    let act = SessionAct::NotHeld {
        session,
        called_off_by: Some(CancelledBy::Supervisor),
        reason: String::new(),
        instead: Some((on("2026-11-01"), None)),
    };
    assert!(desk.session_act(act).is_err());
    assert!(desk.store().session(session).unwrap().unwrap().outcome == Outcome::Planned);
    let missed = SessionAct::NotHeld { session, called_off_by: None, reason: String::new(), instead: None };
    assert!(desk.session_act(missed).err().unwrap().to_string().contains("still to come"));
}

#[rstest]
#[case(WorkerEntry { name: " ".into(), ..entry("W02", "x") }, "name is blank")]
#[case(WorkerEntry { fte: 0, ..entry("W02", "x") }, "hours are")]
#[case(WorkerEntry { left_on: Some(on("2026-08-01")), ..entry("W02", "x") }, "before the day of joining")]
#[case(entry("w01", "x"), "taken")]
fn a_worker_who_cannot_be_is_refused(#[case] entry: WorkerEntry, #[case] why: &str) {
    let (mut desk, _) = with("Ben Doyle");
    let refusal = desk.worker_act(WorkerAct::Add(entry)).err().unwrap().to_string();
    assert!(refusal.contains(why), "{refusal}");
}

#[test]
fn a_new_name_and_reference_keep_the_old_ones() {
    let (mut desk, worker) = with("Sian Jones");
    desk.worker_act(WorkerAct::Change { worker, entry: entry("W77", "Siân  Evans") }).unwrap();
    let page = desk.worker_page(worker).unwrap();
    assert_eq!((page.worker.name.as_str(), page.worker.reference.as_str()), ("Siân Evans", "W77"));
    assert_eq!(page.formerly, ["Sian Jones", "W01"]);
    assert_eq!(desk.find_worker("W01").unwrap(), worker);
}

fn closer(from: &str, until: &str) -> Period {
    Period::Enhanced { reason: EnhancedReason::ReturnToWork, from: on(from), until: on(until) }
}

#[test]
fn closer_supervision_and_absences_are_set_put_right_and_taken_away() {
    let (mut desk, worker) = with("Ben Doyle");
    let set = |desk: &mut Desk, period: Period, instead_of| {
        desk.worker_act(WorkerAct::SetPeriod { worker, period, instead_of })
            .map(said)
            .map_err(|error| error.to_string())
    };
    let first = closer("2026-11-02", "2026-12-31");
    assert_eq!(set(&mut desk, first.clone(), None).unwrap(), "Kept: 2 November to 31 December 2026.");
    assert!(set(&mut desk, closer("2026-11-02", "2027-01-31"), None).unwrap_err().contains("already"));
    assert!(set(&mut desk, closer("2026-12-02", "2026-11-30"), None).unwrap_err().contains("before it begins"));
    assert!(set(&mut desk, closer("2025-01-02", "2025-02-28"), None).unwrap_err().contains("not in the team"));
    let second = closer("2026-11-09", "2026-12-31");
    set(&mut desk, second.clone(), Some(first)).unwrap();
    let asye = Period::Asye { from: on("2026-09-01"), until: None };
    set(&mut desk, asye.clone(), None).unwrap();
    assert!(
        set(&mut desk, Period::Asye { from: on("2026-10-01"), until: None }, None)
            .unwrap_err()
            .contains("ASYE already")
    );
    assert_eq!(desk.worker_page(worker).unwrap().worker.periods.len(), 2);
    desk.worker_act(WorkerAct::RemovePeriod { worker, period: second }).unwrap();
    assert_eq!(desk.worker_page(worker).unwrap().worker.periods, [asye]);

    let away =
        |from: &str, until: Option<&str>| Absence { kind: AbsenceKind::Sickness, from: on(from), until: until.map(on) };
    let absent = |desk: &mut Desk, absence, instead_of| {
        desk.worker_act(WorkerAct::SetAbsence { worker, absence, instead_of })
            .map(said)
            .map_err(|error| error.to_string())
    };
    assert!(absent(&mut desk, away("2026-11-20", Some("2026-11-10")), None).unwrap_err().contains("before it begins"));
    absent(&mut desk, away("2026-09-10", None), None).unwrap();
    assert_eq!(desk.supervisee(worker).unwrap().next.unwrap().state, State::Paused);
    absent(&mut desk, away("2026-09-21", Some("2026-09-25")), Some(on("2026-09-10"))).unwrap();
    assert_eq!(desk.worker_page(worker).unwrap().worker.absences.len(), 1);
}

#[test]
fn today_counts_children_with_no_worker_between_what_is_late_and_what_is_to_come() {
    let (mut desk, worker) = with("Ben Doyle");
    desk.worker_act(WorkerAct::Add(entry("W02", "Aisha Patel"))).unwrap();
    let aisha = desk.find_worker("W02").unwrap();
    desk.session_act(hold(aisha, on("2026-10-26"), 60, None)).unwrap();
    let by = desk.by();
    for (reference, status, since) in [
        ("4711", ChildStatus::ChildInNeed, "2026-11-20"),
        ("4712", ChildStatus::ChildProtection, "2026-11-21"),
        ("4713", ChildStatus::Closed, "2026-11-21"),
        ("4714", ChildStatus::ChildInNeed, "2026-11-01"),
    ] {
        let details =
            ChildDetails { reference: Reference::new(reference).unwrap(), name: None, born_on: None, family: None };
        desk.store_mut()
            .change(&by, |change| {
                let child = change.add_child(&details)?;
                change.set_status(child, StatusChange { status, since: on(since) })?;
                if reference == "4714" {
                    change.allocate(child, worker, on("2026-11-01"), false)?;
                }
                Ok::<_, crate::store::StoreError>(())
            })
            .unwrap();
    }
    let page = desk.today_page().unwrap();
    let rows: Vec<String> = page
        .rows
        .iter()
        .map(|row| match row {
            TodayRow::Owed(owed) => format!("{} {}", owed.kind.code(), owed.subject.reference),
            TodayRow::NoWorker(child) => format!("no worker {} since {}", child.reference, child.since),
        })
        .collect();
    assert_eq!(
        rows,
        ["supervision W01", "no worker 4712 since 2026-11-21", "no worker 4711 since 2026-11-20", "supervision W02",]
    );
    // The strips, the columns and the sum say the same.
    let marks: usize = page.team.iter().flat_map(|row| &row.months).map(|month| month.marks.len()).sum();
    let due: u32 = page.months.iter().map(|(_, tally)| tally.due()).sum();
    assert_eq!(due, page.total.due());
    let to_come = page
        .team
        .iter()
        .filter(|row| {
            row.next.as_ref().is_some_and(|owed| owed.state.presses() && !matches!(owed.state, State::Overdue(_)))
        })
        .count();
    assert_eq!(u32::try_from(marks - to_come).unwrap(), due);
    assert_eq!((page.months.len(), page.team.len()), (12, 2));

    let people = desk.people_page().unwrap().people;
    assert_eq!(people.iter().map(crate::workbench::page::people::Person::children).sum::<usize>(), 1);
    let why = desk.why_page(&SubjectId::Worker(worker)).unwrap();
    assert_eq!(why.owed.len(), 1);
    assert!(why.owed[0].why().contains("the day of joining, 1 September 2026"));
}

#[test]
fn an_empty_file_has_an_empty_today() {
    let page = desk().today_page().unwrap();
    assert!(page.rows.is_empty() && page.team.is_empty() && page.drafts.is_empty());
    assert_eq!((page.total.rate(), page.months.len()), (None, 12));
}

#[test]
fn an_absence_over_booked_sessions_says_which() {
    let (mut desk, worker) = with("Siân Ŵyn Zoë");
    desk.session_act(book(worker, on("2026-11-25"), None)).unwrap();
    desk.session_act(book(worker, on("2026-12-09"), None)).unwrap();
    let mut away = |from: &str, until: Option<&str>| {
        let absence = Absence { kind: AbsenceKind::Leave, from: on(from), until: until.map(on) };
        said(desk.worker_act(WorkerAct::SetAbsence { worker, absence, instead_of: None }).unwrap())
    };
    assert!(!away("2026-12-14", Some("2026-12-18")).contains("booked"));
    let one = away("2026-11-24", Some("2026-11-25"));
    assert!(one.ends_with("A session is booked in it, Wed 25 Nov: move it, or call it off."), "{one}");
    let both = away("2026-11-23", None);
    assert!(both.contains("2 sessions are booked in it, Wed 25 Nov, Wed 9 Dec"), "{both}");
}

#[rstest]
#[case::new_here(KnownRole::SocialWorker, "2026-11-16", "Added under the reference W02.")]
#[case::months_ago(KnownRole::SocialWorker, "2026-03-02", "enter sessions held before too")]
#[case::newly_qualified(
    KnownRole::NewlyQualified,
    "2026-11-16",
    "supervision runs monthly; set one on their page, or import it."
)]
fn adding_a_worker_says_what_is_to_be_entered_next(#[case] role: KnownRole, #[case] joined: &str, #[case] words: &str) {
    let worker = WorkerEntry { role: Role::Known(role), joined_on: on(joined), ..entry("W02", "Ben Doyle") };
    let told = said(desk().worker_act(WorkerAct::Add(worker)).unwrap());
    assert!(told.starts_with("Added under the reference W02.") && told.contains(words), "{told}");
    assert_eq!(told.contains("held before"), joined == "2026-03-02", "{told}");
    assert_eq!(told.contains("ASYE"), role == KnownRole::NewlyQualified, "{told}");
}
