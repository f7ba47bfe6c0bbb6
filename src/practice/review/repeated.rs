//! A passage that stands, the same but for names, pronouns, tense and small words, on a signed record of a brother or
//! sister, or on this child's last one: two or more sentences running, some 35 words or more. An earlier direction that is
//! restated in order to answer it is none.

use super::reading::Reading;
use super::record::{Record, Text};
use super::same_words::{Bare, Stems, bare};
use super::word_lists::WordLists;
use super::{Earlier, Finding, FindingName, Passage};
use crate::practice::date_words::long;
use crate::practice::oversight_text::{parts, pieces};

/// How many words a passage must have.
const WORDS: usize = 35;

/// One text of an earlier record.
struct Old<'a> {
    record: &'a Earlier<'a>,
    text: String,
    reading: Reading,
    sentences: Vec<Bare>,
}

pub(super) fn find(
    record: &Record,
    lists: &WordLists,
    name: FindingName,
    earlier: &[Earlier<'_>],
    names: &[String],
) -> Vec<Finding> {
    let mut stems = Stems::default();
    let old: Vec<Old<'_>> = earlier.iter().flat_map(|one| read(one, lists, names, &mut stems)).collect();
    let mut found = Vec::new();
    for text in record.texts.iter().filter(|text| text.is_prose()) {
        let sentences = bare(&text.reading, lists, names, &mut stems);
        let mut from = 0;
        while from < sentences.len() {
            let best = old
                .iter()
                .filter_map(|old| run(&sentences, from, &old.sentences).map(|run| (run, old)))
                .max_by_key(|(run, _)| run.words);
            let Some((run, old)) = best.filter(|(run, _)| run.words >= WORDS && run.length >= 2) else {
                from += 1;
                continue;
            };
            let last = from + run.length - 1;
            if !(name == FindingName::RepeatedPrevious && is_restated(text, from, old, lists)) {
                found.push(finding(text, name, &sentences[from], &sentences[last], old, run));
            }
            from = last + 1;
        }
    }
    found
}

fn read<'a>(record: &'a Earlier<'a>, lists: &WordLists, names: &[String], stems: &mut Stems) -> Vec<Old<'a>> {
    parts(record.answers)
        .flat_map(|part| pieces(record.answers, &part))
        .filter(|piece| piece.part.is_none() && piece.row.is_none())
        .map(|piece| {
            let reading = Reading::of(&piece.text);
            let sentences = bare(&reading, lists, names, stems);
            Old { record, text: piece.text, reading, sentences }
        })
        .collect()
}

/// A run of sentences that stand in both.
#[derive(Clone, Copy)]
struct Run {
    length: usize,
    words: usize,
    /// The first of them in the earlier text.
    there: usize,
}

/// The longest run that begins with this sentence.
fn run(here: &[Bare], from: usize, there: &[Bare]) -> Option<Run> {
    let mut best: Option<Run> = None;
    for start in 0..there.len() {
        let length = here[from..].iter().zip(&there[start..]).take_while(|(one, other)| one.is_like(other)).count();
        if length == 0 {
            continue;
        }
        let words = here[from..from + length].iter().map(|one| one.words).sum();
        if best.is_none_or(|best| words > best.words) {
            best = Some(Run { length, words, there: start });
        }
    }
    best
}

/// Whether the passage is led in as what was asked for before, by words that are not themselves repeated.
fn is_restated(text: &Text, from: usize, old: &Old<'_>, lists: &WordLists) -> bool {
    let lead = |sentence: usize| {
        text.reading.sentences.get(sentence).is_some_and(|one| {
            let sight = text.sight(one);
            lists.same.restated.find(sight, 0).is_some_and(|(start, end)| {
                let words: Vec<&str> = sight.words[start..end].iter().map(|word| word.key.as_str()).collect();
                !stands_in(&old.reading, &words)
            })
        })
    };
    lead(from) || from.checked_sub(1).is_some_and(lead)
}

fn stands_in(reading: &Reading, wanted: &[&str]) -> bool {
    reading
        .words
        .windows(wanted.len())
        .any(|words| words.iter().map(|word| word.key.as_str()).eq(wanted.iter().copied()))
}

fn finding(text: &Text, name: FindingName, first: &Bare, last: &Bare, old: &Old<'_>, run: Run) -> Finding {
    let record = old.record;
    let day = long(record.decided_on);
    let advice = if name == FindingName::RepeatedSibling {
        format!(
            "Much the same words stand on {}'s record of {day}. What is it like for this child, and not for the other?",
            record.called
        )
    } else {
        format!(
            "Much the same words stand on the record of {day}. What has changed since, and what does it mean if nothing has?"
        )
    };
    let mut one = text.finding(name, first.start, last.end, advice);
    let there = &old.sentences[run.there..run.there + run.length];
    if let [first, .., last] = there {
        one.beside = Some(Passage {
            record: record.record,
            called: record.called.to_owned(),
            decided_on: record.decided_on,
            passage: old.text.chars().skip(first.start).take(last.end - first.start).collect(),
        });
    }
    one
}

#[cfg(test)]
#[path = "repeated_tests.rs"]
mod tests;
