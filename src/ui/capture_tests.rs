//! One line from anywhere: what was understood is said before Enter, what fits two is asked, and nothing typed is lost.

use super::*;
use crate::practice::action::{ActionStatus, ActionSubject};
use crate::practice::reference::{ActionId, ChildId, WorkerId};
use crate::ui::testing::{Harness, context, day};
use crate::workbench::message::Object;
use crate::workbench::{Answer, Perform};
use chrono::Days;
use std::cell::RefCell;
use std::rc::Rc;

type Asked = Rc<RefCell<Vec<CaptureAct>>>;

/// The housing office was to be written to once, and was not.
fn asked_before(words: &str) -> Vec<Action> {
    let before = Action {
        id: ActionId(3),
        subject: ActionSubject::Child(ChildId(1)),
        record: None,
        change_needed: String::new(),
        action: "Write to the housing office".to_owned(),
        owner: "Ben".to_owned(),
        owner_worker: None,
        due_on: day(),
        first_due_on: day(),
        redated: 0,
        status: ActionStatus::NotDone,
        closed_on: Some(day()),
        difference: "no officer came".to_owned(),
        escalation: None,
    };
    if words.contains("housing") { vec![before] } else { Vec::new() }
}

struct Bench(Asked);

impl Perform for Bench {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        let object = |which, reference: &str, name: &str| Object {
            which,
            reference: reference.into(),
            name: name.into(),
            age: Some(7),
        };
        Answer::Now(match effect {
            Effect::NameObjects => vec![Msg::Objects(vec![
                object(Which::Child(ChildId(1)), "4711", "Tomos Rees"),
                object(Which::Child(ChildId(2)), "4712", "Tomos Vaughan"),
                object(Which::Worker(WorkerId(1)), "W01", "Hannah Lee"),
            ])],
            Effect::Capture(act) => {
                let answer = match &act {
                    CaptureAct::Save { words, .. } => Msg::CaptureKept((!words.is_empty()).then_some(CaptureId(7))),
                    CaptureAct::Note { .. } | CaptureAct::Action { .. } | CaptureAct::DealWith { .. } => {
                        Msg::Done("Noted.".to_owned())
                    }
                };
                self.0.borrow_mut().push(act);
                vec![answer]
            }
            Effect::AskedBefore { words, .. } => vec![Msg::AskedBefore(asked_before(&words))],
            _ => Vec::new(),
        })
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

/// A screen below, a child's page or nobody's.
struct Below(Option<Which>);

impl Screen for Below {
    fn here(&self, _: &Ctx) -> Option<Which> {
        self.0
    }

    fn update(&mut self, _: Input, _: &Ctx) -> Flow {
        Flow::Ignored
    }

    fn view(&self, _: Rect, _: &mut Buffer, _: &Ctx) -> Option<Position> {
        None
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        Vec::new()
    }
}

fn program(here: Option<Which>) -> (Harness<Bench>, Asked) {
    let asked = Asked::default();
    let mut cx = context();
    cx.opened = true;
    (Harness::sized(Bench(Rc::clone(&asked)), Below(here), cx, 80, 24), asked)
}

#[test]
fn an_action_is_said_back_in_full_before_it_is_kept() {
    let (mut program, asked) = program(None);
    program.press("cring the school #4711 @hannah fri");
    let text = program.text().replace('│', "");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("An action for Hannah Lee, by Friday 27 November 2026"), "{text}");
    assert!(text.contains("about Tomos Rees (4711)"), "{text}");
    program.press("<enter>");
    let act = asked.borrow_mut().pop().unwrap();
    let CaptureAct::Action { whom, words, owner, due_on, .. } = act else { panic!("no action") };
    assert_eq!((whom, words.as_str(), owner.as_str()), (Whom::Child(ChildId(1)), "ring the school", "Hannah Lee"));
    assert_eq!(due_on, day() + Days::new(4));
    assert!(!program.text().contains("Note in one line"), "the box is gone");
}

#[test]
fn whosever_page_it_is_is_meant_and_said_before_it_is_kept() {
    let (mut program, asked) = program(Some(Which::Child(ChildId(2))));
    program.press("c");
    assert!(program.text().contains("About: Tomos Vaughan (4712), where nobody else is named"), "{}", program.text());
    program.press("slept well all week");
    assert!(program.text().contains("About: Tomos Vaughan (4712). A note."), "{}", program.text());
    program.press("<enter>");
    let act = asked.borrow_mut().pop().unwrap();
    let CaptureAct::Note { whom, words, .. } = act else { panic!("no note") };
    assert_eq!((whom, words.as_str()), (Whom::Child(ChildId(2)), "slept well all week"));
}

