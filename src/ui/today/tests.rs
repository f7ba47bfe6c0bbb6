//! Today on a test terminal, over a made-up page: key walks, and how it looks at every size.

use super::Today;
use crate::practice::action::Whose;
use crate::practice::child::ChildStatus;
use crate::practice::due::compliance::{Judged, Judgement, LeftOut, Tally};
use crate::practice::due::strip::strip;
use crate::practice::due::why::{Basis, OversightAnchor, SupervisionAnchor};
use crate::practice::due::{Behind, Booking, Kind, Owed, Rule, State, Subject, SubjectId};
use crate::practice::policy::{Interval, Source};
use crate::practice::reference::{ActionId, ChildId, DraftId, RecordId, Reference, WorkerId};
use crate::practice::worker::{KnownRole, Period, Role, Worker};
use crate::ui::context::Ctx;
use crate::ui::testing::{Harness, context, day};
use crate::ui::theme::Theme;
use crate::workbench::effect::OversightAct;
use crate::workbench::message::{DraftRow, NoWorker, TeamRow, TodayPage, TodayRow};
use crate::workbench::{Answer, Effect, Msg, Perform};
use chrono::{Days, Months, NaiveDate};
use proptest::prelude::*;
use std::sync::{Arc, Mutex};

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn subject(id: SubjectId, name: &str, status: Option<ChildStatus>) -> Subject {
    Subject { id, reference: Reference::new(name).unwrap(), name: name.into(), status }
}

fn plain(kind: Kind, subject: Subject, label: &str, due: &str, basis: Basis) -> Owed {
    let due = on(due);
    Owed {
        kind,
        subject,
        label: label.into(),
        due_on: Some(due),
        state: State::of(due, day(), 7),
        rule: Rule::Set,
        counts_from: None,
        moved: Vec::new(),
        booking: None,
        whose: Whose::Mine,
        carried_by: String::new(),
        behind: Behind::Subject,
        basis,
    }
}

/// Supervision owed to a worker.
pub fn supervision(id: i64, name: &str, last: &str, due: &str, booking: Booking, rule: Rule) -> Owed {
    let interval = if rule == Rule::Asye { Interval::Days(14) } else { Interval::Months(1) };
    let basis = Basis::Supervision {
        anchor: on(last),
        anchored_on: SupervisionAnchor::LastSession,
        interval,
        period: None,
        changed_on: None,
        source: Source::Brief,
    };
    let subject = subject(SubjectId::Worker(WorkerId(id)), name, None);
    let owed = plain(Kind::Supervision, subject, "supervision", due, basis);
    Owed { rule, booking: Some(booking), counts_from: Some(on(last)), ..owed }
}

fn child(id: i64, name: &str, status: ChildStatus) -> Subject {
    subject(SubjectId::Child(ChildId(id)), name, Some(status))
}

fn checkpoint(id: i64, name: &str, number: u16, started: &str, due: &str, worker: &str) -> Owed {
    let basis = Basis::Checkpoint { number, started: on(started), source: Source::Brief };
    let owed = plain(Kind::Checkpoint, child(id, name, ChildStatus::Assessment), &format!("day {number}"), due, basis);
    Owed { rule: Rule::Day(number), carried_by: worker.into(), ..owed }
}

fn action(id: i64, about: Subject, words: &str, due: &str, owner: &str, redated: u32) -> Owed {
    let basis = Basis::Action { record: Some(RecordId(3)), first_due_on: on(due), redated, escalation: None };
    let whose = if owner == "Kezia Owen" { Whose::Mine } else { Whose::Theirs };
    let behind = Behind::Action(ActionId(id));
    Owed { carried_by: owner.into(), whose, behind, ..plain(Kind::Action, about, words, due, basis) }
}

