//! Form files: the shipped ones are sound, and every mistake in another is found and explained.

use super::*;
use crate::practice::oversight::{Section, Threshold, field};
use rstest::rstest;

const SMALL: &str = r#"title = "Small"
purpose = "To be small."

[[section]]
key = "one"
title = "One"
aim = "To be the only one."
prompts = ["Why?"]
strong = "Because the boiler broke on Monday."
weak = "Because."

[[section.field]]
key = "one"
label = "Say"
kind = "text"

[[section.field]]
key = "how_sure"
label = "How sure"
hint = "Roughly."
kind = "scale"
steps = ["not", "a bit", "fairly", "quite"]
"#;

fn mistakes(name: &str, text: &str) -> Vec<String> {
    read(name, text).expect_err("a mistake was expected").iter().map(ToString::to_string).collect()
}

#[test]
fn every_shipped_form_reads_and_is_called_by_its_file() {
    for (name, text) in shipped() {
        let form = read(name, text).unwrap_or_else(|mistakes| panic!("{name}: {mistakes:?}"));
        assert_eq!(&form.name, name);
        for section in &form.sections {
            assert!((3..=4).contains(&section.prompts.len()), "{name}, {}", section.key);
            assert!(section.aim.chars().count() <= 130, "{name}, {}: an aim is one line", section.key);
        }
    }
    assert_eq!(shipped_form("no_such_form"), None);
    assert_eq!(oversight().title, "Management oversight");
}

#[test]
fn the_oversight_form_asks_for_everything_the_program_understands() {
    let form = oversight();
    let keys: Vec<&str> = form.sections.iter().map(|section| section.key.as_str()).collect();
    assert_eq!(keys, Section::ALL.iter().map(|section| section.code()).collect::<Vec<_>>());
    for section in Section::ALL {
        let found = form.section(section.code()).unwrap();
        assert_eq!(found.title, section.words());
        assert_eq!(found.prose().map(|prose| prose.key.as_str()), Some(section.code()));
    }
    let FieldKind::Choice(thresholds) = &form.field(field::THRESHOLD).unwrap().kind else { panic!("a choice") };
    let codes: Vec<&str> = thresholds.iter().map(|option| option.code.as_str()).collect();
    assert_eq!(codes, Threshold::ALL.iter().map(|one| one.code()).collect::<Vec<_>>());
    let FieldKind::Choice(ways) = &form.field(field::REVIEW_HOW).unwrap().kind else { panic!("a choice") };
    let codes: Vec<&str> = ways.iter().map(|option| option.code.as_str()).collect();
    assert_eq!(codes, ["supervision", "file_check", "talk_to_worker", "visit_or_observation", "meeting", "panel"]);
    assert_eq!(form.statements.len(), 9);
}

/// The list that guards an authority's own form names every constant of `field`, so that none can be forgotten.
#[test]
fn every_field_constant_is_guarded() {
    let source = include_str!("oversight.rs");
    let module = source.split("pub mod field {").nth(1).and_then(|rest| rest.split("\n}").next()).unwrap();
    let constants: Vec<&str> = module.lines().filter_map(|line| line.split('"').nth(1)).collect();
    let guarded: Vec<&str> = oversight_form::FIELDS.iter().map(|(_, key, _)| *key).collect();
    assert!(constants.len() > 15);
    assert_eq!(guarded, constants);
    let form = oversight();
    let asked: Vec<&str> =
        form.sections.iter().flat_map(|section| &section.fields).map(|one| one.key.as_str()).collect();
    assert_eq!(asked, constants);
}

#[test]
fn a_small_form_reads_whole() {
    let form = read("small", SMALL).unwrap();
    assert_eq!(form.sections[0].fields.len(), 2);
    assert_eq!(form.field("how_sure").unwrap().kind.step_words(4), Some("quite"));
    assert_eq!(form.field("how_sure").unwrap().kind.step_words(0), None);
    assert_eq!(form.field("one").unwrap().hint, "");
    assert_eq!(form.section_of("how_sure").unwrap().key, "one");
}

#[rstest]
#[case("title = \"Small\"", "", &["line 1, column 1: title is missing (expected: title = \"…\")"])]
#[case("title = \"Small\"", "title = 7", &["line 1, column 9: title is an integer (expected: text in quotation marks)"])]
#[case("aim = \"To be the only one.\"", "aim = \"  \"", &["line 7, column 7: aim says nothing (expected: a few words)"])]
#[case("aim =", "aims =", &[
    "line 4, column 1: aim is missing (expected: aim = \"…\")",
    "line 7, column 1: \"aims\" is not known here (expected: key, title, aim, prompts, strong, weak, functions, field)",
])]
#[case("[\"Why?\"]", "\"Why?\"", &["line 8, column 11: prompts must be a list of texts (expected: prompts = [\"…\", \"…\"])"])]
#[case("kind = \"text\"", "kind = \"essay\"", &[
    "line 15, column 8: \"essay\" is no kind of field (expected: text, line, lines, choice, tags, scale, day, actions)",
])]
#[case(", \"fairly\", \"quite\"", "", &["line 22, column 9: the scale has 2 steps (expected: four, the least first)"])]
#[case("kind = \"scale\"", "kind = \"day\"", &[
    "line 22, column 9: a field of kind \"day\" has no steps (expected: kind = \"scale\", or no steps)",
])]
#[case("\"how_sure\"", "\"one\"", &["line 18, column 7: \"one\" is used twice (expected: a key of its own)"])]
#[case("\"how_sure\"", "\"How sure\"", &[
    "line 18, column 7: \"How sure\" cannot be a key (expected: lower case letters, digits and underscores, beginning with a letter)",
])]
#[case("\"Roughly.\"", "\"Rough\\u001bly.\"", &[
    "line 20, column 8: hint holds a control character (expected: letters, signs and line ends)",
])]
#[case("[[section]]", "[section]", &["line 4, column 1: section must be a list of tables (expected: [[section]])"])]
fn a_mistake_is_explained_with_its_place(#[case] this: &str, #[case] instead: &str, #[case] said: &[&str]) {
    assert!(SMALL.contains(this), "{this}");
    assert_eq!(mistakes("small", &SMALL.replacen(this, instead, 1)), said);
}

