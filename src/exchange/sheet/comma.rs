//! CSV as people's programs save it: any line end, any of the encodings Excel writes, commas, semicolons or tabs.

use super::clean::text_cell;
use super::{Cell, Grid, SheetError};

/// The characters of Windows-1252 from 0x80 to 0x9f; the five that it leaves open become the replacement character.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}', '\u{fffd}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

pub(super) fn read(file: &str, bytes: &[u8]) -> Result<(Grid, Vec<String>), SheetError> {
    let (text, notes) = decoded(file, bytes)?;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let delimiter = delimiter(&text);
    if let Some(row) = unclosed_quote(&text, delimiter) {
        return Err(SheetError::OpenQuote { file: file.to_owned(), row });
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    loop {
        // The reader skips blank lines without a word; a person who counts rows does not.
        let at = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let skipped = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches('\n').len());
        if !matches!(reader.read_record(&mut record), Ok(true)) {
            break;
        }
        number += skipped + 1;
        let mut cells: Vec<Cell> = record.iter().map(text_cell).collect();
        while cells.last().is_some_and(Cell::is_blank) {
            cells.pop();
        }
        if !cells.is_empty() {
            rows.push((number, cells));
        }
    }
    Ok((Grid { rows, ..Grid::default() }, notes))
}

fn decoded(file: &str, bytes: &[u8]) -> Result<(String, Vec<String>), SheetError> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => Ok((wide(rest, u16::from_le_bytes), Vec::new())),
        [0xfe, 0xff, rest @ ..] => Ok((wide(rest, u16::from_be_bytes), Vec::new())),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            if bytes.contains(&0) {
                return Err(SheetError::NotATable { file: file.to_owned() });
            }
            if let Ok(text) = std::str::from_utf8(bytes) {
                return Ok((text.to_owned(), Vec::new()));
            }
            let text = bytes
                .iter()
                .map(|byte| match byte {
                    0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
                    _ => char::from(*byte),
                })
                .collect();
            let note = format!(
                "{file} is not in UTF-8, so it was read in the old Windows encoding; check that accented letters came \
                 through"
            );
            Ok((text, vec![note]))
        }
    }
}

fn wide(bytes: &[u8], pair: impl Fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|two| pair([two[0], two[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// What parts the headings: a comma, unless the first line has none and has semicolons or tabs.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    match first {
        line if line.contains(',') => b',',
        line if line.contains('\t') => b'\t',
        line if line.contains(';') => b';',
        _ => b',',
    }
}

/// The row in which a quotation mark opens that nothing closes. The reader would take the rest of the file for one cell.
fn unclosed_quote(text: &str, delimiter: u8) -> Option<usize> {
    let (mut row, mut opened_in, mut quoted, mut at_start) = (1, 1, false, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if quoted => {
                if bytes.peek() == Some(&b'"') {
                    bytes.next();
                } else {
                    quoted = false;
                }
            }
            b'"' if at_start => {
                quoted = true;
                opened_in = row;
            }
            b'\n' if !quoted => row += 1,
            _ => {}
        }
        at_start = !quoted && (byte == delimiter || byte == b'\n');
    }
    quoted.then_some(opened_in)
}
