//! Nothing the child said, wrote, drew or signed, quoted or reported, and no concrete behaviour that somebody saw, is
//! anywhere in the record. What grown-ups say of the child, or that the voice is captured elsewhere, is not voice.

mod small_words;
mod subject;
#[cfg(test)]
mod tests;
mod watched;

use self::small_words::is_preposition;
use super::pattern::{List, Sight};
use super::people::Who;
use super::reading::Word;
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

    /// Whether what begins here is on a list of verbs. A child called Drew or Will has a name, and it is no verb.
    fn is_of(&self, list: &List, at: usize) -> bool {
        !self.is_child(at) && list.is_at(self.sight, at)
    }

    fn is_child(&self, at: usize) -> bool {
        self.sight.who.get(at) == Some(&Who::Child)
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

    fn is_future(&self, at: usize) -> bool {
        let ahead = |key: &str| matches!(key, "to" | "will" | "should" | "must");
        (at.saturating_sub(3)..at).any(|place| !self.is_child(place) && ahead(&self.sight.words[place].key))
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
