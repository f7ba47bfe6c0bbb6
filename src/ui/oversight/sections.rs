//! A section of the form while it is edited, with its mark. Not how it is drawn.

use super::FieldEdit;
use super::editor::{Editor, Given};
use crate::practice::answer::Answers;
use crate::practice::form::FormSection;
use crate::practice::oversight::{Head, Section};
use crate::practice::review::{Finding, FindingName, HEAD_DECIDED_ON, ONLY_THE_DAY, day_not_understood};

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

    /// The days that were not understood, each to be put right: they are in no answer, and would be lost.
    pub(super) fn days_not_understood(&self) -> Vec<Finding> {
        let is_head = self.key.is_empty();
        let section = if is_head { Some(Section::Situation) } else { Section::from_code(&self.key) };
        let section = section.unwrap_or(Section::Review);
        let mut found = Vec::new();
        for field in &self.fields {
            match &field.editor {
                Editor::Day(day) => {
                    // A decision always has a day; elsewhere an empty field is for the reading to judge.
                    let empty = (is_head && day.words().is_empty()).then_some("");
                    if let Some(words) = day.not_understood().or(empty) {
                        found.push(day_not_understood(section, &field.key, None, words));
                    }
                }
                Editor::Actions(table) => found.extend(
                    table
                        .days_not_understood()
                        .map(|(row, words)| day_not_understood(section, &field.key, Some(row), words)),
                ),
                Editor::Text { .. } | Editor::Line(_) | Editor::Choice { .. } | Editor::Scale(_) => {}
            }
        }
        found
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

/// What was found with the days that were not understood put among it, in the order of the sections; they stand in place
/// of being told that there is no day.
pub(super) fn with_days(mut findings: Vec<Finding>, sections: &[SectionEdit]) -> Vec<Finding> {
    let days: Vec<Finding> = sections.iter().flat_map(SectionEdit::days_not_understood).collect();
    findings.retain(|one| {
        let same = days.iter().any(|day| day.field == one.field && day.row == one.row);
        let only_the_day = match one.name {
            FindingName::ReviewMissing | FindingName::DecisionInFuture => true,
            FindingName::ActionIncomplete => one.advice == ONLY_THE_DAY,
            _ => false,
        };
        !(same && only_the_day)
    });
    findings.extend(days);
    findings.sort_by_key(|one| (one.field.as_deref() != Some(HEAD_DECIDED_ON), one.section));
    findings
}

/// A section's key as a short name: `situation` is `Situation`.
pub(super) fn short_of(key: &str) -> String {
    let mut letters = key.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect()).replace('_', " ")
}
