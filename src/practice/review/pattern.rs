//! The small language in which the word lists are written, and how it is matched against a sentence. A pattern is a few
//! words in a row; a capital letter, an accent and a hyphen never matter.
//!
//! | in a list | matches |
//! |---|---|
//! | `abscond*` | any word that begins so |
//! | `fail*\|refuse*` | either |
//! | `the?` | the word, or nothing |
//! | `...` | up to five words of the same sentence |
//! | `{kin}` | anything of the list of that name |
//! | `<child>` `<adult>` `<name>` `<person>` `<number>` | the child of the record, a grown-up, another name, any of these, a figure |
//! | `^` `$` | where a sentence begins, where it ends |
//! | `!word` | where that word does not follow |

use super::people::Who;
use super::reading::{Gap, Word, fold};
use std::collections::HashMap;
use std::sync::Arc;

/// The most words that `...` passes over.
const MOST_BETWEEN: usize = 5;

/// A list of patterns that is looked up by its first word.
#[derive(Clone, Default)]
pub(super) struct List {
    patterns: Vec<Pattern>,
    /// Patterns that begin with a plain word, by that word.
    by_word: HashMap<String, Vec<usize>>,
    /// The others.
    others: Vec<usize>,
}

#[derive(Clone)]
struct Pattern {
    slots: Vec<Slot>,
}

#[derive(Clone)]
struct Slot {
    what: What,
    optional: bool,
}

#[derive(Clone)]
enum What {
    Words(Vec<Alternative>),
    NotWords(Vec<Alternative>),
    List(Arc<List>),
    Class(Class),
    Between,
    Start,
    End,
}

#[derive(Clone)]
struct Alternative {
    text: String,
    prefix: bool,
}

#[derive(Clone, Copy)]
enum Class {
    Child,
    Adult,
    Name,
    Person,
    Number,
}

/// What is matched against: the words of one sentence, and who each of them is.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    /// The words.
    pub(super) words: &'a [Word],
    /// Who each word is; as many as words.
    pub(super) who: &'a [Who],
}

/// What is wrong with a pattern, and what belongs there.
pub(super) type Fault = (String, &'static str);

impl List {
    /// Reads the patterns of a list; `known` gives the lists that it may use.
    pub(super) fn read<'s>(
        patterns: impl IntoIterator<Item = &'s str>,
        known: impl Fn(&str) -> Option<Arc<Self>>,
    ) -> Result<Self, (usize, Fault)> {
        let mut list = Self::default();
        for (number, text) in patterns.into_iter().enumerate() {
            list.add(Pattern::read(text, &known).map_err(|fault| (number, fault))?);
        }
        Ok(list)
    }

    fn add(&mut self, pattern: Pattern) {
        let place = self.patterns.len();
        match pattern.slots.first() {
            Some(Slot { what: What::Words(words), optional: false }) if words.iter().all(|one| !one.prefix) => {
                for word in words {
                    self.by_word.entry(word.text.clone()).or_default().push(place);
                }
            }
            _ => self.others.push(place),
        }
        self.patterns.push(pattern);
    }

    /// Where the longest match that begins at this word ends, and which pattern it is.
    pub(super) fn at(&self, sight: Sight<'_>, from: usize) -> Option<(usize, usize)> {
        let word = sight.words.get(from)?;
        let plain = self.by_word.get(&word.key).map(Vec::as_slice).unwrap_or_default();
        plain
            .iter()
            .chain(&self.others)
            .filter_map(|place| Some((self.patterns.get(*place)?.ends(sight, from)?, *place)))
            .filter(|(end, _)| *end > from)
            .max_by_key(|(end, place)| (*end, usize::MAX - place))
    }

    /// Whether a match begins at this word.
    pub(super) fn is_at(&self, sight: Sight<'_>, from: usize) -> bool {
        self.at(sight, from).is_some()
    }

    /// The first match from a word on: where it begins and ends.
    pub(super) fn find(&self, sight: Sight<'_>, from: usize) -> Option<(usize, usize)> {
        (from..sight.words.len()).find_map(|at| self.at(sight, at).map(|(end, _)| (at, end)))
    }

    /// Every match, none within another.
    pub(super) fn all(&self, sight: Sight<'_>) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some((start, end)) = self.find(sight, from) {
            found.push((start, end));
            from = end;
        }
        found
    }

    /// Whether a single word, as folded, is on the list.
    pub(super) fn holds(&self, key: &str) -> bool {
        let one = |place: &usize| match self.patterns.get(*place).map(|one| one.slots.as_slice()) {
            Some([Slot { what: What::Words(words), .. }]) => words.iter().any(|word| word.is(key)),
            Some([Slot { what: What::List(list), .. }]) => list.holds(key),
            _ => false,
        };
        self.by_word.get(key).is_some_and(|places| places.iter().any(one)) || self.others.iter().any(one)
    }
}

impl Alternative {
    fn is(&self, key: &str) -> bool {
        if self.prefix { key.starts_with(&self.text) } else { key == self.text }
    }
}

