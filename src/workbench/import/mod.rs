//! Bringing in what other systems hold: decide what is new, changed, gone or closed, and write all of it or none.
//!
//! What would be written and what is written are the same work, done in one change that a rehearsal undoes, so that a
//! dry run cannot say one thing and the import do another.

mod absences;
mod actions;
mod annex;
mod children;
mod odd_lines;
mod oversight;
#[cfg(test)]
mod record_tests;
mod report;
mod sessions;
mod standing;
#[cfg(test)]
mod tests;
mod workers;

use crate::exchange::annex_a::{self, AnnexError};
use crate::exchange::import::{self as files, BadCell, ColumnError, Read};
use crate::exchange::sheet::{SheetError, read_sheet};
use crate::practice::code::coded;
use crate::practice::date_words::long;
use crate::practice::reference::{ChildId, WorkerId};
use crate::practice::worker::Worker;
use crate::store::{Act, By, Change, Store, StoreError};
use chrono::NaiveDate;
use std::collections::HashMap;

pub use report::{Changed, Entry, Moved, Refusal, Report, Sort};

coded! {
    /// What sort of file is imported.
    Kind {
        /// Workers of the team.
        Workers = "workers", "workers";
        /// Their absences.
        Absences = "absences", "absences";
        /// Supervision sessions.
        Sessions = "sessions", "sessions";
        /// Children.
        Children = "children", "children";
        /// Management oversight from another system.
        Oversight = "oversight", "oversight";
        /// Actions from another system.
        Actions = "actions", "actions";
        /// The inspection workbook.
        AnnexA = "annex-a", "Annex A";
    }
}

/// What is to be imported, and how.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// What sort of file.
    pub kind: Kind,
    /// Its name, for messages and the trail.
    pub file: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
    /// The sheet of a workbook, if not its first.
    pub sheet: Option<&'a str>,
    /// Annex A: only the children of this team.
    pub team: Option<&'a str>,
    /// Oversight: make drafts, not signed history.
    pub as_drafts: bool,
    /// Import the good rows even if some are bad.
    pub skip_bad_rows: bool,
    /// Today.
    pub as_of: NaiveDate,
}

