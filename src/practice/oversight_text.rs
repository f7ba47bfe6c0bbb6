//! What a record says as running text, a section at a time: its prose, and after it what stands in its lists and its
//! action table. Findings count their positions in it. Not the structured answers, which are kept as they are.

use super::answer::{Answers, PlannedAction};
use super::oversight::{Section, field};

/// One piece of a section's text: an answer to a field, a line of a list, or a part of an action.
#[derive(Clone, PartialEq, Eq)]
pub struct Piece {
    /// The key of the field.
    pub field: &'static str,
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

/// The running text of one section. A section with nothing but prose is its prose, character for character; an action
/// stands in it as an import would bring it (`Change: … | Action: … | Who: … | By: 2026-12-04`).
pub fn section_text(answers: &Answers, section: Section) -> String {
    let mut writer = Writer::default();
    writer.section(answers, section);
    writer.text
}

/// The pieces that make up the text of one section, in its order.
pub fn pieces(answers: &Answers, section: Section) -> Vec<Piece> {
    let mut writer = Writer::default();
    writer.section(answers, section);
    writer.pieces
}

#[derive(Default)]
struct Writer {
    text: String,
    // Characters written so far.
    length: usize,
    pieces: Vec<Piece>,
}

impl Writer {
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
                for (number, row) in answers.actions(field::ACTION_TABLE).iter().enumerate() {
                    if !row.is_blank() {
                        self.row(number, row);
                    }
                }
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

    fn piece(&mut self, field: &'static str, row: Option<usize>, part: Option<ActionPart>, text: &str) {
        self.pieces.push(Piece { field, row, part, start: self.length, text: text.to_owned() });
        self.write(text);
    }

    fn text(&mut self, answers: &Answers, field: &'static str) {
        let text = answers.text(field);
        if !text.is_empty() {
            self.new_line();
            self.piece(field, None, None, text);
        }
    }

    fn lines(&mut self, answers: &Answers, field: &'static str) {
        for (number, line) in answers.lines(field).iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            self.new_line();
            self.piece(field, Some(number), None, line);
        }
    }

    fn row(&mut self, number: usize, row: &PlannedAction) {
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
            self.piece(field::ACTION_TABLE, Some(number), Some(part), text);
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
        assert_eq!(section_text(&answers, Section::Situation), "  Léo,\n\nat Nan's.  ");
        assert_eq!(section_text(&answers, Section::Review), "");
    }

    #[test]
    fn every_piece_stands_where_it_says() {
        let mut answers = complete_answers();
        answers.set(field::ACTIONS, Answer::Text("Éiré first.".to_owned()));
        for section in Section::ALL.iter().copied() {
            let text: Vec<char> = section_text(&answers, section).chars().collect();
            for piece in pieces(&answers, section) {
                let length = piece.text.chars().count();
                assert_eq!(text[piece.start..piece.start + length].iter().collect::<String>(), piece.text);
            }
        }
        insta::assert_snapshot!(section_text(&answers, Section::Actions), @r"
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
        assert_eq!(section_text(&answers, Section::Actions), text);
    }
}
