//! A worker's page and its forms on a test terminal: key walks, and how they look.

use super::{Details, Form, WorkerScreen};
use crate::practice::action::{Action, ActionStatus, ActionSubject};
use crate::practice::child::ChildStatus;
use crate::practice::due::compliance::{Judgement, Tally};
use crate::practice::due::strip::{Mark, StripMonth};
use crate::practice::due::{Booking, Rule};
use crate::practice::reference::{ActionId, ChildId, Reference, SessionId, WorkerId};
use crate::practice::session::{CancelledBy, Outcome, Session, SessionKind};
use crate::practice::worker::{Absence, AbsenceKind, EnhancedReason, KnownRole, Period, Role, Worker};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::screen::{Flow, Screen};
use crate::ui::testing::{Harness, context, day};
use crate::ui::theme::Theme;
use crate::ui::today::tests::{supervision, worker};
use crate::workbench::effect::{WorkerAct, WorkerEntry};
use crate::workbench::message::{ActionRow, CaseloadRow, SessionRow, WorkerPage};
use crate::workbench::{Answer, Effect, Msg, Perform};
use chrono::{Months, NaiveDate, NaiveTime};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::sync::{Arc, Mutex};

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn session(id: i64, planned_for: Option<&str>, outcome: Outcome, judged: Option<Judgement>) -> SessionRow {
    let (worker, kind) = (WorkerId(4), SessionKind::OneToOne);
    let starts_at = NaiveTime::from_hms_opt(10, 30, 0);
    SessionRow {
        session: Session { id: SessionId(id), worker, kind, planned_for: planned_for.map(on), starts_at, outcome },
        judged,
    }
}

fn sian() -> Worker {
    Worker {
        fte: 60,
        joined_assumed: true,
        periods: vec![
            Period::Asye { from: on("2026-01-06"), until: None },
            Period::Enhanced {
                reason: EnhancedReason::Personal { why: "three complex cases at once".into(), interval_days: Some(7) },
                from: on("2026-11-02"),
                until: on("2026-12-18"),
            },
        ],
        absences: vec![Absence { kind: AbsenceKind::Leave, from: on("2026-07-13"), until: Some(on("2026-07-24")) }],
        ..worker(4, "Siân Ŵyn Zoë")
    }
}

fn page() -> WorkerPage {
    let held = |on_day: &str, minutes| Outcome::Held { on: on(on_day), minutes: Some(minutes) };
    let months = (0..12_u32).map(|back| StripMonth {
        month: on("2026-11-01") - Months::new(11 - back),
        marks: match back {
            0 => Vec::new(),
            7 => vec![Mark::Excused],
            9 => vec![Mark::Held, Mark::Missed],
            11 => vec![Mark::Held, Mark::LateNow],
            _ => vec![Mark::Held, Mark::Late],
        },
    });
    WorkerPage {
        notes: Vec::new(),
        due: Vec::new(),
        file: Vec::new(),
        worker: sian(),
        formerly: vec!["Sian Jones".into()],
        months: months.collect(),
        tally: Tally { on_time: 11, late: 8, missed: 1, outstanding: 1 },
        next: Some(supervision(
            4,
            "Siân Ŵyn Zoë",
            "2026-11-06",
            "2026-11-20",
            Booking::BookedLate(on("2026-11-26")),
            Rule::Asye,
        )),
        sessions: vec![
            session(31, Some("2026-11-26"), Outcome::Planned, None),
            session(30, Some("2026-11-19"), Outcome::Planned, None),
            session(29, Some("2026-11-05"), held("2026-11-06", 75), Some(Judgement::Late)),
            session(28, None, held("2026-10-22", 60), Some(Judgement::OnTime)),
            session(27, Some("2026-10-08"), Outcome::Missed { reason: "the room was double-booked".into() }, None),
            session(
                26,
                Some("2026-10-01"),
                Outcome::Cancelled { by: Some(CancelledBy::Supervisee), reason: "in court all day".into() },
                None,
            ),
        ],
        children: vec![CaseloadRow {
            child: ChildId(7),
            reference: Reference::new("4711").unwrap(),
            called: "Tomos Rees".into(),
            status: ChildStatus::ChildProtection,
            since: on("2026-06-03"),
            worst: None,
            milestone: None,
        }],
        actions: vec![ActionRow {
            action: Action {
                id: ActionId(45),
                subject: ActionSubject::Child(ChildId(7)),
                record: None,
                change_needed: String::new(),
                action: "unannounced evening visit".into(),
                owner: "Siân Ŵyn Zoë".into(),
                owner_worker: Some(WorkerId(4)),
                due_on: on("2026-11-19"),
                first_due_on: on("2026-11-19"),
                redated: 0,
                status: ActionStatus::Open,
                closed_on: None,
                difference: String::new(),
                escalation: None,
            },
            child: Some("Tomos Rees".into()),
        }],
    }
}

