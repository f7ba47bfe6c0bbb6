//! A file that the user names: its bytes. What they mean is read in exchange.

use super::refusal::Refusal;
use std::path::Path;

/// All of a file.
#[expect(clippy::disallowed_methods, reason = "a file that the user named is read here and nowhere else")]
pub fn bytes(file: &Path) -> Result<Vec<u8>, Refusal> {
    std::fs::read(file).map_err(|error| Refusal::Unreadable { file: file.to_owned(), why: error.kind() })
}
