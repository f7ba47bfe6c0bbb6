//! Anything at all, given to everything that reads what comes from outside. The same functions are fuzzed on demand
//! (`cargo fuzz run -s none import`, and the others of `fuzz/fuzz_targets`). `PROPTEST_CASES=100000` tries as many.

#[path = "../../fuzz/entry.rs"]
mod entry;

use footprint::practice::review::WordLists;
use proptest::prelude::*;
use std::sync::LazyLock;

static LISTS: LazyLock<WordLists> = LazyLock::new(WordLists::shipped);

/// Rows as somebody might really send them, with a word in the wrong place here and there.
fn table() -> impl Strategy<Value = String> {
    let heading = prop::sample::select(vec![
        "reference",
        "name",
        "role",
        "joined_on",
        "worker",
        "status",
        "child",
        "decided_on",
        "from",
        "action",
        "owner",
        "due_on",
        "planned_for",
        "held_on",
        "kind",
        "actions",
        "asye_start",
        "\u{feff}reference",
        "what is this",
    ]);
    let cell = prop_oneof![
        "[A-Za-z ]{0,12}",
        "[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}",
        Just("assessment".to_owned()),
        Just("#N/A".to_owned()),
        Just("Change: x | Action: y | Who: z | By: 2026-12-04".to_owned()),
        any::<String>(),
    ];
    let rows = prop::collection::vec(prop::collection::vec(cell, 0..8), 0..6);
    (prop::collection::vec(heading, 0..8), rows).prop_map(|(headings, rows)| {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let rows = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect::<Vec<_>>();
        format!("{}\n{}\n", headings.join(","), rows.join("\n"))
    })
}

/// A file that comes with the program, with some of it cut out, doubled or replaced.
fn maimed(whole: &'static str) -> impl Strategy<Value = String> {
    (0..whole.len(), 0..200_usize, any::<String>()).prop_map(move |(at, length, words)| {
        let chars: Vec<char> = whole.chars().collect();
        let at = at.min(chars.len());
        let end = (at + length).min(chars.len());
        chars[..at].iter().chain(words.chars().collect::<Vec<_>>().iter()).chain(chars[end..].iter()).collect()
    })
}

/// A workbook with bytes of it changed.
fn maimed_workbook() -> impl Strategy<Value = Vec<u8>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, word) in ["reference", "name", "role", "joined_on"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).unwrap(), word).unwrap();
        sheet.write_string(1, u16::try_from(column).unwrap(), "2026-11-23").unwrap();
    }
    sheet.set_name("List 3").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    prop::collection::vec((0..bytes.len(), any::<u8>()), 0..6).prop_map(move |changes| {
        let mut bytes = bytes.clone();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_table_or_told(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        entry::import(&bytes);
    }

    #[test]
    fn any_rows_are_read_or_told(table in table()) {
        entry::import(table.as_bytes());
    }

    #[test]
    fn a_spoilt_workbook_is_read_or_told(bytes in maimed_workbook()) {
        entry::import(&bytes);
    }

    #[test]
    fn any_words_are_a_policy_a_form_or_told(text in "\\PC{0,200}|(\\[[a-z.]{1,12}\\]\n([a-z_]{1,12} = .{0,20}\n){0,6}){0,6}") {
        entry::settings(&text);
    }

    #[test]
    fn a_spoilt_policy_is_told(text in maimed(include_str!("../../assets/policies/barnet.toml"))) {
        entry::settings(&text);
    }

    #[test]
    fn a_spoilt_form_is_told(text in maimed(include_str!("../../assets/forms/oversight.toml"))) {
        entry::settings(&text);
    }

    #[test]
    fn any_words_are_a_day_or_told(
        text in "\\PC{0,24}|[+-]?[0-9]{1,12}[dwmy]?|(mon|tue|wed|next|last|in|end of|the) ?[a-z]{0,9} ?[0-9]{0,9}|[0-9]{1,9}[/. -][0-9]{1,9}[/. -][0-9]{0,9}"
    ) {
        entry::dates(&text);
    }

    #[test]
    fn any_line_is_captured(
        text in "\\PC{0,60}|([#@]?(leo|will|marsh|hope|siân|o'neill|c1|雪)[ ,.:]{0,2}|by |fri|[0-9]{1,2} nov|tomorrow| ){0,9}"
    ) {
        entry::captured_line(&text);
    }

    #[test]
    fn any_words_are_reviewed(text in "\\PC{0,200}|([A-Za-z'’]{1,9}[ .,;:()\n-]{1,2}){0,60}") {
        entry::findings(&text, &LISTS);
    }

    #[test]
    fn no_words_leave_as_anything_but_words(text in any::<String>()) {
        entry::leaving(&text);
    }

    #[test]
    fn any_hand_at_the_text_field_leaves_it_whole(bytes in prop::collection::vec(any::<u8>(), 0..240)) {
        entry::text_field(&bytes);
    }
}
