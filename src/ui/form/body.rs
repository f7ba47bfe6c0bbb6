//! The sections of a form with the cursor in them: moving between fields, and taking in keys. Not the keeping of what
//! was written, nor how it is drawn.

use super::editor::{Editor, Given};
use super::layout::Places;
use super::section::{FieldEdit, SectionEdit};
use crate::practice::answer::Answers;
use crate::ui::input::Input;
use crate::ui::key::{Code, Key};
use crate::ui::screen::Editing;
use crate::ui::widget::text_field::{Edited, TextField};
use std::cell::Cell;
use std::collections::BTreeSet;

/// A form's sections while they are written.
pub(in crate::ui) struct Body {
    pub(in crate::ui) sections: Vec<SectionEdit>,
    // Section and field.
    pub(in crate::ui) at: (usize, usize),
    // The number of the first section, as people count them.
    pub(super) numbered_from: usize,
    touched: BTreeSet<(usize, usize)>,
    pub(super) places: Cell<Places>,
}

/// Where a click fell.
pub(in crate::ui) enum Pointed {
    /// On a section's line.
    Section(usize),
    /// On a field's line.
    Field(usize),
}

impl Body {
    /// Sections, at the first field of the first, which bears this number.
    pub(in crate::ui) fn new(sections: Vec<SectionEdit>, numbered_from: usize) -> Self {
        Self { sections, at: (0, 0), numbered_from, touched: BTreeSet::new(), places: Cell::default() }
    }

    /// The section with the cursor.
    pub(in crate::ui) fn section(&self) -> Option<&SectionEdit> {
        self.sections.get(self.at.0)
    }

    /// The field with the cursor.
    pub(in crate::ui) fn field(&self) -> Option<&FieldEdit> {
        self.section()?.fields.get(self.at.1)
    }

    /// The field with the cursor, to change.
    pub(in crate::ui) fn field_mut(&mut self) -> Option<&mut FieldEdit> {
        self.sections.get_mut(self.at.0)?.fields.get_mut(self.at.1)
    }

    /// What letters mean where the cursor is.
    pub(in crate::ui) fn editing(&self) -> Editing {
        self.field().map_or(Editing::Line, |field| field.editor.editing())
    }

    /// The cursor leaves the field it is in: what is typed there in part is taken whole.
    pub(in crate::ui) fn leave_field(&mut self) {
        if let Some(FieldEdit { editor: Editor::Actions(table), .. }) = self.field_mut()
            && table.leave()
        {
            self.touch();
        }
    }

    /// Goes to a field by its key, and into it.
    pub(in crate::ui) fn go_to(&mut self, key: &str, offset: Option<usize>) {
        self.leave_field();
        for (section, one) in self.sections.iter().enumerate() {
            if let Some(field) = one.fields.iter().position(|field| field.key == key) {
                self.at = (section, field);
                break;
            }
        }
        if let (Some(offset), Some(field)) = (offset, self.field_mut()) {
            field.editor.go_to(offset);
        }
    }

    /// Goes to the first field of a section; `false` where there is none of that number.
    pub(in crate::ui) fn go_to_section(&mut self, section: usize) -> bool {
        let there = section < self.sections.len();
        if there {
            self.leave_field();
            self.at = (section, 0);
        }
        there
    }

    /// Goes to a field of the section with the cursor.
    pub(in crate::ui) fn go_to_field(&mut self, field: usize) {
        self.leave_field();
        self.at.1 = field;
    }

    /// The section after this one, or before it; round at the ends.
    pub(in crate::ui) fn neighbour(&self, forward: bool) -> usize {
        let count = self.sections.len().max(1);
        if forward { (self.at.0 + 1) % count } else { self.at.0.checked_sub(1).unwrap_or(count - 1) }
    }

    /// The field's key and how far into it the cursor is.
    pub(in crate::ui) fn left_at(&self) -> (String, usize) {
        self.field().map(|field| (field.key.clone(), field.editor.offset())).unwrap_or_default()
    }

