//! What comes in and goes out as bytes. Reads and renders in memory; sees the field's words and nothing of the store.

pub mod annex_a;
pub mod document;
pub mod icalendar;
pub mod import;
pub mod inspection;
pub mod outgoing;
pub mod print;
pub mod sheet;
