//! Which backups are kept as they grow old: one a day for a fortnight, one a week for a quarter, one a month for two
//! years. Not the files: only their days.

use chrono::{Datelike as _, NaiveDate};

/// Days for which every day's last backup is kept.
const DAILY: i64 = 14;
/// Days for which every week's last backup is kept: a quarter.
const WEEKLY: i64 = 91;
/// Days for which every month's last backup is kept: two years.
const MONTHLY: i64 = 731;

/// What a backup stands for at its age; of all that stand for the same, the last is kept.
#[derive(PartialEq, Eq)]
enum Stretch {
    Day(NaiveDate),
    Week(chrono::IsoWeek),
    Month(i32, u32),
    Past,
}

fn stretch(day: NaiveDate, today: NaiveDate) -> Stretch {
    match (today - day).num_days() {
        // A clock that was set wrong once must not cost a backup: what seems to come from tomorrow is kept as a day.
        age if age <= DAILY => Stretch::Day(day),
        age if age <= WEEKLY => Stretch::Week(day.iso_week()),
        age if age <= MONTHLY => Stretch::Month(day.year(), day.month()),
        _ => Stretch::Past,
    }
}

/// Which of these backups may go, by their place, on a day. `days` are the days they were made on, oldest first; the last
/// one always stays.
pub fn thinned(days: &[NaiveDate], today: NaiveDate) -> Vec<usize> {
    let mut going = Vec::new();
    for (place, pair) in days.windows(2).enumerate() {
        let [this, next] = *pair else { continue };
        let mine = stretch(this, today);
        // Of one stretch the last is kept, so one that is followed by another of the same goes.
        if mine == Stretch::Past || mine == stretch(next, today) {
            going.push(place);
        }
    }
    going
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::none(&[], &[])]
    #[case::the_only_one_stays_however_old(&["2019-01-01"], &[])]
    #[case::two_on_a_day(&["2026-11-22", "2026-11-22"], &[0])]
    #[case::each_day_of_a_fortnight(&["2026-11-08", "2026-11-09", "2026-11-10", "2026-11-22"], &[])]
    // Monday 2 to Saturday 7 November are one week, more than a fortnight ago.
    #[case::one_a_week_after_it(&["2026-11-02", "2026-11-05", "2026-11-07", "2026-11-22"], &[0, 1])]
    #[case::sunday_and_monday_are_two_weeks(&["2026-11-01", "2026-11-02", "2026-11-22"], &[])]
    #[case::one_a_month_after_a_quarter(&["2026-07-03", "2026-07-31", "2026-08-01", "2026-08-20", "2026-11-22"], &[0, 2])]
    #[case::a_week_over_new_year(&["2024-12-30", "2025-01-02", "2026-11-22"], &[])]
    #[case::two_years_are_kept(&["2024-11-21", "2026-11-22"], &[])]
    #[case::and_no_more(&["2024-11-20", "2026-11-22"], &[0])]
    #[case::a_clock_set_wrong_costs_nothing(&["2026-11-22", "2031-01-01"], &[])]
    fn what_goes_on_22_november_2026(#[case] days: &[&str], #[case] going: &[usize]) {
        let days: Vec<NaiveDate> = days.iter().map(|text| day(text)).collect();
        assert_eq!(thinned(&days, day("2026-11-22")), going);
    }

    /// Years of daily backups, thinned every day as the program does it.
    #[test]
    fn years_of_days_leave_a_fortnight_a_quarter_and_two_years() {
        let mut kept: Vec<NaiveDate> = Vec::new();
        let mut today = day("2022-01-01");
        for _ in 0..1_600 {
            kept.push(today);
            for place in thinned(&kept, today).into_iter().rev() {
                kept.remove(place);
            }
            today = today + Days::new(1);
        }
        today = today - Days::new(1);
        let within = |from: i64, to: i64| {
            kept.iter().filter(|one| ((from)..=(to)).contains(&(today - **one).num_days())).count()
        };
        assert_eq!(within(0, DAILY), 15);
        assert!((11..=13).contains(&within(DAILY + 1, WEEKLY)), "{}", within(DAILY + 1, WEEKLY));
        assert!((20..=23).contains(&within(WEEKLY + 1, MONTHLY)), "{}", within(WEEKLY + 1, MONTHLY));
        assert_eq!(within(MONTHLY + 1, 10_000), 0);
    }

    proptest! {
        #[test]
        fn the_last_stays_and_thinning_twice_is_thinning_once(mut ages in proptest::collection::vec(0_u64..1500, 1..60)) {
            ages.sort_unstable_by(|a, b| b.cmp(a));
            let today = day("2026-11-22");
            let days: Vec<NaiveDate> = ages.iter().map(|age| today - Days::new(*age)).collect();
            let going = thinned(&days, today);
            prop_assert!(!going.contains(&(days.len() - 1)));
            let left: Vec<NaiveDate> =
                days.iter().enumerate().filter(|(place, _)| !going.contains(place)).map(|(_, day)| *day).collect();
            prop_assert!(thinned(&left, today).is_empty());
            // Each day of the last fortnight that had one still has one.
            for one in days.iter().filter(|one| (today - **one).num_days() <= DAILY) {
                prop_assert!(left.contains(one));
            }
        }
    }
}
