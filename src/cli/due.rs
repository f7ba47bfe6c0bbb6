//! `due`: what the team is owed.

use super::failure::Failure;
use super::format::{self, ListFormat};
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::due::{Asked, as_csv, as_json, as_table};
use crate::practice::due::{Kind, Owed, State};
use chrono::{Days, NaiveDate};
use clap::Args;

/// List what is overdue, due today and due soon, worst first
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint due\n  footprint due --kind supervision --all\n  \
                        footprint due --within 14 --format csv > fortnight.csv\n  \
                        footprint due --exit-code > /dev/null || echo 'something is overdue'")]
pub(super) struct Due {
    /// Only this kind; may be given more than once
    #[arg(long, value_name = "KIND", value_parser = format::coded(Kind::ALL, Kind::code))]
    kind: Vec<Kind>,
    /// Also what falls due within so many days
    #[arg(long, value_name = "DAYS", value_parser = format::days)]
    within: Option<u16>,
    /// Also what is on track and what is paused
    #[arg(long)]
    all: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
    /// Exit with 3 if anything listed is overdue
    #[arg(long)]
    exit_code: bool,
}

impl Due {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let desk = setting.desk()?;
        let mut owed = desk.owed()?;
        owed.retain(|one| self.lists(one, desk.day()));
        let asked = Asked { as_of: desk.day(), policy: &desk.policies().on(desk.day()).name };
        out.print(&match self.format {
            ListFormat::Table => as_table(asked, &owed, setting.layout()),
            ListFormat::Json => as_json(asked, &owed),
            ListFormat::Csv => as_csv(&owed),
        })?;
        if self.exit_code && owed.iter().any(|one| matches!(one.state, State::Overdue(_))) {
            out.finish()?;
            return Err(Failure::Overdue);
        }
        Ok(())
    }

    fn lists(&self, owed: &Owed, day: NaiveDate) -> bool {
        let until = self.within.and_then(|days| day.checked_add_days(Days::new(u64::from(days))));
        let within = owed.due_on.is_some_and(|due| until.is_some_and(|until| due <= until));
        (self.kind.is_empty() || self.kind.contains(&owed.kind)) && (self.all || owed.state.presses() || within)
    }
}
