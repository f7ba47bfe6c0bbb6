//! A series of sessions to a rhythm: the days it falls on, moved off closed days and left out while the worker is away. Pure:
//! what is booked already is for the workbench to see.

use super::date_words::short;
use super::due::supervision::Absences;
use super::policy::Interval;
use super::worker::Worker;
use super::working_days::WorkingDays;
use chrono::{Months, NaiveDate};

/// What becomes of one day of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Falls {
    /// It can be booked as it falls.
    On(NaiveDate),
    /// It falls on a closed day and moves to the next working day.
    Moved {
        /// Where it falls.
        from: NaiveDate,
        /// Where it moves to.
        to: NaiveDate,
    },
    /// The worker is away, so that it is left out.
    Away(NaiveDate),
    /// The worker is not in the team then.
    NotInTeam(NaiveDate),
}

impl Falls {
    /// The day to book, if there is one.
    pub const fn on(self) -> Option<NaiveDate> {
        match self {
            Self::On(on) | Self::Moved { to: on, .. } => Some(on),
            Self::Away(_) | Self::NotInTeam(_) => None,
        }
    }
}

/// So many days of a rhythm from the first on. A month is counted from the first each time, so that the 31st comes back
/// after a short month.
pub fn series(worker: &Worker, first: NaiveDate, every: Interval, count: u16, days_off: &WorkingDays) -> Vec<Falls> {
    let absences = Absences::of(worker);
    let mut day = first;
    (0..count)
        .map(|number| {
            if number > 0 {
                day = match every {
                    Interval::Days(_) => every.after(day),
                    Interval::Months(months) => {
                        let months = Months::new(u32::from(months) * u32::from(number));
                        first.checked_add_months(months).unwrap_or(NaiveDate::MAX)
                    }
                };
            }
            let on = days_off.next_working_day(day);
            if !worker.in_team(on) {
                Falls::NotInTeam(day)
            } else if absences.over(on).is_some() {
                Falls::Away(day)
            } else if on == day {
                Falls::On(day)
            } else {
                Falls::Moved { from: day, to: on }
            }
        })
        .collect()
}

/// What moves off closed days and what is left out, in sentences that follow another; empty where nothing is.
pub fn off_course(falls: &[Falls]) -> String {
    let named =
        |words: &dyn Fn(&Falls) -> Option<String>| falls.iter().filter_map(words).collect::<Vec<_>>().join(", ");
    let moved = named(&|one| match one {
        Falls::Moved { from, to } => Some(format!("{} to {}", short(*from), short(*to))),
        Falls::On(_) | Falls::Away(_) | Falls::NotInTeam(_) => None,
    });
    let left_out = named(&|one| match one {
        Falls::Away(day) | Falls::NotInTeam(day) => Some(short(*day)),
        Falls::On(_) | Falls::Moved { .. } => None,
    });
    let said = |what: &str, days: &str| if days.is_empty() { String::new() } else { format!(" {what}: {days}.") };
    said("Off closed days", &moved) + &said("Left out, away or gone then", &left_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::reference::{Reference, WorkerId};
    use crate::practice::worker::{Absence, AbsenceKind, KnownRole, Role};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_series_steps_over_weekends_absences_and_the_last_day() {
        let worker = Worker {
            id: WorkerId(1),
            reference: Reference::new("W1").unwrap(),
            name: "Aisha Patel".to_owned(),
            role: Role::Known(KnownRole::SocialWorker),
            fte: 100,
            joined_on: day("2026-01-05"),
            joined_assumed: false,
            left_on: Some(day("2027-02-15")),
            periods: Vec::new(),
            absences: vec![Absence {
                kind: AbsenceKind::Leave,
                from: day("2026-12-07"),
                until: Some(day("2026-12-11")),
            }],
        };
        let off = WorkingDays::default();
        let found = series(&worker, day("2026-11-27"), Interval::Days(14), 3, &off);
        assert_eq!(found, [Falls::On(day("2026-11-27")), Falls::Away(day("2026-12-11")), Falls::On(day("2026-12-25"))]);
        let monthly = series(&worker, day("2026-10-31"), Interval::Months(1), 5, &off);
        assert_eq!(
            monthly,
            [
                Falls::Moved { from: day("2026-10-31"), to: day("2026-11-02") },
                Falls::On(day("2026-11-30")),
                Falls::On(day("2026-12-31")),
                Falls::Moved { from: day("2027-01-31"), to: day("2027-02-01") },
                Falls::NotInTeam(day("2027-02-28")),
            ]
        );
    }
}
