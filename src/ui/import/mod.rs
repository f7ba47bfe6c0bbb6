//! Importing from the screen: ask for a file, show what it would change, and do that after a yes.

pub mod ask;
mod pick;
pub mod plan;
#[cfg(test)]
mod tests;

pub use ask::AskImport;
pub use plan::PlanScreen;
