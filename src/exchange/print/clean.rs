//! Text from a file or a keyboard, made safe to print: a terminal must never take a child's record for its own orders.

use std::fmt::Write as _;

/// The text without control characters and marks that turn the reading direction, but with its line breaks; tabs
/// become spaces.
pub fn text(words: &str) -> String {
    words.replace("\r\n", "\n").chars().filter_map(|c| kept(c, '\n')).collect()
}

/// JSON, whose own signs are all plain: what a terminal would obey, or would read the wrong way round, is written as
/// its number. It is the same JSON to every program that reads it.
pub fn json(text: &str) -> String {
    if text.is_ascii() && !text.contains('\u{7f}') {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && (turns(c) || c.is_control()) {
            // Writing to a string cannot fail; all of these have numbers of four digits.
            let _ = write!(plain, "\\u{:04x}", u32::from(c));
        } else {
            plain.push(c);
        }
    }
    plain
}

/// The text on one line: every run of white space and line breaks is one space.
pub fn line(words: &str) -> String {
    let spaced: String = words.chars().filter_map(|c| kept(c, ' ')).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same, with the space at its end left as it is: for what stands before an answer.
pub fn line_start(words: &str) -> String {
    let space = if words.ends_with(' ') { " " } else { "" };
    line(words) + space
}

fn kept(c: char, for_line_break: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(for_line_break),
        '\t' => Some(' '),
        '\u{feff}' => None,
        c if turns(c) || c.is_control() => None,
        c => Some(c),
    }
}

/// Whether it reorders what stands around it, so that a line reads as what it is not.
const fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}'
        | '\u{206a}'..='\u{206f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_to_the_terminal_are_gone_and_words_stay() {
        assert_eq!(line("a\u{1b}[31mred\u{7} \r\n b\tc\u{202e}d"), "a[31mred b cd");
        assert_eq!(text("one\r\n\ttwo\u{0}\u{9b}31m\nthree"), "one\n two31m\nthree");
        assert_eq!(line("ab\u{200f}c\u{61c}"), "abc");
        assert_eq!(line("Ŵyn  O’Neill 👩‍👧"), "Ŵyn O’Neill 👩‍👧");
    }

    #[test]
    fn json_is_the_same_to_a_reader_and_plain_to_a_terminal() {
        let words = "\u{1b}[31m\u{9b}2J\u{7f}\u{202e}Ŵyn\u{200f} 👩‍👧\n";
        let text = json(&format!("{:#}\n", serde_json::json!({ "name": words })));
        assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || turns(c)), "{text:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["name"], words);
    }
}
