//! `verify`: whether anything in the file was changed from outside.

use super::failure::Failure;
use super::output::Output;
use super::progress::Line;
use super::setting::Setting;
use crate::exchange::print::counted;
use clap::Args;

/// Check the whole file: every page, every signed record, the trail of every act
///
/// Names the first thing that does not fit. What it cannot show is a file made anew, trail and all, by somebody who has
/// the passphrase: keep the last hash it prints in another place, and compare.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  footprint verify")]
pub(super) struct Verify;

impl Verify {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let desk = setting.desk()?;
        let line = Line::new();
        let verified = desk.verify(|doing| line.show(format_args!("{doing}")));
        drop(line);
        let verified = verified.map_err(|fault| Failure::said(fault.to_string()))?;
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        out.line(&format!(
            "All is as it was written: {} and {}.",
            counted(number(verified.records), "signed record", "signed records"),
            counted(number(verified.acts), "act", "acts")
        ))?;
        out.line(&format!("The trail ends with {}.", verified.head.hash))
    }
}
