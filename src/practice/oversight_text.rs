//! What a record says as running text, a section at a time: its prose, and after it what stands in its lists and its
//! action table. A field beside the five sections, of a lens or of the page of a child in supervision, is a text of its own.
//! Findings count their positions in it. Not the structured answers, which are kept as they are.

use super::answer::{Answer, Answers, PlannedAction};
use super::oversight::{Section, field};
use super::oversight_form::FIELDS;
use super::part::Part;

/// One piece of a section's text: an answer to a field, a line of a list, or a part of an action.
#[derive(Clone, PartialEq, Eq)]
pub struct Piece {
    /// The key of the field.
    pub field: String,
    /// The row of the action table or the line of the list, from 0, where it is one.
    pub row: Option<usize>,
    /// Which part of an action it is, where it is one.
    pub part: Option<ActionPart>,
    /// Where it begins in the section's text, in characters.
    pub start: usize,
    /// What it says.
    pub text: String,
}

/// The parts of an action that are words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionPart {
    /// What needs to change.
    Change,
    /// What is to be done.
    Action,
    /// Who does it.
    Who,
}

/// The parts of a record in which words can stand: its five sections, and each field beside them that has an answer.
pub fn parts(answers: &Answers) -> impl Iterator<Item = Part> {
    let sections = Section::ALL.iter().map(|section| Part::Section(*section));
    sections.chain(answers.iter().filter(|(key, _)| is_beside(key)).map(|(key, _)| Part::Field(key.to_owned())))
}

/// Whether a field is none of the five sections'.
pub fn is_beside(key: &str) -> bool {
    !FIELDS.iter().any(|(_, field, _)| *field == key)
}

/// The running text of one part. A section with nothing but prose is its prose, character for character; an action
/// stands in it as an import would bring it (`Change: … | Action: … | Who: … | By: 2026-12-04`).
pub fn part_text(answers: &Answers, part: &Part) -> String {
    Writer::of(answers, part).text
}

/// The pieces that make up the text of one part, in its order.
pub fn pieces(answers: &Answers, part: &Part) -> Vec<Piece> {
    Writer::of(answers, part).pieces
}

#[derive(Default)]
struct Writer {
    text: String,
    // Characters written so far.
    length: usize,
    pieces: Vec<Piece>,
}

impl Writer {
    fn of(answers: &Answers, part: &Part) -> Self {
        let mut writer = Self::default();
        match part {
            Part::Section(section) => writer.section(answers, *section),
            Part::Field(key) => writer.field(answers, key),
        }
        writer
    }

    /// What is said in words in one field, whatever its kind: a choice, a step or a day says nothing in words.
    fn field(&mut self, answers: &Answers, key: &str) {
        match answers.get(key) {
            Some(Answer::Text(_)) => self.text(answers, key),
            Some(Answer::Lines(_)) => self.lines(answers, key),
            Some(Answer::Actions(_)) => self.table(answers, key),
            Some(Answer::Choice(_) | Answer::Tags(_) | Answer::Step(_) | Answer::Day(_)) | None => {}
        }
    }

    fn section(&mut self, answers: &Answers, section: Section) {
        match section {
            Section::Situation => self.text(answers, field::SITUATION),
            Section::Impact => {
                self.text(answers, field::IMPACT);
                self.text(answers, field::CHILDS_WORDS);
                for list in [field::PROTECTIVE, field::RISKS, field::LONG_TERM] {
                    self.lines(answers, list);
                }
            }
            Section::Decision => {
                self.text(answers, field::DECISION);
                self.text(answers, field::CONSIDERED);
            }
            Section::Actions => {
                self.text(answers, field::ACTIONS);
                self.table(answers, field::ACTION_TABLE);
                self.text(answers, field::NO_ACTION);
            }
            Section::Review => self.text(answers, field::REVIEW),
        }
    }

    fn write(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += text.chars().count();
    }

