//! Whether a word is the child's first name. Some names are ordinary words (Grace, Will, Hope, Summer): those are a naming
//! where a capital within a sentence, or the grammar at its start, says so.

use super::reading::{Gap, Reading, Word, fold};
use super::word_lists::WordLists;

/// How the child of a record is named.
pub(super) struct Naming {
    /// First names that would do, each as its folded parts: `anna maria`; what stands in brackets is one more.
    names: Vec<Vec<String>>,
    /// Every word of the full name, folded and parted at hyphens: what may follow the first.
    every: Vec<String>,
    /// The last word of the full name, folded.
    surname: Option<String>,
    /// The reference without anything but letters and digits, folded, for a child who has no name yet.
    reference: Option<String>,
    ordinary: Ordinary,
    sentence_starts: super::pattern::List,
    institutions: super::pattern::List,
    titles: super::pattern::List,
}

/// How far a name can be taken for another word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ordinary {
    /// It is no other word.
    No,
    /// It is another word when written small: Lily, Ruby.
    WhenSmall,
    /// It is another word at the start of a sentence too: Hope, Summer.
    AtTheStart,
    /// It is a verb that opens questions and orders: Will, May.
    Auxiliary,
    /// It is a month, whose capital says nothing.
    Month,
}

impl Naming {
    /// How a child is named; without a name the reference stands for it.
    pub(super) fn of(name: Option<&str>, reference: &str, lists: &WordLists) -> Self {
        let mut one = Self {
            names: Vec::new(),
            every: Vec::new(),
            surname: None,
            reference: None,
            ordinary: Ordinary::No,
            sentence_starts: lists.names.verbs.clone(),
            institutions: lists.names.institutions.clone(),
            titles: lists.names.titles.clone(),
        };
        let name = name.unwrap_or("").trim();
        if !name.is_empty() && fold(name) != fold(reference) {
            one.take_in(name);
        }
        if one.names.is_empty() {
            one.reference = Some(plain(reference)).filter(|plain| !plain.is_empty());
            return one;
        }
        let first = one.names.first().filter(|parts| parts.len() == 1).and_then(|parts| parts.first());
        if let Some(first) = first {
            let names = &lists.names;
            one.ordinary = if names.months.holds(first) {
                Ordinary::Month
            } else if names.auxiliaries.holds(first) {
                Ordinary::Auxiliary
            } else if names.words.holds(first) {
                Ordinary::AtTheStart
            } else if names.small.holds(first) {
                Ordinary::WhenSmall
            } else {
                Ordinary::No
            };
        }
        one
    }

    /// Whether the child has no name yet, so that nobody knows which name in the text would be the child's.
    pub(super) const fn is_by_reference(&self) -> bool {
        self.names.is_empty()
    }

    fn take_in(&mut self, name: &str) {
        let parted = name.split(|one: char| !one.is_alphanumeric() && one != '\'' && one != '\u{2019}');
        self.every = parted.map(|part| fold(part).replace('\'', "")).filter(|part| !part.is_empty()).collect();
        // As case systems list them: MARSH, Leo.
        let (surname, given) = match name.split_once(',') {
            Some((surname, given)) if !given.trim().is_empty() => (Some(surname.trim()), given.trim()),
            _ => (None, name),
        };
        let called: Vec<&str> = given
            .split(['(', ')', '"', '\u{201c}', '\u{201d}', '\u{2018}'])
            .enumerate()
            .filter(|(number, part)| number % 2 == 1 && !part.trim().is_empty())
            .map(|(_, part)| part.trim())
            .collect();
        let outside: String = given
            .split(['(', ')', '"', '\u{201c}', '\u{201d}', '\u{2018}'])
            .enumerate()
            .filter(|(number, _)| number % 2 == 0)
            .map(|(_, part)| part)
            .collect();
        let words: Vec<&str> = outside.split_whitespace().collect();
        for first in words
            .first()
            .into_iter()
            .chain(called.iter().filter_map(|part| part.split_whitespace().next()).collect::<Vec<_>>().iter())
        {
            let parts: Vec<String> =
                first.split('-').map(|part| fold(part).replace('\'', "")).filter(|part| !part.is_empty()).collect();
            if !parts.is_empty() {
                self.names.push(parts);
            }
        }
        let last = surname.or_else(|| if words.len() > 1 { words.last().copied() } else { None });
        self.surname = last.and_then(|last| last.split(['-', ' ']).next()).map(fold);
    }

    /// Whether the child is named by this word.
    pub(super) fn is_at(&self, reading: &Reading, at: usize) -> bool {
        let Some(word) = reading.words.get(at) else { return false };
        if let Some(reference) = &self.reference {
            return begins_reference(reading, at, reference);
        }
        self.names.iter().any(|parts| self.is_name_at(reading, at, word, parts))
    }

