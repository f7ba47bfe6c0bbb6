//! Putting a backup in the place of the file, and putting the file under another passphrase. Not the swapping itself, which
//! is the store's.

use super::backup::BackupMade;
use crate::store::{Restored, Settings, Store, SwapError};
use crate::workbench::desk::{Desk, by};
use crate::workbench::refusal::Refusal;
use secrecy::{ExposeSecret as _, SecretString};
use std::path::Path;

/// Restores a backup to where the file lies, or is to lie. What was there is kept beside it under a name with the moment.
pub fn restore(
    backup: &Path,
    passphrase: &SecretString,
    to: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Restored, SwapError> {
    Store::restore(backup, passphrase, to, by(&Settings::default()).at, progress)
}

impl Desk {
    /// Puts the file under another passphrase, after a backup under the old one. The file is closed afterwards.
    pub fn rekey(
        mut self,
        old: &SecretString,
        new: &SecretString,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<BackupMade, Refusal> {
        if old.expose_secret() == new.expose_secret() {
            let why = "the new passphrase is the one the file has already, so nothing was changed; choose another";
            return Err(Refusal::NotPossible(why.to_owned()));
        }
        if new.expose_secret().chars().count() < crate::store::MINIMUM_PASSPHRASE {
            // Said before a backup is made for nothing.
            return Err(crate::store::OpenError::ShortPassphrase.into());
        }
        let made = self.back_up(None, old, progress)?;
        let by = self.by();
        self.store.rekey(new, &by, progress)?;
        Ok(made)
    }
}
