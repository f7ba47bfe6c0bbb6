//! Where a terminal cannot be kept from showing a passphrase in this way: no plain lines are offered there, and it is said.

use std::io;
use std::time::Duration;
use zeroize::Zeroizing;

/// What was typed, as it came.
pub(super) type Bytes = Zeroizing<Vec<u8>>;

/// What ended the waiting for a line.
pub(super) enum Typed {
    /// A line, with its end.
    Line(Bytes),
    /// The input is at its end.
    End,
    /// A signal says to stop.
    Stop,
    /// Nothing came for as long as may be.
    Idle(Option<Bytes>),
}

/// The terminal.
pub(super) struct Tty;

impl Tty {
    /// Cannot be taken here.
    pub(super) fn take() -> io::Result<Self> {
        Err(io::Error::from(io::ErrorKind::Unsupported))
    }

    pub(super) fn line(&mut self, _: Option<Duration>) -> Typed {
        Typed::End
    }

    pub(super) fn hide(&self) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn unseen(&mut self) -> Typed {
        Typed::End
    }

    pub(super) fn forget_typed_ahead(&self) {}
}
