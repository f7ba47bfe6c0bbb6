//! `compliance`: supervision held on time, late, missed and outstanding, over a period.

use super::failure::Failure;
use super::format::ListFormat;
use super::output::Output;
use super::period::{Period, names};
use super::setting::Setting;
use crate::exchange::print::compliance::{Asked, as_csv, as_json, as_table};
use clap::Args;

/// Show supervision compliance over a period
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint compliance --from 2026-04-01 --to 2026-09-30\n  \
                        footprint compliance --from 2026-04-01 --to 2026-09-30 --by worker --format csv")]
pub(super) struct Compliance {
    #[command(flatten)]
    period: Period,
    /// How to print it; JSON has both kinds of row
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

impl Compliance {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        self.period.is_in_order()?;
        let desk = setting.desk()?;
        let compliance = desk.compliance(self.period.from, self.period.to)?;
        let asked = Asked { as_of: desk.day(), policy: &desk.policies().on(desk.day()).name };
        let by = self.period.by();
        let text = match self.format {
            ListFormat::Table => {
                let names = names(&desk)?;
                as_table(asked, &compliance, by, |one| names.get(one).cloned(), setting.layout())
            }
            ListFormat::Json => as_json(asked, &compliance),
            ListFormat::Csv => as_csv(&compliance, by),
        };
        out.print(&text)
    }
}
