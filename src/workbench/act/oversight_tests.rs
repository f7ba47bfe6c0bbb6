//! Oversight on an open file, from the child under the cursor to a list that has grown shorter.

use super::*;
use crate::practice::action::{ActionStatus, ActionSubject};
use crate::practice::child::{Assessment, StatusChange};
use crate::practice::reference::{ActionId, Reference};
use crate::practice::review::tests::{complete_answers, day};
use crate::practice::worker::{KnownRole, Role};
use crate::store::{ChildDetails, Store, StoreError, WorkerDetails};
use crate::workbench::configuration::Configuration;
use crate::workbench::effect::{ActionAct, CopyAct, Effect, UndoAct};
use crate::workbench::message::OversightPage;

#[path = "lens_tests.rs"]
mod lens;

/// A desk on Friday 20 November 2026 with two brothers of one family, both in an assessment begun on 9 November.
fn desk() -> (Desk, ChildId, ChildId) {
    let mut desk = Desk::of(Store::in_memory().unwrap(), day("2026-11-20"), Configuration::default()).unwrap();
    let by = desk.by();
    let reference = |text: &str| Reference::new(text).unwrap();
    let (leo, tom) = desk
        .store
        .change(&by, |change| {
            let worker = change.add_worker(&WorkerDetails {
                reference: reference("W1"),
                name: "Priya Shah".to_owned(),
                role: Role::Known(KnownRole::SocialWorker),
                fte: 100,
                joined_on: day("2026-01-05"),
                joined_assumed: false,
                left_on: None,
            })?;
            let mut add = |text: &str, name: &str| {
                let id = change.add_child(&ChildDetails {
                    reference: reference(text),
                    name: Some(name.to_owned()),
                    born_on: None,
                    family: Some("Marsh".to_owned()),
                })?;
                change.set_status(id, StatusChange { status: ChildStatus::Assessment, since: day("2026-11-09") })?;
                change.allocate(id, worker, day("2026-11-09"), false)?;
                change.set_assessment(id, Assessment { start: day("2026-11-09"), end: None })?;
                Ok::<_, StoreError>(id)
            };
            Ok::<_, StoreError>((add("4711", "Leo Marsh")?, add("4712", "Tom Marsh")?))
        })
        .unwrap();
    (desk, leo, tom)
}

fn form(messages: Vec<Msg>) -> OversightPage {
    match messages.into_iter().next() {
        Some(Msg::Oversight(page)) => *page,
        other => panic!("expected the form, got {other:?}"),
    }
}

fn signed(messages: Vec<Msg>) -> SignedPage {
    match messages.into_iter().next() {
        Some(Msg::Signed(page)) => *page,
        other => panic!("expected a signed record, got {other:?}"),
    }
}

fn begin(desk: &mut Desk, child: ChildId) -> OversightPage {
    form(desk.oversight_act(OversightAct::Begin { child, because: None }).unwrap())
}

fn save(desk: &mut Desk, draft: &Draft, answers: Answers) {
    let left_at = LeftAt { field: field::DECISION.into(), offset: 7 };
    let save = ToSave { draft: draft.id, head: draft.head.clone(), answers, beside: Beside::default(), left_at };
    let said = desk.oversight_act(OversightAct::Save(Box::new(save))).unwrap();
    assert!(matches!(said.as_slice(), [Msg::DraftSaved { .. }]));
}

fn sign(desk: &mut Desk, draft: DraftId) -> Result<Vec<Msg>, Refusal> {
    let statements = vec![Statement { key: "regular".into(), met: true, note: String::new() }];
    let draft = desk.store.draft(draft).unwrap().unwrap();
    let save = ToSave {
        draft: draft.id,
        head: draft.head,
        answers: draft.answers,
        beside: Beside::default(),
        left_at: LeftAt::default(),
    };
    desk.oversight_act(OversightAct::Sign { save: Box::new(save), statements })
}

fn owed(desk: &Desk, child: ChildId) -> Vec<String> {
    desk.owed_to_child(child).unwrap().iter().map(|one| one.label.clone()).collect()
}

