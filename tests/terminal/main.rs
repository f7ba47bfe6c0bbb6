//! The program in a real pseudo-terminal: the mornings of a manager, walked by keys, and what happens when a window is
//! closed, killed or made small.
#![expect(clippy::unwrap_used, reason = "a test may stop, in its own helping functions too")]

mod screen;
