//! That undoing leaves the file as it was, and doing again leaves it as the act had: for every act that can be undone, in any
//! order. And that what cannot be undone says why.

use super::*;
use crate::practice::action::ActionSubject;
use crate::practice::asye::{AsyeOutcome, Happened};
use crate::practice::capture::Whom;
use crate::practice::child::{Assessment, ChildStatus};
use crate::practice::group::GroupKind;
use crate::practice::policy::Interval;
use crate::practice::quality::{QualityAnswer, items};
use crate::practice::reference::{ActionId, ChildId, Reference, SessionId, WorkerId};
use crate::practice::session::{CancelledBy, SessionKind, SessionSetting};
use crate::practice::worker::{Absence, AbsenceKind, EnhancedReason, KnownRole, Period, Role};
use crate::store::Store;
use crate::workbench::configuration::Configuration;
use crate::workbench::effect::{
    ActionAct, AsyeAct, CaptureAct, ChildAct, ChildEntry, ClosedHow, CoverAct, Decision, GroupAct, OversightAct,
    QualityAct, SeriesAct, SessionAct, SettingsAct, WorkerAct, WorkerEntry, WorkerFileAct,
};
use chrono::{Datelike as _, Days, NaiveDate};
use proptest::prelude::*;
use rstest::rstest;

fn day() -> NaiveDate {
    "2026-11-25".parse().unwrap()
}

fn later(days: u8) -> NaiveDate {
    day() + Days::new(u64::from(days))
}

fn earlier(days: u8) -> NaiveDate {
    day() - Days::new(u64::from(days))
}

fn worker_entry(number: u8) -> WorkerEntry {
    WorkerEntry {
        reference: Reference::new(&format!("W{number}")).unwrap(),
        name: ["Hannah Lee", "Ben Doyle", "Zoë Ward", "Will Hope"][usize::from(number % 4)].to_owned(),
        role: Role::Known(KnownRole::SocialWorker),
        fte: 100,
        joined_on: earlier(200),
        joined_assumed: number == 3,
        left_on: None,
    }
}

fn child_entry(number: u8) -> ChildEntry {
    ChildEntry {
        reference: Reference::new(&format!("47{number}")).unwrap(),
        name: (number != 2).then(|| format!("Tomos {number}")),
        born_on: Some(earlier(250)),
        family: None,
    }
}

fn desk() -> Desk {
    let mut desk = Desk::of(Store::in_memory().unwrap(), day(), Configuration::default()).unwrap();
    for number in 0..2 {
        desk.worker_act(WorkerAct::Add(worker_entry(number))).unwrap();
        desk.child_act(ChildAct::Add {
            entry: child_entry(number),
            status: ChildStatus::ChildInNeed,
            since: earlier(90),
            worker: Some(WorkerId(1)),
        })
        .unwrap();
    }
    desk
}

