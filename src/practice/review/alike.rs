//! Whether two short wordings say the same, but for small words, endings and order. Not for prose.

use super::reading::Reading;
use super::stem::stem;
use std::collections::BTreeSet;

/// Whether two wordings of an action say the same: most of the words that carry one carry the other.
pub fn says_the_same(one: &str, other: &str) -> bool {
    let (one, other) = (stems(one), stems(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let both = one.intersection(&other).count();
    both * 20 >= (one.len() + other.len()) * 7
}

fn stems(words: &str) -> BTreeSet<String> {
    let reading = Reading::of(words);
    reading
        .words
        .iter()
        .filter(|word| word.key.len() > 3 || word.shouted)
        .map(|word| stem(&word.key).to_owned())
        .collect()
}
