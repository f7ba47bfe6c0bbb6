//! Dates as import files write them.

use chrono::NaiveDate;

/// What a message says can be written.
pub(super) const EXPECTED_DAY: &str = "a date such as 2026-11-22, 22/11/2026 or 22 Nov 2026";

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads `2026-11-22`, `22/11/2026` or `22 Nov 2026`, with or without a midnight after it as other programs write it.
/// Never month first; never a year of two digits.
pub fn read_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let text = text
        .strip_suffix(" 00:00:00")
        .or_else(|| text.strip_suffix("T00:00:00"))
        .or_else(|| text.strip_suffix(" 00:00"))
        .unwrap_or(text);
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, middle, last] = parts.as_slice() else { return None };
    let number = |part: &str| -> Option<u32> {
        (part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let (year, month, day) = if first.len() == 4 && text.contains('-') {
        (number(first)?, number(middle)?, number(last)?)
    } else if last.len() == 4 {
        (number(last)?, number(middle).or_else(|| month(middle))?, number(first)?)
    } else {
        return None;
    };
    sane(NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?)
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|name| {
        *name == word || (name.starts_with(&word) && word.len() == 3) || (*name == "september" && word == "sept")
    })?;
    u32::try_from(at + 1).ok()
}

/// A day that a team's file can be about: 1900 to 2199.
pub(super) fn sane(day: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike;
    (1900..2200).contains(&day.year()).then_some(day)
}
