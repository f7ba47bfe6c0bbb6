//! A part of a lens on its own in which nothing is said. It may be left: a lens is filled in where it helps, and what is empty is
//! not printed. The sections of oversight, which must not be empty, are told with what must be put right.

use super::record::about;
use super::{Finding, FindingName, is_said, says};
use crate::practice::answer::Answers;
use crate::practice::form::Form;
use crate::practice::part::Part;

/// Of a lens in which anything is said: the parts in which nothing is. One with nothing at all is not signed.
pub(super) fn find(answers: &Answers, lens: &Form) -> Vec<Finding> {
    if !answers.iter().any(|(_, answer)| says(answer)) {
        return Vec::new();
    }
    let empty = lens.sections.iter().filter(|part| !part.fields.iter().any(|field| is_said(answers, &field.key)));
    empty
        .filter_map(|part| part.fields.first())
        .map(|first| {
            let advice = "Nothing is written here. Leave it so if it does not help.";
            about(FindingName::SectionEmpty, Part::from_code(&first.key), &first.key, advice)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::answer::Answer;
    use crate::practice::form_file::shipped_form;
    use crate::practice::lens::alone;
    use crate::practice::review::tests::text;
    use rstest::rstest;

    #[rstest]
    #[case::nothing_at_all_is_told_otherwise(&[], &[])]
    #[case::words_in_two_parts(
        &[("risk-assessment.harm", text("The silver car.")), ("risk-assessment.now", text("A lift."))],
        &["risk-assessment.impact", "risk-assessment.more_likely", "risk-assessment.review"]
    )]
    #[case::a_dash_says_nothing_and_a_step_alone_does(
        &[("risk-assessment.harm", text(" - ")), ("risk-assessment.how_likely", Answer::Step(3))],
        &["risk-assessment.harm", "risk-assessment.impact", "risk-assessment.now", "risk-assessment.review"]
    )]
    fn the_parts_without_a_word_are_told(#[case] said: &[(&str, Answer)], #[case] empty: &[&str]) {
        let lens = alone(&shipped_form("risk-assessment").unwrap());
        let answers = said.iter().map(|(key, answer)| ((*key).to_owned(), answer.clone())).collect();
        let found = find(&answers, &lens);
        assert_eq!(found.iter().map(|one| one.section.code()).collect::<Vec<_>>(), empty);
        assert!(found.iter().all(|one| !one.must_fix && one.field.as_deref() == Some(one.section.code())));
    }
}
