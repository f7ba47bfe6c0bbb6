//! What is said of a name that is not known: the nearest that is, where one is near. Not which names there are.

/// "… is not known in …", with the nearest known name where one is near.
pub(super) fn not_known(name: &str, place: &str, known: &[&str]) -> String {
    let shown: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    let nearest = known
        .iter()
        .map(|one| (distance(&name.to_lowercase(), one), *one))
        .min()
        .filter(|(steps, one)| *steps <= ((one.chars().count() + 1) / 3).max(1));
    match nearest {
        Some((_, one)) => format!("\"{shown}\" is not known in {place}; did you mean \"{one}\"?"),
        None => format!("\"{shown}\" is not known in {place}"),
    }
}

/// How many letters have to be put in, taken out or changed to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    // Beyond this no name is near, and a whole page pasted as a key must not be compared letter by letter.
    if one.len().abs_diff(other.len()) > 40 {
        return usize::MAX;
    }
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (cell, b) in row.iter_mut().skip(1).zip(&other) {
            let above = *cell;
            left = (corner + usize::from(a != *b)).min(above + 1).min(left + 1);
            corner = above;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("standng", "standing", 1)]
    #[case("", "abc", 3)]
    #[case("kitten", "sitting", 3)]
    #[case("same", "same", 0)]
    fn words_are_as_far_apart_as_the_letters_to_change(#[case] one: &str, #[case] other: &str, #[case] steps: usize) {
        assert_eq!(distance(one, other), steps);
        assert_eq!(distance(other, one), steps);
    }
}
