//! The reader: everything in full, and what can still be done with what is signed.

use super::*;
use crate::practice::form_file;
use crate::practice::oversight::{Addendum, Head, KnownReason, Reason, Signed, Statement};
use crate::practice::reference::{ChildId, RecordId};
use crate::practice::review::tests::complete_answers;
use crate::ui::testing::{Harness, context, day};
use crate::workbench::{Answer, Perform};
use chrono::NaiveDateTime;
use std::sync::Arc;

/// What the stand-in was asked: an addendum's words, or a withdrawal's reason.
type Asked = Rc<RefCell<Vec<String>>>;

struct Stand(Asked);

impl Perform for Stand {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        Answer::Now(match effect {
            Effect::Oversight(OversightAct::KeepAddition { record, text }) => {
                self.0.borrow_mut().push(format!("keep: {text}"));
                vec![Msg::AdditionKept { record, kept: Ok(clock()) }]
            }
            Effect::Oversight(OversightAct::AddAddendum { text, .. }) => {
                self.0.borrow_mut().push(format!("add: {text}"));
                let mut next = page();
                next.record.addenda.push(addendum(&text, false));
                next.addenda_at.push(clock());
                vec![Msg::Record(Box::new(next))]
            }
            Effect::Oversight(OversightAct::Withdraw { reason, .. }) => {
                self.0.borrow_mut().push(format!("withdraw: {reason}"));
                let mut next = page();
                next.record.addenda.push(addendum(&reason, true));
                next.addenda_at.push(clock());
                vec![Msg::Record(Box::new(next))]
            }
            Effect::Copy(_) => {
                self.0.borrow_mut().push("copy".to_owned());
                Vec::new()
            }
            _ => Vec::new(),
        })
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

fn clock() -> NaiveDateTime {
    day().and_hms_opt(14, 5, 0).unwrap()
}

fn addendum(text: &str, withdraws: bool) -> Addendum {
    Addendum {
        text: text.into(),
        signed_by: "Kezia Boateng".into(),
        signed_at: clock().and_utc(),
        on: day(),
        withdraws,
    }
}

fn page() -> RecordPage {
    let mut head = Head::new(ChildId(1), day());
    head.reason = Some(Reason::Known(KnownReason::ReviewOfEarlierDirection));
    head.reviews = Some(RecordId(9));
    head.took_part = Some("Priya Shah".into());
    let statement = |key: &str, met, note: &str| Statement { key: key.into(), met, note: note.into() };
    RecordPage {
        record: Signed {
            id: RecordId(12),
            form: "oversight".to_owned(),
            head,
            answers: complete_answers(),
            looked_at: Vec::new(),
            statements: vec![
                statement("regular", true, ""),
                statement("threshold", true, "Decision and threshold: Threshold"),
                statement("challenge", false, "nothing was late"),
            ],
            signed_by: "Kezia Boateng".into(),
            signed_at: clock().and_utc(),
            imported: false,
            addenda: Vec::new(),
        },
        form: Arc::new(form_file::oversight()),
        called: "Leo Marsh".into(),
        age: Some(7),
        signed_at: clock(),
        addenda_at: Vec::new(),
        begun_addition: String::new(),
        reviews_decided_on: chrono::NaiveDate::from_ymd_opt(2026, 10, 12),
        copied_on: None,
        system: "LCS".to_owned(),
        followed: vec!["A45 Go to the jobcentre: open, by Friday 4 December 2026".into()],
    }
}

fn reader(width: u16, height: u16) -> (Harness<Stand>, Asked) {
    let asked = Asked::default();
    let mut cx = context();
    cx.opened = true;
    cx.supervisor = "Kezia Boateng".into();
    let harness = Harness::sized(Stand(Rc::clone(&asked)), RecordScreen::new(page()), cx, width, height);
    (harness, asked)
}

#[test]
fn every_section_is_there_in_full_with_the_statements_and_what_became_of_it() {
    let (mut harness, _) = reader(80, 24);
    let mut seen = harness.text();
    for _ in 0..4 {
        harness.press("<pgdn>");
        seen.push_str(&harness.text());
    }
    for words in [
        "Reason and current situation",
        "School rang on Tuesday",
        "Gran on Fridays",
        "Section 17: child in need",
        "Happening: it is going on now",
        "Priya Shah: Go to the jobcentre, by Friday 4 December 2026",
        "Review on: Friday 11 December 2026",
        "review of earlier direction, O9 of 12 October 2026",
        "Signed by Kezia Boateng, 23 November 2026 at 2:05pm",
        "A45 Go to the jobcentre",
        "[-] Where practice fell short",
        "(not answered)",
    ] {
        assert!(seen.contains(words), "{words:?} is nowhere:\n{seen}");
    }
    harness.press("<home>");
    assert!(harness.text().contains("Decided    Monday 23 November 2026"));
}

#[test]
fn an_addition_is_written_kept_over_an_escape_and_signed_after_a_yes() {
    let (mut harness, asked) = reader(80, 24);
    harness.press("AThe visit was on\nThursday.<esc>A");
    assert!(harness.text().contains("Thursday."));
    harness.press("<c-g>n<c-g>y");
    assert_eq!(
        asked.borrow().as_slice(),
        ["keep: The visit was on\nThursday.", "add: The visit was on\nThursday."],
        "kept once, on leaving the box, and signed once"
    );
    harness.press("<end>");
    assert!(harness.text().contains("Added later") && harness.text().contains("Thursday."));
    harness.press("A");
    assert!(!harness.text().contains("│ Thursday."), "the box is empty again");
}

#[test]
fn a_withdrawal_needs_a_reason_and_a_yes_and_is_plain_to_see() {
    let (mut harness, asked) = reader(80, 24);
    harness.press("<c-p>withdraw<enter><enter>");
    assert!(harness.text().contains("Write a few words first"));
    harness.press("written on the wrong child<enter>n");
    assert!(asked.borrow().is_empty());
    harness.press("<c-p>withdraw<enter><enter>y");
    assert_eq!(asked.borrow().as_slice(), ["withdraw: written on the wrong child"], "the reason was kept");
    assert!(harness.text().contains("WITHDRAWN") && harness.text().contains("written on the wrong child."));
    harness.press("<c-p>withdraw<enter>");
    assert!(harness.text().contains("withdrawn already"));
}

#[test]
fn copying_and_exporting_are_asked_for_and_every_size_holds() {
    let (mut harness, asked) = reader(80, 24);
    harness.press("y");
    assert_eq!(asked.borrow().len(), 1);
    asked.borrow_mut().clear();
    harness.press("e");
    assert!(harness.text().contains("Export O"), "{}", harness.text());
    for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
        let (mut harness, _) = reader(width, height);
        harness.press("<pgdn><down><end><up>Ax<c-g>");
    }
    assert!(asked.borrow().is_empty());
}

#[test]
fn picture() {
    let (mut harness, _) = reader(80, 40);
    let picture = harness.picture();
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!("record", picture);
    });
}

#[test]
fn an_addition_is_kept_on_a_pause_and_offered_again_with_the_record() {
    let (mut harness, asked) = reader(80, 24);
    harness.press("AThe visit<wait:400>");
    assert_eq!(asked.borrow().as_slice(), ["keep: The visit"]);
    assert!(harness.text().contains("saved 14:05"));
    let mut again = page();
    again.begun_addition = "The visit".into();
    let mut cx = context();
    cx.opened = true;
    let mut harness = Harness::sized(Stand(Rc::clone(&asked)), RecordScreen::new(again), cx, 80, 24);
    assert!(harness.text().contains("An addition is begun and not signed: A to go on."));
    harness.press("A was late<esc>");
    assert_eq!(asked.borrow().last().unwrap(), "keep: The visit was late");
    harness.press("A");
    for _ in 0..40 {
        harness.press("<bs>");
    }
    harness.press("<esc>");
    assert_eq!(asked.borrow().last().unwrap(), "keep: ");
    assert!(!harness.text().contains("An addition is begun"));
}
