//! A row of an action table that was asked before: the form asks for a decision where it is written, when the cursor leaves
//! what is to be done, and before the page before signing. Not the box that asks, nor the rule.

use super::{ACTIONS, OversightScreen};
use crate::practice::action::{Action, ActionSubject};
use crate::practice::repeated_row::{RowDecision, asked_once_more, is_decided, open_among};
use crate::ui::actions::repeated_row::RepeatedRow;
use crate::ui::context::Ctx;
use crate::ui::form::editor::Editor;
use crate::ui::screen::Flow;
use crate::workbench::Effect;
use crate::workbench::effect::ActionAct;

/// The words of a row and where it stands.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct RowPlace {
    section: usize,
    field: usize,
    row: usize,
    words: String,
}

/// A row that was asked about, and what came back.
pub(super) struct Asked {
    row: RowPlace,
    alike: Vec<Action>,
    // Ctrl+G was pressed: the page before signing comes once every row was asked about.
    then_sign: bool,
}

impl OversightScreen {
    /// The row whose "what to do" the cursor is in.
    pub(super) fn row_being_written(&self) -> Option<RowPlace> {
        let Editor::Actions(table) = &self.body.field()?.editor else { return None };
        let words = table.action_being_written()?;
        let (section, field) = self.body.at;
        Some(RowPlace { section, field, row: table.row(), words })
    }

    /// After a key: asks about the row that the cursor left, unless that was done.
    pub(super) fn left_row(&mut self, before: Option<RowPlace>, cx: &Ctx) -> Flow {
        let Some(before) = before else { return Flow::Done };
        let still = self
            .row_being_written()
            .is_some_and(|now| (now.section, now.field, now.row) == (before.section, before.field, before.row));
        if still || cx.read_only.is_some() {
            return Flow::Done;
        }
        // As it stands now: the key may have taken the row out.
        let now = self.rows().into_iter().find(|one| *one == before);
        now.filter(|row| self.is_new(row)).map_or(Flow::Done, |row| self.ask_about(row, false))
    }

    /// Before the page before signing: asks about the first row that was not asked about yet.
    pub(super) fn ask_before_signing(&mut self) -> Option<Flow> {
        let row = self.rows().into_iter().find(|row| self.is_new(row))?;
        Some(self.ask_about(row, true))
    }

    fn rows(&self) -> Vec<RowPlace> {
        let mut rows = Vec::new();
        for (section, one) in self.body.sections.iter().enumerate() {
            for (field, edit) in one.fields.iter().enumerate() {
                let Editor::Actions(table) = &edit.editor else { continue };
                rows.extend(table.planned().into_iter().enumerate().map(|(row, planned)| RowPlace {
                    section,
                    field,
                    row,
                    words: planned.action.trim().to_owned(),
                }));
            }
        }
        rows
    }

    /// Whether it was neither asked about while the form is open nor decided about before.
    fn is_new(&self, row: &RowPlace) -> bool {
        let decided = is_decided(&row.words, &self.left.borrow());
        !row.words.is_empty() && !decided && !self.asked_rows.contains(&row.words)
    }

    fn ask_about(&mut self, row: RowPlace, then_sign: bool) -> Flow {
        let subject = ActionSubject::Child(self.page.draft.head.child);
        let words = row.words.clone();
        self.asked_rows.insert(words.clone());
        self.asked_about = Some(Asked { row, alike: Vec::new(), then_sign });
        Flow::Do(Effect::AskedBefore { subject, words })
    }

    /// What was asked in much the same came back.
    pub(super) fn heard_before(&mut self, alike: Vec<Action>, cx: &Ctx) -> Flow {
        let Some(asked) = &mut self.asked_about else { return Flow::Done };
        if alike.is_empty() {
            let then_sign = asked.then_sign;
            self.asked_about = None;
            return if then_sign { self.before_signing(cx) } else { Flow::Done };
        }
        asked.alike.clone_from(&alike);
        let (row, then_sign, words) = (asked.row.clone(), asked.then_sign, asked.row.words.clone());
        if then_sign {
            // The row stands behind the box.
            self.body.at = (row.section, row.field);
            if let Some(Editor::Actions(table)) = self.body.field_mut().map(|field| &mut field.editor) {
                table.go_to_action(row.row);
            }
        }
        Flow::push(RepeatedRow::popup(&words, alike))
    }

    /// What was decided about it.
    pub(super) fn row_decided(&mut self, decision: RowDecision, cx: &Ctx) -> Flow {
        let Some(Asked { row, alike, then_sign }) = self.asked_about.take() else { return Flow::Done };
        let at = (row.section, row.field);
        let (words, key) = (row.words, self.key_of(at));
        if decision == RowDecision::Change {
            self.body.at = at;
            if let Some(Editor::Actions(table)) = self.body.field_mut().map(|field| &mut field.editor) {
                table.go_to_action(row.row);
            }
            return Flow::Done;
        }
        if let Some(line) = decision.in_the_record(&words, &alike) {
            self.write_line(&line);
        }
        if let RowDecision::DoItNow(why) = &decision {
            self.left.borrow_mut().push(asked_once_more(&key, &words, why));
            self.typed(cx);
            return self.go_on(then_sign, cx);
        }
        // Taken higher or stopped: the row makes room for it.
        let here = std::mem::replace(&mut self.body.at, at);
        if let Some(Editor::Actions(table)) = self.body.field_mut().map(|field| &mut field.editor) {
            table.remove(row.row);
        }
        self.typed(cx);
        self.body.at = here;
        let goes_on = self.go_on(then_sign, cx);
        let RowDecision::Escalate { to, protocol, by } = decision else { return goes_on };
        let about = open_among(&alike);
        let subject = ActionSubject::Child(self.page.draft.head.child);
        let escalate = ActionAct::Escalate { subject, about, matter: words, to, protocol, by };
        Flow::Many(vec![Flow::Do(Effect::Action(escalate)), goes_on])
    }

    /// Once a row is decided about: keeps it, and goes on to where Ctrl+G was to lead.
    fn go_on(&mut self, then_sign: bool, cx: &Ctx) -> Flow {
        if then_sign { self.before_signing(cx) } else { self.save(cx) }
    }

    fn key_of(&self, (section, field): (usize, usize)) -> String {
        let field = self.body.sections.get(section).and_then(|one| one.fields.get(field));
        field.map(|one| one.key.clone()).unwrap_or_default()
    }

    /// Puts a line where the record speaks of its actions; in a lens on its own, into the last text that it has.
    fn write_line(&mut self, line: &str) {
        if self.body.add_line(ACTIONS, line) {
            return;
        }
        let fields = self.body.sections.iter().flat_map(|one| &one.fields);
        let texts = fields.filter(|one| matches!(one.editor, Editor::Text { lines: false, .. }));
        if let Some(key) = texts.last().map(|one| one.key.clone()) {
            self.body.add_line(&key, line);
        }
    }
}
