//! Oversight and actions from another system against a store in memory.

use super::tests::{by, day, request, take};
use super::*;
use crate::practice::action::ActionStatus;
use crate::practice::answer::{Answer, PlannedAction};
use crate::practice::oversight::{Threshold, field};
use crate::practice::reference::{ActionId, ChildId, DraftId, RecordId};
use crate::store::{ActionFilter, Settings};

const PEOPLE: [(Kind, &str); 2] = [
    (Kind::Workers, "reference,name,role,joined_on\nW1,Zoë Shah,social_worker,2025-01-06\n"),
    (
        Kind::Children,
        "reference,name,status,status_since\nC1,Aisha Ali,child_in_need,2026-01-05\nC2,Ines Lowe,assessment,2026-05-01\n",
    ),
];

fn team() -> Store {
    let mut store = Store::in_memory().unwrap();
    for (kind, text) in PEOPLE {
        take(&mut store, kind, text);
    }
    store
}

const OVERSIGHT: &str = "child,decided_on,reason,checkpoint_day,review_on,situation,impact,decision,threshold,likelihood,actions\n\
    C1,2026-06-01,supervision,,2026-07-01,Quiet at home.,,Stay with the plan.,s17,2,\"Change: bedtimes | Action: Visit after six | Who: zoe shah | By: 2026-06-12\nKeep ringing the school.\nBy: 19/06/2026 | Action: Ring the GP\"\n\
    C1,2026-06-01,,,,,,,,,\n\
    C2,2026-05-12,assessment_checkpoint,8,,History.,,,,,\n";

#[test]
fn the_made_up_teams_records_come_in_once_as_signed_history() {
    let mut store = Store::in_memory().unwrap();
    for (kind, text) in [
        (Kind::Workers, include_str!("../../../tests/cases/team-seven/workers.csv")),
        (Kind::Children, include_str!("../../../tests/cases/team-seven/children.csv")),
    ] {
        take(&mut store, kind, text);
    }
    let oversight = include_str!("../../../tests/cases/team-seven/oversight.csv");
    assert_eq!(take(&mut store, Kind::Oversight, oversight).new.len(), 40);
    let head = store.audit_head().unwrap();
    let again = take(&mut store, Kind::Oversight, oversight);
    assert_eq!((again.new.len(), again.changed.len(), again.unchanged), (0, 0, 40));
    assert_eq!(store.audit_head().unwrap(), head);
    let first = store.record(RecordId(1)).unwrap().unwrap();
    assert!(first.imported);
    assert_eq!(first.head.checkpoint_day, Some(1));
}

#[test]
fn history_is_kept_as_written_with_its_action_lines_as_actions() {
    let mut store = team();
    let report = take(&mut store, Kind::Oversight, OVERSIGHT);
    assert_eq!(report.new.len(), 3);
    let record = store.record(RecordId(1)).unwrap().unwrap();
    assert_eq!(record.answers.text(field::ACTIONS), "Keep ringing the school.");
    assert_eq!(record.answers.text(field::THRESHOLD), Threshold::S17.code());
    assert_eq!(
        (record.answers.step(field::LIKELIHOOD), record.answers.day(field::REVIEW_ON)),
        (Some(2), Some(day("2026-07-01")))
    );
    let actions = store.actions(ActionFilter::From(RecordId(1)), day("2026-11-22")).unwrap();
    assert_eq!(
        actions.iter().map(|one| (one.action.as_str(), one.owner_worker, one.due_on)).collect::<Vec<_>>(),
        [("Visit after six", Some(WorkerId(1)), day("2026-06-12")), ("Ring the GP", None, day("2026-06-19"))]
    );
    assert_eq!(take(&mut store, Kind::Oversight, OVERSIGHT).unchanged, 3);
}

#[test]
fn a_row_that_would_change_a_signed_record_is_refused_by_name() {
    let mut store = team();
    take(&mut store, Kind::Oversight, OVERSIGHT);
    let text = "child,decided_on,reason,checkpoint_day,situation,impact,likelihood\n\
        C2,2026-05-13,,,New.,,\n\
        C1,2026-06-01,supervision,,Noisy at home.,Frightened.,\n\
        C2,2026-05-12,assessment_checkpoint,8,,,\n";
    let error = import(&mut store, &by(), &request(Kind::Oversight, text.as_bytes())).unwrap_err();
    insta::assert_snapshot!(error);
    assert_eq!(store.records_of(ChildId(2)).unwrap().len(), 1, "nothing at all was imported");
    let skipping = Request { skip_bad_rows: true, ..request(Kind::Oversight, text.as_bytes()) };
    let report = import(&mut store, &by(), &skipping).unwrap();
    assert_eq!((report.new.len(), report.unchanged, report.refused.len()), (1, 1, 1));
    assert_eq!(store.record(RecordId(1)).unwrap().unwrap().answers.text(field::SITUATION), "Quiet at home.");
}

