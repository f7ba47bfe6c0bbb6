//! Actions agreed, moved, decided about, escalated and closed, on a small file in memory.

use super::*;
use crate::practice::action::ActionChange;
use crate::practice::oversight::Reason;
use crate::practice::reference::Reference;
use crate::practice::worker::EnhancedReason;
use crate::store::{ActionFilter, ChildDetails, Store};
use crate::workbench::configuration::Configuration;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn desk() -> (Desk, ActionSubject) {
    let mut desk = Desk::of(Store::in_memory().unwrap(), day("2026-11-23"), Configuration::default()).unwrap();
    let by = desk.by();
    let details = ChildDetails { reference: Reference::new("4711").unwrap(), name: None, born_on: None, family: None };
    let child = desk.store.change(&by, |change| change.add_child(&details)).unwrap();
    (desk, ActionSubject::Child(child))
}

fn add(desk: &mut Desk, subject: ActionSubject) -> ActionId {
    let act = ActionAct::Add {
        subject,
        record: None,
        change_needed: String::new(),
        action: " Chase the letter ".to_owned(),
        owner: "Zoë".to_owned(),
        due_on: day("2026-11-30"),
    };
    desk.action_act(act).unwrap();
    desk.store.actions(ActionFilter::All, desk.day).unwrap().last().unwrap().id
}

#[test]
fn an_action_is_agreed_moved_and_closed_and_each_step_stays_known() {
    let (mut desk, subject) = desk();
    let id = add(&mut desk, subject);
    desk.action_act(ActionAct::Redate { action: id, to: day("2026-12-07"), why: "the school is shut".to_owned() })
        .unwrap();
    let said = desk.action_act(ActionAct::Close {
        action: id,
        how: ClosedHow::Done,
        words: "she has a lift to school".to_owned(),
    });
    assert!(matches!(&said.unwrap()[..], [Msg::Done(words)] if words == "A1 closed: done."));
    let action = desk.store.action(id).unwrap().unwrap();
    assert_eq!((action.status, action.redated, action.action.as_str()), (ActionStatus::Done, 1, "Chase the letter"));
    assert_eq!(action.difference, "she has a lift to school");
    desk.action_act(ActionAct::Reopen(id)).unwrap();
    assert_eq!(desk.store.action(id).unwrap().unwrap().status, ActionStatus::Open);
}

#[test]
fn nothing_is_closed_or_moved_silently() {
    let (mut desk, subject) = desk();
    let id = add(&mut desk, subject);
    for act in [
        ActionAct::Close { action: id, how: ClosedHow::Done, words: "  ".to_owned() },
        ActionAct::Close { action: id, how: ClosedHow::NotDone, words: String::new() },
        ActionAct::Close { action: id, how: ClosedHow::Superseded, words: String::new() },
        ActionAct::Redate { action: id, to: day("2026-12-07"), why: " ".to_owned() },
    ] {
        assert!(matches!(desk.action_act(act), Err(Refusal::NotPossible(_))));
    }
    assert_eq!(desk.store.action(id).unwrap().unwrap().due_on, day("2026-11-30"));
}

#[test]
fn words_put_right_keep_what_stood_before_and_a_closed_action_stays_as_it_is() {
    let (mut desk, subject) = desk();
    let id = add(&mut desk, subject);
    let change = |words: &str, owner: &str| ActionAct::Change {
        action: id,
        change_needed: "she has a lift".to_owned(),
        words: words.to_owned(),
        owner: owner.to_owned(),
    };
    desk.action_act(change("Ring about the letter", "Ben")).unwrap();
    desk.action_act(change("Ring about the letter", "Ben")).unwrap();
    let page = desk.action_page(id).unwrap();
    assert_eq!((page.action.action.as_str(), page.action.owner.as_str()), ("Ring about the letter", "Ben"));
    assert_eq!(page.events.len(), 1, "what changes nothing is no event");
    let ActionChange::PutRight { action_was, owner_was, .. } = &page.events[0].what else { panic!() };
    assert_eq!((action_was.as_str(), owner_was.as_str()), ("Chase the letter", "Zoë"));
    assert!(desk.action_act(change(" ", "Ben")).is_err() && desk.action_act(change("Ring", "")).is_err());
    desk.action_act(ActionAct::Close { action: id, how: ClosedHow::Done, words: "rung".to_owned() }).unwrap();
    assert!(matches!(desk.action_act(change("Else", "Ben")), Err(Refusal::NotPossible(_))));
}

