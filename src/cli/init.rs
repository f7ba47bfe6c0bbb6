//! `init`: makes the encrypted file.

use super::failure::Failure;
use super::output::Output;
use super::setting::Setting;
use crate::practice::policy_file;
use crate::workbench::desk::{Desk, Start};
use clap::Args;

/// Make the encrypted file
///
/// Nothing is kept unencrypted, and a passphrase that is forgotten cannot be got back by anybody. It needs 12 characters
/// or more; four or five random words are good.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  footprint init --supervisor \"Ruth Okafor\" --team \"Assessment 2\"\n  \
                        footprint init --policy herefordshire --file ~/team.db")]
pub(super) struct Init {
    /// The policy to judge by; `footprint policy list` names them
    #[arg(long, value_name = "NAME", default_value = policy_file::DEFAULT)]
    policy: String,
    /// Your name, as your records will be signed
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    supervisor: String,
    /// The team's name
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    team: String,
}

impl Init {
    pub(super) fn run(self, setting: &Setting, out: &mut Output) -> Result<(), Failure> {
        let path = setting.file()?;
        if matches!(path.try_exists(), Ok(true)) {
            let (is_folder, path) = (path.is_dir(), path.display());
            return Err(Failure::said(if is_folder {
                format!("{path} is a folder; pass --file with the name of a file in it")
            } else {
                format!("there is a file at {path} already; open it, or pass another --file")
            }));
        }
        // A policy that is not there is said before anybody thinks of a passphrase.
        setting.configuration.policy(&self.policy)?;
        let passphrase = setting.passphrase.new_one(&path)?;
        let start = Start { supervisor: self.supervisor, team: self.team, policy: self.policy };
        Desk::init(&path, &passphrase, &start, setting.day, setting.configuration.clone())
            .map_err(|refusal| setting.about_the_file(refusal))?;
        out.line(&format!("Made {}, under the policy {}.", path.display(), start.policy))?;
        out.line("Next: `footprint import annex-a WORKBOOK`, `footprint import workers FILE`, or `footprint` alone.")
    }
}