    fn new_line(&mut self) {
        if !self.text.is_empty() {
            self.write("\n");
        }
    }

    fn piece(&mut self, field: &str, row: Option<usize>, part: Option<ActionPart>, text: &str) {
        let piece = Piece { field: field.to_owned(), row, part, start: self.length, text: text.to_owned() };
        self.pieces.push(piece);
        self.write(text);
    }

    fn text(&mut self, answers: &Answers, field: &str) {
        let text = answers.text(field);
        if !text.is_empty() {
            self.new_line();
            self.piece(field, None, None, text);
        }
    }

    fn lines(&mut self, answers: &Answers, field: &str) {
        for (number, line) in answers.lines(field).iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            self.new_line();
            self.piece(field, Some(number), None, line);
        }
    }

    fn table(&mut self, answers: &Answers, field: &str) {
        for (number, row) in answers.actions(field).iter().enumerate().filter(|(_, row)| !row.is_blank()) {
            self.row(field, number, row);
        }
    }

    fn row(&mut self, field: &str, number: usize, row: &PlannedAction) {
        self.new_line();
        let parts = [
            ("Change: ", ActionPart::Change, row.change_needed.trim()),
            ("Action: ", ActionPart::Action, row.action.trim()),
            ("Who: ", ActionPart::Who, row.owner.trim()),
        ];
        let mut first = true;
        for (label, part, text) in parts.into_iter().filter(|(.., text)| !text.is_empty()) {
            self.write(if first { label } else { " | " });
            if !first {
                self.write(label);
            }
            first = false;
            self.piece(field, Some(number), Some(part), text);
        }
        if let Some(day) = row.due_on {
            self.write(if first { "By: " } else { " | By: " });
            self.write(&day.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::answer::Answer;
    use crate::practice::oversight::split_action_lines;
    use crate::practice::review::tests::complete_answers;

    #[test]
    fn prose_alone_is_itself_to_the_character() {
        let mut answers = Answers::default();
        answers.set(field::SITUATION, Answer::Text("  Léo,\n\nat Nan's.  ".to_owned()));
        assert_eq!(part_text(&answers, &Section::Situation.into()), "  Léo,\n\nat Nan's.  ");
        assert_eq!(part_text(&answers, &Section::Review.into()), "");
    }

    #[test]
    fn every_piece_stands_where_it_says() {
        let mut answers = complete_answers();
        answers.set(field::ACTIONS, Answer::Text("Éiré first.".to_owned()));
        answers.set("anchor.story", Answer::Text("Éiré again.".to_owned()));
        let rows = answers.actions(field::ACTION_TABLE).to_vec();
        answers.set("risk-review.actions_agreed", Answer::Actions(rows));
        for part in parts(&answers) {
            let text: Vec<char> = part_text(&answers, &part).chars().collect();
            for piece in pieces(&answers, &part) {
                let length = piece.text.chars().count();
                assert_eq!(text[piece.start..piece.start + length].iter().collect::<String>(), piece.text);
            }
        }
        assert_eq!(parts(&answers).count(), 5 + 2);
        insta::assert_snapshot!(part_text(&answers, &Section::Actions.into()), @r"
        Éiré first.
        Change: Leo eats every evening | Action: Go to the jobcentre | Who: Priya Shah | By: 2026-12-04
        ");
    }

    #[test]
    fn what_an_import_took_apart_is_put_together_as_it_was() {
        let text = "Ring first.\nChange: He sleeps | Action: New lock | Who: Ben | By: 2026-12-04\nAction: Cot\nBy: 2026-12-05";
        let (rows, rest) = split_action_lines(text, |day| day.parse().ok());
        let mut answers = Answers::default();
        answers.set(field::ACTIONS, Answer::Text(rest));
        answers.set(field::ACTION_TABLE, Answer::Actions(rows));
        assert_eq!(part_text(&answers, &Section::Actions.into()), text);
    }
}
