//! Key walks through the popups about supervision, and how they look.

use super::{Book, Held, NotHeld};
use crate::practice::due::supervision::{SessionsKnown, owed_to_worker};
use crate::practice::policy::PolicyHistory;
use crate::practice::policy_file;
use crate::practice::reference::{Reference, SessionId, WorkerId};
use crate::practice::session::{CancelledBy, Outcome, Session, SessionKind, SessionSetting};
use crate::practice::worker::{Absence, AbsenceKind, KnownRole, Role, Worker};
use crate::practice::working_days::WorkingDays;
use crate::ui::screen::Screen;
use crate::ui::testing::{Harness, context, day};
use crate::workbench::effect::SessionAct;
use crate::workbench::message::Supervisee;
use crate::workbench::{Answer, Effect, Msg, Perform};
use chrono::{NaiveDate, NaiveTime};
use rstest::rstest;
use std::collections::HashMap;
use std::sync::Arc;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn aisha() -> Worker {
    Worker {
        id: WorkerId(3),
        reference: Reference::new("W03").unwrap(),
        name: "Siân Ŵyn Zoë".into(),
        role: Role::Known(KnownRole::SocialWorker),
        fte: 100,
        joined_on: on("2025-09-01"),
        joined_assumed: false,
        left_on: None,
        periods: Vec::new(),
        absences: vec![Absence { kind: AbsenceKind::Leave, from: on("2026-12-21"), until: Some(on("2027-01-03")) }],
    }
}

fn plan(id: i64, on: NaiveDate) -> Session {
    Session {
        id: SessionId(id),
        worker: WorkerId(3),
        kind: SessionKind::OneToOne,
        planned_for: Some(on),
        starts_at: NaiveTime::from_hms_opt(10, 0, 0),
        outcome: Outcome::Planned,
    }
}

fn supervisee(planned: Vec<Session>) -> Supervisee {
    let (_, text) = policy_file::shipped().iter().find(|(name, _)| *name == "practice-fundamentals").unwrap();
    let policies = PolicyHistory::always(policy_file::read("practice-fundamentals", text).unwrap());
    let known = SessionsKnown { last_held: Some(on("2026-10-26")), next_planned: None };
    let next = owed_to_worker(&aisha(), known, &policies, &WorkingDays::published(), day());
    Supervisee { worker: aisha(), next, planned, settings: HashMap::new(), minutes: 60 }
}

/// Knows one worker; keeps what it is asked to do; refuses if told to.
struct Bench {
    known: Supervisee,
    refuses: Option<&'static str>,
    asked: Arc<std::sync::Mutex<Vec<SessionAct>>>,
}

impl Perform for Bench {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        Answer::Now(match effect {
            Effect::ShowSupervisee(_) => vec![Msg::Supervisee(Box::new(self.known.clone()))],
            Effect::Session(act) => {
                self.asked.lock().unwrap().push(act);
                vec![self.refuses.map_or_else(|| Msg::Done("It is kept.".into()), |why| Msg::Refused(why.into()))]
            }
            _ => Vec::new(),
        })
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

/// A page with nothing on it, for a popup to stand over.
struct Page;

impl Screen for Page {
    fn update(&mut self, _: crate::ui::input::Input, _: &crate::ui::context::Ctx) -> crate::ui::screen::Flow {
        crate::ui::screen::Flow::Ignored
    }

    fn view(
        &self,
        _: ratatui::layout::Rect,
        _: &mut ratatui::buffer::Buffer,
        _: &crate::ui::context::Ctx,
    ) -> Option<ratatui::layout::Position> {
        None
    }

    fn commands(&self, _: &crate::ui::context::Ctx) -> Vec<crate::ui::command::Command> {
        Vec::new()
    }
}

type Asked = Arc<std::sync::Mutex<Vec<SessionAct>>>;

fn over(popup: impl Screen + 'static, planned: Vec<Session>, refuses: Option<&'static str>) -> (Harness<Bench>, Asked) {
    let asked = Asked::default();
    let bench = Bench { known: supervisee(planned), refuses, asked: Arc::clone(&asked) };
    let mut cx = context();
    cx.days_off = Arc::new(WorkingDays::published());
    let mut harness = Harness::sized(bench, Opening(Some(Box::new(popup))), cx, 80, 24);
    harness.app.cx.opened = true;
    harness.press("z");
    (harness, asked)
}

/// A page that opens one popup at the first key.
struct Opening(Option<Box<dyn Screen>>);

impl Screen for Opening {
    fn update(&mut self, _: crate::ui::input::Input, _: &crate::ui::context::Ctx) -> crate::ui::screen::Flow {
        self.0.take().map_or(crate::ui::screen::Flow::Ignored, crate::ui::screen::Flow::Push)
    }

