//! What must be put right before a record can be signed (`practice/oversight.md`, *Before signing*). Only what is
//! missing or impossible; whether the words are good is not judged here.

use super::{
    Finding, FindingName, HEAD_DECIDED_ON, is_complete, is_said, judgement, rows, says, says_something, threshold,
};
use crate::practice::answer::{Answer, Answers, PlannedAction};
use crate::practice::date_words::{DateError, from_words};
use crate::practice::oversight::{Head, Section, field};
use crate::practice::oversight_text::{ActionPart, pieces};
use crate::practice::part::Part;
use chrono::NaiveDate;

/// What must be put right before signing on that day, in the order of the sections; nothing left means it can be signed
/// (`practice/oversight.md`, *Before signing*).
pub fn must_be_put_right(head: &Head, answers: &Answers, today: NaiveDate) -> Vec<Finding> {
    let mut found = Vec::new();
    if head.decided_on > today {
        found.push(finding(
            FindingName::DecisionInFuture,
            Section::Situation,
            HEAD_DECIDED_ON,
            "The day of the decision has not come yet. Give the day on which it was really made.",
        ));
    }
    for section in Section::ALL.iter().copied() {
        if is_empty(section, answers) {
            let (go_to, advice) = on_empty(section);
            found.push(finding(FindingName::SectionEmpty, section, go_to, advice));
        }
        match section {
            Section::Situation | Section::Impact => {}
            Section::Decision => decision(answers, &mut found),
            Section::Actions => actions(head, answers, &mut found),
            Section::Review => review(head, answers, &mut found),
        }
    }
    found
}

/// What must be put right before a lens on its own is signed: a day that has come, something written, and each action whole,
/// for it is owed from then on. What is found of the whole lens bears its name.
pub fn lens_needs(lens: &str, head: &Head, answers: &Answers, today: NaiveDate) -> Vec<Finding> {
    let mut found = Vec::new();
    let whole = Part::Field(lens.to_owned());
    if head.decided_on > today {
        let advice = "The day of this has not come yet. Give the day it is about.";
        found.push(finding(FindingName::DecisionInFuture, whole.clone(), HEAD_DECIDED_ON, advice));
    }
    if !answers.iter().any(|(_, answer)| says(answer)) {
        let advice = "Nothing is written yet. Write something in one of its parts, or discard it.";
        let mut empty = finding(FindingName::SectionEmpty, whole, "", advice);
        empty.field = None;
        found.push(empty);
    }
    let tables = answers.iter().filter(|(_, answer)| matches!(answer, Answer::Actions(_)));
    for (table, _) in tables {
        each_action(head, answers, (&Part::from_code(table), table), &mut found);
    }
    found
}

/// What is put right where words stand in the place of a day and were not understood: they are no part of the draft, so
/// whoever reads what is typed adds this to [`must_be_put_right`]. `words` may be empty, where the day was taken away;
/// `row` is the row of the action table, from 0; `today` the day on which it is read.
pub fn day_not_understood(
    section: impl Into<Part>,
    field: &str,
    row: Option<usize>,
    words: &str,
    today: NaiveDate,
) -> Finding {
    let advice = match from_words(words, today) {
        _ if words.trim().is_empty() => "No day is given here. Give one.".to_owned(),
        Err(DateError::NotUnderstood) | Ok(_) => {
            "The day was not understood. Write it as 4/12, next Friday or +14d.".to_owned()
        }
        Err(why) => why.to_string(),
    };
    let mut one = finding(FindingName::DayNotUnderstood, section, field, &advice);
    one.row = row;
    words.trim().clone_into(&mut one.excerpt);
    one
}

fn finding(name: FindingName, section: impl Into<Part>, field: &str, advice: &str) -> Finding {
    Finding {
        name,
        section: section.into(),
        field: Some(field.to_owned()),
        row: None,
        start: 0,
        end: 0,
        within: None,
        excerpt: String::new(),
        advice: advice.to_owned(),
        must_fix: true,
        beside: None,
    }
}

/// Whether nothing is said in a section. What its lists and tables say counts where they can carry the section alone.
fn is_empty(section: Section, answers: &Answers) -> bool {
    let said = |key| is_said(answers, key);
    match section {
        Section::Situation => !said(field::SITUATION),
        Section::Impact => ![field::IMPACT, field::CHILDS_WORDS, field::PROTECTIVE, field::RISKS, field::LONG_TERM]
            .into_iter()
            .any(said),
        Section::Decision => !said(field::DECISION),
        Section::Actions => {
            !said(field::ACTIONS) && !said(field::NO_ACTION) && rows(answers, field::ACTION_TABLE).next().is_none()
        }
        Section::Review => !said(field::REVIEW) && !said(field::REVIEW_HOW),
    }
}

