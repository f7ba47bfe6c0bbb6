//! What a test says that cannot be made here: a reader that is not installed, a user who is not root. Never in silence, and
//! where all must hold (`CI=true`) it fails, unless it is known to be missing: named in `FOOTPRINT_KNOWN_MISSING`, parted by
//! commas.

use std::io::Write as _;

/// Says that what follows is left out for want of something, by a name such as `other-reader`.
#[track_caller]
pub(crate) fn left_out(want: &str, why: &str) {
    // Past what gathers a test's own output, so that it is read of a test that passes too.
    let _ = writeln!(std::io::stderr(), "\nLEFT OUT for want of {want}: {why}");
    let set = |name: &str| std::env::var(name).unwrap_or_default();
    let known = set("FOOTPRINT_KNOWN_MISSING").split(',').any(|name| name.trim() == want);
    assert!(
        known || set("CI") != "true",
        "{want} is missing: {why}. Where that is known, say FOOTPRINT_KNOWN_MISSING={want}"
    );
}
