//! Why a file could not be made or opened, in plain sentences: what happened, and what to do.

use super::StoreError;
use super::open::MINIMUM_PASSPHRASE;
use rusqlite::ErrorCode;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why a file could not be made or opened. It is as it was.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no file.
    #[error("there is no file here; check the path, or make one with `footprint init`")]
    NotFound,
    /// There is one already, where a new one was to be made.
    #[error("there is a file here already; open it, or give another path")]
    AlreadyThere,
    /// The file has no bytes.
    #[error("the file is empty, so there is nothing to open; restore a backup, or give another path")]
    Empty,
    /// The file is of another kind.
    #[error("this is not a Footprint file; check the path")]
    NotAFootprintFile,
    /// The length is not a whole number of pages.
    #[error("this file has been cut short, or is not a Footprint file; restore a backup, or check the path")]
    Truncated,
    /// The passphrase does not open it. A damaged first page looks the same.
    #[error("wrong passphrase, or the start of the file is damaged; try again, or restore a backup")]
    WrongPassphrase,
    /// The passphrase is right, and what is behind it cannot all be read.
    #[error(
        "the passphrase is right, but the file is damaged or has been cut short; restore the newest good backup, and \
         keep this one aside"
    )]
    Damaged,
    /// A passphrase too short to make a file with.
    #[error("the passphrase is too short; give at least {MINIMUM_PASSPHRASE} characters")]
    ShortPassphrase,
    /// A later version of the program wrote it.
    #[error("a newer version of Footprint wrote this file (its layout is {version}); open it with that version")]
    Newer {
        /// The number of its layout.
        version: i64,
    },
    /// The system does not let us at it.
    #[error("you have no permission to open this file; ask whoever owns it, or check its permissions")]
    NoPermission,
    /// It can be read, not written.
    #[error("you may read this file but not write to it; change its permissions, or open a copy of your own")]
    ReadOnlyFile,
    /// Others can read it, and that could not be stopped.
    #[error(
        "other people on this machine can read this file and that could not be changed; move it to your own folder"
    )]
    OpenToOthers,
    /// The folder takes no new files.
    #[error("the folder cannot be written to; move the file to a folder of your own, or choose another")]
    ReadOnlyFolder,
    /// What should be a folder is something else.
    #[error("a part of this path is a file, not a folder; check the path")]
    NoFolder,
    /// The system takes no such name.
    #[error("no file can have this name, it is too long or holds a sign that is not allowed; give another")]
    BadName,
    /// The folder cannot keep a second writer out.
    #[error(
        "files cannot be locked in this folder, as on some network drives; move the file to this machine's own disk"
    )]
    NoLocks,
    /// What lies where the lock would be is something else.
    #[error("{} is not a lock of Footprint's, and was left as it is; move it away, and open the file again", .0.display())]
    ForeignLock(PathBuf),
    /// It has two names.
    #[error(
        "this file goes by a second name (a hard link), and two programs could write over each other; copy it, and open \
         the copy"
    )]
    TwoNames,
    /// No space is left.
    #[error("the disk is full; free some space and try again")]
    DiskFull,
    /// It is a folder.
    #[error("this is a folder, not a file; give the path of the file in it")]
    NotAFile,
    /// It opened, and then failed.
    #[error(transparent)]
    Store(StoreError),
}

impl OpenError {
    /// What it means that the lock of a file could not be asked for.
    pub(super) fn no_lock(error: &io::Error, lock: &Path) -> Self {
        match error.kind() {
            ErrorKind::PermissionDenied if lock.exists() => Self::NoPermission,
            ErrorKind::PermissionDenied => Self::ReadOnlyFolder,
            ErrorKind::Unsupported => Self::NoLocks,
            ErrorKind::InvalidData => Self::ForeignLock(lock.to_owned()),
            kind => kind.into(),
        }
    }
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::DiskFull => Self::DiskFull,
            StoreError::Damaged => Self::Damaged,
            other => Self::Store(other),
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::WrongPassphrase,
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly) => Self::ReadOnlyFolder,
            Some(ErrorCode::PermissionDenied) => Self::NoPermission,
            _ => StoreError::from(error).into(),
        }
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        error.kind().into()
    }
}

impl From<ErrorKind> for OpenError {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::AlreadyExists => Self::AlreadyThere,
            ErrorKind::PermissionDenied => Self::NoPermission,
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyFolder,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::DiskFull,
            ErrorKind::IsADirectory => Self::NotAFile,
            ErrorKind::NotADirectory => Self::NoFolder,
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => Self::BadName,
            _ => Self::Store(StoreError::Disk),
        }
    }
}