    fn view(
        &self,
        area: ratatui::layout::Rect,
        buf: &mut ratatui::buffer::Buffer,
        cx: &crate::ui::context::Ctx,
    ) -> Option<ratatui::layout::Position> {
        Page.view(area, buf, cx)
    }

    fn commands(&self, cx: &crate::ui::context::Ctx) -> Vec<crate::ui::command::Command> {
        Page.commands(cx)
    }
}

fn only(asked: &Asked) -> SessionAct {
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), 1);
    asked[0].clone()
}

#[test]
fn booking_takes_the_words_and_enter() {
    let (mut harness, asked) = over(Book::with(WorkerId(3)), Vec::new(), None);
    harness.press("tue 10am");
    assert!(harness.text().contains("Tuesday 24 November 2026 at 10am."), "{}", harness.text());
    harness.press("<enter>");
    let at = NaiveTime::from_hms_opt(10, 0, 0);
    let (worker, kind, day) = (WorkerId(3), SessionKind::OneToOne, on("2026-11-24"));
    assert!(
        only(&asked) == SessionAct::Book { worker, kind, on: day, at, moves: None, setting: SessionSetting::default() }
    );
    assert!(harness.text().contains("It is kept."), "{}", harness.text());
    assert!(!harness.text().contains("Book supervision"));
}

#[test]
fn a_second_booking_moves_the_first() {
    let (mut harness, asked) = over(Book::with(WorkerId(3)), vec![plan(7, on("2026-11-25"))], None);
    assert!(harness.text().contains("This moves the session booked for Wed 25 Nov"), "{}", harness.text());
    harness.press("fri<enter>");
    assert!(matches!(only(&asked), SessionAct::Book { moves: Some(SessionId(7)), .. }));
}

#[rstest]
#[case("tue", "Tuesday 24 November 2026.", false)]
#[case("sat", "Saturday 28 November 2026, not a working day", true)]
#[case("23/12", "is away then (leave, 21 December 2026 to 3 January 2027)", true)]
#[case("28 nov", "2 days after it is due", true)]
#[case("fri", "1 day after it is due", true)]
#[case("yesterday", "That day is past", true)]
#[case("someday", "This date was not understood", true)]
fn booking_says_what_it_understood_and_what_speaks_against_it(
    #[case] typed: &str,
    #[case] said: &str,
    #[case] warns: bool,
) {
    let (mut harness, _) = over(Book::with(WorkerId(3)), Vec::new(), None);
    harness.press(typed);
    let text = harness.text().replace("│\n", " ").split_whitespace().collect::<Vec<_>>().join(" ").replace("│ ", "");
    assert!(text.contains(said), "{text}");
    let marked = harness.picture().lines().any(|line| line.contains("yellow") || line.contains("red bold"));
    assert_eq!(marked, warns, "{}", harness.picture());
}

#[test]
fn held_today_for_75_minutes_takes_two_keys_beside_the_number_and_the_one_that_opens() {
    let (mut harness, asked) = over(Held::with(WorkerId(3)), vec![plan(7, day())], None);
    harness.press("<tab>75<enter>");
    let (worker, kind) = (WorkerId(3), SessionKind::OneToOne);
    assert!(
        only(&asked)
            == SessionAct::Hold {
                worker,
                kind,
                on: day(),
                minutes: 75,
                settles: Some(SessionId(7)),
                setting: SessionSetting::default()
            }
    );
}

#[test]
fn a_plan_long_past_is_not_taken_for_the_session_held_today() {
    let (mut harness, asked) = over(Held::with(WorkerId(3)), vec![plan(7, on("2026-11-02"))], None);
    harness.press("<enter>");
    let (worker, kind) = (WorkerId(3), SessionKind::OneToOne);
    assert!(
        only(&asked)
            == SessionAct::Hold {
                worker,
                kind,
                on: day(),
                minutes: 60,
                settles: None,
                setting: SessionSetting::default()
            }
    );
}

