//! Item by item: the place to act on each, leaving it, and the words at the end.

use super::super::tests::page as today_page;
use super::*;
use crate::practice::action::{Action, ActionStatus, ActionSubject};
use crate::practice::due::{Behind, Owed, SubjectId};
use crate::ui::testing::{Harness, context, day};
use crate::workbench::{Answer, Perform};

struct Bench {
    left: usize,
}

impl Perform for Bench {
    type Done = ();

    fn perform(&mut self, effect: Effect) -> Answer<()> {
        let Effect::Walk(act) = effect else { return Answer::Now(Vec::new()) };
        let today = today_page();
        let count = today.rows.len();
        match act {
            WalkAct::Leave => self.left += 1,
            WalkAct::Back => self.left -= 1,
            WalkAct::GoOn | WalkAct::End => {}
        }
        let at = (self.left < count).then_some(self.left);
        let action = at.and_then(|at| match &today.rows[at] {
            TodayRow::Owed(owed) => in_full(owed),
            TodayRow::NoWorker(_) => None,
        });
        let page = WalkPage {
            about: vec!["Last direction, O9 of 12 October 2026: the door is locked at night.".to_owned()],
            today,
            at,
            action,
            begun_on: day(),
            count,
            settled: 0,
            left: self.left,
            new: 0,
        };
        Answer::Now(vec![Msg::Walk(Box::new(page))])
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

/// The action behind something owed, with more words than its row has room for.
fn in_full(owed: &Owed) -> Option<Box<Action>> {
    let (Behind::Action(id), SubjectId::Child(child)) = (owed.behind, &owed.subject.id) else { return None };
    Some(Box::new(Action {
        id,
        subject: ActionSubject::Child(*child),
        record: None,
        change_needed: "the door shuts at night".to_owned(),
        action: "Write to the housing officer about the lock on the front door of the flat, and ring on Friday"
            .to_owned(),
        owner: "Ben Doyle".to_owned(),
        owner_worker: None,
        due_on: owed.due_on?,
        first_due_on: owed.due_on?,
        redated: 0,
        status: ActionStatus::Open,
        closed_on: None,
        difference: String::new(),
        escalation: None,
    }))
}

#[test]
fn an_item_says_why_it_is_due_then_and_an_action_all_of_its_words() {
    let mut cx = context();
    cx.opened = true;
    let mut program = Harness::sized(Bench { left: 0 }, WalkScreen::default(), cx, 80, 24);
    let rows = today_page().rows;
    let (mut actions, mut lone) = (0, 0);
    for row in &rows {
        let text = program.text().split_whitespace().collect::<Vec<_>>().join(" ");
        match row {
            TodayRow::Owed(owed) => {
                assert!(text.contains(&owed.why()), "{}\n{text}", owed.why());
                if matches!(owed.behind, Behind::Action(_)) {
                    actions += 1;
                    assert!(text.contains("front door of the flat, and ring on Friday"), "{text}");
                    assert!(text.contains("So that: the door shuts") && text.contains("By: Ben Doyle."), "{text}");
                }
            }
            TodayRow::NoWorker(child) => {
                lone += 1;
                let said = format!("No worker has been responsible for {} since {}.", child.called, long(child.since));
                assert!(text.contains(&said), "{text}");
            }
        }
        program.press(" ");
    }
    assert!(actions > 0 && lone > 0, "the list has one of each");
}

#[test]
fn each_item_is_left_or_acted_on_and_the_end_says_what_became_of_the_walk() {
    let mut cx = context();
    cx.opened = true;
    let mut program = Harness::sized(Bench { left: 0 }, WalkScreen::default(), cx, 80, 24);
    let count = today_page().rows.len();
    assert!(program.text().contains(&format!("Walk of the list: 1 of {count}")), "{}", program.text());
    program.press(" ");
    assert!(program.text().contains(&format!("2 of {count}")), "{}", program.text());
    program.press("B");
    assert!(program.text().contains(&format!("1 of {count}")));
    program.press(&" ".repeat(count));
    assert!(program.text().contains("That was all of it"));
    for (width, height) in [(1, 1), (40, 12), (60, 16), (200, 60)] {
        program.resize(width, height);
    }
}
