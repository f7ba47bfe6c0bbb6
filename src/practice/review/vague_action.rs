//! An action whose wording gives nothing that could be seen to be done: "monitor", "continue to support" and no more. A
//! vague word with a step that can be seen or counted is none, nor is a short plain one.

use super::pattern::Sight;
use super::people::Who;
use super::reading::{Gap, Word};
use super::record::{Record, Text};
use super::word_lists::{Actions, WordLists};
use super::{Finding, FindingName};
use crate::practice::oversight::field;

const ADVICE: &str =
    "How would anybody see that this was done? Say what will be done, or what will be there afterwards.";

pub(super) fn find(record: &Record, lists: &WordLists) -> Vec<Finding> {
    let lists = &lists.actions;
    let mut found = Vec::new();
    for text in &record.texts {
        if text.is_action() {
            let whole = Sight { words: &text.reading.words, who: &text.who };
            if is_vague(whole, lists, None) {
                found.push(text.finding(FindingName::VagueAction, 0, text.reading.chars.len(), ADVICE.to_owned()));
            }
        } else if text.piece.field == field::ACTIONS {
            prose(text, lists, &mut found);
        }
    }
    found
}

/// In prose only what reads as an action is judged: an order, or what somebody is to do.
fn prose(text: &Text, lists: &Actions, found: &mut Vec<Finding>) {
    for sentence in &text.reading.sentences {
        for (from, to) in cells(text, sentence.from, sentence.to) {
            let words = &text.reading.words[from..to];
            let sight = Sight { words, who: &text.who[from..to] };
            let Some((vague, _)) = first_vague(sight, lists) else { continue };
            let short = words.len() <= 6;
            let order = vague == 0
                || (vague == 1 && !matches!(sight.who.first(), Some(Who::Adult(_) | Who::Child | Who::Other)));
            if (order || is_to_be_done(sight, lists, vague) || short && words.iter().any(|word| word.key == "to"))
                && is_vague(sight, lists, Some(vague))
            {
                let whole = from == sentence.from && to == sentence.to;
                let (start, end) =
                    if whole { (sentence.start, sentence.end) } else { (words[0].start, words[words.len() - 1].end) };
                found.push(text.finding(FindingName::VagueAction, start, end, ADVICE.to_owned()));
            }
        }
    }
}

/// The parts of a line that was written as a row of the table and could not be read as one: only its action is judged.
fn cells(text: &Text, from: usize, to: usize) -> Vec<(usize, usize)> {
    let words = &text.reading.words;
    let bar = |at: usize| {
        at > from
            && text.reading.chars.get(words[at - 1].end..words[at].start).is_some_and(|between| between.contains(&'|'))
    };
    let mut starts: Vec<usize> = vec![from];
    starts.extend((from + 1..to).filter(|at| bar(*at)));
    let labelled = |at: usize| words.get(at + 1).is_some_and(|next| next.gap == Gap::Colon);
    if starts.len() == 1 && !(words[from].key == "action" && labelled(from)) {
        return vec![(from, to)];
    }
    starts.push(to);
    starts
        .windows(2)
        .filter_map(|pair| match pair {
            [start, end] if words[*start].key == "action" && labelled(*start) => Some((start + 1, *end)),
            _ => None,
        })
        .filter(|(start, end)| start < end)
        .collect()
}

/// The first vague word that leads the wording, where it begins and ends: at its start, after what somebody is to do, or
/// after a comma or a colon. One in the middle ("a support plan") is about something.
fn first_vague(sight: Sight<'_>, lists: &Actions) -> Option<(usize, usize)> {
    lists
        .vague
        .all(sight)
        .into_iter()
        .find(|(at, _)| *at <= 2 || sight.words[*at].gap >= Gap::Comma || is_to_be_done(sight, lists, *at))
}

/// Whether somebody is to do it: "Kezia to continue", "the school will support".
fn is_to_be_done(sight: Sight<'_>, lists: &Actions, vague: usize) -> bool {
    (vague.saturating_sub(3)..vague).any(|at| lists.doer.is_at(sight, at)) || {
        // "CIN visits to continue"
        sight.words.get(vague).is_some() && vague > 0 && sight.words[vague - 1].key == "to"
    }
}

/// Whether a wording is vague and nothing in it saves it. `vague` is where its first vague word is, if known.
fn is_vague(sight: Sight<'_>, lists: &Actions, vague: Option<usize>) -> bool {
    let Some((first, end)) =
        vague.map_or_else(|| first_vague(sight, lists), |at| lists.vague.at(sight, at).map(|(end, _)| (at, end)))
    else {
        return false;
    };
    if lists.none_needed.is_at(sight, 0) {
        return false;
    }
    let counted = (0..sight.words.len()).any(|at| {
        !follows_a_label(sight.words, at)
            && lists.counted.at(sight, at).is_some_and(|(_, _)| !is_no_count(sight.words, at))
    });
    if counted {
        return false;
    }
    if lists.makes.is_at(sight, first) && lists.thing.find(sight, end).is_some() {
        return false;
    }
    // "Share information" shares nothing that can be seen.
    let vague = lists.vague.all(sight);
    let within = |at: usize| vague.iter().any(|(from, to)| *from <= at && at < *to && to - from > 1);
    !(0..sight.words.len()).any(|at| !within(at) && is_step(sight, lists, at, first))
}

