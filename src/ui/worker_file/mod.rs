//! The screens of a worker's own file: the page before a session, any of its forms while it is written, the reader of a
//! signed one, and how the worker answers it. Not the forms' rules, and nothing of a child's record.

pub mod answer;
mod before_signing;
pub mod begin;
pub mod beside;
pub mod brief;
pub mod children;
pub mod form;
pub mod reader;
#[cfg(test)]
mod tests;

pub use begin::Begin;
pub use brief::BriefScreen;
pub use form::WorkerFormScreen;
pub use reader::WorkerRecordScreen;