impl Pattern {
    fn read(text: &str, known: &impl Fn(&str) -> Option<Arc<List>>) -> Result<Self, Fault> {
        let mut slots = Vec::new();
        for part in text.split_whitespace() {
            let (part, optional) = match part.strip_suffix('?') {
                Some(part) if !part.is_empty() => (part, true),
                _ => (part, false),
            };
            let mut push = |what| slots.push(Slot { what, optional });
            match part {
                "..." => push(What::Between),
                "^" => push(What::Start),
                "$" => push(What::End),
                "<child>" => push(What::Class(Class::Child)),
                "<adult>" => push(What::Class(Class::Adult)),
                "<name>" => push(What::Class(Class::Name)),
                "<person>" => push(What::Class(Class::Person)),
                "<number>" => push(What::Class(Class::Number)),
                part if part.starts_with('{') => {
                    let name = part.trim_start_matches('{').trim_end_matches('}');
                    let list = known(name).ok_or_else(|| {
                        (format!("there is no list \"{name}\" before this one"), "the name of a list that stands above")
                    })?;
                    push(What::List(list));
                }
                part if part.starts_with('!') => push(What::NotWords(alternatives(&part[1..])?)),
                part if part.contains('-') && !part.contains('|') => {
                    // A hyphen parts words: that is how a text is read too.
                    for piece in part.split('-').filter(|piece| !piece.is_empty()) {
                        push(What::Words(alternatives(piece)?));
                    }
                }
                part => push(What::Words(alternatives(part)?)),
            }
        }
        let says_something = slots
            .iter()
            .any(|slot| !slot.optional && matches!(slot.what, What::Words(_) | What::List(_) | What::Class(_)));
        if !says_something {
            return Err((format!("\"{text}\" names no word"), "at least one word that must be there"));
        }
        if matches!(slots.first().map(|one| &one.what), Some(What::Between)) {
            return Err((format!("\"{text}\" begins with ..."), "a word first"));
        }
        Ok(Self { slots })
    }

    fn ends(&self, sight: Sight<'_>, from: usize) -> Option<usize> {
        ends(&self.slots, sight, from)
    }
}

fn alternatives(part: &str) -> Result<Vec<Alternative>, Fault> {
    part.split('|')
        .map(|one| {
            let (text, prefix) = one.strip_suffix('*').map_or((one, false), |text| (text, true));
            let text = fold(text);
            let plain = !text.is_empty()
                && text.chars().all(|one| one.is_alphanumeric() || matches!(one, '\'' | '&' | '.' | ','));
            if plain {
                Ok(Alternative { text, prefix })
            } else {
                Err((format!("\"{one}\" is no word"), "letters, and * at the end for any ending"))
            }
        })
        .collect()
}

/// Where a match of these slots that begins here ends; the longest.
fn ends(slots: &[Slot], sight: Sight<'_>, from: usize) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(from) };
    let with = match &slot.what {
        What::Words(words) => match sight.words.get(from) {
            Some(word) if !word.quoted && words.iter().any(|one| one.is(&word.key)) => ends(rest, sight, from + 1),
            _ => None,
        },
        What::NotWords(words) => {
            let there = sight.words.get(from).is_some_and(|word| words.iter().any(|one| one.is(&word.key)));
            if there { None } else { ends(rest, sight, from) }
        }
        What::List(list) => list.at(sight, from).and_then(|(end, _)| ends(rest, sight, end)),
        What::Class(class) => {
            if is_of(*class, sight, from) {
                ends(rest, sight, from + 1)
            } else {
                None
            }
        }
        What::Between => {
            let clause = (from..sight.words.len().min(from + MOST_BETWEEN))
                .take_while(|at| sight.words[*at].gap < Gap::Colon)
                .last()
                .map_or(from, |last| last + 1);
            (from..=clause).find_map(|at| {
                let open = at == from || sight.words.get(at).is_none_or(|word| word.gap < Gap::Colon);
                if open { ends(rest, sight, at) } else { None }
            })
        }
        What::Start => {
            let starts = from == 0 || sight.words.get(from).is_some_and(|word| word.first || word.gap >= Gap::Colon);
            if starts { ends(rest, sight, from) } else { None }
        }
        What::End => {
            if from >= sight.words.len() {
                ends(rest, sight, from)
            } else {
                None
            }
        }
    };
    if slot.optional { with.max(ends(rest, sight, from)) } else { with }
}

fn is_of(class: Class, sight: Sight<'_>, at: usize) -> bool {
    let (Some(word), Some(who)) = (sight.words.get(at), sight.who.get(at)) else { return false };
    if word.quoted {
        return false;
    }
    match class {
        Class::Child => *who == Who::Child,
        Class::Adult => matches!(who, Who::Adult(_)),
        Class::Name => *who == Who::Other,
        Class::Person => *who != Who::Nobody,
        Class::Number => word.key.starts_with(|one: char| one.is_ascii_digit()) || is_number_word(&word.key),
    }
}

/// Whether a word is a number as people write it out.
pub(super) fn is_number_word(key: &str) -> bool {
    matches!(
        key,
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "eleven"
            | "twelve"
            | "fifteen"
            | "twenty"
            | "thirty"
            | "forty"
            | "fifty"
            | "sixty"
            | "hundred"
            | "dozen"
            | "once"
            | "twice"
    )
}
