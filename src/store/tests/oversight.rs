//! Drafts and signed records: nothing typed is lost, and nothing signed changes, whoever asks.

use super::{by, child_called, day, store, worker_called};
use crate::practice::action::{ActionStatus, ActionSubject};
use crate::practice::answer::{Answer, Answers};
use crate::practice::beside::{Beside, UnreadDay};
use crate::practice::oversight::{Head, KnownReason, Reason, Section, Statement, field};
use crate::practice::reference::{ChildId, DraftId, RecordId};
use crate::practice::review::tests::complete_answers;
use crate::practice::review::{FindingName, LookedAt};
use crate::practice::signing::{ReadyToSign, ready};
use crate::store::{ActionFilter, OnScreen, Settings, Store, StoreError};
use chrono::DateTime;
use rstest::rstest;

const TODAY: &str = "2026-11-20";

fn head(child: ChildId) -> Head {
    Head {
        reason: Some(Reason::Other("a neighbour rang".to_owned())),
        checkpoint_day: Some(20),
        decided_by: Some("Head of service".to_owned()),
        ..Head::new(child, day(TODAY))
    }
}

pub(super) fn with_child() -> (Store, ChildId) {
    let mut store = store();
    let child = store
        .change(&by(), |change| {
            change.set_settings(&Settings { supervisor: by().who, team: "Seven".to_owned() })?;
            change.add_worker(&worker_called("W1", "Priya Sháh"))?;
            change.add_child(&child_called("C1", "Leo Stone"))
        })
        .unwrap();
    (store, child)
}

pub(super) fn drafted(store: &mut Store, child: ChildId) -> (DraftId, ReadyToSign) {
    let id = store.change(&by(), |change| change.begin_draft(&head(child), &complete_answers())).unwrap();
    let draft = store.draft(id).unwrap().unwrap();
    (id, ready(&draft, day(TODAY)).unwrap())
}

/// A store with one signed record, `O1`.
pub(super) fn with_record() -> (Store, RecordId) {
    let (mut store, child) = with_child();
    let (_, ready) = drafted(&mut store, child);
    let statement = Statement { key: "footprint".to_owned(), met: true, note: "section 3".to_owned() };
    let record = store.change(&by(), |change| change.sign_as_looked_at(ready, &[statement], &[looked_at()])).unwrap();
    (store, record)
}

fn looked_at() -> LookedAt {
    LookedAt {
        finding: FindingName::VagueTime,
        section: Section::Actions.into(),
        excerpt: "soon".to_owned(),
        left: true,
        why: "The clinic will ring".to_owned(),
    }
}

#[test]
fn what_stands_beside_a_draft_is_kept_with_it_and_goes_with_it() {
    let (mut store, child) = with_child();
    let id = store.change(&by(), |change| change.begin_draft(&head(child), &Answers::default())).unwrap();
    let at = DateTime::from_timestamp(1_795_000_500, 0).unwrap();
    let unread = |row, words: &str| UnreadDay { field: field::ACTION_TABLE.into(), row, words: words.into() };
    let answered = |key: &str, met, note: &str| Statement { key: key.into(), met, note: note.into() };
    let mut beside = Beside {
        statements: vec![answered("challenge", false, "no drift this time"), answered("regular", true, "")],
        unread: vec![
            unread(Some(1), "31 Febuary"),
            UnreadDay { field: field::REVIEW_ON.into(), row: None, words: "x".into() },
        ],
        left: vec![looked_at()],
    };
    for _ in 0..2 {
        let on_screen = OnScreen { left_at: "decision 7", beside: &beside };
        store.save_draft_on_screen(id, &head(child), &Answers::default(), at, &on_screen).unwrap();
        assert_eq!(store.draft_beside(id).unwrap(), beside);
        // A save that knows nothing of a screen leaves it be.
        store.save_draft(id, &head(child), &Answers::default(), at).unwrap();
        assert_eq!(store.draft_beside(id).unwrap(), beside);
        assert_eq!(store.draft_left_at(id).unwrap().as_deref(), Some("decision 7"));
        beside.statements.remove(0);
        beside.unread.remove(0);
    }
    store.change(&by(), |change| change.discard_draft(id)).unwrap();
    assert_eq!(store.draft_beside(id).unwrap(), Beside::default());
}

