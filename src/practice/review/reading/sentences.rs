//! Where sentences end: at a full stop, a question mark or an exclamation mark that is one, and at the end of a line that
//! is one. A line wrapped by hand goes on.

/// Words after which a full stop ends no sentence.
const ABBREVIATED: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "rev", "st", "no", "nos", "approx", "vs", "eg", "ie", "cf", "e.g", "i.e", "para",
    "p", "pp", "tel", "ext", "hon", "sgt", "insp", "jr", "sr", "re",
];

/// The places after which a new sentence begins, in characters, ascending.
pub(super) fn ends(chars: &[char], quoted: &[bool]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match chars[at] {
            '\n' | '\r' | '\u{2028}' if line_ends(chars, at) => ends.push(at + 1),
            '.' | '!' | '?' | '\u{2026}' => {
                let mut after = at + 1;
                while chars.get(after).is_some_and(|one| is_closing(*one)) {
                    after += 1;
                }
                if sentence_ends(chars, quoted, at, after) {
                    ends.push(after);
                }
                at = after - 1;
            }
            _ => {}
        }
        at += 1;
    }
    ends
}

/// Further stops, and the marks and brackets that close with the sentence.
const fn is_closing(one: char) -> bool {
    matches!(one, '.' | '!' | '?' | '\u{2026}' | ')' | ']' | '"' | '\'' | '\u{201d}' | '\u{2019}' | '\u{bb}')
}

fn sentence_ends(chars: &[char], quoted: &[bool], at: usize, after: usize) -> bool {
    let Some(next) = chars.get(after) else { return true };
    if !next.is_whitespace() {
        return false;
    }
    let Some(ahead) = chars[after..].iter().position(|one| !one.is_whitespace()) else { return true };
    let next = after + ahead;
    let opening = chars[next];
    // A quotation in the middle of a sentence may end with a stop of its own: "Go away!" he said.
    if opening.is_lowercase() {
        return false;
    }
    // A stop within a quotation is no end of the sentence that holds it.
    if quoted[at] && quoted.get(after).copied().unwrap_or(false) && quoted[next] {
        return false;
    }
    if chars[at] == '.' && after == at + 1 {
        let from =
            chars[..at].iter().rposition(|one| one.is_whitespace() || *one == '(').map_or(0, |before| before + 1);
        let word: String = chars[from..at].iter().collect::<String>().to_lowercase();
        let initial = word.chars().count() == 1 && chars[from].is_uppercase() && chars[from] != 'I';
        if (ABBREVIATED.contains(&word.as_str()) && word != "no")
            || (initial && opening.is_uppercase() && next == after + 1)
        {
            return false;
        }
        if word == "no" && opening.is_ascii_digit() {
            return false;
        }
    }
    true
}

/// Whether the line that ends here ends its sentence too.
fn line_ends(chars: &[char], at: usize) -> bool {
    let before = chars[..at].iter().rev().find(|one| !matches!(one, ' ' | '\t' | '\r'));
    let Some(next) = chars[at + 1..].iter().find(|one| !matches!(one, ' ' | '\t' | '\r')) else { return true };
    if before.is_none_or(|one| matches!(one, '\n' | '.' | '!' | '?' | ':')) || *next == '\n' {
        return true;
    }
    !next.is_lowercase()
}
