//! A file that the user names: its bytes. What they mean is read in exchange.

use super::refusal::Refusal;
use std::io::Read as _;
use std::path::Path;

/// The most that is read, in bytes. No spreadsheet, workbook or policy comes near it; a device never ends.
const MOST: u64 = 64 << 20;

/// All of a file, or of what a pipe gives.
#[expect(clippy::disallowed_methods, reason = "a file that the user named is read here and nowhere else")]
pub fn bytes(file: &Path) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(file).and_then(|open| open.take(MOST + 1).read_to_end(&mut bytes));
    read.map_err(|error| Refusal::Unreadable { file: file.to_owned(), why: error.kind() })?;
    if u64::try_from(bytes.len()).is_ok_and(|read| read > MOST) {
        return Err(Refusal::TooLong(file.to_owned()));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_never_ends_is_refused() {
        let refused = bytes(Path::new("/dev/zero")).unwrap_err();
        assert_eq!(refused.to_string(), "/dev/zero is longer than 64 MB; give the spreadsheet or the text file itself");
    }
}
