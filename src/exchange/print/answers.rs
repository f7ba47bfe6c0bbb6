//! What has been written in a form, as plain text: every section that says anything, with its fields by their labels.

use super::clean;
use crate::practice::answer::{Answer, Answers, PlannedAction};
use crate::practice::date_words;
use crate::practice::form::{Field, Form};
use crate::practice::lens::read_sections;
use std::fmt::Write as _;

/// The answers under the form's sections. An answer to a field that the form no longer has stands at the end under its
/// key, for nothing written may be lost from sight.
pub fn as_text(form: &Form, answers: &Answers) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    for (number, section) in read_sections(form, answers) {
        let _ = writeln!(text, "\n  {number}. {}", section.title);
        let before = text.len();
        for field in &section.fields {
            if let Some(answer) = answers.get(&field.key) {
                let label = if field.key == section.key { "" } else { field.label.as_str() };
                said(&mut text, label, &words(Some(field), answer));
            }
        }
        if text.len() == before {
            text.push_str("     (nothing yet)\n");
        }
    }
    let strays: Vec<(&str, &Answer)> = answers.iter().filter(|(key, _)| form.field(key).is_none()).collect();
    if !strays.is_empty() {
        text.push_str("\n  Not in this form\n");
        for (key, answer) in strays {
            said(&mut text, key, &words(None, answer));
        }
    }
    text
}

fn said(text: &mut String, label: &str, lines: &[String]) {
    let (mut margin, mut lines) = ("     ", lines.iter());
    if !label.is_empty() {
        let label = clean::line(label);
        let colon = if label.ends_with('?') { "" } else { ":" };
        // A list stands below its label, even a list of one.
        let on_one_line = lines.len() == 1 && !lines.as_slice().iter().any(|line| line.starts_with("- "));
        let first = if on_one_line { lines.next() } else { None };
        let first = first.map(|line| format!(" {line}")).unwrap_or_default();
        let _ = writeln!(text, "     {label}{colon}{first}");
        margin = "       ";
    }
    for line in lines {
        let _ = writeln!(text, "{margin}{line}");
    }
}

/// An answer as lines for people.
fn words(field: Option<&Field>, answer: &Answer) -> Vec<String> {
    match answer {
        Answer::Text(words) => clean::text(words).lines().map(str::to_owned).collect(),
        Answer::Lines(lines) => lines.iter().map(|line| format!("- {}", clean::line(line))).collect(),
        Answer::Choice(code) => {
            vec![clean::line(field.and_then(|field| field.kind.choice_words(code)).unwrap_or(code))]
        }
        Answer::Tags(codes) => {
            let named =
                |code: &String| field.and_then(|field| field.kind.choice_words(code)).unwrap_or(code).to_owned();
            codes.iter().map(|code| format!("- {}", clean::line(&named(code)))).collect()
        }
        Answer::Step(step) => {
            let words = field.and_then(|field| field.kind.step_words(*step)).unwrap_or_default();
            vec![format!("{step} of 4 {words}").trim_end().to_owned()]
        }
        Answer::Day(day) => vec![date_words::with_weekday(*day)],
        Answer::Actions(rows) => rows.iter().filter(|row| !row.is_blank()).map(planned).collect(),
    }
}

fn planned(row: &PlannedAction) -> String {
    let or = |text: &str, none: &str| if text.trim().is_empty() { none.to_owned() } else { clean::line(text) };
    let by = row.due_on.map_or_else(|| "no date yet".to_owned(), |day| format!("by {}", date_words::long(day)));
    let mut line = format!("- {} ({}, {by})", or(&row.action, "nothing to do yet"), or(&row.owner, "nobody yet"));
    if !row.change_needed.trim().is_empty() {
        let _ = write!(line, ", so that: {}", clean::line(&row.change_needed));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::form_file;
    use crate::practice::review::tests::complete_answers;

    #[test]
    fn a_whole_record_reads_as_a_page() {
        let mut answers = complete_answers();
        answers.set("gone", Answer::Text("Kept\u{1b}[2J all the same".to_owned()));
        insta::assert_snapshot!(as_text(&form_file::oversight(), &answers));
    }

    #[test]
    fn an_empty_section_says_so() {
        assert_eq!(as_text(&form_file::oversight(), &Answers::default()).matches("(nothing yet)").count(), 5);
    }
}
