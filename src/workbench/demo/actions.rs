//! What became of each thing that was asked for: most done in time, some late, some given another date, some not done; and
//! of what was done, here and there nobody wrote down what it was good for.

use super::chance::Chance;
use super::words::Reasons;
use super::{Calendar, later};
use crate::store::Closing;
use chrono::NaiveDate;

/// The follow-through of one action of a record's table.
#[derive(Clone, PartialEq, Eq)]
pub struct Follow {
    /// When it was to be done at first.
    pub first_due_on: NaiveDate,
    /// Each new date: the day it was given, the date, and why.
    pub moves: Vec<(NaiveDate, NaiveDate, String)>,
    /// How it ended, and on what day; `None` while it is open.
    pub end: Option<(NaiveDate, Closing)>,
}

impl Follow {
    /// The date it is due as known on a day.
    pub fn due_on(&self, day: NaiveDate) -> NaiveDate {
        self.moves.iter().rev().find(|(on, _, _)| *on <= day).map_or(self.first_due_on, |(_, to, _)| *to)
    }

    /// Whether it is closed by a day.
    pub fn is_closed(&self, day: NaiveDate) -> bool {
        self.end.as_ref().is_some_and(|(on, _)| *on <= day)
    }

    /// The day it was done and the difference made, as known on a day; none where nobody wrote down what came of it.
    pub fn done(&self, day: NaiveDate) -> Option<(NaiveDate, &str)> {
        match &self.end {
            Some((on, Closing::Done { difference })) if *on <= day && !difference.is_empty() => Some((*on, difference)),
            _ => None,
        }
    }

    /// An open action, late or due soon as planted.
    pub fn open(due_on: NaiveDate, times: usize, asked_on: NaiveDate, calendar: &Calendar, why: &str) -> Self {
        let gap = ((due_on - asked_on).num_days() / (i64::try_from(times).unwrap_or(0) + 1)).max(2);
        let dates: Vec<NaiveDate> = (1..=i64::try_from(times).unwrap_or(0))
            .rev()
            .map(|back| calendar.working_before(later(due_on, -gap * back)).max(asked_on))
            .chain(std::iter::once(due_on))
            .collect();
        let first_due_on = dates.first().copied().unwrap_or(due_on);
        let moves = dates.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?, why.to_owned()))).collect();
        Self { first_due_on, moves, end: None }
    }
}

/// Lets an action end in some way by today. What is open is not late: what is late is planted.
pub fn follow(
    (asked_on, due_on): (NaiveDate, NaiveDate),
    made: String,
    calendar: &Calendar,
    reasons: &Reasons,
    chance: &mut Chance,
) -> Follow {
    let yesterday = calendar.working_before(later(calendar.day, -1));
    let mut follow = Follow { first_due_on: due_on, moves: Vec::new(), end: None };
    let luck = chance.between(1, 100);
    let mut due = due_on;
    if (80..=90).contains(&luck) {
        for _ in 0..=chance.between(0, 1) {
            let on = calendar.working_before(later(due, -chance.between(0, 2))).max(asked_on);
            if on > yesterday {
                break;
            }
            let to = calendar.working_from(later(due, chance.between(6, 18)));
            follow.moves.push((on, to, chance.text(&reasons.redated).to_owned()));
            due = to;
        }
    }
    let end = |on: NaiveDate, closing: Closing| (on <= yesterday).then_some((on, closing));
    follow.end = match luck {
        91..=96 => end(due, Closing::NotDone { why: chance.text(&reasons.not_done).to_owned() }),
        97..=100 => {
            let why = "Taken into a new action.".to_owned();
            end(due, Closing::Superseded { by: None, why })
        }
        _ => {
            let days = (due - asked_on).num_days();
            let in_time = calendar.working_before(later(asked_on, chance.between((days / 3).max(1), days)));
            let late = calendar.working_from(later(due, chance.between(1, 9)));
            let difference = if chance.percent(9) { String::new() } else { made };
            // What is open is not late: one that would be done late, but not yet, was done in time after all.
            let on = if chance.percent(13) && late <= yesterday { late } else { in_time };
            end(on.max(asked_on), Closing::Done { difference })
        }
    };
    follow
}
