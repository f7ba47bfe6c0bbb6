//! Choices and scales: numbered options, of which one is taken by its number or its first words.

use super::{FormTalk, Go, Heard, Keeps};
use crate::cli::plain::talk::Told;
use crate::practice::answer::Answer;
use crate::practice::form::Field;

impl<K: Keeps> FormTalk<'_, '_, K> {
    /// Reads out the options, and takes one.
    pub(super) fn pick(
        &mut self,
        field: &Field,
        options: &[&str],
        answer: impl Fn(usize) -> Option<Answer>,
    ) -> Told<Go> {
        self.talk.say_all(options.iter().enumerate().map(|(number, words)| format!("{}. {words}.", number + 1)))?;
        loop {
            self.say_present(field)?;
            match self.ask(field, "A number, or Enter: ")? {
                Heard::Words(typed) => {
                    match option_of(&typed, options).and_then(|number| Some((number, answer(number)?))) {
                        Some((number, answer)) => {
                            let words = options.get(number).copied().unwrap_or_default();
                            self.talk.say(&format!("{}.", words.trim_end_matches('.')))?;
                            self.set(field, answer)?;
                            return Ok(Go::Next);
                        }
                        None => self.talk.say(&format!("Type a number from 1 to {}.", options.len()))?,
                    }
                }
                Heard::Nothing | Heard::End => return Ok(Go::Next),
                Heard::Go(go) => return Ok(go),
                Heard::Again | Heard::Change(_) => {}
                Heard::Clear => self.clear(field)?,
            }
        }
    }

    /// Reads out the options, given by code and words, and takes any number of them.
    pub(super) fn several(&mut self, field: &Field, options: &[(&str, &str)]) -> Told<Go> {
        self.talk
            .say_all(options.iter().enumerate().map(|(number, (_, words))| format!("{}. {words}.", number + 1)))?;
        loop {
            self.say_present(field)?;
            match self.ask(field, "Numbers, such as 1 and 3, or Enter: ")? {
                Heard::Words(typed) => match numbers(&typed, options.len()) {
                    Some(numbers) => {
                        let chosen: Vec<(&str, &str)> =
                            numbers.iter().filter_map(|number| options.get(*number)).copied().collect();
                        self.talk.say_all(chosen.iter().map(|(_, words)| format!("{words}.")))?;
                        self.set(field, Answer::Tags(chosen.iter().map(|(code, _)| (*code).to_owned()).collect()))?;
                        return Ok(Go::Next);
                    }
                    None => {
                        self.talk.say(&format!("Type numbers from 1 to {}, with spaces between.", options.len()))?;
                    }
                },
                Heard::Nothing | Heard::End => return Ok(Go::Next),
                Heard::Go(go) => return Ok(go),
                Heard::Again | Heard::Change(_) => {}
                Heard::Clear => self.clear(field)?,
            }
        }
    }
}

/// The options that numbers name, in the order of the list; `None` where one of them names none.
fn numbers(typed: &str, options: usize) -> Option<Vec<usize>> {
    let words = typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '&'));
    let words = words.filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("and"));
    let number = |word: &str| word.parse::<usize>().ok()?.checked_sub(1).filter(|number| *number < options);
    let mut numbers = words.map(number).collect::<Option<Vec<usize>>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    (!numbers.is_empty()).then_some(numbers)
}

/// The option that a number names, or the only one that begins with these words.
fn option_of(typed: &str, options: &[&str]) -> Option<usize> {
    let typed = typed.trim().trim_end_matches('.').to_lowercase();
    if let Ok(number) = typed.parse::<usize>() {
        return number.checked_sub(1).filter(|number| *number < options.len());
    }
    let mut fits = options.iter().enumerate().filter(|(_, words)| words.to_lowercase().starts_with(&typed));
    match (fits.next(), fits.next()) {
        (Some((number, _)), None) => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn several_are_named_by_their_numbers() {
        assert_eq!(numbers("3, 1 and 3", 3), Some(vec![0, 2]));
        for wrong in ["", "4", "1 0", "one"] {
            assert_eq!(numbers(wrong, 3), None, "{wrong}");
        }
    }

    #[rstest]
    #[case("2", Some(1))]
    #[case("2.", Some(1))]
    #[case("section 4", Some(2))]
    #[case("section", None)]
    #[case("0", None)]
    #[case("4", None)]
    fn an_option_is_named_by_its_number_or_its_first_words(#[case] typed: &str, #[case] wanted: Option<usize>) {
        assert_eq!(option_of(typed, &["Early help", "Section 17", "Section 47"]), wanted);
    }
}
