//! A text as the findings read it: its words, folded so that accents, capitals and possessives do not matter, its
//! sentences, and what stands in quotation marks. Not what the words mean.

mod fold;
mod quotes;
mod sentences;

pub(super) use fold::fold;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Gap {
    /// Nothing but space.
    Space,
    /// A hyphen without space: one word to a reader.
    Hyphen,
    /// A comma, a dash, a slash or anything else within a clause.
    Comma,
    /// A bracket that opens.
    Open,
    /// A bracket that closes.
    Close,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
}

/// One word. Positions are characters (Unicode scalar values) from the start of the text.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "what is seen of a word is each asked for alone")]
pub(super) struct Word {
    /// Lower case, without accents and without a possessive ending.
    pub(super) key: String,
    /// The word as written.
    pub(super) written: String,
    /// Where it begins.
    pub(super) start: usize,
    /// Where it ends, a possessive ending included.
    pub(super) end: usize,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether it is in capitals throughout, two letters or more.
    pub(super) shouted: bool,
    /// Whether it ends in an apostrophe and s, or an s and an apostrophe.
    pub(super) possessive: bool,
    /// Whether it stands in quotation marks.
    pub(super) quoted: bool,
    /// Whether it is the first of its sentence, or of what stands in quotation marks.
    pub(super) first: bool,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// What stands before it.
    pub(super) gap: Gap,
}

/// One sentence: its words, and its characters without the space around it.
#[derive(Clone, Copy)]
pub(super) struct Sentence {
    /// The first of its words.
    pub(super) from: usize,
    /// After the last of its words.
    pub(super) to: usize,
    /// Where it begins, in characters.
    pub(super) start: usize,
    /// Where it ends, in characters.
    pub(super) end: usize,
}

/// A text, read.
pub(super) struct Reading {
    /// Its characters.
    pub(super) chars: Vec<char>,
    /// Its words.
    pub(super) words: Vec<Word>,
    /// Its sentences; each holds at least one word.
    pub(super) sentences: Vec<Sentence>,
}

impl Reading {
    /// Reads a text.
    pub(super) fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let quoted = quotes::quoted(&chars);
        let ends = sentences::ends(&chars, &quoted);
        let mut words: Vec<Word> = Vec::new();
        let mut sentence = 0;
        let mut next_end = ends.iter().copied().peekable();
        let mut at = 0;
        let mut between = 0;
        while at < chars.len() {
            if !chars[at].is_alphanumeric() {
                at += 1;
                continue;
            }
            let start = at;
            while at < chars.len() && goes_on(&chars, at) {
                at += 1;
            }
            while next_end.peek().is_some_and(|end| *end <= start) {
                next_end.next();
                sentence += 1;
            }
            words.push(word(&chars, start, at, sentence, quoted[start], between));
            if let Some(last) = words.last_mut() {
                at = at.max(last.end);
                last.end = at;
            }
            between = at;
        }
        let mut one = Self { chars, words, sentences: Vec::new() };
        one.number_sentences();
        one
    }

    fn number_sentences(&mut self) {
        let mut from = 0;
        let mut number = 0;
        while from < self.words.len() {
            let old = self.words[from].sentence;
            let mut to = from;
            while to < self.words.len() && self.words[to].sentence == old {
                to += 1;
            }
            for at in from..to {
                let opens = at == from || (self.words[at].quoted && !self.words[at - 1].quoted);
                self.words[at].sentence = number;
                self.words[at].first = opens;
            }
            let end = if to < self.words.len() { self.words[to].start } else { self.chars.len() };
            let mut start = self.words[from].start;
            while start > 0 && is_opening(self.chars[start - 1]) {
                start -= 1;
            }
            let mut end = end;
            while end > start && (self.chars[end - 1].is_whitespace() || "-*\u{2022}".contains(self.chars[end - 1])) {
                end -= 1;
            }
            while end > self.words[to - 1].end
                && is_opening(self.chars[end - 1])
                && is_opening_of_next(&self.chars, end)
            {
                end -= 1;
            }
            while end > start && self.chars[end - 1].is_whitespace() {
                end -= 1;
            }
            self.sentences.push(Sentence { from, to, start, end });
            number += 1;
            from = to;
        }
    }

    /// The characters between two places.
    pub(super) fn slice(&self, start: usize, end: usize) -> String {
        self.chars.get(start..end).unwrap_or_default().iter().collect()
    }

    /// The words of a sentence.
    pub(super) fn words_of(&self, sentence: &Sentence) -> &[Word] {
        self.words.get(sentence.from..sentence.to).unwrap_or_default()
    }
}

/// Brackets and quotation marks that open what follows.
const fn is_opening(one: char) -> bool {
    matches!(one, '(' | '[' | '"' | '\'' | '\u{2018}' | '\u{201c}' | '\u{ab}')
}

fn is_opening_of_next(chars: &[char], end: usize) -> bool {
    end >= 2 && chars[end - 2].is_whitespace()
}

pub(super) const fn is_apostrophe(one: char) -> bool {
    matches!(one, '\'' | '\u{2019}' | '\u{2bc}' | '\u{2018}')
}

/// Whether the word that is being read goes on at this character.
fn goes_on(chars: &[char], at: usize) -> bool {
    let one = chars[at];
    if one.is_alphanumeric() || is_mark(one) {
        return true;
    }
    let (Some(before), Some(after)) = (at.checked_sub(1).map(|at| chars[at]), chars.get(at + 1)) else { return false };
    if is_apostrophe(one) {
        return before.is_alphanumeric() && after.is_alphanumeric();
    }
    if one == '&' {
        return before.is_uppercase() && after.is_uppercase();
    }
    matches!(one, '.' | ',' | ':') && before.is_ascii_digit() && after.is_ascii_digit()
}

/// A combining mark, which belongs to the letter before it.
const fn is_mark(one: char) -> bool {
    matches!(one, '\u{300}'..='\u{36f}')
}

fn word(chars: &[char], start: usize, end: usize, sentence: usize, quoted: bool, between: usize) -> Word {
    let written: String = chars[start..end].iter().collect();
    let mut key = fold(&written);
    let mut possessive = false;
    let mut end = end;
    if let Some(owner) = key.strip_suffix("'s") {
        key.truncate(owner.len());
        possessive = true;
    } else if key.ends_with('s')
        && chars.get(end).copied().is_some_and(is_apostrophe)
        && chars.get(end + 1).is_none_or(|after| !after.is_alphanumeric())
        && !quoted
    {
        possessive = true;
        end += 1;
    }
    let mut letters = chars[start..end].iter().copied().filter(|one| one.is_alphabetic());
    let capital = chars[start].is_uppercase();
    let count = letters.clone().count();
    // A plural or possessive s does not unsay the capitals: IDVAs.
    let shouted = count >= 2 && letters.all(char::is_uppercase);
    Word {
        key,
        written,
        start,
        end,
        capital,
        shouted,
        possessive,
        quoted,
        first: false,
        sentence,
        gap: gap(chars, between, start),
    }
}

fn gap(chars: &[char], from: usize, to: usize) -> Gap {
    let between = chars.get(from..to).unwrap_or_default();
    if from > 0 && between.len() == 1 && matches!(between[0], '-' | '\u{2010}' | '\u{2011}') {
        return Gap::Hyphen;
    }
    between
        .iter()
        .map(|one| match one {
            ';' => Gap::Semicolon,
            ':' => Gap::Colon,
            ')' | ']' => Gap::Close,
            '(' | '[' => Gap::Open,
            one if one.is_whitespace() => Gap::Space,
            _ => Gap::Comma,
        })
        .max()
        .unwrap_or(Gap::Space)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
