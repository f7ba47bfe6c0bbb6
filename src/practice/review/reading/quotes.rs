//! Which characters of a text stand in quotation marks: straight or curly, double or single. An apostrophe is no
//! quotation mark. What somebody else said is theirs, and no finding is about it.

use super::is_apostrophe;

/// For each character, whether it stands between quotation marks, the marks included.
pub(super) fn quoted(chars: &[char]) -> Vec<bool> {
    let mut quoted = vec![false; chars.len()];
    let mut at = 0;
    while at < chars.len() {
        if let Some(closing) = opens(chars, at)
            && let Some(end) = close(chars, at, closing)
        {
            quoted[at..=end].fill(true);
            at = end + 1;
        } else {
            at += 1;
        }
    }
    quoted
}

/// A pair of quotation marks: what closes it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    Double,
    Single,
    Pointed,
}

fn opens(chars: &[char], at: usize) -> Option<Closing> {
    let before = at.checked_sub(1).map(|at| chars[at]);
    let free = before.is_none_or(|one| !one.is_alphanumeric() && !matches!(one, '.' | '!' | '?' | ','));
    let close_by = chars.get(at + 1).is_some_and(|one| !one.is_whitespace());
    match chars[at] {
        '\u{201c}' | '\u{201e}' => Some(Closing::Double),
        '"' if free && close_by => Some(Closing::Double),
        '\u{ab}' => Some(Closing::Pointed),
        '\u{2018}' if free && close_by => Some(Closing::Single),
        '\'' if free && close_by && !is_clipped(chars, at) => Some(Closing::Single),
        _ => None,
    }
}

/// 'til, 'cause, '90s: an apostrophe for letters left out.
fn is_clipped(chars: &[char], at: usize) -> bool {
    let word: String = chars[at + 1..].iter().take_while(|one| one.is_alphanumeric()).collect();
    let word = word.to_lowercase();
    matches!(word.as_str(), "til" | "cause" | "cos" | "em" | "tis" | "twas" | "bout" | "n")
        || word.chars().next().is_some_and(|one| one.is_ascii_digit())
            && word.chars().all(|one| one.is_ascii_digit() || one == 's')
}

/// Where the quotation that opens here closes; `None` where nothing closes it in its paragraph. A paragraph that begins
/// with the same mark carries the quotation on.
fn close(chars: &[char], open: usize, closing: Closing) -> Option<usize> {
    let mut candidate = None;
    let mut at = open + 1;
    while at < chars.len() {
        let one = chars[at];
        let paragraph = one == '\n' && chars.get(at + 1) == Some(&'\n');
        if paragraph {
            let next = chars[at..].iter().position(|one| !one.is_whitespace()).map(|ahead| at + ahead);
            match next {
                Some(next) if chars[next] == chars[open] && closing != Closing::Single => at = next,
                Some(_) | None => return candidate,
            }
        }
        let ended = match closing {
            Closing::Double => {
                one == '\u{201d}'
                    || (one == '\u{201c}' && chars[open] == '\u{201e}')
                    || (one == '"' && !(opens(chars, at).is_some() && is_word_end(chars, at)))
            }
            Closing::Pointed => one == '\u{bb}',
            Closing::Single => {
                if candidate.is_some() && opens(chars, at) == Some(Closing::Single) {
                    return candidate;
                }
                is_apostrophe(one)
                    && one != '\u{2018}'
                    && !chars[at - 1].is_whitespace()
                    && chars.get(at + 1).is_none_or(|after| !after.is_alphanumeric())
            }
        };
        if ended {
            if closing == Closing::Single && may_be_plural_owner(chars, at) {
                candidate = candidate.or(Some(at));
            } else {
                return Some(at);
            }
        }
        at += 1;
    }
    candidate
}

/// Whether a straight mark that could open another quotation has a word just ended before it: it closes, then.
fn is_word_end(chars: &[char], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| chars[before].is_whitespace())
        && chars.get(at + 1).is_some_and(|after| !after.is_alphanumeric())
}

/// `the boys' room`: an s, an apostrophe, a space and a small letter may be an owner within a quotation.
fn may_be_plural_owner(chars: &[char], at: usize) -> bool {
    chars[at - 1] == 's'
        && chars.get(at + 1).is_some_and(|one| *one == ' ')
        && chars.get(at + 2).is_some_and(|one| one.is_lowercase())
}