/// Where to go, and what to say, when a section is empty.
const fn on_empty(section: Section) -> (&'static str, &'static str) {
    match section {
        Section::Situation => {
            (field::SITUATION, "Nothing is written yet about why you are looking now and what is happening.")
        }
        Section::Impact => (field::IMPACT, "Nothing is written yet about what life is like for the child."),
        Section::Decision => (field::DECISION, "Your decision is not written yet. Say what you decide, and why."),
        Section::Actions => {
            (field::ACTION_TABLE, "Nothing is written yet about what needs to change and who does what.")
        }
        Section::Review => (field::REVIEW, "Say how you will look at whether it was done and whether it helped."),
    }
}

fn decision(answers: &Answers, found: &mut Vec<Finding>) {
    if threshold(answers).is_none() {
        found.push(finding(
            FindingName::ThresholdMissing,
            Section::Decision,
            field::THRESHOLD,
            "No threshold is named. Choose the level of concern that your decision rests on.",
        ));
    }
    for (key, advice) in [
        (field::LIKELIHOOD, "You have not said yet how likely the harm is."),
        (field::SIGNIFICANCE, "You have not said yet how serious the harm would be."),
        (field::IMMINENCE, "You have not said yet how soon the harm could come."),
    ] {
        if judgement(answers, key).is_none() {
            found.push(finding(FindingName::JudgementMissing, Section::Decision, key, advice));
        }
    }
}

fn actions(head: &Head, answers: &Answers, found: &mut Vec<Finding>) {
    if rows(answers, field::ACTION_TABLE).next().is_none() && !says_why_nothing_more(answers) {
        found.push(finding(
            FindingName::ActionMissing,
            Section::Actions,
            field::ACTION_TABLE,
            "There is no action in the table. Add one, or say why nothing more needs to be done.",
        ));
    }
    each_action(head, answers, (&Section::Actions.into(), field::ACTION_TABLE), found);
}

/// What each row of an action table lacks; the table is named by the part it stands in and its key.
fn each_action(head: &Head, answers: &Answers, (part, table): (&Part, &str), found: &mut Vec<Finding>) {
    for (index, row) in rows(answers, table) {
        let mut about_row = |name, advice: &str| {
            let mut one = finding(name, part.clone(), table, advice);
            one.row = Some(index);
            let words = if says_something(&row.action) { ActionPart::Action } else { ActionPart::Change };
            if let Some(piece) =
                pieces(answers, part).into_iter().find(|piece| piece.row == Some(index) && piece.part == Some(words))
            {
                let length = piece.text.chars().count();
                (one.start, one.end, one.within) = (piece.start, piece.start + length, Some((0, length)));
                one.excerpt = piece.text;
            }
            found.push(one);
        };
        if !is_complete(row) {
            about_row(FindingName::ActionIncomplete, &what_it_lacks(row));
        }
        if row.due_on.is_some_and(|due_on| due_on < head.decided_on) {
            about_row(
                FindingName::ActionBeforeDecision,
                "This action is due before the day of the decision. Give a day on or after it.",
            );
        }
    }
}

/// What is said of an action that lacks its day and nothing else.
pub const ONLY_THE_DAY: &str = "This action does not say by when.";

fn what_it_lacks(row: &PlannedAction) -> String {
    let parts = [
        ("what is to be done", says_something(&row.action)),
        ("who does it", says_something(&row.owner)),
        ("by when", row.due_on.is_some()),
    ];
    let lacks: Vec<&str> = parts.into_iter().filter(|(_, there)| !there).map(|(part, _)| part).collect();
    let listed = match lacks.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        few => few.concat(),
    };
    format!("This action does not say {listed}.")
}

/// Words that lengthen "no further action" without giving a reason.
const FILLING: &str = " is are was to be being taken needed required necessary planned proposed at this that the time \
                       point stage moment now today currently present from by for us team service ";

/// Whether a reason for no further action is given: in its own field, or in prose that opens with those words and goes
/// on to say why, as records brought in from elsewhere do.
fn says_why_nothing_more(answers: &Answers) -> bool {
    if is_said(answers, field::NO_ACTION) {
        return true;
    }
    let prose = answers.text(field::ACTIONS).to_lowercase();
    let mut words = prose.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if [words.next(), words.next(), words.next()] != [Some("no"), Some("further"), Some("action")] {
        return false;
    }
    words.filter(|word| !FILLING.contains(&format!(" {word} "))).count() >= 3
}

fn review(head: &Head, answers: &Answers, found: &mut Vec<Finding>) {
    match answers.day(field::REVIEW_ON) {
        None => found.push(finding(
            FindingName::ReviewMissing,
            Section::Review,
            field::REVIEW_ON,
            "No day is set for looking at this again. Choose one.",
        )),
        Some(day) if day < head.decided_on => found.push(finding(
            FindingName::ReviewBeforeDecision,
            Section::Review,
            field::REVIEW_ON,
            "The review is before the day of the decision. Choose a later day.",
        )),
        Some(_) => {}
    }
}

#[cfg(test)]
#[path = "must_tests.rs"]
mod tests;
