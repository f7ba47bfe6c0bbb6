//! Old files open for ever: a file as each version of the layout wrote it lies in `tests/old`, and opens here, whole and
//! brought up to date. When a layout is released, its file is written once,
//! `FOOTPRINT_FIXTURE=tests/old/layout-1.db cargo test --test suite something_in_every_table`, and [`RELEASED`] is its
//! number from then on. Neither is ever changed afterwards.

use crate::office::{Ended, Office, PASSPHRASE};
use footprint::practice::answer::{Answer, Answers, PlannedAction};
use footprint::practice::oversight::{Head, Reason, Section, Statement, field};
use footprint::practice::review::{FindingName, LookedAt};
use footprint::practice::worker_record::{self, StepKind, WorkerForm, WorkerHead};
use footprint::practice::{form_file, signing};
use footprint::store::{By, Store, StoreError};
use rusqlite::Connection;
use secrecy::SecretString;
use std::fs;
use std::path::{Path, PathBuf};

/// The newest layout that has been released; 0 before the first. A file of each up to it must be there.
const RELEASED: i64 = 1;

fn old() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old")
}

pub(crate) fn unlocked(file: &Path) -> Connection {
    let conn = Connection::open(file).unwrap();
    conn.execute_batch(&format!("PRAGMA key = '{PASSPHRASE}'; PRAGMA foreign_keys = ON")).unwrap();
    conn
}

/// How many rows each table holds, those that search keeps for itself among them.
fn rows_of(conn: &Connection) -> Vec<(String, i64)> {
    let tables: Vec<String> = conn
        .prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let count = |table: String| {
        let rows = conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0)).unwrap();
        (table, rows)
    };
    tables.into_iter().map(count).collect()
}

/// The tables that hold no row.
fn empty_tables(conn: &Connection) -> Vec<String> {
    rows_of(conn).into_iter().filter(|(_, rows)| *rows == 0).map(|(table, _)| table).collect()
}

/// What no command writes yet or only a screen does, as the screens write it.
const BY_HAND: &str = "
    INSERT INTO worker_was (worker, what, was, until_at) VALUES (1, 'name', 'P. Shah', '2026-11-02T09:00:00.000Z');
    INSERT INTO asye_event (worker, day, what, months, words) VALUES (2, '2026-11-20', 'review', 3, 'on the way');
    INSERT INTO child_was (child, what, was, until_at) VALUES (1, 'name', 'Leo S.', '2026-11-02T09:00:00.000Z');
    INSERT INTO milestone (child, key, on_day) VALUES (1, 'visit', '2026-11-12');
    INSERT INTO milestone_taken_back (child, key, on_day, taken_on, why)
        VALUES (1, 'visit', '2026-11-13', '2026-11-14', 'It was the brother whom Owen saw.');
    INSERT INTO session_setting (session, how, place, minutes_planned) VALUES (1, 'in_person', 'room 2', 60);
    INSERT INTO session_child (session, child) VALUES (1, 1);
    INSERT INTO draft (form, child, decided_on, begun_at, saved_at)
        VALUES ('oversight', 1, '2026-11-20', '2026-11-20T09:00:00.000Z', '2026-11-20T09:05:00.000Z');
    INSERT INTO draft_answer (draft, field, kind, value)
        VALUES ((SELECT max(id) FROM draft), 'situation', 'text', 'He keeps his shoes on in bed.');
    INSERT INTO draft_statement (draft, key, met, note) VALUES ((SELECT max(id) FROM draft), 'footprint', 1, '');
    INSERT INTO draft_unread (draft, field, words) VALUES ((SELECT max(id) FROM draft), 'review_on', 'soonish');
    INSERT INTO draft_left (draft, place, finding, section, excerpt, marked, why)
        VALUES ((SELECT max(id) FROM draft), 0, 'vague_time', 'review', 'soon', 1, 'the court says when');
    INSERT INTO begun_addition VALUES (2, 'Gran rang.', '2026-11-20T09:00:00.000Z');
    INSERT INTO copied_across (oversight, day, at, who, system)
        VALUES (2, '2026-11-20', '2026-11-20T09:00:00.000Z', 'Ruth Okafor', 'the case system');
    INSERT INTO action_event (action, day, what, due_was, due_on, note)
        VALUES (1, '2026-11-20', 'redated', '2026-11-19', '2026-11-27', 'the officer is away');
    INSERT INTO quality_answer (month, item, done_on) VALUES ('2026-11-01', 'Case audits', '2026-11-18');
    INSERT INTO group_session (kind, held_on, minutes, model, shifted)
        VALUES ('peer', '2026-11-16', 90, 'reflecting team', 'the lock came back into it');
    INSERT INTO group_member (session, group_session) VALUES (1, 1);
    INSERT INTO group_child (group_session, child, facts) VALUES (1, 1, 'The door has no lock.');
    INSERT INTO cover (from_day, until_day, taken_by, why) VALUES ('2026-12-21', '2027-01-01', 'Ben Doyle', 'leave');
    INSERT INTO cover_share (cover, worker, taken_by) VALUES (1, 2, 'Ruth Okafor');
    INSERT INTO capture (words, child, saved_at) VALUES ('ring the school about', 1, '2026-11-20T09:00:00.000Z');
    INSERT INTO child_note (child, day, words, noted_by) VALUES (1, '2026-11-20', 'Slept well.', 'Ruth Okafor');
    INSERT INTO worker_note (worker, day, words, noted_by) VALUES (1, '2026-11-20', 'Is at court.', 'Ruth Okafor');
    INSERT INTO walk_step (place, item, answer, begun_on, child)
        VALUES (0, 'review child 1 O1', 'left', '2026-11-20', 1);";

