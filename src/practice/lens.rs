//! Lenses: short forms (analysis, visit, risk, plan) that stand on their own about a child, or within a record of oversight.
//! Here is how they stand in a record: beside its own sections, under keys of their own. Not what they ask, which is data.

use super::answer::Answers;
use super::form::{Form, FormSection};

/// What stands between a lens's name and its own keys: `anchor.story`. No key of a form holds it, so nothing can clash.
const BETWEEN: char = '.';

/// A key of a lens as it stands in a record.
pub fn key_within(lens: &str, key: &str) -> String {
    format!("{lens}{BETWEEN}{key}")
}

/// The lens that a key of a record belongs to; `None` for the record's own.
pub fn lens_of(key: &str) -> Option<&str> {
    key.split_once(BETWEEN).map(|(lens, _)| lens)
}

/// The lenses in which something is written, by name.
pub fn written_in(answers: &Answers) -> Vec<&str> {
    let mut names: Vec<&str> = answers.iter().filter_map(|(key, _)| lens_of(key)).collect();
    names.dedup();
    names
}

/// The sections of a lens as they stand in a record, each called by the lens too.
pub fn sections_within(lens: &Form) -> Vec<FormSection> {
    let mut sections = lens.sections.clone();
    for section in &mut sections {
        section.key = key_within(&lens.name, &section.key);
        section.title = format!("{}: {}", lens.title, section.title);
        for field in &mut section.fields {
            field.key = key_within(&lens.name, &field.key);
        }
    }
    sections
}

/// A form with a lens at its end, unless it is there already.
#[must_use]
pub fn with_lens(mut form: Form, lens: &Form) -> Form {
    if !has_lens(&form, &lens.name) {
        form.sections.extend(sections_within(lens));
    }
    form
}

/// The sections of a record as it is read, each with its number: of a lens only those in which something is written, for it
/// is filled in where it helps.
pub fn read_sections<'a>(form: &'a Form, answers: &'a Answers) -> impl Iterator<Item = (usize, &'a FormSection)> {
    let said = |section: &FormSection| section.fields.iter().any(|field| answers.get(&field.key).is_some());
    let sections = form.sections.iter().filter(move |one| lens_of(&one.key).is_none() || said(one));
    (1..).zip(sections)
}

/// Whether a form holds a lens.
pub fn has_lens(form: &Form, lens: &str) -> bool {
    form.sections.iter().any(|section| lens_of(&section.key) == Some(lens))
}

/// A lens on its own, with the keys it has within a record: what is written in it can be read in either.
#[must_use]
pub fn alone(lens: &Form) -> Form {
    let mut sections = sections_within(lens);
    for (section, own) in sections.iter_mut().zip(&lens.sections) {
        section.title.clone_from(&own.title);
    }
    Form { sections, ..lens.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::answer::Answer;
    use crate::practice::form::FieldKind;
    use crate::practice::form_file::{oversight, shipped, shipped_form};
    use rstest::rstest;

    fn lenses() -> Vec<Form> {
        shipped().iter().filter_map(|(name, _)| shipped_form(name)).filter(|form| form.lens).collect()
    }

    #[test]
    fn every_lens_of_the_practice_is_there() {
        let names: Vec<String> = lenses().into_iter().map(|lens| lens.name).collect();
        let wanted = [
            "anchor",
            "purposeful-visiting",
            "visit-record",
            "risk-assessment",
            "risk-review",
            "plan",
            "plan-review",
            "c-smart",
        ];
        assert_eq!(names, wanted);
    }

    #[rstest]
    #[case("anchor", 5)]
    #[case("purposeful-visiting", 6)]
    #[case("visit-record", 8)]
    #[case("risk-assessment", 5)]
    #[case("risk-review", 5)]
    #[case("plan", 4)]
    #[case("plan-review", 4)]
    #[case("c-smart", 6)]
    fn a_lens_has_the_parts_that_the_practice_gives_it(#[case] name: &str, #[case] parts: usize) {
        assert_eq!(shipped_form(name).unwrap().sections.len(), parts);
    }

    #[test]
    fn what_a_lens_carries_on_goes_to_a_field_of_oversight_that_can_take_it() {
        let form = oversight();
        for lens in lenses() {
            for field in lens.sections.iter().flat_map(|section| &section.fields) {
                let Some(to) = &field.carry_to else { continue };
                let target = form.field(to).unwrap_or_else(|| panic!("{}: {to}", lens.name));
                let fits = match (&field.kind, &target.kind) {
                    (FieldKind::Text | FieldKind::Line, FieldKind::Text) => true,
                    (one, other) => one.name() == other.name(),
                };
                assert!(fits, "{}: {} cannot go to {to}", lens.name, field.key);
            }
        }
    }

    #[test]
    fn a_lens_stands_in_a_record_once_and_clashes_with_nothing() {
        let anchor = shipped_form("anchor").unwrap();
        let form = with_lens(with_lens(oversight(), &anchor), &anchor);
        assert_eq!(form.sections.len(), 5 + 5);
        let mut keys: Vec<&str> =
            form.sections.iter().flat_map(|section| &section.fields).map(|field| field.key.as_str()).collect();
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all, "each answer has a key of its own");
        assert_eq!(form.section("anchor.story").unwrap().prose().unwrap().key, "anchor.story");
        assert_eq!(alone(&anchor).section("anchor.story").unwrap().title, "What is the story?");
    }

    #[test]
    fn the_lenses_that_are_written_in_are_known_by_their_answers() {
        let mut answers = Answers::default();
        for key in ["situation", "plan.need", "anchor.story", "anchor.question"] {
            answers.set(key, Answer::Text("words".to_owned()));
        }
        assert_eq!(written_in(&answers), ["anchor", "plan"]);
    }
}
