//! Where everything is kept: one encrypted SQLite file. The only SQL of the program; it knows the field's words
//! ([`crate::practice`]) and nothing of screens, commands or files that come in and go out.
//!
//! Reading is done on [`Store`]; writing on [`Change`], which is one transaction and leaves its row in the trail.

mod action_events;
mod actions;
mod additions;
mod agreeing;
mod answers;
mod asye;
mod audit;
mod backups;
mod beside;
mod change;
mod children;
mod column;
mod copied;
mod copy;
mod cover;
mod damaged;
mod drafts;
mod error;
mod escalations;
mod facts;
mod file_names;
mod group;
mod holds;
mod left_undone;
mod lock;
mod migrations;
mod milestones;
mod notes;
mod open;
mod open_error;
mod purge;
mod quality;
mod records;
mod seal;
mod sealed;
mod search;
mod session_more;
mod sessions;
mod settings;
mod standing;
mod swap;
mod take_back;
mod verify;
mod walk;
mod worker_file;
mod worker_sealed;
mod workers;
mod written_up;

#[cfg(test)]
mod tests;

pub use actions::ActionFilter;
pub use agreeing::{Closing, NewAction};
pub use audit::{Act, AuditHead, AuditRow, By};
pub use backups::{BackupFile, backups_in, remove_backup, remove_unfinished};
pub use change::Change;
pub use children::ChildDetails;
pub use copied::{Copied, OnlyHere};
pub use copy::Progress;
pub use drafts::OnScreen;
pub use error::StoreError;
pub use file_names::{CopyKind, FileCopy, backup_folder, backup_name, copies_beside};
pub use holds::Held;
pub use lock::HeldBy;
pub use notes::Captured;
pub use open::{MINIMUM_PASSPHRASE, Mode};
pub use open_error::OpenError;
pub use purge::{Purge, PurgeError, Purged, WouldGo};
pub use records::InBrief;
pub use search::{Hit, HitKind};
pub use session_more::Discussed;
pub use sessions::{HeldByWorker, SessionDetails};
pub use settings::{PolicyInForce, Settings};
pub use swap::{Restored, SwapError};
pub use take_back::Remembered;
pub use verify::{Looking, Tampering, Verified};
pub use worker_file::{Tagged, WaitingRecord};
pub use workers::WorkerDetails;
pub use written_up::SessionWritten;

use rusqlite::Connection;
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};

/// An open file. `Debug` shows the mode only.
pub struct Store {
    conn: Connection,
    mode: Mode,
    path: Option<PathBuf>,
    mended: bool,
    /// The file as the system sees it. Closed after `conn` is, for closing it lets go of the locks of `conn`.
    bytes: Option<File>,
    _lock: Option<lock::WriterLock>,
}

/// How a file stands: what was read of it is still so as long as this is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Rows changed by this process.
    own: u64,
    /// SQLite's mark of what others have changed.
    others: i64,
}

impl Store {
    /// How the file stands now.
    pub fn stands(&self) -> Result<Standing, StoreError> {
        let mut query = self.conn.prepare_cached("PRAGMA data_version")?;
        Ok(Standing { own: self.conn.total_changes(), others: query.query_row([], column::all)? })
    }

    /// That every page that was read until now was as it had been written. SQLCipher gives the first one that was not as
    /// nothing but zeros, and only what is read after it as an error: where such a page holds the end of a long text, the
    /// text alone does not show it. From then on nothing more is read by this opening.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] where one was not; what keeps it from being asked now, as itself.
    pub fn still_reads(&self) -> Result<(), StoreError> {
        let mut query = self.conn.prepare_cached("SELECT 1 FROM sqlite_schema LIMIT 1")?;
        query.query_row([], |_| Ok(())).map_err(|error| match error.into() {
            passing @ (StoreError::Busy | StoreError::Disk) => passing,
            _ => StoreError::Damaged,
        })
    }

    /// Whether this is the one that writes.
    pub const fn mode(&self) -> &Mode {
        &self.mode
    }

    /// Whether changes can be made.
    pub const fn writes(&self) -> bool {
        matches!(self.mode, Mode::Writer)
    }

    /// Where the file lies; `None` in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether other people could read the file until it was opened, and no longer can: worth telling.
    pub const fn permissions_mended(&self) -> bool {
        self.mended
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("mode", &self.mode).finish_non_exhaustive()
    }
}
