//! Working days counted on the fingers, for tests that count without the program: weekdays, less the days on which England
//! was closed.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

/// Every weekday of 2025 to the first of 2027 on which England was closed.
const CLOSED: [&str; 17] = [
    "2025-01-01",
    "2025-04-18",
    "2025-04-21",
    "2025-05-05",
    "2025-05-26",
    "2025-08-25",
    "2025-12-25",
    "2025-12-26",
    "2026-01-01",
    "2026-04-03",
    "2026-04-06",
    "2026-05-04",
    "2026-05-25",
    "2026-08-31",
    "2026-12-25",
    "2026-12-28",
    "2027-01-01",
];

fn works(on: NaiveDate) -> bool {
    !matches!(on.weekday(), Weekday::Sat | Weekday::Sun) && !CLOSED.contains(&on.to_string().as_str())
}

/// So many working days after a day, the day itself not counted.
pub(crate) fn working_days_after(from: NaiveDate, days: usize) -> NaiveDate {
    (1..).map(|far| from + Days::new(far)).filter(|on| works(*on)).nth(days - 1).unwrap()
}

/// The day itself if people work on it, else the first after it on which they do.
pub(crate) fn next_working_day(from: NaiveDate) -> NaiveDate {
    (0..14).map(|far| from + Days::new(far)).find(|on| works(*on)).unwrap()
}
