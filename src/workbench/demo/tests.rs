//! What a made-up team promises, held to it.

use super::*;
use crate::practice::action::{Action, ActionStatus, ActionSubject};
use crate::practice::child::ChildStatus;
use crate::practice::due::action::owed_action;
use crate::practice::due::child::{RecordFact, owed_to_child};
use crate::practice::due::compliance::compliance;
use crate::practice::due::supervision::{Absences, SessionsKnown, counted_days, next_booking, owed_to_worker};
use crate::practice::due::{Booking, Kind, Owed, State, Subject, SubjectId};
use crate::practice::oversight::field;
use crate::practice::reference::{ActionId, RecordId};
use crate::practice::review::must_be_put_right;
use crate::practice::session::Outcome;
use crate::practice::worker::Period;
use crate::store::{Act, ActionFilter, Closing, Store};
use families::Plant;
use oversight::Manner;
use rstest::rstest;
use std::collections::{BTreeMap, BTreeSet, HashMap};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn team(text: &str) -> Team {
    Team::made_up(7, day(text), Size::Team).unwrap()
}

fn children(team: &Team) -> Vec<MadeUpChild> {
    team.families().flatten().collect()
}

/// Everything that is said and dated, as one text.
fn all_of(team: &Team) -> String {
    let mut text = format!("{:?}\n", team.managers);
    for player in &team.players {
        text += &format!("{} {:?} {:?}\n", player.worker.name, player.worker.periods, player.worker.absences);
    }
    for session in &team.sessions {
        text += &format!("{session:?}\n");
    }
    for child in children(team) {
        text += &format!("{} {:?} {:?}\n", child.child.called(), child.child.statuses, child.child.allocations);
        for record in &child.records {
            text += &format!("{:?} {}\n", record.head, serde_json::to_string(&record.answers).unwrap());
        }
    }
    text
}

/// Everything owed to the team's children on its day, actions too.
fn owed(team: &Team) -> Vec<Owed> {
    let today = team.day();
    let mut owed = Vec::new();
    let mut action_id = 0;
    for told in children(team) {
        let child = &told.child;
        let facts: Vec<RecordFact> = (1..)
            .zip(&told.records)
            .map(|(number, record)| RecordFact {
                id: RecordId(number),
                child: child.id,
                decided_on: record.head.decided_on,
                checkpoint_day: record.head.checkpoint_day,
                reviews: record.head.reviews,
                review_on: record.review_on(),
                withdrawn_on: None,
            })
            .collect();
        owed.extend(owed_to_child(child, &facts, "", team.policies(), &team.calendar.working, today));
        for record in &told.records {
            for (row, follow) in record.answers.actions(field::ACTION_TABLE).iter().zip(&record.follow) {
                action_id += 1;
                let action = Action {
                    id: ActionId(action_id),
                    subject: ActionSubject::Child(child.id),
                    record: None,
                    change_needed: String::new(),
                    action: row.action.clone(),
                    owner: row.owner.clone(),
                    owner_worker: None,
                    due_on: follow.due_on(today),
                    first_due_on: follow.first_due_on,
                    redated: u32::try_from(follow.moves.len()).unwrap(),
                    status: follow.end.as_ref().map_or(ActionStatus::Open, |(_, closing)| closing.status()),
                    closed_on: None,
                    difference: String::new(),
                    escalation: None,
                };
                let subject = Subject {
                    id: SubjectId::Child(child.id),
                    reference: child.reference.clone(),
                    name: child.called().to_owned(),
                    status: None,
                };
                owed.extend(owed_action(&action, subject, &team.managers.supervisor, 7, today));
            }
        }
    }
    owed
}

fn supervision(team: &Team) -> Vec<(workers::Part, Owed)> {
    let today = team.day();
    team.players
        .iter()
        .filter_map(|player| {
            let sessions: Vec<_> = team.sessions.iter().filter(|one| one.worker == player.worker.id).collect();
            let held = counted_days(&player.worker, sessions.iter().copied(), team.policies());
            let known = SessionsKnown {
                last_held: held.last().copied(),
                next_planned: next_booking(sessions.iter().copied(), team.policies(), today),
            };
            let owed = owed_to_worker(&player.worker, known, team.policies(), &team.calendar.working, today)?;
            Some((player.part, owed))
        })
        .collect()
}

#[test]
fn the_same_seed_and_day_make_the_same_team_and_another_seed_another() {
    let one = all_of(&team("2026-11-23"));
    assert_eq!(one, all_of(&team("2026-11-23")));
    assert_ne!(one, all_of(&Team::made_up(8, day("2026-11-23"), Size::Team).unwrap()));
    assert_ne!(one, all_of(&team("2026-11-24")));
}

