//! What everything is called that Footprint makes of a file, and which of it lies in the folders now. Not the copying, and
//! not the file's own lock and log, which go with it.

use super::audit::Act;
use super::{Store, StoreError};
use chrono::{DateTime, NaiveDateTime, Utc};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// How the moment of a backup stands in its name: in UTC, so that names sort as their times do.
const MOMENT: &str = "%Y-%m-%dT%H%M%SZ";

/// The same, of what a restore keeps: to the millisecond, since two may be within one second.
const FINE_MOMENT: &str = "%Y-%m-%dT%H%M%S%.3fZ";

const BEFORE_RESTORE: &str = "before-restore-";
const AS_LAYOUT: &str = "as-layout-";
const ENDING: &str = ".db";

/// What an unfinished file is called after its name to be.
pub(super) const PART: &str = ".part";

/// What SQLite may leave beside a file, after the file's own name.
pub(super) const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];

/// What a copy of the file was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyKind {
    /// A backup, made at this moment.
    Backup(DateTime<Utc>),
    /// The file as it was before a restore took its place.
    BeforeRestore,
    /// The file as an older version of the program left it, in this layout.
    BeforeLayout(i64),
    /// One that was never finished, because the program was killed over it.
    Unfinished,
}

impl CopyKind {
    /// What it is, to stand after its name.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Backup(_) => "a backup",
            Self::BeforeRestore => "the file before a restore",
            Self::BeforeLayout(_) => "the file before a newer version",
            Self::Unfinished => "never finished",
        }
    }
}

/// A copy of the whole file, or a part of one, that Footprint itself made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileCopy {
    /// Where it lies.
    pub path: PathBuf,
    /// What it was made for.
    pub kind: CopyKind,
}

/// The folder that backups of a file go into unless another is named: `backups`, beside the file.
pub fn backup_folder(file: &Path) -> PathBuf {
    file.with_file_name("backups")
}

/// What a backup of a file is called: the file's own name with day and time.
pub fn backup_name(file: &Path, at: DateTime<Utc>) -> String {
    format!("{}-{}{ENDING}", stem(file), at.format(MOMENT))
}

/// Where a file lies as it was before a restore. No backup by its name, so that it is never thinned away.
pub(super) fn before_restore(file: &Path, at: DateTime<Utc>) -> PathBuf {
    file.with_file_name(format!("{}-{BEFORE_RESTORE}{}{ENDING}", stem(file), at.format(FINE_MOMENT)))
}

/// Where a file lies as it was before a newer version of the program brought it up to date. No backup by its name either.
pub(super) fn before_layout(file: &Path, layout: i64) -> PathBuf {
    backup_folder(file).join(format!("{}-{AS_LAYOUT}{layout}{ENDING}", stem(file)))
}

/// A path with an ending after its whole name.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What a name says of a copy of this file; `None` of any other file, and of the file itself.
pub(super) fn kind(name: &OsStr, file: &Path) -> Option<CopyKind> {
    let (name, own) = (name.to_string_lossy(), file.file_name()?.to_string_lossy());
    // What SQLite left beside a copy holds some of its pages.
    let of = BESIDE.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
    if of.strip_suffix(PART) == Some(&*own) {
        return Some(CopyKind::Unfinished);
    }
    let (of, finished) = of.strip_suffix(PART).map_or((of, true), |whole| (whole, false));
    let words = of.strip_prefix(&stem(file))?.strip_prefix('-')?.strip_suffix(ENDING)?;
    let moment = |text: &str, form: &str| NaiveDateTime::parse_from_str(text, form).ok();
    let kind = if let Some(layout) = words.strip_prefix(AS_LAYOUT) {
        CopyKind::BeforeLayout(layout.parse().ok()?)
    } else if let Some(at) = words.strip_prefix(BEFORE_RESTORE) {
        moment(at, FINE_MOMENT).map(|_| CopyKind::BeforeRestore)?
    } else {
        CopyKind::Backup(moment(words, MOMENT)?.and_utc())
    };
    Some(if finished { kind } else { CopyKind::Unfinished })
}

