//! Text from a file or a keyboard, made safe to print: a terminal must never take a child's record for its own orders.

/// The text without control characters and marks that turn the reading direction, but with its line breaks; tabs
/// become spaces.
pub fn text(words: &str) -> String {
    words.replace("\r\n", "\n").chars().filter_map(|c| kept(c, '\n')).collect()
}

/// The text on one line: every run of white space and line breaks is one space.
pub fn line(words: &str) -> String {
    let spaced: String = words.chars().filter_map(|c| kept(c, ' ')).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kept(c: char, for_line_break: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(for_line_break),
        '\t' => Some(' '),
        // These reorder what stands around them, so that a line reads as what it is not.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_to_the_terminal_are_gone_and_words_stay() {
        assert_eq!(line("a\u{1b}[31mred\u{7} \r\n b\tc\u{202e}d"), "a[31mred b cd");
        assert_eq!(text("one\r\n\ttwo\u{0}\u{9b}31m\nthree"), "one\n two31m\nthree");
        assert_eq!(line("Ŵyn  O’Neill 👩‍👧"), "Ŵyn O’Neill 👩‍👧");
    }
}
