//! Making and opening a file: who may read it, whether it is one of ours, the passphrase, and who writes.
//!
//! Size and first bytes are looked at before SQLite is let near, so that a file of some other kind is left as it was.

use super::audit::{Act, By};
use super::lock::{self, Asked, HeldBy, WriterLock};
use super::migrations::{APPLICATION, MIGRATIONS, newest};
use super::settings::Settings;
use super::{Store, StoreError};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use secrecy::{ExposeSecret as _, SecretString};
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;
use zeroize::Zeroizing;

/// The fewest characters of a passphrase.
pub const MINIMUM_PASSPHRASE: usize = 12;

/// SQLCipher's page, and the unit that the length of a file comes in.
const PAGE: u64 = 4096;

/// Whether this process writes, or only looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It writes; nobody else can.
    Writer,
    /// It looks only.
    ReadOnly {
        /// Who writes; `None` where reading only was asked for.
        held_by: Option<HeldBy>,
    },
}

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
    /// Others can read it, and that could not be stopped.
    #[error(
        "other people on this machine can read this file and that could not be changed; move it to your own folder"
    )]
    OpenToOthers,
    /// The folder takes no new files.
    #[error("the folder cannot be written to; move the file to a folder of your own, or choose another")]
    ReadOnlyFolder,
    /// No space is left.
    #[error("the disk is full; free some space and try again")]
    DiskFull,
    /// A folder, a device, something that is no file.
    #[error("this is a folder, not a file; give the path of the file in it")]
    NotAFile,
    /// It opened, and then failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::WrongPassphrase,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly) => Self::ReadOnlyFolder,
            Some(ErrorCode::PermissionDenied) => Self::NoPermission,
            _ => Self::Store(error.into()),
        }
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::AlreadyExists => Self::AlreadyThere,
            ErrorKind::PermissionDenied => Self::NoPermission,
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyFolder,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::IsADirectory => Self::NotAFile,
            _ => Self::Store(StoreError::Disk),
        }
    }
}

impl Store {
    /// Makes a new file, and its folder if need be, under a passphrase. Takes as long as deriving the key does.
    pub fn create(path: &Path, passphrase: &SecretString, settings: &Settings, by: &By) -> Result<Self, OpenError> {
        if passphrase.expose_secret().chars().count() < MINIMUM_PASSPHRASE {
            return Err(OpenError::ShortPassphrase);
        }
        let path = std::path::absolute(path)?;
        if fs::symlink_metadata(&path).is_ok() {
            return Err(OpenError::AlreadyThere);
        }
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        let lock = match lock::ask(&path) {
            Asked::Ours(lock) => lock,
            Asked::Theirs(_) => return Err(OpenError::AlreadyThere),
            Asked::NoPlace => return Err(OpenError::ReadOnlyFolder),
        };
        new_private(&path)?;
        let made = fill(&path, passphrase, settings, by, lock);
        if made.is_err() {
            for ending in ["", "-wal", "-shm", ".lock"] {
                let mut left = path.clone().into_os_string();
                left.push(ending);
                #[expect(clippy::disallowed_methods, reason = "what this very call made, and could not finish")]
                let _ = fs::remove_file(left);
            }
        }
        made
    }

