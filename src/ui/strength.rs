//! How strong a passphrase is, as honestly as can be said without knowing who guesses. Not the rule that refuses a short
//! one: the workbench refuses it too.

use std::collections::HashSet;

const COMMON: &str = include_str!("../../assets/words/common.txt");

/// Runs of keys as they lie beside each other.
const KEYBOARD: [&str; 4] = ["01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// The fewest characters that a passphrase may have.
pub const LEAST_CHARACTERS: usize = 12;

/// What can be said of a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Shorter than is allowed, by so many characters.
    TooShort(usize),
    /// Guessed soon by anyone who has the file.
    Weak,
    /// Holds against the curious, not against the determined.
    Fair,
    /// Holds, as far as anyone can tell.
    Strong,
}

impl Strength {
    /// What to tell the person who is choosing it.
    pub fn words(self) -> String {
        match self {
            Self::TooShort(1) => "One more character is needed.".to_owned(),
            Self::TooShort(missing) => format!("{missing} more characters are needed. Four unrelated words are best."),
            Self::Weak => "Weak: common words or a pattern. Add unrelated words.".to_owned(),
            Self::Fair => "Fair. Another unrelated word would make it strong.".to_owned(),
            Self::Strong => "Strong, as far as can be told. Use it nowhere else.".to_owned(),
        }
    }
}

/// How strong it is: long, not made of common words, patterns, years or repeats.
pub fn strength(passphrase: &str) -> Strength {
    let length = passphrase.chars().count();
    if length < LEAST_CHARACTERS {
        return Strength::TooShort(LEAST_CHARACTERS - length);
    }
    match tenths_of_bits(passphrase) {
        ..400 => Strength::Weak,
        400..550 => Strength::Fair,
        550.. => Strength::Strong,
    }
}

/// A guesser's work as tenths of a bit, reckoned low: a word counts as one of a few thousand, however long, since that is
/// how guessers try it; what repeats or runs in order counts almost nothing.
fn tenths_of_bits(passphrase: &str) -> u32 {
    let common: HashSet<&str> =
        COMMON.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect();
    let lower = passphrase.to_lowercase();
    let mut seen = HashSet::new();
    let mut total = 0;
    for run in runs(&lower) {
        let length = u32::try_from(run.chars().count()).unwrap_or(u32::MAX / 100);
        let is = |test: fn(char) -> bool| run.chars().all(test);
        total += if !seen.insert(run) {
            10
        } else if common.contains(run) {
            80
        } else if length > 2 && is_pattern(run) {
            30
        } else if is(|c| c.is_ascii_digit()) {
            let year = length == 4 && (run.starts_with("19") || run.starts_with("20"));
            if year { 60 } else { length * 33 }
        } else if is(char::is_alphabetic) {
            (length * 47).min(130) + length.saturating_sub(8) * 15
        } else if is(|c| matches!(c, ' ' | '-' | '_' | '.')) {
            10
        } else {
            40
        };
    }
    total
}

/// Letters, digits and the rest, each as far as it goes.
fn runs(text: &str) -> Vec<&str> {
    let class = |c: char| if c.is_alphabetic() { 0 } else { 1 + u8::from(c.is_numeric()) };
    let mut runs = Vec::new();
    let (mut start, mut last) = (0, None);
    for (at, c) in text.char_indices() {
        if last.is_some_and(|last| last != class(c)) {
            runs.push(&text[start..at]);
            start = at;
        }
        last = Some(class(c));
    }
    runs.push(&text[start..]);
    runs
}

/// Whether every step is the same, as in `aaaa`, `abcd` or `9876`; or few characters make up a long run.
fn is_pattern(run: &str) -> bool {
    let backwards: String = run.chars().rev().collect();
    if KEYBOARD.iter().any(|row| row.contains(run) || row.contains(&backwards)) {
        return true;
    }
    let points: Vec<i64> = run.chars().map(|c| i64::from(u32::from(c))).collect();
    let mut steps = points.windows(2).map(|pair| pair[1] - pair[0]);
    let first = steps.next();
    let even = first.is_some_and(|first| first.abs() <= 1 && steps.all(|step| step == first));
    let different = points.iter().collect::<HashSet<_>>().len();
    even || different * 3 <= points.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("", Strength::TooShort(12))]
    #[case("elephant123", Strength::TooShort(1))]
    #[case("Password123456", Strength::Weak)]
    #[case("aaaaaaaaaaaaaaaaaaaaaaaa", Strength::Weak)]
    #[case("abcabcabcabcabcabc", Strength::Weak)]
    #[case("qwertyuiop 1234567890", Strength::Weak)]
    #[case("summer autumn winter spring", Strength::Weak)]
    #[case("bucket bucket bucket bucket", Strength::Weak)]
    #[case("Footprint2026!", Strength::Weak)]
    #[case("marzipan ladder otter", Strength::Fair)]
    #[case("marzipan ladder otter quiver", Strength::Strong)]
    #[case("k7Qv-2mXp-9dRw-4hTz", Strength::Strong)]
    fn it_is_honest(#[case] passphrase: &str, #[case] wanted: Strength) {
        assert_eq!(strength(passphrase), wanted, "{} tenths", tenths_of_bits(passphrase));
    }
}
