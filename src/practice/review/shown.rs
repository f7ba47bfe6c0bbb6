//! Which statements of the standard a record plainly shows, by what is filled in: never by guessing at its words. The
//! manager answers the rest, so that nine ticks do not become a reflex.

use super::{Finding, FindingName, is_said, judgement, threshold};
use crate::practice::answer::Answers;
use crate::practice::form::Form;
use crate::practice::oversight::{Statement, field};

/// A statement that the record shows already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The key of the statement in the form file.
    pub key: String,
    /// Where the record shows it, in the form's own labels: `Decision and threshold: Threshold`.
    pub place: String,
}

/// The statements of the form that the answers plainly show, in the form's order, each with where. A statement that an
/// authority added is never among them: the program cannot know what would show it.
pub fn statements_shown(answers: &Answers, form: &Form) -> Vec<Shown> {
    form.statements
        .iter()
        .filter_map(|statement| {
            let fields = evidence(&statement.key, answers)?;
            Some(Shown { key: statement.key.clone(), place: place(form, fields)? })
        })
        .collect()
}

/// The same once the draft was read: what the reading says is missing is not shown, and is asked.
pub fn doubt_what_is_missing(shown: &mut Vec<Shown>, worth_a_look: &[Finding]) {
    if worth_a_look.iter().any(|one| one.name == FindingName::LongTermMissing) {
        shown.retain(|one| one.key != "factors");
    }
}

/// How a statement stands: as the manager answered it, else as the record plainly shows it; `None` where neither does.
pub fn stands(key: &str, answered: &[Statement], shown: &[Shown]) -> Option<Statement> {
    answered.iter().find(|one| one.key == key).cloned().or_else(|| {
        let shown = shown.iter().find(|one| one.key == key)?;
        Some(Statement { key: shown.key.clone(), met: true, note: shown.place.clone() })
    })
}

/// The fields that show a statement, if they do.
fn evidence(statement: &str, answers: &Answers) -> Option<&'static [&'static str]> {
    const VOICE: &[&str] = &[field::CHILDS_WORDS];
    const FACTORS: &[&str] = &[field::PROTECTIVE, field::RISKS, field::LONG_TERM];
    const WEIGHED: &[&str] = &[field::THRESHOLD, field::LIKELIHOOD, field::SIGNIFICANCE, field::IMMINENCE];
    const REVIEW: &[&str] = &[field::REVIEW_ON, field::REVIEW_HOW];
    let (fields, shown) = match statement {
        // Two or three words ("not seen", "see file note") are no voice.
        "childs_voice" => (VOICE, answers.text(field::CHILDS_WORDS).split_whitespace().count() >= 4),
        "factors" => (FACTORS, FACTORS.iter().all(|key| is_said(answers, key))),
        "threshold" => {
            let judged = WEIGHED.iter().skip(1).all(|key| judgement(answers, key).is_some());
            (WEIGHED, threshold(answers).is_some() && judged)
        }
        "review" => (REVIEW, answers.day(field::REVIEW_ON).is_some() && is_said(answers, field::REVIEW_HOW)),
        // Whether an action says exactly what is to be done, in a time that is realistic, no filled cell can show.
        _ => return None,
    };
    shown.then_some(fields)
}

/// The section's title and the labels of its fields.
fn place(form: &Form, fields: &[&str]) -> Option<String> {
    let section = form.section_of(fields.first()?)?;
    let labels: Vec<&str> =
        fields.iter().filter_map(|key| form.field(key)).map(|one| one.label.trim_end_matches('?')).collect();
    Some(format!("{}: {}", section.title, labels.join("; ")))
}

#[cfg(test)]
#[path = "shown_tests.rs"]
mod tests;
