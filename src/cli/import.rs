//! `import`: brings in what other systems hold, all of it or none.

use super::failure::Failure;
use super::format::{self, TextFormat};
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::{clean, json};
use crate::workbench::given;
use crate::workbench::import::{self, ImportError, Kind, Request};
use clap::Args;
use std::path::PathBuf;

/// Bring in workers, absences, sessions, children, oversight or actions, or the inspection workbook
///
/// All or nothing: one bad row imports nothing, and every bad row is listed. Importing the same file again changes
/// nothing. A blank cell keeps what is there.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint import annex-a children.xlsx --team \"Assessment 2\" --dry-run\n  \
                        footprint import workers workers.csv\n  \
                        footprint import oversight old-system.csv --as-drafts\n  \
                        footprint import sessions team.xlsx --sheet Supervision --skip-bad-rows")]
pub(super) struct Import {
    /// What the file holds
    #[arg(value_name = "WHAT", value_parser = format::coded(Kind::ALL, Kind::code))]
    what: Kind,
    /// The file: CSV or Excel
    #[arg(value_name = "FILE")]
    table: PathBuf,
    /// The sheet of a workbook; the first without it
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Annex A: only the children of this team
    #[arg(long, value_name = "NAME")]
    team: Option<String>,
    /// Oversight: make unsigned drafts instead of signed history
    #[arg(long)]
    as_drafts: bool,
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Import the good rows even where others are bad
    #[arg(long)]
    skip_bad_rows: bool,
    /// How to print what changed or would change
    #[arg(long, value_enum, default_value_t)]
    format: TextFormat,
}

impl Import {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        if self.team.is_some() && self.what != Kind::AnnexA {
            return Err(Failure::WrongArguments("--team goes with `import annex-a` only; leave it out".to_owned()));
        }
        if self.as_drafts && self.what != Kind::Oversight {
            return Err(Failure::WrongArguments(
                "--as-drafts goes with `import oversight` only; leave it out".to_owned(),
            ));
        }
        if self.table.as_os_str() == "-" {
            return Err(Failure::said("standard input cannot be imported; save the table as a file and give its name"));
        }
        let bytes = given::bytes(&self.table)?;
        let mut desk = if self.dry_run { setting.desk_to_rehearse()? } else { setting.desk_to_change()? };
        let (by, as_of) = (desk.by(), desk.day());
        let file = self.table.display().to_string();
        let request = Request {
            kind: self.what,
            file: &file,
            bytes: &bytes,
            sheet: self.sheet.as_deref(),
            team: self.team.as_deref(),
            as_drafts: self.as_drafts,
            skip_bad_rows: self.skip_bad_rows,
            as_of,
        };
        let act = if self.dry_run { import::rehearse } else { import::import };
        let report = act(desk.store_mut(), &by, &request).map_err(|error| said(&error))?;
        match self.format {
            TextFormat::Text => out.print(&clean::text(&report.to_text()))?,
            TextFormat::Json => out.print(&json(&report.to_json()))?,
        }
        if report.stops() && !self.skip_bad_rows {
            // A rehearsal only: an import that stops has ended above.
            out.finish()?;
            return Err(Failure::said(match report.bad_rows() {
                1 => "1 row cannot be imported, so nothing would be; correct it, or add --skip-bad-rows".to_owned(),
                rows => {
                    format!("{rows} rows cannot be imported, so nothing would be; correct them, or add --skip-bad-rows")
                }
            }));
        }
        Ok(())
    }
}

fn said(error: &ImportError) -> Failure {
    Failure::said(error.to_string())
}
