//! `supervision`: what was held, late, missed and called off, how long and how far apart, over a period.

use super::failure::Failure;
use super::format::ListFormat;
use super::output::Output;
use super::period::{Period, names};
use super::setting::Setting;
use crate::exchange::print::compliance::Asked;
use crate::exchange::print::supervision::{as_csv, as_json, as_table};
use clap::Args;

/// Show what supervision was held over a period, what was not and why, and how it was written up
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint supervision --from 2026-04-01 --to 2026-09-30\n  \
                        footprint supervision --from 2026-04-01 --to 2026-09-30 --by worker --format csv")]
pub(super) struct Supervision {
    #[command(flatten)]
    period: Period,
    /// How to print it; JSON has both kinds of row, and the lists that the figures are counted from
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

impl Supervision {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        self.period.is_in_order()?;
        let desk = setting.desk()?;
        let measures = desk.supervision_measures(self.period.from, self.period.to)?;
        let asked = Asked { as_of: desk.day(), policy: &desk.policies().on(desk.day()).name };
        let by = self.period.by();
        let text = match self.format {
            ListFormat::Table => {
                let names = names(&desk)?;
                as_table(asked, &measures, by, |one| names.get(one).cloned(), setting.layout())
            }
            ListFormat::Json => as_json(asked, &measures),
            ListFormat::Csv => as_csv(&measures, by),
        };
        out.print(&text)
    }
}
