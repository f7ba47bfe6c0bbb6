//! The ASYE pages on a test terminal, over a made-up year: key walks, and how they look at every size.

use super::AsyeScreen;
use super::all::Asyes;
use crate::practice::asye::{AsyeEvent, Happened, Review, Slot};
use crate::practice::due::strip::Mark;
use crate::practice::due::{Booking, Rule};
use crate::practice::reference::{WorkerId, WorkerRecordId};
use crate::practice::worker_record::WorkerForm;
use crate::ui::context::Ctx;
use crate::ui::screen::Screen;
use crate::ui::testing::{Harness, context, day};
use crate::ui::theme::Theme;
use crate::ui::today::tests::supervision;
use crate::workbench::effect::AsyeAct;
use crate::workbench::message::{Area, AsyeYear, Evidence, Observation, Stands, Workload};
use crate::workbench::{Answer, Effect, Msg, Perform};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::sync::{Arc, Mutex};

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn slots() -> Vec<Slot> {
    let marks = "====-===x====~~=====_==!...";
    let mark = |sign: char| match sign {
        '=' => Some(Mark::Held),
        '-' => Some(Mark::Late),
        'x' => Some(Mark::Missed),
        '!' => Some(Mark::LateNow),
        '~' => Some(Mark::Excused),
        '.' => Some(Mark::ToCome),
        _ => None,
    };
    (0..)
        .zip(marks.chars())
        .map(|(place, sign)| {
            let from = on("2026-01-06") + Days::new(14 * place);
            Slot { from, until: from + Days::new(13), mark: mark(sign) }
        })
        .collect()
}

fn year(id: i64, name: &str) -> AsyeYear {
    let evidence = |days: &[&str]| -> Vec<Evidence> {
        let one =
            |text: &&str| Evidence { on: on(text), stands: Stands::Record(WorkerForm::Supervision, WorkerRecordId(4)) };
        days.iter().map(one).collect()
    };
    let area = |code: &str, words: &str, days: &[&str]| Area {
        code: code.to_owned(),
        words: words.to_owned(),
        evidence: evidence(days),
    };
    let review = |months, due: &str, done: Option<&str>, lacks: &[&str]| Review {
        runs_longer: false,
        months,
        due_on: on(due),
        done_on: done.map(on),
        lacks: lacks.iter().map(|one| (*one).to_owned()).collect(),
        source: "local setting".to_owned(),
    };
    AsyeYear {
        worker: WorkerId(id),
        name: name.to_owned(),
        from: on("2026-01-06"),
        until: on("2027-01-05"),
        until_entered: false,
        week: (46, 53),
        rhythm: "fortnightly".to_owned(),
        slots: slots(),
        next: Some(supervision(
            id,
            name,
            "2026-11-06",
            "2026-11-20",
            Booking::BookedLate(on("2026-11-25")),
            Rule::Asye,
        )),
        reviews: vec![
            review(3, "2026-04-02", Some("2026-04-08"), &[]),
            review(6, "2026-07-06", Some("2026-07-07"), &[]),
            review(12, "2027-01-05", None, &["one observation", "evidence in 1 of 3 areas"]),
        ],
        observations: vec![
            Observation { on: on("2026-03-12"), record: Some(WorkerRecordId(9)), words: String::new() },
            Observation { on: on("2026-06-02"), record: None, words: "Ben, a core group".to_owned() },
        ],
        observations_wanted: 3,
        workload: Workload { children: 11, percent: Some(94), protected: Some(90) },
        areas: vec![
            area("relationships", "Relationships and working directly with families", &["2026-03-12", "2026-06-02"]),
            area("communication", "Communication", &["2026-02-03"]),
            area("law", "Law", &[]),
        ],
        events: vec![AsyeEvent {
            id: 1,
            on: on("2026-04-08"),
            what: Happened::Reviewed { months: 3, words: "settled well".to_owned() },
        }],
    }
}

#[derive(Default)]
struct Bench {
    asked: Arc<Mutex<Vec<Effect>>>,
    empty: bool,
}

