//! People on a test terminal: sorting, filtering, and how it looks.

use super::People;
use crate::practice::child::ChildStatus;
use crate::practice::due::{Booking, Rule};
use crate::practice::reference::WorkerId;
use crate::practice::worker::{Period, Worker};
use crate::ui::context::Ctx;
use crate::ui::testing::{Harness, context};
use crate::ui::theme::Theme;
use crate::ui::today::tests::{supervision, worker};
use crate::workbench::message::{CoverLine, PeoplePage, Person};
use crate::workbench::{Answer, Effect, Msg, Perform};
use chrono::NaiveDate;
use std::sync::{Arc, Mutex};

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn page() -> PeoplePage {
    let owed = |id, name, last, due, booking| Some(supervision(id, name, last, due, booking, Rule::Standing));
    let asye =
        Worker { periods: vec![Period::Asye { from: on("2026-01-06"), until: None }], ..worker(1, "Aisha Patel") };
    PeoplePage {
        people: vec![
            Person {
                next: owed(1, "Aisha Patel", "2026-11-06", "2026-11-27", Booking::Booked(on("2026-11-25"))),
                worker: asye,
                caseload: vec![(ChildStatus::ChildInNeed, 9)],
            },
            Person {
                next: owed(2, "Ben Doyle", "2026-11-02", "2026-12-02", Booking::NotBooked),
                worker: worker(2, "Ben Doyle"),
                caseload: vec![
                    (ChildStatus::ChildProtection, 7),
                    (ChildStatus::InCare, 5),
                    (ChildStatus::ChildInNeed, 6),
                ],
            },
            Person {
                next: None,
                worker: Worker { left_on: Some(on("2026-06-30")), ..worker(5, "Owen Price") },
                caseload: Vec::new(),
            },
            Person {
                next: owed(4, "Siân Ŵyn Zoë", "2026-09-20", "2026-10-20", Booking::NotBooked),
                worker: worker(4, "Siân Ŵyn Zoë"),
                caseload: Vec::new(),
            },
            Person {
                next: None,
                worker: Worker { joined_on: on("2027-01-04"), ..worker(6, "Tom Hall") },
                caseload: Vec::new(),
            },
        ],
        cover: None,
    }
}

struct Bench(PeoplePage, Arc<Mutex<Vec<Effect>>>);

impl Perform for Bench {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        if matches!(effect, Effect::ShowPeople) {
            return Answer::Now(vec![Msg::People(Box::new(self.0.clone()))]);
        }
        self.1.lock().unwrap().push(effect);
        Answer::Now(Vec::new())
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

fn shown(page: PeoplePage, cx: Ctx, width: u16, height: u16) -> (Harness<Bench>, Arc<Mutex<Vec<Effect>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    (Harness::sized(Bench(page, Arc::clone(&asked)), People::default(), cx, width, height), asked)
}

fn opened() -> Ctx {
    Ctx { opened: true, ..context() }
}

#[test]
fn people_look_as_they_should() {
    let (mut harness, _) = shown(page(), opened(), 80, 24);
    insta::assert_snapshot!("people_80", harness.picture());
    let (harness, _) = shown(page(), opened(), 120, 40);
    insta::assert_snapshot!("people_120", harness.text());
    let (harness, _) = shown(page(), opened(), 60, 16);
    insta::assert_snapshot!("people_60", harness.text());
    let (harness, _) = shown(PeoplePage { people: Vec::new(), cover: None }, opened(), 80, 24);
    insta::assert_snapshot!("people_empty", harness.text());
}

#[test]
fn in_private_no_name_is_shown() {
    let (mut harness, _) = shown(page(), Ctx { theme: Theme::plain(), privacy: true, ..opened() }, 80, 24);
    harness.press("f");
    for name in ["Aisha", "Doyle", "Ŵyn", "Owen", "Hall"] {
        assert!(!harness.text().contains(name), "{}", harness.text());
    }
}

/// Where a name stands on the screen.
fn row(harness: &Harness<Bench>, name: &str) -> usize {
    harness.text().lines().position(|line| line.contains(name)).unwrap_or(usize::MAX)
}

#[test]
fn sorting_keeps_the_cursor_on_its_worker() {
    let (mut harness, asked) = shown(page(), opened(), 80, 24);
    assert!(row(&harness, "Siân") < row(&harness, "Aisha") && row(&harness, "Ben") < row(&harness, "Tom Hall"));
    harness.press("jj");
    assert_eq!(usize::from(harness.cursor().y), row(&harness, "Ben"));
    harness.press("t");
    assert!(row(&harness, "Aisha") < row(&harness, "Ben") && row(&harness, "Ben") < row(&harness, "Siân"));
    assert_eq!(usize::from(harness.cursor().y), row(&harness, "Ben"));
    harness.press("t");
    assert!(row(&harness, "Ben") < row(&harness, "Aisha"));
    harness.press("<enter>");
    assert!(matches!(asked.lock().unwrap().as_slice(), [Effect::ShowWorker(WorkerId(2))]));
}

#[test]
fn those_who_left_are_shown_when_asked_for_and_cannot_be_booked() {
    let (mut harness, _) = shown(page(), opened(), 80, 24);
    assert_eq!(row(&harness, "Owen"), usize::MAX);
    harness.press("f<end>");
    assert_eq!(usize::from(harness.cursor().y), row(&harness, "Owen"));
    harness.press("b");
    assert!(harness.text().contains("Not now: the cursor is on nobody in the team."), "{}", harness.text());
}

#[test]
fn at_the_sizes_named() {
    for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
        let (mut harness, _) = shown(page(), opened(), 80, 24);
        harness.resize(width, height);
    }
}

#[test]
fn two_entries_of_one_worker_become_one_only_after_a_yes() {
    use crate::ui::made_up_tests::{opened, taken, walk};
    let (mut harness, asked) = walk(People::default(), opened(), (80, 24));
    harness.press("<enter>");
    assert!(harness.text().contains("Ben Doyle"), "{}", harness.text());
    harness.press(":same worker<enter>ben<enter>");
    assert!(harness.text().contains("Type the reference of the entry that is to go"), "{}", harness.text());
    harness.press("<c-u>kez<enter>");
    insta::assert_snapshot!("merge_workers", harness.text());
    taken(&asked);
    harness.press("n<enter>y");
    assert_eq!(taken(&asked), ["Worker", "ShowWorker"]);
    assert!(harness.text().contains("The two entries are one now"), "{}", harness.text());
    harness.press("<esc>");
    assert!(!harness.text().contains("Kezia"), "{}", harness.text());
}

#[test]
fn while_the_team_is_handed_over_each_row_says_who_covers() {
    let cover = CoverLine {
        from: on("2026-11-23"),
        until: on("2026-12-04"),
        taken_by: "Ruth Okafor".to_owned(),
        otherwise: vec![("Ben Doyle".to_owned(), "Kezia Owen".to_owned())],
    };
    let (harness, _) = shown(PeoplePage { cover: Some(cover), ..page() }, opened(), 80, 24);
    let text = harness.text();
    let line = |name: &str| text.lines().find(|line| line.contains(name)).unwrap_or_default().to_owned();
    assert!(line("Aisha Patel").contains("Ruth covers"), "{text}");
    assert!(line("Ben Doyle").contains("Kezia covers"), "{text}");
}
