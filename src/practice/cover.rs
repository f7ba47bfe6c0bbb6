//! Cover: the team handed over for a period to named people, who take each session and each checkpoint; at its end all of it
//! comes back by itself (`practice/supervision.md`, *Cover*). It changes no due date and no record of whose a worker is.

use super::reference::WorkerId;
use chrono::NaiveDate;
use std::fmt;

/// One handing over. `Debug` never shows who or why.
#[derive(Clone, PartialEq, Eq)]
pub struct Cover {
    /// The file's key.
    pub id: i64,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The day the team came back before that, if it did.
    pub back_on: Option<NaiveDate>,
    /// Who takes whatever nobody else does.
    pub taken_by: String,
    /// The workers whom somebody else takes, with their children.
    pub otherwise: Vec<(WorkerId, String)>,
    /// Why; may be empty.
    pub why: String,
}

impl Cover {
    /// Whether it lasts on a day: from the first to the last, and not once the team is back.
    pub fn lasts_on(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until && self.back_on.is_none_or(|back| day < back)
    }

    /// Who takes a worker's sessions, and the checkpoints of that worker's children.
    pub fn taker(&self, worker: Option<WorkerId>) -> &str {
        let other = worker.and_then(|worker| self.otherwise.iter().find(|(one, _)| *one == worker));
        other.map_or(self.taken_by.as_str(), |(_, who)| who)
    }
}

impl fmt::Debug for Cover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cover").field("from", &self.from).field("until", &self.until).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn everything_comes_back_at_the_end_or_before() {
        let mut cover = Cover {
            id: 1,
            from: day("2026-12-01"),
            until: day("2026-12-11"),
            back_on: None,
            taken_by: "Ben Doyle".to_owned(),
            otherwise: vec![(WorkerId(4), "Ruth Okafor".to_owned())],
            why: String::new(),
        };
        let lasts = |cover: &Cover, days: [&str; 4]| days.map(|text| cover.lasts_on(day(text)));
        let days = ["2026-11-30", "2026-12-01", "2026-12-11", "2026-12-12"];
        assert_eq!(lasts(&cover, days), [false, true, true, false]);
        cover.back_on = Some(day("2026-12-08"));
        assert_eq!(lasts(&cover, ["2026-12-01", "2026-12-07", "2026-12-08", "2026-12-11"]), [true, true, false, false]);
        assert_eq!((cover.taker(Some(WorkerId(4))), cover.taker(Some(WorkerId(5)))), ("Ruth Okafor", "Ben Doyle"));
        assert_eq!(cover.taker(None), "Ben Doyle");
    }
}