#[test]
fn what_is_not_toml_is_said_at_its_place() {
    let said = mistakes("small", "title = \"Small\"\npurpose = \n");
    assert!(said[0].starts_with("line 2, column 1"), "{said:?}");
    assert!(said[0].contains("this cannot be read as TOML"), "{said:?}");
    assert_eq!(mistakes("empty", "").len(), 3);
}

#[test]
fn all_mistakes_are_found_at_once_in_the_order_of_the_file() {
    let text = SMALL.replace("\"Small\"", "1").replace("\"Roughly.\"", "2").replace("\"scale\"", "\"scales\"");
    let lines: Vec<usize> = read("small", &text).unwrap_err().iter().map(|mistake| mistake.line).collect();
    assert_eq!(lines, [1, 20, 21]);
}

#[test]
fn two_sections_cannot_share_a_key() {
    let more = "\n[[section]]\nkey = \"one\"\ntitle = \"T\"\naim = \"A.\"\nprompts = [\"P?\"]\nstrong = \"S.\"\nweak = \"W.\"\n\
                [[section.field]]\nkey = \"other\"\nlabel = \"L\"\nkind = \"line\"\n";
    assert_eq!(
        mistakes("small", &format!("{SMALL}{more}")),
        ["line 24, column 1: the key \"one\" is used by two sections (expected: a key of its own)"]
    );
}

#[rstest]
#[case(
    "key = \"long_term\"",
    "key = \"later\"",
    "the section has no field \"long_term\"",
    "[[section]]\nkey = \"impact\""
)]
#[case(
    "key = \"review_on\"\nlabel = \"Review on\"\nhint = \"A day, such as 11/12 or +14d.\"\nkind = \"day\"",
    "key = \"review_on\"\nlabel = \"Review on\"\nkind = \"line\"",
    "the field \"review_on\" is of kind \"line\"",
    "[[section.field]]\nkey = \"review_on\""
)]
#[case("code = \"s31\"", "code = \"s32\"", "\"s32\" is no threshold", "[[section.field]]\nkey = \"threshold\"")]
#[case("[[section]]\nkey = \"review\"", "[[section]]\nkey = \"look\"", "five sections", "[[section]]\nkey = \"look\"")]
fn an_own_oversight_form_must_keep_what_the_program_relies_on(
    #[case] this: &str,
    #[case] instead: &str,
    #[case] what: &str,
    #[case] place: &str,
) {
    let shipped = shipped()[0].1;
    assert!(shipped.contains(this), "{this}");
    let text = shipped.replacen(this, instead, 1);
    let mistakes = read("oversight", &text).expect_err("a mistake was expected");
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    assert!(mistakes[0].what.contains(what), "{mistakes:?}");
    let expected_line = text[..text.find(place).unwrap()].matches('\n').count() + 1;
    assert_eq!(mistakes[0].line, expected_line);
    // Under another name it is a form like any other.
    assert!(read("our_own", &text).is_ok());
}

#[test]
fn a_file_of_rubbish_never_stops_the_program() {
    for (name, text) in shipped() {
        for cut in (0..text.len()).step_by(97).filter(|cut| text.is_char_boundary(*cut)) {
            let _ = read(name, &text[..cut]);
            let _ = read(name, &text[cut..]);
        }
    }
    for text in ["section = [1, 2]", "section = [[1]]", "[[section]]\nfield = 3", "\0", "a.b.c = 1", "[[statement]]"] {
        assert!(read("oversight", text).is_err(), "{text}");
    }
}

#[test]
fn a_lens_is_marked_as_one_and_what_it_cannot_be_or_reach_is_explained() {
    let lens = SMALL.replace("purpose = \"To be small.\"\n", "purpose = \"To be small.\"\nlens = true\n");
    assert!(read("small", &lens).unwrap().lens && !read("small", SMALL).unwrap().lens);
    let carries = lens.replace("kind = \"text\"\n", "kind = \"text\"\ncarry_to = \"nowhere\"\n");
    let found = mistakes("small", &carries);
    assert!(matches!(&found[..], [one] if one.contains("no field of management oversight")), "{found:?}");
    let sworn = format!("{lens}\n[[statement]]\nkey = \"good\"\ntext = \"It is good.\"\n");
    assert!(mistakes("small", &sworn)[0].contains("a lens has no statements"));
    assert!(mistakes("small", &lens.replace("lens = true", "lens = 7"))[0].contains("neither yes nor no"));
}
