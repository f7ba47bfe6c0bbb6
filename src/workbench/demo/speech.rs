//! Turns a written sentence with choices and blanks into a sentence about one child. `[a|b]` is one of several, the same
//! one wherever it stands in a record; `{name}` is filled in. What is said is not decided here.

use super::chance::Chance;
use std::collections::HashMap;

/// What fills the blanks of one record, and the choices made in it so far.
#[derive(Clone, Default)]
pub struct Speech {
    blanks: HashMap<&'static str, String>,
    chosen: HashMap<String, usize>,
}

impl Speech {
    /// Fills a blank from now on.
    pub fn set(&mut self, blank: &'static str, words: impl Into<String>) {
        self.blanks.insert(blank, words.into());
    }

    /// Forgets the choices made, at the start of a new record.
    pub fn afresh(&mut self) {
        self.chosen.clear();
    }

    /// The sentence. A blank that nothing fills stays as it is written, for a test to find.
    pub fn say(&mut self, text: &str, chance: &mut Chance) -> String {
        let chosen = self.choose(text, chance);
        let mut said = String::with_capacity(chosen.len() + 32);
        let mut rest = chosen.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let Some((blank, after)) = after.split_once('}') else { break };
            match self.blanks.get(blank) {
                Some(words) => said.push_str(words),
                None => said.extend(["{", blank, "}"]),
            }
            rest = after;
        }
        said.push_str(rest);
        // As typed on a keyboard.
        said.replace(['“', '”'], "\"").replace('’', "'")
    }

    fn choose(&mut self, text: &str, chance: &mut Chance) -> String {
        let mut said = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('[') {
            said.push_str(before);
            let Some((group, after)) = after.split_once(']') else { break };
            let choices: Vec<&str> = group.split('|').collect();
            let drawn = usize::try_from(chance.number() % choices.len().max(1) as u64).unwrap_or(0);
            let place = *self.chosen.entry(group.to_owned()).or_insert(drawn);
            said.push_str(choices.get(place).copied().unwrap_or_default());
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// Several sentences.
    pub fn say_all(&mut self, texts: &[String], chance: &mut Chance) -> Vec<String> {
        texts.iter().map(|text| self.say(text, chance)).collect()
    }
}

/// A written sentence in the middle of another: one that begins with a blank begins with a name, and stays.
pub fn within(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_kept_within_a_record_and_blanks_are_filled() {
        let mut speech = Speech::default();
        speech.set("name", "Siân");
        let mut chance = Chance::new(3, 0);
        let one = speech.say("{name} said “[a|b|c|d|e|f|g]”", &mut chance);
        for _ in 0..20 {
            assert_eq!(speech.say("{name} said “[a|b|c|d|e|f|g]”", &mut chance), one);
        }
        assert!(one.starts_with("Siân said \""));
        assert_eq!(speech.say("{nobody}", &mut chance), "{nobody}");
    }
}
