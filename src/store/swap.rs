//! A whole file put in another's place: a backup restored, or the same file under a new passphrase. The new one is made
//! beside the old, proven, and takes its name in one step; whenever the power goes, one of the two is there, whole.

use super::audit::{Act, AuditHead, By};
use super::backups::name_of;
use super::copy::{Part, Progress, connect, prove, sync, sync_folder};
use super::file_names::{before_restore, with_ending};
use super::lock::{self, Asked};
use super::open::{check_kind, look_at, make_folder, migrate, new_private, set_up_reading};
use super::{HeldBy, MINIMUM_PASSPHRASE, Mode, OpenError, Store, StoreError, Tampering, Verified};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use secrecy::{ExposeSecret as _, SecretString};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// What came of a restore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What was found whole in the backup.
    pub verified: Verified,
    /// Where the file lies now that was there before; `None` where there was none.
    pub aside: Option<PathBuf>,
}

/// Why a file was not put in another's place. What was there is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SwapError {
    /// What was to be restored cannot be opened.
    #[error("the backup cannot be restored, and nothing was changed: {0}")]
    Backup(OpenError),
    /// What was to be restored is not what its trail says.
    #[error("the backup is not whole, and nothing was changed: {0}")]
    NotWhole(Tampering),
    /// Somebody has the file open to write.
    #[error("{0} has the file open, and nothing was changed; close it there, then try again")]
    HeldBy(HeldBy),
    /// Somebody looks at the file.
    #[error(
        "somebody is looking at the file, and nothing was changed; close every Footprint that shows it, then try again"
    )]
    LookedAt,
    /// The backup is the very file.
    #[error("that is the file itself; name one of its backups")]
    Itself,
    /// The place cannot be written to, or something else went wrong there.
    #[error("nothing was changed: {0}")]
    Place(#[from] OpenError),
}

impl From<StoreError> for SwapError {
    fn from(error: StoreError) -> Self {
        Self::Place(error.into())
    }
}

impl From<rusqlite::Error> for SwapError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Place(error.into())
    }
}

impl From<io::Error> for SwapError {
    fn from(error: io::Error) -> Self {
        Self::Place(error.into())
    }
}

impl Store {
    /// Puts a backup in the place of a file, which need not be there. The backup is proven first, by its passphrase and by
    /// [`Store::verify`]; the file that was there is kept beside it under a name with the moment `at`, which is that for the
    /// trail too.
    pub fn restore(
        backup: &Path,
        passphrase: &SecretString,
        to: &Path,
        at: DateTime<Utc>,
        progress: Progress<'_>,
    ) -> Result<Restored, SwapError> {
        let to = std::path::absolute(to)?;
        let to = fs::canonicalize(&to).unwrap_or(to);
        if fs::canonicalize(backup).is_ok_and(|backup| backup == to) {
            return Err(SwapError::Itself);
        }
        look_at(backup).map_err(SwapError::Backup)?;
        if let Some(folder) = to.parent() {
            make_folder(folder)?;
        }
        let lock = match lock::ask(&to) {
            Ok(Asked::Ours(lock)) => lock,
            Ok(Asked::Theirs(held_by)) => return Err(SwapError::HeldBy(held_by)),
            Err(error) => return Err(SwapError::Place(OpenError::no_lock(&error, &lock::beside(&to)))),
        };
        let (swap, verified) = Swap::restoring(backup, passphrase, &to, at, progress)?;
        let aside = swap.set_aside(passphrase)?;
        swap.put_in_place()?;
        drop(lock);
        Ok(Restored { verified, aside })
    }

    /// Puts the file under another passphrase. It is closed afterwards; on an error it is still under the old one. Copies
    /// that were made of it before keep the passphrase they were made under.
    pub fn rekey(self, new: &SecretString, by: &By, progress: Progress<'_>) -> Result<(), SwapError> {
        drop(self.begin()?);
        let Some(to) = self.path.clone() else { return Err(StoreError::ReadOnly.into()) };
        let swap = Swap::rekeying(&self, new, &to, by, progress)?;
        let Self { conn, _lock: lock, .. } = self;
        alone(&conn)?;
        drop(conn);
        swap.put_in_place()?;
        drop(lock);
        Ok(())
    }
}

/// A file that is proven, and on its way to another's place.
pub(super) struct Swap {
    part: Part,
    to: PathBuf,
    aside: PathBuf,
}