fn rows() -> Vec<TodayRow> {
    let review = Basis::Review { record: RecordId(12), decided_on: on("2026-10-12"), review_on: on("2026-11-12") };
    let quiet = Basis::Oversight {
        status: ChildStatus::ChildInNeed,
        anchor: OversightAnchor::LastRecord(RecordId(9)),
        interval: Interval::Months(2),
        source: Source::Local,
    };
    let late = [
        supervision(3, "Eilidh Mbeki", "2026-08-07", "2026-09-07", Booking::NotBooked, Rule::Standing),
        Owed {
            carried_by: "Kezia Owen".into(),
            behind: Behind::Record(RecordId(12)),
            counts_from: Some(on("2026-10-12")),
            ..plain(
                Kind::Review,
                child(7, "Tomos Rees", ChildStatus::ChildProtection),
                "review of 12 October",
                "2026-11-12",
                review,
            )
        },
        checkpoint(8, "Zofia Nowak", 8, "2026-11-04", "2026-11-16", "Siân Ŵyn Zoë"),
        Owed {
            counts_from: Some(on("2026-09-17")),
            carried_by: "Owen Price".into(),
            rule: Rule::Status(ChildStatus::ChildInNeed),
            ..plain(
                Kind::Oversight,
                child(9, "Huw Vaughan", ChildStatus::ChildInNeed),
                "oversight",
                "2026-11-17",
                quiet,
            )
        },
        action(
            45,
            child(10, "Grace Adeyemi-Featherstonehaugh", ChildStatus::ChildProtection),
            "GP letter to be chased with the surgery",
            "2026-11-19",
            "Ben Doyle",
            1,
        ),
        supervision(1, "Aisha Patel", "2026-11-06", "2026-11-20", Booking::BookedLate(on("2026-11-25")), Rule::Asye),
    ];
    let alone = NoWorker {
        child: ChildId(20),
        reference: Reference::new("5120").unwrap(),
        called: "5120".into(),
        status: ChildStatus::Assessment,
        since: on("2026-11-18"),
    };
    let coming = [
        checkpoint(11, "Leon Kaczmarek", 20, "2026-10-26", "2026-11-23", "Siân Ŵyn Zoë"),
        action(
            46,
            child(12, "Mair Thomas", ChildStatus::ChildProtection),
            "safety plan shared",
            "2026-11-23",
            "Kezia Owen",
            0,
        ),
        supervision(2, "Ben Doyle", "2026-10-26", "2026-11-26", Booking::Booked(on("2026-11-26")), Rule::Standing),
    ];
    let owed = |one: Owed| TodayRow::Owed(Arc::new(one));
    late.map(owed).into_iter().chain([TodayRow::NoWorker(alone)]).chain(coming.map(owed)).collect()
}

/// A worker of the made-up team.
pub fn worker(id: i64, name: &str) -> Worker {
    Worker {
        id: WorkerId(id),
        reference: Reference::new(&format!("W{id:02}")).unwrap(),
        name: name.into(),
        role: Role::Known(KnownRole::SocialWorker),
        fte: 100,
        joined_on: on("2025-01-06"),
        joined_assumed: false,
        left_on: None,
        periods: Vec::new(),
        absences: Vec::new(),
    }
}

/// Twelve months of one session a month, with outcomes in turn.
fn judged(id: i64, pattern: &[Judgement], step: u64) -> Vec<Judged> {
    let from = day() - Months::new(12);
    (0..400)
        .map(|number| from + Days::new(number * step))
        .take_while(|due| *due < day())
        .zip(pattern.iter().cycle())
        .map(|(due_on, outcome)| Judged {
            worker: WorkerId(id),
            due_on,
            outcome: *outcome,
            held_on: None,
            rule: Rule::Standing,
        })
        .collect()
}

