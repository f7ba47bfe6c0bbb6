//! The worker's file from the desk: a session from its start to the worker's comment, and everything that cannot be.

use super::*;
use crate::practice::answer::PlannedAction;
use crate::practice::child::{ChildStatus, StatusChange};
use crate::practice::due::wanted::WantedForm;
use crate::practice::reference::Reference;
use crate::practice::worker::{KnownRole, Role};
use crate::store::{ChildDetails, HitKind, Store, WorkerDetails};
use crate::workbench::configuration::Configuration;
use crate::workbench::effect::SessionAct;
use crate::workbench::message::{WorkerFormPage, WorkerRecordPage};
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A desk on Monday 23 November 2026, with Priya in the team since January and two children with her.
fn desk() -> (Desk, WorkerId, [ChildId; 2]) {
    let mut desk = Desk::of(Store::in_memory().unwrap(), day("2026-11-23"), Configuration::default()).unwrap();
    let by = desk.by();
    let (worker, children) = desk
        .store
        .change(&by, |change| {
            let worker = change.add_worker(&WorkerDetails {
                reference: Reference::new("W1").unwrap(),
                name: "Priya Shah".to_owned(),
                role: Role::Known(KnownRole::SocialWorker),
                fte: 100,
                joined_on: day("2026-01-05"),
                joined_assumed: false,
                left_on: None,
            })?;
            let mut child = |reference: &str, name: &str| {
                let id = change.add_child(&ChildDetails {
                    reference: Reference::new(reference).unwrap(),
                    name: Some(name.to_owned()),
                    born_on: None,
                    family: None,
                })?;
                change.set_status(id, StatusChange { status: ChildStatus::ChildInNeed, since: day("2026-08-03") })?;
                change.allocate(id, worker, day("2026-08-03"), false)?;
                Ok::<_, StoreError>(id)
            };
            let children = [child("C1", "Leo Stone")?, child("C2", "Ana Stone")?];
            Ok::<_, StoreError>((worker, children))
        })
        .unwrap();
    (desk, worker, children)
}

fn form(messages: Vec<Msg>) -> WorkerFormPage {
    messages.into_iter().find_map(|msg| if let Msg::WorkerForm(page) = msg { Some(*page) } else { None }).unwrap()
}

fn record(messages: Vec<Msg>) -> WorkerRecordPage {
    messages.into_iter().find_map(|msg| if let Msg::WorkerRecord(page) = msg { Some(*page) } else { None }).unwrap()
}

fn written(page: &WorkerFormPage) -> WorkerToSave {
    let mut answers = page.draft.answers.clone();
    answers.set("wellbeing", Answer::Text("The waiting wears her out.".to_owned()));
    let row = PlannedAction {
        change_needed: String::new(),
        action: "Keep Friday afternoons free".to_owned(),
        owner: "Priya Shah".to_owned(),
        due_on: Some(day("2026-12-04")),
    };
    answers.set(field::ACTION_TABLE, Answer::Actions(vec![row]));
    WorkerToSave { record: page.draft.id, day: page.draft.head.day, answers, left_at: LeftAt::default() }
}

/// An agreement with every part said, to be renewed on a day.
fn agreed(page: &WorkerFormPage, renewed: &str) -> WorkerToSave {
    let mut answers = page.draft.answers.clone();
    for part in ["meeting", "keeping", "bringing", "writing", "trust", "differing"] {
        answers.set(part, Answer::Text("Wednesdays at ten.".to_owned()));
    }
    answers.set(field::RENEW_ON, Answer::Day(day(renewed)));
    WorkerToSave { record: page.draft.id, day: page.draft.head.day, answers, left_at: LeftAt::default() }
}

fn hold(desk: &mut Desk, page: &WorkerFormPage) {
    let session = page.session.clone().unwrap();
    let act = SessionAct::Hold {
        worker: session.worker,
        kind: session.kind,
        on: day("2026-11-23"),
        minutes: 75,
        settles: Some(session.id),
        setting: crate::practice::session::SessionSetting::default(),
    };
    desk.session_act(act).unwrap();
}

