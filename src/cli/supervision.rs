//! `supervision`: what was held, late, missed and called off, how long and how far apart, over a period.

use super::compliance::Rows;
use super::failure::Failure;
use super::format::{self, ListFormat};
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::compliance::{Asked, By};
use crate::exchange::print::supervision::{as_csv, as_json, as_table};
use crate::practice::reference::Reference;
use chrono::NaiveDate;
use clap::Args;
use std::collections::HashMap;

/// Show what supervision was held over a period, what was not and why, and how it was written up
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint supervision --from 2026-04-01 --to 2026-09-30\n  \
                        footprint supervision --from 2026-04-01 --to 2026-09-30 --by worker --format csv")]
pub(super) struct Supervision {
    /// The first day of the period
    #[arg(long, value_name = "DAY", value_parser = format::day)]
    from: NaiveDate,
    /// The last day of the period
    #[arg(long, value_name = "DAY", value_parser = format::day)]
    to: NaiveDate,
    /// What each row stands for
    #[arg(long, value_enum, default_value_t)]
    by: Rows,
    /// How to print it; JSON has both kinds of row, and the lists that the figures are counted from
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

impl Supervision {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        format::in_order(self.from, self.to)?;
        let desk = setting.desk()?;
        let measures = desk.supervision_measures(self.from, self.to)?;
        let asked = Asked { as_of: desk.day(), policy: &desk.policies().on(desk.day()).name };
        let by = By::from(self.by);
        let text = match self.format {
            ListFormat::Table => {
                let workers = desk.store().workers().map_err(|error| Failure::said(error.to_string()))?;
                let names: HashMap<Reference, String> =
                    workers.into_iter().map(|worker| (worker.reference, worker.name)).collect();
                as_table(asked, &measures, by, |one| names.get(one).cloned(), setting.layout())
            }
            ListFormat::Json => as_json(asked, &measures),
            ListFormat::Csv => as_csv(&measures, by),
        };
        out.print(&text)
    }
}