impl Perform for Bench {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        let both = || if self.empty { Vec::new() } else { vec![year(1, "Aisha Patel"), year(2, "Eilidh Mbeki")] };
        let messages = match &effect {
            Effect::ShowAsye(WorkerId(1)) => vec![Msg::Asye(Box::new(year(1, "Aisha Patel")))],
            Effect::ShowAsye(_) => vec![Msg::Refused("No ASYE is entered for this worker.".to_owned())],
            Effect::ShowAsyes => vec![Msg::Asyes(both())],
            Effect::Asye(_) => vec![Msg::Done("It is kept.".to_owned())],
            _ => Vec::new(),
        };
        self.asked.lock().unwrap().push(effect);
        Answer::Now(messages)
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

fn harness(
    first: impl Screen + 'static,
    cx: Ctx,
    width: u16,
    height: u16,
) -> (Harness<Bench>, Arc<Mutex<Vec<Effect>>>) {
    let bench = Bench::default();
    let asked = Arc::clone(&bench.asked);
    (Harness::sized(bench, first, Ctx { opened: true, ..cx }, width, height), asked)
}

#[test]
fn one_year_looks_like_this() {
    for (name, width, height) in [("small", 60, 16), ("usual", 80, 24), ("wide", 140, 45)] {
        let (mut shown, _) = harness(AsyeScreen::of(WorkerId(1)), context(), width, height);
        insta::assert_snapshot!(format!("asye_{name}"), shown.picture());
    }
    let private = Ctx { theme: Theme::plain(), privacy: true, ..context() };
    let (mut shown, _) = harness(AsyeScreen::of(WorkerId(1)), private, 80, 24);
    let text = shown.picture();
    for word in ["Aisha", "Patel", "settled", "core group"] {
        assert!(!text.contains(word), "{word}\n{text}");
    }
}

#[test]
fn all_years_side_by_side_look_like_this() {
    for (name, width, height) in [("usual", 80, 24), ("wide", 140, 45)] {
        let (mut shown, _) = harness(Asyes::default(), context(), width, height);
        insta::assert_snapshot!(format!("asyes_{name}"), shown.picture());
    }
    let (shown, _) = {
        let bench = Bench { empty: true, ..Bench::default() };
        let asked = Arc::clone(&bench.asked);
        (Harness::sized(bench, Asyes::default(), Ctx { opened: true, ..context() }, 80, 24), asked)
    };
    assert!(shown.text().contains("Nobody is in an ASYE"));
}

#[test]
fn a_review_an_extension_and_an_end_are_entered_by_keys() {
    let entered = |keys: &str| {
        let (mut shown, asked) = harness(AsyeScreen::of(WorkerId(1)), context(), 80, 24);
        shown.press(keys);
        let asked = asked.lock().unwrap();
        let found = asked.iter().find_map(|effect| match effect {
            Effect::Asye(AsyeAct::Enter { on, what, .. }) => Some((*on, what.clone())),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("{}", shown.text()))
    };
    // Only the last review is open.
    let words = "a fine year".to_owned();
    let review = Happened::Reviewed { months: 12, words };
    assert_eq!(entered("jj<enter><tab><tab>a fine year<enter>"), (day(), review));
    let why = "part-time hours".to_owned();
    let extended = Happened::Extended { until: on("2027-03-01"), why };
    assert_eq!(entered("E1 mar 2027<tab>part-time hours<enter>"), (day(), extended));
    let paused = Happened::Paused { until: on("2026-12-04"), why: "sickness".to_owned() };
    assert_eq!(entered("P<tab>4/12<tab>sickness<enter>"), (day(), paused));
    assert!(matches!(entered("F<enter><enter>").1, Happened::Ended { .. }));
    assert!(matches!(entered("v<tab>Ruth, a visit<enter>").1, Happened::Observed { .. }));
    let (words, areas) = ("the mother: she listens".to_owned(), vec!["communication".to_owned(), "law".to_owned()]);
    let feedback = entered("f<tab>the mother: she listens<tab>2, law<enter>").1;
    assert!(feedback == Happened::Feedback { words, areas });
}

#[test]
fn an_end_before_the_last_day_or_without_the_last_review_is_asked_about_once_more() {
    let (mut shown, asked) = harness(AsyeScreen::of(WorkerId(1)), context(), 80, 24);
    let ended = || asked.lock().unwrap().iter().any(|effect| matches!(effect, Effect::Asye(AsyeAct::Enter { .. })));
    shown.press("F<enter>");
    assert!(!ended() && shown.text().contains("It runs to 5 January 2027, and the final review"), "{}", shown.text());
    // Another answer is asked about anew.
    shown.press("<backtab><right><enter>");
    assert!(!ended(), "{}", shown.text());
    shown.press("<enter>");
    assert!(ended(), "{}", shown.text());
}

#[test]
fn what_was_entered_in_error_is_taken_away_after_a_yes() {
    let (mut shown, asked) = harness(AsyeScreen::of(WorkerId(1)), context(), 80, 24);
    shown.press("<end><del>");
    assert!(shown.text().contains("entered in error"), "{}", shown.text());
    shown.press("y");
    assert!(asked.lock().unwrap().iter().any(|effect| matches!(effect, Effect::Asye(AsyeAct::TakeBack { .. }))));
}

#[test]
fn a_worker_without_an_asye_is_told_and_the_page_before_comes_back() {
    let (mut shown, _) = harness(Asyes::default(), context(), 80, 24);
    shown.press("j<enter>");
    assert!(shown.text().contains("No ASYE is entered"), "{}", shown.text());
    assert!(shown.text().contains("Newly qualified workers"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]
    #[test]
    fn no_keys_at_any_size_make_it_panic(keys in "[hjklrvEPFsb]{0,8}", all in any::<bool>()) {
        for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
            let (mut shown, _) = if all {
                harness(Asyes::default(), context(), width, height)
            } else {
                harness(AsyeScreen::of(WorkerId(1)), context(), width, height)
            };
            shown.press(&keys).press("<enter><esc><esc>").press(&keys);
        }
    }
}