#[test]
fn held_early_as_an_extra_one_the_draft_is_of_it_and_the_booking_stays() {
    let (mut desk, worker, _) = desk();
    let setting = crate::practice::session::SessionSetting { place: "Room 4".to_owned(), ..Default::default() };
    let (kind, on) = (SessionKind::OneToOne, day("2026-11-25"));
    let book = SessionAct::Book { worker, kind, on, at: None, moves: None, setting: setting.clone() };
    desk.session_act(book).unwrap();
    let page = form(desk.worker_file_act(WorkerFileAct::Start(worker)).unwrap());
    let booked = page.session.unwrap().id;
    let (on, setting) = (day("2026-11-23"), crate::practice::session::SessionSetting::default());
    desk.session_act(SessionAct::HoldExtra { worker, kind, on, minutes: 50, booked, setting }).unwrap();
    let sessions = desk.store.sessions_of(worker).unwrap();
    let [first, second] = &sessions[..] else { panic!("the one held, and the booking") };
    let (held, still) = if first.id == booked { (first, second) } else { (second, first) };
    assert_eq!((held.held_on(), held.planned_for), (Some(day("2026-11-23")), None));
    assert_eq!((still.held_on(), still.planned_for), (None, Some(day("2026-11-25"))));
    assert_eq!(desk.store.session_setting(still.id).unwrap().place, "Room 4");
    let again = form(desk.worker_file_act(WorkerFileAct::Start(worker)).unwrap());
    let page = record(desk.worker_file_act(WorkerFileAct::Sign(Box::new(written(&again)))).unwrap());
    assert_eq!(page.session.unwrap().id, booked);
}

fn step(
    desk: &mut Desk,
    id: WorkerRecordId,
    what: StepKind,
    on: &str,
    words: &str,
    how: &str,
) -> Result<Vec<Msg>, String> {
    let (words, settled_how) = (words.to_owned(), how.to_owned());
    let act = WorkerFileAct::Step { record: id, what, on: day(on), words, settled_how };
    desk.worker_file_act(act).map_err(|refusal| refusal.to_string())
}

fn signed() -> (Desk, WorkerRecordId) {
    let (mut desk, worker, _) = desk();
    let page = form(desk.worker_file_act(WorkerFileAct::Start(worker)).unwrap());
    hold(&mut desk, &page);
    let page = record(desk.worker_file_act(WorkerFileAct::Sign(Box::new(written(&page)))).unwrap());
    (desk, page.record.id)
}

#[test]
fn a_session_goes_from_its_start_to_the_workers_comment() {
    let (mut desk, worker, [leo, ana]) = desk();
    let page = form(desk.worker_file_act(WorkerFileAct::Start(worker)).unwrap());
    let session = page.session.clone().unwrap();
    assert_eq!((page.children.len(), session.planned_for), (2, Some(day("2026-11-23"))));
    // Two children are thought about: each begins oversight of its own, with the reason set.
    for child in [leo, ana] {
        let messages = desk.worker_file_act(WorkerFileAct::Discuss { session: session.id, child }).unwrap();
        let Some(Msg::Oversight(page)) = messages.into_iter().next() else { panic!("the oversight form") };
        assert_eq!(page.draft.head.reason, Some(Reason::Known(KnownReason::Supervision)));
        assert_eq!((page.session, page.form.sections.len()), (Some(session.id), 7));
        assert_eq!(page.form.sections[0].key, "case");
    }
    // Started again, it goes on where it was.
    let again = form(desk.worker_file_act(WorkerFileAct::Start(worker)).unwrap());
    assert_eq!((again.draft.id, again.children.iter().filter(|one| one.chosen).count()), (page.draft.id, 2));
    // It cannot be signed before it was held.
    let refused = desk.worker_file_act(WorkerFileAct::Sign(Box::new(written(&page)))).unwrap_err().to_string();
    assert!(refused.contains("was held"), "{refused}");
    hold(&mut desk, &page);
    let page = record(desk.worker_file_act(WorkerFileAct::Sign(Box::new(written(&page)))).unwrap());
    let id = page.record.id;
    assert_eq!((page.record.standing(), page.record.head.session), (Standing::Unshared, Some(session.id)));
    assert_eq!(desk.worker_page(worker).unwrap().actions.len(), 1, "what was agreed is followed through");
    assert_eq!(desk.waiting_rows().unwrap()[0].words, "signed, not shared");
    step(&mut desk, id, StepKind::Shared, "2026-11-23", "", "").unwrap();
    assert!(desk.waiting_rows().unwrap()[0].words.contains("not agreed"));
    step(&mut desk, id, StepKind::AgreedWithComment, "2026-11-23", "That is how I remember it.", "").unwrap();
    assert!(desk.waiting_rows().unwrap().is_empty());
    let brief = desk.brief_page(worker).unwrap();
    assert_eq!((brief.last_on, brief.promised.len(), brief.begun), (Some(day("2026-11-23")), 1, None));
    assert!(brief.children[0].because.iter().any(|why| why.contains("oversight")), "{:?}", brief.children[0].because);
    desk.store.verify(|_| ()).unwrap();
}

