//! Making and opening a file: who may read it, whether it is one of ours, the passphrase, and who writes.
//!
//! Size and first bytes are looked at before SQLite is let near, so that a file of some other kind is left as it was.

use super::audit::{Act, By};
use super::copy::Part;
use super::file_names::{BESIDE, before_layout, with_ending};
use super::lock::{self, Asked, HeldBy, WriterLock};
use super::migrations::{APPLICATION, MIGRATIONS, newest};
use super::open_error::OpenError;
use super::settings::Settings;
use super::{Change, Store, StoreError};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::Migrations;
use secrecy::{ExposeSecret as _, SecretString};
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use zeroize::Zeroizing;

/// The fewest characters of a passphrase.
pub const MINIMUM_PASSPHRASE: usize = 12;

/// SQLCipher's page, and the unit that the length of a file comes in.
pub(super) const PAGE: u64 = 4096;

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

/// What a file is opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    Write,
    Look,
    LookBeside,
    Rehearse,
}

impl Store {
    /// Makes a new file, and its folder if need be, under a passphrase. Takes as long as deriving the key does.
    pub fn create(path: &Path, passphrase: &SecretString, settings: &Settings, by: &By) -> Result<Self, OpenError> {
        Self::create_with(path, passphrase, settings, by, |_| Ok(()))
    }

    /// The same, with a first change of the caller's own: where that fails, no file is left behind either.
    pub fn create_with(
        path: &Path,
        passphrase: &SecretString,
        settings: &Settings,
        by: &By,
        first: impl FnOnce(&mut Change<'_>) -> Result<(), StoreError>,
    ) -> Result<Self, OpenError> {
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
            Ok(Asked::Ours(lock)) => lock,
            Ok(Asked::Theirs(_)) => return Err(OpenError::AlreadyThere),
            Err(error) => return Err(OpenError::no_lock(&error, &lock::beside(&path))),
        };
        let made = new_private(&path).and_then(|()| fill(&path, passphrase, settings, by, lock, first));
        if made.is_err() {
            for ending in ["", ".lock"].iter().chain(&BESIDE) {
                #[expect(clippy::disallowed_methods, reason = "what this very call made, and could not finish")]
                let _ = fs::remove_file(with_ending(&path, ending));
            }
        }
        made
    }

    /// Opens a file: to write, or to look only where somebody else writes. Takes as long as deriving the key does.
    pub fn open(path: &Path, passphrase: &SecretString) -> Result<Self, OpenError> {
        Self::open_as(path, passphrase, Wish::Write)
    }

    /// Opens a file to look only, even where nobody else writes: whoever opens it to write meanwhile, can.
    pub fn look(path: &Path, passphrase: &SecretString) -> Result<Self, OpenError> {
        Self::open_as(path, passphrase, Wish::Look)
    }

    /// The same for a file that this process has open already, from any thread.
    pub fn look_beside(path: &Path, passphrase: &SecretString) -> Result<Self, OpenError> {
        Self::open_as(path, passphrase, Wish::LookBeside)
    }

    /// Opens a file to look, and to rehearse a change that is then undone: nobody is kept from writing, and nothing is
    /// ever written. While a rehearsal runs, whoever writes waits for it.
    pub fn look_to_rehearse(path: &Path, passphrase: &SecretString) -> Result<Self, OpenError> {
        Self::open_as(path, passphrase, Wish::Rehearse)
    }