#[test]
fn nothing_is_left_unsaid_between_brackets() {
    for seed in 0..4 {
        let team = Team::made_up(seed, day("2026-11-23"), Size::Team).unwrap();
        for told in children(&team) {
            for record in &told.records {
                let text = serde_json::to_string(&record.answers).unwrap();
                let words: Vec<&str> = record.answers.iter().map(|(key, _)| record.answers.text(key)).collect();
                assert!(!words.concat().contains(['{', '}', '[', ']', '|']), "{words:?}");
                assert!(!text.contains("  "), "two spaces in {text}");
            }
        }
    }
}

#[test]
fn the_team_is_as_big_as_promised_and_every_status_is_there() {
    let team = team("2026-11-23");
    let here: Vec<_> = team.players.iter().filter(|player| player.worker.in_team(team.day())).collect();
    assert_eq!(here.len(), 9);
    let asye = here.iter().filter(|player| player.worker.asye_on(team.day()).is_some()).count();
    assert_eq!(asye, 2);
    let names: BTreeSet<&str> = team.players.iter().map(|player| player.worker.name.as_str()).collect();
    assert_eq!(names.len(), 10);
    let children = children(&team);
    assert_eq!(i64::try_from(children.len()).unwrap(), Size::Team.children());
    let mut by_status: BTreeMap<ChildStatus, i64> = BTreeMap::new();
    for told in &children {
        *by_status.entry(told.child.status_on(team.day()).unwrap().status).or_default() += 1;
    }
    for (status, count) in Size::Team.open() {
        assert_eq!(by_status.get(&status), Some(&count), "{status:?}");
    }
    assert_eq!(by_status.len(), ChildStatus::ALL.len());
    let drafts: usize = children.iter().map(|told| told.drafts.len()).sum();
    assert_eq!(drafts, 4);
    let manners: BTreeSet<Manner> =
        children.iter().flat_map(|told| told.records.iter().map(|record| record.manner)).collect();
    assert_eq!(manners.len(), 3);
}

#[rstest]
#[case("2026-11-23")]
#[case("2026-11-22")]
#[case("2027-01-01")]
#[case("2028-02-29")]
fn no_date_is_impossible(#[case] today: &str) {
    let team = team(today);
    let today = team.day();
    let workers: HashMap<_, _> = team.players.iter().map(|player| (player.worker.id, &player.worker)).collect();
    for session in &team.sessions {
        let worker = workers[&session.worker];
        if let Some(on) = session.held_on() {
            assert!(on < today && worker.in_team(on), "{session:?} {worker:?}");
            assert!(Absences::of(worker).over(on).is_none(), "{session:?} in an absence of {worker:?}");
            assert!(team.calendar.working.is_working_day(on), "{session:?}");
        } else if session.outcome == Outcome::Planned {
            assert!(session.planned_for.unwrap() >= today, "{session:?}");
        } else {
            assert!(session.planned_for.unwrap() < today, "{session:?}");
        }
    }
    for told in children(&team) {
        let child = &told.child;
        let first = child.statuses.first().unwrap().since;
        assert!(child.born_on.unwrap() < first, "{child:?} born {:?}, known from {first}", child.born_on);
        assert!(child.statuses.windows(2).all(|pair| pair[0].since < pair[1].since), "{:?}", child.statuses);
        assert!(child.statuses.last().unwrap().since < today);
        for pair in child.allocations.windows(2) {
            assert!(pair[0].until.unwrap() < pair[1].from, "{:?}", child.allocations);
        }
        for one in &child.allocations {
            let worker = workers[&one.worker];
            assert!(
                worker.in_team(one.from) && one.until.is_none_or(|until| worker.in_team(until)),
                "{one:?} {worker:?}"
            );
            assert!(one.until.is_none_or(|until| until >= one.from), "{one:?}");
        }
        for one in &child.assessments {
            assert!(one.end.is_none_or(|end| end > one.start && end < today));
        }
        assert!(told.records.windows(2).all(|pair| pair[0].head.decided_on < pair[1].head.decided_on));
        for record in &told.records {
            let on = record.head.decided_on;
            assert!(first <= on && on < today, "{child:?} {on}");
            assert!(team.calendar.working.is_working_day(on), "{child:?} {on}");
            assert!(record.review_on().is_none_or(|review| review > on), "{child:?} {on}");
            let rows = record.answers.actions(field::ACTION_TABLE);
            assert_eq!(rows.len(), record.follow.len());
            for (row, follow) in rows.iter().zip(&record.follow) {
                assert_eq!(row.due_on, Some(follow.first_due_on));
                assert!(follow.first_due_on >= on, "{child:?} {on} {}", follow.first_due_on);
                assert!(
                    follow
                        .moves
                        .iter()
                        .all(|(moved, to, why)| *moved < today && on <= *moved && to > moved && !why.is_empty())
                );
                assert!(follow.end.as_ref().is_none_or(|(end, _)| on <= *end && *end < today));
            }
        }
        for draft in &told.drafts {
            assert!(draft.head.decided_on <= today);
        }
    }
}

