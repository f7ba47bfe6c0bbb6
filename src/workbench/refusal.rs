//! What a manager is told when something cannot be done: one plain sentence, and what to do next.

use crate::practice::mistake::Mistake;
use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Why an act was not done. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The open file could not do it.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    /// The file could not be opened.
    #[error(transparent)]
    Open(#[from] crate::store::OpenError),
    /// The file is damaged, and nothing of it can be read.
    #[error("{error}; {backup}")]
    Damaged {
        /// What is wrong with it.
        error: crate::store::OpenError,
        /// Which backup to restore.
        backup: String,
    },
    /// A file was not put in another's place.
    #[error(transparent)]
    Swap(#[from] crate::store::SwapError),
    /// There is no backup.
    #[error(transparent)]
    NoBackup(#[from] super::act::backup::NoBackup),
    /// What was to leave the file could not be written.
    #[error(transparent)]
    NotWritten(#[from] crate::exchange::outgoing::WriteError),
    /// A policy, form or calendar of the user's own has mistakes.
    #[error("{}", mistakes_in(.file, .mistakes))]
    Mistakes {
        /// The file.
        file: PathBuf,
        /// Each mistake, with its place.
        mistakes: Vec<Mistake>,
    },
    /// There is no policy of that name.
    #[error("there is no policy called {0:?}; `footprint policy list` names them all")]
    NoSuchPolicy(String),
    /// There is no form of that name.
    #[error("there is no form called {0:?}; `footprint form list` names them all")]
    NoSuchForm(String),
    /// There is no worker under that reference.
    #[error("there is no worker with the reference {0}; check it in the list of people")]
    NoSuchWorker(String),
    /// There is no child under that reference.
    #[error("there is no child with the reference {0}; check it in the list of children")]
    NoSuchChild(String),
    /// There is nothing under a reference of the program's own.
    #[error("there is no {0}; check the reference")]
    NotThere(String),
    /// A file of the user's own could not be read.
    #[error("{} could not be read, because {}; check its name and that you may read it", .file.display(), why_unread(*.why))]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The system's reason.
        why: ErrorKind,
    },
    /// A file of the user's own holds more than any that can be meant.
    #[error("{} is longer than 64 MB; give the spreadsheet or the text file itself", .0.display())]
    TooLong(PathBuf),
    /// A file that must be text is something else.
    #[error("{} is not text in UTF-8; save it as that, or name another file", .0.display())]
    NotText(PathBuf),
    /// What was asked for does not make sense; the sentence says where and what was expected.
    #[error("{0}")]
    NotPossible(String),
    /// The same of one thing that was said, by the name that the act has for it.
    #[error("{why}")]
    At {
        /// What of the act cannot be: `on`, `minutes`.
        field: &'static str,
        /// What is wrong with it, and what to do.
        why: String,
    },
    /// No file is open.
    #[error("no file is open; unlock it first")]
    Closed,
}

impl Refusal {
    /// That one thing that was said cannot be, by the name that the act has for it.
    pub fn at(field: &'static str, why: impl Into<String>) -> Self {
        Self::At { field, why: why.into() }
    }
}

/// The system's reason in plain words.
pub fn why_unread(why: ErrorKind) -> String {
    match why {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "you have no permission to".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotADirectory => "a part of its path is not a folder".to_owned(),
        other => format!("the system says: {other}"),
    }
}

fn mistakes_in(file: &std::path::Path, mistakes: &[Mistake]) -> String {
    let mut text = String::new();
    for (place, mistake) in mistakes.iter().enumerate() {
        let end = if place + 1 < mistakes.len() { "\n" } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(text, "{}:{mistake}{end}", file.display());
    }
    text
}
