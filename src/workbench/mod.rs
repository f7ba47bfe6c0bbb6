//! What a manager does, one act per file. Not how it looks: screens ask by [`Effect`] and are answered by [`Msg`].

pub mod effect;
pub mod message;

pub use effect::{Answer, Effect, Perform, SetUp};
pub use message::Msg;