/// A morning's page.
pub fn page() -> TodayPage {
    use Judgement::{Late, Missed, OnTime, Outstanding};
    let rows = rows();
    let next = |name: &str| {
        rows.iter().find_map(|row| match row {
            TodayRow::Owed(owed) if owed.kind == Kind::Supervision && owed.subject.name == name => {
                Some((**owed).clone())
            }
            _ => None,
        })
    };
    let team = [
        ("Aisha Patel", 1, vec![OnTime, OnTime, Late], 14),
        ("Ben Doyle", 2, vec![OnTime], 30),
        ("Eilidh Mbeki", 3, vec![OnTime, OnTime, Missed, Outstanding], 30),
        ("Siân Ŵyn Zoë", 4, vec![OnTime, Late], 30),
    ];
    let team = team.map(|(name, id, pattern, step)| {
        let mut who = worker(id, name);
        if id == 1 {
            who.periods.push(Period::Asye { from: on("2026-01-06"), until: None });
        }
        let next = next(name);
        let due = next.as_ref().and_then(|owed| owed.due_on);
        TeamRow {
            worker: who.id,
            name: name.into(),
            asye: id == 1,
            months: strip(&who, &judged(id, &pattern, step), due, day()),
            next,
        }
    });
    let months = (0..12_u32).map(|back| {
        let month = on("2026-11-01") - Months::new(11 - back);
        (month, Tally { on_time: 3 + back % 2, late: back % 3, missed: u32::from(back == 5), outstanding: 0 })
    });
    let months: Vec<_> = months.collect();
    let mut total = Tally::default();
    for (_, tally) in &months {
        total.on_time += tally.on_time;
        total.late += tally.late;
        total.missed += tally.missed;
    }
    let draft = DraftRow {
        id: DraftId(3),
        child: ChildId(7),
        called: "Tomos Rees".into(),
        decided_on: on("2026-11-20"),
        reason: "review of the direction of 12 October 2026".into(),
        saved_at: on("2026-11-20").and_hms_opt(16, 5, 0).unwrap(),
        still_needed: 2,
    };
    TodayPage {
        unsorted: 0,
        rows,
        team: team.into(),
        months,
        total,
        left_out: vec![("Priya Nair".into(), LeftOut::AbsentThroughout), ("Tom Hall".into(), LeftOut::Left)],
        only_here: 5,
        drafts: vec![draft],
        cover: None,
        waiting: Vec::new(),
    }
}

fn empty() -> TodayPage {
    let months = page().months.into_iter().map(|(month, _)| (month, Tally::default())).collect();
    TodayPage {
        unsorted: 0,
        rows: Vec::new(),
        team: Vec::new(),
        months,
        total: Tally::default(),
        left_out: Vec::new(),
        only_here: 0,
        drafts: Vec::new(),
        cover: None,
        waiting: Vec::new(),
    }
}

/// Shows one page, and keeps the names of what it was asked.
struct Bench {
    page: TodayPage,
    asked: Arc<Mutex<Vec<Effect>>>,
}

