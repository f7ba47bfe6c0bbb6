//! Lenses on screen: which one to fill in. Not the form it is written in.

mod choose;
#[cfg(test)]
mod tests;

pub use choose::{CHOSEN, ChooseLens};