#[test]
fn as_drafts_nothing_is_signed_and_what_was_written_since_is_left() {
    let mut store = team();
    let drafts = Request { as_drafts: true, ..request(Kind::Oversight, OVERSIGHT.as_bytes()) };
    assert_eq!(import(&mut store, &by(), &drafts).unwrap().new.len(), 3);
    assert!(store.records_of(ChildId(1)).unwrap().is_empty());
    let mut draft = store.draft(DraftId(1)).unwrap().unwrap();
    let planned = |change: &str, action: &str, owner: &str, due_on: &str| PlannedAction {
        change_needed: change.to_owned(),
        action: action.to_owned(),
        owner: owner.to_owned(),
        due_on: Some(day(due_on)),
    };
    assert!(
        draft.answers.actions(field::ACTION_TABLE)
            == [
                planned("bedtimes", "Visit after six", "zoe shah", "2026-06-12"),
                planned("", "Ring the GP", "", "2026-06-19")
            ]
    );
    draft.answers.set(field::SITUATION, Answer::Text("In my own words.".to_owned()));
    store.save_draft(draft.id, &draft.head, &draft.answers, by().at).unwrap();
    let again = import(&mut store, &by(), &drafts).unwrap();
    assert_eq!((again.new.len(), again.unchanged, again.notes.len()), (0, 3, 1));
    assert_eq!(store.draft(DraftId(1)).unwrap().unwrap().answers.text(field::SITUATION), "In my own words.");
}

const ACTIONS: &str = "child,worker,action,owner,due_on,first_due_on,change_needed,status,closed_on,difference,decided_on\n\
    C1,,Visit after six,W1,2026-06-12,2026-06-05,bedtimes,done,2026-06-11,He sleeps.,2026-06-01\n\
    C1,,Ring the school,ZOE SHAH,2026-12-04,,,,,,\n\
    C1,,Ring the school,me,2026-12-04,,,,,,2026-06-02\n\
    ,W1,Book the course,Somebody Else,2026-12-11,,,open,,,\n";

#[test]
fn actions_are_linked_to_record_and_worker_and_count_the_move() {
    let mut store = team();
    store
        .change::<_, StoreError>(&by(), |change| {
            change.set_settings(&Settings { supervisor: "Mairi Rees".to_owned(), ..Settings::default() })
        })
        .unwrap();
    take(&mut store, Kind::Oversight, "child,decided_on\nC1,2026-06-01\n");
    let report = take(&mut store, Kind::Actions, ACTIONS);
    insta::assert_snapshot!(report.to_text());
    let action = |id| store.action(ActionId(id)).unwrap().unwrap();
    let first = action(1);
    assert_eq!((first.record, first.owner_worker, first.redated), (Some(RecordId(1)), Some(WorkerId(1)), 1));
    assert_eq!(
        (first.status, first.closed_on, first.difference.as_str()),
        (ActionStatus::Done, Some(day("2026-06-11")), "He sleeps.")
    );
    assert_eq!((action(2).owner_worker, action(2).record, action(2).redated), (Some(WorkerId(1)), None, 0));
    assert_eq!(action(3).owner, "Mairi Rees");
    assert_eq!(action(4).owner_worker, None);
    let head = store.audit_head().unwrap();
    assert_eq!(take(&mut store, Kind::Actions, ACTIONS).unchanged, 4);
    assert_eq!(store.audit_head().unwrap(), head);
}

#[test]
fn an_action_row_that_differs_moves_closes_and_opens_again() {
    let mut store = team();
    take(&mut store, Kind::Actions, ACTIONS);
    let text = "child,action,owner,due_on,status,closed_on,difference,decided_on\n\
        C1,Visit after six,Zoë Shah,2026-06-19,open,,,2026-06-01\n\
        C1,Ring the school,,2026-12-18,,,,\n\
        C1,Ring the school,,,not_done,2026-11-20,It was half term.,2026-06-02\n\
        C1,A new one,,2026-12-18,,,,\n";
    let report = rehearse(&mut store, &by(), &request(Kind::Actions, text.as_bytes())).unwrap();
    assert_eq!((report.bad.len(), report.bad[0].row, report.bad[0].column.as_str()), (1, 5, "owner"));
    let skipping = Request { skip_bad_rows: true, ..request(Kind::Actions, text.as_bytes()) };
    let report = import(&mut store, &by(), &skipping).unwrap();
    insta::assert_snapshot!(report.to_text());
    let action = |id| store.action(ActionId(id)).unwrap().unwrap();
    assert_eq!((action(1).status, action(1).due_on, action(1).redated), (ActionStatus::Open, day("2026-06-19"), 2));
    assert_eq!((action(2).due_on, action(2).redated), (day("2026-12-18"), 1));
    assert_eq!((action(3).status, action(3).difference.as_str()), (ActionStatus::NotDone, "It was half term."));
    assert_eq!(import(&mut store, &by(), &skipping).unwrap().unchanged, 3);
}

#[rstest::rstest]
#[case(Kind::Oversight, "child,decided_on\nC77,2026-01-05\n")]
#[case(Kind::Actions, "child,action,owner,due_on\nC77,Ring,Zoë Shah,2026-01-05\n")]
fn a_child_nobody_knows_is_a_bad_cell(#[case] kind: Kind, #[case] text: &str) {
    let report = rehearse(&mut team(), &by(), &request(kind, text.as_bytes())).unwrap();
    assert_eq!((report.bad.len(), report.bad[0].column.as_str()), (1, "child"));
}
