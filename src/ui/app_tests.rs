//! The shell driven from strings of keys: from the locked door to a place and back. Reads like a manual of the frame.

use super::command::Command;
use super::context::Ctx;
use super::input::Input;
use super::key::{Code, Key};
use super::places::Place;
use super::screen::{Editing, Flow, Screen};
use super::set_up::{PolicyChoice, SetUpScreen};
use super::testing::{Harness, context, day};
use super::theme::Theme;
use super::unlock::Unlock;
use super::widget::text_field::{Edited, TextField};
use crate::practice::reference::{ChildId, WorkerId};
use crate::workbench::message::{Object, Opened, Which};
use crate::workbench::{Answer, Effect, Msg, Perform};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use secrecy::ExposeSecret;
use std::cell::RefCell;
use std::rc::Rc;

const RIGHT: &str = "marzipan ladder otter";

/// Opens for the right passphrase, slowly, and notes what it was asked.
#[derive(Clone, Default)]
struct StandIn {
    asked: Rc<RefCell<Vec<String>>>,
}

fn opened() -> Msg {
    Msg::Opened(Opened {
        no_backup: None,
        day: day(),
        supervisor: "Kezia Hart".into(),
        team: "North Safeguarding 1".into(),
        read_only: None,
        lock_after: Some(600),
        empty: true,
        days_off: std::sync::Arc::default(),
    })
}

impl Perform for StandIn {
    type Done = bool;

    fn perform(&mut self, effect: Effect) -> Answer<bool> {
        self.asked.borrow_mut().push(effect.name().to_owned());
        match effect {
            Effect::Unlock { passphrase } => Answer::Later(Box::new(move || passphrase.expose_secret() == RIGHT)),
            Effect::SetUp(set_up) => {
                self.asked.borrow_mut().push(format!("{} / {} / {}", set_up.supervisor, set_up.team, set_up.policy));
                Answer::Now(vec![opened()])
            }
            Effect::Lock => Answer::Now(vec![Msg::Locked]),
            Effect::NameObjects => Answer::Now(vec![Msg::Objects(vec![
                Object {
                    which: Which::Worker(WorkerId(1)),
                    reference: "W03".into(),
                    name: "Aisha Patel".into(),
                    age: None,
                },
                Object {
                    which: Which::Child(ChildId(7)),
                    reference: "4711".into(),
                    name: "Tomos Rees".into(),
                    age: None,
                },
            ])]),
            _ => Answer::Now(Vec::new()),
        }
    }

    fn finish(&mut self, right: bool) -> Vec<Msg> {
        if right { vec![opened()] } else { vec![Msg::Refused("That is not the passphrase.".into())] }
    }
}

fn at_the_door() -> Harness<StandIn> {
    Harness::new(StandIn::default(), Unlock::default())
}

fn inside() -> Harness<StandIn> {
    let mut program = at_the_door();
    program.press("marzipan ladder otter<enter>");
    assert!(program.app.cx.opened);
    program
}

/// A page of text that saves 300 milliseconds after the last key.
#[derive(Default)]
struct Page {
    field: TextField,
    save_at: Option<super::context::Moment>,
}

impl Screen for Page {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Deadline => self.leaving(cx),
            input => match self.field.edit(&input) {
                Edited::No => Flow::Ignored,
                Edited::Moved => Flow::Done,
                Edited::Changed => {
                    self.save_at = Some(cx.now.plus_millis(300));
                    Flow::Done
                }
            },
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        self.field.draw(area, buf, cx.theme)
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![Command::new("sign", "sign", Key::ctrl('g')).when(false, "the review date is missing")]
    }

    fn editing(&self) -> Editing {
        Editing::Text
    }

    fn leaving(&mut self, _: &Ctx) -> Flow {
        // Any effect will do for a draft here.
        if self.save_at.take().is_some() { Flow::Do(Effect::NameObjects) } else { Flow::Ignored }
    }

    fn deadline(&self) -> Option<super::context::Moment> {
        self.save_at
    }
}

#[test]
fn the_door_says_what_went_wrong_and_then_opens() {
    let mut program = at_the_door();
    insta::assert_snapshot!("door", program.picture());
    program.press("guess<enter>");
    assert!(program.text().contains("That is not the passphrase."));
    program.press(RIGHT).press("<enter>");
    insta::assert_snapshot!("first_day", program.picture());
}

#[test]
fn the_door_says_that_it_is_opening() {
    let mut program = at_the_door();
    program.hold_slow_work = true;
    program.press(RIGHT).press("<enter>");
    assert!(program.text().contains("Opening..."));
    program.press("typed meanwhile<enter>");
    program.let_work_finish();
    assert!(program.app.cx.opened);
    assert_eq!(program.app.cx.team, "North Safeguarding 1");
}

#[test]
fn letters_at_the_door_are_text_and_never_commands() {
    let mut program = at_the_door();
    program.press("q?:1p");
    assert!(!program.app.ended());
    assert!(program.text().contains("*****"));
    program.press("<esc>");
    assert!(program.app.ended());
}

