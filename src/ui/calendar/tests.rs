//! The calendar on a test terminal, over a made-up month: key walks, and how it looks at every size.

use super::Calendar;
use super::rows::{self, LeadsTo, Weeks, What};
use crate::practice::due::wanted::WantedForm;
use crate::practice::due::{Booking, Kind, Owed, Rule};
use crate::practice::quality::{QualityAnswer, QualityItem, six_weeks};
use crate::practice::reference::{SessionId, WorkerId};
use crate::practice::session::{CancelledBy, Outcome, Session, SessionKind};
use crate::practice::worker::{Absence, AbsenceKind};
use crate::practice::worker_record::WorkerForm;
use crate::ui::context::Ctx;
use crate::ui::testing::{Harness, context, day};
use crate::ui::theme::Theme;
use crate::ui::today::tests::supervision;
use crate::workbench::effect::{QualityAct, SessionAct};
use crate::workbench::message::{CalendarPage, Standing, Supervised, WaitingRow, WaitsFor};
use crate::workbench::{Answer, Effect, Msg, Perform};
use chrono::{Datelike as _, NaiveDate, NaiveTime};
use proptest::prelude::*;
use std::sync::{Arc, Mutex};

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn sessions() -> Vec<Session> {
    let one = |id: i64, worker: i64, planned: Option<&str>, outcome| Session {
        id: SessionId(id),
        worker: WorkerId(worker),
        kind: SessionKind::OneToOne,
        planned_for: planned.map(on),
        starts_at: NaiveTime::from_hms_opt(10, 30, 0),
        outcome,
    };
    vec![
        one(1, 1, None, Outcome::Held { on: on("2026-11-06"), minutes: Some(75) }),
        one(2, 2, Some("2026-11-11"), Outcome::Cancelled { by: Some(CancelledBy::Service), reason: String::new() }),
        one(3, 2, Some("2026-11-20"), Outcome::Planned),
        one(4, 1, Some("2026-11-25"), Outcome::Planned),
    ]
}

fn due() -> Vec<Owed> {
    let mut due = vec![
        supervision(3, "Eilidh Mbeki", "2026-08-07", "2026-09-07", Booking::NotBooked, Rule::Standing),
        supervision(1, "Aisha Patel", "2026-11-06", "2026-11-20", Booking::BookedLate(on("2026-11-25")), Rule::Asye),
        supervision(2, "Ben Doyle", "2026-10-26", "2026-11-26", Booking::NotBooked, Rule::Standing),
    ];
    let mut child = due[1].clone();
    child.kind = Kind::Review;
    child.subject.name = "Tomos Rees".to_owned();
    child.subject.id = crate::practice::due::SubjectId::Child(crate::practice::reference::ChildId(7));
    child.due_on = Some(on("2026-11-23"));
    child.state = crate::practice::due::State::DueToday;
    due.push(child);
    due.sort_by_key(|owed| owed.due_on);
    due
}

fn page(month: NaiveDate, whole: bool) -> CalendarPage {
    let person = |id, name: &str, due: Option<&str>, booked| Supervised {
        worker: WorkerId(id),
        name: name.to_owned(),
        here: true,
        due_on: due.map(on),
        booked,
        absences: if id == 2 {
            vec![Absence { kind: AbsenceKind::Leave, from: on("2026-11-16"), until: Some(on("2026-11-18")) }]
        } else {
            Vec::new()
        },
    };
    let item = |what: &str, answer| QualityItem { what: what.to_owned(), source: "the framework".to_owned(), answer };
    let month = month.with_day(1).unwrap();
    let (from, until) = six_weeks(month);
    let mut sessions = sessions();
    sessions.retain(|one| one.held_on().or(one.planned_for).is_some_and(|on| from <= on && on <= until));
    CalendarPage {
        month,
        sessions,
        quality: vec![
            item("SEND panel", Some(QualityAnswer::Done(on("2026-11-12")))),
            item("Practice observed at every tier of the service", None),
            item("Group supervision", Some(QualityAnswer::NotDone("nobody could come".to_owned()))),
        ],
        standing: whole.then(|| Standing {
            due: due().into(),
            wanted: Vec::new(),
            people: vec![
                person(1, "Aisha Patel", Some("2026-11-20"), true),
                person(2, "Ben Doyle", Some("2026-11-26"), false),
                person(3, "Eilidh Mbeki", Some("2026-09-07"), false),
            ],
            covers: Vec::new(),
        }),
    }
}