impl Perform for Bench {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        if matches!(effect, Effect::ShowToday) {
            return Answer::Now(vec![Msg::Today(Box::new(self.page.clone()))]);
        }
        self.asked.lock().unwrap().push(effect);
        Answer::Now(Vec::new())
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

fn opened() -> Ctx {
    let mut cx = context();
    cx.opened = true;
    cx.team = "North Safeguarding 1".into();
    cx.supervisor = "Kezia Owen".into();
    cx
}

fn shown(page: TodayPage, cx: Ctx, width: u16, height: u16) -> (Harness<Bench>, Arc<Mutex<Vec<Effect>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let bench = Bench { page, asked: Arc::clone(&asked) };
    (Harness::sized(bench, Today::default(), cx, width, height), asked)
}

#[test]
fn at_80_by_24() {
    let (mut harness, _) = shown(page(), opened(), 80, 24);
    insta::assert_snapshot!("today_80", harness.picture());
    harness.press("fffffffff");
    insta::assert_snapshot!("today_80_drafts", harness.text());
}

#[test]
fn wide_narrow_and_empty() {
    let (harness, _) = shown(page(), opened(), 120, 40);
    insta::assert_snapshot!("today_120", harness.text());
    let (harness, _) = shown(page(), opened(), 160, 40);
    insta::assert_snapshot!("today_160", harness.text());
    let (harness, _) = shown(page(), opened(), 60, 16);
    insta::assert_snapshot!("today_60", harness.text());
    let (harness, _) = shown(empty(), opened(), 80, 24);
    insta::assert_snapshot!("today_empty", harness.text());
}

#[test]
fn without_colour_in_private_and_read_only() {
    let mut cx = opened();
    cx.theme = Theme::plain();
    cx.privacy = true;
    cx.read_only = Some("another Footprint has this file open".into());
    let (mut harness, asked) = shown(page(), cx, 80, 24);
    let picture = harness.picture();
    insta::assert_snapshot!("today_plain", picture);
    for name in ["Mbeki", "Tomos", "Zoë", "Grace", "Patel", "Kezia", "Priya"] {
        assert!(!picture.contains(name), "{name}");
    }
    harness.press("b");
    assert!(harness.text().contains("Not now: another Footprint"), "{}", harness.text());
    harness.press("jo");
    assert!(asked.lock().unwrap().is_empty());
}

#[test]
fn in_private_no_popup_shows_what_somebody_wrote() {
    let mut cx = opened();
    cx.privacy = true;
    let (mut harness, _) = shown(page(), cx, 80, 24);
    harness.press("jjjj");
    for (key, title) in [("x", "Close A45"), ("d", "A45"), ("w", "Why: G A")] {
        harness.press(key);
        let text = harness.text();
        assert!(text.contains(title) && !text.contains("GP letter") && !text.contains("Grace"), "{text}");
        harness.press("<esc>");
    }
}

#[test]
fn one_key_begins_the_oversight_that_the_row_needs_with_its_reason() {
    let (mut harness, asked) = shown(page(), opened(), 80, 24);
    harness.press("jo");
    match asked.lock().unwrap().as_slice() {
        [Effect::Oversight(OversightAct::Begin { child: ChildId(7), because: Some(because) })] => {
            assert_eq!(because.reviews, Some((RecordId(12), on("2026-10-12"))));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn keys_that_mean_nothing_on_a_row_say_why() {
    let (mut harness, asked) = shown(page(), opened(), 80, 24);
    harness.press("o");
    assert!(harness.text().contains("Not now: the cursor is not on a child."), "{}", harness.text());
    harness.press("jb");
    assert!(harness.text().contains("Not now: the cursor is not on a worker."), "{}", harness.text());
    assert!(asked.lock().unwrap().is_empty());
}

#[test]
fn n_walks_what_is_late_and_comes_round() {
    let (mut harness, _) = shown(page(), opened(), 80, 24);
    harness.press("nnnnn");
    assert_eq!(harness.cursor().y, 8);
    harness.press("n");
    assert_eq!(harness.cursor().y, 3);
    harness.press("N");
    assert_eq!(harness.cursor().y, 8);
}

#[test]
fn the_cursor_stays_on_its_row_when_the_page_comes_anew() {
    let (mut harness, _) = shown(page(), opened(), 80, 24);
    harness.press("jjj");
    assert_eq!(harness.cursor().y, 6);
    harness.press("w");
    assert!(harness.text().contains("Why: Huw Vaughan"), "{}", harness.text());
    harness.press("<esc>");
    assert_eq!(harness.cursor().y, 6);
}

#[test]
fn the_filters_count_what_they_show() {
    let page = page();
    for (filter, count) in super::Filter::offered(&page) {
        let shown = if filter == super::Filter::Drafts {
            page.drafts.len()
        } else {
            page.rows.iter().filter(|row| filter.shows(row)).count()
        };
        assert_eq!(count, shown, "{filter:?}");
    }
    let (mut harness, _) = shown(page, opened(), 80, 24);
    harness.press("ff");
    let text = harness.text();
    assert!(text.contains("[theirs 1]") && text.contains("GP letter") && !text.contains("Tomos"), "{text}");
    harness.press("F");
    assert!(harness.text().contains("[mine 9]"), "{}", harness.text());
}

#[test]
fn the_team_has_the_cursor_after_tab() {
    let (mut harness, asked) = shown(page(), opened(), 80, 24);
    harness.press("<tab>j<enter>");
    assert!(matches!(asked.lock().unwrap().as_slice(), [Effect::ShowWorker(WorkerId(2))]));
}

#[test]
fn a_draft_goes_on_where_it_was_left() {
    let (mut harness, asked) = shown(page(), opened(), 80, 24);
    harness.press("F<enter>");
    let asked = asked.lock().unwrap();
    assert!(matches!(asked.as_slice(), [Effect::Oversight(OversightAct::Open(DraftId(3)))]), "{asked:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_size_is_too_small_or_too_large(width in 0_u16..210, height in 0_u16..70, keys in "[jkfFnNw\t]{0,8}", full in any::<bool>()) {
        let (mut harness, _) = shown(if full { page() } else { empty() }, opened(), 80, 24);
        for key in keys.chars() {
            harness.press(&if key == '\t' { "<tab>".to_owned() } else { key.to_string() });
        }
        harness.resize(width, height);
    }
}

#[test]
fn at_the_sizes_named() {
    for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (200, 60)] {
        let (mut harness, _) = shown(page(), opened(), 80, 24);
        harness.resize(width, height);
    }
}