/// Every copy of a file that lies beside it or in its folder of backups, by name.
///
/// # Errors
///
/// Where one of the folders cannot be looked through.
pub fn copies_beside(file: &Path) -> io::Result<Vec<FileCopy>> {
    let mut found = Vec::new();
    for folder in [file.parent().map(Path::to_owned).unwrap_or_default(), backup_folder(file)] {
        for path in files_in(&folder)? {
            let kind = path.file_name().and_then(|name| kind(name, file));
            found.extend(kind.map(|kind| FileCopy { path, kind }));
        }
    }
    Ok(found)
}

/// What lies in a folder and is no folder, by name; nothing where there is no such folder.
pub(super) fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    #[expect(clippy::disallowed_methods, reason = "the store looks for its own files")]
    let entries = match fs::read_dir(folder) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = BTreeSet::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type().is_ok_and(|kind| !kind.is_dir()) {
            found.insert(entry.path());
        }
    }
    Ok(found.into_iter().collect())
}

impl Store {
    /// Every copy of this file that Footprint made and that is there: beside it, in its folder of backups, and the backups
    /// that the trail says were made elsewhere. Reads the whole trail; none of a file in memory.
    ///
    /// # Errors
    ///
    /// Where a folder cannot be looked through, the store's own sentence for that.
    pub fn copies(&self) -> Result<Vec<FileCopy>, StoreError> {
        let Some(file) = self.path() else { return Ok(Vec::new()) };
        let mut copies = copies_beside(file).map_err(|_| StoreError::Disk)?;
        let mut query = self.conn.prepare("SELECT about FROM audit WHERE act = ?1 ORDER BY seq")?;
        let mut rows = query.query([Act::Backup.code()])?;
        while let Some(row) = rows.next()? {
            let about: String = row.get(0)?;
            // The path stands first; what follows it is told after a semicolon.
            let path = PathBuf::from(about.split_once("; ").map_or(about.as_str(), |(path, _)| path));
            let kind = path.file_name().and_then(|name| kind(name, file));
            let known = |copies: &[FileCopy]| copies.iter().any(|copy| copy.path == path);
            if let Some(kind) = kind
                && !known(&copies)
                && fs::symlink_metadata(&path).is_ok()
            {
                copies.push(FileCopy { path, kind });
            }
        }
        Ok(copies)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const FILE: &str = "/home/ruth/team.db";

    fn at() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000, 120_000_000).unwrap()
    }

    /// Whatever a name is made by here is known by here again, with what a kill may leave of it.
    #[test]
    fn every_name_that_is_given_is_known() {
        let file = Path::new(FILE);
        let second = at().with_timezone(&Utc) - chrono::TimeDelta::milliseconds(120);
        let made = [
            (backup_folder(file).join(backup_name(file, at())), CopyKind::Backup(second)),
            (before_restore(file, at()), CopyKind::BeforeRestore),
            (before_layout(file, 3), CopyKind::BeforeLayout(3)),
            (with_ending(file, PART), CopyKind::Unfinished),
        ];
        for (path, wanted) in made {
            let of = |path: &Path| kind(path.file_name().unwrap(), file);
            assert_eq!(of(&path), Some(wanted), "{}", path.display());
            assert_eq!(of(&with_ending(&path, "-wal")), Some(wanted), "what lies beside it");
            if wanted != CopyKind::Unfinished {
                assert_eq!(of(&with_ending(&path, PART)), Some(CopyKind::Unfinished), "{}", path.display());
                assert_eq!(of(&with_ending(&path, ".part-journal")), Some(CopyKind::Unfinished));
            }
        }
    }

    #[rstest]
    #[case::the_file("team.db")]
    #[case::its_log("team.db-wal")]
    #[case::its_lock("team.db.lock")]
    #[case::another_teams("other-2026-11-18T110640Z.db")]
    #[case::a_longer_name("team-two-2026-11-18T110640Z.db")]
    #[case::somebodys_own("team-as-it-was.db")]
    #[case::no_moment("team-2026.db")]
    #[case::another_ending("team-2026-11-18T110640Z.txt")]
    #[case::somebodys_part("notes.part")]
    #[case::no_layout("team-as-layout-.db")]
    fn what_is_not_a_copy_is_not_taken_for_one(#[case] name: &str) {
        assert_eq!(kind(OsStr::new(name), Path::new(FILE)), None);
    }
}
