//! What a sentence says without the words that change from child to child: names, pronouns, tense and small words. Two
//! sentences are the same where what is left is.

use super::reading::{Reading, Sentence, Word};
use super::stem::stem;
use super::word_lists::WordLists;
use std::collections::HashMap;

/// Numbers for stems, so that long texts are compared quickly.
#[derive(Default)]
pub(super) struct Stems(HashMap<String, u32>);

impl Stems {
    fn number(&mut self, stem: &str) -> u32 {
        if let Some(number) = self.0.get(stem) {
            return *number;
        }
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(stem.to_owned(), number);
        number
    }
}

/// A sentence to be compared.
pub(super) struct Bare {
    /// What is left of it, sorted.
    pub(super) stems: Vec<u32>,
    /// A bit for each of them, so that most unlike sentences are told apart at once.
    mark: u64,
    /// How many words it has, those in quotation marks left out.
    pub(super) words: usize,
    /// Where it begins, in characters.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// Every sentence of a text, bare. `names` are folded first names that are never compared.
pub(super) fn bare(reading: &Reading, lists: &WordLists, names: &[String], stems: &mut Stems) -> Vec<Bare> {
    reading.sentences.iter().map(|sentence| one(reading, sentence, lists, names, stems)).collect()
}

fn one(reading: &Reading, sentence: &Sentence, lists: &WordLists, names: &[String], stems: &mut Stems) -> Bare {
    let own = || reading.words_of(sentence).iter().filter(|word| !word.quoted);
    let mut left: Vec<u32> =
        own().filter(|word| !is_passed_over(word, lists, names)).map(|word| stems.number(stem(&word.key))).collect();
    left.sort_unstable();
    let mark = left.iter().fold(0, |mark, stem| mark | 1_u64 << (stem % 64));
    Bare { stems: left, mark, words: own().count(), start: sentence.start, end: sentence.end }
}

/// Names, pronouns and small words, and words for the children themselves.
pub(super) fn is_passed_over(word: &Word, lists: &WordLists, names: &[String]) -> bool {
    lists.same.small.holds(&word.key)
        || names.contains(&word.key)
        || (word.capital && !word.first && !word.shouted)
        || lists.people.child.holds(&word.key)
        || matches!(word.key.as_str(), "brother" | "sister" | "son" | "daughter")
}

impl Bare {
    /// Whether two sentences say the same: most of what is left of each is left of the other.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let (here, there) = (self.stems.len(), other.stems.len());
        if here == 0 || there == 0 {
            return false;
        }
        // The bits that differ are no more than the words that do, and those are few where two sentences are alike.
        let differing = usize::try_from((self.mark ^ other.mark).count_ones()).unwrap_or(usize::MAX);
        if differing * 100 > (here + there) * 18 {
            return false;
        }
        // Much longer than the other, it cannot be like it: said first, for most pairs are unlike.
        if here.min(there) * 200 < (here + there) * 82 {
            return false;
        }
        let both = common(&self.stems, &other.stems);
        // Up to three words must all be the same; of more, nearly all.
        if here.max(there) <= 3 { both == here.max(there) } else { both * 200 >= (here + there) * 82 }
    }
}

fn common(one: &[u32], other: &[u32]) -> usize {
    let (mut at, mut there, mut both) = (0, 0, 0);
    while at < one.len() && there < other.len() {
        match one[at].cmp(&other[there]) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => there += 1,
            std::cmp::Ordering::Equal => {
                at += 1;
                there += 1;
                both += 1;
            }
        }
    }
    both
}
