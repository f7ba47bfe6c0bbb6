//! `compliance`: supervision held on time, late, missed and outstanding, over a period.

use super::failure::Failure;
use super::format::{self, ListFormat};
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::compliance::{Asked, By, as_csv, as_json, as_table};
use crate::practice::reference::Reference;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::collections::HashMap;

/// Show supervision compliance over a period
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint compliance --from 2026-04-01 --to 2026-09-30\n  \
                        footprint compliance --from 2026-04-01 --to 2026-09-30 --by worker --format csv")]
pub(super) struct Compliance {
    /// The first day of the period
    #[arg(long, value_name = "DAY", value_parser = format::day)]
    from: NaiveDate,
    /// The last day of the period
    #[arg(long, value_name = "DAY", value_parser = format::day)]
    to: NaiveDate,
    /// What each row stands for
    #[arg(long, value_enum, default_value_t)]
    by: Rows,
    /// How to print it; JSON has both kinds of row
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

/// What each row stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Rows {
    /// A month.
    #[default]
    Month,
    /// A worker.
    Worker,
}

impl From<Rows> for By {
    fn from(rows: Rows) -> Self {
        match rows {
            Rows::Month => Self::Month,
            Rows::Worker => Self::Worker,
        }
    }
}

impl Compliance {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        format::in_order(self.from, self.to)?;
        let desk = setting.desk()?;
        let compliance = desk.compliance(self.from, self.to)?;
        let asked = Asked { as_of: desk.day(), policy: &desk.policies().on(desk.day()).name };
        let by = By::from(self.by);
        let text = match self.format {
            ListFormat::Table => {
                let workers = desk.store().workers().map_err(|error| Failure::said(error.to_string()))?;
                let names: HashMap<Reference, String> =
                    workers.into_iter().map(|worker| (worker.reference, worker.name)).collect();
                as_table(asked, &compliance, by, |one| names.get(one).cloned(), setting.layout())
            }
            ListFormat::Json => as_json(asked, &compliance),
            ListFormat::Csv => as_csv(&compliance, by),
        };
        out.print(&text)
    }
}