#[rstest]
#[case::agreed_before_shared(StepKind::Agreed, "2026-11-23", "", "", "shared")]
#[case::shared_before_held(StepKind::Shared, "2026-11-20", "", "", "before the day it is about")]
#[case::shared_tomorrow(StepKind::Shared, "2026-11-24", "", "", "still to come")]
#[case::settled_without_a_dispute(StepKind::Settled, "2026-11-23", "We talked.", "", "nothing is disputed")]
#[case::an_empty_addition(StepKind::Added, "2026-11-23", "  ", "", "a few words")]
fn what_cannot_have_happened_is_refused_with_what_to_do(
    #[case] what: StepKind,
    #[case] on: &str,
    #[case] words: &str,
    #[case] how: &str,
    #[case] said: &str,
) {
    let (mut desk, id) = signed();
    let refused = step(&mut desk, id, what, on, words, how).map(|_| ()).unwrap_err();
    assert!(refused.contains(said), "{refused}");
}

/// Shared on Monday 23 November: the tenth working day is Monday 7 December, and the day after it is late. What was not
/// shared keeps the limit for sharing.
#[test]
fn a_record_shared_and_not_agreed_is_late_once_the_policys_days_are_over() {
    let (mut desk, id) = signed();
    let row = desk.waiting_rows().unwrap().remove(0);
    assert_eq!((row.words.as_str(), row.due_on), ("signed, not shared", Some(day("2026-11-30"))));
    assert!(row.why.starts_with("Written up and shared within 5 working days of the session of"), "{}", row.why);
    step(&mut desk, id, StepKind::Shared, "2026-11-23", "", "").unwrap();
    let mut store = desk.store;
    for (today, late) in [("2026-12-07", false), ("2026-12-08", true)] {
        let desk = Desk::of(store, day(today), Configuration::default()).unwrap();
        let rows = desk.waiting_rows().unwrap();
        assert_eq!((rows.len(), rows[0].late, rows[0].due_on), (1, late, Some(day("2026-12-07"))), "{today}");
        assert_eq!(
            rows[0].why,
            "Agreed with the worker within 10 working days of the day it was shared, 23 November 2026: \
             Monday 7 December 2026 (local setting)."
        );
        store = desk.store;
    }
}

#[test]
fn a_dispute_needs_the_workers_words_and_how_it_will_be_settled() {
    let (mut desk, id) = signed();
    step(&mut desk, id, StepKind::Shared, "2026-11-23", "", "").unwrap();
    assert!(step(&mut desk, id, StepKind::Disputed, "2026-11-23", "", "We read it.").is_err());
    assert!(step(&mut desk, id, StepKind::Disputed, "2026-11-23", "Not so.", " ").is_err());
    step(&mut desk, id, StepKind::Disputed, "2026-11-23", "Not so.", "We read it together.").unwrap();
    assert!(desk.waiting_rows().unwrap()[0].late, "a dispute is not left lying");
    step(&mut desk, id, StepKind::Settled, "2026-11-23", "Put right in an addition.", "").unwrap();
    assert!(desk.waiting_rows().unwrap().is_empty());
}

