//! Any keys at all on the whole program over a real encrypted file: nothing panics, no draft is lost, and the file is whole
//! afterwards. `FOOTPRINT_KEYS=1000000` presses as many; `FOOTPRINT_ACTS=10000` soaks as long.
#![expect(clippy::disallowed_macros, reason = "a test says its figures to whoever runs it")]

use super::global;
use super::key::{Code, Key};
use super::made_up_tests::opened;
use super::testing::{Harness, day};
use super::today::Today;
use crate::practice::reference::ChildId;
use crate::store::{Store, StoreError};
use crate::workbench::configuration::Configuration;
use crate::workbench::demo::Size;
use crate::workbench::demo::file::{DemoAsked, make_file};
use crate::workbench::{Desk, Workbench};
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

const PASSPHRASE: &str = "a passphrase of some length";

fn secret() -> SecretString {
    SecretString::from(PASSPHRASE)
}

fn asked(variable: &str, few: usize) -> usize {
    std::env::var(variable).ok().map_or(few, |count| count.parse().unwrap())
}

/// A made-up team in a real file, made once and copied.
#[expect(clippy::disallowed_methods, reason = "a closed file is copied")]
fn team() -> (TempDir, PathBuf) {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let asked = DemoAsked { seed: 5, size: Size::Team, day: day() };
        make_file(&folder.path().join("footprint.db"), &secret(), asked, Configuration::default(), |_, _| {
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
        folder
    });
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("footprint.db");
    std::fs::copy(made.path().join("footprint.db"), &file).unwrap();
    (folder, file)
}

/// The same numbers for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % count
    }
}

/// What a hand may do: keys of every screen, words, days, and the passphrase for a door that was locked.
const HANDS: &[&str] = &[
    "<enter>",
    "<enter>",
    "<enter>",
    "<esc>",
    "<esc>",
    "<tab>",
    "<tab>",
    "<backtab>",
    "<up>",
    "<down>",
    "<down>",
    "<left>",
    "<right>",
    "<home>",
    "<end>",
    "<pgup>",
    "<pgdn>",
    "<bs>",
    "<del>",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "o",
    "o",
    "o",
    "s",
    "b",
    "a",
    "x",
    "d",
    "w",
    "n",
    "N",
    "f",
    "F",
    "u",
    "c",
    "+",
    "A",
    "t",
    "m",
    "r",
    "h",
    "j",
    "k",
    "l",
    "g",
    "G",
    "y",
    "p",
    "/",
    ":",
    "?",
    "I",
    "<c-s>",
    "<c-s>",
    "<c-g>",
    "<c-g>",
    "<c-d>",
    "<c-l>",
    "<c-p>",
    "<c-u>",
    "<c-z>",
    "<c-w>",
    "<a-1>",
    "<a-2>",
    "<a-3>",
    "<a-4>",
    "<a-5>",
    "<f1>",
    "<f2>",
    "<f2>",
    "tomorrow",
    "fri 10am",
    "22/11/2026",
    "+14d",
    "Gran keeps him on Fridays. ",
    "Ŵyn’s own words: “I listen for the door.” ",
    "<paste:one\ntwo\tthree 👩‍👧>",
    "<wait:900>",
    "<wait:900>",
    "a passphrase of some length<enter>",
    "y<enter>",
    "words",
    "4",
    "none",
    "<space>",
    // Every letter, whatever screen it is for: one that is added later is met too.
    "e",
    "i",
    "v",
    "z",
    "B",
    "C",
    "D",
    "E",
    "H",
    "L",
    "O",
    "P",
    "R",
    "S",
    "T",
    "U",
    "W",
    "<c-r>",
    "<c-y>",
    "<c-n>",
    "<c-a>",
    "<c-t>",
    "<f3>",
    "<f4>",
    "<f5>",
    "<a-9>",
];

fn program(file: &Path, size: (u16, u16)) -> Harness<Workbench> {
    let desk = Desk::open(file, &secret(), day(), Configuration::default()).unwrap();
    let bench = Workbench::opened(file.to_owned(), desk);
    Harness::sized(bench, Today::default(), opened(), size.0, size.1)
}

/// Presses keys until so many are pressed; a program that was left is opened again.
fn press(file: &Path, seed: u64, keys: usize) {
    let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let sizes = [(80, 24), (120, 40), (60, 16), (200, 60)];
    let mut harness = program(file, (80, 24));
    let mut trace: Vec<&str> = Vec::new();
    for _ in 0..keys {
        let mut hand = HANDS[chance.below(HANDS.len())];
        if chance.below(400) == 0 {
            hand = "q";
        }
        // What leaves the file, or comes from another, would go to a place of chance on the tester's own disk.
        let text = harness.text();
        if (hand.ends_with("<enter>") || hand == "<c-s>") && (text.contains("xport") || text.contains("mport")) {
            hand = "<esc>";
        }
        trace.push(hand);
        if trace.len() > 60 {
            trace.remove(0);
        }
        let pressed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| harness.press(hand).app.ended()));
        match pressed {
            Ok(false) => {}
            Ok(true) => {
                drop(harness);
                harness = program(file, sizes[chance.below(4)]);
            }
            Err(broke) => {
                drop(broke);
                panic!("seed {seed}: it broke at the last of {trace:?}")
            }
        }
        can_all_be_pressed(&harness);
        if chance.below(50) == 0 {
            let (width, height) = sizes[chance.below(4)];
            harness.resize(width, height);
        }
    }
    harness.app.end();
}

