//! What the figures over a period have in common: a row for each month or each worker, and one for the whole. Not the figures.

use super::table::Table;
use crate::practice::reference::Reference;
use chrono::NaiveDate;

/// What each row of a table stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A month.
    Month,
    /// A worker.
    Worker,
}

/// Figures by the first day of each month and by worker, and the whole.
pub(super) struct Rows<'a, Figures> {
    pub(super) by_month: &'a [(NaiveDate, Figures)],
    pub(super) by_worker: &'a [(Reference, Figures)],
    pub(super) whole: &'a Figures,
}

impl By {
    /// The heading of the first column of a table for people.
    pub(super) const fn heading(self) -> &'static str {
        match self {
            Self::Month => "Month",
            Self::Worker => "Worker",
        }
    }

    /// The same for programs.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Worker => "worker",
        }
    }

    /// The rows as programs read them, without the whole: whoever adds them up would count it twice.
    pub(super) fn keyed<'a, Figures>(self, rows: &Rows<'a, Figures>) -> Vec<(String, &'a Figures)> {
        match self {
            Self::Month => rows.by_month.iter().map(|(first, of)| (month(*first), of)).collect(),
            Self::Worker => rows.by_worker.iter().map(|(worker, of)| (worker.to_string(), of)).collect(),
        }
    }

    /// Fills a table for people: what a row stands for, the worker's name where it is known, and `cells` of the figures.
    pub(super) fn fill<Figures>(
        self,
        table: &mut Table,
        rows: &Rows<'_, Figures>,
        name: impl Fn(&Reference) -> Option<String>,
        cells: impl Fn(&Figures) -> Vec<String>,
    ) {
        let mut row = |head: String, name: String, of: &Figures| table.row([head, name].into_iter().chain(cells(of)));
        match self {
            Self::Month => {
                for (first, of) in rows.by_month {
                    row(first.format("%B %Y").to_string(), String::new(), of);
                }
            }
            Self::Worker => {
                for (worker, of) in rows.by_worker {
                    row(worker.to_string(), name(worker).unwrap_or_default(), of);
                }
            }
        }
        row("All".to_owned(), String::new(), rows.whole);
    }
}

/// A month as programs read it.
pub(super) fn month(first: NaiveDate) -> String {
    first.format("%Y-%m").to_string()
}
