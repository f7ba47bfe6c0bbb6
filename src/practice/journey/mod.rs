//! A child's journey drawn to scale: statuses, workers, assessments with their checkpoints, milestones, sessions, the
//! manager's footprints and the reviews they asked for, the gaps between, and the threshold trail below. Pure layout: rows
//! of plain signs, for a screen and for a document alike.

mod lanes;
#[cfg(test)]
mod tests;

use super::child::ChildStatus;
use super::footprints::{Gap, Reviewed};
use super::reference::RecordId;
use chrono::{Datelike, Days, Months, NaiveDate};

/// Everything that the picture is drawn from. No `Debug`: it names people.
#[derive(Clone, Default)]
pub struct JourneyFacts {
    /// Statuses, oldest first.
    pub statuses: Vec<(ChildStatus, NaiveDate)>,
    /// Workers with their first and, if it has come, last day, oldest first.
    pub workers: Vec<(String, NaiveDate, Option<NaiveDate>)>,
    /// Assessments with their checkpoints.
    pub assessments: Vec<Assessed>,
    /// Days of milestones, with their key and what they are.
    pub milestones: Vec<(NaiveDate, String, String)>,
    /// Days of sessions that discussed the child.
    pub sessions: Vec<NaiveDate>,
    /// Signed records, oldest first.
    pub footprints: Vec<Print>,
    /// Stretches without a footprint, oldest first.
    pub gaps: Vec<Gap>,
}

/// An assessment on the journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// Its first day.
    pub start: NaiveDate,
    /// Its last, if it has ended.
    pub end: Option<NaiveDate>,
    /// Its checkpoints: the working day, the date, the day of the record that met it.
    pub checkpoints: Vec<(u16, NaiveDate, Option<NaiveDate>)>,
}

/// A footprint on the journey. No `Debug`: its reason may be in somebody's own words.
#[derive(Clone, PartialEq, Eq)]
pub struct Print {
    /// The record.
    pub id: RecordId,
    /// The day of the decision.
    pub on: NaiveDate,
    /// Why it was written, in words; empty where nobody said.
    pub reason: String,
    /// Whether it was withdrawn: it then stands in its place and counts for nothing.
    pub withdrawn: bool,
    /// Likelihood, significance and imminence, each 1 to 4 where judged.
    pub judged: [Option<u8>; 3],
    /// The threshold that was named, in words.
    pub threshold: String,
    /// The day it set to look again, with how that went.
    pub review: Option<(NaiveDate, Reviewed)>,
}

/// A row of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub label: &'static str,
    /// The signs, one to a column.
    pub cells: Vec<char>,
    /// First and last column of what is late or missed.
    pub late: Vec<(usize, usize)>,
}

impl Row {
    /// The signs as text, without spaces at the end.
    pub fn text(&self) -> String {
        self.cells.iter().collect::<String>().trim_end().to_owned()
    }

    /// Whether nothing is on it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|sign| *sign == ' ')
    }
}

/// How much of a journey is in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The first day in sight.
    pub from: NaiveDate,
    /// The last day in sight.
    pub until: NaiveDate,
    /// How many columns there are for it, at least 1.
    pub columns: u16,
}

impl View {
    /// Calendar days in sight.
    fn days(self) -> i64 {
        (self.until - self.from).num_days().max(1)
    }

    /// The column of a day; outside the columns where it is out of sight.
    fn place(self, day: NaiveDate) -> i64 {
        let last = i64::from(self.columns.max(1)) - 1;
        ((day - self.from).num_days() * last * 2 + self.days()).div_euclid(self.days() * 2)
    }

    /// The column of a day, where it is in sight.
    pub fn column(self, day: NaiveDate) -> Option<usize> {
        let place = usize::try_from(self.place(day)).ok()?;
        (self.from <= day && day <= self.until && place < usize::from(self.columns)).then_some(place)
    }

