//! What waits to be signed, drafts and additions to records: open one, or discard it. Not the form.

use super::capture::Capture;
use super::command::Command;
use super::confirm::{Confirm, YES};
use super::context::Ctx;
use super::input::Input;
use super::key::Key;
use super::screen::{Flow, Screen};
use super::widget::list::{ListState, Moved};
use super::widget::{cut, headed, write, write_wrapped};
use crate::practice::date_words::{long, short};
use crate::workbench::effect::{CaptureAct, OversightAct};
use crate::workbench::message::{BegunAdditionRow, DraftRow, UnsortedRow};
use crate::workbench::{Effect, Msg};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const DISCARD: &str = "discard_draft";

/// The list of drafts. It asks for them when it is shown.
#[derive(Default)]
pub struct DraftsScreen {
    drafts: Option<Vec<DraftRow>>,
    // Below the drafts.
    additions: Vec<BegunAdditionRow>,
    // Lines of quick capture that are not sorted yet, below those.
    unsorted: Vec<UnsortedRow>,
    list: ListState,
}

impl DraftsScreen {
    fn draft(&self) -> Option<&DraftRow> {
        self.drafts.as_ref()?.get(self.list.selected())
    }

    fn addition(&self) -> Option<&BegunAdditionRow> {
        self.additions.get(self.list.selected().checked_sub(self.drafts.as_ref()?.len())?)
    }

    fn line(&self) -> Option<&UnsortedRow> {
        let before = self.drafts.as_ref()?.len() + self.additions.len();
        self.unsorted.get(self.list.selected().checked_sub(before)?)
    }

    fn count(&self) -> usize {
        self.drafts.as_ref().map_or(0, Vec::len) + self.additions.len() + self.unsorted.len()
    }

    fn open(&self, cx: &Ctx) -> Flow {
        if let Some(line) = self.line() {
            return Flow::push(Capture::of(line, cx));
        }
        let draft = self.draft().map(|draft| Effect::Oversight(OversightAct::Open(draft.id)));
        let effect = draft.or_else(|| self.addition().map(|one| Effect::ShowRecord(one.record)));
        effect.map_or(Flow::Done, Flow::Do)
    }

    fn ask(&self, cx: &Ctx) -> Flow {
        if let Some(draft) = self.draft() {
            let question = format!(
                "Everything written in {} on {}, decided {}, goes for good. Only the trail will say that it was begun \
                 and discarded.",
                draft.id,
                cx.name(&draft.called),
                long(draft.decided_on)
            );
            return Flow::push(Confirm::new(DISCARD, "Discard this draft?", question, "discard it"));
        }
        if self.line().is_some() {
            let question = "This line goes for good.";
            return Flow::push(Confirm::new(DISCARD, "Discard this line?", question, "discard it"));
        }
        let Some(one) = self.addition() else { return Flow::Done };
        let question = format!("What you began to add to {} on {} goes for good.", one.record, cx.name(&one.called));
        Flow::push(Confirm::new(DISCARD, "Discard this addition?", question, "discard it"))
    }

    fn discard(&self) -> Flow {
        if let Some(line) = self.line() {
            let act = CaptureAct::Save { id: Some(line.id), words: String::new(), whom: None };
            return Flow::Many(vec![Flow::Do(Effect::Capture(act)), Flow::Do(Effect::ShowDrafts)]);
        }
        let draft = self.draft().map(|draft| OversightAct::Discard(draft.id));
        let emptied = |one: &BegunAdditionRow| OversightAct::KeepAddition { record: one.record, text: String::new() };
        let act = draft.or_else(|| self.addition().map(emptied));
        act.map_or(Flow::Done, |act| Flow::Do(Effect::Oversight(act)))
    }
}

impl Screen for DraftsScreen {
    fn update(&mut self, input: Input, cx: &Ctx) -> Flow {
        match input {
            Input::Command("open") => self.open(cx),
            Input::Command(DISCARD) => self.ask(cx),
            Input::Chosen { asked: DISCARD, answer } if answer == YES => self.discard(),
            input => match self.list.moved(&input, self.count()) {
                Moved::No => Flow::Ignored,
                Moved::Yes => Flow::Done,
                Moved::Chosen => self.open(cx),
            },
        }
    }

