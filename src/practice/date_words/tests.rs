//! What is read, what is refused and with which words, and what is written.

use super::*;
use crate::practice::working_days::WorkingDays;
use chrono::{Days, NaiveTime};
use proptest::prelude::*;
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A Sunday.
fn today() -> NaiveDate {
    day("2026-11-22")
}

#[rstest]
#[case("2026-11-22", "2026-11-22")]
#[case("22/11/2026", "2026-11-22")]
#[case("22-11-2026", "2026-11-22")]
#[case("22.11.2026", "2026-11-22")]
#[case("1/2/2026", "2026-02-01")]
#[case("22 Nov 2026", "2026-11-22")]
#[case("22-Nov-2026", "2026-11-22")]
#[case("22 November 2026", "2026-11-22")]
#[case("22nd NOVEMBER, 2026", "2026-11-22")]
#[case("\u{a0}22\u{a0}Nov\u{a0}2026 ", "2026-11-22")]
#[case("3 Sept 2026", "2026-09-03")]
#[case("29/02/2028", "2028-02-29")]
#[case("2026-11-22 00:00:00", "2026-11-22")]
#[case("2026-11-22T00:00:00", "2026-11-22")]
#[case("22/11/2026 00:00", "2026-11-22")]
fn a_file_may_write_a_date_in_these_ways(#[case] text: &str, #[case] read: &str) {
    assert_eq!(read_date(text), Ok(day(read)));
}

#[rstest]
#[case("", DateError::NotADate)]
#[case("today", DateError::NotADate)]
#[case("22/11", DateError::NotADate)]
#[case("#N/A", DateError::NotADate)]
#[case("45982", DateError::NotADate)]
#[case("22/11/2026/1", DateError::NotADate)]
#[case("22/11-2026", DateError::NotADate)]
#[case("2026/11/22", DateError::NotADate)]
#[case("-22/11/2026", DateError::NotADate)]
#[case("22/11/20266", DateError::NotADate)]
#[case("22/11/202", DateError::NotADate)]
#[case("22 Smarch 2026", DateError::NotADate)]
#[case("٢٢/١١/٢٠٢٦", DateError::NotADate)]
#[case("2026-11-22 14:30", DateError::NotADate)]
#[case("22/11/26", DateError::ShortYear)]
#[case("22 Nov 26", DateError::ShortYear)]
#[case("11/22/2026", DateError::NoSuchMonth(22))]
#[case("2026-22-11", DateError::NoSuchMonth(22))]
#[case("1/0/2026", DateError::NoSuchMonth(0))]
#[case("Nov 22 2026", DateError::MonthFirst)]
#[case("November 22, 2026", DateError::MonthFirst)]
#[case("31/02/2026", DateError::NoSuchDay { day: 31, month: 2, year: 2026 })]
#[case("0/2/2026", DateError::NoSuchDay { day: 0, month: 2, year: 2026 })]
#[case("29/02/2026", DateError::NoSuchDay { day: 29, month: 2, year: 2026 })]
#[case("2026-06-31", DateError::NoSuchDay { day: 31, month: 6, year: 2026 })]
#[case("22/11/0026", DateError::YearOutOfRange(26))]
#[case("22/11/2926", DateError::YearOutOfRange(2926))]
fn what_is_not_a_date_is_refused_for_what_it_is(#[case] text: &str, #[case] error: DateError) {
    assert_eq!(read_date(text), Err(error));
}

#[test]
fn an_error_says_what_is_wrong_and_what_to_write() {
    let words = |text| read_date(text).unwrap_err().to_string();
    assert_eq!(
        words("31/02/2026"),
        "There is no 31 February 2026: the month ends on 28 February. Type another day, such as 28/02/2026."
    );
    assert_eq!(words("11/22/2026"), "There is no month 22. The day comes first, then the month: 22/11/2026.");
    assert_eq!(words("Child A hurt"), "This is not a date. Write it as 2026-11-22, 22/11/2026 or 22 Nov 2026.");
    let typed = from_words("someday", today()).unwrap_err().to_string();
    for part in ["today", "tomorrow", "fri", "+14d", "in 2 weeks", "22/11"] {
        assert!(typed.contains(part), "{part}");
    }
    let wrong = from_words("mon 22 nov 2026", today()).unwrap_err().to_string();
    assert_eq!(wrong, "22 November 2026 is a Sunday, not a Monday. Check which you mean.");
}

