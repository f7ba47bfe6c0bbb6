//! Putting words into a sentence. Not what they say.

/// The same words with a capital first letter.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Words as the beginning of a sentence: with a capital first letter, unless they begin with the name of a file, which stays as
/// it is written.
pub fn opening(words: &str) -> String {
    let first = words.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).next().unwrap_or_default();
    let is_file = first.trim_end_matches(['.', '!', '?']).contains(['.', '/', '\\', '~', '_']);
    if is_file { words.to_owned() } else { capital(words) }
}

#[cfg(test)]
mod tests {
    use super::{capital, opening};

    #[test]
    fn the_first_letter_is_a_capital_whatever_it_is() {
        assert_eq!(["ymyrraeth gynnar", "élan", "", "8 days"].map(capital), ["Ymyrraeth gynnar", "Élan", "", "8 days"]);
    }

    #[test]
    fn the_name_of_a_file_stays_as_it_is_written() {
        let said =
            ["children.csv has no sheets", "~/list.csv, row 3: no", "/tmp/x is empty", "no file is open", "", "late."];
        let kept =
            ["children.csv has no sheets", "~/list.csv, row 3: no", "/tmp/x is empty", "No file is open", "", "Late."];
        assert_eq!(said.map(opening), kept);
    }
}