#[test]
fn the_reason_is_what_the_child_is_owed_and_the_same_key_resumes_the_draft() {
    let (mut desk, leo, _) = desk();
    let page = begin(&mut desk, leo);
    assert!(page.fresh && page.proposed >= 1);
    assert_eq!(page.draft.head.reason, Some(Reason::Known(KnownReason::AssessmentCheckpoint)));
    assert!(page.reasons[0].is_of(&page.draft.head), "the first reason offered is the one set");
    assert_eq!(page.people, ["Priya Shah"]);
    save(&mut desk, &page.draft, complete_answers());
    let again = begin(&mut desk, leo);
    assert!(!again.fresh);
    assert_eq!((again.draft.id, again.draft.answers), (page.draft.id, complete_answers()));
    assert_eq!(again.left_at, Some(LeftAt { field: field::DECISION.into(), offset: 7 }));
    let other = Some(Because::plain(Reason::Known(KnownReason::WorkerRequest)));
    let asked = desk.oversight_act(OversightAct::Begin { child: leo, because: other.clone() }).unwrap();
    let [Msg::DraftsThere(there)] = &asked[..] else { panic!("it is asked which is meant") };
    assert_eq!(there.drafts.iter().map(|row| row.id).collect::<Vec<_>>(), [page.draft.id]);
    assert_eq!(desk.drafts_page().unwrap().len(), 1, "nothing is begun by asking");
    let other = form(desk.oversight_act(OversightAct::BeginAnother { child: leo, because: other }).unwrap());
    assert_ne!(other.draft.id, page.draft.id, "another reason is another draft");
    assert_eq!(desk.drafts_page().unwrap().len(), 2);
}

#[test]
fn signing_meets_what_it_was_for_and_makes_its_actions_and_its_review() {
    let (mut desk, leo, _) = desk();
    let page = begin(&mut desk, leo);
    let day_of = page.draft.head.checkpoint_day.unwrap();
    let label = format!("day {day_of}");
    assert!(owed(&desk, leo).contains(&label));
    save(&mut desk, &page.draft, complete_answers());
    let outcome = signed(sign(&mut desk, page.draft.id).unwrap());
    assert!(outcome.outcome.contains(&format!("It meets {label}")), "{}", outcome.outcome);
    assert!(outcome.outcome.contains("1 action. Review 11 December 2026."));
    let now = owed(&desk, leo);
    assert!(!now.contains(&label));
    assert!(now.contains(&"review of 20 November".to_owned()), "{now:?}");
    let actions = desk.store.actions(ActionFilter::From(outcome.record), desk.day).unwrap();
    assert_eq!((actions.len(), actions[0].status), (1, ActionStatus::Open));
    assert!(actions[0].owner_worker.is_some(), "an owner who is a worker is linked");
    assert!(desk.drafts_page().unwrap().is_empty());
    let read = desk.record_page(outcome.record).unwrap();
    assert_eq!((read.followed.len(), read.record.statements.len()), (1, 1));
}

#[test]
fn what_must_be_put_right_is_not_signed_whatever_the_screen_asked() {
    let (mut desk, leo, _) = desk();
    let page = begin(&mut desk, leo);
    let mut answers = complete_answers();
    answers.clear(field::REVIEW_ON);
    save(&mut desk, &page.draft, answers);
    assert!(sign(&mut desk, page.draft.id).unwrap_err().to_string().contains("not signed"));
    assert_eq!(desk.drafts_page().unwrap()[0].still_needed, 1);
}

#[test]
fn a_brother_is_offered_a_record_of_his_own_without_the_words() {
    let (mut desk, leo, tom) = desk();
    let page = begin(&mut desk, leo);
    let mut with_people = page.draft.clone();
    with_people.head.took_part = Some("Priya Shah".into());
    save(&mut desk, &with_people, complete_answers());
    let outcome = signed(sign(&mut desk, page.draft.id).unwrap());
    assert_eq!(outcome.family.iter().map(|one| one.id).collect::<Vec<_>>(), [tom]);
    let act = OversightAct::BeginForRelative { record: outcome.record, child: tom, actions: vec![0] };
    let toms = form(desk.oversight_act(act).unwrap());
    let head = &toms.draft.head;
    assert_eq!((head.child, head.decided_on, head.took_part.as_deref()), (tom, day("2026-11-20"), Some("Priya Shah")));
    assert_eq!(head.checkpoint_day, with_people.head.checkpoint_day, "his own checkpoint of the same day");
    let answered: Vec<&str> = toms.draft.answers.iter().map(|(key, _)| key).collect();
    assert_eq!(answered, [field::ACTION_TABLE]);
    save(&mut desk, &toms.draft, complete_answers());
    let last = signed(sign(&mut desk, toms.draft.id).unwrap());
    assert!(last.family.is_empty(), "Leo has his record of the day");
}

