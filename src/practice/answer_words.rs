//! An answer as people read it, whatever its kind. Not its layout: each string is a paragraph or a line of its own.

use super::answer::{Answer, Answers, PlannedAction};
use super::date_words::with_weekday;
use super::form::Field;

/// What a field says, in words; nothing where it says nothing. Text is parted into its paragraphs, a list into its
/// lines, an action table into its rows.
pub fn in_words(field: &Field, answers: &Answers) -> Vec<String> {
    match answers.get(&field.key) {
        None => Vec::new(),
        Some(Answer::Text(text)) => text.trim().lines().map(str::to_owned).collect(),
        Some(Answer::Lines(lines)) => lines.iter().filter(|line| !line.trim().is_empty()).cloned().collect(),
        Some(Answer::Choice(code)) => vec![field.kind.choice_words(code).unwrap_or(code).to_owned()],
        Some(Answer::Tags(codes)) => {
            codes.iter().map(|code| field.kind.choice_words(code).unwrap_or(code).to_owned()).collect()
        }
        Some(Answer::Step(step)) => vec![field.kind.step_words(*step).map_or_else(|| step.to_string(), str::to_owned)],
        Some(Answer::Day(day)) => vec![with_weekday(*day)],
        Some(Answer::Actions(rows)) => rows.iter().filter(|row| !row.is_blank()).map(row_in_words).collect(),
    }
}

/// An answer in words without its form: codes, steps and days as they are kept.
pub fn as_words(answer: &Answer) -> String {
    match answer {
        Answer::Text(words) | Answer::Choice(words) => words.clone(),
        Answer::Lines(lines) | Answer::Tags(lines) => lines.join("\n"),
        Answer::Step(step) => step.to_string(),
        Answer::Day(day) => day.to_string(),
        Answer::Actions(rows) => {
            let rows: Vec<String> = rows.iter().filter(|row| !row.is_blank()).map(row_in_words).collect();
            rows.join("\n")
        }
    }
}

/// An action in one sentence: `Kezia Boateng: ring the GP, by Friday 4 December 2026. So that: he is seen.`
pub fn row_in_words(row: &PlannedAction) -> String {
    let owner = row.owner.trim();
    let mut words = if owner.is_empty() { String::new() } else { format!("{owner}: ") };
    words.push_str(row.action.trim());
    if let Some(day) = row.due_on {
        words.push_str(", by ");
        words.push_str(&with_weekday(day));
    }
    let change = row.change_needed.trim();
    if !change.is_empty() {
        words.push_str(". What needs to change: ");
        words.push_str(change);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::form_file::shipped_form;
    use crate::practice::oversight::field;
    use crate::practice::review::tests::complete_answers;
    use rstest::rstest;

    #[rstest]
    #[case::prose(field::SITUATION, &["Day 20 of the assessment. School rang on Tuesday."])]
    #[case::choice(field::THRESHOLD, &["Section 17: child in need"])]
    #[case::step(field::LIKELIHOOD, &["Happening: it is going on now"])]
    #[case::day(field::REVIEW_ON, &["Friday 11 December 2026"])]
    #[case::row(field::ACTION_TABLE, &["Priya Shah: Go to the jobcentre, by Friday 4 December 2026. What needs to change: \
        Leo eats every evening"])]
    #[case::nothing(field::CONSIDERED, &[])]
    fn every_kind_of_answer_is_told_in_words(#[case] key: &str, #[case] words: &[&str]) {
        let form = shipped_form("oversight").unwrap();
        assert_eq!(in_words(form.field(key).unwrap(), &complete_answers()), words);
    }
}