const WORKERS: &str = "reference,name,role,joined_on,asye_start,left_on\n\
    W1,Priya Shah,social_worker,2025-01-06,,\nW2,Kezia Ŵyn,newly_qualified,2026-10-19,2026-10-19,\n";
const CHILDREN: &str = "reference,name,status,status_since,worker,allocated_on,assessment_start\n\
    C1,Siân Marsh,assessment,2026-11-02,W1,2026-11-02,2026-11-02\nC2,Leo Stone,child_in_need,2026-05-11,W2,2026-10-19,\n";
const SESSIONS: &str = "worker,status,planned_for,held_on,kind,minutes\nW1,held,2026-11-16,2026-11-16,one_to_one,60\n";
const ABSENCES: &str = "worker,from,to,kind\nW2,2026-11-09,2026-11-10,leave\n";
const OVERSIGHT: &str = "child,decided_on,reason,situation\nC2,2026-06-01,supervision,History.\n";
const ACTIONS: &str = "child,action,owner,due_on\nC1,Ring the school,Priya Shah,2026-11-27\n";

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn text(words: &str) -> Answer {
    Answer::Text(words.to_owned())
}

/// A record with everything in it, ready to be signed.
pub(crate) fn complete() -> Answers {
    let row = PlannedAction {
        change_needed: "The flat is warm".to_owned(),
        action: "Write to the housing officer".to_owned(),
        owner: "Priya Shah".to_owned(),
        due_on: Some(day("2026-12-04")),
    };
    let answers = [
        (field::SITUATION, text("Day 20 of the assessment. School rang on Tuesday.")),
        (field::IMPACT, text("Siân keeps her shoes on in bed.")),
        (field::CHILDS_WORDS, text("\"I listen for the door,\" she told Priya.")),
        (field::PROTECTIVE, Answer::Lines(vec!["Gran on Fridays".to_owned()])),
        (field::RISKS, Answer::Lines(vec!["No food in the house".to_owned()])),
        (field::LONG_TERM, Answer::Lines(vec!["A year behind at school".to_owned()])),
        (field::DECISION, text("Siân stays a child in need, because Gran and school hold.")),
        (field::THRESHOLD, Answer::Choice("s17".to_owned())),
        (field::LIKELIHOOD, Answer::Step(4)),
        (field::SIGNIFICANCE, Answer::Step(2)),
        (field::IMMINENCE, Answer::Step(4)),
        (field::ACTION_TABLE, Answer::Actions(vec![row])),
        (field::REVIEW_ON, Answer::Day(day("2026-12-11"))),
        (field::REVIEW_HOW, Answer::Choice("talk_to_worker".to_owned())),
    ];
    answers.into_iter().map(|(key, answer)| (key.to_owned(), answer)).collect()
}