#[test]
fn the_same_action_again_is_decided_and_never_only_moved() {
    let (mut desk, subject) = desk();
    let on = day("2026-12-07");
    let decide = |desk: &mut Desk, action, decision| desk.action_act(ActionAct::Decide { action, decision });
    let one = add(&mut desk, subject);
    decide(
        &mut desk,
        one,
        Decision::Escalate { to: "the head of housing".to_owned(), protocol: String::new(), by: on },
    )
    .unwrap();
    decide(&mut desk, one, Decision::Change { words: "Walk in with Mum".to_owned(), by: on }).unwrap();
    let page = desk.action_page(one).unwrap();
    assert_eq!(page.action.status, ActionStatus::Superseded);
    let open: Vec<String> =
        desk.store.actions(ActionFilter::Open, desk.day).unwrap().into_iter().map(|one| one.action).collect();
    assert!(open.contains(&"Escalated to the head of housing: Chase the letter".to_owned()));
    assert!(open.contains(&"Walk in with Mum".to_owned()));
    add(&mut desk, subject);
    let all = desk.store.actions(ActionFilter::All, desk.day).unwrap();
    let two = all.iter().map(|one| one.id).max().unwrap();
    assert_eq!(desk.action_page(two).unwrap().alike.len(), 1, "the one before is shown with it");
    assert!(decide(&mut desk, two, Decision::Stop { why: " ".to_owned() }).is_err());
    decide(&mut desk, two, Decision::Stop { why: "The family has moved".to_owned() }).unwrap();
    assert_eq!(desk.store.action(two).unwrap().unwrap().status, ActionStatus::NotDone);
    assert!(decide(&mut desk, two, Decision::DoItNow { by: on, why: "x".to_owned() }).is_err(), "closed");
}

#[test]
fn one_that_takes_its_place_is_found_in_the_words() {
    let closed = closing(ClosedHow::Superseded, "replaced by A12, see there").unwrap();
    assert!(matches!(closed, Closing::Superseded { by: Some(ActionId(12)), .. }));
}

#[test]
fn an_escalation_waits_for_its_answer_and_is_closed_on_the_day_it_came() {
    let (mut desk, subject) = desk();
    let one = add(&mut desk, subject);
    let escalate = ActionAct::Escalate {
        subject,
        about: Some(one),
        matter: "Chase the letter".to_owned(),
        to: "the head of housing".to_owned(),
        protocol: "resolving disagreements".to_owned(),
        by: day("2026-11-27"),
    };
    desk.action_act(escalate).unwrap();
    let open = desk.store.actions(ActionFilter::Open, desk.day).unwrap();
    let waits = open.iter().find(|action| action.escalation.is_some()).unwrap().clone();
    assert_eq!((waits.owner.as_str(), waits.due_on), (desk.by().who.as_str(), day("2026-11-27")));
    let to = waits.escalation.as_ref().unwrap();
    assert_eq!((to.whom().as_str(), to.about), ("the head of housing (resolving disagreements)", Some(one)));
    let events = desk.action_page(one).unwrap().events;
    assert!(
        matches!(&events[..], [event] if matches!(&event.what, ActionChange::Escalated { by: Some(by), .. } if *by == waits.id))
    );
    let answer =
        |on: &str| ActionAct::Answer { action: waits.id, on: day(on), words: "An officer comes on Monday".to_owned() };
    assert!(desk.action_act(answer("2026-11-24")).is_err(), "tomorrow has not come");
    assert!(desk.action_act(ActionAct::Answer { action: one, on: desk.day, words: "x".to_owned() }).is_err());
    desk.action_act(answer("2026-11-23")).unwrap();
    let closed = desk.store.action(waits.id).unwrap().unwrap();
    assert_eq!((closed.status, closed.difference.as_str()), (ActionStatus::Done, "An officer comes on Monday"));
    assert_eq!(desk.store.action(one).unwrap().unwrap().status, ActionStatus::Open, "what it is about stays open");
    desk.store.verify(|_| ()).unwrap();
}