#[rstest]
#[case("today", "2026-11-22")]
#[case(" Tomorrow ", "2026-11-23")]
#[case("yesterday", "2026-11-21")]
#[case("fri", "2026-11-27")]
#[case("on Friday", "2026-11-27")]
#[case("weds", "2026-11-25")]
#[case("thurs", "2026-11-26")]
#[case("wed week", "2026-12-02")]
#[case("last fri", "2026-11-20")]
#[case("+14d", "2026-12-06")]
#[case("+2w", "2026-12-06")]
#[case("+1m", "2026-12-22")]
#[case("14d", "2026-12-06")]
#[case("-3d", "2026-11-19")]
#[case("in 2 weeks", "2026-12-06")]
#[case("in a week", "2026-11-29")]
#[case("in 3 days", "2026-11-25")]
#[case("in 1 month", "2026-12-22")]
#[case("next week", "2026-11-29")]
#[case("3 days ago", "2026-11-19")]
#[case("22/11", "2026-11-22")]
#[case("20/11", "2026-11-20")]
#[case("3 jan", "2027-01-03")]
#[case("1/5", "2027-05-01")]
#[case("1 june", "2026-06-01")]
#[case("2nd december", "2026-12-02")]
#[case("2026-12-04", "2026-12-04")]
#[case("4/12/2026", "2026-12-04")]
#[case("Friday 4 December 2026", "2026-12-04")]
#[case("fri 4/12", "2026-12-04")]
fn people_may_type_a_date_in_these_ways(#[case] text: &str, #[case] read: &str) {
    assert_eq!(from_words(text, today()), Ok(Understood { day: day(read), time: None, reading: None }));
}

#[rstest]
#[case("next wednesday", "2026-11-25", "2026-12-02", "Today is a Wednesday, so this is the one in a week.")]
#[case("wed", "2026-11-25", "2026-12-02", "Today is a Wednesday, so this is the one in a week.")]
#[case("this wed", "2026-11-25", "2026-11-25", "This Wednesday is today.")]
#[case("last wed", "2026-11-25", "2026-11-18", "Today is a Wednesday, so this is the one a week ago.")]
#[case("next wed", "2026-11-23", "2026-11-25", "The coming Wednesday; type \"wed week\" for the one after it.")]
#[case("10am", "2026-11-23", "2026-11-23", "No day was typed, so this is today.")]
fn where_two_readings_are_possible_the_one_taken_is_said(
    #[case] text: &str,
    #[case] on: &str,
    #[case] read: &str,
    #[case] reading: &str,
) {
    let understood = from_words(text, day(on)).unwrap();
    assert_eq!((understood.day, understood.reading.as_deref()), (day(read), Some(reading)));
}

#[rstest]
#[case("tue 10am", "2026-11-24", (10, 0))]
#[case("tue 10:30", "2026-11-24", (10, 30))]
#[case("2pm", "2026-11-22", (14, 0))]
#[case("2 pm", "2026-11-22", (14, 0))]
#[case("tomorrow at 2.30pm", "2026-11-23", (14, 30))]
#[case("12am", "2026-11-22", (0, 0))]
#[case("12pm", "2026-11-22", (12, 0))]
#[case("fri noon", "2026-11-27", (12, 0))]
#[case("22 Nov 2026 9:05", "2026-11-22", (9, 5))]
#[case("+2w 14:30", "2026-12-06", (14, 30))]
#[case("22.11 5pm", "2026-11-22", (17, 0))]
fn a_time_may_follow(#[case] text: &str, #[case] read: &str, #[case] time: (u32, u32)) {
    let understood = from_words(text, today()).unwrap();
    assert_eq!(understood.day, day(read));
    assert_eq!(understood.time, NaiveTime::from_hms_opt(time.0, time.1, 0));
}

