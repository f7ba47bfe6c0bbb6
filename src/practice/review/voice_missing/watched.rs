//! Where somebody watches the child, and what is seen. Not what the child says.

use super::Eye;
use super::small_words::{is_light, is_preposition};
use crate::practice::review::people::Who;
use crate::practice::review::reading::Gap;

impl Eye<'_> {
    /// "Kezia watched him line up his cars": the child is the object, and what it does follows.
    pub(super) fn is_watched(&self, at: usize) -> bool {
        let (sight, words) = (self.sight, self.sight.words);
        if !self.voice.watch.is_at(sight, at) {
            return false;
        }
        // "Seen by Kezia: turns his head."
        if words.get(at + 1).is_some_and(|next| next.key == "by")
            && (at..(at + 6).min(words.len())).any(|place| place > at && words[place].gap == Gap::Colon)
        {
            return true;
        }
        let Some(child) = (at + 1..(at + 4).min(words.len())).find(|place| sight.who[*place] == Who::Child) else {
            // "was seen to hide", "was heard crying"
            return self.subject(at) == Some(Who::Child)
                && words
                    .get(at + 1)
                    .is_some_and(|next| next.key == "to" || (next.key.ends_with("ing") && next.key.len() > 4))
                && words.get(at + 2).is_some();
        };
        if matches!(self.subject(at), Some(Who::Child)) || self.is_future(at) {
            return false;
        }
        let Some(next) = words.get(child + 1) else { return false };
        let by = |place: usize| {
            self.voice.seen.is_at(sight, place)
                || self.voice.told.is_at(sight, place)
                || self.voice.speech.is_at(sight, place)
        };
        let ing = next.key.ends_with("ing") && next.key.len() > 4;
        let object_of_possessive = words[child].possessive || matches!(words[child].key.as_str(), "his" | "their");
        let strict = matches!(
            words[at].key.as_str(),
            "watched" | "watching" | "observed" | "noticed" | "caught" | "filmed" | "spotted"
        );
        !object_of_possessive
            && (ing
                || by(child + 1)
                || ((strict || is_object(&words[child].key)) && is_bare_verb(&next.key))
                || words_after_are_seen(self, child + 1))
    }
}

fn is_object(key: &str) -> bool {
    matches!(key, "him" | "her" | "them")
}

fn words_after_are_seen(eye: &Eye<'_>, from: usize) -> bool {
    // "saw him on the step crying": a few words on.
    (from..(from + 5).min(eye.sight.words.len()))
        .any(|place| eye.voice.seen.is_at(eye.sight, place) && eye.sight.words[place].gap < Gap::Comma)
}

/// A verb as it follows "watched him": anything but a preposition, an article or a conjunction.
fn is_bare_verb(key: &str) -> bool {
    !is_preposition(key)
        && !is_light(key)
        && !key.ends_with("ly")
        && !matches!(
            key,
            "and"
                | "or"
                | "but"
                | "a"
                | "the"
                | "an"
                | "closely"
                | "his"
                | "her"
                | "their"
                | "today"
                | "yesterday"
                | "twice"
                | "alone"
                | "over"
                | "there"
                | "here"
                | "home"
                | "this"
                | "last"
                | "every"
                | "weekly"
                | "again"
                | "once"
                | "as"
                | "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "three"
                | "four"
                | "for"
                | "because"
                | "when"
                | "while"
                | "so"
                | "briefly"
                | "that"
                | "if"
                | "individually"
                | "one"
                | "regularly"
        )
}
