//! Walks over the form from a string of keys, with a stand-in for the workbench.

use super::*;
use crate::practice::action::{Action, ActionStatus, ActionSubject};
use crate::practice::answer::Answer;
use crate::practice::child::{ChildStatus, StatusChange};
use crate::practice::form_file;
use crate::practice::oversight::{Draft, KnownReason, Reason, Signed, field};
use crate::practice::reference::{ActionId, ChildId, DraftId, RecordId};
use crate::practice::review::tests::{complete_answers, text};
use crate::practice::same_again::worded_alike;
use crate::practice::signing::ready;
use crate::ui::key::Key;
use crate::ui::testing::{Harness, context, day};
use crate::workbench::effect::ActionAct;
use crate::workbench::message::{Judged, OwedToChild, Relative, SignedPage};
use crate::workbench::{Answer as Answered, Perform};
use chrono::{NaiveDate, NaiveDateTime};
use std::sync::Arc;

#[path = "keeping_tests.rs"]
mod keeping;
#[path = "lens_tests.rs"]
mod lens;
#[path = "repeated_tests.rs"]
mod repeated;
#[path = "slips_tests.rs"]
mod slips;
#[path = "worth_tests.rs"]
mod worth;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn clock(hour: u32) -> NaiveDateTime {
    day().and_hms_opt(hour, 42, 0).unwrap()
}

/// What the stand-in was asked, and what it holds.
#[derive(Default)]
struct Kept {
    saves: Vec<ToSave>,
    statements: Vec<Statement>,
    signed: Option<Head>,
    discarded: bool,
    fails: bool,
    worth: Vec<Finding>,
    before: Vec<Action>,
    acts: Vec<ActionAct>,
}

struct Stand {
    kept: Rc<RefCell<Kept>>,
    family: Vec<Relative>,
}

