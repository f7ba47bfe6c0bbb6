//! The worker's own file: drafts change at will, what is signed never does, and no child's search leads there.

use super::{by, day, store, worker_called};
use crate::practice::answer::{Answer, Answers, PlannedAction};
use crate::practice::due::SubjectId;
use crate::practice::form_file::shipped_form;
use crate::practice::reference::{SessionId, WorkerId, WorkerRecordId};
use crate::practice::session::{Outcome, SessionKind};
use crate::practice::worker_record::{Standing, StepKind, WorkerForm, WorkerHead, field, ready};
use crate::store::{ActionFilter, HitKind, SessionDetails, Store, StoreError};
use rstest::rstest;

fn answers(words: &str) -> Answers {
    let mut answers = Answers::default();
    answers.set("wellbeing", Answer::Text(words.to_owned()));
    answers.set(field::AREAS, Answer::Tags(vec!["law".to_owned(), "analysis".to_owned()]));
    let row = PlannedAction {
        change_needed: "There is time to think".to_owned(),
        action: "Keep Friday afternoons free".to_owned(),
        owner: "Kezia".to_owned(),
        due_on: Some(day("2026-11-27")),
    };
    answers.set(field::ACTION_TABLE, Answer::Actions(vec![row]));
    answers
}

/// A held session with a draft of its record.
fn with_draft() -> (Store, WorkerId, SessionId, WorkerRecordId) {
    let mut store = store();
    let (worker, session, id) = store
        .change(&by(), |change| {
            let worker = change.add_worker(&worker_called("W1", "Priya Shah"))?;
            let outcome = Outcome::Held { on: day("2026-11-20"), minutes: Some(75) };
            let session = change.add_session(&SessionDetails {
                worker,
                kind: SessionKind::OneToOne,
                planned_for: None,
                starts_at: None,
                outcome,
            })?;
            let head =
                WorkerHead { form: WorkerForm::Supervision, worker, session: Some(session), day: day("2026-11-20") };
            let id = change.begin_worker_record(&head, &Answers::default())?;
            Ok::<_, StoreError>((worker, session, id))
        })
        .unwrap();
    store
        .save_worker_draft(id, day("2026-11-20"), &answers("She sleeps badly."), by().at, Some("wellbeing 7"))
        .unwrap();
    (store, worker, session, id)
}

pub(super) fn with_signed() -> (Store, WorkerId, WorkerRecordId) {
    let (mut store, worker, _, id) = with_draft();
    let draft = store.worker_draft(id).unwrap().unwrap();
    let ready = ready(&draft, &shipped_form("supervision").unwrap(), day("2026-11-20")).unwrap();
    store.change(&by(), |change| change.sign_worker_record(&ready)).unwrap();
    (store, worker, id)
}

#[test]
fn a_draft_is_saved_found_again_where_it_was_left_and_discarded_with_its_words() {
    let (mut store, worker, session, id) = with_draft();
    let draft = store.worker_draft(id).unwrap().unwrap();
    assert_eq!(draft.answers, answers("She sleeps badly."));
    assert_eq!(store.worker_draft_left_at(id).unwrap().as_deref(), Some("wellbeing 7"));
    assert_eq!(store.record_of_session(session, WorkerForm::Supervision).unwrap(), Some((id, false)));
    assert_eq!((store.worker_drafts().unwrap().len(), store.worker_drafts_of(worker).unwrap().len()), (1, 1));
    assert_eq!(store.search("sleeps", 9).unwrap()[0].kind, HitKind::WorkerDraft);
    store.change(&by(), |change| change.discard_worker_draft(id)).unwrap();
    assert!(store.worker_drafts().unwrap().is_empty() && store.search("sleeps", 9).unwrap().is_empty());
    store.verify(|_| ()).unwrap();
}

#[test]
fn signing_seals_it_and_its_actions_are_the_workers_own() {
    let (mut store, worker, id) = with_signed();
    let record = store.worker_record(id).unwrap().unwrap();
    assert_eq!((record.answers, record.signed_by), (answers("She sleeps badly."), by().who));
    let own = ActionFilter::Of(crate::practice::action::ActionSubject::Worker(worker));
    assert_eq!(store.actions(own, day("2026-11-23")).unwrap().len(), 1);
    assert!(store.save_worker_draft(id, day("2026-11-20"), &answers("Other."), by().at, None).is_err());
    assert!(store.change(&by(), |change| change.discard_worker_draft(id)).is_err());
    let hits = store.search("badly", 9).unwrap();
    assert_eq!((hits[0].kind, &hits[0].subject), (HitKind::WorkerRecord, &SubjectId::Worker(worker)));
    let tags = store.worker_tags(worker, day("2026-01-01"), day("2026-12-31")).unwrap();
    assert_eq!(tags[0].codes, ["law", "analysis"]);
    assert_eq!(store.verify(|_| ()).unwrap().records, 1, "a record of a worker's file is a signed record too");
}