    /// Whether this word goes on with the name that the word before it began: `Maria` of Anna-Maria, `Marsh` of Leo Marsh,
    /// `ap` and `Gwilym` of Llŷr ap Gwilym. A first or a last name written small is another word.
    pub(super) fn goes_on_at(&self, reading: &Reading, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| reading.words.get(before));
        let (Some(word), Some(before)) = (reading.words.get(at), before) else { return false };
        let joined = matches!(word.gap, Gap::Space | Gap::Hyphen) && word.sentence == before.sentence;
        let key = bare(word);
        let ends = [self.every.first(), self.every.last()];
        let small = !word.capital && ends.contains(&Some(&key));
        joined && !small && !before.possessive && self.every.contains(&key)
    }

    fn is_name_at(&self, reading: &Reading, at: usize, word: &Word, parts: &[String]) -> bool {
        let Some(first) = parts.first() else { return false };
        let next = reading.words.get(at + 1);
        let key = bare(word);
        if key == parts.concat() && parts.len() > 1 {
            return true;
        }
        if key != *first {
            // Leos mum: a possessive without its apostrophe.
            let owner = key.strip_suffix('s').is_some_and(|owner| owner == first);
            return owner && word.capital && self.ordinary == Ordinary::No && parts.len() == 1;
        }
        if parts.len() > 1 {
            return true;
        }
        // Grace-Ann is somebody else; Leo-centred is not.
        let joined = |other: &Word| other.gap == Gap::Hyphen && other.capital;
        if next.is_some_and(joined) || (word.gap == Gap::Hyphen && word.capital) {
            return false;
        }
        if word.possessive && word.capital {
            return !self.is_month_thing(next);
        }
        if self.is_titled(reading, at) || self.is_institution(word, next) {
            return false;
        }
        match self.ordinary {
            Ordinary::No => true,
            _ if !word.capital => false,
            Ordinary::Month => self.is_month_name(reading, at),
            _ if word.quoted => true,
            Ordinary::WhenSmall => true,
            Ordinary::AtTheStart | Ordinary::Auxiliary => {
                let plain = word.first || word.gap >= Gap::Colon || Self::in_capitals(reading, at);
                !plain || self.is_subject(reading, at)
            }
        }
    }

    /// Mr Thomas, St Thomas: not the child.
    fn is_titled(&self, reading: &Reading, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| reading.words.get(before)).is_some_and(|before| {
            before.sentence == reading.words[at].sentence && before.capital && self.titles.holds(&before.key)
        })
    }

    /// Grace Church, Summer Term: not the child. A surname is no institution.
    fn is_institution(&self, word: &Word, next: Option<&Word>) -> bool {
        let Some(next) = next else { return false };
        let same = next.sentence == word.sentence && next.gap == Gap::Space;
        let surname = self.surname.as_ref().is_some_and(|surname| *surname == next.key);
        let capital = next.capital || (self.ordinary != Ordinary::No && word.first);
        same && capital && !surname && self.institutions.holds(&next.key)
    }

    fn in_capitals(reading: &Reading, at: usize) -> bool {
        let word = &reading.words[at];
        let shouted =
            |other: Option<&Word>| other.is_some_and(|other| other.sentence == word.sentence && other.shouted);
        word.shouted
            && (shouted(reading.words.get(at + 1)) || shouted(at.checked_sub(1).and_then(|at| reading.words.get(at))))
    }

    /// Whether what opens the sentence is its subject: Will is, Will said; not "Will the school", not "Hope to see".
    fn is_subject(&self, reading: &Reading, at: usize) -> bool {
        let word = &reading.words[at];
        let Some(next) = reading.words.get(at + 1).filter(|next| next.sentence == word.sentence) else {
            // A word alone is a heading or an answer.
            return self.ordinary == Ordinary::Auxiliary;
        };
        if matches!(next.gap, Gap::Comma | Gap::Open | Gap::Colon) {
            return true;
        }
        if self.surname.as_ref().is_some_and(|surname| *surname == next.key) && next.capital {
            return true;
        }
        let mut ahead = at + 1;
        while reading.words.get(ahead).is_some_and(|one| is_adverb(&one.key)) {
            ahead += 1;
        }
        let Some(verb) = reading.words.get(ahead).filter(|one| one.sentence == word.sentence) else { return false };
        if verb.key == "and" || verb.key == "who" {
            return true;
        }
        let after = reading.words.get(ahead + 1).map(|one| one.key.as_str());
        if verb.key == "is" || verb.key == "was" {
            // "Hope is that she stays", "Summer is over".
            return !matches!(
                after,
                Some(
                    "that"
                        | "over"
                        | "coming"
                        | "near"
                        | "nearly"
                        | "approaching"
                        | "ending"
                        | "almost"
                        | "to"
                        | "gone"
                )
            );
        }
        if self.sentence_starts.holds(&verb.key) {
            // "Will can" is somebody; "Will have to", "May have to" is an order to oneself.
            return true;
        }
        let finite = verb.key.len() > 3
            && ((verb.key.ends_with("ed") && !verb.key.ends_with("eed"))
                || (verb.key.ends_with('s') && !verb.key.ends_with("ss") && !verb.possessive));
        // "Faith leaders have", "Hope remains that": what ends in s is a thing, for the verb comes later.
        let later = || {
            reading.words.iter().skip(ahead + 1).take(4).take_while(|one| one.sentence == word.sentence).any(|one| {
                matches!(
                    one.key.as_str(),
                    "have" | "are" | "is" | "was" | "were" | "has" | "will" | "can" | "do" | "that" | "may" | "should"
                )
            })
        };
        if finite && verb.key.ends_with('s') && later() {
            return false;
        }
        // "Will parents come?" begins a question; "Will likes his nan" tells.
        finite
            && !Self::is_question(reading, at)
            && !verb.capital
            && (self.ordinary != Ordinary::Auxiliary || !is_plural_noun(&verb.key))
    }

    fn is_question(reading: &Reading, at: usize) -> bool {
        let sentence = reading.sentences.get(reading.words[at].sentence);
        sentence.is_some_and(|one| reading.chars.get(one.start..one.end).is_some_and(|chars| chars.ends_with(&['?'])))
    }

    /// A month is no naming after "in", "since" and the like, beside a figure, or before what months have.
    fn is_month_name(&self, reading: &Reading, at: usize) -> bool {
        let word = &reading.words[at];
        let before = at.checked_sub(1).and_then(|at| reading.words.get(at)).filter(|one| one.sentence == word.sentence);
        let next = reading.words.get(at + 1).filter(|one| one.sentence == word.sentence);
        let figure = |one: Option<&Word>| one.is_some_and(|one| one.key.starts_with(|c: char| c.is_ascii_digit()));
        if figure(before) || figure(next) || self.is_month_thing(next) {
            return false;
        }
        let timed = matches!(
            before.map(|one| one.key.as_str()),
            Some(
                "in" | "since"
                    | "by"
                    | "until"
                    | "till"
                    | "from"
                    | "during"
                    | "last"
                    | "next"
                    | "early"
                    | "late"
                    | "mid"
                    | "of"
                    | "this"
                    | "before"
                    | "after"
                    | "on"
                    | "throughout"
                    | "through"
                    | "around"
                    | "end"
                    | "for"
            )
        );
        if timed {
            return false;
        }
        !word.first || self.is_subject(reading, at)
    }

    fn is_month_thing(&self, next: Option<&Word>) -> bool {
        self.ordinary == Ordinary::Month
            && next.is_some_and(|next| {
                matches!(
                    next.key.as_str(),
                    "half"
                        | "holiday"
                        | "holidays"
                        | "bank"
                        | "conference"
                        | "review"
                        | "meeting"
                        | "figures"
                        | "visit"
                        | "hearing"
                        | "supervision"
                        | "term"
                        | "session"
                        | "report"
                )
            })
    }
}

