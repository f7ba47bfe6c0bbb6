//! The day's backup, made beside the conversation and noted when it is done. What a backup is, is the workbench's.

use super::Sitting;
use super::sentences::sentence;
use super::talk::Told;
use crate::workbench::act::backup::{BackupMade, NoBackup, back_up_daily};
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use secrecy::SecretString;
use std::path::Path;
use std::thread::{self, JoinHandle};

/// A backup being made.
pub(super) struct Backup {
    making: JoinHandle<Result<BackupMade, NoBackup>>,
}

impl Backup {
    /// Begins it, where it is due. The passphrase is kept no longer than it is needed.
    pub(super) fn begin(desk: &Desk, path: &Path, passphrase: SecretString) -> Option<Self> {
        if !desk.backup_is_due() {
            return None;
        }
        let (path, at) = (path.to_owned(), desk.by().at);
        let body = move || back_up_daily(&path, &passphrase, at);
        thread::Builder::new().name("backup".to_owned()).spawn(body).ok().map(|making| Self { making })
    }
}

impl Sitting<'_> {
    /// Notes the backup once it is made, and says why where none could be. `wait` for it, or only look.
    pub(super) fn note_backup(&mut self, wait: bool) -> Told<()> {
        let Some(backup) = self.backup.take_if(|backup| wait || backup.making.is_finished()) else { return Ok(()) };
        // One that broke off is found by its absence: the next unlocking makes another.
        let Ok(made) = backup.making.join() else { return Ok(()) };
        let noted = made.map_err(Refusal::from).and_then(|made| self.desk.note_backup(&made));
        match noted {
            Ok(()) => Ok(()),
            Err(refusal) => self.talk.say(&sentence(&refusal.to_string())),
        }
    }
}
