//! Whether two short wordings say the same, but for small words, endings and order. Not for prose.

use super::reading::Reading;
use super::stem::stem;
use std::collections::BTreeSet;

/// The words of an action that carry what it says, to be held against many others.
#[derive(Clone)]
pub struct Wording(BTreeSet<String>);

impl Wording {
    /// Reads a wording once.
    pub fn of(words: &str) -> Self {
        let reading = Reading::of(words);
        let carrying = reading.words.iter().filter(|word| word.key.len() > 3 || word.shouted);
        Self(carrying.map(|word| stem(&word.key).to_owned()).collect())
    }

    /// Whether the other says the same: most of the words that carry one carry the other.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let (one, other) = (&self.0, &other.0);
        if one.is_empty() || other.is_empty() {
            return false;
        }
        let both = one.intersection(other).count();
        both * 20 >= (one.len() + other.len()) * 7
    }
}
