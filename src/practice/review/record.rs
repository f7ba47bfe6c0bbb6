//! The draft as the findings read it: every text in it, read once. Not the structured answers.

use super::naming::Naming;
use super::pattern::Sight;
use super::people::{Who, who};
use super::reading::{Reading, Sentence};
use super::word_lists::WordLists;
use super::{Finding, FindingName, Passage};
use crate::practice::answer::Answers;
use crate::practice::oversight::{Section, field};
use crate::practice::oversight_text::{ActionPart, Piece, pieces};

/// A draft, read.
pub(super) struct Record {
    pub(super) texts: Vec<Text>,
}

/// One text of a draft, read.
pub(super) struct Text {
    pub(super) section: Section,
    pub(super) piece: Piece,
    pub(super) reading: Reading,
    pub(super) who: Vec<Who>,
}

impl Record {
    pub(super) fn read(answers: &Answers, naming: &Naming, lists: &WordLists) -> Self {
        let mut texts = Vec::new();
        for section in Section::ALL.iter().copied() {
            for piece in pieces(answers, section) {
                let reading = Reading::of(&piece.text);
                let who = who(&reading, naming, lists);
                texts.push(Text { section, piece, reading, who });
            }
        }
        Self { texts }
    }

    pub(super) fn of(&self, section: Section) -> impl Iterator<Item = &Text> {
        self.texts.iter().filter(move |text| text.section == section)
    }
}

impl Text {
    pub(super) fn is_prose(&self) -> bool {
        self.piece.field == self.section.code()
    }

    pub(super) fn is_action(&self) -> bool {
        self.piece.part == Some(ActionPart::Action)
    }

    pub(super) fn is_owner(&self) -> bool {
        self.piece.part == Some(ActionPart::Who)
    }

    /// Whether it tells of the child or the family; what is only planned, or who does it, does not.
    pub(super) fn tells(&self) -> bool {
        self.piece.part.is_none() && !matches!(self.piece.field, field::REVIEW | field::NO_ACTION)
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
            section: self.section,
            field: Some(self.piece.field.to_owned()),
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
pub(super) fn about(name: FindingName, section: Section, go_to: &str, advice: impl Into<String>) -> Finding {
    Finding {
        name,
        section,
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
