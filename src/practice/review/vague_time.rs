//! Something is to be done or reviewed at a time that no calendar can settle. The same word of something else is none: an
//! ongoing police investigation, a grandmother who visits regularly.

use super::pattern::Sight;
use super::people::Who;
use super::reading::{Gap, Word};
use super::record::{Record, Text};
use super::word_lists::{Time, WordLists};
use super::{Finding, FindingName};
use crate::practice::answer::Answers;
use crate::practice::oversight_text::ActionPart;

pub(super) fn find(record: &Record, answers: &Answers, lists: &WordLists) -> Vec<Finding> {
    let time = &lists.time;
    let mut found = Vec::new();
    for text in &record.texts {
        if !matches!(text.piece.part, None | Some(ActionPart::Action)) {
            continue;
        }
        let dated = text.piece.part == Some(ActionPart::Action)
            && text
                .piece
                .row
                .and_then(|row| answers.actions(&text.piece.field).get(row))
                .is_some_and(|row| row.due_on.is_some());
        for sentence in &text.reading.sentences {
            let sight = text.sight(sentence);
            let place = Place { text, sight, time };
            let settled = dated || time.settled.find(sight, 0).is_some();
            let mut from = 0;
            while from < sight.words.len() {
                let Some((start, end)) = place.vague_at(from, settled) else {
                    from += 1;
                    continue;
                };
                let (start, end) = (sight.words[start].start, sight.words[end - 1].end);
                let advice =
                    "No calendar can settle when this is. Give a day, or something that happens on one.".to_owned();
                found.push(text.finding(FindingName::VagueTime, start, end, advice));
                from = sight.words.iter().position(|word| word.start >= end).unwrap_or(sight.words.len());
            }
        }
    }
    found
}

/// A sentence and the section it stands in.
struct Place<'a> {
    text: &'a Text,
    sight: Sight<'a>,
    time: &'a Time,
}

impl Place<'_> {
    /// The vague time that begins at this word, if one does.
    fn vague_at(&self, at: usize, settled: bool) -> Option<(usize, usize)> {
        let (sight, time) = (self.sight, self.time);
        if let Some((end, _)) = time.whenever.at(sight, at) {
            let to_do = if self.is_loose(at) { self.is_to_do(at) } else { self.is_to_do(at) || self.is_plan() };
            return (!settled && to_do && !self.is_past(at)).then_some((at, end));
        }
        if let Some((end, _)) = time.now_and_then.at(sight, at) {
            let counted = time.how_often.find(sight, 0).is_some();
            let how = at
                .checked_sub(1)
                .is_some_and(|before| matches!(sight.words[before].key.as_str(), "how" | "more" | "less"));
            let of_work = (end..end + 3).any(|next| time.work.is_at(sight, next)) || self.is_participle(end);
            let planned = self.is_plan() && of_work && !self.is_told();
            return (!counted && !how && (self.is_to_do(at) || planned || self.is_order())).then_some((at, end));
        }
        let (end, _) = time.going_on.at(sight, at)?;
        let several = end - at > 1 && sight.words[at].gap != Gap::Hyphen && sight.words[end - 1].gap != Gap::Hyphen;
        let next_is_work =
            (end..end + 2).any(|next| time.work.is_at(sight, next) && sight.words[next].key != "assessment");
        let alone = sight.words.len() <= 2 && !self.text.is_account();
        let to_do = if several {
            self.is_to_do(at) || self.is_plan() && !self.is_told()
        } else {
            self.is_label(at)
                || alone
                || (next_is_work && (self.is_plan() && !self.is_told() || self.is_to_do(at)))
                || self.is_work_that_goes_on(at, end)
        };
        (to_do && time.how_often.find(sight, 0).is_none()).then_some((at, end))
    }

    /// Whether what is written here is a plan: the actions, the review.
    fn is_plan(&self) -> bool {
        self.text.is_plan()
    }

    /// An order: "Visit regularly". Somebody who visits comes first.
    fn is_order(&self) -> bool {
        self.is_plan() && !self.is_told() && self.sight.who.first() == Some(&Who::Nobody)
    }

    /// Words that also tell of what happened: soon, shortly, in time.
    fn is_loose(&self, at: usize) -> bool {
        matches!(
            self.sight.words[at].key.as_str(),
            "soon"
                | "shortly"
                | "eventually"
                | "in"
                | "from"
                | "sometime"
                | "at"
                | "as"
                | "before"
                | "foreseeable"
                | "for"
                | "now"
        ) && !self.is_plan()
    }

    /// Whether the sentence says that something is to be done: before the word, or by a label.
    fn is_to_do(&self, at: usize) -> bool {
        if self.is_label(at) {
            return true;
        }
        let cares_for_itself = self.text.is_account();
        let from = at.saturating_sub(12);
        (from..at).any(|place| {
            let word = &self.sight.words[place];
            if !self.time.to_do.is_at(self.sight, place) || word.quoted {
                return false;
            }
            // What the family wants or has to do tells of them; only a duty is something to be done.
            !cares_for_itself || matches!(word.key.as_str(), "must" | "should" | "shall" | "need" | "needs")
        })
    }

    /// `By: ASAP`, `Timescale: ongoing`.
    fn is_label(&self, at: usize) -> bool {
        let words = self.sight.words;
        words[at].gap == Gap::Colon
            && at.checked_sub(1).is_some_and(|before| {
                matches!(
                    words[before].key.as_str(),
                    "by" | "when"
                        | "timescale"
                        | "timescales"
                        | "timeframe"
                        | "date"
                        | "due"
                        | "review"
                        | "frequency"
                        | "deadline"
                        | "time"
                        | "reviewed"
                        | "completed"
                        | "target"
                )
            })
    }

    /// Whether the word just before tells what has happened: "he soon settled", "they left as soon as".
    fn is_past(&self, at: usize) -> bool {
        let words = self.sight.words;
        let told = |word: Option<&Word>| {
            word.is_some_and(|word| {
                matches!(word.key.as_str(), "was" | "were" | "had" | "did" | "came" | "went" | "left")
            })
        };
        // "asked us to ring as soon as possible": somebody else's wish.
        told(words.get(at.wrapping_sub(1)))
            || (words[at].key == "soon"
                && words
                    .get(at + 1)
                    .is_some_and(|next| next.key.ends_with("ed") || next.key == "after" || next.key == "enough"))
            || (words[at].key == "soon"
                && at
                    .checked_sub(1)
                    .is_some_and(|before| matches!(words[before].key.as_str(), "too" | "as" | "so" | "very"))
                && words.get(at + 1).is_some_and(|next| next.key == "as" || next.key == "for"))
    }

    /// Whether the sentence tells of now or of what was, and plans nothing.
    fn is_told(&self) -> bool {
        self.sight.words.iter().any(|word| {
            matches!(
                word.key.as_str(),
                "was"
                    | "were"
                    | "has"
                    | "had"
                    | "have"
                    | "did"
                    | "takes"
                    | "visits"
                    | "sees"
                    | "wakes"
                    | "because"
                    | "is"
                    | "are"
            )
        }) && !self.sight.words.iter().any(|word| matches!(word.key.as_str(), "to" | "will" | "should" | "must"))
    }

    fn is_participle(&self, at: usize) -> bool {
        self.sight.words.get(at).is_some_and(|word| word.key.ends_with("ed") || word.key == "seen")
    }

    /// "Support ongoing", "visits are ongoing": the last words of a plan.
    fn is_work_that_goes_on(&self, at: usize, end: usize) -> bool {
        if !self.is_plan() || end != self.sight.words.len() {
            return false;
        }
        let from = at.saturating_sub(4);
        let about_others = self.sight.words[..at].iter().any(|word| {
            matches!(
                word.key.as_str(),
                "police"
                    | "investigation"
                    | "enquiry"
                    | "proceedings"
                    | "court"
                    | "dispute"
                    | "concerns"
                    | "concern"
                    | "risk"
                    | "risks"
            )
        });
        let named = self.sight.words.get(at).is_some_and(|word| word.gap >= Gap::Comma);
        !about_others && (named || (from..at).any(|place| self.time.work.is_at(self.sight, place)))
    }
}

