//! Covers the names of children in words that are about a worker: initials and the reference stand for the name. It covers
//! what it is told of, and judges no meaning: a name that is also a word is covered where it is written as a name.

/// A child as covered: the name, and what stands for it.
#[derive(Clone, PartialEq, Eq)]
pub struct Covered {
    /// The name in full; the reference where no name has been given.
    pub name: String,
    /// The authority's reference.
    pub reference: String,
    /// Whether the first name alone is covered too: for children whom the words are likely to mean.
    pub first_name_too: bool,
}

impl Covered {
    /// `L S (4711)`; of a child without a name, the reference alone.
    pub fn words(&self) -> String {
        if !self.has_name() {
            return self.reference.clone();
        }
        format!("{} ({})", initials(&self.name), self.reference)
    }

    /// Whether there is a name to cover.
    fn has_name(&self) -> bool {
        self.name != self.reference && self.name.chars().any(char::is_alphabetic)
    }
}

/// The initials of a name: `L S`.
fn initials(name: &str) -> String {
    let letters = name.split_whitespace().filter_map(|word| word.chars().next());
    letters.map(String::from).collect::<Vec<_>>().join(" ")
}

/// The words with the names of these children covered. Names of other people (`kept`), the worker's own say, stay.
pub fn cover(words: &str, children: &[Covered], kept: &[&str]) -> String {
    let mut covered = words.to_owned();
    let mut longest: Vec<&Covered> = children.iter().filter(|one| one.has_name()).collect();
    longest.sort_by_key(|one| std::cmp::Reverse(one.name.len()));
    for child in &longest {
        covered = replaced(&covered, &child.name, &child.words());
    }
    for child in longest.iter().filter(|one| one.first_name_too) {
        let Some(first) = child.name.split_whitespace().next().filter(|first| first.chars().count() > 2) else {
            continue;
        };
        if !kept.iter().any(|name| name.split_whitespace().any(|part| part == first)) {
            covered = replaced(&covered, first, &child.words());
        }
    }
    covered
}

/// Every occurrence of a name as words of its own replaced.
fn replaced(text: &str, name: &str, by: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, found) = rest.split_at(at);
        let after = found.get(name.len()..).unwrap_or_default();
        let word_before =
            before.chars().next_back().or_else(|| out.chars().next_back()).is_some_and(char::is_alphanumeric);
        let word_after = after.chars().next().is_some_and(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if word_before || word_after { name } else { by });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn child(name: &str, reference: &str, first_name_too: bool) -> Covered {
        Covered { name: name.to_owned(), reference: reference.to_owned(), first_name_too }
    }

    #[test]
    fn names_are_covered_where_they_are_names() {
        let children = [child("Leo Stone", "C1", true), child("Ana Stone", "C2", false), child("4713", "4713", true)];
        let said = "Leo Stone comes home with her; Leo's lock too. Leonie and Ana do not. Ana Stone does. 4713.";
        assert_eq!(
            cover(said, &children, &["Priya Shah"]),
            "L S (C1) comes home with her; L S (C1)'s lock too. Leonie and Ana do not. A S (C2) does. 4713."
        );
        assert_eq!(cover("Leo asked Leo Stone", &children, &["Leo Shah"]), "Leo asked L S (C1)");
    }

    #[test]
    fn a_child_without_a_name_stands_as_the_reference() {
        let children = [child("C1016", "C1016", true), child("4713", "4713", true), child("Leo", "C7", true)];
        assert_eq!(
            cover("C1016 came, and 4713; Leo did not.", &children, &[]),
            "C1016 came, and 4713; L (C7) did not."
        );
        assert_eq!(children.map(|one| one.words()), ["C1016", "4713", "L (C7)"]);
    }
}