#[test]
fn it_waits_until_the_worker_has_agreed_and_a_dispute_until_it_is_settled() {
    let (mut store, _, id) = with_signed();
    let step = |store: &mut Store, what, words: &str, how: &str| {
        store.change(&by(), |change| change.worker_record_step(id, what, day("2026-11-23"), words, how)).unwrap();
        store.worker_record(id).unwrap().unwrap().standing()
    };
    assert_eq!(store.waiting_worker_records().unwrap()[0].shared_on, None);
    let on = day("2026-11-23");
    assert_eq!(step(&mut store, StepKind::Shared, "", ""), Standing::Unanswered(on));
    assert_eq!(store.waiting_worker_records().unwrap()[0].shared_on, Some(on));
    assert_eq!(
        step(&mut store, StepKind::Disputed, "I said strained.", "We read it together."),
        Standing::Disputed(on)
    );
    assert!(store.waiting_worker_records().unwrap()[0].disputed);
    assert_eq!(step(&mut store, StepKind::Settled, "It says strained now, in an addition.", ""), Standing::Settled(on));
    assert!(store.waiting_worker_records().unwrap().is_empty());
    assert_eq!(store.search("strained", 9).unwrap().len(), 2, "the worker's words are found, as the worker's");
    store.verify(|_| ()).unwrap();
}

#[rstest]
#[case("UPDATE worker_record SET day = '2026-01-01'")]
#[case("DELETE FROM worker_record")]
#[case(
    "INSERT OR REPLACE INTO worker_record (id, form, worker, day, begun_at, saved_at) SELECT id, form, worker, day, begun_at, saved_at FROM worker_record"
)]
#[case("UPDATE worker_answer SET value = 'x'")]
#[case("DELETE FROM worker_answer")]
#[case("INSERT INTO worker_answer (record, field, kind, value) SELECT id, 'more', 'text', 'x' FROM worker_record")]
#[case("INSERT OR REPLACE INTO worker_answer SELECT id, record, field, kind, 'x' FROM worker_answer")]
fn what_is_signed_refuses_every_change(#[case] sql: &str) {
    let (store, ..) = with_signed();
    for recursive in ["ON", "OFF"] {
        store.conn.execute_batch(&format!("PRAGMA recursive_triggers = {recursive}")).unwrap();
        assert!(store.conn.execute_batch(sql).is_err(), "{sql}");
    }
    store.verify(|_| ()).unwrap();
}

#[rstest]
#[case("UPDATE worker_answer SET value = value || '!' WHERE field = 'wellbeing'", "the signed record P1")]
#[case("DELETE FROM worker_answer WHERE field = 'wellbeing'", "the signed record P1")]
#[case("UPDATE worker_record SET signed_by = 'Another'", "the signed record P1")]
#[case(
    "DELETE FROM worker_record_step; DELETE FROM worker_record_waiting; DELETE FROM worker_answer; DELETE FROM worker_record",
    "(P1) is not what is there"
)]
#[case("UPDATE worker_record_step SET words = 'All good.'", "how P1 was shared or answered")]
#[case("DELETE FROM worker_record_step", "(P1) is not what is there")]
fn a_hand_behind_the_triggers_is_named(#[case] sql: &str, #[case] said: &str) {
    let (mut store, _, id) = with_signed();
    store.change(&by(), |change| change.worker_record_step(id, StepKind::Shared, day("2026-11-23"), "", "")).unwrap();
    store.verify(|_| ()).unwrap();
    super::tampering::behind_our_back(&store, sql);
    let found = store.verify(|_| ()).unwrap_err().to_string();
    assert!(found.contains(said), "{found}");
}

#[test]
fn no_table_of_the_workers_file_knows_a_child_and_none_of_a_childs_record_knows_the_workers_file() {
    let store = store();
    let points: Vec<(String, String)> = store
        .conn
        .prepare(
            "SELECT m.name, f.\"table\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
        )
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let of_worker = |table: &str| table.starts_with("worker_record") || table == "worker_answer";
    let allowed = ["worker", "session", "audit", "worker_record"];
    for (table, to) in &points {
        assert!(!of_worker(table) || allowed.contains(&to.as_str()), "{table} points at {to}");
        assert!(of_worker(table) || !of_worker(to), "{table} points at {to}");
    }
    assert!(points.iter().any(|(table, _)| of_worker(table)));
}
