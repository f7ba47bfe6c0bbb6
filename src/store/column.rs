//! From a column of a row to a value of the field, and nothing else.

use chrono::NaiveDate;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, Type};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A code that this version does not know. It does not say which: a code may hold the user's own words.
#[derive(Debug, thiserror::Error)]
#[error("a code that this version does not know")]
struct UnknownCode;

/// Reads a code.
pub(super) fn code<T>(row: &Row<'_>, column: usize, read: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str().map_err(from_sql)?;
    read(text).ok_or_else(|| unknown(column))
}

/// Reads a code that may be missing.
pub(super) fn maybe_code<T>(
    row: &Row<'_>,
    column: usize,
    read: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)?.as_str_or_null().map_err(from_sql)? {
        Some(text) => read(text).map(Some).ok_or_else(|| unknown(column)),
        None => Ok(None),
    }
}

/// Reads one of the file's keys.
pub(super) fn key<T>(row: &Row<'_>, column: usize, key: impl Fn(i64) -> T) -> rusqlite::Result<T> {
    row.get(column).map(key)
}

/// Reads one of the file's keys that may be missing.
pub(super) fn maybe_key<T>(row: &Row<'_>, column: usize, key: impl Fn(i64) -> T) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<i64>>(column).map(|id| id.map(key))
}

/// Reads a day, as the schema keeps days. Screens read thousands of them.
pub(super) fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<NaiveDate> {
    code(row, column, written_day)
}

/// Reads a day that may be missing.
pub(super) fn maybe_day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    maybe_code(row, column, written_day)
}

/// A day written as `YYYY-MM-DD`: digit by digit, which takes a tenth of the time of a general reader of dates.
fn written_day(text: &str) -> Option<NaiveDate> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
    };
    match text.as_bytes() {
        [year @ .., b'-', m1, m2, b'-', d1, d2] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(i32::try_from(number(year)?).ok()?, number(&[*m1, *m2])?, number(&[*d1, *d2])?)
        }
        _ => None,
    }
}

/// That a column holds what this version cannot read.
pub(super) fn unknown(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(UnknownCode))
}

fn from_sql(_: FromSqlError) -> rusqlite::Error {
    unknown(0)
}

/// All of a column of whole rows, in order.
pub(super) fn all<T: FromSql>(row: &Row<'_>) -> rusqlite::Result<T> {
    row.get(0)
}

/// A name as it is compared: no case, no accents, one space between words.
pub(super) fn name_key(name: &str) -> String {
    let plain: String =
        name.nfkd().filter(|c| !is_combining_mark(*c)).map(|c| if c == '’' { '\'' } else { c }).collect();
    plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_accents_or_spacing() {
        assert_eq!(name_key("  Zoë   O’Brien "), name_key("zoe o'brien"));
        assert_ne!(name_key("Zoe Brien"), name_key("Zoe O'Brien"));
    }

    #[test]
    fn a_day_is_read_as_it_is_written_and_nothing_else_is_a_day() {
        let whole: NaiveDate = "1999-12-28".parse().unwrap();
        for day in whole.iter_days().take(2_000) {
            assert_eq!(written_day(&day.to_string()), Some(day));
        }
        for text in
            ["", "2026-02-30", "2026-2-03", "26-02-03", "2026-02-03 ", "+2026-02-3", "2026/02/03", "２０２６-02-03"]
        {
            assert_eq!(written_day(text), None, "{text}");
        }
    }
}
