//! The areas of the knowledge and skills statement as a hand types them: their numbers, or a few letters of each. Not where
//! their evidence is shown.

use crate::ui::widget::fields::Note;
use crate::workbench::message::Area;

/// The codes of the areas that were typed, in the statement's order; what was not understood, in a sentence.
pub(super) fn named(typed: &str, areas: &[Area]) -> Result<Vec<String>, String> {
    let mut places = Vec::new();
    for one in typed.split([',', ';']).map(str::trim).filter(|one| !one.is_empty()) {
        places.push(place_of(one, areas)?);
    }
    places.sort_unstable();
    places.dedup();
    Ok(places.into_iter().filter_map(|place| areas.get(place)).map(|area| area.code.clone()).collect())
}

fn place_of(typed: &str, areas: &[Area]) -> Result<usize, String> {
    if let Ok(number) = typed.parse::<usize>() {
        let place = number.checked_sub(1).filter(|place| *place < areas.len());
        return place.ok_or_else(|| format!("There is no area {number}; they are 1 to {}.", areas.len()));
    }
    let letters = typed.to_lowercase();
    let begins = |area: &Area| area.words.to_lowercase().split(' ').any(|word| word.starts_with(&letters));
    let whole = |area: &Area| area.words.to_lowercase().starts_with(&letters);
    let found = |is: &dyn Fn(&Area) -> bool| -> Vec<usize> {
        areas.iter().enumerate().filter(|(_, area)| is(area)).map(|(place, _)| place).collect()
    };
    match (found(&whole).as_slice(), found(&begins).as_slice()) {
        ([one], _) | ([], [one]) => Ok(*one),
        ([], []) => Err(format!("No area of the statement begins like \u{201c}{typed}\u{201d}; type its number.")),
        _ => Err(format!("Several areas begin like \u{201c}{typed}\u{201d}; type a few more letters, or its number.")),
    }
}

/// What stands below the field: every area with its number, or those that were understood.
pub(super) fn note(typed: &str, areas: &[Area]) -> Note {
    if typed.is_empty() {
        let all: Vec<String> =
            (1..).zip(areas).map(|(number, area)| format!("{number} {}", first_words(area))).collect();
        return Note::Plain(format!("Numbers or a few letters, with commas; may stay empty. {}.", all.join(", ")));
    }
    match named(typed, areas) {
        Err(why) => Note::Wrong(why),
        Ok(codes) => {
            let words: Vec<&str> =
                areas.iter().filter(|area| codes.contains(&area.code)).map(|area| area.words.as_str()).collect();
            Note::Plain(format!("{}.", words.join("; ")))
        }
    }
}

/// As much of an area's name as tells it from the others.
fn first_words(area: &Area) -> String {
    let name = area.words.split(',').next().unwrap_or_default();
    let words: Vec<&str> = name.split(' ').collect();
    // Two words tell them apart, and one where the second only joins: "abuse and neglect".
    let most = if words.get(1) == Some(&"and") { 1 } else { words.len().min(2) };
    words.get(..most).unwrap_or_default().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn areas() -> Vec<Area> {
        let all =
            ["Relationships and working directly with families", "Child development", "Assessing children", "The law"];
        let codes = ["relationships", "child_development", "assessment", "law"];
        let one = |(code, words): (&&str, &&str)| Area {
            code: (*code).to_owned(),
            words: (*words).to_owned(),
            evidence: Vec::new(),
        };
        codes.iter().zip(all.iter()).map(one).collect()
    }

    #[rstest]
    #[case("", "")]
    #[case("4, 1", "relationships law")]
    #[case("law; LAW, 4", "law")]
    #[case("child d", "child_development")]
    #[case("child", "child_development")]
    #[case("fam", "relationships")]
    fn areas_are_named_by_number_or_letters(#[case] typed: &str, #[case] codes: &str) {
        assert_eq!(named(typed, &areas()).unwrap().join(" "), codes);
    }

    #[rstest]
    #[case("5", "they are 1 to 4")]
    #[case("0", "they are 1 to 4")]
    #[case("d", "Several areas")]
    #[case("cooking", "No area")]
    fn what_is_no_area_is_said(#[case] typed: &str, #[case] said: &str) {
        let why = named(typed, &areas()).unwrap_err();
        assert!(why.contains(said), "{why}");
        assert!(matches!(note(typed, &areas()), Note::Wrong(_)));
    }
}
