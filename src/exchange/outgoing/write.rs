//! The one function that writes a file outside the encrypted one: whole or not at all, for its owner only.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Why a file was not written. What was there before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is something already.
    #[error("there is a file at {} already, and it was left as it is; give another name, or say --force", .0.display())]
    AlreadyThere(PathBuf),
    /// What is there is no file: a folder, a device.
    #[error("{} is not a plain file; give the name of one", .0.display())]
    NotAFile(PathBuf),
    /// There is no such folder.
    #[error("there is no folder for {}; make it first, or give another name", .0.display())]
    NoFolder(PathBuf),
    /// It may not be written.
    #[error("you have no permission to write {}; give a name in a folder of your own", .0.display())]
    NoPermission(PathBuf),
    /// There is no room.
    #[error("the disk is full, so {} was not written; free some space and try again", .0.display())]
    DiskFull(PathBuf),
    /// Anything else.
    #[error("{} could not be written ({}); give another name", .0.display(), .1)]
    Other(PathBuf, ErrorKind),
}

impl WriteError {
    fn of(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::AlreadyExists => Self::AlreadyThere(path),
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NoPermission(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::DiskFull(path),
            ErrorKind::IsADirectory => Self::NotAFile(path),
            kind => Self::Other(path, kind),
        }
    }
}

/// A file that is written and on the disk, under another name until [`Staged::publish`]; gone if that never comes.
#[derive(Debug)]
pub struct Staged {
    file: NamedTempFile,
    to: PathBuf,
    replaces: bool,
}

/// Writes what is to be a file, beside where it will stand. Only with `replaces` may something be there already.
pub fn stage(to: &Path, bytes: &[u8], replaces: bool) -> Result<Staged, WriteError> {
    match fs::symlink_metadata(to) {
        // Through a link, and never over a device or a folder.
        Ok(_) if !fs::metadata(to).is_ok_and(|data| data.is_file()) => return Err(WriteError::NotAFile(to.to_owned())),
        Ok(_) if !replaces => return Err(WriteError::AlreadyThere(to.to_owned())),
        Ok(_) | Err(_) => {}
    }
    let target = if replaces { fs::canonicalize(to).unwrap_or_else(|_| to.to_owned()) } else { to.to_owned() };
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let written = || {
        // For its owner only, as the library makes every such file.
        let mut file = tempfile::Builder::new().prefix(".footprint-").suffix(".part").tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    let file = written().map_err(|error: io::Error| WriteError::of(to, &error))?;
    Ok(Staged { file, to: target, replaces })
}

impl Staged {
    /// Gives it its name.
    pub fn publish(self) -> Result<(), WriteError> {
        let Self { file, to, replaces } = self;
        let named = if replaces { file.persist(&to) } else { file.persist_noclobber(&to) };
        named.map_err(|error| WriteError::of(&to, &error.error))?;
        sync_folder(&to);
        Ok(())
    }
}

/// Writes a file, whole or not at all, for its owner only.
pub fn write(to: &Path, bytes: &[u8], replaces: bool) -> Result<(), WriteError> {
    stage(to, bytes, replaces)?.publish()
}

/// The name is on the disk too. Where a system cannot do that, the file is there all the same.
fn sync_folder(path: &Path) {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        #[expect(clippy::disallowed_methods, reason = "the one function that writes a file sees it onto the disk")]
        let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
    #[cfg(not(unix))]
    let _ = path;
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_once_for_its_owner_and_replaced_only_when_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("child.html");
        write(&path, b"one", false).unwrap();
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&path).unwrap().permissions()) & 0o777, 0o600);
        assert!(matches!(write(&path, b"two", false), Err(WriteError::AlreadyThere(_))));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_is_staged_and_never_published_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let staged = stage(&folder.path().join("a"), b"x", false).unwrap();
        drop(staged);
        let staged = stage(&folder.path().join("b"), b"x", false).unwrap();
        write(&folder.path().join("b"), b"somebody else's", false).unwrap();
        assert!(matches!(staged.publish(), Err(WriteError::AlreadyThere(_))));
        assert_eq!(fs::read(folder.path().join("b")).unwrap(), b"somebody else's");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn folders_and_devices_are_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(write(folder.path(), b"x", true), Err(WriteError::NotAFile(_))));
        assert!(matches!(write(&folder.path().join("no/such"), b"x", false), Err(WriteError::NoFolder(_))));
        #[cfg(unix)]
        {
            assert!(matches!(write(Path::new("/dev/null"), b"x", true), Err(WriteError::NotAFile(_))));
            let (file, link) = (folder.path().join("file"), folder.path().join("link"));
            write(&file, b"one", false).unwrap();
            std::os::unix::fs::symlink(&file, &link).unwrap();
            assert!(matches!(write(&link, b"two", false), Err(WriteError::AlreadyThere(_))));
            write(&link, b"two", true).unwrap();
            assert_eq!(fs::read(&file).unwrap(), b"two", "the link still leads to the file");
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        }
    }
}