    /// The next field, or the one before; on into the next section.
    pub(in crate::ui) fn next_field(&mut self, forward: bool) {
        self.leave_field();
        if let Some(FieldEdit { editor: Editor::Actions(table), .. }) = self.field_mut()
            && table.step(forward)
        {
            return;
        }
        let (section, field) = self.at;
        let fields = self.section().map_or(0, |one| one.fields.len());
        self.at = if forward {
            if field + 1 < fields { (section, field + 1) } else { (self.neighbour(true), 0) }
        } else if field > 0 {
            (section, field - 1)
        } else {
            let before = self.neighbour(false);
            (before, self.sections.get(before).map_or(0, |one| one.fields.len().saturating_sub(1)))
        };
        if let Some(FieldEdit { editor: Editor::Actions(table), .. }) = self.field_mut() {
            table.enter(forward);
        }
    }

    /// Puts an editor in the place of a field of the section with the cursor.
    pub(in crate::ui) fn fill(&mut self, place: usize, editor: Editor) {
        let section = self.at.0;
        if let Some(field) = self.sections.get_mut(section).and_then(|one| one.fields.get_mut(place)) {
            field.editor = editor;
            self.touched.insert((section, place));
        }
    }

    /// Puts a line at the end of a text field; `false` where there is no such field.
    pub(in crate::ui) fn add_line(&mut self, key: &str, line: &str) -> bool {
        for (section, one) in self.sections.iter_mut().enumerate() {
            let Some(place) = one.fields.iter().position(|field| field.key == key) else { continue };
            if let Some(FieldEdit { editor: Editor::Text { field, lines: false }, .. }) = one.fields.get_mut(place) {
                let before = field.text();
                let words = if field.is_blank() { line.to_owned() } else { format!("{}\n{line}", before.trim_end()) };
                *field = TextField::with(&words);
                field.go_to(words.chars().count());
                self.touched.insert((section, place));
                return true;
            }
        }
        false
    }

    /// Takes in a key: what no field takes for itself moves between them, as on paper.
    pub(in crate::ui) fn edit(&mut self, input: &Input, given: &Given<'_>) -> Edited {
        if let Input::Key(key) = input
            && let Some(
                editor @ (Editor::Line(_)
                | Editor::Day(_)
                | Editor::Choice { .. }
                | Editor::Tags { .. }
                | Editor::Scale(_)),
            ) = self.field().map(|field| &field.editor)
        {
            let choosing = matches!(editor, Editor::Choice { .. } | Editor::Tags { .. } | Editor::Scale(_));
            let forward = match *key {
                Key::ENTER => Some(true),
                Key::DOWN if !choosing => Some(true),
                Key::UP if !choosing => Some(false),
                _ => None,
            };
            if let Some(forward) = forward {
                self.next_field(forward);
                return Edited::Moved;
            }
        }
        let Some(field) = self.field_mut() else { return Edited::No };
        let edited = field.editor.edit(input, given);
        if edited == Edited::Changed {
            self.touch();
        }
        edited
    }

    /// What is in the field with the cursor may be another.
    pub(in crate::ui) fn touch(&mut self) {
        self.touched.insert(self.at);
    }

    /// Puts what was typed since the last time into the answers; sections before `first` are not the form's own.
    pub(in crate::ui) fn take_in(&mut self, first: usize, answers: &mut Answers) {
        for (section, field) in std::mem::take(&mut self.touched) {
            if section < first {
                continue;
            }
            let Some(field) = self.sections.get(section).and_then(|one| one.fields.get(field)) else { continue };
            match field.editor.answer() {
                Some(answer) => answers.set(&field.key, answer),
                None => answers.clear(&field.key),
            }
        }
    }

    /// What a click fell on.
    pub(in crate::ui) fn pointed(&self, at: ratatui::layout::Position) -> Option<Pointed> {
        let places = self.places.get();
        if let Some(section) = places.section_at(at) {
            return Some(Pointed::Section(section));
        }
        places.field_at(at, self.section()?.fields.len(), self.at.1).map(Pointed::Field)
    }
}

/// Whether a key only moves, so that it is allowed where nothing may be changed.
pub(in crate::ui) const fn is_movement(input: &Input) -> bool {
    matches!(
        input,
        Input::Key(Key {
            code: Code::Up
                | Code::Down
                | Code::Left
                | Code::Right
                | Code::Home
                | Code::End
                | Code::PageUp
                | Code::PageDown,
            ..
        })
    )
}
