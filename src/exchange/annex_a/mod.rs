//! The workbook that every English authority makes for an inspection (Annex A): lists of children, one sheet each,
//! become one entry for each child. Nothing is dropped in silence: whatever was odd is listed with what was made of it.

mod child;
mod list;
mod lists;
mod oddity;
#[cfg(test)]
mod tests;

use super::sheet::{Book, SheetError};
use crate::practice::child::{Assessment, ChildStatus};
use crate::practice::code::folded;
use crate::practice::reference::Reference;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use oddity::{Oddity, OddityKind};

/// A child as the lists together describe it on the day. `Debug` shows the reference only.
#[derive(Clone, PartialEq, Eq)]
pub struct AnnexChild {
    /// The authority's reference.
    pub reference: Reference,
    /// Date of birth, where any list has it.
    pub born_on: Option<NaiveDate>,
    /// The allocated team on the list that gives the status.
    pub team: Option<String>,
    /// The allocated worker on that list; nobody where it names none.
    pub worker_name: Option<String>,
    /// The status on the day.
    pub status: ChildStatus,
    /// Its first day, where the list has one; otherwise it is the day of import, assumed.
    pub status_since: Option<NaiveDate>,
    /// The assessment that is open on the day. An end that is still to come is kept with it.
    pub assessment: Option<Assessment>,
    /// Assessments that have ended, for those that an earlier import knew as open.
    pub ended_assessments: Vec<Assessment>,
    /// Whether nothing is open any more, and so `status` is closed.
    pub ended: bool,
    /// The list that gives the status, 3 to 9.
    pub list: u8,
    /// The last statutory or social work visit that lists 7 and 8 know of.
    pub last_visit: Option<NaiveDate>,
    /// The last conference or statutory review that lists 7 and 8 know of.
    pub last_review: Option<NaiveDate>,
}

impl AnnexChild {
    /// Whether the child is open and nobody is responsible.
    pub const fn unallocated(&self) -> bool {
        !self.ended && self.worker_name.is_none()
    }
}

impl fmt::Debug for AnnexChild {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnnexChild").field("reference", &self.reference).finish_non_exhaustive()
    }
}

/// What a workbook holds. `Debug` shows counts only.
#[derive(Clone, PartialEq, Eq)]
pub struct AnnexA {
    /// The workbook as it was named.
    pub file: String,
    /// The children of the team asked for, or of all, in the order in which the lists name them.
    pub children: Vec<AnnexChild>,
    /// Children of other teams, where one team was asked for, each with that team.
    pub elsewhere: Vec<(Reference, Option<String>)>,
    /// Every worker named on a row of that team, once each, in order of first name.
    pub workers: Vec<String>,
    /// Every team in the workbook, in order, each with how many of its children are open.
    pub teams: Vec<(String, usize)>,
    /// The lists that were read, each with the number of its rows.
    pub lists: Vec<(u8, usize)>,
    /// Whatever was odd, by list and row.
    pub oddities: Vec<Oddity>,
}

impl fmt::Debug for AnnexA {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnnexA")
            .field("children", &self.children.len())
            .field("workers", &self.workers.len())
            .field("oddities", &self.oddities.len())
            .finish_non_exhaustive()
    }
}

/// Why a workbook cannot be read as Annex A.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnnexError {
    /// It cannot be read at all.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// None of the lists is in it.
    #[error(
        "{file} has none of the lists 3 to 9 of Annex A; it must be an Excel workbook with sheets called List 1 to \
         List 11, and its sheets are: {there}"
    )]
    NoLists {
        /// The file.
        file: String,
        /// Its sheets.
        there: String,
    },
    /// The lists are there, and none of them says which child a row is about.
    #[error(
        "{file} has no column called Child Unique ID in any of the lists 3 to 9, so no row can be read; correct the \
         heading and import it again"
    )]
    NoReferences {
        /// The file.
        file: String,
    },
    /// The team asked for is not in it.
    #[error("{file} has no child of a team called {wanted:?}; its teams are: {there}")]
    NoSuchTeam {
        /// The file.
        file: String,
        /// The team asked for.
        wanted: String,
        /// The teams there are.
        there: String,
    },
}

/// Reads a workbook as it stands on a day: what ends later is still open. With a team, only its children are kept.
pub fn read(file: &str, bytes: &[u8], team: Option<&str>, as_of: NaiveDate) -> Result<AnnexA, AnnexError> {
    let mut book = Book::open(file, bytes)?;
    let mut lists = lists::read(file, &mut book)?;
    for mut oddity in child::oddities(&lists.rows, as_of) {
        // Said once of a row: that nobody is responsible goes before that this list names nobody.
        let same = |one: &Oddity| (one.kind, one.list, one.row) == (oddity.kind, oddity.list, oddity.row);
        if let Some(at) = lists.oddities.iter().position(|one| one.kind == OddityKind::MissingWorker && same(one)) {
            oddity.value = lists.oddities.remove(at).value;
        }
        lists.oddities.push(oddity);
    }
    let mut teams: Vec<String> = Vec::new();
    for name in lists.rows.iter().filter_map(|row| row.team.as_ref()) {
        if !teams.iter().any(|one| folded(one) == folded(name)) {
            teams.push(name.clone());
        }
    }
    teams.sort();
    let ours = |name: Option<&String>| team.is_none_or(|team| name.is_some_and(|name| folded(name) == folded(team)));
    if let Some(wanted) = team
        && !teams.iter().any(|name| ours(Some(name)))
    {
        return Err(AnnexError::NoSuchTeam {
            file: file.to_owned(),
            wanted: wanted.to_owned(),
            there: teams.join(", "),
        });
    }
    let merged = child::merged(&lists.rows, as_of);
    let open_in = |team: &String| {
        let of_team = |name: &String| folded(name) == folded(team);
        merged.iter().filter(|child| !child.ended && child.team.as_ref().is_some_and(of_team)).count()
    };
    let teams = teams.iter().map(|team| (team.clone(), open_in(team))).collect();
    let (children, others): (Vec<AnnexChild>, Vec<AnnexChild>) =
        merged.into_iter().partition(|child| ours(child.team.as_ref()));
    let mut workers: Vec<String> = Vec::new();
    for name in lists.rows.iter().filter(|row| ours(row.team.as_ref())).filter_map(|row| row.worker.as_ref()) {
        if !workers.iter().any(|one| worker_reference(one) == worker_reference(name)) {
            workers.push(name.clone());
        }
    }
    workers.sort();
    let of_row: HashMap<(u8, usize), &Reference> =
        lists.rows.iter().map(|row| ((row.list, row.row), &row.reference)).collect();
    for oddity in &mut lists.oddities {
        oddity.child = of_row.get(&(oddity.list, oddity.row)).map(|reference| (*reference).clone());
    }
    lists.oddities.sort_by_key(|oddity| (oddity.list, oddity.row));
    let elsewhere = others.into_iter().map(|child| (child.reference, child.team)).collect();
    Ok(AnnexA {
        file: file.to_owned(),
        children,
        elsewhere,
        workers,
        teams,
        lists: lists.counts,
        oddities: lists.oddities,
    })
}

/// The reference that a worker known by name only is given: `Zoë O'Brien` is `zoe-obrien`. The same however the name
/// is accented, spaced or capitalised, so that next week's workbook finds the same worker.
pub fn worker_reference(name: &str) -> Option<Reference> {
    let plain: String =
        name.nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '\u{2019}' | '.')).collect();
    let words: Vec<String> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    Reference::new(&words.join("-"))
}