impl Perform for Stand {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answered<()> {
        let mut kept = self.kept.borrow_mut();
        Answered::Now(match effect {
            Effect::Oversight(OversightAct::Save(_)) if kept.fails => {
                vec![Msg::DraftNotSaved {
                    draft: DraftId(3),
                    why: "The disk is full; make room, and it is saved.".into(),
                }]
            }
            Effect::Oversight(OversightAct::Save(save)) => {
                kept.saves.push(*save);
                vec![Msg::DraftSaved { draft: DraftId(3), at: clock(10) }]
            }
            Effect::Oversight(OversightAct::ReadThrough(save)) => {
                vec![Msg::WorthALook { draft: save.draft, findings: kept.worth.clone() }]
            }
            Effect::Oversight(OversightAct::Sign { save, statements }) => {
                kept.saves.push(*save);
                let last = kept.saves.last().unwrap();
                let draft = Draft {
                    id: last.draft,
                    // A record of oversight has a reason here; a lens on its own has none.
                    form: if last.head.reason.is_some() { "oversight" } else { "anchor" }.to_owned(),
                    head: last.head.clone(),
                    answers: last.answers.clone(),
                    saved_at: clock(9).and_utc(),
                };
                assert!(ready(&draft, day()).is_ok(), "what was saved last can be signed");
                kept.signed = Some(draft.head);
                kept.statements = statements;
                vec![Msg::Signed(Box::new(SignedPage {
                    record: RecordId(12),
                    called: "Leo Marsh".into(),
                    outcome: "Signed as O12. The review of 12 October is met.".into(),
                    family: self.family.clone(),
                    actions: vec![(0, "Priya Shah: go to the jobcentre, by Friday 4 December 2026".into())],
                }))]
            }
            Effect::Oversight(OversightAct::Discard(draft)) => {
                kept.discarded = true;
                vec![Msg::DraftGone(draft)]
            }
            Effect::Oversight(OversightAct::BeginForRelative { .. }) => {
                let mut next = page(Answers::default());
                next.called = "Ana Marsh".into();
                vec![Msg::Oversight(Box::new(next))]
            }
            Effect::AskedBefore { words, .. } => {
                let alike: Vec<Action> = worded_alike(&words, &kept.before, None).into_iter().cloned().collect();
                vec![Msg::AskedBefore(alike)]
            }
            Effect::Action(act) => {
                kept.acts.push(act);
                vec![Msg::Done("A9 waits for an answer.".to_owned())]
            }
            _ => Vec::new(),
        })
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

/// A screen below the form, so that leaving it leads somewhere.
struct Below;

impl Screen for Below {
    fn update(&mut self, _: Input, _: &Ctx) -> Flow {
        Flow::Ignored
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        crate::ui::widget::write(area, buf, 0, 0, "the screen below", cx.theme.text());
        None
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![Command::new("nothing", "nothing", Key::char('z'))]
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Ignored
    }
}

fn earlier() -> Signed {
    let mut head = Head::new(ChildId(1), on("2026-10-12"));
    head.reason = Some(Reason::Known(KnownReason::Supervision));
    Signed {
        id: RecordId(9),
        form: "oversight".to_owned(),
        head,
        answers: complete_answers(),
        looked_at: Vec::new(),
        statements: Vec::new(),
        signed_by: "Kezia Boateng".into(),
        signed_at: clock(9).and_utc(),
        imported: false,
        addenda: Vec::new(),
    }
}

fn action(words: &str, due_on: &str, status: ActionStatus) -> Action {
    Action {
        id: ActionId(4),
        subject: ActionSubject::Child(ChildId(1)),
        record: Some(RecordId(9)),
        change_needed: String::new(),
        action: words.into(),
        owner: "Ben Doyle".into(),
        owner_worker: None,
        due_on: on(due_on),
        first_due_on: on("2026-10-16"),
        redated: 2,
        status,
        closed_on: (status == ActionStatus::Done).then(|| on("2026-10-21")),
        difference: "the door has a lock, and he sleeps".into(),
        escalation: None,
    }
}

fn page(answers: Answers) -> OversightPage {
    let mut head = Head::new(ChildId(1), day());
    let because = Because::review(RecordId(9), on("2026-10-12"));
    because.put_into(&mut head);
    let mut reasons = vec![because];
    reasons.extend(KnownReason::ALL.iter().map(|reason| Because::plain(Reason::Known(*reason))));
    OversightPage {
        notes: Vec::new(),
        session: None,
        lens: None,
        draft: Draft { id: DraftId(3), form: "oversight".to_owned(), head, answers, saved_at: clock(9).and_utc() },
        beside: Beside::default(),
        saved_at: clock(9),
        left_at: None,
        fresh: false,
        form: Arc::new(form_file::oversight()),
        lenses: Arc::new(vec![
            form_file::shipped_form("anchor").unwrap(),
            form_file::shipped_form("risk-review").unwrap(),
        ]),
        called: "Leo Marsh".into(),
        age: Some(7),
        status: Some(StatusChange { status: ChildStatus::ChildProtection, since: on("2026-06-03") }),
        worker: Some("Priya Shah".into()),
        reasons,
        proposed: 1,
        earlier: Some(Box::new(earlier())),
        asked: vec![
            action("Write to housing about the lock", "2026-10-30", ActionStatus::Open),
            action("Visit in the evening, unannounced", "2026-10-23", ActionStatus::Done),
        ],
        again: Vec::new(),
        came_of: Vec::new(),
        trail: vec![
            Judged { on: on("2026-08-03"), steps: [Some(3), Some(4), Some(3)] },
            Judged { on: on("2026-10-12"), steps: [Some(4), Some(2), None] },
        ],
        family: vec![sister()],
        owed: vec![OwedToChild { label: "review of 12 October".into(), due_on: Some(on("2026-11-12")), late: true }],
        people: vec!["Kezia Boateng".into(), "Priya Shah".into()],
    }
}

fn sister() -> Relative {
    Relative {
        id: ChildId(2),
        called: "Ana Marsh".into(),
        age: Some(1),
        status: Some(ChildStatus::ChildProtection),
        last_oversight: Some(on("2026-10-12")),
    }
}

struct Walk {
    harness: Harness<Stand>,
    kept: Rc<RefCell<Kept>>,
}

impl Walk {
    fn sized(page: OversightPage, family: Vec<Relative>, width: u16, height: u16) -> Self {
        let kept = Rc::new(RefCell::new(Kept::default()));
        let mut cx = context();
        cx.opened = true;
        cx.supervisor = "Kezia Boateng".into();
        cx.days_off = Arc::new(crate::practice::working_days::WorkingDays::published());
        let mut harness = Harness::sized(Stand { kept: Rc::clone(&kept), family }, Below, cx, width, height);
        harness.send(Msg::Oversight(Box::new(page)));
        Self { harness, kept }
    }

    fn new(page: OversightPage) -> Self {
        Self::sized(page, Vec::new(), 80, 24)
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        self.harness.press(keys);
        self
    }

    fn text(&self) -> String {
        self.harness.text()
    }

    #[track_caller]
    fn sees(&mut self, words: &str) -> &mut Self {
        assert!(self.text().contains(words), "{words:?} is not on the screen:\n{}", self.text());
        self
    }

