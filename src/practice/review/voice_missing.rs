//! Nothing the child said, wrote, drew or signed, quoted or reported, and no concrete behaviour that somebody saw, is
//! anywhere in the record. What grown-ups say of the child, or that the voice is captured elsewhere, is not voice.

use super::pattern::{List, Sight};
use super::people::Who;
use super::reading::{Gap, Word};
use super::record::{Record, Text, about};
use super::word_lists::{Voice, WordLists};
use super::{Finding, FindingName};
use crate::practice::oversight::{Section, field};

pub(super) fn find(record: &Record, lists: &WordLists, called: &str) -> Option<Finding> {
    let heard = record.texts.iter().filter(|text| text.tells()).any(|text| is_heard(text, lists));
    let advice = format!(
        "{called} cannot be heard anywhere in this record: nothing said, drawn or shown, and nothing that somebody saw."
    );
    (!heard).then(|| about(FindingName::VoiceMissing, Section::Impact, field::IMPACT, advice))
}

fn is_heard(text: &Text, lists: &WordLists) -> bool {
    let voice = &lists.voice;
    text.reading.sentences.iter().enumerate().any(|(number, sentence)| {
        let sight = text.sight(sentence);
        if voice.spoken_of.find(sight, 0).is_some() {
            return false;
        }
        // A field of its own for the child's words: anything said in it is the child's, unless it says that there is none.
        if text.piece.field == field::CHILDS_WORDS && sight.words.len() >= 3 && !says_none(sight) {
            return true;
        }
        let eye = Eye { sight, voice };
        (0..sight.words.len()).any(|at| eye.hears(at)) || eye.is_own_quotation(text, number)
    })
}

fn says_none(sight: Sight<'_>) -> bool {
    sight
        .words
        .iter()
        .any(|word| matches!(word.key.as_str(), "none" | "unknown" | "not" | "elsewhere" | "tbc" | "sought"))
        && !sight.words.iter().any(|word| word.quoted)
}

struct Eye<'a> {
    sight: Sight<'a>,
    voice: &'a Voice,
}

