//! Who writes: an advisory lock beside the file. The system gives it back however the program ends.

use super::file_names::with_ending;
use chrono::{DateTime, Utc};
use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Who has the file open for writing, as they said when they opened it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBy {
    /// Their process.
    pub process: Option<u32>,
    /// Their user name on this machine.
    pub user: Option<String>,
    /// Since when, in UTC.
    pub since: Option<DateTime<Utc>>,
}

/// Who it is, as the beginning of a sentence: `ruth (process 4711)`.
impl fmt::Display for HeldBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.user.as_deref().unwrap_or("another Footprint"))?;
        self.process.map_or(Ok(()), |process| write!(f, " (process {process})"))
    }
}

/// The lock, while it is held.
#[derive(Debug)]
pub(super) struct WriterLock {
    _file: File,
}

/// What came of asking for the lock.
pub(super) enum Asked {
    /// It is ours.
    Ours(WriterLock),
    /// Somebody else has it.
    Theirs(HeldBy),
}

/// Somebody who only looks asks too, and gives the lock back at once: that must not be taken for one who writes.
const TRIES: usize = 4;
/// No lock is longer, in bytes: a number and a user's name.
const LONGEST: u64 = 4_096;

const PAUSE: Duration = Duration::from_millis(20);

/// Where the lock of a file lies.
pub(super) fn beside(path: &Path) -> PathBuf {
    with_ending(path, ".lock")
}

/// Asks for the lock of a file, and waits no longer than a moment. An error where the lock's own file cannot be made or locked at all.
pub(super) fn ask(path: &Path) -> io::Result<Asked> {
    let mut file = open_own(&beside(path))?;
    let mut answer = file.try_lock();
    for _ in 0..TRIES {
        if !matches!(answer, Err(TryLockError::WouldBlock)) {
            break;
        }
        std::thread::sleep(PAUSE);
        answer = file.try_lock();
    }
    match answer {
        Ok(()) => {
            // What is written here is a courtesy to the next one who asks; the lock itself is what counts.
            let line = format!("{}\n{}\n", std::process::id(), user());
            let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(line.as_bytes()));
            Ok(Asked::Ours(WriterLock { _file: file }))
        }
        Err(TryLockError::WouldBlock) => {
            let mut text = String::new();
            let _ = file.read_to_string(&mut text);
            let mut lines = text.lines();
            Ok(Asked::Theirs(HeldBy {
                process: lines.next().and_then(|line| line.parse().ok()),
                user: lines.next().filter(|line| !line.is_empty()).map(str::to_owned),
                since: file.metadata().and_then(|data| data.modified()).ok().map(DateTime::from),
            }))
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Opens the lock's own file. It is written over, so it is never one that a link leads to, that goes by a second name, or
/// that holds more than a lock does: an [`ErrorKind::InvalidData`].
fn open_own(lock: &Path) -> io::Result<File> {
    let foreign = || io::Error::from(ErrorKind::InvalidData);
    if fs::symlink_metadata(lock).is_ok_and(|there| !there.is_file()) {
        return Err(foreign());
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    }
    #[expect(clippy::disallowed_methods, reason = "the lock of the store's own file")]
    let file = options.open(lock)?;
    let data = file.metadata()?;
    if data.is_file() && data.len() <= LONGEST && !has_another_name(&data) { Ok(file) } else { Err(foreign()) }
}

/// Whether a file goes by more than one name in its file system.
#[cfg(unix)]
pub(super) fn has_another_name(data: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(data) > 1
}

/// Whether a file goes by more than one name: not asked on this system.
#[cfg(not(unix))]
pub(super) fn has_another_name(_: &Metadata) -> bool {
    false
}

fn user() -> String {
    std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default().replace(char::is_control, " ")
}