#[test]
fn a_first_run_asks_until_it_can_make_the_file() {
    let policies =
        ["Practice fundamentals", "Barnet"].map(|title| PolicyChoice { name: title.into(), title: title.into() });
    let stand_in = StandIn::default();
    let mut program = Harness::new(stand_in.clone(), SetUpScreen::new(policies.to_vec()));
    // What a field lacks is said there, and the next is not gone on to.
    for goes_on in ["short<c-s>", "<tab>", "<enter>", "<down>"] {
        program.press(goes_on);
        assert!(program.text().contains("at least 12 characters; it has 5"));
    }
    program.press("<c-u>marzipan ladder otter quiver<tab>marzipan ladder<enter>");
    assert!(program.text().contains("not alike"));
    program.press(" otter quiver<enter><tab>");
    assert!(program.text().contains("Say who you are"));
    // Whoever goes past the team and types it on the policy is told, and no policy is chosen by it.
    program.press("Kezia Hart<enter><enter>North 1");
    assert!(program.text().contains("The team is the field above.") && program.text().contains("1 of 2"));
    assert!(program.text().contains("Enter makes the file for a team with no name"));
    program.press("<up>North<enter><right>");
    insta::assert_snapshot!("set_up", program.picture());
    program.press("<enter>");
    assert!(program.app.cx.opened);
    assert!(stand_in.asked.borrow().contains(&"Kezia Hart / North / Barnet".to_owned()));
}

#[test]
fn help_shows_every_key_and_why_not() {
    let mut program = inside();
    program.press("?");
    insta::assert_snapshot!("help", program.picture());
    program.press("<esc>e");
    assert!(program.text().contains("Not now: open a record or a child first."));
    program.press("j");
    assert!(!program.text().contains("Not now"));
}

#[test]
fn the_palette_finds_commands_and_people_in_either_order() {
    let mut program = inside();
    program.press(":aisha sup");
    let first = program.text();
    assert!(first.contains("supervision  Aisha Patel"), "{first}");
    program.press("<c-u>oversight 4711");
    assert!(program.text().contains("oversight  Tomos Rees"));
    program.press("<c-u>4711 oversight");
    assert!(program.text().contains("oversight  Tomos Rees"));
    insta::assert_snapshot!("palette", program.picture());
    program.press("<c-u>lock<enter>");
    assert!(!program.app.cx.opened);
    assert!(program.text().contains("Passphrase"));
}

#[rstest::rstest]
#[case("lens 4711", "lens  Tomos Rees", "ShowChild")]
#[case("4711 journey", "journey  Tomos Rees", "ShowJourney")]
#[case("O12 copy", "copy  a signed record", "Copy")]
#[case("why tomos", "why  Tomos Rees", "ShowWhy")]
fn what_is_done_with_a_child_or_a_record_is_done_from_anywhere(
    #[case] typed: &str,
    #[case] first: &str,
    #[case] asked: &str,
) {
    let stand_in = StandIn::default();
    let mut program = Harness::new(stand_in.clone(), Unlock::default());
    program.press("marzipan ladder otter<enter>:");
    program.press(typed);
    assert!(program.text().contains(first), "{}", program.text());
    program.press("<enter>");
    assert!(stand_in.asked.borrow().iter().any(|one| one == asked), "{typed}: {:?}", stand_in.asked.borrow());
}

#[rstest::rstest]
#[case("note aisha", "Note in one line")]
#[case("export 4711", "Export this child's record")]
#[case("export O12", "Export O12")]
#[case("lens tomos", "A lens: a short form to think with")]
fn what_asks_more_opens_its_box(#[case] typed: &str, #[case] title: &str) {
    let mut program = inside();
    program.press(&format!(":{typed}<enter>"));
    assert!(program.text().contains(title), "{}", program.text());
}

#[test]
fn locking_shows_the_door_and_nothing_else() {
    let mut program = inside();
    program.press("?<c-l>");
    assert!(program.app.cx.opened, "a popup is closed first");
    program.press("<esc><c-l>");
    assert!(!program.app.cx.opened && program.app.cx.supervisor.is_empty());
    assert!(!program.text().contains("North Safeguarding"));
    program.press("2");
    assert!(program.text().contains('*'), "what was typed after is a passphrase");
}

#[test]
fn left_alone_it_locks_and_wakes_for_nothing_else() {
    let mut program = inside();
    assert!(at_the_door().app.deadline().is_none());
    program.press("<wait:599000>j<wait:599000>");
    assert!(program.app.cx.opened);
    program.press("<wait:1000>");
    assert!(!program.app.cx.opened);
    assert!(program.app.deadline().is_none());
}

#[test]
fn a_page_is_saved_on_a_pause_on_locking_and_at_the_end() {
    let stand_in = StandIn::default();
    let mut program = Harness::new(stand_in.clone(), Page::default());
    let saves = || stand_in.asked.borrow().iter().filter(|name| *name == "NameObjects").count();
    program.press("q<wait:299>");
    assert_eq!(saves(), 0);
    program.press("<wait:1>");
    assert_eq!((saves(), program.app.deadline()), (1, None));
    program.press("more");
    program.app.end();
    assert_eq!(saves(), 2);
    assert!(program.app.ended());
}

