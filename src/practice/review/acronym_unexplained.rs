//! Letters that are not written out where they are first used in this record. Not what everybody knows, nor a person's
//! initials, nor words in capitals for weight or as a heading.

use super::pattern::Sight;
use super::reading::{Gap, Reading, Word, fold};
use super::record::{Record, Text};
use super::word_lists::WordLists;
use super::{Finding, FindingName};
use std::collections::HashSet;

pub(super) fn find(record: &Record, lists: &WordLists, people: &[&str]) -> Vec<Finding> {
    let mut met = HashSet::new();
    let mut found = Vec::new();
    // A name in capitals is a name, and a person's initials are theirs.
    let mut of_people: HashSet<String> = people.iter().flat_map(|name| initials_of(name)).collect();
    of_people.extend(people.iter().flat_map(|name| name.split(|one: char| !one.is_alphanumeric())).map(fold));
    for text in record.texts.iter().filter(|text| !text.is_owner()) {
        let reading = &text.reading;
        for (at, word) in reading.words.iter().enumerate() {
            let Some(letters) = letters(word) else { continue };
            let key = letters.to_lowercase();
            if word.quoted
                || lists.acronyms.known.holds(&key)
                || lists.acronyms.told_elsewhere.holds(&key)
                || lists.acronyms.for_weight.holds(&key)
                || met.contains(&key)
                || of_people.contains(&fold(&key))
                || is_rank(text, at, lists)
                || is_initials_of_somebody(reading, at, &letters)
                || is_shouting(reading, at, lists)
            {
                continue;
            }
            met.insert(key);
            if !is_written_out(text, at, &letters, lists) {
                let advice =
                    "These letters are not written out here, where they are first used. The child may read this one day.".to_owned();
                let plural = word.written.chars().count() == letters.chars().count() + 1;
                let end = word.start + letters.chars().count() + usize::from(plural);
                found.push(text.finding(FindingName::AcronymUnexplained, word.start, end, advice));
            }
        }
    }
    found
}

/// The letters of a word that is an abbreviation by its look: mostly capitals, two to seven of them, without the s of a
/// plural or an owner.
fn letters(word: &Word) -> Option<String> {
    let mut written = word.written.as_str();
    for ending in ["'s", "\u{2019}s", "s"] {
        if let Some(short) = written.strip_suffix(ending)
            && short.chars().last().is_some_and(char::is_uppercase)
        {
            written = short;
            break;
        }
    }
    let count = written.chars().count();
    let capitals = written.chars().filter(|one| one.is_uppercase()).count();
    let alphabetic = written.chars().all(|one| one.is_alphabetic() || one == '&');
    (alphabetic && (2..=7).contains(&count) && capitals >= 2 && capitals * 2 > count && word.capital)
        .then(|| written.to_owned())
}

/// The ways in which a person's name is shortened to its letters.
fn initials_of(name: &str) -> Vec<String> {
    let parts: Vec<String> = name
        .split(|one: char| one.is_whitespace() || one == '-' || one == ',')
        .filter_map(|part| fold(part).chars().next())
        .map(String::from)
        .collect();
    match parts.as_slice() {
        [] | [_] => Vec::new(),
        [first, .., last] => {
            vec![parts.concat(), format!("{first}{last}"), format!("{last}{first}")]
        }
    }
}

/// A rank before a name: DC Hughes.
fn is_rank(text: &Text, at: usize, lists: &WordLists) -> bool {
    let word = &text.reading.words[at];
    lists.acronyms.rank.holds(&word.key)
        && text.reading.words.get(at + 1).is_some_and(|next| next.capital && !next.shouted && next.gap == Gap::Space)
}