#[test]
fn a_withdrawn_record_meets_nothing_and_an_addition_stands_with_it() {
    let (mut desk, leo, _) = desk();
    let before = owed(&desk, leo);
    let page = begin(&mut desk, leo);
    save(&mut desk, &page.draft, complete_answers());
    let record = signed(sign(&mut desk, page.draft.id).unwrap()).record;
    let said = desk.oversight_act(OversightAct::AddAddendum { record, text: "It was Thursday.".into() }).unwrap();
    assert!(matches!(said.first(), Some(Msg::Record(page)) if page.addenda_at.len() == 1));
    let reason = "written on the wrong child".to_owned();
    desk.oversight_act(OversightAct::Withdraw { record, reason: reason.clone() }).unwrap();
    let mut now = owed(&desk, leo);
    now.retain(|label| before.contains(label));
    assert_eq!(now, before, "what it met is owed again");
    assert!(desk.oversight_act(OversightAct::Withdraw { record, reason }).is_err());
}

#[test]
fn a_review_names_the_direction_it_looks_at_and_shows_it_beside_the_text() {
    let (mut desk, leo, _) = desk();
    let page = begin(&mut desk, leo);
    save(&mut desk, &page.draft, complete_answers());
    let record = signed(sign(&mut desk, page.draft.id).unwrap()).record;
    desk.day = day("2026-12-11");
    let because = Some(Because::review(record, day("2026-11-20")));
    let next = form(desk.oversight_act(OversightAct::Begin { child: leo, because }).unwrap());
    assert_eq!(next.draft.head.reviews, Some(record));
    assert_eq!(next.earlier.as_ref().map(|earlier| earlier.id), Some(record));
    assert_eq!((next.asked.len(), next.trail.len(), next.family.len()), (1, 1, 1));
}

#[test]
fn what_a_signed_record_tells_of_stays_done_and_what_came_before_it_can_be_undone() {
    let (mut desk, leo, tom) = desk();
    let add = |child: ChildId, words: &str| {
        Effect::Action(ActionAct::Add {
            subject: ActionSubject::Child(child),
            record: None,
            change_needed: "Leo sleeps".into(),
            action: words.into(),
            owner: "Priya Shah".into(),
            due_on: day("2026-11-27"),
        })
    };
    desk.perform(add(leo, "Ring the housing office.")).unwrap();
    desk.perform(add(tom, "Ask the school")).unwrap();
    let carry = ActionAct::Redate { action: ActionId(1), to: day("2026-12-04"), why: "no answer".into() };
    desk.perform(Effect::Action(carry)).unwrap();
    let page = begin(&mut desk, leo);
    let mut answers = complete_answers();
    // In words of the writer's own.
    let told = "Nobody has got through to housing, so I gave Priya another week.";
    answers.set(field::DECISION, Answer::Text(told.into()));
    save(&mut desk, &page.draft, answers);
    let draft = desk.store.draft(page.draft.id).unwrap().unwrap();
    let (head, answers) = (draft.head, draft.answers);
    let save = ToSave { draft: draft.id, head, answers, beside: Beside::default(), left_at: LeftAt::default() };
    let signing = OversightAct::Sign { save: Box::new(save), statements: vec![] };
    let record = signed(desk.perform(Effect::Oversight(signing)).unwrap()).record;
    let by_reference = desk.search_page(&record.to_string()).unwrap().found;
    assert_eq!(by_reference[0].reference, record.to_string(), "its reference finds it");
    desk.perform(Effect::Copy(CopyAct::IsIn(record))).unwrap();
    let mut undo = || match desk.undo_act(UndoAct::Undo).unwrap().pop() {
        Some(Msg::Undone(said)) => said,
        other => panic!("expected words, got {other:?}"),
    };
    assert!(undo().starts_with("A record signed cannot be undone"), "the mark of the copy is stepped over");
    let said = undo();
    assert!(
        said.contains(&format!("cannot be undone: {record} was signed since, and may tell of it. Undo once more")),
        "{said}"
    );
    assert!(undo().contains("\"Ask the school\" for Tom"));
    assert_eq!(desk.store.action(ActionId(1)).unwrap().unwrap().due_on, day("2026-12-04"));
}

#[test]
fn a_draft_of_another_day_for_the_same_reason_is_gone_on_with() {
    let (mut desk, leo, _) = desk();
    let worker_asks = || Some(Because::plain(Reason::Known(KnownReason::WorkerRequest)));
    let first = form(desk.oversight_act(OversightAct::Begin { child: leo, because: worker_asks() }).unwrap());
    save(&mut desk, &first.draft, complete_answers());
    desk.day = day("2026-11-23");
    let messages = desk.oversight_act(OversightAct::Begin { child: leo, because: worker_asks() }).unwrap();
    let words = "This goes on with the draft D1 of 20 November 2026, for the same reason.";
    assert!(messages.iter().any(|one| matches!(one, Msg::Done(said) if said == words)));
    assert_eq!(form(messages).draft.id, first.draft.id);
    assert_eq!(desk.store.drafts().unwrap().len(), 1);
}