/// An act of the given kind, on one of a few people and things, some of which are not there.
#[expect(clippy::too_many_lines, reason = "one arm for every act there is")]
fn effect(kind: u8, which: u8, when: u8) -> Effect {
    let id = i64::from(which) + 1;
    let (worker, child, action, session) = (WorkerId(id), ChildId(id), ActionId(id), SessionId(id));
    let other = i64::from(which + 1) % 3 + 1;
    let words = || format!("words {when}");
    let period = || Period::Enhanced {
        reason: EnhancedReason::Personal { why: words(), interval_days: Some(14) },
        from: earlier(20),
        until: later(when),
    };
    match kind {
        0 => Effect::Worker(WorkerAct::Add(worker_entry(which))),
        1 => Effect::Worker(WorkerAct::Change { worker, entry: worker_entry(when % 5) }),
        2 => Effect::Worker(WorkerAct::SetPeriod { worker, period: period(), instead_of: None }),
        3 => Effect::Worker(WorkerAct::RemovePeriod { worker, period: period() }),
        4 => Effect::Worker(WorkerAct::SetPeriod {
            worker,
            period: Period::Asye { from: earlier(100), until: None },
            instead_of: None,
        }),
        5 => Effect::Worker(WorkerAct::SetAbsence {
            worker,
            absence: Absence { kind: AbsenceKind::Leave, from: earlier(when % 3), until: Some(later(when)) },
            instead_of: None,
        }),
        6 => Effect::Worker(WorkerAct::RemoveAbsence { worker, from: earlier(when % 3) }),
        7 => Effect::Worker(WorkerAct::Merge { duplicate: worker, into: WorkerId(other) }),
        8 => Effect::Child(ChildAct::Add {
            entry: child_entry(which),
            status: ChildStatus::Assessment,
            since: earlier(when),
            worker: None,
        }),
        9 => Effect::Child(ChildAct::Change { child, entry: child_entry(when % 5) }),
        10 => Effect::Child(ChildAct::SetStatus { child, status: ChildStatus::ChildProtection, since: earlier(when) }),
        11 => Effect::Child(ChildAct::SetStatus { child, status: ChildStatus::Closed, since: earlier(when) }),
        12 => Effect::Child(ChildAct::RemoveStatus { child, since: earlier(when) }),
        13 => Effect::Child(ChildAct::Allocate { child, worker: Some(WorkerId(other)), from: earlier(when) }),
        14 => Effect::Child(ChildAct::Allocate { child, worker: None, from: earlier(when) }),
        15 => {
            let assessment = Assessment { start: earlier(when), end: (when > 3).then(day) };
            Effect::Child(ChildAct::SetAssessment { child, assessment })
        }
        16 => Effect::Child(ChildAct::SetMilestone { child, key: "visit".to_owned(), on: earlier(when) }),
        17 => Effect::Child(ChildAct::TakeMilestoneBack {
            child,
            key: "visit".to_owned(),
            on: earlier(when),
            why: "a slip".to_owned(),
        }),
        18 => Effect::Child(ChildAct::Merge { duplicate: child, into: ChildId(other) }),
        19 | 20 => Effect::Action(ActionAct::Add {
            subject: if when.is_multiple_of(2) { ActionSubject::Child(child) } else { ActionSubject::Worker(worker) },
            record: None,
            change_needed: words(),
            action: words(),
            owner: ["me", "Hannah Lee", "the school"][usize::from(when % 3)].to_owned(),
            due_on: later(when),
        }),
        21 => Effect::Action(ActionAct::Change {
            action,
            change_needed: String::new(),
            words: words(),
            owner: "Ben Doyle".to_owned(),
        }),
        22 => {
            let how = [ClosedHow::Done, ClosedHow::NotDone, ClosedHow::Superseded][usize::from(when % 3)];
            Effect::Action(ActionAct::Close { action, how, words: words() })
        }
        23 => Effect::Action(ActionAct::Redate { action, to: later(when), why: words() }),
        24 => {
            let by = later(when);
            let decision = match when % 4 {
                0 => Decision::DoItNow { by, why: words() },
                1 => Decision::Change { words: words(), by },
                2 => Decision::Escalate { to: words(), protocol: words(), by },
                _ => Decision::Stop { why: words() },
            };
            Effect::Action(ActionAct::Decide { action, decision })
        }
        25 if when == 7 => Effect::Action(ActionAct::AddAgain {
            subject: ActionSubject::Child(child),
            change_needed: String::new(),
            action: words(),
            owner: "me".to_owned(),
            due_on: later(when),
            why: words(),
        }),
        25 if when > 4 => Effect::Action(ActionAct::Escalate {
            subject: ActionSubject::Child(child),
            about: Some(action),
            matter: words(),
            to: words(),
            protocol: words(),
            by: later(when),
        }),
        25 if when == 4 => Effect::Action(ActionAct::Answer { action, on: day(), words: words() }),
        25 => Effect::Action(ActionAct::Reopen(action)),
        26 => Effect::Session(SessionAct::Book {
            worker,
            kind: SessionKind::OneToOne,
            on: later(when),
            at: None,
            moves: (when > 4).then_some(session),
            setting: SessionSetting { place: words(), ..SessionSetting::default() },
        }),
        27 => Effect::Session(SessionAct::Hold {
            worker,
            kind: SessionKind::OneToOne,
            on: earlier(when),
            minutes: 60,
            settles: (when > 4).then_some(session),
            setting: SessionSetting { interrupted: true, ..SessionSetting::default() },
        }),
        28 => Effect::Session(SessionAct::NotHeld {
            session,
            called_off_by: when.is_multiple_of(2).then_some(CancelledBy::Supervisor),
            reason: words(),
            instead: (when > 4).then(|| (later(when), None)),
        }),
        29 => {
            let every = Interval::Days(14);
            Effect::Series(SeriesAct { worker, first: later(when), at: None, every, count: 4 })
        }
        30 => Effect::Group(GroupAct {
            kind: GroupKind::Group,
            on: earlier(when),
            minutes: 60,
            who: vec!["Hannah".to_owned(), "Ben".to_owned()],
            children: vec![("470".to_owned(), words())],
            model: words(),
            shifted: words(),
        }),
        31 => Effect::Cover(CoverAct::HandOver {
            from: day(),
            until: later(when + 1),
            taken_by: "Kezia".to_owned(),
            otherwise: vec![("Hannah".to_owned(), "Owen".to_owned())],
            why: words(),
        }),
        32 => Effect::Cover(CoverAct::TakeBack),
        33 => Effect::Settings(SettingsAct::Name { supervisor: words(), team: words() }),
        34 => Effect::Settings(SettingsAct::LockAfter(Some(u64::from(when) + 1))),
        35 => Effect::Settings(SettingsAct::UsePolicy { name: "barnet".to_owned(), from: earlier(when) }),
        36 => Effect::WorkerFile(WorkerFileAct::Discuss { session, child }),
        37 => Effect::WorkerFile(WorkerFileAct::LeaveOut { session, child }),
        39 | 40 => {
            let whom = if kind == 39 { Whom::Child(child) } else { Whom::Worker(worker) };
            Effect::Capture(CaptureAct::Note { unsorted: None, whom, words: words() })
        }
        41 => Effect::Capture(CaptureAct::Action {
            unsorted: None,
            whom: Whom::Child(child),
            words: words(),
            owner: "me".to_owned(),
            due_on: later(when),
            why: words(),
        }),
        _ => {
            let what = match when % 4 {
                0 => Happened::Reviewed { months: 3, words: words() },
                1 => Happened::Observed { words: words(), areas: vec!["law".to_owned()] },
                2 => Happened::Extended { until: later(when), why: words() },
                _ => Happened::Ended { outcome: AsyeOutcome::Passed, words: words() },
            };
            Effect::Asye(AsyeAct::Enter { worker, on: earlier(when), what })
        }
    }
}

