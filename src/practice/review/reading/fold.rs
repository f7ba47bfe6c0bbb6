//! Letters folded so that case, accents and the kinds of apostrophe do not matter. Not a transliteration: a name is only
//! ever compared with itself.

use unicode_normalization::UnicodeNormalization as _;

/// Lower case, without accents, with plain apostrophes. Letters that no decomposition takes apart (ł, ø, ß, æ) are
/// written as people write them who have no key for them.
pub(in crate::practice::review) fn fold(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'\'') {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for one in text.nfd().filter(|one| !matches!(one, '\u{300}'..='\u{36f}')).flat_map(char::to_lowercase) {
        match one {
            '\u{2019}' | '\u{2018}' | '\u{2bc}' => folded.push('\''),
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            // A capital İ lowers to an i with a dot above, which is a mark of its own.
            '\u{300}'..='\u{36f}' => {}
            other => folded.push(other),
        }
    }
    folded
}
