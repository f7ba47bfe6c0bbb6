//! A copy of the whole file, encrypted under a passphrase and proven by opening it: byte by byte where the file stands
//! still, by SQLite's backup interface otherwise.
//! Not when or where copies are made: that is the workbench's.

use super::audit::AuditHead;
use super::file_names::{BESIDE, PART, with_ending};
use super::open::{PAGE, check_kind, make_folder, new_private, unlock};
use super::open_error::OpenError;
use super::{Store, StoreError};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use secrecy::SecretString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Seek as _};
use std::path::{Path, PathBuf};

/// Pages copied before progress is told: four megabytes.
const STEP: i32 = 1024;

/// The same in bytes.
const STEP_BYTES: u64 = 1024 * PAGE;

/// In KiB: what a connection keeps that reads or writes each page once.
const FEW_PAGES: &str = "PRAGMA cache_size = -256";

/// How far a copy is: so many pages of so many.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

impl Store {
    /// Copies the file as it stands to a new file, whole or not at all, and opens the copy with the file's own `passphrase` to
    /// prove it. Answers where the trail of the copy ends. Whoever writes meanwhile, can.
    pub fn copy_to(
        &self,
        to: &Path,
        passphrase: &SecretString,
        progress: Progress<'_>,
    ) -> Result<AuditHead, OpenError> {
        if let Some(folder) = to.parent() {
            make_folder(folder)?;
        }
        if fs::symlink_metadata(to).is_ok() {
            return Err(OpenError::AlreadyThere);
        }
        let part = Part::beside(to)?;
        let head = match &self.bytes {
            Some(bytes) if self.is_folded_in()? => self.copy_bytes(bytes, &part.path, passphrase, progress)?,
            _ => self.copy_into(&part.path, passphrase, progress)?,
        };
        part.publish(to)?;
        Ok(head)
    }

    /// Folds in what lies beside the file; whether the file is now all there is, and stays so while nothing is asked of
    /// this store. Not where another writes, or where somebody still reads how it was before.
    fn is_folded_in(&self) -> Result<bool, StoreError> {
        if !self.writes() {
            return Ok(false);
        }
        let (log, folded): (i64, i64) =
            self.conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| Ok((row.get(1)?, row.get(2)?)))?;
        Ok(log == folded)
    }

    /// Copies the file as it lies on the disk, under the passphrase that it has, and proves the copy. Nothing is decrypted
    /// on the way, which by SQLite's backup interface takes most of the time.
    fn copy_bytes(
        &self,
        mut bytes: &File,
        part: &Path,
        passphrase: &SecretString,
        progress: Progress<'_>,
    ) -> Result<AuditHead, OpenError> {
        let head = self.audit_head()?;
        let all = bytes.metadata()?.len();
        bytes.rewind()?;
        #[expect(clippy::disallowed_methods, reason = "the store fills its own copy")]
        let mut copy = fs::OpenOptions::new().write(true).open(part)?;
        let mut done = 0;
        while done < all {
            let step = io::copy(&mut bytes.take(STEP_BYTES), &mut copy)?;
            if step == 0 {
                return Err(StoreError::Damaged.into());
            }
            done += step;
            progress(done / PAGE, all / PAGE);
        }
        drop(copy);
        let copy = connect(part, passphrase)?;
        prove_alone(copy, part, passphrase, &head)?;
        Ok(head)
    }

    /// Copies into an empty file of our own, under any passphrase, and proves it; the file is synced.
    pub(super) fn copy_into(
        &self,
        part: &Path,
        passphrase: &SecretString,
        progress: Progress<'_>,
    ) -> Result<AuditHead, OpenError> {
        let mut copy = connect(part, passphrase)?;
        copy.execute_batch("PRAGMA synchronous = OFF")?;
        // Every page passes once: nothing is gained by keeping any.
        copy.execute_batch(FEW_PAGES)?;
        if !self.writes() {
            self.conn.execute_batch(FEW_PAGES)?;
        }
        // One view of the file throughout, whatever is written to it meanwhile.
        let view = self.conn.unchecked_transaction()?;
        let head = self.audit_head()?;
        {
            let backup = Backup::new(&self.conn, &mut copy)?;
            loop {
                let step = backup.step(STEP)?;
                let so_far = backup.progress();
                let number = |count: i32| u64::try_from(count).unwrap_or(0);
                progress(number(so_far.pagecount - so_far.remaining), number(so_far.pagecount));
                match step {
                    StepResult::Done => break,
                    StepResult::More => {}
                    // The source is ours to read and the copy nobody else's: a moment's patience is enough.
                    _ => std::thread::sleep(std::time::Duration::from_millis(5)),
                }
            }
        }
        view.rollback()?;
        prove_alone(copy, part, passphrase, &head)?;
        Ok(head)
    }
}