/// What the screens do that no command does, done through the store.
fn signed_by_screens(file: &Path) {
    let mut store = Store::open(file, &SecretString::from(PASSPHRASE)).unwrap();
    let at = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap();
    let by = By { who: "Ruth Okafor".to_owned(), at };
    let child = store.child_by_reference("C1").unwrap().unwrap();
    let worker = store.worker_by_reference("W1").unwrap().unwrap();
    let head =
        Head { reason: Some(Reason::Other("a neighbour rang".to_owned())), ..Head::new(child, day("2026-11-20")) };
    let (draft, begun) = store
        .change(&by, |change| {
            let draft = change.begin_draft(&head, &complete())?;
            let form = WorkerHead { form: WorkerForm::Supervision, worker, session: None, day: day("2026-11-16") };
            Ok::<_, StoreError>((draft, change.begin_worker_record(&form, &Answers::default())?))
        })
        .unwrap();
    let mut answers = Answers::default();
    answers.set("wellbeing", text("She sleeps badly."));
    store.save_worker_draft(begun, day("2026-11-16"), &answers, at, None).unwrap();
    let ready_record = signing::ready(&store.draft(draft).unwrap().unwrap(), day("2026-11-20")).unwrap();
    let form = form_file::shipped_form("supervision").unwrap();
    let ready_worker =
        worker_record::ready(&store.worker_draft(begun).unwrap().unwrap(), &form, day("2026-11-20")).unwrap();
    let statement = Statement { key: "footprint".to_owned(), met: true, note: "section 3".to_owned() };
    let left = LookedAt {
        finding: FindingName::VagueTime,
        section: Section::Review.into(),
        excerpt: "soon".to_owned(),
        left: true,
        why: "the court says when".to_owned(),
    };
    store
        .change(&by, |change| {
            let record = change.sign_as_looked_at(ready_record, &[statement], &[left])?;
            change.add_to_record(record, "Gran is Ann, not Anne.", day("2026-11-21"))?;
            change.sign_worker_record(&ready_worker)?;
            // One that has not been copied across.
            change.sign_made_up(&Head::new(child, day("2026-11-19")), &complete(), &[])?;
            change.worker_record_step(begun, StepKind::Shared, day("2026-11-21"), "", "")
        })
        .unwrap();
    // An act that was undone leaves what it had written where that is kept.
    store.remember().unwrap();
    store.change(&by, |change| change.set("lock_minutes", "12")).unwrap();
    let done = store.remembered().unwrap();
    store.change(&by, |change| change.take_back(&done)).unwrap();
}

/// A file of today's layout with something in every table.
pub(crate) fn made() -> Office {
    let office = Office::new();
    let tables = [
        ("workers", WORKERS),
        ("absences", ABSENCES),
        ("sessions", SESSIONS),
        ("children", CHILDREN),
        ("oversight", OVERSIGHT),
        ("actions", ACTIONS),
    ];
    for (kind, rows) in tables {
        let file = office.write(&format!("{kind}.csv"), rows);
        let ended = office.run(&["--as-of", "2026-11-20", "import", kind, &file]);
        assert_eq!(ended.code, Some(0), "{}", ended.err);
    }
    signed_by_screens(&office.file());
    for what in [
        &["purge", "O1", "--yes", "--reason", "order of the court"][..],
        &["purge", "C2", "--hold", "--reason", "an inquest"],
    ] {
        office.run(what).ok();
    }
    let conn = unlocked(&office.file());
    conn.execute_batch(BY_HAND).unwrap();
    drop(conn);
    office
}

