//! Who is meant by a few letters or a reference. Not a search that ranks what is alike: here a name either fits or does
//! not, because something is then done with it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Somebody who can be meant.
#[derive(Clone, PartialEq, Eq)]
pub struct Named<Id> {
    /// The key.
    pub id: Id,
    /// The authority's reference.
    pub reference: String,
    /// The name.
    pub name: String,
}

/// Everybody that letters fit: who has exactly that reference or name alone, else everyone with a word that begins with
/// each word typed. Capitals and accents do not matter.
pub fn meant<'a, Id>(typed: &str, among: &'a [Named<Id>]) -> Vec<&'a Named<Id>> {
    let wanted = plain(typed);
    if wanted.is_empty() {
        return Vec::new();
    }
    let exactly: Vec<_> =
        among.iter().filter(|one| plain(&one.reference) == wanted || plain(&one.name) == wanted).collect();
    if !exactly.is_empty() {
        return exactly;
    }
    let fits = |one: &&Named<Id>| {
        let words: Vec<Vec<String>> = vec![plain(&one.name), plain(&one.reference)];
        wanted.iter().all(|typed| words.iter().flatten().any(|word| word.starts_with(typed.as_str())))
    };
    among.iter().filter(fits).collect()
}

/// Words for somebody that are nobody's name, though a name may begin with one: Gran, and Grant.
static NO_NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lists: HashMap<String, Vec<String>> =
        toml::from_str(include_str!("../../assets/words/people.toml")).unwrap_or_default();
    ["she", "he", "they", "either", "kin", "helper"]
        .iter()
        .filter_map(|list| lists.get(*list))
        .flatten()
        .map(|word| word.trim_end_matches('*').to_owned())
        .collect()
});

/// Everybody whose name what is typed may begin or stand for; nobody where it is a word for somebody by itself.
pub fn who_fits<'a>(typed: &str, names: &'a [String]) -> Vec<&'a str> {
    if NO_NAMES.contains(&plain(typed).join(" ")) {
        return Vec::new();
    }
    let among: Vec<Named<&str>> =
        names.iter().map(|name| Named { id: name.as_str(), reference: String::new(), name: name.clone() }).collect();
    meant(typed, &among).iter().map(|one| one.id).collect()
}

/// The words of a text without capitals, accents and marks.
pub(super) fn plain(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| word.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn team() -> Vec<Named<u8>> {
        let one =
            |id, reference: &str, name: &str| Named { id, reference: reference.to_owned(), name: name.to_owned() };
        vec![one(1, "W1", "Siân Ŵyn"), one(2, "W2", "Zoë Ŵyn"), one(3, "W3", "Zoë"), one(4, "W33", "Ben W3 Doyle")]
    }

    #[rstest]
    #[case("pri", &["Priya Shah"])]
    #[case("shah", &["Priya Shah", "Omar Shah"])]
    #[case("Grant Okoro", &["Grant Okoro"])]
    // A word for somebody is not the beginning of a name.
    #[case("Gran", &[])]
    #[case("school nurse", &[])]
    fn who_is_typed_in_part_is_told(#[case] typed: &str, #[case] fits: &[&str]) {
        let names = ["Priya Shah", "Omar Shah", "Grant Okoro"].map(str::to_owned);
        assert_eq!(who_fits(typed, &names), fits);
    }

    #[rstest]
    #[case("sian", &[1])]
    #[case("wyn", &[1, 2])]
    #[case("zoe", &[3])]
    // One by her surname, the other by her reference.
    #[case("zo w", &[2, 3])]
    #[case("w3", &[3])]
    #[case("doy be", &[4])]
    #[case("iân", &[])]
    #[case("  ", &[])]
    fn letters_fit_whom_they_begin(#[case] typed: &str, #[case] ids: &[u8]) {
        let team = team();
        let found: Vec<u8> = meant(typed, &team).iter().map(|one| one.id).collect();
        assert_eq!(found, ids);
    }
}
