//! The wall between a worker's own file and a child's record: a sentence of its own in every personal field, and none of
//! them comes out with a child; nor a child's with the worker.

use crate::office::Office;
use calamine::Reader as _;
use chrono::NaiveDate;
use footprint::practice::action::ActionSubject;
use footprint::practice::answer::{Answer, Answers, PlannedAction};
use footprint::practice::asye::{AsyeOutcome, Happened};
use footprint::practice::capture::Whom;
use footprint::practice::cover::Cover;
use footprint::practice::form::FieldKind;
use footprint::practice::form_file::shipped_form;
use footprint::practice::group::{GroupHeld, GroupKind};
use footprint::practice::oversight::{Head, KnownReason, Reason, field as of_child};
use footprint::practice::reference::{Reference, WorkerId};
use footprint::practice::session::{CancelledBy, Outcome, SessionKind, SessionSetting};
use footprint::practice::worker::{EnhancedReason, KnownRole, Period, Role};
use footprint::practice::worker_record::{StepKind, WorkerDraft, WorkerForm, WorkerHead, ready};
use footprint::store::{
    ActionFilter, Change, ChildDetails, Closing, Held, SessionDetails, Store, StoreError, WorkerDetails,
};
use footprint::workbench::Configuration;
use footprint::workbench::act::export::LeavesTo;
use footprint::workbench::act::take_out::{Takes, WrittenAs};
use footprint::workbench::desk::Desk;
use std::collections::BTreeSet;

const CHILDS: [&str; 5] = ["kestrel", "lapwing", "bittern", "dunlin", "whimbrel"];

/// Of a session and of a meeting: with no child, though a child was thought about in both.
const OF_MEETINGS: [&str; 2] = ["zzplace", "zzshifted"];

/// Of what only screens reach beside the worker's own file: what is not signed yet, why a step was moved or left, why the team
/// is handed over, why a file is held, a line not sorted yet.
const BESIDE: [&str; 9] =
    ["zzdraft", "zzmoved", "zzdifference", "zznotdone", "zzcover", "zztaker", "zzheld", "zzcaptured", "zzreplaced"];

/// A word for every field that takes words, unlike any other.
struct Words(u32);

impl Words {
    fn next(&mut self) -> String {
        self.0 += 1;
        format!("personal{}x", self.0)
    }
}

fn answered(form: &str, words: &mut Words, said: &mut BTreeSet<String>) -> Answers {
    let mut answers = Answers::default();
    let form = shipped_form(form).unwrap();
    for field in form.sections.iter().flat_map(|section| &section.fields) {
        let word = words.next();
        let answer = match &field.kind {
            FieldKind::Text | FieldKind::Line => Answer::Text(format!("She said {word} of it.")),
            FieldKind::Lines => Answer::Lines(vec![word.clone()]),
            FieldKind::Actions => Answer::Actions(vec![PlannedAction {
                change_needed: format!("change {word}"),
                action: format!("do {word}"),
                owner: "Priya Shah".to_owned(),
                due_on: "2026-12-04".parse().ok(),
            }]),
            FieldKind::Choice(options) => Answer::Choice(options[0].code.clone()),
            FieldKind::Day => Answer::Day("2026-12-18".parse().unwrap()),
            FieldKind::Tags(_) | FieldKind::Scale(_) => continue,
        };
        if !matches!(answer, Answer::Choice(_) | Answer::Day(_)) {
            said.insert(word);
        }
        answers.set(&field.key, answer);
    }
    answers
}

