//! Which draft is meant, where one waits on a child and another is about to be begun. Not the form, and not the beginning.

use crate::practice::because::Because;
use crate::practice::date_words::long;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::input::Input;
use crate::ui::key::Key;
use crate::ui::screen::{Flow, Screen};
use crate::ui::widget::list::{ListState, Moved};
use crate::ui::widget::{cut, popup, write};
use crate::workbench::Effect;
use crate::workbench::effect::OversightAct;
use crate::workbench::message::DraftsThere;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The question.
pub struct WhichDraft {
    there: DraftsThere,
    list: ListState,
}

impl WhichDraft {
    /// Over the drafts that wait.
    pub fn new(there: DraftsThere) -> Self {
        Self { there, list: ListState::default() }
    }

    /// The drafts, and after them a new one.
    const fn count(&self) -> usize {
        self.there.drafts.len() + 1
    }

    fn words(&self, number: usize) -> String {
        match (self.there.drafts.get(number), &self.there.because) {
            (Some(draft), _) => {
                format!("Go on with {} of {}: {}", draft.id, long(draft.decided_on), draft.reason_words())
            }
            (None, Some(because)) => format!("Begin another: {}", Because::words(because)),
            (None, None) => "Begin another".to_owned(),
        }
    }

    fn choose(&self) -> Flow {
        let (child, because) = (self.there.child, self.there.because.clone());
        let act = match self.there.drafts.get(self.list.selected()) {
            Some(draft) => OversightAct::Open(draft.id),
            None => OversightAct::BeginAnother { child, because },
        };
        Flow::Many(vec![Flow::Pop, Flow::Do(Effect::Oversight(act))])
    }
}

impl Screen for WhichDraft {
    fn update(&mut self, input: Input, _: &Ctx) -> Flow {
        match input {
            Input::Command("choose") => self.choose(),
            input => match self.list.moved(&input, self.count()) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => self.choose(),
            },
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let rows = u16::try_from(self.count()).unwrap_or(u16::MAX);
        let called = self.there.drafts.first().map_or_else(String::new, |draft| cx.name(&draft.called));
        let title = format!("{called}: a draft waits");
        let inside = popup::draw(area, buf, &title, area.width.min(76), rows.saturating_add(2), cx.theme);
        self.list.draw(inside, buf, self.count(), |number, place, buf, under| {
            let style = if under { cx.theme.selected() } else { cx.theme.text() };
            write(place, buf, 0, 0, &cut(&cx.prose(&self.words(number)), usize::from(place.width)), style);
        })
    }

    fn commands(&self, _: &Ctx) -> Vec<Command> {
        vec![Command::new("choose", "go on with this draft, or begin another", Key::ENTER).short("choose")]
    }

    fn covers(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::oversight::{KnownReason, Reason};
    use crate::practice::reference::{ChildId, DraftId};
    use crate::ui::testing::{Harness, context};
    use crate::workbench::message::DraftRow;
    use crate::workbench::{Answer, Msg, Perform};
    use chrono::NaiveDate;
    use std::cell::RefCell;
    use std::rc::Rc;

    struct Asked(Rc<RefCell<Vec<&'static str>>>);

    impl Perform for Asked {
        type Done = ();

        fn perform(&mut self, effect: Effect) -> Answer<()> {
            self.0.borrow_mut().push(match effect {
                Effect::Oversight(OversightAct::Open(DraftId(3))) => "goes on",
                Effect::Oversight(OversightAct::BeginAnother { .. }) => "begins another",
                _ => "something else",
            });
            Answer::Now(Vec::new())
        }

        fn finish(&mut self, (): ()) -> Vec<Msg> {
            Vec::new()
        }
    }

    #[test]
    fn the_draft_that_waits_is_named_and_enter_goes_on_with_it() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let draft = DraftRow {
            id: DraftId(3),
            child: ChildId(1),
            called: "Leo Marsh".to_owned(),
            decided_on: day,
            reason: "supervision".to_owned(),
            saved_at: day.and_hms_opt(10, 0, 0).unwrap(),
            still_needed: 4,
        };
        let because = Some(Because::plain(Reason::Known(KnownReason::WorkerRequest)));
        for (keys, does) in [("<enter>", "goes on"), ("<down><enter>", "begins another")] {
            let asked = Rc::default();
            let there = DraftsThere { child: ChildId(1), because: because.clone(), drafts: vec![draft.clone()] };
            let mut harness = Harness::sized(Asked(Rc::clone(&asked)), WhichDraft::new(there), context(), 80, 24);
            let text = harness.text();
            assert!(text.contains("Go on with D3 of 22 November 2026: supervision"), "{text}");
            assert!(text.contains("Begin another: "), "{text}");
            harness.press(keys);
            assert_eq!(*asked.borrow(), [does]);
        }
    }
}
