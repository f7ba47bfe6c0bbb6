//! A section of a form while it is edited, with its mark. Not how it is drawn, nor what must still be put right in it.

use super::editor::{Editor, Given};
use crate::practice::answer::Answers;
use crate::practice::beside::{Beside, UnreadDay};
use crate::practice::form::FormSection;

/// A field of the form with what is typed in it.
pub(in crate::ui) struct FieldEdit {
    pub(in crate::ui) key: String,
    pub(in crate::ui) label: String,
    pub(in crate::ui) hint: String,
    pub(in crate::ui) editor: Editor,
}

/// How far a section has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Mark {
    /// Nothing is in it.
    Empty,
    /// Something is, and something must still be put right.
    Begun,
    /// Nothing must be put right in it.
    Complete,
}

impl Mark {
    pub(in crate::ui) const fn words(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Begun => "begun",
            Self::Complete => "complete",
        }
    }
}

/// A section with its fields.
pub(in crate::ui) struct SectionEdit {
    pub(in crate::ui) key: String,
    pub(in crate::ui) title: String,
    pub(in crate::ui) short: String,
    pub(in crate::ui) fields: Vec<FieldEdit>,
    pub(in crate::ui) mark: Mark,
}

impl SectionEdit {
    pub(in crate::ui) fn of(section: &FormSection, answers: &Answers, given: &Given<'_>) -> Self {
        let fields = section
            .fields
            .iter()
            .map(|field| FieldEdit {
                key: field.key.clone(),
                label: field.label.clone(),
                hint: field.hint.clone(),
                editor: Editor::of(field, answers, given),
            })
            .collect();
        Self {
            key: section.key.clone(),
            title: section.title.clone(),
            short: short_of(&section.key),
            fields,
            mark: Mark::Empty,
        }
    }

    /// What stands where a day belongs and was not understood, to be kept as it was typed.
    pub(in crate::ui) fn unread_days(&self) -> Vec<UnreadDay> {
        let of =
            |field: &FieldEdit, row, words: &str| UnreadDay { field: field.key.clone(), row, words: words.to_owned() };
        let mut unread = Vec::new();
        for field in &self.fields {
            match &field.editor {
                Editor::Day(day) => unread.extend(day.not_understood().map(|words| of(field, None, words))),
                Editor::Actions(table) => {
                    unread.extend(table.days_not_understood().map(|(row, words)| of(field, Some(row), words)));
                }
                Editor::Text { .. }
                | Editor::Line(_)
                | Editor::Choice { .. }
                | Editor::Tags { .. }
                | Editor::Scale(_) => {}
            }
        }
        unread
    }

    /// Puts what was typed where a day belongs back as it was.
    pub(in crate::ui) fn put_back(&mut self, beside: &Beside, given: &Given<'_>) {
        for field in &mut self.fields {
            match &mut field.editor {
                Editor::Day(day) => {
                    if let Some(words) = beside.unread_at(&field.key, None) {
                        day.put_back(words, given.today);
                    }
                }
                Editor::Actions(table) => {
                    for one in beside.unread.iter().filter(|one| one.field == field.key) {
                        table.put_back(one.row.unwrap_or(0), &one.words, given.today);
                    }
                }
                Editor::Text { .. }
                | Editor::Line(_)
                | Editor::Choice { .. }
                | Editor::Tags { .. }
                | Editor::Scale(_) => {}
            }
        }
    }

    /// Whether nothing is in it.
    pub(in crate::ui) fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.editor.is_blank())
    }
}

/// A section's key as a short name: `situation` is `Situation`.
pub(in crate::ui) fn short_of(key: &str) -> String {
    // Of a lens within a record, the lens's own key.
    let key = key.rsplit('.').next().unwrap_or(key);
    let mut letters = key.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect()).replace('_', " ")
}
