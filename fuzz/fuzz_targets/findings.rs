#![no_main]
//! `cargo fuzz run -s none findings`

#[path = "../entry.rs"]
#[expect(dead_code, reason = "each target calls one of them")]
mod entry;

use footprint::practice::review::WordLists;
use std::sync::LazyLock;

static LISTS: LazyLock<WordLists> = LazyLock::new(WordLists::shipped);

libfuzzer_sys::fuzz_target!(|text: &str| entry::findings(text, &LISTS));
