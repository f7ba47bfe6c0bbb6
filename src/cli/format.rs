//! What several commands take: formats and days.

use super::failure::Failure;
use crate::practice::date_words;
use chrono::NaiveDate;
use clap::ValueEnum;
use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser, TypedValueParser};

/// How a list is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// A table for people.
    #[default]
    Table,
    /// JSON for programs.
    Json,
    /// CSV for spreadsheets.
    Csv,
}

/// How something to be read is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TextFormat {
    /// Plain text for people.
    #[default]
    Text,
    /// JSON for programs.
    Json,
}

/// A day as an argument.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    date_words::read_date(text).map_err(|error| error.to_string())
}

/// A number of days as an argument.
pub(super) fn days(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("Give a whole number of days, from 0 to {}.", u16::MAX))
}

/// A reference as an argument: any but an empty one.
pub(super) fn reference() -> NonEmptyStringValueParser {
    NonEmptyStringValueParser::new()
}

/// That a period does not end before it begins.
pub(super) fn in_order(from: NaiveDate, to: NaiveDate) -> Result<(), Failure> {
    if from <= to {
        return Ok(());
    }
    Err(Failure::WrongArguments(format!(
        "the period ends on {to} before it begins on {from}; put the earlier day after --from"
    )))
}

/// Reads one of a closed list of the field's terms by its code, and names the codes in help and completions.
pub(super) fn coded<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    code: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|one| code(*one))).try_map(move |given| {
        // The parser before has let only codes through.
        all.iter().copied().find(|one| code(*one) == given).ok_or("not one of these")
    })
}
