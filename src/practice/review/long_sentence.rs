//! A sentence of 45 words or more. What stands in quotation marks is not counted; a list after a colon, parted by
//! semicolons, is as many sentences as it has parts.

use super::reading::{Gap, Word};
use super::record::Record;
use super::{Finding, FindingName};

/// From how many words on a sentence is long.
const LONG: usize = 45;

pub(super) fn find(record: &Record) -> Vec<Finding> {
    let mut found = Vec::new();
    for text in record.texts.iter().filter(|text| !text.is_owner()) {
        for sentence in &text.reading.sentences {
            let words = text.reading.words_of(sentence);
            let longest = parts(words).into_iter().map(own_words).max().unwrap_or(0);
            if longest >= LONG {
                let advice = format!("This sentence runs to {longest} words. Two or three would be easier to follow.");
                found.push(text.finding(FindingName::LongSentence, sentence.start, sentence.end, advice));
            }
        }
    }
    found
}

/// Where a colon is followed by semicolons, what stands before the colon and each part of the list; else the whole.
fn parts(words: &[Word]) -> Vec<&[Word]> {
    let colon = words.iter().position(|word| word.gap == Gap::Colon);
    let list = colon.filter(|colon| words.iter().skip(colon + 1).any(|word| word.gap == Gap::Semicolon));
    let Some(colon) = list else { return vec![words] };
    let (before, after) = words.split_at(colon);
    let mut parts = vec![before];
    let mut from = 0;
    for at in 1..=after.len() {
        if at == after.len() || after[at].gap == Gap::Semicolon {
            parts.push(&after[from..at]);
            from = at;
        }
    }
    parts
}

/// Words as a reader counts them: those joined by a hyphen are one.
fn own_words(words: &[Word]) -> usize {
    words.iter().filter(|word| !word.quoted && word.gap != Gap::Hyphen).count()
}

#[cfg(test)]
mod tests {
    use crate::practice::review::worth_tests::found;
    use rstest::rstest;

    fn words(number: usize) -> String {
        format!("{}.", vec!["word"; number].join(" "))
    }

    #[rstest]
    #[case::short(&words(44), false)]
    #[case::long(&words(45), true)]
    #[case::hyphens(&format!("half-brother {}", words(43)), false)]
    #[case::list(&format!("There are three: {}; {}; {}", words(20), words(20), words(20)).replace(".;", ";"), false)]
    #[case::list_with_a_long_part(&format!("There are two: {}; {}", words(5), words(45)).replace(".;", ";"), true)]
    #[case::commas(&format!("There are three: {}, {}", words(25), words(25)).replace(".,", ","), true)]
    #[case::semicolons_alone(&format!("{}; {}", words(25), words(25)).replace(".;", ";"), true)]
    #[case::quoted(&format!("Mum said \"{}\" and left.", words(60)), false)]
    #[case::bullets(&format!("- {}\n- {}", words(30), words(30)).replace('.', ""), false)]
    fn sentences_are_long_from_forty_five_words_on(#[case] text: &str, #[case] long: bool) {
        assert_eq!(!found("long_sentence", "Leo Marsh", text).is_empty(), long);
    }
}