#[test]
fn letters_in_a_page_are_text_and_a_greyed_command_says_why() {
    let mut program = Harness::new(StandIn::default(), Page::default());
    program.press("q:?1<lt>j\nk");
    assert!(program.text().starts_with("q:?1<j\nk"));
    program.press("<c-g>");
    assert!(program.text().contains("Not now: the review date is missing."));
    program.press("<f1>");
    assert!(program.text().contains("sign (not now: the review date is missing)"));
}

#[test]
fn a_paste_outside_a_field_runs_nothing() {
    let mut program = inside();
    program.press("<paste:q1:lock\n>");
    assert!(!program.app.ended() && program.app.cx.opened);
}

#[test]
fn with_privacy_names_are_initials() {
    let mut program = inside();
    program.press("p:patel");
    assert!(program.text().contains("A P") && !program.text().contains("Aisha"));
}

#[test]
fn a_read_only_file_is_marked_at_every_moment() {
    let mut program = inside();
    program.app.cx.read_only = Some("Ben has it open".into());
    program.press("?<esc>");
    assert!(program.text().lines().last().unwrap().ends_with("read only"));
}

#[test]
fn every_size_shows_something_and_keeps_the_cursor_inside() {
    for theme in [Theme::coloured(), Theme::plain()] {
        for (width, height) in [(0, 0), (1, 1), (10, 3), (40, 12), (59, 16), (60, 16), (80, 24), (200, 60)] {
            let cx = Ctx::new(day(), theme, "footprint.db");
            let mut program = Harness::sized(StandIn::default(), Unlock::default(), cx, width, height);
            let keys = ["", "marzipan ladder otter<enter>", "?", "<esc>", ":", "tomos", "<esc>", "<c-l>"];
            for key in keys {
                program.press(key);
                assert!(width < 40 || !program.text().is_empty(), "{width}x{height} after {key}");
                assert!(theme != Theme::plain() || !program.picture().contains("cyan"));
            }
            program.resize(80, 24);
            program.resize(width, height);
        }
    }
}

#[test]
fn going_to_a_place_closes_what_was_open() {
    let mut program = inside();
    program.press("1");
    assert_eq!(Place::ALL.iter().filter(|place| place.is_built()).count() > 0, program.app.cx.opened);
    program.press("q");
    assert!(program.app.ended());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn random_keys_never_panic(
        keys in prop::collection::vec((0_usize..24, any::<char>(), prop::bool::weighted(0.2)), 0..60),
        width in 0_u16..120, height in 0_u16..40, inside_first in any::<bool>(),
    ) {
        let mut program = Harness::sized(StandIn::default(), Unlock::default(), context(), width, height);
        if inside_first {
            program.press("marzipan ladder otter<enter>");
        }
        for (key, c, ctrl) in keys {
            let codes = [Code::Enter, Code::Esc, Code::Tab, Code::BackTab, Code::Up, Code::Down, Code::PageDown, Code::End,
                Code::Backspace, Code::Char(':'), Code::Char('?'), Code::Char('p'), Code::F(1)];
            let code = codes.get(key).copied().unwrap_or(Code::Char(c));
            program.input(Input::Key(Key { code, ctrl, alt: false }));
            program.input(Input::Click(Position::new(width / 2, height / 2)));
        }
    }
}

#[test]
fn a_key_that_means_the_same_everywhere_is_named_on_every_screen_and_says_why_it_waits() {
    use crate::ui::made_up_tests::{opened, walk};
    let screens: [fn() -> Box<dyn Screen>; 6] = [
        || Box::new(crate::ui::today::Today::default()),
        || Box::new(crate::ui::people::People::default()),
        || Box::new(crate::ui::children::Children::default()),
        || Box::new(crate::ui::actions::Actions::default()),
        || Box::new(crate::ui::settings::Settings::default()),
        || Box::new(crate::ui::drafts::DraftsScreen::default()),
    ];
    for screen in screens {
        let (mut harness, _) = walk(Below(screen()), opened(), (80, 24));
        for key in ['c', 'u', 'e', 'y', 'n', 'N', '1', '5', '6', '7', 'p'] {
            let named: Vec<_> =
                harness.app.commands().into_iter().filter(|one| one.keys.contains(&Key::char(key))).collect();
            assert_eq!(named.len(), 1, "{key} in {}", harness.text());
            if let Err(why) = &named[0].available {
                harness.press(&key.to_string());
                assert!(harness.text().contains(&format!("Not now: {why}.")), "{key} in {}", harness.text());
            }
        }
    }
}

/// Any screen, as the first of a walk.
struct Below(Box<dyn Screen>);

impl Screen for Below {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        self.0.update(input, cx)
    }

    fn receive(&mut self, msg: Msg, cx: &Ctx) -> Flow {
        self.0.receive(msg, cx)
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        self.0.view(area, buf, cx)
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        self.0.commands(cx)
    }

    fn shown(&mut self, cx: &Ctx) -> Flow {
        self.0.shown(cx)
    }
}