/// Section 47, year 6: a figure that counts nothing.
fn follows_a_label(words: &[Word], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        matches!(
            words[before].key.as_str(),
            "section" | "s" | "year" | "stage" | "tier" | "level" | "part" | "no" | "any" | "each" | "key"
        )
    })
}

fn is_no_count(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    (word.key == "one" && words.get(at + 1).is_some_and(|next| matches!(next.key.as_str(), "another" | "to")))
        || (word.key.len() == 4 && (word.key.starts_with("20") || word.key.starts_with("19")))
}

/// Whether a word is a step that can be seen to be done, as its verb.
fn is_step(sight: Sight<'_>, lists: &Actions, at: usize, first_vague: usize) -> bool {
    let Some((end, _)) = lists.seen_to_be_done.at(sight, at) else { return false };
    let words = sight.words;
    let word = &words[at];
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let parted = word.gap >= Gap::Comma;
    let joined = before.is_some_and(|one| matches!(one.key.as_str(), "and" | "then" | "or"));
    let to = before.is_some_and(|one| {
        matches!(one.key.as_str(), "to" | "will" | "must" | "should" | "shall" | "please" | "who" | "by" | "not" | "ll")
    });
    let passive = before.is_some_and(|one| matches!(one.key.as_str(), "be" | "is" | "are" | "been" | "gets" | "get"))
        && (word.key.ends_with("ed")
            || matches!(
                word.key.as_str(),
                "sent"
                    | "written"
                    | "seen"
                    | "met"
                    | "taken"
                    | "given"
                    | "put"
                    | "set"
                    | "held"
                    | "made"
                    | "rung"
                    | "told"
                    | "shown"
                    | "brought"
                    | "found"
            ));
    let to = to && (!word.key.ends_with('s') || word.key.ends_with("ss"));
    let by_person = before
        .is_some_and(|one| !one.possessive && !matches!(one.key.as_str(), "his" | "her" | "their" | "my" | "our"))
        && at.checked_sub(1).is_some_and(|place| sight.who[place] != Who::Nobody)
        && (words.get(end).is_some() || !word.key.ends_with('s'));
    let adverb = before.is_some_and(|one| one.key.ends_with("ly")) && at == 1;
    let verb = at == 0 || parted || joined || to || passive || by_person || adverb;
    // A noun: "school visits", "phone calls".
    if !verb {
        return false;
    }
    if !lists.seen_when_counted.is_at(sight, at) {
        // "and to support" continues what is vague; a step of its own saves it.
        return true;
    }
    // What somebody is encouraged, supported or continues to do: only a step beside it counts.
    at < first_vague || (joined && !is_continued(words, at)) || parted && at > 0
}

/// "continue to visit and see": both belong to what continues.
fn is_continued(words: &[Word], at: usize) -> bool {
    words.iter().take(at).any(|word| word.key.starts_with("continu") || word.key.starts_with("encourag"))
}

#[cfg(test)]
mod tests {
    use crate::practice::review::worth_tests::{found, found_in_action};
    use rstest::rstest;

    #[rstest]
    #[case::bare("Monitor", true)]
    #[case::continued("Continue to support the family", true)]
    #[case::reviewed("Keep under review", true)]
    #[case::liaising("Liaise with the health visitor", true)]
    #[case::advising("Offer advice", true)]
    #[case::ensuring("Ensure Leo is safe", true)]
    #[case::nouns("Support for Mum", true)]
    #[case::encouraging("Encourage Dad to attend", true)]
    #[case::measurable("Monitor: record every injury and bring me the list on Friday", false)]
    #[case::plain("Stair gate at the top", false)]
    #[case::verb("Ring the GP", false)]
    #[case::counted("Continue weekly visits", false)]
    #[case::support_with_a_step("Support Mum to fill in the form and take it to the office", false)]
    #[case::liaising_with_a_step("Liaise with housing and get the date in writing", false)]
    #[case::section("Support through the section 47 enquiry", true)]
    #[case::quoted("Ring Nan about \"continue to support\"", false)]
    fn an_action_is_vague_where_nothing_can_be_seen_to_be_done(#[case] action: &str, #[case] vague: bool) {
        assert_eq!(!found_in_action("vague_action", action).is_empty(), vague, "as a row");
        assert_eq!(!found("vague_action", "Leo Marsh", &format!("{action}.")).is_empty(), vague, "as prose");
    }

    #[rstest]
    #[case("Mum continues to support Leo with his reading.", false)]
    #[case("Nan has helped and the plan is working.", false)]
    #[case("Change: he sleeps | Action: continue to monitor | Who: Kezia | By: soon", true)]
    #[case("Change: support for Leo | Action: ring Nan | Who: Kezia | By: soon", false)]
    fn prose_is_judged_only_where_it_is_an_action(#[case] text: &str, #[case] vague: bool) {
        assert_eq!(!found("vague_action", "Leo Marsh", text).is_empty(), vague);
    }
}