#[test]
fn supervision_is_as_planted() {
    let team = team("2026-11-23");
    let owed = supervision(&team);
    let of = |part| &owed.iter().find(|(one, _)| *one == part).unwrap().1;
    assert_eq!(of(workers::Part::LongOverdue).state, State::Overdue(77));
    assert_eq!(of(workers::Part::LongOverdue).booking, Some(Booking::NotBooked));
    let late = of(workers::Part::FirstYearLate);
    assert!(matches!(late.state, State::Overdue(3)), "{late:?}");
    assert!(matches!(late.booking, Some(Booking::BookedLate(_))), "{late:?}");
    assert_eq!(of(workers::Part::Away).state, State::Paused);
    assert_eq!(owed.iter().filter(|(_, one)| matches!(one.state, State::Overdue(_))).count(), 2);
    let back = team.players.iter().find(|player| player.part == workers::Part::BackFromLeave).unwrap();
    assert!(back.worker.periods.iter().any(|one| matches!(one, Period::Enhanced { .. }) && one.contains(team.day())));
}

#[test]
fn a_team_in_the_file_is_the_team_that_was_made_up() {
    let today = day("2026-11-23");
    let team = team("2026-11-23");
    let mut store = Store::in_memory().unwrap();
    let at = today.and_hms_opt(8, 40, 0).unwrap().and_utc();
    let mut told = 0;
    let made = make(&mut store, 7, today, Size::Team, at, |done, of| {
        told = 1_000 * done + of;
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(told, 142_142);
    let children = children(&team);
    assert_eq!((made.workers, made.children, made.drafts), (10, children.len(), 4));
    assert_eq!(store.settings().unwrap().supervisor, team.managers.supervisor);
    assert_eq!(store.drafts().unwrap().len(), 4);
    let stored = store.children().unwrap();
    for told in &children {
        let there = stored.iter().find(|one| one.reference == told.child.reference).unwrap();
        let records = store.records_of(there.id).unwrap();
        assert_eq!(records.len(), told.records.len());
        for (record, told) in records.iter().zip(&told.records) {
            assert_eq!((&record.answers, record.head.decided_on), (&told.answers, told.head.decided_on));
            assert_eq!(record.head.reviews.is_some(), told.head.reviews.is_some());
            assert!(record.head.reviews.is_none_or(|reviewed| records.iter().any(|one| one.id == reviewed)));
            let mut actions = store.actions(ActionFilter::From(record.id), today).unwrap();
            actions.sort_by_key(|action| action.id);
            assert_eq!(actions.len(), told.follow.len());
            for (action, follow) in actions.iter().zip(&told.follow) {
                assert_eq!((action.first_due_on, action.due_on), (follow.first_due_on, follow.due_on(today)));
                assert_eq!(action.status == ActionStatus::Open, follow.end.is_none());
            }
        }
    }
    assert_eq!(store.audit_after(0).unwrap().iter().filter(|row| row.act == Act::Demo).count(), 1);
    // Two matters were taken higher: one waits, and is not late, and one was answered in time.
    let mut higher = store.actions(ActionFilter::All, today).unwrap();
    higher.retain(|one| one.escalation.is_some());
    higher.sort_by_key(|one| one.status == ActionStatus::Open);
    let [answered, waiting] = higher.as_slice() else { panic!("{} taken higher", higher.len()) };
    assert!(answered.status == ActionStatus::Done && answered.closed_on.unwrap() <= answered.due_on);
    assert!(waiting.status == ActionStatus::Open && waiting.due_on > today && waiting.subject != answered.subject);
}

#[rstest]
#[case(1)]
#[case(7)]
#[case(42)]
fn compliance_is_believable(#[case] seed: u64) {
    let team = Team::made_up(seed, day("2026-11-23"), Size::Team).unwrap();
    let held: Vec<Vec<NaiveDate>> =
        team.players.iter().map(|player| counted_days(&player.worker, &team.sessions, team.policies())).collect();
    let pairs = team.players.iter().zip(&held).map(|(player, held)| (&player.worker, held.as_slice()));
    let year = (day("2025-12-01"), day("2026-11-23"));
    let found = compliance(pairs, team.policies(), &team.calendar.working, year, team.day());
    let total = found.total;
    let due = total.on_time + total.late + total.missed + total.outstanding;
    let percent = 100 * total.on_time / due;
    assert!((78..=92).contains(&percent), "{percent} % of {due}: {total:?}");
    assert!(total.late > 0 && total.missed > 0, "{total:?}");
}

#[rstest]
#[case(1)]
#[case(7)]
#[case(42)]
fn what_is_owed_to_children_is_what_was_planted_and_no_more(#[case] seed: u64) {
    let team = Team::made_up(seed, day("2026-11-23"), Size::Team).unwrap();
    let owed = owed(&team);
    let late: Vec<String> = owed
        .iter()
        .filter_map(|one| match one.state {
            State::Overdue(days) => Some(format!("{} {days}", one.kind.code())),
            _ => None,
        })
        .collect();
    let sorted: BTreeSet<&str> = late.iter().map(String::as_str).collect();
    let wanted = ["action 24", "action 4", "checkpoint 5", "oversight 6", "review 11"];
    for one in wanted {
        assert!(sorted.contains(one), "{one} is not among {late:?}");
    }
    assert!(late.len() <= 7, "{late:?}");
    let today: Vec<Kind> = owed.iter().filter(|one| one.state == State::DueToday).map(|one| one.kind).collect();
    for kind in [Kind::Review, Kind::Checkpoint, Kind::Action] {
        assert!(today.contains(&kind), "nothing of {kind:?} due today");
    }
    let drifting = owed.iter().filter(|one| one.kind == Kind::Action).count();
    assert!(drifting > 60, "{drifting}");
}

#[test]
fn the_good_manager_never_writes_the_same_of_two_families() {
    let team = team("2026-11-23");
    let mut seen: HashMap<String, String> = HashMap::new();
    for told in children(&team) {
        let family = told.child.family.clone().unwrap();
        for record in told.records.iter().filter(|record| record.manner == Manner::Good) {
            let text =
                [field::SITUATION, field::IMPACT, field::DECISION].map(|key| record.answers.text(key)).join("\n");
            let other = seen.insert(text.clone(), family.clone());
            assert!(other.is_none_or(|other| other == family), "{text}");
        }
    }
}

#[test]
fn the_drafts_are_ready_half_done_begun_and_lacking_a_date() {
    let team = team("2026-11-23");
    let lacks = |plant: Plant| {
        let told = children(&team).into_iter().find(|told| told.plants.contains(&plant)).unwrap();
        let draft = told.drafts.first().unwrap();
        must_be_put_right(&draft.head, &draft.answers, team.day()).len()
    };
    assert_eq!(lacks(Plant::ReadyDraft), 0);
    assert_eq!(lacks(Plant::UndatedDraft), 1);
    assert!(lacks(Plant::HalfDraft) > 3);
    assert!(lacks(Plant::BegunDraft) > lacks(Plant::HalfDraft));
}

#[test]
fn a_record_of_each_manner_reads_as_its_writer() {
    let team = team("2026-11-23");
    let children = children(&team);
    for manner in [Manner::Good, Manner::Tired, Manner::New] {
        let (told, record) = children
            .iter()
            .filter(|told| told.records.len() > 6)
            .find_map(|told| told.records.iter().skip(2).find(|one| one.manner == manner).map(|one| (told, one)))
            .unwrap();
        insta::assert_snapshot!(format!("{manner:?}"), page(told, record));
    }
}

/// A record as a reader would see it.
fn page(told: &MadeUpChild, record: &oversight::MadeUpRecord) -> String {
    let answers = &record.answers;
    let head = &record.head;
    let mut page = format!(
        "{}, {:?}, decided {}{}\nreason: {}\n",
        told.child.called(),
        told.child.status_on(head.decided_on).unwrap().status,
        head.decided_on,
        head.decided_by.as_deref().map(|name| format!(" by {name}")).unwrap_or_default(),
        head.reason.as_ref().unwrap().words()
    );
    for key in [
        field::SITUATION,
        field::IMPACT,
        field::CHILDS_WORDS,
        field::PROTECTIVE,
        field::RISKS,
        field::LONG_TERM,
        field::DECISION,
        field::THRESHOLD,
        field::CONSIDERED,
        field::REVIEW,
    ] {
        let lines = answers.lines(key).join("; ");
        page += &format!("{key}: {}{lines}\n", answers.text(key));
    }
    for (row, follow) in answers.actions(field::ACTION_TABLE).iter().zip(&record.follow) {
        let end = match &follow.end {
            None => "open".to_owned(),
            Some((on, Closing::Done { difference })) => format!("done {on}: {difference}"),
            Some((on, closing)) => format!("{closing:?} {on}"),
        };
        page += &format!(
            "- {} | {} | {} | {} | moved {} | {end}\n",
            row.change_needed,
            row.action,
            row.owner,
            row.due_on.unwrap(),
            follow.moves.len()
        );
    }
    page += &format!("review on {:?}", record.review_on());
    page
}
