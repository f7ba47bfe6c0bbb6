//! Who a verb is about: the person before it, past what changes nothing. Not whether the child is heard.

use super::Eye;
use super::small_words::{is_light, is_preposition};
use crate::practice::review::people::Who;
use crate::practice::review::reading::Gap;

impl Eye<'_> {
    /// The subject of a verb: the person before it, past adverbs, other verbs and what stands between commas.
    pub(super) fn subject(&self, verb: usize) -> Option<Who> {
        let (words, who) = (self.sight.words, self.sight.who);
        let mut at = verb;
        while let Some(before) = at.checked_sub(1) {
            let word = &words[before];
            if words[at].gap >= Gap::Colon {
                return None;
            }
            if word.quoted {
                at = before;
                continue;
            }
            if self.is_not_yet(before, verb) {
                return None;
            }
            if who[before] != Who::Nobody && !word.possessive_only(words, before) {
                return Some(who[before]);
            }
            match word.key.as_str() {
                "and" | "but" | "then" | "or" => return self.first_subject(before).filter(|_| !self.is_planned(verb)),
                "who" | "that" | "which" => {
                    let named = before.checked_sub(1)?;
                    return (who[named] != Who::Nobody).then(|| who[named]);
                }
                key if is_light(key) => {}
                _ if words[at].gap == Gap::Comma || words[at].gap == Gap::Close => {
                    // "Leo, who is seven, said": the clause between commas is passed over.
                    return self.first_subject(before + 1).filter(|_| self.is_after_comma_clause(before));
                }
                _ => return self.near_subject(before, verb),
            }
            at = before;
        }
        None
    }

    /// `Leo on Thursday told`: somebody named a few words before, who is no object.
    fn near_subject(&self, from: usize, verb: usize) -> Option<Who> {
        let (words, who) = (self.sight.words, self.sight.who);
        let lowest = verb.saturating_sub(6);
        (lowest..=from)
            .rev()
            .find(|&at| {
                if words[at].gap >= Gap::Colon || words[at].quoted {
                    return false;
                }
                let governed = at.checked_sub(1).is_some_and(|before| is_preposition(&words[before].key));
                who[at] != Who::Nobody && !governed && !words[at].possessive
            })
            // "By spring he may have stopped asking": it has not happened.
            .filter(|at| !(at + 1..verb).any(|place| self.is_not_yet(place, verb)))
            .map(|at| who[at])
            // "At nursery he hides": only where time or place stands between.
            .filter(|_| (lowest..verb).any(|at| is_preposition(&words[at].key)))
    }

    /// The subject of the sentence: the first person in it who follows no preposition.
    fn first_subject(&self, before: usize) -> Option<Who> {
        let (words, who) = (self.sight.words, self.sight.who);
        (0..before).find_map(|at| {
            let governed = at.checked_sub(1).is_some_and(|before| is_preposition(&words[before].key));
            let subject =
                who[at] != Who::Nobody && !words[at].quoted && !governed && !words[at].possessive_only(words, at);
            subject.then(|| self.sight.who[at])
        })
    }

    /// "does as he is told", "he was asked": said to the child, not by it.
    pub(super) fn is_passive(&self, at: usize) -> bool {
        let words = self.sight.words;
        let passive = matches!(
            words[at].key.as_str(),
            "told"
                | "asked"
                | "shown"
                | "spoken"
                | "described"
                | "reported"
                | "named"
                | "mentioned"
                | "drawn"
                | "written"
                | "refused"
                | "denied"
        );
        passive
            && at.checked_sub(1).is_some_and(|before| {
                matches!(
                    words[before].key.as_str(),
                    "is" | "was" | "are" | "were" | "been" | "being" | "be" | "get" | "gets" | "got"
                )
            })
    }

    /// "Leo will be seen and asked": what stands before the verb only plans.
    fn is_planned(&self, verb: usize) -> bool {
        let plans = |key: &str| matches!(key, "will" | "should" | "must" | "shall" | "needs" | "need");
        self.sight.words.iter().take(verb).enumerate().any(|(at, word)| !self.is_child(at) && plans(&word.key))
    }

    fn is_after_comma_clause(&self, at: usize) -> bool {
        (0..=at).any(|place| self.sight.words[place].gap == Gap::Comma || self.sight.words[place].gap == Gap::Open)
    }

    pub(super) fn is_not_yet(&self, at: usize, verb: usize) -> bool {
        !self.is_child(at) && self.voice.not_yet.holds(&self.sight.words[at].key) && !self.is_allowed(at, verb)
    }

    /// "was able to tell", "would like": what looks like not yet, and is not.
    fn is_allowed(&self, at: usize, verb: usize) -> bool {
        let words = self.sight.words;
        match words[at].key.as_str() {
            "to" => at.checked_sub(1).is_some_and(|before| {
                matches!(
                    words[before].key.as_str(),
                    "able"
                        | "likes"
                        | "wants"
                        | "wanted"
                        | "seen"
                        | "heard"
                        | "began"
                        | "started"
                        | "refused"
                        | "refuses"
                        | "chose"
                        | "used"
                        | "happy"
                        | "free"
                        | "keen"
                        | "went"
                        | "ran"
                        | "came"
                )
            }),
            "never" => true,
            "could" => words.get(at + 1).is_some_and(|next| next.key != "be") && verb > at,
            _ => false,
        }
    }
}
