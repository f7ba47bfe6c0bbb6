//! Reading a draft as an inspector would, before it is signed. Findings are a colleague's advice; nothing here scores
//! anybody, and nothing here changes the draft.
//!
//! [`must_be_put_right`] holds up signing; [`worth_a_look`] is advice that may be left; [`statements_shown`] marks what the
//! record already shows.

mod acronym_unexplained;
mod alike;
#[cfg(test)]
mod bad_input_tests;
mod child_not_named;
mod dated_language;
mod long_sentence;
mod long_term_missing;
mod looked_at;
#[cfg(test)]
mod measure_tests;
mod must;
mod naming;
mod open_actions_unmentioned;
mod pattern;
mod people;
mod protective_missing;
mod reading;
mod record;
mod repeated;
mod review_late;
mod same_action_again;
mod same_words;
mod section_empty;
mod shown;
mod stem;
mod vague_action;
mod vague_time;
mod voice_missing;
mod word_file;
mod word_lists;
mod worth;
#[cfg(test)]
pub(crate) mod worth_tests;

pub use alike::Wording;
pub use looked_at::{LookedAt, looked_at};
pub use must::{ONLY_THE_DAY, day_not_understood, lens_needs, must_be_put_right};
pub use shown::{Shown, doubt_what_is_missing, stands, statements_shown};
pub use word_lists::{MistakenList, WordLists};
pub use worth::{Earlier, OpenAction, Setting, worth_a_look};

use super::answer::{Answer, Answers, PlannedAction};
use super::code::coded;
use super::form::Form;
use super::oversight::{Threshold, field};
use super::part::Part;
use super::reference::RecordId;
use chrono::NaiveDate;
use serde::Serialize;
use std::fmt;

/// The place of the head's decision day, where a finding's `field` cannot be one of the form's.
pub const HEAD_DECIDED_ON: &str = "decided_on";

coded! {
    /// What a finding is about. The codes are a contract: scripts and the man page name them.
    /// First those that hold up signing, then those that are only worth a look.
    FindingName {
        /// Nothing is said in a section.
        SectionEmpty = "section_empty", "section empty";
        /// Likelihood, significance or imminence has not been judged.
        JudgementMissing = "judgement_missing", "judgement missing";
        /// No threshold is named.
        ThresholdMissing = "threshold_missing", "threshold missing";
        /// There is no action, and no reason for none.
        ActionMissing = "action_missing", "no action and no reason for none";
        /// An action lacks what is to be done, a person or a date.
        ActionIncomplete = "action_incomplete", "action incomplete";
        /// An action is due before the decision that asks for it.
        ActionBeforeDecision = "action_before_decision", "action before the decision";
        /// No review date.
        ReviewMissing = "review_missing", "no review date";
        /// The review is before the decision.
        ReviewBeforeDecision = "review_before_decision", "review before the decision";
        /// The decision was made on a day that has not come.
        DecisionInFuture = "decision_in_future", "decision in the future";
        /// What stands where a day belongs was not understood as one. Found while a draft is typed.
        DayNotUnderstood = "day_not_understood", "day not understood";
        /// The child's first name is nowhere in a section.
        ChildNotNamed = "child_not_named", "child not named";
        /// The child is not heard anywhere.
        VoiceMissing = "voice_missing", "no child's voice";
        /// Nothing that keeps the child safe is named.
        ProtectiveMissing = "protective_missing", "no protective factor";
        /// Nothing says what follows in the long run.
        LongTermMissing = "long_term_missing", "only short-term";
        /// Nobody could see whether an action was done.
        VagueAction = "vague_action", "vague action";
        /// A time that no calendar can settle.
        VagueTime = "vague_time", "vague time";
        /// The review is later than the policy's interval.
        ReviewLate = "review_late", "review late";
        /// A passage stands on a brother's or sister's record too.
        RepeatedSibling = "repeated_sibling", "as on a brother's or sister's record";
        /// A passage stands on this child's last record too.
        RepeatedPrevious = "repeated_previous", "as on the last record";
        /// Nothing is said of what is open from earlier records.
        OpenActionsUnmentioned = "open_actions_unmentioned", "open actions not mentioned";
        /// An action is worded much like one that was carried forward again and again, or closed without being done.
        SameActionAgain = "same_action_again", "the same action again";
        /// Letters that are not written out.
        AcronymUnexplained = "acronym_unexplained", "letters not written out";
        /// Words that the field is leaving behind.
        DatedLanguage = "dated_language", "dated language";
        /// A sentence of 45 words or more.
        LongSentence = "long_sentence", "long sentence";
    }
}

/// One thing found in a draft. Serialises as `review --format json` promises; `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is about.
    #[serde(rename = "finding")]
    pub name: FindingName,
    /// The section it stands in, or the field beside them.
    pub section: Part,
    /// The key of the field to go to: one of the form's, or [`HEAD_DECIDED_ON`].
    #[serde(skip)]
    pub field: Option<String>,
    /// The row of the action table, from 0, where it is about one.
    #[serde(skip)]
    pub row: Option<usize>,
    /// Where its words begin in the section's text ([`super::oversight_text::part_text`]), in characters; 0 where there
    /// is nothing to point at.
    pub start: usize,
    /// Where they end; 0 where there is nothing to point at.
    pub end: usize,
    /// Where they begin and end in the text of the field itself (of the row, of the line), in characters.
    #[serde(skip)]
    pub within: Option<(usize, usize)>,
    /// The words it is about; may be empty.
    pub excerpt: String,
    /// What a colleague would say.
    pub advice: String,
    /// Whether signing waits for it.
    pub must_fix: bool,
    /// The like passage of another record, where it is about one.
    #[serde(skip)]
    pub beside: Option<Passage>,
}

