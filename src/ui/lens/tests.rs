//! The list of lenses, from a string of keys.

use super::ChooseLens;
use crate::practice::form_file::{shipped, shipped_form};
use crate::ui::testing::{Harness, context};
use crate::workbench::{Answer, Effect, Msg, Perform};
use std::sync::Arc;

struct Nobody;

impl Perform for Nobody {
    type Done = ();

    fn perform(&mut self, _: Effect) -> Answer<()> {
        Answer::Now(Vec::new())
    }

    fn finish(&mut self, (): ()) -> Vec<Msg> {
        Vec::new()
    }
}

#[test]
fn each_lens_says_what_it_is_for() {
    let lenses: Vec<_> = shipped().iter().filter_map(|(name, _)| shipped_form(name)).filter(|one| one.lens).collect();
    let mut harness = Harness::sized(Nobody, ChooseLens::new(Arc::new(lenses)), context(), 80, 24);
    harness.press("<down>");
    insta::assert_snapshot!("choose_lens", harness.text());
    for (width, height) in [(60, 16), (40, 12), (1, 1), (0, 0)] {
        harness.resize(width, height);
    }
}
