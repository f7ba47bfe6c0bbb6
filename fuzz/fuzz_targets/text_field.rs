#![no_main]
//! `cargo fuzz run -s none text_field`

#[path = "../entry.rs"]
#[expect(dead_code, reason = "each target calls one of them")]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::text_field(bytes));
