//! A lens within the record being written: which one, and its sections after the record's own. Not what it asks.

use super::OversightScreen;
use super::sections::HEAD;
use crate::practice::lens;
use crate::ui::context::Ctx;
use crate::ui::form::editor::Given;
use crate::ui::form::section::SectionEdit;
use crate::ui::lens::ChooseLens;
use crate::ui::screen::Flow;
use std::sync::Arc;

impl OversightScreen {
    /// Asks which lens.
    pub(super) fn choose_lens(&self) -> Flow {
        Flow::push(ChooseLens::new(Arc::clone(&self.page.lenses)))
    }

    /// Puts a lens after the record's own sections, unless it is there, and goes to its beginning.
    pub(super) fn begin_lens(&mut self, name: &str, cx: &Ctx) -> Flow {
        let Some(form) = self.page.lenses.iter().find(|one| one.name == name) else { return Flow::Ignored };
        let from = self.body.at.0;
        if !lens::has_lens(&self.page.form, name) {
            let given = Given { today: cx.day, days_off: &cx.days_off, people: &self.page.people };
            let sections = lens::sections_within(form);
            self.body.sections.extend(sections.iter().map(|one| SectionEdit::of(one, &self.answers, &given)));
            self.page.form = Arc::new(lens::with_lens(self.page.form.as_ref().clone(), form));
        }
        let first = self.page.form.sections.iter().position(|one| lens::lens_of(&one.key) == Some(name));
        if let Some(first) = first {
            self.go_to_section(first + HEAD + 1, cx);
            self.came_from(from, cx);
        }
        Flow::Say(format!(
            "{}: {}",
            form_title(&self.page.lenses, name),
            "what you write is saved and signed with the record."
        ))
    }
}

fn form_title<'a>(lenses: &'a [crate::practice::form::Form], name: &'a str) -> &'a str {
    lenses.iter().find(|one| one.name == name).map_or(name, |one| one.title.as_str())
}
