//! Working days: Monday to Friday, less the bank holidays of England and Wales (`practice/due-dates.md`, *Working days*).
//! Which days are closed is data and rules; what a due date does with them is [`super::due`]'s.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::HashMap;

/// The days closed as published, `date,name`, weekdays only.
const PUBLISHED: &str = include_str!("../../assets/calendar/bank-holidays.csv");

/// The years kept ready; a day outside them is computed when asked about.
const READY: std::ops::RangeInclusive<i32> = 1990..=2100;

/// A day on which offices are closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// Its name, as published or as the user's file gives it.
    pub name: String,
    /// Whether it was computed from the rules, there being no published list for its year.
    pub computed: bool,
}

/// Which days are working days. Made once and asked often: a question costs one look-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingDays {
    closed: HashMap<NaiveDate, Holiday>,
    published: Option<(i32, i32)>,
}

impl WorkingDays {
    /// The published list, with the years before and after it computed from the rules.
    pub fn published() -> Self {
        let listed: Vec<_> = PUBLISHED.lines().filter_map(listed_day).collect();
        let years = || listed.iter().map(|(day, _)| day.year());
        let published = years().min().zip(years().max());
        let mut closed = HashMap::with_capacity(1024);
        for year in READY.filter(|year| published.is_none_or(|(first, last)| !(first..=last).contains(year))) {
            closed.extend(
                by_rule(year).into_iter().map(|(day, name)| (day, Holiday { name: name.to_owned(), computed: true })),
            );
        }
        closed.extend(listed.into_iter().map(|(day, name)| (day, Holiday { name: name.to_owned(), computed: false })));
        Self { closed, published }
    }

    /// The same, closed on further days: a royal occasion, or an authority's own. A day already closed takes the new
    /// name.
    #[must_use]
    pub fn with_extra(mut self, days: impl IntoIterator<Item = (NaiveDate, String)>) -> Self {
        self.closed.extend(days.into_iter().map(|(day, name)| (day, Holiday { name, computed: false })));
        self
    }

    /// The first and the last year of the published list; the days of any other are computed.
    pub const fn published_years(&self) -> Option<(i32, i32)> {
        self.published
    }

    /// Whether it is a Monday to Friday that is not closed.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
            && !self.closed.contains_key(&day)
            && (READY.contains(&day.year()) || !by_rule(day.year()).iter().any(|(closed, _)| *closed == day))
    }

    /// Why the day is closed, if it is; a Saturday or Sunday alone is no holiday.
    pub fn holiday(&self, day: NaiveDate) -> Option<Holiday> {
        if let Some(holiday) = self.closed.get(&day) {
            return Some(holiday.clone());
        }
        if READY.contains(&day.year()) {
            return None;
        }
        by_rule(day.year())
            .into_iter()
            .find(|(closed, _)| *closed == day)
            .map(|(_, name)| Holiday { name: name.to_owned(), computed: true })
    }

    /// Steps forward from `day`, counting working days only, until `n` have been counted; 0 gives `day` itself.
    pub fn add_working_days(&self, day: NaiveDate, n: u16) -> NaiveDate {
        let mut at = day;
        let mut left = n;
        while left > 0 {
            let Some(next) = at.succ_opt() else { return at };
            at = next;
            if self.is_working_day(at) {
                left -= 1;
            }
        }
        at
    }

    /// Steps back from `day`, counting working days only, until `n` have been counted; 0 gives `day` itself.
    pub fn take_working_days(&self, day: NaiveDate, n: u16) -> NaiveDate {
        let mut at = day;
        for _ in 0..n {
            let Some(before) = at.pred_opt() else { return at };
            at = self.previous_working_day(before);
        }
        at
    }

    /// The day itself if it is a working day, else the first after it.
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        let mut at = day;
        while !self.is_working_day(at) {
            let Some(next) = at.succ_opt() else { return at };
            at = next;
        }
        at
    }

    /// The day itself if it is a working day, else the last before it.
    pub fn previous_working_day(&self, day: NaiveDate) -> NaiveDate {
        let mut at = day;
        while !self.is_working_day(at) {
            let Some(previous) = at.pred_opt() else { return at };
            at = previous;
        }
        at
    }
}