/// Of the year, of closer supervision and of a note, in the worker's own words and the manager's.
fn said_of_the_year(
    change: &mut Change<'_>,
    worker: WorkerId,
    day: NaiveDate,
    words: &mut Words,
    said: &mut BTreeSet<String>,
) -> Result<(), StoreError> {
    let mut word = || {
        let word = words.next();
        said.insert(word.clone());
        word
    };
    let (until, areas) = ("2027-02-01".parse().unwrap(), Vec::new());
    let happened = [
        Happened::Reviewed { months: 3, words: word() },
        Happened::Observed { words: word(), areas: areas.clone() },
        Happened::Feedback { words: word(), areas },
        Happened::Extended { until, why: word() },
        Happened::Paused { until, why: word() },
        Happened::Ended { outcome: AsyeOutcome::Passed, words: word() },
    ];
    for what in &happened {
        change.add_asye_event(worker, day, what)?;
    }
    let reason = EnhancedReason::Personal { why: word(), interval_days: Some(7) };
    change.set_period(worker, &Period::Enhanced { reason, from: day, until })?;
    change.add_note(Whom::Worker(worker), &word(), day)?;
    Ok(())
}

/// What is written beside the worker's own file, or in it and not signed.
fn said_beside(change: &mut Change<'_>, worker: WorkerId, day: NaiveDate) -> Result<(), StoreError> {
    let [draft, moved, difference, not_done, cover, taker, held, captured, replaced] = BESIDE;
    let head = WorkerHead { form: WorkerForm::Agreement, worker, session: None, day };
    let mut answers = Answers::default();
    answers.set("meeting", Answer::Text(draft.to_owned()));
    change.begin_worker_record(&head, &answers)?;
    let own = change.actions(ActionFilter::Of(ActionSubject::Worker(worker)), day)?;
    let closings = [
        Closing::Done { difference: difference.to_owned() },
        Closing::NotDone { why: not_done.to_owned() },
        Closing::Superseded { by: None, why: replaced.to_owned() },
    ];
    assert!(own.len() > closings.len(), "one is left open and moved");
    change.redate_action(own[0].id, "2026-12-20".parse().unwrap(), day, moved)?;
    for (action, closing) in own[1..].iter().zip(&closings) {
        change.close_action(action.id, closing, day)?;
    }
    change.hand_over(&Cover {
        id: 0,
        from: day,
        until: "2026-12-04".parse().unwrap(),
        back_on: None,
        taken_by: taker.to_owned(),
        otherwise: Vec::new(),
        why: cover.to_owned(),
    })?;
    change.set_hold(Held::Worker(worker), "W1", held)?;
    change.capture_line(captured, Some(Whom::Worker(worker)))?;
    Ok(())
}

