//! What the pages of children and actions gather from an open file.

use super::child::Happening;
use crate::practice::action::ActionSubject;
use crate::practice::answer::{Answer, Answers};
use crate::practice::child::{Assessment, ChildStatus, StatusChange};
use crate::practice::due::{Kind, SubjectId};
use crate::practice::milestone::Standing;
use crate::practice::oversight::{Head, KnownReason, Reason, field};
use crate::practice::policy_file::DEFAULT;
use crate::practice::reference::{ActionId, ChildId, Reference, WorkerId};
use crate::practice::worker::{KnownRole, Role};
use crate::store::{PolicyInForce, Store, WorkerDetails};
use crate::workbench::act::export::LeavesTo;
use crate::workbench::configuration::Configuration;
use crate::workbench::desk::Desk;
use crate::workbench::effect::{ActionAct, ChildAct, ChildEntry, ClosedHow, Takes, WrittenAs};
use crate::workbench::message::{Opens, Which};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn reference(text: &str) -> Reference {
    Reference::new(text).unwrap()
}

fn entry(text: &str, name: Option<&str>, family: Option<&str>) -> ChildEntry {
    ChildEntry {
        reference: reference(text),
        name: name.map(str::to_owned),
        born_on: Some(day("2019-03-02")),
        family: family.map(str::to_owned),
    }
}

struct Team {
    desk: Desk,
    worker: WorkerId,
    sian: ChildId,
    zoe: ChildId,
}

fn team() -> Team {
    let mut desk = Desk::of(Store::in_memory().unwrap(), day("2026-11-23"), Configuration::default()).unwrap();
    let by = desk.by();
    let details = WorkerDetails {
        reference: reference("W1"),
        name: "Kezia Ŵyn".to_owned(),
        role: Role::Known(KnownRole::SocialWorker),
        fte: 100,
        joined_on: day("2025-01-06"),
        joined_assumed: false,
        left_on: None,
    };
    let worker = desk.store.change(&by, |change| change.add_worker(&details)).unwrap();
    let mut add = |entry, since, worker| {
        let act = ChildAct::Add { entry, status: ChildStatus::ChildInNeed, since: day(since), worker };
        desk.child_act(act).unwrap();
    };
    add(entry("4711", Some("Siân Ŵyn"), Some("F1")), "2026-09-01", Some(worker));
    add(entry("4712", Some("Zoë Ŵyn"), Some("F1")), "2026-10-01", None);
    add(entry("4713", None, None), "2026-08-01", None);
    let find = |text: &str| desk.find_child(text).unwrap();
    let (sian, zoe) = (find("4711"), find("4712"));
    Team { desk, worker, sian, zoe }
}

fn record(team: &mut Team, on: &str, checkpoint: Option<u16>) {
    let mut head = Head::new(team.sian, day(on));
    head.reason = Some(Reason::Known(KnownReason::AssessmentCheckpoint));
    head.checkpoint_day = checkpoint;
    let mut answers = Answers::default();
    answers.set(field::DECISION, Answer::Text("She stays at home while her aunt is there.".to_owned()));
    let by = team.desk.by();
    team.desk.store.change(&by, |change| change.enter_history(&head, &answers, None)).unwrap();
}

#[test]
fn the_list_begins_with_whom_nobody_wrote_about_longest() {
    let mut team = team();
    record(&mut team, "2026-11-02", None);
    let page = team.desk.children_page(false).unwrap();
    let rows: Vec<_> = page.rows.iter().map(|row| (row.called.as_str(), row.last_footprint)).collect();
    assert_eq!(rows, [("4713", None), ("Zoë Ŵyn", None), ("Siân Ŵyn", Some(day("2026-11-02")))]);
    assert_eq!(page.rows[2].worker, Some((team.worker, "Kezia Ŵyn".to_owned())));
    assert!(page.rows.iter().all(|row| row.next.is_some()), "regular oversight is owed to each");
    assert_eq!(page.rows[0].age, Some(7));
}

#[test]
fn a_closed_child_stands_apart_and_has_no_worker_from_the_next_day() {
    let mut team = team();
    let since = day("2026-11-20");
    let close = ChildAct::SetStatus { child: team.sian, status: ChildStatus::Closed, since };
    team.desk.child_act(close).unwrap();
    assert!(team.desk.children_page(false).unwrap().rows.iter().all(|row| row.child != team.sian));
    let closed = team.desk.children_page(true).unwrap();
    assert_eq!(closed.rows.len(), 1);
    assert_eq!((closed.rows[0].status, &closed.rows[0].worker), (Some((ChildStatus::Closed, since)), &None));
}