#[test]
fn a_dispute_is_not_settled_before_the_day_it_was_raised() {
    let (mut desk, id) = signed();
    step(&mut desk, id, StepKind::Shared, "2026-11-23", "", "").unwrap();
    let mut desk = Desk::of(desk.store, day("2026-11-25"), Configuration::default()).unwrap();
    step(&mut desk, id, StepKind::Disputed, "2026-11-25", "Not so.", "We read it together.").unwrap();
    let refused = step(&mut desk, id, StepKind::Settled, "2026-11-24", "We talked.", "").map(|_| ()).unwrap_err();
    assert!(refused.contains("it was disputed on 25 November 2026"), "{refused}");
    step(&mut desk, id, StepKind::Settled, "2026-11-25", "We talked.", "").unwrap();
}

#[test]
fn nothing_is_started_with_somebody_who_is_not_in_the_team() {
    let (mut desk, worker, _) = desk();
    let by = desk.by();
    let mut details = WorkerDetails::from(&desk.store.worker(worker).unwrap().unwrap());
    details.left_on = Some(day("2026-11-20"));
    desk.store.change(&by, |change| change.change_worker(worker, &details)).unwrap();
    assert!(desk.worker_file_act(WorkerFileAct::Start(worker)).is_err());
}

#[test]
fn the_other_forms_are_begun_once_and_start_from_the_last() {
    let (mut desk, worker, _) = desk();
    let begin = |desk: &mut Desk, form| desk.worker_file_act(WorkerFileAct::Begin { worker, form }).unwrap();
    let first = form(begin(&mut desk, WorkerForm::Agreement));
    assert_eq!(first.draft.answers.day(field::RENEW_ON), Some(day("2027-11-23")), "a year, as the policy says");
    assert_eq!(form(begin(&mut desk, WorkerForm::Agreement)).draft.id, first.draft.id, "one draft, not two");
    let save = agreed(&first, "2027-11-23");
    desk.worker_file_act(WorkerFileAct::Sign(Box::new(save))).unwrap();
    assert_eq!(form(begin(&mut desk, WorkerForm::Agreement)).draft.answers.text("meeting"), "Wednesdays at ten.");
    let worker = desk.store.worker(worker).unwrap().unwrap();
    let due = desk.due_records(&worker).unwrap();
    assert!(
        due.iter()
            .any(|one| one.form == WantedForm::Form(WorkerForm::Agreement) && one.due_on == Some(day("2027-11-23")))
    );
}

#[test]
fn signing_a_childs_oversight_ties_it_to_the_session_and_its_words_stay_with_the_child() {
    let (mut desk, worker, [leo, _]) = desk();
    let page = form(desk.worker_file_act(WorkerFileAct::Start(worker)).unwrap());
    let session = page.session.unwrap().id;
    let messages = desk.worker_file_act(WorkerFileAct::Discuss { session, child: leo }).unwrap();
    let Some(Msg::Oversight(oversight)) = messages.into_iter().next() else { panic!("the oversight form") };
    let mut draft = oversight.draft.clone();
    draft.answers = crate::practice::review::tests::complete_answers();
    draft.answers.set("case_means", Answer::Text("The door is the story.".to_owned()));
    let ready = crate::practice::signing::ready(&draft, day("2026-11-23")).unwrap();
    let by = desk.by();
    let id = desk.store.change(&by, |change| change.sign(ready, &[])).unwrap();
    let there = desk.store.children_discussed(session).unwrap();
    assert_eq!((there[0].record, there[0].draft), (Some(id), None));
    let read = desk.record_page(id).unwrap();
    assert_eq!(read.form.sections.last().unwrap().key, "turns", "what was thought through is read with the record");
    let hits = desk.store.search("door story", 9).unwrap();
    assert_eq!((hits.len(), hits[0].kind), (1, HitKind::Record));
}