    /// Opens a file: to write, or to look only where somebody else writes. Takes as long as deriving the key does.
    pub fn open(path: &Path, passphrase: &SecretString) -> Result<Self, OpenError> {
        let path = std::path::absolute(path)?;
        look_at(&path)?;
        let mended = make_private(&path)?;
        let (mode, lock) = match lock::ask(&path) {
            Asked::Ours(lock) => (Mode::Writer, Some(lock)),
            Asked::Theirs(held_by) => (Mode::ReadOnly { held_by: Some(held_by) }, None),
            Asked::NoPlace => return Err(OpenError::ReadOnlyFolder),
        };
        let access = if lock.is_some() { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
        let mut conn = Connection::open_with_flags(&path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        unlock(&conn, passphrase)?;
        check_kind(&conn)?;
        let writes = lock.is_some();
        set_up(&conn, writes)?;
        if writes {
            migrate(&mut conn)?;
        }
        Ok(Self { conn, mode, path: Some(path), mended, _lock: lock })
    }

    /// A store of real SQLite in memory, that no file holds: for tests and benches.
    pub fn in_memory() -> Result<Self, StoreError> {
        let mut conn = Connection::open_in_memory()?;
        set_up(&conn, true)?;
        MIGRATIONS.to_latest(&mut conn).map_err(|_| StoreError::Damaged)?;
        Ok(Self { conn, mode: Mode::Writer, path: None, mended: false, _lock: None })
    }
}

fn fill(
    path: &Path,
    passphrase: &SecretString,
    settings: &Settings,
    by: &By,
    lock: WriterLock,
) -> Result<Store, OpenError> {
    let mut conn =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    unlock(&conn, passphrase)?;
    set_up(&conn, true)?;
    MIGRATIONS.to_latest(&mut conn).map_err(migration_error)?;
    let mut store = Store { conn, mode: Mode::Writer, path: Some(path.to_owned()), mended: false, _lock: Some(lock) };
    store.change(by, |change| {
        change.note_act(Act::MakeFile, "file", "")?;
        change.set_settings(settings)
    })?;
    Ok(store)
}

/// Gives SQLCipher the passphrase and reads the first page with it.
fn unlock(conn: &Connection, passphrase: &SecretString) -> Result<(), OpenError> {
    // Before the key: a wrong passphrase would otherwise be told on standard error by SQLCipher itself.
    conn.execute_batch("PRAGMA cipher_log_level = NONE")?;
    // Until the passphrase is proven, closing must not fold the -wal of a file that may be somebody else's.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    conn.execute_batch(&key_pragma(passphrase))?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

/// The passphrase in hexadecimal, which SQLCipher takes for the same key as the text itself: no quote, line end or
/// zero in it can end the statement early.
fn key_pragma(passphrase: &SecretString) -> Zeroizing<String> {
    let bytes = passphrase.expose_secret().as_bytes();
    let mut pragma = Zeroizing::new(String::with_capacity(24 + 2 * bytes.len()));
    pragma.push_str("PRAGMA hexkey = '");
    for byte in bytes {
        let _ = write!(pragma, "{byte:02x}");
    }
    pragma.push('\'');
    pragma
}

fn set_up(conn: &Connection, writes: bool) -> rusqlite::Result<()> {
    if writes {
        conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")?;
    } else {
        conn.execute_batch("PRAGMA query_only = ON;")?;
    }
    conn.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA recursive_triggers = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cell_size_check = ON;
         PRAGMA trusted_schema = OFF;",
    )?;
    conn.set_prepared_statement_cache_capacity(256);
    Ok(())
}

fn check_kind(conn: &Connection) -> Result<(), OpenError> {
    let application: i32 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match (application, version) {
        (APPLICATION, version) if version > newest() => Err(OpenError::Newer { version }),
        (APPLICATION, 1..) => Ok(()),
        _ => Err(OpenError::NotAFootprintFile),
    }
}

fn migrate(conn: &mut Connection) -> Result<(), OpenError> {
    let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version < newest() { MIGRATIONS.to_latest(conn).map_err(migration_error) } else { Ok(()) }
}

fn migration_error(error: rusqlite_migration::Error) -> OpenError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        _ => OpenError::Store(StoreError::Damaged),
    }
}

/// What can be told of a file without the passphrase.
fn look_at(path: &Path) -> Result<(), OpenError> {
    let data = fs::metadata(path)?;
    if !data.is_file() {
        return Err(OpenError::NotAFile);
    }
    if data.len() == 0 {
        return Err(OpenError::Empty);
    }
    let mut start = [0_u8; 16];
    #[expect(clippy::disallowed_methods, reason = "the store looks before SQLite does")]
    let read = File::open(path)?.take(16).read(&mut start)?;
    // An encrypted file starts with 16 random bytes. Words, or the marks of common kinds of file, are no such thing.
    let foreign = start.iter().take(read).all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace())
        || start.starts_with(b"SQLite format 3")
        || start.starts_with(b"PK\x03\x04")
        || start.starts_with(b"%PDF");
    if foreign {
        return Err(OpenError::NotAFootprintFile);
    }
    if data.len() % PAGE != 0 {
        return Err(OpenError::Truncated);
    }
    Ok(())
}

/// Makes a folder that only its owner enters. One that is there already is left as it is: it may hold other things.
fn make_folder(folder: &Path) -> Result<(), OpenError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => OpenError::ReadOnlyFolder,
        _ => error.into(),
    })
}

/// An empty file that only its owner reads, for SQLite to fill.
fn new_private(path: &Path) -> Result<(), OpenError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    #[expect(clippy::disallowed_methods, reason = "the store makes its own file, for its owner only")]
    options.open(path)?;
    Ok(())
}

/// Keeps others from reading the file; true if they could.
#[cfg(unix)]
fn make_private(path: &Path) -> Result<bool, OpenError> {
    use std::os::unix::fs::PermissionsExt as _;
    let data = fs::metadata(path)?;
    if data.permissions().mode().trailing_zeros() >= 6 {
        return Ok(false);
    }
    #[expect(clippy::disallowed_methods, reason = "the store keeps its own file private")]
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(|_| OpenError::OpenToOthers)?;
    let still = fs::metadata(path)?.permissions().mode() & 0o077;
    if still == 0 { Ok(true) } else { Err(OpenError::OpenToOthers) }
}

#[cfg(not(unix))]
fn make_private(_: &Path) -> Result<bool, OpenError> {
    Ok(false)
}
