//! The order by which a terminal takes text onto the clipboard (OSC 52). Whether it heeded it, no terminal says: whoever
//! asked must never claim that it did.

/// The most letters that terminals are known to take in one such order, after encoding.
const MOST: usize = 74_994;

/// The order that puts a text on the clipboard; `None` where it is longer than terminals take.
pub fn to_clipboard(text: &str) -> Option<String> {
    let encoded = base64(text.as_bytes());
    (encoded.len() <= MOST).then(|| format!("\u{1b}]52;c;{encoded}\u{7}"))
}

/// The order that empties it again.
pub const CLEAR: &str = "\u{1b}]52;c;\u{7}";

/// Base64 with padding (RFC 4648, 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |place: usize| u32::from(group.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let six = bits >> (18 - 6 * place) & 63;
            let letter = usize::try_from(six).ok().and_then(|six| LETTERS.get(six)).copied().unwrap_or(b'=');
            text.push(if place > group.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    // The vectors of RFC 4648, 10, and a name.
    #[rstest]
    #[case("", "")]
    #[case("f", "Zg==")]
    #[case("fo", "Zm8=")]
    #[case("foo", "Zm9v")]
    #[case("foob", "Zm9vYg==")]
    #[case("fooba", "Zm9vYmE=")]
    #[case("foobar", "Zm9vYmFy")]
    #[case("Ŵyn", "xbR5bg==")]
    fn text_is_encoded_as_the_standard_says(#[case] text: &str, #[case] encoded: &str) {
        assert_eq!(base64(text.as_bytes()), encoded);
    }

    #[test]
    fn what_is_too_long_is_never_half_copied() {
        assert_eq!(to_clipboard("foo").unwrap(), "\u{1b}]52;c;Zm9v\u{7}");
        assert!(to_clipboard(&"x".repeat(60_000)).is_none());
    }
}
