//! A form: sections to be written, each with its aim, prompts, examples and structured fields. What a form asks is data.
//!
//! Here is only the shape; [`super::form_file`] reads it, and every screen, prompt and export is made from it.

use super::code::coded;
use super::oversight::Statement;

/// A form as its file describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The name by which commands call it: the file's name without its ending.
    pub name: String,
    /// The title people read.
    pub title: String,
    /// What it is for, in a sentence.
    pub purpose: String,
    /// The sections, in the order they are asked; at least one.
    pub sections: Vec<FormSection>,
    /// Statements of a standard to be answered before signing; none for most forms.
    pub statements: Vec<FormStatement>,
    /// Whether it is a lens: a short form that can stand on its own about a child, or within a record.
    pub lens: bool,
}

impl Form {
    /// The statements of the standard that nobody answered, in their own words.
    pub fn unanswered<'a>(&'a self, answered: &'a [Statement]) -> impl Iterator<Item = &'a str> {
        let open = self.statements.iter().filter(|one| !answered.iter().any(|answer| answer.key == one.key));
        open.map(|one| one.text.as_str())
    }

    /// The section with this key.
    pub fn section(&self, key: &str) -> Option<&FormSection> {
        self.sections.iter().find(|section| section.key == key)
    }

    /// The field with this key; keys are unique within a form.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.sections.iter().flat_map(|section| &section.fields).find(|field| field.key == key)
    }

    /// The section that a field stands in.
    pub fn section_of(&self, field: &str) -> Option<&FormSection> {
        self.sections.iter().find(|section| section.fields.iter().any(|one| one.key == field))
    }
}

/// One section of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormSection {
    /// Its key, in files and JSON; lower case letters, digits and underscores.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What it is for, in one line.
    pub aim: String,
    /// What a thoughtful colleague would ask.
    pub prompts: Vec<String>,
    /// A short example of an answer that helps.
    pub strong: String,
    /// A short example of one that does not.
    pub weak: String,
    /// Which of the four functions of supervision it serves; none for most forms.
    pub functions: Vec<Function>,
    /// Its fields, in the order they are asked; at least one.
    pub fields: Vec<Field>,
}

coded! {
    /// The four functions of supervision, as Tony Morrison told them apart.
    Function {
        /// That the work is done well and accounted for.
        Management = "management", "management";
        /// That the worker learns.
        Development = "development", "development";
        /// That the worker is held.
        Support = "support", "support";
        /// That worker and organisation hear each other.
        Mediation = "mediation", "mediation";
    }
}

impl FormSection {
    /// The running text of the section: the text field that bears the section's own key.
    pub fn prose(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == self.key && field.kind == FieldKind::Text)
    }
}

/// One field of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key: answers are kept under it.
    pub key: String,
    /// What stands before it.
    pub label: String,
    /// A few words of help; may be empty.
    pub hint: String,
    /// What kind of answer it takes.
    pub kind: FieldKind,
    /// Whether it must be answered before the record is signed.
    pub required: bool,
    /// The field of the record around it that starts from what is written here; none for most.
    pub carry_to: Option<String>,
}

/// What kind of answer a field takes; each has its kind of [`super::answer::Answer`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Running text of any length: `Answer::Text`.
    Text,
    /// One line of text: `Answer::Text`.
    Line,
    /// A list of short lines: `Answer::Lines`.
    Lines,
    /// One of several: `Answer::Choice`. At least two options.
    Choice(Vec<ChoiceOption>),
    /// Several of a list, or none: `Answer::Tags`. At least two options.
    Tags(Vec<ChoiceOption>),
    /// Four steps, each said in words, the least first: `Answer::Step`, 1 to 4.
    Scale([String; 4]),
    /// A day: `Answer::Day`.
    Day,
    /// An action table: `Answer::Actions`.
    Actions,
}

impl FieldKind {
    /// The names of the kinds in a form file.
    pub const NAMES: [&'static str; 8] = ["text", "line", "lines", "choice", "tags", "scale", "day", "actions"];

    /// Its name in a form file.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Line => "line",
            Self::Lines => "lines",
            Self::Choice(_) => "choice",
            Self::Tags(_) => "tags",
            Self::Scale(_) => "scale",
            Self::Day => "day",
            Self::Actions => "actions",
        }
    }

    /// The words of a code of a choice or a tag; `None` where it is neither or has no such option.
    pub fn choice_words(&self, code: &str) -> Option<&str> {
        match self {
            Self::Choice(options) | Self::Tags(options) => {
                options.iter().find(|option| option.code == code).map(|option| option.words.as_str())
            }
            Self::Text | Self::Line | Self::Lines | Self::Scale(_) | Self::Day | Self::Actions => None,
        }
    }

    /// The words of a step of a scale, 1 to 4; `None` where it is no scale or has no such step.
    pub fn step_words(&self, step: u8) -> Option<&str> {
        match self {
            Self::Scale(steps) => steps.get(usize::from(step).checked_sub(1)?).map(String::as_str),
            Self::Text | Self::Line | Self::Lines | Self::Choice(_) | Self::Tags(_) | Self::Day | Self::Actions => None,
        }
    }
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// The code kept in the answer.
    pub code: String,
    /// The words people read.
    pub words: String,
}

/// One statement of a standard that the manager answers before signing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormStatement {
    /// Its key, kept with the answer.
    pub key: String,
    /// The statement.
    pub text: String,
}
