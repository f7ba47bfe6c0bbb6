//! Who is meant by a word: the child of the record, a grown-up, another name, or nobody. A guess from grammar, made so
//! that what a grown-up says is not taken for the child's voice.

use super::naming::Naming;
use super::reading::{Gap, Reading, Word};
use super::word_lists::WordLists;

/// Who a word is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Who {
    /// Nobody.
    Nobody,
    /// The child of the record, or the children of the family.
    Child,
    /// A grown-up, or what is made of them: a school, the police.
    Adult(Gender),
    /// Somebody of another name.
    Other,
}

/// What is known of a grown-up from the word for them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gender {
    /// She.
    She,
    /// He.
    He,
    /// Either.
    Either,
    /// More than one.
    They,
}

/// Who every word of a text is.
pub(super) fn who(reading: &Reading, naming: &Naming, lists: &WordLists) -> Vec<Who> {
    let mut who: Vec<Who> = Vec::with_capacity(reading.words.len());
    for at in 0..reading.words.len() {
        // "Anna-Maria told", "Leo Marsh said": whatever of the name follows is the child too.
        let goes_on = who.last() == Some(&Who::Child) && naming.goes_on_at(reading, at);
        who.push(if goes_on { Who::Child } else { noun(reading, at, naming, lists) });
    }
    // Pronouns come after, for they look back at what was named.
    for at in 0..reading.words.len() {
        if who[at] == Who::Nobody
            && !reading.words[at].quoted
            && let Some(gender) = pronoun(&reading.words[at].key)
        {
            who[at] = meant(reading, &who, at, gender);
        }
    }
    who
}

fn noun(reading: &Reading, at: usize, naming: &Naming, lists: &WordLists) -> Who {
    let word = &reading.words[at];
    if naming.is_at(reading, at) {
        return Who::Child;
    }
    let people = &lists.people;
    if people.she.holds(&word.key) {
        Who::Adult(Gender::She)
    } else if people.he.holds(&word.key) {
        Who::Adult(Gender::He)
    } else if people.they.holds(&word.key) {
        Who::Adult(Gender::They)
    } else if people.either.holds(&word.key) {
        Who::Adult(Gender::Either)
    } else if people.child.holds(&word.key) && !word.possessive_of_other(reading, at) {
        Who::Child
    } else if is_name(reading, at, lists) {
        // Of a child who has no name yet, a first name on its own may be the child's.
        if naming.is_by_reference() && is_alone(reading, at, lists) { Who::Child } else { Who::Other }
    } else {
        Who::Nobody
    }
}

impl Word {
    /// `other children`, `children's services`: not the child of the record.
    fn possessive_of_other(&self, reading: &Reading, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| reading.words[before].key.as_str());
        let after = reading.words.get(at + 1).map(|after| after.key.as_str());
        matches!(before, Some("other" | "another" | "most" | "any"))
            || (self.possessive
                && matches!(after, Some("services" | "social" | "centre" | "home" | "hospital" | "guardian")))
            || matches!(after, Some("protection" | "care" | "poverty" | "benefit"))
            || (matches!(before, Some("a")) && matches!(after, Some("in")))
            || (self.key == "child" && matches!(after, Some("in")))
    }
}

/// A word with a capital within a sentence, or at its start where a verb or a comma follows.
fn is_name(reading: &Reading, at: usize, lists: &WordLists) -> bool {
    let word = &reading.words[at];
    if !word.capital || word.shouted || word.key.len() < 2 || lists.people.no_names.holds(&word.key) {
        return false;
    }
    if !word.first {
        return true;
    }
    // At the start of a sentence every word has a capital.
    reading.words.get(at + 1).is_some_and(|next| {
        next.sentence == word.sentence
            && (lists.people.after_a_name.holds(&next.key) || (next.capital && !next.shouted))
    })
}

