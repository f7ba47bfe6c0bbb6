//! What several commands take: formats and days.

use crate::practice::date_words;
use chrono::NaiveDate;
use clap::ValueEnum;

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
