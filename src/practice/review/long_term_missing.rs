//! Nothing says what follows for the child months or years on if nothing changes. A long-term carer is no consequence,
//! and neither is what may happen tonight.

use super::pattern::Sight;
use super::people::Who;
use super::record::{Record, Text, about};
use super::word_lists::{LongTerm, WordLists};
use super::{Finding, FindingName};
use crate::practice::oversight::{Section, field};

pub(super) fn find(record: &Record, lists: &WordLists, called: &str) -> Option<Finding> {
    let said = record.texts.iter().filter(|text| text.tells()).any(|text| is_said(text, &lists.long_term));
    let advice = format!(
        "Nothing says where this leads for {called} in a year or five if nothing changes: only what is so today."
    );
    (!said).then(|| about(FindingName::LongTermMissing, Section::Impact, field::IMPACT, advice))
}

fn is_said(text: &Text, lists: &LongTerm) -> bool {
    text.sights().any(|sight| {
        if text.piece.field == field::LONG_TERM {
            // A day or a week named, and nothing further off, is no long run, even in its own place.
            let further = [&lists.horizon, &lists.says_it, &lists.goes_on];
            let is_further = is_lasting(sight) || further.iter().any(|list| list.find(sight, 0).is_some());
            if lists.soon.find(sight, 0).is_some() && !is_further {
                return false;
            }
            return lists.spoken_of.find(sight, 0).is_none()
                && !sight
                    .words
                    .first()
                    .is_some_and(|word| matches!(word.key.as_str(), "none" | "nil" | "unknown" | "tbc"));
        }
        is_consequence(sight, lists)
    })
}

fn is_consequence(sight: Sight<'_>, lists: &LongTerm) -> bool {
    if lists.spoken_of.find(sight, 0).is_some() {
        return false;
    }
    // What is long and no consequence is taken out before the rest is read.
    let out = lists.no_consequence.all(sight);
    let free = |from: usize, to: usize| !out.iter().any(|(start, end)| *start < to && from < *end);
    let has = |list: &super::pattern::List| {
        (0..sight.words.len())
            .any(|at| !sight.words[at].quoted && list.at(sight, at).is_some_and(|(end, _)| free(at, end)))
    };
    if has(&lists.says_it) && !is_past(sight) {
        return true;
    }
    let horizon = has(&lists.horizon);
    let goes_on = has(&lists.goes_on);
    let may = has(&lists.may);
    let consequence = has(&lists.consequence);
    let near = has(&lists.near);
    let of_child = sight.who.iter().zip(sight.words).any(|(who, word)| *who == Who::Child && !word.quoted)
        || sight.words.iter().any(|word| matches!(word.key.as_str(), "children" | "child" | "childhood"));
    // "If nothing changes he will be cold tonight" looks no further than tonight.
    let far = horizon || (goes_on && !near && is_lasting(sight));
    far && may && consequence && of_child
}

/// Consequences that are long in coming, where only the going on is said.
fn is_lasting(sight: Sight<'_>) -> bool {
    sight.words.iter().any(|word| {
        let key = word.key.as_str();
        [
            "worse",
            "deterior",
            "declin",
            "struggl",
            "behind",
            "mental",
            "emotion",
            "develop",
            "attach",
            "relationship",
            "trust",
            "potential",
            "school",
            "educat",
            "learn",
            "exploit",
            "offend",
            "crimin",
            "confiden",
            "esteem",
            "identity",
            "isolat",
            "health",
            "delay",
            "grow",
            "lose",
            "anx",
            "depress",
            "harm",
            "weight",
            "teeth",
            "speech",
        ]
        .iter()
        .any(|start| key.starts_with(start))
    })
}

/// What has been is no consequence to come: no verb that looks ahead, and one that looks back.
fn is_past(sight: Sight<'_>) -> bool {
    let key = |word: &str| sight.words.iter().any(|one| one.key == word);
    (key("was") || key("were") || key("had") || key("did"))
        && !["will", "would", "could", "may", "might", "likely", "risk", "is", "are", "if"].iter().any(|one| key(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::answer::{Answer, Answers};
    use crate::practice::review::worth::Setting;
    use crate::practice::review::worth_tests::{found_at, named};
    use rstest::rstest;

    #[rstest]
    #[case::years("In five years he could be running errands for older men.", true)]
    #[case::behind("If nothing changes he will start juniors a year behind.", true)]
    #[case::grown("By the time he is grown he will expect nothing from anybody.", true)]
    #[case::learning("He is learning that nobody comes.", true)]
    #[case::tonight("If nothing changes he will be hungry again tonight.", false)]
    #[case::carer("A long-term carer is needed for Leo.", false)]
    #[case::word_alone("There will be long-term consequences.", false)]
    #[case::review("I will review in six months.", false)]
    #[case::past("Leo was excluded for years.", false)]
    fn the_long_run_is_told_or_is_not(#[case] text: &str, #[case] said: bool) {
        assert_eq!(found_at("long_term_missing", "Leo Marsh", "impact", text).is_empty(), said);
    }

    #[rstest]
    #[case::next_week("He may be moved next week.", false)]
    #[case::days("He could be home alone again within days.", false)]
    #[case::weekend("She will be without a bed this weekend.", false)]
    #[case::fortnight("He may be back on the street in a fortnight.", false)]
    #[case::then_years("He may be moved next week, and in five years he will trust nobody.", true)]
    #[case::lasting("Moved again next week, he loses the only school that knows him.", true)]
    #[case::no_time("He will trust nobody.", true)]
    #[case::now("He is late to school now and will leave it with nothing.", true)]
    fn in_its_own_place_days_and_weeks_are_no_long_run(#[case] text: &str, #[case] said: bool) {
        let mut answers = Answers::default();
        answers.set(field::LONG_TERM, Answer::Lines(vec![text.to_owned()]));
        let setting = Setting { name: Some("Leo Marsh"), reference: "C1", ..Setting::default() };
        assert_eq!(named("long_term_missing", &answers, &setting).is_empty(), said);
    }
}
