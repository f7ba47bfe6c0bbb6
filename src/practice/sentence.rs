//! Putting words into a sentence. Not what they say.

/// The same words with a capital first letter.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::capital;

    #[test]
    fn the_first_letter_is_a_capital_whatever_it_is() {
        assert_eq!(["ymyrraeth gynnar", "élan", "", "8 days"].map(capital), ["Ymyrraeth gynnar", "Élan", "", "8 days"]);
    }
}
