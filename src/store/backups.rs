//! The folder of backups: which there are, and taking old ones away. Not what they are called, and not the copying.

use super::audit::Act;
use super::copy::remove_with_all_beside;
use super::file_names::{CopyKind, PART, files_in, kind};
use super::{Change, OpenError, Store, StoreError};
use chrono::{DateTime, Utc};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A backup that lies in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    /// Where.
    pub path: PathBuf,
    /// When it was made, by its name.
    pub made_at: DateTime<Utc>,
}

/// The backups of a file in a folder, oldest first; none where there is no folder.
pub fn backups_in(folder: &Path, file: &Path) -> io::Result<Vec<BackupFile>> {
    ending_in(".db", folder, file)
}

/// Takes away what was to become a backup before a moment and never did, because the program was killed over it.
pub fn remove_unfinished(folder: &Path, file: &Path, before: DateTime<Utc>) -> io::Result<()> {
    for left in ending_in(&format!(".db{PART}"), folder, file)?.into_iter().filter(|left| left.made_at < before) {
        remove_with_all_beside(&left.path);
    }
    Ok(())
}

/// The files in a folder that are called as a backup of a file, up to an ending, oldest first.
fn ending_in(ending: &str, folder: &Path, file: &Path) -> io::Result<Vec<BackupFile>> {
    let mut found = Vec::new();
    for path in files_in(folder)? {
        let whole =
            path.file_name().and_then(|name| name.to_str()?.strip_suffix(ending)).map(|name| format!("{name}.db"));
        if let Some(whole) = whole
            && let Some(CopyKind::Backup(made_at)) = kind(&OsString::from(whole), file)
            && fs::symlink_metadata(&path).is_ok_and(|data| data.is_file())
        {
            found.push(BackupFile { path, made_at });
        }
    }
    found.sort_by_key(|a| a.made_at);
    Ok(found)
}

/// Takes an old backup away.
pub fn remove_backup(backup: &BackupFile) -> Result<(), OpenError> {
    #[expect(clippy::disallowed_methods, reason = "the store thins its own backups")]
    Ok(fs::remove_file(&backup.path)?)
}

/// The setting that holds the name of the last backup in the trail.
const LAST_BACKUP: &str = "last_backup";

/// The name of a file without its folder.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

impl Store {
    /// Whether the trail holds this backup, as its last.
    pub fn knows_backup(&self, path: &Path) -> Result<bool, StoreError> {
        Ok(self.setting(LAST_BACKUP)?.is_some_and(|known| known == name_of(path)))
    }
}

impl Change<'_> {
    /// Puts a backup in the trail, with the hash its own trail ends with; nothing where it is there already.
    pub fn note_backup(&mut self, about: &str, path: &Path, hash: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value")?
            .execute([LAST_BACKUP, &name_of(path)])?;
        self.note_act(Act::Backup, about, hash)
    }
}
