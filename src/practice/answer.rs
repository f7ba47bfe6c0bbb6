//! What has been answered in a form: one typed answer to a field, keyed by the field's key in the form file.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// One action as planned in a record, before signing; any part may still be missing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedAction {
    /// What needs to change for the child.
    #[serde(default)]
    pub change_needed: String,
    /// What is to be done.
    #[serde(default)]
    pub action: String,
    /// Who does it, by name.
    #[serde(default)]
    pub owner: String,
    /// By when.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
}

impl PlannedAction {
    /// Whether nothing at all has been filled in.
    pub fn is_blank(&self) -> bool {
        self.change_needed.trim().is_empty()
            && self.action.trim().is_empty()
            && self.owner.trim().is_empty()
            && self.due_on.is_none()
    }
}

/// One answer, of the kind that its field asks for. `Debug` never shows the words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Running text or a single line.
    Text(String),
    /// A list of short lines.
    Lines(Vec<String>),
    /// The code of a choice.
    Choice(String),
    /// The codes of several of a list.
    Tags(Vec<String>),
    /// A step of a four-step scale, 1 to 4.
    Step(u8),
    /// A day.
    Day(NaiveDate),
    /// Rows of an action table.
    Actions(Vec<PlannedAction>),
}

impl Answer {
    /// Whether it says nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) | Self::Choice(text) => text.trim().is_empty(),
            Self::Lines(lines) | Self::Tags(lines) => lines.iter().all(|line| line.trim().is_empty()),
            Self::Actions(rows) => rows.iter().all(PlannedAction::is_blank),
            Self::Step(_) | Self::Day(_) => false,
        }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(..)",
            Self::Lines(_) => "Lines(..)",
            Self::Choice(_) => "Choice(..)",
            Self::Tags(_) => "Tags(..)",
            Self::Step(_) => "Step(..)",
            Self::Day(_) => "Day(..)",
            Self::Actions(_) => "Actions(..)",
        })
    }
}

/// All answers of one form, by the key of the field.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Answer>);

impl Answers {
    /// The answer to a field, if one was given.
    pub fn get(&self, field: &str) -> Option<&Answer> {
        self.0.get(field)
    }

    /// Answers a field; a blank answer removes what stood there.
    pub fn set(&mut self, field: &str, answer: Answer) {
        if answer.is_blank() {
            self.0.remove(field);
        } else {
            self.0.insert(field.to_owned(), answer);
        }
    }

    /// Takes an answer away.
    pub fn clear(&mut self, field: &str) {
        self.0.remove(field);
    }

    /// The text of a field, or the code of its choice; empty where there is none.
    pub fn text(&self, field: &str) -> &str {
        match self.get(field) {
            Some(Answer::Text(text) | Answer::Choice(text)) => text,
            Some(Answer::Lines(_) | Answer::Tags(_) | Answer::Step(_) | Answer::Day(_) | Answer::Actions(_)) | None => {
                ""
            }
        }
    }

    /// The lines of a list field.
    pub fn lines(&self, field: &str) -> &[String] {
        match self.get(field) {
            Some(Answer::Lines(lines)) => lines,
            _ => &[],
        }
    }

    /// The codes of a field of tags.
    pub fn tags(&self, field: &str) -> &[String] {
        match self.get(field) {
            Some(Answer::Tags(codes)) => codes,
            _ => &[],
        }
    }

    /// The step of a scale field.
    pub fn step(&self, field: &str) -> Option<u8> {
        match self.get(field) {
            Some(Answer::Step(step)) => Some(*step),
            _ => None,
        }
    }

    /// The day of a date field.
    pub fn day(&self, field: &str) -> Option<NaiveDate> {
        match self.get(field) {
            Some(Answer::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// The rows of an action table.
    pub fn actions(&self, field: &str) -> &[PlannedAction] {
        match self.get(field) {
            Some(Answer::Actions(rows)) => rows,
            _ => &[],
        }
    }

    /// Every answer, by field key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(field, answer)| (field.as_str(), answer))
    }
}

impl FromIterator<(String, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, Answer)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
