//! Who writes: an advisory lock beside the file. The system gives it back however the program ends.

use chrono::{DateTime, Utc};
use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
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
const PAUSE: Duration = Duration::from_millis(20);

/// Where the lock of a file lies.
pub(super) fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

/// Asks for the lock of a file, and waits no longer than a moment. An error where the lock's own file cannot be made or locked at all.
pub(super) fn ask(path: &Path) -> io::Result<Asked> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    #[expect(clippy::disallowed_methods, reason = "the lock of the store's own file")]
    let mut file = options.open(beside(path))?;
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

fn user() -> String {
    std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default().replace(char::is_control, " ")
}