/// Makes a copy one file with nothing beside it, however it is looked at, and proves it once it is on the disk.
fn prove_alone(copy: Connection, part: &Path, passphrase: &SecretString, head: &AuditHead) -> Result<(), OpenError> {
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    drop(copy);
    sync(part)?;
    prove(part, passphrase, head)
}

/// Opens a copy anew, as whoever needs it will, and looks at every page of it.
pub(super) fn prove(copy: &Path, passphrase: &SecretString, head: &AuditHead) -> Result<(), OpenError> {
    let conn = connect(copy, passphrase)?;
    conn.execute_batch(FEW_PAGES)?;
    check_kind(&conn)?;
    let found = conn.query_row("SELECT seq, hash FROM audit_head", [], |row| {
        Ok(AuditHead { seq: row.get(0)?, hash: row.get(1)? })
    })?;
    let mut pages = conn.prepare("PRAGMA cipher_integrity_check")?;
    let damaged = pages.query([])?.next()?.is_some();
    if damaged || found != *head { Err(StoreError::Damaged.into()) } else { Ok(()) }
}

/// A file under a passphrase, with no lock of its own asked for.
pub(super) fn connect(path: &Path, passphrase: &SecretString) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    unlock(&conn, passphrase)?;
    Ok(conn)
}

/// A file of our own on its way to its name; gone if it never gets there.
pub(super) struct Part {
    pub(super) path: PathBuf,
    kept: bool,
}

impl Part {
    /// A new empty file beside where it will stand, for its owner only. What an earlier one left there by being killed is
    /// removed first.
    pub(super) fn beside(to: &Path) -> Result<Self, OpenError> {
        let path = with_ending(to, PART);
        remove_with_all_beside(&path);
        new_private(&path)?;
        Ok(Self { path, kept: false })
    }

    /// Gives it a name that nothing has yet.
    pub(super) fn publish(self, to: &Path) -> Result<(), OpenError> {
        if fs::symlink_metadata(to).is_ok() {
            return Err(OpenError::AlreadyThere);
        }
        self.replace(to)
    }

    /// Gives it a name, in place of whatever has it: one moment the old file is there, the next the new one.
    pub(super) fn replace(mut self, to: &Path) -> Result<(), OpenError> {
        #[expect(clippy::disallowed_methods, reason = "the store swaps its own files")]
        fs::rename(&self.path, to)?;
        self.kept = true;
        sync_folder(to);
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.kept {
            remove_with_all_beside(&self.path);
        }
    }
}

/// Removes a file of our own that is not finished, with what SQLite may have left beside it.
pub(super) fn remove_with_all_beside(path: &Path) {
    for ending in [""].iter().chain(&BESIDE) {
        #[expect(clippy::disallowed_methods, reason = "an unfinished file of the store's own")]
        let _ = fs::remove_file(with_ending(path, ending));
    }
}

/// Sees a file onto the disk.
pub(super) fn sync(path: &Path) -> Result<(), OpenError> {
    #[expect(clippy::disallowed_methods, reason = "the store sees its own file onto the disk")]
    let file = fs::OpenOptions::new().append(true).open(path)?;
    match file.sync_all() {
        // Some file systems of a network or a container know no syncing: what they promise is theirs to keep.
        Err(error) if !matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput) => Err(error.into()),
        _ => Ok(()),
    }
}

/// Sees a file's name onto the disk. Where a system cannot do that, the file is there all the same.
pub(super) fn sync_folder(path: &Path) {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        #[expect(clippy::disallowed_methods, reason = "the store sees its own file onto the disk")]
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    #[cfg(not(unix))]
    let _ = path;
}
