//! Where a command prints: standard output, kept back a little and written whole; a closed pipe ends it quietly.

use super::failure::Failure;
use std::io::{self, BufWriter, ErrorKind, Stdout, Write};

/// Standard output.
pub(super) struct Output {
    to: BufWriter<Stdout>,
}

impl Output {
    /// The program's own.
    pub(super) fn standard() -> Self {
        Self { to: BufWriter::new(io::stdout()) }
    }

    /// Prints a text as it stands.
    pub(super) fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.to.write_all(text.as_bytes()).map_err(|error| failed(&error))
    }

    /// Prints bytes that are no text.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.to.write_all(bytes).map_err(|error| failed(&error))
    }

    /// Prints a text and ends its line.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.print(text)?;
        self.print("\n")
    }

    /// Sees that all of it has been written.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        self.to.flush().map_err(|error| failed(&error))
    }
}

fn failed(error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::BrokenPipe => Failure::ClosedPipe,
        ErrorKind::StorageFull => Failure::said("the output could not be written: the disk is full"),
        kind => Failure::said(format!("the output could not be written ({kind}); check where it goes")),
    }
}