/// Answers with the made-up month and keeps what was asked.
#[derive(Default)]
struct Bench {
    asked: Arc<Mutex<Vec<Effect>>>,
}

impl Perform for Bench {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        let messages = match &effect {
            Effect::ShowCalendar { month, whole } => vec![Msg::Calendar(Box::new(page(*month, *whole)))],
            Effect::Session(_) | Effect::Quality(_) => vec![Msg::Done("It is done.".to_owned())],
            _ => Vec::new(),
        };
        self.asked.lock().unwrap().push(effect);
        Answer::Now(messages)
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

fn harness(cx: Ctx, width: u16, height: u16) -> (Harness<Bench>, Arc<Mutex<Vec<Effect>>>) {
    let bench = Bench::default();
    let asked = Arc::clone(&bench.asked);
    let cx = Ctx { opened: true, size: ratatui::layout::Size::new(width, height), ..cx };
    (Harness::sized(bench, Calendar::at(day()), cx, width, height), asked)
}

#[test]
fn it_looks_like_this() {
    for (name, width, height) in [("small", 60, 16), ("usual", 80, 24), ("wide", 140, 45)] {
        let (mut shown, _) = harness(context(), width, height);
        insta::assert_snapshot!(format!("calendar_{name}"), shown.picture());
    }
    let (mut shown, _) = harness(Ctx { theme: Theme::plain(), privacy: true, ..context() }, 80, 24);
    insta::assert_snapshot!("calendar_private", shown.picture());
}

/// What a worker's own file wants stands on its day, marked as what is due is, and leads to the worker; the day before the
/// six weeks has no place in them.
#[test]
fn what_the_policy_wants_of_a_workers_file_stands_on_its_day() {
    let wanted = |due: &str, form, words: &str, late| WaitingRow {
        waits_for: WaitsFor::Wanted(form),
        worker: Some(WorkerId(2)),
        called: "Ben Doyle".to_owned(),
        day: Some(on(due)),
        words: words.to_owned(),
        due_on: Some(on(due)),
        late,
        why: "Practice is observed twice a year.".to_owned(),
    };
    let mut page = page(day(), true);
    let (from, _) = six_weeks(page.month);
    let mut standing = page.standing.take().unwrap();
    standing.wanted = vec![
        wanted(&from.pred_opt().unwrap().to_string(), WantedForm::Form(WorkerForm::Appraisal), "appraisal", true),
        wanted("2026-11-10", WantedForm::Form(WorkerForm::Observation), "practice observation", true),
        wanted("2026-11-30", WantedForm::AsyeReview(6), "6 months' review", false),
    ];
    let cx = context();
    let weeks = Weeks::of(page.month, &page.sessions, Some(&standing), &cx);
    let rows: Vec<_> = weeks.rows.iter().filter(|row| matches!(row.what, What::Wanted(_))).collect();
    let seen: Vec<_> = rows
        .iter()
        .map(|row| {
            let said = rows::said(row, &page.sessions, &standing, &cx);
            (row.on, said.mark, said.what, said.who)
        })
        .collect();
    assert_eq!(
        seen,
        [
            (on("2026-11-10"), '!', "observation".to_owned(), "Ben Doyle".to_owned()),
            (on("2026-11-30"), '*', "ASYE review".to_owned(), "Ben Doyle".to_owned()),
        ]
    );
    assert_eq!((weeks.marks_of(on("2026-11-10")).late, weeks.marks_of(on("2026-11-30")).due), (1, 1));
    let led = rows::leads_to(rows[0], &page.sessions, &standing);
    assert!(matches!(led, LeadsTo::Worker(WorkerId(2))));
}

#[test]
fn days_weeks_and_months_and_what_does_not_change_is_asked_for_once() {
    let (mut shown, asked) = harness(context(), 80, 24);
    shown.press("l");
    assert!(shown.text().contains("24 November 2026"));
    shown.press("jj");
    assert!(shown.text().contains("December 2026") && shown.text().contains("8 December 2026"));
    shown.press("[[t");
    assert!(shown.text().lines().next().unwrap().contains("23 November 2026"));
    let asked = asked.lock().unwrap();
    let whole: Vec<bool> = asked
        .iter()
        .filter_map(|effect| match effect {
            Effect::ShowCalendar { whole, .. } => Some(*whole),
            _ => None,
        })
        .collect();
    assert_eq!(whole, [true, false, false, false, false], "the team is read once, and each month for itself");
}

#[test]
fn a_session_is_booked_on_the_day_under_the_cursor() {
    let (mut shown, asked) = harness(context(), 80, 24);
    // Thursday the 26th: nobody is named, so whoever presses most comes first; "ai" is Aisha.
    shown.press("lllbai<enter>");
    assert!(asked.lock().unwrap().iter().any(|effect| matches!(effect, Effect::ShowSupervisee(WorkerId(1)))));
    shown.press("10am<enter>");
    let booked = asked.lock().unwrap().iter().any(|effect| {
        matches!(effect, Effect::Session(SessionAct::Book { worker: WorkerId(1), on, at: Some(at), .. })
            if *on == super::tests::on("2026-11-26") && at.to_string() == "10:00:00")
    });
    assert!(booked, "{}", shown.text());
    let (mut shown, asked) = harness(context(), 80, 24);
    shown.press("hb");
    assert!(shown.text().contains("is past"), "{}", shown.text());
    assert!(!asked.lock().unwrap().iter().any(|effect| matches!(effect, Effect::Session(_))));
}

#[test]
fn an_item_of_the_quality_calendar_is_ticked_off_or_given_a_reason() {
    let answered = |keys: &str| {
        let (mut shown, asked) = harness(context(), 80, 24);
        shown.press(keys);
        let asked = asked.lock().unwrap();
        let found = asked.iter().find_map(|effect| match effect {
            Effect::Quality(QualityAct { month, item, answer }) => Some((*month, item.clone(), answer.clone())),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("{}", shown.text()))
    };
    let (november, observed) = (on("2026-11-01"), "Practice observed at every tier of the service".to_owned());
    let done = answered("<tab><tab>j<enter><enter>");
    assert_eq!(done, (november, observed.clone(), Some(QualityAnswer::Done(day()))));
    let not = answered("<tab><tab>j<enter><right><tab>nobody was free<enter>");
    assert_eq!(not, (november, observed, Some(QualityAnswer::NotDone("nobody was free".to_owned()))));
    let again = answered("<tab><tab><enter><right><right><enter>");
    assert_eq!(again, (november, "SEND panel".to_owned(), None));
}

#[test]
fn the_agenda_leads_to_pages_and_sessions_are_settled_there() {
    let (mut shown, asked) = harness(context(), 60, 16);
    shown.press("<enter>");
    assert!(asked.lock().unwrap().iter().any(|effect| matches!(effect, Effect::ShowChild(_))), "{}", shown.text());
    let (mut shown, _) = harness(context(), 80, 24);
    // The 25th has a booking: into the agenda, and call it off.
    shown.press("ll<enter>x");
    assert!(shown.text().contains("call"), "{}", shown.text());
}

/// What `w` says of whatever the agenda's cursor stands on.
#[test]
fn every_row_with_a_day_says_why() {
    let row = |form, what: &str, why: &str| WaitingRow {
        waits_for: WaitsFor::Wanted(form),
        worker: Some(WorkerId(2)),
        called: "Ben Doyle".to_owned(),
        day: Some(on("2026-11-30")),
        words: what.to_owned(),
        due_on: Some(on("2026-11-30")),
        late: false,
        why: why.to_owned(),
    };
    let cases = [
        (WantedForm::Form(WorkerForm::Agreement), "supervision agreement to be renewed", "Renewed every 12 months."),
        (WantedForm::Form(WorkerForm::Observation), "practice observation", "Observed twice a year."),
        (WantedForm::Form(WorkerForm::Appraisal), "appraisal", "Appraised every 12 months."),
        (WantedForm::AsyeReview(6), "ASYE review at 6 months", "Six months of the year."),
    ];
    for (form, what, why) in cases {
        let (mut shown, _) = harness(context(), 80, 24);
        let mut page = page(on("2026-11-01"), true);
        page.standing.as_mut().unwrap().wanted = vec![row(form, what, why)];
        shown.send(Msg::Calendar(Box::new(page)));
        shown.press("<down>w");
        let text = shown.text();
        assert!(text.contains("Why: Ben Doyle") && text.contains(why), "{what}: {text}");
    }
    let (mut shown, _) = harness(context(), 80, 24);
    shown.press("<tab><tab>jw");
    let text = shown.text();
    assert!(text.contains("Why: November 2026") && text.contains("Asked for in November 2026"), "{text}");
    // A booking is explained by the worker's own dates.
    let (mut shown, asked) = harness(context(), 80, 24);
    shown.press("ll<enter>w");
    assert!(asked.lock().unwrap().iter().any(|effect| matches!(effect, Effect::ShowWhy(_))), "{}", shown.text());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn no_keys_at_any_size_make_it_panic(keys in "[hjklnNtbwxo]{0,12}", turns in "(<tab>|\\[|\\]|<enter>|<esc>|<pgdn>){0,6}") {
        for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (76, 20), (200, 60)] {
            let (mut shown, _) = harness(context(), width, height);
            shown.press(&keys).press(&turns).press(&keys);
        }
    }
}

#[test]
fn a_month_far_away_is_no_trouble() {
    let (mut shown, _) = harness(context(), 80, 24);
    for _ in 0..30 {
        shown.press("]");
    }
    assert!(shown.text().contains("May 2029"), "{}", shown.text());
    assert_eq!(day().month(), 11);
}

#[test]
fn while_the_team_is_handed_over_what_falls_in_those_days_says_who_covers() {
    use super::rows::{Weeks, What, said};
    use crate::workbench::message::CoverLine;
    let mut page = page(on("2026-11-01"), true);
    let mut standing = page.standing.take().unwrap();
    standing.covers.push(CoverLine {
        from: on("2026-11-24"),
        until: on("2026-11-27"),
        taken_by: "Ruth Okafor".to_owned(),
        otherwise: vec![("Ben Doyle".to_owned(), "Kezia Owen".to_owned())],
    });
    let cx = context();
    let weeks = Weeks::of(page.month, &page.sessions, Some(&standing), &cx);
    let told: Vec<(String, String, String)> = weeks
        .rows
        .iter()
        .filter(|row| matches!(row.what, What::Due(_) | What::Cover(_)))
        .map(|row| said(row, &page.sessions, &standing, &cx))
        .map(|said| (said.what, said.who, said.more))
        .collect();
    let of = |who: &str| told.iter().find(|(_, one, _)| one == who).unwrap();
    assert_eq!(of("Ben Doyle").2, "Kezia Owen covers");
    assert_eq!(*of("Ruth Okafor"), ("handed over".to_owned(), "Ruth Okafor".to_owned(), "to 27 Nov".to_owned()));
    assert!(!of("Aisha Patel").2.contains("covers"), "due before it began: {told:?}");
}
