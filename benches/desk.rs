//! How long what a manager waits for takes, on a real encrypted file in a temporary folder with a made-up service in it:
//! 200 workers, 3,000 children, three years. Run with `cargo bench --bench desk`; `FOOTPRINT_BENCH_SIZE=decade` measures
//! ten years of it, which takes some minutes to make.
//!
//! Opening a file is mostly the key derivation, which is slow on purpose: what counts is how much longer than an empty
//! file it takes.
#![expect(clippy::unwrap_used, reason = "a bench may stop")]
#![expect(clippy::disallowed_methods, reason = "a bench measures the disk itself")]

use chrono::NaiveDate;
use divan::{Bencher, black_box};
use footprint::practice::answer::Answer;
use footprint::practice::oversight::field;
use footprint::practice::policy_file;
use footprint::workbench::demo::Size;
use footprint::workbench::demo::file::{DemoAsked, make_file};
use footprint::workbench::import::{Kind, Report, Request, import, rehearse};
use footprint::workbench::{Configuration, Desk, Start};
use secrecy::SecretString;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::{LazyLock, Mutex, MutexGuard};
use tempfile::TempDir;

fn main() {
    divan::main();
}

fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

fn passphrase() -> SecretString {
    SecretString::from("a bench needs no secret".to_owned())
}

/// The folder with both files in it.
static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let asked_for = std::env::var("FOOTPRINT_BENCH_SIZE").ok();
    let size = asked_for.as_deref().and_then(Size::from_code).unwrap_or(Size::Service);
    let asked = DemoAsked { seed: 1, size, day: today() };
    make_file(&folder.path().join("full.db"), &passphrase(), asked, Configuration::default(), |_, _| {
        ControlFlow::Continue(())
    })
    .unwrap();
    drop(init(&folder, "empty.db"));
    folder
});

fn init(folder: &TempDir, file: &str) -> Desk {
    let policy = policy_file::DEFAULT.to_owned();
    let start = Start { supervisor: String::new(), team: String::new(), policy };
    Desk::init(&folder.path().join(file), &passphrase(), &start, today(), Configuration::default()).unwrap()
}

fn open(file: &str) -> Desk {
    Desk::open(&FOLDER.path().join(file), &passphrase(), today(), Configuration::default()).unwrap()
}

static DESK: LazyLock<Mutex<Desk>> = LazyLock::new(|| Mutex::new(open("full.db")));

fn desk() -> MutexGuard<'static, Desk> {
    DESK.lock().unwrap()
}

#[divan::bench(sample_count = 10)]
fn open_an_empty_file() -> Desk {
    open("empty.db")
}

#[divan::bench(sample_count = 10)]
fn open_the_file() -> Desk {
    // It is opened to look only, for the desk of the other benches writes; no less is done.
    open("full.db")
}

/// What the manager sees first, from a file just opened: nothing of it has been read before.
#[divan::bench(sample_count = 10)]
fn today_for_the_first_time(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| open("full.db")).bench_local_refs(|desk| desk.today_page().unwrap().rows.len());
}

#[divan::bench]
fn today_again(bencher: Bencher<'_, '_>) {
    let desk = desk();
    bencher.bench_local(|| desk.today_page().unwrap());
}

#[divan::bench]
fn what_is_owed(bencher: Bencher<'_, '_>) {
    let desk = desk();
    bencher.bench_local(|| desk.team_facts().unwrap());
}

#[divan::bench]
fn people(bencher: Bencher<'_, '_>) {
    let desk = desk();
    bencher.bench_local(|| desk.people_page().unwrap());
}

#[divan::bench]
fn children(bencher: Bencher<'_, '_>) {
    let desk = desk();
    bencher.bench_local(|| desk.children_page(false).unwrap());
}

#[divan::bench]
fn one_child(bencher: Bencher<'_, '_>) {
    let desk = desk();
    let busiest = desk.store().open_children(today()).unwrap().into_iter().max_by_key(|child| child.statuses.len());
    let id = busiest.unwrap().id;
    bencher.bench_local(|| desk.child_page(id).unwrap());
}

