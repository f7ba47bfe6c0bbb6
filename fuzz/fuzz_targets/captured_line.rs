#![no_main]
//! `cargo fuzz run -s none captured_line`

#[path = "../entry.rs"]
#[expect(dead_code, reason = "each target calls one of them")]
mod entry;

libfuzzer_sys::fuzz_target!(|text: &str| entry::captured_line(text));
