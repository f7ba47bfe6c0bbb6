//! Reads a policy file into a [`Policy`], or says every mistake in it. What the rules then do is not known here.
//!
//! A file that an authority wrote itself is read exactly as a shipped one.

mod lengths;
mod milestones;
mod nearest;
mod numbers;
mod reading;
mod retention;
mod rules;
#[cfg(test)]
mod tests;

use super::mistake::Mistake;
use super::policy::Policy;
use reading::Reading;
use toml::de::DeTable;

/// The policy of a new file, until somebody chooses another.
pub const DEFAULT: &str = "practice-fundamentals";

/// Every policy that comes with the program, by name, as the text of its file; the default first.
pub const fn shipped() -> &'static [(&'static str, &'static str)] {
    &[
        (DEFAULT, include_str!("../../../assets/policies/practice-fundamentals.toml")),
        ("barnet", include_str!("../../../assets/policies/barnet.toml")),
        ("herefordshire", include_str!("../../../assets/policies/herefordshire.toml")),
        ("wandsworth", include_str!("../../../assets/policies/wandsworth.toml")),
        ("city-of-london", include_str!("../../../assets/policies/city-of-london.toml")),
        ("national-employer-standards", include_str!("../../../assets/policies/national-employer-standards.toml")),
    ]
}

/// A policy that comes with the program; `None` where no such name is shipped.
pub fn shipped_policy(name: &str) -> Option<Policy> {
    let (name, text) = shipped().iter().find(|(one, _)| *one == name)?;
    read(name, text).ok()
}

/// Reads a policy from the text of its file; `name` is the file's name without its ending.
///
/// On failure every mistake found, in the order of the file. Where the file is not TOML at all, only that is told, for
/// what follows would be guesses.
pub fn read(name: &str, text: &str) -> Result<Policy, Vec<Mistake>> {
    let (table, broken) = DeTable::parse_recoverable(text);
    if !broken.is_empty() {
        return Err(unreadable(text, &broken));
    }
    let mut reading = Reading::new(text);
    let policy = rules::policy(&mut reading, name, table.get_ref());
    reading.finish(policy)
}

/// Mistakes in the TOML itself, the first of each line.
fn unreadable(text: &str, errors: &[toml::de::Error]) -> Vec<Mistake> {
    let mut mistakes: Vec<_> = errors
        .iter()
        .map(|error| {
            let (what, expected) = error.message().split_once(", expected ").unwrap_or((error.message(), ""));
            Mistake::over(text, error.span().as_ref(), format!("this cannot be read: {what}"), expected)
        })
        .collect();
    mistakes.sort();
    mistakes.dedup_by_key(|mistake| mistake.line);
    mistakes
}
