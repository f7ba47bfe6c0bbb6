//! Names within words, covered by initials: for a screen that others can see. Only names that are known can be covered; a
//! neighbour's or a parent's who stands in no list stays. Not the covering of a name alone, which needs no list.

use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Names that are ordinary words too: they are covered only where they begin with a capital.
static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/words/names-that-are-words.txt").lines();
    lines.filter(|line| !line.starts_with('#')).map(fold).collect()
});

/// Whether a word is an ordinary word as well as a name: Will, Hope, Grace.
pub fn is_ordinary_word(word: &str) -> bool {
    WORDS.contains(&fold(word))
}

/// The names that are known, word by word. `Debug` shows none of them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Covering {
    words: HashSet<String>,
}

impl fmt::Debug for Covering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Covering").field("words", &self.words.len()).finish()
    }
}

impl Covering {
    /// Covers these people: the whole name, the first name alone, the surname alone.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words = HashSet::new();
        for name in names {
            for (from, to) in Words::of(name) {
                let part = without_s(&name[from..to]);
                // A lone letter, and the "de" or "van" of a surname, name nobody.
                if part.chars().nth(1).is_some() && part.chars().next().is_some_and(|first| !first.is_lowercase()) {
                    words.insert(fold(part));
                }
            }
        }
        Self { words }
    }

    /// The words with every known name in them as initials, capitals and accents aside: `Siân's` is `S's`.
    pub fn cover(&self, text: &str) -> String {
        let (mut covered, mut kept) = (String::with_capacity(text.len()), 0);
        for (from, to) in Words::of(text) {
            let word = without_s(&text[from..to]);
            if !self.is_name(word) {
                continue;
            }
            covered.push_str(&text[kept..from]);
            covered.extend(word.chars().next().into_iter().flat_map(char::to_uppercase));
            kept = from + word.len();
        }
        covered.push_str(&text[kept..]);
        covered
    }

    fn is_name(&self, word: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let folded = fold(word);
        let small = word.chars().next().is_some_and(char::is_lowercase);
        self.words.contains(&folded) && !(small && WORDS.contains(&folded))
    }
}

/// Without case and accents, letters only.
fn fold(word: &str) -> String {
    word.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A word without the ending of a possessive.
fn without_s(word: &str) -> &str {
    ["'s", "’s", "'S", "’S"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// Where words begin and end, in bytes: letters, with the apostrophes between them. A hyphen parts them.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    const fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Words<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        let letter = |c: char| c.is_alphanumeric() || is_combining_mark(c);
        let from = self.at + self.text[self.at..].find(letter)?;
        let mut to = from;
        let mut rest = self.text[from..].chars().peekable();
        while let Some(c) = rest.next() {
            let joins = matches!(c, '\'' | '’') && rest.peek().is_some_and(|next| next.is_alphabetic());
            if !letter(c) && !joins {
                break;
            }
            to += c.len_utf8();
        }
        self.at = to;
        Some((from, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn team() -> Covering {
        Covering::of(["Siân Ŵyn", "Hope Adeyemi-Thompson", "Conor O’Dowd", "Jean de Vries", "B Marsh", "Will Young"])
    }

    #[rstest]
    #[case("Siân told Ben", "S told Ben")]
    #[case("SIAN WYN, sian's coat and Siân’s shoes", "S W, S's coat and S’s shoes")]
    #[case("Sia\u{302}n typed in two parts", "S typed in two parts")]
    // An ordinary word that begins small names nobody.
    #[case(
        "I hope that Hope will come; Will will not, being young",
        "I hope that H will come; W will not, being young"
    )]
    #[case("Miss Adeyemi-Thompson, or Thompson", "Miss A-T, or T")]
    #[case("Mr O'Dowd's letter", "Mr O's letter")]
    // Whole words only, and no particle or lone letter.
    #[case("Sianed is not Siân; de facto; plan B for Marsh", "Sianed is not S; de facto; plan B for M")]
    #[case("de vries and Vries", "de V and V")]
    #[case("", "")]
    fn known_names_are_initials(#[case] words: &str, #[case] covered: &str) {
        assert_eq!(team().cover(words), covered);
    }

    #[test]
    fn nobody_known_covers_nothing_and_debug_names_nobody() {
        assert_eq!(Covering::default().cover("Siân"), "Siân");
        assert!(!format!("{:?}", team()).to_lowercase().contains("sian"));
    }

    proptest! {
        #[test]
        fn any_text_is_covered_without_harm_and_covering_again_changes_nothing(words in "\\PC{0,60}") {
            let text = format!("{words} Siân {words}");
            let once = team().cover(&text);
            prop_assert!(once.split(' ').all(|word| word != "Siân"));
            prop_assert_eq!(team().cover(&once), once);
        }
    }
}
