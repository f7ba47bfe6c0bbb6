//! What can go wrong in an open file, in plain sentences. No sentence carries a word of what the file holds.

use super::lock::HeldBy;
use rusqlite::ErrorCode;

/// Something the open file could not do. The change it belonged to has not happened.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No space is left.
    #[error("the disk is full, so nothing was saved; free some space and try again")]
    DiskFull,
    /// The file was opened to look only.
    #[error("this file is open for reading only; close it where else it is open, then open it again here")]
    ReadOnly,
    /// The same, and it is known who writes.
    #[error("{0} has this file open, so it can be read but not changed; close it there, then try again here")]
    HeldBy(HeldBy),
    /// Another program holds the file for a moment longer than we wait.
    #[error("another program is using the file; try again in a moment")]
    Busy,
    /// A page or an index does not fit.
    #[error("the file is damaged; run `footprint verify` to see where, and restore the newest good backup")]
    Damaged,
    /// The disk failed underneath.
    #[error("the disk could not be read or written; check that it is connected and has room, then try again")]
    Disk,
    /// There is nothing under that reference.
    #[error("there is no {0}; check the reference")]
    NotThere(String),
    /// Somebody else has the reference already.
    #[error("the reference {0} is taken; give another")]
    Taken(String),
    /// A trigger refused to change what was signed, or the audit.
    #[error("what has been signed never changes; write an addendum, or withdraw the record")]
    Sealed,
    /// What was to be undone is not as the act left it.
    #[error("that has changed again since, so it stays as it is; put it right by hand where it is shown")]
    ChangedSince,
    /// A value does not fit where it was to go: a day, a code, an order of days.
    #[error("a value does not fit ({0}); correct it and try again")]
    DoesNotFit(&'static str),
    /// What was read is not what this version writes.
    #[error("the file holds something that this version does not know; open it with a newer version")]
    Unknown,
    /// Where words should stand is something that no text can be: no version of the program wrote it.
    #[error(
        "some words in the file are no text any more, so something else wrote there; run `footprint verify` to see where"
    )]
    NotText,
    /// A table or column that was asked for is not there: the layout of a version that was never released, or a changed one.
    #[error(
        "this file is laid out as no released version of Footprint does it; open it with the version that made it, or \
         run `footprint verify` to see what differs"
    )]
    OtherLayout,
    /// Anything else, with SQLite's own code and nothing of the content.
    #[error("the file gave an answer that was not expected (SQLite {0}); run `footprint verify`")]
    Unexpected(i32),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::SqlInputError { ref msg, .. } | rusqlite::Error::SqliteFailure(_, Some(ref msg))
                if lacks_something(msg) =>
            {
                Self::OtherLayout
            }
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DiskFull => Self::DiskFull,
                ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly,
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
                // SQLCipher has no better word for a page that it could not make out than that memory was wanting.
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::OutOfMemory => Self::Damaged,
                // The file that several processes share a WAL by could not be given its size.
                ErrorCode::SystemIoFailure if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => {
                    Self::DiskFull
                }
                ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => Self::Disk,
                ErrorCode::ConstraintViolation => match failure.extended_code {
                    rusqlite::ffi::SQLITE_CONSTRAINT_TRIGGER => Self::Sealed,
                    rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Self::DoesNotFit("it points at nothing"),
                    rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                        Self::DoesNotFit("it is there already")
                    }
                    _ => Self::DoesNotFit("a day, a code or an order of days is wrong"),
                },
                _ => Self::Unexpected(failure.extended_code),
            },
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Unknown,
            rusqlite::Error::Utf8Error(..) => Self::NotText,
            _ => Self::Unexpected(0),
        }
    }
}

/// Whether SQLite says that something of the layout is not there. The statements are the program's own, so it is the file.
fn lacks_something(said: &str) -> bool {
    ["no such table", "no such column", "has no column named", "no such module"].iter().any(|lack| said.contains(lack))
}