/// No table is forgotten: a new one needs its rows here, so that the day its layout is old they are seen to come along.
#[test]
fn a_file_with_something_in_every_table_is_whole() {
    let office = made();
    assert_eq!(empty_tables(&unlocked(&office.file())), Vec::<String>::new());
    office.run(&["verify"]).ok();
    if let Ok(to) = std::env::var("FOOTPRINT_FIXTURE") {
        let to = Path::new(env!("CARGO_MANIFEST_DIR")).join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(office.file(), to).unwrap();
    }
}

/// The number of a file's layout.
fn layout(file: &Path) -> i64 {
    unlocked(file).query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
}

#[test]
fn every_old_file_opens_whole_and_brought_up_to_date() {
    let today = layout(&Office::new().file());
    assert!((0..=today).contains(&RELEASED), "layout {RELEASED} was released, and today's is {today}");
    for number in (1..=today).take_while(|number| *number <= RELEASED) {
        let path = old().join(format!("layout-{number}.db"));
        assert!(path.exists(), "{} is missing, and can be made by that version only", path.display());
        let office = Office::empty();
        fs::copy(&path, office.file()).unwrap();
        // What is checked out can be read by others, and the program would say that it mended that.
        #[cfg(unix)]
        fs::set_permissions(office.file(), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        assert_eq!(layout(&office.file()), number, "{} is of another layout", path.display());
        let empty = empty_tables(&unlocked(&office.file()));
        assert_eq!(empty, Vec::<String>::new(), "{}: nothing of it would be seen to come along", path.display());
        let before = rows_of(&unlocked(&office.file()));
        Ended::of(office.command(&["policy", "use", "barnet"]).output().unwrap()).ok();
        assert_eq!(layout(&office.file()), today);
        let kept = office.path(&format!("backups/footprint-as-layout-{number}.db"));
        assert_eq!(kept.exists(), number < today, "the file as it was is kept where it was brought up to date");
        // Also that today's layout is still the one that was released: a changed table would be named.
        office.run(&["verify"]).ok();
        // A table that a later layout takes apart is an exception to be written here, with where its rows went.
        let after = rows_of(&unlocked(&office.file()));
        for (table, rows) in before {
            let left = after.iter().find(|(one, _)| *one == table).map_or(0, |(_, rows)| *rows);
            assert!(left >= rows, "{}: {table} had {rows} rows and has {left}", path.display());
        }
        let shown = office.run(&["show", "child", "C1"]).ok();
        assert!(shown.contains("Siân Marsh"), "{shown}");
        let drafts = office.json(&["drafts", "--format", "json"]);
        assert!(drafts.to_string().contains("shoes on in bed"), "{drafts}");
    }
}

/// A file of a layout that lies between two released ones, as whoever built the program between them may have: what is not
/// there is told in a sentence, and the file is left as it was.
#[test]
fn a_file_of_a_layout_that_was_never_released_is_told_as_that() {
    let said_so = "laid out as no released version of Footprint does it";
    let changes = [
        ("ALTER TABLE worker DROP COLUMN joined_assumed", &["show", "worker", "W1"][..]),
        ("DROP TABLE status_change", &["due", "--all"]),
        ("DROP TABLE capture", &["purge", "--due"]),
    ];
    for (change, command) in changes {
        let office = Office::new();
        let file = office.write("workers.csv", WORKERS);
        office.run(&["import", "workers", &file]).ok();
        unlocked(&office.file()).execute_batch(change).unwrap();
        let before = fs::read(office.file()).unwrap();
        let verify = office.run(&["verify"]).code(1);
        assert!(verify.lines().count() == 1 && !verify.contains("SQLite"), "{change}: {verify}");
        let ended = office.run(command);
        if ended.code == Some(1) {
            assert!(ended.err.contains(said_so) && ended.err.lines().count() == 1, "{change}: {}", ended.err);
            assert!(fs::read(office.file()).unwrap() == before, "{change}: the file was changed");
        }
        assert!(ended.code == Some(1) || !change.contains("worker"), "{change}: {ended:?}");
        assert!(!ended.err.contains("SQLite"), "{change}: {}", ended.err);
    }
}