#[test]
fn a_draft_is_saved_as_it_stands_and_without_a_row_in_the_trail() {
    let (mut store, child) = with_child();
    let id = store.change(&by(), |change| change.begin_draft(&head(child), &Answers::default())).unwrap();
    let before = store.audit_head().unwrap();
    let at = DateTime::from_timestamp(1_795_000_500, 0).unwrap();
    let mut answers = complete_answers();
    answers.set(field::SITUATION, Answer::Text("\u{202B}שלום\r\n🧦\0 \"quoted\" 'it''s'".repeat(4000)));
    answers.set(field::PROTECTIVE, Answer::Lines(vec!["one".to_owned(), String::new(), "two".to_owned()]));
    store.save_draft(id, &head(child), &answers, at).unwrap();
    let read = store.draft(id).unwrap().unwrap();
    assert!(read.answers == answers && read.head == head(child) && read.saved_at == at);
    answers.clear(field::SITUATION);
    store.save_draft(id, &head(child), &answers, at).unwrap();
    assert!(store.draft(id).unwrap().unwrap().answers == answers);
    assert_eq!(store.audit_head().unwrap(), before);
    assert!(store.save_draft(DraftId(99), &head(child), &answers, at).is_err());
}

#[test]
fn a_child_may_have_several_drafts_and_a_discarded_number_is_not_given_again() {
    let (mut store, child) = with_child();
    let begin = |store: &mut Store| {
        store.change(&by(), |change| change.begin_draft(&head(child), &Answers::default())).unwrap()
    };
    let (one, two) = (begin(&mut store), begin(&mut store));
    assert_eq!(store.drafts_of(child).unwrap().len(), 2);
    store.change(&by(), |change| change.discard_draft(two)).unwrap();
    assert_eq!(begin(&mut store), DraftId(two.0 + 1));
    assert_eq!(store.drafts().unwrap().len(), 2);
    assert!(store.draft(one).unwrap().is_some() && store.draft(two).unwrap().is_none());
}

#[test]
fn signing_keeps_everything_makes_the_actions_and_ends_the_draft() {
    let (mut store, child) = with_child();
    let (draft, ready) = drafted(&mut store, child);
    let answers = ready.answers().clone();
    let statements = [Statement { key: "voice".to_owned(), met: false, note: "next visit".to_owned() }];
    let id = store.change(&by(), |change| change.sign_as_looked_at(ready, &statements, &[looked_at()])).unwrap();
    let read = store.record(id).unwrap().unwrap();
    assert!(
        read.head == head(child)
            && read.answers == answers
            && read.statements == statements
            && read.looked_at == [looked_at()]
    );
    assert_eq!((read.signed_by.as_str(), read.signed_at, read.imported), ("Ruth Adeyemi", by().at, false));
    assert!(store.draft(draft).unwrap().is_none());
    let actions = store.actions(ActionFilter::From(id), day(TODAY)).unwrap();
    assert_eq!(actions.len(), 1);
    assert_eq!(actions[0].subject, ActionSubject::Child(child));
    assert_eq!((actions[0].status, actions[0].due_on), (ActionStatus::Open, day("2026-12-04")));
    assert_eq!(actions[0].owner_worker, store.worker_by_reference("W1").unwrap(), "accents do not part them");
    assert!(store.actions(ActionFilter::Open, day("2026-11-19")).unwrap().is_empty(), "not agreed yet");
    let facts = store.record_facts(child).unwrap();
    assert_eq!((facts[0].review_on, facts[0].checkpoint_day), (Some(day("2026-12-11")), Some(20)));
}

#[test]
fn history_keeps_what_little_it_says_and_is_known_again() {
    let (mut store, child) = with_child();
    let old = Head { reason: Some(Reason::Known(KnownReason::Supervision)), ..Head::new(child, day("2019-05-01")) };
    let id = store.change(&by(), |change| change.enter_history(&old, &Answers::default(), Some("A. Former"))).unwrap();
    let read = store.record(id).unwrap().unwrap();
    assert!(read.imported && read.signed_by == "A. Former" && read.answers == Answers::default());
    assert_eq!(store.same_records(&old).unwrap(), [id]);
    assert!(store.same_records(&Head { checkpoint_day: Some(1), ..old }).unwrap().is_empty());
}

#[test]
fn an_addendum_is_added_and_a_record_is_withdrawn_once() {
    let (mut store, id) = with_record();
    store.change(&by(), |change| change.add_to_record(id, "Gran is Ann, not Anne.", day("2026-11-21"))).unwrap();
    store.change(&by(), |change| change.withdraw(id, "wrong child", day("2026-11-22"))).unwrap();
    let twice = store.change(&by(), |change| change.withdraw(id, "again", day("2026-11-23")));
    assert!(matches!(twice, Err(StoreError::Sealed)));
    let read = store.record(id).unwrap().unwrap();
    assert_eq!(read.addenda.len(), 2);
    assert_eq!(read.withdrawn().unwrap().on, day("2026-11-22"));
    assert!(store.last_record(read.head.child, day("2026-11-21")).unwrap().is_some(), "it stood until then");
    assert!(store.last_record(read.head.child, day("2026-11-22")).unwrap().is_none());
    let nobody = store.change(&by(), |change| change.withdraw(RecordId(9), "x", day("2026-11-23")));
    assert!(matches!(nobody, Err(StoreError::NotThere(reference)) if reference == "O9"));
}