    fn open_as(path: &Path, passphrase: &SecretString, wish: Wish) -> Result<Self, OpenError> {
        // By its own name: two who came by different links must meet at one lock.
        let path = fs::canonicalize(path)?;
        // Locks are a process's: closing any descriptor of a file that SQLite has open lets go of all that SQLite holds.
        let bytes = if wish == Wish::LookBeside { None } else { Some(look_at(&path)?) };
        if lock::has_another_name(&fs::metadata(&path)?) {
            return Err(OpenError::TwoNames);
        }
        if bytes.is_some() {
            can_be_written(&path)?;
        }
        let (mode, lock) = match lock::ask(&path) {
            Ok(Asked::Ours(lock)) if wish == Wish::Write => (Mode::Writer, Some(lock)),
            Ok(Asked::Ours(_)) => (Mode::ReadOnly { held_by: None }, None),
            Ok(Asked::Theirs(held_by)) => (Mode::ReadOnly { held_by: Some(held_by) }, None),
            Err(error) => return Err(OpenError::no_lock(&error, &lock::beside(&path))),
        };
        // Where nobody writes, one who looks may still fold in what a crash left, and leaves nothing of its own.
        let access = match &mode {
            Mode::Writer | Mode::ReadOnly { held_by: None } => OpenFlags::SQLITE_OPEN_READ_WRITE,
            // What is rehearsed is undone, but SQLite must let it be done.
            Mode::ReadOnly { held_by: Some(_) } if wish == Wish::Rehearse => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Mode::ReadOnly { held_by: Some(_) } => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
        let conn = Connection::open_with_flags(&path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        unlock(&conn, passphrase)?;
        check_kind(&conn)?;
        // Only now: a file of somebody else's keeps the permissions it has.
        let mended = make_private(&path)?;
        let writes = lock.is_some();
        set_up(&conn, writes)?;
        if !writes && matches!(mode, Mode::ReadOnly { held_by: None }) && older(&conn)? {
            drop((conn, bytes));
            return Self::open(&path, passphrase);
        }
        let mut store = Self { conn, mode, path: Some(path), mended, bytes, _lock: lock };
        if writes {
            store.bring_up_to_date(passphrase, &MIGRATIONS, newest())?;
            store.overwrite_what_is_left();
        }
        Ok(store)
    }

    /// Brings a file of an older layout up to date, in one transaction: the whole of it or, on an error or a kill, none.
    /// It is copied first, beside its backups, as it was; a copy that a kill left unused is made anew.
    pub(super) fn bring_up_to_date(
        &mut self,
        passphrase: &SecretString,
        steps: &Migrations<'_>,
        newest: i64,
    ) -> Result<(), OpenError> {
        let layout = layout(&self.conn)?;
        if layout >= newest {
            return Ok(());
        }
        if let Some(file) = &self.path {
            let to = before_layout(file, layout);
            if let Some(folder) = to.parent() {
                make_folder(folder)?;
            }
            let part = Part::beside(&to)?;
            self.copy_into(&part.path, passphrase, &mut |_, _| ())?;
            part.replace(&to)?;
        }
        steps.to_latest(&mut self.conn).map_err(migration_error)
    }

    /// A store of real SQLite in memory, that no file holds: for tests and benches.
    pub fn in_memory() -> Result<Self, StoreError> {
        let mut conn = Connection::open_in_memory()?;
        set_up(&conn, true)?;
        MIGRATIONS.to_latest(&mut conn).map_err(|_| StoreError::Damaged)?;
        Ok(Self { conn, mode: Mode::Writer, path: None, mended: false, bytes: None, _lock: None })
    }
}

fn fill(
    path: &Path,
    passphrase: &SecretString,
    settings: &Settings,
    by: &By,
    lock: WriterLock,
    first: impl FnOnce(&mut Change<'_>) -> Result<(), StoreError>,
) -> Result<Store, OpenError> {
    let mut conn =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    unlock(&conn, passphrase)?;
    set_up(&conn, true)?;
    MIGRATIONS.to_latest(&mut conn).map_err(migration_error)?;
    let mut store =
        Store { conn, mode: Mode::Writer, path: Some(path.to_owned()), mended: false, bytes: None, _lock: Some(lock) };
    store.change(by, |change| {
        change.note_act(Act::MakeFile, "file", "")?;
        change.set_settings(settings)?;
        first(change)
    })?;
    Ok(store)
}

/// Gives SQLCipher the passphrase and reads the first page with it.
pub(super) fn unlock(conn: &Connection, passphrase: &SecretString) -> Result<(), OpenError> {
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
pub(super) fn key_pragma(passphrase: &SecretString) -> Zeroizing<String> {
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
    set_up_reading(conn)
}

/// What holds however a file is opened.
pub(super) fn set_up_reading(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA recursive_triggers = ON;
         PRAGMA temp_store = MEMORY;
         -- In KiB. Every page read again is decrypted and checked again, and two megabytes do not hold what Today reads.
         PRAGMA cache_size = -4096;
         PRAGMA cell_size_check = ON;
         PRAGMA trusted_schema = OFF;",
    )?;
    conn.set_prepared_statement_cache_capacity(256);
    // A plan depends on the statement alone: otherwise many are made anew each time other values are bound to them.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

pub(super) fn check_kind(conn: &Connection) -> Result<(), OpenError> {
    let application: i32 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version = layout(conn)?;
    match (application, version) {
        (APPLICATION, version) if version > newest() => Err(OpenError::Newer { version }),
        (APPLICATION, 1..) => Ok(()),
        _ => Err(OpenError::NotAFootprintFile),
    }
}

/// Whether an older version made it, so that it must be brought up to date before it is asked anything.
fn older(conn: &Connection) -> rusqlite::Result<bool> {
    Ok(layout(conn)? < newest())
}

/// The number of a file's layout.
fn layout(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("PRAGMA user_version", [], |row| row.get(0))
}

pub(super) fn migrate(conn: &mut Connection) -> Result<(), OpenError> {
    if older(conn)? { MIGRATIONS.to_latest(conn).map_err(migration_error) } else { Ok(()) }
}

fn migration_error(error: rusqlite_migration::Error) -> OpenError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        _ => OpenError::Store(StoreError::Damaged),
    }
}

/// What can be told of a file without the passphrase: the file, open to be read, if it may be one of ours.
pub(super) fn look_at(path: &Path) -> Result<File, OpenError> {
    let data = fs::metadata(path)?;
    if data.is_dir() {
        return Err(OpenError::NotAFile);
    }
    if !data.is_file() {
        return Err(OpenError::NotAFootprintFile);
    }
    if data.len() == 0 {
        return Err(OpenError::Empty);
    }
    let mut start = [0_u8; 16];
    #[expect(clippy::disallowed_methods, reason = "the store looks before SQLite does")]
    let file = File::open(path)?;
    let read = (&file).take(16).read(&mut start)?;
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
    Ok(file)
}

/// That a file can be written to; it is not.
fn can_be_written(path: &Path) -> Result<(), OpenError> {
    #[expect(
        clippy::disallowed_methods,
        reason = "SQLite would open it to read only, and leave files that nobody can mend"
    )]
    let writable = OpenOptions::new().append(true).open(path);
    match writable {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(OpenError::ReadOnlyFile),
        other => Ok(other.map(|_| ())?),
    }
}

/// Makes a folder that only its owner enters. One that is there already is left as it is: it may hold other things.
pub(super) fn make_folder(folder: &Path) -> Result<(), OpenError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => OpenError::ReadOnlyFolder,
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => OpenError::NoFolder,
        _ => error.into(),
    })
}

/// An empty file that only its owner reads, for SQLite to fill.
pub(super) fn new_private(path: &Path) -> Result<(), OpenError> {
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
