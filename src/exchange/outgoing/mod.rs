//! What every document that leaves the encrypted file has in common: the line it begins with, words made safe for the
//! format they go into, and the one function that writes a file. Not what a document says.

mod mark;
mod write;

pub use crate::exchange::print::comma::cell;
pub use mark::{CONFIDENTIAL, Format, Mark};
pub use write::{Staged, WriteError, stage, write};

use crate::exchange::print::clean;

/// Words as they may stand anywhere in HTML, in text and in a quoted attribute: nothing in them is taken for markup, and
/// nothing a terminal or a browser would obey is left.
pub fn html(words: &str) -> String {
    let words = clean::text(words);
    let mut safe = String::with_capacity(words.len() + words.len() / 8);
    for c in words.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_in_words_stays_words() {
        assert_eq!(
            html("<script>alert('x')</script> & \"so\"\u{1b}[2J\u{202e}"),
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;so&quot;[2J"
        );
        assert_eq!(html("Siân’s\n\nŴyn"), "Siân’s\n\nŴyn");
    }

    proptest! {
        #[test]
        fn no_words_open_a_tag_or_end_an_attribute(words in any::<String>()) {
            let safe = html(&words);
            let plain = !safe.contains(['<', '>', '"', '\'', '\u{1b}', '\u{0}']);
            prop_assert!(plain, "{safe:?}");
            for (at, _) in safe.match_indices('&') {
                let rest = &safe[at..];
                prop_assert!(["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].iter().any(|known| rest.starts_with(known)));
            }
        }

        #[test]
        fn no_cell_is_a_formula(words in any::<String>()) {
            let cell = cell(&words);
            let runs = cell.trim_start().starts_with(['=', '+', '-', '@', '|', '%']);
            prop_assert!(!runs || cell.trim().parse::<f64>().is_ok_and(f64::is_finite), "{cell:?}");
        }
    }
}