#[rstest]
#[case("", DateError::NotUnderstood)]
#[case("soon", DateError::NotUnderstood)]
#[case("ongoing", DateError::NotUnderstood)]
#[case("22", DateError::NotUnderstood)]
#[case("month", DateError::NotUnderstood)]
#[case("+99999d", DateError::NotUnderstood)]
#[case("in two moons", DateError::NotUnderstood)]
#[case("am", DateError::NotUnderstood)]
#[case("tue 25:00", DateError::NoSuchTime)]
#[case("tue 13pm", DateError::NoSuchTime)]
#[case("tue 10:75", DateError::NoSuchTime)]
#[case("31/2", DateError::NoSuchDay { day: 31, month: 2, year: 2027 })]
#[case("31/9", DateError::NoSuchDay { day: 31, month: 9, year: 2026 })]
#[case("22/11/26", DateError::ShortYear)]
#[case("11/22", DateError::NoSuchMonth(22))]
#[case("nov 22", DateError::MonthFirst)]
#[case("+999y", DateError::YearOutOfRange(3025))]
fn what_cannot_be_understood_is_said(#[case] text: &str, #[case] error: DateError) {
    assert_eq!(from_words(text, today()), Err(error));
}

#[rstest]
#[case("31/9", "30/09/2027")]
#[case("31/2", "28/02/2027")]
#[case("31 nov", "30/11/2026")]
#[case("31/9/2026", "30/09/2026")]
fn where_only_a_day_to_come_makes_sense_no_other_is_offered(#[case] typed: &str, #[case] offered: &str) {
    let said = from_words(typed, today()).unwrap_err().to_come(typed, today()).to_string();
    assert!(said.contains(offered), "{said}");
}

#[test]
fn a_day_without_a_year_is_the_nearest() {
    let nearest = |text, on| from_words(text, day(on)).unwrap().day;
    assert_eq!(nearest("28/12", "2027-01-04"), day("2026-12-28"));
    assert_eq!(nearest("4/1", "2026-12-28"), day("2027-01-04"));
    assert_eq!(nearest("29/2", "2027-11-01"), day("2028-02-29"));
}

#[test]
fn dates_are_written_as_gov_uk_writes_them() {
    assert_eq!(long(today()), "22 November 2026");
    assert_eq!(with_weekday(today()), "Sunday 22 November 2026");
    assert_eq!(short(day("2026-06-01")), "1 Jun");
    assert_eq!(short_with_weekday(today()), "Sun 22 Nov");
    assert_eq!(range(day("2026-06-01"), day("2026-06-07")), "1 to 7 June 2026");
    assert_eq!(range(day("2026-05-30"), day("2026-06-05")), "30 May to 5 June 2026");
    assert_eq!(range(day("2026-12-20"), day("2027-01-03")), "20 December 2026 to 3 January 2027");
    assert_eq!(range(today(), today()), "22 November 2026");
}

#[rstest]
#[case("2026-11-23", "Monday 23 November 2026")]
#[case("2026-11-22", "Sunday 22 November 2026, not a working day")]
#[case("2026-12-28", "Monday 28 December 2026, not a working day: Boxing Day (observed)")]
#[case("2033-12-26", "Monday 26 December 2033, not a working day: Boxing Day (worked out by rule)")]
fn a_date_is_shown_back_in_full(#[case] on: &str, #[case] words: &str) {
    assert_eq!(echo(day(on), &WorkingDays::published()), words);
}

#[rstest]
#[case(0, 0, "midnight")]
#[case(0, 5, "12:05am")]
#[case(9, 0, "9am")]
#[case(12, 0, "midday")]
#[case(12, 30, "12:30pm")]
#[case(17, 30, "5:30pm")]
fn times_are_written_as_gov_uk_writes_them(#[case] hour: u32, #[case] minute: u32, #[case] words: &str) {
    assert_eq!(time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap()), words);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,40}", likely in "[0-9a-z+:/ .-]{0,14}") {
        for text in [text, likely] {
            let _ = read_date(&text);
            for on in [today(), NaiveDate::MIN, NaiveDate::MAX] {
                let _ = from_words(&text, on);
            }
        }
    }

    #[test]
    fn what_is_written_is_read_back(offset in 0_u64..100_000) {
        let one = day("1900-01-01") + Days::new(offset);
        for text in [one.to_string(), long(one), one.format("%d/%m/%Y").to_string(), one.format("%-d %b %Y").to_string()] {
            prop_assert_eq!(read_date(&text), Ok(one));
        }
        prop_assert_eq!(from_words(&with_weekday(one), today()).map(|read| read.day), Ok(one));
    }

    #[test]
    fn an_error_never_repeats_the_text(words in "[A-Z][a-z]{5,10}Q[a-z]{3,9}") {
        if let Err(error) = read_date(&words) {
            let told = format!("{error} {error:?}");
            prop_assert!(!told.contains(&words));
        }
    }
}