/// Some keys arrive as others (Ctrl+I is Tab), or never; and F1 or Alt with a digit may be the terminal's own. So no screen
/// asks for the first, and help and the palette, which leads to everything, have a key besides the others.
fn can_all_be_pressed(harness: &Harness<Workbench>) {
    let commands = harness.app.commands();
    for command in &commands {
        for key in &command.keys {
            assert_eq!(key.to_string().parse(), Ok(*key), "{} is asked for by {key}", command.id);
        }
        if [global::HELP, global::PALETTE].contains(&command.id) {
            let everywhere = |key: &&Key| !key.alt && !matches!(key.code, Code::F(_));
            assert!(command.keys.iter().any(|key| everywhere(&key)), "{} has no key of its own", command.id);
        }
    }
}

/// The drafts there are, as the trail says they must be: begun, and neither discarded nor signed.
fn drafts_by_the_trail(store: &Store, from: i64, before: usize) -> usize {
    let rows = store.audit_after(from).unwrap();
    let count = |act: &str, letter: char| {
        rows.iter().filter(|row| row.act.code() == act && row.about.starts_with(letter)).count()
    };
    before + count("begin_draft", 'D') - count("discard_draft", 'D') - count("sign", 'O')
}

#[test]
fn any_keys_on_the_whole_program_leave_the_file_whole_and_no_draft_lost() {
    let keys = asked("FOOTPRINT_KEYS", 700);
    let rounds = (keys / 2_000).max(2);
    let seed = asked("FOOTPRINT_SEED", 1);
    for round in 0..rounds {
        let (_folder, file) = team();
        let store = Store::look(&file, &secret()).unwrap();
        let (from, before) = (store.audit_head().unwrap().seq, store.drafts().unwrap().len());
        drop(store);
        press(&file, u64::try_from(seed + round).unwrap(), keys / rounds);
        let store = Store::open(&file, &secret()).unwrap();
        assert_eq!(store.drafts().unwrap().len(), drafts_by_the_trail(&store, from, before), "round {round}");
        store.verify(|_| ()).unwrap();
    }
    println!("{keys} hands in {rounds} rounds, each file verified");
}

/// Act after act of every kind that needs no screen, the file opened anew now and then, verified at the end.
#[test]
fn a_soak_of_acts_leaves_the_file_whole() {
    let acts = asked("FOOTPRINT_ACTS", 60);
    let (_folder, file) = team();
    let mut chance = Chance(77);
    let mut desk = Desk::open(&file, &secret(), day(), Configuration::default()).unwrap();
    let before = desk.store().audit_head().unwrap().seq;
    let mut done = 0;
    while done < acts {
        let by = desk.by();
        let child = ChildId(i64::try_from(chance.below(150) + 1).unwrap());
        if desk.store().child(child).unwrap().is_none() {
            continue;
        }
        let which = chance.below(5);
        let records = desk.store().records_of(child).unwrap();
        let drafts = desk.store().drafts().unwrap();
        let acted = desk.store_mut().change(&by, |change| match which {
            0 => {
                let head = crate::practice::oversight::Head::new(child, day());
                change.enter_history(&head, &crate::practice::review::tests::complete_answers(), None).map(drop)
            }
            1 => match records.first() {
                Some(record) => change.add_to_record(record.id, "Something more.", day()),
                None => Ok(()),
            },
            2 => {
                let head = crate::practice::oversight::Head::new(child, day());
                change.begin_draft(&head, &crate::practice::review::tests::complete_answers()).map(drop)
            }
            3 => match drafts.first() {
                Some(draft) => change.discard_draft(draft.id),
                None => Ok(()),
            },
            _ => change.set("lock_minutes", &(chance.below(60) + 1).to_string()),
        });
        acted.unwrap_or_else(|error: StoreError| panic!("act {which}: {error}"));
        done += 1;
        if done % 1_000 == 0 {
            drop(desk);
            desk = Desk::open(&file, &secret(), day(), Configuration::default()).unwrap();
            desk.store().verify(|_| ()).unwrap();
        }
    }
    let verified = desk.store().verify(|_| ()).unwrap();
    println!("{done} acts, {} rows in the trail, {} signed records", verified.head.seq - before, verified.records);
}
