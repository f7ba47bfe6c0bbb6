//! How text from a file is cleaned before anything else looks at it. Nothing visible is lost.

use super::Cell;
use unicode_normalization::UnicodeNormalization;

/// Faults that a spreadsheet writes in place of a value.
const SPREADSHEET_FAULTS: [&str; 9] =
    ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"];

/// Text made plain: line ends are line feeds, non-breaking and other odd spaces are spaces, control characters,
/// invisible marks and direction overrides are gone (a tab and a line feed stay), accents are composed (NFC),
/// and the ends are trimmed.
pub fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let plain = text.nfc().filter_map(|c| match c {
        '\n' | '\t' => Some(c),
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2000}'..='\u{200a}' | '\u{3000}' => Some(' '),
        '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
        '\u{feff}' | '\u{200b}' | '\u{ad}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        _ if c.is_control() => None,
        _ => Some(c),
    });
    plain.collect::<String>().trim().to_owned()
}

/// Text on one line, with single spaces.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cell that a text means: blank, a spreadsheet's fault, or words.
pub(super) fn text_cell(text: &str) -> Cell {
    let text = cleaned(text);
    if text.is_empty() {
        Cell::Blank
    } else if SPREADSHEET_FAULTS.iter().any(|fault| fault.eq_ignore_ascii_case(&text)) {
        Cell::Error(text.to_uppercase())
    } else {
        Cell::Text(text)
    }
}