#[test]
fn whoever_was_closed_long_ago_is_found_by_name_and_not_in_the_list() {
    let mut team = team();
    record(&mut team, "2026-11-02", None);
    let (of_sian, of_zoe) = (team.sian, team.zoe);
    let set = |team: &mut Team, child, status, since: &str| {
        team.desk.child_act(ChildAct::SetStatus { child, status, since: day(since) }).unwrap();
    };
    set(&mut team, of_sian, ChildStatus::Closed, "2026-11-23");
    set(&mut team, of_zoe, ChildStatus::Closed, "2026-11-10");
    let begins_later = ChildAct::Add {
        entry: entry("4714", Some("Ada Ŵyn"), None),
        status: ChildStatus::Contact,
        since: day("2026-12-01"),
        worker: None,
    };
    team.desk.child_act(begins_later).unwrap();
    let listed = |team: &Team| -> Vec<(String, Option<NaiveDate>)> {
        let rows = team.desk.children_page(true).unwrap().rows;
        rows.into_iter().map(|row| (row.called, row.last_footprint)).collect()
    };
    let (sian, zoe) = (("Siân Ŵyn".to_owned(), Some(day("2026-11-02"))), ("Zoë Ŵyn".to_owned(), None));
    let ada = ("Ada Ŵyn".to_owned(), None);
    assert_eq!(listed(&team), [sian.clone(), zoe.clone(), ada.clone()]);
    assert_eq!(team.desk.children_page(true).unwrap().rows[0].worker.as_ref().unwrap().0, team.worker);
    // Fourteen months on: Siân has been opened and closed again, Zoë is history, Ada is open.
    set(&mut team, of_sian, ChildStatus::Contact, "2027-10-01");
    set(&mut team, of_sian, ChildStatus::Closed, "2027-11-01");
    team.desk.day = day("2028-01-10");
    assert_eq!(listed(&team), [sian]);
    let found = team.desk.search_page("zoe").unwrap();
    assert_eq!(found.found.len(), 1);
    // And on the day before all that: as it was.
    team.desk.day = day("2026-11-22");
    assert_eq!(listed(&team), [zoe, ada]);
}

#[test]
fn what_is_owed_is_reckoned_again_when_the_file_or_the_day_has_changed() {
    let mut team = team();
    let before = team.desk.team_facts().unwrap();
    assert!(std::sync::Arc::ptr_eq(&before, &team.desk.team_facts().unwrap()));
    record(&mut team, "2026-11-02", None);
    let after = team.desk.team_facts().unwrap();
    let next = |desk: &Desk, facts: &crate::workbench::owed::TeamFacts| {
        let place = facts.children.iter().position(|child| child.reference == reference("4711")).unwrap();
        desk.worst_of_children(facts).unwrap()[place].unwrap().due_on
    };
    assert!(next(&team.desk, &after) > next(&team.desk, &before));
    team.desk.day = day("2026-11-24");
    let later = team.desk.team_facts().unwrap();
    assert!(later.owed[0].state.days_overdue() > after.owed[0].state.days_overdue());
}

