//! A small made-up team in memory behind the real workbench, for walks through screens. Tests only.
#![cfg(test)]

use super::context::Ctx;
use super::screen::Screen;
use super::testing::{Harness, context, day};
use crate::practice::action::ActionSubject;
use crate::practice::answer::{Answer as Given, Answers};
use crate::practice::child::{Assessment, ChildStatus};
use crate::practice::oversight::{Head, KnownReason, Reason, field};
use crate::practice::reference::{ChildId, Reference, WorkerId};
use crate::practice::worker::{KnownRole, Role};
use crate::store::{PolicyInForce, Settings, Store, WorkerDetails};
use crate::workbench::bench::Finished;
use crate::workbench::configuration::Configuration;
use crate::workbench::effect::{ActionAct, ChildAct, ChildEntry, ClosedHow};
use crate::workbench::{Answer, Desk, Effect, Msg, Perform, Workbench};
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// A day.
pub fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn reference(text: &str) -> Reference {
    Reference::new(text).unwrap()
}

/// The workbench over the made-up team; keeps the names of what it was asked.
pub struct Bench {
    workbench: Workbench,
    asked: Arc<Mutex<Vec<&'static str>>>,
}

impl Perform for Bench {
    type Done = Finished;

    fn perform(&mut self, effect: Effect) -> Answer<Self::Done> {
        self.asked.lock().unwrap().push(effect.name());
        self.workbench.perform(effect)
    }

    fn finish(&mut self, done: Self::Done) -> Vec<Msg> {
        self.workbench.finish(done)
    }
}

/// What was asked since the last time, by name.
pub type Asked = Arc<Mutex<Vec<&'static str>>>;

/// Takes what was asked since the last time.
pub fn taken(asked: &Asked) -> Vec<&'static str> {
    std::mem::take(&mut *asked.lock().unwrap())
}

/// The context of an open file.
pub fn opened() -> Ctx {
    let mut cx = context();
    cx.opened = true;
    cx.supervisor = "Ruth Adeyemi".to_owned();
    cx.team = "North Safeguarding 1".to_owned();
    cx.days_off = Arc::new(crate::practice::working_days::WorkingDays::published());
    cx
}

/// A program that begins with a screen over the made-up team.
pub fn walk(first: impl Screen + 'static, cx: Ctx, (width, height): (u16, u16)) -> (Harness<Bench>, Asked) {
    let asked = Asked::default();
    let workbench = Workbench::opened(PathBuf::from("/home/ruth/footprint.db"), team());
    let bench = Bench { workbench, asked: Arc::clone(&asked) };
    let harness = Harness::sized(bench, first, cx, width, height);
    (harness, asked)
}

