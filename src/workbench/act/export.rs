//! Letting something out of the encrypted file: the row of the trail that says what, where and by whom, and the line it
//! begins with. Not what a document says: each export renders its own and hands it here.

use crate::exchange::outgoing::{Mark, stage};
use crate::store::{Act, copies_beside};
use crate::workbench::desk::Desk;
use crate::workbench::refusal::Refusal;
use std::path::{Path, PathBuf};

/// Where something goes that leaves the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeavesTo {
    /// Standard output; the caller prints it once it has been let out.
    Output,
    /// The clipboard; the caller puts it there once it has been let out.
    Clipboard,
    /// A file of its own.
    File {
        /// Where.
        path: PathBuf,
        /// Whether a file that is there already may be replaced.
        replaces: bool,
    },
}

impl LeavesTo {
    fn words(&self) -> String {
        match self {
            Self::Output => "standard output".to_owned(),
            Self::Clipboard => "the clipboard".to_owned(),
            Self::File { path, .. } => std::path::absolute(path).unwrap_or_else(|_| path.clone()).display().to_string(),
        }
    }
}

impl Desk {
    /// What the first line of a document says that leaves the file now.
    pub fn mark(&self) -> Result<Mark, Refusal> {
        let by = self.by();
        if self.damaged.is_some() {
            let head = self.store.audit_head().ok();
            let who = format!("{}, from a damaged file whose trail does not say so", by.who);
            let (acts, hash) = head.map_or((0, "not readable".to_owned()), |head| (head.seq, head.hash));
            return Ok(Mark { who, at: by.at, acts, hash });
        }
        let head = self.store.audit_head()?;
        Ok(Mark { who: by.who, at: by.at, acts: head.seq, hash: head.hash })
    }

    /// Lets a document out: it is audited, and written if it goes to a file. `what` is said in the trail: `child C0001 as
    /// html`. With an error nothing has left. Needs the writer, since it is audited.
    pub fn let_out(&mut self, what: &str, to: &LeavesTo, document: &[u8]) -> Result<(), Refusal> {
        self.still_reads()?;
        let staged = match to {
            LeavesTo::Output | LeavesTo::Clipboard => None,
            LeavesTo::File { path, replaces } => {
                self.not_over_ourselves(path)?;
                if !self.store.writes() {
                    // Asked before anything is written, so that the refusal leaves no trace on the disk.
                    self.note_leaving(what, to, document)?;
                }
                Some(stage(path, document, *replaces)?)
            }
        };
        // In the trail before it is anywhere: a kill in between leaves a row too many, never one too few.
        self.note_leaving(what, to, document)?;
        Ok(staged.map_or(Ok(()), crate::exchange::outgoing::Staged::publish)?)
    }

    fn note_leaving(&mut self, what: &str, to: &LeavesTo, document: &[u8]) -> Result<(), Refusal> {
        if self.damaged.is_some() {
            // A damaged file is not written to, and what can be read of it must be able to leave: the document says so.
            return Ok(());
        }
        let by = self.by();
        let about = format!("{what}, to {}", to.words());
        Ok(self.store.change(&by, |change| change.note_bytes(Act::Export, &about, document))?)
    }

    /// An export must never replace the file itself, nor what lies beside it, nor one of its copies.
    fn not_over_ourselves(&self, path: &Path) -> Result<(), Refusal> {
        let Some(own) = self.store.path() else { return Ok(()) };
        let there = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let beside = ["", "-wal", "-shm", ".lock"].iter().any(|ending| {
            let mut name = own.as_os_str().to_owned();
            name.push(ending);
            there.as_os_str() == name
        });
        if beside {
            let why = "that is the encrypted file itself, which an export must not replace; give another name";
            return Err(Refusal::NotPossible(why.to_owned()));
        }
        let copies = copies_beside(own).unwrap_or_default();
        if copies.iter().any(|one| std::fs::canonicalize(&one.path).is_ok_and(|copy| copy == there)) {
            let why = "that is one of the file's own copies, which an export must not replace; give another name";
            return Err(Refusal::NotPossible(why.to_owned()));
        }
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
mod tests {
    use super::*;
    use crate::store::Store;
    use crate::workbench::configuration::Configuration;
    use secrecy::SecretString;

    fn desk() -> Desk {
        Desk::of(Store::in_memory().unwrap(), "2026-11-23".parse().unwrap(), Configuration::default()).unwrap()
    }

    #[test]
    fn what_leaves_is_in_the_trail_with_where_and_by_whom() {
        let mut desk = desk();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("child.md");
        let to = LeavesTo::File { path: path.clone(), replaces: false };
        let before = desk.mark().unwrap();
        desk.let_out("child C1 as md", &to, b"words").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"words");
        assert!(desk.let_out("child C1 as md", &to, b"again").is_err(), "it is there already");
        desk.let_out("record O1", &LeavesTo::Clipboard, b"other words").unwrap();
        let rows = desk.store().audit_after(before.acts).unwrap();
        let said: Vec<(&str, &str)> = rows.iter().map(|row| (row.act.code(), row.about.as_str())).collect();
        let first = format!("child C1 as md, to {}", path.display());
        assert_eq!(said, [("export", first.as_str()), ("export", "record O1, to the clipboard")]);
        assert_ne!(rows[0].digest, rows[1].digest);
        desk.store().verify(|_| ()).unwrap();
    }

    #[test]
    fn an_export_never_replaces_the_file_and_needs_the_writer() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("footprint.db");
        let passphrase = SecretString::from("a passphrase of some length");
        let start = crate::workbench::desk::Start {
            supervisor: "Ruth".to_owned(),
            team: String::new(),
            policy: "practice-fundamentals".to_owned(),
        };
        let day = "2026-11-23".parse().unwrap();
        let mut desk = Desk::init(&file, &passphrase, &start, day, Configuration::default()).unwrap();
        let over = LeavesTo::File { path: file.clone(), replaces: true };
        assert!(matches!(desk.let_out("child C1", &over, b"x"), Err(Refusal::NotPossible(_))));
        let mut second = Desk::open(&file, &passphrase, day, Configuration::default()).unwrap();
        let path = folder.path().join("out.md");
        let to = LeavesTo::File { path: path.clone(), replaces: false };
        assert!(second.let_out("child C1", &to, b"x").is_err());
        assert!(second.let_out("child C1", &LeavesTo::Output, b"x").is_err());
        assert!(!path.exists());
    }
}
