#![no_main]
//! `cargo fuzz run -s none settings`

#[path = "../entry.rs"]
#[expect(dead_code, reason = "each target calls one of them")]
mod entry;

libfuzzer_sys::fuzz_target!(|text: &str| entry::settings(text));
