//! What a manager does, one act or family of acts per file. Not what is shown.

pub mod oversight;
pub mod session;
pub mod worker;