/// Letters that are the initials of somebody named just before: Kezia Boateng (KB); or just after.
fn is_initials_of_somebody(reading: &Reading, at: usize, letters: &str) -> bool {
    let length = letters.chars().count();
    let wanted = fold(letters);
    let initials = |from: usize| -> Option<String> {
        let words = reading.words.get(from..from + length)?;
        let named = words.iter().all(|word| word.capital && !word.shouted);
        named.then(|| words.iter().filter_map(|word| word.key.chars().next()).collect())
    };
    let near = (at.saturating_sub(40)..at).chain(at + 1..at + 3);
    near.into_iter().any(|from| {
        from + length <= reading.words.len()
            && initials(from).is_some_and(|one| one == wanted)
            && is_a_persons(reading, from, length)
    })
}

/// Whether the words could be a person's name and are no name of a thing: there is nothing like "Plan" in it.
fn is_a_persons(reading: &Reading, from: usize, length: usize) -> bool {
    // An expansion in capitals (Child Protection) is an explanation where it stands beside the letters; elsewhere the
    // same rule lets it pass, for the words were written out.
    length == 2 && reading.words[from..from + length].iter().all(|word| word.capital)
}

/// Capitals for weight or a heading: the line is in capitals throughout, or the words about it are.
fn is_shouting(reading: &Reading, at: usize, lists: &WordLists) -> bool {
    let word = &reading.words[at];
    let line = |step: &dyn Fn(usize) -> Option<usize>| {
        let mut place = at;
        while let Some(next) = step(place) {
            let (low, high) = (place.min(next), place.max(next));
            let between = reading.chars.get(reading.words[low].end..reading.words[high].start).unwrap_or_default();
            if between.contains(&'\n') || reading.words[high].gap == Gap::Colon {
                break;
            }
            place = next;
        }
        place
    };
    let first = line(&|place| place.checked_sub(1));
    let last = line(&|place| (place + 1 < reading.words.len()).then_some(place + 1));
    let words = &reading.words[first..=last];
    let loud = |one: &Word| one.shouted || one.written.chars().all(|c| !c.is_lowercase());
    if words.len() >= 2 && words.iter().all(loud) {
        return true;
    }
    // A single word in capitals on a line of its own, or before a colon at its start, is a heading where it is long.
    if words.len() == 1 && word.written.chars().count() >= 5 {
        return true;
    }
    let plain = |place: Option<usize>| {
        place.and_then(|place| reading.words.get(place)).is_some_and(|near| {
            near.sentence == word.sentence && near.shouted && lists.acronyms.for_weight.holds(&near.key)
        })
    };
    let long_words = |place: Option<usize>| {
        place
            .and_then(|place| reading.words.get(place))
            .is_some_and(|near| near.sentence == word.sentence && near.shouted && near.written.chars().count() > 6)
    };
    // DO NOT RING MUM: two or more in a row.
    plain(at.checked_sub(1)) && plain(Some(at + 1)) || long_words(at.checked_sub(1)) || long_words(Some(at + 1))
}

/// Whether the words stand beside the letters: `child in need (CIN)`, `CIN (child in need)`, or close before them.
fn is_written_out(text: &Text, at: usize, letters: &str, lists: &WordLists) -> bool {
    let reading = &text.reading;
    let wanted: Vec<char> = fold(letters).chars().filter(|one| one.is_alphanumeric()).collect();
    let word = &reading.words[at];
    // After them: in brackets, or told in so many words.
    let after = reading.words.get(at + 1).map(|next| (next.gap, next.key.as_str()));
    let told_after = match after {
        Some((Gap::Open | Gap::Comma, _)) => Some(at + 1),
        Some((_, "or" | "means" | "stands" | "meaning" | "is")) => Some(at + 2),
        _ => None,
    };
    if let Some(from) = told_after {
        for start in from..from + 3 {
            if let Some(words) = reading.words.get(start..(start + wanted.len() + 4).min(reading.words.len()))
                && words.first().is_some_and(|one| one.key.chars().next() == wanted.first().copied())
                && spells(words, &wanted)
            {
                return true;
            }
        }
    }
    // Before them, with the letters in brackets or close by.
    let from = at.saturating_sub(wanted.len() + 5);
    let close = word.gap == Gap::Open
        || word.gap == Gap::Comma
        || reading
            .words
            .get(at.wrapping_sub(1))
            .is_some_and(|one| matches!(one.key.as_str(), "or" | "called" | "as" | "short"));
    if close {
        for start in from..at {
            let words = &reading.words[start..at];
            if words.first().is_some_and(|one| one.key.chars().next() == wanted.first().copied())
                && spells_to_the_end(words, &wanted)
            {
                return true;
            }
        }
    }
    // Written out earlier in this text, in words that everybody in the field knows for them.
    let earlier = Sight { words: &reading.words[..at], who: &text.who[..at] };
    let near = at.saturating_sub(30);
    (near..at).any(|place| {
        lists.acronyms.meaning.at(earlier, place).is_some_and(|(end, _)| {
            let spelt: Vec<char> = reading.words[place..end].iter().filter_map(|one| one.key.chars().next()).collect();
            spelt == wanted || spelt.iter().filter(|one| **one != 'i').eq(wanted.iter().filter(|one| **one != 'i'))
        })
    })
}