#[test]
fn a_page_tells_what_happened_newest_first_and_what_met_a_checkpoint() {
    let mut team = team();
    let assessment = Assessment { start: day("2026-10-26"), end: None };
    team.desk.child_act(ChildAct::SetAssessment { child: team.sian, assessment }).unwrap();
    record(&mut team, "2026-11-05", Some(8));
    let act = ActionAct::Add {
        subject: ActionSubject::Child(team.sian),
        record: None,
        change_needed: String::new(),
        action: "Ring the school".to_owned(),
        owner: "Kezia Ŵyn".to_owned(),
        due_on: day("2026-11-20"),
    };
    team.desk.action_act(act.clone()).unwrap();
    team.desk.action_act(act).unwrap();
    let open = team.desk.child_page(team.sian).unwrap().open_actions;
    let words = "she is picked up on time".to_owned();
    team.desk.action_act(ActionAct::Close { action: open[0].id, how: ClosedHow::Done, words }).unwrap();

    let page = team.desk.child_page(team.sian).unwrap();
    let told: Vec<_> = page
        .entries
        .iter()
        .map(|entry| {
            let what = match &entry.what {
                Happening::Record(record) => format!("{} {}", record.id, record.reason),
                Happening::ActionClosed(action) => format!("{} {}", action.id, action.status.words()),
                Happening::Note(note) => note.words.clone(),
                Happening::Status(status) => status.words().to_owned(),
                Happening::Allocated { worker, .. } => format!("to {worker}"),
                Happening::AllocationEnded { worker } => format!("no longer {worker}"),
                Happening::Milestone { what, .. } | Happening::Group { what, .. } => what.clone(),
                Happening::MilestoneTakenBack { what, .. } => format!("{what} taken back"),
                Happening::AssessmentBegan => "assessment began".to_owned(),
                Happening::AssessmentEnded { .. } => "assessment ended".to_owned(),
            };
            format!("{} {what}", entry.on)
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    2026-11-23 A1 done
    2026-11-05 O1 assessment checkpoint, day 8
    2026-10-26 assessment began
    2026-09-01 to Kezia Ŵyn
    2026-09-01 child in need
    ");
    assert_eq!(page.open_actions.len(), 1);
    assert_eq!(page.family.iter().map(|one| one.id).collect::<Vec<_>>(), [team.zoe]);
    let met: Vec<_> = page.checkpoints.iter().map(|one| (one.number, one.met_on)).collect();
    assert_eq!(met.iter().find(|(number, _)| *number == 8), Some(&(8, Some(day("2026-11-05")))));
    assert!(page.owed.iter().any(|owed| owed.label == "Ring the school"));
}

#[test]
fn a_corrected_reference_and_a_merged_entry_still_lead_to_the_child() {
    let mut team = team();
    let change = ChildAct::Change { child: team.sian, entry: entry("9001", Some("Siân Ŵyn-Rees"), Some("F1")) };
    team.desk.child_act(change).unwrap();
    team.desk.child_act(ChildAct::Merge { duplicate: team.zoe, into: team.sian }).unwrap();
    for known_as in ["4711", "9001", "4712"] {
        assert_eq!(team.desk.find_child(known_as).unwrap(), team.sian);
    }
    assert_eq!(team.desk.child_page(team.sian).unwrap().formerly, ["Siân Ŵyn", "4711"]);
}

#[test]
fn actions_stand_worst_first_with_whom_they_concern() {
    let mut team = team();
    for (subject, due_on) in [
        (ActionSubject::Child(team.sian), "2026-12-01"),
        (ActionSubject::Worker(team.worker), "2026-11-13"),
        (ActionSubject::Child(team.zoe), "2026-11-20"),
    ] {
        let (action, owner) = ("Ring the school".to_owned(), "me".to_owned());
        let (change_needed, due_on) = (String::new(), day(due_on));
        let act = ActionAct::Add { subject, record: None, change_needed, action, owner, due_on };
        team.desk.action_act(act).unwrap();
    }
    let page = team.desk.actions_page(false).unwrap();
    let rows: Vec<_> = page.rows.iter().map(|row| (row.called.as_str(), row.worker.as_deref())).collect();
    assert_eq!(rows, [("Kezia Ŵyn", None), ("Zoë Ŵyn", None), ("Siân Ŵyn", Some("Kezia Ŵyn"))]);
    assert!(team.desk.actions_page(true).unwrap().rows.is_empty());
}

#[test]
fn a_row_says_whether_its_action_was_asked_for_before_on_the_same_child() {
    let mut team = team();
    let ask = |team: &mut Team, subject: ActionSubject, action: &str| {
        let (action, owner, due_on) = (action.to_owned(), "me".to_owned(), day("2026-12-01"));
        let act = ActionAct::Add { subject, record: None, change_needed: String::new(), action, owner, due_on };
        team.desk.action_act(act).unwrap();
    };
    let (sian, zoe) = (ActionSubject::Child(team.sian), ActionSubject::Child(team.zoe));
    ask(&mut team, sian, "Write to the housing office about the lock");
    let close = ActionAct::Close { action: ActionId(1), how: ClosedHow::NotDone, words: "nobody came".to_owned() };
    team.desk.action_act(close).unwrap();
    ask(&mut team, sian, "Write to the housing office about a lock");
    ask(&mut team, sian, "Ring the school");
    ask(&mut team, zoe, "Write to the housing office about the lock");
    let rows = team.desk.actions_page(false).unwrap().rows;
    let asking: Vec<_> = rows.iter().filter(|row| row.asks).map(|row| row.action.id).collect();
    assert_eq!(asking, [ActionId(2)], "and not what was left undone for another child");
    assert!(team.desk.actions_page(true).unwrap().rows.iter().all(|row| !row.asks), "what is closed asks nothing");
}

#[test]
fn words_and_names_are_found_with_what_opens_them() {
    let mut team = team();
    record(&mut team, "2026-11-05", None);
    let opens = |words: &str| -> Vec<Opens> {
        team.desk.search_page(words).unwrap().found.into_iter().map(|one| one.opens).collect()
    };
    assert_eq!(opens("zoe"), [Opens::Which(Which::Child(team.zoe))]);
    assert_eq!(opens("her aunt"), [Opens::Which(Which::Record(crate::practice::reference::RecordId(1)))]);
    assert!(opens("nothing at all").is_empty());
    let names: Vec<_> = team.desk.objects().unwrap().into_iter().map(|one| one.reference).collect();
    assert_eq!(names, ["W1", "4713", "4711", "4712"]);
}

#[test]
fn the_plan_is_reckoned_from_age_and_status_and_a_slip_is_taken_back_with_its_reason() {
    let mut team = team();
    let today = team.desk.day();
    // As in every file that was made: a policy holds from the beginning, and this one from today.
    let (text, _) = Configuration::default().policy(DEFAULT).unwrap();
    let first = PolicyInForce { from: None, name: DEFAULT.to_owned(), text };
    let by = team.desk.by();
    team.desk.store.change(&by, |change| change.use_policy(&first)).unwrap();
    team.desk.use_policy("barnet", today).unwrap();
    let status = StatusChange { status: ChildStatus::InCare, since: day("2026-10-05") };
    team.desk.store.change(&by, |change| change.set_status(team.sian, status)).unwrap();
    let sian = team.sian;
    let visit = |on: &str| ChildAct::SetMilestone { child: sian, key: "visit".to_owned(), on: day(on) };
    let (right, wrong) = (visit("2026-10-12"), visit("2026-11-20"));
    team.desk.child_act(right).unwrap();
    team.desk.child_act(wrong).unwrap();

    let row = |desk: &Desk, what: &str| {
        let plan = desk.plan_of(sian).unwrap();
        plan.into_iter().find(|row| row.what.starts_with(what)).unwrap_or_else(|| panic!("no {what}"))
    };
    assert_eq!(row(&team.desk, "Child visited").due_on(), Some(day("2027-01-01")));
    let adviser = row(&team.desk, "Personal adviser named");
    assert_eq!(adviser.due_on(), Some(day("2035-03-02")));
    assert!(adviser.sentences().contains("the age of 16 years, born on 2 March 2019"), "{}", adviser.sentences());
    assert_eq!(row(&team.desk, "Plan for permanence agreed").due_on(), Some(day("2027-02-05")));
    assert_eq!(
        row(&team.desk, "Care plan reviewed").due_on(),
        Some(today),
        "a month on, but not before the policy holds"
    );
    let unknown = row(&team.desk, "Placement meeting held").sentences();
    assert!(unknown.contains("No day can be told") && unknown.contains("Moved to a placement"), "{unknown}");
    let report = row(&team.desk, "Report for the review ready");
    assert_eq!(report.due_on(), Some(day("2026-11-18")), "three working days before the day the review is due by");
    assert!(report.how.contains("3 working days before 23 November 2026"), "{}", report.how);

    // What only some plans ask has its day, and is called late of nobody.
    let matched = row(&team.desk, "If the plan is adoption: matched");
    assert_eq!((matched.due_on(), matched.state), (Some(day("2027-08-05")), None));

    // What was entered is owed; what nobody entered is on the page, and owed to nobody.
    let page = team.desk.child_page(team.sian).unwrap();
    let owed: Vec<&str> =
        page.owed.iter().filter(|one| one.kind == Kind::Milestone).map(|one| one.label.as_str()).collect();
    assert_eq!(owed, ["Child visited"]);
    assert!(page.plan.iter().all(|row| row.what != "Child visited"), "it stands with what is owed");
    assert!(page.plan.iter().any(|row| row.what == "Personal adviser named"));
    // Asked why, every day of the plan is told once, in the words of the page.
    let why = team.desk.why_page(&SubjectId::Child(sian)).unwrap();
    let dated: Vec<_> = page
        .plan
        .iter()
        .filter(|row| row.state.is_some())
        .map(crate::workbench::page::child_plan::PlanRow::sentences)
        .collect();
    assert_eq!(
        why.planned.iter().map(crate::workbench::page::child_plan::PlanRow::sentences).collect::<Vec<_>>(),
        dated
    );
    assert!(dated.len() > 3 && why.owed.iter().any(|one| one.label == "Child visited"));

    let back = |why: &str| ChildAct::TakeMilestoneBack {
        child: sian,
        key: "visit".to_owned(),
        on: day("2026-11-20"),
        why: why.to_owned(),
    };
    assert!(team.desk.child_act(back("  ")).is_err(), "a reason is asked for");
    team.desk.child_act(back("it was her sister")).unwrap();
    assert_eq!(row(&team.desk, "Child visited").due_on(), Some(day("2026-11-23")));
    let page = team.desk.child_page(team.sian).unwrap();
    let told = page.entries.iter().find_map(|entry| match &entry.what {
        Happening::MilestoneTakenBack { was_on, why, .. } => Some((entry.on, *was_on, why.clone())),
        _ => None,
    });
    assert_eq!(told, Some((today, day("2026-11-20"), "it was her sister".to_owned())));
    // Again there is nothing to take back, and the same day can be entered anew.
    let said = team.desk.child_act(back("twice")).unwrap();
    assert!(matches!(said.as_slice(), [crate::workbench::Msg::Done(words)] if words.contains("already")));

    let text = team.desk.take_out(Takes::Child(team.sian), WrittenAs::Text, &LeavesTo::Output).unwrap();
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains("Milestones of the plan"), "{text}");
    assert!(text.contains("Child visited: last 12 October 2026; by 23 November 2026"), "{text}");
    assert!(!text.contains("sister"), "why a slip was taken back is no part of the record");
    team.desk.store.verify(|_| ()).unwrap();
}

#[test]
fn what_prepares_a_meeting_has_a_day_when_the_meeting_has_one() {
    let mut team = team();
    let today = team.desk.day();
    let (text, _) = Configuration::default().policy("barnet").unwrap();
    let first = PolicyInForce { from: None, name: "barnet".to_owned(), text };
    let by = team.desk.by();
    team.desk.store.change(&by, |change| change.use_policy(&first)).unwrap();
    team.desk.use_policy("barnet", today).unwrap();
    let sian = team.sian;
    let set = |desk: &mut Desk, status| {
        let status = StatusChange { status, since: day("2026-11-02") };
        desk.store.change(&by, |change| change.set_status(sian, status)).unwrap();
    };
    let report = |desk: &Desk| {
        let plan = desk.plan_of(sian).unwrap();
        plan.into_iter().find(|row| row.key.as_deref().is_some_and(|key| key.ends_with("_report"))).unwrap()
    };
    let happened = |desk: &mut Desk, key: &str, on: &str| {
        let act = ChildAct::SetMilestone { child: sian, key: key.to_owned(), on: day(on) };
        desk.child_act(act).unwrap();
    };
    set(&mut team.desk, ChildStatus::Assessment);
    let how = report(&team.desk).how;
    assert!(how.contains("enter this first") && how.ends_with("Strategy discussion held"), "{how}");
    happened(&mut team.desk, "strategy_discussion", "2026-11-16");
    // Fifteen working days on is 7 December; three days before that is a Friday.
    assert_eq!(report(&team.desk).due_on(), Some(day("2026-12-04")));
    happened(&mut team.desk, "conference_report", "2026-11-20");
    assert!(matches!(report(&team.desk).standing, Standing::Met(_)));

    set(&mut team.desk, ChildStatus::ChildProtection);
    let how = report(&team.desk).how;
    assert!(how.contains("Review conference held") && how.ends_with("put it among the actions"), "{how}");

    set(&mut team.desk, ChildStatus::InCare);
    assert_eq!(report(&team.desk).due_on(), Some(day("2026-11-27")), "the first review is due by 2 December");
    happened(&mut team.desk, "review_report", "2026-11-17");
    assert!(matches!(report(&team.desk).standing, Standing::Met(_)));
    happened(&mut team.desk, "review", "2026-11-20");
    let next = report(&team.desk);
    assert_eq!(
        next.due_on(),
        Some(day("2027-02-17")),
        "the report of the last review is not that of the next: {}",
        next.how
    );
}

#[test]
fn what_fell_due_under_a_policy_that_held_stays_due_then_when_another_is_put_in_force() {
    let mut team = team();
    let today = team.desk.day();
    let (text, _) = Configuration::default().policy("barnet").unwrap();
    let first = PolicyInForce { from: None, name: "barnet".to_owned(), text };
    let by = team.desk.by();
    team.desk.store.change(&by, |change| change.use_policy(&first)).unwrap();
    team.desk.use_policy("barnet", today).unwrap();
    let status = StatusChange { status: ChildStatus::InCare, since: day("2026-10-05") };
    team.desk.store.change(&by, |change| change.set_status(team.sian, status)).unwrap();
    let plan = team.desk.plan_of(team.sian).unwrap();
    let review = plan.iter().find(|row| row.what == "Care plan reviewed").unwrap();
    assert_eq!(review.due_on(), Some(day("2026-11-05")));
}