    fn receive(&mut self, msg: Msg, _: &Ctx) -> Flow {
        match msg {
            Msg::Drafts(drafts) => {
                self.drafts = Some(drafts);
                Flow::Done
            }
            Msg::BegunAdditions(additions) => {
                self.additions = additions;
                self.list.select(self.list.selected().min(self.count().saturating_sub(1)));
                Flow::Done
            }
            Msg::Unsorted(lines) => {
                self.unsorted = lines;
                self.list.select(self.list.selected().min(self.count().saturating_sub(1)));
                Flow::Done
            }
            Msg::AdditionKept { kept: Ok(_), .. } => {
                Flow::Many(vec![Flow::Do(Effect::ShowDrafts), Flow::Say("What you began to add is gone.".to_owned())])
            }
            Msg::AdditionKept { kept: Err(why), .. } => Flow::Say(why),
            Msg::DraftGone(draft) => {
                let Some(drafts) = self.drafts.as_mut().filter(|all| all.iter().any(|one| one.id == draft)) else {
                    return Flow::Pass(Msg::DraftGone(draft));
                };
                drafts.retain(|one| one.id != draft);
                self.list.select(self.list.selected().min(self.count().saturating_sub(1)));
                Flow::Say("The draft is gone.".to_owned())
            }
            other => Flow::Pass(other),
        }
    }

    fn shown(&mut self, _: &Ctx) -> Flow {
        Flow::Do(Effect::ShowDrafts)
    }

    fn view(&self, area: Rect, buf: &mut Buffer, cx: &Ctx) -> Option<Position> {
        let theme = cx.theme;
        let area = area.intersection(buf.area);
        let (inside, _) = headed(area, buf, "Drafts not signed", theme.heading());
        let Some(drafts) = &self.drafts else {
            write(inside, buf, 0, 0, "Looking them up...", theme.quiet());
            return Some(inside.as_position());
        };
        if self.count() == 0 {
            let words = "No draft waits. A record that you begin and do not sign is kept here until you do.";
            write_wrapped(inside, buf, 0, 0, words, theme.text());
            return Some(inside.as_position());
        }
        self.list.draw(inside, buf, self.count(), |number, place, buf, under| {
            let Some(draft) = drafts.get(number) else {
                let number = number - drafts.len();
                if let Some(one) = self.additions.get(number) {
                    draw_addition(one, place, buf, cx);
                } else if let Some(one) = self.unsorted.get(number - self.additions.len()) {
                    write(place, buf, 0, 0, &format!("{:>4}", one.id), theme.quiet());
                    let room = usize::from(place.width.saturating_sub(6));
                    let words = format!("to be sorted: {}", cx.words(&one.words));
                    write(place, buf, 6, 0, &cut(&words, room), theme.text());
                }
                if under {
                    buf.set_style(place, theme.selected());
                }
                return;
            };
            let needed = match draft.still_needed {
                0 => "can be signed".to_owned(),
                some => format!("{some} still needed"),
            };
            let saved = format!("saved {} {}", short(draft.saved_at.date()), draft.saved_at.format("%H:%M"));
            write(place, buf, 0, 0, &format!("{:>4}", draft.id), theme.quiet());
            write(place, buf, 6, 0, &cut(&cx.name(&draft.called), 20), theme.text());
            write(place, buf, 27, 0, &short(draft.decided_on), theme.text());
            let reason = draft.reason_words();
            let room = place.width.saturating_sub(35 + 17);
            let room = if place.width >= 90 { room.saturating_sub(20) } else { room };
            write(place, buf, 35, 0, &cut(&cx.prose(reason), usize::from(room)), theme.text());
            write(place, buf, 36 + room, 0, &needed, theme.quiet());
            if place.width >= 90 {
                write(place, buf, 53 + room, 0, &saved, theme.quiet());
            }
            if under {
                buf.set_style(place, theme.selected());
            }
        })
    }

    fn commands(&self, cx: &Ctx) -> Vec<Command> {
        let some = self.draft().is_some() || self.addition().is_some() || self.line().is_some();
        let mut discard = Command::new(DISCARD, "discard what is begun here", Key::DELETE).short("discard");
        discard = discard.when(some, "there is no draft here");
        if let Err(why) = cx.may_change() {
            discard = discard.when(false, why);
        }
        let open = Command::new("open", "go on writing where you were", Key::ENTER).short("open");
        vec![open.when(some, "there is no draft here"), discard]
    }
}

/// An addition on its line: the record, whose it is, and its first words.
fn draw_addition(one: &BegunAdditionRow, place: Rect, buf: &mut Buffer, cx: &Ctx) {
    let wide = place.width >= 90;
    let room = place.width.saturating_sub(27 + if wide { 20 } else { 0 });
    write(place, buf, 0, 0, &format!("{:>4}", one.record), cx.theme.quiet());
    write(place, buf, 6, 0, &cut(&cx.name(&one.called), 20), cx.theme.text());
    let words = format!("to add: {}", cx.words(&one.text.replace('\n', " ")));
    write(place, buf, 27, 0, &cut(&words, usize::from(room)), cx.theme.text());
    if wide {
        let saved = format!("saved {} {}", short(one.saved_at.date()), one.saved_at.format("%H:%M"));
        write(place, buf, 28 + room, 0, &saved, cx.theme.quiet());
    }
}

#[cfg(test)]
#[path = "drafts_tests.rs"]
mod tests;
