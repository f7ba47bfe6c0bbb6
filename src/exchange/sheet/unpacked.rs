//! How much a packed workbook says that it holds, before anybody reads it: a few kilobytes can unpack to more than any
//! machine has. What a part gives beyond what it says is an error to whoever unpacks it, so that no lie helps.

use std::io::Cursor;
use zip::ZipArchive;

/// The most that the parts of a workbook may unpack to, in bytes, all together. The largest real ones, a big authority's
/// lists for an inspection, stay well below half of it.
pub(super) const MOST: u64 = 200 << 20;

/// Whether a workbook unpacks to more than [`MOST`]. What is no archive does not: it is refused by whoever reads it.
pub(super) fn is_too_much(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut all = 0_u64;
    for place in 0..archive.len() {
        all = all.saturating_add(archive.by_index_raw(place).map_or(0, |part| part.size()));
    }
    all > MOST
}
