//! A section of the form while it is edited, with its mark. Not how it is drawn.

use super::FieldEdit;
use super::editor::{Editor, Given};
use crate::practice::answer::Answers;
use crate::practice::form::FormSection;
use crate::practice::oversight::Head;
use crate::practice::review::{Finding, HEAD_DECIDED_ON};

/// Where the head stands among the sections.
pub(super) const HEAD: usize = 0;

/// How far a section has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing is in it.
    Empty,
    /// Something is, and something must still be put right.
    Begun,
    /// Nothing must be put right in it.
    Complete,
}

impl Mark {
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Begun => "begun",
            Self::Complete => "complete",
        }
    }
}

/// A section with its fields.
pub(super) struct SectionEdit {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) short: String,
    pub(super) fields: Vec<FieldEdit>,
    pub(super) mark: Mark,
}

impl SectionEdit {
    pub(super) fn head(fields: Vec<FieldEdit>) -> Self {
        let (title, short) = ("Day, reason and people".to_owned(), "Reason".to_owned());
        Self { key: String::new(), title, short, fields, mark: Mark::Begun }
    }

    pub(super) fn of(section: &FormSection, answers: &Answers, given: &Given<'_>) -> Self {
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

    /// Marks it by what is in it and what was found.
    pub(super) fn mark(&mut self, findings: &[Finding], head: &Head) {
        let is_head = self.key.is_empty();
        let of_head = |one: &Finding| one.field.as_deref() == Some(HEAD_DECIDED_ON);
        let found = findings
            .iter()
            .any(|one| if is_head { of_head(one) } else { !of_head(one) && one.section.code() == self.key });
        self.mark = if is_head {
            if head.reason.is_none() || found { Mark::Begun } else { Mark::Complete }
        } else if self.fields.iter().all(|field| field.editor.is_blank()) {
            Mark::Empty
        } else if found {
            Mark::Begun
        } else {
            Mark::Complete
        };
    }
}

/// A section's key as a short name: `situation` is `Situation`.
pub(super) fn short_of(key: &str) -> String {
    let mut letters = key.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect()).replace('_', " ")
}
