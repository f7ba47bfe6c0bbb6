//! The folder of backups: what a backup is called, which there are, and taking old ones away. Not the copying.

use super::audit::Act;
use super::copy::{PART, remove_with_all_beside};
use super::{Change, OpenError, Store, StoreError};
use chrono::{DateTime, NaiveDateTime, Utc};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// How the moment stands in a name: in UTC, so that names sort as their times do.
const MOMENT: &str = "%Y-%m-%dT%H%M%SZ";

/// A backup that lies in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    /// Where.
    pub path: PathBuf,
    /// When it was made, by its name.
    pub made_at: DateTime<Utc>,
}

/// The folder that backups of a file go into unless another is named: `backups`, beside the file.
pub fn backup_folder(file: &Path) -> PathBuf {
    file.with_file_name("backups")
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What a backup of a file is called: the file's own name with day and time.
pub fn backup_name(file: &Path, at: DateTime<Utc>) -> String {
    format!("{}-{}.db", stem(file), at.format(MOMENT))
}

/// Where a file lies as it was before a newer version of the program brought it up to date. No backup by its name, so that
/// it is never thinned away.
pub(super) fn before_layout(file: &Path, layout: i64) -> PathBuf {
    backup_folder(file).join(format!("{}-as-layout-{layout}.db", stem(file)))
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

/// The files in a folder that are called as a file with a moment and an ending, oldest first.
fn ending_in(ending: &str, folder: &Path, file: &Path) -> io::Result<Vec<BackupFile>> {
    let begins = format!("{}-", stem(file));
    #[expect(clippy::disallowed_methods, reason = "the store looks through its own backups")]
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let moment = name.strip_prefix(&begins).and_then(|rest| rest.strip_suffix(ending));
        let moment = moment.and_then(|text| NaiveDateTime::parse_from_str(text, MOMENT).ok());
        if let Some(made_at) = moment
            && entry.file_type().is_ok_and(|kind| kind.is_file())
        {
            found.push(BackupFile { path: entry.path(), made_at: made_at.and_utc() });
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

fn name_of(path: &Path) -> String {
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