    #[track_caller]
    fn sees_not(&mut self, words: &str) -> &mut Self {
        assert!(!self.text().contains(words), "{words:?} is on the screen:\n{}", self.text());
        self
    }

    fn last_saved(&self, key: &str) -> Option<Answer> {
        self.kept.borrow().saves.last().and_then(|save| save.answers.get(key).cloned())
    }
}

/// Everything but the review, as a hand would type it.
const ALL_BUT_REVIEW: &str = "School rang on Tuesday.<tab>\
    Leo keeps his shoes on in bed.<tab>\"I listen for the door,\" he told Priya.<tab>Gran on Fridays<tab>No food<tab>A year \
    behind<tab>Leo stays on a plan, because nights are worse.<tab>3<tab>3<tab>2<tab>4<tab>A strategy discussion; not yet.<tab>\
    <tab>He eats every evening<tab>Go to the jobcentre<tab>pri<right><tab>4/12<tab><tab><tab>";

#[test]
fn a_record_is_written_from_empty_to_signed_and_one_mistake_is_caught() {
    let mut walk = Walk::new(page(Answers::default()));
    walk.sees("Leo Marsh, 7, child protection since 3 June 2026").sees("review of the direction of 12 October 2026");
    walk.press(ALL_BUT_REVIEW).press("I will ring his teacher.<wait:1000>");
    walk.sees("Still needed before signing: review date");
    // The mistake: no day is set for looking again.
    walk.press("<c-g>").sees("MUST BE PUT RIGHT").sees("No day is set");
    walk.press("S").sees("Not now: one thing must be put right first");
    walk.press("<enter>").sees("Review on");
    walk.press("+14d").sees("Monday 7 December 2026").press("<tab>2<wait:1000>").sees("Nothing is missing");
    walk.press("<c-g>").sees("Nothing has to be put right").sees("[x] The threshold is named");
    // Each of the statements that the record does not show by itself is answered: yes, or why not.
    walk.press("   <enter>nothing was late<enter> ").sees("Not this time, because nothing was late");
    walk.press("S").sees("Sign this record?").press("y");
    let kept = walk.kept.borrow();
    let head = kept.signed.as_ref().unwrap();
    assert_eq!(head.reviews, Some(RecordId(9)), "it answers the review that was owed");
    assert_eq!(kept.statements.len(), 9);
    assert_eq!(kept.statements.iter().filter(|one| !one.met).count(), 1);
    let rows = kept.saves.last().unwrap().answers.actions(field::ACTION_TABLE).to_vec();
    assert_eq!((rows.len(), rows[0].owner.as_str(), rows[0].due_on), (1, "Priya Shah", Some(on("2026-12-04"))));
    drop(kept);
    walk.sees("Signed as O12");
}

#[test]
fn three_keys_sign_what_is_in_order() {
    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<c-g>Sy");
    assert!(walk.kept.borrow().signed.is_some());
    assert_eq!(walk.kept.borrow().statements.len(), 4, "what the record shows plainly is answered, and no more");
}

#[test]
fn escape_says_no_and_enter_is_no_yes() {
    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<c-g>S<enter>").sees("Sign this record?").press("<esc>").sees("Before you sign").press("<esc>");
    walk.sees("Day 20 of the assessment");
    assert!(walk.kept.borrow().signed.is_none());
}

#[test]
fn letters_are_text_wherever_something_is_chosen() {
    let mut walk = Walk::new(page(Answers::default()));
    walk.press("<a-3><tab>q:?p1<wait:400>").sees("(*) Early help");
    assert_eq!(walk.last_saved(field::THRESHOLD), Some(Answer::Choice("early_help".into())));
    walk.press("<tab>4<tab><down><down><wait:400>");
    assert_eq!(walk.last_saved(field::LIKELIHOOD), Some(Answer::Step(4)));
    assert_eq!(walk.last_saved(field::SIGNIFICANCE), Some(Answer::Step(2)));
}

#[test]
fn an_action_is_taken_out_only_after_a_yes() {
    let mut walk = Walk::new(page(complete_answers()));
    walk.press("<a-4><tab><c-d>").sees("Take this action out?").press("n").sees("Go to the jobcentre");
    walk.press("<c-d>y<wait:400>").sees_not("Go to the jobcentre");
    assert_eq!(walk.last_saved(field::ACTION_TABLE), None);
}

#[test]
fn the_panel_shows_prompts_the_last_record_what_was_asked_and_the_child() {
    let mut walk = Walk::new(page(Answers::default()));
    walk.sees("Why you are looking at this child now").press("<f3>").sees("Leo (7) lives with his mum");
    walk.press("<f2>").sees("O9 of 12 October 2026").press("<f2>").sees("Write to housing").sees("24 days late");
    walk.sees("moved 2 times").press("<f2>").sees("worker: Priya Shah").press("<a-down><a-down>").sees("Ana Marsh, 1");
    walk.press("<f2>").sees_not("worker: Priya").press("<f2>").sees("To think about");
}

#[test]
fn read_only_shows_everything_and_takes_nothing() {
    let mut walk = Walk::new(page(complete_answers()));
    walk.harness.app.cx.read_only = Some("another Footprint has this file open".into());
    walk.press("x").sees("another Footprint has this file open").press("<tab><c-g>S").sees("another Footprint");
    walk.press("<esc><esc>").sees("the screen below");
    assert!(walk.kept.borrow().saves.is_empty() && walk.kept.borrow().signed.is_none());
}

#[test]
fn signing_offers_each_brother_and_sister_a_record_of_their_own() {
    let mut brother = sister();
    brother.called = "Tom Marsh".into();
    let mut walk = Walk::sized(page(complete_answers()), vec![brother, sister()], 80, 24);
    walk.press("<c-g>Sy").sees("Tom Marsh").sees("1 of 2").press("n").sees("Ana Marsh").sees("2 of 2");
    walk.press(" ").sees("[x] Priya Shah").press("<enter>").sees("Ana Marsh, 7").sees("D3 saved");
    assert!(walk.kept.borrow().signed.is_some());
}

#[test]
fn privacy_shows_initials() {
    let mut walk = Walk::new(page(complete_answers()));
    walk.harness.app.cx.privacy = true;
    walk.press("<f2><f2><f2>").sees("L M, 7").sees_not("Leo Marsh").sees_not("Ana Marsh").sees_not("Priya Shah\n");
    walk.press("<c-g>S").sees("L M's record").sees_not("Leo Marsh").sees_not("Kezia Boateng").press("n<esc>");
    walk.press("<f2><f2><f2>");
    for _ in 0..30 {
        walk.press("<a-down>").sees_not("Priya Shah").sees_not("Leo Marsh");
    }
    walk.press("<f2><a-4><tab>").sees("P S").sees_not("Priya Shah");
    walk.press("<a-0><tab><tab><tab><tab>Tom Brook<backtab>").sees("T B").sees_not("Tom Brook");
}

#[test]
fn every_size_shows_the_field_being_edited() {
    for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 16), (80, 24), (120, 40), (200, 60)] {
        let mut walk = Walk::sized(page(complete_answers()), vec![sister()], width, height);
        for section in 0..6 {
            walk.press(&format!("<a-{section}>"));
            for _ in 0..6 {
                walk.press("<tab><down><f2><a-down>");
            }
        }
        walk.press("<c-g><down><pgdn><end><home><esc><c-g>S");
        if width >= 60 {
            walk.press("y").sees("Ana Marsh").press("<esc>");
        }
    }
}