#[divan::bench]
fn one_worker(bencher: Bencher<'_, '_>) {
    let desk = desk();
    let first = desk.store().workers().unwrap().into_iter().min_by_key(|worker| worker.joined_on);
    let id = first.unwrap().id;
    bencher.bench_local(|| desk.worker_page(id).unwrap());
}

#[divan::bench]
fn actions(bencher: Bencher<'_, '_>) {
    let desk = desk();
    bencher.bench_local(|| desk.actions_page(false).unwrap());
}

#[divan::bench]
fn names_for_the_palette(bencher: Bencher<'_, '_>) {
    let desk = desk();
    bencher.bench_local(|| desk.objects().unwrap());
}

/// Letter by letter, as it is typed.
#[divan::bench(args = ["s", "sc", "sch", "school", "mother said", "the school th"])]
fn search(bencher: Bencher<'_, '_>, typed: &str) {
    let desk = desk();
    bencher.bench_local(|| desk.search_page(black_box(typed)).unwrap());
}

/// What the disk itself takes to keep a page safe; a draft may take 10 ms more.
#[divan::bench(sample_count = 50)]
fn sync_one_page(bencher: Bencher<'_, '_>) {
    let mut file = File::create(FOLDER.path().join("page")).unwrap();
    bencher.bench_local(|| {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
    });
}

/// A section of 20,000 characters, with one more letter each time.
#[divan::bench(sample_count = 50)]
fn save_a_draft(bencher: Bencher<'_, '_>) {
    let mut desk = desk();
    let by = desk.by();
    let mut draft = desk.store().drafts().unwrap().pop().unwrap();
    let mut text = "Nan locks the door at night and keeps the key. ".repeat(420);
    bencher.bench_local(|| {
        text.push('x');
        draft.answers.set(field::SITUATION, Answer::Text(text.clone()));
        desk.store_mut().save_draft(draft.id, &draft.head, &draft.answers, by.at).unwrap();
    });
}

/// Children as a case management system lists them.
fn children_as_csv() -> String {
    let mut rows = "reference,name,status,status_since,date_of_birth,family\n".to_owned();
    for number in 0..3_000 {
        let (month, day) = (1 + number % 12, 1 + number % 28);
        let status = ["child_in_need", "child_protection", "in_care", "early_help"][number % 4];
        writeln!(
            rows,
            "{},Child {number},{status},2026-{:02}-{day:02},20{:02}-{month:02}-{day:02},F{}",
            50_000 + number,
            1 + number % 10,
            10 + number % 15,
            number / 2
        )
        .unwrap();
    }
    rows
}

fn asked(bytes: &[u8]) -> Request<'_> {
    Request {
        kind: Kind::Children,
        file: "children.csv",
        bytes,
        sheet: None,
        team: None,
        as_drafts: false,
        skip_bad_rows: false,
        as_of: today(),
    }
}

/// Into an empty file, key derivation apart.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn import_3_000_children(bencher: Bencher<'_, '_>) {
    let csv = children_as_csv();
    let mut number = 0;
    bencher
        .with_inputs(|| {
            number += 1;
            init(&FOLDER, &format!("import{number}.db"))
        })
        .bench_local_refs(|desk| -> Report {
            let by = desk.by();
            import(desk.store_mut(), &by, &asked(csv.as_bytes())).unwrap()
        });
}

/// The same file again, with nothing new in it: what next month's looks like.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn rehearse_the_same_again(bencher: Bencher<'_, '_>) {
    let csv = children_as_csv();
    let mut desk = init(&FOLDER, "again.db");
    let by = desk.by();
    import(desk.store_mut(), &by, &asked(csv.as_bytes())).unwrap();
    bencher.bench_local(|| -> Report { rehearse(desk.store_mut(), &by, &asked(csv.as_bytes())).unwrap() });
}
