//! The drafts that wait: told apart, opened, discarded only after a yes.

use super::*;
use crate::practice::reference::{ChildId, DraftId, RecordId};
use crate::ui::testing::{Harness, context, day};
use crate::workbench::{Answer, Perform};
use std::cell::RefCell;
use std::rc::Rc;

/// What was asked, in words.
type Asked = Rc<RefCell<Vec<String>>>;

/// What was asked, and whether an addition waits.
struct Stand(Asked, bool);

impl Perform for Stand {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        Answer::Now(match effect {
            Effect::ShowDrafts => vec![
                Msg::Drafts(vec![row(3, "Leo Marsh", 0), row(5, "Tom Marsh", 4)]),
                Msg::BegunAdditions(if self.1 { vec![addition()] } else { Vec::new() }),
            ],
            Effect::ShowRecord(record) => {
                self.0.borrow_mut().push(format!("show {record}"));
                Vec::new()
            }
            Effect::Oversight(OversightAct::KeepAddition { record, text }) => {
                assert!(text.is_empty());
                self.0.borrow_mut().push(format!("empty {record}"));
                self.1 = false;
                vec![Msg::AdditionKept { record, kept: Ok(row(3, "", 0).saved_at) }]
            }
            Effect::Oversight(OversightAct::Open(draft)) => {
                self.0.borrow_mut().push(format!("open {draft}"));
                Vec::new()
            }
            Effect::Oversight(OversightAct::Discard(draft)) => {
                self.0.borrow_mut().push(format!("discard {draft}"));
                vec![Msg::DraftGone(draft)]
            }
            _ => Vec::new(),
        })
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

fn row(id: i64, called: &str, still_needed: usize) -> DraftRow {
    DraftRow {
        id: DraftId(id),
        child: ChildId(id),
        called: called.into(),
        decided_on: day(),
        reason: "review of the direction of 12 October 2026".into(),
        saved_at: day().and_hms_opt(9, 42, 0).unwrap(),
        still_needed,
    }
}

fn addition() -> BegunAdditionRow {
    BegunAdditionRow {
        record: RecordId(12),
        called: "Ana Marsh".into(),
        text: "The visit was on\nThursday".into(),
        saved_at: day().and_hms_opt(9, 42, 0).unwrap(),
    }
}

fn list(width: u16, height: u16) -> (Harness<Stand>, Asked) {
    let asked = Asked::default();
    let mut cx = context();
    cx.opened = true;
    (Harness::sized(Stand(Rc::clone(&asked), false), DraftsScreen::default(), cx, width, height), asked)
}

#[test]
fn a_draft_is_opened_by_enter_and_discarded_only_after_a_yes() {
    let (mut harness, asked) = list(80, 24);
    assert!(harness.text().contains("can be signed") && harness.text().contains("4 still needed"));
    harness.press("<enter><down><del><enter>n<del>y");
    assert_eq!(asked.borrow().as_slice(), ["open D3", "discard D5"]);
    assert!(!harness.text().contains("Tom Marsh") && harness.text().contains("The draft is gone"));
    harness.press("<del>y");
    assert!(harness.text().contains("No draft waits"));
    harness.press("<enter>");
    assert!(harness.text().contains("there is no draft here"));
}

#[test]
fn every_size_holds_and_the_picture_is_calm() {
    for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
        list(width, height).0.press("<down><del><esc><enter>");
    }
    let picture = list(80, 24).0.picture();
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("drafts", picture);
    });
}

#[test]
fn privacy_shows_initials_in_the_list_and_in_the_question() {
    let (mut harness, _) = list(80, 24);
    harness.app.cx.privacy = true;
    harness.press("<down>");
    assert!(harness.text().contains("T M") && !harness.text().contains("Marsh"), "{}", harness.text());
    harness.press("<del>");
    assert!(harness.text().contains("on T M") && !harness.text().contains("Marsh"), "{}", harness.text());
}

#[test]
fn an_addition_begun_waits_below_the_drafts_leads_to_its_record_and_goes_only_after_a_yes() {
    let asked = Asked::default();
    let mut cx = context();
    cx.opened = true;
    let mut harness = Harness::sized(Stand(Rc::clone(&asked), true), DraftsScreen::default(), cx, 80, 24);
    assert!(
        harness.text().contains(" O12  Ana Marsh            to add: The visit was on Thursday"),
        "{}",
        harness.text()
    );
    harness.press("<end><enter><del>");
    assert!(harness.text().contains("What you began to add to O12 on Ana Marsh goes for good."));
    harness.press("n<del>y");
    assert_eq!(asked.borrow().as_slice(), ["show O12", "empty O12"]);
    assert!(!harness.text().contains("Ana Marsh"));
    harness.press("<up>").press("<enter>");
    assert_eq!(asked.borrow().last().unwrap(), "open D3");
}