/// Answers for one worker, and keeps what it is asked to do.
struct Bench {
    asked: Arc<Mutex<Vec<Effect>>>,
}

impl Perform for Bench {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        if matches!(effect, Effect::ShowWorker(_)) {
            return Answer::Now(vec![Msg::Worker(Box::new(page()))]);
        }
        let answer = if matches!(effect, Effect::Worker(_)) { vec![Msg::Done("Kept.".into())] } else { Vec::new() };
        self.asked.lock().unwrap().push(effect);
        Answer::Now(answer)
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

fn opened() -> Ctx {
    let mut cx = context();
    cx.opened = true;
    cx
}

type Asked = Arc<Mutex<Vec<Effect>>>;

fn shown(screen: impl Screen + 'static, cx: Ctx, width: u16, height: u16) -> (Harness<Bench>, Asked) {
    let asked = Asked::default();
    (Harness::sized(Bench { asked: Arc::clone(&asked) }, screen, cx, width, height), asked)
}

fn on_page(width: u16, height: u16) -> (Harness<Bench>, Asked) {
    shown(WorkerScreen::new(Box::new(page())), opened(), width, height)
}

/// A page under a form.
struct Under(Option<Form>);

impl Screen for Under {
    fn update(&mut self, _: Input, _: &Ctx) -> Flow {
        self.0.take().map_or(Flow::Ignored, Flow::push)
    }

