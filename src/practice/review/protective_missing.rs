//! No person, relation, place, skill or fact is named as something that keeps the child safe, in whatever words. The word
//! "protective" alone is not enough, and not needed.

use super::pattern::{List, Sight};
use super::people::Who;
use super::record::{Record, Text, about};
use super::word_lists::WordLists;
use super::{Finding, FindingName};
use crate::practice::oversight::{Section, field};

pub(super) fn find(record: &Record, lists: &WordLists, called: &str) -> Option<Finding> {
    let named = record.texts.iter().filter(|text| text.tells()).any(|text| is_named(text, lists));
    let advice =
        format!("Nothing here says who or what keeps {called} safe: a person, a place, something they can do.");
    (!named).then(|| about(FindingName::ProtectiveMissing, Section::Impact, field::IMPACT, advice))
}

fn is_named(text: &Text, lists: &WordLists) -> bool {
    text.sights().any(|sight| {
        if lists.protective.spoken_of.find(sight, 0).is_some() {
            return false;
        }
        // A list of what protects: a line with anything in it names it.
        if text.piece.field == field::PROTECTIVE {
            return !sight
                .words
                .iter()
                .any(|word| matches!(word.key.as_str(), "none" | "nil" | "unknown" | "tbc" | "na"))
                && sight.words.len() > usize::from(sight.words.first().is_some_and(|word| word.key == "no"));
        }
        let search = Search { sight, lists };
        search.by_its_words() || search.by_somebody() || search.by_the_child()
    })
}

struct Search<'a> {
    sight: Sight<'a>,
    lists: &'a WordLists,
}

impl Search<'_> {
    /// A way of saying it, or a thing that holds.
    fn by_its_words(&self) -> bool {
        self.any(&self.lists.protective.says_it, 4) || self.any(&self.lists.protective.held_by, 3)
    }

    fn any(&self, list: &List, back: usize) -> bool {
        (0..self.sight.words.len()).any(|at| {
            list.at(self.sight, at)
                .is_some_and(|(end, _)| !self.is_against(at.saturating_sub(back), at) && !self.is_denied_after(end))
        })
    }

    /// Somebody who does something for the child: "Gran takes both children on Fridays", "Mum has changed the locks".
    fn by_somebody(&self) -> bool {
        let words = self.sight.words;
        (0..words.len()).any(|at| {
            let kin = self.lists.people.kin.at(self.sight, at);
            let helper = self.lists.people.helper.at(self.sight, at);
            let other = matches!(self.sight.who[at], Who::Adult(_) | Who::Other).then_some((at + 1, 0));
            let Some((end, _)) = kin.or(helper).or(other) else { return false };
            if words[end - 1].possessive && !is_contracted(words, end - 1) || self.is_against(at.saturating_sub(2), at)
            {
                return false;
            }
            (end..(end + 6).min(words.len())).any(|verb| {
                if words[verb].gap >= super::reading::Gap::Semicolon {
                    return false;
                }
                // What the child does is not theirs: "Leo's mum is out and he ..."
                let passed = (end..verb).any(|between| {
                    self.sight.who[between] == Who::Child
                        && !matches!(words[between].key.as_str(), "his" | "her" | "their")
                        && !words[between].possessive
                });
                if passed {
                    return false;
                }
                let own_not = self.lists.protective.kept_to.at(self.sight, verb).is_some();
                if own_not {
                    return !self.is_against(end, verb);
                }
                self.lists
                    .protective
                    .good
                    .at(self.sight, verb)
                    .is_some_and(|(after, _)| !self.is_against(end, verb) && !self.is_denied_after(after))
            })
        })
    }

    /// The child has somebody or somewhere to go, or can do something.
    fn by_the_child(&self) -> bool {
        let words = self.sight.words;
        (0..words.len()).any(|at| {
            if self.sight.who[at] != Who::Child || matches!(words[at].key.as_str(), "his" | "their" | "him") {
                return false;
            }
            (at + 1..(at + 5).min(words.len())).any(|verb| {
                self.lists.protective.child_can.at(self.sight, verb).is_some_and(|(after, _)| {
                    !self.is_against(at.saturating_sub(2), verb)
                        && !self.is_denied_after(after)
                        && self.leads_somewhere(verb, after)
                })
            })
        })
    }

    /// "goes to bed hungry" leads to nobody; "goes to his nan" does.
    fn leads_somewhere(&self, verb: usize, after: usize) -> bool {
        let going = matches!(
            self.sight.words[verb].key.as_str(),
            "goes"
                | "go"
                | "going"
                | "went"
                | "runs"
                | "run"
                | "ran"
                | "tells"
                | "told"
                | "sleeps"
                | "sleep"
                | "stays"
                | "stay"
                | "turns"
                | "rings"
                | "settles"
                | "settled"
        );
        !going
            || (verb..(after + 3).min(self.sight.words.len())).any(|place| {
                self.lists.people.kin.is_at(self.sight, place)
                    || self.lists.people.helper.is_at(self.sight, place)
                    || self.sight.who[place] == Who::Other
                    || matches!(self.sight.words[place].key.as_str(), "her" | "him" | "them") && place > verb
            })
    }

    /// Whether something between two words takes it away.
    fn is_against(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            let word = &self.sight.words[at];
            !word.quoted && self.lists.protective.against.is_at(self.sight, at)
        })
    }

    /// "keeps him safe no longer", "does not": just after.
    fn is_denied_after(&self, end: usize) -> bool {
        self.sight
            .words
            .get(end)
            .is_some_and(|word| matches!(word.key.as_str(), "no" | "nothing" | "nobody" | "none" | "away"))
            || self.sight.words.get(end).is_some_and(|word| word.key == "not")
    }
}

fn is_contracted(words: &[super::reading::Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|next| next.key.ends_with("ing") || matches!(next.key.as_str(), "been" | "got"))
}

#[cfg(test)]
mod tests {
    use crate::practice::review::worth_tests::found_at;
    use rstest::rstest;

    #[rstest]
    #[case::person("Gran takes him on Fridays.", true)]
    #[case::relation("He has a close bond with his aunt.", true)]
    #[case::place("He feels safe at school.", true)]
    #[case::skill("Leo knows to knock next door.", true)]
    #[case::fact("Mum has changed the locks.", true)]
    #[case::named("Protective factors: his nan.", true)]
    #[case::word_alone("There are protective factors.", false)]
    #[case::none("Protective factors: none identified.", false)]
    #[case::nobody("There is nobody who keeps him safe.", false)]
    #[case::wanted("Mum needs to keep him safe.", false)]
    #[case::denied("Dad does not look after him.", false)]
    #[case::risk("Dad drinks and the flat is cold.", false)]
    fn what_keeps_a_child_safe_is_named_or_is_not(#[case] text: &str, #[case] named: bool) {
        assert_eq!(found_at("protective_missing", "Leo Marsh", "impact", text).is_empty(), named);
    }
}