/// Whether a name stands on its own: no title before it, and no other word with a capital beside it.
fn is_alone(reading: &Reading, at: usize, lists: &WordLists) -> bool {
    let sentence = reading.words[at].sentence;
    let before = at.checked_sub(1).map(|before| &reading.words[before]).filter(|word| word.sentence == sentence);
    let after = reading.words.get(at + 1).filter(|word| word.sentence == sentence);
    before.is_none_or(|word| !lists.names.titles.holds(&word.key) && (word.first || !word.capital))
        && after.is_none_or(|word| !word.capital)
}

fn pronoun(key: &str) -> Option<Gender> {
    match key {
        "he" | "him" | "his" | "himself" | "he'd" | "he'll" | "hes" => Some(Gender::He),
        "she" | "her" | "hers" | "herself" | "she'd" | "she'll" | "shes" => Some(Gender::She),
        "they" | "them" | "their" | "themselves" | "they'd" | "they're" | "they've" => Some(Gender::They),
        _ => None,
    }
}

fn is_object(key: &str) -> bool {
    matches!(key, "him" | "her" | "himself" | "herself" | "hers")
}

/// Whom a pronoun means: the child, unless a grown-up of that kind was what the sentence before or this one was about.
fn meant(reading: &Reading, who: &[Who], at: usize, gender: Gender) -> Who {
    let here = reading.words[at].sentence;
    for back in 0..=2 {
        let Some(number) = here.checked_sub(back) else { break };
        let Some(sentence) = reading.sentences.get(number) else { break };
        let to = sentence.to.min(at);
        let places = (sentence.from..to).filter(|place| !reading.words[*place].quoted);
        let mut child = None;
        let mut grown_up = None;
        let mut other = None;
        for place in places {
            let owner = reading.words[place].possessive && !is_contraction(reading, place);
            match who[place] {
                Who::Child => child = child.or(Some(place)),
                Who::Adult(of) if agrees(of, gender) && !owner && !is_governed(reading, place) => {
                    grown_up = grown_up.or(Some(place));
                }
                Who::Other if !owner && !is_governed(reading, place) => other = other.or(Some(place)),
                Who::Adult(_) | Who::Other | Who::Nobody => {}
            }
        }
        match (child, grown_up, other) {
            (Some(child), Some(grown), _) if grown < child => return Who::Adult(gender),
            (Some(_), ..) => return Who::Child,
            (None, Some(_), _) => return Who::Adult(gender),
            // "Kezia watched him": whoever watches is another.
            (None, None, Some(_)) if gender != Gender::They && !is_object(&reading.words[at].key) => return Who::Other,
            (None, None, _) => {}
        }
    }
    if gender == Gender::They { Who::Nobody } else { Who::Child }
}

/// Whether a grown-up of this kind can be meant by a pronoun of that kind. A worker or a teacher may be he or she; what is
/// said of them is seldom taken up again, and the record is the child's.
const fn agrees(of: Gender, pronoun: Gender) -> bool {
    matches!(
        (of, pronoun),
        (Gender::She, Gender::She) | (Gender::He, Gender::He) | (Gender::They | Gender::Either, Gender::They)
    )
}

/// Whether a word follows a preposition, so that the sentence is not about it.
fn is_governed(reading: &Reading, at: usize) -> bool {
    let mut before = at;
    while let Some(previous) = before.checked_sub(1) {
        if reading.words[previous].sentence != reading.words[at].sentence {
            return false;
        }
        match reading.words[previous].key.as_str() {
            "the" | "his" | "her" | "their" | "a" | "an" | "foster" | "social" | "my" => before = previous,
            "with" | "to" | "by" | "from" | "at" | "of" | "for" | "about" | "when" | "after" | "before" | "until"
            | "on" | "in" | "than" | "because" | "if" | "while" | "like" | "without" | "against" => return true,
            _ => return false,
        }
    }
    false
}

/// `Leo's asleep` is no owner, but nothing tells it from one save what follows.
fn is_contraction(reading: &Reading, at: usize) -> bool {
    reading.words.get(at + 1).is_some_and(|next| {
        next.gap != Gap::Space
            || next.key.ends_with("ing")
            || matches!(
                next.key.as_str(),
                "been" | "got" | "not" | "a" | "the" | "very" | "scared" | "worried" | "told" | "said"
            )
    })
}
