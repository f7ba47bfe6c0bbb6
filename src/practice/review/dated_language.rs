//! Words that the field is leaving behind, with what to say instead. Each phrase is told once in a section: a word used
//! six times is one habit.

use super::pattern::Sight;
use super::reading::Gap;
use super::record::{Record, Text};
use super::word_file::Phrase;
use super::word_lists::WordLists;
use super::{Finding, FindingName};
use std::collections::HashSet;

pub(super) fn find(record: &Record, lists: &WordLists) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut told = HashSet::new();
    for text in record.texts.iter().filter(|text| !text.is_owner()) {
        for (number, phrase) in lists.dated.iter().enumerate() {
            for sentence in &text.reading.sentences {
                let sight = text.sight(sentence);
                for (from, to) in matches(phrase, sight) {
                    let (from, to) = pointed_at(text, sentence.from + from, sentence.from + to);
                    let words = &text.reading.words;
                    let key: Vec<&str> = words[from..to].iter().map(|word| word.key.as_str()).collect();
                    if told.insert((&text.part, number, key.join(" "))) {
                        let (start, end) = (words[from].start, words[to - 1].end);
                        let advice = format!("The field is leaving this behind: {}.", phrase.instead);
                        found.push(text.finding(FindingName::DatedLanguage, start, end, advice));
                    }
                }
            }
        }
    }
    found
}

fn matches(phrase: &Phrase, sight: Sight<'_>) -> Vec<(usize, usize)> {
    let mut found = phrase.say.all(sight);
    if found.is_empty() {
        return found;
    }
    // An ordinary sense may begin before the words and go on after them.
    let ordinary: Vec<(usize, usize)> =
        (0..sight.words.len()).filter_map(|at| phrase.except.at(sight, at).map(|(end, _)| (at, end))).collect();
    found.retain(|(from, to)| {
        !ordinary.iter().any(|(start, end)| start < to && from < end) && !is_a_name(sight, *from, *to)
    });
    found
}

/// The North Contact Centre: a name, and not what the writer calls it.
fn is_a_name(sight: Sight<'_>, from: usize, to: usize) -> bool {
    to - from >= 2
        && sight.words[from..to].iter().all(|word| word.capital && !word.shouted)
        && sight.words[from..to].iter().skip(1).all(|word| word.gap == Gap::Space)
        && (!sight.words[from].first)
}

/// Of "supervised contact with his dad" only "contact" is at fault.
fn pointed_at(text: &Text, from: usize, to: usize) -> (usize, usize) {
    let words = &text.reading.words;
    (from..to).find(|at| words[*at].key == "contact").map_or((from, to), |at| (at, at + 1))
}

#[cfg(test)]
mod tests {
    use crate::practice::review::worth_tests::found;
    use rstest::rstest;

    #[rstest]
    #[case("His siblings came, and the siblings left.", &["siblings"])]
    #[case("Leo was LAC; the Lac review is late.", &["LAC"])]
    #[case("He absconded.", &["absconded"])]
    #[case("Contact with his father is on Sundays.", &["Contact"])]
    #[case("Call the contact number.", &[])]
    #[case("He goes to the Barnet Contact Centre.", &[])]
    #[case("\u{201c}He is LAC,\u{201d} the letter says.", &[])]
    #[case("The house is hard to reach by bus.", &[])]
    #[case("Dad is hard to reach and failed to engage.", &["failed to engage", "hard to reach"])]
    fn words_left_behind_are_told_and_ordinary_ones_are_not(#[case] text: &str, #[case] words: &[&str]) {
        let mut excerpts: Vec<String> =
            found("dated_language", "Leo Marsh", text).into_iter().map(|one| one.excerpt).collect();
        excerpts.sort_by_key(|one| one.to_lowercase());
        let mut words: Vec<String> = words.iter().map(|one| (*one).to_owned()).collect();
        words.sort_by_key(|one| one.to_lowercase());
        excerpts.dedup();
        assert_eq!(excerpts, words);
    }
}