#[test]
fn held_early_it_says_which_booking_it_uses_up_and_a_key_makes_it_an_extra_one() {
    let booked = plan(7, on("2026-11-24"));
    let (mut harness, asked) = over(Held::correcting(&booked), vec![booked.clone()], None);
    assert!(harness.text().contains("This is the session booked for Tue 24 Nov"), "{}", harness.text());
    harness.press("<enter>");
    assert!(matches!(only(&asked), SessionAct::Hold { settles: Some(SessionId(7)), .. }));
    let (mut harness, asked) = over(Held::correcting(&booked), vec![booked.clone()], None);
    harness.press("<tab><right>");
    assert!(harness.text().contains("The session booked for Tue 24 Nov at 10am stays booked."), "{}", harness.text());
    harness.press("<enter>");
    assert!(matches!(only(&asked), SessionAct::HoldExtra { booked: SessionId(7), .. }));
    // One booked for today is that one, and nothing is asked.
    let today = plan(7, day());
    let (harness, _) = over(Held::correcting(&today), vec![today.clone()], None);
    assert!(!harness.text().contains("an extra one") && !harness.text().contains("Which"), "{}", harness.text());
}

#[test]
fn what_is_refused_stays_as_typed_with_the_reason() {
    let (mut harness, _) = over(Held::with(WorkerId(3)), Vec::new(), Some("That day is still to come."));
    harness.press("tomorrow<tab>45<enter>");
    let text = harness.text();
    assert!(text.contains("That day is still to come.") && text.contains("tomorrow") && text.contains("45"), "{text}");
    harness.press("<tab>");
    assert!(harness.text().contains("tomorrow"));
}

#[test]
fn called_off_by_the_worker_with_why_and_a_new_day() {
    let (mut harness, asked) = over(NotHeld::with(WorkerId(3), false), vec![plan(7, on("2026-11-25"))], None);
    harness.press("t<tab>in court<tab>thu 2pm<enter>");
    assert!(
        only(&asked)
            == SessionAct::NotHeld {
                session: SessionId(7),
                called_off_by: Some(CancelledBy::Supervisee),
                reason: "in court".into(),
                instead: Some((on("2026-11-26"), NaiveTime::from_hms_opt(14, 0, 0))),
            }
    );
}

#[test]
fn missed_with_the_older_of_two_plans_offered_first() {
    let plans = vec![plan(5, on("2026-11-09")), plan(7, on("2026-11-25"))];
    let (mut harness, asked) = over(NotHeld::with(WorkerId(3), true), plans, None);
    assert!(harness.text().contains("Mon 9 Nov"), "{}", harness.text());
    harness.press("<enter>");
    let expected =
        SessionAct::NotHeld { session: SessionId(5), called_off_by: None, reason: String::new(), instead: None };
    assert!(only(&asked) == expected);
}

#[test]
fn with_nothing_planned_there_is_nothing_to_call_off() {
    let (mut harness, asked) = over(NotHeld::with(WorkerId(3), false), Vec::new(), None);
    harness.press("<enter>");
    assert!(harness.text().contains("Nothing is planned"), "{}", harness.text());
    assert!(asked.lock().unwrap().is_empty());
}

#[rstest]
#[case("75", Some(75))]
#[case("75 min", Some(75))]
#[case("1h15", Some(75))]
#[case("1:15", Some(75))]
#[case("2 hours", Some(120))]
#[case("0", Some(0))]
#[case("", None)]
#[case("long", None)]
#[case("1h75", None)]
#[case("99999", None)]
fn minutes_are_read_as_people_write_them(#[case] typed: &str, #[case] expected: Option<u16>) {
    assert_eq!(crate::practice::session::minutes_from_words(typed), expected);
}

#[test]
fn the_popups_look_as_they_should() {
    let (mut harness, _) = over(Book::with(WorkerId(3)), vec![plan(7, on("2026-11-25"))], None);
    harness.press("sat 10am");
    insta::assert_snapshot!("book", harness.picture());
    let (mut harness, _) = over(Held::with(WorkerId(3)), vec![plan(7, day())], None);
    insta::assert_snapshot!("held", harness.picture());
    let (mut harness, _) = over(NotHeld::with(WorkerId(3), false), vec![plan(7, day())], None);
    insta::assert_snapshot!("not_held", harness.picture());
    harness.app.cx.privacy = true;
    harness.resize(60, 16);
    insta::assert_snapshot!("not_held_small_private", harness.text());
}
