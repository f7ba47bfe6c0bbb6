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
