//! What is found in the sections of an oversight form, and how they are marked by it. Not how they are drawn.

use crate::practice::oversight::{Head, Section};
use crate::practice::part::Part;
use crate::practice::review::{Finding, FindingName, HEAD_DECIDED_ON, ONLY_THE_DAY, day_not_understood};
use crate::ui::form::editor::Editor;
use crate::ui::form::section::{FieldEdit, Mark, SectionEdit};
use chrono::NaiveDate;

/// Where the head stands among the sections.
pub(super) const HEAD: usize = 0;

/// The head as a section of the form.
pub(super) fn head(fields: Vec<FieldEdit>) -> SectionEdit {
    let why = fields.iter().any(|field| field.key == super::head::REASON);
    let (title, short) = if why { ("Day, reason and people", "Reason") } else { ("Day and people", "Day") };
    SectionEdit { key: String::new(), title: title.to_owned(), short: short.to_owned(), fields, mark: Mark::Begun }
}

/// The days that were not understood, each to be put right: they are in no answer, and would be lost.
fn days_not_understood(one: &SectionEdit, today: NaiveDate) -> Vec<Finding> {
    let is_head = one.key.is_empty();
    let mut found = Vec::new();
    for field in &one.fields {
        let own = if is_head { Some(Section::Situation) } else { Section::from_code(&one.key) };
        let part = own.map_or_else(|| Part::Field(field.key.clone()), Part::Section);
        match &field.editor {
            Editor::Day(day) => {
                // A decision always has a day; elsewhere an empty field is for the reading to judge.
                let empty = (is_head && day.words().is_empty()).then_some("");
                if let Some(words) = day.not_understood().or(empty) {
                    found.push(day_not_understood(part, &field.key, None, words, today));
                }
            }
            Editor::Actions(table) => found.extend(
                table
                    .days_not_understood()
                    .map(|(row, words)| day_not_understood(part.clone(), &field.key, Some(row), words, today)),
            ),
            Editor::Text { .. } | Editor::Line(_) | Editor::Choice { .. } | Editor::Tags { .. } | Editor::Scale(_) => {}
        }
    }
    found
}

/// Marks it by what is in it and what was found.
pub(super) fn mark(one: &mut SectionEdit, findings: &[Finding], head: &Head) {
    let is_head = one.key.is_empty();
    let of_head = |found: &Finding| found.field.as_deref() == Some(HEAD_DECIDED_ON);
    let here = |found: &Finding| match &found.section {
        Part::Section(section) => section.code() == one.key,
        Part::Field(key) => one.fields.iter().any(|field| field.key == *key),
    };
    let found = findings.iter().any(|found| if is_head { of_head(found) } else { !of_head(found) && here(found) });
    one.mark = if is_head {
        let why = one.fields.iter().any(|field| field.key == super::head::REASON);
        if (why && head.reason.is_none()) || found { Mark::Begun } else { Mark::Complete }
    } else if one.is_blank() {
        Mark::Empty
    } else if found {
        Mark::Begun
    } else {
        Mark::Complete
    };
}

/// What was found with the days that were not understood put among it, in the order of the sections; they stand in place
/// of being told that there is no day.
pub(super) fn with_days(mut findings: Vec<Finding>, sections: &[SectionEdit], today: NaiveDate) -> Vec<Finding> {
    let days: Vec<Finding> = sections.iter().flat_map(|one| days_not_understood(one, today)).collect();
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
    findings.sort_by_key(|one| (one.field.as_deref() != Some(HEAD_DECIDED_ON), one.section.clone()));
    findings
}