/// One line of the list; the heading is none.
fn listed_day(line: &str) -> Option<(NaiveDate, &str)> {
    let (day, name) = line.split_once(',')?;
    Some((day.trim().parse().ok()?, name.trim()))
}

/// The days closed in a year by the standing rules (Banking and Financial Dealings Act 1971 and the proclamations made
/// each year since): weekdays only, a day that falls on a weekend being replaced by the next free weekday.
fn by_rule(year: i32) -> Vec<(NaiveDate, &'static str)> {
    let on = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let easter = easter_sunday(year);
    [
        on(1, 1).and_then(|day| match day.weekday() {
            Weekday::Sat => Some((later(day, 2)?, "New Year's Day (observed)")),
            Weekday::Sun => Some((later(day, 1)?, "New Year's Day (observed)")),
            _ => Some((day, "New Year's Day")),
        }),
        easter.and_then(|day| Some((day.checked_sub_days(Days::new(2))?, "Good Friday"))),
        easter.and_then(|day| Some((later(day, 1)?, "Easter Monday"))),
        NaiveDate::from_weekday_of_month_opt(year, 5, Weekday::Mon, 1).map(|day| (day, "May Day")),
        on(5, 31).and_then(monday_on_or_before).map(|day| (day, "Spring Bank Holiday")),
        on(8, 31).and_then(monday_on_or_before).map(|day| (day, "Late Summer Bank Holiday")),
        // Boxing Day keeps its own Monday when Christmas Day is a Sunday; the substitute then comes after it.
        on(12, 25).and_then(|day| match day.weekday() {
            Weekday::Sat | Weekday::Sun => Some((on(12, 27)?, "Christmas Day (observed)")),
            _ => Some((day, "Christmas Day")),
        }),
        on(12, 26).and_then(|day| match day.weekday() {
            Weekday::Sat | Weekday::Sun => Some((on(12, 28)?, "Boxing Day (observed)")),
            _ => Some((day, "Boxing Day")),
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn later(day: NaiveDate, days: u64) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(days))
}

fn monday_on_or_before(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
}

/// Easter Sunday in the Gregorian calendar, by the anonymous method (Meeus, *Astronomical Algorithms*, chapter 8).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let moon = (century + 8) / 25;
    let correction = (century - moon + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let count = epact + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(count / 31).ok()?, u32::try_from(count % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;
    use std::collections::BTreeSet;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_line_of_the_published_list_is_read() {
        assert_eq!(PUBLISHED.lines().filter_map(listed_day).count(), PUBLISHED.lines().count() - 1);
        assert_eq!(WorkingDays::published().published_years(), Some((2015, 2028)));
    }

    #[test]
    fn the_rules_give_the_published_list_but_for_its_one_off_days() {
        let listed: BTreeSet<_> = PUBLISHED.lines().filter_map(listed_day).collect();
        let ruled: BTreeSet<_> = (2015..=2028).flat_map(by_rule).collect();
        let only_listed: Vec<_> = listed.difference(&ruled).map(|(day, _)| day.to_string()).collect();
        let only_ruled: Vec<_> = ruled.difference(&listed).map(|(day, _)| day.to_string()).collect();
        // Two holidays moved to another day of their year, and three that came once.
        assert_eq!(only_listed, ["2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"]);
        assert_eq!(only_ruled, ["2020-05-04", "2022-05-30"]);
    }

    #[rstest]
    #[case(1999, "1999-04-04")]
    #[case(2008, "2008-03-23")]
    #[case(2011, "2011-04-24")]
    #[case(2038, "2038-04-25")]
    #[case(2049, "2049-04-18")]
    #[case(2076, "2076-04-19")]
    fn easter_is_where_the_church_tables_have_it(#[case] year: i32, #[case] sunday: &str) {
        assert_eq!(easter_sunday(year), Some(day(sunday)));
    }

    #[rstest]
    #[case("2026-12-25", Some("Christmas Day"), false)]
    #[case("2026-12-26", None, false)]
    #[case("2026-12-28", Some("Boxing Day (observed)"), false)]
    #[case("2020-05-04", None, false)]
    #[case("2033-12-27", Some("Christmas Day (observed)"), true)]
    #[case("2033-12-26", Some("Boxing Day"), true)]
    #[case("2012-01-02", Some("New Year's Day (observed)"), true)]
    #[case("2150-12-25", Some("Christmas Day"), true)]
    #[case("1950-12-25", Some("Christmas Day"), true)]
    fn a_closed_day_has_its_name_and_says_if_it_was_computed(
        #[case] on: &str,
        #[case] name: Option<&str>,
        #[case] computed: bool,
    ) {
        let holiday = WorkingDays::published().holiday(day(on));
        assert_eq!(holiday, name.map(|name| Holiday { name: name.to_owned(), computed }));
    }

    #[rstest]
    #[case("2026-12-24", 0, "2026-12-24")]
    #[case("2026-12-24", 1, "2026-12-29")]
    #[case("2026-12-26", 0, "2026-12-26")]
    #[case("2026-11-20", 1, "2026-11-23")]
    #[case("2022-09-16", 1, "2022-09-20")]
    #[case("2026-01-01", 45, "2026-03-05")]
    fn working_days_are_counted_from_the_day_after(#[case] from: &str, #[case] n: u16, #[case] to: &str) {
        assert_eq!(WorkingDays::published().add_working_days(day(from), n), day(to));
    }

    #[test]
    fn a_one_off_day_is_closed_and_keeps_its_name() {
        let plain = WorkingDays::published();
        let extra = plain.clone().with_extra([(day("2027-06-09"), "Town hall closed".to_owned())]);
        assert!(plain.is_working_day(day("2027-06-09")));
        assert!(!extra.is_working_day(day("2027-06-09")));
        assert_eq!(extra.next_working_day(day("2027-06-09")), day("2027-06-10"));
        assert_eq!(extra.previous_working_day(day("2027-06-09")), day("2027-06-08"));
        let named = Holiday { name: "Town hall closed".to_owned(), computed: false };
        assert_eq!(extra.holiday(day("2027-06-09")), Some(named));
    }

    #[test]
    fn the_ends_of_time_neither_panic_nor_turn_for_ever() {
        let days = WorkingDays::published();
        assert_eq!(days.add_working_days(NaiveDate::MAX, 5), NaiveDate::MAX);
        assert!(days.next_working_day(NaiveDate::MAX) <= NaiveDate::MAX);
        assert!(days.previous_working_day(NaiveDate::MIN) >= NaiveDate::MIN);
    }

    proptest! {
        #[test]
        fn counting_lands_on_working_days_and_counts_them(offset in 0_u64..60_000, n in 1_u16..80) {
            let days = WorkingDays::published();
            let from = day("1980-01-01") + Days::new(offset);
            let to = days.add_working_days(from, n);
            prop_assert!(days.is_working_day(to));
            let between = from.iter_days().skip(1).take_while(|one| *one <= to).filter(|one| days.is_working_day(*one));
            prop_assert_eq!(between.count(), usize::from(n));
            // One after the other is the same as both at once.
            prop_assert_eq!(days.add_working_days(to, 7), days.add_working_days(from, n + 7));
        }

        #[test]
        fn next_and_previous_are_the_nearest_on_their_side(offset in 0_u64..60_000) {
            let days = WorkingDays::published();
            let at = day("1980-01-01") + Days::new(offset);
            let (before, after) = (days.previous_working_day(at), days.next_working_day(at));
            prop_assert!(before <= at && at <= after && days.is_working_day(before) && days.is_working_day(after));
            prop_assert_eq!(days.is_working_day(at), before == after);
            prop_assert!(before.iter_days().skip(1).take_while(|one| *one < after).all(|one| !days.is_working_day(one)));
            prop_assert!((after - at).num_days() <= 4);
        }
    }
}
