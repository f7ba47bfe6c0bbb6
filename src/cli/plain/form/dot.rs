//! The words that begin with a full stop, which are heard at any question of a form and are no part of its text. A line that
//! begins with a full stop and is none of these is text.

/// What such a word asks for. No `Debug` but in tests: a text that is none of these is case text.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub(super) enum Dot {
    /// A full stop alone: the end of a text.
    End,
    Next,
    Back,
    Section(usize),
    Stop,
    Sign,
    Clear,
    Change(usize),
    Help,
    Prompts,
    Sections,
    Read,
    /// A word of the form's own.
    Other(String),
}

/// What they do, read out.
pub(super) const HELP: &[&str] = &[
    "Enter alone keeps what stands there and goes on. Every answer is saved as soon as it is given.",
    "A text has as many lines as you like; a full stop alone on a line ends it. An empty line parts paragraphs.",
    ".back: the question before. .next: the one after. .1, .2 and so on: a section. .0: the day and the reason. .sections: how far \
     each is.",
    ".change 2: line 2 anew. .clear: take the answer out.",
    ".read: all that is written so far.",
    ".prompts: what to think about here, with examples.",
    ".sign: hear what is needed before signing. .stop: leave it here; the draft is kept.",
];

/// Reads one; `None` for what is an answer.
pub(super) fn read(line: &str) -> Option<Dot> {
    let line = line.trim().strip_prefix('.')?;
    let mut words = line.split_whitespace();
    let (first, second, more) = (words.next().unwrap_or_default(), words.next(), words.next());
    if more.is_some() || line.starts_with(char::is_whitespace) {
        return None;
    }
    let first = first.to_lowercase();
    let number = second.map(|second| second.parse::<usize>().ok());
    match (first.as_str(), number) {
        ("", None) => Some(Dot::End),
        ("next", None) => Some(Dot::Next),
        ("back", None) => Some(Dot::Back),
        ("stop", None) => Some(Dot::Stop),
        ("sign", None) => Some(Dot::Sign),
        ("clear", None) => Some(Dot::Clear),
        ("help", None) => Some(Dot::Help),
        ("prompts", None) => Some(Dot::Prompts),
        ("read", None) => Some(Dot::Read),
        ("sections", None) => Some(Dot::Sections),
        ("change", Some(Some(number))) => Some(Dot::Change(number)),
        (digit, None) if digit.len() <= 2 && digit.chars().all(|c| c.is_ascii_digit()) => {
            digit.parse().ok().map(Dot::Section)
        }
        (word, None) if word.chars().all(|c| c.is_ascii_lowercase()) => Some(Dot::Other(word.to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(".", Some(Dot::End))]
    #[case(" .Back ", Some(Dot::Back))]
    #[case(".3", Some(Dot::Section(3)))]
    #[case(".10", Some(Dot::Section(10)))]
    #[case(".change 2", Some(Dot::Change(2)))]
    #[case(".last", Some(Dot::Other("last".to_owned())))]
    // These are text.
    #[case("...and then he slept.", None)]
    #[case(".5 of a tablet", None)]
    #[case(". and more", None)]
    #[case(".change the lock", None)]
    #[case("He said no.", None)]
    #[case("", None)]
    fn words_with_a_full_stop_before_them_are_told_from_text(#[case] line: &str, #[case] wanted: Option<Dot>) {
        assert_eq!(read(line), wanted);
    }
}
