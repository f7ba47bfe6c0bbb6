//! `actions`: what was asked for, by whom, by when, and what came of it.

use super::failure::Failure;
use super::format::{self, ListFormat};
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::actions::{ActionRow, as_csv, as_json, as_table};
use crate::workbench::look_up::{ActionsAsked, Standing};
use clap::Args;

/// List actions, and what became of each
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch on the command line")]
#[command(after_help = "Examples:\n  footprint actions --overdue\n  footprint actions --child C0001\n  \
                        footprint actions --drifting --format csv")]
pub(super) struct Actions {
    /// Only those that are open
    #[arg(long, group = "standing")]
    open: bool,
    /// Only those open past their date
    #[arg(long, group = "standing")]
    overdue: bool,
    /// Only open ones whose date was moved later at least once
    #[arg(long, group = "standing")]
    drifting: bool,
    /// Only those that are closed
    #[arg(long, group = "standing")]
    closed: bool,
    /// Only those for this child
    #[arg(long, value_name = "REF", value_parser = format::reference())]
    child: Option<String>,
    /// Only those in this worker's own file, or that this worker is to do
    #[arg(long, value_name = "REF", value_parser = format::reference())]
    worker: Option<String>,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

impl Actions {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let desk = setting.desk()?;
        let asked = ActionsAsked {
            standing: self.standing(),
            child: self.child.as_deref().map(|reference| desk.child_meant(reference)).transpose()?,
            worker: self.worker.as_deref().map(|reference| desk.worker_meant(reference)).transpose()?,
        };
        let day = desk.day();
        let rows: Vec<ActionRow> = desk.actions(asked)?.into_iter().map(|line| line.printed(day)).collect();
        out.print(&match self.format {
            ListFormat::Table => as_table(&rows, setting.layout()),
            ListFormat::Json => as_json(&rows),
            ListFormat::Csv => as_csv(&rows),
        })
    }

    const fn standing(&self) -> Standing {
        if self.open {
            Standing::Open
        } else if self.overdue {
            Standing::Overdue
        } else if self.drifting {
            Standing::Drifting
        } else if self.closed {
            Standing::Closed
        } else {
            Standing::Any
        }
    }
}
