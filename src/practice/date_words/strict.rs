//! The strict forms of a date, as files have them. What people type in haste is read in [`super::typed`].

use super::{DateError, day_from, month_named};
use chrono::NaiveDate;

/// Reads a date as a file may write it: `2026-11-22`, `22/11/2026`, `22-11-2026`, `22.11.2026`, `22 Nov 2026`,
/// `22 November 2026`; a time of midnight after it, as spreadsheets add, is passed over. Never month first, and no
/// two-figure years.
pub fn read_date(text: &str) -> Result<NaiveDate, DateError> {
    let text = text.trim();
    // The longest date is far shorter; a page of text in a cell is not looked through.
    if text.len() > 60 {
        return Err(DateError::NotADate);
    }
    let text = text.to_lowercase();
    let parts = parts(without_midnight(&text)).ok_or(DateError::NotADate)?;
    let [first, month, last] = parts.as_slice() else { return Err(DateError::NotADate) };
    if first.len() == 4
        && let (Some(year), Some(month), Some(day)) = (figures(first, 4), figures(month, 2), figures(last, 2))
    {
        return if text.contains(['/', '.']) { Err(DateError::NotADate) } else { from_figures(year, month, day) };
    }
    let (day, month) = day_and_month(first, month)?;
    match (last.len(), figures(last, 4)) {
        (4, Some(year)) => from_figures(year, month, day),
        (1 | 2, Some(_)) => Err(DateError::ShortYear),
        _ => Err(DateError::NotADate),
    }
}

fn from_figures(year: u32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    day_from(i32::try_from(year).map_err(|_| DateError::NotADate)?, month, day)
}

/// A day and a month in that order: `22`, `11` or `22nd`, `nov`.
pub(super) fn day_and_month(day: &str, month: &str) -> Result<(u32, u32), DateError> {
    if month_named(day).is_some() && figures(month, 2).is_some() {
        return Err(DateError::MonthFirst);
    }
    let day = ordinal(day).ok_or(DateError::NotADate)?;
    let month = figures(month, 2).or_else(|| month_named(month)).ok_or(DateError::NotADate)?;
    Ok((day, month))
}

/// The parts of a date: parted by blanks, or by one and the same mark throughout.
pub(super) fn parts(text: &str) -> Option<Vec<&str>> {
    let mark = text.chars().find(|c| matches!(c, '-' | '/' | '.'));
    let parts: Vec<&str> = match mark {
        Some(mark) => text.split(mark).map(str::trim).collect(),
        None => text.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty()).collect(),
    };
    parts.iter().all(|part| !part.is_empty() && part.chars().all(char::is_alphanumeric)).then_some(parts)
}

/// A number of 1 to `most` figures.
pub(super) fn figures(text: &str, most: usize) -> Option<u32> {
    let fits = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

/// `22`, `22nd`, `1st`.
fn ordinal(text: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    figures(bare, 2)
}

fn without_midnight(text: &str) -> &str {
    ["t00:00:00", " 00:00:00", " 00:00", " 0:00:00", " 0:00"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text)
        .trim_end()
}
