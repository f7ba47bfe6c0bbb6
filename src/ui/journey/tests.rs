//! A journey walked along from a string of keys, at every size.

use super::*;
use crate::practice::footprints::Reviewed;
use crate::practice::reference::{ChildId, RecordId};
use crate::ui::testing::{Harness, context};
use crate::workbench::effect::{Answer, Perform};
use std::sync::{Arc, Mutex};

struct Bench(Arc<Mutex<Vec<String>>>);

impl Perform for Bench {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        if let Effect::ShowRecord(record) = effect {
            self.0.lock().unwrap().push(record.to_string());
        }
        Answer::Now(Vec::new())
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

fn page() -> Box<JourneyPage> {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let print = |id, on: &str| Print {
        id: RecordId(id),
        on: day(on),
        reason: "supervision".to_owned(),
        withdrawn: false,
        judged: [Some(2), Some(3), Some(1)],
        threshold: "section 17, child in need".to_owned(),
        review: Some((day("2026-11-12"), Reviewed::Outstanding)),
    };
    let facts = JourneyFacts {
        statuses: vec![(crate::practice::child::ChildStatus::ChildInNeed, day("2026-01-12"))],
        workers: vec![("Kezia Boateng".to_owned(), day("2026-01-12"), None)],
        footprints: vec![print(1, "2026-01-13"), print(2, "2026-03-26"), print(7, "2026-10-12")],
        ..JourneyFacts::default()
    };
    Box::new(JourneyPage {
        child: ChildId(1),
        called: "Tomos Rees".to_owned(),
        reference: crate::practice::reference::Reference::new("C1").unwrap(),
        facts,
    })
}

#[test]
fn from_footprint_to_footprint_and_into_one() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let mut harness = Harness::new(Bench(Arc::clone(&asked)), Journey::new(page()));
    insta::assert_snapshot!(harness.picture());
    harness.press("<left><left><left><enter>++<right><right><right><enter>-0<home><enter>");
    assert_eq!(*asked.lock().unwrap(), ["O1", "O7", "O1"]);
}

#[test]
fn every_size_and_an_empty_journey_hold_and_privacy_hides_names() {
    for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
        let mut cx = context();
        cx.privacy = true;
        let mut harness = Harness::sized(Bench(Arc::default()), Journey::new(page()), cx, width, height);
        harness.press("+++++++<pgup><pgdn>------0<left>");
        let text = harness.text();
        assert!(!text.contains("Kezia") && !text.contains("Tomos Rees"), "{text}");
        let mut empty = page();
        empty.facts = JourneyFacts::default();
        Harness::sized(Bench(Arc::default()), Journey::new(empty), context(), width, height).press("+<left><enter>-");
    }
}