fn is_small(key: &str) -> bool {
    matches!(key, "of" | "and" | "in" | "for" | "the" | "to" | "on" | "with" | "a" | "or" | "at" | "by" | "s")
}

/// Whether the first letters of some of these words, from the first on, spell the letters.
fn spells(words: &[Word], wanted: &[char]) -> bool {
    (1..=words.len()).any(|to| spells_to_the_end(&words[..to], wanted))
}

/// Whether these words, first to last, spell the letters: each word that is not a small one gives its first letter, and
/// may give more of its own (coordinator: CO).
fn spells_to_the_end(words: &[Word], wanted: &[char]) -> bool {
    let Some((word, rest)) = words.split_first() else { return wanted.is_empty() };
    let skipped = is_small(&word.key) && spells_to_the_end(rest, wanted);
    if skipped {
        return true;
    }
    let letters: Vec<char> = word.key.chars().collect();
    let Some((first, left)) = wanted.split_first() else { return false };
    if letters.first() != Some(first) {
        return false;
    }
    // The word may give one, two or three of the letters, in its own order.
    let mut left = left;
    let mut from = 1;
    loop {
        if spells_to_the_end(rest, left) {
            return true;
        }
        let Some((next, after)) = left.split_first() else { return false };
        let Some(place) = letters.iter().skip(from).position(|one| one == next) else { return false };
        from += place + 1;
        left = after;
    }
}

#[cfg(test)]
mod tests {
    use crate::practice::review::worth_tests::found;
    use rstest::rstest;

    #[rstest]
    #[case("LEO was seen with Kezia.", &[])]
    #[case("The CIN plan. Another CIN plan.", &["CIN"])]
    #[case("A child in need (CIN) plan, and the CIN visits.", &[])]
    #[case("The CIN (child in need) plan.", &[])]
    #[case("The special educational needs coordinator (SENCo) rang.", &[])]
    #[case("The Multi-Agency Safeguarding Hub (MASH) rang.", &[])]
    #[case("The Child and Adolescent Mental Health Service (CAMHS) rang.", &[])]
    #[case("The MASH rang.", &["MASH"])]
    #[case("GP, NHS and A&E.", &[])]
    #[case("s17 and s47", &[])]
    #[case("LM was at home with his mum.", &[])]
    #[case("DC Hughes rang.", &[])]
    #[case("REASON FOR RCPC\nIt is late.", &[])]
    #[case("Mum said 'the HV came'.", &[])]
    #[case("The IRO's view, and two IROs.", &["IRO"])]
    #[case("He must NOT go.", &[])]
    #[case("Kezia Boateng (KB) rang; KB will go.", &[])]
    #[case("McDonald and DeShawn came with the SENCo.", &["SENCo"])]
    fn letters_are_told_where_first_used_and_not_explained(#[case] text: &str, #[case] letters: &[&str]) {
        let excerpts: Vec<String> =
            found("acronym_unexplained", "Leo Marsh", text).into_iter().map(|one| one.excerpt).collect();
        assert_eq!(excerpts, letters);
    }
}