/// Whoever asks, and by whatever way round: with recursive triggers on, as we have it, and off, as others may.
#[rstest]
#[case("UPDATE oversight SET decided_on = '2020-01-01'")]
#[case("UPDATE oversight SET digest = 'x' WHERE id = 1")]
#[case("DELETE FROM oversight")]
#[case("INSERT OR REPLACE INTO oversight SELECT * FROM oversight")]
#[case("REPLACE INTO oversight SELECT * FROM oversight WHERE id = 1")]
#[case("UPDATE form_answer SET value = 'x'")]
#[case("UPDATE OR REPLACE form_answer SET value = 'x'")]
#[case("DELETE FROM form_answer WHERE field = 'situation'")]
#[case("INSERT INTO form_answer (oversight, field, kind, value) VALUES (1, 'later', 'text', 'x')")]
#[case("REPLACE INTO form_answer SELECT id, oversight, field, kind, 'x' FROM form_answer")]
#[case("REPLACE INTO form_answer (oversight, field, kind, value) VALUES (1, 'situation', 'text', 'x')")]
#[case("UPDATE looked_at SET why = ''")]
#[case("DELETE FROM looked_at")]
#[case("UPDATE statement SET met = 0")]
#[case("DELETE FROM statement")]
#[case("REPLACE INTO statement VALUES (1, 0, 'k', 0, '')")]
#[case("INSERT INTO statement VALUES (1, 7, 'k', 0, '')")]
#[case("UPDATE addendum SET text = 'x'")]
#[case("DELETE FROM addendum")]
#[case(
    "REPLACE INTO addendum SELECT id, oversight, day, 'x', withdraws, signed_by, signed_at, digest, act FROM addendum"
)]
#[case("UPDATE audit SET who = 'x'")]
#[case("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")]
#[case("REPLACE INTO audit SELECT seq, at, 'x', act, about, digest, signed, previous, hash FROM audit")]
#[case("INSERT INTO audit SELECT seq + 100, at, who, act, about, digest, signed, previous, 'h' FROM audit")]
#[case("UPDATE audit_head SET seq = 1")]
#[case("DELETE FROM audit_head")]
#[case("REPLACE INTO audit_head VALUES (1, 0, '')")]
fn what_is_signed_refuses(#[case] sql: &str, #[values(true, false)] recursive: bool) {
    let (mut store, id) = with_record();
    store.change(&by(), |change| change.add_to_record(id, "More.", day("2026-11-21"))).unwrap();
    store.conn.execute_batch(&format!("PRAGMA recursive_triggers = {recursive}")).unwrap();
    let refused = store.conn.execute(sql, []).map_err(StoreError::from);
    assert!(matches!(refused, Err(StoreError::Sealed)), "{refused:?}");
}

#[test]
fn a_merged_child_keeps_its_records_as_signed_and_they_are_read_with_the_others() {
    let (mut store, id) = with_record();
    let from = store.record(id).unwrap().unwrap().head.child;
    let into = store
        .change(&by(), |change| {
            let into = change.add_child(&child_called("C2", "Leo Stone"))?;
            change.merge_children(from, into)?;
            Ok::<_, StoreError>(into)
        })
        .unwrap();
    assert_eq!(store.records_of(into).unwrap()[0].head.child, into);
    assert_eq!(store.record_facts(into).unwrap().len(), 1);
    assert_eq!(store.actions(ActionFilter::Of(ActionSubject::Child(into)), day(TODAY)).unwrap().len(), 1);
}

#[test]
fn an_addition_is_kept_while_it_is_written_and_gone_once_it_is_signed() {
    let (mut store, record) = with_record();
    let before = store.audit_head().unwrap();
    let at = DateTime::from_timestamp(1_795_000_500, 0).unwrap();
    assert!(store.begun_addition(record).unwrap().is_none());
    for words in ["The visit was", "The visit was on Thursday."] {
        store.keep_addition(record, words, at).unwrap();
    }
    let kept = store.begun_addition(record).unwrap().unwrap();
    assert_eq!((kept.text.as_str(), kept.saved_at), ("The visit was on Thursday.", at));
    assert_eq!(store.begun_additions().unwrap(), [kept]);
    store.keep_addition(record, " \n", at).unwrap();
    assert!(store.begun_additions().unwrap().is_empty(), "emptied is taken away");
    assert_eq!(store.audit_head().unwrap(), before);
    store.keep_addition(record, "The visit was on Thursday.", at).unwrap();
    store.change(&by(), |change| change.add_to_record(record, "The visit was on Thursday.", day(TODAY))).unwrap();
    assert!(store.begun_addition(record).unwrap().is_none());
    assert!(store.keep_addition(RecordId(99), "no such record", at).is_err());
}
