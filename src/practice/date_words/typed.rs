//! Dates as people type them: words, weekdays, steps from today, days without a year, with a time after them or not.

use super::strict::{day_and_month, figures, parts};
use super::{DateError, YEARS, day_from, month_end, read_date, weekday_name, weekday_named};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

/// What was understood of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The day.
    pub day: NaiveDate,
    /// The time of day, if one was typed.
    pub time: Option<NaiveTime>,
    /// Which of two readings was taken, where a colleague might have meant the other; a short sentence.
    pub reading: Option<String>,
}

/// The longest text worth looking at, in bytes.
const LONGEST: usize = 80;

/// Reads what somebody typed for a date, on the day `today`: `today`, `tomorrow`, `yesterday`, `fri`, `next wednesday`,
/// `wed week`, `last mon`, `+14d`, `+2w`, `in 2 weeks`, `3 days ago`, `22/11`, `22 nov`, and the forms of
/// [`read_date`], with a weekday before it if it agrees, and a time after it: `tue 10am`, `22/11 at 14:30`; a time
/// alone means today. A day without a year is the nearest one to today.
pub fn from_words(text: &str, today: NaiveDate) -> Result<Understood, DateError> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return Err(DateError::NotUnderstood);
    }
    let text = text.to_lowercase().replace(',', " ");
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let time = take_time(&mut words)?;
    if words.is_empty() {
        let reading = time.map(|_| "No day was typed, so this is today.".to_owned());
        return Ok(Understood { day: today, time, reading });
    }
    let (day, reading) = day(&words, today)?;
    if !YEARS.contains(&day.year()) {
        return Err(DateError::YearOutOfRange(day.year()));
    }
    Ok(Understood { day, time, reading })
}

type Reading = (NaiveDate, Option<String>);

fn day(words: &[&str], today: NaiveDate) -> Result<Reading, DateError> {
    let plain = |day: Option<NaiveDate>| day.map(|day| (day, None)).ok_or(DateError::NotUnderstood);
    match words {
        ["today" | "now"] => return plain(Some(today)),
        ["tomorrow" | "tom"] => return plain(today.succ_opt()),
        ["yesterday"] => return plain(today.pred_opt()),
        ["next", "week"] => return plain(step(today, 1, "week", true)),
        ["next", "month"] => return plain(step(today, 1, "month", true)),
        ["in", count, unit] => {
            let count = if matches!(*count, "a" | "one") { Some(1) } else { figures(count, 4) };
            return plain(count.and_then(|count| step(today, count, unit, true)));
        }
        [count, unit, "ago"] => {
            return plain(figures(count, 4).and_then(|count| step(today, count, unit, false)));
        }
        [one] => {
            if let Some(day) = short_step(one, today) {
                return plain(Some(day));
            }
        }
        _ => {}
    }
    if let Some(reading) = by_weekday(words, today) {
        return Ok(reading);
    }
    if let [said, rest @ ..] = words
        && let Some(said) = weekday_named(said)
    {
        let day = dated(rest, today)?;
        return if day.weekday() == said { Ok((day, None)) } else { Err(DateError::WrongWeekday { day, said }) };
    }
    plain(Some(dated(words, today)?))
}

/// `+14d`, `+2w`, `-3d`, `14d`, and with a blank left out after a sign: `+14days`.
fn short_step(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (ahead, rest) = match (word.strip_prefix('+'), word.strip_prefix('-')) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => (true, word),
    };
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = figures(rest.strip_suffix(unit)?, 4)?;
    step(today, count, unit, ahead)
}

/// A day so many units from today.
fn step(today: NaiveDate, count: u32, unit: &str, ahead: bool) -> Option<NaiveDate> {
    let days = |days: u32| {
        let days = Days::new(u64::from(days));
        if ahead { today.checked_add_days(days) } else { today.checked_sub_days(days) }
    };
    let months = |months: u32| {
        let months = Months::new(months);
        if ahead { today.checked_add_months(months) } else { today.checked_sub_months(months) }
    };
    match unit {
        "d" | "day" | "days" => days(count),
        "w" | "wk" | "week" | "weeks" => days(count * 7),
        "fortnight" | "fortnights" => days(count * 14),
        "m" | "month" | "months" => months(count),
        "y" | "year" | "years" => months(count * 12),
        _ => None,
    }
}

/// `fri`, `this fri`, `next fri`, `fri week`, `last fri`; `None` where it is none of these.
fn by_weekday(words: &[&str], today: NaiveDate) -> Option<Reading> {
    let (before, weekday, after) = match words {
        [name] => ("", *name, ""),
        [name, "week"] => ("", *name, "week"),
        [before @ ("this" | "next" | "last" | "on"), name] => (*before, *name, ""),
        _ => return None,
    };
    let weekday = weekday_named(weekday)?;
    weekday_from(before, weekday, after, today)
}

