//! Walks over taking a record across, from a string of keys.

use super::{OnlyHere, TakeOut, WentIn};
use crate::practice::reference::{ChildId, RecordId};
use crate::ui::testing::{Harness, context};
use crate::ui::today::Today;
use crate::workbench::effect::{Answer, CopyAct, Effect, Perform, Takes, WrittenAs};
use crate::workbench::message::{Msg, OnlyHerePage, OnlyHereRow, ToPaste};
use std::sync::{Arc, Mutex};

/// Answers as the workbench would, and keeps what it was asked.
struct Bench(Arc<Mutex<Vec<String>>>);

impl Perform for Bench {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        let (asked, answer) = match effect {
            Effect::ShowOnlyHere => ("list".to_owned(), vec![Msg::OnlyHere(Box::new(page()))]),
            Effect::Copy(CopyAct::Prepare(record)) => {
                (format!("prepare {record}"), vec![Msg::ToPaste(Box::new(to_paste("MANAGEMENT OVERSIGHT")))])
            }
            Effect::Copy(CopyAct::IsIn(record)) => (format!("is in {record}"), vec![Msg::Done("Kept.".to_owned())]),
            Effect::Copy(CopyAct::TakeOut { written_as, path, .. }) => {
                (format!("{} to {path}", written_as.words()), vec![Msg::Done("Written.".to_owned())])
            }
            other => (other.name().to_owned(), Vec::new()),
        };
        self.0.lock().unwrap().push(asked);
        Answer::Now(answer)
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

fn to_paste(text: &str) -> ToPaste {
    ToPaste {
        record: RecordId(12),
        text: text.to_owned(),
        system: "LCS".to_owned(),
        called: "Tomos Rees".to_owned(),
        already: None,
    }
}

fn page() -> OnlyHerePage {
    let row = |id, name: &str, added_since| OnlyHereRow {
        record: RecordId(id),
        child: ChildId(id),
        called: name.to_owned(),
        decided_on: "2026-11-20".parse().unwrap(),
        added_since,
    };
    let rows = vec![row(12, "Tomos Rees", false), row(9, "Zofia Nowak", true)];
    OnlyHerePage { system: "LCS".to_owned(), count: 2, rows }
}

fn begun() -> (Harness<Bench>, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let mut cx = context();
    cx.opened = true;
    (Harness::sized(Bench(Arc::clone(&asked)), OnlyHere::default(), cx, 80, 24), asked)
}

#[test]
fn a_record_goes_to_the_clipboard_and_a_yes_keeps_the_ledger() {
    let (mut harness, asked) = begun();
    harness.press("y");
    let orders = harness.app.take_orders();
    assert_eq!(orders, ["\u{1b}]52;c;TUFOQUdFTUVOVCBPVkVSU0lHSFQ=\u{7}"]);
    let shown = harness.text();
    assert!(shown.contains("was offered to your terminal") && shown.contains("Paste it into LCS"), "{shown}");
    insta::assert_snapshot!("copy_across", harness.picture());
    harness.press("y");
    assert_eq!(harness.app.take_orders(), ["\u{1b}]52;c;\u{7}"], "wiped as soon as it is in");
    assert!(asked.lock().unwrap().contains(&"is in O12".to_owned()));
    assert!(harness.text().contains("Kept."));
}

#[test]
fn what_was_offered_is_wiped_after_two_minutes_and_on_leaving() {
    let (mut harness, asked) = begun();
    harness.press("y");
    harness.app.take_orders();
    harness.press("<wait:119000>");
    assert!(harness.app.take_orders().is_empty());
    harness.press("<wait:1001>");
    assert_eq!(harness.app.take_orders().len(), 1);
    harness.press("n");
    assert!(harness.app.take_orders().is_empty(), "once is enough");
    harness.press("y");
    harness.app.take_orders();
    harness.app.end();
    assert_eq!(harness.app.take_orders().len(), 1);
    assert!(!asked.lock().unwrap().iter().any(|one| one.starts_with("is in")));
}

#[test]
fn a_record_too_long_for_a_clipboard_is_offered_as_a_file() {
    let (mut harness, asked) = begun();
    harness.send(Msg::ToPaste(Box::new(to_paste(&"word ".repeat(20_000)))));
    assert!(harness.app.take_orders().is_empty());
    assert!(harness.text().contains("longer than terminals take"));
    harness.press("y");
    assert!(!asked.lock().unwrap().iter().any(|one| one.starts_with("is in")), "nothing was copied");
    harness.press("f<enter>");
    assert!(asked.lock().unwrap().contains(&"plain text to ~/O12.txt".to_owned()), "{:?}", asked.lock().unwrap());
}

#[test]
fn the_file_offered_follows_the_format_until_another_is_named() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let mut harness = Harness::new(Bench(Arc::clone(&asked)), Today::default());
    let popup = TakeOut::popup(Takes::Record(RecordId(12)), "O12", WrittenAs::Markdown);
    harness.app.cx.opened = true;
    let mut harness = {
        drop(harness);
        Harness::new(Bench(Arc::clone(&asked)), popup)
    };
    harness.press("<right>");
    assert!(harness.text().contains("~/O12.txt"), "{}", harness.text());
    harness.press("<tab>/tmp/mine.txt<tab><right>");
    assert!(harness.text().contains("/tmp/mine.txt"), "{}", harness.text());
    insta::assert_snapshot!("take_out", harness.text());
}

#[test]
fn the_list_and_the_question_fit_any_window() {
    for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
        let mut cx = context();
        cx.privacy = true;
        let asked = Arc::new(Mutex::new(Vec::new()));
        let mut harness = Harness::sized(Bench(asked), OnlyHere::default(), cx, width, height);
        assert!(!harness.text().contains("Tomos Rees"));
        harness.send(Msg::ToPaste(Box::new(to_paste("x"))));
        assert!(!harness.text().contains("Tomos Rees"));
    }
    let (harness, _) = begun();
    insta::assert_snapshot!("only_here", harness.text());
    let _ = WentIn::new(to_paste("x"));
}
