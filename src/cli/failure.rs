//! How a command ends when it could not do what was asked: one sentence and an exit code.

use crate::workbench::refusal::Refusal;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// The exit code for a command line that makes no sense.
pub(super) const WRONG_ARGUMENTS: u8 = 2;

/// Why a command did not end well.
#[derive(Debug)]
pub(super) enum Failure {
    /// It could not be done: what, and what to do.
    CouldNot(String),
    /// The arguments make no sense together.
    WrongArguments(String),
    /// Something is overdue, and the exit code was asked to say so.
    Overdue,
    /// Whoever was reading has stopped.
    ClosedPipe,
}

impl Failure {
    /// One that says this.
    pub(super) fn said(sentence: impl Into<String>) -> Self {
        Self::CouldNot(sentence.into())
    }

    /// Says the sentence on standard error, and gives the exit code.
    pub(super) fn end(self) -> ExitCode {
        let (sentence, code) = match self {
            Self::CouldNot(sentence) => (sentence, 1),
            Self::WrongArguments(sentence) => (sentence, WRONG_ARGUMENTS),
            Self::Overdue => return ExitCode::from(3),
            Self::ClosedPipe => return ExitCode::SUCCESS,
        };
        tell(&sentence);
        ExitCode::from(code)
    }
}

/// Says something on standard error. Where that is closed there is nobody to tell.
pub(super) fn tell(sentence: &str) {
    let sentence = crate::exchange::print::clean::text(sentence);
    let stop = if sentence.ends_with(['.', '!', '?', '\n']) || sentence.contains('\n') { "" } else { "." };
    let _ = writeln!(io::stderr(), "footprint: {}{stop}", sentence.trim_end());
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Mistakes { file, mistakes } => {
                let file = file.display().to_string();
                let lines: Vec<String> = mistakes.iter().map(|one| mistake(&file, one)).collect();
                Self::CouldNot(lines.join("\n"))
            }
            other => Self::CouldNot(other.to_string()),
        }
    }
}

/// `file:line:column: what; expected that`, as editors and compilers say it.
pub(super) fn mistake(file: &str, mistake: &crate::practice::mistake::Mistake) -> String {
    let expected = if mistake.expected.is_empty() { String::new() } else { format!("; expected {}", mistake.expected) };
    format!("{file}:{}:{}: {}{expected}", mistake.line, mistake.column, mistake.what)
}