impl Swap {
    /// Makes the restored file beside the present one, verifies it, and puts the restoring in its trail.
    pub(super) fn restoring(
        backup: &Path,
        passphrase: &SecretString,
        to: &Path,
        at: DateTime<Utc>,
        progress: Progress<'_>,
    ) -> Result<(Self, Verified), SwapError> {
        let source = opened(backup, passphrase, Mode::ReadOnly { held_by: None }).map_err(SwapError::Backup)?;
        let part = Part::beside(to)?;
        source.copy_into(&part.path, passphrase, progress).map_err(|error| match error {
            error @ (OpenError::Damaged | OpenError::Store(StoreError::Damaged)) => SwapError::Backup(error),
            // A page that does not decrypt is no more than an error to the copying, wherever it lies.
            OpenError::Store(StoreError::Unexpected(rusqlite::ffi::SQLITE_ERROR)) => {
                SwapError::Backup(OpenError::Damaged)
            }
            error => SwapError::Place(error),
        })?;
        drop(source);
        let mut new = opened(&part.path, passphrase, Mode::Writer).map_err(SwapError::Backup)?;
        // A backup that an older version made is brought up to date here, so that it can be compared.
        migrate(&mut new.conn).map_err(SwapError::Backup)?;
        let verified = new.verify(|_| ()).map_err(SwapError::NotWhole)?;
        let aside = before_restore(to, at);
        let about = match fs::symlink_metadata(to) {
            Ok(_) => format!("{}; the file before it is kept as {}", backup.display(), name_of(&aside)),
            Err(_) => backup.display().to_string(),
        };
        let by = By { who: new.settings()?.signs(), at };
        let head = noted(&mut new, &by, Act::Restore, &about, &verified.head.hash)?;
        close(new, &part.path, passphrase, &head)?;
        Ok((Self { part, to: to.to_owned(), aside }, verified))
    }

    /// Makes the file anew under another passphrase beside the old one, and puts that in its trail.
    pub(super) fn rekeying(
        store: &Store,
        new: &SecretString,
        to: &Path,
        by: &By,
        progress: Progress<'_>,
    ) -> Result<Self, SwapError> {
        if new.expose_secret().chars().count() < MINIMUM_PASSPHRASE {
            return Err(OpenError::ShortPassphrase.into());
        }
        let part = Part::beside(to)?;
        store.copy_into(&part.path, new, progress)?;
        let mut copy = opened(&part.path, new, Mode::Writer)?;
        let head = noted(&mut copy, by, Act::Rekey, "file", "")?;
        close(copy, &part.path, new, &head)?;
        Ok(Self { part, to: to.to_owned(), aside: PathBuf::new() })
    }

    /// Keeps the present file under another name, with what a crash left beside it; answers the name, if there is a file.
    pub(super) fn set_aside(&self, passphrase: &SecretString) -> Result<Option<PathBuf>, SwapError> {
        if fs::symlink_metadata(&self.to).is_err() {
            return Ok(None);
        }
        // Where the same passphrase opens it, what a crash left is folded in, and nobody may be looking. Where it does not
        // open, it is kept exactly as it is, which is all that can be done.
        if let Ok(present) = connect(&self.to, passphrase) {
            alone(&present)?;
        }
        for ending in ["-wal", ""] {
            let from = with_ending(&self.to, ending);
            if fs::metadata(&from).is_ok_and(|data| data.len() > 0 || ending.is_empty()) {
                copy_bytes(&from, &with_ending(&self.aside, ending))?;
            }
        }
        sync_folder(&self.aside);
        Ok(Some(self.aside.clone()))
    }

    /// Gives the new file its name. What a crash left of the old one goes first, for it would be taken for the new one's.
    pub(super) fn put_in_place(self) -> Result<(), SwapError> {
        for ending in ["-wal", "-shm"] {
            #[expect(
                clippy::disallowed_methods,
                reason = "what belongs to the file that is being replaced; it is kept aside"
            )]
            let _ = fs::remove_file(with_ending(&self.to, ending));
        }
        sync_folder(&self.to);
        Ok(self.part.replace(&self.to)?)
    }
}

/// A file of our own without its lock, kept as one file with nothing beside it.
fn opened(path: &Path, passphrase: &SecretString, mode: Mode) -> Result<Store, OpenError> {
    let conn = connect(path, passphrase)?;
    check_kind(&conn)?;
    set_up_reading(&conn)?;
    if mode == Mode::Writer {
        conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")?;
    }
    Ok(Store { conn, mode, path: Some(path.to_owned()), mended: false, bytes: None, _lock: None })
}

fn noted(store: &mut Store, by: &By, act: Act, about: &str, what: &str) -> Result<AuditHead, StoreError> {
    store.change(by, |change| change.note_act(act, about, what))?;
    store.audit_head()
}

fn close(store: Store, path: &Path, passphrase: &SecretString, head: &AuditHead) -> Result<(), OpenError> {
    drop(store);
    sync(path)?;
    prove(path, passphrase, head)
}

/// Folds in what lies beside a file, and sees that nobody else has it open.
fn alone(conn: &Connection) -> Result<(), SwapError> {
    let mode = conn.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0));
    match mode.map_err(StoreError::from) {
        Ok(mode) if mode == "delete" => Ok(()),
        Ok(_) | Err(StoreError::Busy) => Err(SwapError::LookedAt),
        Err(error) => Err(error.into()),
    }
}

/// Copies a file as it is, byte by byte, for its owner only.
fn copy_bytes(from: &Path, to: &Path) -> Result<(), OpenError> {
    new_private(to)?;
    let copied = || {
        #[expect(clippy::disallowed_methods, reason = "the store keeps its own file aside, whatever is in it")]
        let (mut old, mut new) = (File::open(from)?, OpenOptions::new().write(true).open(to)?);
        io::copy(&mut old, &mut new)
    };
    let done = copied().map_err(OpenError::from).and_then(|_| sync(to));
    if done.is_err() {
        #[expect(clippy::disallowed_methods, reason = "what this very call made, and could not finish")]
        let _ = fs::remove_file(to);
    }
    done
}