/// A file with everything said that can be said of a worker, and a child with words of their own.
fn desk() -> (Desk, BTreeSet<String>) {
    let day = "2026-11-23".parse().unwrap();
    let mut desk = Desk::of(Store::in_memory().unwrap(), day, Configuration::default()).unwrap();
    let by = desk.by();
    let (mut words, mut said) = (Words(0), BTreeSet::new());
    let (reason, called_off) = (words.next(), words.next());
    said.extend([reason.clone(), called_off.clone()]);
    desk.store_mut()
        .change(&by, |change| {
            let worker = change.add_worker(&WorkerDetails {
                reference: Reference::new("W1").unwrap(),
                name: "Priya Shah".to_owned(),
                role: Role::Known(KnownRole::SocialWorker),
                fte: 100,
                joined_on: "2026-01-05".parse().unwrap(),
                joined_assumed: false,
                left_on: None,
            })?;
            let child = change.add_child(&ChildDetails {
                reference: Reference::new("4711").unwrap(),
                name: Some("Tomos Rees".to_owned()),
                born_on: None,
                family: None,
            })?;
            change.allocate(child, worker, "2026-06-03".parse().unwrap(), false)?;
            let session = |outcome, planned: Option<&str>| SessionDetails {
                worker,
                kind: SessionKind::OneToOne,
                planned_for: planned.and_then(|day| day.parse().ok()),
                starts_at: None,
                outcome,
            };
            change.add_session(&session(Outcome::Missed { reason: reason.clone() }, Some("2026-11-02")))?;
            let cancelled = Outcome::Cancelled { by: Some(CancelledBy::Supervisee), reason: called_off.clone() };
            change.add_session(&session(cancelled, Some("2026-11-09")))?;
            let held = change.add_session(&session(Outcome::Held { on: day, minutes: Some(60) }, None))?;
            // The child's own words, in oversight that the session led to.
            let mut head = Head::new(child, day);
            head.reason = Some(Reason::Known(KnownReason::Supervision));
            let mut answers = Answers::default();
            answers.set(of_child::SITUATION, Answer::Text("He drew a kestrel.".to_owned()));
            answers.set(of_child::IMPACT, Answer::Text("He hears the lapwing.".to_owned()));
            answers.set("case_means", Answer::Text("It may be the bittern.".to_owned()));
            answers.set(
                of_child::ACTION_TABLE,
                Answer::Actions(vec![PlannedAction {
                    change_needed: "the dunlin".to_owned(),
                    action: "see the whimbrel".to_owned(),
                    owner: "Priya Shah".to_owned(),
                    due_on: "2026-12-01".parse().ok(),
                }]),
            );
            let record = change.sign_made_up(&head, &answers, &[])?;
            change.discussed_child(held, child, Some(record))?;
            for form in WorkerForm::ALL {
                let session = (*form == WorkerForm::Supervision).then_some(held);
                let head = WorkerHead { form: *form, worker, session, day };
                let answers = answered(form.code(), &mut words, &mut said);
                let id = change.begin_worker_record(&head, &answers)?;
                let draft = WorkerDraft { id, head, answers, saved_at: by.at };
                let ready = ready(&draft, &shipped_form(form.code()).unwrap(), day).unwrap();
                change.sign_worker_record(&ready)?;
                for what in StepKind::ALL.iter().filter(|what| **what != StepKind::Withdrawn) {
                    let (one, two) = (words.next(), words.next());
                    let how = if *what == StepKind::Disputed { two.as_str() } else { "" };
                    said.extend([one.clone(), how.to_owned()].into_iter().filter(|word| !word.is_empty()));
                    change.worker_record_step(id, *what, day, &one, how)?;
                }
            }
            said_of_the_year(change, worker, day, &mut words, &mut said)?;
            said_beside(change, worker, day)?;
            // What belongs to a session or a meeting, and so to no child.
            let setting = SessionSetting { place: OF_MEETINGS[0].to_owned(), ..SessionSetting::default() };
            change.set_session(held, &setting)?;
            let came = change.add_session(&SessionDetails {
                kind: SessionKind::Group,
                ..session(Outcome::Held { on: day, minutes: Some(90) }, None)
            })?;
            change.add_group(&GroupHeld {
                kind: GroupKind::Group,
                on: day,
                minutes: 90,
                model: String::new(),
                shifted: OF_MEETINGS[1].to_owned(),
                sessions: vec![came],
                children: vec![(child, "the kestrel again".to_owned())],
            })?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    (desk, said)
}

/// What a reader of a document reads: a workbook is opened, and anything else is text as it stands.
fn words(written_as: WrittenAs, document: Vec<u8>) -> String {
    if written_as != WrittenAs::Workbook {
        return String::from_utf8(document).unwrap();
    }
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(document)).unwrap();
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, sheet)| sheet.used_cells());
    cells.map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_of_the_workers_own_file_comes_out_with_a_child() {
    let (mut desk, said) = desk();
    assert!(said.len() > 70, "every field has a word of its own: {}", said.len());
    let child = desk.find_child("4711").unwrap();
    let record = desk.store().records_of(child).unwrap()[0].id;
    let inspected = Takes::Inspection("2026-05-23".parse().unwrap(), "2026-11-23".parse().unwrap());
    for written_as in WrittenAs::ALL {
        for takes in [Takes::Child(child), Takes::Record(record), Takes::Journey(child), inspected] {
            // A journey is drawn, and is no workbook.
            let taken = desk.take_out(takes, written_as, &LeavesTo::Output);
            let Ok(document) = taken.map(|document| words(written_as, document)) else {
                assert!(matches!(takes, Takes::Journey(_)), "{takes:?} as {written_as:?}");
                continue;
            };
            let found: Vec<&String> = said.iter().filter(|word| document.contains(word.as_str())).collect();
            assert!(found.is_empty(), "{takes:?} as {written_as:?} says {found:?}");
            let besides: Vec<_> = OF_MEETINGS.iter().chain(&BESIDE).filter(|word| document.contains(**word)).collect();
            assert!(besides.is_empty(), "{takes:?} as {written_as:?} says {besides:?}");
            if matches!(takes, Takes::Child(_) | Takes::Record(_)) {
                assert!(document.contains("kestrel"), "it is the child's own document");
            }
        }
    }
    let text = desk.text_for_case_system(record).unwrap();
    assert!(said.iter().all(|word| !text.contains(word.as_str())), "{text}");
    assert!(BESIDE.iter().all(|word| !text.contains(word)), "{text}");
}

