//! What a manager does, one act per file. Not how it looks: screens ask by [`Effect`] and are answered by [`Msg`].

pub mod act;
pub mod bench;
pub mod configuration;
pub mod correct;
pub mod demo;
pub mod desk;
pub mod effect;
pub mod findings;
pub mod given;
pub mod import;
pub mod look_up;
pub mod meant;
pub mod measures;
pub mod message;
pub mod owed;
pub mod page;
pub mod refusal;
pub mod undo;
pub mod verb;

pub use bench::Workbench;
pub use configuration::Configuration;
pub use desk::{Desk, Start};
pub use effect::{Answer, Effect, Perform, SetUp};
pub use message::Msg;
pub use refusal::Refusal;
