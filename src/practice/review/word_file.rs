//! Reads a file of word lists (`assets/words/*.toml`, or an authority's own) and explains every mistake in it by line and
//! column. Not what the lists are for.

use super::pattern::List;
use crate::practice::mistake::Mistake;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One entry of a `[[phrase]]` table: words to be looked at, and what to say instead.
#[derive(Clone, Default)]
pub(super) struct Phrase {
    /// What is looked for.
    pub(super) say: List,
    /// Where it is meant in an ordinary sense: a match of these over it takes it away.
    pub(super) except: List,
    /// What to write instead.
    pub(super) instead: String,
}

/// The lists of one file, and its phrases.
#[derive(Clone, Default)]
pub(super) struct WordFile {
    pub(super) lists: HashMap<String, Arc<List>>,
    pub(super) phrases: Vec<Phrase>,
}

impl WordFile {
    /// A list by its name; an empty one where the file has none, which [`read`] does not let happen.
    pub(super) fn list(&self, name: &str) -> List {
        self.lists.get(name).map(|list| List::clone(list)).unwrap_or_default()
    }
}

/// Reads a file. `wanted` are the lists that it must have; `shared` are lists of another file that it may use.
pub(super) fn read(text: &str, wanted: &[&str], phrases: bool, shared: &WordFile) -> Result<WordFile, Vec<Mistake>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let unreadable = |error: &toml::de::Error| {
            let what = format!("this cannot be read as TOML: {}", error.message().replace('\n', ", "));
            Mistake::over(text, error.span().as_ref(), what, "")
        };
        return Err(errors.iter().map(unreadable).collect());
    }
    let mut reader = Reader { text, mistakes: Vec::new(), file: WordFile::default(), shared };
    let mut entries: Vec<_> = document.get_ref().iter().collect();
    // A list may use those that stand above it.
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let name = key.get_ref().as_ref();
        if phrases && name == "phrase" {
            reader.phrases(value);
        } else if wanted.contains(&name) || matches!(value.get_ref(), DeValue::Array(_)) {
            let list = reader.list(value);
            reader.file.lists.insert(name.to_owned(), Arc::new(list));
        } else {
            reader.mistake(&key.span(), format!("\"{name}\" is no list"), "a list of words in square brackets");
        }
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|name| !reader.file.lists.contains_key(*name)).collect();
    for name in missing {
        reader.mistake(&(0..0), format!("the list \"{name}\" is missing"), &format!("{name} = [\"...\"]"));
    }
    if phrases && reader.file.phrases.is_empty() && reader.mistakes.is_empty() {
        reader.mistake(&(0..0), "there is no phrase".to_owned(), "at least one [[phrase]]");
    }
    reader.mistakes.sort();
    if reader.mistakes.is_empty() { Ok(reader.file) } else { Err(reader.mistakes) }
}

struct Reader<'t> {
    text: &'t str,
    mistakes: Vec<Mistake>,
    file: WordFile,
    shared: &'t WordFile,
}

impl Reader<'_> {
    fn mistake(&mut self, span: &Range<usize>, what: String, expected: &str) {
        self.mistakes.push(Mistake::over(self.text, Some(span), what, expected));
    }

    fn list(&mut self, value: &Spanned<DeValue<'_>>) -> List {
        let DeValue::Array(items) = value.get_ref() else {
            self.mistake(&value.span(), "this is no list".to_owned(), "words in quotation marks, in square brackets");
            return List::default();
        };
        let mut words = Vec::new();
        let mut spans = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(words_of_it) => {
                    words.push(words_of_it.as_ref());
                    spans.push(item.span());
                }
                _ => self.mistake(&item.span(), "this is no text".to_owned(), "words in quotation marks"),
            }
        }
        let known = |name: &str| self.file.lists.get(name).or_else(|| self.shared.lists.get(name)).cloned();
        match List::read(words, known) {
            Ok(list) => list,
            Err((number, (what, expected))) => {
                let span = spans.get(number).cloned().unwrap_or(0..0);
                self.mistake(&span, what, expected);
                List::default()
            }
        }
    }

    fn phrases(&mut self, value: &Spanned<DeValue<'_>>) {
        let DeValue::Array(tables) = value.get_ref() else {
            self.mistake(&value.span(), "\"phrase\" is no table".to_owned(), "[[phrase]]");
            return;
        };
        for one in tables {
            let DeValue::Table(table) = one.get_ref() else {
                self.mistake(&one.span(), "this is no table".to_owned(), "[[phrase]]");
                continue;
            };
            let mut phrase = Phrase::default();
            let mut said = false;
            for (key, value) in table {
                match (key.get_ref().as_ref(), value.get_ref()) {
                    ("say", _) => {
                        phrase.say = self.list(value);
                        said = true;
                    }
                    ("except", _) => phrase.except = self.list(value),
                    ("instead", DeValue::String(words)) => words.trim().clone_into(&mut phrase.instead),
                    ("instead", _) => {
                        self.mistake(&value.span(), "this is no text".to_owned(), "words in quotation marks");
                    }
                    (other, _) => {
                        let what = format!("\"{other}\" is not known here");
                        self.mistake(&key.span(), what, "say, instead or except");
                    }
                }
            }
            if !said {
                self.mistake(&one.span(), "the phrase has no words".to_owned(), "say = [\"...\"]");
            }
            if phrase.instead.is_empty() {
                self.mistake(&one.span(), "nothing is said of what to write instead".to_owned(), "instead = \"...\"");
            }
            self.file.phrases.push(phrase);
        }
    }
}
