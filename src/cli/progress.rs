//! One line on standard error that says how far long work is: only where that is a terminal, and gone when it is dropped.

use std::fmt;
use std::io::{self, IsTerminal as _, Write as _};

/// The line.
pub(super) struct Line {
    shows: bool,
}

impl Line {
    /// A line with nothing on it yet.
    pub(super) fn new() -> Self {
        Self { shows: io::stderr().is_terminal() }
    }

    /// Says how far it is.
    pub(super) fn show(&self, words: fmt::Arguments<'_>) {
        if self.shows {
            // Progress that cannot be shown is no reason to stop.
            let _ = write!(io::stderr(), "\r\u{1b}[K{words}");
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.show(format_args!(""));
    }
}