#[test]
fn what_was_not_done_before_is_agreed_again_only_with_what_is_different() {
    let (mut desk, subject) = desk();
    assert_eq!(desk.asked_before_alike(subject, "Chase the letter").unwrap(), []);
    let one = add(&mut desk, subject);
    let stop = ActionAct::Close { action: one, how: ClosedHow::NotDone, words: "nobody rang".to_owned() };
    desk.action_act(stop).unwrap();
    assert_eq!(desk.asked_before_alike(subject, "chase letter").unwrap().len(), 1);
    let again = |why: &str| ActionAct::AddAgain {
        subject,
        change_needed: String::new(),
        action: "Chase the letter".to_owned(),
        owner: "Zoë".to_owned(),
        due_on: day("2026-11-30"),
        why: why.to_owned(),
    };
    assert!(desk.action_act(again(" ")).is_err());
    desk.action_act(again("I drive there")).unwrap();
    let two = desk.store.actions(ActionFilter::Open, desk.day).unwrap().pop().unwrap();
    let events = desk.action_page(two.id).unwrap().events;
    assert!(
        matches!(&events[..], [event] if matches!(&event.what, ActionChange::Decided { words } if words == "I drive there"))
    );
}

#[test]
fn an_answer_cannot_have_come_before_it_was_asked_for() {
    let (mut desk, subject) = desk();
    desk.action_act(ActionAct::Escalate {
        subject,
        about: None,
        matter: "nobody answers about the flat".to_owned(),
        to: "the head of housing".to_owned(),
        protocol: String::new(),
        by: day("2026-11-30"),
    })
    .unwrap();
    let answer = |on: &str| ActionAct::Answer { action: ActionId(1), on: day(on), words: "they will call".to_owned() };
    let refused = desk.action_act(answer("2026-11-20"));
    assert!(matches!(refused, Err(Refusal::NotPossible(words)) if words.contains("23 November 2026")));
    desk.action_act(answer("2026-11-23")).unwrap();
}

#[test]
fn what_takes_an_actions_place_is_there_and_is_another() {
    let (mut desk, subject) = desk();
    let (id, other) = (add(&mut desk, subject), add(&mut desk, subject));
    let close = |words: &str| ActionAct::Close { action: id, how: ClosedHow::Superseded, words: words.to_owned() };
    for words in ["A77 instead", "A1 instead"] {
        let refused = desk.action_act(close(words));
        assert!(matches!(&refused, Err(Refusal::NotPossible(_) | Refusal::NotThere(_))), "{words}: {refused:?}");
    }
    desk.action_act(close(&format!("{other} instead"))).unwrap();
}

#[test]
fn no_word_of_what_is_owed_or_why_shows_in_debug() {
    let (mut desk, subject) = desk();
    let id = add(&mut desk, subject);
    let owed = format!("{:?}", desk.owed().unwrap());
    assert!(owed.contains(&format!("{id:?}")) && !owed.contains("Chase") && !owed.contains("Zoë"), "{owed}");
    let reason = Reason::from_code("other: he was seen by the river").unwrap();
    let closer = EnhancedReason::from_code("other: her own mother died").unwrap();
    let shown = format!("{reason:?} {closer:?}");
    assert!(!shown.contains("river") && !shown.contains("mother"), "{shown}");
}