/// How the desk stands: everything in the file, and what is owed by it.
fn stands(desk: &Desk) -> (Vec<String>, Vec<crate::practice::due::Owed>, String, bool) {
    (
        desk.store.contents(),
        desk.owed().unwrap(),
        desk.settings().supervisor.clone(),
        desk.policies().on(desk.day()).name == "x",
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_undoing_leaves_all_as_it_was_and_doing_again_as_it_had_become(
        acts in proptest::collection::vec((0..43_u8, 0..4_u8, 0..8_u8, any::<bool>()), 1..14)
    ) {
        let mut desk = desk();
        for (kind, which, when, stays) in acts {
            let before = stands(&desk);
            let count = desk.undoing.done.len();
            let said = desk.perform(effect(kind, which, when));
            let after = stands(&desk);
            if said.is_err() || before == after {
                prop_assert!(said.is_ok() || before == after, "what is refused changes nothing");
                prop_assert_eq!(desk.undoing.done.len(), count);
                continue;
            }
            prop_assert_eq!(desk.undoing.done.len(), count + 1);
            desk.undo_act(UndoAct::Undo).unwrap();
            prop_assert!(stands(&desk) == before, "act {} of {} undone", kind, which);
            desk.undo_act(UndoAct::Redo).unwrap();
            prop_assert!(stands(&desk) == after, "act {} of {} done again", kind, which);
            if !stays {
                desk.undo_act(UndoAct::Undo).unwrap();
            }
            desk.store.verify(|_| ()).unwrap();
        }
        // All the way back, one after the other.
        while desk.can_undo().undo.is_some() {
            desk.undo_act(UndoAct::Undo).unwrap();
        }
        prop_assert!(stands(&desk) == stands(&self::desk()));
        desk.store.verify(|_| ()).unwrap();
    }
}

fn said(done: Result<Vec<Msg>, Refusal>) -> String {
    match done {
        Ok(messages) => match messages.into_iter().next() {
            Some(Msg::Undone(words)) => words,
            _ => panic!("nothing was said"),
        },
        Err(refusal) => refusal.to_string(),
    }
}

#[test]
fn it_says_in_words_what_it_undoes_before_and_after() {
    let mut desk = desk();
    assert!(said(desk.undo_act(UndoAct::Undo)).starts_with("nothing that can be undone"));
    desk.perform(effect(26, 0, 3)).unwrap();
    let can = desk.can_undo();
    assert_eq!(can.undo.as_deref(), Some("Hannah Lee's session on 28 November 2026 booked"));
    assert_eq!(can.redo, None);
    assert_eq!(said(desk.undo_act(UndoAct::Undo)), "Undone: Hannah Lee's session on 28 November 2026 booked.");
    assert_eq!(desk.can_undo().redo.as_deref(), Some("Hannah Lee's session on 28 November 2026 booked"));
    assert_eq!(said(desk.undo_act(UndoAct::Redo)), "Done again: Hannah Lee's session on 28 November 2026 booked.");
    desk.undo_act(UndoAct::Undo).unwrap();
    desk.perform(effect(19, 0, 2)).unwrap();
    assert_eq!(said(desk.undo_act(UndoAct::Redo)), "nothing has been undone that could be done again");
}

#[test]
fn what_was_undone_stays_in_the_file_and_in_the_trail() {
    let mut desk = desk();
    desk.perform(effect(19, 0, 2)).unwrap();
    let before = desk.store.audit_head().unwrap().seq;
    desk.undo_act(UndoAct::Undo).unwrap();
    let trail = desk.store.audit_after(before).unwrap();
    assert_eq!(trail.iter().map(|row| (row.act.code(), row.about.as_str())).collect::<Vec<_>>(), [("undo", "A1")]);
    assert!(desk.store.action(ActionId(1)).unwrap().is_none());
    assert_eq!(desk.store.taken_back().unwrap().len(), 1);
    assert!(desk.store.taken_back().unwrap()[0].contains("words 2"), "with what it said");
    // The number is not given to another.
    desk.perform(effect(19, 1, 4)).unwrap();
    assert!(desk.store.action(ActionId(2)).unwrap().is_some());
}

#[test]
fn who_was_entered_by_mistake_leaves_no_name() {
    let mut desk = desk();
    desk.perform(effect(8, 3, 2)).unwrap();
    desk.undo_act(UndoAct::Undo).unwrap();
    assert!(desk.store.taken_back().unwrap().iter().all(|held| !held.contains("Tomos")));
}

#[test]
fn what_has_changed_since_is_left_and_what_came_before_it_can_still_be_undone() {
    let mut desk = desk();
    desk.perform(effect(26, 1, 3)).unwrap();
    desk.perform(effect(19, 0, 2)).unwrap();
    // By another way, which nothing remembers.
    let close = ActionAct::Close { action: ActionId(1), how: ClosedHow::Done, words: "it went well".to_owned() };
    desk.action_act(close).unwrap();
    assert!(said(desk.undo_act(UndoAct::Undo)).starts_with("that has changed again since"));
    assert!(said(desk.undo_act(UndoAct::Undo)).starts_with("Undone: Ben Doyle's session"));
}

#[test]
fn what_cannot_be_undone_says_why_and_what_a_second_time_undoes() {
    let mut desk = desk();
    desk.perform(effect(26, 0, 3)).unwrap();
    desk.did_for_good("a record signed", "what has been signed never changes");
    let words = said(desk.undo_act(UndoAct::Undo));
    assert_eq!(
        words,
        "A record signed cannot be undone: what has been signed never changes. Undo once more to undo what came before \
         it: Hannah Lee's session on 28 November 2026 booked."
    );
    assert!(said(desk.undo_act(UndoAct::Undo)).starts_with("Undone: Hannah"));
}

#[test]
fn a_month_of_the_quality_calendar_is_undone_too() {
    let mut desk = desk();
    desk.perform(effect(35, 0, 7)).unwrap();
    let month = later(7).with_day0(0).unwrap();
    let Some(item) = items(&desk.policies, month, Vec::new()).into_iter().next() else { return };
    let before = desk.store.contents();
    let answer = Some(QualityAnswer::NotDone("the week of the inspection".to_owned()));
    desk.perform(Effect::Quality(QualityAct { month, item: item.what, answer })).unwrap();
    desk.undo_act(UndoAct::Undo).unwrap();
    assert_eq!(desk.store.contents(), before);
}

/// What is noted of somebody never changes, but it goes with whom it was noted of.
#[rstest]
#[case::of_children(39, 18)]
#[case::of_workers(40, 7)]
fn two_entries_with_notes_that_were_made_one_are_two_again(#[case] note: u8, #[case] merge: u8) {
    let mut desk = desk();
    desk.perform(effect(note, 0, 2)).unwrap();
    desk.perform(effect(note, 1, 3)).unwrap();
    let before = desk.store.contents();
    desk.perform(effect(merge, 0, 0)).unwrap();
    assert!(said(desk.undo_act(UndoAct::Undo)).starts_with("Undone: "));
    assert_eq!(desk.store.contents(), before);
    assert!(said(desk.undo_act(UndoAct::Redo)).starts_with("Done again: "));
}

#[test]
fn a_child_of_whom_something_was_written_since_stays() {
    let mut desk = desk();
    desk.perform(effect(8, 3, 2)).unwrap();
    let begin = OversightAct::Begin { child: ChildId(3), because: None };
    desk.perform(Effect::Oversight(begin)).unwrap();
    assert!(said(desk.undo_act(UndoAct::Undo)).starts_with("that has changed again since"));
    assert!(desk.store.child(ChildId(3)).unwrap().is_some());
}