    /// The same with another stretch of time in sight: `days` long, about a day as its middle.
    #[must_use]
    pub fn zoomed(self, days: i64, about: NaiveDate) -> Self {
        let days = days.clamp(14, 366 * 40);
        let from = about.checked_sub_days(Days::new((days / 2).unsigned_abs())).unwrap_or(self.from);
        let until = from.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(self.until);
        Self { from, until, columns: self.columns }
    }

    /// The same, moved by so many days.
    #[must_use]
    pub fn moved(self, days: i64) -> Self {
        let by = |day: NaiveDate| {
            let step = Days::new(days.unsigned_abs());
            if days < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) }.unwrap_or(day)
        };
        Self { from: by(self.from), until: by(self.until), columns: self.columns }
    }

    /// The same, moved so that a day is in sight.
    #[must_use]
    pub fn showing(self, day: NaiveDate) -> Self {
        let days = (self.until - self.from).num_days();
        if day < self.from {
            self.moved(-((self.from - day).num_days() + days / 4))
        } else if day > self.until {
            self.moved((day - self.until).num_days() + days / 4)
        } else {
            self
        }
    }
}

impl JourneyFacts {
    /// The first day of the journey, if anything is known of it.
    pub fn begins(&self) -> Option<NaiveDate> {
        let statuses = self.statuses.iter().map(|(_, since)| *since);
        let workers = self.workers.iter().map(|(_, from, _)| *from);
        let assessments = self.assessments.iter().map(|one| one.start);
        let prints = self.footprints.iter().map(|one| one.on);
        let milestones = self.milestones.iter().map(|(on, ..)| *on);
        statuses.chain(workers).chain(assessments).chain(prints).chain(milestones).min()
    }

    /// The whole journey in sight, up to a day and a little beyond; at least three months.
    pub fn whole(&self, day: NaiveDate, columns: u16) -> View {
        let until = day.checked_add_days(Days::new(14)).unwrap_or(day);
        let least = day.checked_sub_months(Months::new(3)).unwrap_or(day);
        let from = self.begins().unwrap_or(least).min(least);
        View { from, until, columns }
    }

    /// The rows of the picture, those with nothing on them left out but for status, worker and footprints.
    pub fn rows(&self, view: View, day: NaiveDate) -> Vec<Row> {
        let mut rows = vec![lanes::years(view), lanes::months(view)];
        rows.extend([self.status(view, day), self.worker(view, day)]);
        let more = [
            self.assessment(view, day),
            self.milestone(view, "visits", |key| key == "visit", 'v'),
            self.milestone(view, "reviews", |key| key == "review", 'R'),
            self.milestone(view, "milestones", |key| key != "visit" && key != "review", 'm'),
            self.session(view),
        ];
        rows.extend(more.into_iter().filter(|row| !row.is_empty()));
        rows.push(self.footprint(view));
        rows.extend([self.looked_again(view), self.gap(view)].into_iter().filter(|row| !row.is_empty()));
        rows.extend(self.trail(view));
        rows
    }

    /// What the signs mean, for below the picture.
    pub const MEANING: [&'static str; 3] = [
        "Footprints: * one, 2 two in a column, w withdrawn. Gap: days without any.",
        "Assessment: its days where met, o met, ~ late, x missed. Again: o in time, ~ late, ! not yet.",
        "Threshold: likelihood, significance and imminence, 1 to 4, as judged that day.",
    ];

    /// The picture as lines of text: whole, in stretches of at most three years, newest last.
    pub fn text(&self, day: NaiveDate, columns: u16) -> Vec<String> {
        let whole = self.whole(day, columns);
        let mut lines = Vec::new();
        let mut from = whole.from;
        while from < whole.until {
            let three = from.checked_add_months(Months::new(36)).unwrap_or(whole.until);
            // A short rest is no stretch of its own.
            let until = if (whole.until - three).num_days() < 120 { whole.until } else { three };
            if !lines.is_empty() {
                lines.push(String::new());
            }
            let rows = self.rows(View { from, until, columns }, day);
            lines.extend(rows.iter().map(|row| format!("{:<12}{}", row.label, row.text()).trim_end().to_owned()));
            from = until;
        }
        lines
    }
}

/// The first day of the month that a day lies in.
fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