/// A passage of a signed record that stands in the draft too. No `Debug` beyond the record: it is case text.
#[derive(Clone, PartialEq, Eq)]
pub struct Passage {
    /// The record.
    pub record: RecordId,
    /// The child it is about.
    pub called: String,
    /// The day of its decision.
    pub decided_on: NaiveDate,
    /// The passage.
    pub passage: String,
}

impl Finding {
    /// The key of the field to go to: its own, else the first of its section, else the first of the form.
    pub fn goes_to(&self, form: &Form) -> String {
        let section = self.section.within(form).map(|(_, section)| section).or(form.sections.first());
        let first = section.and_then(|section| section.fields.first()).map(|field| field.key.clone());
        self.field.clone().or(first).unwrap_or_else(|| self.section.code().to_owned())
    }
}

impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finding")
            .field("name", &self.name)
            .field("section", &self.section)
            .field("field", &self.field)
            .field("row", &self.row)
            .field("must_fix", &self.must_fix)
            .finish_non_exhaustive()
    }
}

/// Whether words say anything: a dash or a question mark alone does not.
fn says_something(words: &str) -> bool {
    words.chars().any(char::is_alphanumeric)
}

/// Whether an answer says anything, in words or otherwise.
fn says(answer: &Answer) -> bool {
    match answer {
        Answer::Text(text) | Answer::Choice(text) => says_something(text),
        Answer::Lines(lines) | Answer::Tags(lines) => lines.iter().any(|line| says_something(line)),
        Answer::Actions(rows) => rows.iter().any(|row| !row.is_blank()),
        Answer::Step(_) | Answer::Day(_) => true,
    }
}

/// Whether a field is answered with anything that says something.
fn is_said(answers: &Answers, key: &str) -> bool {
    answers.get(key).is_some_and(says)
}

/// The rows of an action table in which anything is filled in, with their place in the table.
fn rows<'a>(answers: &'a Answers, table: &str) -> impl Iterator<Item = (usize, &'a PlannedAction)> {
    answers.actions(table).iter().enumerate().filter(|(_, row)| !row.is_blank())
}

/// Whether an action says what is to be done, by whom and by when.
fn is_complete(row: &PlannedAction) -> bool {
    says_something(&row.action) && says_something(&row.owner) && row.due_on.is_some()
}

/// The named threshold, where one that we know is named.
fn threshold(answers: &Answers) -> Option<Threshold> {
    Threshold::from_code(answers.text(field::THRESHOLD))
}

/// A judgement on its four-step scale, where one was made.
fn judgement(answers: &Answers, key: &str) -> Option<u8> {
    answers.step(key).filter(|step| (1..=4).contains(step))
}

#[cfg(test)]
pub(crate) mod tests {
    //! A complete record for the tests of this folder and of signing: each test spoils one thing in it.

    use super::*;
    use crate::practice::oversight::Head;
    use crate::practice::reference::ChildId;
    use chrono::NaiveDate;

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    pub(crate) fn head() -> Head {
        Head::new(ChildId(1), day("2026-11-20"))
    }

    pub(crate) fn row(action: &str, owner: &str, due_on: Option<&str>) -> PlannedAction {
        PlannedAction {
            change_needed: "Leo eats every evening".to_owned(),
            action: action.to_owned(),
            owner: owner.to_owned(),
            due_on: due_on.map(day),
        }
    }

    pub(crate) fn text(words: &str) -> Answer {
        Answer::Text(words.to_owned())
    }

    pub(crate) fn complete_answers() -> Answers {
        [
            (field::SITUATION, text("Day 20 of the assessment. School rang on Tuesday.")),
            (field::IMPACT, text("Leo keeps his shoes on in bed.")),
            (field::CHILDS_WORDS, text("\"I listen for the door,\" he told Priya.")),
            (field::PROTECTIVE, Answer::Lines(vec!["Gran on Fridays".to_owned()])),
            (field::RISKS, Answer::Lines(vec!["No food in the house".to_owned()])),
            (field::LONG_TERM, Answer::Lines(vec!["A year behind at school".to_owned()])),
            (field::DECISION, text("Leo stays a child in need, because Gran and school hold.")),
            (field::THRESHOLD, Answer::Choice("s17".to_owned())),
            (field::LIKELIHOOD, Answer::Step(4)),
            (field::SIGNIFICANCE, Answer::Step(2)),
            (field::IMMINENCE, Answer::Step(4)),
            (field::ACTION_TABLE, Answer::Actions(vec![row("Go to the jobcentre", "Priya Shah", Some("2026-12-04"))])),
            (field::REVIEW_ON, Answer::Day(day("2026-12-11"))),
            (field::REVIEW_HOW, Answer::Choice("talk_to_worker".to_owned())),
        ]
        .into_iter()
        .map(|(key, answer)| (key.to_owned(), answer))
        .collect()
    }

    #[test]
    fn a_finding_serialises_as_the_contract_of_commands_says_and_keeps_words_out_of_debug() {
        let mut answers = complete_answers();
        answers.set(field::ACTION_TABLE, Answer::Actions(vec![row("Ring Gran", "", Some("2026-12-04"))]));
        let found = must_be_put_right(&head(), &answers, day("2026-11-20"));
        insta::assert_snapshot!(serde_json::to_string_pretty(&found).unwrap(), @r#"
        [
          {
            "finding": "action_incomplete",
            "section": "actions",
            "start": 41,
            "end": 50,
            "excerpt": "Ring Gran",
            "advice": "This action does not say who does it.",
            "must_fix": true
          }
        ]
        "#);
        assert!(!format!("{found:?}").contains("Gran"));
    }
}