#[test]
fn nothing_of_a_childs_record_comes_out_with_the_worker() {
    let (mut desk, said) = desk();
    let worker = desk.find_worker("W1").unwrap();
    for written_as in WrittenAs::ALL {
        let document = words(written_as, desk.take_out(Takes::Worker(worker), written_as, &LeavesTo::Output).unwrap());
        for word in CHILDS.iter().chain(&["Tomos", "Rees"]) {
            assert!(!document.contains(word), "{word} in the worker's file as {written_as:?}");
        }
        let missing: Vec<&String> = said.iter().filter(|word| !document.contains(word.as_str())).collect();
        assert!(missing.is_empty(), "the whole file is there as {written_as:?}: {missing:?}");
        assert!(document.contains("T R (4711)"), "the child by initials and reference");
    }
}

#[test]
fn a_search_finds_the_workers_words_as_the_workers_and_the_childs_as_the_childs() {
    use footprint::practice::due::SubjectId;
    let (desk, said) = desk();
    for word in said.iter().map(String::as_str).chain(OF_MEETINGS).chain(BESIDE) {
        for hit in desk.store().search(word, 50).unwrap() {
            assert!(matches!(hit.subject, SubjectId::Worker(_)), "{word} is found under {:?}", hit.subject);
        }
    }
    for word in CHILDS {
        let hits = desk.store().search(word, 50).unwrap();
        assert!(!hits.is_empty() && hits.iter().all(|hit| matches!(hit.subject, SubjectId::Child(_))), "{word}");
    }
}

#[test]
fn the_page_of_a_child_says_nothing_of_the_workers_own_file() {
    let office = Office::empty();
    office.run(&["init", "--supervisor", "Kezia Boateng", "--team", "North"]).ok();
    let rows = "reference,name,role,joined_on\nW1,Priya Shah,social_worker,2026-01-05\n";
    let file = office.write("workers.csv", rows);
    office.run(&["--as-of", "2026-11-23", "import", "workers", &file]).ok();
    let rows = "reference,name,status,status_since,worker,allocated_on\n4711,Tomos Rees,child_in_need,2026-06-03,W1,2026-06-03\n";
    let file = office.write("children.csv", rows);
    office.run(&["--as-of", "2026-11-23", "import", "children", &file]).ok();
    let rows =
        "worker,action,owner,due_on,change_needed\nW1,zzpersonal course,Priya Shah,2026-12-01,zzpersonal change\n";
    let file = office.write("actions.csv", rows);
    office.run(&["--as-of", "2026-11-23", "import", "actions", &file]).ok();
    for arguments in [
        vec!["show", "child", "4711"],
        vec!["show", "child", "4711", "--format", "json"],
        vec!["export", "child", "4711"],
        vec!["actions", "--child", "4711", "--format", "json"],
        vec!["why", "4711"],
    ] {
        let all: Vec<&str> = ["--as-of", "2026-11-23"].into_iter().chain(arguments).collect();
        let said = office.run(&all).ok();
        assert!(!said.contains("zzpersonal"), "{all:?} says {said}");
    }
}
