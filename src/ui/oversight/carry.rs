//! What need not be typed twice: an empty part of the record starts from what was thought through on the page of the child in
//! supervision or in a lens, and what was decided about earlier actions is written down. Not what was typed by hand.

use super::sections::HEAD;
use super::{ACTIONS, OversightScreen};
use crate::practice::answer::Answer;
use crate::practice::form::Field;
use crate::practice::oversight_form;
use crate::practice::reference::ActionId;
use crate::ui::context::Ctx;
use crate::ui::form::editor::{Editor, Given};

/// The field of a case page that says what became of earlier actions.
const CASE_LAST: &str = "case_last";

impl OversightScreen {
    /// Starts what is empty in the section with the cursor from what carries on to it; an action table has the rows added
    /// that it lacks. Once each, so that what was taken out again stays out.
    pub(super) fn carry_in(&mut self, cx: &Ctx) {
        self.body.take_in(HEAD + 1, &mut self.answers);
        let wanted: Vec<(usize, String)> = self.body.section().map_or_else(Vec::new, |section| {
            let fields = section.fields.iter().enumerate();
            let starts = fields.filter(|(_, one)| one.editor.is_blank() || matches!(one.editor, Editor::Actions(_)));
            starts.map(|(place, one)| (place, one.key.clone())).collect()
        });
        let mut filled = false;
        for (place, key) in wanted {
            let form = std::sync::Arc::clone(&self.page.form);
            let Some(field) = form.field(&key) else { continue };
            let Some(answer) = oversight_form::carried(&form, field, &self.answers) else { continue };
            let Some(mut answer) = self.not_yet_carried(field, answer) else { continue };
            let mut end = 0;
            if let Answer::Text(words) = &mut answer {
                // What is typed next is a paragraph of its own, not the end of the last sentence carried over.
                words.push('\n');
                end = words.chars().count();
            }
            let starts = std::iter::once((key, answer)).collect();
            let given = Given { today: cx.day, days_off: &cx.days_off, people: &self.page.people };
            let mut editor = Editor::of(field, &starts, &given);
            editor.go_to(end);
            self.body.fill(place, editor);
            filled = true;
        }
        if filled {
            self.typed(cx);
        }
    }

    /// Of what carries on to a field, what has not done so before.
    fn not_yet_carried(&mut self, field: &Field, answer: Answer) -> Option<Answer> {
        let Answer::Actions(rows) = answer else {
            return self.carried.insert(field.key.clone()).then_some(answer);
        };
        let mut all = self.answers.actions(&field.key).to_vec();
        let before = all.len();
        for row in rows {
            let new = self.carried.insert(format!("{}\n{}", field.key, row.action));
            if new && !all.iter().any(|one| one.action == row.action) {
                all.push(row);
            }
        }
        (all.len() > before).then_some(Answer::Actions(all))
    }

    /// Writes down what was decided about actions from before.
    pub(super) fn write_down(&mut self, before: &[(ActionId, String)], cx: &Ctx) {
        let news: Vec<String> =
            self.page.came_of.iter().filter(|one| !before.contains(one)).map(|(_, words)| words.clone()).collect();
        let mut written = false;
        for words in &news {
            // In supervision the page of the child has a place for it.
            written |= self.body.add_line(CASE_LAST, words) || self.body.add_line(ACTIONS, words);
        }
        if written {
            self.typed(cx);
        }
    }
}