impl Eye<'_> {
    /// Whether the child is heard in what begins at this word.
    fn hears(&self, at: usize) -> bool {
        let (sight, voice) = (self.sight, self.voice);
        if sight.words[at].quoted {
            return false;
        }
        if self.is_of(&voice.speech, at)
            && !self.is_passive(at)
            && self.subject(at) == Some(Who::Child)
            && !self.is_asked_for(at)
        {
            return true;
        }
        if self.is_of(&voice.seen, at) && self.subject(at) == Some(Who::Child) {
            return true;
        }
        if (self.is_of(&voice.wish, at) || self.is_of(&voice.told, at))
            && self.subject(at) == Some(Who::Child)
            && !self.is_asked_for(at)
            && !self.is_reported_by_grown_up(at)
        {
            return true;
        }
        if voice.wish_whole.is_at(sight, at) && sight.who[at] == Who::Child && !self.is_asked_for(at) {
            return true;
        }
        self.is_watched(at) || self.is_thing(at)
    }

    fn is_of(&self, list: &List, at: usize) -> bool {
        list.is_at(self.sight, at)
    }

    /// The subject of a verb: the person before it, past adverbs, other verbs and what stands between commas.
    fn subject(&self, verb: usize) -> Option<Who> {
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
                return Some(self.of_group(before));
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
            subject.then(|| self.of_group(at))
        })
    }

    /// "does as he is told", "he was asked": said to the child, not by it.
    fn is_passive(&self, at: usize) -> bool {
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
        self.sight
            .words
            .iter()
            .take(verb)
            .any(|word| matches!(word.key.as_str(), "will" | "should" | "must" | "shall" | "needs" | "need"))
    }

    /// A grown-up of whom the child is the owner is the grown-up: "his mum". "Leo and his mum" is both.
    fn of_group(&self, at: usize) -> Who {
        self.sight.who[at]
    }

    fn is_after_comma_clause(&self, at: usize) -> bool {
        (0..=at).any(|place| self.sight.words[place].gap == Gap::Comma || self.sight.words[place].gap == Gap::Open)
    }

    fn is_not_yet(&self, at: usize, verb: usize) -> bool {
        self.voice.not_yet.holds(&self.sight.words[at].key) && !self.is_allowed(at, verb)
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

    /// "ask Leo what he wants", "unclear how he feels": it is still to be found out.
    fn is_asked_for(&self, at: usize) -> bool {
        let words = self.sight.words;
        let asked = |place: usize| self.voice.asking.is_at(self.sight, place);
        let question = (at.saturating_sub(4)..at).find(|place| {
            matches!(words[*place].key.as_str(), "what" | "how" | "whether" | "if" | "why" | "where" | "who")
        });
        let Some(question) = question else { return false };
        // "Leo asked whether": the child asks.
        (0..question).any(|place| asked(place) && self.subject(place) != Some(Who::Child))
    }

    /// "Mum says he sleeps well": a grown-up tells.
    fn is_reported_by_grown_up(&self, at: usize) -> bool {
        (0..at).any(|place| {
            let word = &self.sight.words[place];
            !word.quoted
                && (self.voice.reports.holds(&word.key) && !matches!(self.subject(place), Some(Who::Child))
                    || word.key == "according")
        })
    }

    /// "Kezia watched him line up his cars": the child is the object, and what it does follows.
    fn is_watched(&self, at: usize) -> bool {
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

    fn is_future(&self, at: usize) -> bool {
        (at.saturating_sub(3)..at)
            .any(|place| matches!(self.sight.words[place].key.as_str(), "to" | "will" | "should" | "must"))
    }

    /// The child's words as a thing: his own words, a letter from Leo, the drawing she made.
    fn is_thing(&self, at: usize) -> bool {
        let (sight, words) = (self.sight, self.sight.words);
        let owner = sight.who[at] == Who::Child
            && (words[at].possessive || matches!(words[at].key.as_str(), "his" | "her" | "their"));
        if owner {
            let from = at + 1;
            let named = (from..(from + 2).min(words.len())).any(|place| self.voice.thing.is_at(sight, place));
            let grown_up_between =
                (from..(from + 2).min(words.len())).any(|place| matches!(sight.who[place], Who::Adult(_)));
            let wanted = (0..at).any(|place| {
                matches!(words[place].key.as_str(), "get" | "gather" | "obtain" | "seek" | "need" | "needs")
            });
            return named && !grown_up_between && !wanted && !self.is_future(at);
        }
        let from_child = self.voice.thing.is_at(sight, at)
            && words.get(at + 1).is_some_and(|next| matches!(next.key.as_str(), "from" | "by"))
            && sight.who.get(at + 2) == Some(&Who::Child);
        from_child || (words[at].key == "according" && sight.who.get(at + 2) == Some(&Who::Child))
    }

    /// A quotation that nobody else is said to have spoken, by somebody who says I, me or my mum.
    fn is_own_quotation(&self, text: &Text, number: usize) -> bool {
        let quoted: Vec<&Word> = self.sight.words.iter().filter(|word| word.quoted).collect();
        if quoted.len() < 3 {
            return false;
        }
        let own = quoted.iter().any(|word| {
            matches!(
                word.key.as_str(),
                "i" | "i'm" | "i'll" | "i've" | "me" | "my" | "mum" | "mummy" | "dad" | "daddy" | "nan" | "we"
            )
        });
        let others = |who: &[Who], words: &[Word]| {
            (0..words.len()).any(|at| {
                // "…", to his teacher: whoever hears it has not said it.
                let hears = at.checked_sub(1).is_some_and(|before| is_preposition(&words[before].key))
                    || at.checked_sub(2).is_some_and(|before| is_preposition(&words[before].key));
                !words[at].quoted && !hears && matches!(who[at], Who::Adult(_) | Who::Other)
            })
        };
        let before =
            number.checked_sub(1).and_then(|before| text.reading.sentences.get(before)).map(|one| text.sight(one));
        let alone = quoted.len() == self.sight.words.len();
        own && !others(self.sight.who, self.sight.words)
            && !(alone && before.is_some_and(|sight| others(sight.who, sight.words)))
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

impl Word {
    /// "his", "Leo's": the owner of what follows, unless it is "Leo's asleep".
    fn possessive_only(&self, words: &[Self], at: usize) -> bool {
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
fn is_light(key: &str) -> bool {
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

fn is_preposition(key: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use crate::practice::review::worth_tests::found_at;
    use rstest::rstest;

    #[rstest]
    #[case::said("He said the nights are worse.", true)]
    #[case::told("Leo told Kezia that he is scared.", true)]
    #[case::drew("He drew his house without a door.", true)]
    #[case::baby("The baby settles when picked up.", true)]
    #[case::quoted("\"I keep my shoes on,\" he told Priya.", true)]
    #[case::seen("Kezia watched him line up his cars.", true)]
    #[case::letter("A letter from Leo to the judge says so.", true)]
    #[case::adult_speaks("Mum said the nights are worse.", false)]
    #[case::adult_pronoun("Dad came in. He said the nights are worse.", false)]
    #[case::adult_of_child("His teacher says he is a happy boy.", false)]
    #[case::adult_settles("Mum says he settles well.", false)]
    #[case::elsewhere("Leo's voice is captured elsewhere.", false)]
    #[case::to_be_asked("Kezia will ask Leo what he wants.", false)]
    #[case::adult_quotation("Mum said \"I cannot cope with my son\".", false)]
    #[case::told_to_child("Mum told Leo that they are moving.", false)]
    #[case::conjoined("Leo took Kezia to his room and told her about the dog.", true)]
    #[case::may_come("By secondary he may have stopped asking for help.", false)]
    #[case::stays_on_a_plan("Leo stays on a child protection plan.", false)]
    #[case::goes_to_school("Leo goes to the same school.", false)]
    #[case::nothing("The home is cold and there is worry about neglect.", false)]
    fn a_child_is_heard_or_is_not(#[case] text: &str, #[case] heard: bool) {
        assert_eq!(found_at("voice_missing", "Leo Marsh", "impact", text).is_empty(), heard);
    }
}
