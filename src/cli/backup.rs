//! `backup`: an encrypted copy of the file, proven by opening it.

use super::failure::Failure;
use super::output::Output;
use super::progress::Line;
use super::setting::Setting;
use clap::Args;
use std::path::PathBuf;

/// Copy the whole file, encrypted under the same passphrase, and open the copy to prove it
///
/// Without DIR it goes into the folder `backups` beside the file, where the workbench puts one a day. Those are thinned as
/// they grow old: one a day for a fortnight, one a week for a quarter, one a month for two years. Copies elsewhere are
/// yours to keep and to destroy.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint backup\n  footprint backup /media/stick")]
pub(super) struct Backup {
    /// The folder that it goes into
    dir: Option<PathBuf>,
}

impl Backup {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let (mut desk, passphrase) = setting.desk_and_passphrase()?;
        let line = Line::new();
        let made = desk.back_up(self.dir.as_deref(), &passphrase, &mut |done, of| {
            line.show(format_args!("copying {done} of {of} pages"));
        });
        drop(line);
        let made = made?;
        out.line(&format!("Made {}, and opened it to prove it.", made.path.display()))?;
        out.line(&format!("Its trail ends with {}.", made.head.hash))
    }
}
