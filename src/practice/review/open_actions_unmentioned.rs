//! Actions from earlier records are open, and nothing is said of any of them, in whatever words.

use super::pattern::Sight;
use super::reading::{Reading, Word};
use super::record::{Record, Text, about};
use super::same_words::is_passed_over;
use super::stem::stem;
use super::word_lists::WordLists;
use super::{Finding, FindingName, OpenAction};
use crate::practice::date_words::day_and_month;
use crate::practice::oversight::{Section, field};
use std::collections::HashSet;

pub(super) fn find(record: &Record, lists: &WordLists, open: &[OpenAction<'_>], names: &[String]) -> Option<Finding> {
    let first = open.iter().min_by_key(|action| (action.due_on, action.reference))?;
    let meanings: Vec<Meaning> = open.iter().map(|action| Meaning::of(action, lists, names)).collect();
    let said = record
        .texts
        .iter()
        .filter(|text| !text.is_owner())
        .any(|text| says_something_of(text, lists, &meanings, names));
    if said {
        return None;
    }
    let due = day_and_month(first.due_on);
    let advice = match open.len() {
        1 => format!(
            "{} is still open, due {due}: \u{201c}{}\u{201d}. Say what became of it.",
            first.reference,
            first.action.trim()
        ),
        some => format!(
            "{some} actions are still open and nothing is said of them. The oldest is {}, due {due}: \u{201c}{}\u{201d}.",
            first.reference,
            first.action.trim()
        ),
    };
    Some(about(FindingName::OpenActionsUnmentioned, Section::Actions, field::ACTIONS, advice))
}

/// What an action is about, in stems and in meanings.
struct Meaning {
    reference: String,
    ideas: HashSet<String>,
    owner: Vec<String>,
}

impl Meaning {
    fn of(action: &OpenAction<'_>, lists: &WordLists, names: &[String]) -> Self {
        let reading = Reading::of(action.action);
        let owner: Vec<String> = Reading::of(action.owner).words.into_iter().map(|word| word.key).collect();
        let ideas = ideas(&reading.words, lists, names).into_iter().filter(|idea| !owner.contains(idea)).collect();
        Self { reference: super::reading::fold(action.reference), ideas, owner }
    }

    /// Whether these words speak of the action: enough of its ideas are in them, or one of them and who does it.
    fn is_met(&self, said: &HashSet<String>, words: &[Word]) -> bool {
        if words.iter().any(|word| word.key == self.reference) {
            return true;
        }
        let shared = self.ideas.iter().filter(|idea| said.contains(*idea)).count();
        let by_owner =
            words.iter().any(|word| word.capital && self.owner.first().is_some_and(|name| *name == word.key));
        let enough = match self.ideas.len() {
            0 => return by_owner,
            1 => 1,
            2..=5 => 2,
            more => more.div_ceil(3).max(2),
        };
        shared >= enough || (by_owner && shared >= 1 && self.ideas.len() > 1)
    }
}

/// The ideas in some words: the stem of each that is not small, and the meaning that it shares with others.
fn ideas(words: &[Word], lists: &WordLists, names: &[String]) -> HashSet<String> {
    let none = vec![super::people::Who::Nobody; words.len()];
    let sight = Sight { words, who: &none };
    let mut ideas = HashSet::new();
    for (at, word) in words.iter().enumerate() {
        if let Some((_, meaning)) = lists.same.alike.at(sight, at) {
            ideas.insert(format!("={meaning}"));
        } else if !is_passed_over(word, lists, names) && word.key.len() > 2 {
            ideas.insert(stem(&word.key).to_owned());
        }
    }
    ideas
}

fn says_something_of(text: &Text, lists: &WordLists, meanings: &[Meaning], names: &[String]) -> bool {
    let sentences = &text.reading.sentences;
    (0..sentences.len()).any(|at| {
        let sight = text.sight(&sentences[at]);
        if text.piece.part.is_none() && lists.same.earlier_actions.find(sight, 0).is_some() {
            return true;
        }
        let said = ideas(sight.words, lists, names);
        meanings.iter().any(|meaning| meaning.is_met(&said, sight.words))
    })
}

#[cfg(test)]
#[path = "open_actions_tests.rs"]
mod tests;
