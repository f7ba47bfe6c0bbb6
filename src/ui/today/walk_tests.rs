//! Item by item: the place to act on each, leaving it, and the words at the end.

use super::super::tests::page as today_page;
use super::*;
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
        let page = WalkPage { today, at, begun_on: day(), count, settled: 0, left: self.left, new: 0 };
        Answer::Now(vec![Msg::Walk(Box::new(page))])
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
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
