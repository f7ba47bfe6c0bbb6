//! Words that stand between others and change nothing, and those that say whose something is. Not who is meant.

use crate::practice::review::reading::Word;

impl Word {
    /// "his", "Leo's": the owner of what follows, unless it is "Leo's asleep".
    pub(super) fn possessive_only(&self, words: &[Self], at: usize) -> bool {
        if matches!(self.key.as_str(), "his" | "their") {
            return true;
        }
        if self.key == "her" {
            return words.get(at + 1).is_some();
        }
        let contracted = matches!(self.key.as_str(), "he" | "she" | "they" | "i" | "who" | "that" | "it");
        self.possessive
            && !contracted
            && words
                .get(at + 1)
                .is_some_and(|next| !matches!(next.key.as_str(), "been" | "told" | "said" | "clear" | "scared"))
    }
}

/// Words between a subject and its verb that change nothing.
pub(super) fn is_light(key: &str) -> bool {
    key.ends_with("ly") && key.len() > 4
        || matches!(
            key,
            "has"
                | "have"
                | "had"
                | "having"
                | "is"
                | "was"
                | "are"
                | "were"
                | "been"
                | "being"
                | "also"
                | "then"
                | "later"
                | "now"
                | "still"
                | "again"
                | "just"
                | "always"
                | "often"
                | "sometimes"
                | "once"
                | "twice"
                | "both"
                | "all"
                | "does"
                | "did"
                | "do"
                | "can"
                | "could"
                | "able"
                | "himself"
                | "herself"
                | "themselves"
                | "first"
                | "even"
                | "only"
                | "never"
                | "not"
                | "to"
                | "would"
                | "who"
                | "aged"
                | "today"
                | "yesterday"
                | "already"
                | "soon"
                | "too"
                | "immediately"
                | "himself's"
                | "keeps"
                | "kept"
                | "started"
                | "began"
                | "wasn't"
                | "isn't"
                | "seen"
                | "heard"
                | "simply"
                | "tends"
                | "seems"
                | "appeared"
                | "asked"
                | "usually"
                | "clearly"
        )
        || key.starts_with(|one: char| one.is_ascii_digit())
}

pub(super) fn is_preposition(key: &str) -> bool {
    matches!(
        key,
        "on" | "in"
            | "at"
            | "with"
            | "to"
            | "from"
            | "by"
            | "for"
            | "of"
            | "about"
            | "after"
            | "before"
            | "during"
            | "under"
            | "over"
            | "near"
            | "than"
            | "like"
            | "without"
            | "until"
            | "behind"
            | "beside"
            | "into"
            | "between"
            | "towards"
            | "toward"
    )
}
