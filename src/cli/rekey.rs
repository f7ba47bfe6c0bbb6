//! `rekey`: puts the file under another passphrase.

use super::failure::Failure;
use super::output::Output;
use super::passphrase::{Source, twice};
use super::progress::Line;
use super::setting::Setting;
use clap::Args;
use std::path::PathBuf;

/// Put the file under another passphrase
///
/// A backup under the old passphrase is made first. On a terminal the new passphrase is asked for, twice; elsewhere it is
/// read from a file or a descriptor. Backups and copies made before keep the passphrase they were made under: if that one
/// has become known to somebody, destroy them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint rekey\n  \
                        footprint --passphrase-file old.txt rekey --new-passphrase-file new.txt")]
pub(super) struct Rekey {
    /// Read the new passphrase from the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with = "new_passphrase_fd")]
    new_passphrase_file: Option<PathBuf>,
    /// Read the new passphrase from the first line of this open file descriptor
    #[arg(long, value_name = "N")]
    new_passphrase_fd: Option<u32>,
}

impl Rekey {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let new = match (self.new_passphrase_file, self.new_passphrase_fd) {
            (Some(file), _) => Source::File(file),
            (None, Some(number)) => Source::Descriptor(number),
            (None, None) => Source::Asked,
        };
        new.can_be_another()?;
        // A file or a descriptor is read before the encrypted file is opened; a person is asked in the order they expect.
        let given = new.another_given()?;
        let (desk, old) = setting.desk_and_passphrase()?;
        let path = setting.file()?;
        let new = match given {
            Some(given) => given,
            None => twice(&path)?,
        };
        let line = Line::new();
        let made = desk.rekey(&old, &new, &mut |done, of| {
            line.show(format_args!("copying {done} of {of} pages"));
        });
        drop(line);
        let made = made?;
        out.line(&format!("{} is under the new passphrase now; the old one no longer opens it.", path.display()))?;
        out.line(&format!(
            "The last backup under the old passphrase is {}. That one and all earlier ones keep the old passphrase; once \
             you trust the new one, make a backup and destroy those you do not want.",
            made.path.display()
        ))
    }
}
