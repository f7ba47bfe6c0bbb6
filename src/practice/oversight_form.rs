//! What the program relies on in the oversight form, so that an authority may word the form anew and not break it.

use super::answer::{Answer, Answers};
use super::form::{Field, FieldKind, Form};
use super::oversight::{Section, Threshold, field};

/// The name of the form file.
pub const NAME: &str = "oversight";

/// The name of the form of one child thought about in supervision, which is kept with the oversight that follows from it.
pub const CASE: &str = "supervision-case";

/// The oversight form with the sections of another around it: first while it is written in supervision, last when it is
/// read. Fields that both have are the oversight's.
#[must_use]
pub fn with_case(mut form: Form, case: Form, first: bool) -> Form {
    let mut sections = case.sections;
    for section in &mut sections {
        section.fields.retain(|field| form.field(&field.key).is_none());
    }
    sections.retain(|section| !section.fields.is_empty() && form.section(&section.key).is_none());
    if first {
        sections.append(&mut form.sections);
        form.sections = sections;
    } else {
        form.sections.append(&mut sections);
    }
    form
}

/// What an empty field starts from: what is written in those of the same form that carry on to it, of the page of a child in
/// supervision or of a lens. `None` where none of them says anything that it could take.
pub fn carried(form: &Form, to: &Field, answers: &Answers) -> Option<Answer> {
    let sources = form.sections.iter().flat_map(|section| &section.fields);
    let from: Vec<&Answer> = sources
        .filter(|one| one.carry_to.as_deref() == Some(to.key.as_str()))
        .filter_map(|one| answers.get(&one.key))
        .collect();
    let answer = match to.kind {
        FieldKind::Text => {
            let words = from.iter().filter_map(|one| match one {
                Answer::Text(text) => Some(text.trim()),
                _ => None,
            });
            Answer::Text(words.collect::<Vec<_>>().join("\n"))
        }
        FieldKind::Lines => {
            let lines = from.iter().filter_map(|one| match one {
                Answer::Lines(lines) => Some(lines.iter().filter(|line| !line.trim().is_empty()).cloned()),
                _ => None,
            });
            Answer::Lines(lines.flatten().collect())
        }
        FieldKind::Actions => {
            let rows = from.iter().filter_map(|one| match one {
                Answer::Actions(rows) => Some(rows.iter().filter(|row| !row.is_blank()).cloned()),
                _ => None,
            });
            Answer::Actions(rows.flatten().collect())
        }
        FieldKind::Day => from.iter().find_map(|one| match one {
            Answer::Day(day) => Some(Answer::Day(*day)),
            _ => None,
        })?,
        FieldKind::Line | FieldKind::Choice(_) | FieldKind::Tags(_) | FieldKind::Scale(_) => return None,
    };
    (!answer.is_blank()).then_some(answer)
}

/// Every field that the program gives a meaning, with its section and the name of its kind.
pub const FIELDS: &[(Section, &str, &str)] = &[
    (Section::Situation, field::SITUATION, "text"),
    (Section::Impact, field::IMPACT, "text"),
    (Section::Impact, field::CHILDS_WORDS, "text"),
    (Section::Impact, field::PROTECTIVE, "lines"),
    (Section::Impact, field::RISKS, "lines"),
    (Section::Impact, field::LONG_TERM, "lines"),
    (Section::Decision, field::DECISION, "text"),
    (Section::Decision, field::THRESHOLD, "choice"),
    (Section::Decision, field::LIKELIHOOD, "scale"),
    (Section::Decision, field::SIGNIFICANCE, "scale"),
    (Section::Decision, field::IMMINENCE, "scale"),
    (Section::Decision, field::CONSIDERED, "text"),
    (Section::Actions, field::ACTIONS, "text"),
    (Section::Actions, field::ACTION_TABLE, "actions"),
    (Section::Actions, field::NO_ACTION, "line"),
    (Section::Review, field::REVIEW, "text"),
    (Section::Review, field::REVIEW_ON, "day"),
    (Section::Review, field::REVIEW_HOW, "choice"),
    (Section::Review, field::REVIEW_WHO, "line"),
];

/// A place in a form file that a mistake can point at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// The file as a whole.
    Whole,
    /// The section with this key.
    Section(String),
    /// The field with this key.
    Field(String),
}

/// What an oversight form lacks: where, what is wrong, and what was expected. Fields and statements beside the
/// program's own are welcome.
pub(super) fn faults(form: &Form) -> Vec<(Place, String, String)> {
    let mut faults = Vec::new();
    let wanted: Vec<&str> = Section::ALL.iter().map(|section| section.code()).collect();
    let found: Vec<&str> = form.sections.iter().map(|section| section.key.as_str()).collect();
    if found != wanted {
        let stray = form.sections.iter().find(|section| !wanted.contains(&section.key.as_str()));
        let what = "management oversight has five sections, in this order".to_owned();
        faults.push((
            stray.map_or(Place::Whole, |section| Place::Section(section.key.clone())),
            what,
            wanted.join(", "),
        ));
        return faults;
    }
    for (section, key, kind) in FIELDS {
        let Some(stands_in) = form.section_of(key) else {
            let what = format!("the section has no field \"{key}\"");
            faults.push((
                Place::Section(section.code().to_owned()),
                what,
                format!("a field \"{key}\" of kind \"{kind}\""),
            ));
            continue;
        };
        if stands_in.key != section.code() {
            let what = format!("the field \"{key}\" stands in the wrong section");
            faults.push((Place::Field((*key).to_owned()), what, format!("the section \"{}\"", section.code())));
        }
        if let Some(found) = form.field(key)
            && found.kind.name() != *kind
        {
            let what = format!("the field \"{key}\" is of kind \"{}\"", found.kind.name());
            faults.push((Place::Field((*key).to_owned()), what, format!("kind = \"{kind}\"")));
        }
    }
    if let Some(threshold) = form.field(field::THRESHOLD)
        && let FieldKind::Choice(options) = &threshold.kind
    {
        for option in options.iter().filter(|option| !Threshold::ALL.iter().any(|one| one.code() == option.code)) {
            let what = format!("\"{}\" is no threshold that the program knows", option.code);
            faults.push((Place::Field(field::THRESHOLD.to_owned()), what, Threshold::expected()));
        }
    }
    faults
}
