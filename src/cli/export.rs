//! `export`: documents that leave the encrypted file, to standard output or to a file of their own.

use super::failure::Failure;
use super::format;
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::clean;
use crate::practice::reference::{ActionId, DraftId, SessionId, WorkerRecordId};
use crate::workbench::act::export::LeavesTo;
use crate::workbench::act::take_out::{Takes, WrittenAs};
use crate::workbench::desk::Desk;
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use std::io::IsTerminal as _;
use std::path::PathBuf;

/// Take a document out of the file: a record, a child's record or journey, a worker's own file, what an inspection asks for
///
/// Whatever leaves says on its first line that it is confidential and outside the encrypted file, and leaves its row in
/// the trail with where it went. So it cannot be done while another Footprint has the file open.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:\n  footprint export record O12\n  \
                        footprint export child C0001 --format html -o C0001.html")]
pub(super) enum Export {
    /// Take out a signed record
    #[command(after_help = "Examples:\n  footprint export record O12\n  \
                            footprint export record O12 --format html -o O12.html")]
    Record(Taken),
    /// Take out all that belongs to a child's record
    #[command(after_help = "Examples:\n  footprint export child C0001 --format txt\n  \
                            footprint export child C0001 --format html -o C0001.html --force")]
    Child(Taken),
    /// Take out a child's journey: the picture, every footprint, the gaps
    #[command(after_help = "Examples:\n  footprint export journey C0001 --format txt\n  \
                            footprint export journey C0001 --format html -o journey.html")]
    Journey(Taken),
    /// Take out a worker's own file
    ///
    /// What was said in supervision of the worker, the agreement, observations, appraisals and the plan, with what the
    /// worker answered. Children stand in it by initials and reference; nothing of their records is in it.
    #[command(after_help = "Examples:\n  footprint export worker W03 --format html -o W03.html\n  \
                            footprint export worker W03 --format txt")]
    Worker(Taken),
    /// Take out every direction given in a period, and what came of it
    ///
    /// What was asked, done, on time, with what difference; what was re-dated; what was looked at again; where nothing
    /// was said for two months; days between footprints; and supervision. Children stand by their reference.
    #[command(after_help = "Examples:\n  footprint export inspection --from 2026-05-01 --to 2026-10-31 --format html \
                            -o inspection.html\n  footprint export inspection --from 2026-05-01 --to 2026-10-31 \
                            --format xlsx -o inspection.xlsx")]
    Inspection(Inspected),
}

/// Which period, as what, and where to.
#[derive(Debug, Args)]
pub(super) struct Inspected {
    /// Its first day
    #[arg(long, value_name = "DAY", value_parser = format::day)]
    from: NaiveDate,
    /// Its last day
    #[arg(long, value_name = "DAY", value_parser = format::day)]
    to: NaiveDate,
    /// What it is written as
    #[arg(long, value_enum, default_value_t)]
    format: DocumentFormat,
    #[command(flatten)]
    place: Place,
}

/// Which one, as what, and where to.
#[derive(Debug, Args)]
pub(super) struct Taken {
    /// Its reference; a child or a worker can be named by what was written about them too: O12, A45, S7
    #[arg(value_name = "REF", value_parser = format::reference())]
    reference: String,
    /// What it is written as
    #[arg(long, value_enum, default_value_t)]
    format: DocumentFormat,
    #[command(flatten)]
    place: Place,
}

/// Where a document goes.
#[derive(Debug, Args)]
pub(super) struct Place {
    /// Write it to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if there is one already
    #[arg(long, requires = "output")]
    force: bool,
}

impl Place {
    pub(super) fn leaves_to(&self) -> LeavesTo {
        match &self.output {
            // As everywhere on a command line, a dash is standard output.
            Some(path) if path.as_os_str() != "-" => LeavesTo::File { path: path.clone(), replaces: self.force },
            Some(_) | None => LeavesTo::Output,
        }
    }
}

