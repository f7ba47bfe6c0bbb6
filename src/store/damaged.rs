//! A damaged file, opened to read what can be read of it, and which of its backups is whole. Nothing here writes.

use super::backups::BackupFile;
use super::copy::connect;
use super::file_names::with_ending;
use super::open::{check_kind, key_pragma, look_at, set_up_reading};
use super::{Mode, OpenError, Store};
use rusqlite::{Connection, OpenFlags};
use secrecy::SecretString;
use std::fs;
use std::path::Path;

impl Store {
    /// Opens a file to read what is left of it, where the passphrase fits its first page: one that was cut short, or that
    /// has bad pages further on. Whatever cannot be read answers that it is damaged.
    pub fn open_damaged(path: &Path, passphrase: &SecretString) -> Result<Self, OpenError> {
        let path = fs::canonicalize(path)?;
        match look_at(&path) {
            // Cut in the middle of a page: the whole pages before it are there.
            Ok(_) | Err(OpenError::Truncated) => {}
            Err(other) => return Err(other),
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let conn = Connection::open_with_flags(address(&path), flags)?;
        conn.execute_batch("PRAGMA cipher_log_level = NONE")?;
        conn.execute_batch(&key_pragma(passphrase))?;
        // So that SQLite does not refuse a file for being shorter than it says: what is there is read all the same.
        conn.execute_batch("PRAGMA writable_schema = ON; PRAGMA query_only = ON")?;
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
        check_kind(&conn)?;
        set_up_reading(&conn)?;
        let mode = Mode::ReadOnly { held_by: None };
        Ok(Self { conn, mode, path: Some(path), mended: false, bytes: None, _lock: None })
    }
}

/// The path as SQLite takes it with a wish: that nothing is written beside the file, not even what only readers share. What
/// a crash left beside it is read where it is there.
fn address(path: &Path) -> String {
    let mut address = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => address.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(*byte)),
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address.push_str(if with_ending(path, "-wal").exists() { "?mode=ro" } else { "?mode=ro&immutable=1" });
    address
}

impl BackupFile {
    /// Whether it opens under a passphrase and every page of it is as it was written. Takes as long as deriving the key
    /// and reading all of it does.
    pub fn is_whole(&self, passphrase: &SecretString) -> bool {
        let looked = || -> Result<bool, OpenError> {
            look_at(&self.path)?;
            let conn = connect(&self.path, passphrase)?;
            check_kind(&conn)?;
            let mut pages = conn.prepare("PRAGMA cipher_integrity_check")?;
            let damaged = pages.query([])?.next()?.is_some();
            Ok(!damaged)
        };
        looked().unwrap_or(false)
    }
}