/// The team: two workers; Siân and Zoë of one family, Grace, Leon, and one child known by reference only.
pub fn team() -> Desk {
    let mut desk = Desk::of(Store::in_memory().unwrap(), day(), Configuration::default()).unwrap();
    let by = desk.by();
    let (text, _) = desk.configuration().policy("practice-fundamentals").unwrap();
    let policy = PolicyInForce { from: None, name: "practice-fundamentals".to_owned(), text };
    desk.store_mut().change(&by, |change| change.use_policy(&policy)).unwrap();
    desk.change_settings(&Settings { supervisor: "Ruth Adeyemi".to_owned(), team: "North Safeguarding 1".to_owned() })
        .unwrap();
    let kezia = add_worker(&mut desk, "W1", "Kezia Ŵyn");
    let ben = add_worker(&mut desk, "W2", "Ben Doyle");
    let (cp, need) = (ChildStatus::ChildProtection, ChildStatus::ChildInNeed);
    let sian = add(&mut desk, ("4711", Some("Siân Ŵyn"), "2019-03-02", Some("F1")), (cp, "2026-06-03"), Some(kezia));
    let zoe = add(&mut desk, ("4712", Some("Zoë Ŵyn"), "2022-11-30", Some("F1")), (need, "2026-10-01"), None);
    add(&mut desk, ("4713", Some("Grace Adeyemi-Thompson"), "2010-01-20", None), (cp, "2025-12-03"), Some(ben));
    let leon = add(
        &mut desk,
        ("4714", Some("Leon Kaczmarek"), "2024-05-05", None),
        (ChildStatus::Assessment, "2026-10-26"),
        Some(ben),
    );
    add(&mut desk, ("5120", None, "2026-12-24", None), (ChildStatus::Contact, "2026-11-18"), None);
    let assessment = Assessment { start: on("2026-10-26"), end: None };
    desk.child_act(ChildAct::SetAssessment { child: leon, assessment }).unwrap();
    record(&mut desk, sian, "2026-10-12", "He sleeps at his aunt's until the lock on the flat is changed.");
    record(&mut desk, sian, "2026-08-31", "Weekly visits go on; the school rings us each time he is late.");
    record(&mut desk, zoe, "2026-11-16", "She stays at home with her mother, and her aunt comes each evening.");
    agree(&mut desk, ActionSubject::Child(sian), ("Write to the housing officer about the lock", "Ben", "2026-11-19"));
    agree(&mut desk, ActionSubject::Child(zoe), ("Ring the health visitor", "me", "2026-11-27"));
    agree(&mut desk, ActionSubject::Worker(kezia), ("Book the course on drift", "Kezia Ŵyn", "2026-12-11"));
    let done = agree(&mut desk, ActionSubject::Child(sian), ("Visit at bedtime", "Kezia Ŵyn", "2026-11-20"));
    let words = "his own bed every night this week".to_owned();
    desk.action_act(ActionAct::Close { action: done, how: ClosedHow::Done, words }).unwrap();
    let first = crate::practice::reference::ActionId(1);
    let why = "the officer is away".to_owned();
    desk.action_act(ActionAct::Redate { action: first, to: on("2026-11-20"), why }).unwrap();
    let by = desk.by();
    let mut head = Head::new(zoe, day());
    head.reason = Some(Reason::Known(KnownReason::Supervision));
    let mut answers = Answers::default();
    answers.set(field::SITUATION, Given::Text("Zoë told Ben that the lock frightens her.".to_owned()));
    desk.store_mut().change(&by, |change| change.begin_draft(&head, &answers)).unwrap();
    desk
}

fn add_worker(desk: &mut Desk, text: &str, name: &str) -> WorkerId {
    let details = WorkerDetails {
        reference: reference(text),
        name: name.to_owned(),
        role: Role::Known(KnownRole::SocialWorker),
        fte: 100,
        joined_on: on("2025-01-06"),
        joined_assumed: false,
        left_on: None,
    };
    let by = desk.by();
    desk.store_mut().change(&by, |change| change.add_worker(&details)).unwrap()
}

fn add(
    desk: &mut Desk,
    (text, name, born, family): (&str, Option<&str>, &str, Option<&str>),
    (status, since): (ChildStatus, &str),
    worker: Option<WorkerId>,
) -> ChildId {
    let entry = ChildEntry {
        reference: reference(text),
        name: name.map(str::to_owned),
        born_on: Some(on(born)),
        family: family.map(str::to_owned),
    };
    desk.child_act(ChildAct::Add { entry, status, since: on(since), worker }).unwrap();
    desk.find_child(text).unwrap()
}

fn record(desk: &mut Desk, child: ChildId, decided_on: &str, words: &str) {
    let mut head = Head::new(child, on(decided_on));
    head.reason = Some(Reason::Known(KnownReason::Supervision));
    let mut answers = Answers::default();
    answers.set(field::DECISION, Given::Text(words.to_owned()));
    answers.set(field::REVIEW_ON, Given::Day(on(decided_on) + chrono::Days::new(31)));
    let by = desk.by();
    desk.store_mut().change(&by, |change| change.enter_history(&head, &answers, None)).unwrap();
}

fn agree(
    desk: &mut Desk,
    subject: ActionSubject,
    (action, owner, due_on): (&str, &str, &str),
) -> crate::practice::reference::ActionId {
    let (action, owner, due_on) = (action.to_owned(), owner.to_owned(), on(due_on));
    desk.action_act(ActionAct::Add { subject, record: None, change_needed: String::new(), action, owner, due_on })
        .unwrap();
    let all = desk.store().actions(crate::store::ActionFilter::All, desk.day()).unwrap();
    all.iter().map(|one| one.id).max().unwrap()
}