#[cfg(test)]
mod tests {
    use crate::practice::review::worth_tests::{found_at, found_in_action};
    use rstest::rstest;

    #[rstest]
    #[case("actions", "Kezia to ring the GP ASAP.", Some("ASAP"))]
    #[case("actions", "Kezia to ring the GP as soon as possible.", Some("as soon as possible"))]
    #[case("actions", "Kezia to ring the GP as soon as possible, by Friday.", None)]
    #[case("actions", "Visit soon.", Some("soon"))]
    #[case("actions", "Nan visits regularly.", None)]
    #[case("actions", "Kezia to visit regularly.", Some("regularly"))]
    #[case("actions", "Kezia to visit regularly, at least twice a week.", None)]
    #[case("actions", "Timescale: ongoing", Some("ongoing"))]
    #[case("actions", "Action: ring | Who: Ben | By: ASAP", Some("ASAP"))]
    #[case("actions", "Help the police with their ongoing investigation by 4 December.", None)]
    #[case("review", "Ongoing.", Some("Ongoing"))]
    #[case("review", "In due course.", Some("In due course"))]
    #[case("review", "Before the end of term.", None)]
    #[case("situation", "There is an ongoing police investigation.", None)]
    #[case("situation", "He soon settled, and Dad left as soon as Nan came.", None)]
    #[case("situation", "Mum asked us to come \"as soon as possible\".", None)]
    #[case("decision", "A strategy discussion must be held as soon as possible.", Some("as soon as possible"))]
    fn times_that_no_calendar_can_settle_are_told(
        #[case] section: &str,
        #[case] text: &str,
        #[case] words: Option<&str>,
    ) {
        let found = found_at("vague_time", "Leo Marsh", section, text);
        assert_eq!(found.first().map(|one| one.excerpt.as_str()), words);
    }

    #[test]
    fn a_row_with_a_date_is_settled_by_it() {
        assert!(found_in_action("vague_time", "Ring the GP as soon as possible").is_empty());
        assert_eq!(found_in_action("vague_time", "Visit regularly").len(), 1);
    }
}