/// What a document can be written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum DocumentFormat {
    /// Markdown.
    #[default]
    Md,
    /// Plain text.
    Txt,
    /// One web page, fit to print.
    Html,
    /// JSON for programs.
    Json,
    /// CSV for spreadsheets.
    Csv,
    /// An Excel workbook, for a file or a pipe.
    Xlsx,
}

impl From<DocumentFormat> for WrittenAs {
    fn from(format: DocumentFormat) -> Self {
        match format {
            DocumentFormat::Md => Self::Markdown,
            DocumentFormat::Txt => Self::Text,
            DocumentFormat::Html => Self::Html,
            DocumentFormat::Json => Self::Json,
            DocumentFormat::Csv => Self::Csv,
            DocumentFormat::Xlsx => Self::Workbook,
        }
    }
}

impl Export {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        self.may_be()?;
        let mut desk = setting.desk_to_take_out()?;
        match self {
            Self::Record(taken) => {
                let takes = record(&desk, &taken.reference)?;
                take_out(&mut desk, takes, &taken, out)
            }
            Self::Child(taken) => {
                let id = desk.child_meant(&taken.reference)?;
                take_out(&mut desk, Takes::Child(id), &taken, out)
            }
            Self::Journey(taken) => {
                let id = desk.child_meant(&taken.reference)?;
                take_out(&mut desk, Takes::Journey(id), &taken, out)
            }
            Self::Worker(taken) => {
                let id = desk.worker_meant(&taken.reference)?;
                take_out(&mut desk, Takes::Worker(id), &taken, out)
            }
            Self::Inspection(asked) => {
                let to = asked.place.leaves_to();
                let takes = Takes::Inspection(asked.from, asked.to);
                let bytes = desk.take_out(takes, asked.format.into(), &to)?;
                if to == LeavesTo::Output { out.bytes(&bytes) } else { Ok(()) }
            }
        }
    }

    /// Whether it can be asked for at all, before a passphrase is.
    fn may_be(&self) -> Result<(), Failure> {
        let (written_as, place) = match self {
            Self::Record(taken) | Self::Child(taken) | Self::Journey(taken) | Self::Worker(taken) => {
                (taken.format, &taken.place)
            }
            Self::Inspection(asked) => {
                format::in_order(asked.from, asked.to)?;
                (asked.format, &asked.place)
            }
        };
        let terminal = place.leaves_to() == LeavesTo::Output && std::io::stdout().is_terminal();
        if written_as == DocumentFormat::Xlsx && terminal {
            return Err(Failure::said("a workbook cannot be shown on a terminal; name a file with -o"));
        }
        Ok(())
    }
}

fn take_out(desk: &mut Desk, takes: Takes, taken: &Taken, out: &mut Output) -> Result<(), Failure> {
    let to = taken.place.leaves_to();
    let document = desk.take_out(takes, taken.format.into(), &to)?;
    if to == LeavesTo::Output { out.bytes(&document) } else { Ok(()) }
}

/// What a reference to a record means: an action stands for the record that asked for it.
fn record(desk: &Desk, reference: &str) -> Result<Takes, Failure> {
    let shown = clean::line(reference);
    if let Ok(id) = reference.parse::<SessionId>() {
        return Ok(Takes::Session(id));
    }
    if let Ok(id) = reference.parse::<WorkerRecordId>() {
        return Ok(Takes::WorkerRecord(id));
    }
    if let Ok(id) = reference.parse::<ActionId>() {
        return desk.action_line(id)?.action.record.map(Takes::Record).ok_or_else(|| {
            Failure::said(format!("no record asked for {shown}; `footprint show record {shown}` shows the action"))
        });
    }
    if reference.parse::<DraftId>().is_ok() {
        return Err(Failure::said(format!(
            "{shown} is a draft, and only what has been signed leaves the file; `footprint show record {shown}` shows it"
        )));
    }
    reference
        .parse()
        .map(Takes::Record)
        .map_err(|_| Failure::said(format!("there is no record {shown}; signed records have references such as O12")))
}
