//! What must be put right in a draft and what is worth a look, as `review` prints it.

use super::{clean, counted, json};
use crate::practice::form::Form;
use crate::practice::review::Finding;
use std::fmt::Write as _;

/// As JSON (`design/commands.md`, *JSON*).
pub fn as_json(findings: &[Finding]) -> String {
    json(findings)
}

/// A passage cut to what a line holds.
fn short(excerpt: &str) -> String {
    const ROOM: usize = 70;
    if excerpt.chars().count() <= ROOM {
        return excerpt.to_owned();
    }
    format!("{}\u{2026}", excerpt.chars().take(ROOM).collect::<String>().trim_end())
}

/// For people: a line for each, with the section it stands in. `draft` is the draft's reference, `form` the one it is written in.
pub fn as_text(draft: &str, findings: &[Finding], form: &Form) -> String {
    let number = |must: bool| findings.iter().filter(|one| one.must_fix == must).count();
    if findings.is_empty() {
        return format!("{draft}: nothing has to be put right before it is signed, and nothing stands out.\n");
    }
    let must = i64::try_from(number(true)).unwrap_or(i64::MAX);
    let worth = i64::try_from(number(false)).unwrap_or(i64::MAX);
    let mut text = if must == 0 {
        format!("{draft} can be signed as it stands; {} worth a look.\n", counted(worth, "thing is", "things are"))
    } else {
        format!("{draft}: {} to put right before it is signed.\n", counted(must, "thing", "things"))
    };
    for finding in findings {
        let mark = if finding.must_fix { "!" } else { "-" };
        let quoted = clean::line(&short(&finding.excerpt));
        let quoted = if quoted.is_empty() { quoted } else { format!(" \u{201c}{quoted}\u{201d}") };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {mark} {}: {}{quoted}", finding.section.words(form), clean::line(&finding.advice));
    }
    text
}
