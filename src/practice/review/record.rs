//! The draft as the findings read it: every text in it, read once. Not the structured answers.

use super::naming::Naming;
use super::pattern::Sight;
use super::people::{Who, who};
use super::reading::{Reading, Sentence};
use super::word_lists::WordLists;
use super::{Finding, FindingName, Passage};
use crate::practice::answer::Answers;
use crate::practice::oversight::{Section, field};
use crate::practice::oversight_text::{ActionPart, Piece, parts, pieces};
use crate::practice::part::Part;

/// A draft, read.
pub(super) struct Record {
    pub(super) texts: Vec<Text>,
}

/// One text of a draft, read.
pub(super) struct Text {
    pub(super) part: Part,
    pub(super) piece: Piece,
    pub(super) reading: Reading,
    pub(super) who: Vec<Who>,
}

impl Record {
    pub(super) fn read(answers: &Answers, naming: &Naming, lists: &WordLists) -> Self {
        let mut texts: Vec<Text> = Vec::new();
        for part in parts(answers) {
            for piece in pieces(answers, &part) {
                // What started a section is read there.
                if part.section().is_none() && texts.iter().any(|one| one.says(&piece)) {
                    continue;
                }
                let reading = Reading::of(&piece.text);
                let who = who(&reading, naming, lists);
                texts.push(Text { part: part.clone(), piece, reading, who });
            }
        }
        Self { texts }
    }

    pub(super) fn of(&self, section: Section) -> impl Iterator<Item = &Text> {
        self.texts.iter().filter(move |text| text.part.section() == Some(section))
    }
}

impl Text {
    /// Whether all that this piece says stands in one of the five sections too.
    fn says(&self, piece: &Piece) -> bool {
        self.part.section().is_some() && self.piece.part == piece.part && self.piece.text.contains(piece.text.trim())
    }

    pub(super) fn is_prose(&self) -> bool {
        match &self.part {
            Part::Section(section) => self.piece.field == section.code(),
            Part::Field(_) => self.piece.row.is_none(),
        }
    }

    /// Whether it is about what happens for the child, and not about what is decided or planned. A field beside the five
    /// sections is, save for its actions.
    pub(super) fn is_account(&self) -> bool {
        match &self.part {
            Part::Section(section) => matches!(section, Section::Situation | Section::Impact),
            Part::Field(_) => self.piece.part.is_none(),
        }
    }

    /// Whether what is written here is a plan: the actions, the review.
    pub(super) fn is_plan(&self) -> bool {
        match &self.part {
            Part::Section(section) => matches!(section, Section::Actions | Section::Review),
            Part::Field(_) => self.piece.part.is_some(),
        }
    }

    pub(super) fn is_action(&self) -> bool {
        self.piece.part == Some(ActionPart::Action)
    }

    pub(super) fn is_owner(&self) -> bool {
        self.piece.part == Some(ActionPart::Who)
    }

    /// Whether it tells of the child or the family; what is only planned, or who does it, does not.
    pub(super) fn tells(&self) -> bool {
        self.piece.part.is_none() && !matches!(self.piece.field.as_str(), field::REVIEW | field::NO_ACTION)
    }

    /// A sentence, to match patterns against.
    pub(super) fn sight(&self, sentence: &Sentence) -> Sight<'_> {
        Sight {
            words: self.reading.words.get(sentence.from..sentence.to).unwrap_or_default(),
            who: self.who.get(sentence.from..sentence.to).unwrap_or_default(),
        }
    }

    pub(super) fn sights(&self) -> impl Iterator<Item = Sight<'_>> {
        self.reading.sentences.iter().map(|sentence| self.sight(sentence))
    }

    /// A finding about the characters between two places of this text.
    pub(super) fn finding(&self, name: FindingName, start: usize, end: usize, advice: String) -> Finding {
        Finding {
            name,
            section: self.part.clone(),
            field: Some(self.piece.field.clone()),
            row: self.piece.row,
            start: self.piece.start + start,
            end: self.piece.start + end,
            within: Some((start, end)),
            excerpt: self.reading.slice(start, end),
            advice,
            must_fix: false,
            beside: None::<Passage>,
        }
    }
}

/// A finding about what is nowhere in the record: there are no words to point at.
pub(super) fn about(name: FindingName, section: impl Into<Part>, go_to: &str, advice: impl Into<String>) -> Finding {
    Finding {
        name,
        section: section.into(),
        field: Some(go_to.to_owned()),
        row: None,
        start: 0,
        end: 0,
        within: None,
        excerpt: String::new(),
        advice: advice.into(),
        must_fix: false,
        beside: None,
    }
}
