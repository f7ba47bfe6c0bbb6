//! Backups: an encrypted copy of the whole file, made once a day and on a command, and the old ones thinned. Not the
//! copying itself, which is the store's.

use crate::practice::thinning::thinned;
use crate::store::{
    AuditHead, BackupFile, OpenError, Store, StoreError, backup_folder, backup_name, backups_in, remove_backup,
    remove_unfinished,
};
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use secrecy::SecretString;
use std::path::{Path, PathBuf};

/// After how long the next backup is due.
const DUE_AFTER: TimeDelta = TimeDelta::hours(24);

/// A backup that was made just now, and has been opened to prove it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupMade {
    /// Where it lies.
    pub path: PathBuf,
    /// Where its trail ends.
    pub head: AuditHead,
    /// How many older ones were taken away, because later ones stand for them.
    pub thinned: usize,
}

/// Why there is no backup, in plain sentences.
#[derive(Debug, thiserror::Error)]
pub enum NoBackup {
    /// The folder that was named, and the one it would be in, are not there.
    #[error("no backup was made: there is no folder {}, nor one to make it in; name another", .0.display())]
    NoFolder(PathBuf),
    /// Its folder cannot be written to.
    #[error("no backup was made: {} cannot be written to; name another folder, or change its permissions", .0.display())]
    Folder(PathBuf),
    /// There is no room for it.
    #[error("no backup was made, because the disk is full; free some space, then run `footprint backup`")]
    DiskFull,
    /// What was copied is not all readable.
    #[error("no backup was made, because the file or its copy is damaged; run `footprint verify`")]
    Damaged,
    /// Something else stood in the way.
    #[error("no backup was made: {0}")]
    Open(OpenError),
    /// There is no file to copy.
    #[error("no backup was made: the file is in memory only")]
    InMemory,
}

impl NoBackup {
    fn of(error: OpenError, folder: &Path) -> Self {
        match error {
            OpenError::ReadOnlyFolder | OpenError::NoPermission | OpenError::NoFolder => {
                Self::Folder(folder.to_owned())
            }
            OpenError::DiskFull => Self::DiskFull,
            OpenError::Damaged | OpenError::Store(StoreError::Damaged) => Self::Damaged,
            other => Self::Open(other),
        }
    }
}

/// Copies an open store into a folder, under a passphrase, named with the moment.
fn copied(
    store: &Store,
    folder: Option<&Path>,
    passphrase: &SecretString,
    at: DateTime<Utc>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<BackupMade, NoBackup> {
    let file = store.path().ok_or(NoBackup::InMemory)?;
    let folder = folder.map_or_else(|| backup_folder(file), Path::to_owned);
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    // A stick that is not plugged in must not seem to have the copy.
    if folder.parent().is_some_and(|above| !above.is_dir()) {
        return Err(NoBackup::NoFolder(folder));
    }
    let path = folder.join(backup_name(file, at));
    let head = store.copy_to(&path, passphrase, progress).map_err(|error| NoBackup::of(error, &folder))?;
    // One that is still being made elsewhere is younger.
    let _ = remove_unfinished(&folder, file, at - TimeDelta::hours(1));
    Ok(BackupMade { path, head, thinned: 0 })
}

/// The day's backup of a file that is open, from any thread: opens it once more to look, copies it into the folder beside it
/// and thins what is old there. The copy is noted in the trail afterwards, by [`Desk::note_backup`].
pub fn back_up_daily(file: &Path, passphrase: &SecretString, at: DateTime<Utc>) -> Result<BackupMade, NoBackup> {
    let folder = backup_folder(file);
    let store = Store::look_beside(file, passphrase).map_err(|error| NoBackup::of(error, &folder))?;
    let made = copied(&store, None, passphrase, at, &mut |_, _| ())?;
    let thinned = thin(&folder, file, at.date_naive());
    Ok(BackupMade { thinned, ..made })
}

/// Takes away what later backups stand for; answers how many. One that cannot be taken away stays: there is one too many.
fn thin(folder: &Path, file: &Path, today: NaiveDate) -> usize {
    let Ok(backups) = backups_in(folder, file) else { return 0 };
    let days: Vec<NaiveDate> = backups.iter().map(|backup| backup.made_at.date_naive()).collect();
    thinned(&days, today)
        .into_iter()
        .filter(|place| backups.get(*place).is_some_and(|old| remove_backup(old).is_ok()))
        .count()
}

impl Desk {
    /// Makes a backup, in the folder beside the file unless another is named, and leaves its row in the trail.
    pub fn back_up(
        &mut self,
        folder: Option<&Path>,
        passphrase: &SecretString,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<BackupMade, Refusal> {
        if !self.store.writes() {
            // Asked first: a copy that cannot be put in the trail is not made.
            let by = self.by();
            self.store.change(&by, |_| Ok::<_, StoreError>(()))?;
        }
        let made = copied(&self.store, folder, passphrase, self.by().at, progress)?;
        self.note_backup(&made)?;
        Ok(made)
    }

    /// Puts a backup that was made in the trail.
    pub fn note_backup(&mut self, made: &BackupMade) -> Result<(), Refusal> {
        let by = self.by();
        let about = match made.thinned {
            0 => made.path.display().to_string(),
            count => format!("{}; older ones taken away: {count}", made.path.display()),
        };
        Ok(self.store.change(&by, |change| change.note_backup(&about, &made.path, &made.head.hash))?)
    }

    /// The last backup in the folder beside the file.
    pub fn last_backup(&self) -> Option<BackupFile> {
        let file = self.store.path()?;
        backups_in(&backup_folder(file), file).ok()?.pop()
    }

    /// Where backups go unless another folder is named.
    pub fn backups_go(&self) -> Option<PathBuf> {
        self.store.path().map(backup_folder)
    }

    /// Whether the last backup is over a day old, or there is none.
    pub fn backup_is_due(&self) -> bool {
        let now = self.by().at;
        self.store.writes()
            && self.store.path().is_some()
            && self.last_backup().is_none_or(|last| now - last.made_at > DUE_AFTER)
    }

    /// A backup that the trail does not know, because the program was closed before it was done: it is noted now.
    pub fn note_forgotten_backup(&mut self) -> Result<(), Refusal> {
        let Some(last) = self.last_backup().filter(|_| self.store.writes()) else { return Ok(()) };
        if self.store.knows_backup(&last.path)? {
            return Ok(());
        }
        let by = self.by();
        let about = format!("{}; found beside the file", last.path.display());
        Ok(self.store.change(&by, |change| change.note_backup(&about, &last.path, ""))?)
    }
}

#[cfg(test)]
mod tests;
