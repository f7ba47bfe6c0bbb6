//! What each command of the oversight form does, and what a box above it was answered. Not what typing does.

use super::before_signing;
use super::{DISCARD, NEXT, OversightScreen, PREVIOUS, REMOVE_ACTION};
use crate::practice::review::FindingName;
use crate::ui::actions::AskedBefore;
use crate::ui::confirm::{Confirm, YES};
use crate::ui::context::Ctx;
use crate::ui::form::editor::Editor;
use crate::ui::form::keys;
use crate::ui::form::section::FieldEdit;
use crate::ui::global;
use crate::ui::lens::CHOSEN;
use crate::ui::screen::Flow;
use crate::workbench::Effect;
use crate::workbench::effect::OversightAct;

impl OversightScreen {
    pub(super) fn command(&mut self, id: &'static str, cx: &Ctx) -> Flow {
        match id {
            NEXT => self.next_field(true, cx),
            PREVIOUS => self.next_field(false, cx),
            "next_section" => self.go_to_section(self.body.neighbour(true), cx),
            "previous_section" => self.go_to_section(self.body.neighbour(false), cx),
            "side_panel" => {
                self.side_mut(cx).next();
                self.follows = false;
            }
            "examples" => {
                self.side_mut(cx).toggle_examples();
                self.follows = false;
            }
            "side_down" => self.side_mut(cx).scroll(true, 3),
            "side_up" => self.side_mut(cx).scroll(false, 3),
            "save" => return self.save(cx),
            keys::BEFORE_SIGNING => return self.before_signing(cx),
            "asked" => {
                return self.go_through(cx);
            }
            "lens" => return self.choose_lens(),
            "open_earlier" => {
                let record = self.page.earlier.as_ref().map(|record| record.id);
                return record.map_or(Flow::Done, |record| Flow::Do(Effect::ShowRecord(record)));
            }
            DISCARD => {
                let question = format!(
                    "Everything written in draft {} goes for good. Only the trail will say that it was begun and \
                     discarded.",
                    self.page.draft.id
                );
                return Flow::push(Confirm::new(DISCARD, "Discard this draft?", question, "discard it"));
            }
            REMOVE_ACTION => {
                let blank = matches!(self.body.field(), Some(FieldEdit { editor: Editor::Actions(table), .. }) if table.row_is_blank());
                if blank {
                    return self.remove_action(cx);
                }
                let question = "The action under the cursor is taken out of the table, and what it says goes.";
                return Flow::push(Confirm::new(REMOVE_ACTION, "Take this action out?", question, "take it out"));
            }
            global::BACK => return self.leave(cx),
            _ => {
                if let Some(section) = keys::section_of(id, &self.body) {
                    self.go_to_section(section, cx);
                }
            }
        }
        Flow::Done
    }

    /// Opens what was asked before, each to be closed or carried forward.
    pub(super) fn go_through(&mut self, cx: &Ctx) -> Flow {
        let save = if cx.read_only.is_none() { self.save(cx) } else { Flow::Done };
        self.stale = true;
        Flow::Many(vec![save, Flow::push(AskedBefore::of_child(&self.page))])
    }

    /// Leaves, and says where the draft is: whoever leaves by mistake types on, and must notice.
    fn leave(&mut self, cx: &Ctx) -> Flow {
        self.look_again(cx);
        if self.keeping.is_gone() || self.is_untouched() || cx.read_only.is_some() || self.keeping.has_failed() {
            return Flow::Pop;
        }
        let unread = self.findings.iter().any(|one| one.name == FindingName::DayNotUnderstood);
        let unread = if unread { " A day in it was not understood; it is kept as you typed it." } else { "" };
        // In a session the list of its children is below, where Enter opens one.
        let on = if self.page.session.is_some() { "open the child again" } else { "o" };
        Flow::Many(vec![Flow::Pop, Flow::Say(format!("Draft {} kept: {on} to go on.{unread}", self.page.draft.id))])
    }

    fn remove_action(&mut self, cx: &Ctx) -> Flow {
        if let Some(FieldEdit { editor: Editor::Actions(table), .. }) = self.body.field_mut() {
            table.remove_row();
            self.typed(cx);
        }
        Flow::Done
    }

    /// What a popup above was answered.
    pub(super) fn chosen(&mut self, asked: &'static str, answer: &str, cx: &Ctx) -> Flow {
        match (asked, answer) {
            (DISCARD, YES) => {
                self.keeping.goes();
                Flow::Do(Effect::Oversight(OversightAct::Discard(self.page.draft.id)))
            }
            (CHOSEN, name) => self.begin_lens(name, cx),
            (REMOVE_ACTION, YES) => self.remove_action(cx),
            (before_signing::GO_TO, place) => {
                let (key, row) = place.split_once(' ').map_or((place, None), |(key, row)| (key, row.parse().ok()));
                self.go_to(key, row);
                Flow::Done
            }
            _ => Flow::Ignored,
        }
    }
}
