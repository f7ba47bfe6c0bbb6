//! The program `footprint`.

fn main() {}