/// The key without apostrophes, and without the `s'` of an owner: D'Andre, James'.
fn bare(word: &Word) -> String {
    word.key.replace('\'', "")
}

fn is_adverb(key: &str) -> bool {
    key.ends_with("ly") && key.len() > 4
        || matches!(
            key,
            "also" | "still" | "now" | "not" | "never" | "always" | "often" | "just" | "then" | "already" | "both"
        )
}

/// Nouns that stand after a question's first word: Will parents, Will visits.
fn is_plural_noun(key: &str) -> bool {
    matches!(
        key,
        "parents"
            | "visits"
            | "carers"
            | "police"
            | "services"
            | "professionals"
            | "relatives"
            | "actions"
            | "checks"
            | "workers"
            | "things"
            | "this"
            | "his"
            | "grandparents"
            | "always"
            | "siblings"
    )
}

fn plain(reference: &str) -> String {
    fold(reference).chars().filter(|one| one.is_alphanumeric()).collect()
}

/// Whether the reference begins at this word; it may be written with or without its hyphens and spaces.
fn begins_reference(reading: &Reading, at: usize, reference: &str) -> bool {
    let mut left = reference;
    for word in reading.words.iter().skip(at).take(6) {
        let piece: String = word.key.chars().filter(|one| one.is_alphanumeric()).collect();
        match left.strip_prefix(piece.as_str()) {
            Some("") => return true,
            Some(rest) if !piece.is_empty() => left = rest,
            _ => return false,
        }
    }
    false
}
