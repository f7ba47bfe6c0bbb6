//! What a command prints, rendered to memory: a table for people, JSON and CSV for programs. Writes nothing anywhere.
//!
//! JSON and CSV are a contract (`design/commands.md`): a key that changes breaks somebody's script.

pub mod actions;
pub mod answers;
pub mod audit;
pub mod clean;
pub mod comma;
pub mod compliance;
pub mod drafts;
pub mod due;
pub mod period;
pub mod retention;
pub mod review;
pub mod search;
pub mod show;
pub mod supervision;
pub mod table;

pub use table::Layout;

use serde::Serialize;

/// A value as indented JSON with a newline at the end. What is given here always serialises, for its keys are text.
pub fn json<T: Serialize + ?Sized>(value: &T) -> String {
    let mut text = clean::json(&serde_json::to_string_pretty(value).unwrap_or_default());
    text.push('\n');
    text
}

/// A number with its noun: `1 day`, `4 days`.
pub fn counted(number: impl Into<i64>, one: &str, many: &str) -> String {
    let number = number.into();
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
