//! What is a word, a sentence and a quotation.

use super::*;
use rstest::rstest;

fn outside(text: &str) -> String {
    let reading = Reading::of(text);
    reading.words.iter().filter(|word| !word.quoted).map(|word| word.written.as_str()).collect::<Vec<_>>().join(" ")
}

#[rstest]
#[case::straight("Mum said \"go away\" twice.", "Mum said twice")]
#[case::curly("Mum said \u{201c}go away\u{201d} twice.", "Mum said twice")]
#[case::single("Mum said 'go away' twice.", "Mum said twice")]
#[case::single_curly("Mum said \u{2018}don\u{2019}t go\u{2019} twice.", "Mum said twice")]
#[case::apostrophes("Leo's mum doesn't know the boys' room.", "Leo's mum doesn't know the boys room")]
#[case::owner_in_quotation("He said 'the boys' room is cold' and left.", "He said and left")]
#[case::clipped("They stayed 'til ten in the '90s.", "They stayed til ten in the 90s")]
#[case::no_end("A 6\" gap and a mark \" that nothing closes.", "A 6 gap and a mark that nothing closes")]
#[case::two("\"One,\" he said, \"and two.\" Three.", "he said Three")]
#[case::contraction_in_single("He said 'I don't know' to her.", "He said to her")]
#[case::plural_possessive_twice("The girls' room and the boys' room.", "The girls room and the boys room")]
fn quotation_marks_are_told_from_apostrophes(#[case] text: &str, #[case] own: &str) {
    assert_eq!(outside(text), own);
}

#[rstest]
#[case("Dr. Ali rang. He came.", 2)]
#[case("School rang at 3.30 p.m. on Monday. Mum came.", 2)]
#[case("\"Go away!\" he said. She went.", 2)]
#[case("One line\ngoes on here.\nAnother.", 2)]
#[case("- ring the GP\n- see Leo", 2)]
#[case("HEADING\nText goes here.", 2)]
#[case("Mum said \"I am here. I wait.\" Then she left.", 2)]
#[case("", 0)]
#[case("...", 0)]
#[case("T. Rees rang", 1)]
fn sentences_end_where_they_end(#[case] text: &str, #[case] number: usize) {
    assert_eq!(Reading::of(text).sentences.len(), number);
}

#[test]
fn a_sentence_is_cut_out_without_the_space_around_it() {
    let reading = Reading::of("  One here.  \"Two,\" he said.\n- Three (3)\n");
    let cut: Vec<String> = reading.sentences.iter().map(|one| reading.slice(one.start, one.end)).collect();
    assert_eq!(cut, ["One here.", "\"Two,\" he said.", "Three (3)"]);
}

#[rstest]
#[case("Zoë", "zoe")]
#[case("ŁUKASZ", "lukasz")]
#[case("Llŷr\u{2019}s", "llyr's")]
#[case("Zoe\u{308}", "zoe")]
#[case("İlker", "ilker")]
fn accents_and_capitals_fold_away(#[case] text: &str, #[case] folded: &str) {
    assert_eq!(fold(text), folded);
}

proptest::proptest! {
    #[test]
    fn every_word_and_sentence_lies_within_the_text(text in "\\PC{0,80}|[a-zA-Z'\"\u{2019}\u{2018}\u{201c}\u{201d}. \n:;(),-]{0,80}") {
        let reading = Reading::of(&text);
        let length = text.chars().count();
        for word in &reading.words {
            assert!(word.start < word.end && word.end <= length);
        }
        for one in &reading.sentences {
            assert!(one.start < one.end && one.end <= length && one.from < one.to);
        }
    }
}