fn snapshot(name: &str, walk: &mut Walk) {
    let picture = walk.harness.picture();
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!(format!("oversight_{name}"), picture);
    });
}

#[test]
fn pictures() {
    let mut half = complete_answers();
    half.clear(field::REVIEW_ON);
    half.clear(field::IMMINENCE);
    half.set(
        field::SITUATION,
        text("Day 20 of the assessment. Leo (7) lives with his mum and baby Ana. School rang on Tuesday: he had slept in his \
              uniform and asked to take bread home.\n\nPriya saw him alone on Thursday."),
    );
    let mut walk = Walk::new(page(half.clone()));
    snapshot("situation", &mut walk);
    walk.press("<a-0>");
    snapshot("head", &mut walk);
    walk.press("<a-2><tab><f2>");
    snapshot("impact_beside_the_last_record", &mut walk);
    walk.press("<a-3><tab><f2>");
    snapshot("threshold_beside_what_was_asked", &mut walk);
    walk.press("<a-4><tab><f2>");
    snapshot("actions_beside_the_child", &mut walk);
    walk.press("<a-5><tab><f2>");
    snapshot("review_whole_width", &mut walk);
    walk.press("<c-g>");
    snapshot("before_signing", &mut walk);
    snapshot("wide", &mut Walk::sized(page(half.clone()), Vec::new(), 120, 40));
    snapshot("small", &mut Walk::sized(page(half), Vec::new(), 60, 16));
    let mut walk = Walk::sized(page(complete_answers()), vec![sister()], 80, 24);
    walk.press("<c-g>");
    snapshot("in_order", &mut walk);
    walk.press("S");
    snapshot("sign", &mut walk);
    walk.press("y");
    snapshot("family", &mut walk);
}
