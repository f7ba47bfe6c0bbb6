//! A lens within the record being written: which one, and its sections after the record's own; and how one on its own is
//! signed. Not what it asks.

use super::OversightScreen;
use super::sections::HEAD;
use crate::practice::date_words::long;
use crate::practice::lens;
use crate::ui::confirm::Confirm;
use crate::ui::context::Ctx;
use crate::ui::form::editor::Given;
use crate::ui::form::section::SectionEdit;
use crate::ui::lens::ChooseLens;
use crate::ui::screen::Flow;
use crate::workbench::Effect;
use crate::workbench::effect::OversightAct;
use std::sync::Arc;

/// The question before a lens on its own is signed.
pub(super) const SIGN_LENS: &str = "sign_lens";

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

impl OversightScreen {
    /// A lens on its own is signed after one question; what is missing comes first.
    pub(super) fn ask_to_sign_lens(&mut self, title: &str, cx: &Ctx) -> Flow {
        if let Some(first) = self.findings.first().cloned() {
            if let Some(field) = &first.field {
                self.go_to(field, first.row);
            }
            return Flow::Say(first.advice);
        }
        let question = format!(
            "{title} of {} about {} is signed by {} as it stands, and never changes from then on. It is no management \
             oversight, and meets nothing that is due.",
            long(self.head.decided_on),
            cx.name(&self.page.called),
            cx.name(&cx.supervisor)
        );
        Flow::push(Confirm::new(SIGN_LENS, "Sign this?", question, "sign it"))
    }

    /// Signs it as it stands on screen.
    pub(super) fn sign_lens(&mut self, cx: &Ctx) -> Flow {
        self.look_again(cx);
        let save = Box::new(self.to_save());
        Flow::Do(Effect::Oversight(OversightAct::Sign { save, statements: Vec::new() }))
    }
}

fn form_title<'a>(lenses: &'a [crate::practice::form::Form], name: &'a str) -> &'a str {
    lenses.iter().find(|one| one.name == name).map_or(name, |one| one.title.as_str())
}