fn weekday_from(before: &str, weekday: Weekday, after: &str, today: NaiveDate) -> Option<Reading> {
    let ahead = u64::from(weekday.days_since(today.weekday()));
    let on_it = ahead == 0;
    let name = weekday_name(weekday);
    let coming = today.checked_add_days(Days::new(if on_it { 7 } else { ahead }))?;
    match (before, after) {
        ("last", _) => {
            let back = u64::from(today.weekday().days_since(weekday));
            let day = today.checked_sub_days(Days::new(if back == 0 { 7 } else { back }))?;
            Some((day, on_it.then(|| format!("Today is a {name}, so this is the one a week ago."))))
        }
        ("this", _) if on_it => Some((today, Some(format!("This {name} is today.")))),
        (_, "week") => coming.checked_add_days(Days::new(if on_it { 0 } else { 7 })).map(|day| (day, None)),
        _ if on_it => Some((coming, Some(format!("Today is a {name}, so this is the one in a week.")))),
        ("next", _) => {
            let short = name.get(..3).unwrap_or(name).to_lowercase();
            let reading = format!("The coming {name}; type \"{short} week\" for the one after it.");
            Some((coming, Some(reading)))
        }
        _ => Some((coming, None)),
    }
}

/// A date in figures or with the month by name, with a year or without.
fn dated(words: &[&str], today: NaiveDate) -> Result<NaiveDate, DateError> {
    let text = words.join(" ");
    let understood = |error| if error == DateError::NotADate { DateError::NotUnderstood } else { error };
    let Some(parts) = parts(&text) else { return Err(DateError::NotUnderstood) };
    if let [day, month] = parts.as_slice() {
        let (day, month) = day_and_month(day, month).map_err(understood)?;
        return nearest(day, month, today);
    }
    read_date(&text).map_err(understood)
}

/// The day of that name in the year that brings it nearest to today; of two as near, the later.
fn nearest(day: u32, month: u32, today: NaiveDate) -> Result<NaiveDate, DateError> {
    let year = today.year();
    let near = [year + 1, year, year - 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .min_by_key(|one| (*one - today).num_days().abs());
    // Where no such day is near, the year is that of the month's end which is.
    let ends = [year + 1, year, year - 1].into_iter().filter_map(|year| month_end(month, year));
    let year_of_end = || ends.min_by_key(|one| (*one - today).num_days().abs()).map_or(year, |end| end.year());
    near.map_or_else(|| day_from(year_of_end(), month, day), Ok)
}

/// Takes a time of day off the end, and the word `at` before it.
fn take_time(words: &mut Vec<&str>) -> Result<Option<NaiveTime>, DateError> {
    let (time, used) = match words.as_slice() {
        [.., "midday" | "noon"] => (NaiveTime::from_hms_opt(12, 0, 0), 1),
        [.., figures, half @ ("am" | "pm")] if !figures.is_empty() => match clock(figures) {
            Some((hour, minute)) => (of_day(hour, minute, Some(*half == "pm")), 2),
            None => return Ok(None),
        },
        [.., word] => {
            let (bare, afternoon) = match (word.strip_suffix("am"), word.strip_suffix("pm")) {
                (Some(bare), _) => (bare, Some(false)),
                (None, Some(bare)) => (bare, Some(true)),
                (None, None) => (*word, None),
            };
            // Without am or pm only a colon makes it a time: 22.11 and 22 are dates.
            if afternoon.is_none() && !word.contains(':') {
                return Ok(None);
            }
            match clock(bare) {
                Some((hour, minute)) => (of_day(hour, minute, afternoon), 1),
                None => return Ok(None),
            }
        }
        [] => return Ok(None),
    };
    let time = time.ok_or(DateError::NoSuchTime)?;
    words.truncate(words.len() - used);
    if words.last() == Some(&"at") {
        words.pop();
    }
    Ok(Some(time))
}

/// Hours and minutes: `10`, `10:30`, `10.30`.
fn clock(text: &str) -> Option<(u32, u32)> {
    match text.split_once([':', '.']) {
        Some((hour, minute)) => Some((figures(hour, 2)?, figures(minute, 2).filter(|_| minute.len() == 2)?)),
        None => Some((figures(text, 2)?, 0)),
    }
}

fn of_day(hour: u32, minute: u32, afternoon: Option<bool>) -> Option<NaiveTime> {
    let hour = match afternoon {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}
