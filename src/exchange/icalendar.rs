//! A calendar as iCalendar text (RFC 5545), for the diary that a manager already keeps. It only writes, and knows nothing of
//! what is booked or owed: whoever asks says what stands in it.

use crate::exchange::print::clean;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use std::fmt::Write as _;

/// The longest line, in octets, without the line break (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// When an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// All of a day.
    Day(NaiveDate),
    /// From a time of day, as the clock on the wall says wherever it is read.
    From {
        /// The day.
        day: NaiveDate,
        /// The time.
        at: NaiveTime,
        /// How long.
        minutes: u16,
    },
}

/// One entry. No `Debug`: its words may name people.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// What stays the same however often the calendar is written, and is no other entry's, in any file.
    pub uid: String,
    /// When.
    pub when: When,
    /// Its subject line: what a diary shows to whoever looks over a shoulder.
    pub summary: String,
    /// What more there is to say; may be empty.
    pub description: String,
    /// What kind of thing it is, in a word.
    pub category: &'static str,
    /// Whether it takes up the time it stands at.
    pub busy: bool,
}

/// A whole calendar. `at` is the real clock, `notice` what a reader is told of where it comes from.
pub fn render(name: &str, notice: &str, at: DateTime<Utc>, entries: &[Entry]) -> String {
    let mut text = String::new();
    line(&mut text, "BEGIN", "VCALENDAR");
    line(&mut text, "VERSION", "2.0");
    line(&mut text, "PRODID", concat!("-//Footprint//Footprint ", env!("CARGO_PKG_VERSION"), "//EN"));
    line(&mut text, "CALSCALE", "GREGORIAN");
    line(&mut text, "METHOD", "PUBLISH");
    // RFC 7986, 5.1 and 5.2; older programs know the name by the second.
    words(&mut text, "DESCRIPTION", notice);
    words(&mut text, "NAME", name);
    words(&mut text, "X-WR-CALNAME", name);
    for entry in entries {
        event(&mut text, at, entry);
    }
    line(&mut text, "END", "VCALENDAR");
    text
}

fn event(text: &mut String, at: DateTime<Utc>, entry: &Entry) {
    line(text, "BEGIN", "VEVENT");
    words(text, "UID", &entry.uid);
    line(text, "DTSTAMP", &at.format("%Y%m%dT%H%M%SZ").to_string());
    match entry.when {
        When::Day(day) => {
            line(text, "DTSTART;VALUE=DATE", &day.format("%Y%m%d").to_string());
            // The end is the first day that is no longer meant (RFC 5545, 3.6.1).
            if let Some(next) = day.succ_opt() {
                line(text, "DTEND;VALUE=DATE", &next.format("%Y%m%d").to_string());
            }
        }
        When::From { day, at, minutes } => {
            line(text, "DTSTART", &day.and_time(at).format("%Y%m%dT%H%M%S").to_string());
            line(text, "DURATION", &format!("PT{minutes}M"));
        }
    }
    words(text, "SUMMARY", &entry.summary);
    if !entry.description.is_empty() {
        words(text, "DESCRIPTION", &entry.description);
    }
    words(text, "CATEGORIES", entry.category);
    line(text, "CLASS", "CONFIDENTIAL");
    line(text, "TRANSP", if entry.busy { "OPAQUE" } else { "TRANSPARENT" });
    line(text, "END", "VEVENT");
}

/// A property whose value is text: escaped, and on one line.
fn words(text: &mut String, name: &str, value: &str) {
    let clean = clean::text(value);
    let mut escaped = String::with_capacity(clean.len());
    for letter in clean.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            other => escaped.push(other),
        }
    }
    line(text, name, &escaped);
}

/// A line, folded where it is longer than 75 octets, between letters and never within one.
fn line(text: &mut String, name: &str, value: &str) {
    let mut whole = String::with_capacity(name.len() + value.len() + 1);
    // Writing to a string cannot fail.
    let _ = write!(whole, "{name}:{value}");
    let mut used = 0;
    for letter in whole.chars() {
        if used + letter.len_utf8() > LONGEST {
            text.push_str("\r\n ");
            // The space that says that the line goes on is an octet of it.
            used = 1;
        }
        text.push(letter);
        used += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moment() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000, 0).unwrap()
    }

    fn entry(summary: &str, when: When) -> Entry {
        let description = "Fortnightly; because of the ASYE, see the policy\\page 2\nand the next line".to_owned();
        let (uid, category) = ("session-7@f.example".to_owned(), "Supervision");
        Entry { uid, when, summary: summary.to_owned(), description, category, busy: true }
    }

    /// A reader of its own, as strict as the standard: lines by CRLF, none over 75 octets, unfolded, unescaped.
    pub(super) fn read(text: &str) -> Vec<(String, String)> {
        assert!(text.ends_with("\r\n"));
        let mut unfolded: Vec<String> = Vec::new();
        for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
            assert!(!line.contains(['\r', '\n']) && line.len() <= 75 && !line.is_empty(), "{line:?}");
            match line.strip_prefix(' ') {
                Some(rest) => unfolded.last_mut().unwrap().push_str(rest),
                None => unfolded.push(line.to_owned()),
            }
        }
        let unescaped = |value: &str| {
            let mut words = String::new();
            let mut letters = value.chars();
            while let Some(letter) = letters.next() {
                words.push(match letter {
                    '\\' => match letters.next().unwrap() {
                        'n' => '\n',
                        other => other,
                    },
                    other => other,
                });
            }
            words
        };
        let pair = |line: &String| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_owned(), unescaped(value))
        };
        unfolded.iter().map(pair).collect()
    }

    #[test]
    fn a_booking_and_a_day() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        let at = NaiveTime::from_hms_opt(10, 30, 0).unwrap();
        let entries = [
            entry("Supervision: Aisha Patel", When::From { day, at, minutes: 90 }),
            Entry { busy: false, ..entry("Due: review, C0012", When::Day(day)) },
        ];
        insta::assert_snapshot!(render("North, supervision", "Confidential.", moment(), &entries).replace('\r', ""));
    }

    proptest! {
        #[test]
        fn any_words_come_back_as_they_were(summary in "[\\\\;,:\"a-zŵé漢👨‍👩‍👧\n ]{0,200}") {
            let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
            let text = render(&summary, "Confidential.", moment(), &[entry(&summary, When::Day(day))]);
            let read = read(&text);
            let found = read.iter().find(|(name, _)| name == "SUMMARY").unwrap();
            prop_assert_eq!(&found.1, &summary);
        }

        #[test]
        fn nothing_typed_begins_a_property_of_its_own(summary in "(\r\n|\r|\n|\u{1b}|\u{85}|END:VEVENT|ATTACH:x){0,6}") {
            let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
            let text = render("North", "Confidential.", moment(), &[entry(&summary, When::Day(day))]);
            let names: Vec<String> = read(&text).into_iter().map(|(name, _)| name).collect();
            prop_assert_eq!(names.iter().filter(|name| *name == "END").count(), 2);
            prop_assert!(!names.contains(&"ATTACH".to_owned()));
        }
    }
}
