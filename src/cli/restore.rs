//! `restore`: puts a backup in the place of the file.

use super::failure::Failure;
use super::output::Output;
use super::progress::Line;
use super::setting::Setting;
use crate::exchange::print::counted;
use crate::workbench::act::restore::restore;
use clap::Args;
use std::path::PathBuf;

/// Put a backup in the place of the file
///
/// The passphrase is the one that the backup was made under. The backup is opened and verified first. The file that is there
/// now is kept beside it under a name that says when; nothing is thrown away. Whenever the power goes, the file is either
/// the old one or the new one.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  footprint restore ~/.local/share/footprint/backups/footprint-2026-11-22T090000Z.db\n  \
                        footprint --file team.db restore /media/stick/footprint-2026-11-22T090000Z.db"
)]
pub(super) struct Restore {
    /// The backup
    #[arg(value_name = "FILE", id = "backup")]
    backup: PathBuf,
}

impl Restore {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let to = setting.file()?;
        if matches!(self.backup.try_exists(), Ok(false)) {
            return Err(Failure::said(format!("there is no file at {}; check its name", self.backup.display())));
        }
        let passphrase = setting.passphrase.known(&self.backup)?;
        let line = Line::new();
        let restored = restore(&self.backup, &passphrase, &to, &mut |done, of| {
            line.show(format_args!("copying {done} of {of} pages"));
        });
        drop(line);
        let restored = restored.map_err(|error| Failure::said(error.to_string()))?;
        let records = i64::try_from(restored.verified.records).unwrap_or(i64::MAX);
        out.line(&format!(
            "Restored {} to {}: {}, all as they were signed. It opens with the passphrase you gave just now.",
            self.backup.display(),
            to.display(),
            counted(records, "signed record", "signed records")
        ))?;
        match restored.aside {
            Some(aside) => out.line(&format!("The file that was there is kept as {}.", aside.display())),
            None => Ok(()),
        }
    }
}
