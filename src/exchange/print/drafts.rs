//! Unsigned drafts with their text, as `drafts` prints them.

use super::{clean, json};
use crate::practice::answer::Answers;
use crate::practice::answer_words::as_words;
use crate::practice::date_words;
use crate::practice::oversight::{Draft, Section};
use crate::practice::oversight_form;
use crate::practice::oversight_text::{is_beside, part_text};
use crate::practice::part::Part;
use crate::practice::reference::Reference;
use chrono::{NaiveDate, SecondsFormat};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A draft with the child that it is about. No `Debug`: it names the child.
pub struct DraftOf<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// The child's reference.
    pub reference: &'a Reference,
    /// The child's name, or the reference where none was given.
    pub name: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    reference: String,
    form: &'a str,
    subject: SubjectItem<'a>,
    decided_on: NaiveDate,
    reason: Option<String>,
    sections: Whole<'a>,
    saved_at: String,
}

#[derive(Serialize)]
struct SubjectItem<'a> {
    r#type: &'static str,
    reference: &'a str,
    name: &'a str,
}

/// All that is written in each section, its lists and its action table after its prose: `review` counts its positions in
/// it. A section with nothing but prose is its prose. What stands beside the five sections, in a lens or on the page of a child
/// in supervision, stands under its own keys; a lens on its own has nothing else.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    oversight: Option<FiveSections>,
    #[serde(flatten)]
    beside: BTreeMap<&'a str, String>,
}

#[derive(Serialize)]
struct FiveSections {
    situation: String,
    impact: String,
    decision: String,
    actions: String,
    review: String,
}

impl<'a> Whole<'a> {
    fn of(draft: &'a Draft) -> Self {
        let text = |section: Section| part_text(&draft.answers, &section.into());
        let beside = draft.answers.iter().filter(|(key, _)| is_beside(key));
        let said = |key: &str, answer| match part_text(&draft.answers, &Part::Field(key.to_owned())) {
            words if words.is_empty() => as_words(answer),
            words => words,
        };
        Self {
            oversight: (draft.form == oversight_form::NAME).then(|| FiveSections {
                situation: text(Section::Situation),
                impact: text(Section::Impact),
                decision: text(Section::Decision),
                actions: text(Section::Actions),
                review: text(Section::Review),
            }),
            beside: beside.map(|(key, answer)| (key, said(key, answer))).collect(),
        }
    }
}

/// The running text of each section alone.
#[derive(Serialize)]
pub(super) struct Sections<'a> {
    situation: &'a str,
    impact: &'a str,
    decision: &'a str,
    actions: &'a str,
    review: &'a str,
}

impl<'a> Sections<'a> {
    /// Out of all that was answered.
    pub(super) fn of(answers: &'a Answers) -> Self {
        let prose = |section: Section| answers.text(section.code());
        Self {
            situation: prose(Section::Situation),
            impact: prose(Section::Impact),
            decision: prose(Section::Decision),
            actions: prose(Section::Actions),
            review: prose(Section::Review),
        }
    }
}

/// As JSON (`design/commands.md`, *JSON*). A section holds all that is written in it; `review` counts its positions in that.
pub fn as_json(drafts: &[DraftOf<'_>]) -> String {
    let items: Vec<Item<'_>> = drafts
        .iter()
        .map(|one| Item {
            reference: one.draft.id.to_string(),
            form: &one.draft.form,
            subject: SubjectItem { r#type: "child", reference: one.reference.as_str(), name: one.name },
            decided_on: one.draft.head.decided_on,
            reason: one.draft.head.reason.as_ref().map(crate::practice::oversight::Reason::code),
            sections: Whole::of(one.draft),
            saved_at: one.draft.saved_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        })
        .collect();
    json(&items)
}

/// For people: each draft with all that has been written in it. `answers` renders what its form has been told.
pub fn as_text(drafts: &[DraftOf<'_>], answers: impl Fn(&Draft) -> String) -> String {
    if drafts.is_empty() {
        return "No draft is waiting.\n".to_owned();
    }
    let mut text = String::new();
    for one in drafts {
        let reason = one.draft.head.reason.as_ref().map_or("no reason yet", |reason| reason.words());
        let reason = if one.draft.form == oversight_form::NAME { reason } else { &one.draft.form };
        let called = if one.name == one.reference.as_str() { "" } else { one.name };
        let who = clean::line(&format!("{} {called}", one.reference));
        let gap = if text.is_empty() { "" } else { "\n" };
        let day = date_words::long(one.draft.head.decided_on);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{gap}{}  {who}, decided on {day}: {}. Not signed.", one.draft.id, clean::line(reason));
        text.push_str(&answers(one.draft));
    }
    text
}
