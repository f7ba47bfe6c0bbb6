//! `audit`: the trail of every act.

use super::failure::Failure;
use super::format::{self, ListFormat};
use super::output::Output;
use super::setting::Setting;
use crate::exchange::print::audit::{AuditLine, as_csv, as_json, as_table};
use chrono::{NaiveDate, NaiveTime, SecondsFormat};
use clap::Args;

/// Show the trail of every act: when, who, what, on which record
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint audit --since 2026-11-01\n  footprint audit --format csv > trail.csv")]
pub(super) struct Audit {
    /// Only what was done on this day or later, by the real clock
    #[arg(long, value_name = "DAY", value_parser = format::day)]
    since: Option<NaiveDate>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

impl Audit {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let desk = setting.desk()?;
        let rows = match self.since {
            Some(day) => desk.store().audit_since(day.and_time(NaiveTime::MIN).and_utc()),
            None => desk.store().audit_after(0),
        }
        .map_err(|error| Failure::said(error.to_string()))?;
        let words = self.format == ListFormat::Table;
        let rows: Vec<AuditLine> = rows
            .into_iter()
            .map(|row| AuditLine {
                seq: row.seq,
                at: row.at.to_rfc3339_opts(SecondsFormat::Secs, true),
                who: row.who,
                act: if words { row.act.words() } else { row.act.code() }.to_owned(),
                on: row.about,
                hash: row.hash,
            })
            .collect();
        out.print(&match self.format {
            ListFormat::Table => as_table(&rows, setting.layout()),
            ListFormat::Json => as_json(&rows),
            ListFormat::Csv => as_csv(&rows),
        })
    }
}