#[test]
fn two_of_one_name_are_asked_about_and_never_guessed() {
    let (mut program, asked) = program(None);
    program.press("cTomos has a cough");
    let told = program.text().split_whitespace().collect::<Vec<_>>().join(" ").replace(" │ │ ", " ");
    assert!(told.contains("1 Tomos Rees (4711), aged 7; 2 Tomos Vaughan (4712), aged 7"), "{told}");
    program.press("<enter>");
    assert!(asked.borrow().is_empty());
    assert!(program.text().contains("which one?"));
    // Enter went to the question: a number chooses.
    program.press("2<enter>");
    let act = asked.borrow_mut().pop().unwrap();
    let CaptureAct::Note { whom, .. } = act else { panic!("no note") };
    assert_eq!(whom, Whom::Child(ChildId(2)));
}

#[test]
fn a_note_about_a_worker_says_that_it_goes_into_the_workers_own_file() {
    let (mut program, asked) = program(None);
    program.press("channah looked tired");
    assert!(program.text().contains("A note about Hannah Lee (W01), in the worker's own file."));
    program.press("<enter>");
    let act = asked.borrow_mut().pop().unwrap();
    let CaptureAct::Note { whom, .. } = act else { panic!("no note") };
    assert_eq!(whom, Whom::Worker(WorkerId(1)));
}

#[test]
fn what_is_left_unfinished_is_kept_and_what_is_wrong_says_how_to_put_it_right() {
    let (mut program, asked) = program(None);
    program.press("cthe boiler again<enter>");
    assert!(asked.borrow().is_empty());
    assert_eq!(program.text().matches("Nobody is named yet").count(), 1, "{}", program.text());
    program.press("<esc>");
    let act = asked.borrow_mut().pop().unwrap();
    let CaptureAct::Save { words, whom, .. } = act else { panic!("not saved") };
    assert_eq!((words.as_str(), whom), ("the boiler again", None));
    assert!(program.text().contains("Kept to be sorted"));
    for (line, said) in
        [("#4711 new boots 31 feb", "There is no 31 February"), ("#nobody new boots", "Nobody is meant by #nobody")]
    {
        program.press("c").press(line).press("<enter>");
        assert!(program.text().contains(said), "{}", program.text());
        program.press("<esc>");
        assert!(asked.borrow_mut().drain(..).all(|act| matches!(act, CaptureAct::Save { .. })));
    }
}

#[test]
fn what_was_kept_half_typed_is_whole_before_it_is_sorted() {
    let (mut program, asked) = program(None);
    program.press("cbuy boots for tea<wait:1000>m #4711<enter>");
    let acts = asked.borrow();
    let [CaptureAct::Save { .. }, CaptureAct::Save { id, words, .. }, CaptureAct::Note { unsorted, .. }] = &acts[..]
    else {
        panic!("{} acts", acts.len())
    };
    assert_eq!((*id, words.as_str(), *unsorted), (Some(CaptureId(7)), "buy boots for team #4711", Some(CaptureId(7))));
}

#[test]
fn a_box_that_was_only_opened_leaves_nothing() {
    let (mut program, asked) = program(None);
    program.press("c<esc>");
    assert!(asked.borrow().is_empty());
}

#[test]
fn what_was_not_done_before_is_no_new_action_in_silence() {
    let (mut program, asked) = program(None);
    program.press("cwrite to housing #4711 fri<enter>");
    let text = program.text();
    assert!(text.contains("This was asked before") && text.contains("no officer came"), "{text}");
    program.press("<enter>");
    assert!(asked.borrow().is_empty() && program.text().contains("what makes it happen"), "{}", program.text());
    program.press("I ring their manager<enter>");
    let Some(CaptureAct::Action { words, why, .. }) = asked.borrow_mut().pop() else { panic!("no action") };
    assert_eq!((words.as_str(), why.as_str()), ("write to housing", "I ring their manager"));
}

#[test]
fn other_words_are_looked_for_anew_and_ask_nothing() {
    let (mut program, asked) = program(None);
    program.press("cwrite to housing #4711 fri<enter><up><up><c-u>ring gran #4711 fri");
    assert!(!program.text().contains("This was asked before"), "{}", program.text());
    program.press("<enter>");
    let Some(CaptureAct::Action { words, why, .. }) = asked.borrow_mut().pop() else { panic!("no action") };
    assert_eq!((words.as_str(), why.as_str()), ("ring gran", ""));
}