impl std::fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is no table.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// Its columns do not do.
    #[error(transparent)]
    Columns(#[from] ColumnError),
    /// It is not an inspection workbook.
    #[error(transparent)]
    Annex(#[from] AnnexError),
    /// Rows are bad or refused; the report lists every one.
    #[error("nothing was imported, because {}", .0.why_stopped())]
    Rows(Box<Report>),
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Says what an import would do, and writes nothing. Bad rows are in the report, not an error.
pub fn rehearse(store: &mut Store, by: &By, request: &Request<'_>) -> Result<Report, ImportError> {
    let file = Opened::open(request)?;
    store.rehearse(by, Act::Import, request.file, |change| file.run(change, request))
}

/// Imports a file: all of it, or on a bad or refused row nothing, unless the request says to skip those.
pub fn import(store: &mut Store, by: &By, request: &Request<'_>) -> Result<Report, ImportError> {
    let file = Opened::open(request)?;
    store.change_together(by, Act::Import, request.file, |change| {
        let mut report = file.run(change, request)?;
        if report.stops() && !request.skip_bad_rows {
            return Err(ImportError::Rows(Box::new(report)));
        }
        report.written = true;
        Ok(report)
    })
}

/// A file that has been read and not yet compared with what is kept.
enum Opened {
    Workers(Read<files::workers::WorkerRow>),
    Absences(Read<files::absences::AbsenceRow>),
    Sessions(Read<files::sessions::SessionRow>),
    Children(Read<files::children::ChildRow>),
    Oversight(Read<files::oversight::OversightRow>),
    Actions(Read<files::actions::ActionRow>),
    AnnexA(Box<annex_a::AnnexA>),
}

impl Opened {
    fn open(request: &Request<'_>) -> Result<Self, ImportError> {
        let sheet = || read_sheet(request.file, request.bytes, request.sheet);
        Ok(match request.kind {
            Kind::Workers => Self::Workers(files::workers::read(&sheet()?)?),
            Kind::Absences => Self::Absences(files::absences::read(&sheet()?)?),
            Kind::Sessions => Self::Sessions(files::sessions::read(&sheet()?)?),
            Kind::Children => Self::Children(files::children::read(&sheet()?)?),
            Kind::Oversight => Self::Oversight(files::oversight::read(&sheet()?)?),
            Kind::Actions => Self::Actions(files::actions::read(&sheet()?)?),
            Kind::AnnexA => {
                Self::AnnexA(Box::new(annex_a::read(request.file, request.bytes, request.team, request.as_of)?))
            }
        })
    }

    fn run(&self, change: &mut Change<'_>, request: &Request<'_>) -> Result<Report, ImportError> {
        let workers = change.workers()?.into_iter().map(|worker| (worker.id, worker)).collect();
        let mut run = Run {
            change,
            report: Report::new(request.kind, request.file, request.as_of),
            as_of: request.as_of,
            workers,
        };
        match self {
            Self::Workers(read) => workers::import(&mut run, read)?,
            Self::Absences(read) => absences::import(&mut run, read)?,
            Self::Sessions(read) => sessions::import(&mut run, read)?,
            Self::Children(read) => children::import(&mut run, read)?,
            Self::Oversight(read) => oversight::import(&mut run, read, request.as_drafts)?,
            Self::Actions(read) => actions::import(&mut run, read)?,
            Self::AnnexA(annex) => annex::import(&mut run, annex)?,
        }
        let mut report = run.report;
        report.sort_bad();
        if !report.bad.is_empty() && !report.gone.is_empty() {
            // A bad row may be about any of them.
            report.gone.clear();
            report.notes.push("who is no longer in the file can be told only once every row is good".to_owned());
        }
        Ok(report)
    }
}

/// An import under way.
struct Run<'run, 'store> {
    change: &'run mut Change<'store>,
    report: Report,
    as_of: NaiveDate,
    /// Every worker as kept when the import began, and those it has added.
    workers: HashMap<WorkerId, Worker>,
}

impl Run<'_, '_> {
    /// Takes over what reading the file already found.
    fn take<T>(&mut self, read: &Read<T>) {
        self.report.file.clone_from(&read.file);
        self.report.bad.extend(read.bad.iter().cloned());
        self.report.unknown_columns.clone_from(&read.unknown_columns);
        self.report.notes.extend(read.notes.iter().cloned());
    }

    /// Notes a bad cell that only what is kept could show.
    fn bad(&mut self, row: usize, column: &str, value: &str, expected: &str) {
        let file = self.report.file.clone();
        self.report.bad.push(BadCell::new(&file, row, column, value, expected));
    }

    /// The worker with a reference; a bad cell where there is none.
    fn worker(&mut self, row: usize, column: &str, reference: &str) -> Result<Option<WorkerId>, StoreError> {
        let found = self.change.worker_by_reference(reference)?;
        if found.is_none() {
            self.bad(row, column, reference, "the reference of a worker who is known already; import workers first");
        }
        Ok(found)
    }

    /// The child with a reference; a bad cell where there is none.
    fn child(&mut self, row: usize, reference: &str) -> Result<Option<ChildId>, StoreError> {
        let found = self.change.child_by_reference(reference)?;
        if found.is_none() {
            let expected = "the reference of a child who is known already; import children first";
            self.bad(row, "child", reference, expected);
        }
        Ok(found)
    }

    /// Says so where a child is allocated to a worker who is not in the team on that day.
    fn note_allocation(&mut self, child: &str, worker: WorkerId, from: NaiveDate) {
        let Some(worker) = self.workers.get(&worker) else { return };
        let note = if let Some(left) = worker.left_on.filter(|left| *left < from) {
            format!(
                "{child} is allocated to {} from {}, after their last day, {}",
                worker.reference,
                long(from),
                long(left)
            )
        } else if from < worker.joined_on && !worker.joined_assumed {
            let joined = long(worker.joined_on);
            format!("{child} is allocated to {} from {}, before they joined on {joined}", worker.reference, long(from))
        } else {
            return;
        };
        self.report.notes.push(note);
    }
}