    fn view(&self, _: Rect, _: &mut Buffer, _: &Ctx) -> Option<Position> {
        None
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        Vec::new()
    }
}

fn over(form: Form) -> (Harness<Bench>, Asked) {
    let (mut harness, asked) = shown(Under(Some(form)), opened(), 80, 24);
    harness.press("z");
    (harness, asked)
}

fn asked_for(asked: &Asked) -> WorkerAct {
    match asked.lock().unwrap().as_slice() {
        [Effect::Worker(act)] => act.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_page_looks_as_it_should() {
    let (mut harness, _) = on_page(80, 24);
    insta::assert_snapshot!("worker_80", harness.picture());
    harness.press("<tab>");
    insta::assert_snapshot!("worker_80_children", harness.text());
    harness.press("<tab>");
    insta::assert_snapshot!("worker_80_times", harness.text());
    harness.press("<tab>");
    insta::assert_snapshot!("worker_80_actions", harness.text());
    let (harness, _) = on_page(120, 40);
    insta::assert_snapshot!("worker_120", harness.text());
    let (harness, _) = on_page(140, 45);
    insta::assert_snapshot!("worker_140", harness.text());
    let (harness, _) = on_page(60, 16);
    insta::assert_snapshot!("worker_60", harness.text());
}

#[test]
fn in_private_without_colour_and_read_only() {
    let cx = Ctx { theme: Theme::plain(), privacy: true, read_only: Some("it is open elsewhere".into()), ..opened() };
    let (mut harness, asked) = shown(WorkerScreen::new(Box::new(page())), cx, 80, 24);
    for _ in 0..4 {
        let picture = harness.picture();
        for name in ["Ŵyn", "Tomos", "Jones"] {
            assert!(!picture.contains(name), "{picture}");
        }
        harness.press("<tab>");
    }
    harness.press("b");
    assert!(harness.text().contains("Not now: it is open elsewhere."), "{}", harness.text());
    assert!(asked.lock().unwrap().is_empty());
}

#[test]
fn enter_on_a_session_puts_it_right_and_x_calls_off_the_one_under_the_cursor() {
    let (mut harness, _) = on_page(80, 24);
    harness.press("jj<enter>");
    let text = harness.text();
    assert!(text.contains("Put supervision right") && text.contains("6 Nov 2026") && text.contains("75"), "{text}");
    harness.press("<esc>jj<enter>");
    assert!(harness.text().contains("missed: nobody called it off"), "{}", harness.text());
    assert!(harness.text().contains("the room was double-booked"));
}

#[test]
fn an_absence_is_taken_away_only_after_a_yes() {
    let (mut harness, asked) = on_page(80, 24);
    harness.press("<tab><tab>j<del>");
    assert!(harness.text().contains("13 to 24 July 2026"), "{}", harness.text());
    harness.press("n");
    assert!(asked.lock().unwrap().is_empty());
    harness.press("<del>y");
    assert!(asked_for(&asked) == WorkerAct::RemoveAbsence { worker: WorkerId(4), from: on("2026-07-13") });
}

#[test]
fn a_worker_is_added_with_few_keys() {
    let (mut harness, asked) = over(Details::add());
    insta::assert_snapshot!("add_worker", harness.text());
    harness.press("Siân Ŵyn Zoë<tab>W09<tab>n<tab><tab>1 sep<enter>");
    let entry = WorkerEntry {
        reference: Reference::new("W09").unwrap(),
        name: "Siân Ŵyn Zoë".into(),
        role: Role::Known(KnownRole::NewlyQualified),
        fte: 100,
        joined_on: on("2026-09-01"),
        joined_assumed: false,
        left_on: None,
    };
    assert!(asked_for(&asked) == WorkerAct::Add(entry));
    assert!(harness.text().contains("Kept."));
}

#[test]
fn a_form_says_what_is_missing_where_it_is_missing() {
    let (mut harness, asked) = over(Details::add());
    harness.press("<enter>");
    assert!(harness.text().contains("Give the name, as it should read."), "{}", harness.text());
    harness.press("Ben<enter>");
    assert!(harness.text().contains("Give the reference"), "{}", harness.text());
    assert!(asked.lock().unwrap().is_empty());
}

#[test]
fn a_guessed_day_of_joining_stays_a_guess_until_another_is_given() {
    let (mut harness, asked) = over(Details::of(&sian()));
    harness.press("<enter>");
    assert!(matches!(asked_for(&asked), WorkerAct::Change { entry: WorkerEntry { joined_assumed: true, .. }, .. }));
    let (mut harness, asked) = over(Details::of(&sian()));
    harness.press("<tab><tab><tab><tab><c-u>1 sep 2025<enter>");
    let act = asked_for(&asked);
    let WorkerAct::Change { entry, .. } = act else { panic!() };
    assert_eq!((entry.joined_assumed, entry.joined_on), (false, on("2025-09-01")));
}

#[test]
fn closer_supervision_must_have_an_end_and_says_why() {
    let (mut harness, asked) = over(Form::enhanced(WorkerId(4), None));
    harness.press("<tab>today<enter>");
    assert!(harness.text().contains("Give a last day: closer supervision is for a stated time"), "{}", harness.text());
    harness.press("18 dec<enter>");
    let period = Period::Enhanced { reason: EnhancedReason::ReturnToWork, from: day(), until: on("2026-12-18") };
    assert!(asked_for(&asked) == WorkerAct::SetPeriod { worker: WorkerId(4), period, instead_of: None });
}

#[test]
fn the_other_forms_look_as_they_should() {
    let (mut harness, _) = over(Form::enhanced(WorkerId(4), Some(sian().periods[1].clone())));
    insta::assert_snapshot!("closer", harness.text());
    harness.resize(60, 16);
    insta::assert_snapshot!("closer_60", harness.text());
    let (mut harness, _) = over(Form::asye(WorkerId(4), None));
    harness.press("6 jan");
    insta::assert_snapshot!("asye", harness.text());
    let (harness, _) = over(Form::absence(WorkerId(4), None));
    insta::assert_snapshot!("absence", harness.text());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn no_size_is_too_small_or_too_large(width in 0_u16..210, height in 0_u16..70, keys in "[jkhlrACLbsxmw\t]{0,6}") {
        let (mut harness, _) = on_page(80, 24);
        for key in keys.chars() {
            harness.press(&if key == '\t' { "<tab>".to_owned() } else { key.to_string() });
        }
        harness.resize(width, height);
    }
}

#[test]
fn an_action_is_closed_and_moved_where_it_stands() {
    let (mut harness, _) = on_page(80, 24);
    harness.press("<backtab><backtab>x");
    assert!(harness.text().contains("unannounced evening visit"), "{}", harness.text());
    harness.press("<esc>d");
    assert!(harness.text().contains("Due on Thursday 19 November 2026"), "{}", harness.text());
    harness.press("<esc>a");
    assert!(harness.text().contains("Siân Ŵyn Zoë"), "{}", harness.text());
}