#[test]
fn what_the_policy_wants_waits_on_today_with_why_and_the_quality_calendar_with_it() {
    let (mut desk, worker, _) = desk();
    let words = |desk: &Desk| -> Vec<(String, bool)> {
        let rows = desk.today_page().unwrap().waiting;
        assert!(rows.iter().all(|row| !row.why.is_empty() && row.worker == Some(worker)));
        rows.into_iter().map(|row| (row.words, row.late)).collect()
    };
    assert_eq!(
        words(&desk),
        [("practice observation".to_owned(), true), ("no supervision agreement yet".to_owned(), false)],
        "the appraisal is seven weeks away"
    );
    let begun = form(desk.worker_file_act(WorkerFileAct::Begin { worker, form: WorkerForm::Agreement }).unwrap());
    let save = agreed(&begun, "2026-12-01");
    desk.worker_file_act(WorkerFileAct::Sign(Box::new(save))).unwrap();
    let rows = desk.today_page().unwrap().waiting;
    let renewal = rows.iter().find(|row| row.words == "supervision agreement to be renewed").unwrap();
    assert!(renewal.why.contains("Tuesday 1 December 2026"), "{}", renewal.why);

    let calendar = desk.calendar_page(day("2026-12-01"), true).unwrap().standing.unwrap();
    let on_it: Vec<_> = calendar.wanted.iter().map(|row| (row.words.as_str(), row.due_on)).collect();
    assert!(on_it.contains(&("supervision agreement to be renewed", Some(day("2026-12-01")))), "{on_it:?}");
    assert!(on_it.contains(&("appraisal", Some(day("2027-01-05")))), "further off than Today tells: {on_it:?}");

    // City of London from this month on: what November asks for stands open until it is answered.
    let text = include_str!("../../../assets/policies/city-of-london.toml").to_owned();
    let by = desk.by();
    let policy = crate::store::PolicyInForce { from: None, name: "city-of-london".to_owned(), text };
    desk.store.change(&by, |change| change.use_policy(&policy)).unwrap();
    let mut desk = Desk::of(desk.store, day("2026-11-24"), Configuration::default()).unwrap();
    let quality = |desk: &Desk| -> Vec<String> {
        let rows = desk.today_page().unwrap().waiting;
        rows.into_iter().filter(|row| row.worker.is_none()).map(|row| row.words).collect()
    };
    assert!(quality(&desk).contains(&"SEND panel".to_owned()));
    let answer = Some(crate::practice::quality::QualityAnswer::Done(day("2026-11-20")));
    let act =
        crate::workbench::act::quality::QualityAct { month: day("2026-11-01"), item: "SEND panel".to_owned(), answer };
    desk.quality_act(&act).unwrap();
    assert!(!quality(&desk).contains(&"SEND panel".to_owned()));
}

#[test]
fn a_start_with_nothing_written_leaves_no_session_behind_and_one_booked_is_never_taken_away() {
    let (mut desk, worker, [leo, _]) = desk();
    let discard = |desk: &mut Desk, page: &WorkerFormPage| {
        desk.worker_file_act(WorkerFileAct::Discard(page.draft.id)).unwrap();
        desk.store.sessions_of(worker).unwrap().len()
    };
    let page = form(desk.worker_file_act(WorkerFileAct::Start(worker)).unwrap());
    assert_eq!(discard(&mut desk, &page), 0, "the one that was only begun goes");
    // Something was said in it: the session stays.
    let page = form(desk.worker_file_act(WorkerFileAct::Start(worker)).unwrap());
    let session = page.session.clone().unwrap().id;
    desk.worker_file_act(WorkerFileAct::Discuss { session, child: leo }).unwrap();
    assert_eq!(discard(&mut desk, &page), 1);
}

#[rstest]
#[case::tomorrow("2026-11-24", true)]
#[case::in_three_days("2026-11-26", true)]
#[case::in_four_days("2026-11-27", false)]
fn a_start_uses_the_session_booked_for_the_next_days(#[case] booked: &str, #[case] used: bool) {
    let (mut desk, worker, _) = desk();
    let by = desk.by();
    let details = SessionDetails {
        worker,
        kind: SessionKind::OneToOne,
        planned_for: Some(day(booked)),
        starts_at: None,
        outcome: Outcome::Planned,
    };
    let session = desk.store.change(&by, |change| change.add_session(&details)).unwrap();
    let page = form(desk.worker_file_act(WorkerFileAct::Start(worker)).unwrap());
    assert_eq!(page.session.clone().unwrap().id == session, used);
    assert_eq!(page.draft.head.day, day("2026-11-23"), "it is written today");
    desk.worker_file_act(WorkerFileAct::Discard(page.draft.id)).unwrap();
    let left: Vec<_> = desk.store.sessions_of(worker).unwrap().into_iter().map(|one| one.planned_for).collect();
    assert_eq!(left, [Some(day(booked))]);
}
